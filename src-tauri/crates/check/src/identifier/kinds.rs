//! Every kind that a text is compared with: those that come with the app, and a user's own.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use serde::Deserialize;

use super::form::Form;
use super::kind::{Category, Grouping, Kind};
use super::types::{Identification, KindId};
use super::{judge, rank};
use crate::catalogue::Origin;

/// A set of kinds, ready to be compared with texts.
#[derive(Debug)]
pub struct Kinds {
    list: Vec<Arc<Kind>>,
    by_id: BTreeMap<KindId, usize>,
    by_game: BTreeMap<String, Vec<KindId>>,
    /// Those that a text may be taken for, the heaviest first.
    order: Vec<Arc<Kind>>,
}

impl Kinds {
    /// The kinds that come with the app.
    pub fn builtin() -> &'static Self {
        static KINDS: LazyLock<Kinds> = LazyLock::new(|| Kinds::of(read()));
        &KINDS
    }

    /// The app's kinds and these. Of several of one id the first counts, so that nothing that
    /// comes with the app can be replaced.
    pub fn with(own: impl IntoIterator<Item = Kind>) -> Self {
        let mut list = Self::builtin().list.clone();
        for kind in own {
            if list.iter().all(|known| known.id != kind.id) {
                list.push(Arc::new(kind));
            }
        }
        Self::of(list)
    }

    fn of(list: Vec<Arc<Kind>>) -> Self {
        let mut kinds = Self {
            by_id: list.iter().enumerate().map(|(nth, kind)| (kind.id.clone(), nth)).collect(),
            by_game: BTreeMap::new(),
            order: Vec::new(),
            list,
        };
        // Nobody's text is taken for a forgotten kind; where one is asked for, it still judges.
        for kind in kinds.list.iter().filter(|kind| kind.origin != Origin::Forgotten) {
            if let Some(game) = &kind.game {
                kinds.by_game.entry(game.clone()).or_default().push(kind.id.clone());
            }
            kinds.order.push(Arc::clone(kind));
        }
        kinds.order.sort_by_key(|kind| Reverse(kind.weight));
        kinds
    }

    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Kind> {
        self.list.iter().map(Arc::as_ref)
    }

    pub(super) fn by_weight(&self) -> impl Iterator<Item = &Kind> {
        self.order.iter().map(Arc::as_ref)
    }

    pub fn get(&self, id: &KindId) -> Option<&Kind> {
        self.by_id.get(id).and_then(|nth| self.list.get(*nth)).map(Arc::as_ref)
    }

    /// The one whose name looks like `name`; none that is forgotten.
    pub fn named(&self, name: &str) -> Option<&Kind> {
        self.iter().find(|kind| kind.origin != Origin::Forgotten && kind.name.looks_like(name))
    }

    /// The kinds whose numbers belong to the game of this name.
    pub fn of_game(&self, name: &str) -> &[KindId] {
        self.by_game.get(name).map_or(&[], Vec::as_slice)
    }

    /// What `text` is; see [`identify`](super::identify).
    pub fn identify(&self, text: &str, kind: Option<&KindId>) -> Identification {
        let candidates = match kind {
            Some(id) => vec![judge::judge(self, text, id)],
            None => rank::rank(self, text),
        };
        Identification { input: text.to_owned(), candidates }
    }

    /// `value` in the groups that a person reads it in: 18612340000 as 186, 1234 and 0000. One
    /// group when the kind has none for this length.
    pub fn group(&self, kind: &KindId, value: &str) -> Vec<String> {
        let length = value.chars().count();
        let fits = |grouping: &&Grouping| {
            grouping.sizes.iter().map(|size| usize::from(*size)).sum::<usize>() == length
                && (grouping.starts.is_empty()
                    || grouping.starts.iter().any(|start| value.starts_with(start.as_str())))
        };
        let grouping = self.get(kind).and_then(|kind| kind.grouping.iter().find(fits));
        let Some(grouping) = grouping else { return vec![value.to_owned()] };
        let mut characters = value.chars();
        let size = |size: &u8| characters.by_ref().take(usize::from(*size)).collect();
        grouping.sizes.iter().map(size).collect()
    }
}

impl<'a> IntoIterator for &'a Kinds {
    type Item = &'a Kind;
    type IntoIter = std::iter::Map<std::slice::Iter<'a, Arc<Kind>>, fn(&'a Arc<Kind>) -> &'a Kind>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter().map(Arc::as_ref)
    }
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
fn read() -> Vec<Arc<Kind>> {
    let mut kinds = Vec::new();
    for (category, text) in FILES {
        let Ok(file) = toml::from_str::<File>(text) else { continue };
        kinds.extend(file.kind.into_iter().map(|mut kind| {
            kind.category = *category;
            kind.compiled = Form::read(&kind);
            Arc::new(kind)
        }));
    }
    kinds
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::{group, kind, kinds};
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
