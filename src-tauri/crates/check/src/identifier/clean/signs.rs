use super::StepKind;

/// Characters that are not seen, and what they are.
pub(super) fn invisible(character: char) -> Option<StepKind> {
    match character {
        '\u{00AD}'
        | '\u{034F}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200D}'
        | '\u{2060}'..='\u{2064}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' => Some(StepKind::ZeroWidth),
        '\u{061C}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}' => Some(StepKind::Bidi),
        _ => None,
    }
}

/// The ASCII character of a full-width one, or a plain space for an ideographic one.
pub(in super::super) fn half_width(character: char) -> Option<char> {
    match character {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0),
        '\u{3000}' => Some(' '),
        _ => None,
    }
}

pub(super) fn is_hyphen(character: char) -> bool {
    matches!(
        character,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}'
    )
}

pub(in super::super) fn is_separator(character: char) -> bool {
    character.is_whitespace() || is_hyphen(character)
}
