use jiff::{SignedDuration, Timestamp};
use model::{CategoryId, Circumstance, Milestone, Problem, TermAnswer};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::due::{Due, china, due};
use super::own::OwnRule;
use super::rule::{Rule, RuleId, Track};
use super::rules::{Rules, Situation};

/// What is known of an order, as far as terms depend on it.
#[derive(Debug, Clone, Copy)]
pub struct Course<'a> {
    pub category: Option<&'a CategoryId>,
    /// Where it was bought, in the buyer's own word.
    pub shop: &'a str,
    pub problem: Option<Problem>,
    pub circumstances: &'a [Circumstance],
    /// The goods have come.
    pub arrived: bool,
    /// The money is back, or nothing was ever bought.
    pub over: bool,
    /// In the order in which it was recorded.
    pub reached: &'a [Reached],
    pub answers: &'a [Given],
}

/// A milestone of the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    pub milestone: Milestone,
    pub at: Timestamp,
    /// By when the other side has promised something.
    pub until: Option<Timestamp>,
    /// It was recorded before the whole matter was last said to be over.
    pub settled: bool,
}

/// What the buyer said when a term was due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    pub rule: RuleId,
    pub started_at: Timestamp,
    pub answer: TermAnswer,
}

/// A term of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub rule: Rule,
    pub started_at: Timestamp,
    pub due: Due,
    pub state: TermState,
    /// The last one given. After [`TermAnswer::Partly`] the term stays open.
    pub answer: Option<TermAnswer>,
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum TermState {
    /// It matters until it is answered.
    Open,
    /// A right of the buyer's that nothing calls for: it is shown as long as it runs.
    Passing,
    /// The buyer has said what came of it.
    Answered,
    /// What was waited for has happened.
    Done,
    /// The matter is over, or there never was one.
    Over,
}

impl Course<'_> {
    /// Whether something went wrong that is not yet said to be over.
    pub fn is_troubled(&self) -> bool {
        self.problem.is_some()
            || self.reached.iter().any(|reached| !reached.milestone.is_usual() && !reached.settled)
    }

    /// What the buyer may report next. What an authority does is asked once it was turned to.
    pub fn reportable(&self) -> Vec<Milestone> {
        use Milestone as M;
        let reached = |milestone| self.reached.iter().any(|each| each.milestone == milestone);
        let follows = |milestone| match milestone {
            M::ChannelRefused => reached(M::ChannelComplained),
            M::AuthorityAccepted | M::AuthorityRefused => reached(M::AuthorityReceived),
            M::MediationEnded => reached(M::AuthorityAccepted),
            M::ResupplyRequested => !self.arrived,
            _ => true,
        };
        REPORTED.into_iter().filter(|milestone| follows(*milestone)).collect()
    }

    /// All terms that ever began, in the order in which they did.
    ///
    /// A milestone that is reached again begins no second term while the first is unanswered,
    /// since what the other side owes is counted from the first time; a promise has a term of
    /// its own each time.
    pub fn terms(&self, rules: &Rules, own: &[OwnRule]) -> Vec<Term> {
        let mut reached: Vec<&Reached> = self.reached.iter().collect();
        reached.sort_by_key(|reached| reached.at);
        let mut terms: Vec<Term> = Vec::new();
        for reached in reached {
            let situation = Situation {
                milestone: reached.milestone,
                on: reached.at.to_zoned(china()).date(),
                problem: self.problem,
                category: self.category,
                circumstances: self.circumstances,
                shop: self.shop,
            };
            for rule in rules.that_begin(&situation, own) {
                let waiting = |term: &Term| {
                    term.rule.id == rule.id
                        && matches!(term.state, TermState::Open | TermState::Passing)
                };
                let again = reached.milestone != Milestone::Promised && terms.iter().any(waiting);
                if !again {
                    terms.push(self.term(rule, reached));
                }
            }
        }
        terms
    }

    fn term(&self, rule: Rule, reached: &Reached) -> Term {
        let started_at = reached.at;
        let due = match reached.until {
            Some(until) => Due::exactly(until),
            // What the buyer recorded of the platform is in the rule already.
            None => due(&rule, started_at, &china(), &[]),
        };
        let given = self.answers.iter().rev();
        let answer = given
            .clone()
            .find(|given| given.rule == rule.id && given.started_at == started_at)
            .map(|given| given.answer);
        let state = self.state(&rule, reached, answer);
        Term { rule, started_at, due, state, answer }
    }

    fn state(&self, rule: &Rule, begun: &Reached, answer: Option<TermAnswer>) -> TermState {
        let done =
            |later: &Reached| later.at >= begun.at && rule.done_by.contains(&later.milestone);
        if answer.is_some_and(|answer| answer != TermAnswer::Partly) {
            TermState::Answered
        } else if self.reached.iter().any(done) {
            TermState::Done
        } else if self.over
            || (begun.settled && !(self.is_troubled() && begun.milestone.is_usual()))
        {
            TermState::Over
        } else if self.is_troubled() || !self.arrived {
            TermState::Open
        } else if rule.own.is_some() {
            TermState::Passing
        } else {
            TermState::Over
        }
    }
}

