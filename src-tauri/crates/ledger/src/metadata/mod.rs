//! What a file says of itself beside its pixels. It is read as it stands, within limits, and
//! never believed: anyone can set it.

mod chunks;

use std::io::Cursor;

use exif::{Exif, In, Tag};
use serde::{Deserialize, Serialize};
use specta::Type;

/// What was found beside the pixels of a picture.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FileMetadata {
    pub entries: Vec<MetadataEntry>,
    /// The program that wrote it, by its own word.
    pub software: Option<String>,
    /// When it was taken or made, in the local time of whoever made it: `2026-11-22T14:03:00`.
    pub taken_at: Option<String>,
    /// The offset of that from UTC where the file says it: `+08:00`.
    pub offset: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MetadataEntry {
    pub source: MetadataSource,
    pub key: String,
    pub value: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum MetadataSource {
    Exif,
    PngText,
    PngTime,
    JpegComment,
}

/// How many entries of a file are kept, and how many characters of each.
const MAX_ENTRIES: usize = 120;
const MAX_CHARS: usize = 1_000;

/// Reads what stands beside the pixels of a PNG, JPEG, WebP or HEIC file.
pub(crate) fn read(bytes: &[u8]) -> FileMetadata {
    let mut found = FileMetadata::default();
    if let Ok(exif) = exif::Reader::new().read_from_container(&mut Cursor::new(bytes)) {
        take_exif(&exif, &mut found);
    }
    for (source, key, value) in chunks::read(bytes) {
        if key.eq_ignore_ascii_case("software") && found.software.is_none() {
            found.software = Some(value.clone());
        }
        // The XMP packet names the program in the middle of much else.
        if found.software.is_none()
            && let Some(tool) = between(&value, "CreatorTool>", "<")
                .or_else(|| between(&value, "CreatorTool=\"", "\""))
        {
            found.software = Some(tool.to_owned());
        }
        if source == MetadataSource::PngTime && found.taken_at.is_none() {
            found.taken_at = Some(value.clone());
            found.offset = Some("+00:00".to_owned());
        }
        found.entries.push(MetadataEntry { source, key, value });
    }
    found.entries.truncate(MAX_ENTRIES);
    for entry in &mut found.entries {
        entry.key = shown(&entry.key);
        entry.value = shown(&entry.value);
    }
    found.software = found.software.map(|software| shown(&software));
    found
}

fn take_exif(exif: &Exif, found: &mut FileMetadata) {
    let text = |tag| {
        let field = exif.get_field(tag, In::PRIMARY)?;
        match &field.value {
            exif::Value::Ascii(parts) => {
                let part = parts.first()?;
                Some(String::from_utf8_lossy(part).trim().to_owned())
            }
            _ => None,
        }
    };
    found.software = text(Tag::Software).filter(|software| !software.is_empty());
    let tags = [
        (Tag::DateTimeOriginal, Tag::OffsetTimeOriginal),
        (Tag::DateTimeDigitized, Tag::OffsetTimeDigitized),
        (Tag::DateTime, Tag::OffsetTime),
    ];
    for (time, offset) in tags {
        let Some(at) = text(time).as_deref().and_then(local) else { continue };
        found.taken_at = Some(at);
        found.offset = text(offset).filter(|offset| offset.len() == 6);
        break;
    }
    for field in exif.fields() {
        // A preview and a maker's own block say nothing to a person.
        let plain = !matches!(field.tag, Tag::MakerNote | Tag::JPEGInterchangeFormat);
        if plain && field.ifd_num == In::PRIMARY {
            found.entries.push(MetadataEntry {
                source: MetadataSource::Exif,
                key: field.tag.to_string(),
                value: field.display_value().with_unit(exif).to_string(),
            });
        }
    }
}

/// `2026:11:22 14:03:00` as other texts write it.
fn local(exif: &str) -> Option<String> {
    let (date, time) = exif.split_once(' ')?;
    let text = format!("{}T{}", date.replace(':', "-"), time);
    text.parse::<jiff::civil::DateTime>().ok().map(|at| at.to_string())
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    let (inside, _) = rest.split_once(after)?;
    (!inside.trim().is_empty()).then(|| inside.trim())
}

fn shown(text: &str) -> String {
    let plain = text.chars().map(|c| if model::is_unseen(c) { ' ' } else { c });
    plain.take(MAX_CHARS).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PNG of one pixel with one chunk before its pixels.
    fn png_with(name: [u8; 4], body: &[u8]) -> Vec<u8> {
        let mut png = Vec::new();
        let pixel = image::RgbImage::new(1, 1);
        pixel.write_to(&mut Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
        let mut chunk = u32::try_from(body.len()).unwrap().to_be_bytes().to_vec();
        chunk.extend_from_slice(&name);
        chunk.extend_from_slice(body);
        chunk.extend_from_slice(&[0; 4]);
        // Behind the signature and the header chunk.
        png.splice(33..33, chunk);
        png
    }

    #[test]
    fn the_texts_of_a_png_are_told() {
        let found = read(&png_with(*b"tEXt", b"Software\0GIMP 2.10"));
        assert_eq!(found.software.as_deref(), Some("GIMP 2.10"));
        assert_eq!(found.entries[0].source, MetadataSource::PngText);

        let packed = miniz_oxide::deflate::compress_to_vec_zlib("截图".as_bytes(), 6);
        let body = [b"Title\0\x01\0\0\0".as_slice(), &packed].concat();
        assert_eq!(read(&png_with(*b"iTXt", &body)).entries[0].value, "截图");
    }

    #[test]
    fn a_text_that_unpacks_to_a_gigabyte_is_left_packed() {
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(&vec![b'a'; 64 << 20], 6);
        let body = [b"Bomb\0\0".as_slice(), &packed].concat();
        assert_eq!(read(&png_with(*b"zTXt", &body)).entries, []);
    }

    #[test]
    fn the_time_of_a_png_is_in_utc() {
        let found = read(&png_with(*b"tIME", &[0x07, 0xEA, 11, 22, 6, 3, 0]));
        assert_eq!(found.taken_at.as_deref(), Some("2026-11-22T06:03:00"));
        assert_eq!(found.offset.as_deref(), Some("+00:00"));
    }

    #[test]
    fn the_comment_of_a_jpeg_is_told() {
        let mut jpeg = Vec::new();
        let pixel = image::RgbImage::new(1, 1);
        pixel.write_to(&mut Cursor::new(&mut jpeg), image::ImageFormat::Jpeg).unwrap();
        let mut comment = vec![0xFF, 0xFE, 0, 7];
        comment.extend_from_slice(b"hello");
        jpeg.splice(2..2, comment);
        let found = read(&jpeg);
        assert_eq!((&*found.entries[0].value, found.entries.len()), ("hello", 1));
    }

    #[test]
    fn exif_is_told_with_its_time_and_program() {
        use exif::{Field, Value, experimental::Writer};
        let ascii = |tag, text: &str| Field {
            tag,
            ifd_num: In::PRIMARY,
            value: Value::Ascii(vec![text.as_bytes().to_vec()]),
        };
        let fields = [
            ascii(Tag::Software, "Adobe Photoshop 25.0"),
            ascii(Tag::DateTimeOriginal, "2026:11:22 14:03:00"),
            ascii(Tag::OffsetTimeOriginal, "+08:00"),
        ];
        let mut writer = Writer::new();
        for field in &fields {
            writer.push_field(field);
        }
        let mut body = Cursor::new(Vec::new());
        writer.write(&mut body, false).unwrap();
        let found = read(&png_with(*b"eXIf", body.get_ref()));
        assert_eq!(found.software.as_deref(), Some("Adobe Photoshop 25.0"));
        assert_eq!(found.taken_at.as_deref(), Some("2026-11-22T14:03:00"));
        assert_eq!(found.offset.as_deref(), Some("+08:00"));
    }

    #[test]
    fn what_is_no_picture_or_cut_short_says_nothing() {
        for bytes in [&b""[..], b"\x89PNG\r\n\x1a\n", b"\xFF\xD8\xFF\xFE\0", b"%PDF-1.7"] {
            assert_eq!(read(bytes), FileMetadata::default());
        }
        let whole = png_with(*b"tEXt", b"Software\0GIMP");
        for end in 0..whole.len() {
            let _ = read(&whole[..end]);
        }
    }
}
