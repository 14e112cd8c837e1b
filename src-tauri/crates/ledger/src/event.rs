//! What happens to an order, and the chain that holds it in place.

use jiff::Timestamp;
use model::{
    Circumstance, EvidenceKind, Milestone, OrderId, OrderState, Problem, Sha256Hex, TermAnswer,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use crate::{
    CaseStep, EvidenceAbout, EvidenceRow, Link, Merge, MoneyBack, Move, MoveSource, OrderSummary,
    RecordedFrom, TableRow,
};

/// A step that the buyer reports. See [`crate::Ledger::record`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum OrderEvent {
    Postponed,
    Paid {
        #[specta(type = String)]
        paid_at: Timestamp,
        order_no: Option<String>,
        note: Option<String>,
    },
    /// It stands elsewhere on one of the axes.
    Moved(Move),
    /// Money came back.
    Refunded(MoneyBack),
    Abandoned {
        reason: String,
    },
    Noted {
        text: String,
    },
    NumberSet {
        order_no: String,
    },
    /// A step of the purchase or of a dispute about it, as the buyer reports it.
    Reached {
        milestone: Milestone,
        #[specta(type = String)]
        at: Timestamp,
        /// By when something was promised.
        #[specta(type = Option<String>)]
        until: Option<Timestamp>,
        note: Option<String>,
    },
    /// What is wrong and how it was paid, as far as terms depend on it. Each replaces the one
    /// before.
    CaseSet {
        problem: Option<Problem>,
        circumstances: Vec<Circumstance>,
    },
    /// What came of a term when it was due.
    TermAnswered {
        /// A rule of the deadlines; its meaning is not known here.
        rule: String,
        #[specta(type = String)]
        started_at: Timestamp,
        answer: TermAnswer,
        /// With it the whole matter is over.
        ends: bool,
        /// The milestone that is reached by it, if any.
        leads_to: Option<Milestone>,
        /// By when something was promised instead.
        #[specta(type = Option<String>)]
        until: Option<Timestamp>,
        note: Option<String>,
    },
    /// What is done about it.
    Case(CaseStep),
    /// All of its tags, in place of those it had.
    TagsSet {
        tags: Vec<String>,
    },
    /// What was typed of it was wrong. Of a checked order only platform, seller and payee can
    /// be put right: the rest was sealed.
    Amended {
        summary: OrderSummary,
    },
    Trashed,
    Restored,
}

/// Anything that a timeline can hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum Happening {
    CheckSealed {
        summary: OrderSummary,
        /// Names the document with the whole check.
        check_sha256: Sha256Hex,
    },
    /// An order that no check came before.
    Recorded {
        summary: OrderSummary,
        from: RecordedFrom,
        /// Names the document with the page that it was read in.
        page_sha256: Option<Sha256Hex>,
        /// Where it stood in a table from elsewhere.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        row: Option<TableRow>,
    },
    Postponed,
    Paid {
        #[specta(type = String)]
        paid_at: Timestamp,
        order_no: Option<String>,
        note: Option<String>,
    },
    /// The voucher was made or the top-up started. This and the next two are read in older
    /// records; new ones say the same by [`Happening::Moved`].
    Issued,
    Delivered,
    Completed,
    Moved(Move),
    Refunded(MoneyBack),
    Abandoned {
        reason: String,
    },
    Noted {
        text: String,
    },
    NumberSet {
        order_no: String,
    },
    /// A step of the purchase or of a dispute about it, as the buyer reports it.
    Reached {
        milestone: Milestone,
        #[specta(type = String)]
        at: Timestamp,
        /// By when something was promised.
        #[specta(type = Option<String>)]
        until: Option<Timestamp>,
        note: Option<String>,
    },
    /// What is wrong and how it was paid, as far as terms depend on it. Each replaces the one
    /// before.
    CaseSet {
        problem: Option<Problem>,
        circumstances: Vec<Circumstance>,
    },
    /// What came of a term when it was due.
    TermAnswered {
        /// A rule of the deadlines; its meaning is not known here.
        rule: String,
        #[specta(type = String)]
        started_at: Timestamp,
        answer: TermAnswer,
        /// With it the whole matter is over.
        ends: bool,
        /// The milestone that is reached by it, if any.
        leads_to: Option<Milestone>,
        /// By when something was promised instead.
        #[specta(type = Option<String>)]
        until: Option<Timestamp>,
        note: Option<String>,
    },
    Case(CaseStep),
    TagsSet {
        tags: Vec<String>,
    },
    Amended {
        summary: OrderSummary,
    },
    Trashed,
    Restored,
    Linked(Link),
    Unlinked {
        other: OrderId,
    },
    /// Another record of the same order became part of this one.
    Merged(Merge),
    /// This record became part of another one.
    MergedInto {
        other: OrderId,
    },
    EvidenceAttached(EvidenceRow),
    EvidenceKindSet {
        sha256: Sha256Hex,
        kind: EvidenceKind,
    },
    /// All that is said of a piece, in place of what was said before.
    EvidenceDescribed {
        sha256: Sha256Hex,
        about: EvidenceAbout,
    },
    /// The file stays in the vault.
    EvidenceDetached {
        sha256: Sha256Hex,
    },
    /// Takes an earlier event of the same order back.
    Undone {
        #[specta(type = i32)]
        seq: i64,
    },
}

