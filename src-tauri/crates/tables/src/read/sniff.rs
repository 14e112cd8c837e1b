//! What a file is, by its bytes: names lie, and platforms call many things `.xlsx`.

use serde::{Deserialize, Serialize};
use specta::Type;

/// What a file is instead of a table that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Foreign {
    Empty,
    /// A workbook of Excel 97–2003 (`.xls`), or of WPS (`.et`).
    OldWorkbook,
    /// A workbook that a password protects.
    Encrypted,
    /// A page of the web, often called `.xls` by the platform that made it.
    WebPage,
    /// A workbook written as XML by Excel 2003.
    XmlWorkbook,
    /// A workbook of another form: `.xlsb`, `.ods` or Numbers.
    OtherWorkbook,
    /// An archive that holds no workbook: perhaps the table is in it.
    Archive,
    Pdf,
    Picture,
    /// Bytes that are no text.
    Unknown,
}

pub(super) enum Sniffed {
    Workbook,
    Text,
    Foreign(Foreign),
}

/// The signature of the compound files of old Office programs and of encrypted new ones.
const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

pub(super) fn sniff(bytes: &[u8]) -> Sniffed {
    let starts = |sign: &[u8]| bytes.starts_with(sign);
    let foreign = |what| Sniffed::Foreign(what);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return foreign(Foreign::Empty);
    }
    if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") {
        return Sniffed::Workbook;
    }
    if starts(&COMPOUND) {
        // The names of its streams are UTF-16 LE.
        let encrypted: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
        let holds = bytes.windows(encrypted.len()).any(|part| part == encrypted);
        return foreign(if holds { Foreign::Encrypted } else { Foreign::OldWorkbook });
    }
    // The stream of a workbook of Excel 2–4, without a compound file around it.
    if [[9, 0, 4, 0], [9, 2, 6, 0], [9, 4, 6, 0]].iter().any(|sign| starts(sign)) {
        return foreign(Foreign::OldWorkbook);
    }
    if starts(b"%PDF") {
        return foreign(Foreign::Pdf);
    }
    if starts(b"\x89PNG") || starts(b"\xFF\xD8\xFF") || starts(b"GIF8") {
        return foreign(Foreign::Picture);
    }
    if starts(b"Rar!") || starts(b"7z\xBC\xAF") || starts(b"\x1F\x8B") {
        return foreign(Foreign::Archive);
    }
    if let Some(markup) = markup(bytes) {
        return foreign(markup);
    }
    // UTF-16 has a zero in each of its ASCII characters; nothing else that is text has any.
    let zeros = bytes.iter().take(4_096).filter(|byte| **byte == 0).count();
    let wide = starts(&[0xFF, 0xFE]) || starts(&[0xFE, 0xFF]) || super::text::looks_wide(bytes);
    if zeros > 0 && !wide { foreign(Foreign::Unknown) } else { Sniffed::Text }
}

/// What begins with a tag is no table of values.
fn markup(bytes: &[u8]) -> Option<Foreign> {
    let head = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let head = String::from_utf8_lossy(&head[..head.len().min(2_048)]).to_lowercase();
    let head = head.trim_start();
    if !head.starts_with('<') {
        return None;
    }
    if head.contains("excel.sheet") || head.contains("office:spreadsheet") {
        return Some(Foreign::XmlWorkbook);
    }
    let page = ["<html", "<!doctype html", "<table", "<meta", "<head", "<body"];
    page.iter().any(|tag| head.contains(tag)).then_some(Foreign::WebPage)
}
