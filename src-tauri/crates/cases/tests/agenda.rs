//! What the agenda says on a certain day.

#![allow(clippy::panic, reason = "a test may end where it fails")]

use cases::deadline::{Agenda, AgendaEntry, Due, LeftUnit, Pending, RuleId, agenda, china};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::OrderId;

fn instant(text: &str) -> Timestamp {
    format!("{text}+08:00").parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

fn pending(order: &str, started_at: &str, at: &str) -> Pending {
    Pending {
        order: OrderId(order.to_owned()),
        rule: RuleId("first_day".to_owned()),
        started_at: instant(started_at),
        due: Due::exactly(instant(at)),
    }
}

/// All of it began on 1 November 2026.
fn due_at(times: &[&str]) -> Vec<Pending> {
    times.iter().map(|at| pending(at, "2026-11-01T00:00:00", at)).collect()
}

fn orders(group: &[AgendaEntry]) -> Vec<&str> {
    group.iter().map(|entry| entry.pending.order.0.as_str()).collect()
}

fn groups(agenda: &Agenda) -> [Vec<&str>; 4] {
    [&agenda.overdue, &agenda.today, &agenda.this_week, &agenda.later].map(|group| orders(group))
}

/// A Wednesday.
const NOW: &str = "2026-11-18T10:00:00";

#[test]
fn terms_stand_where_the_day_puts_them() {
    let items = due_at(&[
        "2026-11-18T10:00:00",
        "2026-11-18T10:00:01",
        "2026-11-19T00:00:00",
        "2026-11-19T00:00:01",
        "2026-11-23T00:00:00",
        "2026-11-23T00:00:01",
        "2026-11-17T10:00:00",
    ]);
    let found = agenda(items, instant(NOW), &china());
    let expected = [
        // What has just passed first.
        vec!["2026-11-18T10:00:00", "2026-11-17T10:00:00"],
        // A term of whole days ends at the midnight that ends today.
        vec!["2026-11-18T10:00:01", "2026-11-19T00:00:00"],
        vec!["2026-11-19T00:00:01", "2026-11-23T00:00:00"],
        vec!["2026-11-23T00:00:01"],
    ];
    assert_eq!(groups(&found), expected);
    assert!(!found.clock_behind);
}

#[test]
fn on_a_sunday_the_week_is_today() {
    let items = due_at(&["2026-11-22T23:00:00", "2026-11-23T00:00:00", "2026-11-23T09:00:00"]);
    let found = agenda(items, instant("2026-11-22T10:00:00"), &china());
    assert_eq!(orders(&found.today), ["2026-11-22T23:00:00", "2026-11-23T00:00:00"]);
    assert!(found.this_week.is_empty());
    assert_eq!(orders(&found.later), ["2026-11-23T09:00:00"]);
}

#[test]
fn the_day_is_that_of_the_buyers_zone() {
    let items = due_at(&["2026-11-19T00:00:00"]);
    // Noon in New York, where it is over at 11 in the morning of the 18th.
    let zone = TimeZone::posix("EST5EDT,M3.2.0,M11.1.0").unwrap();
    let found = agenda(items, instant("2026-11-17T13:00:00"), &zone);
    assert_eq!(orders(&found.this_week), ["2026-11-19T00:00:00"], "tomorrow there");
}

#[test]
fn a_clock_that_was_set_back_is_noticed_and_gives_no_time() {
    let items = vec![pending("a", "2026-11-18T09:00:00", "2026-11-19T09:00:00")];
    let found = agenda(items.clone(), instant("2020-01-01T00:00:00"), &china());
    assert!(found.clock_behind);
    let left = found.later[0].left;
    assert_eq!((left.amount, left.unit), (24, LeftUnit::Hours), "as much as when it began");
    let a_little = agenda(items, instant("2026-11-18T08:57:00"), &china());
    assert!(!a_little.clock_behind, "the shop's clock may be three minutes ahead");
}

#[test]
fn a_clock_that_was_set_forward_and_back_leaves_nothing_behind() {
    let items = due_at(&["2026-11-19T09:00:00"]);
    let before = agenda(items.clone(), instant(NOW), &china());
    let ahead = agenda(items.clone(), instant("2031-01-01T00:00:00"), &china());
    assert_eq!(orders(&ahead.overdue), ["2026-11-19T09:00:00"]);
    assert_eq!(agenda(items, instant(NOW), &china()), before, "nothing is remembered");
}

#[test]
fn an_entry_crosses_as_one_object() {
    let found = agenda(due_at(&["2026-11-20T10:00:00"]), instant(NOW), &china());
    let wire = serde_json::to_value(&found).unwrap();
    let entry = &wire["this_week"][0];
    assert_eq!(entry["rule"], "first_day");
    assert_eq!(entry["left"]["unit"], "days");
    assert_eq!(serde_json::from_value::<Agenda>(wire).unwrap(), found);
}
