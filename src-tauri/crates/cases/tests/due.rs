//! Dates worked out by hand.

#![allow(clippy::expect_used, clippy::panic, reason = "a test may end where it fails")]

use cases::calendar::{Basis, Calendar, Table};
use cases::deadline::{
    Counted, Counting, Due, Length, Moves, OwnRule, Rule, RuleId, Rules, Track, Unit, china, due,
    due_by,
};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use model::Milestone;

fn rule(id: &str) -> Rule {
    Rules::builtin().get(&RuleId(id.to_owned())).unwrap_or_else(|| panic!("no rule {id}")).clone()
}

fn instant(text: &str) -> Timestamp {
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

/// For what happened at this time in China.
fn due_in_china(id: &str, started_at: &str) -> Due {
    due(&rule(id), instant(&format!("{started_at}+08:00")), &china(), &[])
}

fn counted(due: &Due) -> Counted {
    due.counted.expect("a term of whole days")
}

fn last_day(id: &str, started_at: &str) -> Date {
    counted(&due_in_china(id, started_at)).last
}

#[test]
fn hours_and_minutes_run_from_the_moment() {
    let due = due_in_china("resupply_window", "2026-12-31T23:50:00");
    assert_eq!(due.at, instant("2027-01-01T00:05:00+08:00"));
    assert_eq!((due.counted, due.basis), (None, None), "no day is counted");
}

#[test]
fn a_day_of_a_channels_own_is_24_hours() {
    let due = due_in_china("channel_appeal", "2026-02-20T14:02:00");
    assert_eq!(due.at, instant("2026-03-07T14:02:00+08:00"), "15 days, February has 28");
    assert_eq!(due.latest, Some(instant("2026-03-22T14:02:00+08:00")), "some grant 30");
}

#[test]
fn the_day_of_the_event_is_not_counted_and_the_last_ends_at_midnight() {
    let due = due_in_china("refund_refusal", "2026-09-16T00:00:01");
    assert_eq!(counted(&due).first, date(2026, 9, 17));
    assert_eq!(counted(&due).last, date(2026, 10, 1), "it does not move, though that is a holiday");
    assert_eq!(due.at, instant("2026-10-02T00:00:00+08:00"));
    let late = due_in_china("refund_refusal", "2026-09-16T23:59:59");
    assert_eq!(late.at, due.at, "the hour of the day makes no difference");
}

#[test]
fn a_last_day_that_is_off_moves_to_the_next_working_day() {
    // 26 days of July, 31 of August, 30 of September, 3 of October are 90.
    let due = due_in_china("rescission_mistake", "2026-07-05T09:00:00");
    assert_eq!(counted(&due).moved_from, Some(date(2026, 10, 3)));
    assert_eq!(counted(&due).last, date(2026, 10, 8), "off until 7 October");
    assert_eq!(due.basis, Some(Basis::Published));
    // 8 days more: Sunday 11 October, and Saturday 10 is worked.
    assert_eq!(last_day("rescission_mistake", "2026-07-13T09:00:00"), date(2026, 10, 12));
    let saturday = due_in_china("rescission_mistake", "2026-07-12T09:00:00");
    assert_eq!(counted(&saturday).last, date(2026, 10, 10), "a Saturday that is worked");
    assert_eq!(counted(&saturday).moved_from, None);
}

#[test]
fn the_regulators_days_move_past_holidays_but_not_past_weekends() {
    // 27 days of August, 30 of September, 3 of October are 60.
    let holiday = due_in_china("mediation", "2026-08-04T10:00:00");
    assert_eq!(counted(&holiday).moved_from, Some(date(2026, 10, 3)));
    assert_eq!(counted(&holiday).last, date(2026, 10, 8));
    // 19 days of August, 30 of September, 11 of October: a Sunday.
    let sunday = due_in_china("mediation", "2026-08-12T10:00:00");
    assert_eq!(counted(&sunday).last, date(2026, 10, 11));
}

#[test]
fn working_days_pass_over_two_holidays_of_autumn_2026() {
    // From Wed 23 September: Thu 24; off 25 to 27; Mon 28 to Wed 30; off 1 to 7 October;
    // Thu 8, Fri 9, and Sat 10 is worked.
    let due = due_in_china("authority_accepts", "2026-09-23T08:30:00");
    let expected = Counted {
        first: date(2026, 9, 24),
        last: date(2026, 10, 10),
        moved_from: None,
        rest_days: 10,
        worked_weekends: 1,
    };
    assert_eq!(counted(&due), expected);
    assert_eq!(due.at, instant("2026-10-11T00:00:00+08:00"));
    assert_eq!(due.basis, Some(Basis::Published));
}

#[test]
fn working_days_pass_over_national_day_2025() {
    // From Tue 30 September: off 1 to 8 October, Thu 9, Fri 10, Sat 11 is worked.
    assert_eq!(last_day("refund_arrives_wallet", "2025-09-30T20:00:00"), date(2025, 10, 11));
    // From Sat 27 September: Sun 28 is worked, Mon 29, Tue 30.
    assert_eq!(last_day("refund_arrives_wallet", "2025-09-27T20:00:00"), date(2025, 9, 30));
}

#[test]
fn working_days_pass_over_spring_festival_2026() {
    // From Fri 13 February: Sat 14 is worked, off 15 to 23, Tue 24 to Fri 27.
    let due = due_in_china("refund_arrives_bank", "2026-02-13T23:30:00");
    assert_eq!(counted(&due).last, date(2026, 2, 27));
    assert_eq!((counted(&due).rest_days, counted(&due).worked_weekends), (9, 1));
    assert_eq!(due.soonest, Some(instant("2026-02-25T00:00:00+08:00")), "its third working day");
}

#[test]
fn months_and_years_end_on_the_same_day_or_the_months_last() {
    assert_eq!(last_day("rescission_fraud", "2024-02-29T12:00:00"), date(2025, 2, 28));
    // Of three years, a Sunday in a year that is not announced.
    let three_years = due_in_china("limitation", "2024-02-29T12:00:00");
    assert_eq!(counted(&three_years).moved_from, Some(date(2027, 2, 28)));
    assert_eq!(counted(&three_years).last, date(2027, 3, 1));
    assert_eq!(three_years.basis, Some(Basis::ByWeekends));
    let month = Rule {
        length: Length { amount: 1, unit: Unit::Months },
        moves: Moves::Never,
        ..rule("limitation")
    };
    for (start, end) in [
        ("2024-01-31", date(2024, 2, 29)),
        ("2026-01-31", date(2026, 2, 28)),
        ("2026-02-28", date(2026, 3, 28)),
        ("2026-08-31", date(2026, 9, 30)),
        ("2026-12-31", date(2027, 1, 31)),
    ] {
        let found = due(&month, instant(&format!("{start}T12:00:00+08:00")), &china(), &[]);
        assert_eq!(counted(&found).last, end, "{start}");
    }
}

#[test]
fn a_day_that_moves_into_an_unannounced_year_says_so() {
    let only_2022 =
        Calendar::of([Table { year: 2022, source: String::new(), holiday: Vec::new() }]);
    // Saturday 31 December.
    let start = instant("2022-12-24T12:00:00+08:00");
    let found = due_by(&only_2022, &rule("quality_return"), start, &china(), &[]);
    assert_eq!(counted(&found).moved_from, Some(date(2022, 12, 31)));
    assert_eq!(counted(&found).last, date(2023, 1, 2));
    assert_eq!(found.basis, Some(Basis::ByWeekends));
}

#[test]
fn the_zone_says_which_day_it_was() {
    let started_at = instant("2026-03-01T16:30:00Z");
    let here = due(&rule("refund_refusal"), started_at, &china(), &[]);
    assert_eq!(counted(&here).first, date(2026, 3, 3), "in China it was already 2 March");
    let there = due(&rule("refund_refusal"), started_at, &TimeZone::UTC, &[]);
    assert_eq!(counted(&there).first, date(2026, 3, 2));
    assert_eq!(there.at, instant("2026-03-17T00:00:00Z"));
}

#[test]
fn a_day_in_which_clocks_change_is_one_day() {
    let new_york = TimeZone::posix("EST5EDT,M3.2.0,M11.1.0").unwrap();
    // Summer time began on 8 March and ended on 1 November 2026.
    for (start, end) in [
        ("2026-03-01T12:00:00-05:00", "2026-03-17T00:00:00-04:00"),
        ("2026-10-20T12:00:00-04:00", "2026-11-05T00:00:00-05:00"),
    ] {
        let due = due(&rule("refund_refusal"), instant(start), &new_york, &[]);
        assert_eq!(due.at, instant(end), "{start}");
    }
    let day = due(&rule("first_day"), instant("2026-03-07T12:00:00-05:00"), &new_york, &[]);
    assert_eq!(day.at, instant("2026-03-08T13:00:00-04:00"), "24 hours stay 24 hours");
}

#[test]
fn where_clocks_skip_midnight_the_day_begins_after_it() {
    // A zone whose summer time begins at 00:00 of the second Sunday in March.
    let zone = TimeZone::posix("XST5XDT,M3.2.0/0,M11.1.0/0").unwrap();
    let due = due(&rule("refund_refusal"), instant("2026-02-20T12:00:00-05:00"), &zone, &[]);
    assert_eq!(counted(&due).last, date(2026, 3, 7));
    assert_eq!(due.at, instant("2026-03-08T01:00:00-04:00"));
}

fn recorded(replaces: &str, hours: u32, seen_on: Date) -> OwnRule {
    OwnRule {
        id: RuleId(format!("own_{hours}")),
        shop: "小铺".to_owned(),
        replaces: Some(RuleId(replaces.to_owned())),
        name: "申诉时限".to_owned(),
        track: Track::Golden,
        from: Milestone::Paid,
        length: Length { amount: hours, unit: Unit::Hours },
        quote: "以页面为准".to_owned(),
        evidence: None,
        seen_on,
    }
}

#[test]
fn what_the_buyer_recorded_decides_how_long_it_is() {
    let start = instant("2026-11-20T10:00:00+08:00");
    let at = |id: &str, own: &[OwnRule]| due(&rule(id), start, &china(), own).at;
    let old = recorded("appeal_day", 48, date(2025, 1, 1));
    let new = recorded("appeal_day", 72, date(2026, 1, 1));
    let unseen = recorded("appeal_day", 0, date(2026, 6, 1));
    let three_days = instant("2026-11-23T10:00:00+08:00");
    assert_eq!(at("appeal_day", &[new.clone(), old.clone()]), three_days, "the last seen decides");
    assert_eq!(at("appeal_day", &[old, new.clone(), unseen]), three_days, "no length, no rule");
    assert_eq!(at("first_day", &[new]), instant("2026-11-21T10:00:00+08:00"), "another rule");
    let bold = recorded("refund_refusal", 1, date(2026, 1, 1));
    assert_eq!(at("refund_refusal", &[bold]), at("refund_refusal", &[]), "the law stands");
}

#[test]
fn working_days_of_an_own_rule_are_whole_days() {
    let own = OwnRule {
        length: Length { amount: 2, unit: Unit::WorkingDays },
        ..recorded("service_answer", 1, date(2026, 1, 1))
    };
    let due = due(&rule("service_answer"), instant("2026-11-20T10:00:00+08:00"), &china(), &[own]);
    assert_eq!(counted(&due).last, date(2026, 11, 24), "Friday, then Monday and Tuesday");
}

#[test]
fn time_ends_where_it_does() {
    for unit in [Unit::Minutes, Unit::Days, Unit::WorkingDays, Unit::Months, Unit::Years] {
        let endless = Rule {
            length: Length { amount: unit.most(), unit },
            counting: unit.usual_counting(),
            moves: Moves::Never,
            ..rule("limitation")
        };
        let due = due(&endless, Timestamp::MAX, &china(), &[]);
        assert_eq!(due.at, Timestamp::MAX, "{unit:?}");
    }
    let days = Rule { counting: Counting::WholeDays, ..rule("limitation") };
    assert!(due(&days, Timestamp::MIN, &china(), &[]).at > Timestamp::MIN);
}

#[test]
fn it_crosses_to_the_window_as_texts_and_numbers() {
    let due = due_in_china("rescission_mistake", "2026-07-05T09:00:00");
    let wire = serde_json::to_value(&due).unwrap();
    assert_eq!(wire["at"], "2026-10-08T16:00:00Z");
    assert_eq!(wire["counted"]["moved_from"], "2026-10-03");
    assert_eq!(wire["basis"], "published");
    assert_eq!(serde_json::from_value::<Due>(wire).unwrap(), due);
}
