use std::{ops::Range, sync::LazyLock};

use model::Name;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::ProvisionId;
use crate::{
    folded::Folded,
    signs::{Reach, Signs},
};

/// A key of the claims that must not be made, such as `ecommerce_days`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct ClaimId(pub String);

/// Something that is often said to be law, or to be certain, and is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct WrongClaim {
    pub id: ClaimId,
    /// What is wrong with it.
    pub wrong: Name,
    /// What says the right thing, where something does.
    pub provision: Option<ProvisionId>,
}

/// A place where a wrong claim is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ClaimFound {
    pub id: ClaimId,
    /// In bytes of the text's UTF-8 form, always on character boundaries.
    pub range: Range<u32>,
}

impl ClaimFound {
    /// The words of `text`, which must be the text that was looked through.
    pub fn words<'a>(&self, text: &'a str) -> &'a str {
        let bytes = self.range.start as usize..self.range.end as usize;
        text.get(bytes).unwrap_or_default()
    }
}

/// All wrong claims that are known.
pub fn claims() -> impl Iterator<Item = &'static WrongClaim> {
    CLAIMS.iter().map(|(claim, _)| claim)
}

pub fn claim(id: &ClaimId) -> Option<&'static WrongClaim> {
    claims().find(|claim| claim.id == *id)
}

/// Where `text` makes a wrong claim, in the order of the text.
///
/// It is a guard against known mistakes in their usual wordings, not a judgement: a text
/// without a finding may still be wrong. Width, case and blanks make no difference. A claim is
/// looked for within one sentence of one line.
///
/// ```
/// use cases::law::forbidden_in;
/// let text = "根据《电子商务法》，请在 7 个工作日内退款。";
/// let found = forbidden_in(text);
/// assert_eq!(found[0].id.0, "ecommerce_days");
/// assert_eq!(found[0].words(text), "电子商务法》，请在 7 个工作日");
/// assert!(forbidden_in("《电子商务法》第五十九条没有规定 7 个工作日。").is_empty());
/// ```
pub fn forbidden_in(text: &str) -> Vec<ClaimFound> {
    let folded = Folded::of(text);
    let mut found = Vec::new();
    for (claim, signs) in CLAIMS.iter() {
        let places = signs.places(folded.text()).into_iter();
        let ranges = places.map(|place| folded.source(&place));
        found.extend(ranges.map(|range| ClaimFound { id: claim.id.clone(), range }));
    }
    found.sort_by(|a, b| (a.range.start, &a.id).cmp(&(b.range.start, &b.id)));
    found
}

/// Each claim and how it is recognised.
static CLAIMS: LazyLock<Vec<(WrongClaim, Signs)>> = LazyLock::new(|| {
    toml::from_str::<File>(DATA)
        .map(|file| file.claim.into_iter().filter_map(|entry| entry.known().ok()).collect())
        .unwrap_or_default()
});

const DATA: &str = include_str!("../../data/law/forbidden.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    claim: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: ClaimId,
    wrong: Name,
    #[serde(default)]
    provision: Option<ProvisionId>,
    patterns: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
}

impl Entry {
    fn known(self) -> Result<(WrongClaim, Signs), regex::Error> {
        let signs = Signs::parse(&self.patterns, &self.unless, Reach::Far)?;
        Ok((WrongClaim { id: self.id, wrong: self.wrong, provision: self.provision }, signs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_is_one() {
        let file: File = toml::from_str(DATA).unwrap();
        let all = file.claim.len();
        for entry in file.claim {
            let id = entry.id.0.clone();
            let (_, signs) = entry.known().unwrap_or_else(|e| panic!("{id}: {e}"));
            assert!(!signs.find_anything(), "{id} is found anywhere");
        }
        assert_eq!(claims().count(), all);
    }

    #[test]
    fn a_place_is_named_once_and_in_the_order_of_the_text() {
        let text = "我们保证退款。可向消费者协会（12315）投诉。";
        let found = forbidden_in(text);
        let words: Vec<_> = found.iter().map(|f| (f.id.0.as_str(), f.words(text))).collect();
        assert_eq!(
            words,
            [("promised_outcome", "保证退款"), ("regulator_as_association", "消费者协会（12315"),]
        );
    }
}
