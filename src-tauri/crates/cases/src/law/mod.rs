//! Law as dated data: what a buyer may cite, where, and since when; and what is often said to
//! be law and is not.

mod cited;
mod claim;
mod file;

use std::sync::LazyLock;

use jiff::civil::Date;
use model::{Name, Problem};
use serde::{Deserialize, Serialize};
use specta::Type;

pub use claim::{ClaimFound, ClaimId, WrongClaim, claim, claims, forbidden_in};
pub use file::parse;

/// A key of the law data, such as `elaw_49`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct ProvisionId(pub String);

/// One article, or a part of one, and what it means for a buyer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Provision {
    pub id: ProvisionId,
    /// The short name by which the law is cited, without title marks.
    pub law: Name,
    pub article: u16,
    /// Counted from 1; `None` when the article is meant as a whole.
    pub paragraph: Option<u8>,
    /// The numbered items that are meant; empty when all of them are.
    pub items: Vec<u8>,
    /// How a letter names it.
    pub cited: Name,
    /// What it means for a buyer, with its limit, in words that are not the law's.
    pub gist: Name,
    pub footing: Footing,
    #[specta(type = String)]
    pub from: Date,
    /// The first day on which it is no longer in force.
    #[specta(type = Option<String>)]
    pub until: Option<Date>,
    pub source: LawSource,
    /// The day on which `article` and `gist` were last compared with the text.
    #[specta(type = String)]
    pub verified_on: Date,
    /// Where it may be cited; nowhere else.
    pub uses: Vec<LawUse>,
    /// What it is about; empty for any.
    pub problems: Vec<Problem>,
}

/// Where a provision stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct LawSource {
    /// The official title.
    pub title: String,
    /// Its number, or who adopted it and when where the text does not give one.
    pub document: String,
    /// Which copy of the text it was compared with.
    pub compared_with: String,
}

/// How firmly a provision carries what a buyer of digital goods wants of it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Footing {
    #[default]
    Settled,
    /// It may be argued, and the outcome is uncertain: never a claim in a letter.
    Arguable,
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum LawUse {
    LetterPlatform,
    /// To the seller, or to whoever got the money.
    LetterCounterparty,
    /// To the payment provider or the bank.
    LetterPayment,
    #[serde(rename = "complaint_12315")]
    Complaint12315,
    /// What a buyer should know before going to court.
    CourtInformation,
    /// Beside a way or a term, where the app explains it.
    Explanation,
}

impl LawUse {
    /// Whether what is cited there is asserted against somebody.
    pub fn asserts(self) -> bool {
        match self {
            Self::LetterPlatform
            | Self::LetterCounterparty
            | Self::LetterPayment
            | Self::Complaint12315 => true,
            Self::CourtInformation | Self::Explanation => false,
        }
    }
}

impl Provision {
    pub fn is_in_force(&self, on: Date) -> bool {
        self.from <= on && self.until.is_none_or(|until| on < until)
    }

    fn is_about(&self, problem: Option<Problem>) -> bool {
        self.problems.is_empty() || problem.is_some_and(|is| self.problems.contains(&is))
    }
}

/// All that come with the app, by law and article as the files have them.
///
/// The data is part of the program and its form is held by a test, so a file that cannot be
/// read is a defect of the build: it is left out here and named there.
pub fn all() -> &'static [Provision] {
    static PROVISIONS: LazyLock<Vec<Provision>> = LazyLock::new(|| {
        FILES.iter().filter_map(|text| parse(text).ok()).flatten().collect::<Vec<_>>()
    });
    &PROVISIONS
}

pub fn provision(id: &str) -> Option<&'static Provision> {
    all().iter().find(|provision| provision.id.0 == id)
}

/// What may be cited there on that day. While the problem is not known, only what is about any.
///
/// ```
/// use cases::Problem;
/// use cases::law::{LawUse, for_use};
/// use jiff::civil::date;
/// let found = for_use(LawUse::LetterPayment, Problem::DoublePayment, date(2026, 11, 22));
/// assert!(found.iter().any(|provision| provision.cited.zh == "《电子商务法》第五十五条第二款"));
/// ```
pub fn for_use(
    purpose: LawUse,
    problem: impl Into<Option<Problem>>,
    on: Date,
) -> Vec<&'static Provision> {
    let problem = problem.into();
    let fits = |provision: &&Provision| {
        provision.uses.contains(&purpose)
            && provision.is_about(problem)
            && provision.is_in_force(on)
    };
    all().iter().filter(fits).collect()
}

const FILES: &[&str] = &[
    include_str!("../../data/law/commerce.toml"),
    include_str!("../../data/law/consumer.toml"),
    include_str!("../../data/law/complaint.toml"),
    include_str!("../../data/law/civil.toml"),
    include_str!("../../data/law/court.toml"),
    include_str!("../../data/law/protection.toml"),
];
