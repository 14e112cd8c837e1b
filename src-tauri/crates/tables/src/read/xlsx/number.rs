//! Numbers as their digits say, not as a float would.

use std::fmt::Write;

use jiff::civil::{DateTime, date};
use jiff::{SignedDuration, SignedDurationRound, Unit};

use crate::read::Cell;

/// Excel keeps so many digits and makes the others 0.
const KEPT: usize = 15;
/// Digits of the longest text that is taken for a number; a longer one stays what it is.
const LONGEST: usize = 64;

/// What stands in `<v>` of a number; `None` when it is none.
pub(super) fn number(raw: &str) -> Option<Cell> {
    let parts = Parts::of(raw)?;
    if parts.digits.len() <= KEPT && (0..=15).contains(&parts.point) {
        let text = parts.text();
        return Some(Cell::Number { text: text.into(), rounded: false });
    }
    let whole = usize::try_from(parts.point).is_ok_and(|point| point >= parts.digits.len());
    if whole {
        let text = parts.text();
        let rounded = parts.point > 15 && is_rounded(&parts, &text);
        return Some(Cell::Number { text: text.into(), rounded });
    }
    // A part of one: a float's last digits are noise, as in 0.30000000000000004.
    let float: f64 = raw.trim().parse().ok()?;
    let text = Parts::of(&format!("{float:.14e}"))?.text();
    Some(Cell::Number { text: text.into(), rounded: false })
}

/// Whether a whole number of more digits than Excel keeps has lost some of them: because it was
/// written by its power of ten, because zeros stand in their place, or because it is a number
/// that a float holds exactly, which few order numbers are.
fn is_rounded(parts: &Parts, text: &str) -> bool {
    /// Up to here floats hold every whole number.
    const EXACT: u128 = 1 << 53;
    if parts.exponent || parts.digits.len() <= KEPT {
        return true;
    }
    let digits = text.trim_start_matches('-');
    let (Ok(value), Ok(float)) = (digits.parse::<u128>(), digits.parse::<f64>()) else {
        return true;
    };
    value > EXACT && format!("{float:.0}") == digits
}

/// A time as days since the last day of 1899 or the first of 1904, by the wall clock.
pub(super) fn time(raw: &str, since_1904: bool) -> Option<Cell> {
    let days: f64 = raw.trim().parse().ok()?;
    let first = if since_1904 { date(1904, 1, 1) } else { date(1899, 12, 30) };
    let passed = SignedDuration::try_from_secs_f64(days * 86_400.0).ok()?;
    let passed = passed.round(SignedDurationRound::new().smallest(Unit::Second)).ok()?;
    let at: DateTime = first.at(0, 0, 0, 0).checked_add(passed).ok()?;
    // Below the first full day it is a time of day alone.
    (days >= 1.0).then_some(Cell::Time(at))
}

/// `-0.DIGITS` times ten to the `point`.
struct Parts {
    negative: bool,
    /// Without zeros at either end.
    digits: String,
    point: i32,
    /// It was written with an exponent.
    exponent: bool,
}

impl Parts {
    fn of(raw: &str) -> Option<Self> {
        let raw = raw.trim();
        let (mantissa, exponent) = match raw.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, Some(exponent.parse::<i32>().ok()?)),
            None => (raw, None),
        };
        let negative = mantissa.starts_with('-');
        let mantissa = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
        let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all: String = [whole, part].concat();
        let sane =
            !all.is_empty() && all.len() <= LONGEST && all.bytes().all(|b| b.is_ascii_digit());
        if !sane || exponent.is_some_and(|exponent| exponent.abs() > 40) {
            return None;
        }
        let zeros = all.len() - all.trim_start_matches('0').len();
        let digits = all.trim_matches('0').to_owned();
        let point = i32::try_from(whole.len()).ok()? - i32::try_from(zeros).ok()?;
        let point = if digits.is_empty() { 0 } else { point + exponent.unwrap_or_default() };
        Some(Self { negative, digits, point, exponent: exponent.is_some() })
    }

    fn text(&self) -> String {
        let mut text = String::new();
        if self.negative && !self.digits.is_empty() {
            text.push('-');
        }
        let point = usize::try_from(self.point).unwrap_or_default();
        if point == 0 {
            text.push('0');
        }
        let whole = &self.digits[..point.min(self.digits.len())];
        text.push_str(whole);
        text.extend(std::iter::repeat_n('0', point.saturating_sub(self.digits.len())));
        let part = &self.digits[whole.len()..];
        if !part.is_empty() {
            let zeros = usize::try_from(-self.point).unwrap_or_default();
            // Writing into a string does not fail.
            let _ = write!(text, ".{}{part}", "0".repeat(zeros));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(raw: &str) -> (String, bool) {
        match number(raw) {
            Some(Cell::Number { text, rounded }) => (text.into(), rounded),
            other => panic!("{raw}: {other:?}"),
        }
    }

    #[test]
    fn an_order_number_that_lost_its_last_digits_says_so() {
        for (raw, text, rounded) in [
            ("123456789012345", "123456789012345", false),
            ("1.23456789012345E14", "123456789012345", false),
            // Of 19 digits, as Excel keeps it.
            ("1.23456789012345E+18", "1234567890123450000", true),
            ("1234567890123450000", "1234567890123450000", true),
            // Written in full by a program that keeps them.
            ("1234567890123456789", "1234567890123456789", false),
            // The float nearest to it, in full.
            ("1234567890123456768", "1234567890123456768", true),
            ("1.2345678901234568E+18", "1234567890123456800", true),
            ("20000000000000000", "20000000000000000", true),
        ] {
            assert_eq!(shown(raw), (text.to_owned(), rounded), "{raw}");
        }
    }

    #[test]
    fn amounts_have_no_digits_that_nobody_typed() {
        for (raw, text) in [
            ("98.5", "98.5"),
            ("0.30000000000000004", "0.3"),
            ("98.499999999999993", "98.5"),
            ("1.5E-2", "0.015"),
            ("-50", "-50"),
            ("0", "0"),
            ("-0", "0"),
            ("0.00", "0"),
            ("1200", "1200"),
            ("007", "7"),
            ("1e3", "1000"),
        ] {
            assert_eq!(shown(raw).0, text, "{raw}");
        }
        for raw in ["", "abc", "1e999", "NaN", "1.2.3", "--1"] {
            assert_eq!(number(raw), None, "{raw}");
        }
    }

    #[test]
    fn days_are_counted_from_either_beginning() {
        let at = |raw, since_1904| match time(raw, since_1904) {
            Some(Cell::Time(at)) => at.to_string(),
            other => format!("{other:?}"),
        };
        assert_eq!(at("45658.5", false), "2025-01-01T12:00:00");
        assert_eq!(at("44196.5", true), "2025-01-01T12:00:00");
        assert_eq!(at("45658.999988425923", false), "2025-01-01T23:59:59");
        for raw in ["1e300", "-5", "NaN", "0.5", "inf"] {
            assert_eq!(time(raw, false), None, "{raw}");
        }
    }
}
