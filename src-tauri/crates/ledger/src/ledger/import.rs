use jiff::Timestamp;
use model::OrderId;

use super::orders::bring_in;
use crate::{Change, Changed, Error, Happening, Ledger, NewRecord, OrderMark, OrderSummary, table};

/// An order that was made elsewhere, with all that has happened to it.
#[derive(Debug, Clone)]
pub struct ImportedOrder {
    pub summary: OrderSummary,
    /// As [`crate::NewOrder::check_json`].
    pub check_json: String,
    pub sealed_at: Timestamp,
    /// In the order in which it happened. The files of evidence are in the vault already.
    pub happened: Vec<(Timestamp, Happening)>,
}

impl Ledger {
    /// Takes over many orders at once: all of them or, when one cannot be, none. The address
    /// book stays as it is.
    ///
    /// # Errors
    ///
    /// [`Error::Impossible`] when something has happened that does not follow from what came
    /// before.
    pub fn import(&self, orders: Vec<ImportedOrder>) -> Result<Change, Error> {
        self.write(|db| {
            for order in orders {
                let id = OrderId(super::new_identity(order.sealed_at));
                let check_sha256 = crate::sha256(order.check_json.as_bytes());
                table::document::put(db, &check_sha256, &order.check_json)?;
                let sealed = Happening::CheckSealed { summary: order.summary, check_sha256 };
                bring_in(db, &id, [(order.sealed_at, sealed)].into_iter().chain(order.happened))?;
            }
            Ok(())
        })?;
        Ok(Change::of(&[Changed::Orders]))
    }

    /// Records many purchases that no check came before, such as the rows of a table: all of
    /// them or, when one cannot be, none. Pages and pictures of theirs are not taken.
    ///
    /// # Errors
    ///
    /// As [`Ledger::record_order`].
    pub fn record_orders(
        &self,
        orders: Vec<NewRecord>,
        now: Timestamp,
    ) -> Result<Vec<OrderId>, Error> {
        self.write(|db| {
            let mut recorded = Vec::with_capacity(orders.len());
            for new in orders {
                let id = OrderId(super::new_identity(now));
                let NewRecord { summary, from, row, happened, .. } = new;
                let first = Happening::Recorded { summary, from, page_sha256: None, row };
                let happened = happened.into_iter().map(Happening::from);
                let all = std::iter::once(first).chain(happened).map(|what| (now, what));
                bring_in(db, &id, all)?;
                recorded.push(id);
            }
            Ok(recorded)
        })
    }

    /// What every order can be known by that is neither in the trash nor part of another.
    pub fn order_marks(&self) -> Result<Vec<OrderMark>, Error> {
        self.read(|db| Ok(table::order::marks(db)?))
    }
}
