//! What the cases tell: the purchases that went wrong with which the pure rules are tested too,
//! and what came of each.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use app::{EvidenceKind, Milestone, OptionId, OrderState, Problem, Shipment, Slot, TermAnswer};
use cases::cancel::NoReturn;
use cases::cause::RootCause;
use cases::condition::Wanted;
use model::{Arrival, CaseOutcome, ContactOutcome, MoneyState, VoucherState};
use serde::Deserialize;

pub(crate) static STORIES: LazyLock<Vec<Story>> = LazyLock::new(|| {
    let known: Situations =
        toml::from_str(include_str!("../../../cases/tests/situations.toml")).unwrap();
    let file: Scripts = toml::from_str(include_str!("scripts.toml")).unwrap();
    assert_eq!(known.situation.len(), file.script.len(), "a script for each situation");
    let mut counted: BTreeMap<Problem, usize> = BTreeMap::new();
    let pairs = known.situation.into_iter().zip(file.script);
    let story = |(situation, script): (Situation, Script)| {
        assert_eq!(situation.name, script.of, "in the same order");
        let usual = &file.usual[&situation.problem];
        let mut slots = file.common.clone();
        slots.extend(usual.slots.clone());
        slots.extend(script.slots.clone());
        let nth = counted.entry(situation.problem).or_default();
        *nth += 1;
        let problem = serde_json::to_value(situation.problem).unwrap();
        let file = format!("{}_{nth}", problem.as_str().unwrap());
        let goods = script.goods.clone().unwrap_or_else(|| usual.goods.clone());
        Story { file, goods, slots, situation, script }
    };
    pairs.map(story).collect()
});

pub(crate) struct Story {
    /// The name of its snapshot.
    pub(crate) file: String,
    pub(crate) goods: String,
    pub(crate) slots: BTreeMap<Slot, String>,
    pub(crate) situation: Situation,
    pub(crate) script: Script,
}

#[derive(Deserialize)]
struct Situations {
    situation: Vec<Situation>,
}

/// As the table of the rules has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Situation {
    pub(crate) name: String,
    pub(crate) record: Record,
    pub(crate) answers: Vec<OptionId>,
    #[serde(default)]
    pub(crate) says: Vec<Wanted>,
    pub(crate) problem: Problem,
    pub(crate) open: Vec<String>,
    #[serde(default)]
    pub(crate) ask: Vec<String>,
    #[serde(default)]
    pub(crate) shut: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Record {
    pub(crate) order: OrderState,
    pub(crate) money: MoneyState,
    pub(crate) voucher: Option<VoucherState>,
    pub(crate) parcel: Option<Shipment>,
    pub(crate) goods: NoReturn,
    pub(crate) arrival: Option<Arrival>,
    #[serde(default)]
    pub(crate) twice: bool,
    #[serde(default)]
    pub(crate) reached: Vec<Milestone>,
    #[serde(default)]
    pub(crate) answered: Vec<TermAnswer>,
    #[serde(default)]
    pub(crate) overdue: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scripts {
    /// What a buyer knows in any case, beyond what the record has.
    common: BTreeMap<Slot, String>,
    usual: BTreeMap<Problem, Usual>,
    script: Vec<Script>,
}

/// What cases of a problem have in common.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Usual {
    goods: String,
    slots: BTreeMap<Slot, String>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Script {
    of: String,
    goods: Option<String>,
    /// Where the table's moment of no return is not that of the usual goods.
    #[serde(default)]
    pub(crate) category: Option<String>,
    /// Pieces that cannot be had.
    #[serde(default)]
    pub(crate) without: Vec<EvidenceKind>,
    #[serde(default)]
    pub(crate) slots: BTreeMap<Slot, String>,
    /// What else is said of the ways out, where the record alone does not tell.
    #[serde(default)]
    pub(crate) says: Vec<Wanted>,
    /// What comes of each talk, one after the other.
    pub(crate) talks: Vec<Talk>,
    pub(crate) end: End,
}

/// `[outcome, words]`, and within how many hours something is promised.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Talk {
    pub(crate) came: ContactOutcome,
    pub(crate) said: String,
    pub(crate) hours: Option<i64>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct End {
    pub(crate) outcome: CaseOutcome,
    /// In 元; blank where nothing came back.
    #[serde(default)]
    pub(crate) returned: String,
    pub(crate) cause: Option<RootCause>,
    /// The money is seen on the account, and recorded, before the case is closed.
    #[serde(default)]
    pub(crate) seen: bool,
}
