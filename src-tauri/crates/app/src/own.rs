//! A user's own kinds of identifiers and categories of goods.

use cases::cancel::ReturnRule;
use cases::deadline::OwnRule;
use check::catalogue::{Catalogue, CategoryId, Origin, OwnCategory};
use check::identifier::{Fault, KindId, Kinds, OwnKind, Proposal, Tried, proposals, try_out};
use jiff::Timestamp;
use ledger::{Change, Ledger, OwnId, OwnRow, OwnSort};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::error::{Error, ErrorCode, Result, json};
use crate::library::Library;
use crate::platforms::Platform;

/// Everything that can receive goods or be bought: what comes with the app, and a user's own.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) kinds: Kinds,
    pub(crate) catalogue: Catalogue,
    platforms: Vec<Platform>,
}

/// What a user has described and not forgotten, the first made first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct OwnEntries {
    pub kinds: Vec<OwnKindEntry>,
    pub categories: Vec<OwnCategoryEntry>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct OwnKindEntry {
    pub id: KindId,
    pub what: OwnKind,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct OwnCategoryEntry {
    pub id: CategoryId,
    pub what: OwnCategory,
}

/// How a kind does while it is being described.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct OwnKindTrial {
    pub faults: Vec<Fault>,
    /// The examples in their order; empty while the pattern cannot be read.
    pub fits: Vec<Tried>,
    /// The counterexamples, likewise.
    pub misses: Vec<Tried>,
    /// Rules that the examples suggest.
    pub proposals: Vec<Proposal>,
}

/// The most examples of a kind, and the longest, in characters.
const EXAMPLES: usize = 40;
const EXAMPLE: usize = 256;

impl Known {
    /// What this version cannot read is left out here and stays in the record.
    pub(crate) fn load(ledger: &Ledger) -> Result<Self, ledger::Error> {
        let rows = ledger.own()?;
        let kinds = of_sort(&rows, OwnSort::Kind)
            .map(|(id, own, origin): (_, OwnKind, _)| own.kept(KindId(id), origin));
        let categories = of_sort(&rows, OwnSort::Category)
            .map(|(id, own, origin): (_, OwnCategory, _)| own.kept(CategoryId(id), origin));
        let platforms = of_sort(&rows, OwnSort::Platform)
            .filter(|(_, _, origin)| *origin == Origin::Own)
            .map(|(_, platform, _): (_, Platform, _)| platform);
        Ok(Self {
            platforms: platforms.collect(),
            kinds: Kinds::with(kinds),
            catalogue: Catalogue::with(categories),
        })
    }

    /// What was recorded of the rules of all platforms.
    pub(crate) fn own_rules(&self) -> impl Iterator<Item = &OwnRule> {
        self.platforms.iter().flat_map(|platform| &platform.rules)
    }

    /// What was recorded of the platform that is called so.
    pub(crate) fn rules_of(&self, shop: &str) -> Vec<OwnRule> {
        let of_it = self.platforms.iter().filter(|platform| platform.is_called(shop));
        let rules = of_it.flat_map(|platform| platform.rules.iter().cloned());
        rules.map(|rule| OwnRule { shop: shop.to_owned(), ..rule }).collect()
    }

    /// What it says of taking back.
    pub(crate) fn returns_of(&self, shop: &str) -> Vec<ReturnRule> {
        let of_it = self.platforms.iter().filter(|platform| platform.is_called(shop));
        of_it.flat_map(|platform| platform.returns.iter().cloned()).collect()
    }
}

impl Library {
    /// What can be bought, a user's own categories behind the app's. Forgotten ones are among
    /// them, since orders may be of them.
    pub async fn catalogue(&self) -> Result<Catalogue> {
        Ok(self.known().await?.catalogue.clone())
    }

    pub async fn own(&self) -> Result<OwnEntries> {
        let rows = self.read(Ledger::own).await?;
        let wanted = |origin: &Origin| *origin == Origin::Own;
        let kinds = of_sort(&rows, OwnSort::Kind).filter(|(_, _, origin)| wanted(origin));
        let categories = of_sort(&rows, OwnSort::Category).filter(|(_, _, origin)| wanted(origin));
        Ok(OwnEntries {
            kinds: kinds.map(|(id, what, _)| OwnKindEntry { id: KindId(id), what }).collect(),
            categories: categories
                .map(|(id, what, _)| OwnCategoryEntry { id: CategoryId(id), what })
                .collect(),
        })
    }

