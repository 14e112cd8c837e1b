//! Numbers that whoever has them can use.

use std::{ops::Range, sync::LazyLock};

use jiff::civil::Date;
use regex::Regex;

use super::LintKind;

/// Codes, numbers of identity cards and of bank cards that a folded text has in full. What is
/// covered in part is none.
pub(super) fn secrets(text: &str) -> Vec<(LintKind, Range<usize>)> {
    let mut found: Vec<(LintKind, Range<usize>)> = Vec::new();
    let mut from = 0;
    for place in numbers(text) {
        if place.start < from {
            continue;
        }
        let signs: String =
            text[place.clone()].chars().filter(char::is_ascii_alphanumeric).collect();
        let kind = if is_identity(&signs) {
            LintKind::IdNumber
        } else if (is_bank_card(&signs) || is_called_a_card(&signs, text, &place))
            && !names(ORDERS, text, &place)
        {
            LintKind::BankCard
        } else {
            continue;
        };
        from = place.end;
        found.push((kind, place));
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
    let logins = LOGIN.iter().flat_map(|pattern| pattern.captures_iter(text));
    for place in logins.filter_map(|login| login.get(1)).map(|login| login.range()) {
        let digits = text[place.clone()].chars().filter(char::is_ascii_digit).count();
        let counts = text[place.end..].starts_with(COUNTED) || is_part_of_more(text, &place);
        if digits >= FEWEST && !counts && free(&place, &found) {
            found.push((LintKind::LoginSecret, place));
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

/// Groups of digits, the last sign of which may be that of an identity card.
static GROUP: LazyLock<Option<Regex>> = LazyLock::new(|| made(r"[0-9]+x?|x"));

/// What may be one number: whole groups of digits with single blanks or hyphens between them, as
/// cards are written. Another number may stand right before or behind, so each run of groups is
/// tried, the longest first, in the order of the text.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let groups = places(GROUP.as_ref(), text).filter(|group| !is_part_of_more(text, group));
    let groups: Vec<Range<usize>> = groups.collect();
    let mut found = Vec::new();
    for (at, first) in groups.iter().enumerate() {
        let mut signs = first.len();
        let mut ends = vec![(signs, first.end)];
        for pair in groups[at..].windows(2) {
            let (before, next) = (&pair[0], &pair[1]);
            signs += next.len();
            if !matches!(&text[before.end..next.start], " " | "-") || signs > LONGEST {
                break;
            }
            ends.push((signs, next.end));
        }
        let long = ends.into_iter().rev().filter(|(signs, _)| (SHORTEST..=LONGEST).contains(signs));
        found.extend(long.map(|(_, end)| first.start..end));
    }
    found
}

/// Of bank cards; those of identity cards lie between.
const SHORTEST: usize = 14;
const LONGEST: usize = 19;

/// What stands behind a word for a code. Ten signs and more, so that a tail is none.
static CODE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    made(
        r"(?:卡密|卡号|密码|兑换码|激活码|充值码|序列号|cdk(?:ey)?|pin码?)(?:[为是:=]|就是){0,2}[(“「\x22]?([0-9a-z](?:[ -]?[0-9a-z]){9,39})",
    )
});

/// What stands behind a word for a one-time code or a password; a longer one is a [`CODE`].
static LOGIN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    made(
        r"(?:验证码|校验码|动态码|动态口令|密码)(?:[为是:=,]|就是|填的是|给了|告诉了|发了){0,2}[(“「\x22]?([0-9a-z]{4,9})",
    )
});

/// The fewest digits of a one-time code or a password.
const FEWEST: usize = 4;

/// Behind a number: it counts or dates something, or is where messages come from.
const COUNTED: &[char] =
    &['年', '月', '日', '-', '/', ':', '.', '次', '位', '秒', '分', '元', '开'];

