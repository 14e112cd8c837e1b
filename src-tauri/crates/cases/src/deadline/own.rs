use jiff::civil::Date;
use model::{Milestone, Name, Sha256Hex};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::rule::{Length, Moves, Nature, Recourse, Rule, RuleId, RuleSource, Track};
use super::rules::Rules;

/// A platform's rule as the buyer recorded it, in the platform's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct OwnRule {
    pub id: RuleId,
    /// The platform, as the buyer calls it.
    pub shop: String,
    /// The app's rule that it stands in place of; a rule beside them where there is none.
    #[serde(default)]
    pub replaces: Option<RuleId>,
    pub name: String,
    pub track: Track,
    /// Not asked where it replaces a rule, which says it.
    pub from: Milestone,
    pub length: Length,
    /// What the platform wrote or its agent said.
    pub quote: String,
    /// The screenshot of it.
    #[serde(default)]
    pub evidence: Option<Sha256Hex>,
    #[specta(type = String)]
    pub seen_on: Date,
}

/// Why an own rule is not kept.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum OwnRuleFault {
    NameEmpty,
    ShopEmpty,
    QuoteEmpty,
    /// 0, or above [`super::Unit::most`].
    LengthImpossible,
    /// It replaces a rule that there is not.
    RuleUnknown,
    /// No platform's rule replaces what the law says; it can stand beside it.
    LawStands,
    /// Its identity is that of a rule of the app.
    IdTaken,
}

impl OwnRule {
    /// Everything that is wrong with it; empty when it can be kept.
    pub fn faults(&self, rules: &Rules) -> Vec<OwnRuleFault> {
        let replaced = self.replaces.as_ref().map(|id| rules.get(id));
        let law = |rule: &Rule| rule.nature == Nature::Law;
        let checks = [
            (self.name.trim().is_empty(), OwnRuleFault::NameEmpty),
            (self.shop.trim().is_empty(), OwnRuleFault::ShopEmpty),
            (self.quote.trim().is_empty(), OwnRuleFault::QuoteEmpty),
            (!self.length.is_possible(), OwnRuleFault::LengthImpossible),
            (replaced == Some(None), OwnRuleFault::RuleUnknown),
            (replaced.flatten().is_some_and(law), OwnRuleFault::LawStands),
            (rules.get(&self.id).is_some(), OwnRuleFault::IdTaken),
        ];
        checks.into_iter().filter(|(wrong, _)| *wrong).map(|(_, fault)| fault).collect()
    }

    /// As a rule beside the app's, about any goods and any problem.
    pub fn rule(&self) -> Rule {
        let said = Name { zh: self.name.trim().to_owned(), en: self.name.trim().to_owned() };
        let shop = Name { zh: self.shop.trim().to_owned(), en: self.shop.trim().to_owned() };
        Rule {
            id: self.id.clone(),
            name: said,
            track: self.track,
            nature: Nature::PlatformRule,
            from: self.from,
            length: self.length,
            soonest: None,
            latest: None,
            counting: self.length.unit.usual_counting(),
            moves: Moves::Never,
            problems: Vec::new(),
            categories: Vec::new(),
            except_categories: Vec::new(),
            circumstances: Vec::new(),
            done_by: Vec::new(),
            only_as_recorded: false,
            since: None,
            own: Some(self.id.clone()),
            source: RuleSource { name: shop, address: None, verified_on: Some(self.seen_on) },
            still: vec![Recourse::Supervisor, Recourse::PaymentChannel, Recourse::Regulator],
        }
    }

    /// What `rule` becomes where this stands in its place: its length, its name and its
    /// source are this one's, what it is about stays.
    pub(super) fn instead_of(&self, rule: &Rule) -> Rule {
        Rule {
            id: rule.id.clone(),
            from: rule.from,
            track: rule.track,
            problems: rule.problems.clone(),
            categories: rule.categories.clone(),
            except_categories: rule.except_categories.clone(),
            circumstances: rule.circumstances.clone(),
            done_by: rule.done_by.clone(),
            still: rule.still.clone(),
            ..self.rule()
        }
    }

    /// The one that stands in place of `rule`: the one seen last, of those of one day the one
    /// that stands last. One that could not be kept is passed over.
    pub(super) fn in_place_of<'a>(rule: &Rule, own: &'a [Self]) -> Option<&'a Self> {
        let fits =
            |own: &&Self| own.replaces.as_ref() == Some(&rule.id) && own.length.is_possible();
        if rule.nature == Nature::Law {
            return None;
        }
        own.iter().filter(fits).max_by_key(|own| own.seen_on)
    }

    /// Whether it is about `shop`, whatever the spelling of Latin letters.
    pub(super) fn is_of(&self, shop: &str) -> bool {
        self.shop.trim().to_lowercase() == shop.trim().to_lowercase()
    }
}
