use jiff::civil::Date;
use model::{CategoryId, Circumstance, Milestone, Name};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::Problem;

/// A key of the deadline data, such as `first_day`, or the identity of a rule of one's own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct RuleId(pub String);

/// A term: what it counts from, how long it is, and how far it can be relied on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub id: RuleId,
    pub name: Name,
    pub track: Track,
    pub nature: Nature,
    pub from: Milestone,
    pub length: Length,
    /// Before this much of `length.unit` nothing is to be expected.
    #[serde(default)]
    pub soonest: Option<u32>,
    /// Some grant this much of `length.unit` instead of `length`, which is what to rely on.
    #[serde(default)]
    pub latest: Option<u32>,
    pub counting: Counting,
    #[serde(default)]
    pub moves: Moves,
    /// What it is about; empty for any.
    #[serde(default)]
    pub problems: Vec<Problem>,
    /// The goods it is about; empty for any.
    #[serde(default)]
    pub categories: Vec<CategoryId>,
    /// The goods it is not about.
    #[serde(default)]
    pub except_categories: Vec<CategoryId>,
    /// One of these must be so; empty when nothing must.
    #[serde(default)]
    pub circumstances: Vec<Circumstance>,
    /// Once one of these is reached there is nothing left to wait for, or to hurry for.
    #[serde(default)]
    pub done_by: Vec<Milestone>,
    /// It holds only where the buyer has recorded that the platform grants it.
    #[serde(default)]
    pub only_as_recorded: bool,
    /// The day from which it is in force; what happened before follows older rules.
    #[serde(default)]
    #[specta(type = Option<String>)]
    pub since: Option<Date>,
    pub source: RuleSource,
    /// The record of the buyer's that it follows; `None` for what comes with the app.
    #[serde(default)]
    pub own: Option<RuleId>,
    /// What is still possible once it has passed, least loss first.
    pub still: Vec<Recourse>,
}

/// Where a rule stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct RuleSource {
    pub name: Name,
    #[serde(default)]
    pub address: Option<String>,
    /// The day its text was last compared with this rule; `None` where there is no one text.
    #[serde(default)]
    #[specta(type = Option<String>)]
    pub verified_on: Option<Date>,
}

/// The three that run beside each other.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Track {
    /// The first minutes and hours, in which most can still be stopped.
    Golden,
    /// Somebody owes an answer or money by then. Once it has passed, the next step is open.
    Response,
    /// A way is open to the buyer until then: the payment channel, arbitration, the court.
    Dispute,
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    Law,
    /// A platform's or channel's own rule. Without [`RuleSource::verified_on`] it is only what
    /// many of them say, and this one's page decides.
    PlatformRule,
    /// Nobody is bound to it; so long it usually takes.
    Expectation,
    /// Said by some, found in no text.
    Unverified,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Length {
    /// From 1 to [`Unit::most`].
    pub amount: u32,
    pub unit: Unit,
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    Minutes,
    Hours,
    /// All days alike: 自然日.
    Days,
    WorkingDays,
    Months,
    Years,
}

/// From which moment to which.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// From the very moment; a day is 24 hours.
    FromMoment,
    /// The day it begins on is not counted, and the last ends at 24:00 (民法典 201, 203).
    WholeDays,
}

/// Where a last day that is off goes.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Moves {
    /// It stays: nothing says that it moves.
    #[default]
    Never,
    /// 法定休假日, weekends among them: the next working day (民法典 203).
    PastRestDays,
    /// 法定节假日, not mere weekends: the first day after (总局令 121 号第 45 条).
    PastHolidays,
}

/// What is still possible.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Recourse {
    /// Ask the service all the same.
    Service,
    /// A ticket, or the service's superior.
    Supervisor,
    /// A term that cuts off what the law grants may be void.
    ContestTerm,
    PaymentChannel,
    /// 12315.
    Regulator,
    /// Ask the authority how far it is.
    AskAuthority,
    /// A claim on another ground, which has a time of its own.
    OtherClaim,
    /// The payment institution's and the bank's own records.
    OtherRecords,
    Court,
    /// Only what the other side gives freely.
    Goodwill,
}

impl Unit {
    /// The longest that a rule may be; ten years.
    pub const fn most(self) -> u32 {
        match self {
            Self::Minutes => 10 * 366 * 24 * 60,
            Self::Hours => 10 * 366 * 24,
            Self::Days => 10 * 366,
            Self::WorkingDays => 10 * 262,
            Self::Months => 10 * 12,
            Self::Years => 10,
        }
    }

    /// How it is counted where nothing says otherwise. Days of a platform's own run from the
    /// moment, since that is the earlier end.
    pub const fn usual_counting(self) -> Counting {
        match self {
            Self::Minutes | Self::Hours | Self::Days => Counting::FromMoment,
            Self::WorkingDays | Self::Months | Self::Years => Counting::WholeDays,
        }
    }
}

impl Length {
    pub const fn is_possible(self) -> bool {
        self.amount > 0 && self.amount <= self.unit.most()
    }
}

impl Rule {
    /// Whether unit, counting and moving fit each other.
    pub fn is_countable(&self) -> bool {
        let whole = self.counting == Counting::WholeDays;
        let unit_fits = match self.length.unit {
            Unit::Minutes | Unit::Hours => !whole,
            Unit::Days => true,
            Unit::WorkingDays | Unit::Months | Unit::Years => whole,
        };
        let movable = whole && self.length.unit != Unit::WorkingDays;
        self.length.is_possible() && unit_fits && (movable || self.moves == Moves::Never)
    }
}
