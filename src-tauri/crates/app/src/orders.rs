use jiff::Timestamp;
use ledger::{Change, EventKind, EventOf, OrderEvent, OrderRecord};
use model::{Flow, OrderId, Sha256Hex, gaps};
use serde::Serialize;
use specta::Type;

use crate::deadlines::checked;
use crate::error::Result;
use crate::library::Library;
use crate::sealed::SealedCheck;

/// An order with everything that hangs on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct OrderView {
    pub record: OrderRecord,
    /// `None` for an order that no check came before, and when this version cannot read what
    /// another one sealed.
    pub check: Option<SealedCheck>,
    /// The flows that no evidence serves yet.
    pub gaps: Vec<Flow>,
    /// Pieces whose files never were here: the order came without them.
    pub elsewhere: Vec<Sha256Hex>,
    /// The steps that can follow from where it stands.
    pub next: Vec<EventKind>,
    /// What can still be taken back, and how; least loss first.
    pub ways: Vec<cases::cancel::Way>,
}

impl Library {
    pub async fn order(&self, id: OrderId, now: Timestamp) -> Result<OrderView> {
        let (record, sealed, elsewhere) = self
            .read(move |ledger| {
                let (record, sealed) = (ledger.order(&id)?, ledger.sealed_check(&id)?);
                Ok::<_, ledger::Error>((record, sealed, ledger.files_elsewhere(&id)?))
            })
            .await?;
        let check = sealed.and_then(|sealed| serde_json::from_str(&sealed.json).ok());
        let next = match record.row.gone {
            None => ledger::possible(record.row.axes),
            Some(_) => Vec::new(),
        };
        let ways = crate::steps::ways(&record.row, &*self.known().await?, now);
        let gaps = gaps(&record.row.evidence_kinds);
        Ok(OrderView { record, check, gaps, elsewhere, next, ways })
    }

    /// Appends what happened to an order.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::Impossible`] when it does not follow from where the order stands,
    /// [`ErrorCode::Invalid`] when a report cannot be as it is.
    pub async fn record(&self, id: OrderId, event: OrderEvent, now: Timestamp) -> Result<Change> {
        let event = checked(event, now)?;
        self.change(move |ledger| ledger.record(&id, event, now)).await
    }

    /// Takes events back, all or none, in this order. They stay in the timeline, with the events
    /// that took them back.
    pub async fn undo(&self, events: Vec<EventOf>, now: Timestamp) -> Result<Change> {
        self.change(move |ledger| ledger.undo_all(&events, now)).await
    }
}
