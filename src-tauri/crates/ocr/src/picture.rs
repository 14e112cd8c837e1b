//! A picture's bytes as shades of grey, within limits that are checked before anything is decoded.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder as _, ImageError, ImageReader, Limits};

use model::{MAX_DECODED_BYTES, MAX_PIXELS};

use crate::OcrError;

/// The most bytes of a picture file.
pub const MAX_BYTES: usize = 64 << 20;
/// Smaller than any letter.
const LEAST_SIDE: u32 = 8;

/// One byte a pixel, row by row; 0 is black.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Grey {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<u8>,
}

impl Grey {
    #[cfg(test)]
    pub(crate) fn plain(width: usize, height: usize, shade: u8) -> Self {
        Self { width, height, pixels: vec![shade; width * height] }
    }

    pub(crate) fn row(&self, y: usize) -> &[u8] {
        &self.pixels[y * self.width..(y + 1) * self.width]
    }

    pub(crate) fn row_mut(&mut self, y: usize) -> &mut [u8] {
        &mut self.pixels[y * self.width..(y + 1) * self.width]
    }
}

/// Decodes a picture of a kind that evidence may be, turns it upright and takes the colour off.
/// What is transparent lies on white.
pub(crate) fn decode(bytes: &[u8]) -> Result<Grey, OcrError> {
    if bytes.len() > MAX_BYTES {
        return Err(OcrError::TooLarge);
    }
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| OcrError::NotAPicture)?;
    if reader.format().is_none() {
        return Err(OcrError::NotAPicture);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_DECODED_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| flaw(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(OcrError::TooLarge);
    }
    if width < LEAST_SIDE || height < LEAST_SIDE {
        return Err(OcrError::TooSmall);
    }
    let orientation = decoder.orientation().map_err(|error| flaw(&error))?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| flaw(&error))?;
    picture.apply_orientation(orientation);
    Ok(grey(&picture))
}

fn flaw(error: &ImageError) -> OcrError {
    match error {
        ImageError::Limits(_) => OcrError::TooLarge,
        ImageError::Unsupported(_) => OcrError::NotAPicture,
        _ => OcrError::Damaged,
    }
}

fn grey(picture: &DynamicImage) -> Grey {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let pixels = if picture.color().has_alpha() {
        picture.to_luma_alpha8().pixels().map(|pixel| on_white(pixel.0)).collect()
    } else {
        picture.to_luma8().into_raw()
    };
    Grey { width, height, pixels }
}

fn on_white([shade, alpha]: [u8; 2]) -> u8 {
    let (shade, alpha) = (u16::from(shade), u16::from(alpha));
    u8::try_from((shade * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_picture_is_told_apart_from_a_damaged_one() {
        assert_eq!(decode(b"<svg/>"), Err(OcrError::NotAPicture));
        assert_eq!(decode(b""), Err(OcrError::NotAPicture));
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n cut"), Err(OcrError::Damaged));
    }

    #[test]
    fn a_small_file_of_many_pixels_is_refused_by_its_header() {
        // A BMP that claims 60,000 pixels a side and brings none.
        let mut bytes = b"BM".to_vec();
        bytes.extend([0; 8]);
        for word in [54_u32, 40, 60_000, 60_000] {
            bytes.extend(word.to_le_bytes());
        }
        bytes.extend([1, 0, 24, 0]);
        bytes.extend([0; 24]);
        assert_eq!(decode(&bytes), Err(OcrError::TooLarge));
    }

    #[test]
    fn what_is_transparent_lies_on_white() {
        assert_eq!(on_white([0, 0]), 255);
        assert_eq!(on_white([0, 255]), 0);
        assert_eq!(on_white([100, 255]), 100);
    }
}
