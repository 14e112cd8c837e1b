use std::collections::BTreeMap;
use std::sync::LazyLock;

use model::{EvidenceKind, Problem};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Ask, BlockerId, Cost, Loss, RemedyId, StepId};
use crate::cancel::{Hurdle, Requirement, WayId};
use crate::cause::PointId;
use crate::condition::Condition;
use crate::law::ProvisionId;

/// A way out, whatever the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Remedy {
    pub id: RemedyId,
    /// All of them must hold; none where it is always open.
    #[serde(default)]
    pub conditions: Vec<Condition>,
    /// Conditions too, but where they are not met it is not even named.
    #[serde(default)]
    pub about: Vec<Condition>,
    pub loss: Loss,
    #[serde(default)]
    pub costs: Vec<Cost>,
    #[serde(default)]
    pub asks: Vec<Ask>,
    /// In the order in which they are taken.
    pub steps: Vec<StepId>,
    #[serde(default)]
    pub needs: Vec<Requirement>,
    /// Pieces of these kinds help.
    #[serde(default)]
    pub evidence: Vec<EvidenceKind>,
    #[serde(default)]
    pub hurdles: Vec<Hurdle>,
    #[serde(default)]
    pub blockers: Vec<BlockerId>,
    /// What a platform is recorded to say of any of these counts for it.
    #[serde(default)]
    pub ways: Vec<WayId>,
    /// What it rests on in law; for most ways it is nothing but the platform's rules.
    #[serde(default)]
    pub provisions: Vec<ProvisionId>,
    /// The elements of the sources that it answers, such as `S54`.
    #[serde(default)]
    pub elements: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Blocker {
    pub id: BlockerId,
    /// It stands in the way when this holds.
    pub when: Condition,
    /// What can be answered.
    #[serde(default)]
    pub points: Vec<PointId>,
    #[serde(default)]
    pub elements: Vec<String>,
}

/// All ways out, and for each problem those that there are, least loss first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remedies {
    ranking: Ranking,
    remedy: Vec<Remedy>,
    blocker: Vec<Blocker>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ranking {
    elements: Vec<String>,
    order: BTreeMap<Problem, Vec<RemedyId>>,
}

impl Remedies {
    /// What comes with the app.
    ///
    /// The data is part of the program and its form is held by a test, so a file that cannot be
    /// read is a defect of the build: it is left out here and named there.
    pub fn builtin() -> &'static Self {
        static REMEDIES: LazyLock<Remedies> =
            LazyLock::new(|| Remedies::parse(DATA).unwrap_or_default());
        &REMEDIES
    }

    /// # Errors
    ///
    /// Says where the text is not of the form.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    pub fn all(&self) -> &[Remedy] {
        &self.remedy
    }

    pub fn get(&self, id: RemedyId) -> Option<&Remedy> {
        self.remedy.iter().find(|remedy| remedy.id == id)
    }

    /// Least loss first.
    pub fn of(&self, problem: Problem) -> impl Iterator<Item = &Remedy> {
        let order = self.ranking.order.get(&problem).map_or(&[][..], Vec::as_slice);
        order.iter().filter_map(|id| self.get(*id))
    }

    pub fn blockers(&self) -> &[Blocker] {
        &self.blocker
    }

    pub fn blocker(&self, id: BlockerId) -> Option<&Blocker> {
        self.blocker.iter().find(|blocker| blocker.id == id)
    }

    /// The elements of the sources that the order itself answers.
    pub fn elements_of_order(&self) -> &[String] {
        &self.ranking.elements
    }
}

const DATA: &str = include_str!("../../data/remedies.toml");
