use serde::{Deserialize, Serialize};
use specta::Type;

/// The SHA-256 of a file's bytes as 64 lower-case hex digits; the name of a file in the vault.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Type)]
#[serde(transparent)]
pub struct Sha256Hex(String);

impl Sha256Hex {
    /// `None` unless `text` is exactly 64 lower-case hex digits, so that a value of this type
    /// can never lead out of the vault's folder.
    pub fn new(text: &str) -> Option<Self> {
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        (text.len() == 64 && text.bytes().all(hex)).then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Sha256Hex {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::new(&text).ok_or_else(|| serde::de::Error::custom("not a SHA-256 in hex"))
    }
}

/// What a piece of evidence shows.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// The listing before paying.
    Listing,
    /// The payment result or the bill's entry.
    Payment,
    /// The order's page with its state.
    OrderPage,
    /// What arrived, or that nothing did.
    Delivery,
    /// A conversation with the seller or the platform.
    Chat,
    Other,
}

/// The flow that a piece of evidence serves: 资金流, 订单流, 信息流, or the proof of need.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Flow {
    Money,
    Order,
    Information,
    Need,
}

impl Flow {
    /// The three that prove a purchase, 三流. The need is proved by the sealed check.
    pub const PROVING: [Self; 3] = [Self::Money, Self::Order, Self::Information];
}

/// The flows of [`Flow::PROVING`] that no evidence of these kinds serves yet, in their order.
///
/// ```
/// use model::{EvidenceKind, Flow, gaps};
/// assert_eq!(gaps(&[EvidenceKind::Payment, EvidenceKind::Chat]), [Flow::Order]);
/// ```
pub fn gaps(kinds: &[EvidenceKind]) -> Vec<Flow> {
    let served = |flow| kinds.iter().any(|kind| kind.flow() == Some(flow));
    Flow::PROVING.into_iter().filter(|&flow| !served(flow)).collect()
}

impl EvidenceKind {
    pub const ALL: [Self; 6] =
        [Self::Listing, Self::Payment, Self::OrderPage, Self::Delivery, Self::Chat, Self::Other];

    /// `None` for what serves no flow by its kind alone.
    pub const fn flow(self) -> Option<Flow> {
        match self {
            Self::Listing => Some(Flow::Need),
            Self::Payment => Some(Flow::Money),
            Self::OrderPage => Some(Flow::Order),
            Self::Delivery | Self::Chat => Some(Flow::Information),
            Self::Other => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_proves_nothing_leaves_every_gap() {
        assert_eq!(gaps(&[EvidenceKind::Listing, EvidenceKind::Other]), Flow::PROVING);
        assert_eq!(gaps(&EvidenceKind::ALL), [], "one of each leaves none");
    }

    #[test]
    fn a_hash_cannot_be_a_path() {
        for text in ["", "../../etc/passwd", &"A".repeat(64), &"g".repeat(64), &"a".repeat(65)] {
            assert_eq!(Sha256Hex::new(text), None, "{text}");
        }
        assert!(Sha256Hex::new(&"0a".repeat(32)).is_some());
    }
}
