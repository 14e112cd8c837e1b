use jiff::Timestamp;
use ledger::{OrderRecord, OrderRow, Wanted};
use model::OrderId;
use serde::Serialize;
use specta::Type;

use super::cover::{cover_record, cover_row};
use crate::error::Result;
use crate::library::Library;

/// So many orders go on paper at once: some hundred and fifty sheets.
const MOST_ON_PAPER: usize = 5_000;

/// Orders for paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PaperRows {
    /// At most 5,000.
    pub rows: Vec<OrderRow>,
    /// How many there are.
    pub total: u32,
}

impl Library {
    /// The first of these orders, all at once; their recipients covered unless in `full`.
    pub async fn paper_rows(&self, which: Wanted, full: bool, now: Timestamp) -> Result<PaperRows> {
        let which = self.with_due_among(which, now).await?;
        let (mut rows, total) =
            self.read(move |ledger| ledger.first_rows(&which, MOST_ON_PAPER)).await?;
        if !full {
            rows.iter_mut().for_each(cover_row);
        }
        Ok(PaperRows { rows, total })
    }

    /// One order with its timeline and evidence; its recipient covered unless in `full`.
    pub async fn paper_order(&self, order: OrderId, full: bool) -> Result<OrderRecord> {
        let mut record = self.read(move |ledger| ledger.order(&order)).await?;
        if !full {
            cover_record(&mut record);
        }
        Ok(record)
    }
}
