//! Which pictures look alike: 256 bits that say where a picture grows brighter from left to
//! right, which saving it again, in another format or size, hardly changes.

use image::{DynamicImage, imageops::FilterType};

/// The bits, row by row.
pub(crate) type Likeness = [u8; 32];

/// Bits that may differ between two savings of one picture.
pub(crate) const NEAR: u32 = 12;

const SIDE: u32 = 16;
/// Steps of brightness that are no noise.
const STEP: i16 = 2;

/// `None` for a picture without anything on it: all of those look alike.
pub(crate) fn likeness(picture: &DynamicImage) -> Option<Likeness> {
    let small = picture.to_luma8();
    let small = image::imageops::resize(&small, SIDE + 1, SIDE, FilterType::Triangle);
    let mut bits = Likeness::default();
    let mut place = 0_usize;
    for y in 0..SIDE {
        for x in 0..SIDE {
            let [left, right] = [x, x + 1].map(|x| i16::from(small.get_pixel(x, y).0[0]));
            if right - left > STEP {
                bits[place / 8] |= 1 << (place % 8);
            }
            place += 1;
        }
    }
    let set: u32 = bits.iter().map(|byte| byte.count_ones()).sum();
    (set >= 4).then_some(bits)
}

/// In how many bits two differ.
pub(crate) fn apart(one: &Likeness, other: &Likeness) -> u32 {
    one.iter().zip(other).map(|(a, b)| (a ^ b).count_ones()).sum()
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage};

    use super::*;

    /// Blocks of grey as a page has blocks of text.
    fn page(seed: u32) -> DynamicImage {
        let mut state = seed;
        let mut greys = Vec::new();
        for _ in 0..400 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            greys.push(u8::try_from(state >> 24).unwrap());
        }
        DynamicImage::ImageRgb8(RgbImage::from_fn(400, 800, |x, y| {
            let grey = greys[(y / 40 * 20 + x / 20) as usize];
            Rgb([grey, grey, grey])
        }))
    }

    #[test]
    fn the_same_picture_smaller_is_near_and_another_is_not() {
        let one = likeness(&page(1)).unwrap();
        let small = page(1).resize_exact(300, 600, FilterType::CatmullRom);
        let mut saved = Vec::new();
        let jpeg = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut saved, 60);
        small.write_with_encoder(jpeg).unwrap();
        let again = image::load_from_memory(&saved).unwrap();
        assert!(apart(&one, &likeness(&again).unwrap()) <= NEAR);
        assert!(apart(&one, &likeness(&page(2)).unwrap()) > 4 * NEAR);
    }

    #[test]
    fn what_shows_nothing_is_like_nothing() {
        let white = RgbImage::from_pixel(300, 300, Rgb([255; 3]));
        assert_eq!(likeness(&DynamicImage::ImageRgb8(white)), None);
    }
}
