//! From events to the order they make.

use std::collections::BTreeSet;

use model::{Axes, MoneyState, OrderState, VoucherState};

use crate::{Clock, Error, Event, EventKind, EvidenceRow, Happening, Missing, OrderRow};

/// An order, its evidence and its clock as folded from its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Folded {
    pub(crate) row: OrderRow,
    pub(crate) evidence: Vec<EvidenceRow>,
    pub(crate) clock: Clock,
}

/// Which of the buyer's steps can be recorded for an order that stands at `axes`, in the order
/// in which they usually come.
pub fn possible(axes: Axes) -> Vec<EventKind> {
    use EventKind::{Abandoned, Completed, Delivered, Issued, Noted, NumberSet, Paid, Postponed};
    [Paid, Postponed, Abandoned, Issued, Delivered, Completed, NumberSet, Noted]
        .into_iter()
        .filter(|&kind| next(axes, kind).is_some())
        .collect()
}

/// Where an order stands after a step, `None` when the step does not follow.
pub fn next(axes: Axes, kind: EventKind) -> Option<Axes> {
    use OrderState::{Closed, Completed, Delivered, Issued, Paid, Unpaid};
    let moved = match (kind, axes.order) {
        (EventKind::Paid, Unpaid) => Axes { order: Paid, money: MoneyState::Paid, ..axes },
        (EventKind::Abandoned, Unpaid) => Axes { order: Closed, money: MoneyState::Closed, ..axes },
        (EventKind::Issued, Paid) => {
            Axes { order: Issued, voucher: at_least_issued(axes.voucher), ..axes }
        }
        (EventKind::Delivered, Paid | Issued) => {
            Axes { order: Delivered, voucher: at_least_issued(axes.voucher), ..axes }
        }
        (EventKind::Completed, Delivered) => Axes {
            order: Completed,
            money: match axes.money {
                MoneyState::EscrowHeld => MoneyState::EscrowReleased,
                other => other,
            },
            ..axes
        },
        (EventKind::Postponed, Unpaid)
        | (
            EventKind::Noted
            | EventKind::NumberSet
            | EventKind::Reached
            | EventKind::CaseSet
            | EventKind::TermAnswered
            | EventKind::EvidenceAttached
            | EventKind::EvidenceKindSet
            | EventKind::EvidenceDescribed
            | EventKind::EvidenceDetached
            | EventKind::Undone,
            _,
        ) => axes,
        _ => return None,
    };
    Some(moved)
}

/// Folds one order's events, which are in their order of recording and begin with its seal.
///
/// # Errors
///
/// [`Error::Impossible`] names the first event that does not follow from those before it,
/// [`Error::NotUndoable`] an event that later ones rest on.
pub(crate) fn fold(events: &[Event]) -> Result<Folded, Error> {
    let undone = undone(events)?;
    let mut standing = events.iter().filter(|event| !undone.contains(&event.seq));
    let first = standing.next().ok_or(Error::NotFound(Missing::Order))?;
    let mut folded = begin(first)?;
    for event in standing {
        apply(&mut folded, event)?;
    }
    if let Some(last) = events.last() {
        end(&mut folded, last);
    }
    Ok(folded)
}

/// Takes in one more event. Not for one that takes another back: that is folded from the
/// beginning.
pub(crate) fn extend(folded: &mut Folded, event: &Event) -> Result<(), Error> {
    apply(folded, event)?;
    end(folded, event);
    Ok(())
}

fn end(folded: &mut Folded, last: &Event) {
    folded.row.updated_at = last.at;
    folded.row.last_seq = last.seq;
    let kinds: BTreeSet<_> = folded.evidence.iter().map(|piece| piece.kind).collect();
    folded.row.evidence_kinds = kinds.into_iter().collect();
}

/// The numbers of the events that were taken back. Taking back is final: neither the seal nor
/// an undoing can be taken back, nor an event twice.
pub(crate) fn undone(events: &[Event]) -> Result<BTreeSet<i64>, Error> {
    let mut undone = BTreeSet::new();
    for event in events {
        let Happening::Undone { seq } = event.what else { continue };
        let target = events.iter().find(|e| e.seq == seq && e.seq < event.seq);
        let target = target.ok_or(Error::NotFound(Missing::Event))?;
        let fixed = matches!(target.what.kind(), EventKind::CheckSealed | EventKind::Undone);
        if fixed || !undone.insert(seq) {
            return Err(Error::NotUndoable { seq });
        }
    }
    Ok(undone)
}

fn begin(event: &Event) -> Result<Folded, Error> {
    let Happening::CheckSealed { summary, check_sha256 } = &event.what else {
        return Err(Error::Corrupt { detail: "an order begins without its check".to_owned() });
    };
    let row = OrderRow {
        id: event.order.clone(),
        summary: summary.clone(),
        axes: Axes::CHECKED,
        check_sha256: check_sha256.clone(),
        order_no: None,
        created_at: event.at,
        updated_at: event.at,
        paid_at: None,
        postponed_at: None,
        closed_reason: None,
        notes: Vec::new(),
        evidence_kinds: Vec::new(),
        last_seq: event.seq,
    };
    Ok(Folded { row, evidence: Vec::new(), clock: Clock::default() })
}

fn apply(folded: &mut Folded, event: &Event) -> Result<(), Error> {
    let Folded { row, evidence, clock } = folded;
    clock.apply(event);
    let kind = event.what.kind();
    row.axes = next(row.axes, kind).ok_or(Error::Impossible { event: kind, from: row.axes })?;
    match &event.what {
        Happening::Postponed => row.postponed_at = Some(event.at),
        Happening::Paid { paid_at, order_no, note } => {
            row.paid_at = Some(crate::column::to_millis(*paid_at));
            if order_no.is_some() {
                row.order_no.clone_from(order_no);
            }
            row.notes.extend(note.clone());
        }
        Happening::Abandoned { reason } => row.closed_reason = Some(reason.clone()),
        Happening::Noted { text } => row.notes.push(text.clone()),
        Happening::NumberSet { order_no } => row.order_no = Some(order_no.clone()),
        Happening::EvidenceAttached(piece) => {
            if evidence.iter().any(|known| known.sha256 == piece.sha256) {
                return Err(Error::Impossible { event: kind, from: row.axes });
            }
            evidence.push(piece.clone());
        }
        Happening::EvidenceKindSet { sha256, kind } => {
            let piece = evidence.iter_mut().find(|piece| piece.sha256 == *sha256);
            piece.ok_or(Error::NotFound(Missing::Evidence))?.kind = *kind;
        }
        Happening::EvidenceDescribed { sha256, about } => {
            let piece = evidence.iter_mut().find(|piece| piece.sha256 == *sha256);
            piece.ok_or(Error::NotFound(Missing::Evidence))?.about = about.clone();
        }
        Happening::EvidenceDetached { sha256 } => {
            let at = evidence.iter().position(|piece| piece.sha256 == *sha256);
            evidence.remove(at.ok_or(Error::NotFound(Missing::Evidence))?);
        }
        Happening::CheckSealed { .. }
        | Happening::Issued
        | Happening::Delivered
        | Happening::Completed
        | Happening::Reached { .. }
        | Happening::CaseSet { .. }
        | Happening::TermAnswered { .. }
        | Happening::Undone { .. } => {}
    }
    Ok(())
}

const fn at_least_issued(voucher: VoucherState) -> VoucherState {
    match voucher {
        VoucherState::None => VoucherState::Issued,
        further => further,
    }
}
