//! What a file is, told from its bytes, and small pictures of large ones.

use std::io::{Cursor, ErrorKind};

use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::{
    DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, ImageResult, Limits,
    codecs::jpeg::JpegEncoder,
};

use model::{MAX_DECODED_BYTES, MAX_PIXELS};

use crate::{FileBytes, Notice};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Inspected {
    pub(crate) media_type: &'static str,
    /// Pixels; as stored, before any rotation.
    pub(crate) size: Option<(u32, u32)>,
    pub(crate) notice: Option<Notice>,
}

/// How closely a picture is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// All its pixels: some fifty milliseconds for a screenshot.
    Decode,
    /// Its frame: the header, the end mark, and a PNG's checksums.
    Skim,
}

/// Looks at a file that is about to become evidence, so that a broken one is noticed while it
/// can still be taken again. At most [`MAX_PIXELS`] are decoded.
pub(crate) fn inspect(name: &str, bytes: &[u8], look: Look) -> Inspected {
    let Some(format) = picture_format(bytes) else {
        let notice = named_as_picture(name).then_some(Notice::NotAnImage);
        return Inspected { media_type: media_type(bytes), size: None, notice };
    };
    let size = dimensions(format, bytes);
    let notice = match size {
        Some((width, height)) if u64::from(width) * u64::from(height) > MAX_PIXELS => {
            Some(Notice::TooManyPixels)
        }
        _ if !ends(format, bytes) => Some(Notice::Truncated),
        _ if look == Look::Decode => decode(bytes).err().map(|error| flaw(&error)),
        _ => (format == ImageFormat::Png && !png_sums_hold(bytes)).then_some(Notice::Damaged),
    };
    Inspected { media_type: format.to_mime_type(), size, notice }
}

/// Whether the window can show it: a picture of a format that it knows.
pub(crate) fn is_shown(bytes: &[u8]) -> bool {
    picture_format(bytes).is_some()
}

/// The first frame of a picture that may move, as a PNG; `None` for one that stands still or
/// cannot be decoded.
pub(crate) fn still(bytes: &[u8]) -> Option<Vec<u8>> {
    let moves = [ImageFormat::Gif, ImageFormat::WebP, ImageFormat::Png];
    let format = picture_format(bytes).filter(|format| moves.contains(format))?;
    if format == ImageFormat::Png && !bytes.windows(4).any(|name| name == b"acTL") {
        return None;
    }
    let mut out = Cursor::new(Vec::new());
    decode(bytes).ok()?.write_to(&mut out, ImageFormat::Png).ok()?;
    Some(out.into_inner())
}

/// The pixels of a picture, upright; `None` when it is none or cannot be decoded within the
/// limits.
pub(crate) fn decoded(bytes: &[u8]) -> Option<DynamicImage> {
    let format = picture_format(bytes)?;
    let (width, height) = dimensions(format, bytes)?;
    let few = u64::from(width) * u64::from(height) <= MAX_PIXELS;
    if few { decode(bytes).ok() } else { None }
}

/// The media type of any file, from its first bytes. Never one that a browser would run:
/// HTML, SVG and scripts are plain text.
pub(crate) fn media_type(bytes: &[u8]) -> &'static str {
    if let Some(format) = picture_format(bytes) {
        return format.to_mime_type();
    }
    match bytes {
        [b'%', b'P', b'D', b'F', b'-', ..] => "application/pdf",
        [b'P', b'K', 3, 4, ..] => "application/zip",
        [_, _, _, _, b'f', b't', b'y', b'p', b'h', b'e', b'i', ..] => "image/heic",
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => "video/mp4",
        _ if is_text(bytes) => "text/plain",
        _ => "application/octet-stream",
    }
}

/// A picture of at most `max_px` by `max_px`, upright; `None` when the file is no picture that
/// can be decoded within the limits.
pub(crate) fn thumbnail(bytes: &[u8], max_px: u32) -> Option<FileBytes> {
    let format = picture_format(bytes)?;
    let (width, height) = dimensions(format, bytes)?;
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return None;
    }
    let picture = shrink(decode(bytes).ok()?, max_px)?;
    let mut out = Cursor::new(Vec::new());
    let media_type = if picture.color().has_alpha() {
        picture.write_to(&mut out, ImageFormat::Png).ok()?;
        "image/png"
    } else {
        JpegEncoder::new_with_quality(&mut out, 85).encode_image(&picture).ok()?;
        "image/jpeg"
    };
    Some(FileBytes { bytes: out.into_inner(), media_type: media_type.to_owned() })
}

