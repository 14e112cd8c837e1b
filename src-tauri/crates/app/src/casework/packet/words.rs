use std::collections::BTreeMap;

use ledger::{Acquired, Maker, TimeBasis};
use model::EvidenceKind;
use packet::{CoverWords, Wording};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::out::OutWords;

/// All words of a packet, in the language of those who receive it. In some of them stand names in
/// braces, such as `{number}`, in place of what is filled in.
#[derive(Debug, Clone, Deserialize, Type)]
pub struct PacketWords {
    pub wording: Wording,
    /// Its lines are made of `lines`.
    pub cover: CoverWords,
    pub lines: PacketLines,
    pub folders: BTreeMap<PacketFolder, String>,
    pub facts: BTreeMap<PacketFact, String>,
    /// What `{label}` says of the order `{n}`, where there are several; the first has no number.
    pub of_order: String,
    pub story: PacketStory,
    pub acquired: BTreeMap<Acquired, String>,
    pub makers: BTreeMap<Maker, String>,
    pub bases: BTreeMap<TimeBasis, String>,
    /// Of a piece that says when: `{when}` and `{basis}`.
    pub claimed_at: String,
    /// Of one that does not: `{when}`.
    pub imported_at: String,
    pub sources: PacketSources,
    /// What a piece of a kind is to prove, unless the buyer says it.
    pub proves: BTreeMap<EvidenceKind, String>,
    /// The file of what was spoken.
    pub contact_log: String,
    /// At the foot of a picture's pages: `{id}`, `{number}`, `{hash}`, and `{page}` of `{pages}`.
    pub page_footer: String,
    pub out: OutWords,
}

/// Below the title of the paper.
#[derive(Debug, Clone, Default, Deserialize, Type)]
pub struct PacketLines {
    /// `{number}`
    pub number: String,
    /// `{when}`
    pub made: String,
    /// `{pieces}`
    pub pieces: String,
    /// `{pieces}`, of which `{listed}` are not handed over.
    pub pieces_listed: String,
    /// How the evidence stands by the three principles: `{pieces}` kept by their hash, `{proving}`
    /// of which say what they are to prove, `{met}` of the `{musts}` needs met.
    pub principles: String,
}

#[derive(Debug, Clone, Default, Deserialize, Type)]
pub struct PacketStory {
    pub problem: String,
    pub evidence: String,
    pub demand: String,
}

/// How a line of the timeline is known.
#[derive(Debug, Clone, Default, Deserialize, Type)]
pub struct PacketSources {
    pub record: String,
    pub contact: String,
    pub letter: String,
    pub piece: String,
}

/// Where a file lies in a packet.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum PacketFolder {
    Money,
    Order,
    Information,
    /// What the platform and the seller said before.
    Terms,
    /// Copies with parts covered or cut away.
    Redacted,
    /// What others certify.
    External,
    Other,
    Letters,
    /// Pages of pictures, for places that take nothing else.
    Pages,
}

/// A line of what is known of an order.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum PacketFact {
    Platform,
    Seller,
    Payee,
    OrderNo,
    Goods,
    Total,
    PaidAt,
    Recipient,
    Problem,
}

impl PacketWords {
    pub(super) fn folder(&self, folder: PacketFolder) -> String {
        said(&self.folders, &folder)
    }

    /// `label` as it is said of the order at `at`.
    pub(super) fn of_order(&self, label: &str, at: usize) -> String {
        if at == 0 || label.is_empty() {
            return label.to_owned();
        }
        filled(&self.of_order, &[("label", label), ("n", &(at + 1).to_string())])
    }
}

/// Empty where there is no word.
pub(super) fn said<K: Ord>(words: &BTreeMap<K, String>, key: &K) -> String {
    words.get(key).cloned().unwrap_or_default()
}

/// `text` with values in place of their names; what stands in a value is left alone.
pub(super) fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let named = values.iter().find_map(|(name, value)| {
            let after = from[1..].strip_prefix(name)?.strip_prefix('}')?;
            Some((value, after))
        });
        rest = if let Some((value, after)) = named {
            out.push_str(value);
            after
        } else {
            out.push('{');
            &from[1..]
        };
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let values = [("a", "{b}"), ("b", "B")];
        assert_eq!(filled("{a} {b} {page} {", &values), "{b} B {page} {");
    }
}
