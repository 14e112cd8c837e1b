use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use specta::Type;

/// How much time is left, or how long it has been over, rounded down: never more than there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
pub struct TimeLeft {
    pub overdue: bool,
    /// 0 minutes is less than one.
    pub amount: u32,
    pub unit: LeftUnit,
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum LeftUnit {
    /// Below an hour.
    Minutes,
    /// Below two days.
    Hours,
    /// Days of the calendar: one in which clocks change is one day.
    Days,
}

impl TimeLeft {
    /// From `now` until `at`, which itself is no longer in time.
    pub fn until(at: Timestamp, now: Timestamp, zone: &TimeZone) -> Self {
        let overdue = now >= at;
        let (from, to) = if overdue { (at, now) } else { (now, at) };
        let span = to.duration_since(from);
        let (amount, unit) = if span < SignedDuration::from_hours(1) {
            (span.as_mins(), LeftUnit::Minutes)
        } else if span < SignedDuration::from_hours(48) {
            (span.as_hours(), LeftUnit::Hours)
        } else {
            (days(zone.to_datetime(from), zone.to_datetime(to)), LeftUnit::Days)
        };
        Self { overdue, amount: u32::try_from(amount).unwrap_or(u32::MAX), unit }
    }
}

/// Whole days between two moments of the calendar.
fn days(from: DateTime, to: DateTime) -> i64 {
    let days = from.date().duration_until(to.date()).as_hours() / 24;
    days - i64::from(to.time() < from.time())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deadline::china;

    fn left(now: &str, at: &str, zone: &TimeZone) -> (bool, u32, LeftUnit) {
        let left = TimeLeft::until(at.parse().unwrap(), now.parse().unwrap(), zone);
        (left.overdue, left.amount, left.unit)
    }

    #[test]
    fn never_says_more_than_there_is() {
        use LeftUnit::{Days, Hours, Minutes};
        let at = "2026-03-10T12:00:00+08:00";
        for (now, expected) in [
            ("2026-03-10T11:59:30+08:00", (false, 0, Minutes)),
            ("2026-03-10T11:00:01+08:00", (false, 59, Minutes)),
            ("2026-03-10T11:00:00+08:00", (false, 1, Hours)),
            ("2026-03-10T10:00:01+08:00", (false, 1, Hours)),
            ("2026-03-08T12:00:01+08:00", (false, 47, Hours)),
            ("2026-03-08T12:00:00+08:00", (false, 2, Days)),
            ("2026-03-07T12:00:01+08:00", (false, 2, Days)),
            ("2026-03-10T12:00:00+08:00", (true, 0, Minutes)),
            ("2026-03-10T12:59:59+08:00", (true, 59, Minutes)),
            ("2026-03-13T11:59:59+08:00", (true, 2, Days)),
        ] {
            assert_eq!(left(now, at, &china()), expected, "{now}");
        }
    }

    #[test]
    fn a_day_in_which_clocks_change_is_one_day() {
        // Summer time of New York began on 8 March 2026, so three days are 71 hours.
        let zone = TimeZone::posix("EST5EDT,M3.2.0,M11.1.0").unwrap();
        let (now, at) = ("2026-03-07T12:00:00-05:00", "2026-03-10T12:00:00-04:00");
        assert_eq!(left(now, at, &zone), (false, 3, LeftUnit::Days));
        assert_eq!(left(now, at, &china()), (false, 2, LeftUnit::Days), "71 hours elsewhere");
    }
}
