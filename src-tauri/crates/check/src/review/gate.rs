//! 确认支付: what this purchase's risk asks for before the money moves.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use model::Fen;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Finding, FindingCode, Input, RecipientReview, Reminder, Severity, Warning};
use crate::diff::difference;
use crate::identifier::{Candidate, KindId, Kinds, ReasonCode};
use crate::page::Value;

/// A shorter reason is a key pressed to get past the question.
const REASON_CHARS: usize = 4;

/// The key of the reason for comparing no page.
pub const NO_PAGE: &str = "no_page";

/// One act that is asked for, and whether it was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Gate {
    pub kind: GateKind,
    pub state: GateState,
    /// The finding that an override is about; see [`Finding::key`].
    pub finding: Option<String>,
    /// The total to type.
    pub total_fen: Option<Fen>,
    /// How many seconds are left to wait.
    pub seconds: Option<u32>,
    /// How the second entry stands to the first.
    pub second_entry: Option<SecondEntry>,
    /// What is to be seen before paying.
    pub reminder: Option<Reminder>,
    /// What is to be acknowledged before paying.
    pub warning: Option<Warning>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum GateKind {
    /// Something that no reason makes right: a number of ten digits cannot be topped up.
    Fix,
    /// Entering a recipient never checked before a second time, without seeing the first.
    SecondEntry,
    /// Typing the total of a large purchase.
    TypeTotal,
    /// Saying why a purchase goes on although something differs.
    Reason,
    /// Saying why nothing of a page was compared.
    NoPage,
    /// Waiting a little after an override.
    CoolDown,
    /// Seeing what the buyer wanted to be reminded of.
    Reminder,
    /// Acknowledging a warning that stands beside the three checks.
    Warning,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum GateState {
    Open,
    Passed,
    /// Answered, but not rightly.
    Failed,
}

/// How a blind second entry stands to the first. It never says what either was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SecondEntry {
    pub same: bool,
    /// One has more characters than the other.
    pub length_differs: bool,
    /// Which of the groups that the value is shown in differ, from 0.
    pub groups: Vec<u32>,
}

/// What the buyer has answered to the gates.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(default)]
pub struct Answers {
    pub second_entry: Option<String>,
    /// What was last copied in the app, or seen on the clipboard by it, before the recipient was
    /// pasted.
    pub copied: Option<String>,
    /// The total as typed, in 元.
    pub typed_total: Option<String>,
    /// Reasons by [`Finding::key`]; `no_page` is the key of a purchase without a page.
    pub reasons: BTreeMap<String, String>,
    /// The text of each reminder and warning that was seen, by its identity.
    pub seen: BTreeMap<String, String>,
    /// When the last override was given, in milliseconds since 1970-01-01 UTC.
    #[specta(type = Option<f64>)]
    pub overridden_at_ms: Option<i64>,
}

impl Finding {
    /// A name for this finding that stays while the purchase is edited elsewhere, and no
    /// longer.
    pub(super) fn stable_key(&self) -> String {
        let field = self.field.and_then(|field| wire_name(&field)).unwrap_or_default();
        let value = |value: &Option<Value>| value.as_ref().map_or(String::new(), Value::plain);
        let code = wire_name(&self.code).unwrap_or_default();
        format!("{code}:{field}:{}>{}", value(&self.expected), value(&self.actual))
    }
}

/// The gates that `findings` and the amount ask for, each with its state under the answers
/// given so far.
pub(super) fn needed(
    input: &Input<'_>,
    findings: &[Finding],
    recipient: Option<&RecipientReview>,
    total: Option<Fen>,
    compared: bool,
) -> Vec<Gate> {
    let answers = input.answers;
    let mut gates = Vec::new();
    let stops = findings.iter().filter(|finding| finding.severity == Severity::Stop);
    let mut overrides = false;
    for finding in stops {
        if beyond_reason(finding, recipient) {
            gates.push(Gate { finding: Some(finding.key.clone()), ..Gate::open(GateKind::Fix) });
            continue;
        }
        overrides = true;
        gates.push(Gate {
            finding: Some(finding.key.clone()),
            ..Gate::new(GateKind::Reason, reason(answers, &finding.key))
        });
    }
    if !compared {
        overrides = true;
        gates.push(Gate::new(GateKind::NoPage, reason(answers, NO_PAGE)));
    }
    let to_mend = gates.iter().any(|gate| gate.kind == GateKind::Fix);
    let checked = |of: &RecipientReview| of.known.as_ref().is_some_and(|k| k.times_checked > 0);
    if let Some(recipient) = recipient.filter(|recipient| !checked(recipient))
        && !to_mend
    {
        gates.push(second_entry_gate(input, &recipient.candidate));
    }
    // Where nothing states a total, the need says how much is at stake.
    let at_stake = total.or_else(|| input.need.at_face_value());
    if let Some(total) = at_stake.filter(|total| *total >= input.thresholds.type_total_from_fen) {
        let state = match answers.typed_total.as_deref().map(Fen::parse_yuan) {
            None => GateState::Open,
            Some(Ok(typed)) if typed == total => GateState::Passed,
            Some(_) => GateState::Failed,
        };
        gates.push(Gate { total_fen: Some(total), ..Gate::new(GateKind::TypeTotal, state) });
    }
    if overrides {
        gates.push(cool_down(input));
    }
    gates
}

