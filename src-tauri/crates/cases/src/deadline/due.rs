use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp, tz};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::own::OwnRule;
use super::rule::{Counting, Length, Moves, Rule, Unit};
use crate::calendar::{Basis, Calendar};

/// When a term is over, and how that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Due {
    /// The first instant at which it is over. A term of whole days is over at the midnight
    /// that ends [`Counted::last`].
    #[specta(type = String)]
    pub at: Timestamp,
    /// Nothing is to be expected before.
    #[specta(type = Option<String>)]
    pub soonest: Option<Timestamp>,
    /// Some grant it until then; `at` is what to rely on.
    #[specta(type = Option<String>)]
    pub latest: Option<Timestamp>,
    /// `None` for a term that runs from moment to moment.
    pub counted: Option<Counted>,
    /// `None` where it makes no difference which days are worked.
    pub basis: Option<Basis>,
}

/// The days of a term that is counted in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Counted {
    /// The first day that counts: the one after it began.
    #[specta(type = String)]
    pub first: Date,
    /// The last day, at whose end it is over.
    #[specta(type = String)]
    pub last: Date,
    /// The day that would have been the last, had it been worked.
    #[specta(type = Option<String>)]
    pub moved_from: Option<Date>,
    /// Weekend days and holidays that did not count. 0 unless working days are counted.
    pub rest_days: u32,
    /// Weekend days that counted because they are worked.
    pub worked_weekends: u32,
}

/// China's zone, in which law and working days are counted: UTC+8, without summer time since
/// 1991. As a fixed offset it needs no zone database.
pub fn china() -> TimeZone {
    TimeZone::fixed(tz::offset(8))
}

/// When `rule` is over for what happened at `started_at`, by the calendar that comes with the
/// app. An own rule among `overrides` that stands in its place decides how long it is; of
/// several the one seen last. Law is not replaced.
///
/// `zone` says which day an instant lies on; [`china`] unless there is a reason.
pub fn due(rule: &Rule, started_at: Timestamp, zone: &TimeZone, overrides: &[OwnRule]) -> Due {
    due_by(Calendar::builtin(), rule, started_at, zone, overrides)
}

/// The same by another calendar.
pub fn due_by(
    calendar: &Calendar,
    rule: &Rule,
    started_at: Timestamp,
    zone: &TimeZone,
    overrides: &[OwnRule],
) -> Due {
    let replaced = OwnRule::in_place_of(rule, overrides).map(|own| own.instead_of(rule));
    let rule = replaced.as_ref().unwrap_or(rule);
    let reckon = |amount: u32| {
        let length = Length { amount, ..rule.length };
        match rule.counting {
            Counting::FromMoment => from_moment(length, started_at),
            Counting::WholeDays => whole_days(calendar, length, rule.moves, started_at, zone),
        }
    };
    let main = reckon(rule.length.amount);
    let soonest = rule.soonest.map(|amount| {
        let reckoned = reckon(amount);
        // Of a whole day, its beginning.
        reckoned.counted.map_or(reckoned.at, |counted| midnight(counted.last, zone))
    });
    let latest = rule.latest.map(|amount| reckon(amount).at);
    Due { at: main.at, soonest, latest, counted: main.counted, basis: main.basis }
}

/// When a length that a platform states is over: see [`Unit::usual_counting`].
pub(crate) fn end_of(length: Length, started_at: Timestamp) -> Timestamp {
    match length.unit.usual_counting() {
        Counting::FromMoment => from_moment(length, started_at).at,
        Counting::WholeDays => {
            whole_days(Calendar::builtin(), length, Moves::Never, started_at, &china()).at
        }
    }
}

impl Due {
    /// For a time that somebody named, so that nothing is to be counted.
    pub const fn exactly(at: Timestamp) -> Self {
        Self { at, soonest: None, latest: None, counted: None, basis: None }
    }
}

struct Reckoned {
    at: Timestamp,
    counted: Option<Counted>,
    basis: Option<Basis>,
}

fn from_moment(length: Length, started_at: Timestamp) -> Reckoned {
    let amount = i64::from(length.amount);
    // Longer units are counted in whole days alone; `Rule::is_countable` holds the data to it.
    let duration = match length.unit {
        Unit::Minutes => SignedDuration::from_mins(amount),
        Unit::Hours => SignedDuration::from_hours(amount),
        Unit::Days | Unit::WorkingDays => SignedDuration::from_hours(amount * 24),
        Unit::Months => SignedDuration::from_hours(amount * 24 * 30),
        Unit::Years => SignedDuration::from_hours(amount * 24 * 365),
    };
    let at = started_at.checked_add(duration).unwrap_or(Timestamp::MAX);
    Reckoned { at, counted: None, basis: None }
}

fn whole_days(
    calendar: &Calendar,
    length: Length,
    moves: Moves,
    started_at: Timestamp,
    zone: &TimeZone,
) -> Reckoned {
    let began = started_at.to_zoned(zone.clone()).date();
    let amount = i64::from(length.amount);
    let mut counted = Counted {
        first: began.tomorrow().unwrap_or(Date::MAX),
        last: began,
        moved_from: None,
        rest_days: 0,
        worked_weekends: 0,
    };
    let mut basis = None;
    match length.unit {
        Unit::WorkingDays => {
            let walk = calendar.add_working_days(began, length.amount);
            counted.last = walk.end;
            counted.rest_days = walk.rest_days;
            counted.worked_weekends = walk.worked_weekends;
            basis = Some(walk.basis);
        }
        // The same day of a later month, or that month's last day (民法典 202).
        Unit::Months => counted.last = later(began, Span::new().try_months(amount)),
        Unit::Years => counted.last = later(began, Span::new().try_years(amount)),
        Unit::Days | Unit::Hours | Unit::Minutes => {
            counted.last = later(began, Span::new().try_days(amount));
        }
    }
    let fell_on = counted.last;
    let last = match moves {
        Moves::Never => fell_on,
        Moves::PastRestDays => calendar.working_day_from(fell_on),
        Moves::PastHolidays => calendar.after_holiday(fell_on),
    };
    if moves != Moves::Never {
        basis = Some(calendar.basis(fell_on).max(calendar.basis(last)));
    }
    if last != fell_on {
        counted.moved_from = Some(fell_on);
        counted.last = last;
    }
    let at = counted.last.tomorrow().map_or(Timestamp::MAX, |next| midnight(next, zone));
    Reckoned { at, counted: Some(counted), basis }
}

fn later(date: Date, span: Result<Span, jiff::Error>) -> Date {
    span.and_then(|span| date.checked_add(span)).unwrap_or(Date::MAX)
}

/// The first instant of a day; where clocks skip midnight, the first after it.
fn midnight(date: Date, zone: &TimeZone) -> Timestamp {
    date.to_zoned(zone.clone()).map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}
