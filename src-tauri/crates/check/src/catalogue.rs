//! What can be bought: categories and games, as data.
//!
//! A category says which fields matter, which identifiers can receive the goods, which face
//! values exist, and when the purchase can no longer be undone. Adding one is a TOML file.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use model::{EvidenceKind, Fen, Field};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::identifier::{KindId, kinds_of_game};
pub use model::{CategoryId, Name};
pub use own::{Origin, OwnCategory};

mod own;

/// Everything the app knows of goods.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct Catalogue {
    pub categories: Vec<Category>,
    pub games: Vec<Game>,
    /// Choices shared by several categories, by field.
    pub choices: BTreeMap<Field, Vec<Choice>>,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Category {
    pub id: CategoryId,
    pub name: Name,
    /// The name of an icon of the window's icon set.
    pub icon: String,
    /// The fields that are bought wrong most often, in the order they are asked.
    pub fields: Vec<Field>,
    /// Those of `fields` (and `face_value_fen`, `recipient`) without which a check says nothing.
    pub required: Vec<Field>,
    /// What can receive the goods, most usual first; empty when anything can.
    #[serde(default)]
    pub identifiers: Vec<KindId>,
    /// Recipients of other forms exist: role names, mailboxes, account names.
    #[serde(default)]
    pub any_recipient: bool,
    /// Face values that are sold; empty when any is. In 分.
    #[serde(default)]
    pub face_values_fen: Vec<Fen>,
    /// What is said of the goods' usual names, for the field's hint.
    pub example: Name,
    pub point_of_no_return: PointOfNoReturn,
    /// What is to be had once that moment has passed.
    pub refund: Refund,
    /// How the goods usually come, most usual first; words of the reader's `delivery`.
    pub delivery: Vec<String>,
    /// What is bought wrong most often, worst first.
    pub mistakes: Vec<Mistake>,
    /// What the buyer is asked before paying.
    pub questions: Vec<Question>,
    /// What to keep from the start, should something go wrong.
    pub evidence: Vec<EvidenceKind>,
    /// Categories that pages confuse with this one: seen on a page they are worth a look, not
    /// a stop.
    #[serde(default)]
    pub kin: Vec<CategoryId>,
    #[serde(default)]
    pub origin: Origin,
}

/// The moment from which the goods cannot be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PointOfNoReturn {
    /// When the amount reaches the account.
    Credited,
    /// When the code has been shown.
    Revealed,
    /// When the code or membership has been activated.
    Activated,
    /// When the money has reached the other side.
    Transferred,
    /// When the parcel has been handed over.
    Shipped,
}

/// What can be had back once the goods are with the buyer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Refund {
    /// Nothing once credited; before that the whole sum.
    UntilCredited,
    /// Nothing once the code has been seen, save for a code that does not work.
    UntilRevealed,
    /// Nothing once activated, save for goods other than described.
    UntilActivated,
    /// Only what the other side gives back.
    ByPayee,
    /// Seven days after it arrived, where the law has no exception for it.
    SevenDays,
}

/// What is bought wrong.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Mistake {
    /// One digit, or an old number.
    Number,
    Carrier,
    /// The province or city that the offer is limited to.
    Place,
    FaceValue,
    /// 慢充 where it was needed at once.
    SlowForFast,
    Game,
    Server,
    AccountSystem,
    Platform,
    /// Another account of the same person.
    Account,
    /// A code where the account should be credited, or the other way round.
    CodeForCredit,
    Edition,
    Region,
    Length,
    /// 连续包月 where one month was meant.
    RenewsItself,
    /// A lower tier of the same service.
    Tier,
    /// Coins of another app of the same house.
    OtherApp,
    /// A card of another company or for other shops.
    Brand,
    /// A short time in which it must be used.
    Validity,
    Payee,
    Amount,
    Address,
    /// Another model, size or number of pieces.
    Variant,
    /// A size of data or a speed other than needed.
    Allowance,
}

/// What the buyer is asked before paying.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    NumberFromOwner,
    NumberPorted,
    HowSoon,
    AccountInGame,
    LoginShown,
    PasswordAsked,
    DeviceFits,
    AccountRegion,
    RenewalOff,
    CodeUnused,
    UsableUntil,
    AcceptedWhere,
    PayeeKnown,
    AskedByVoice,
    AccountOnBill,
    ContractEnds,
    AddressCurrent,
    RoleUnbound,
    SeatsLeft,
}

/// A value that a field can be given, and how it is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The canonical value, as the page reader writes it.
    pub value: String,
    #[serde(default)]
    pub en: Option<String>,
    /// Other ways to write the same thing.
    #[serde(default)]
    pub aliases: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Game {
    /// The simplified Chinese name, which is also the value of the field.
    pub name: String,
    pub en: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What receives a top-up; empty when the game's numbers have no known form.
    #[serde(default)]
    pub identifiers: Vec<KindId>,
    /// Top-ups also go to role names.
    #[serde(default)]
    pub any_recipient: bool,
    /// Which of server, platform and account system the game asks for, in order.
    pub fields: Vec<Field>,
    /// Those of `fields` that are inferred from the identifier and need not be asked.
    #[serde(default)]
    pub inferred: Vec<Field>,
    #[serde(default)]
    pub servers: Vec<Choice>,
    #[serde(default)]
    pub platforms: Vec<Choice>,
    #[serde(default)]
    pub account_systems: Vec<Choice>,
    #[serde(default)]
    pub face_values_fen: Vec<Fen>,
}

