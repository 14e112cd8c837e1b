//! Terms as a file that calendars import (RFC 5545).
//!
//! Written here and not by a library: those that are kept up put the clock's time and a random
//! identity where none is given, and a pure crate has neither. A test reads the file back with
//! one of them.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use specta::Type;

/// One entry. The texts are the window's, in its language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct IcsEntry {
    /// Stays the same for the same term, so that importing twice does not double it.
    pub uid: String,
    pub summary: String,
    pub description: String,
    /// [`crate::deadline::Due::at`].
    #[specta(type = String)]
    pub at: Timestamp,
    /// Minutes before the entry begins; a whole day begins at its midnight.
    pub alarms: Vec<u32>,
}

/// The file's text. A term that ends at midnight in `zone` becomes its last whole day, any
/// other an instant in UTC. `stamp` is when the file is written.
pub fn ics(entries: &[IcsEntry], stamp: Timestamp, zone: &TimeZone) -> String {
    let mut file = File::default();
    for (name, value) in HEAD {
        file.line(name, value);
    }
    for entry in entries {
        file.line("BEGIN", "VEVENT");
        file.line("UID", &text(&entry.uid));
        file.line("DTSTAMP", &instant(stamp));
        if let Some(day) = last_day(entry.at, zone) {
            file.line("DTSTART;VALUE=DATE", &date(day));
            file.line("DTEND;VALUE=DATE", &date(day.tomorrow().unwrap_or(Date::MAX)));
        } else {
            file.line("DTSTART", &instant(entry.at));
        }
        file.line("SUMMARY", &text(&entry.summary));
        if !entry.description.is_empty() {
            file.line("DESCRIPTION", &text(&entry.description));
        }
        // It does not make its hour a busy one.
        file.line("TRANSP", "TRANSPARENT");
        for minutes in &entry.alarms {
            file.line("BEGIN", "VALARM");
            file.line("ACTION", "DISPLAY");
            file.line("TRIGGER", &format!("-PT{minutes}M"));
            file.line("DESCRIPTION", &text(&entry.summary));
            file.line("END", "VALARM");
        }
        file.line("END", "VEVENT");
    }
    file.line("END", "VCALENDAR");
    file.0
}

const HEAD: [(&str, &str); 5] = [
    ("BEGIN", "VCALENDAR"),
    ("VERSION", "2.0"),
    ("PRODID", "-//Hedan//Hedan//ZH"),
    ("CALSCALE", "GREGORIAN"),
    ("METHOD", "PUBLISH"),
];

/// Octets of a line without its CRLF (RFC 5545, 3.1).
const LINE: usize = 75;

#[derive(Default)]
struct File(String);

impl File {
    /// Folds between characters, so that no character is torn apart.
    fn line(&mut self, name: &str, value: &str) {
        let mut octets = 0;
        for character in name.chars().chain([':']).chain(value.chars()) {
            if octets + character.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(character);
            octets += character.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// A TEXT value: a line's end becomes `\n`, other control characters are left out.
fn text(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for character in value.replace("\r\n", "\n").chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' | '\r' => escaped.push_str("\\n"),
            _ if character.is_control() => {}
            _ => escaped.push(character),
        }
    }
    escaped
}

fn instant(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn date(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
}

/// The day that ends at `at`, if one does. Times are whole seconds in such a file.
fn last_day(at: Timestamp, zone: &TimeZone) -> Option<Date> {
    let before = at.checked_sub(SignedDuration::from_secs(1)).ok()?.to_zoned(zone.clone()).date();
    let after = at.to_zoned(zone.clone()).date();
    (before < after).then_some(before)
}
