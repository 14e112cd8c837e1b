//! Evidence as numbered pictures, for places that take nothing else.

mod decode;

use std::{iter, ops::Range};

use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::{DynamicImage, RgbImage, codecs::jpeg::JpegEncoder, imageops};
use parley::Alignment;
use tiny_skia::Pixmap;

use crate::paper::{Fonts, Style, numbered, pixels};

/// What a place takes: the longest sides in pixels, and the most bytes of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageLimits {
    pub width: u32,
    pub height: u32,
    pub bytes: usize,
}

/// Why there are no such pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    #[error("not a picture that can be read")]
    NotAPicture,
    #[error("the picture has too many pixels")]
    TooManyPixels,
    /// Nobody could read what would fit.
    #[error("the limits are too narrow for this picture")]
    TooNarrow,
    #[error("a page could not be drawn")]
    Drawing,
}

/// A page that is narrower cannot be read.
const LEAST_WIDTH: u32 = 480;
/// Tried from the best on, before a page is made narrower.
const QUALITIES: [u8; 4] = [90, 80, 70, 60];
/// What two pages of one picture have in common, so that no line is cut in two on both.
const OVERLAP: u32 = 48;

/// The picture as JPEG pages with `footer` at the foot of each, `{page}` and `{pages}` in it
/// replaced by their numbers. A long one, such as a conversation, is cut into pages; it is never
/// made larger. Nothing of what stands beside the pixels goes along.
pub fn page_pictures(
    picture: &[u8],
    footer: &str,
    limits: PageLimits,
    fonts: &mut Fonts,
) -> Result<Vec<Vec<u8>>, PageError> {
    let picture = decode::decode(picture)?;
    let widths = iter::successors(Some(limits.width), |width| Some(width * 17 / 20));
    for width in widths.take_while(|width| *width >= LEAST_WIDTH) {
        let narrower = PageLimits { width, ..limits };
        if let Some(pages) = attempt(&picture, footer, narrower, fonts)? {
            return Ok(pages);
        }
    }
    Err(PageError::TooNarrow)
}

/// `None` where a page of this width has too many bytes at every quality.
fn attempt(
    picture: &RgbImage,
    footer: &str,
    limits: PageLimits,
    fonts: &mut Fonts,
) -> Result<Option<Vec<Vec<u8>>>, PageError> {
    // A small picture stands in the middle of a page that its footer can be read on.
    let page_width = limits.width.min(picture.width().max(LEAST_WIDTH * 3 / 2));
    // As high as it can come to be with numbers in it.
    let foot = foot(footer, page_width, 888, 888, fonts)?;
    let room = limits.height.checked_sub(foot.height()).filter(|room| *room > 4 * OVERLAP);
    let Some(room) = room else { return Err(PageError::TooNarrow) };
    let picture = scaled(picture, page_width, room)?;
    let parts = parts(picture.height(), room);
    let mut pages = Vec::with_capacity(parts.len());
    for (at, part) in parts.iter().enumerate() {
        let foot = self::foot(footer, page_width, at + 1, parts.len(), fonts)?;
        let height = part.end - part.start;
        let mut page =
            RgbImage::from_pixel(page_width, height + foot.height(), image::Rgb([255; 3]));
        let cut = imageops::crop_imm(&picture, 0, part.start, picture.width(), height).to_image();
        imageops::replace(&mut page, &cut, i64::from((page_width - picture.width()) / 2), 0);
        imageops::replace(&mut page, &foot, 0, i64::from(height));
        match encoded(&page, limits.bytes)? {
            Some(bytes) => pages.push(bytes),
            None => return Ok(None),
        }
    }
    Ok(Some(pages))
}

/// No wider than the page; one that is a little too high for it is made smaller, one that is much
/// too high is left for cutting.
fn scaled(picture: &RgbImage, width: u32, room: u32) -> Result<RgbImage, PageError> {
    let (from_width, from_height) = (f64::from(picture.width()), f64::from(picture.height()));
    let mut factor = (f64::from(width) / from_width).min(1.0);
    let high = from_height * factor / f64::from(room);
    if high > 1.0 && high <= 1.6 {
        factor /= high;
    }
    if factor >= 1.0 {
        return Ok(picture.clone());
    }
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a part of what was a u32"
    )]
    let side = |side: f64| ((side * factor).floor() as u32).max(1);
    let from = DynamicImage::ImageRgb8(picture.clone());
    let mut to = DynamicImage::new_rgb8(side(from_width), side(from_height));
    let how = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new().resize(&from, &mut to, &how).map_err(|_| PageError::Drawing)?;
    Ok(to.into_rgb8())
}

/// Rows of the picture, of about the same height each.
fn parts(height: u32, room: u32) -> Vec<Range<u32>> {
    let shared = height.min(OVERLAP);
    let count = (height - shared).div_ceil(room - OVERLAP).max(1);
    let step = (height - shared).div_ceil(count);
    (0..count).map(|at| at * step..(at * step + step + OVERLAP).min(height)).collect()
}

/// The line at the foot of a page, on white.
fn foot(
    footer: &str,
    width: u32,
    page: usize,
    pages: usize,
    fonts: &mut Fonts,
) -> Result<RgbImage, PageError> {
    let text = numbered(footer, page, pages);
    #[allow(clippy::cast_precision_loss, reason = "thousands of pixels")]
    let whole = width as f32;
    let size = (whole / 42.0).clamp(13.0, 30.0);
    let style = Style { size, bold: false, ink: [0x1a; 3], alignment: Alignment::Center };
    let set = fonts.set(&text, style, whole - 2.0 * size);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "some lines of text"
    )]
    let height = (set.layout.height() + size).ceil() as u32;
    let mut canvas = Pixmap::new(width, height).ok_or(PageError::Drawing)?;
    canvas.fill(tiny_skia::Color::WHITE);
    pixels::draw(&set, &mut canvas, (size, size / 2.0)).ok_or(PageError::Drawing)?;
    let rows = canvas.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]);
    let mut foot = RgbImage::from_raw(width, height, rows.collect()).ok_or(PageError::Drawing)?;
    // A line between what is evidence and what was put there.
    for x in 0..width {
        foot.put_pixel(x, 0, image::Rgb([0x80; 3]));
    }
    Ok(foot)
}

fn encoded(page: &RgbImage, most: usize) -> Result<Option<Vec<u8>>, PageError> {
    for quality in QUALITIES {
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
        encoder.encode_image(page).map_err(|_| PageError::Drawing)?;
        if bytes.len() <= most {
            return Ok(Some(bytes));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_reach_over_all_of_it() {
        for (height, room) in [(100, 100), (101, 100), (999, 300), (12_345, 1000), (300, 100)] {
            let parts = parts(height, room);
            assert_eq!((parts[0].start, parts[parts.len() - 1].end), (0, height), "{height}");
            assert!(parts.iter().all(|part| part.end - part.start <= room), "{height}");
            for pair in parts.windows(2) {
                assert!(pair[0].end - pair[1].start == OVERLAP, "{height}: {parts:?}");
            }
        }
    }
}
