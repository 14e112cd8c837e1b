//! Names that every system takes.

use std::collections::HashSet;

use icu_normalizer::ComposingNormalizerBorrowed;
use model::is_unseen;

/// In UTF-16 units: Windows takes 260 for a whole path, of which the folder that a packet is
/// unpacked into needs its part.
const UNITS: usize = 80;
/// Linux takes 255 for one name.
const BYTES: usize = 240;
/// A longer ending is no ending.
const ENDING: usize = 10;

/// `name` as a name of a file or folder under Windows, macOS and Linux: without separators,
/// signs that are not seen, trailing dots, names of devices, and of at most 80 UTF-16 units.
/// Its ending is kept. Chinese and blanks stay as they are.
///
/// A percent sign becomes a full-width one: RFC 8493 wants it encoded in manifests, where
/// neither `sha256sum` nor most readers of bags decode it.
///
/// ```
/// assert_eq!(packet::safe_name("订单 详情.png"), "订单 详情.png");
/// assert_eq!(packet::safe_name("../a:b?.txt. "), "_a_b_.txt");
/// assert_eq!(packet::safe_name("nul.jpg"), "_nul.jpg");
/// ```
pub fn safe_name(name: &str) -> String {
    // A sign that is not seen keeps a letter from the accent that belongs to it; and composing
    // makes signs that no system takes, such as a semicolon of a Greek question mark.
    let seen: String = name.chars().filter(|&c| !is_unseen(c)).collect();
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(&seen);
    let taken: String = composed.chars().map(plain).collect();
    let taken = taken.trim_matches(|c| c == '.' || c == ' ');
    let mut safe = String::with_capacity(taken.len() + 1);
    // A name of a device; or what a command would take for an option, or a shell for a home.
    if taken.is_empty() || is_device(taken) || taken.starts_with(['-', '~']) {
        safe.push('_');
    }
    safe.push_str(taken);
    shortened(&safe, 0)
}

fn plain(c: char) -> char {
    match c {
        // Windows takes none of these, and `unzip` takes what follows a semicolon for the number
        // of a version.
        ';' | '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
        // Of private use: every font shows another sign.
        '\u{E000}'..='\u{F8FF}' | '\u{FFF0}'..='\u{FFFF}' => '\u{25A1}',
        '%' => '\u{FF05}',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// Windows opens these as devices, whatever follows a dot.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_uppercase();
    if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    let mut rest = port.unwrap_or_default().chars();
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '\u{B9}' | '\u{B2}' | '\u{B3}');
    rest.next().is_some_and(digit) && rest.next().is_none()
}

/// Cut in its stem so that `room` more units of one byte have their place.
fn shortened(name: &str, room: usize) -> String {
    let (stem, ending) = split(name);
    let (units, bytes) = (UNITS - room, BYTES - room);
    let fits = |text: &str| text.encode_utf16().count() <= units && text.len() <= bytes;
    if fits(name) {
        return name.to_owned();
    }
    let mut kept = String::new();
    let mut used = (ending.len(), ending.len());
    for c in stem.chars() {
        used = (used.0 + c.len_utf16(), used.1 + c.len_utf8());
        if used.0 > units || used.1 > bytes {
            break;
        }
        kept.push(c);
    }
    // What is cut may end in what no name ends in.
    kept.truncate(kept.trim_end_matches([' ', '.']).len());
    kept + ending
}

/// The ending with its dot, of plain letters and digits.
fn split(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        Some(at)
            if at > 0
                && name.len() - at - 1 <= ENDING
                && name[at + 1..].bytes().all(|b| b.is_ascii_alphanumeric()) =>
        {
            name.split_at(at)
        }
        _ => (name, ""),
    }
}

/// The names in one folder, no two of which are equal where case counts for nothing.
#[derive(Debug, Default)]
pub(crate) struct Names {
    taken: HashSet<String>,
}

impl Names {
    /// `name` made safe, with a number where that is taken.
    pub(crate) fn add(&mut self, name: &str) -> String {
        let safe = safe_name(name);
        let mut tried = safe.clone();
        let mut number = 1;
        while !self.taken.insert(folded(&tried)) {
            number += 1;
            let mark = format!(" ({number})");
            let short = shortened(&safe, mark.len());
            let (stem, ending) = split(&short);
            tried = format!("{stem}{mark}{ending}");
        }
        tried
    }
}

/// Alike for file systems that do not tell case apart.
pub(crate) fn folded(name: &str) -> String {
    let lower: String =
        name.chars().flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect();
    ComposingNormalizerBorrowed::new_nfc().normalize(&lower).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_some_system_does_not_take_is_replaced() {
        for (name, safe) in [
            ("支付 凭证.PNG", "支付 凭证.PNG"),
            ("100%折扣.jpg", "100\u{FF05}折扣.jpg"),
            ("a/b\\c.png", "a_b_c.png"),
            ("..", "_"),
            ("", "_"),
            ("  .hidden. . ", "hidden"),
            ("line\nbreak\u{202E}gnp.exe", "linebreakgnp.exe"),
            ("con", "_con"),
            ("COM1.tar.gz", "_COM1.tar.gz"),
            ("lpt\u{B9}.txt", "_lpt\u{B9}.txt"),
            ("COM10.txt", "COM10.txt"),
            ("console.png", "console.png"),
            ("-rf", "_-rf"),
            ("a;1", "a_1"),
            ("e\u{301}.png", "\u{E9}.png"),
            ("\u{A0}a\u{3000}b", "a b"),
            ("e\u{200B}\u{301}.png", "\u{E9}.png"),
            ("a\u{37E}1", "a_1"),
        ] {
            assert_eq!(safe_name(name), safe, "{name:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        let safe = safe_name(&format!("{}.jpeg", "长".repeat(200)));
        assert_eq!(safe, format!("{}.jpeg", "长".repeat(75)));
        let beyond = safe_name(&"\u{1F600}".repeat(200));
        assert_eq!(beyond.encode_utf16().count(), 80, "no sign is cut in two");
    }

    #[test]
    fn no_two_names_differ_by_case_alone() {
        let mut names = Names::default();
        assert_eq!(names.add("A.png"), "A.png");
        assert_eq!(names.add("a.PNG"), "a (2).PNG");
        assert_eq!(names.add("A.png"), "A (3).png");
        assert_eq!(names.add("stra\u{DF}e"), "stra\u{DF}e");
        assert_eq!(names.add("STRASSE"), "STRASSE (2)", "one in capitals");
        let long = "长".repeat(200);
        let (first, second) = (names.add(&long), names.add(&long));
        assert_ne!(first, second, "cut to the same length");
        assert!(second.encode_utf16().count() <= 80);
    }

    proptest! {
        #[test]
        fn a_safe_name_stays_as_it_is(name in "(\\PC|[./\\\\% \\x00-\\x1f]|[aeou][\u{200B}\u{2060}]?[\u{300}-\u{304}]|con|nul){0,120}(\\.[a-z]{1,12})?") {
            let safe = safe_name(&name);
            prop_assert!(ComposingNormalizerBorrowed::new_nfc().is_normalized(&safe), "{safe:?}");
            prop_assert_eq!(safe_name(&safe), safe.as_str());
            prop_assert!(!safe.is_empty() && safe.len() <= 255);
            prop_assert!(!safe.contains(['/', '\\', '%', '\r', '\n', '\0']));
            prop_assert!(!safe.ends_with(['.', ' ']));
        }
    }
}
