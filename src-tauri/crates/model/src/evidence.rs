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

impl From<[u8; 32]> for Sha256Hex {
    fn from(hash: [u8; 32]) -> Self {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
        Self(hash.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect())
    }
}

impl From<Sha256Hex> for String {
    fn from(hash: Sha256Hex) -> Self {
        hash.0
    }
}

impl<'de> Deserialize<'de> for Sha256Hex {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::new(&text).ok_or_else(|| serde::de::Error::custom("not a SHA-256 in hex"))
    }
}

/// What a piece of evidence shows. What each proves and holds is data, in `cases`; here is what
/// every room needs: its name and its flow.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// The listing before paying.
    Listing,
    /// The payment result with order number, amount and payee.
    Payment,
    /// The order's page with its state.
    OrderPage,
    /// What arrived, or that nothing did.
    Delivery,
    /// A conversation with the seller or the platform.
    Chat,
    Other,
    /// What was really needed: a list, a message, the right number.
    NeedProof,
    /// The account that money was meant for.
    IntendedAccount,
    /// An entry of the bill of a payment app.
    PaymentBill,
    /// A statement of the bank or the card.
    BankRecord,
    /// The message of the bank about a charge.
    BankMessage,
    /// A transfer from person to person.
    Transfer,
    /// Two charges for one thing.
    DuplicatePayment,
    /// The popup that says that paying went wrong.
    PaymentError,
    /// That the payment was closed or is being processed.
    PaymentClosed,
    RefundRecord,
    /// The order as it was before a new delivery was asked for.
    OriginalOrder,
    /// What was bought by mistake: goods, amount and recipient.
    WrongVoucher,
    /// The order that is not right: a number nobody placed, a second one.
    AbnormalOrder,
    /// Photos or a video of goods that came by parcel.
    PhotoVideo,
    /// The account after signing in, without the goods.
    AccountLogin,
    /// The balance of the card or the account.
    Balance,
    /// What the service found when it looked.
    ServiceQuery,
    /// A voucher that is refused.
    RedeemError,
    /// What was ordered beside what came.
    Comparison,
    /// A ban, a freeze, a strange sign-in.
    AccountNotice,
    /// The account that money went to by mistake.
    WrongAccount,
    ResupplyChat,
    /// A ticket with its number and progress.
    Ticket,
    /// A refusal, or that nobody answers.
    Refusal,
    /// When and how the mistake was found.
    Discovery,
    /// A term or promise of the platform, with its place.
    Terms,
    /// A receipt of the police, the bank or an authority.
    Receipt,
    /// Who signed in, from where, with what.
    LoginRecord,
    /// Who the buyer is.
    Identity,
    /// Whose child paid.
    Guardianship,
    /// A timestamp of a service for a file: its certificate, or the token itself.
    Timestamp,
    /// What a notary made.
    NotarialDeed,
    /// A receipt with the seal of a payment institution or a bank.
    PaymentReceipt,
}

/// What a piece of evidence serves: one of the three flows 资金流, 订单流, 信息流, the proof of
/// need, or that of the person.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Flow {
    Money,
    Order,
    Information,
    Need,
    Identity,
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
    pub const ALL: [Self; 39] = [
        Self::Listing,
        Self::Payment,
        Self::OrderPage,
        Self::Delivery,
        Self::Chat,
        Self::Other,
        Self::NeedProof,
        Self::IntendedAccount,
        Self::PaymentBill,
        Self::BankRecord,
        Self::BankMessage,
        Self::Transfer,
        Self::DuplicatePayment,
        Self::PaymentError,
        Self::PaymentClosed,
        Self::RefundRecord,
        Self::OriginalOrder,
        Self::WrongVoucher,
        Self::AbnormalOrder,
        Self::PhotoVideo,
        Self::AccountLogin,
        Self::Balance,
        Self::ServiceQuery,
        Self::RedeemError,
        Self::Comparison,
        Self::AccountNotice,
        Self::WrongAccount,
        Self::ResupplyChat,
        Self::Ticket,
        Self::Refusal,
        Self::Discovery,
        Self::Terms,
        Self::Receipt,
        Self::LoginRecord,
        Self::Identity,
        Self::Guardianship,
        Self::Timestamp,
        Self::NotarialDeed,
        Self::PaymentReceipt,
    ];

    /// Made by somebody else in order to be shown: it can be verified where it comes from, and a
    /// packet has a folder of its own for it.
    pub const fn is_external(self) -> bool {
        matches!(self, Self::Timestamp | Self::NotarialDeed | Self::PaymentReceipt)
    }

    /// `None` for what serves no flow by its kind alone.
    pub const fn flow(self) -> Option<Flow> {
        use EvidenceKind as K;
        Some(match self {
            K::Listing | K::NeedProof | K::IntendedAccount => Flow::Need,
            K::Payment
            | K::PaymentBill
            | K::BankRecord
            | K::BankMessage
            | K::Transfer
            | K::DuplicatePayment
            | K::PaymentError
            | K::PaymentClosed
            | K::RefundRecord
            | K::PaymentReceipt => Flow::Money,
            K::OrderPage | K::OriginalOrder | K::WrongVoucher | K::AbnormalOrder => Flow::Order,
            K::Delivery
            | K::Chat
            | K::PhotoVideo
            | K::AccountLogin
            | K::Balance
            | K::ServiceQuery
            | K::RedeemError
            | K::Comparison
            | K::AccountNotice
            | K::WrongAccount
            | K::ResupplyChat
            | K::Ticket
            | K::Refusal
            | K::Discovery
            | K::Terms
            | K::Receipt
            | K::LoginRecord => Flow::Information,
            K::Identity | K::Guardianship => Flow::Identity,
            K::Other | K::Timestamp | K::NotarialDeed => return None,
        })
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
    fn what_vouches_for_a_file_alone_serves_no_flow() {
        let external = EvidenceKind::ALL.into_iter().filter(|kind| kind.is_external());
        let flows: Vec<_> = external.map(EvidenceKind::flow).collect();
        assert_eq!(flows, [None, None, Some(Flow::Money)]);
    }

    #[test]
    fn a_hash_cannot_be_a_path() {
        for text in ["", "../../etc/passwd", &"A".repeat(64), &"g".repeat(64), &"a".repeat(65)] {
            assert_eq!(Sha256Hex::new(text), None, "{text}");
        }
        assert!(Sha256Hex::new(&"0a".repeat(32)).is_some());
    }

    #[test]
    fn a_hash_is_written_byte_by_byte() {
        let bytes = std::array::from_fn(|at| [0x00, 0x0f, 0xf0, 0x9a][at % 4]);
        assert_eq!(Sha256Hex::from(bytes).as_str(), "000ff09a".repeat(8));
        assert_eq!(Sha256Hex::new(&"000ff09a".repeat(8)), Some(Sha256Hex::from(bytes)));
    }
}
