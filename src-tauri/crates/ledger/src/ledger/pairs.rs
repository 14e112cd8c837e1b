//! What is said of two orders at once, on both sides or on neither.

use jiff::Timestamp;
use model::OrderId;
use rusqlite::Connection;

use super::orders::append;
use crate::{
    Change, Changed, Clock, Error, EventKind, Happening, Ledger, Link, LinkKind, Merge, Missing,
    fold, fold::fold, table,
};

impl Ledger {
    /// Says what another order is to this one; the other says the inverse.
    ///
    /// # Errors
    ///
    /// [`Error::Impossible`] when it is linked already, or with itself.
    pub fn link(
        &self,
        order: &OrderId,
        other: &OrderId,
        kind: LinkKind,
        now: Timestamp,
    ) -> Result<Change, Error> {
        self.pair(order, other, EventKind::Linked, |db| {
            let there = Link { kind: kind.inverse(), other: order.clone() };
            append(db, other, Happening::Linked(there), now)?;
            let here = Link { kind, other: other.clone() };
            let (_, seq) = append(db, order, Happening::Linked(here), now)?;
            Ok(Change::order(order, seq, &[Changed::Orders]))
        })
    }

    /// Takes a link back, on the other side as well where the other still says it.
    pub fn unlink(
        &self,
        order: &OrderId,
        other: &OrderId,
        now: Timestamp,
    ) -> Result<Change, Error> {
        self.pair(order, other, EventKind::Unlinked, |db| {
            // One that came from elsewhere may have come without the other, or without its link.
            let there = table::event::of_order(db, other)?;
            let linked = |links: Vec<Link>| links.iter().any(|link| link.other == *order);
            if !there.is_empty() && linked(fold(&there)?.row.links) {
                append(db, other, Happening::Unlinked { other: order.clone() }, now)?;
            }
            let (_, seq) = append(db, order, Happening::Unlinked { other: other.clone() }, now)?;
            Ok(Change::order(order, seq, &[Changed::Orders]))
        })
    }

    /// Makes another record of the same order part of this one: what it knows and this one does
    /// not, its notes, tags and evidence. It stands in no list afterwards; its events stay.
    /// Where both know something this one's stands.
    ///
    /// # Errors
    ///
    /// [`Error::Impossible`] with itself or with one that is gone.
    pub fn merge(&self, order: &OrderId, other: &OrderId, now: Timestamp) -> Result<Change, Error> {
        self.pair(order, other, EventKind::Merged, |db| {
            let taken = fold(&table::event::of_order(db, other)?)?;
            let merge = Merge {
                other: other.clone(),
                order_no: taken.row.order_no,
                axes: Some(taken.row.axes),
                arrival: taken.row.arrival,
                shown: taken.row.shown,
                paid_at: taken.row.paid_at,
                refunded: taken.row.refunded,
                notes: taken.row.notes,
                tags: taken.row.tags,
                evidence: taken.evidence,
                case: taken.casework.latest_at.map(|_| Box::new(taken.casework)),
                clock: (taken.clock != Clock::default()).then(|| Box::new(taken.clock)),
            };
            append(db, other, Happening::MergedInto { other: order.clone() }, now)?;
            let (_, seq) = append(db, order, Happening::Merged(merge), now)?;
            Ok(Change::order(order, seq, &[Changed::Orders, Changed::Evidence]))
        })
    }

    fn pair(
        &self,
        order: &OrderId,
        other: &OrderId,
        event: EventKind,
        change: impl FnOnce(&Connection) -> Result<Change, Error>,
    ) -> Result<Change, Error> {
        self.write(|db| {
            if order == other {
                let row = table::order::get(db, order)?.ok_or(Error::NotFound(Missing::Order))?;
                return Err(Error::Impossible { event, from: row.axes });
            }
            change(db)
        })
    }
}

/// The event by which the other of a pair says the same, as far as it stands.
pub(super) fn counterpart(
    db: &Connection,
    order: &OrderId,
    what: &Happening,
) -> Result<Option<(OrderId, i64)>, Error> {
    let (other, kind) = match what {
        Happening::Linked(link) => (&link.other, EventKind::Linked),
        Happening::Unlinked { other } => (other, EventKind::Unlinked),
        Happening::Merged(merge) => (&merge.other, EventKind::MergedInto),
        Happening::MergedInto { other } => (other, EventKind::Merged),
        _ => return Ok(None),
    };
    let events = table::event::of_order(db, other)?;
    let undone = fold::undone(&events)?;
    let names_us = |what: &Happening| match what {
        Happening::Linked(link) => link.other == *order,
        Happening::Merged(merge) => merge.other == *order,
        Happening::Unlinked { other } | Happening::MergedInto { other } => other == order,
        _ => false,
    };
    let said = events.iter().rev().find(|event| {
        event.what.kind() == kind && names_us(&event.what) && !undone.contains(&event.seq)
    });
    Ok(said.map(|event| (other.clone(), event.seq)))
}
