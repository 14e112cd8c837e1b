//! Orders from a table that was kept elsewhere: what the file holds, what its columns mean, what
//! its rows become, and their way into the record.

mod doubles;
mod import;
mod layout;
mod read;
mod row;

use std::path::PathBuf;
use std::sync::{Arc, MutexGuard, PoisonError};

use model::OrderId;
use serde::{Deserialize, Serialize};
use specta::Type;
use tables::{MAX_BYTES, Meaning, Table, TableForm, TableReading, guess_header};

use crate::error::{Error, ErrorCode, Result};
use crate::library::{Library, blocking};

pub use import::TableImported;
pub use layout::TableLayout;
pub use read::{FaultyRow, KnownRow, PreviewRow, TablePreview};
pub use row::{RowFault, RowFaultCode};

/// A table that was opened, and how it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TableView {
    /// Names it until another one is opened.
    pub token: u32,
    /// The file's own name.
    pub name: String,
    pub form: TableForm,
    /// There is text to the right of the last column that is read.
    pub wider: bool,
    /// As guessed, or as it was laid out for a table of the same headers.
    pub layout: TableLayout,
    /// A table of the same headers was taken in before.
    pub remembered: bool,
    pub columns: Vec<TableColumn>,
    /// The first rows, among which the header is.
    pub head: Vec<TableLine>,
    /// Rows of data.
    pub rows: u32,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TableColumn {
    /// Its name; empty when it has none.
    pub header: String,
    /// What stands in it, the first that is not blank first.
    pub samples: Vec<String>,
}

/// A row as the file has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TableLine {
    /// As the program that made the file counts, from 1.
    pub number: u32,
    pub cells: Vec<String>,
}

/// Which row names the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", content = "at", rename_all = "snake_case")]
pub enum HeaderChoice {
    Guessed,
    None,
    /// Counted from 0 among [`TableView::head`].
    At(u32),
}

/// The table that was opened last, and what was taken in of it.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    last: u32,
    open: Option<Arc<OpenTable>>,
    taken: Option<(u32, Vec<OrderId>)>,
}

#[derive(Debug)]
struct OpenTable {
    token: u32,
    name: String,
    bytes: Arc<[u8]>,
    reading: TableReading,
    table: Table,
}

/// So many of the first rows are shown to choose the header from.
const HEAD: usize = 40;
/// So many values of a column, and so many characters of each.
const SAMPLES: usize = 3;
const SAMPLE: usize = 60;

impl Library {
    /// Opens a file of a table; the one that was open before is closed.
    ///
    /// # Errors
    ///
    /// Says what the file is when it is no table, and what there is too much of.
    pub async fn open_table(&self, path: PathBuf) -> Result<TableView> {
        let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX);
        let (name, bytes) = blocking(move || ledger::read_file(path, limit)).await??;
        self.open_table_bytes(name, bytes).await
    }

    /// The same of a file that is in memory already.
    pub async fn open_table_bytes(&self, name: String, bytes: Vec<u8>) -> Result<TableView> {
        let reading = TableReading::default();
        let bytes: Arc<[u8]> = bytes.into();
        let (bytes, table) = blocking(move || {
            let table = tables::read(&bytes, reading);
            (bytes, table)
        })
        .await?;
        let table = table?;
        let open = {
            let mut tables = self.tables();
            tables.last += 1;
            let token = tables.last;
            let open = Arc::new(OpenTable { token, name, bytes, reading, table });
            tables.open = Some(Arc::clone(&open));
            open
        };
        let known = self.read(layout::remembered).await?;
        Ok(open.view(HeaderChoice::Guessed, &known))
    }

    /// The same table, read in another way: another encoding, separator or sheet, or another row
    /// of headers.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::NotFound`] when another table was opened since.
    pub async fn read_table_again(
        &self,
        token: u32,
        reading: TableReading,
        header: HeaderChoice,
    ) -> Result<TableView> {
        let open = self.open_of(token)?;
        let open = if open.reading == reading {
            open
        } else {
            let old = Arc::clone(&open);
            let table = blocking(move || tables::read(&old.bytes, reading)).await??;
            let new = OpenTable {
                token,
                name: open.name.clone(),
                bytes: Arc::clone(&open.bytes),
                reading,
                table,
            };
            let new = Arc::new(new);
            let mut tables = self.tables();
            if tables.open.as_ref().is_some_and(|open| open.token == token) {
                tables.open = Some(Arc::clone(&new));
            }
            new
        };
        let known = self.read(layout::remembered).await?;
        Ok(open.view(header, &known))
    }

    fn tables(&self) -> MutexGuard<'_, Tables> {
        self.tables.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open_of(&self, token: u32) -> Result<Arc<OpenTable>> {
        let open = self.tables().open.clone();
        open.filter(|open| open.token == token)
            .ok_or_else(|| Error::new(ErrorCode::NotFound, format!("table {token}")))
    }
}

fn index(at: Option<u32>) -> Option<usize> {
    at.and_then(|at| usize::try_from(at).ok())
}

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

impl OpenTable {
    fn view(&self, header: HeaderChoice, known: &[layout::Remembered]) -> TableView {
        let header = match header {
            HeaderChoice::Guessed => guess_header(&self.table),
            HeaderChoice::None => None,
            HeaderChoice::At(at) => index(Some(at)),
        };
        let header = header.filter(|at| *at < self.table.rows.len());
        let headers = self.headers(header);
        let known = known.iter().find(|known| header.is_some() && known.header == headers);
        let mut layout = TableLayout::guessed(&self.table, header, self.reading, &self.name);
        if let Some(known) = known {
            layout.columns.clone_from(&known.columns);
            layout.shop.clone_from(&known.shop);
        }
        let data = self.table.rows.get(header.map_or(0, |at| at + 1)..).unwrap_or_default();
        let columns = headers.into_iter().enumerate().map(|(column, header)| {
            let texts = data.iter().map(|row| row.cell(column).text());
            let samples = texts.filter(|text| !text.is_empty()).take(SAMPLES).map(short).collect();
            TableColumn { header, samples }
        });
        let head = self.table.rows.iter().take(HEAD.max(header.map_or(0, |at| at + 6)));
        let line = |row: &tables::Row| TableLine {
            number: row.number,
            cells: row.cells.iter().map(|cell| short(cell.text())).collect(),
        };
        TableView {
            token: self.token,
            name: self.name.clone(),
            form: self.table.form.clone(),
            wider: self.table.wider,
            remembered: known.is_some(),
            columns: columns.collect(),
            head: head.map(line).collect(),
            rows: count(data.len()),
            layout,
        }
    }

    /// The names of all columns.
    fn headers(&self, header: Option<usize>) -> Vec<String> {
        let row = header.and_then(|at| self.table.rows.get(at));
        (0..self.table.width())
            .map(|column| row.map(|row| row.cell(column).text()).unwrap_or_default())
            .collect()
    }
}

fn short(text: String) -> String {
    if text.chars().count() <= SAMPLE {
        return text;
    }
    text.chars().take(SAMPLE - 1).chain(['…']).collect()
}

/// The columns that hold this.
fn columns_of(columns: &[Option<Meaning>], meaning: Meaning) -> impl Iterator<Item = usize> {
    columns.iter().enumerate().filter_map(move |(at, each)| (*each == Some(meaning)).then_some(at))
}
