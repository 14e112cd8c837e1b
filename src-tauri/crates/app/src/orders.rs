use jiff::Timestamp;
use ledger::{
    Change, EventKind, OrderCount, OrderEvent, OrderPage, OrderQuery, OrderRecord, OrderRow,
};
use model::OrderId;
use serde::Serialize;
use specta::Type;

use crate::error::Result;
use crate::library::Library;
use crate::sealed::SealedCheck;

/// An order with everything that hangs on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct OrderView {
    pub record: OrderRecord,
    /// `None` when this version cannot read what an other one sealed.
    pub check: Option<SealedCheck>,
    /// The steps that can follow from where it stands.
    pub next: Vec<EventKind>,
}

impl Library {
    /// The orders that fit `query`, in its order.
    pub async fn orders(&self, query: OrderQuery) -> Result<Vec<OrderRow>> {
        self.read(move |ledger| ledger.orders(&query)).await
    }

    /// The same, and where the next page begins.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::NotFound`](crate::ErrorCode::NotFound) when the query begins after
    /// something that is no place in its list.
    pub async fn order_page(&self, query: OrderQuery) -> Result<OrderPage> {
        self.read(move |ledger| ledger.order_page(&query)).await
    }

    /// How many orders fit `query`, on all pages together.
    pub async fn count_orders(&self, query: OrderQuery) -> Result<OrderCount> {
        self.read(move |ledger| ledger.count_orders(&query)).await
    }

    /// Reads ahead what filters and sorts look at. Nothing needs it; without it the first filter
    /// after the start waits for it.
    pub async fn prepare_finding(&self) -> Result<()> {
        self.read(ledger::Ledger::prepare_finding).await
    }

    pub async fn order(&self, id: OrderId) -> Result<OrderView> {
        let (record, sealed) = self
            .read(move |ledger| {
                Ok::<_, ledger::Error>((ledger.order(&id)?, ledger.sealed_check(&id)?))
            })
            .await?;
        let check = serde_json::from_str(&sealed.json).ok();
        let next = ledger::possible(record.row.axes);
        Ok(OrderView { record, check, next })
    }

    /// Appends what happened to an order.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::Impossible`] when it does not follow from where the order stands.
    pub async fn record(&self, id: OrderId, event: OrderEvent, now: Timestamp) -> Result<Change> {
        self.change(move |ledger| ledger.record(&id, event, now)).await
    }

    /// Takes an event back. It stays in the timeline, with the event that took it back.
    pub async fn undo(&self, id: OrderId, seq: i64, now: Timestamp) -> Result<Change> {
        self.change(move |ledger| ledger.undo(&id, seq, now)).await
    }
}
