//! What is told of an order beyond its payment: where it stands, what came back, what it
//! belongs to.

use jiff::Timestamp;
use model::{Arrival, Axes, Fen, MoneyState, OrderId, OrderState, Shipment, VoucherState};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Casework, Clock, EvidenceRow};

/// An order stands elsewhere, as the buyer saw it, did it or was told. What is `None` has not
/// moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Move {
    #[serde(default)]
    pub order: Option<OrderState>,
    #[serde(default)]
    pub money: Option<MoneyState>,
    #[serde(default)]
    pub voucher: Option<VoucherState>,
    #[serde(default)]
    pub shipment: Option<Shipment>,
    #[serde(default)]
    pub arrival: Option<Arrival>,
    /// The platform's own words for where the order stands.
    #[serde(default)]
    pub shown: Option<String>,
    /// When it happened or was seen; the event itself says when it was recorded.
    #[specta(type = String)]
    pub at: Timestamp,
    pub source: MoveSource,
    #[serde(default)]
    pub note: Option<String>,
    /// Why, for a step that is unusual; see [`model::transition`].
    #[serde(default)]
    pub reason: Option<String>,
}

/// How the buyer knows of a step.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum MoveSource {
    /// Did it themselves.
    Did,
    /// Saw it on the platform.
    Seen,
    /// Was told by the seller or the service.
    Told,
    /// It stands in a pasted page or a screenshot.
    Page,
    /// It stands in a bill or a message of the bank.
    Bill,
    /// It came with a table from elsewhere.
    Imported,
}

/// Money that came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MoneyBack {
    pub amount: Fen,
    /// When it arrived.
    #[specta(type = String)]
    pub at: Timestamp,
    /// Where it arrived, in the buyer's words.
    #[serde(default)]
    pub to: Option<String>,
    #[serde(default)]
    pub note: Option<String>,
}

/// How an order that was never checked came into the record.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum RecordedFrom {
    /// Typed.
    Hand,
    /// Read in a pasted page.
    Page,
    /// Read in a screenshot.
    Picture,
    /// A row of a table from elsewhere.
    Table,
}

/// A row of a table that orders came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TableRow {
    /// The name of its file.
    pub table: String,
    /// As the program that made the file counts, from 1.
    pub row: u32,
}

/// What another order is to this one. Both of a pair say so, each from its side.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// What this one was exchanged for.
    ExchangedFor,
    /// What this one came in exchange for.
    ExchangeOf,
    /// What was sent once more for this one.
    ResuppliedBy,
    /// What this one was sent once more for.
    ResupplyOf,
    /// Paid a second time by mistake.
    PaidTwice,
    Related,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Link {
    pub kind: LinkKind,
    pub other: OrderId,
}

/// What one record of an order takes over from another record of the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Merge {
    pub other: OrderId,
    pub order_no: Option<String>,
    /// Where it stood; older events do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub axes: Option<Axes>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrival: Option<Arrival>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<String>,
    #[specta(type = Option<String>)]
    pub paid_at: Option<Timestamp>,
    pub refunded: Fen,
    pub notes: Vec<String>,
    pub tags: Vec<String>,
    pub evidence: Vec<EvidenceRow>,
    /// What was done about it; older events do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<Box<Casework>>,
    /// What its terms were counted from; older events do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Box<Clock>>,
}

/// What is done to many orders at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", content = "tag", rename_all = "snake_case")]
pub enum BulkChange {
    /// Each gets this tag beside those it has.
    Tag(String),
    Untag(String),
    Trash,
    Restore,
}

/// Why an order stands in no list but that of what is gone. Its events and files stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", content = "into", rename_all = "snake_case")]
pub enum Gone {
    Trashed,
    /// It is part of another record.
    Merged(OrderId),
}

/// What is known of a purchase that no check came before.
#[derive(Debug, Clone)]
pub struct NewRecord {
    pub summary: crate::OrderSummary,
    pub from: RecordedFrom,
    /// Where it stood in a table.
    pub row: Option<TableRow>,
    /// The page that it was read in, as JSON whose meaning is not known here.
    pub page_json: Option<String>,
    /// Screenshots that it was read in; they become the order's first evidence.
    pub pictures: Vec<crate::NewPicture>,
    /// What has happened to it by then, in its order.
    pub happened: Vec<crate::OrderEvent>,
}

impl Merge {
    /// Where the order stands that is put together. An axis that never began is the other
    /// record's, and so is what money did that this one knows nothing of.
    pub(crate) fn joined(&self, ours: Axes, refunded: Fen) -> Axes {
        let Some(theirs) = self.axes else { return ours };
        let fresh = ours.order == OrderState::Unpaid && ours.money == MoneyState::Pending;
        let paid = theirs.money.was_paid();
        let only_theirs = paid && !ours.money.was_paid();
        let order = match ours.order {
            OrderState::Unpaid => fresh || paid,
            // Given up, and bought after all.
            OrderState::Closed => only_theirs,
            _ => false,
        };
        let money = fresh || only_theirs || self.refunded > refunded;
        let voucher = ours.voucher == VoucherState::None;
        Axes {
            order: if order { theirs.order } else { ours.order },
            money: if money { theirs.money } else { ours.money },
            voucher: if voucher { theirs.voucher } else { ours.voucher },
            shipment: ours.shipment.or(theirs.shipment),
        }
    }
}

impl Move {
    /// The order alone moves; the buyer saw or did it.
    pub const fn to(order: OrderState, at: Timestamp, source: MoveSource) -> Self {
        Self {
            order: Some(order),
            money: None,
            voucher: None,
            shipment: None,
            arrival: None,
            shown: None,
            at,
            source,
            note: None,
            reason: None,
        }
    }

    /// Where it leads from `from`. What a state of the order cannot be without moves with it,
    /// where the step itself says nothing of it.
    pub fn target(&self, from: Axes) -> Axes {
        let order = self.order.unwrap_or(from.order);
        let moved = order != from.order;
        let money = match (order, from.money) {
            (OrderState::Completed, MoneyState::EscrowHeld) if moved => MoneyState::EscrowReleased,
            (OrderState::Closed, MoneyState::Pending) if moved => MoneyState::Closed,
            (OrderState::Paid, MoneyState::Pending | MoneyState::Processing) if moved => {
                MoneyState::Paid
            }
            (_, same) => same,
        };
        let voucher = match (order, from.voucher) {
            (OrderState::Issued | OrderState::Delivered, VoucherState::None) if moved => {
                VoucherState::Issued
            }
            (_, same) => same,
        };
        Axes {
            order,
            money: self.money.unwrap_or(money),
            voucher: self.voucher.unwrap_or(voucher),
            shipment: self.shipment.or(from.shipment),
        }
    }
}

impl LinkKind {
    /// What this order is to the other one.
    #[must_use]
    pub const fn inverse(self) -> Self {
        match self {
            Self::ExchangedFor => Self::ExchangeOf,
            Self::ExchangeOf => Self::ExchangedFor,
            Self::ResuppliedBy => Self::ResupplyOf,
            Self::ResupplyOf => Self::ResuppliedBy,
            Self::PaidTwice => Self::PaidTwice,
            Self::Related => Self::Related,
        }
    }
}
