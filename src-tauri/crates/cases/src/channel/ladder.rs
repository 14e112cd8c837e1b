use serde::{Deserialize, Serialize};
use specta::Type;

use super::data::{Channel, Outlook, Route, RouteId, channels, outlook, route, route_of};
use super::words::{ChannelId, Level};
use crate::Problem;
use crate::fact::{By, Fact, Facts};

/// What decides which channels are open.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    pub problem: Option<Problem>,
    pub facts: &'a Facts,
    /// The channels that contacts are recorded with, in their order.
    pub tried: &'a [ChannelId],
    /// Which of those that take up a dispute the buyer would rather go to. Law sets no order
    /// among them.
    pub chosen: Option<ChannelId>,
}

/// The channels of a case, in the order of the ladder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Ladder {
    pub rungs: Vec<Rung>,
    pub route: Option<RouteId>,
    pub next: Next,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Rung {
    pub channel: ChannelId,
    pub level: Level,
    pub access: Access,
    /// What it adds to this problem; only of those outside that take up the dispute.
    pub outlook: Option<Outlook>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Access {
    Open,
    /// One of `facts` being so would open it, once one of `after` was gone to; empty where
    /// nothing is wanting.
    Locked {
        facts: Vec<Fact>,
        after: Vec<ChannelId>,
    },
    /// One dispute is with one of them at a time. `other` is `None` when it is known only that
    /// somebody has it.
    OneAtATime {
        other: Option<ChannelId>,
        turn: Turn,
    },
    NotForThis,
    /// What went wrong is to be known first.
    WhichProblem,
    /// It has been gone to.
    Used,
}

/// How the other stands to the dispute.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// It has the dispute.
    Has,
    /// It had it: who asks whether the dispute was ever dealt with turns it down.
    Had,
    /// Nobody has it; the other is suggested first, and may be chosen against.
    First,
    /// It looks like a crime, which goes before any dispute.
    Urgent,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Next {
    Go {
        channel: ChannelId,
    },
    /// Somebody owes an answer, or nothing further is open.
    Wait,
    /// What went wrong is to be found first.
    FindProblem,
}

/// Where a case may turn, and where next.
///
/// ```
/// use cases::Problem;
/// use cases::channel::{Case, ChannelId, Next, ladder};
/// use cases::fact::{Fact, Facts};
/// let mut facts = Facts::default();
/// facts.say(Fact::AskedForMore, true);
/// let case =
///     Case { problem: Some(Problem::NotDelivered), facts: &facts, tried: &[], chosen: None };
/// assert_eq!(ladder(&case).next, Next::Go { channel: ChannelId::Police });
/// ```
pub fn ladder(case: &Case<'_>) -> Ladder {
    let mut rungs: Vec<Rung> = channels().iter().map(|channel| case.rung(channel)).collect();
    case.one_at_a_time(&mut rungs);
    let route = case.route();
    Ladder { next: case.next(route, &rungs), route: route.map(|route| route.id), rungs }
}

/// Who has, or had, the dispute, by what is known and by whom it was told to; `None` for the
/// channel where it is known only that somebody has it. Nobody has what was not taken up.
pub fn holder(facts: &Facts, tried: &[ChannelId]) -> Option<(Option<ChannelId>, Turn)> {
    let so = |fact: &Fact| facts.known(*fact) == Some(true);
    let gone_to = |channel: &Channel| tried.contains(&channel.id) || channel.told.iter().any(so);
    let is_gone_to = |id| super::data::channel(id).is_some_and(gone_to);
    if is_gone_to(ChannelId::Court) {
        return Some((Some(ChannelId::Court), Turn::Has));
    }
    let ended = so(&Fact::AuthorityEnded);
    if !is_declined(facts) {
        let turn = if ended { Turn::Had } else { Turn::Has };
        let last = tried.iter().rev().copied().find(|&id| settles(id));
        let told = channels().iter().filter(|channel| channel.settles && gone_to(channel));
        let other = last.or(told.map(|channel| channel.id).next());
        if other.is_some() || so(&Fact::OtherBodyTold) {
            return Some((other, turn));
        }
    }
    match (is_gone_to(ChannelId::Police), ended) {
        (true, false) => Some((Some(ChannelId::Police), Turn::Has)),
        // What is no crime was not dealt with as a dispute.
        (true, true) | (false, false) => None,
        (false, true) => Some((None, Turn::Had)),
    }
}

/// Whoever was turned to did not take the dispute up.
fn is_declined(facts: &Facts) -> bool {
    let so = |fact| facts.known(fact) == Some(true);
    so(Fact::AuthorityDeclined) && !so(Fact::AuthorityEnded)
}

/// With one of these the other side means no good, or somebody else is at the money.
const ALARMS: [Fact; 4] =
    [Fact::AskedForMore, Fact::Vanished, Fact::AccessGiven, Fact::SomebodyElsePaid];

/// With one of these the service has been spoken to.
pub(crate) const SPOKEN: [Fact; 5] =
    [Fact::Contacted, Fact::RefundRequested, Fact::ResupplyRequested, Fact::Refused, Fact::NoReply];

/// What opens the way up.
const TROUBLE: [Fact; 3] = [Fact::Refused, Fact::NoReply, Fact::Overdue];

impl Case<'_> {
    /// A child of the house who paid is no thief.
    fn is(&self, fact: Fact) -> bool {
        let so = |fact| self.facts.known(fact) == Some(true);
        so(fact) && !(fact == Fact::SomebodyElsePaid && so(Fact::ChildPaid))
    }

    fn any(&self, facts: &[Fact]) -> bool {
        facts.iter().any(|&fact| self.is(fact))
    }

    fn alarms(&self) -> bool {
        matches!(self.problem, Some(Problem::Fraud | Problem::UnauthorisedPayment))
            || self.any(&ALARMS)
    }

    fn rung(&self, channel: &Channel) -> Rung {
        let outlook = self.problem.filter(|_| channel.settles).and_then(outlook);
        Rung { channel: channel.id, level: channel.level, access: self.access(channel), outlook }
    }

    fn access(&self, channel: &Channel) -> Access {
        if self.used(channel) {
            return Access::Used;
        }
        if self.any(&channel.never) {
            return Access::NotForThis;
        }
        // Whoever got money from outside a platform is reached through the institution alone.
        let unreachable = self.facts.known(Fact::InsidePlatform) == Some(false);
        if channel.level == Level::Counterparty && unreachable {
            return Access::NotForThis;
        }
        if self.any(&channel.at_once)
            || self.problem.is_some_and(|problem| channel.at_once_for.contains(&problem))
        {
            return Access::Open;
        }
        if !channel.problems.is_empty() {
            match self.problem {
                None => return Access::WhichProblem,
                Some(problem) if !channel.problems.contains(&problem) => return Access::NotForThis,
                Some(_) => {}
            }
        }
        let facts = if self.any(&channel.opens) { Vec::new() } else { channel.opens.clone() };
        let after = if channel.after.iter().any(|&other| self.used_id(other)) {
            Vec::new()
        } else {
            channel.after.clone()
        };
        match (facts.as_slice(), after.as_slice()) {
            ([], []) => Access::Open,
            _ => Access::Locked { facts, after },
        }
    }

    /// A contact that does not say by which way was by the one where the route begins.
    /// Who did not take it up may be gone to again.
    fn used(&self, channel: &Channel) -> bool {
        if channel.settles && channel.id != ChannelId::Court && is_declined(self.facts) {
            return false;
        }
        let contacted = channel.level == Level::Service
            && self.any(&SPOKEN)
            && !self.tried.iter().any(|&tried| level(tried) == Some(Level::Service))
            && channel.id == self.begins();
        let told =
            channel.told.iter().any(|&fact| self.is(fact) && !self.told_elsewhere(channel, fact));
        contacted || self.tried.contains(&channel.id) || told
    }

    /// Of a theft the record says the same where a bank was told and where the payment app was: a talk
    /// with the bank explains it.
    fn told_elsewhere(&self, channel: &Channel, fact: Fact) -> bool {
        channel.id == ChannelId::PaymentChannel
            && fact == Fact::InstitutionTold
            && self.facts.by(fact) == Some(By::Record)
            && self.tried.contains(&ChannelId::Bank)
    }

    fn used_id(&self, id: ChannelId) -> bool {
        channels().iter().any(|channel| channel.id == id && self.used(channel))
    }

    /// The first of the service's ways in the order of the problem's route.
    fn begins(&self) -> ChannelId {
        let order = self.problem.and_then(route).map_or(&[][..], |route| &route.order);
        let service = |id: &&ChannelId| level(**id) == Some(Level::Service);
        order.iter().find(service).copied().unwrap_or(ChannelId::Chat)
    }

    /// Leaves at most one open of those that take up a dispute. A crime goes before them all.
    fn one_at_a_time(&self, rungs: &mut [Rung]) {
        let crime = self.alarms() && !self.used_id(ChannelId::Police);
        let (other, turn) = match holder(self.facts, self.tried) {
            Some((_, Turn::Had)) | None if crime => (Some(ChannelId::Police), Turn::Urgent),
            Some(holder) => holder,
            None => {
                let open = |id: ChannelId| {
                    rungs.iter().any(|rung| rung.channel == id && rung.access == Access::Open)
                };
                let settles = channels().iter().filter(|channel| channel.settles);
                let mut candidates = settles.map(|channel| channel.id).filter(|&id| open(id));
                let Some(first) =
                    candidates.clone().find(|&id| Some(id) == self.chosen).or(candidates.next())
                else {
                    return;
                };
                (Some(first), Turn::First)
            }
        };
        for rung in rungs.iter_mut().filter(|rung| settles(rung.channel)) {
            let spared = match turn {
                Turn::Has | Turn::Urgent => false,
                Turn::Had => rung.channel == ChannelId::Court,
                Turn::First => other == Some(rung.channel),
            };
            // What would open it is worth more than what is suggested before it.
            let waits = match rung.access {
                Access::Open => true,
                Access::Locked { .. } => turn != Turn::First,
                _ => false,
            };
            if waits && !spared {
                rung.access = Access::OneAtATime { other, turn };
            }
        }
    }

    fn route(&self) -> Option<&'static Route> {
        let theft =
            self.problem == Some(Problem::UnauthorisedPayment) || self.is(Fact::SomebodyElsePaid);
        match self.problem {
            _ if theft => route_of(RouteId::Theft),
            _ if self.alarms() => route_of(RouteId::Deception),
            problem => problem.and_then(route),
        }
    }

    fn next(&self, route: Option<&Route>, rungs: &[Rung]) -> Next {
        let Some(route) = route else { return Next::FindProblem };
        // Whichever way it was asked by: the phone stands in no route, since nothing is written.
        let is_service = |rung: &Rung| rung.level == Level::Service;
        let asked = rungs.iter().any(|rung| is_service(rung) && rung.access == Access::Used);
        for &channel in &route.order {
            let Some(rung) = rungs.iter().find(|rung| rung.channel == channel) else { continue };
            let service = is_service(rung);
            let answered = self.any(&TROUBLE);
            // The same service is asked again only where it did not answer.
            let vain = service && asked && (!answered || self.is(Fact::Refused));
            if rung.access == Access::Open && !vain {
                return Next::Go { channel };
            }
        }
        Next::Wait
    }
}

pub(crate) fn level(id: ChannelId) -> Option<Level> {
    super::data::channel(id).map(|channel| channel.level)
}

pub(crate) fn settles(id: ChannelId) -> bool {
    super::data::channel(id).is_some_and(|channel| channel.settles)
}