/// The name of a [`Happening`].
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    CheckSealed,
    Recorded,
    Postponed,
    Paid,
    Issued,
    Delivered,
    Completed,
    Moved,
    Refunded,
    Abandoned,
    Noted,
    NumberSet,
    Reached,
    CaseSet,
    TermAnswered,
    Case,
    TagsSet,
    Amended,
    Trashed,
    Restored,
    Linked,
    Unlinked,
    Merged,
    MergedInto,
    EvidenceAttached,
    EvidenceKindSet,
    EvidenceDescribed,
    EvidenceDetached,
    Undone,
}

/// One entry of the timeline as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Event {
    /// Counts from 1 over all orders, without gaps.
    #[specta(type = i32)]
    pub seq: i64,
    pub order: OrderId,
    /// When it was recorded.
    #[specta(type = String)]
    pub at: Timestamp,
    #[serde(flatten)]
    pub what: Happening,
    /// SHA-256 in hex; see [`link`].
    pub hash: String,
    /// A later event has taken it back.
    pub undone: bool,
}

impl OrderEvent {
    /// The order alone moves.
    pub const fn moved(to: OrderState, at: Timestamp, source: MoveSource) -> Self {
        Self::Moved(Move::to(to, at, source))
    }
}

impl From<OrderEvent> for Happening {
    fn from(event: OrderEvent) -> Self {
        match event {
            OrderEvent::Postponed => Self::Postponed,
            OrderEvent::Paid { paid_at, order_no, note } => Self::Paid { paid_at, order_no, note },
            OrderEvent::Moved(step) => Self::Moved(step),
            OrderEvent::Refunded(refund) => Self::Refunded(refund),
            OrderEvent::Case(step) => Self::Case(step),
            OrderEvent::TagsSet { tags } => Self::TagsSet { tags },
            OrderEvent::Amended { summary } => Self::Amended { summary },
            OrderEvent::Trashed => Self::Trashed,
            OrderEvent::Restored => Self::Restored,
            OrderEvent::Abandoned { reason } => Self::Abandoned { reason },
            OrderEvent::Noted { text } => Self::Noted { text },
            OrderEvent::NumberSet { order_no } => Self::NumberSet { order_no },
            OrderEvent::Reached { milestone, at, until, note } => {
                Self::Reached { milestone, at, until, note }
            }
            OrderEvent::CaseSet { problem, circumstances } => {
                Self::CaseSet { problem, circumstances }
            }
            OrderEvent::TermAnswered { rule, started_at, answer, ends, leads_to, until, note } => {
                Self::TermAnswered { rule, started_at, answer, ends, leads_to, until, note }
            }
        }
    }
}

impl Happening {
    pub const fn kind(&self) -> EventKind {
        match self {
            Self::CheckSealed { .. } => EventKind::CheckSealed,
            Self::Recorded { .. } => EventKind::Recorded,
            Self::Moved(_) => EventKind::Moved,
            Self::Refunded(_) => EventKind::Refunded,
            Self::TagsSet { .. } => EventKind::TagsSet,
            Self::Amended { .. } => EventKind::Amended,
            Self::Trashed => EventKind::Trashed,
            Self::Restored => EventKind::Restored,
            Self::Linked(_) => EventKind::Linked,
            Self::Unlinked { .. } => EventKind::Unlinked,
            Self::Merged(_) => EventKind::Merged,
            Self::MergedInto { .. } => EventKind::MergedInto,
            Self::Postponed => EventKind::Postponed,
            Self::Paid { .. } => EventKind::Paid,
            Self::Issued => EventKind::Issued,
            Self::Delivered => EventKind::Delivered,
            Self::Completed => EventKind::Completed,
            Self::Abandoned { .. } => EventKind::Abandoned,
            Self::Noted { .. } => EventKind::Noted,
            Self::NumberSet { .. } => EventKind::NumberSet,
            Self::Reached { .. } => EventKind::Reached,
            Self::CaseSet { .. } => EventKind::CaseSet,
            Self::TermAnswered { .. } => EventKind::TermAnswered,
            Self::Case(_) => EventKind::Case,
            Self::EvidenceAttached(_) => EventKind::EvidenceAttached,
            Self::EvidenceKindSet { .. } => EventKind::EvidenceKindSet,
            Self::EvidenceDescribed { .. } => EventKind::EvidenceDescribed,
            Self::EvidenceDetached { .. } => EventKind::EvidenceDetached,
            Self::Undone { .. } => EventKind::Undone,
        }
    }

    /// The event's name and its canonical body: keys sorted, no white space, `null` for an
    /// event without one.
    pub(crate) fn encode(&self) -> Result<(String, String), serde_json::Error> {
        let mut value = serde_json::to_value(self)?;
        let body = value.get_mut("body").map_or(Value::Null, Value::take);
        let mut text = String::new();
        crate::chain::write_canonical(&body, &mut text);
        Ok((crate::column::word(&self.kind()), text))
    }

    pub(crate) fn decode(kind: &str, body: &str) -> Result<Self, serde_json::Error> {
        let body: Value = serde_json::from_str(body)?;
        let mut value = serde_json::Map::new();
        value.insert("kind".to_owned(), Value::from(kind));
        if !body.is_null() {
            value.insert("body".to_owned(), body);
        }
        serde_json::from_value(Value::Object(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_reads_back_as_it_was_written() {
        let paid = Happening::Paid {
            paid_at: Timestamp::UNIX_EPOCH,
            order_no: Some("A-1".to_owned()),
            note: None,
        };
        for happening in [paid, Happening::Issued, Happening::Undone { seq: 3 }] {
            let (kind, body) = happening.encode().unwrap();
            assert_eq!(Happening::decode(&kind, &body).unwrap(), happening, "{kind} {body}");
        }
    }
}
