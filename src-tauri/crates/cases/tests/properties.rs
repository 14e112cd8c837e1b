//! What holds for every start, rule and zone.

#![allow(clippy::unwrap_used, reason = "a test may end where it fails")]

use std::collections::BTreeSet;

use cases::calendar::{Basis, Calendar};
use cases::deadline::{
    Counting, Due, Length, Moves, Pending, Rule, Rules, TimeLeft, Unit, agenda, china, due,
};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use model::OrderId;
use proptest::prelude::*;

/// China, UTC, New York, half an hour's summer time, the earliest day of all, and a zone whose
/// clocks skip midnight.
fn zones() -> impl Strategy<Value = TimeZone> {
    prop::sample::select(vec![
        china(),
        TimeZone::UTC,
        TimeZone::posix("EST5EDT,M3.2.0,M11.1.0").unwrap(),
        TimeZone::posix("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0").unwrap(),
        TimeZone::posix("<+14>-14").unwrap(),
        TimeZone::posix("XST5XDT,M3.2.0/0,M11.1.0/1").unwrap(),
    ])
}

/// From 2023 to 2029: years with an announcement and without.
fn instants() -> impl Strategy<Value = Timestamp> {
    (1_672_531_200_i64..1_893_456_000).prop_map(|second| Timestamp::from_second(second).unwrap())
}

fn days() -> impl Strategy<Value = Date> {
    (0_i64..2_500).prop_map(|day| date(2023, 1, 1).checked_add(Span::new().days(day)).unwrap())
}

