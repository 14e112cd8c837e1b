//! What the deadlines of an order are counted from, as its events say.

use jiff::Timestamp;
use model::{
    Arrival, Circumstance, Milestone, MoneyState, OrderId, OrderState, Problem, TermAnswer,
};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{CaseStep, Event, Happening, OrderKey, OrderRow, column::to_millis};

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Clock {
    /// In the order of recording.
    pub reached: Vec<Reached>,
    pub problem: Option<Problem>,
    pub circumstances: Vec<Circumstance>,
    /// In the order of recording.
    pub answers: Vec<Answered>,
    /// When money last came back.
    #[specta(type = Option<String>)]
    pub refunded_at: Option<Timestamp>,
}

/// A milestone, whoever reported it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Reached {
    pub milestone: Milestone,
    #[specta(type = String)]
    pub at: Timestamp,
    #[specta(type = Option<String>)]
    pub until: Option<Timestamp>,
    /// It was recorded before the whole matter was last said to be over.
    pub settled: bool,
    /// It was the end of the case that settled it, so it counts again when the case goes on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_closing: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Answered {
    pub rule: String,
    #[specta(type = String)]
    pub started_at: Timestamp,
    pub answer: TermAnswer,
    /// As of a milestone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub settled: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_closing: bool,
}

/// An order as the agenda needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockRow {
    pub key: OrderKey,
    pub order: OrderId,
    pub category: String,
    pub name: String,
    pub shop: Option<String>,
    pub state: OrderState,
    pub money: MoneyState,
    pub arrival: Option<Arrival>,
    /// It is in the trash or part of another order: nothing is awaited of it.
    pub gone: bool,
    pub clock: Clock,
}

impl Clock {
    /// Whether terms may run however long ago the last milestone was: something went wrong
    /// that is not said to be over, the buyer found that not all has come, a circumstance is known
    /// that has terms of its own, or goods that had come are said not to have. Of any other order
    /// the time of its last milestone says whether something runs, so that those that were paid
    /// and never followed up are not read for ever.
    pub(crate) fn is_open(&self, row: &OrderRow) -> bool {
        let reached = |which: [Milestone; 2]| {
            self.reached.iter().any(|reached| which.contains(&reached.milestone))
        };
        let arrived = matches!(row.axes.order, OrderState::Delivered | OrderState::Completed);
        let lost = !arrived && reached([Milestone::Delivered, Milestone::Completed]);
        let back = row.axes.money == MoneyState::Refunded;
        let calm = self.reached.iter().all(|each| each.milestone.is_usual() || each.settled);
        let troubled = self.problem.is_some() || !calm;
        let lacking = self.lacks(row.arrival);
        row.gone.is_none()
            && !back
            && (troubled || lacking || !self.circumstances.is_empty() || lost)
    }

    /// Whether the buyer found something else than what was bought, or nothing, and the matter was
    /// never said to be over.
    pub fn lacks(&self, arrival: Option<Arrival>) -> bool {
        arrival.is_some_and(|came| came != Arrival::Whole)
            && !self.reached.iter().any(|reached| reached.settled)
    }

    /// The time of the last milestone.
    pub(crate) fn latest(&self) -> Option<Timestamp> {
        self.reached.iter().map(|reached| reached.at).max()
    }

    /// What an event says beyond the payment, which the order itself tells.
    pub(crate) fn apply(&mut self, event: &Event) {
        match &event.what {
            Happening::Issued => self.reach(Milestone::Issued, event.at, None),
            Happening::Delivered => self.reach(Milestone::Delivered, event.at, None),
            Happening::Completed => self.reach(Milestone::Completed, event.at, None),
            Happening::Moved(step) => {
                let milestone = match step.order {
                    Some(OrderState::Issued) => Some(Milestone::Issued),
                    Some(OrderState::Delivered) => Some(Milestone::Delivered),
                    Some(OrderState::Completed) => Some(Milestone::Completed),
                    _ => None,
                };
                if let Some(milestone) = milestone {
                    self.reach(milestone, step.at, None);
                }
            }
            Happening::Refunded(refund) => self.refunded_at = Some(to_millis(refund.at)),
            Happening::Reached { milestone, at, until, .. } => self.reach(*milestone, *at, *until),
            Happening::CaseSet { problem, circumstances } => {
                self.problem = *problem;
                self.circumstances.clone_from(circumstances);
            }
            Happening::TermAnswered { rule, started_at, answer, ends, leads_to, until, .. } => {
                let (rule, started_at) = (rule.clone(), to_millis(*started_at));
                let (settled, by_closing) = (false, false);
                let answer = *answer;
                self.answers.push(Answered { rule, started_at, answer, settled, by_closing });
                if let Some(milestone) = leads_to {
                    self.reach(*milestone, event.at, *until);
                }
                if *ends {
                    self.end();
                }
            }
            Happening::Case(step) => self.apply_case(step),
            Happening::Merged(merge) => {
                if let Some(other) = &merge.clock {
                    self.take_over(other);
                }
            }
            _ => {}
        }
    }

    fn apply_case(&mut self, step: &CaseStep) {
        match step {
            CaseStep::Contacted(contact) => {
                for milestone in &contact.leads_to {
                    let until = contact.until.filter(|_| *milestone == Milestone::Promised);
                    self.reach(*milestone, contact.at, until);
                }
            }
            CaseStep::Closed(_) => {
                for reached in &mut self.reached {
                    reached.by_closing = !reached.settled;
                }
                for answer in &mut self.answers {
                    answer.by_closing = !answer.settled;
                }
                self.end();
            }
            CaseStep::Reopened { problem } => {
                self.problem = *problem;
                for reached in self.reached.iter_mut().filter(|reached| reached.by_closing) {
                    (reached.settled, reached.by_closing) = (false, false);
                }
                for answer in self.answers.iter_mut().filter(|answer| answer.by_closing) {
                    (answer.settled, answer.by_closing) = (false, false);
                }
            }
            _ => {}
        }
    }

    /// What was said of another record of the same order. Its own steps follow from its axes,
    /// which are taken over by themselves.
    fn take_over(&mut self, other: &Self) {
        self.problem = self.problem.or(other.problem);
        for circumstance in &other.circumstances {
            if !self.circumstances.contains(circumstance) {
                self.circumstances.push(*circumstance);
            }
        }
        let same =
            |one: &Reached, two: &Reached| (one.milestone, one.at) == (two.milestone, two.at);
        for reached in other.reached.iter().filter(|reached| !reached.milestone.is_usual()) {
            if !self.reached.iter().any(|known| same(known, reached)) {
                self.reached.push(reached.clone());
            }
        }
        for answer in &other.answers {
            if !self.answers.contains(answer) {
                self.answers.push(answer.clone());
            }
        }
        self.refunded_at = self.refunded_at.max(other.refunded_at);
    }

    fn end(&mut self) {
        self.problem = None;
        self.reached.iter_mut().for_each(|reached| reached.settled = true);
        self.answers.iter_mut().for_each(|answer| answer.settled = true);
    }

    pub(crate) fn reach(&mut self, milestone: Milestone, at: Timestamp, until: Option<Timestamp>) {
        let (at, until) = (to_millis(at), until.map(to_millis));
        self.reached.push(Reached { milestone, at, until, settled: false, by_closing: false });
    }
}
