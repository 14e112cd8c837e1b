//! What the columns of a table mean, as guessed, as said, and as remembered.

use ledger::Ledger;
use serde::{Deserialize, Serialize};
use specta::Type;
use tables::{Meaning, Table, TableReading, guess_columns, named_platform};

use crate::error::{Error, Result, json};

/// How a table is to be taken.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
pub struct TableLayout {
    pub reading: TableReading,
    /// The row of headers, counted from 0 among those that hold anything; `None` for a table
    /// without one.
    pub header: Option<u32>,
    /// What each column holds; `None` for one that is left out.
    pub columns: Vec<Option<Meaning>>,
    /// The platform of rows that name none.
    pub shop: String,
    /// A tag that all orders of this table get; empty for none.
    pub tag: String,
    /// Rows whose order number has lost its last digits are taken in without it.
    pub rounded: bool,
}

/// A layout that was used, for the next table of the same headers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Remembered {
    pub(super) header: Vec<String>,
    pub(super) columns: Vec<Option<Meaning>>,
    pub(super) shop: String,
}

/// The key under which they stand in the ledger, the last used first.
const KEY: &str = "table_layouts";
/// So many are remembered.
const MOST: usize = 40;

impl TableLayout {
    pub(super) fn guessed(
        table: &Table,
        header: Option<usize>,
        reading: TableReading,
        name: &str,
    ) -> Self {
        let columns = guess_columns(table, header);
        Self {
            reading,
            header: header.and_then(|at| u32::try_from(at).ok()),
            shop: named_platform(name).unwrap_or_default().to_owned(),
            tag: String::new(),
            rounded: false,
            columns,
        }
    }
}

/// What cannot be read is forgotten.
pub(super) fn remembered(ledger: &Ledger) -> Result<Vec<Remembered>, ledger::Error> {
    let text = ledger.setting(KEY)?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// Remembers a layout in front of the others.
pub(super) fn remember(ledger: &Ledger, header: Vec<String>, layout: &TableLayout) -> Result<()> {
    if header.iter().all(String::is_empty) {
        return Ok(());
    }
    let mut all = remembered(ledger)?;
    all.retain(|known| known.header != header);
    let (columns, shop) = (layout.columns.clone(), layout.shop.trim().to_owned());
    all.insert(0, Remembered { header, columns, shop });
    all.truncate(MOST);
    ledger.set_setting(KEY, &json(&all)?).map(drop).map_err(Error::from)
}
