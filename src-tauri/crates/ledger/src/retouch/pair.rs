use image::imageops::{FilterType, overlay, resize};
use image::{DynamicImage, Rgb, RgbImage};

use model::MAX_PIXELS;

use super::{flat, png};

const GAP: u32 = 24;
/// Between a picture and what is written above it.
const GROUND: Rgb<u8> = Rgb([255; 3]);

/// Two pictures beside each other at the same height as one PNG, each with its caption above,
/// which comes as a picture since only the window has the fonts. `None` when the result would
/// be too large to be looked at.
pub(crate) fn beside(
    pictures: [&DynamicImage; 2],
    captions: [&DynamicImage; 2],
) -> Option<Vec<u8>> {
    let pictures = pictures.map(flat);
    let height = pictures.iter().map(RgbImage::height).max()?;
    let wide: u64 = pictures.iter().map(|picture| width_at(picture, height)).sum();
    if wide * u64::from(height) > MAX_PIXELS {
        return None;
    }
    let scaled = pictures.map(|picture| to_height(picture, height));
    let captions = captions.map(flat);
    let widths: Vec<u32> = scaled
        .iter()
        .zip(&captions)
        .map(|(picture, caption)| picture.width().max(caption.width()))
        .collect();
    let head = captions.iter().map(RgbImage::height).max()?;
    let (width, tall) = (widths.iter().sum::<u32>() + 3 * GAP, head + height + 3 * GAP);
    if u64::from(width) * u64::from(tall) > MAX_PIXELS {
        return None;
    }
    let mut sheet = RgbImage::from_pixel(width, tall, GROUND);
    let mut left = GAP;
    for ((picture, caption), width) in scaled.iter().zip(&captions).zip(widths) {
        overlay(&mut sheet, caption, left.into(), GAP.into());
        overlay(&mut sheet, picture, left.into(), (head + 2 * GAP).into());
        left += width + GAP;
    }
    png(&sheet)
}

/// As wide as it is when it is so high.
fn width_at(picture: &RgbImage, height: u32) -> u64 {
    let width = u64::from(picture.width()) * u64::from(height);
    (width / u64::from(picture.height().max(1))).max(1)
}

fn to_height(picture: RgbImage, height: u32) -> RgbImage {
    if picture.height() == height {
        return picture;
    }
    let width = u32::try_from(width_at(&picture, height)).unwrap_or(1);
    resize(&picture, width, height, FilterType::Triangle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(width: u32, height: u32, grey: u8) -> DynamicImage {
        DynamicImage::ImageRgb8(RgbImage::from_pixel(width, height, Rgb([grey; 3])))
    }

    #[test]
    fn two_pictures_stand_beside_each_other_at_one_height() {
        let (one, other) = (plain(100, 400, 10), plain(300, 200, 90));
        let (caption, long) = (plain(40, 30, 200), plain(900, 30, 200));
        let sheet = beside([&one, &other], [&caption, &long]).unwrap();
        let sheet = image::load_from_memory(&sheet).unwrap().to_rgb8();
        assert_eq!(sheet.dimensions(), (100 + 900 + 72, 30 + 400 + 72));
        assert_eq!(sheet.get_pixel(24 + 50, 30 + 48 + 390).0, [10; 3]);
        assert_eq!(sheet.get_pixel(24 + 100 + 24 + 300, 30 + 48 + 390).0, [90; 3], "as tall");
    }

    #[test]
    fn a_ribbon_is_not_made_a_wall() {
        let (tall, flat) = (plain(2, 8_000, 1), plain(8_000, 2, 1));
        let caption = plain(10, 10, 1);
        assert_eq!(beside([&tall, &flat], [&caption, &caption]), None);
    }
}
