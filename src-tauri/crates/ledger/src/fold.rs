//! From events to the order they make.

use std::collections::BTreeSet;

use model::{Axes, Fen, Milestone, MoneyState, OrderState, Transition, VoucherState, transition};

use crate::{
    Casework, Clock, Error, Event, EventKind, EvidenceRow, Gone, Happening, Merge, Missing,
    MoneyBack, Move, OrderRow, OrderSummary,
};

/// An order, its evidence, its clock and its case as folded from its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Folded {
    pub(crate) row: OrderRow,
    pub(crate) evidence: Vec<EvidenceRow>,
    pub(crate) clock: Clock,
    pub(crate) casework: Casework,
    /// The event by which it was first paid.
    pub(crate) paid_by: Option<i64>,
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

/// Where an order stands after an event of this kind, `None` when it does not follow. What
/// [`Happening::Moved`] and [`Happening::Refunded`] lead to depends on what they say.
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
            | EventKind::Case
            | EventKind::EvidenceAttached
            | EventKind::EvidenceKindSet
            | EventKind::EvidenceDescribed
            | EventKind::EvidenceDetached
            | EventKind::TagsSet
            | EventKind::Amended
            | EventKind::Trashed
            | EventKind::Restored
            | EventKind::Linked
            | EventKind::Unlinked
            | EventKind::Merged
            | EventKind::MergedInto
            | EventKind::Moved
            | EventKind::Refunded
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
        let fixed = [EventKind::CheckSealed, EventKind::Recorded, EventKind::Undone]
            .contains(&target.what.kind());
        if fixed || !undone.insert(seq) {
            return Err(Error::NotUndoable { seq });
        }
    }
    Ok(undone)
}

fn begin(event: &Event) -> Result<Folded, Error> {
    let (summary, check_sha256, recorded_from, page_sha256) = match &event.what {
        Happening::CheckSealed { summary, check_sha256 } => {
            (summary, Some(check_sha256.clone()), None, None)
        }
        Happening::Recorded { summary, from, page_sha256, row: _ } => {
            (summary, None, Some(*from), page_sha256.clone())
        }
        _ => {
            return Err(Error::Corrupt {
                detail: "an order begins with something else".to_owned(),
            });
        }
    };
    let row = OrderRow {
        id: event.order.clone(),
        summary: summary.clone(),
        axes: Axes::CHECKED,
        arrival: None,
        shown: None,
        check_sha256,
        recorded_from,
        page_sha256,
        order_no: None,
        refunded: Fen(0),
        tags: Vec::new(),
        links: Vec::new(),
        gone: None,
        gone_at: None,
        created_at: event.at,
        updated_at: event.at,
        paid_at: None,
        postponed_at: None,
        closed_reason: None,
        notes: Vec::new(),
        evidence_kinds: Vec::new(),
        last_seq: event.seq,
    };
    Ok(Folded {
        row,
        evidence: Vec::new(),
        clock: Clock::default(),
        casework: Casework::default(),
        paid_by: None,
    })
}

