use jiff::Timestamp;
use ledger::{OrderRow, Wanted};
use serde::Serialize;
use specta::Type;

use crate::error::Result;
use crate::library::Library;

/// So many orders go on paper at once: some hundred and fifty sheets.
pub const MOST_ON_PAPER: usize = 5_000;

/// Orders for paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PaperRows {
    /// At most [`MOST_ON_PAPER`].
    pub rows: Vec<OrderRow>,
    /// How many there are.
    pub total: u32,
}

impl Library {
    /// The first of these orders, all at once.
    pub async fn paper_rows(&self, which: Wanted, now: Timestamp) -> Result<PaperRows> {
        let which = self.with_due_among(which, now).await?;
        let (rows, total) =
            self.read(move |ledger| ledger.first_rows(&which, MOST_ON_PAPER)).await?;
        Ok(PaperRows { rows, total })
    }
}
