//! Tables of orders that people keep elsewhere, from bytes to rows of text and to what the
//! columns mean.
//!
//! Pure: no paths, no clock; the zone of times comes in as an argument. What the words of a
//! header mean is data beside it. Only [`write`] touches a disk: a workbook's rows wait in
//! temporary files, in a folder that it is told.

mod amount;
mod columns;
mod header;
mod read;
mod time;
mod words;
pub mod write;

pub use amount::{AmountFault, read_amount};
pub use columns::{Meaning, guess_columns, named_platform};
pub use header::guess_header;
pub use read::{
    Cell, Encoding, Foreign, MAX_BYTES, MAX_COLUMNS, MAX_ROWS, ReadError, Row, Separator, Table,
    TableForm, TableReading, TooMuch, read,
};
pub use time::{TimeFault, read_time};
pub use words::{Direction, UnknownWord, read_arrival, read_direction, read_tags};