fn apply(folded: &mut Folded, event: &Event) -> Result<(), Error> {
    let Folded { row, evidence, clock, casework, paid_by } = folded;
    let kind = event.what.kind();
    let (from, paid_at) = (row.axes, row.paid_at);
    let impossible = || Error::Impossible { event: kind, from };
    let here = match row.gone {
        None => kind != EventKind::Restored,
        // The other of a pair may stand and be parted from it.
        Some(_) => matches!(kind, EventKind::Restored | EventKind::Unlinked | EventKind::Undone),
    };
    if !here {
        return Err(impossible());
    }
    row.axes = next(row.axes, kind).ok_or_else(impossible)?;
    match &event.what {
        Happening::Postponed => row.postponed_at = Some(event.at),
        Happening::Paid { paid_at, order_no, note } => {
            row.paid_at = Some(crate::column::to_millis(*paid_at));
            if order_no.is_some() {
                row.order_no.clone_from(order_no);
            }
            row.notes.extend(note.clone());
        }
        Happening::Moved(step) => take_step(row, step)?,
        Happening::Refunded(refund) => take_back(row, refund)?,
        Happening::Abandoned { reason } => row.closed_reason = Some(reason.clone()),
        Happening::Noted { text } => row.notes.push(text.clone()),
        Happening::NumberSet { order_no } => row.order_no = Some(order_no.clone()),
        Happening::TagsSet { tags } => row.tags = distinct(tags),
        Happening::Amended { summary } => amend(row, summary)?,
        Happening::Trashed => {
            (row.gone, row.gone_at) = (Some(Gone::Trashed), Some(event.at));
        }
        Happening::Restored => match row.gone {
            Some(Gone::Trashed) => (row.gone, row.gone_at) = (None, None),
            // Only taking the merge back parts them again.
            Some(Gone::Merged(_)) | None => return Err(impossible()),
        },
        Happening::Linked(link) => {
            if row.links.iter().any(|known| known.other == link.other) {
                return Err(impossible());
            }
            row.links.push(link.clone());
        }
        Happening::Unlinked { other } => {
            let at = row.links.iter().position(|link| link.other == *other);
            row.links.remove(at.ok_or_else(impossible)?);
        }
        Happening::Merged(merge) => {
            for piece in &merge.evidence {
                if !evidence.iter().any(|known| known.sha256 == piece.sha256) {
                    evidence.push(piece.clone());
                }
            }
            take_over(row, merge);
        }
        Happening::MergedInto { other } => {
            (row.gone, row.gone_at) = (Some(Gone::Merged(other.clone())), Some(event.at));
        }
        Happening::EvidenceAttached(piece) => {
            if evidence.iter().any(|known| known.sha256 == piece.sha256) {
                return Err(impossible());
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
        | Happening::Recorded { .. }
        | Happening::Issued
        | Happening::Delivered
        | Happening::Completed
        | Happening::Reached { .. }
        | Happening::CaseSet { .. }
        | Happening::TermAnswered { .. }
        | Happening::Case(_)
        | Happening::Undone { .. } => {}
    }
    // Whichever event it was: terms and the address book go by this alone.
    if let Some(at) = row.paid_at
        && row.paid_at != paid_at
    {
        clock.reach(Milestone::Paid, at, None);
        paid_by.get_or_insert(event.seq);
    }
    casework.apply(event, clock.problem, [from.money, row.axes.money]);
    clock.apply(event);
    Ok(())
}

fn take_step(row: &mut OrderRow, step: &Move) -> Result<(), Error> {
    let to = step.target(row.axes);
    match transition(row.axes, to) {
        Transition::Impossible(why) => return Err(Error::Contradicts { why }),
        Transition::Unusual(what) if step.reason.as_deref().is_none_or(str::is_empty) => {
            return Err(Error::ReasonMissing { what });
        }
        Transition::Unusual(_) | Transition::Usual | Transition::Same => {}
    }
    if !row.axes.money.was_paid() && to.money.was_paid() && row.paid_at.is_none() {
        row.paid_at = Some(crate::column::to_millis(step.at));
    }
    row.axes = to;
    if step.arrival.is_some() {
        row.arrival = step.arrival;
    }
    if step.shown.is_some() {
        row.shown.clone_from(&step.shown);
    }
    if to.order == OrderState::Closed && step.reason.is_some() {
        row.closed_reason.clone_from(&step.reason);
    }
    row.notes.extend(step.note.clone());
    Ok(())
}

fn take_back(row: &mut OrderRow, refund: &MoneyBack) -> Result<(), Error> {
    let refunded = Fen(row.refunded.0.saturating_add(refund.amount.0));
    let money = match row.summary.total {
        Some(total) if refunded < total => MoneyState::PartlyRefunded,
        Some(_) | None => MoneyState::Refunded,
    };
    let to = Axes { money, ..row.axes };
    if let Transition::Impossible(why) = transition(row.axes, to) {
        return Err(Error::Contradicts { why });
    }
    row.axes = to;
    row.refunded = refunded;
    row.notes.extend(refund.note.clone());
    Ok(())
}

/// Puts right what was typed. What a sealed check says of the goods stays as it was sealed.
fn amend(row: &mut OrderRow, summary: &OrderSummary) -> Result<(), Error> {
    let sealed = OrderSummary {
        shop: row.summary.shop.clone(),
        seller: row.summary.seller.clone(),
        payee: row.summary.payee.clone(),
        ..summary.clone()
    };
    if row.check_sha256.is_some() && sealed != row.summary {
        return Err(Error::Impossible { event: EventKind::Amended, from: row.axes });
    }
    row.summary = summary.clone();
    Ok(())
}

/// What is known of the other record and not of this one.
fn take_over(row: &mut OrderRow, merge: &Merge) {
    row.axes = merge.joined(row.axes, row.refunded);
    row.arrival = row.arrival.or(merge.arrival);
    row.shown = row.shown.take().or_else(|| merge.shown.clone());
    row.order_no = row.order_no.take().or_else(|| merge.order_no.clone());
    row.paid_at = row.paid_at.or(merge.paid_at);
    row.refunded = row.refunded.max(merge.refunded);
    row.notes.extend(merge.notes.iter().cloned());
    row.tags.extend(merge.tags.iter().cloned());
    row.tags = distinct(&row.tags);
}

/// The same tags, each once and without what is blank.
fn distinct(tags: &[String]) -> Vec<String> {
    let mut distinct: Vec<String> = Vec::new();
    for tag in tags.iter().map(|tag| tag.trim()).filter(|tag| !tag.is_empty()) {
        if !distinct.iter().any(|known| known == tag) {
            distinct.push(tag.to_owned());
        }
    }
    distinct
}

const fn at_least_issued(voucher: VoucherState) -> VoucherState {
    match voucher {
        VoucherState::None => VoucherState::Issued,
        further => further,
    }
}
