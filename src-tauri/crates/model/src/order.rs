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
    Refunded,
    EscrowHeld,
    EscrowReleased,
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

/// The three axes, kept apart: each moves without the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
pub struct Axes {
    pub order: OrderState,
    pub money: MoneyState,
    pub voucher: VoucherState,
}

impl Axes {
    /// A purchase that has passed its check and has not been paid.
    pub const CHECKED: Self =
        Self { order: OrderState::Unpaid, money: MoneyState::Pending, voucher: VoucherState::None };
}
