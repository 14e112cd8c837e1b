use std::fmt;

use serde::{Deserialize, Serialize};
use specta::Type;

/// An amount of money in 分 (1/100 元).
///
/// Integers only: a float cannot hold 0.1 元.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, Type,
)]
#[serde(transparent)]
pub struct Fen(#[specta(type = i32)] pub i64);

/// Why a text is not an amount. `at` counts characters from 0.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    #[error("no amount was given")]
    Empty,
    #[error("{character:?} at {at} is not part of an amount")]
    Character {
        character: char,
        at: usize,
        /// What was probably meant, when that is clear: `1` for a full-width one, `.` for `。`.
        suggestion: Option<char>,
    },
    #[error("an amount is not negative")]
    Negative,
    #[error("more than two decimals")]
    TooPrecise,
    #[error("more than {}", Fen::MAX)]
    TooLarge,
    #[error("not of the form 123.45")]
    Malformed,
}

impl Fen {
    /// The largest amount a purchase may have: one 亿元. Anything above is a slip.
    pub const MAX: Self = Self(100_000_000 * 100);

    /// Reads an amount in 元 as a person types it: `98`, `98.5`, `1,280.00`, `¥98.50`, `98元`.
    ///
    /// Nothing is repaired: a full-width digit or a letter is an error that names the
    /// character, with what was probably meant.
    ///
    /// # Errors
    ///
    /// See [`AmountError`].
    ///
    /// ```
    /// use model::{AmountError, Fen};
    /// assert_eq!(Fen::parse_yuan("¥1,280.5"), Ok(Fen(128_050)));
    /// assert_eq!(Fen::parse_yuan("9.999"), Err(AmountError::TooPrecise));
    /// assert_eq!(Fen::parse_yuan("-1"), Err(AmountError::Negative));
    /// ```
    pub fn parse_yuan(text: &str) -> Result<Self, AmountError> {
        let lead = text.len() - text.trim_start().len();
        let mut body = text.trim();
        let mut offset = text[..lead].chars().count();
        if let Some(rest) = body.strip_prefix(['¥', '\u{FFE5}']) {
            offset += 1;
            body = rest;
        }
        let body = body.strip_suffix('元').unwrap_or(body).trim_end();
        if body.is_empty() {
            return Err(AmountError::Empty);
        }
        if body.starts_with(['-', '\u{2212}', '\u{FF0D}']) {
            return Err(AmountError::Negative);
        }
        for (at, character) in body.chars().enumerate() {
            if !(character.is_ascii_digit() || character == '.' || character == ',') {
                return Err(AmountError::Character {
                    character,
                    at: at + offset,
                    suggestion: probable(character),
                });
            }
        }
        let (whole, decimals) = body.split_once('.').unwrap_or((body, ""));
        if decimals.contains(['.', ',']) || !grouped_by_thousands(whole) {
            return Err(AmountError::Malformed);
        }
        if decimals.len() > 2 {
            return Err(AmountError::TooPrecise);
        }
        let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
        if digits.is_empty() {
            return Err(AmountError::Malformed);
        }
        let cents = format!("{digits}{decimals:0<2}");
        match cents.parse::<i64>() {
            Ok(fen) if fen <= Self::MAX.0 => Ok(Self(fen)),
            _ => Err(AmountError::TooLarge),
        }
    }

    /// Unit price times quantity; `None` when it overflows.
    pub fn times(self, quantity: u32) -> Option<Self> {
        self.0.checked_mul(i64::from(quantity)).map(Self)
    }
}

/// `1,280` and `1280`, but not `1,28` or `12,80`.
fn grouped_by_thousands(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<_> = groups.collect();
    rest.is_empty() || ((1..=3).contains(&first.len()) && rest.iter().all(|g| g.len() == 3))
}

fn probable(character: char) -> Option<char> {
    match character {
        // Full-width forms stand at a fixed distance from their ASCII ones.
        '\u{FF10}'..='\u{FF19}' | '\u{FF0C}' | '\u{FF0E}' => {
            char::from_u32(u32::from(character) - 0xFEE0)
        }
        'O' | 'o' => Some('0'),
        'l' | 'I' | '|' => Some('1'),
        '。' | '·' => Some('.'),
        _ => None,
    }
}

impl fmt::Display for Fen {
    /// `98.50`, without a currency sign.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", fen / 100, fen % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_character_that_is_not_part_of_an_amount() {
        let full_width = Fen::parse_yuan("10\u{FF10}");
        assert_eq!(
            full_width,
            Err(AmountError::Character { character: '\u{FF10}', at: 2, suggestion: Some('0') })
        );
        assert_eq!(
            Fen::parse_yuan(" ¥1O0"),
            Err(AmountError::Character { character: 'O', at: 3, suggestion: Some('0') })
        );
    }

    #[test]
    fn refuses_what_no_purchase_costs() {
        assert_eq!(Fen::parse_yuan("1000000000000"), Err(AmountError::TooLarge));
        assert_eq!(Fen::parse_yuan("99999999999999999999999"), Err(AmountError::TooLarge));
        assert_eq!(Fen::parse_yuan("100000000"), Ok(Fen::MAX));
        assert_eq!(Fen::parse_yuan("0.001"), Err(AmountError::TooPrecise));
    }

    #[test]
    fn a_misplaced_separator_is_not_guessed_at() {
        for text in ["1,28", "12,80.00", "1.2.3", ".", ",100", "1,,000"] {
            assert_eq!(Fen::parse_yuan(text), Err(AmountError::Malformed), "{text}");
        }
        assert_eq!(Fen::parse_yuan("12,800"), Ok(Fen(1_280_000)));
    }

    #[test]
    fn prints_two_decimals() {
        assert_eq!(Fen(9850).to_string(), "98.50");
        assert_eq!(Fen(-5).to_string(), "-0.05");
    }
}
