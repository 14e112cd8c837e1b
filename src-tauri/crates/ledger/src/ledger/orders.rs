use std::collections::BTreeSet;

use jiff::Timestamp;
use model::{OrderId, Sha256Hex};
use rusqlite::Connection;
use serde::Serialize;
use specta::Type;

use super::{finding::rows as rows_of, walk::record};
use crate::{
    Change, Changed, Error, Event, EventKind, EventOf, EvidenceRow, Happening, Ledger, Missing,
    NewOrder, NewRecord, OrderEvent, OrderRow, PastPurchase,
    fold::{Folded, fold},
    table,
};

/// An order with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct OrderRecord {
    pub row: OrderRow,
    /// In the order of recording.
    pub events: Vec<Event>,
    /// In the order of attaching.
    pub evidence: Vec<EvidenceRow>,
}

/// A check as it was when it was sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedCheck {
    /// Over the bytes of `json`; the timeline holds it.
    pub sha256: Sha256Hex,
    pub json: String,
    pub sealed_at: Timestamp,
}

impl Ledger {
    /// Seals a check: the order comes into being, about to be paid, and the draft it was made
    /// from goes.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] when the draft is gone: it was sealed or discarded before, so that
    /// one purchase cannot become two orders.
    pub fn seal_check(&self, new: NewOrder, now: Timestamp) -> Result<Change, Error> {
        let id = OrderId(super::new_identity(now));
        let check_sha256 = crate::sha256(new.check_json.as_bytes());
        let mut changed = vec![Changed::Orders];
        let pictures = self.put_in_vault(new.pictures, now)?;
        if !pictures.is_empty() {
            changed.push(Changed::Evidence);
        }
        let seq = self.write(|db| {
            if let Some(draft) = &new.draft {
                if !table::draft::remove(db, draft)? {
                    return Err(Error::NotFound(Missing::Draft));
                }
                changed.push(Changed::Drafts);
            }
            table::document::put(db, &check_sha256, &new.check_json)?;
            let sealed = Happening::CheckSealed { summary: new.summary, check_sha256 };
            let pictures = pictures.into_iter().map(Happening::EvidenceAttached);
            let all = std::iter::once(sealed).chain(pictures).map(|what| (now, what));
            Ok(bring_in(db, &id, all)?.row.last_seq)
        })?;
        Ok(Change::order(&id, seq, &changed))
    }

    /// Records a purchase that no check came before.
    ///
    /// # Errors
    ///
    /// As [`Ledger::record`], when what has happened does not follow one from the other; nothing
    /// is recorded then.
    pub fn record_order(&self, new: NewRecord, now: Timestamp) -> Result<Change, Error> {
        let id = OrderId(super::new_identity(now));
        let page_sha256 = new.page_json.as_ref().map(|json| crate::sha256(json.as_bytes()));
        let mut changed = vec![Changed::Orders];
        let pictures = self.put_in_vault(new.pictures, now)?;
        if !pictures.is_empty() {
            changed.push(Changed::Evidence);
        }
        let first = Happening::Recorded {
            summary: new.summary,
            from: new.from,
            page_sha256: page_sha256.clone(),
            row: new.row,
        };
        let pictures = pictures.into_iter().map(Happening::EvidenceAttached);
        let happened = new.happened.into_iter().map(Happening::from).chain(pictures);
        let seq = self.write(|db| {
            if let (Some(sha256), Some(json)) = (&page_sha256, &new.page_json) {
                table::document::put(db, sha256, json)?;
            }
            let all = std::iter::once(first).chain(happened);
            Ok(bring_in(db, &id, all.map(|what| (now, what)))?.row.last_seq)
        })?;
        Ok(Change::order(&id, seq, &changed))
    }

