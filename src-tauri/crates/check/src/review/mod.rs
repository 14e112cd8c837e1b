//! The three checks and the gates before paying: what the buyer needs, what the page says and
//! who receives it, compared with each other and with what was bought before.

mod compare;
mod duplicate;
mod gate;
mod history;
mod input;
mod mention;
mod money;
mod near;
mod recipient;
mod reminder;
mod report;
mod rules;
mod same;
mod unclear;

use jiff::Timestamp;
use model::{Fen, Field};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::catalogue::CategoryId;
use crate::diff::Difference;
use crate::identifier::{Candidate, KindId};
use crate::page::{Span, Value};

pub use gate::{Answers, Gate, GateKind, GateState, NO_PAGE, SecondEntry, second_entry};
pub use history::{History, NearRecipient};
pub use input::Input;
pub use reminder::{Reminder, Warning, reminder_gates, warning_gate};
pub use report::{Draft, Report};

/// What the buyer needs. An absent field means "I don't mind".
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(default)]
pub struct Need {
    pub category: Option<CategoryId>,
    /// The goods in the buyer's own words.
    pub name: Option<String>,
    pub face_value_fen: Option<Fen>,
    #[specta(type = Option<i32>)]
    pub quantity: Option<i64>,
    /// The most the buyer will pay in all.
    pub budget_fen: Option<Fen>,
    pub carrier: Option<String>,
    pub province: Option<String>,
    pub city: Option<String>,
    pub game: Option<String>,
    pub server: Option<String>,
    pub platform: Option<String>,
    pub account_system: Option<String>,
    pub length: Option<String>,
    pub edition: Option<String>,
    pub region: Option<String>,
    /// As typed; the checks normalise it visibly.
    pub recipient: Option<String>,
    /// Where the purchase is made.
    pub shop: Option<String>,
}

/// More of one thing than this is a slip.
pub const MAX_QUANTITY: i64 = 9_999;

/// The fields of a need that are words, in the order they are compared.
pub const WORDS: [Field; 10] = [
    Field::Carrier,
    Field::Province,
    Field::City,
    Field::Game,
    Field::AccountSystem,
    Field::Platform,
    Field::Server,
    Field::Length,
    Field::Edition,
    Field::Region,
];

impl Need {
    /// The words given for `field`; `None` when nothing but spaces was given.
    pub fn words(&self, field: Field) -> Option<&str> {
        let words = match field {
            Field::Name => &self.name,
            Field::Carrier => &self.carrier,
            Field::Province => &self.province,
            Field::City => &self.city,
            Field::Game => &self.game,
            Field::Server => &self.server,
            Field::Platform => &self.platform,
            Field::AccountSystem => &self.account_system,
            Field::Length => &self.length,
            Field::Edition => &self.edition,
            Field::Region => &self.region,
            Field::Recipient => &self.recipient,
            Field::Shop => &self.shop,
            _ => &None,
        };
        words.as_deref().map(str::trim).filter(|words| !words.is_empty())
    }

    /// What the goods would cost at their face value.
    pub(crate) fn at_face_value(&self) -> Option<Fen> {
        self.face_value_fen?.times(self.count()?)
    }

    /// The quantity, when it is one that can be bought.
    pub(crate) fn count(&self) -> Option<u32> {
        let possible = self.quantity.filter(|count| (1..=MAX_QUANTITY).contains(count))?;
        u32::try_from(possible).ok()
    }
}

/// A recipient of the address book or of an earlier purchase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct KnownRecipient {
    /// Normalised.
    pub value: String,
    /// `None` fits any kind.
    pub kind: Option<KindId>,
    /// Who it is.
    pub label: Option<String>,
    /// How many times it was checked: at 0 it is known and still to be entered twice.
    pub times_checked: u32,
}

/// An earlier purchase, as far as the checks look back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastPurchase {
    pub category: Option<CategoryId>,
    pub recipient: Option<String>,
    /// `None` fits any kind.
    pub recipient_kind: Option<KindId>,
    pub face_value: Option<Fen>,
    pub quantity: Option<u32>,
    pub total: Option<Fen>,
    /// Where it was made, in the buyer's own word.
    pub shop: Option<String>,
    /// When it was paid, or checked if it was not.
    pub at: Option<Timestamp>,
}

/// What the buyer can set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default)]
pub struct Thresholds {
    /// From this total on, it is typed before paying.
    pub type_total_from_fen: Fen,
    /// For how long the same recipient, goods and amount count as a possible double purchase.
    pub duplicate_hours: u32,
    /// How long to wait after an override, in seconds.
    pub cool_down_seconds: u32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { type_total_from_fen: Fen(50_000), duplicate_hours: 24, cool_down_seconds: 10 }
    }
}

/// What the three checks found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Review {
    /// The worst severity among the findings; gates do not count.
    pub verdict: Outcome,
    /// The comparison, field by field.
    pub rows: Vec<Row>,
    /// Worst first.
    pub findings: Vec<Finding>,
    pub recipient: Option<RecipientReview>,
    pub gates: Vec<Gate>,
    /// What must still be filled in before there is anything to confirm.
    pub missing: Vec<Field>,
    /// What is to be paid: the page's total, or unit price times quantity.
    pub total_fen: Option<Fen>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Clear,
    Attention,
    Stop,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing; changes no verdict.
    Note,
    Attention,
    Stop,
}

