use serde::{Deserialize, Serialize};
use specta::Type;

/// A question; what it asks is said by the window.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum QuestionId {
    WhatHappened,
    WhichSign,
    WhoPaid,
    OrderShows,
    WhatCame,
    OrderSays,
    WhichSlip,
    WhichMoney,
    WhyOut,
    /// Whether anything but a term is in dispute.
    GoodsThemselves,
}

/// An option of one question; no two questions have the same.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum OptionId {
    // What happened.
    LooksLikeFraud,
    NotPaidByMe,
    NothingCame,
    CameWrong,
    ChoseWrong,
    MoneyWrong,
    AccountLimited,
    WantOut,
    // Which sign of fraud.
    MoreMoneyWanted,
    CannotBeReached,
    ScreenOrCodeGiven,
    PaidPrivately,
    /// 刷单, 返利, and tasks of that sort.
    RebateOrTask,
    OnlySlow,
    // Who paid.
    AChild,
    AStranger,
    IWasGuided,
    ARenewal,
    // What the order shows.
    AskedAgain,
    NoOrder,
    NothingMade,
    ShownAsDone,
    // What came.
    OtherThanOrdered,
    DoesNotWork,
    LimitedAfterUse,
    // What the order says.
    WhatIWanted,
    AlreadyWrong,
    // Which slip.
    WrongKind,
    WrongAmount,
    WrongNumber,
    WrongPayee,
    OrderedTwice,
    // What is wrong with the money.
    ChargedForResupply,
    OneOrderTwice,
    TwoOrders,
    TooMuch,
    NoOrderForIt,
    RefundMissing,
    // Why the buyer wants out.
    ChangedMyMind,
    RenewedByItself,
    PressedWrong,
    NotAsSaid,
    RefusedByATerm,
    // Whether the goods themselves are all right.
    GoodsAreFine,
    GoodsNotHere,
    GoodsAreWrong,
}

/// What a problem is at its core, whatever it looks like.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Core {
    Mistake,
    MoneyWithoutGround,
    PaidTwice,
    /// The money has left and nothing came about for it.
    NothingFormed,
    NotPerformed,
    PerformedBadly,
    RuleAgainstBuyer,
    /// Nobody did anything wrong; it rests on the platform's rules and on good will.
    FreeChoice,
    ChargedWrongly,
    Crime,
    NoConsent,
}

/// Who has to answer for it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    Platform,
    Seller,
    /// The payment provider or the bank.
    Payment,
    /// Whoever got it by mistake.
    Recipient,
    Police,
}
