//! The review as a tool for scripts and bug reports: a draft in JSON in, a report out.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use model::{Fen, Field};
use serde::{Deserialize, Serialize};

use super::{
    Answers, Check, FindingCode, GateKind, GateState, History, Input, KnownRecipient, Need,
    Outcome, PastPurchase, Severity, Thresholds, review,
};
use crate::catalogue::{Catalogue, CategoryId};
use crate::identifier::{KindId, Kinds, identify};
use crate::page::{Page, Value, read};

/// A purchase to review. Everything but `need` may be left out.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Draft {
    pub need: Need,
    /// The pasted text.
    #[serde(default)]
    pub page: Option<String>,
    #[serde(default)]
    pub recipients: Vec<DraftRecipient>,
    #[serde(default)]
    pub orders: Vec<DraftOrder>,
    /// An instant (`2026-11-22T06:02:09Z`) or a local time of UTC+8 (`2026-11-22T14:02:09`).
    #[serde(default)]
    pub now: Option<String>,
}

/// A known recipient, as an object or as the bare value.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum DraftRecipient {
    Value(String),
    Object {
        #[serde(alias = "recipient")]
        value: String,
        #[serde(default)]
        kind: Option<KindId>,
        #[serde(default, alias = "name")]
        label: Option<String>,
    },
}

/// A past purchase.
#[derive(Debug, Clone, Deserialize)]
pub struct DraftOrder {
    #[serde(default)]
    pub category: Option<CategoryId>,
    #[serde(default)]
    pub recipient: Option<String>,
    #[serde(default)]
    pub face_value_fen: Option<Fen>,
    #[serde(default)]
    pub quantity: Option<u32>,
    #[serde(default)]
    pub total_fen: Option<Fen>,
    #[serde(default)]
    pub shop: Option<String>,
    /// As [`Draft::now`].
    #[serde(default, alias = "at", alias = "created_at", alias = "time")]
    pub paid_at: Option<String>,
}

/// What the three checks found, in plain JSON.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    pub verdict: Outcome,
    pub findings: Vec<PlainFinding>,
    /// The gates that are still to be passed.
    pub gates: Vec<GateKind>,
    /// What the need lacks before the purchase could be confirmed.
    pub missing: Vec<Field>,
}

#[derive(Debug, Clone, Serialize)]
pub struct PlainFinding {
    pub code: FindingCode,
    pub check: Check,
    pub severity: Severity,
    pub field: Option<Field>,
    pub expected: Option<Plain>,
    pub actual: Option<Plain>,
}

/// A value without its type: 分 and counts are numbers.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Plain {
    Number(i64),
    Text(String),
}

impl Draft {
    /// Reviews the draft.
    ///
    /// # Errors
    ///
    /// Names the time that is neither an instant nor a local time.
    pub fn review(&self) -> Result<Report, String> {
        let page = self.page.as_deref().map(|text| (text, read(text)));
        let kind = self.kind(page.as_ref().map(|(_, page)| page));
        let purchases = self
            .orders
            .iter()
            .map(|order| order.past(kind.as_ref()))
            .collect::<Result<Vec<_>, String>>()?;
        let recipients = self.recipients.iter().map(|known| known.known(kind.as_ref()));
        let history = History::new(recipients, purchases);
        let now = self.now.as_deref().map(instant).transpose()?;
        let reviewed = review(&Input {
            kinds: Kinds::builtin(),
            catalogue: Catalogue::builtin(),
            need: &self.need,
            page: page.as_ref().map(|(text, page)| (*text, page)),
            history: &history,
            now,
            thresholds: Thresholds::default(),
            answers: &Answers::default(),
        });
        let mut gates: Vec<_> = reviewed
            .gates
            .iter()
            .filter(|gate| gate.state != GateState::Passed)
            .map(|gate| gate.kind)
            .collect();
        gates.sort_unstable();
        gates.dedup();
        let findings = reviewed.findings.into_iter().map(|finding| PlainFinding {
            code: finding.code,
            check: finding.check,
            severity: finding.severity,
            field: finding.field,
            expected: finding.expected.map(Plain::from),
            actual: finding.actual.map(Plain::from),
        });
        Ok(Report {
            verdict: reviewed.verdict,
            findings: findings.collect(),
            gates,
            missing: reviewed.missing,
        })
    }
}

impl Draft {
    /// The kind that recipients of these goods usually are of.
    fn kind(&self, page: Option<&Page>) -> Option<KindId> {
        let input = Input {
            kinds: Kinds::builtin(),
            catalogue: Catalogue::builtin(),
            need: &self.need,
            page: page.map(|page| ("", page)),
            history: &History::default(),
            now: None,
            thresholds: Thresholds::default(),
            answers: &Answers::default(),
        };
        input.receivers().first().cloned()
    }
}

impl DraftRecipient {
    fn known(&self, usual: Option<&KindId>) -> KnownRecipient {
        let (value, kind, label) = match self {
            Self::Value(value) => (value, None, None),
            Self::Object { value, kind, label } => (value, kind.clone(), label.clone()),
        };
        let value = plain(value, kind.as_ref().or(usual));
        KnownRecipient { value, kind, label, times_checked: 1 }
    }
}

impl DraftOrder {
    fn past(&self, usual: Option<&KindId>) -> Result<PastPurchase, String> {
        Ok(PastPurchase {
            category: self.category.clone(),
            recipient: self.recipient.as_deref().map(|value| plain(value, usual)),
            recipient_kind: None,
            face_value: self.face_value_fen,
            quantity: self.quantity,
            total: self.total_fen,
            shop: self.shop.clone(),
            at: self.paid_at.as_deref().map(instant).transpose()?,
        })
    }
}

fn plain(value: &str, kind: Option<&KindId>) -> String {
    identify(value, kind)
        .candidates
        .into_iter()
        .next()
        .map_or_else(|| value.trim().to_owned(), |candidate| candidate.normalised)
}

fn instant(text: &str) -> Result<Timestamp, String> {
    let china = TimeZone::fixed(Offset::constant(8));
    text.parse::<Timestamp>().or_else(|_| {
        text.parse::<DateTime>()
            .and_then(|local| local.to_zoned(china))
            .map(|zoned| zoned.timestamp())
            .map_err(|_| format!("not a time: {text:?}"))
    })
}

impl From<Value> for Plain {
    fn from(value: Value) -> Self {
        match value {
            Value::Money(fen) => Self::Number(fen.0),
            Value::Count(count) => Self::Number(i64::from(count)),
            Value::Text(text) => Self::Text(text),
        }
    }
}