impl Catalogue {
    /// What comes with the app; see [`catalogue`].
    pub fn builtin() -> &'static Self {
        catalogue()
    }

    /// The same with these categories behind, unless one of their id is there.
    pub fn with(own: impl IntoIterator<Item = Category>) -> Self {
        let mut all = catalogue().clone();
        for category in own {
            if all.category(&category.id).is_none() {
                all.categories.push(category);
            }
        }
        all
    }

    pub fn category(&self, id: &CategoryId) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == *id)
    }

    /// The game called `name`, by any of its names.
    pub fn game(&self, name: &str) -> Option<&Game> {
        self.games.iter().find(|game| {
            game.name == name
                || game.en.eq_ignore_ascii_case(name)
                || game.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name))
        })
    }

    /// What can receive these goods: the game's own identifiers where a game is named, the
    /// category's otherwise. Empty when the numbers of the game have no known form.
    pub fn identifiers(&self, category: &CategoryId, game: Option<&str>) -> &[KindId] {
        let Some(name) = game else {
            return self.category(category).map_or(&[], |category| &category.identifiers);
        };
        match self.game(name) {
            Some(game) if !game.identifiers.is_empty() => &game.identifiers,
            Some(game) => kinds_of_game(&game.name),
            None => kinds_of_game(name),
        }
    }

    /// The fields that a category asks for; those of a game are the game's where it is known.
    pub fn fields(&self, category: &CategoryId, game: Option<&str>) -> Vec<Field> {
        let of_game = game.and_then(|name| self.game(name)).map(|game| game.fields.as_slice());
        let asks = |field: &Field| match (field, of_game) {
            (Field::Server | Field::Platform | Field::AccountSystem, Some(fields)) => {
                fields.contains(field)
            }
            _ => true,
        };
        let category = self.category(category);
        category.map_or_else(Vec::new, |category| {
            category.fields.iter().copied().filter(asks).collect()
        })
    }

    /// The choices of `field`, the game's own before the shared ones.
    pub fn choices(&self, field: Field, game: Option<&str>) -> &[Choice] {
        let game = game.and_then(|name| self.game(name));
        let own = match (field, game) {
            (Field::Server, Some(game)) => &game.servers,
            (Field::Platform, Some(game)) => &game.platforms,
            (Field::AccountSystem, Some(game)) => &game.account_systems,
            _ => return self.choices.get(&field).map_or(&[], Vec::as_slice),
        };
        if own.is_empty() { self.choices.get(&field).map_or(&[], Vec::as_slice) } else { own }
    }
}

/// The catalogue that comes with the app.
///
/// The data is part of the program and its form is held by a test, so a file that cannot be
/// read is a defect of the build: it is left out here and named there.
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue {
        categories: CATEGORIES.iter().filter_map(|(_, text)| toml::from_str(text).ok()).collect(),
        games: toml::from_str::<Games>(GAMES).map(|games| games.game).unwrap_or_default(),
        choices: toml::from_str(CHOICES).unwrap_or_default(),
    });
    &CATALOGUE
}

#[derive(Deserialize)]
struct Games {
    game: Vec<Game>,
}

const GAMES: &str = include_str!("../data/games.toml");
const CHOICES: &str = include_str!("../data/choices.toml");

macro_rules! category_files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../data/categories/", $name, ".toml")))),*]
    };
}

/// In the order the window shows them.
const CATEGORIES: &[(&str, &str)] = category_files![
    "phone_credit",
    "game_topup",
    "game_card",
    "game_item",
    "platform_coin",
    "membership",
    "data_plan",
    "landline_broadband",
    "software_key",
    "gift_card",
    "fuel_card",
    "transfer",
    "physical",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_category_file_is_read_and_named_after_its_id() {
        for (file, text) in CATEGORIES {
            let category: Category =
                toml::from_str(text).unwrap_or_else(|error| panic!("{file}: {error}"));
            assert_eq!(category.id.0, *file, "a category's file is named after its id");
            for field in &category.required {
                let asked = category.fields.contains(field)
                    || matches!(field, Field::FaceValue | Field::Recipient | Field::Name);
                assert!(asked, "{file} requires {field:?}, which it never asks");
            }
            for (what, missing) in [
                ("delivery", category.delivery.is_empty() && *file != "transfer"),
                ("mistakes", category.mistakes.is_empty()),
                ("questions", category.questions.is_empty()),
                ("evidence", category.evidence.is_empty()),
            ] {
                assert!(!missing, "{file} says nothing of {what}");
            }
            for way in &category.delivery {
                assert!(own::DELIVERIES.contains(&way.as_str()), "{file}: nothing comes by {way}");
            }
            for kin in &category.kin {
                let known = CATEGORIES.iter().any(|(id, _)| *id == kin.0);
                assert!(known && kin.0 != *file, "{file}: no other category {kin:?}");
            }
        }
        assert_eq!(catalogue().categories.len(), CATEGORIES.len());
    }

    #[test]
    fn games_and_choices_are_read() {
        toml::from_str::<Games>(GAMES).unwrap();
        toml::from_str::<BTreeMap<Field, Vec<Choice>>>(CHOICES).unwrap();
        assert_eq!(catalogue().game("genshin impact").unwrap().name, "原神");
        assert_eq!(catalogue().choices(Field::Province, None).len(), 31);
    }

    #[test]
    fn what_a_game_infers_it_also_asks_or_shows() {
        for game in &catalogue().games {
            for field in &game.inferred {
                assert!(game.fields.contains(field), "{} infers {field:?} unseen", game.name);
            }
            let asks_server = game.fields.contains(&Field::Server);
            assert!(asks_server || game.servers.is_empty(), "{} never asks its server", game.name);
        }
    }
}
