//! Until when: the terms of one order and of all.

use std::path::PathBuf;

use cases::deadline::{
    Due, Length, Nature, Pending, Recourse, Rule, RuleId, RuleSource, Rules, Term, TermState,
    TimeLeft, Track, agenda,
};
use cases::ics::{IcsEntry, ics};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use ledger::{Change, OrderEvent};
use model::{Circumstance, Milestone, Name, OrderId, Problem, TermAnswer};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::book::{Entry, terms_of, with_course};
use crate::error::{Error, ErrorCode, Result};
use crate::habits::within;
use crate::library::Library;

/// Which term of an order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
pub struct TermKey {
    pub order: OrderId,
    pub rule: RuleId,
    #[specta(type = String)]
    pub started_at: Timestamp,
}

/// A term as the window shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TermView {
    pub rule: RuleId,
    pub name: Name,
    pub track: Track,
    pub nature: Nature,
    pub from: Milestone,
    pub length: Length,
    pub source: RuleSource,
    /// It follows what the buyer recorded of the platform.
    pub recorded: bool,
    /// What is possible once it has passed.
    pub still: Vec<Recourse>,
    #[specta(type = String)]
    pub started_at: Timestamp,
    pub due: Due,
    pub left: TimeLeft,
    pub state: TermState,
    pub answer: Option<TermAnswer>,
}

/// What runs for an order, and what may be said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct OrderDeadlines {
    pub problem: Option<Problem>,
    pub circumstances: Vec<Circumstance>,
    /// Something went wrong that is not yet said to be over.
    pub troubled: bool,
    /// What runs first, by when it is due; then what no longer does, the latest first.
    pub terms: Vec<TermView>,
    /// The milestones that can be reported, in the order in which they usually come.
    pub reportable: Vec<Milestone>,
}

/// A term among those of all orders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct AgendaItem {
    pub order: OrderId,
    /// The goods.
    pub goods: String,
    /// Empty where it is not known.
    pub shop: String,
    pub term: TermView,
}

/// A part of the agenda: how many there are, and the first of them, 200 at most.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Type)]
pub struct AgendaGroup {
    pub count: u32,
    pub items: Vec<AgendaItem>,
}

/// See [`cases::deadline::Agenda`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Type)]
pub struct AgendaView {
    pub overdue: AgendaGroup,
    pub today: AgendaGroup,
    pub this_week: AgendaGroup,
    pub later: AgendaGroup,
    /// By this clock something recorded is still to come: it was set back.
    pub clock_behind: bool,
}

/// The term of an order that is due next, for a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct NextTerm {
    pub order: OrderId,
    pub name: Name,
    pub track: Track,
    #[specta(type = String)]
    pub at: Timestamp,
    pub left: TimeLeft,
}

/// A rule of the app that a platform's own may stand in place of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ReplaceableRule {
    pub id: RuleId,
    pub name: Name,
    pub track: Track,
    pub from: Milestone,
    pub length: Length,
}

/// What came of a term, as the buyer says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct TermAnswered {
    pub term: TermKey,
    pub answer: TermAnswer,
    /// With it the whole matter is over.
    pub ends: bool,
    /// By when the rest, or another answer, was promised.
    #[specta(type = Option<String>)]
    pub until: Option<Timestamp>,
    /// What is still missing, or what was said.
    pub note: String,
}

/// So many terms of a group are told; nobody reads more at a time.
const MOST: usize = 200;
/// The longest note, in characters.
const NOTE: usize = 1_000;
/// Clocks of shop and buyer differ a little.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(10);

impl Library {
    /// The terms of an order, all that ever began.
    pub async fn deadlines_of(&self, order: OrderId, now: Timestamp) -> Result<OrderDeadlines> {
        let known = self.known().await?;
        let row = self.read(move |ledger| ledger.clock(&order)).await?;
        let zone = cases::deadline::china();
        let mut terms = terms_of(&row, &known);
        terms.sort_by_key(|term| (!term.runs(), term.due.at));
        let running = terms.partition_point(Term::runs);
        terms[running..].reverse();
        let terms = terms.into_iter().map(|term| TermView::of(term, now, &zone)).collect();
        let (troubled, reportable) =
            with_course(&row, |course| (course.is_troubled(), course.reportable()));
        let (problem, circumstances) = (row.clock.problem, row.clock.circumstances);
        Ok(OrderDeadlines { problem, circumstances, troubled, terms, reportable })
    }

