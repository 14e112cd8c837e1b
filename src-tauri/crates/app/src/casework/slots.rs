//! What a letter can be filled with, from the record and from what the buyer typed.

use std::collections::BTreeMap;

use cases::Problem;
use cases::channel::{Level, channel};
use cases::deadline::china;
use cases::evidence::Guide;
use cases::letter::{Addressee, Contact, Slot, Slots, called};
use jiff::{SignedDuration, Timestamp, ToSpan as _, Zoned};
use ledger::{CaseContact, CaseEntry, LinkKind, OrderRow};
use model::{ContactOutcome, EvidenceField, EvidenceKind, Milestone};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use specta::Type;

use super::matter::{Matter, named};
use crate::error::{Error, ErrorCode, Result};
use crate::out::covered;

/// Who the buyer is, as an authority asks for it. Kept once, for all cases.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default)]
pub struct Complaining {
    pub name: String,
    pub phone: String,
    pub address: String,
}

/// Where what stands in a slot comes from.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum SlotFrom {
    Record,
    /// Typed for this case.
    Buyer,
    /// The app's proposal, such as a time limit.
    Proposed,
}

/// A slot with what stands in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SlotText {
    pub slot: Slot,
    /// The lines of one that holds several.
    pub lines: Vec<String>,
    pub from: SlotFrom,
}

/// How long the other side is given, unless the buyer says otherwise: three days, till the end
/// of the working day.
const DAYS: i64 = 3;
const HOUR: i8 = 18;
/// Money that goes to somebody else is stopped within hours or not at all.
const SOON: SignedDuration = SignedDuration::from_hours(2);

/// Everything that can be filled, and where it comes from. Times are told as whoever reads it has
/// them, in China.
pub(super) struct Filled {
    pub(super) slots: Slots,
    from: BTreeMap<Slot, SlotFrom>,
}

impl Filled {
    /// With all talks that were had.
    pub(super) fn of(matter: &Matter, complaining: &Complaining, now: Timestamp) -> Result<Self> {
        let here = |at: Timestamp| at.to_zoned(china());
        let mut texts: BTreeMap<Slot, (String, SlotFrom)> = BTreeMap::new();
        let mut put = |slot: Slot, text: Option<String>, from: SlotFrom| {
            if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
                texts.insert(slot, (text, from));
            }
        };
        for (slot, text) in recorded(matter, &here) {
            put(slot, text, SlotFrom::Record);
        }
        put(Slot::Name, Some(complaining.name.clone()), SlotFrom::Buyer);
        put(Slot::Phone, Some(complaining.phone.clone()), SlotFrom::Buyer);
        put(Slot::Address, Some(complaining.address.clone()), SlotFrom::Buyer);
        let urgent =
            matches!(matter.problem(), Some(Problem::Fraud | Problem::UnauthorisedPayment));
        let soon = now.checked_add(SOON).ok().filter(|_| urgent).map(|at| called::time(&here(at)));
        put(Slot::Deadline, soon.or_else(|| limit(&here(now))), SlotFrom::Proposed);
        for (word, text) in &matter.casework.texts {
            if let Some(slot) = named::<Slot>(word).filter(|slot| slot.is_typed()) {
                put(slot, Some(text.clone()), SlotFrom::Buyer);
            }
        }
        let from = texts.iter().map(|(slot, (_, from))| (*slot, *from)).collect();
        let texts =
            texts.into_iter().map(|(slot, (text, _))| (slot.id().to_owned(), Value::String(text)));
        let slots: Map<String, Value> = texts.collect();
        let slots: Slots = serde_json::from_value(Value::Object(slots))
            .map_err(|error| Error::new(ErrorCode::Internal, error.to_string()))?;
        Ok(Self {
            slots: Slots {
                evidence: Some(pieces(matter)),
                contacts: Some(talks(matter, |_| true)),
                on: Some(here(now).date()),
                ..slots
            },
            from,
        })
    }

    /// With those talks alone that a letter to `addressee` tells of.
    pub(super) fn for_letter(mut self, addressee: Addressee, matter: &Matter) -> Self {
        self.slots.contacts = Some(talks(matter, |talk| told_to(addressee, talk)));
        self
    }

    /// The slots among `wanted` that are filled.
    pub(super) fn texts(&self, wanted: &[Slot]) -> Vec<SlotText> {
        let value = serde_json::to_value(&self.slots).unwrap_or_default();
        let lines = |slot: Slot| -> Vec<String> {
            match (slot, value.get(slot.id())) {
                (Slot::Contacts, _) => {
                    let talks = self.slots.contacts.iter().flatten();
                    talks.filter_map(Contact::written).collect()
                }
                (_, Some(Value::String(text))) => vec![text.clone()],
                (_, Some(Value::Array(all))) => {
                    all.iter().filter_map(Value::as_str).map(str::to_owned).collect()
                }
                _ => Vec::new(),
            }
        };
        let from = |slot| self.from.get(&slot).copied().unwrap_or(SlotFrom::Record);
        let text = |slot: &Slot| SlotText { slot: *slot, lines: lines(*slot), from: from(*slot) };
        wanted.iter().map(text).filter(|text| !text.lines.is_empty()).collect()
    }
}

