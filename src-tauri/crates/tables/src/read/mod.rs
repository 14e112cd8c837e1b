//! Bytes to rows.

mod csv;
mod limits;
mod sniff;
mod text;
mod xlsx;

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use specta::Type;

pub use limits::{MAX_BYTES, MAX_COLUMNS, MAX_ROWS, TooMuch};
pub use sniff::Foreign;

use limits::Budget;

/// How to read a file; what is `None` is found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(default)]
pub struct TableReading {
    /// Of a text file.
    pub encoding: Option<Encoding>,
    /// Of a text file.
    pub separator: Option<Separator>,
    /// Of a workbook, counted from 0 among those in [`TableForm::Workbook`].
    pub sheet: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    /// Holds GBK and GB 2312, too.
    Gb18030,
    Big5,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Separator {
    Comma,
    Semicolon,
    Tab,
    Bar,
}

/// A table as its file has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub form: TableForm,
    /// Those that hold anything.
    pub rows: Vec<Row>,
    /// There is text to the right of the last column that is read.
    pub wider: bool,
}

/// What the file is and how it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TableForm {
    Text {
        encoding: Encoding,
        separator: Separator,
        /// Bytes that are no text in this encoding; more than none says that it is the wrong one.
        unreadable: u32,
        /// A quotation mark is not closed, so none was taken for one.
        quotes_ignored: bool,
    },
    Workbook {
        /// The names of those that are shown.
        sheets: Vec<String>,
        sheet: u32,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// As the program that made the file counts, from 1; of a text file, its line.
    pub number: u32,
    /// Up to the last one that holds anything.
    pub cells: Vec<Cell>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Empty,
    Text(Box<str>),
    Number {
        /// In full, without an exponent.
        text: Box<str>,
        /// Kept with fewer digits than it has: its last digits are made up.
        rounded: bool,
    },
    /// By a clock on the wall; the file knows no zone.
    Time(DateTime),
}

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    #[error("no table but {0:?}")]
    Foreign(Foreign),
    #[error("too much: {0:?}")]
    TooMuch(TooMuch),
    #[error("the workbook is damaged: {0}")]
    Damaged(String),
    #[error("there is no sheet {0}")]
    NoSheet(u32),
}

/// Reads a text file of values or a workbook, by its bytes and not by its name.
///
/// # Errors
///
/// Says what the file is when it is neither, and what there is too much of.
///
/// ```
/// use tables::{TableReading, read};
/// let table = read("\u{FEFF}订单号;金额\n1;\"2,50\"\n".as_bytes(), TableReading::default()).unwrap();
/// assert_eq!(table.rows[1].cells[1].text(), "2,50");
/// ```
pub fn read(bytes: &[u8], how: TableReading) -> Result<Table, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooMuch(TooMuch::Bytes));
    }
    match sniff::sniff(bytes) {
        sniff::Sniffed::Workbook => xlsx::read(bytes, how.sheet),
        sniff::Sniffed::Text => csv::read(bytes, how),
        sniff::Sniffed::Foreign(what) => Err(ReadError::Foreign(what)),
    }
}

impl Table {
    /// The widest row's cells.
    pub fn width(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default()
    }
}

impl Row {
    /// Empty beyond the last.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}

impl Cell {
    /// As a person would write it, without white space around it.
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Number { text, .. } => text.trim().to_owned(),
            Self::Time(at) if at.time() == jiff::civil::Time::midnight() => at.date().to_string(),
            Self::Time(at) => at.strftime("%Y-%m-%d %H:%M:%S").to_string(),
        }
    }

    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Number { .. } | Self::Time(_) => false,
        }
    }
}

/// Rows on their way in, within the limits.
#[derive(Debug, Default)]
struct Rows {
    all: Vec<Row>,
    budget: Budget,
    wider: bool,
}

impl Rows {
    /// Puts a row behind the others, unless it is blank.
    fn push(&mut self, number: u32, mut cells: Vec<Cell>) -> Result<(), ReadError> {
        let last = cells.iter().rposition(|cell| !cell.is_blank());
        let Some(last) = last else { return Ok(()) };
        cells.truncate(last + 1);
        cells.shrink_to_fit();
        self.budget.row(cells.len()).map_err(ReadError::TooMuch)?;
        self.all.push(Row { number, cells });
        Ok(())
    }

    /// The text of a cell, no longer than one can be.
    fn text(&mut self, text: &str) -> Result<Box<str>, ReadError> {
        let text = limits::cut(text);
        self.budget.text(text.len()).map_err(ReadError::TooMuch)?;
        Ok(text.into())
    }
}