/// One line of the comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Row {
    pub field: Field,
    pub need: Option<Value>,
    /// Every value that the page states.
    pub page: Vec<Value>,
    pub standing: Standing,
    /// The words of the page it came from.
    pub spans: Vec<Span>,
    /// Where the two values differ, when both are identifiers.
    pub difference: Option<Difference>,
}

/// How a field of the need stands to the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    Same,
    Differs,
    /// The page shows a part of it, and that part agrees.
    Partly,
    /// The page does not state it.
    NotStated,
    /// The buyer did not ask for it.
    NotAsked,
    /// The page states several values and one of them agrees.
    Ambiguous,
}

/// One thing that is not as it should be. The window words it from the code and the values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Finding {
    /// Names the finding to the gates and their answers: what it is about and the values that
    /// differ, so that a reason given for one difference is none for the next.
    pub key: String,
    pub code: FindingCode,
    pub check: Check,
    pub severity: Severity,
    pub field: Option<Field>,
    pub expected: Option<Value>,
    pub actual: Option<Value>,
    /// Where two identifiers differ.
    pub difference: Option<Difference>,
    /// Whom or what the finding is about: the owner of a near recipient, a label's wording.
    pub about: Option<String>,
}

/// Which of the three checks, or the confirmation, made a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    Need,
    Goods,
    Recipient,
    Payment,
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum FindingCode {
    /// The page states another value.
    Differs,
    /// The page states an amount ten, a hundred… times the one needed, or a tenth of it.
    TenTimes,
    /// The page states several values, and not all agree.
    Ambiguous,
    /// The page says nothing of what the buyer calls the goods.
    NotMentioned,
    /// No purchase has such a quantity or amount: nothing, less than nothing, or beyond any slip.
    Impossible,
    /// As many pieces as one of them is worth: the amount may have been typed for the quantity.
    QuantityAsAmount,
    /// This face value is not sold.
    FaceValueUnusual,
    OverBudget,
    /// Total, unit price and quantity of the page do not fit each other.
    TotalMismatch,
    /// The total fits another quantity than the one needed.
    QuantityImplied,
    /// The total is far from the face value times the quantity.
    TotalOutOfLine,
    PriceFarBelowFace,
    PriceAboveFace,
    /// A label that is easily overlooked.
    Label,
    RecipientInvalid,
    /// Well formed, but of a sort that cannot be topped up as usual, or that cannot be vouched for.
    RecipientDoubtful,
    /// One slip away from a recipient that is known.
    RecipientNearKnown,
    /// Pasted, and not what was copied before.
    NotAsCopied,
    /// The number belongs to another carrier, place, game or server than needed or offered.
    RecipientElsewhere,
    DuplicatePurchase,
    /// Nothing was bought there before.
    ShopNew,
    /// The page's order is already closed, refunded or failed.
    OrderNotOpen,
    /// Read in a picture where two readings do not agree.
    Unclear,
}

/// The recipient, looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RecipientReview {
    pub candidate: Candidate,
    /// In groups, as it is shown.
    pub groups: Vec<String>,
    /// The known recipient that it is.
    pub known: Option<KnownRecipient>,
}

/// Compares everything in `input` with everything else.
pub fn review(input: &Input<'_>) -> Review {
    let mut findings = Vec::new();
    // A page of blanks says as much as none.
    let page = input.page.filter(|(text, _)| !text.trim().is_empty());
    let input = &Input { page, ..*input };
    let mut rows = compare::rows(input, &mut findings);
    let total = money::check(input, &mut findings);
    let recipient = recipient::check(input, &mut rows, &mut findings);
    unclear::check(input, &rows, &mut findings);
    duplicate::check(input, recipient.as_ref(), total, &mut findings);
    duplicate::shop(input, &mut findings);
    for finding in &mut findings {
        finding.key = finding.stable_key();
    }
    findings.sort_by_key(|finding| (std::cmp::Reverse(finding.severity), finding.check));
    let verdict = match findings.first().map(|finding| finding.severity) {
        Some(Severity::Stop) => Outcome::Stop,
        Some(Severity::Attention) => Outcome::Attention,
        Some(Severity::Note) | None => Outcome::Clear,
    };
    let compared = total.is_some() || rows.iter().any(|row| !row.page.is_empty());
    let gates = gate::needed(input, &findings, recipient.as_ref(), total, compared);
    Review { verdict, rows, findings, recipient, gates, missing: missing(input), total_fen: total }
}

/// The fields that a check cannot do without and that are still empty.
fn missing(input: &Input<'_>) -> Vec<Field> {
    let need = input.need;
    let Some(category) = input.category_of_need() else {
        return vec![Field::Category];
    };
    let given = |field: &Field| match field {
        Field::FaceValue => need.face_value_fen.is_some(),
        other => need.words(*other).is_some(),
    };
    let mut missing: Vec<_> =
        category.required.iter().copied().filter(|field| !given(field)).collect();
    if need.quantity.is_none() {
        missing.push(Field::Quantity);
    }
    missing
}
