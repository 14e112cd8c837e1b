//! The cells of one sheet.

use jiff::civil::{Date, DateTime};
use quick_xml::events::{BytesStart, Event};

use super::part::{Part, attribute, referred};
use super::strings::{Strings, Written, plain};
use super::{Package, broken, number};
use crate::read::limits::MAX_COLUMNS;
use crate::read::{Cell, ReadError, Rows};

/// What the cells refer to.
pub(super) struct Book<'a> {
    pub(super) strings: &'a Strings,
    /// Of each format, whether it is a date's.
    pub(super) dates: &'a [bool],
    pub(super) since_1904: bool,
}

/// Events of a sheet that is asked whether it holds anything.
const LOOKED_AT: usize = 20_000;

pub(super) fn read(
    package: &mut Package<'_>,
    path: &str,
    book: &Book<'_>,
) -> Result<Rows, ReadError> {
    let mut part = Part::open(package, path)?.ok_or_else(|| broken("a sheet is missing"))?;
    let (mut rows, mut row, mut cells) = (Rows::default(), 0_u32, Vec::new());
    let mut cell: Option<Reading> = None;
    while let Some(event) = part.next()? {
        match &event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "row" => {
                    let said = attribute(tag, "r")?.and_then(|r| r.parse().ok());
                    row = said.unwrap_or_else(|| row.saturating_add(1));
                    cells.clear();
                }
                "c" => cell = Some(Reading::begin(tag, cells.len())?),
                "v" => in_value(&mut cell, true),
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "row" => rows.push(row, std::mem::take(&mut cells))?,
                "c" => {
                    if let Some(read) = cell.take() {
                        read.end(book, &mut rows, &mut cells)?;
                    }
                }
                "v" => in_value(&mut cell, false),
                _ => {}
            },
            _ => {}
        }
        if let Some(cell) = &mut cell {
            cell.take(&event);
        }
    }
    Ok(rows)
}

/// Whether there is any cell with a value near the beginning.
pub(super) fn holds_cells(package: &mut Package<'_>, path: &str) -> Result<bool, ReadError> {
    let Some(mut part) = Part::open(package, path)? else { return Ok(false) };
    for _ in 0..LOOKED_AT {
        match part.next()? {
            Some(Event::Start(tag)) if matches!(tag.local_name().as_ref(), "v" | "is") => {
                return Ok(true);
            }
            Some(_) => {}
            None => break,
        }
    }
    Ok(false)
}

fn in_value(cell: &mut Option<Reading>, inside: bool) {
    if let Some(cell) = cell {
        cell.in_value = inside;
    }
}

/// A cell on its way.
struct Reading {
    column: usize,
    kind: String,
    format: usize,
    in_value: bool,
    value: String,
    /// The text of one that does not share it.
    inline: Written,
}

impl Reading {
    fn begin(tag: &BytesStart<'_>, next: usize) -> Result<Self, ReadError> {
        let place = attribute(tag, "r")?;
        Ok(Self {
            column: place.as_deref().and_then(column).unwrap_or(next),
            kind: attribute(tag, "t")?.unwrap_or_default(),
            format: attribute(tag, "s")?.and_then(|s| s.parse().ok()).unwrap_or_default(),
            in_value: false,
            value: String::new(),
            inline: Written::default(),
        })
    }

    fn take(&mut self, event: &Event<'_>) {
        if !self.in_value {
            self.inline.take(event);
            return;
        }
        match event {
            Event::Text(text) => self.value.push_str(&text.xml10_content()),
            Event::CData(text) => self.value.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => self.value.extend(referred(reference)),
            _ => {}
        }
    }

    fn end(self, book: &Book<'_>, rows: &mut Rows, cells: &mut Vec<Cell>) -> Result<(), ReadError> {
        if self.column >= MAX_COLUMNS {
            rows.wider |= !self.value.is_empty() || !self.inline.text.is_empty();
            return Ok(());
        }
        let read = match self.kind.as_str() {
            "s" => {
                let text = self.value.trim().parse().ok().and_then(|nth| book.strings.get(nth));
                Cell::Text(rows.text(text.unwrap_or_default())?)
            }
            "inlineStr" => Cell::Text(rows.text(&plain(&self.inline.text))?),
            "str" | "e" | "b" => Cell::Text(rows.text(&plain(&self.value))?),
            "d" => match iso(&self.value) {
                Some(at) => Cell::Time(at),
                None => Cell::Text(rows.text(&self.value)?),
            },
            _ if self.value.trim().is_empty() => Cell::Empty,
            _ => {
                let dated = book.dates.get(self.format).copied().unwrap_or_default();
                let time = dated.then(|| number::time(&self.value, book.since_1904)).flatten();
                match time.or_else(|| number::number(&self.value)) {
                    Some(Cell::Number { text, rounded }) => {
                        Cell::Number { text: rows.text(&text)?, rounded }
                    }
                    Some(cell) => cell,
                    None => Cell::Text(rows.text(&self.value)?),
                }
            }
        };
        // Cells come from left to right; one that does not takes its place all the same.
        if cells.len() <= self.column {
            cells.resize(self.column + 1, Cell::Empty);
        }
        cells[self.column] = read;
        Ok(())
    }
}

/// `2025-01-01T12:00:00`, or the day alone.
fn iso(text: &str) -> Option<DateTime> {
    let text = text.trim().trim_end_matches('Z');
    let day = || text.parse::<Date>().ok().map(|day| day.at(0, 0, 0, 0));
    text.parse::<DateTime>().ok().or_else(day)
}

/// The column of a place such as `AB12`, from 0; one beyond every limit is the last one.
fn column(place: &str) -> Option<usize> {
    let mut column = 0_usize;
    for letter in place.bytes().take_while(u8::is_ascii_alphabetic) {
        let value = usize::from(letter.to_ascii_uppercase() - b'A') + 1;
        column = column.saturating_mul(26).saturating_add(value);
    }
    column.checked_sub(1)
}
