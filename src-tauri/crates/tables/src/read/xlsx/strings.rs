//! The texts that cells share.

use quick_xml::events::Event;

use super::Package;
use super::part::{Part, referred};
use crate::read::ReadError;
use crate::read::limits::{MAX_STRINGS, TooMuch, cut};

/// All texts in one, so that a hundred thousand of them are no hundred thousand pieces of memory.
#[derive(Debug, Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    pub(super) fn get(&self, nth: usize) -> Option<&str> {
        let end = *self.ends.get(nth)?;
        let start = nth.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text.get(start..end)
    }
}

/// As many as there are, whatever `uniqueCount` says.
pub(super) fn read(package: &mut Package<'_>, path: &str) -> Result<Strings, ReadError> {
    let mut strings = Strings::default();
    let Some(mut part) = Part::open(package, path)? else { return Ok(strings) };
    let mut written = Written::default();
    while let Some(event) = part.next()? {
        if let Event::End(tag) = &event
            && tag.local_name().as_ref() == "si"
        {
            strings.text.push_str(&plain(cut(&written.text)));
            strings.ends.push(strings.text.len());
            if strings.ends.len() > MAX_STRINGS {
                return Err(ReadError::TooMuch(TooMuch::Text));
            }
            written = Written::default();
            continue;
        }
        written.take(&event);
    }
    Ok(strings)
}

/// The text of `<si>` or `<is>`: all of its `<t>`, but for those that say how it is pronounced.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) text: String,
    in_text: bool,
    phonetic: bool,
}

impl Written {
    pub(super) fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" => self.in_text = true,
                "rPh" => self.phonetic = true,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => self.in_text = false,
                "rPh" => self.phonetic = false,
                _ => {}
            },
            Event::Text(text) if self.here() => self.text.push_str(&text.xml10_content()),
            Event::CData(text) if self.here() => self.text.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) if self.here() => self.text.extend(referred(reference)),
            _ => {}
        }
    }

    /// A text longer than a cell can be is not gathered further.
    fn here(&self) -> bool {
        self.in_text && !self.phonetic && self.text.len() < crate::read::limits::MAX_EVENT
    }
}

/// Without the escapes of what XML cannot hold: `_x000D_` is a carriage return.
pub(super) fn plain(text: &str) -> String {
    let Some(first) = text.find("_x") else { return text.to_owned() };
    let mut plain = String::with_capacity(text.len());
    plain.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(character) = rest.chars().next() {
        if let Some(escaped) = escaped(rest) {
            plain.push(escaped);
            rest = &rest[7..];
        } else {
            plain.push(character);
            rest = &rest[character.len_utf8()..];
        }
    }
    plain
}

fn escaped(text: &str) -> Option<char> {
    let hex = text.strip_prefix("_x")?.get(..5)?.strip_suffix('_')?;
    char::from_u32(u32::from_str_radix(hex, 16).ok()?)
}
