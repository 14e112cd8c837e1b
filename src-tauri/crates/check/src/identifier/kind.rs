use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::KindId;
use super::form::Form;
use super::rule::Rule;
use crate::name::Name;

/// A kind of recipient, as data.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    pub id: KindId,
    pub name: Name,
    #[serde(skip)]
    pub category: Category,
    pub confidence: Confidence,
    /// How the value is shown in groups; the first entry that fits is taken.
    #[serde(default)]
    pub grouping: Vec<Grouping>,
    /// How likely a text that fits is meant as this kind, 0 to 100.
    pub(super) weight: u8,
    /// The expression that a cleaned value matches as a whole.
    pub(super) form: String,
    /// A form that earns a warning instead of an error.
    pub(super) doubtful: Option<String>,
    /// The form with its spaces, hyphens and brackets, where these are fixed.
    pub(super) written: Option<String>,
    /// Shortest and longest, in characters, where the form does not say so.
    pub(super) length: Option<[usize; 2]>,
    /// Smallest and largest number.
    pub(super) range: Option<[u64; 2]>,
    #[serde(default)]
    pub(super) clean: Vec<Clean>,
    pub(super) letters: Option<Letters>,
    /// Signs that may stand before the value.
    #[serde(default)]
    pub(super) strip: Vec<String>,
    /// Web addresses that may stand before the value, without their scheme.
    #[serde(default)]
    pub(super) strip_addresses: Vec<String>,
    #[serde(default)]
    pub(super) strip_endings: Vec<String>,
    /// A sign that belongs before the value.
    pub(super) add: Option<String>,
    /// Sizes of the groups that hyphens stand between.
    #[serde(default)]
    pub(super) dashes: Vec<Vec<usize>>,
    /// Missing hyphens are an error, and the text with them the suggestion.
    #[serde(default)]
    pub(super) dashes_required: bool,
    /// Pages show this kind in part.
    #[serde(default)]
    pub(super) masked: bool,
    /// What a masked value matches, hidden characters as `*`; by default what the form allows.
    pub(super) masked_form: Option<String>,
    pub(super) rule: Option<Rule>,
    pub(super) advice: Option<Advice>,
    /// The one game that the kind belongs to.
    pub(super) game: Option<String>,
    #[serde(default)]
    pub(super) servers: Vec<Server>,
    /// Where the server comes from when the number does not tell it.
    pub(super) server: Option<ServerFrom>,
    #[serde(skip)]
    pub(super) compiled: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    #[default]
    Phone,
    Account,
    Game,
    Platform,
    Key,
    Card,
    Document,
}

/// The kinds whose numbers belong to the game of this name.
pub fn kinds_of_game(name: &str) -> &'static [KindId] {
    static BY_GAME: LazyLock<BTreeMap<String, Vec<KindId>>> = LazyLock::new(|| {
        let mut by_game: BTreeMap<String, Vec<KindId>> = BTreeMap::new();
        for kind in kinds() {
            if let Some(game) = &kind.game {
                by_game.entry(game.clone()).or_default().push(kind.id.clone());
            }
        }
        by_game
    });
    BY_GAME.get(name).map_or(&[], Vec::as_slice)
}

/// How well a kind's form is known, and so what a mismatch means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// A mismatch is an error.
    Documented,
    /// A mismatch is an error, but a doubtful form is a warning.
    WidelyReported,
    /// A mismatch is a warning.
    Uncertain,
}

/// Sizes of groups, for values of their sum in length that start with one of `starts`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Grouping {
    #[serde(default)]
    pub starts: Vec<String>,
    pub sizes: Vec<u8>,
}

