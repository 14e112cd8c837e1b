//! Many orders at once: all of them or none.

use jiff::Timestamp;
use model::OrderId;

use super::orders::append;
use crate::{BulkChange, Error, Gone, Happening, Ledger, Missing, OrderRow, table};

impl Ledger {
    /// Changes many orders in one transaction, and tells which. One that is already as it should
    /// be is left as it is, so that the same can be asked for twice.
    pub fn change_orders(
        &self,
        orders: &[OrderId],
        what: &BulkChange,
        now: Timestamp,
    ) -> Result<Vec<OrderId>, Error> {
        self.write(|db| {
            let mut changed = Vec::new();
            for order in orders {
                let row = table::order::get(db, order)?.ok_or(Error::NotFound(Missing::Order))?;
                if let Some(event) = wanted(&row, what) {
                    append(db, order, event, now)?;
                    changed.push(order.clone());
                }
            }
            Ok(changed)
        })
    }

    /// Every tag that an order bears, sorted.
    pub fn tags(&self) -> Result<Vec<String>, Error> {
        self.read_columns(|columns| Ok(columns.tags()))
    }

    /// An order's row alone.
    pub fn order_row(&self, id: &OrderId) -> Result<OrderRow, Error> {
        self.read(|db| table::order::get(db, id)?.ok_or(Error::NotFound(Missing::Order)))
    }
}

fn wanted(row: &OrderRow, what: &BulkChange) -> Option<Happening> {
    let has = |tag: &String| row.tags.iter().any(|known| known == tag.trim());
    match what {
        BulkChange::Tag(tag) => (!has(tag) && row.gone.is_none()).then(|| {
            let tags = row.tags.iter().chain([tag]).cloned().collect();
            Happening::TagsSet { tags }
        }),
        BulkChange::Untag(tag) => (has(tag) && row.gone.is_none()).then(|| {
            let left = row.tags.iter().filter(|known| *known != tag.trim());
            Happening::TagsSet { tags: left.cloned().collect() }
        }),
        BulkChange::Trash => row.gone.is_none().then_some(Happening::Trashed),
        BulkChange::Restore => (row.gone == Some(Gone::Trashed)).then_some(Happening::Restored),
    }
}
