use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ledger::{CaseStep, Event, EvidenceRow, Happening, Move, OrderRow};
use model::{Fen, Flow};
use tables::write::Cell;

use super::cover::{covered, covered_in};
use super::words::{OutColumn, OutWords};

/// How what is recorded stands in a table.
pub(crate) struct Cells<'a> {
    pub(crate) words: &'a OutWords,
    pub(crate) full: bool,
    pub(crate) zone: TimeZone,
}

/// What an event says, as far as a table has room for it.
#[derive(Default)]
pub(crate) struct Step {
    pub(crate) at: Option<Timestamp>,
    pub(crate) to: String,
    pub(crate) amount: Option<Fen>,
    pub(crate) shown: Option<String>,
    pub(crate) source: String,
    pub(crate) text: Vec<String>,
}

impl Cells<'_> {
    pub(super) fn of_order(&self, column: OutColumn, row: &OrderRow) -> Cell {
        use OutColumn as C;
        let (words, summary, axes) = (self.words, &row.summary, row.axes);
        let text = |text: &Option<String>| self.text(row, text.as_deref().unwrap_or_default());
        match column {
            C::OrderNo => text(&row.order_no),
            C::Platform => text(&summary.shop),
            C::Category => Cell::text(
                words.categories.get(&summary.category).unwrap_or(&summary.category).as_str(),
            ),
            C::Goods => self.text(row, &summary.name),
            C::FaceValue => amount(summary.face_value),
            C::UnitPrice => amount(summary.unit_price),
            C::Quantity => Cell::Count(i64::from(summary.quantity)),
            C::Total => amount(summary.total),
            C::Refunded => amount(Some(row.refunded).filter(|refunded| refunded.0 != 0)),
            C::OrderState => Cell::text(word(&words.orders, &axes.order)),
            C::MoneyState => Cell::text(word(&words.money, &axes.money)),
            C::VoucherState => Cell::text(word(&words.vouchers, &axes.voucher)),
            C::Shipment => optional(&words.shipments, axes.shipment),
            C::Arrival => optional(&words.arrivals, row.arrival),
            C::Shown => text(&row.shown),
            C::RecipientName => text(&summary.recipient_label),
            C::Recipient => {
                let recipient = summary.recipient.as_deref().unwrap_or_default();
                Cell::text(if self.full { recipient.to_owned() } else { covered(recipient) })
            }
            C::Seller => text(&summary.seller),
            C::Payee => text(&summary.payee),
            C::CreatedAt => self.time(Some(row.created_at)),
            C::PaidAt => self.time(row.paid_at),
            C::Tags => self.text(row, &row.tags.join(&words.and)),
            C::Notes => self.text(row, &row.notes.join("\n")),
            C::ClosedReason => text(&row.closed_reason),
            C::Evidence => {
                let missing = model::gaps(&row.evidence_kinds);
                let flows = [Flow::Money, Flow::Order, Flow::Information];
                let there = flows.into_iter().filter(|flow| !missing.contains(flow));
                let there: Vec<_> = there.map(|flow| word(&words.flows, &flow)).collect();
                Cell::text(there.join(&words.and))
            }
            C::Id => Cell::text(row.id.0.as_str()),
            _ => Cell::Empty,
        }
    }

    pub(super) fn of_step(&self, row: &OrderRow, event: &Event) -> Vec<Cell> {
        let step = self.step(event);
        let mut what = word(&self.words.events, &event.what.kind()).to_owned();
        if event.undone {
            what = [what.as_str(), &self.words.undone].join(&self.words.and);
        }
        vec![
            self.of_order(OutColumn::OrderNo, row),
            self.of_order(OutColumn::Goods, row),
            self.time(Some(step.at.unwrap_or(event.at))),
            self.time(Some(event.at)),
            Cell::text(what),
            Cell::text(step.to),
            amount(step.amount),
            self.text(row, &step.shown.unwrap_or_default()),
            Cell::text(step.source),
            self.text(row, &step.text.join("\n")),
            self.of_order(OutColumn::Id, row),
        ]
    }

    pub(super) fn of_evidence(&self, row: &OrderRow, piece: &EvidenceRow) -> Vec<Cell> {
        vec![
            self.of_order(OutColumn::OrderNo, row),
            self.of_order(OutColumn::Goods, row),
            Cell::text(word(&self.words.kinds, &piece.kind)),
            self.text(row, &piece.name),
            Cell::Count(piece.size),
            self.time(Some(piece.attached_at)),
            self.time(piece.about.claimed_at),
            self.text(row, &piece.about.proves),
            Cell::text(piece.sha256.as_str()),
            self.of_order(OutColumn::Id, row),
        ]
    }

    pub(crate) fn step(&self, event: &Event) -> Step {
        let text =
            |parts: &[Option<&String>]| parts.iter().flatten().map(|t| (*t).clone()).collect();
        match &event.what {
            Happening::Paid { paid_at, order_no, note } => Step {
                at: Some(*paid_at),
                text: text(&[order_no.as_ref(), note.as_ref()]),
                ..Step::default()
            },
            Happening::Moved(moved) => self.moved(moved),
            Happening::Refunded(back) => Step {
                at: Some(back.at),
                amount: Some(back.amount),
                text: text(&[back.to.as_ref(), back.note.as_ref()]),
                ..Step::default()
            },
            Happening::Reached { milestone, at, note, .. } => Step {
                at: Some(*at),
                to: word(&self.words.milestones, milestone).to_owned(),
                text: text(&[note.as_ref()]),
                ..Step::default()
            },
            Happening::CaseSet { problem: Some(problem), .. } => {
                Step { to: word(&self.words.problems, problem).to_owned(), ..Step::default() }
            }
            Happening::TermAnswered { note, .. } => {
                Step { text: text(&[note.as_ref()]), ..Step::default() }
            }
            Happening::Case(CaseStep::Contacted(contact)) => Step {
                at: Some(contact.at),
                text: text(&[Some(&contact.said), contact.ticket.as_ref()]),
                ..Step::default()
            },
            Happening::Case(CaseStep::LetterCopied(letter)) => {
                Step { text: vec![letter.text.clone()], ..Step::default() }
            }
            Happening::Case(CaseStep::Closed(closing)) => Step {
                at: Some(closing.at),
                amount: closing.returned,
                text: vec![closing.why.clone()],
                ..Step::default()
            },
            Happening::Abandoned { reason: said }
            | Happening::Noted { text: said }
            | Happening::NumberSet { order_no: said } => {
                Step { text: vec![said.clone()], ..Step::default() }
            }
            Happening::TagsSet { tags } => {
                Step { text: vec![tags.join(&self.words.and)], ..Step::default() }
            }
            Happening::EvidenceAttached(piece) => {
                Step { text: vec![piece.name.clone()], ..Step::default() }
            }
            Happening::EvidenceDescribed { about, .. } => {
                Step { text: vec![about.proves.clone()], ..Step::default() }
            }
            _ => Step::default(),
        }
    }

    fn moved(&self, step: &Move) -> Step {
        let words = self.words;
        let to = [
            step.order.map(|state| word(&words.orders, &state)),
            step.money.map(|state| word(&words.money, &state)),
            step.voucher.map(|state| word(&words.vouchers, &state)),
            step.shipment.map(|state| word(&words.shipments, &state)),
            step.arrival.map(|state| word(&words.arrivals, &state)),
        ];
        Step {
            at: Some(step.at),
            to: to.into_iter().flatten().collect::<Vec<_>>().join(&words.and),
            amount: None,
            shown: step.shown.clone(),
            source: word(&words.sources, &step.source).to_owned(),
            text: [&step.note, &step.reason].into_iter().flatten().cloned().collect(),
        }
    }

    fn time(&self, at: Option<Timestamp>) -> Cell {
        at.map_or(Cell::Empty, |at| Cell::At(self.zone.to_datetime(at)))
    }

    /// A text of an order, in which its recipient may stand.
    fn text(&self, row: &OrderRow, text: &str) -> Cell {
        let recipient = row.summary.recipient.as_deref().filter(|_| !self.full);
        Cell::text(covered_in(text, recipient))
    }
}

fn word<'a, K: Ord>(words: &'a BTreeMap<K, String>, key: &K) -> &'a str {
    words.get(key).map_or("", String::as_str)
}

fn optional<K: Ord>(words: &BTreeMap<K, String>, key: Option<K>) -> Cell {
    key.map_or(Cell::Empty, |key| Cell::text(word(words, &key)))
}

fn amount(fen: Option<Fen>) -> Cell {
    fen.map_or(Cell::Empty, |fen| Cell::Hundredths(fen.0))
}