    /// Tries a kind out as it stands in the window; `id` is its own, once it has one.
    pub async fn try_own_kind(&self, id: Option<KindId>, what: OwnKind) -> Result<OwnKindTrial> {
        let known = self.known().await?;
        let tried = |samples| try_out(&what.pattern, samples).unwrap_or_default();
        Ok(OwnKindTrial {
            fits: tried(&what.fits),
            misses: tried(&what.misses),
            proposals: proposals(&what.fits, &what.misses),
            faults: what.faults(id.as_ref(), &known.kinds),
        })
    }

    /// Everything that is wrong with a category as it stands in the window.
    pub async fn try_own_category(
        &self,
        id: Option<CategoryId>,
        what: OwnCategory,
    ) -> Result<Vec<Fault>> {
        let known = self.known().await?;
        let id = id.unwrap_or_else(|| CategoryId(String::new()));
        Ok(what.category(id, &known.kinds, &known.catalogue).err().unwrap_or_default())
    }

    /// Keeps a kind: a new one without an identity, or another description of the one that it
    /// names.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::Invalid`] when anything is wrong with it; see [`Library::try_own_kind`].
    pub async fn save_own_kind(
        &self,
        id: Option<KindId>,
        what: OwnKind,
        now: Timestamp,
    ) -> Result<Change> {
        let what = OwnKind {
            name: what.name.trim().to_owned(),
            pattern: what.pattern,
            fits: examples(&what.fits)?,
            misses: examples(&what.misses)?,
        };
        sound(&self.try_own_kind(id.clone(), what.clone()).await?.faults)?;
        self.keep_own(id.map(|id| id.0), OwnSort::Kind, json(&what)?, now).await
    }

    /// Keeps a category, as [`Library::save_own_kind`] keeps a kind.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::Invalid`] when anything is wrong with it; see
    /// [`Library::try_own_category`].
    pub async fn save_own_category(
        &self,
        id: Option<CategoryId>,
        what: OwnCategory,
        now: Timestamp,
    ) -> Result<Change> {
        let what = OwnCategory { name: what.name.trim().to_owned(), ..what };
        sound(&self.try_own_category(id.clone(), what.clone()).await?)?;
        self.keep_own(id.map(|id| id.0), OwnSort::Category, json(&what)?, now).await
    }

    /// Offers a kind or category no longer. What was bought with it keeps its name, and a
    /// category that takes a forgotten kind goes on checking its form.
    pub async fn forget_own(&self, id: OwnId, now: Timestamp) -> Result<Change> {
        self.change_own(move |ledger| ledger.forget_own(&id, now)).await
    }

    pub async fn restore_own(&self, id: OwnId) -> Result<Change> {
        self.change_own(move |ledger| ledger.restore_own(&id)).await
    }

    pub(crate) async fn keep_own(
        &self,
        id: Option<String>,
        sort: OwnSort,
        body: String,
        now: Timestamp,
    ) -> Result<Change> {
        self.change_own(move |ledger| match id.map(OwnId) {
            Some(id) => ledger.change_own(&id, sort, &body, now),
            None => ledger.add_own(sort, &body, now),
        })
        .await
    }
}

/// The identity, the description and the standing of each row of `sort`.
pub(crate) fn of_sort<T: DeserializeOwned>(
    rows: &[OwnRow],
    sort: OwnSort,
) -> impl Iterator<Item = (String, T, Origin)> {
    rows.iter().filter(move |row| row.sort == sort).filter_map(|row| {
        let origin = if row.forgotten { Origin::Forgotten } else { Origin::Own };
        Some((row.id.0.clone(), serde_json::from_str(&row.body).ok()?, origin))
    })
}

/// Without blank ones and blanks around them.
fn examples(typed: &[String]) -> Result<Vec<String>> {
    let typed = typed.iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let kept: Vec<String> = typed.collect();
    if kept.len() > EXAMPLES || kept.iter().any(|text| text.chars().count() > EXAMPLE) {
        return Err(Error::new(ErrorCode::Invalid, "too many examples, or one is too long"));
    }
    Ok(kept)
}

fn sound(faults: &[Fault]) -> Result<()> {
    if faults.is_empty() {
        return Ok(());
    }
    Err(Error::new(ErrorCode::Invalid, format!("{faults:?}")))
}
