use serde::{Deserialize, Serialize};
use specta::Type;

/// Somebody to turn to.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum ChannelId {
    /// Whoever got the money or the goods by mistake.
    Counterparty,
    Chat,
    Phone,
    Ticket,
    Supervisor,
    Technical,
    /// The platform steps in between buyer and shop.
    PlatformDispute,
    /// The payment app's own way for a payment in dispute.
    PaymentChannel,
    Bank,
    /// 110.
    Police,
    /// 96110, which warns and dissuades.
    AntifraudLine,
    /// A complaint through 12315.
    Regulator,
    /// A report of a breach of law through 12315.
    RegulatorReport,
    Association,
    /// 12363.
    FinanceLine,
    /// 12345.
    CitizenLine,
    /// 12321.
    SpamCentre,
    /// 12377.
    ContentCentre,
    Publicity,
    Court,
}

/// The rungs, L0 to L5; what cannot wait stands beside them.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    Counterparty,
    Service,
    Escalation,
    Payment,
    Authority,
    /// Publicity and the courts.
    Beyond,
    Emergency,
}

impl Level {
    /// Beyond the other side and the platform.
    pub fn is_outside(self) -> bool {
        !matches!(self, Self::Counterparty | Self::Service | Self::Escalation)
    }
}

/// Where a channel is entered.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    PlatformMessages,
    OnlineService,
    OrderHelp,
    /// As the platform's own app or page shows it.
    ServiceNumber,
    TicketForm,
    AskInConversation,
    AfterSalePage,
    /// The page of the payment in the payment app.
    BillPage,
    /// As printed on the card.
    BankNumber,
    BankCounter,
    DialNumber,
    PoliceStation,
    NationalPlatform,
    RegulatorCounter,
    OfficialSite,
    PublicPlatform,
    OnlineCourt,
    CourtCounter,
}

/// What to have at hand.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Ready {
    OrderNo,
    AmountAndTime,
    PaymentProof,
    TransferProof,
    OrderPage,
    ChatLog,
    TicketNo,
    AgentNo,
    /// What is asked for, in one sentence.
    Demand,
    TimeLimit,
    /// The refusal, or that nobody answered.
    RefusalProof,
    Respondent,
    OwnIdentity,
    PayeeAccount,
    /// Numbers, addresses and links that the deceiver used.
    Traces,
    CardTail,
    Timeline,
    Breach,
}

/// What a channel cannot do.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// Nobody can promise how it ends.
    NoPromise,
    /// It mediates between willing sides.
    NoForce,
    NotAJudge,
    /// It does not answer for a merchant's funds.
    NoCustody,
    /// It gives nobody's identity away.
    NoIdentity,
    NothingWritten,
    NotForRefunds,
    InstitutionFirst,
    /// It takes complaints, no reports.
    NoReports,
    PassesOn,
    /// An ordinary dispute is not its business.
    NoOrdinaryDispute,
    /// It may come too late to stop the money.
    MayBeTooLate,
    ProofIsYours,
    TakesLong,
    MayAnswerBack,
    NoSettlement,
}

/// How well it is known what a channel handles.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Known {
    /// From a text of law, or from who runs it.
    Verified,
    /// Others say so; the official page was not seen.
    SecondHand,
    Unverified,
    /// The platform's or provider's own page decides.
    OwnPage,
}
