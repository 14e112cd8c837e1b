use std::io::Cursor;

use image::{DynamicImage, ImageDecoder as _, ImageError, ImageReader, Limits, RgbImage};
use model::{MAX_DECODED_BYTES, MAX_PIXELS};

use super::PageError;

/// Upright and on white. The limits hold before anything is allocated.
pub(super) fn decode(bytes: &[u8]) -> Result<RgbImage, PageError> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| PageError::NotAPicture)?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_DECODED_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| flaw(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(PageError::TooManyPixels);
    }
    let orientation = decoder.orientation().map_err(|error| flaw(&error))?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| flaw(&error))?;
    picture.apply_orientation(orientation);
    if !picture.color().has_alpha() {
        return Ok(picture.into_rgb8());
    }
    let picture = picture.into_rgba8();
    let mut flat = RgbImage::new(picture.width(), picture.height());
    for (to, from) in flat.pixels_mut().zip(picture.pixels()) {
        let [red, green, blue, alpha] = from.0.map(u32::from);
        let on_white =
            |part: u32| u8::try_from((part * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX);
        to.0 = [red, green, blue].map(on_white);
    }
    Ok(flat)
}

fn flaw(error: &ImageError) -> PageError {
    match error {
        ImageError::Limits(_) => PageError::TooManyPixels,
        _ => PageError::NotAPicture,
    }
}
