//! What the deadlines of an order are counted from, as its events say.

use jiff::Timestamp;
use model::{
    Arrival, Circumstance, Milestone, MoneyState, OrderId, OrderState, Problem, TermAnswer,
};
use serde::{Deserialize, Serialize};

use crate::{Event, Happening, OrderKey, OrderRow, column::to_millis};

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// In the order of recording.
    pub reached: Vec<Reached>,
    pub problem: Option<Problem>,
    pub circumstances: Vec<Circumstance>,
    /// In the order of recording.
    pub answers: Vec<Answered>,
    /// When money last came back.
    pub refunded_at: Option<Timestamp>,
}

/// A milestone, whoever reported it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reached {
    pub milestone: Milestone,
    pub at: Timestamp,
    pub until: Option<Timestamp>,
    /// It was recorded before the whole matter was last said to be over.
    pub settled: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    pub rule: String,
    pub started_at: Timestamp,
    pub answer: TermAnswer,
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
    /// that has terms of its own, or goods that had come are said not to have. Of any other order the time of its last milestone
    /// says whether something runs, so that those that were paid and never followed up are not
    /// read for ever.
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
                self.answers.push(Answered { rule, started_at, answer: *answer });
                if let Some(milestone) = leads_to {
                    self.reach(*milestone, event.at, *until);
                }
                if *ends {
                    self.problem = None;
                    self.reached.iter_mut().for_each(|reached| reached.settled = true);
                }
            }
            _ => {}
        }
    }

    pub(crate) fn reach(&mut self, milestone: Milestone, at: Timestamp, until: Option<Timestamp>) {
        let (at, until) = (to_millis(at), until.map(to_millis));
        self.reached.push(Reached { milestone, at, until, settled: false });
    }
}