/// Compares a second entry with the first by their normalised forms.
pub fn second_entry(kinds: &Kinds, kind: &KindId, first: &str, second: &str) -> SecondEntry {
    let second = kinds
        .identify(second, Some(kind))
        .candidates
        .into_iter()
        .next()
        .map_or_else(|| second.to_owned(), |candidate| candidate.normalised);
    let apart = difference(first, &second);
    let mut groups = Vec::new();
    let mut start = 0_u32;
    for (index, part) in (0..).zip(kinds.group(kind, first)) {
        let end = start + u32::try_from(part.chars().count()).unwrap_or(u32::MAX);
        if apart.left.iter().any(|at| (start..end).contains(at)) {
            groups.push(index);
        }
        start = end;
    }
    SecondEntry {
        same: first == second,
        length_differs: first.chars().count() != second.chars().count(),
        groups,
    }
}

fn second_entry_gate(input: &Input<'_>, candidate: &Candidate) -> Gate {
    let entered = input.answers.second_entry.as_deref();
    let Some(entered) = entered.filter(|text| !text.trim().is_empty()) else {
        return Gate::open(GateKind::SecondEntry);
    };
    let result = second_entry(input.kinds, &candidate.kind, &candidate.normalised, entered);
    let state = if result.same { GateState::Passed } else { GateState::Failed };
    Gate { second_entry: Some(result), ..Gate::new(GateKind::SecondEntry, state) }
}

/// Whether a finding is about the form of the recipient itself, which no reason changes. A
/// segment or check digit that the app does not know may still be right.
fn beyond_reason(finding: &Finding, recipient: Option<&RecipientReview>) -> bool {
    finding.code == FindingCode::RecipientInvalid
        && recipient.is_some_and(|recipient| {
            recipient.candidate.reasons.iter().any(|reason| {
                matches!(
                    reason.code,
                    ReasonCode::Empty
                        | ReasonCode::Letters
                        | ReasonCode::Characters
                        | ReasonCode::TooShort
                        | ReasonCode::TooLong
                        | ReasonCode::LetterCase
                        | ReasonCode::Hotline
                        | ReasonCode::Masked
                )
            })
        })
}

fn reason(answers: &Answers, key: &str) -> GateState {
    match answers.reasons.get(key).map(|reason| reason.trim().chars().count()) {
        None | Some(0) => GateState::Open,
        Some(length) if length < REASON_CHARS => GateState::Failed,
        Some(_) => GateState::Passed,
    }
}

fn cool_down(input: &Input<'_>) -> Gate {
    let whole = input.thresholds.cool_down_seconds;
    let waited = input
        .now
        .zip(input.answers.overridden_at_ms)
        .and_then(|(now, at)| Some(now.duration_since(Timestamp::from_millisecond(at).ok()?)))
        // An override from the future was given before the clock was set back: the wait has
        // not begun, and the window begins it anew.
        .filter(|waited| !waited.is_negative())
        .unwrap_or(SignedDuration::ZERO);
    let waited = u32::try_from(waited.as_secs()).unwrap_or(u32::MAX);
    let left = whole.saturating_sub(waited);
    let state = if left == 0 { GateState::Passed } else { GateState::Open };
    Gate { seconds: Some(left), ..Gate::new(GateKind::CoolDown, state) }
}

impl Gate {
    pub(super) fn new(kind: GateKind, state: GateState) -> Self {
        Self {
            kind,
            state,
            finding: None,
            total_fen: None,
            seconds: None,
            second_entry: None,
            reminder: None,
            warning: None,
        }
    }

    fn open(kind: GateKind) -> Self {
        Self::new(kind, GateState::Open)
    }
}

/// The wire name of a unit variant.
fn wire_name<T: Serialize>(value: &T) -> Option<String> {
    toml::Value::try_from(value).ok()?.as_str().map(str::to_owned)
}
