use serde::{Deserialize, Serialize};
use specta::Type;

/// A name that belongs to the data, in the languages of the app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Name {
    pub zh: String,
    pub en: String,
}

impl Name {
    /// Whether `other` would be taken for it: the same but for case, width and blanks.
    pub fn looks_like(&self, other: &str) -> bool {
        let other = looks(other);
        looks(&self.zh) == other || looks(&self.en) == other
    }
}

fn looks(name: &str) -> String {
    let shown = name.chars().filter(|c| !c.is_whitespace() && !is_unseen(*c));
    shown.map(half_width).flat_map(char::to_lowercase).collect()
}

/// A full-width sign as the plain one that it stands for.
pub fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    }
}

/// Signs that are not seen or turn the order of others.
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}')
        || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}
