//! Why it went wrong, and what to answer where the platform puts it on the buyer.

use std::sync::LazyLock;

use model::Problem;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::condition::{Condition, Held, with_what_follows};
use crate::fact::Facts;
use crate::law::ProvisionId;

/// Why it went wrong.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum RootCause {
    /// The buyer chose or typed something else than meant.
    OwnSlip,
    /// A term of validity, a range of use: it was there to be read, or was not.
    NotNoticed,
    /// Nothing showed the order once more before it was paid.
    NoSecondLook,
    /// The payment went through and the order does not know of it.
    SystemFailure,
    /// A code that ran out, a state that was shown too late.
    FlawedProcess,
    TooLate,
    WrongDetails,
    RepeatedPayment,
    /// A bad connection is called the buyer's mistake.
    BlamedOnNetwork,
    /// 一经售出不退不换 is held against what the platform itself did.
    TermOverread,
    SellerFault,
    /// A swindler, a stranger, a child.
    SomebodyElse,
}

/// Something to answer.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum PointId {
    SlipSoonReported,
    NothingSpentYet,
    NoLastLook,
    CategoriesUnclear,
    LimitsNotShown,
    PageSaidOtherwise,
    PaymentWentThrough,
    RecordIsTheirs,
    DeliveredWhereItCanBeFound,
    LateStateIsTheirs,
    CodeRanOutThere,
    AskedInTime,
    LatenessEndsNoDuty,
    DetailsAsSent,
    CorrectedAtOnce,
    PageFroze,
    SecondIsSurplus,
    NetworkIsNoSlip,
    TermCoversNoFailure,
    TermNotShown,
    TermTakesTooMuch,
    NoLastWord,
    DifferenceShowsOnlyInUse,
    SeenIsNotUsed,
    CheckRedeemingRecord,
}

/// Whose matter a cause is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Buyer,
    Platform,
    /// A rule, or how somebody reads it.
    Rule,
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Cause {
    pub id: RootCause,
    pub side: Side,
    pub problems: Vec<Problem>,
    /// What makes it likely when all of it is known to be so.
    #[serde(default)]
    pub signs: Vec<Condition>,
    /// The platform often says so of what is not the buyer's doing.
    #[serde(default)]
    pub blamed: bool,
    /// What to answer, in the order in which it is said.
    #[serde(default)]
    pub points: Vec<PointId>,
    /// The elements of the sources that it answers, such as `S16`.
    #[serde(default)]
    pub elements: Vec<String>,
}

/// Something to answer; only what is so in the case is to be said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Point {
    pub id: PointId,
    /// What it rests on in law; most rest on what happened alone.
    #[serde(default)]
    pub provision: Option<ProvisionId>,
}

/// All causes and points that come with the app.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Causes {
    cause: Vec<Cause>,
    point: Vec<Point>,
}

impl Causes {
    /// The data is part of the program and its form is held by a test, so a file that cannot be
    /// read is a defect of the build: it is left out here and named there.
    pub fn builtin() -> &'static Self {
        static CAUSES: LazyLock<Causes> = LazyLock::new(|| Causes::parse(DATA).unwrap_or_default());
        &CAUSES
    }

    /// # Errors
    ///
    /// Says where the text is not of the form.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    pub fn all(&self) -> &[Cause] {
        &self.cause
    }

    pub fn points(&self) -> &[Point] {
        &self.point
    }

    pub fn get(&self, id: RootCause) -> Option<&Cause> {
        self.cause.iter().find(|cause| cause.id == id)
    }

    pub fn point(&self, id: PointId) -> Option<&Point> {
        self.point.iter().find(|point| point.id == id)
    }
}

/// The causes that a problem can have: those first for which something speaks, those last
/// against which something does.
pub fn likely(problem: Problem, facts: &Facts) -> Vec<&'static Cause> {
    let facts = with_what_follows(facts);
    let speaks = |cause: &Cause| {
        let signs = cause.signs.iter().map(|sign| sign.state(&facts).held);
        signs.max().unwrap_or(Held::Unknown)
    };
    let of_it = Causes::builtin().all().iter().filter(|cause| cause.problems.contains(&problem));
    let mut causes: Vec<_> = of_it.collect();
    causes.sort_by_key(|cause| speaks(cause));
    causes
}

const DATA: &str = include_str!("../data/causes.toml");
