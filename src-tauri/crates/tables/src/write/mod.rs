//! Writing tables, a row at a time, however many there are.

mod csv;
mod xlsx;

use jiff::civil::DateTime;

pub use csv::Csv;
pub use xlsx::Xlsx;

/// What stands in one cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cell {
    #[default]
    Empty,
    /// Stays text, whatever it looks like.
    Text(String),
    Count(i64),
    /// An amount of money in hundredths of its unit.
    Hundredths(i64),
    /// By the clock of whoever reads the table.
    At(DateTime),
}

/// A sheet, and how wide its columns are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    pub name: String,
    pub columns: Vec<Column>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub heading: String,
    /// In characters; Chinese ones count twice.
    pub width: u8,
}

impl Cell {
    /// A cell without text is empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}
