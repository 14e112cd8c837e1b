//! The ways out, ranked by least loss, each with what it needs, costs and asks for.

mod book;
mod ids;
mod steps;

use model::{EvidenceKind, Problem};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::cancel::{Hurdle, Requirement, ReturnSaid, Way};
use crate::cause::PointId;
use crate::condition::{ConditionState, Held, with_what_follows};
use crate::fact::{Fact, Facts};
use crate::law::{ProvisionId, provision};

pub use book::{Blocker, Remedies, Remedy};
pub use ids::{Ask, BlockerId, Cost, Loss, RemedyId};
pub use steps::StepId;

/// A way out of one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct WayOut {
    pub id: RemedyId,
    pub state: WayState,
    /// Why it is open, not known to be, or shut.
    pub conditions: Vec<ConditionState>,
    pub loss: Loss,
    pub costs: Vec<Cost>,
    pub asks: Vec<Ask>,
    pub steps: Vec<StepId>,
    pub needs: Vec<Requirement>,
    pub evidence: Vec<EvidenceKind>,
    pub hurdles: Vec<Hurdle>,
    pub blockers: Vec<BlockerState>,
    /// What the platform says of it, as the buyer recorded it last.
    pub said: Option<ReturnSaid>,
    pub provisions: Vec<ProvisionId>,
}

/// In the order in which ways out are offered.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum WayState {
    /// Every condition is met.
    Open,
    /// None is known to be unmet; some have to be asked for.
    Unknown,
    /// Some condition is not met.
    Blocked,
}

/// Something that may stand in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct BlockerState {
    pub id: BlockerId,
    /// `None` while it is not known.
    pub stands: Option<bool>,
    /// What would settle it.
    pub ask: Vec<Fact>,
    pub points: Vec<PointId>,
}

/// The ways out of `problem`: those that are open, then those that may be, then those that are
/// shut; within each what loses least first, but what the platform is recorded to refuse after
/// the others. `ways` are those of the orders it is about, by [`crate::cancel::ways`]; of them
/// only what is recorded of the platform counts, not how likely they are.
pub fn rank(problem: Problem, facts: &Facts, ways: &[Way]) -> Vec<WayOut> {
    let facts = with_what_follows(&with_recorded_terms(facts, ways));
    let is_about =
        |remedy: &&Remedy| remedy.about.iter().all(|one| one.state(&facts).held != Held::Unmet);
    let about = Remedies::builtin().of(problem).filter(is_about);
    let mut out: Vec<_> = about.map(|remedy| remedy.in_case(problem, &facts, ways)).collect();
    let refused = |way: &WayOut| way.said.as_ref().is_some_and(|said| said.refused);
    out.sort_by_key(|way| (way.state, refused(way)));
    out
}

/// What the buyer is to be asked, so that no way out stays unknown: what decides of most ways,
/// then of those with the least loss, first.
pub fn questions(ways: &[WayOut]) -> Vec<Fact> {
    let mut counted: Vec<(Fact, usize)> = Vec::new();
    let open = ways.iter().filter(|way| way.state == WayState::Unknown);
    for fact in open.flat_map(|way| &way.conditions).flat_map(|one| &one.ask) {
        match counted.iter_mut().find(|(known, _)| known == fact) {
            Some((_, times)) => *times += 1,
            None => counted.push((*fact, 1)),
        }
    }
    counted.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    counted.into_iter().map(|(fact, _)| fact).collect()
}

/// Whether the platform grants a refund of itself, as far as its words were recorded.
fn with_recorded_terms(facts: &Facts, ways: &[Way]) -> Facts {
    let mut facts = facts.clone();
    let own = Remedies::builtin().get(RemedyId::ByOwnTerms);
    if let (None, Some(said)) =
        (facts.known(Fact::TermsGrant), own.and_then(|remedy| remedy.said(ways)))
    {
        facts.say(Fact::TermsGrant, !said.refused);
    }
    facts
}

impl Remedy {
    fn in_case(&self, problem: Problem, facts: &Facts, ways: &[Way]) -> WayOut {
        let conditions = self.about.iter().chain(&self.conditions);
        let conditions: Vec<_> = conditions.map(|one| one.state(facts)).collect();
        let state = match conditions.iter().map(|one| one.held).max() {
            None | Some(Held::Met) => WayState::Open,
            Some(Held::Unknown) => WayState::Unknown,
            Some(Held::Unmet) => WayState::Blocked,
        };
        let blocker = |id: &BlockerId| Remedies::builtin().blocker(*id);
        let fits = |id: &&ProvisionId| {
            provision(&id.0)
                .is_some_and(|law| law.problems.is_empty() || law.problems.contains(&problem))
        };
        WayOut {
            id: self.id,
            state,
            conditions,
            loss: self.loss,
            costs: self.costs.clone(),
            asks: self.asks.clone(),
            steps: self.steps.clone(),
            needs: self.needs.clone(),
            evidence: self.evidence.clone(),
            hurdles: self.hurdles.clone(),
            blockers: self.blockers.iter().filter_map(blocker).map(|b| b.state(facts)).collect(),
            said: self.said(ways),
            provisions: self.provisions.iter().filter(fits).cloned().collect(),
        }
    }

    /// What is granted counts before what is refused, if both are recorded of its ways.
    fn said(&self, ways: &[Way]) -> Option<ReturnSaid> {
        let of_it = ways.iter().filter(|way| self.ways.contains(&way.id));
        of_it.filter_map(|way| way.said.clone()).min_by_key(|said| said.refused)
    }
}

impl Blocker {
    fn state(&self, facts: &Facts) -> BlockerState {
        let ConditionState { held, ask, .. } = self.when.state(facts);
        let stands = match held {
            Held::Met => Some(true),
            Held::Unmet => Some(false),
            Held::Unknown => None,
        };
        BlockerState { id: self.id, stands, ask, points: self.points.clone() }
    }
}
