use serde::{Deserialize, Serialize};
use specta::Type;

/// What went wrong with a purchase.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// Goods of another kind than meant.
    WrongGoods,
    /// Face value, quantity or amount other than meant.
    WrongSpec,
    /// Another number, account or server than meant.
    WrongRecipient,
    /// The money itself went to a stranger's account.
    WrongAccount,
    /// Paid or charged twice.
    DoublePayment,
    /// Paid, and no order or voucher came of it.
    NoVoucher,
    NotDelivered,
    /// 补单 was asked for, and refused, fruitless or charged again.
    ResupplyFailed,
    /// What came is not what was described.
    NotAsDescribed,
    VoucherUnusable,
    AccountRestricted,
    /// A term such as 一经售出不退不换 is held against the buyer.
    TermsDispute,
    /// The buyer wants out.
    Cancellation,
    Overcharged,
    Fraud,
    /// A child paid.
    Minor,
    /// Somebody else paid with the buyer's means.
    UnauthorisedPayment,
}

impl Problem {
    pub const ALL: [Self; 17] = [
        Self::WrongGoods,
        Self::WrongSpec,
        Self::WrongRecipient,
        Self::WrongAccount,
        Self::DoublePayment,
        Self::NoVoucher,
        Self::NotDelivered,
        Self::ResupplyFailed,
        Self::NotAsDescribed,
        Self::VoucherUnusable,
        Self::AccountRestricted,
        Self::TermsDispute,
        Self::Cancellation,
        Self::Overcharged,
        Self::Fraud,
        Self::Minor,
        Self::UnauthorisedPayment,
    ];
}

/// How a purchase was paid and where, as far as terms depend on it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Circumstance {
    WechatPay,
    Alipay,
    BankCard,
    /// Bought in a 微信小程序.
    MiniProgram,
    /// Bought in a 微信小店.
    WechatShop,
    /// Returned under the seven days without a reason.
    NoReasonReturn,
}
