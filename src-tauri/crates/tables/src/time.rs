//! Times as tables write them.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::amount::narrow;
use crate::read::Cell;

/// Why a text is no time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum TimeFault {
    Unreadable,
    /// `1月2日`: it is not said of which year.
    NoYear,
    /// `03/04/2025`: day and month could stand either way round.
    Ambiguous,
    /// Before 1990 or after 2100: a slip, or no time at all.
    OutOfRange,
}

/// What a cell says as a moment in `zone`; `None` for a blank. A day alone begins at midnight.
///
/// ```
/// use jiff::tz::{TimeZone, offset};
/// use tables::{Cell, read_time};
/// let east = TimeZone::fixed(offset(8));
/// let read = read_time(&Cell::Text("2025年1月2日 下午3:04".into()), &east).unwrap();
/// assert_eq!(read.unwrap().to_string(), "2025-01-02T07:04:00Z");
/// ```
pub fn read_time(cell: &Cell, zone: &TimeZone) -> Result<Option<Timestamp>, TimeFault> {
    let civil = match cell {
        Cell::Empty => return Ok(None),
        Cell::Time(at) => *at,
        Cell::Text(text) | Cell::Number { text, .. } => match read_text(text)? {
            None => return Ok(None),
            Some(Read::Moment(at)) => return within(at.to_zoned(zone.clone()).datetime(), at),
            Some(Read::Civil(at)) => at,
        },
    };
    // Where clocks are put forward or back, the earlier reading holds.
    let at = zone.to_timestamp(civil).map_err(|_| TimeFault::OutOfRange)?;
    within(civil, at)
}

enum Read {
    Civil(DateTime),
    /// It names its zone itself.
    Moment(Timestamp),
}

fn within(civil: DateTime, at: Timestamp) -> Result<Option<Timestamp>, TimeFault> {
    if (1990..=2100).contains(&civil.year()) { Ok(Some(at)) } else { Err(TimeFault::OutOfRange) }
}

fn read_text(text: &str) -> Result<Option<Read>, TimeFault> {
    let text: String = text.trim().chars().map(narrow).collect();
    if text.is_empty() || text.chars().all(|c| matches!(c, '-' | '/' | '\u{2014}')) {
        return Ok(None);
    }
    let names_zone = text.ends_with(['Z', 'z']);
    if (names_zone || text.contains(['T', 't']))
        && let Ok(at) = text.parse::<Timestamp>()
    {
        return Ok(Some(Read::Moment(at)));
    }
    if names_zone {
        return Err(TimeFault::Unreadable);
    }
    let afternoon = ["下午", "晚上", "PM", "pm"].iter().any(|word| text.contains(word));
    let morning = ["上午", "早上", "凌晨", "AM", "am"].iter().any(|word| text.contains(word));
    let numbers = numbers(&text).ok_or(TimeFault::Unreadable)?;
    let joined: Vec<&str> = numbers.iter().map(String::as_str).collect();
    let civil = match joined.as_slice() {
        // 20250102, 202501021504, 20250102150405.
        [one] if matches!(one.len(), 8 | 12 | 14) => {
            split(one).and_then(|p| civil(&p, false, false))
        }
        [day, time @ ..] if day.len() == 8 && !time.is_empty() => split(day).and_then(|day| {
            let parts = [day, time_of_day(time)?].concat();
            civil(&parts, afternoon, morning)
        }),
        [year, month, day, time @ ..] if year.len() == 4 => {
            let day: Option<Vec<i16>> =
                [year, month, day].into_iter().map(|part| part.parse().ok()).collect();
            day.and_then(|day| {
                let parts = [day, time_of_day(time)?].concat();
                civil(&parts, afternoon, morning)
            })
        }
        [_, _, year, ..] if year.len() == 4 => return Err(TimeFault::Ambiguous),
        [month, _, ..] if month.len() <= 2 && !text.contains('年') => {
            return Err(TimeFault::NoYear);
        }
        _ => None,
    };
    civil.map(|at| Some(Read::Civil(at))).ok_or(TimeFault::Unreadable)
}

/// The runs of digits of a text that holds little else; a fraction of a second is left out.
fn numbers(text: &str) -> Option<Vec<String>> {
    const BETWEEN: &str = "-/.:年月日号时点分秒TtZ,，星期周一二三四五六天上下午早晚凌晨()APMapm";
    if text.chars().count() > 40 {
        return None;
    }
    let mut numbers: Vec<String> = vec![String::new()];
    let (mut in_day, mut in_fraction) = (true, false);
    for character in text.chars() {
        if character.is_ascii_digit() {
            if let Some(last) = numbers.last_mut()
                && !in_fraction
            {
                last.push(character);
            }
        } else if character.is_whitespace() || BETWEEN.contains(character) {
            numbers.push(String::new());
            in_fraction = !in_day && matches!(character, '.' | ',');
            in_day &= !matches!(character, ':' | '时' | '点');
        } else {
            return None;
        }
    }
    numbers.retain(|number| !number.is_empty());
    (!numbers.is_empty()).then_some(numbers)
}

/// Digits without anything between them.
fn split(digits: &str) -> Option<Vec<i16>> {
    let mut parts = vec![digits.get(..4)?.parse().ok()?];
    for pair in digits.as_bytes()[4..].chunks(2) {
        parts.push(std::str::from_utf8(pair).ok()?.parse().ok()?);
    }
    Some(parts)
}