/// What says of the number behind it that it is a card's, and of the one before.
static CARD_BEFORE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    made(
        r"(银行|储蓄|信用|借记|[工农中建交招]行)?卡(?:号码?)?(?:[为是:=,]|就是|尾号){0,2}[(“「\x22]?$",
    )
});
static CARD_BEHIND: LazyLock<Option<Regex>> = LazyLock::new(|| {
    made(r"^[)”」\x22,]?(?:[这那]张|的)?(?:(银行|储蓄|信用|借记)卡|卡(?:[^密券包顿住片]|$))")
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
    // Hyphens keep a number together, so what names it may stand before other groups of it.
    let whole = text[..place.start].trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
    let before: String = whole.chars().rev().take(8).collect();
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
    if !(SHORTEST..=LONGEST).contains(&digits.len()) || !of_a_scheme {
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

/// Whether the words around a number call it a card's, though its check digit is wrong: a slip of
/// one digit hides little. Where they do not say of which kind, its first digits have to.
fn is_called_a_card(digits: &str, text: &str, place: &Range<usize>) -> bool {
    if !digits.chars().all(|c| c.is_ascii_digit()) {
        return false;
    }
    let of_a_scheme = SCHEMES.iter().any(|first| digits.starts_with(first));
    let line = text[..place.start].rsplit('\n').next().unwrap_or_default();
    let before = CARD_BEFORE.iter().find_map(|pattern| pattern.captures(line));
    let behind = CARD_BEHIND.iter().find_map(|pattern| pattern.captures(&text[place.end..]));
    before.into_iter().chain(behind).any(|called| of_a_scheme || called.get(1).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folded::Folded;

    fn kinds(text: &str) -> Vec<LintKind> {
        secrets(Folded::of(text).text()).into_iter().map(|(kind, _)| kind).collect()
    }

    #[test]
    fn numbers_in_full_are_found_however_they_are_written() {
        use LintKind::{BankCard, CardSecret, IdNumber, LoginSecret};
        for (text, found) in [
            ("我的银行卡6222021234567890扣了款", BankCard),
            ("卡号：6222 0212 3456 7890", BankCard),
            ("工行卡（6222021234567890）", BankCard),
            ("6222021234567890这张卡", BankCard),
            ("储蓄卡 9558800000000000123", BankCard),
            ("验证码是 482913", LoginSecret),
            ("把验证码4829告诉了他", LoginSecret),
            ("支付密码：135790", LoginSecret),
            ("登录密码 abc12345", LoginSecret),
            ("身份证11010519491231002X，请核实", IdNumber),
            ("证件 \u{FF11}1010519491231002x", IdNumber),
            ("卡号 6222 0212 3456 7894", BankCard),
            ("4111-1111-1111-1111", BankCard),
            ("卡密是：ABCD1234EFGH5678", CardSecret),
            ("卡密 1234 5678 9012 3456", CardSecret),
            ("激活码:A1B2C-D3E4F-G5H6J-K7L8M", CardSecret),
            ("兑换时填的 a1b2c-d3e4f-g5h6j", CardSecret),
            ("110105198001010016 13800138000", IdNumber),
            ("13800138000 110105198001010016", IdNumber),
            ("110105 19491231 002X 13800138000", IdNumber),
            ("6222021234567894 11月20日", BankCard),
            ("6222 0212 3456 7894 13800138000", BankCard),
            ("20 6222-0212-3456-7894", BankCard),
            ("订单号20240501001 6222021234567894", BankCard),
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
            "订单号4111-1111-1111-1111",
            "订单号1234-4111-1111-1111-1111",
            "6222 **** **** 7894 13800138000",
            "13800138000 13900139000",
            "交易流水 4200001234202611201234567890",
            "身份证110105********002X",
            "11010519491231002\u{FF0A}",
            "身份证号110105194912310021",
            "2026-11-20 10:05 至 2026-11-22",
            "卡密收到后无法兑换，请在2026年11月25日前补发",
            "卡密已失效，订单号2026112200001",
            "充了点卡，订单号6222021234567890",
            "银行卡尾号7894",
            "银行卡转账，流水6222021234567890",
            "订单6222021234567890的卡密打不开",
            "6222021234567890卡密打不开",
            "买的是月卡，20261122140312345 是支付单号",
            "游戏卡充到13800138000",
            "验证码失效，页面提示错误1024",
            "验证码一直收不到，手机号13800138000",
            "验证码2026年11月22日才到",
            "验证码6位，60秒后失效",
            "密码输错3次被锁",
            "卡密密码尾号7788",
            "密码1234****5678",
            "没有给过验证码、密码，订单号20261122",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }
}
