//! What happens to an order, and the chain that holds it in place.

use jiff::Timestamp;
use model::{Circumstance, EvidenceKind, Milestone, OrderId, Problem, Sha256Hex, TermAnswer};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use specta::Type;

use crate::{EvidenceAbout, EvidenceRow, OrderSummary};

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
    /// The voucher was made or the top-up started.
    Issued,
    Delivered,
    Completed,
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
    Postponed,
    Paid {
        #[specta(type = String)]
        paid_at: Timestamp,
        order_no: Option<String>,
        note: Option<String>,
    },
    Issued,
    Delivered,
    Completed,
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
    Postponed,
    Paid,
    Issued,
    Delivered,
    Completed,
    Abandoned,
    Noted,
    NumberSet,
    Reached,
    CaseSet,
    TermAnswered,
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

impl From<OrderEvent> for Happening {
    fn from(event: OrderEvent) -> Self {
        match event {
            OrderEvent::Postponed => Self::Postponed,
            OrderEvent::Paid { paid_at, order_no, note } => Self::Paid { paid_at, order_no, note },
            OrderEvent::Issued => Self::Issued,
            OrderEvent::Delivered => Self::Delivered,
            OrderEvent::Completed => Self::Completed,
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
        write_canonical(&body, &mut text);
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

/// The hash before the first event.
pub(crate) const GENESIS: [u8; 32] = [0; 32];

/// The hash of one event: SHA-256 over `hedan event 1`, a zero byte, the previous hash, `seq`
/// and `at` (milliseconds since 1970) as 8 bytes big-endian each, then order, kind and body,
/// each preceded by its length in bytes as 8 bytes big-endian.
pub fn link(
    prev: &[u8; 32],
    seq: i64,
    order: &str,
    at_millis: i64,
    kind: &str,
    body: &str,
) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"hedan event 1\0");
    hash.update(prev);
    hash.update(seq.to_be_bytes());
    hash.update(at_millis.to_be_bytes());
    for text in [order, kind, body] {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text);
    }
    hash.finalize().into()
}

/// Sorts keys here rather than trusting the map to: whether it does depends on which features
/// other crates switch on.
fn write_canonical(value: &Value, out: &mut String) {
    match value {
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write_canonical(item, out);
            }
            out.push(']');
        }
        Value::Object(fields) => {
            let mut keys: Vec<_> = fields.iter().collect();
            keys.sort_by_key(|(key, _)| *key);
            out.push('{');
            for (at, (key, item)) in keys.into_iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                write_canonical(item, out);
            }
            out.push('}');
        }
        scalar => out.push_str(&scalar.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_written_one_way_only() {
        let mut text = String::new();
        let value = serde_json::json!({"b": [1, {"z": null, "a": "\"引\""}], "a": true});
        write_canonical(&value, &mut text);
        assert_eq!(text, r#"{"a":true,"b":[1,{"a":"\"引\"","z":null}]}"#);
    }

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

    #[test]
    fn moving_a_character_between_fields_changes_the_hash() {
        let one = link(&GENESIS, 1, "ab", 0, "c", "d");
        assert_ne!(one, link(&GENESIS, 1, "a", 0, "bc", "d"), "lengths must be part of the hash");
        assert_ne!(one, link(&GENESIS, 2, "ab", 0, "c", "d"), "the place must be part of it");
        assert_ne!(one, link(&[1; 32], 1, "ab", 0, "c", "d"), "so must the event before");
    }
}
