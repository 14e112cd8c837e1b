//! How many units are bought, where the page says so.

use std::sync::LazyLock;

use model::Field;
use regex::Regex;

use super::Value;
use super::lines::tail;
use super::matcher::pattern;
use super::pairs::Role;
use super::people::is_remark;
use super::sheet::{Candidates, Sheet, rank};

static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[-\u{D7}xX* ]{0,3}([0-9]{1,6}|[一二两三四五六七八九十]{1,3}) ?(?:(?:张|份|件|个|套|枚|次|条|瓶|盒|组|单|笔|台|月)|\P{L}|$)",
    )
});
static TIMES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[\s元)\]】张卡件\u{FF0C},]|[0-9])\s?[\u{D7}xX*]\s?([0-9]{1,4})(?:张|份|件|个|套)?(?:$|[\s\u{FF0C},。;)\]】|/=已])",
    )
});
static PIECES: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"([0-9]{1,4}|[一二两三四五六七八九十]{1,3}) ?(?:张|份|件套?)"));
/// 一 alone is an article more often than a count, but not at the end of a title.
static ONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"[^第每任唯之](一)(?:枚|张|份|个|套)$"));
static STEPPER: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|\s)- ?([0-9]{1,4}) ?\+(?:$|\s)"));
static OF_WHOLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:共|数量|购买|买|拍|要|来)\s?([0-9]{1,4}|[一二两三四五六七八九十]{1,3}) ?(?:张|份|件|个(?:[^月]|$)|套)",
    )
});

/// What stands before a number of pieces that nobody buys.
const NOT_BOUGHT: [&str; 22] = [
    "限购", "限", "满", "第", "月销", "已售", "销量", "库存", "剩", "剩余", "每", "仅剩", "累计",
    "评价", "超", "卖出", "已拼", "成交", "起购", "最多", "至少", "前",
];

pub(super) fn read(sheet: &Sheet<'_>, found: &mut Candidates) {
    // A transfer has no pieces, whatever its remark counts.
    if sheet.is(&["transfer"]) {
        return;
    }
    let body = sheet.body.as_str();
    for pair in sheet.with_role(Role::Quantity) {
        if let Some(captures) = LABELLED.captures(&body[pair.value.clone()])
            && let Some(number) = captures.get(1)
            && !body[pair.value.start + number.end()..]
                .starts_with(|c: char| c.is_ascii_digit() || c == '.')
            // 购买:2件起 is the least that is sold.
            && !body[pair.value.start + captures.get(0).map_or(0, |all| all.end())..]
                .starts_with('起')
        {
            note(
                found,
                number.as_str(),
                rank::LABELLED,
                pair.value.start + number.start(),
                number.len(),
            );
        }
    }
    for line in &sheet.lines {
        let text = &body[line.clone()];
        if text.len() > LINE_BYTES {
            continue;
        }
        if let Some(number) = STEPPER.captures(text).and_then(|c| c.get(1)) {
            note(found, number.as_str(), rank::CHOSEN, line.start + number.start(), number.len());
            continue;
        }
        for captures in OF_WHOLE.captures_iter(text).take(4) {
            let (Some(all), Some(number)) = (captures.get(0), captures.get(1)) else { continue };
            // 购买2件起 is the least that is sold.
            let least = text[all.end()..].starts_with('起');
            if !least && !spoken_of(&text[..number.start()]) {
                note(
                    found,
                    number.as_str(),
                    rank::WORDED,
                    line.start + number.start(),
                    number.len(),
                );
            }
        }
        for number in TIMES.captures_iter(text).filter_map(|c| c.get(1)).take(4) {
            // x64 and x86 are kinds of processor.
            if matches!(number.as_str(), "64" | "86") {
                continue;
            }

            note(found, number.as_str(), rank::CHOSEN, line.start + number.start(), number.len());
        }
        if let Some(number) = ONE.captures(text).and_then(|c| c.get(1))
            && sheet.in_title(line.start + number.start())
        {
            note(found, number.as_str(), rank::LOOSE, line.start + number.start(), number.len());
        }
        for captures in PIECES.captures_iter(text).take(4) {
            let (Some(all), Some(number)) = (captures.get(0), captures.get(1)) else { continue };
            let before = &text[..number.start()];
            let after = &text[all.end()..];
            if is_remark(sheet, line.start + number.start()) {
                continue;
            }
            let cut = before.ends_with(|c: char| {
                c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '~' | '/' | '+' | ',' | '*')
            }) || after
                .starts_with(['起', '以', '装', '打', '号', '减', '8', '9', '半', '卡', '内'])
                || spoken_of(before)
                || is_tenth(number.as_str());
            if !cut {
                note(
                    found,
                    number.as_str(),
                    rank::LOOSE,
                    line.start + number.start(),
                    number.len(),
                );
            }
        }
    }
}

/// Longer lines are not counted in.
const LINE_BYTES: usize = 4000;

fn spoken_of(before: &str) -> bool {
    let before = tail(before.trim_end(), 6);
    NOT_BOUGHT.iter().any(|word| {
        before.ends_with(word) || before.trim_end_matches([':', '购', '买', '售']).ends_with(word)
    }) || before.contains("限购")
}

/// 一 alone is an article more often than a count.
fn is_tenth(number: &str) -> bool {
    number == "一"
}

fn note(found: &mut Candidates, number: &str, rank: u8, start: usize, length: usize) {
    if let Some(count) = count(number).filter(|count| *count > 0) {
        found.note(Field::Quantity, Value::Count(count), rank, start..start + length);
    }
}

/// A count in digits or in Chinese numerals up to 99.
pub(super) fn count(number: &str) -> Option<u32> {
    if number.bytes().all(|b| b.is_ascii_digit()) {
        return number.parse().ok();
    }
    let digit =
        |c: char| "零一二三四五六七八九".chars().position(|d| d == c).or((c == '两').then_some(2));
    let value = |text: &str, otherwise: usize| {
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (None, _) => Some(otherwise),
            (Some(c), None) => digit(c),
            _ => None,
        }
    };
    let total = match number.split_once('十') {
        Some((tens, ones)) => value(tens, 1)? * 10 + value(ones, 0)?,
        None => value(number, 0)?,
    };
    u32::try_from(total).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_in_either_script() {
        for (text, expected) in
            [("十", 10), ("两", 2), ("十二", 12), ("三十", 30), ("九十九", 99), ("7", 7)]
        {
            assert_eq!(count(text), Some(expected), "{text}");
        }
        assert_eq!(count("一二"), None, "two digits side by side are no count");
        assert_eq!(count("99999999999"), None, "too many to be a count");
    }
}