const PICTURES: [ImageFormat; 5] =
    [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif, ImageFormat::Bmp];

fn picture_format(bytes: &[u8]) -> Option<ImageFormat> {
    image::guess_format(bytes).ok().filter(|format| PICTURES.contains(format))
}

pub(crate) fn named_as_picture(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|e| matches!(&*e, "png" | "jpg" | "jpeg" | "jpe" | "webp" | "gif" | "bmp"))
}

/// From the header alone.
fn dimensions(format: ImageFormat, bytes: &[u8]) -> Option<(u32, u32)> {
    if format == ImageFormat::Png {
        // The decoder reads on to the pixels before it tells; the first chunk holds the size.
        let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
        return Some((number(16)?, number(20)?));
    }
    ImageReader::with_format(Cursor::new(bytes), format).into_dimensions().ok()
}

/// Decodes a picture and turns it upright. The limits hold before anything is allocated.
fn decode(bytes: &[u8]) -> ImageResult<DynamicImage> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_DECODED_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn flaw(error: &ImageError) -> Notice {
    match error {
        ImageError::IoError(cause) if cause.kind() == ErrorKind::UnexpectedEof => Notice::Truncated,
        ImageError::Limits(_) => Notice::TooManyPixels,
        _ => Notice::Damaged,
    }
}

/// Whether the format's own end mark is there; decoders pass over a missing one.
fn ends(format: ImageFormat, bytes: &[u8]) -> bool {
    match format {
        ImageFormat::Png => png_ends(bytes).unwrap_or(false),
        ImageFormat::Jpeg => jpeg_ends(bytes).unwrap_or(false),
        _ => true,
    }
}

fn png_ends(bytes: &[u8]) -> Option<bool> {
    let mut at = 8_usize;
    loop {
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?);
        let kind = bytes.get(at + 4..at + 8)?;
        // Length, name and checksum are four bytes each.
        at = at.checked_add(12)?.checked_add(usize::try_from(length).ok()?)?;
        if at > bytes.len() {
            return Some(false);
        }
        if kind == b"IEND" {
            return Some(true);
        }
    }
}

/// Whether the checksum of every chunk holds; the end mark is there.
fn png_sums_hold(bytes: &[u8]) -> bool {
    let mut rest = &bytes[8..];
    while let Some((length, chunk)) = rest.split_first_chunk::<4>() {
        let length = u32::from_be_bytes(*length) as usize;
        // The name is part of what the sum is over.
        let Some((named, after)) = chunk.split_at_checked(length + 4) else { return false };
        let Some((sum, after)) = after.split_first_chunk::<4>() else { return false };
        if crc32fast::hash(named) != u32::from_be_bytes(*sum) {
            return false;
        }
        if named.starts_with(b"IEND") {
            return true;
        }
        rest = after;
    }
    false
}

/// Looks for the end mark behind the start of the pixels: a preview in the header has one too.
fn jpeg_ends(bytes: &[u8]) -> Option<bool> {
    let mut at = 2_usize;
    while bytes.get(at..at + 2)? != [0xFF, 0xDA] {
        let length = u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?);
        at += 2 + usize::from(length);
    }
    Some(bytes.get(at..)?.windows(2).any(|pair| pair == [0xFF, 0xD9]))
}

fn is_text(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(8192)];
    let text = match std::str::from_utf8(head) {
        Ok(_) => true,
        // A character cut in two by the 8192.
        Err(error) => error.error_len().is_none() && head.len() < bytes.len(),
    };
    text && !head.contains(&0)
}

fn shrink(picture: DynamicImage, max_px: u32) -> Option<DynamicImage> {
    let picture = if picture.color().has_alpha() {
        DynamicImage::ImageRgba8(picture.into_rgba8())
    } else {
        DynamicImage::ImageRgb8(picture.into_rgb8())
    };
    let (width, height) = (picture.width(), picture.height());
    let longest = width.max(height);
    if longest <= max_px {
        return Some(picture);
    }
    let scaled = |side: u32| {
        let side = u64::from(side) * u64::from(max_px) / u64::from(longest);
        u32::try_from(side).unwrap_or(max_px).max(1)
    };
    let mut small = DynamicImage::new(scaled(width), scaled(height), picture.color());
    // Three samples a pixel each way are enough for so small a picture, and many times faster
    // than weighing all of them.
    let options = ResizeOptions::new().resize_alg(ResizeAlg::SuperSampling(FilterType::Hamming, 3));
    Resizer::new().resize(&picture, &mut small, &options).ok()?;
    Some(small)
}
