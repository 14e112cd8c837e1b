use jiff::Timestamp;
use model::OrderId;

use super::orders::begin;
use crate::{Change, Changed, Error, Happening, Ledger, OrderSummary, fold::fold, table};

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
                let check_sha256 = crate::sha256(order.check_json.as_bytes())?;
                table::document::put(db, &check_sha256, &order.check_json)?;
                let sealed = Happening::CheckSealed { summary: order.summary, check_sha256 };
                let mut events = Vec::new();
                for (at, what) in [(order.sealed_at, sealed)].into_iter().chain(order.happened) {
                    let prepared = table::event::prepare(db, &id, what, at)?;
                    table::event::append(db, &id, &prepared)?;
                    events.push(prepared.event);
                }
                begin(db, &fold(&events)?)?;
            }
            Ok(())
        })?;
        Ok(Change::of(&[Changed::Orders]))
    }
}
