//! Each stretch of writing as a page of its own: black on white, as high as the recogniser likes.

use std::io::Cursor;

use fast_image_resize::images::Image;
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use tiff::encoder::{TiffEncoder, colortype::Gray8};

use crate::OcrError;
use crate::picture::Grey;
use crate::segments::Segment;

/// How high the ink of a stretch is made, in pixels. Now and then the recogniser finds nothing
/// in a clean line at one height, or mistakes a character that it knows at the other.
pub(crate) const HEIGHTS: [f32; 2] = [36.0, 29.0];
/// White around it.
const MARGIN: usize = 12;
const MOST_ENLARGED: f32 = 5.0;
/// Wider than any line of a page that is read.
const WIDEST: f32 = 6000.0;

/// A stretch as it is given to the recogniser.
#[derive(Debug)]
pub(crate) struct Strip {
    pub segment: Segment,
    /// Pixels of the strip to one of the picture.
    pub scale: f32,
    pub page: Grey,
    /// How strongly it stands out from its ground, 0 to 255.
    pub strength: u8,
}

impl Strip {
    /// What turns columns of the same stretch at another scale into columns of this one.
    pub(crate) fn column_of(&self, other: &Self) -> impl Fn(f32) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a dozen")]
        let margin = MARGIN as f32;
        let ratio = self.scale / other.scale;
        move |x| margin + (x - margin) * ratio
    }

    /// Where a column of the picture is in the strip.
    pub(crate) fn column_at(&self, x: u32) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "pixels")]
        let (margin, from) = (MARGIN as f32, x.saturating_sub(self.segment.left) as f32);
        margin + from * self.scale
    }

    /// Where a column of the strip is in the picture.
    pub(crate) fn column(&self, x: f32) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "pixels")]
        let (margin, left) = (MARGIN as f32, self.segment.left as f32);
        left + (x - margin) / self.scale
    }
}

pub(crate) fn strip(ink: &Grey, segment: Segment, high: f32) -> Option<Strip> {
    #[expect(clippy::cast_precision_loss, reason = "pixels")]
    let (width, height) = (segment.width() as f32, segment.height() as f32);
    let scale = (high / height).min(MOST_ENLARGED).min(WIDEST / width);
    let (cut, strength) = cut(ink, segment);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 6000")]
    let side = |length: f32| (length * scale).round().max(1.0) as u32;
    let (to_width, to_height) = (side(width), side(height));
    let from = Image::from_vec_u8(segment.width(), segment.height(), cut, PixelType::U8).ok()?;
    let mut to = Image::new(to_width, to_height, PixelType::U8);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
    Resizer::new().resize(&from, &mut to, &options).ok()?;
    Some(Strip { segment, scale, page: on_paper(to.buffer(), to_width as usize), strength })
}

/// All strips as the pages of one file.
pub(crate) fn pages(strips: &[Strip]) -> Result<Vec<u8>, OcrError> {
    let mut out = Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut out).map_err(|_| OcrError::Damaged)?;
    for Strip { page, .. } in strips {
        let side = crate::spots::small;
        encoder
            .write_image::<Gray8>(side(page.width), side(page.height), &page.pixels)
            .map_err(|_| OcrError::Damaged)?;
    }
    Ok(out.into_inner())
}

/// The stretch's ink, made as strong as the strongest of the page.
fn cut(ink: &Grey, segment: Segment) -> (Vec<u8>, u8) {
    let columns = segment.left as usize..segment.right as usize;
    let rows = segment.top as usize..segment.bottom as usize;
    let mut cut: Vec<u8> = rows.flat_map(|y| ink.row(y)[columns.clone()].iter().copied()).collect();
    let strongest = strongest(&cut);
    for shade in &mut cut {
        *shade = u8::try_from(u32::from(*shade) * 255 / u32::from(strongest)).unwrap_or(u8::MAX);
    }
    (cut, strongest)
}

/// The contrast that one in fifty of the inked pixels reaches.
fn strongest(cut: &[u8]) -> u8 {
    let mut counts = [0_usize; 256];
    for &shade in cut {
        counts[usize::from(shade)] += 1;
    }
    let mut left = counts[1..].iter().sum::<usize>() / 50;
    for shade in (1..=255_u8).rev() {
        let count = counts[usize::from(shade)];
        if count > left {
            return shade;
        }
        left -= count;
    }
    255
}

fn on_paper(ink: &[u8], width: usize) -> Grey {
    let height = ink.len() / width;
    let (wide, high) = (width + 2 * MARGIN, height + 2 * MARGIN);
    let mut page = Grey { width: wide, height: high, pixels: vec![255; wide * high] };
    for (y, row) in ink.chunks_exact(width).enumerate() {
        let to = &mut page.row_mut(y + MARGIN)[MARGIN..MARGIN + width];
        for (to, from) in to.iter_mut().zip(row) {
            *to = 255 - from;
        }
    }
    page
}
