//! The file that calendars import, read back by a reader that knows nothing of how it is
//! written.

#![allow(clippy::panic, reason = "a test may end where it fails")]

use std::str::FromStr as _;

use cases::deadline::china;
use cases::ics::{IcsEntry, ics};
use icalendar::{Calendar, CalendarComponent, Component as _, Event};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::*;

fn instant(text: &str) -> Timestamp {
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

fn entry(at: &str) -> IcsEntry {
    IcsEntry {
        uid: "0190-first_day@hedan".to_owned(),
        summary: "向支付渠道申诉".to_owned(),
        description: String::new(),
        at: instant(at),
        alarms: vec![60],
    }
}

fn file(entries: &[IcsEntry]) -> String {
    ics(entries, instant("2026-11-22T10:00:00+08:00"), &china())
}

fn events(text: &str) -> Vec<Event> {
    let calendar = Calendar::from_str(text).unwrap_or_else(|e| panic!("{e}\n{text}"));
    let event = |component: &CalendarComponent| component.as_event().cloned();
    calendar.components.iter().filter_map(event).collect()
}

#[test]
fn a_moment_is_written_in_full() {
    let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Hedan//Hedan//ZH\r\n\
        CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n\
        BEGIN:VEVENT\r\nUID:0190-first_day@hedan\r\nDTSTAMP:20261122T020000Z\r\n\
        DTSTART:20261123T063000Z\r\nSUMMARY:向支付渠道申诉\r\nTRANSP:TRANSPARENT\r\n\
        BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT60M\r\nDESCRIPTION:向支付渠道申诉\r\n\
        END:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    assert_eq!(file(&[entry("2026-11-23T14:30:00+08:00")]), expected);
}

#[test]
fn a_term_of_whole_days_is_its_last_day() {
    let text = file(&[entry("2027-01-01T00:00:00+08:00")]);
    assert!(text.contains("DTSTART;VALUE=DATE:20261231\r\n"), "{text}");
    assert!(text.contains("DTEND;VALUE=DATE:20270101\r\n"), "the end is not part of it");
    let elsewhere =
        ics(&[entry("2027-01-01T00:00:00+08:00")], Timestamp::UNIX_EPOCH, &TimeZone::UTC);
    assert!(elsewhere.contains("DTSTART:20261231T160000Z\r\n"), "no day ends then in UTC");
}

#[test]
fn an_empty_agenda_is_an_empty_calendar() {
    let text = file(&[]);
    assert!(text.ends_with("METHOD:PUBLISH\r\nEND:VCALENDAR\r\n"));
    assert!(events(&text).is_empty());
}

#[test]
fn alarms_are_read_back() {
    let two = IcsEntry { alarms: vec![0, 1_440], ..entry("2026-11-23T14:30:00+08:00") };
    let text = file(&[two.clone(), IcsEntry { alarms: Vec::new(), ..two }]);
    let read = events(&text);
    assert_eq!(read.len(), 2);
    let triggers: Vec<_> =
        read[0].components().iter().filter_map(|alarm| alarm.property_value("TRIGGER")).collect();
    assert_eq!(triggers, ["-PT0M", "-PT1440M"]);
    assert!(read[1].components().is_empty());
}

#[test]
fn control_characters_do_not_break_the_file() {
    let odd = IcsEntry {
        summary: "a\r\nEND:VEVENT\rb\u{0}\u{7}c".to_owned(),
        ..entry("2026-11-23T14:30:00+08:00")
    };
    let text = file(&[odd]);
    assert!(text.contains("SUMMARY:a\\nEND:VEVENT\\nbc\r\n"), "{text}");
    assert_eq!(events(&text).len(), 1);
}

#[test]
fn what_parts_values_is_escaped() {
    let odd =
        IcsEntry { summary: "a,b;c\\d\ne:\"f\"".to_owned(), ..entry("2026-11-23T14:30:00+08:00") };
    let text = file(&[odd]);
    assert!(text.contains("\r\nSUMMARY:a\\,b\\;c\\\\d\\ne:\"f\"\r\n"), "{text}");
}

/// Lines as they were before they were folded.
fn unfolded(text: &str) -> Vec<String> {
    text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn what_is_written_is_read_back(
        summary in "[ -~\u{4E00}-\u{4FFF}\u{1F600}-\u{1F64F},;\\\\\n]{1,120}",
        description in "[ -~\u{4E00}-\u{4FFF},;\\\\\n]{0,400}",
    ) {
        let written = IcsEntry { summary, description, ..entry("2026-11-23T14:30:00+08:00") };
        let text = file(std::slice::from_ref(&written));
        for line in text.split_terminator("\r\n") {
            prop_assert!(line.len() <= 75, "{} octets: {line}", line.len());
            prop_assert!(!line.contains(['\r', '\n']), "a line ends in CRLF alone");
        }
        let lines = unfolded(&text);
        let value = |name: &str| {
            let line = lines.iter().find_map(|line| line.strip_prefix(name));
            line.map(unescaped).unwrap_or_default()
        };
        prop_assert_eq!(value("SUMMARY:"), written.summary.clone());
        // The alarm's is the summary.
        let described =
            if written.description.is_empty() { &written.summary } else { &written.description };
        prop_assert_eq!(&value("DESCRIPTION:"), described);
        let read = events(&text);
        prop_assert_eq!(read.len(), 1);
        prop_assert_eq!(read[0].get_summary(), Some(written.summary.as_str()));
        prop_assert_eq!(read[0].get_uid(), Some(written.uid.as_str()));
    }
}

fn unescaped(text: &str) -> String {
    let mut characters = text.chars();
    let mut plain = String::new();
    while let Some(character) = characters.next() {
        if character != '\\' {
            plain.push(character);
            continue;
        }
        match characters.next() {
            Some('n') => plain.push('\n'),
            Some(escaped) => plain.push(escaped),
            None => {}
        }
    }
    plain
}
