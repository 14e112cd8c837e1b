//! Bytes to characters.

use encoding_rs::{BIG5, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::Encoding;

/// A text file, decoded.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: Encoding,
    /// Places that are no text in this encoding.
    pub(super) unreadable: u32,
}

/// Decodes as asked; else by the mark at the beginning, or by what decodes without a fault.
pub(super) fn decode(bytes: &[u8], asked: Option<Encoding>) -> Decoded {
    if let Some(encoding) = asked {
        return decode_as(bytes, encoding);
    }
    let marked = match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Some(Encoding::Utf8),
        [0xFF, 0xFE, ..] => Some(Encoding::Utf16Le),
        [0xFE, 0xFF, ..] => Some(Encoding::Utf16Be),
        _ => wide(bytes),
    };
    if let Some(encoding) = marked {
        return decode_as(bytes, encoding);
    }
    let utf8 = decode_as(bytes, Encoding::Utf8);
    if utf8.unreadable == 0 {
        return utf8;
    }
    // Nearly everything decodes as GB 18030; Big5 is only found by being asked for.
    let gb = decode_as(bytes, Encoding::Gb18030);
    // A file cut within a character is what the rest of it is.
    if utf8.unreadable <= 1 && gb.unreadable > 0 { utf8 } else { gb }
}

/// Whether it is UTF-16 without a mark.
pub(super) fn looks_wide(bytes: &[u8]) -> bool {
    wide(bytes).is_some()
}

/// Line breaks and separators are ASCII, so every second byte of UTF-16 is often zero, always on
/// the same side.
fn wide(bytes: &[u8]) -> Option<Encoding> {
    let head = &bytes[..bytes.len().min(4_096) & !1];
    let (mut even, mut odd) = (0, 0);
    for pair in head.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    let enough = (head.len() / 2 / 20).max(1);
    match (even, odd) {
        (0, odd) if odd >= enough => Some(Encoding::Utf16Le),
        (even, 0) if even >= enough => Some(Encoding::Utf16Be),
        _ => None,
    }
}

fn decode_as(bytes: &[u8], encoding: Encoding) -> Decoded {
    let how = match encoding {
        Encoding::Utf8 => UTF_8,
        Encoding::Utf16Le => UTF_16LE,
        Encoding::Utf16Be => UTF_16BE,
        Encoding::Gb18030 => GB18030,
        Encoding::Big5 => BIG5,
    };
    let (text, faults) = how.decode_with_bom_removal(bytes);
    let unreadable = if faults { text.matches('\u{FFFD}').count() } else { 0 };
    let text = text.into_owned();
    Decoded { text, encoding, unreadable: u32::try_from(unreadable).unwrap_or(u32::MAX) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "订单号,商品\r\n1,话费\r\n";

    #[test]
    fn each_encoding_is_found_by_its_bytes() {
        let utf16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16be: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for (bytes, encoding) in [
            (TEXT.as_bytes().to_vec(), Encoding::Utf8),
            (marked(b"\xEF\xBB\xBF", TEXT.as_bytes()), Encoding::Utf8),
            (utf16.clone(), Encoding::Utf16Le),
            (marked(b"\xFF\xFE", &utf16), Encoding::Utf16Le),
            (utf16be.clone(), Encoding::Utf16Be),
            (marked(b"\xFE\xFF", &utf16be), Encoding::Utf16Be),
            (GB18030.encode(TEXT).0.into_owned(), Encoding::Gb18030),
        ] {
            let decoded = decode(&bytes, None);
            assert_eq!((decoded.encoding, decoded.unreadable), (encoding, 0), "{bytes:?}");
            assert_eq!(decoded.text, TEXT, "{encoding:?}, without its mark");
        }
    }

    #[test]
    fn the_wrong_encoding_says_that_it_is() {
        let bytes = GB18030.encode(TEXT).0.into_owned();
        assert!(decode(&bytes, Some(Encoding::Utf8)).unreadable > 0);
        let big5 = BIG5.encode("訂單編號,金額\n").0.into_owned();
        assert_eq!(decode(&big5, Some(Encoding::Big5)).text, "訂單編號,金額\n");
    }

    #[test]
    fn a_file_cut_within_a_character_stays_what_it_is() {
        let cut = &TEXT.as_bytes()[..TEXT.len() - 4];
        assert_eq!(decode(cut, None).encoding, Encoding::Utf8);
    }
}