impl Term {
    /// Whether it is neither answered nor settled.
    pub fn runs(&self) -> bool {
        matches!(self.state, TermState::Open | TermState::Passing)
    }

    /// Whether it belongs into the agenda at `now`. What the other side owes stays until it is
    /// answered; a way that is closed is shown for [`Term::lingers`] more.
    pub fn is_listed(&self, now: Timestamp) -> bool {
        match self.state {
            TermState::Open => self.lingers().is_none_or(|linger| now < self.due.at + linger),
            TermState::Passing => now < self.due.at,
            TermState::Answered | TermState::Done | TermState::Over => false,
        }
    }

    /// How long it is listed after it was due; `None` for always.
    fn lingers(&self) -> Option<SignedDuration> {
        match self.rule.track {
            Track::Golden => Some(SignedDuration::from_hours(24)),
            Track::Response => None,
            Track::Dispute => Some(SignedDuration::from_hours(30 * 24)),
        }
    }

    /// When to tell of it: what others owe when it is due, what the buyer must do some time
    /// before. `None` when nobody needs to be told.
    pub fn told_at(&self) -> Option<Timestamp> {
        if self.state != TermState::Open {
            return None;
        }
        let before = match self.rule.track {
            Track::Response => SignedDuration::ZERO,
            Track::Golden | Track::Dispute => ahead(self.due.at.duration_since(self.started_at)),
        };
        Some(self.due.at.checked_sub(before).unwrap_or(self.due.at))
    }
}

/// In the order in which they usually come.
const REPORTED: [Milestone; 17] = [
    Milestone::Contacted,
    Milestone::ResupplyRequested,
    Milestone::RefundRequested,
    Milestone::Promised,
    Milestone::RefundAgreed,
    Milestone::AfterSaleRefused,
    Milestone::GoodsReturned,
    Milestone::PlatformAsked,
    Milestone::ChannelComplained,
    Milestone::ChannelRefused,
    Milestone::AuthorityReceived,
    Milestone::AuthorityAccepted,
    Milestone::AuthorityRefused,
    Milestone::MediationEnded,
    Milestone::MistakeKnown,
    Milestone::FraudKnown,
    Milestone::HarmKnown,
];

/// How long before its end the buyer is told of a term of such a length.
fn ahead(length: SignedDuration) -> SignedDuration {
    let hours = SignedDuration::from_hours;
    if length >= hours(7 * 24) {
        hours(24)
    } else if length >= hours(24) {
        hours(2)
    } else if length >= hours(1) {
        SignedDuration::from_mins(15)
    } else {
        SignedDuration::from_mins(5)
    }
}