    /// All terms that run, by what they ask of the day, for somebody in `zone`; of one track
    /// when one is named.
    pub async fn agenda(
        &self,
        track: Option<Track>,
        now: Timestamp,
        zone: TimeZone,
    ) -> Result<AgendaView> {
        self.agenda_of(track, now, zone, MOST).await
    }

    /// The same with at most `most` terms of a group told.
    pub(crate) async fn agenda_of(
        &self,
        track: Option<Track>,
        now: Timestamp,
        zone: TimeZone,
        most: usize,
    ) -> Result<AgendaView> {
        let book = self.book(now).await?;
        let listed =
            book.listed(now).filter(|(.., term)| track.is_none_or(|t| term.rule.track == t));
        let pending = listed.map(|(order, _, term)| Pending {
            order: order.clone(),
            rule: term.rule.id.clone(),
            started_at: term.started_at,
            due: term.due.clone(),
        });
        let found = agenda(pending.collect(), now, &zone);
        let group = |entries: Vec<cases::deadline::AgendaEntry>| AgendaGroup {
            count: u32::try_from(entries.len()).unwrap_or(u32::MAX),
            items: entries
                .into_iter()
                .take(most)
                .filter_map(|entry| {
                    let kept = book.get(&entry.pending.order)?;
                    let term = kept.terms.iter().find(|term| {
                        term.rule.id == entry.pending.rule
                            && term.started_at == entry.pending.started_at
                    })?;
                    let mut term = TermView::of(term.clone(), now, &zone);
                    term.left = entry.left;
                    Some(AgendaItem::of(entry.pending.order, kept, term))
                })
                .collect(),
        };
        Ok(AgendaView {
            overdue: group(found.overdue),
            today: group(found.today),
            this_week: group(found.this_week),
            later: group(found.later),
            clock_behind: found.clock_behind,
        })
    }

    /// Every rule but those of law.
    pub fn replaceable_rules() -> Vec<ReplaceableRule> {
        let others = Rules::builtin().all().iter().filter(|rule| rule.nature != Nature::Law);
        let rule = |rule: &Rule| ReplaceableRule {
            id: rule.id.clone(),
            name: rule.name.clone(),
            track: rule.track,
            from: rule.from,
            length: rule.length,
        };
        others.map(rule).collect()
    }

    /// Of each of these orders, the term that is due next or, where all have passed, the one
    /// that passed last. Orders without one are left out.
    pub async fn next_terms(&self, orders: Vec<OrderId>, now: Timestamp) -> Result<Vec<NextTerm>> {
        let book = self.book(now).await?;
        let zone = cases::deadline::china();
        let next = |order: OrderId| {
            let listed = book.get(&order)?.terms.iter().filter(|term| term.is_listed(now));
            // What somebody owes already comes before what is still to come; of hours in which
            // most could have been stopped nothing is left to do once they are over.
            let next = listed.min_by_key(|term| {
                let turn = match term.due.at <= now {
                    true if term.rule.track != Track::Golden => 0,
                    false => 1,
                    true => 2,
                };
                (turn, term.due.at.duration_since(now).abs())
            })?;
            Some(NextTerm {
                name: next.rule.name.clone(),
                track: next.rule.track,
                at: next.due.at,
                left: TimeLeft::until(next.due.at, now, &zone),
                order,
            })
        };
        Ok(orders.into_iter().filter_map(next).collect())
    }

    /// Writes terms as a calendar file, which takes the place of one that is there.
    pub async fn export_ics(
        &self,
        path: PathBuf,
        entries: Vec<IcsEntry>,
        now: Timestamp,
    ) -> Result<()> {
        let text = ics(&entries, now, &cases::deadline::china());
        self.read(move |_| ledger::write_file(&path, text.as_bytes())).await
    }

