use jiff::Timestamp;
use model::Field;

use super::{Answers, History, Need, Thresholds};
use crate::catalogue::{Catalogue, Category, CategoryId, Game, Origin};
use crate::identifier::{KindId, Kinds};
use crate::page::{Page, Value};

/// Everything that one review looks at.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// What a recipient can be: the app's own kinds, or those with a user's.
    pub kinds: &'a Kinds,
    /// What can be bought, likewise.
    pub catalogue: &'a Catalogue,
    pub need: &'a Need,
    /// The pasted text and what was read in it; `None` before anything was pasted.
    pub page: Option<(&'a str, &'a Page)>,
    pub history: &'a History,
    pub now: Option<Timestamp>,
    pub thresholds: Thresholds,
    /// What the buyer has already answered to the gates.
    pub answers: &'a Answers,
}

impl<'a> Input<'a> {
    /// What kind of goods it is: by the need or, where the buyer does not say, by the page.
    pub(crate) fn category(&self) -> Option<CategoryId> {
        self.need.category.clone().or_else(|| self.category_of_page())
    }

    /// A category of the buyer's own is named by the page in so many words, which says more
    /// than what the reader takes the goods for.
    fn category_of_page(&self) -> Option<CategoryId> {
        let (_, page) = self.page?;
        let ids = page.all(Field::Category).filter_map(|fact| match &fact.value {
            Value::Text(id) => Some(CategoryId(id.clone())),
            _ => None,
        });
        let mut own = ids.filter(|id| self.is_own(id));
        own.next().or_else(|| page.text(Field::Category).map(|id| CategoryId(id.to_owned())))
    }

    pub(crate) fn is_own(&self, id: &CategoryId) -> bool {
        self.catalogue.category(id).is_some_and(|category| category.origin != Origin::App)
    }

    /// The category that the buyer says.
    pub(crate) fn category_of_need(&self) -> Option<&'a Category> {
        self.need.category.as_ref().and_then(|id| self.catalogue.category(id))
    }

    /// The game that the buyer says, when it is one that the app knows.
    pub(crate) fn game(&self) -> Option<&'a Game> {
        self.need.words(Field::Game).and_then(|name| self.catalogue.game(name))
    }

    /// What can receive the goods.
    pub(crate) fn receivers(&self) -> &'a [KindId] {
        self.category().map_or(&[], |category| {
            self.catalogue.identifiers(&category, self.need.words(Field::Game))
        })
    }
}