    /// Records a step. [`crate::possible`] says which follow.
    ///
    /// # Errors
    ///
    /// [`Error::Impossible`] names the step and where the order stands,
    /// [`Error::Contradicts`] says why it cannot stand where the step leads, and
    /// [`Error::ReasonMissing`] what is so unusual about it that it needs a reason.
    pub fn record(
        &self,
        order: &OrderId,
        event: OrderEvent,
        now: Timestamp,
    ) -> Result<Change, Error> {
        self.write(|db| {
            let (folded, seq) = append(db, order, Happening::from(event), now)?;
            if folded.paid_by == Some(seq)
                && let Some(recipient) = recipient(&folded.row)
            {
                let label = folded.row.summary.recipient_label.as_deref();
                table::recipient::count_purchase(db, recipient, label, now)?;
                return Ok(Change::order(order, seq, &[Changed::Orders, Changed::Recipients]));
            }
            Ok(Change::order(order, seq, &[Changed::Orders]))
        })
    }

    /// Records several steps of orders, all or none; the last one is what was done, the others
    /// came with it. Not for a payment, which the address book counts.
    ///
    /// # Errors
    ///
    /// As [`Ledger::record`].
    pub fn record_all(
        &self,
        events: Vec<(OrderId, OrderEvent)>,
        now: Timestamp,
    ) -> Result<Change, Error> {
        self.write(|db| {
            let mut recorded = Vec::new();
            for (order, event) in events {
                let (folded, seq) = append(db, &order, Happening::from(event), now)?;
                if folded.paid_by == Some(seq) {
                    let from = folded.row.axes;
                    return Err(Error::Impossible { event: EventKind::Paid, from });
                }
                recorded.push(EventOf { order, seq });
            }
            let Some(EventOf { order, seq }) = recorded.pop() else {
                return Ok(Change::nothing());
            };
            recorded.reverse();
            Ok(Change { with: recorded, ..Change::order(&order, seq, &[Changed::Orders]) })
        })
    }

    /// Takes several events back in this order, all or none.
    ///
    /// # Errors
    ///
    /// As [`Ledger::undo`].
    pub fn undo_all(&self, events: &[EventOf], now: Timestamp) -> Result<Change, Error> {
        self.write(|db| {
            let mut change = Change::nothing();
            for EventOf { order, seq } in events {
                let one = undo(db, order, *seq, now)?;
                let kinds = change.kinds.into_iter().chain(one.kinds).collect::<BTreeSet<_>>();
                change = Change { kinds: kinds.into_iter().collect(), ..one };
            }
            Ok(change)
        })
    }

    /// Takes one event back by recording that it is taken back.
    ///
    /// # Errors
    ///
    /// [`Error::NotUndoable`] when what came later does not follow without it, and for the
    /// seal, which stays.
    pub fn undo(&self, order: &OrderId, seq: i64, now: Timestamp) -> Result<Change, Error> {
        self.write(|db| undo(db, order, seq, now))
    }

    pub fn order(&self, id: &OrderId) -> Result<OrderRecord, Error> {
        self.read(|db| {
            let row = rows_of(db, &[key(db, id)?])?.pop().ok_or_else(|| Error::Corrupt {
                detail: "neither its row nor its events can be read".to_owned(),
            })?;
            record(db, row)
        })
    }

    /// `None` for an order that no check came before.
    pub fn sealed_check(&self, id: &OrderId) -> Result<Option<SealedCheck>, Error> {
        self.read(|db| {
            let row = table::order::get(db, id)?.ok_or(Error::NotFound(Missing::Order))?;
            let Some(sha256) = row.check_sha256 else { return Ok(None) };
            let json = table::document::get(db, &sha256)?
                .ok_or_else(|| Error::Corrupt { detail: "a sealed check is gone".to_owned() })?;
            Ok(Some(SealedCheck { sha256, json, sealed_at: row.created_at }))
        })
    }

    /// Purchases made or in progress, the latest first; all of them without `since`.
    pub fn past_purchases(&self, since: Option<Timestamp>) -> Result<Vec<PastPurchase>, Error> {
        self.read(|db| Ok(table::order::past(db, since)?))
    }
}