fn recorded(matter: &Matter, here: &impl Fn(Timestamp) -> Zoned) -> Vec<(Slot, Option<String>)> {
    let row = &matter.lead().row;
    let clock = &matter.clocks[0].clock;
    let time = |at: Timestamp| called::time(&here(at));
    let reached = |milestone: Milestone| {
        let of_lead = matter.reached().filter(|(order, _)| *order == matter.id());
        let at = of_lead.filter(|(_, each)| each.milestone == milestone).last();
        at.map(|(_, each)| time(each.at))
    };
    let contacts = &matter.casework.contacts;
    let from_them = |each: &&CaseEntry<CaseContact>| is_of_other_side(&each.what, matter);
    let contacts = || contacts.iter().rev().filter(from_them).map(|each| &each.what);
    let last = |of: fn(&CaseContact) -> Option<String>| contacts().find_map(of);
    let said = |outcome: ContactOutcome| {
        contacts().find(|talk| talk.outcome == outcome).map(|talk| talk.said.clone())
    };
    let second = second(matter);
    // Of what was paid twice the first one is the one that was paid first.
    let earlier = second.filter(|second| second.paid_at < row.paid_at);
    let (first, second) = earlier.map_or((row, second), |earlier| (earlier, Some(row)));
    vec![
        (Slot::OrderNo, first.order_no.clone()),
        (Slot::Platform, row.summary.shop.as_deref().and_then(called::platform).map(str::to_owned)),
        (Slot::Goods, Some(row.summary.name.clone())),
        (Slot::Amount, row.summary.total.map(called::amount)),
        (Slot::PaidAt, first.paid_at.map(time)),
        (Slot::PayMethod, called::paid_by(&clock.circumstances).map(str::to_owned)),
        (Slot::PaymentNo, seen(matter, EvidenceKind::PaymentBill, EvidenceField::OrderNo)),
        (Slot::OrderState, row.shown.clone()),
        (Slot::Recipient, row.summary.recipient.as_deref().map(covered)),
        (Slot::FoundAt, reached(Milestone::MistakeKnown)),
        (Slot::SecondOrderNo, second.and_then(|row| row.order_no.clone())),
        (Slot::SecondPaidAt, second.and_then(|row| row.paid_at).map(time)),
        (Slot::ResuppliedAt, reached(Milestone::ResupplyRequested)),
        (Slot::Refusal, said(ContactOutcome::Refused)),
        (Slot::Promised, said(ContactOutcome::Promised)),
        (Slot::AgentNo, last(|talk| talk.agent_no.clone())),
        (Slot::Ticket, last(|talk| talk.ticket.clone())),
    ]
}

/// Whether it was had with whom the letters are about: of money that went astray whoever got it,
/// otherwise the platform. What a payment channel or an authority said is not their answer.
fn is_of_other_side(talk: &CaseContact, matter: &Matter) -> bool {
    let known = named(&talk.channel).and_then(channel);
    let astray = matter.problem() == Some(Problem::WrongAccount);
    known.is_some_and(|known| match known.level {
        Level::Counterparty => astray,
        level => !astray && !level.is_outside(),
    })
}

fn talks(matter: &Matter, told: impl Fn(&CaseContact) -> bool) -> Vec<Contact> {
    let here = |at: Timestamp| at.to_zoned(china());
    let talks = matter.casework.contacts.iter().map(|each| &each.what);
    talks.filter(|talk| told(talk)).map(|talk| contact(talk, &here)).collect()
}

/// Whether a letter to `addressee` tells of the talk.
fn told_to(addressee: Addressee, talk: &CaseContact) -> bool {
    let outside = || named(&talk.channel).and_then(channel).is_some_and(|it| it.level.is_outside());
    match addressee {
        Addressee::Platform | Addressee::Regulator => !outside(),
        Addressee::Counterparty | Addressee::Payment => true,
    }
}

/// The order that was paid a second time.
fn second(matter: &Matter) -> Option<&OrderRow> {
    let links = &matter.lead().row.links;
    let twice = links.iter().find(|link| link.kind == LinkKind::PaidTwice)?;
    let record = matter.orders.iter().find(|record| record.row.id == twice.other)?;
    Some(&record.row)
}

/// What the buyer noted of what stands on a piece of this kind.
fn seen(matter: &Matter, kind: EvidenceKind, field: EvidenceField) -> Option<String> {
    let pieces = &matter.lead().evidence;
    let mut of_kind = pieces.iter().filter(|piece| piece.kind == kind);
    of_kind.find_map(|piece| piece.about.fields.get(&field).cloned())
}

/// The originals, as a letter calls them: kinds, each with how many there are.
fn pieces(matter: &Matter) -> Vec<String> {
    let originals = matter.orders.iter().flat_map(|record| &record.evidence);
    let originals = originals.filter(|piece| piece.derived_from.is_empty());
    let mut counted: BTreeMap<EvidenceKind, usize> = BTreeMap::new();
    for piece in originals {
        *counted.entry(piece.kind).or_default() += 1;
    }
    let guide = Guide::builtin();
    let name = |kind: EvidenceKind| guide.kind(kind).map(|known| known.name.zh.clone());
    let several = |(kind, count): (EvidenceKind, usize)| {
        let name = name(kind)?;
        Some(if count == 1 { name } else { format!("{name}{count}\u{4efd}") })
    };
    counted.into_iter().filter_map(several).collect()
}

pub(super) fn contact(talk: &CaseContact, here: &impl Fn(Timestamp) -> Zoned) -> Contact {
    let said = Some(talk.said.clone()).filter(|said| !said.trim().is_empty());
    let channel = named(&talk.channel).map(called::channel).unwrap_or_default();
    Contact {
        at: called::time(&here(talk.at)),
        channel: channel.to_owned(),
        agent_no: talk.agent_no.clone(),
        ticket: talk.ticket.clone(),
        said,
    }
}

fn limit(now: &Zoned) -> Option<String> {
    let day = now.checked_add(DAYS.days()).ok()?;
    let end = day.with().hour(HOUR).minute(0).second(0).subsec_nanosecond(0).build().ok()?;
    Some(called::day(&end))
}
