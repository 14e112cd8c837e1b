//! What the buyer does about a case. Each is an event of the order that the case is about.

use std::collections::BTreeMap;

use cases::Problem;
use cases::channel::ChannelId;
use cases::contact::reached;
use cases::fact::Fact;
use cases::letter::Slot;
use cases::remedy::{Ask, RemedyId};
use cases::triage::{OptionId, triage};
use jiff::{SignedDuration, Timestamp};
use ledger::{
    CaseClosing, CaseComplaint, CaseContact, CaseStep, Change, Ledger, MoneyBack, OrderEvent,
    OrderRow,
};
use model::{CaseOutcome, ContactOutcome, Fen, MoneyState, OrderId, Sha256Hex};
use serde::Deserialize;
use specta::Type;

use super::matter::{Matter, word};
use crate::error::{Error, ErrorCode, Result};
use crate::habits::within;
use crate::library::Library;
use crate::own::Known;

/// A talk as the buyer notes it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct NewContact {
    #[specta(type = String)]
    pub at: Timestamp,
    pub channel: ChannelId,
    pub agent_no: String,
    pub ticket: String,
    pub said: String,
    pub outcome: ContactOutcome,
    /// What was asked for.
    pub asked: Option<Ask>,
    #[specta(type = Option<String>)]
    pub until: Option<Timestamp>,
    pub pieces: Vec<Sha256Hex>,
}

/// How it went, as the buyer says at the end.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct NewClosing {
    #[specta(type = String)]
    pub at: Timestamp,
    pub outcome: CaseOutcome,
    /// In 元, as typed; blank where nothing came back.
    pub returned: String,
    pub cause: Option<cases::cause::RootCause>,
    pub why: String,
}

const fn gives_a_time(outcome: ContactOutcome) -> bool {
    matches!(outcome, ContactOutcome::Promised | ContactOutcome::Agreed)
}

/// Clocks of shop and buyer differ a little.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(10);
/// The longest text of a field and of what was said, in characters.
const FIELD: usize = 200;
const SAID: usize = 4_000;

impl Library {
    /// Answers the questions about what happened: all answers, in their order. What they lead to
    /// becomes the order's problem.
    pub async fn answer_case(
        &self,
        order: OrderId,
        answers: Vec<OptionId>,
        now: Timestamp,
    ) -> Result<Change> {
        self.told(order, now, move |matter, known| {
            (answers.clone(), triage(&matter.known(known, now), &answers).problem())
        })
        .await
    }

    /// Names the problem outright. What was answered stays.
    pub async fn set_case_problem(
        &self,
        order: OrderId,
        problem: Problem,
        now: Timestamp,
    ) -> Result<Change> {
        self.told(order, now, move |matter, _| (matter.answers(), Some(problem))).await
    }

    /// Says that something is so, is not so, or that the buyer does not know.
    pub async fn say_case_fact(
        &self,
        order: OrderId,
        fact: Fact,
        is: Option<bool>,
        now: Timestamp,
    ) -> Result<Change> {
        self.on_case(order, now, move |matter, _| {
            let mut told = matter.casework.told.clone();
            match is {
                Some(is) => told.facts.insert(word(&fact), is),
                None => told.facts.remove(&word(&fact)),
            };
            Ok(vec![OrderEvent::Case(CaseStep::Told(told))])
        })
        .await
    }

    /// Says that a piece that is needed cannot be had, or that it can after all.
    pub async fn lack_evidence(
        &self,
        order: OrderId,
        need: String,
        lacks: bool,
        now: Timestamp,
    ) -> Result<Change> {
        let need = within(&need, 1, FIELD)?;
        self.on_case(order, now, move |matter, _| {
            let mut told = matter.casework.told.clone();
            told.lacking.retain(|known| *known != need);
            if lacks {
                told.lacking.push(need);
            }
            Ok(vec![OrderEvent::Case(CaseStep::Told(told))])
        })
        .await
    }

    pub async fn follow_remedy(
        &self,
        order: OrderId,
        remedy: Option<RemedyId>,
        now: Timestamp,
    ) -> Result<Change> {
        self.on_case(order, now, move |_, _| {
            let remedy = remedy.as_ref().map(word);
            Ok(vec![OrderEvent::Case(CaseStep::Followed { remedy })])
        })
        .await
    }