fn undo(db: &Connection, order: &OrderId, seq: i64, now: Timestamp) -> Result<Change, Error> {
    let events = table::event::of_order(db, order)?;
    let target = events.iter().find(|event| event.seq == seq);
    let what = target.ok_or(Error::NotFound(Missing::Event))?.what.clone();
    let counted = was_counted(&events);
    let (folded, last) = take_back(db, order, seq, now)?;
    // What two orders say of each other is taken back on both sides or on none.
    if let Some((other, seq)) = super::pairs::counterpart(db, order, &what)? {
        take_back(db, &other, seq, now)?;
    }
    let seq = last;
    let mut changed = vec![Changed::Orders];
    if counted
        && folded.paid_by.is_none()
        && let Some(recipient) = recipient(&folded.row)
    {
        table::recipient::uncount_purchase(db, recipient)?;
        changed.push(Changed::Recipients);
    }
    if matches!(
        what.kind(),
        EventKind::EvidenceAttached
            | EventKind::EvidenceKindSet
            | EventKind::EvidenceDescribed
            | EventKind::EvidenceDetached
            | EventKind::Merged
            | EventKind::MergedInto
    ) {
        changed.push(Changed::Evidence);
    }
    Ok(Change::order(order, seq, &changed))
}

fn take_back(
    db: &Connection,
    order: &OrderId,
    seq: i64,
    now: Timestamp,
) -> Result<(Folded, i64), Error> {
    append(db, order, Happening::Undone { seq }, now).map_err(|error| match error {
        Error::Impossible { .. }
        | Error::Contradicts { .. }
        | Error::ReasonMissing { .. }
        | Error::NotFound(Missing::Evidence) => Error::NotUndoable { seq },
        other => other,
    })
}

/// Appends to an existing order's timeline and brings its row up to date.
pub(super) fn append(
    db: &Connection,
    order: &OrderId,
    what: Happening,
    now: Timestamp,
) -> Result<(Folded, i64), Error> {
    let mut events = table::event::of_order(db, order)?;
    if events.is_empty() {
        return Err(Error::NotFound(Missing::Order));
    }
    let prepared = table::event::prepare(db, order, what, now)?;
    events.push(prepared.event.clone());
    let folded = fold(&events)?;
    table::event::append(db, order, &prepared)?;
    materialise(db, &folded)?;
    Ok((folded, prepared.event.seq))
}

/// Appends all events of an order that is new here, and brings its rows into being.
pub(super) fn bring_in(
    db: &Connection,
    id: &OrderId,
    happened: impl IntoIterator<Item = (Timestamp, Happening)>,
) -> Result<Folded, Error> {
    let mut events = Vec::new();
    for (at, what) in happened {
        let prepared = table::event::prepare(db, id, what, at)?;
        table::event::append(db, id, &prepared)?;
        events.push(prepared.event);
    }
    let folded = fold(&events)?;
    begin(db, &folded)?;
    Ok(folded)
}

/// Brings the rows of a new order into being.
pub(super) fn begin(db: &Connection, folded: &Folded) -> Result<(), Error> {
    let pk = rows(db, folded)?;
    table::search::fill(db, pk, &folded.row)?;
    Ok(())
}

pub(super) fn materialise(db: &Connection, folded: &Folded) -> Result<(), Error> {
    let pk = rows(db, folded)?;
    table::search::index(db, pk, &folded.row)?;
    Ok(())
}

/// Writes every row that follows from the events, but for the search index.
pub(super) fn rows(db: &Connection, folded: &Folded) -> Result<i64, Error> {
    let pk = table::order::put(db, &folded.row)?;
    table::evidence::replace(db, pk, &folded.evidence)?;
    table::clock::put(db, pk, &folded.row, &folded.clock)?;
    table::casework::put(db, pk, &folded.casework)?;
    Ok(pk)
}

fn key(db: &Connection, id: &OrderId) -> Result<i64, Error> {
    table::order::pk(db, id)?.ok_or(Error::NotFound(Missing::Order))
}

/// Whether the address book counts this purchase: not one that was paid when it came into the
/// record, nor one that another record has told of.
fn was_counted(events: &[Event]) -> bool {
    let by = fold(events).ok().and_then(|folded| folded.paid_by);
    let (Some(first), Some(by)) = (events.first(), by) else { return false };
    let came_so = |event: &Event| {
        first.what.kind() == EventKind::Recorded && event.at == first.at
            || event.what.kind() == EventKind::Merged
    };
    events.iter().any(|event| event.seq == by && !came_so(event))
}

fn recipient(row: &OrderRow) -> Option<(&str, &str)> {
    row.summary.recipient_kind.as_deref().zip(row.summary.recipient.as_deref())
}