/// Hours, minutes, seconds, with or without anything between them. `None` when it is none of
/// this: a part that is passed over makes another time.
fn time_of_day(parts: &[&str]) -> Option<Vec<i16>> {
    let pairs: Vec<&str> = match parts {
        [one] if matches!(one.len(), 4 | 6) => {
            (0..one.len()).step_by(2).filter_map(|at| one.get(at..at + 2)).collect()
        }
        _ => parts.to_vec(),
    };
    if pairs.len() > 3 || pairs.iter().any(|part| part.len() > 2) {
        return None;
    }
    pairs.into_iter().map(|part| part.parse().ok()).collect()
}

/// Year, month, day and as much of the time of day as there is.
fn civil(parts: &[i16], afternoon: bool, morning: bool) -> Option<DateTime> {
    let small = |nth: usize| parts.get(nth).map_or(Some(0), |part| i8::try_from(*part).ok());
    let mut hour = small(3)?;
    if (afternoon && hour < 12) || (morning && hour == 12) {
        hour = (hour + 12) % 24;
    }
    let day = Date::new(*parts.first()?, small(1)?, small(2)?).ok()?;
    // 24:00 is how some platforms end a day.
    if (hour, small(4)?, small(5)?) == (24, 0, 0) {
        return Some(day.tomorrow().ok()?.to_datetime(Time::midnight()));
    }
    Some(day.to_datetime(Time::new(hour, small(4)?, small(5)?, 0).ok()?))
}

#[cfg(test)]
mod tests {
    use jiff::tz::offset;

    use super::*;

    fn read(text: &str) -> Result<Option<String>, TimeFault> {
        let east = TimeZone::fixed(offset(8));
        let at = read_time(&Cell::Text(text.into()), &east)?;
        Ok(at.map(|at| at.to_zoned(east).strftime("%Y-%m-%d %H:%M:%S").to_string()))
    }

    #[test]
    fn times_are_read_as_tables_write_them() {
        for (text, at) in [
            ("2025-01-02 03:04:05", "2025-01-02 03:04:05"),
            ("2025/1/2 3:04", "2025-01-02 03:04:00"),
            ("2025.1.2", "2025-01-02 00:00:00"),
            ("2025年1月2日", "2025-01-02 00:00:00"),
            ("2025年1月2日 3时4分5秒", "2025-01-02 03:04:05"),
            ("2025年1月2日 下午3:04", "2025-01-02 15:04:00"),
            ("2025-01-02 12:30 AM", "2025-01-02 00:30:00"),
            ("2025-01-02 凌晨0:10", "2025-01-02 00:10:00"),
            ("2025-01-02 下午12:30", "2025-01-02 12:30:00"),
            ("2025-01-02 星期四 15:04", "2025-01-02 15:04:00"),
            ("20250102", "2025-01-02 00:00:00"),
            ("20250102150405", "2025-01-02 15:04:05"),
            ("20250102 15:04", "2025-01-02 15:04:00"),
            ("2025-01-02T15:04:05.123", "2025-01-02 15:04:05"),
            ("2025-01-02T07:04:05Z", "2025-01-02 15:04:05"),
            ("2025-01-02 07:04:05Z", "2025-01-02 15:04:05"),
            ("20250102 150405", "2025-01-02 15:04:05"),
            ("20250102 1504", "2025-01-02 15:04:00"),
            ("2025/1/2 150405", "2025-01-02 15:04:05"),
            ("20250102 15:04:05.123", "2025-01-02 15:04:05"),
            ("2025.01.02 15:04:05.123 PM", "2025-01-02 15:04:05"),
            ("2025-01-02T07:04:05+00:00", "2025-01-02 15:04:05"),
            ("2025-01-02 24:00:00", "2025-01-03 00:00:00"),
            ("\u{FF12}\u{FF10}\u{FF12}\u{FF15}-01-02", "2025-01-02 00:00:00"),
        ] {
            assert_eq!(read(text), Ok(Some(at.to_owned())), "{text}");
        }
        for text in ["", " ", "-", "--"] {
            assert_eq!(read(text), Ok(None), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_time_is_not_guessed_at() {
        use TimeFault::{Ambiguous, NoYear, OutOfRange, Unreadable};
        for (text, fault) in [
            ("1月2日", NoYear),
            ("01-02 15:04", NoYear),
            ("25-01-02", NoYear),
            ("03/04/2025", Ambiguous),
            ("1899-12-30", OutOfRange),
            ("3025-01-01", OutOfRange),
            ("2025-02-30", Unreadable),
            ("2025-13-01", Unreadable),
            ("2025-01-02 25:00", Unreadable),
            ("20250102 15040", Unreadable),
            ("20250102 150405.12.3", Unreadable),
            ("2025-01-02 15:04:05:06:07", Unreadable),
            ("2025-01-02 15:04:05-08", Unreadable),
            ("2025-01-02 15:04:05-08:00", Unreadable),
            ("2025/1/2 15:04Z", Unreadable),
            ("昨天", Unreadable),
            ("已付款", Unreadable),
            ("12345678901234567890", Unreadable),
        ] {
            assert_eq!(read(text), Err(fault), "{text}");
        }
    }
}
