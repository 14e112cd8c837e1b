//! The texts of PNG and JPEG files, found by walking their chunks.

use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use super::{MAX_ENTRIES, MetadataSource};

/// A packed text that is longer is left alone, in bytes.
const MAX_TEXT: usize = 64 << 10;

type Found = Vec<(MetadataSource, String, String)>;

pub(super) fn read(bytes: &[u8]) -> Found {
    let mut found = Found::new();
    if let Some(rest) = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n") {
        png(rest, &mut found);
    } else if let Some(rest) = bytes.strip_prefix(b"\xFF\xD8") {
        jpeg(rest, &mut found);
    }
    found
}

/// `None` where the file ends too early.
fn png(mut rest: &[u8], found: &mut Found) -> Option<()> {
    while found.len() < MAX_ENTRIES {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let (name, after) = after.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (body, after) = after.split_at_checked(length)?;
        let text = match name {
            b"tEXt" => plain(body),
            b"zTXt" => packed(body),
            b"iTXt" => international(body),
            b"tIME" => time(body),
            b"IEND" => return Some(()),
            _ => None,
        };
        found.extend(text);
        // The checksum.
        rest = after.get(4..)?;
    }
    Some(())
}

fn split(body: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = body.iter().position(|&byte| byte == 0)?;
    Some((&body[..at], &body[at + 1..]))
}

fn latin(bytes: &[u8]) -> String {
    // Many programs write UTF-8 where the format says Latin-1.
    std::str::from_utf8(bytes)
        .map_or_else(|_| bytes.iter().map(|&byte| char::from(byte)).collect(), str::to_owned)
}

type Entry = Option<(MetadataSource, String, String)>;

fn plain(body: &[u8]) -> Entry {
    let (key, text) = split(body)?;
    let text = &text[..text.len().min(MAX_TEXT)];
    Some((MetadataSource::PngText, latin(key), latin(text)))
}

fn packed(body: &[u8]) -> Entry {
    let (key, rest) = split(body)?;
    let text = decompress_to_vec_zlib_with_limit(rest.get(1..)?, MAX_TEXT).ok()?;
    Some((MetadataSource::PngText, latin(key), latin(&text)))
}

fn international(body: &[u8]) -> Entry {
    let (key, rest) = split(body)?;
    let (&[is_packed, _], rest) = rest.split_first_chunk::<2>()?;
    let (_language, rest) = split(rest)?;
    let (_translated, text) = split(rest)?;
    let text = if is_packed == 1 {
        decompress_to_vec_zlib_with_limit(text, MAX_TEXT).ok()?
    } else {
        text[..text.len().min(MAX_TEXT)].to_vec()
    };
    let text = String::from_utf8_lossy(&text).into_owned();
    Some((MetadataSource::PngText, latin(key), text))
}

fn time(body: &[u8]) -> Entry {
    let &[high, low, month, day, hour, minute, second] = body else { return None };
    let signed = |byte| i8::try_from(byte).ok();
    let year = i16::from_be_bytes([high, low]);
    let at = jiff::civil::DateTime::new(
        year,
        signed(month)?,
        signed(day)?,
        signed(hour)?,
        signed(minute)?,
        signed(second.min(59))?,
        0,
    );
    Some((MetadataSource::PngTime, "tIME".to_owned(), at.ok()?.to_string()))
}

/// Comments stand before the pixels begin.
fn jpeg(mut rest: &[u8], found: &mut Found) -> Option<()> {
    while found.len() < MAX_ENTRIES {
        let (&[0xFF, marker], after) = rest.split_first_chunk::<2>()? else { return None };
        if marker == 0xDA {
            return Some(());
        }
        let (length, _) = after.split_first_chunk::<2>()?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (segment, after) = after.split_at_checked(length)?;
        let body = segment.get(2..)?;
        if marker == 0xFE {
            found.push((MetadataSource::JpegComment, "COM".to_owned(), latin(body)));
        } else if marker == 0xE1 && body.starts_with(b"http://ns.adobe.com/xap/1.0/\0") {
            let packet = String::from_utf8_lossy(&body[29..]).into_owned();
            found.push((MetadataSource::JpegComment, "XMP".to_owned(), packet));
        }
        rest = after;
    }
    Some(())
}