    pub async fn prefer_channel(
        &self,
        order: OrderId,
        channel: Option<ChannelId>,
        now: Timestamp,
    ) -> Result<Change> {
        self.on_case(order, now, move |_, _| {
            let channel = channel.as_ref().map(word);
            Ok(vec![OrderEvent::Case(CaseStep::Preferred { channel })])
        })
        .await
    }

    /// Fills places of letters; a blank text empties one again.
    pub async fn fill_case(
        &self,
        order: OrderId,
        texts: BTreeMap<Slot, String>,
        now: Timestamp,
    ) -> Result<Change> {
        self.on_case(order, now, move |matter, _| {
            let mut all = matter.casework.texts.clone();
            for (slot, text) in &texts {
                if !slot.is_typed() {
                    return Err(Error::new(ErrorCode::Invalid, "it is filled from the record"));
                }
                let text = within(text, 0, SAID)?;
                if text.is_empty() {
                    all.remove(slot.id());
                } else {
                    all.insert(slot.id().to_owned(), text);
                }
            }
            if all == matter.casework.texts {
                return Ok(Vec::new());
            }
            Ok(vec![OrderEvent::Case(CaseStep::Filled { texts: all })])
        })
        .await
    }

    /// Notes a talk, and what of the dispute's course follows from it.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::Invalid`] when it is still to come, or a promise is for a time before it.
    pub async fn note_contact(
        &self,
        order: OrderId,
        contact: NewContact,
        now: Timestamp,
    ) -> Result<Change> {
        let NewContact { at, channel, agent_no, ticket, said, outcome, asked, until, pieces } =
            contact;
        let invalid = |detail: &str| Err(Error::new(ErrorCode::Invalid, detail));
        if at > now + TOLERANCE {
            return invalid("it is still to come");
        }
        if until.is_some_and(|until| until <= at) {
            return invalid("promised for a time before the promise");
        }
        if outcome == ContactOutcome::Promised && until.is_none() {
            return invalid("a promise without a time");
        }
        let field = |text: &str| {
            let text = within(text, 0, FIELD)?;
            Ok::<_, Error>((!text.is_empty()).then_some(text))
        };
        let until = until.filter(|_| gives_a_time(outcome));
        let contact = CaseContact {
            leads_to: reached(channel, outcome, asked, until.is_some()),
            channel: word(&channel),
            agent_no: field(&agent_no)?,
            ticket: field(&ticket)?,
            said: within(&said, 0, SAID)?,
            until,
            at,
            outcome,
            pieces,
        };
        self.on_case(order, now, move |_, _| {
            Ok(vec![OrderEvent::Case(CaseStep::Contacted(contact.clone()))])
        })
        .await
    }

    pub async fn set_complaint(
        &self,
        order: OrderId,
        complaint: CaseComplaint,
        now: Timestamp,
    ) -> Result<Change> {
        within(&complaint.credit_code, 0, FIELD)?;
        self.on_case(order, now, move |_, _| {
            Ok(vec![OrderEvent::Case(CaseStep::Complaint(complaint.clone()))])
        })
        .await
    }

    /// Ends the case. What came back beyond what is recorded is recorded with it.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::Invalid`] when the amount cannot be read or is more than was paid.
    pub async fn close_case(
        &self,
        order: OrderId,
        closing: NewClosing,
        now: Timestamp,
    ) -> Result<Change> {
        let invalid = |detail: String| Error::new(ErrorCode::Invalid, detail);
        let returned = match closing.returned.trim() {
            "" => None,
            typed => Some(Fen::parse_yuan(typed).map_err(|error| invalid(format!("{error:?}")))?),
        };
        let why = within(&closing.why, 0, SAID)?;
        if closing.at > now + TOLERANCE {
            return Err(invalid("it is still to come".to_owned()));
        }
        self.on_orders(order, now, move |matter, known| {
            let back = returned.map(|returned| came_back(matter, returned, closing.at));
            let mut events = back.transpose()?.unwrap_or_default();
            let closed = OrderEvent::Case(CaseStep::Closed(CaseClosing {
                at: closing.at,
                outcome: closing.outcome,
                returned,
                cause: closing.cause.as_ref().map(word),
                why: why.clone(),
                problem: matter.found(known, now).problem,
            }));
            events.push((matter.id().clone(), closed));
            Ok(events)
        })
        .await
    }

    pub async fn reopen_case(&self, order: OrderId, now: Timestamp) -> Result<Change> {
        self.on_case(order, now, |matter, _| {
            let problem = matter.problem();
            Ok(vec![OrderEvent::Case(CaseStep::Reopened { problem })])
        })
        .await
    }

