use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{OrderId, Sha256Hex};
use serde::{Deserialize, Serialize};

use super::{FORMAT, VERSION};
use crate::{Event, EvidenceRow, Happening, OrderRow};

/// What stands before the orders.
#[derive(Debug, Serialize)]
pub(super) struct Head {
    pub(super) format: &'static str,
    pub(super) version: u32,
    pub(super) made_at: Timestamp,
    /// The whole record and not some orders of it.
    pub(super) whole: bool,
}

/// One order as it goes out.
#[derive(Debug, Serialize)]
pub(super) struct OrderOut<'a> {
    pub(super) id: &'a OrderId,
    pub(super) now: OrderRow,
    pub(super) evidence: &'a [EvidenceRow],
    pub(super) events: Vec<JsonEvent>,
    pub(super) documents: BTreeMap<Sha256Hex, String>,
    pub(super) texts: BTreeMap<Sha256Hex, String>,
}

/// The same as it comes in: what follows from the events is passed over.
#[derive(Debug, Deserialize)]
pub(super) struct OrderIn {
    pub(super) id: OrderId,
    pub(super) events: Vec<JsonEvent>,
    #[serde(default)]
    pub(super) documents: BTreeMap<Sha256Hex, String>,
    #[serde(default)]
    pub(super) texts: BTreeMap<Sha256Hex, String>,
}

/// An event without what is its library's own. One that takes another back names its place
/// among the order's, from 1.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct JsonEvent {
    pub(super) at: Timestamp,
    #[serde(flatten)]
    pub(super) what: Happening,
}

impl Head {
    pub(super) const fn new(made_at: Timestamp, whole: bool) -> Self {
        Self { format: FORMAT, version: VERSION, made_at, whole }
    }
}

/// The events as they go out.
pub(super) fn outward(events: &[Event]) -> Vec<JsonEvent> {
    let place = |seq: i64| events.iter().position(|event| event.seq == seq);
    let what = |event: &Event| match &event.what {
        Happening::Undone { seq } => {
            let place = place(*seq).and_then(|at| i64::try_from(at + 1).ok());
            Happening::Undone { seq: place.unwrap_or_default() }
        }
        other => other.clone(),
    };
    events.iter().map(|event| JsonEvent { at: event.at, what: what(event) }).collect()
}

/// Numbered by their places, as a library of this order alone would.
pub(super) fn inward(id: &OrderId, events: Vec<JsonEvent>) -> Vec<Event> {
    let numbered = (1..).zip(events);
    let event = |(seq, JsonEvent { at, what })| Event {
        seq,
        order: id.clone(),
        at: crate::column::to_millis(at),
        what,
        hash: String::new(),
        undone: false,
    };
    numbered.map(event).collect()
}

/// The documents that an event names.
pub(super) fn documents(what: &Happening) -> Option<&Sha256Hex> {
    match what {
        Happening::CheckSealed { check_sha256, .. } => Some(check_sha256),
        Happening::Recorded { page_sha256, .. } => page_sha256.as_ref(),
        _ => None,
    }
}

/// The files that an event brings.
pub(super) fn files(what: &Happening) -> Vec<&EvidenceRow> {
    match what {
        Happening::EvidenceAttached(piece) => vec![piece],
        Happening::Merged(merge) => merge.evidence.iter().collect(),
        _ => Vec::new(),
    }
}
