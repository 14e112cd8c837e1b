use serde::{Deserialize, Serialize};
use specta::Type;

/// A step of an order or of the dispute about it that something is counted from.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Milestone {
    Paid,
    Issued,
    Delivered,
    Completed,
    /// The platform's or seller's service was first told of the trouble.
    Contacted,
    /// The goods were asked for once more: 补单.
    ResupplyRequested,
    RefundRequested,
    RefundAgreed,
    /// The seller refused what was asked for after the sale.
    AfterSaleRefused,
    /// The seller has what was sent back.
    GoodsReturned,
    /// Somebody promised something by a time.
    Promised,
    /// A complaint through the payment channel or the platform that hosts the shop.
    ChannelComplained,
    /// The payment channel, or the platform that hosts the shop, turned the complaint down.
    ChannelRefused,
    /// The platform was asked to step in between buyer and shop: 申请平台介入.
    PlatformAsked,
    /// The market regulator received a complaint.
    AuthorityReceived,
    AuthorityAccepted,
    /// The market regulator did not accept the complaint, or dropped it.
    AuthorityRefused,
    /// The market regulator ended its mediation.
    MediationEnded,
    /// The buyer knew, or should have known, of the mistake in what was bought.
    MistakeKnown,
    /// The buyer knew, or should have known, of having been deceived.
    FraudKnown,
    /// The buyer knew, or should have known, of the harm and who owes for it.
    HarmKnown,
}

/// What came of a term when it was due.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum TermAnswer {
    Resolved,
    /// Something is still missing.
    Partly,
    Refused,
    NoReply,
}

impl Milestone {
    /// Whether it belongs to every purchase, not to a dispute about one.
    pub const fn is_usual(self) -> bool {
        matches!(self, Self::Paid | Self::Issued | Self::Delivered | Self::Completed)
    }
}
