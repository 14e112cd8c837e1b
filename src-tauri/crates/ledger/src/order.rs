use jiff::Timestamp;
use model::{Arrival, Axes, EvidenceKind, Fen, OrderId, OrderState, Sha256Hex};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Acquired, DraftId, Gone, Link, RecordedFrom};

/// What was bought or is about to be: the part of a sealed check, or of a record without one,
/// that lists, searches and compares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct OrderSummary {
    /// A key of the category catalogue.
    pub category: String,
    /// The goods as the buyer or the page calls them.
    pub name: String,
    /// Nominal value of one unit.
    pub face_value: Option<Fen>,
    /// What one unit really costs.
    pub unit_price: Option<Fen>,
    pub quantity: u32,
    pub total: Option<Fen>,
    /// Normalised; `None` for goods that go to nobody in particular.
    pub recipient: Option<String>,
    /// A key of the identifier kinds.
    pub recipient_kind: Option<String>,
    /// Who the recipient is, in the buyer's words.
    pub recipient_label: Option<String>,
    /// The platform.
    pub shop: Option<String>,
    /// Who sells there; often the platform itself.
    #[serde(default)]
    pub seller: Option<String>,
    /// Whom the money goes to, as the payment names them.
    pub payee: Option<String>,
    /// Further words under which the order is to be found, such as the category's names.
    pub words: Vec<String>,
}

/// A check to seal. See [`crate::Ledger::seal_check`].
#[derive(Debug, Clone)]
pub struct NewOrder {
    /// The draft that the check was made from; it goes when the order comes.
    pub draft: Option<DraftId>,
    pub summary: OrderSummary,
    /// The whole check as JSON. Its meaning is not known here; its bytes are kept exactly.
    pub check_json: String,
    /// What the check was read from; it becomes the order's first evidence.
    pub pictures: Vec<NewPicture>,
}

/// A picture that was kept by [`crate::Ledger::keep_picture`], to become evidence.
#[derive(Debug, Clone)]
pub struct NewPicture {
    pub sha256: Sha256Hex,
    pub name: String,
    pub kind: EvidenceKind,
    pub acquired: Acquired,
}

/// An order as its events have made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct OrderRow {
    pub id: OrderId,
    pub summary: OrderSummary,
    pub axes: Axes,
    /// What the buyer found to have come; `None` until they said.
    pub arrival: Option<Arrival>,
    /// The platform's own words for where it stands, as last seen.
    pub shown: Option<String>,
    /// The hash of the sealed check's bytes; `None` for an order that no check came before.
    pub check_sha256: Option<Sha256Hex>,
    /// How an order without a check came into the record.
    pub recorded_from: Option<RecordedFrom>,
    /// The hash of the page that an order without a check was read in.
    pub page_sha256: Option<Sha256Hex>,
    pub order_no: Option<String>,
    /// What has come back of the money.
    pub refunded: Fen,
    pub tags: Vec<String>,
    pub links: Vec<Link>,
    pub gone: Option<Gone>,
    /// When it went.
    #[specta(type = Option<String>)]
    pub gone_at: Option<Timestamp>,
    /// When the check was sealed, or the order recorded.
    #[specta(type = String)]
    pub created_at: Timestamp,
    /// When the last event was recorded.
    #[specta(type = String)]
    pub updated_at: Timestamp,
    /// When the buyer paid, by their own account or the page's.
    #[specta(type = Option<String>)]
    pub paid_at: Option<Timestamp>,
    /// When paying was last put off.
    #[specta(type = Option<String>)]
    pub postponed_at: Option<Timestamp>,
    /// Why the purchase was given up.
    pub closed_reason: Option<String>,
    /// In the order they were written.
    pub notes: Vec<String>,
    /// The distinct kinds of evidence attached, sorted.
    pub evidence_kinds: Vec<EvidenceKind>,
    #[specta(type = i32)]
    pub last_seq: i64,
}

/// What an order can be known by, when it comes once more from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderMark {
    pub id: OrderId,
    pub name: String,
    pub total: Option<Fen>,
    pub recipient: Option<String>,
    pub paid_at: Option<Timestamp>,
    pub order_no: Option<String>,
    pub shop: Option<String>,
}

/// What the checks need to know of an earlier purchase. Abandoned ones are not among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastPurchase {
    pub order: OrderId,
    pub category: String,
    pub name: String,
    pub face_value: Option<Fen>,
    pub unit_price: Option<Fen>,
    pub quantity: u32,
    pub total: Option<Fen>,
    pub recipient: Option<String>,
    pub recipient_kind: Option<String>,
    pub recipient_label: Option<String>,
    pub shop: Option<String>,
    pub payee: Option<String>,
    pub order_no: Option<String>,
    pub state: OrderState,
    /// When it was paid or, until that is recorded, when its check was sealed.
    pub at: Timestamp,
}
