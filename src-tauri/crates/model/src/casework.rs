use serde::{Deserialize, Serialize};
use specta::Type;

/// What came of speaking with somebody about an order that went wrong.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum ContactOutcome {
    /// Written or said, and an answer is awaited.
    Waiting,
    /// They promised something.
    Promised,
    /// They will do what was asked for.
    Agreed,
    Refused,
    /// Nobody answered in the time that was to be expected.
    NoReply,
}

/// How a matter ended.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum CaseOutcome {
    /// All that was asked for came back.
    Refunded,
    PartlyRefunded,
    /// What was bought came after all.
    Delivered,
    Exchanged,
    /// The order was put right, or could be used as it was.
    PutRight,
    /// The buyer let it go.
    GivenUp,
    /// Every way was gone, and nothing came of it.
    Nothing,
}
