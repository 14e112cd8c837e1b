use model::{CategoryId, EvidenceKind, Flow};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::guide::Guide;
use crate::Problem;

/// Something that evidence is to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Need {
    pub id: String,
    /// What it is needed for; empty for any order.
    #[serde(default)]
    pub problems: Vec<Problem>,
    /// The goods that it is about; empty for any.
    #[serde(default)]
    pub categories: Vec<CategoryId>,
    /// A piece of any of these meets it; the first is what is asked for.
    pub any: Vec<EvidenceKind>,
    /// A check that was sealed before paying meets it as well.
    #[serde(default)]
    pub by_check: bool,
    /// Without it the case stands badly; otherwise it helps.
    #[serde(default)]
    pub must: bool,
    /// As [`super::KindGuide::elements`].
    #[serde(default)]
    pub elements: Vec<String>,
}

/// How an order stands in one need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct NeedState {
    pub need: String,
    /// What to put there.
    pub kind: EvidenceKind,
    /// What would do as well.
    pub or: Vec<EvidenceKind>,
    pub flow: Option<Flow>,
    pub must: bool,
    pub met: bool,
}

/// What evidence an order has for a problem, and what it lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct GapMeter {
    pub problem: Option<Problem>,
    /// Those that must be met first; within those in the order of the data.
    pub needs: Vec<NeedState>,
    /// Of the needs that must be met.
    pub met: u32,
    pub musts: u32,
}

impl NeedState {
    /// Everything that would meet it.
    pub fn kinds(&self) -> impl Iterator<Item = EvidenceKind> {
        std::iter::once(self.kind).chain(self.or.iter().copied())
    }
}

impl Need {
    fn is_for(&self, problem: Option<Problem>, category: Option<&CategoryId>) -> bool {
        let of_problem = match problem {
            _ if self.problems.is_empty() => true,
            Some(problem) => self.problems.contains(&problem),
            None => false,
        };
        of_problem
            && (self.categories.is_empty()
                || category.is_some_and(|goods| self.categories.contains(goods)))
    }

    fn is_met(&self, kinds: &[EvidenceKind], has_check: bool) -> bool {
        (self.by_check && has_check) || self.any.iter().any(|kind| kinds.contains(kind))
    }
}

/// Measures what is there against what the problem needs. Of two needs for the same kinds only
/// the stricter is told, and a general one not beside one of the problem's own that a piece of
/// the same kind would meet.
pub fn meter(
    guide: &Guide,
    problem: Option<Problem>,
    category: Option<&CategoryId>,
    kinds: &[EvidenceKind],
    has_check: bool,
) -> GapMeter {
    let fits: Vec<&Need> =
        guide.needs().iter().filter(|need| need.is_for(problem, category)).collect();
    let told = |at: usize, need: &Need| {
        !fits.iter().enumerate().any(|(other_at, other)| {
            let narrower =
                other.must >= need.must && other.any.iter().all(|kind| need.any.contains(kind));
            let same = other.any == need.any && other.must == need.must;
            other_at != at && narrower && (!same || other_at < at)
        })
    };
    let mut needs: Vec<NeedState> = fits
        .iter()
        .enumerate()
        .filter(|(at, need)| told(*at, need))
        .filter_map(|(_, need)| {
            let (&kind, or) = need.any.split_first()?;
            Some(NeedState {
                need: need.id.clone(),
                kind,
                or: or.to_vec(),
                flow: kind.flow(),
                must: need.must,
                met: need.is_met(kinds, has_check),
            })
        })
        .collect();
    needs.sort_by_key(|need| !need.must);
    let count = |met: fn(&NeedState) -> bool| {
        u32::try_from(needs.iter().filter(|need| need.must && met(need)).count()).unwrap_or(0)
    };
    GapMeter { problem, met: count(|need| need.met), musts: count(|_| true), needs }
}
