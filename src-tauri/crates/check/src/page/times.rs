//! When it was paid.

use std::ops::Range;
use std::sync::LazyLock;

use model::Field;
use regex::Regex;

use super::lines::{head, tail};
use super::matcher::pattern;
use super::pairs::Role;
use super::sheet::{Candidates, Sheet, rank};
use super::words::WORDS;

/// A date with its year and a time of day, in all the forms they are printed in.
pub(super) static TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(20[0-9]{2})(?:[-/.]| ?年 ?)(1[0-2]|0?[1-9])(?:[-/.]| ?月 ?)(3[01]|[12][0-9]|0?[1-9])(?: ?日| ?号)?[T ,]{0,3}(?:星期[一二三四五六日天]|周[一二三四五六日天])?[ ]{0,2}(?:(上午|下午|晚上|凌晨|中午|早上) ?)?([01]?[0-9]|2[0-3])(?::|时|点)([0-5][0-9])(?:(?::|分)([0-5][0-9])?)?",
    )
});

/// 20261021173005, as terminals print it.
static STAMP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(20[0-9]{2})(1[0-2]|0[1-9])(3[01]|[12][0-9]|0[1-9])( ?)([01][0-9]|2[0-3])([0-5][0-9])([0-5][0-9])$",
    )
});

pub(super) fn read(sheet: &Sheet<'_>, found: &mut Candidates) {
    for pair in sheet.with_role(Role::PaidAt) {
        if let Some((range, time)) = time(&sheet.body, &pair.value) {
            let label = &sheet.body[pair.label.clone()];
            // Where both are given, the payment's own time is meant.
            let sure = if label.contains("付款") || label.contains("支付") {
                rank::LABELLED
            } else {
                rank::CHOSEN
            };
            found.text(Field::PaidAt, &time, sure, range);
        }
    }
    for hit in TIME.find_iter(&sheet.body) {
        if sheet.pair_at(hit.start()).is_some_and(|pair| pair.role == Role::PaidAt) {
            continue;
        }
        let before = tail(&sheet.body[..hit.start()], LABEL_CHARS).trim_end_matches([':', ' ']);
        let label = before.rsplit(['\n', ' ', '\u{FF0C}', '。', ',']).next().unwrap_or_default();
        let after = sheet.body[hit.end()..].trim_start_matches(' ');
        let labelled = WORDS.roles.get(label) == Some(&Role::PaidAt)
            || matches!(label, "付款" | "支付")
            || ["支付成功", "付款成功", "已支付", "已付款"].iter().any(|w| after.starts_with(w));
        let banked = || BANKS.iter().any(|w| head(sheet.line_text(hit.start()), 12).contains(w));
        let paying = (["于", "在"].iter().any(|w| before.ends_with(w)) || banked())
            && PAYING.iter().any(|w| head(&sheet.body[hit.end()..], PAYING_CHARS).contains(w));
        if (labelled || paying)
            && let Some((range, time)) = time(&sheet.body, &hit.range())
        {
            found.text(Field::PaidAt, &time, rank::WORDED, range);
        }
    }
}

/// How far the words stand that say what happened at a time, in characters.
const LABEL_CHARS: usize = 12;
const PAYING_CHARS: usize = 24;
const PAYING: [&str; 8] = ["支付", "付款", "交费", "缴费", "消费", "转账", "扣款", "支出"];

/// Who writes that money went out, before anything else: 【某某银行】.
const BANKS: [&str; 7] = ["银行】", "建行】", "工行】", "农行】", "中行】", "交行】", "招行】"];

/// A date with its year and a time of day, as `YYYY-MM-DDTHH:MM:SS`.
fn time(body: &str, value: &Range<usize>) -> Option<(Range<usize>, String)> {
    let text = head(&body[value.clone()], TIME_CHARS);
    let captures = TIME.captures(text).or_else(|| STAMP.captures(text.trim_end()))?;
    let all = captures.get(0)?;
    let number = |index: usize| captures.get(index).and_then(|m| m.as_str().parse::<u32>().ok());
    let (year, month, day) = (number(1)?, number(2)?, number(3)?);
    let hour = number(5)?;
    let hour = match captures.get(4).map(|m| m.as_str()) {
        Some("下午" | "晚上") if hour < 12 => hour + 12,
        Some("中午") if hour < 11 => hour + 12,
        Some("凌晨" | "上午") if hour == 12 => 0,
        _ => hour,
    };
    if day > days(year, month) {
        return None;
    }
    let (minute, second) = (number(6)?, number(7).unwrap_or_default());
    let at = value.start + all.start()..value.start + all.end();
    Some((at, format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")))
}

/// The longest time with what stands before it, in characters.
pub(super) const TIME_CHARS: usize = 48;

fn days(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_the_usual_forms() {
        for (text, expected) in [
            ("2026-03-05 14:02:09", "2026-03-05T14:02:09"),
            ("2026年3月5日 14:02", "2026-03-05T14:02:00"),
            ("2026/3/5 9:02", "2026-03-05T09:02:00"),
            ("2026.03.05 下午2:02", "2026-03-05T14:02:00"),
            ("2026-03-05T14:02:09+08:00", "2026-03-05T14:02:09"),
            ("2026-03-0514:02:09", "2026-03-05T14:02:09"),
            ("2026年3月5 日 14:02:09", "2026-03-05T14:02:09"),
            ("20260305140209", "2026-03-05T14:02:09"),
            ("202603051402091", ""),
            ("2026年3月5日14时2", ""),
            ("2026-02-30 14:02:09", ""),
            ("3月5日 14:02", ""),
        ] {
            let found = time(text, &(0..text.len())).map(|(_, time)| time).unwrap_or_default();
            assert_eq!(found, expected, "{text}");
        }
    }
}
