//! The files that make a folder a bag (RFC 8493).

use std::fmt::Write as _;

use model::Sha256Hex;

pub(crate) const DECLARATION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
pub(crate) const BAGIT: &str = "bagit.txt";
pub(crate) const BAG_INFO: &str = "bag-info.txt";
pub(crate) const MANIFEST: &str = "manifest-sha256.txt";
pub(crate) const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";
pub(crate) const SIGNATURE: &str = "tagmanifest-sha256.txt.sig";
pub(crate) const PUBLIC_KEY: &str = "signer.pub";
pub(crate) const ALLOWED_SIGNERS: &str = "allowed_signers";
pub(crate) const PAYLOAD: &str = "data/";

pub(crate) const OXUM: &str = "Payload-Oxum";

/// One file and its hash, in the form that `sha256sum` writes and reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) sha256: Sha256Hex,
    pub(crate) path: String,
}

pub(crate) fn manifest(lines: &[Line]) -> String {
    let mut text = String::new();
    for Line { sha256, path } in lines {
        // Writing into a text does not fail.
        let _ = writeln!(text, "{}  {}", sha256.as_str(), encoded(path));
    }
    text
}

/// `None` unless every line is one that [`manifest`] writes.
pub(crate) fn read_manifest(text: &str) -> Option<Vec<Line>> {
    let lines: Option<Vec<Line>> = text
        .lines()
        .map(|line| {
            let (hash, path) = line.split_once("  ")?;
            Some(Line { sha256: Sha256Hex::new(hash)?, path: decoded(path)? })
        })
        .collect();
    lines.filter(|lines| manifest(lines) == text)
}

/// What RFC 8493 wants encoded, and nothing else.
fn encoded(path: &str) -> String {
    path.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn decoded(path: &str) -> Option<String> {
    let mut parts = path.split('%');
    let mut plain = parts.next()?.to_owned();
    for part in parts {
        let (code, rest) = part.split_at_checked(2)?;
        plain.push(match code {
            "25" => '%',
            "0D" | "0d" => '\r',
            "0A" | "0a" => '\n',
            _ => return None,
        });
        plain.push_str(rest);
    }
    Some(plain)
}

/// The lines of `bag-info.txt`; those without a value are left out.
pub(crate) fn info(lines: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (label, value) in lines {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() {
            let _ = writeln!(text, "{label}: {value}");
        }
    }
    text
}

pub(crate) fn read_info<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    text.lines().find_map(|line| line.strip_prefix(label)?.strip_prefix(": "))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_three_signs_are_encoded() {
        let path = "data/a 100%\r\n订单.png";
        assert_eq!(encoded(path), "data/a 100%25%0D%0A订单.png");
        assert_eq!(decoded("data/%41"), None, "nothing else is ever encoded");
        assert_eq!(decoded("data/50%"), None);
    }

    #[test]
    fn a_manifest_of_another_form_is_none() {
        let hash = "ab".repeat(32);
        assert!(read_manifest(&format!("{hash}  data/a\n")).is_some());
        for text in [
            format!("{hash}  data/a"),
            format!("{hash} *data/a\n"),
            format!("{hash}  data/a\r\n"),
            format!("{hash}  data/a\n\n"),
            format!("{}  data/a\n", "AB".repeat(32)),
        ] {
            assert!(read_manifest(&text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn a_value_is_one_line() {
        let text = info(&[("External-Identifier", "a\nPayload-Oxum: 0.0"), ("Nothing", " ")]);
        assert_eq!(text, "External-Identifier: a Payload-Oxum: 0.0\n");
        assert_eq!(read_info(&text, OXUM), None, "a value makes no line of its own");
    }

    proptest! {
        #[test]
        fn every_path_comes_back(path in "[^\\x00]{1,40}") {
            let line = Line { sha256: Sha256Hex::new(&"0a".repeat(32)).unwrap(), path };
            // Other ends of lines than those two are none to `lines`.
            prop_assert_eq!(read_manifest(&manifest(std::slice::from_ref(&line))), Some(vec![line]));
        }
    }
}
