use serde::{Deserialize, Serialize};
use specta::Type;

/// A way out.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum RemedyId {
    CancelUnpaid,
    /// What the platform itself has promised, as the buyer recorded it.
    ByOwnTerms,
    CancelRefund,
    AmendOrder,
    AmendInfo,
    /// A code was made and nobody has used it.
    SwitchOrRefund,
    ExchangeGoods,
    ExchangeSpec,
    RefuseParcel,
    ReturnParcel,
    /// Asking whoever got it.
    RecallCredit,
    Negotiate,
    /// Nothing comes back; the right thing is bought anew.
    BuyAgain,
    TraceRefund,
    StopRenewal,
    MistransferNotice,
    PayeeThroughInstitution,
    AbnormalAppeal,
    PlatformMediation,
    /// A person looks at it, since whoever got it is not known by name.
    ManualReview,
    ClaimInCourt,
    /// The system sees the second payment by itself.
    AutoReturn,
    DuplicateRefund,
    DuplicateByService,
    /// The payment provider finds out what went wrong and corrects it.
    PaymentCorrection,
    RefundDifference,
    /// The system may see by itself that nothing came about.
    AwaitDetection,
    RefundUnformed,
    PaymentDispute,
    Escalate,
    #[serde(rename = "complaint_12315")]
    Complaint12315,
    HoldPayment,
    Resupply,
    RefundUndelivered,
    MakeGood,
    RefundNotAsDescribed,
    ReplaceCode,
    RefundUnusable,
    AppealTicket,
    ContestRule,
    ContestHiddenTerm,
    ContestUnfairTerm,
    StopPaying,
    CallPolice,
    StopPayment,
    CutAccess,
    KeepEverything,
    /// For having led the buyer to pay outside the platform.
    ShopAnswersForItsStaff,
    StopChildPaying,
    /// A child under eight cannot buy.
    VoidUnderEight,
    /// An older child needs the consent of its parents.
    NotRatified,
    /// Card, account, and whatever pays without a password.
    FreezeMeans,
    NotifyInstitution,
    ClaimLoss,
}

/// What is lost for good where it goes well, from the least.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Loss {
    None,
    Small,
    Part,
    Whole,
}

/// What it costs beside what is lost.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Cost {
    Wait,
    Difference,
    Fee,
    Freight,
    /// The whole price once more.
    PriceAgain,
    CourtFee,
}

/// What is asked of the other side.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    Cancel,
    Refund,
    Amend,
    Exchange,
    Difference,
    ReturnGoods,
    /// By whoever got it.
    GiveBack,
    Investigate,
    Mediate,
    /// 撤销交易, or what the channel calls it.
    ReversePayment,
    Resupply,
    Unblock,
    DropTheTerm,
    StopPayment,
    /// By the payment institution.
    MakeUpTheLoss,
}

/// What stands in the way without shutting it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum BlockerId {
    AlreadyUsed,
    CodeSeen,
    CustomOrPresale,
    Discounted,
    RefundAsked,
    TwoOrders,
    MerchantShowsDelivery,
    FitsTheAge,
    GaveAccess,
}
