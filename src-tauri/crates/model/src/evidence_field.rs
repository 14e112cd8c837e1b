use serde::{Deserialize, Serialize};
use specta::Type;

/// Something that is to be seen on a piece of evidence.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceField {
    OrderNo,
    /// An amount of money as it is written.
    Amount,
    /// The merchant, as the payment names it.
    Payee,
    PaidAt,
    /// The platform's own word for the state.
    OrderState,
    Goods,
    OrderedAt,
    Recipient,
    Platform,
    /// An account's name or number.
    Account,
    Balance,
    TicketNo,
    /// The number of the service's agent.
    AgentNo,
    ContactedAt,
    /// What the system or somebody said.
    Message,
    /// A term in its own words.
    Quote,
    /// The last digits of the card.
    CardTail,
    /// When it was to be seen.
    SeenAt,
}