/// What may be cleaned away, as visible steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Clean {
    /// Spaces and hyphens.
    Separators,
    /// Spaces and hyphens, unless the text is a mailbox.
    SeparatorsOfNumbers,
    Brackets,
    /// 。 for the point of a mailbox.
    FullStop,
    /// +86, 0086 and 86 before a mobile number.
    CountryCode,
    /// A zone in brackets behind the number: 12345678(1234).
    Zone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Letters {
    /// Small ones become capitals, since both mean the same.
    Upper,
    Lower,
    /// Lower case behind the @ of a mailbox.
    LowerDomain,
    /// Capitals are an error, and lower case the suggestion.
    LowerOnly,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ServerFrom {
    /// The buyer has to choose it.
    Asked,
    /// The value is itself the server's name.
    Value,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Advice {
    NotATarget,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Server {
    pub(super) prefixes: Vec<String>,
    /// Of the whole number.
    pub(super) length: usize,
    /// Absent where the beginning tells the region but not the server.
    pub(super) name: Option<String>,
    pub(super) region: String,
}

/// Every kind the app knows.
pub fn kinds() -> &'static [Kind] {
    static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(read);
    &KINDS
}

pub fn kind(id: &KindId) -> Option<&'static Kind> {
    kinds().iter().find(|kind| kind.id == *id)
}

/// `value` in the groups that a person reads it in: 18612340000 as 186, 1234 and 0000. One
/// group when the kind has none for this length.
pub fn group(kind: &KindId, value: &str) -> Vec<String> {
    let length = value.chars().count();
    let fits = |grouping: &&Grouping| {
        grouping.sizes.iter().map(|size| usize::from(*size)).sum::<usize>() == length
            && (grouping.starts.is_empty()
                || grouping.starts.iter().any(|start| value.starts_with(start.as_str())))
    };
    let grouping = self::kind(kind).and_then(|kind| kind.grouping.iter().find(fits));
    let Some(grouping) = grouping else { return vec![value.to_owned()] };
    let mut characters = value.chars();
    let size = |size: &u8| characters.by_ref().take(usize::from(*size)).collect();
    grouping.sizes.iter().map(size).collect()
}

#[derive(Deserialize)]
struct File {
    kind: Vec<Kind>,
}

const FILES: &[(Category, &str)] = &[
    (Category::Phone, include_str!("../../data/identifiers/phone.toml")),
    (Category::Account, include_str!("../../data/identifiers/account.toml")),
    (Category::Game, include_str!("../../data/identifiers/game.toml")),
    (Category::Platform, include_str!("../../data/identifiers/platform.toml")),
    (Category::Key, include_str!("../../data/identifiers/key.toml")),
    (Category::Card, include_str!("../../data/identifiers/card.toml")),
    (Category::Document, include_str!("../../data/identifiers/document.toml")),
];

/// A file that cannot be read is a defect of the build: it is left out here and named by a test.
fn read() -> Vec<Kind> {
    let mut kinds = Vec::new();
    for (category, text) in FILES {
        let Ok(file) = toml::from_str::<File>(text) else { continue };
        kinds.extend(file.kind.into_iter().map(|mut kind| {
            kind.category = *category;
            kind.compiled = Form::read(&kind);
            kind
        }));
    }
    kinds
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn id(kind: &str) -> KindId {
        KindId(kind.to_owned())
    }

    #[test]
    fn every_file_of_kinds_can_be_read() {
        for (category, text) in FILES {
            if let Err(error) = toml::from_str::<File>(text) {
                panic!("{category:?}: {error}");
            }
        }
    }

    #[test]
    fn ids_are_unique_and_forms_are_expressions() {
        let mut seen = BTreeSet::new();
        for kind in kinds() {
            assert!(seen.insert(&kind.id), "{:?} stands twice", kind.id);
            assert!(kind.compiled.is_valid(), "{:?} has a form that is none", kind.id);
            assert!(kind.weight <= 100, "{:?} outweighs the scale", kind.id);
        }
        assert_eq!(seen.len(), 119);
    }

    #[test]
    fn what_categories_and_games_name_as_recipient_exists() {
        let catalogue = crate::catalogue::catalogue();
        let named = catalogue.categories.iter().flat_map(|category| &category.identifiers);
        for named in named.chain(catalogue.games.iter().flat_map(|game| &game.identifiers)) {
            assert!(kind(named).is_some(), "no kind is called {named:?}");
        }
    }

    #[test]
    fn servers_are_called_as_the_catalogue_calls_them() {
        for kind in kinds() {
            let game =
                kind.game.as_deref().and_then(|name| crate::catalogue::catalogue().game(name));
            let Some(game) = game.filter(|game| !game.servers.is_empty()) else { continue };
            for name in kind.servers.iter().filter_map(|server| server.name.as_ref()) {
                assert!(
                    game.servers.iter().any(|choice| choice.value == *name),
                    "{} has no server {name}",
                    game.name
                );
            }
        }
    }

    #[test]
    fn values_are_shown_in_the_groups_people_read_them_in() {
        assert_eq!(group(&id("cn_mobile"), "18612340000"), ["186", "1234", "0000"]);
        assert_eq!(group(&id("genshin"), "123456789"), ["123", "456", "789"]);
        assert_eq!(group(&id("cn_landline"), "02161234567"), ["021", "6123", "4567"]);
        assert_eq!(group(&id("cn_landline"), "07551234567"), ["0755", "123", "4567"]);
        assert_eq!(group(&id("bank_card"), "6222000000000005")[3], "0005");
        assert_eq!(group(&id("cn_mobile"), "186"), ["186"], "an unfit length stays whole");
    }
}
