use super::bit;

/// What a value is made of, to rule kinds out before their expression is tried.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::identifier) struct Characters {
    pub(in crate::identifier) count: usize,
    pub(in crate::identifier) ascii: u128,
    pub(in crate::identifier) beyond_ascii: bool,
    /// How many of them no cleaning takes out as separators or brackets.
    pub(in crate::identifier) bare: usize,
    /// Whether some of them may stand for hidden ones.
    pub(in crate::identifier) masked: bool,
    /// Whether letters beyond ASCII occur, which no cleaning takes out.
    pub(in crate::identifier) foreign: bool,
}

impl Characters {
    /// Whether this ASCII character occurs.
    pub(in crate::identifier) fn has(self, byte: u8) -> bool {
        self.ascii >> byte & 1 == 1
    }

    pub(in crate::identifier) fn has_any(self, set: u128) -> bool {
        self.ascii & set != 0
    }

    pub(in crate::identifier) fn has_either_case(self, byte: u8) -> bool {
        !byte.is_ascii()
            || self.has(byte.to_ascii_lowercase())
            || self.has(byte.to_ascii_uppercase())
    }

    pub(in crate::identifier) fn has_blanks(self) -> bool {
        self.has_any(BLANKS)
    }

    /// Whether signs occur that neither are seen nor part words.
    pub(in crate::identifier) fn has_controls(self) -> bool {
        self.has_any(0xFFFF_FFFF & !BLANKS | 1 << 127)
    }

    pub(in crate::identifier) fn of(value: &str) -> Self {
        let mut found = Self::default();
        for character in value.chars() {
            found.count += 1;
            if character.is_ascii() {
                found.ascii |= bit(character as usize);
                found.masked |= matches!(character, '*' | 'x' | 'X');
                found.bare +=
                    usize::from(!matches!(character, '\0'..=' ' | '-' | '(' | ')' | '[' | ']'));
            } else {
                // Invisible ones and separators of other scripts are among these.
                found.masked |= !character.is_alphanumeric();
                found.bare += usize::from(character.is_alphanumeric());
                found.beyond_ascii = true;
                found.foreign |=
                    character.is_alphabetic() && !matches!(character, '\u{FF01}'..='\u{FF5E}');
            }
        }
        found
    }
}

/// What ASCII has of white space.
const BLANKS: u128 = 0x1F << b'\t' | 1 << b' ';