    /// Records what came of a term, and what follows from it.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::NotFound`] when the order has no such term, [`ErrorCode::Invalid`] when
    /// what was promised lies in the past or the note is too long.
    pub async fn answer_term(&self, what: TermAnswered, now: Timestamp) -> Result<Change> {
        let TermAnswered { term: key, answer, ends, until, note } = what;
        let known = self.known().await?;
        let order = key.order.clone();
        let row = self.read(move |ledger| ledger.clock(&order)).await?;
        let terms = terms_of(&row, &known);
        let term = terms
            .iter()
            .find(|term| term.rule.id == key.rule && term.started_at == key.started_at)
            .ok_or_else(|| Error::new(ErrorCode::NotFound, format!("term {}", key.rule.0)))?;
        if until.is_some_and(|until| until <= now) {
            return Err(Error::new(ErrorCode::Invalid, "promised for a time that has passed"));
        }
        let leads_to = match answer {
            TermAnswer::Resolved => None,
            _ if until.is_some() => Some(Milestone::Promised),
            TermAnswer::Refused if asks_the_seller(term.rule.from) => {
                Some(Milestone::AfterSaleRefused)
            }
            TermAnswer::Partly | TermAnswer::Refused | TermAnswer::NoReply => None,
        };
        let event = OrderEvent::TermAnswered {
            rule: key.rule.0,
            started_at: key.started_at,
            answer,
            ends: ends && answer == TermAnswer::Resolved,
            leads_to,
            until: until.filter(|_| leads_to == Some(Milestone::Promised)),
            note: written(&note)?,
        };
        self.change(move |ledger| ledger.record(&key.order, event, now)).await
    }
}

/// Whether a report can stand as it is; any other step can.
pub(crate) fn checked(event: OrderEvent, now: Timestamp) -> Result<OrderEvent> {
    let invalid = |detail: &str| Err(Error::new(ErrorCode::Invalid, detail));
    match event {
        OrderEvent::Reached { milestone, .. } if milestone.is_usual() => {
            invalid("a step of the order has an event of its own")
        }
        OrderEvent::Reached { at, .. } if at > now + TOLERANCE => invalid("it is still to come"),
        OrderEvent::Reached { at, until: Some(until), .. } if until <= at => {
            invalid("promised for a time before the promise")
        }
        OrderEvent::Reached { milestone, at, until, note } => {
            let note = written(&note.unwrap_or_default())?;
            let until = until.filter(|_| milestone == Milestone::Promised);
            Ok(OrderEvent::Reached { milestone, at, until, note })
        }
        OrderEvent::TermAnswered { .. } => invalid("an answer is given to a term that there is"),
        other => Ok(other),
    }
}

fn written(note: &str) -> Result<Option<String>> {
    let note = within(note, 0, NOTE)?;
    Ok((!note.is_empty()).then_some(note))
}

/// Whether what begins with it waits for the seller or the platform.
const fn asks_the_seller(from: Milestone) -> bool {
    matches!(
        from,
        Milestone::Contacted
            | Milestone::ResupplyRequested
            | Milestone::RefundRequested
            | Milestone::Promised
            | Milestone::GoodsReturned
    )
}

impl TermView {
    pub(crate) fn of(term: Term, now: Timestamp, zone: &TimeZone) -> Self {
        let Term { rule, started_at, due, state, answer } = term;
        let left = TimeLeft::until(due.at, now.max(started_at.min(due.at)), zone);
        Self {
            rule: rule.id,
            name: rule.name,
            track: rule.track,
            nature: rule.nature,
            from: rule.from,
            length: rule.length,
            source: rule.source,
            recorded: rule.own.is_some(),
            still: rule.still,
            started_at,
            due,
            left,
            state,
            answer,
        }
    }
}

impl AgendaItem {
    pub(crate) fn of(order: OrderId, entry: &Entry, term: TermView) -> Self {
        Self { order, goods: entry.name.clone(), shop: entry.shop.clone(), term }
    }
}
