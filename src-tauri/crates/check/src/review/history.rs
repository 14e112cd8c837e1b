//! What a review looks back on, laid out so that a purchase finds its own in it.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;
use model::Fen;

use super::near::Nearby;
use super::same::fold;
use super::{KnownRecipient, PastPurchase};
use crate::catalogue::CategoryId;
use crate::diff::{Difference, difference};
use crate::identifier::KindId;

/// The address book and the earlier purchases.
///
/// Made once for many reviews: 10,000 recipients and 100,000 purchases take some 30 ms and
/// 14 MB (as lists they are 20 MB), and a review then looks at a few dozen entries.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// Every recipient's value once, those of the address book first.
    values: Texts,
    near: Nearby,
    /// By the number of their value, and among equal values as they were given.
    saved: Vec<(u32, KnownRecipient)>,
    /// Likewise. Purchases without a recipient are none that a review compares with.
    past: Vec<Past>,
    kinds: Vec<KindId>,
    categories: Vec<CategoryId>,
    /// Folded, in order.
    shops: Vec<String>,
}

/// A past purchase in 72 bytes: its words stand in the tables of the history.
#[derive(Debug, Clone)]
struct Past {
    value: u32,
    kind: Option<u32>,
    category: Option<u32>,
    face_value: Option<Fen>,
    total: Option<Fen>,
    at: Option<Timestamp>,
}

/// A known recipient one slip away from the one typed.
#[derive(Debug)]
pub struct NearRecipient<'a> {
    pub value: &'a str,
    pub label: Option<&'a String>,
    /// From the known one to the one typed.
    pub difference: Difference,
}

impl History {
    pub fn new(
        recipients: impl IntoIterator<Item = KnownRecipient>,
        purchases: impl IntoIterator<Item = PastPurchase>,
    ) -> Self {
        let mut history = Self::default();
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let values = &mut history.values;
        let mut number =
            |value: &str| *numbers.entry(value.to_owned()).or_insert_with(|| values.push(value));
        for known in recipients {
            history.saved.push((number(&known.value), known));
        }
        let mut shops = BTreeSet::new();
        for past in purchases {
            if let Some(shop) = &past.shop {
                shops.insert(fold(shop));
            }
            let Some(value) = past.recipient else { continue };
            let entry = Past {
                value: number(&value),
                kind: past.recipient_kind.map(|kind| place(&mut history.kinds, kind)),
                category: past.category.map(|id| place(&mut history.categories, id)),
                face_value: past.face_value,
                total: past.total,
                at: past.at,
            };
            history.past.push(entry);
        }
        // Stable, so that those of one value stay as they were given.
        history.saved.sort_by_key(|(value, _)| *value);
        history.past.sort_by_key(|past| past.value);
        history.saved.shrink_to_fit();
        history.past.shrink_to_fit();
        history.shops = shops.into_iter().filter(|shop| !shop.is_empty()).collect();
        history.near = Nearby::of(history.values.iter());
        history
    }

    /// The recipient called `value`. Equal digits of another kind are someone else's; a kind
    /// that is not recorded fits any.
    pub(super) fn known(&self, value: &str, kind: &KindId) -> Option<KnownRecipient> {
        let nth = self.number(value)?;
        let fits = |recorded: Option<&KindId>| recorded.is_none_or(|recorded| recorded == kind);
        self.saved(value, kind).cloned().or_else(|| {
            let kind_of = |past: &Past| self.kinds.get(past.kind? as usize);
            let used = self.past_of(nth).iter().filter(|past| fits(kind_of(past))).count();
            let times_checked = u32::try_from(used).unwrap_or(u32::MAX);
            (times_checked > 0).then(|| KnownRecipient {
                value: value.to_owned(),
                kind: Some(kind.clone()),
                label: None,
                times_checked,
            })
        })
    }

    /// The recipient called `value` in the address book.
    pub fn saved(&self, value: &str, kind: &KindId) -> Option<&KnownRecipient> {
        let fits = |known: &&KnownRecipient| known.kind.as_ref().is_none_or(|own| own == kind);
        self.saved_as(self.number(value)?).find(fits)
    }

    /// Those one slip away from `typed`, of the address book before those used once.
    pub fn near<'a>(&'a self, typed: &'a str) -> impl Iterator<Item = NearRecipient<'a>> {
        self.near.candidates(typed).into_iter().filter_map(move |nth| {
            let value = self.values.get(nth);
            let difference = difference(value, typed);
            let label = self.saved_as(nth).next().and_then(|known| known.label.as_ref());
            (difference.distance == 1).then_some(NearRecipient { value, label, difference })
        })
    }

    /// When the same goods were bought for `recipient` so that `amounts`, the face value and
    /// the total, and the time are such as `fits` takes.
    pub(super) fn bought_at(
        &self,
        recipient: &str,
        category: Option<&CategoryId>,
        fits: impl Fn(Option<Fen>, Option<Fen>, Timestamp) -> bool,
    ) -> Option<Timestamp> {
        let same = |past: &Past| {
            past.category.and_then(|nth| self.categories.get(nth as usize)) == category
        };
        let bought = self.past_of(self.number(recipient)?);
        bought.iter().filter(|past| same(past)).find_map(|past| {
            let at = past.at?;
            fits(past.face_value, past.total, at).then_some(at)
        })
    }

    /// Whether purchases say where they were made, and none was made in `shop`.
    pub(super) fn knows_another_shop(&self, shop: &str) -> bool {
        !self.shops.is_empty() && self.shops.binary_search(&fold(shop)).is_err()
    }

    fn number(&self, value: &str) -> Option<u32> {
        self.near.equals(value).find(|nth| self.values.get(*nth) == value)
    }

    fn saved_as(&self, value: u32) -> impl Iterator<Item = &KnownRecipient> {
        let start = self.saved.partition_point(|(other, _)| *other < value);
        let same = self.saved[start..].iter().take_while(move |(other, _)| *other == value);
        same.map(|(_, known)| known)
    }

    fn past_of(&self, value: u32) -> &[Past] {
        let start = self.past.partition_point(|past| past.value < value);
        let end = self.past.partition_point(|past| past.value <= value);
        &self.past[start..end]
    }
}

/// The place of `word` in a table of few words.
fn place<T: PartialEq>(table: &mut Vec<T>, word: T) -> u32 {
    let nth = table.iter().position(|other| *other == word).unwrap_or_else(|| {
        table.push(word);
        table.len() - 1
    });
    u32::try_from(nth).unwrap_or(u32::MAX)
}

/// Many short texts in one.
#[derive(Debug, Clone, Default)]
struct Texts {
    all: String,
    ends: Vec<usize>,
}

impl Texts {
    fn push(&mut self, text: &str) -> u32 {
        self.all.push_str(text);
        self.ends.push(self.all.len());
        u32::try_from(self.ends.len() - 1).unwrap_or(u32::MAX)
    }

    /// Empty for a number that no text has.
    fn get(&self, nth: u32) -> &str {
        let nth = nth as usize;
        let start = nth.checked_sub(1).and_then(|before| self.ends.get(before));
        let end = self.ends.get(nth).copied().unwrap_or(0);
        self.all.get(start.copied().unwrap_or(0)..end).unwrap_or_default()
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        (0..u32::try_from(self.ends.len()).unwrap_or(u32::MAX)).map(|nth| self.get(nth))
    }
}
