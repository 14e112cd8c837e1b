//! Text files of values.

use csv::{ReaderBuilder, StringRecord, Terminator};
use model::unguarded;

use super::limits::{MAX_COLUMNS, is_no_cell};
use super::text::{Decoded, decode};
use super::{Cell, ReadError, Rows, Separator, Table, TableForm, TableReading};

/// The most line breaks in a cell that is one.
const MAX_LINES: usize = 300;

pub(super) fn read(bytes: &[u8], how: TableReading) -> Result<Table, ReadError> {
    let Decoded { text, encoding, unreadable } = decode(bytes, how.encoding);
    let separator = how.separator.unwrap_or_else(|| guess(&text));
    let (rows, quotes_ignored) = match rows(&text, separator, true)? {
        Some(rows) => (rows, false),
        None => (rows(&text, separator, false)?.unwrap_or_default(), true),
    };
    let form = TableForm::Text { encoding, separator, unreadable, quotes_ignored };
    Ok(Table { form, rows: rows.all, wider: rows.wider })
}

/// `None` when a quotation mark that is never closed takes in more than a cell can hold.
fn rows(text: &str, separator: Separator, quoting: bool) -> Result<Option<Rows>, ReadError> {
    let mut reader = builder(separator, quoting).from_reader(text.as_bytes());
    let (mut rows, mut record) = (Rows::default(), StringRecord::new());
    let mut lines = Lines { rest: text, at: 0, number: 1 };
    // The text is UTF-8 and rows may be ragged, so nothing else can go wrong.
    while reader.read_record(&mut record).map_err(|error| ReadError::Damaged(error.to_string()))? {
        lines.go_to(record.position().map_or(0, csv::Position::byte));
        let mut cells = Vec::with_capacity(record.len().min(MAX_COLUMNS));
        for (column, value) in record.iter().enumerate() {
            if quoting && (is_no_cell(value) || value.matches('\n').count() > MAX_LINES) {
                return Ok(None);
            }
            let value = plain(value);
            if column >= MAX_COLUMNS {
                rows.wider |= !value.is_empty();
                continue;
            }
            let blank = value.is_empty();
            cells.push(if blank { Cell::Empty } else { Cell::Text(rows.text(value)?) });
        }
        rows.push(lines.number, cells)?;
    }
    Ok(Some(rows))
}

/// Which line is being read. The parser counts the blank ones before a record as part of it.
struct Lines<'a> {
    rest: &'a str,
    /// Bytes before `rest`.
    at: u64,
    number: u32,
}

impl Lines<'_> {
    /// Goes on to the first record from this byte on.
    fn go_to(&mut self, byte: u64) {
        let skipped = usize::try_from(byte.saturating_sub(self.at)).unwrap_or_default();
        let from = self.rest.get(skipped..).unwrap_or_default();
        let to = from.trim_start_matches(['\r', '\n']);
        let passed = &self.rest[..self.rest.len() - to.len()];
        let sign = if passed.contains('\n') { '\n' } else { '\r' };
        self.number += u32::try_from(passed.matches(sign).count()).unwrap_or_default();
        self.at += passed.len() as u64;
        self.rest = to;
    }
}

fn builder(separator: Separator, quoting: bool) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder
        .has_headers(false)
        .flexible(true)
        .quoting(quoting)
        .terminator(Terminator::CRLF)
        .delimiter(separator.byte());
    builder
}

/// The separator by which most of the first rows have the same number of cells, and many.
fn guess(text: &str) -> Separator {
    const LOOKED_AT: usize = 200;
    let of = |separator: Separator| {
        let mut reader = builder(separator, true).from_reader(text.as_bytes());
        let mut widths = Vec::new();
        for record in reader.records().take(LOOKED_AT).flatten() {
            widths.push(
                record
                    .iter()
                    .enumerate()
                    .filter(|(_, c)| !c.trim().is_empty())
                    .last()
                    .map_or(1, |(at, _)| at + 1),
            );
        }
        let same = |width| widths.iter().filter(|each| **each == width).count() * (width - 1);
        // Lines before the header are often text with a comma or two in it.
        widths.iter().map(|width| same((*width).min(MAX_COLUMNS))).max().unwrap_or_default()
    };
    let all = [Separator::Comma, Separator::Tab, Separator::Semicolon, Separator::Bar];
    let best = all.map(of).into_iter().max().unwrap_or_default();
    all.into_iter().find(|separator| of(*separator) == best).unwrap_or(Separator::Comma)
}

/// A value without what only keeps Excel from changing or running it: `="0123"`, an apostrophe
/// or a tab around a number, an apostrophe before what would be a formula.
fn plain(value: &str) -> &str {
    let value = value.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let inner = value.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    if let Some(inner) = inner.filter(|inner| !inner.contains('"')) {
        return inner.trim();
    }
    match value.strip_prefix(['\'', '`']) {
        Some(number) if number.starts_with(|first: char| first.is_ascii_digit()) => number,
        _ => unguarded(value),
    }
}

impl Separator {
    const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Bar => b'|',
        }
    }
}
