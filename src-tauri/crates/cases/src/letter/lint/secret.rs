//! Numbers that whoever has them can use.

use std::{ops::Range, sync::LazyLock};

use jiff::civil::Date;
use regex::Regex;

use super::LintKind;

/// Codes, numbers of identity cards and of bank cards that a folded text has in full. What is
/// covered in part is none.
pub(super) fn secrets(text: &str) -> Vec<(LintKind, Range<usize>)> {
    let mut found: Vec<(LintKind, Range<usize>)> = Vec::new();
    for place in places(NUMBER.as_ref(), text) {
        if is_part_of_more(text, &place) {
            continue;
        }
        let digits: String =
            text[place.clone()].chars().filter(char::is_ascii_alphanumeric).collect();
        if is_identity(&digits) {
            found.push((LintKind::IdNumber, place));
        } else if is_bank_card(&digits) && !names(ORDERS, text, &place) {
            found.push((LintKind::BankCard, place));
        }
    }
    let free = |place: &Range<usize>, found: &[(LintKind, Range<usize>)]| {
        found.iter().all(|(_, other)| place.end <= other.start || other.end <= place.start)
    };
    let codes = CODE.iter().flat_map(|pattern| pattern.captures_iter(text));
    for place in codes.filter_map(|code| code.get(1)).map(|code| code.range()) {
        if free(&place, &found) && places(DAY.as_ref(), &text[place.clone()]).next().is_none() {
            found.push((LintKind::CardSecret, place));
        }
    }
    for place in places(GROUPS.as_ref(), text) {
        let words = &text[place.clone()];
        let mixed = words.contains(|c: char| c.is_ascii_digit())
            && words.contains(|c: char| c.is_ascii_alphabetic());
        if mixed && !is_part_of_more(text, &place) && free(&place, &found) {
            found.push((LintKind::CardSecret, place));
        }
    }
    found
}

/// Digits with single blanks or hyphens between them, as cards are written.
static NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| made(r"[0-9](?:[ -]?[0-9]){11,17}[ -]?[0-9x]"));

/// What stands behind a word for a code. Ten signs and more, so that a tail is none.
static CODE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    made(
        r"(?:卡密|卡号|密码|兑换码|激活码|充值码|序列号|cdk(?:ey)?|pin码?)(?:[为是:=]|就是){0,2}[(“「\x22]?([0-9a-z](?:[ -]?[0-9a-z]){9,39})",
    )
});

static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| made(r"^20[0-9]{2}-[01]?[0-9]-[0-3]?[0-9]"));

/// Codes as they are printed: groups of four or five with hyphens.
static GROUPS: LazyLock<Option<Regex>> =
    LazyLock::new(|| made(r"[0-9a-z]{4,5}(?:-[0-9a-z]{4,5}){2,7}"));

/// Patterns of our own; the tests below find nothing without them.
fn made(pattern: &str) -> Option<Regex> {
    Regex::new(pattern).ok()
}

fn places<'a>(pattern: Option<&'a Regex>, text: &'a str) -> impl Iterator<Item = Range<usize>> {
    pattern.into_iter().flat_map(|pattern| pattern.find_iter(text)).map(|found| found.range())
}

/// Words before a number that make it one of an order, however its digits come out.
const ORDERS: &[&str] = &["单号", "订单", "流水", "编号", "交易号"];

fn names(words: &[&str], text: &str, place: &Range<usize>) -> bool {
    let before: String = text[..place.start].chars().rev().take(8).collect();
    let before: String = before.chars().rev().collect();
    words.iter().any(|word| before.contains(word)) && !before.contains("卡号")
}

fn is_part_of_more(text: &str, place: &Range<usize>) -> bool {
    let joins = |c: char| c.is_ascii_alphanumeric() || c == '*';
    text[..place.start].ends_with(joins) || text[place.end..].starts_with(joins)
}

/// GB 11643: a day of birth and a check digit.
fn is_identity(digits: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let (Some(body), Some(check)) = (digits.get(..17), digits.get(17..)) else { return false };
    let number = |range: Range<usize>| body.get(range).and_then(|part| part.parse::<i16>().ok());
    let narrow = |range| number(range).and_then(|part| i8::try_from(part).ok());
    let (Some(year), Some(month), Some(day)) = (number(6..10), narrow(10..12), narrow(12..14))
    else {
        return false;
    };
    if !(1900..=2100).contains(&year) || Date::new(year, month, day).is_err() {
        return false;
    }
    let sum: u32 =
        body.chars().filter_map(|c| c.to_digit(10)).zip(WEIGHTS).map(|(d, w)| d * w).sum();
    let right = "10x98765432".chars().nth((sum % 11) as usize);
    check.chars().eq(right)
}

/// What cards in use here begin with: 银联, Visa, Mastercard, JCB, American Express, and the
/// older ones of single banks.
const SCHEMES: &[&str] =
    &["62", "60", "4", "51", "52", "53", "54", "55", "34", "35", "36", "37", "955"];

/// ISO/IEC 7812: the first digits of the schemes in use here, and Luhn's check digit.
fn is_bank_card(digits: &str) -> bool {
    let of_a_scheme = SCHEMES.iter().any(|first| digits.starts_with(first));
    if !(14..=19).contains(&digits.len()) || !of_a_scheme {
        return false;
    }
    let doubled = |(at, digit): (usize, u32)| match digit * 2 {
        twice if at % 2 == 1 => twice / 10 + twice % 10,
        _ => digit,
    };
    let Some(digits) = digits.chars().rev().map(|c| c.to_digit(10)).collect::<Option<Vec<_>>>()
    else {
        return false;
    };
    digits.into_iter().enumerate().map(doubled).sum::<u32>() % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::Folded;

    fn kinds(text: &str) -> Vec<LintKind> {
        secrets(Folded::of(text).text()).into_iter().map(|(kind, _)| kind).collect()
    }

    #[test]
    fn numbers_in_full_are_found_however_they_are_written() {
        use LintKind::{BankCard, CardSecret, IdNumber};
        for (text, found) in [
            ("身份证11010519491231002X，请核实", IdNumber),
            ("证件 \u{FF11}1010519491231002x", IdNumber),
            ("卡号 6222 0212 3456 7894", BankCard),
            ("4111-1111-1111-1111", BankCard),
            ("卡密是：ABCD1234EFGH5678", CardSecret),
            ("卡密 1234 5678 9012 3456", CardSecret),
            ("激活码:A1B2C-D3E4F-G5H6J-K7L8M", CardSecret),
            ("兑换时填的 a1b2c-d3e4f-g5h6j", CardSecret),
        ] {
            assert_eq!(kinds(text), [found], "{text}");
        }
    }

    #[test]
    fn what_is_covered_or_something_else_is_not() {
        for text in [
            "卡密尾号7788",
            "卡密ABCD********5678",
            "手机号13800138000",
            "订单号CM20240501001",
            "订单号4111111111111111",
            "交易流水 4200001234202611201234567890",
            "身份证110105********002X",
            "11010519491231002\u{FF0A}",
            "身份证号110105194912310021",
            "2026-11-20 10:05 至 2026-11-22",
            "卡密收到后无法兑换，请在2026年11月25日前补发",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }
}
