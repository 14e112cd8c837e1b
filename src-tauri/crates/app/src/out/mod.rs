//! Orders as files for other programs.

mod cells;
mod cover;
mod json;
mod paper;
mod words;

use std::path::PathBuf;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use ledger::{Ledger, NewFile, OutError, Walked, Wanted};
use serde::{Deserialize, Serialize};
use specta::Type;
use tables::write::{Column, Csv, Sheet, Xlsx};

use crate::error::Result;
use crate::library::Library;
use crate::work::Work;
pub(crate) use cells::{Cells, Step};
pub(crate) use cover::{covered, covered_in};
pub use paper::PaperRows;
pub use words::{OutColumn, OutSheet, OutWords};

/// A file of rows that spreadsheets open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum TableFormat {
    /// Orders, their steps and their evidence on a sheet each.
    Xlsx,
    /// Orders alone.
    Csv,
}

/// What a table is to hold and how it is worded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct OutTable {
    pub format: TableFormat,
    pub which: Wanted,
    /// Recipients stand in it in full; otherwise as much of them as a list shows.
    pub full: bool,
    pub words: OutWords,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct WrittenOut {
    pub orders: u32,
    /// Orders that cannot be read; the library check names them.
    pub left_out: u32,
    /// Bytes.
    #[specta(type = i32)]
    pub size: i64,
}

impl Library {
    /// How many orders these are.
    pub async fn count_wanted(&self, which: Wanted, now: Timestamp) -> Result<u32> {
        let which = self.with_due_among(which, now).await?;
        self.read(move |ledger| ledger.count_wanted(&which)).await
    }

    /// Writes orders as a table, in the zone of `now`, over what is there. The file has its name only once
    /// all of it is on disk.
    pub async fn export_table(
        &self,
        to: PathBuf,
        table: OutTable,
        now: Zoned,
        work: Work,
    ) -> Result<WrittenOut> {
        let which = self.with_due_among(table.which, now.timestamp()).await?;
        let (table, zone) = (OutTable { which, ..table }, now.time_zone().clone());
        self.read(move |ledger| {
            let file = NewFile::create(&to)?;
            match table.format {
                TableFormat::Csv => csv(ledger, file, &table, zone, &work),
                TableFormat::Xlsx => xlsx(ledger, file, &table, zone, &work),
            }
        })
        .await
    }

    /// The same with the orders that a query asks for by their deadlines.
    async fn with_due_among(&self, which: Wanted, now: Timestamp) -> Result<Wanted> {
        Ok(match which {
            Wanted::List(query) => Wanted::List(Box::new(self.with_due(*query, now).await?)),
            other => other,
        })
    }
}

fn csv(
    ledger: &Ledger,
    file: NewFile,
    table: &OutTable,
    zone: TimeZone,
    work: &Work,
) -> Result<WrittenOut, OutError> {
    let cells = Cells { words: &table.words, full: table.full, zone };
    let mut csv = Csv::begin(file, &sheet(OutSheet::Orders, &table.words))?;
    let columns = OutSheet::Orders.columns();
    let walked = ledger.walk_rows(&table.which, work, |row| {
        let row: Vec<_> = columns.iter().map(|column| cells.of_order(*column, &row)).collect();
        csv.row(&row)?;
        // A write that failed made no noise.
        csv.out().check()
    })?;
    written(walked, csv.end()?)
}

fn xlsx(
    ledger: &Ledger,
    mut file: NewFile,
    table: &OutTable,
    zone: TimeZone,
    work: &Work,
) -> Result<WrittenOut, OutError> {
    let cells = Cells { words: &table.words, full: table.full, zone };
    let sheets = OutSheet::ALL.map(|each| sheet(each, &table.words));
    // Where the record has room for its own temporary files.
    let mut book = Xlsx::begin(ledger.folder(), &sheets)?;
    let walked = ledger.walk_records(&table.which, work, |record| {
        let at = |sheet: OutSheet| sheet as usize;
        let order = OutSheet::Orders.columns().iter();
        let order: Vec<_> = order.map(|column| cells.of_order(*column, &record.row)).collect();
        book.row(at(OutSheet::Orders), &order)?;
        for event in &record.events {
            book.row(at(OutSheet::Steps), &cells.of_step(&record.row, event))?;
        }
        for piece in &record.evidence {
            book.row(at(OutSheet::Evidence), &cells.of_evidence(&record.row, piece))?;
        }
        Ok(())
    })?;
    book.save(&mut file)?;
    written(walked, file)
}

fn sheet(sheet: OutSheet, words: &OutWords) -> Sheet {
    let column =
        |column: &OutColumn| Column { heading: words.column(*column), width: column.width() };
    Sheet { name: words.sheet(sheet), columns: sheet.columns().iter().map(column).collect() }
}

fn written(walked: Walked, file: NewFile) -> Result<WrittenOut, OutError> {
    let size = i64::try_from(file.name()?).unwrap_or(i64::MAX);
    Ok(WrittenOut { orders: walked.orders, left_out: walked.left_out, size })
}