    async fn told(
        &self,
        order: OrderId,
        now: Timestamp,
        say: impl Fn(&Matter, &Known) -> (Vec<OptionId>, Option<Problem>) + Send + 'static,
    ) -> Result<Change> {
        self.on_case(order, now, move |matter, known| {
            let words = |answers: &[OptionId]| answers.iter().map(word).collect::<Vec<_>>();
            let (answers, problem) = say(matter, known);
            let over = matter.casework.closing.is_some();
            let other = problem.is_some() && problem != matter.problem();
            let anew = over && other || matter.casework.begins_anew_with(&words(&answers));
            if over && !anew {
                return Ok(Vec::new());
            }
            let fresh = anew.then(|| matter.anew());
            let matter = fresh.as_ref().unwrap_or(matter);
            let (answers, problem) = say(matter, known);
            let mut told = matter.casework.told.clone();
            // An answer stands over what was said of the same facts before it.
            let before = matter.found(known, now).triage.said;
            let said = triage(&matter.known(known, now), &answers).said;
            for new in said.iter().filter(|new| !before.contains(new)) {
                told.facts.remove(&word(&new.fact));
            }
            told.answers = words(&answers);
            let mut events = vec![OrderEvent::Case(CaseStep::Told(told))];
            let clock = &matter.clocks[0].clock;
            // While a question is open again, what was found before stands no longer.
            let settled = problem.is_some() || !answers.is_empty();
            if settled && clock.problem != problem {
                let circumstances = clock.circumstances.clone();
                events.push(OrderEvent::CaseSet { problem, circumstances });
            }
            Ok(events)
        })
        .await
    }

    /// Records what `steps` makes of a case as it stands.
    async fn on_case(
        &self,
        order: OrderId,
        now: Timestamp,
        steps: impl FnOnce(&Matter, &Known) -> Result<Vec<OrderEvent>> + Send + 'static,
    ) -> Result<Change> {
        self.on_orders(order, now, move |matter, known| {
            let events = steps(matter, known)?.into_iter();
            Ok(events.map(|event| (matter.id().clone(), event)).collect())
        })
        .await
    }

    /// As [`Library::on_case`], where a step is about another order of the case. One at a time:
    /// a step that replaces all that was said must know what was said last.
    async fn on_orders(
        &self,
        order: OrderId,
        now: Timestamp,
        steps: impl FnOnce(&Matter, &Known) -> Result<Vec<(OrderId, OrderEvent)>> + Send + 'static,
    ) -> Result<Change> {
        let known = self.known().await?;
        let _turn = self.casework.lock().await;
        self.change(move |ledger: &Ledger| {
            let matter = Matter::load(ledger, &known, &order, now)?;
            let events = steps(&matter, &known)?;
            Ok::<_, Error>(ledger.record_all(events, now)?)
        })
        .await
    }
}

/// What came back of an order, whether as refunds or by where its money is said to be.
pub(super) fn back(row: &OrderRow) -> Fen {
    match row.axes.money {
        MoneyState::Refunded => row.summary.total.unwrap_or(row.refunded),
        _ => row.refunded,
    }
}

/// What came back beyond what is recorded, as refunds of the orders that it was paid for: of the
/// one that the case is of first.
fn came_back(matter: &Matter, returned: Fen, at: Timestamp) -> Result<Vec<(OrderId, OrderEvent)>> {
    let rows = || matter.orders.iter().map(|record| &record.row);
    let paid = rows().map(|row| row.summary.total.map(|total| total.0)).sum::<Option<i64>>();
    if paid.is_some_and(|paid| returned.0 > paid) {
        return Err(Error::new(ErrorCode::Invalid, "more than was paid"));
    }
    let mut more = returned.0 - rows().map(|row| back(row).0).sum::<i64>();
    let mut events = Vec::new();
    for row in rows() {
        let money = row.axes.money;
        let open = money.was_paid() && money != MoneyState::Refunded;
        let rest = row.summary.total.map_or(more, |total| more.min(total.0 - row.refunded.0));
        if open && rest > 0 {
            more -= rest;
            let back = MoneyBack { amount: Fen(rest), at, to: None, note: None };
            events.push((row.id.clone(), OrderEvent::Refunded(back)));
        }
    }
    Ok(events)
}
