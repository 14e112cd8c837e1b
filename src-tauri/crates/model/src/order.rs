use serde::{Deserialize, Serialize};
use specta::Type;

/// An order's identity within and across libraries: a UUIDv7 in its usual text form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct OrderId(pub String);

/// Where the order stands on the platform, whatever the platform calls it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum OrderState {
    /// Checked and about to be paid.
    Unpaid,
    Paid,
    /// Paid, and the platform says that it waits or works: 待处理.
    Pending,
    /// The platform says that something is wrong with it: 异常.
    Abnormal,
    /// The platform has given up delivering.
    Failed,
    /// The goods are being sent once more: 补单.
    Resupplying,
    /// The platform has made the voucher or started the top-up.
    Issued,
    /// The goods have reached the recipient.
    Delivered,
    Completed,
    /// Given up before paying, or cancelled.
    Closed,
}

/// Where the money is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum MoneyState {
    Pending,
    Processing,
    Paid,
    Closed,
    Refunding,
    /// A part has come back, and no more is under way.
    PartlyRefunded,
    Refunded,
    EscrowHeld,
    EscrowReleased,
}

impl MoneyState {
    /// Money has left the buyer, whatever became of it since.
    pub const fn was_paid(self) -> bool {
        !matches!(self, Self::Pending | Self::Processing | Self::Closed)
    }
}

/// What has become of the voucher, card or top-up itself.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum VoucherState {
    None,
    Issued,
    Viewed,
    Activated,
    Redeemed,
}

/// Where a parcel is; only for goods that are sent as one.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Shipment {
    NotShipped,
    Shipped,
    Signed,
    /// Refused at the door: 拒收.
    Refused,
    /// Sent back after it was signed for.
    Returned,
}

/// What the buyer found to have come, whatever the platform says.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Arrival {
    Nothing,
    /// Less than was bought.
    Partly,
    /// Something else than was bought.
    Wrong,
    Whole,
}

/// The three axes, kept apart: each moves without the others. A parcel adds a fourth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
pub struct Axes {
    pub order: OrderState,
    pub money: MoneyState,
    pub voucher: VoucherState,
    #[serde(default)]
    pub shipment: Option<Shipment>,
}

impl Axes {
    /// A purchase that has passed its check and has not been paid.
    pub const CHECKED: Self = Self {
        order: OrderState::Unpaid,
        money: MoneyState::Pending,
        voucher: VoucherState::None,
        shipment: None,
    };
}
