//! Which days are worked in mainland China.
//!
//! Weekends are off, save for those worked in exchange for a longer holiday (调休); holidays
//! are off. Both are announced for one year at a time, usually in the November before. For a
//! year without an announcement only weekends are known, and every answer says so.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::Span;
use jiff::civil::{Date, Weekday};
use model::Name;
use serde::{Deserialize, Serialize};
use specta::Type;

/// What a statement about working days rests on.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The announced holidays and exchanged weekends of each year concerned.
    Published,
    /// At least one day lies in a year that is not announced: only weekends were left out.
    ByWeekends,
}

/// The announced days of one year.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    pub year: i16,
    /// The address of the announcement.
    pub source: String,
    #[serde(default)]
    pub holiday: Vec<Holiday>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    pub name: Name,
    /// First and last day off. They may lie in the year before or after the table's.
    pub from: Date,
    pub to: Date,
    /// Weekend days that are worked instead.
    #[serde(default)]
    pub worked: Vec<Date>,
}

#[derive(Debug, Clone, Default)]
pub struct Calendar {
    years: BTreeSet<i16>,
    holidays: BTreeSet<Date>,
    worked: BTreeSet<Date>,
}

/// Where counting working days has led.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Walk {
    pub end: Date,
    pub basis: Basis,
    /// Weekend days and holidays that were passed over.
    pub rest_days: u32,
    /// Weekend days that counted because they are worked.
    pub worked_weekends: u32,
}

impl Calendar {
    /// The years that come with the app.
    ///
    /// The data is part of the program and its form is held by a test, so a file that cannot
    /// be read is a defect of the build: it is left out here and named there.
    pub fn builtin() -> &'static Self {
        static CALENDAR: LazyLock<Calendar> =
            LazyLock::new(|| Calendar::of(TABLES.iter().filter_map(|t| toml::from_str(t).ok())));
        &CALENDAR
    }

    pub fn of(tables: impl IntoIterator<Item = Table>) -> Self {
        let mut calendar = Self::default();
        for table in tables {
            calendar.years.insert(table.year);
            for holiday in table.holiday {
                let days = holiday.from.series(Span::new().days(1));
                calendar.holidays.extend(days.take_while(|day| *day <= holiday.to));
                calendar.worked.extend(holiday.worked);
            }
        }
        calendar
    }

    /// See [`Calendar::basis`] for what the answer rests on.
    ///
    /// ```
    /// use cases::calendar::Calendar;
    /// use jiff::civil::date;
    /// let calendar = Calendar::builtin();
    /// assert!(!calendar.is_working_day(date(2026, 2, 23)), "a Monday of Spring Festival");
    /// assert!(calendar.is_working_day(date(2026, 2, 28)), "a Saturday worked instead");
    /// ```
    pub fn is_working_day(&self, date: Date) -> bool {
        self.worked.contains(&date) || !(is_weekend(date) || self.holidays.contains(&date))
    }

    /// Whether `date` is off as a public holiday or joined to one. Always `false` in a year
    /// that is not announced.
    pub fn is_holiday(&self, date: Date) -> bool {
        self.holidays.contains(&date)
    }

    pub fn basis(&self, date: Date) -> Basis {
        let known = self.years.contains(&date.year())
            || self.holidays.contains(&date)
            || self.worked.contains(&date);
        if known { Basis::Published } else { Basis::ByWeekends }
    }

    /// The `count`-th working day after `date`, which itself is not counted, whatever it is.
    /// Ends at the last date there is.
    pub fn add_working_days(&self, date: Date, count: u32) -> Walk {
        let mut walk =
            Walk { end: date, basis: Basis::Published, rest_days: 0, worked_weekends: 0 };
        let mut left = count;
        while left > 0 {
            let Ok(next) = walk.end.tomorrow() else { break };
            walk.end = next;
            walk.basis = walk.basis.max(self.basis(next));
            if !self.is_working_day(next) {
                walk.rest_days += 1;
                continue;
            }
            left -= 1;
            walk.worked_weekends += u32::from(is_weekend(next));
        }
        walk
    }

    /// `date` itself when it is worked, otherwise the next day that is.
    pub fn working_day_from(&self, date: Date) -> Date {
        first_from(date, |day| self.is_working_day(day))
    }

    /// `date` itself when it is no holiday, otherwise the first day after it. That day may be
    /// a weekend.
    pub fn after_holiday(&self, date: Date) -> Date {
        first_from(date, |day| !self.is_holiday(day))
    }
}

