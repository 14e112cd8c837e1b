//! Whether the day that a letter sets is still to come.

use std::{ops::Range, sync::LazyLock};

use jiff::civil::{Date, DateTime};
use regex::{Captures, Regex};

/// A day by which something is asked for, in a folded text. An hour counts where nothing says of
/// which half of the day it is.
static LIMIT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?:请|最迟|务必|希望|要求|麻烦)[^,。!?;\n0-9]{0,12}(?<date>(?:(?<year>\d{4})年)?(?<month>\d{1,2})月(?<day>\d{1,2})[日号](?:(?<hour>\d{1,2})(?:[:点时](?<minute>\d{2})?)分?|[^,。!?;\n的]{0,6}?)(?:之|以)?前)(?:[^的]|$)",
    )
    .ok()
});
/// Without a year the nearest day of that name is meant.
const HALF_A_YEAR: i32 = 183;

/// The days that a folded text sets and that are past at `now`, in China.
pub(super) fn past_limits(text: &str, now: DateTime) -> Vec<Range<usize>> {
    let Some(limit) = LIMIT.as_ref() else { return Vec::new() };
    let past = |found: &Captures<'_>| end_of(found, now).is_some_and(|end| end < now);
    let places = limit.captures_iter(text).filter(past);
    places.filter_map(|found| found.name("date")).map(|date| date.range()).collect()
}

fn end_of(found: &Captures<'_>, now: DateTime) -> Option<DateTime> {
    let number = |part: &str| found.name(part).and_then(|digits| digits.as_str().parse().ok());
    let (month, day) = (number("month")?, number("day")?);
    let on = |year: i16| Date::new(year, month, day).ok();
    let given = found.name("year").and_then(|digits| digits.as_str().parse().ok());
    let date = given.map_or_else(|| nearest(on, now.date()), on)?;
    match number("hour") {
        Some(hour) => {
            Some(date.to_datetime(
                jiff::civil::Time::new(hour, number("minute").unwrap_or(0), 0, 0).ok()?,
            ))
        }
        None => date.tomorrow().ok().map(|next| next.at(0, 0, 0, 0)),
    }
}

fn nearest(on: impl Fn(i16) -> Option<Date>, today: Date) -> Option<Date> {
    let years = [today.year() - 1, today.year(), today.year() + 1];
    let days = |date: &Date| (*date - today).get_days().abs();
    years.into_iter().filter_map(on).min_by_key(days).filter(|date| days(date) <= HALF_A_YEAR)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folded::Folded;

    fn past(text: &str, now: &str) -> Vec<String> {
        let folded = Folded::of(text);
        let places = past_limits(folded.text(), now.parse().unwrap());
        places.into_iter().map(|place| folded.text()[place].to_owned()).collect()
    }

    #[test]
    fn a_day_that_is_past_is_found_however_it_is_written() {
        let now = "2026-11-25T18:01";
        for (text, words) in [
            ("请于11月25日18:00前答复。", "11月25日18:00前"),
            ("请在 2026 年 11 月 25 日 9 点前退款", "2026年11月25日9点前"),
            ("麻烦你们最迟11月24号之前补发", "11月24号之前"),
            ("请于11月24日下午6点前处理", "11月24日下午6点前"),
            ("要求贵平台在2025年12月1日前退回100元", "2025年12月1日前"),
        ] {
            assert_eq!(past(text, now), [words], "{text}");
        }
        for text in [
            "请于11月25日18:05前答复。",
            "请于11月25日前答复。",
            "请在 2026 年 11 月 26 日前退款",
            "我在11月20日前付款，请退款。",
            "请核实11月20日前的记录。",
            "11月20日付款100元，请在24小时内退款。",
            "请于13月40日前答复",
        ] {
            assert_eq!(past(text, now), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_day_without_a_year_is_the_nearest() {
        assert_eq!(past("请于1月3日前答复", "2026-12-28T10:00"), [""; 0]);
        assert_eq!(past("请于12月30日前答复", "2027-01-02T10:00"), ["12月30日前"]);
    }
}