/// The app's, and ones of every length and way of counting.
fn rules() -> impl Strategy<Value = Rule> {
    let app = prop::sample::select(Rules::builtin().all());
    let units = prop::sample::select(vec![
        Unit::Minutes,
        Unit::Hours,
        Unit::Days,
        Unit::WorkingDays,
        Unit::Months,
        Unit::Years,
    ]);
    let countings = prop::sample::select(vec![Counting::FromMoment, Counting::WholeDays]);
    let moves = prop::sample::select(vec![Moves::Never, Moves::PastRestDays, Moves::PastHolidays]);
    let any = (app.clone(), units, countings, moves, 1_u32..100).prop_map(
        |(rule, unit, counting, moves, amount)| Rule {
            length: Length { amount: amount.min(unit.most()), unit },
            soonest: None,
            latest: None,
            counting,
            moves,
            ..rule
        },
    );
    prop_oneof![app, any].prop_filter("not countable", Rule::is_countable)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn what_begins_later_is_never_due_earlier(
        rule in rules(),
        start in instants(),
        seconds in prop_oneof![0_i64..10, 0_i64..200_000, 0_i64..20_000_000],
        zone in zones(),
    ) {
        let early = due(&rule, start, &zone, &[]);
        let late = due(&rule, start + SignedDuration::from_secs(seconds), &zone, &[]);
        prop_assert!(early.at <= late.at, "{} became due earlier", rule.id.0);
        prop_assert!(early.soonest <= late.soonest);
        prop_assert!(early.latest <= late.latest);
    }

    #[test]
    fn nothing_is_due_before_it_begins_nor_sooner_than_soonest(
        rule in rules(),
        start in instants(),
        zone in zones(),
    ) {
        let Due { at, soonest, latest, counted, .. } = due(&rule, start, &zone, &[]);
        prop_assert!(at > start);
        prop_assert!(soonest.is_none_or(|soonest| start < soonest && soonest < at));
        prop_assert!(latest.is_none_or(|latest| latest > at));
        if let Some(counted) = counted {
            prop_assert!(counted.first <= counted.last, "at least one day counts");
            let ends = at.to_zoned(zone).date();
            prop_assert_eq!(counted.last.tomorrow().unwrap(), ends, "it is over when the day is");
        }
    }

    #[test]
    fn a_longer_term_is_never_due_earlier(
        rule in rules(),
        start in instants(),
        zone in zones(),
    ) {
        let amount = (rule.length.amount + 1).min(rule.length.unit.most());
        let longer = Rule { length: Length { amount, ..rule.length }, ..rule.clone() };
        prop_assert!(due(&rule, start, &zone, &[]).at <= due(&longer, start, &zone, &[]).at);
    }

    #[test]
    fn counting_working_days_agrees_with_walking_day_by_day(from in days(), count in 0_u32..300) {
        let calendar = Calendar::builtin();
        let walk = calendar.add_working_days(from, count);
        let passed: Vec<Date> = from
            .series(Span::new().days(1))
            .skip(1)
            .take_while(|day| *day <= walk.end)
            .collect();
        let worked = passed.iter().filter(|day| calendar.is_working_day(**day)).count();
        prop_assert_eq!(worked, count as usize, "as many working days as were asked for");
        prop_assert_eq!(passed.len() - worked, walk.rest_days as usize);
        if let Some(last) = passed.last() {
            prop_assert!(calendar.is_working_day(*last), "it ends on a working day");
        }
        let announced = passed.iter().all(|day| calendar.basis(*day) == Basis::Published);
        prop_assert_eq!(walk.basis == Basis::Published, announced);
    }

    #[test]
    fn a_moved_day_is_the_next_that_is_worked(from in days()) {
        let calendar = Calendar::builtin();
        let to = calendar.working_day_from(from);
        let between = from.series(Span::new().days(1)).take_while(|day| *day < to);
        prop_assert!(calendar.is_working_day(to));
        prop_assert!(between.into_iter().all(|day| !calendar.is_working_day(day)));
    }

    #[test]
    fn the_agenda_holds_each_term_once_in_whatever_order_they_came(
        terms in prop::collection::vec((rules(), instants()), 0..20),
        now in instants(),
        zone in zones(),
    ) {
        let items: Vec<Pending> = terms
            .iter()
            .enumerate()
            .map(|(at, (rule, started_at))| Pending {
                order: OrderId(at.to_string()),
                rule: rule.id.clone(),
                started_at: *started_at,
                due: due(rule, *started_at, &zone, &[]),
            })
            .collect();
        let found = agenda(items.clone(), now, &zone);
        let groups = [&found.overdue, &found.today, &found.this_week, &found.later];
        let orders: BTreeSet<_> =
            groups.iter().flat_map(|group| group.iter()).map(|e| &e.pending.order).collect();
        let entries: usize = groups.iter().map(|group| group.len()).sum();
        prop_assert_eq!((orders.len(), entries), (items.len(), items.len()));
        prop_assert!(found.overdue.iter().all(|entry| entry.left.overdue));
        for group in &groups[1..] {
            prop_assert!(group.iter().all(|entry| !entry.left.overdue));
            prop_assert!(group.is_sorted_by_key(|entry| entry.pending.due.at));
        }
        let turned = agenda(items.into_iter().rev().collect(), now, &zone);
        prop_assert_eq!(found, turned);
    }

    #[test]
    fn the_time_left_is_never_more_than_there_is(
        at in instants(),
        now in instants(),
        near in 0_i64..400_000,
    ) {
        for now in [now, at - SignedDuration::from_secs(near), at + SignedDuration::from_secs(near)] {
            let left = TimeLeft::until(at, now, &china());
            let unit = match left.unit {
                cases::deadline::LeftUnit::Minutes => 60,
                cases::deadline::LeftUnit::Hours => 3_600,
                cases::deadline::LeftUnit::Days => 86_400,
            };
            let said = i64::from(left.amount) * unit;
            let real = at.duration_since(now).as_secs().abs();
            prop_assert!(said <= real && real < said + unit, "{left:?} of {real} s");
            prop_assert_eq!(left.overdue, now >= at);
        }
    }
}

/// The announcements as others keep them, where they stand beside the project.
#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads what its data is held against")]
fn the_calendar_agrees_with_the_one_beside_the_project() {
    let above = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(4);
    let Some(folder) = above.map(|a| a.join("shared/holidays")).find(|f| f.is_dir()) else {
        return;
    };
    for year in 2024..=2026_i16 {
        let text = std::fs::read_to_string(folder.join(format!("{year}.json"))).unwrap();
        let table: serde_json::Value = serde_json::from_str(&text).unwrap();
        let listed = table["days"].as_array().unwrap();
        for day in date(year, 1, 1).series(Span::new().days(1)).take_while(|d| d.year() == year) {
            let entry = listed.iter().find(|entry| entry["date"] == day.to_string());
            let weekday = day.weekday().to_monday_one_offset() < 6;
            let worked = entry.map_or(weekday, |entry| entry["isOffDay"] == false);
            assert_eq!(Calendar::builtin().is_working_day(day), worked, "{day}");
        }
    }
}