/// `date` itself where there is none.
fn first_from(date: Date, wanted: impl Fn(Date) -> bool) -> Date {
    let mut days = date.series(Span::new().days(1));
    days.find(|day| wanted(*day)).unwrap_or(date)
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// 2027 was not announced when this was written.
const TABLES: &[&str] = &[
    include_str!("../data/calendar/2024.toml"),
    include_str!("../data/calendar/2025.toml"),
    include_str!("../data/calendar/2026.toml"),
];

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn end(from: Date, count: u32) -> Date {
        Calendar::builtin().add_working_days(from, count).end
    }

    #[test]
    fn every_table_is_read_and_exchanges_weekends_only() {
        for (text, year) in TABLES.iter().zip(2024_i16..) {
            let table: Table = toml::from_str(text).unwrap();
            assert_eq!(table.year, year, "the tables stand in order");
            assert!(table.source.starts_with("https://www.gov.cn/"), "{year}: {}", table.source);
            for holiday in &table.holiday {
                let name = &holiday.name.zh;
                assert!(holiday.from <= holiday.to, "{year} {name} ends before it begins");
                assert_eq!(holiday.from.year(), year, "{name}");
                for day in &holiday.worked {
                    assert!(is_weekend(*day), "{day} is worked in exchange, so it is a weekend");
                    let off = *day >= holiday.from && *day <= holiday.to;
                    assert!(!off, "{day} is both worked and off");
                }
            }
        }
    }

    #[test]
    fn each_announced_year_has_the_working_days_that_were_counted_for_it() {
        // Days of the year, less weekends, less holidays on weekdays, plus worked weekends:
        // 366 - 104 - 19 + 8, 365 - 104 - 18 + 5 and 365 - 104 - 19 + 6, counted by hand.
        for (year, expected) in [(2024, 251), (2025, 248), (2026, 248)] {
            let days = date(year, 1, 1).series(Span::new().days(1));
            let worked = days
                .take_while(|day| day.year() == year)
                .filter(|day| Calendar::builtin().is_working_day(*day))
                .count();
            assert_eq!(worked, expected, "{year}");
        }
    }

    #[test]
    fn national_day_2025_is_passed_over() {
        // Tue 30 September; off 1 to 8 October; Thu 9, Fri 10, and Sat 11 is worked.
        let walk = Calendar::builtin().add_working_days(date(2025, 9, 30), 3);
        let expected = Walk {
            end: date(2025, 10, 11),
            basis: Basis::Published,
            rest_days: 8,
            worked_weekends: 1,
        };
        assert_eq!(walk, expected);
        // From Friday 26 September: Sun 28 is worked, so is Mon 29.
        assert_eq!(end(date(2025, 9, 26), 2), date(2025, 9, 29), "Sunday 28 is a working day");
    }

    #[test]
    fn national_day_2026_is_passed_over() {
        // Wed 30 September; off 1 to 7 October; Thu 8, Fri 9, and Sat 10 is worked.
        assert_eq!(end(date(2026, 9, 30), 1), date(2026, 10, 8));
        assert_eq!(end(date(2026, 9, 30), 3), date(2026, 10, 10), "Saturday 10 is worked");
        assert_eq!(end(date(2026, 9, 30), 4), date(2026, 10, 12), "Sunday 11 is not");
        // Friday 18 September: Sun 20 is worked.
        assert_eq!(end(date(2026, 9, 18), 1), date(2026, 9, 20));
    }

    #[test]
    fn spring_festival_2026_is_passed_over() {
        // Fri 13 February, Sat 14 worked, off Sun 15 to Mon 23, Tue 24.
        assert_eq!(end(date(2026, 2, 13), 1), date(2026, 2, 14), "Saturday 14 is worked");
        assert_eq!(end(date(2026, 2, 13), 2), date(2026, 2, 24));
        // Tue 24 to Fri 27 are four, Sat 28 is worked, Sun 1 March is not.
        assert_eq!(end(date(2026, 2, 14), 5), date(2026, 2, 28));
        assert_eq!(end(date(2026, 2, 14), 6), date(2026, 3, 2));
    }

    #[test]
    fn a_year_without_an_announcement_is_counted_by_weekends_and_says_so() {
        let walk = Calendar::builtin().add_working_days(date(2027, 9, 30), 1);
        assert_eq!((walk.end, walk.basis), (date(2027, 10, 1), Basis::ByWeekends));
        let across = Calendar::builtin().add_working_days(date(2026, 12, 31), 1);
        assert_eq!(across.basis, Basis::ByWeekends, "one day of 2027 is enough");
        let within = Calendar::builtin().add_working_days(date(2026, 12, 30), 1);
        assert_eq!(within.basis, Basis::Published);
    }

    #[test]
    fn a_table_may_hold_days_of_its_neighbour() {
        // The New Year of 2023 was off from 31 December 2022.
        let new_year = Holiday {
            name: Name { zh: "元旦".to_owned(), en: "New Year's Day".to_owned() },
            from: date(2022, 12, 30),
            to: date(2023, 1, 2),
            worked: vec![date(2022, 12, 24)],
        };
        let table = Table { year: 2023, source: String::new(), holiday: vec![new_year] };
        let calendar = Calendar::of([table]);
        assert!(!calendar.is_working_day(date(2022, 12, 30)));
        assert!(calendar.is_working_day(date(2022, 12, 24)));
        assert_eq!(calendar.basis(date(2022, 12, 30)), Basis::Published);
        assert_eq!(calendar.basis(date(2022, 12, 29)), Basis::ByWeekends);
    }

    #[test]
    fn counting_ends_where_dates_do() {
        assert_eq!(end(Date::MAX, 3), Date::MAX);
        assert_eq!(Calendar::builtin().working_day_from(Date::MAX).year(), 9999);
    }
}
