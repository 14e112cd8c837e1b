//! Where a case stands, and what is to be done next there.

use std::cmp::Reverse;

use cases::Problem;
use cases::channel::{Case, ChannelId, ladder};
use cases::contact::{Talk, with_talks};
use cases::course::{Course, NextStep, Stage};
use cases::evidence::{Guide, meter};
use cases::fact::{Fact, Facts};
use cases::remedy::{RemedyId, rank};
use cases::triage::{OptionId, Tree, triage};
use jiff::{SignedDuration, Timestamp};
use model::{ContactOutcome, EvidenceKind};

/// Hours after the case began.
pub(crate) fn at(hours: i64) -> Timestamp {
    "2026-11-24T02:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hours)
}

pub(crate) fn talk(channel: ChannelId, hours: i64, outcome: ContactOutcome) -> Talk {
    Talk { channel, at: at(hours), outcome, until: None }
}

/// Where a case stands.
#[derive(Debug, Default)]
pub(crate) struct Stand {
    pub(crate) problem: Option<Problem>,
    /// What was answered, where several answers lead to the problem.
    pub(crate) answers: Vec<OptionId>,
    pub(crate) facts: Facts,
    pub(crate) kinds: Vec<EvidenceKind>,
    pub(crate) lacking: Vec<String>,
    pub(crate) talks: Vec<Talk>,
    pub(crate) letters: Vec<(ChannelId, Timestamp)>,
    pub(crate) followed: Option<RemedyId>,
    pub(crate) packed: Option<i64>,
    pub(crate) due: Option<i64>,
    pub(crate) now: i64,
    pub(crate) over: bool,
    pub(crate) closed: bool,
}

impl Stand {
    pub(crate) fn of(problem: Problem, said: &[(Fact, bool)]) -> Self {
        let mut facts = Facts::default();
        for (fact, is) in said {
            facts.say(*fact, *is);
        }
        Self { problem: Some(problem), facts, ..Self::default() }
    }

    /// With every piece that can be there before anybody was asked.
    pub(crate) fn kept(mut self) -> Self {
        use EvidenceKind as K;
        self.kinds = vec![K::Payment, K::OrderPage, K::AccountLogin, K::Balance, K::BankMessage];
        self.kinds.extend([K::PaymentBill, K::DuplicatePayment, K::PaymentError, K::Listing]);
        self
    }

    pub(crate) fn look(&self) -> (NextStep, Stage) {
        let (next, stage, _) = self.course();
        (next, stage)
    }

    pub(crate) fn passed(&self) -> Vec<Stage> {
        self.course().2
    }

    pub(crate) fn course(&self) -> (NextStep, Stage, Vec<Stage>) {
        let answers: Vec<OptionId> =
            self.problem.map(|problem| answers_to(problem, &self.answers)).unwrap_or_default();
        let facts = with_talks(&self.facts, &self.talks, self.problem);
        let path = triage(&facts, &answers);
        let facts = path.facts(&facts);
        let ways = self.problem.map(|problem| rank(problem, &facts, &[])).unwrap_or_default();
        let tried: Vec<ChannelId> = self.talks.iter().map(|talk| talk.channel).collect();
        let case = Case { problem: self.problem, facts: &facts, tried: &tried, chosen: None };
        let course = Course {
            triage: &path,
            facts: &facts,
            ways: &ways,
            followed: self.followed,
            meter: &meter(Guide::builtin(), self.problem, None, &self.kinds, false),
            ladder: &ladder(&case),
            lacking: &self.lacking,
            talks: &self.talks,
            letters: &self.letters,
            packed: self.packed.map(at),
            due: self.due.map(at),
            now: at(self.now),
            over: self.over,
            closed: self.closed,
        };
        (course.next(), course.stage(), course.passed())
    }

    pub(crate) fn next(&self) -> NextStep {
        self.look().0
    }
}

pub(crate) fn not_delivered() -> Stand {
    let said = [(Fact::Paid, true), (Fact::VoucherMade, true), (Fact::Arrived, false)];
    Stand::of(Problem::NotDelivered, &said).kept()
}

/// Answers that lead to `problem`: of several ways the one that keeps most of `answers`, then the
/// shortest.
fn answers_to(problem: Problem, answers: &[OptionId]) -> Vec<OptionId> {
    let ways = Tree::builtin().ways().into_iter();
    let kept = |way: &[OptionId]| way.iter().filter(|option| answers.contains(option)).count();
    let leading = ways.filter(|(_, end)| *end == problem).map(|(way, _)| way);
    leading.min_by_key(|way| (Reverse(kept(way)), way.len())).unwrap_or_default()
}
