//! How much of a file is taken in. A workbook is packed: a file of a megabyte can hold a
//! gigabyte of text, and one of a kilobyte can say that it reaches to the last row and column.
//! Nothing here is ever made of the size that a file says; these limits count what has come.

use serde::{Deserialize, Serialize};
use specta::Type;

/// What there is too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum TooMuch {
    /// Of the file itself.
    Bytes,
    /// Of one part of a workbook, unpacked.
    Unpacked,
    Rows,
    Cells,
    Text,
}

/// The largest file.
pub const MAX_BYTES: usize = 64 << 20;
/// The most rows that hold anything.
pub const MAX_ROWS: usize = 100_000;
/// The most columns; what stands further right is left out.
pub const MAX_COLUMNS: usize = 200;
/// The most cells of all rows, of 24 bytes each.
const MAX_CELLS: usize = 4_000_000;
/// Bytes of text in all cells.
const MAX_TEXT: usize = 64 << 20;
/// Characters in a cell: as many as Excel takes.
const MAX_CELL: usize = 32_767;

/// Unpacked bytes of one part of a workbook: a sheet of 100,000 rows and 40 columns takes most
/// of it.
pub(super) const MAX_PART: u64 = 256 << 20;
/// Bytes of one element or text of a workbook: a cell's worst text, every character escaped.
pub(super) const MAX_EVENT: usize = 512 << 10;
/// The most texts that cells share.
pub(super) const MAX_STRINGS: usize = 2_000_000;
/// The most parts of a workbook.
pub(super) const MAX_PARTS: u16 = 10_000;
/// The most cell formats; Excel itself stops at 65,490.
pub(super) const MAX_FORMATS: usize = 70_000;
/// The most sheets that are offered.
pub(super) const MAX_SHEETS: usize = 500;

/// What has come so far.
#[derive(Debug, Default)]
pub(super) struct Budget {
    rows: usize,
    cells: usize,
    text: usize,
}

impl Budget {
    pub(super) fn row(&mut self, cells: usize) -> Result<(), TooMuch> {
        self.rows += 1;
        self.cells += cells;
        if self.rows > MAX_ROWS {
            return Err(TooMuch::Rows);
        }
        if self.cells > MAX_CELLS { Err(TooMuch::Cells) } else { Ok(()) }
    }

    pub(super) fn text(&mut self, bytes: usize) -> Result<(), TooMuch> {
        self.text += bytes;
        if self.text > MAX_TEXT { Err(TooMuch::Text) } else { Ok(()) }
    }
}

pub(super) fn cut(text: &str) -> &str {
    // Most are shorter in bytes already.
    if text.len() <= MAX_CELL {
        return text;
    }
    text.char_indices().nth(MAX_CELL).map_or(text, |(at, _)| &text[..at])
}

/// Whether it is longer than any cell.
pub(super) fn is_no_cell(text: &str) -> bool {
    cut(text).len() < text.len()
}
