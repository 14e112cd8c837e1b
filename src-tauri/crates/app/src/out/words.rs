use std::collections::BTreeMap;

use ledger::{EventKind, MoveSource};
use model::{
    Arrival, EvidenceKind, Flow, Milestone, MoneyState, OrderState, Problem, Shipment, VoucherState,
};
use serde::{Deserialize, Serialize};
use specta::Type;

/// All words of a table, in the language of who reads it: Rust has none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(default)]
pub struct OutWords {
    pub sheets: BTreeMap<OutSheet, String>,
    pub columns: BTreeMap<OutColumn, String>,
    pub orders: BTreeMap<OrderState, String>,
    pub money: BTreeMap<MoneyState, String>,
    pub vouchers: BTreeMap<VoucherState, String>,
    pub shipments: BTreeMap<Shipment, String>,
    pub arrivals: BTreeMap<Arrival, String>,
    pub events: BTreeMap<EventKind, String>,
    pub sources: BTreeMap<MoveSource, String>,
    pub milestones: BTreeMap<Milestone, String>,
    pub problems: BTreeMap<Problem, String>,
    pub kinds: BTreeMap<EvidenceKind, String>,
    pub flows: BTreeMap<Flow, String>,
    /// By the keys of the catalogue.
    pub categories: BTreeMap<String, String>,
    /// Marks an event that was taken back.
    pub undone: String,
    /// Stands between several words of one cell.
    pub and: String,
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum OutSheet {
    Orders,
    Steps,
    Evidence,
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum OutColumn {
    OrderNo,
    Platform,
    Category,
    Goods,
    FaceValue,
    UnitPrice,
    Quantity,
    Total,
    Refunded,
    OrderState,
    MoneyState,
    VoucherState,
    Shipment,
    Arrival,
    /// The platform's own words for where it stands.
    Shown,
    /// Who receives it, by the buyer's name for them.
    RecipientName,
    Recipient,
    Seller,
    Payee,
    CreatedAt,
    PaidAt,
    Tags,
    Notes,
    ClosedReason,
    /// The flows that evidence serves.
    Evidence,
    /// The identity that the record knows the order by.
    Id,
    HappenedAt,
    RecordedAt,
    Event,
    /// Where the order stands by it.
    To,
    Amount,
    Source,
    Text,
    EvidenceKind,
    File,
    Size,
    AttachedAt,
    ClaimedAt,
    Proves,
    Sha256,
}

impl OutSheet {
    pub(super) const ALL: [Self; 3] = [Self::Orders, Self::Steps, Self::Evidence];

    pub(super) const fn columns(self) -> &'static [OutColumn] {
        use OutColumn as C;
        match self {
            Self::Orders => &[
                C::OrderNo,
                C::Platform,
                C::Category,
                C::Goods,
                C::FaceValue,
                C::UnitPrice,
                C::Quantity,
                C::Total,
                C::Refunded,
                C::OrderState,
                C::MoneyState,
                C::VoucherState,
                C::Shipment,
                C::Arrival,
                C::Shown,
                C::RecipientName,
                C::Recipient,
                C::Seller,
                C::Payee,
                C::CreatedAt,
                C::PaidAt,
                C::Tags,
                C::Notes,
                C::ClosedReason,
                C::Evidence,
                C::Id,
            ],
            Self::Steps => &[
                C::OrderNo,
                C::Goods,
                C::HappenedAt,
                C::RecordedAt,
                C::Event,
                C::To,
                C::Amount,
                C::Shown,
                C::Source,
                C::Text,
                C::Id,
            ],
            Self::Evidence => &[
                C::OrderNo,
                C::Goods,
                C::EvidenceKind,
                C::File,
                C::Size,
                C::AttachedAt,
                C::ClaimedAt,
                C::Proves,
                C::Sha256,
                C::Id,
            ],
        }
    }
}

impl OutColumn {
    /// In characters of a digit's width.
    pub(super) const fn width(self) -> u8 {
        match self {
            Self::Quantity | Self::Size => 8,
            Self::FaceValue | Self::UnitPrice | Self::Total | Self::Refunded | Self::Amount => 11,
            Self::CreatedAt
            | Self::PaidAt
            | Self::HappenedAt
            | Self::RecordedAt
            | Self::AttachedAt
            | Self::ClaimedAt => 20,
            Self::OrderNo | Self::Goods | Self::File => 26,
            Self::Notes | Self::Text | Self::Proves | Self::To => 36,
            Self::Id | Self::Sha256 => 38,
            Self::Recipient => 18,
            _ => 14,
        }
    }
}

impl OutWords {
    pub(super) fn sheet(&self, sheet: OutSheet) -> String {
        self.sheets.get(&sheet).cloned().unwrap_or_default()
    }

    pub(super) fn column(&self, column: OutColumn) -> String {
        self.columns.get(&column).cloned().unwrap_or_default()
    }
}
