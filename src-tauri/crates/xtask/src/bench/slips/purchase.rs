//! One purchase: what is wanted, what is typed into the app, what lies in the shop's cart, and
//! what the review makes of it.

use check::catalogue::Catalogue;
use check::identifier::Kinds;
use check::page::{Page, read};
use check::review::{
    Answers, FindingCode, GateKind, GateState, History, Input, Need, Review, Severity, Thresholds,
    review,
};
use fastrand::Rng;
use jiff::Timestamp;
use model::Field;

use super::goods::Goods;
use super::page::{Extras, page};
use super::people::{Buyer, Recipient};
use super::typing::slip;

/// What the review is given beside the need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sources {
    pub(super) page: bool,
    /// Address book and past orders.
    pub(super) history: bool,
    /// The blind second entry.
    pub(super) second: bool,
}

pub(super) const SOURCES: [(&str, Sources); 5] = [
    ("none", Sources { page: false, history: false, second: false }),
    ("page", Sources { page: true, history: false, second: false }),
    ("history", Sources { page: false, history: true, second: false }),
    ("second", Sources { page: false, history: false, second: true }),
    ("all", ALL),
];

pub(super) const ALL: Sources = Sources { page: true, history: true, second: true };

#[derive(Debug, Clone)]
pub(super) struct Purchase<'a> {
    pub(super) buyer: &'a Buyer,
    pub(super) wanted: Goods,
    pub(super) typed: Goods,
    pub(super) cart: Goods,
    pub(super) extras: Extras,
    /// A field that the buyer certainly states.
    pub(super) minds: Option<Field>,
    /// The buyer certainly names the product.
    pub(super) names_it: bool,
    /// Of the layout of the page and of what the buyer states.
    seed: u64,
    now: Timestamp,
}

/// A page and what was read of it.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    pub(super) text: String,
    page: Page,
}

/// How loudly something was said of a purchase, and by which comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Said {
    Nothing,
    /// A note beside the goods.
    Shown,
    Flagged,
    Stopped,
}

/// A finding's code and field, or the gate that failed.
pub(super) type By = (String, Said);

impl<'a> Purchase<'a> {
    /// A right purchase: the app and the shop hold what is wanted.
    pub(super) fn right(buyer: &'a Buyer, rng: &mut Rng, now: Timestamp) -> Self {
        let wanted = Goods::draw(buyer, rng);
        Self {
            buyer,
            typed: wanted.clone(),
            cart: wanted.clone(),
            wanted,
            extras: Extras::default(),
            minds: None,
            names_it: false,
            seed: rng.u64(..),
            now,
        }
    }

    /// The same purchase without its slip, said in the same words.
    pub(super) fn without_slip(&self) -> Self {
        Self {
            typed: self.wanted.clone(),
            cart: self.wanted.clone(),
            extras: Extras { in_full: self.extras.in_full, ..Extras::default() },
            ..self.clone()
        }
    }

    pub(super) fn become_all(&mut self, goods: &Goods) {
        self.wanted = goods.clone();
        self.typed = goods.clone();
        self.cart = goods.clone();
    }

    pub(super) fn need(&self) -> Need {
        let mut need = self.typed.need(&mut Rng::with_seed(self.seed));
        let word = |field| self.typed.word(field).map(str::to_owned);
        if let Some(field) = self.minds {
            let slot = match field {
                Field::Carrier => &mut need.carrier,
                Field::Province => &mut need.province,
                Field::Game => &mut need.game,
                Field::Server => &mut need.server,
                Field::Platform => &mut need.platform,
                Field::AccountSystem => &mut need.account_system,
                Field::Length => &mut need.length,
                Field::Edition => &mut need.edition,
                _ => &mut need.region,
            };
            *slot = word(field);
        }
        if self.names_it {
            need.name = Some(self.typed.own_name(&mut Rng::with_seed(self.seed)));
        }
        need
    }

    /// What the shop shows, read. Reading is what costs: it is done once for many reviews.
    pub(super) fn shown(&self) -> Shown {
        let text = page(&self.cart, self.extras, self.seed);
        Shown { page: read(&text), text }
    }

    pub(super) fn review(&self, shown: &Shown, sources: Sources) -> Review {
        let nothing = History::default();
        let answers = Answers {
            second_entry: self.second_entry().filter(|_| sources.second),
            ..Answers::default()
        };
        review(&Input {
            kinds: Kinds::builtin(),
            catalogue: Catalogue::builtin(),
            need: &self.need(),
            page: sources.page.then_some((shown.text.as_str(), &shown.page)),
            history: if sources.history { &self.buyer.history } else { &nothing },
            now: Some(self.now),
            thresholds: Thresholds::default(),
            answers: &answers,
        })
    }

    /// Entered anew from wherever the first came from, with slips of its own: one in fifty.
    fn second_entry(&self) -> Option<String> {
        let mut rng = Rng::with_seed(self.seed ^ 0x5EC0);
        let Recipient { value, .. } = self.wanted.recipient.as_ref()?;
        let slips = self.typed.recipient != self.wanted.recipient && rng.u8(..50) == 0;
        Some(if slips { slip(value, &mut rng) } else { value.clone() })
    }
}

impl Goods {
    pub(super) fn set_recipient(&mut self, value: String) {
        if let Some(recipient) = &mut self.recipient {
            recipient.value = value;
        }
    }
}

/// Everything that a review says, loudest first.
pub(super) fn said(review: &Review) -> Vec<By> {
    let mut said: Vec<By> = review
        .findings
        .iter()
        .map(|finding| {
            let loud = match finding.severity {
                Severity::Stop => Said::Stopped,
                Severity::Attention => Said::Flagged,
                Severity::Note => Said::Shown,
            };
            (name(finding.code, finding.field), loud)
        })
        .collect();
    let failed =
        |kind| review.gates.iter().any(|gate| gate.kind == kind && gate.state == GateState::Failed);
    if failed(GateKind::SecondEntry) {
        said.push(("second entry".to_owned(), Said::Stopped));
    }
    said.sort_by_key(|(_, loud)| std::cmp::Reverse(*loud));
    said
}

fn name(code: FindingCode, field: Option<Field>) -> String {
    field.map_or_else(|| format!("{code:?}"), |field| format!("{code:?} {field:?}"))
}

/// What is said of a purchase and would not be said without its slip; what is loudest of it.
pub(super) fn loudest(with: &Review, without: &Review) -> By {
    let before = said(without);
    let new = said(with).into_iter().find(|by| !before.contains(by));
    new.unwrap_or_else(|| (String::new(), Said::Nothing))
}
