use std::{collections::BTreeMap, sync::LazyLock};

use jiff::civil::Date;
use model::{CategoryId, Circumstance, Milestone};
use serde::Deserialize;

use super::own::OwnRule;
use super::rule::{Rule, RuleId};
use crate::Problem;

/// All rules that are known.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    rule: Vec<Rule>,
    /// The elements of the sources that each answers, such as `S155`.
    #[serde(default)]
    elements: BTreeMap<RuleId, Vec<String>>,
}

/// What is known of a purchase when one of its milestones is reached.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    pub milestone: Milestone,
    /// The day of the milestone.
    pub on: Date,
    /// `None` while nothing is wrong.
    pub problem: Option<Problem>,
    pub category: Option<&'a CategoryId>,
    pub circumstances: &'a [Circumstance],
    /// Where it was bought, in the buyer's own word.
    pub shop: &'a str,
}

impl Rules {
    /// Those that come with the app.
    ///
    /// The data is part of the program and its form is held by a test, so a file that cannot
    /// be read is a defect of the build: it is left out here and named there.
    pub fn builtin() -> &'static Self {
        static RULES: LazyLock<Rules> = LazyLock::new(|| {
            let mut all = Rules::default();
            for rules in FILES.iter().filter_map(|text| toml::from_str::<Rules>(text).ok()) {
                all.rule.extend(rules.rule);
                all.elements.extend(rules.elements);
            }
            all
        });
        &RULES
    }

    /// The elements of the sources that a rule answers, such as `S155`.
    pub fn elements(&self, id: &RuleId) -> &[String] {
        self.elements.get(id).map_or(&[], Vec::as_slice)
    }

    pub fn all(&self) -> &[Rule] {
        &self.rule
    }

    pub fn get(&self, id: &RuleId) -> Option<&Rule> {
        self.rule.iter().find(|rule| rule.id == *id)
    }

    /// The rules that begin to run: the app's, with the shop's own in their place where the
    /// buyer recorded one, then those that the buyer recorded beside them.
    pub fn that_begin(&self, now: &Situation<'_>, own: &[OwnRule]) -> Vec<Rule> {
        let of_shop: Vec<OwnRule> = own.iter().filter(|own| own.is_of(now.shop)).cloned().collect();
        let from = |rule: &&Rule| rule.from == now.milestone;
        let replaced =
            self.rule.iter().filter(from).filter_map(|rule| {
                match OwnRule::in_place_of(rule, &of_shop) {
                    Some(own) => Some(own.instead_of(rule)).filter(|rule| now.is_under(rule)),
                    None => (!rule.only_as_recorded && now.is_under(rule)).then(|| rule.clone()),
                }
            });
        let beside =
            of_shop.iter().filter(|own| own.replaces.is_none() && own.length.is_possible());
        replaced.chain(beside.map(OwnRule::rule).filter(|rule| now.is_under(rule))).collect()
    }
}

impl Situation<'_> {
    fn is_under(&self, rule: &Rule) -> bool {
        fn fits<T: PartialEq>(wanted: &[T], is: Option<&T>) -> bool {
            wanted.is_empty() || is.is_some_and(|is| wanted.contains(is))
        }
        rule.from == self.milestone
            && rule.since.is_none_or(|since| since <= self.on)
            && fits(&rule.problems, self.problem.as_ref())
            && fits(&rule.categories, self.category)
            && self.category.is_none_or(|goods| !rule.except_categories.contains(goods))
            && (rule.circumstances.is_empty()
                || self.circumstances.iter().any(|is| rule.circumstances.contains(is)))
    }
}

pub(super) const FILES: &[&str] = &[
    include_str!("../../data/deadlines/golden.toml"),
    include_str!("../../data/deadlines/response.toml"),
    include_str!("../../data/deadlines/dispute.toml"),
];
