//! Amounts as tables write them.

use model::{AmountError, Fen};
use serde::{Deserialize, Serialize};
use specta::Type;

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum AmountFault {
    Unreadable,
    /// More than two decimals.
    TooPrecise,
    TooLarge,
    /// Of another currency.
    Foreign,
}

/// An amount with its sign: `¥1,234.50`, `1234.5元`, `-50`, `(50.00)`, `CNY 12`. Full-width
/// digits are read as what they are; nothing else is guessed at. `None` for a blank.
///
/// ```
/// use model::Fen;
/// use tables::read_amount;
/// assert_eq!(read_amount("-¥1,234.50"), Ok(Some(Fen(-123_450))));
/// assert_eq!(read_amount("--"), Ok(None));
/// ```
pub fn read_amount(text: &str) -> Result<Option<Fen>, AmountFault> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect();
    if text.is_empty() || text.chars().all(|c| matches!(c, '-' | '/' | '\u{2014}')) {
        return Ok(None);
    }
    let lower = text.to_lowercase();
    if lower.contains(['$', '€', '£', '₩'])
        || ["usd", "hkd", "jpy", "eur"].iter().any(|c| lower.contains(c))
    {
        return Err(AmountFault::Foreign);
    }
    let mut rest = lower.as_str();
    let mut negative = false;
    if let Some(inner) = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        (rest, negative) = (inner, true);
    }
    // The sign stands before or behind the currency's.
    for _ in 0..2 {
        if let Some(after) = rest.strip_prefix(['-', '\u{2212}']) {
            (rest, negative) = (after, true);
        }
        rest = rest.strip_prefix('+').unwrap_or(rest);
        for sign in ["¥", "\u{FFE5}", "rmb", "cny", "人民币"] {
            rest = rest.strip_prefix(sign).unwrap_or(rest);
        }
    }
    for ending in ["元整", "元", "块钱", "块", "rmb", "cny", "圆"] {
        rest = rest.strip_suffix(ending).unwrap_or(rest);
    }
    let fen = Fen::parse_yuan(without_noughts(rest)).map_err(|error| match error {
        AmountError::TooPrecise => AmountFault::TooPrecise,
        AmountError::TooLarge => AmountFault::TooLarge,
        _ => AmountFault::Unreadable,
    })?;
    Ok(Some(Fen(if negative { -fen.0 } else { fen.0 })))
}

/// `12.5000` is as precise as `12.50`.
fn without_noughts(text: &str) -> &str {
    let Some((whole, part)) = text.split_once('.') else { return text };
    let kept = part.trim_end_matches('0').len().max(2).min(part.len());
    &text[..whole.len() + 1 + kept]
}

pub(crate) fn narrow(character: char) -> char {
    match character {
        // Full-width forms stand at a fixed distance from their ASCII ones.
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_tables_write_them() {
        for (text, fen) in [
            ("98", 9_800),
            ("98.5", 9_850),
            ("¥1,234.50", 123_450),
            ("\u{FFE5}1,234.50", 123_450),
            ("1234.5元", 123_450),
            ("1,234.5 元", 123_450),
            ("-50", -5_000),
            ("-¥50.00", -5_000),
            ("¥-50.00", -5_000),
            ("(50.00)", -5_000),
            ("+50.00", 5_000),
            ("RMB 50", 5_000),
            ("12.5000", 1_250),
            ("0.00", 0),
            ("\u{FF11}\u{FF12}\u{FF0E}\u{FF15}", 1_250),
        ] {
            assert_eq!(read_amount(text), Ok(Some(Fen(fen))), "{text}");
        }
        for text in ["", "  ", "-", "--", "/", "\u{2014}\u{2014}"] {
            assert_eq!(read_amount(text), Ok(None), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_amount_is_not_guessed_at() {
        for (text, fault) in [
            ("1.2万", AmountFault::Unreadable),
            ("1O0", AmountFault::Unreadable),
            ("12,34", AmountFault::Unreadable),
            ("免费", AmountFault::Unreadable),
            ("1.2.3", AmountFault::Unreadable),
            ("9.999", AmountFault::TooPrecise),
            ("1000000000000", AmountFault::TooLarge),
            ("$9.99", AmountFault::Foreign),
            ("US$ 9.99", AmountFault::Foreign),
        ] {
            assert_eq!(read_amount(text), Err(fault), "{text}");
        }
    }
}
