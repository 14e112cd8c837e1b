//! What the reader knows of the world, from the TOML files under `data/reader`.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use super::matcher::{Matcher, pattern};
use super::pairs::Role;
use super::sections::{Leads, Sections};

/// All words, read once.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(load);

pub(super) struct Words {
    /// Labels in lower case.
    pub roles: HashMap<String, Role>,
    /// Labels of sums of money, found anywhere in a line.
    pub money: Matcher<Role>,
    /// Labels of order numbers, found anywhere in a line.
    pub numbers: Matcher<Role>,
    pub sections: Sections,
    pub advertisement: Leads,
    /// Marks of options, chosen and open ones.
    pub marks: Matcher<()>,
    pub negation: Matcher<()>,
    pub footer: Matcher<()>,
    pub carriers: Matcher<Carrier>,
    pub not_before: Vec<String>,
    pub not_after: Vec<String>,
    pub places: Matcher<Place>,
    pub place_joiners: Vec<String>,
    pub place_goods: Vec<String>,
    pub games: Matcher<String>,
    /// Servers by the name of their game.
    pub servers: Matcher<String>,
    pub server_kinds: Matcher<()>,
    /// What stands before the colon in a game's own name.
    pub colon_names: Vec<String>,
    pub platforms: Matcher<Option<String>>,
    pub platforms_labelled: Matcher<Option<String>>,
    pub accounts: Matcher<String>,
    pub accounts_labelled: Matcher<String>,
    pub account_cues: Vec<String>,
    pub editions: Matcher<()>,
    pub regions: Matcher<String>,
    pub labels: Matcher<String>,
    pub deliveries: Matcher<String>,
    pub lengths: Matcher<String>,
    pub statuses: Matcher<()>,
    pub unpaid: Vec<String>,
    pub paid: Matcher<()>,
    pub settled: Matcher<()>,
    pub cashier: Matcher<()>,
    pub goods: Matcher<Vec<(usize, u32)>>,
    pub categories: Vec<String>,
    pub known_game: KnownGame,
    pub coded: Matcher<()>,
    pub face: Face,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Carrier {
    One(String),
    Several,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Province,
    City,
}

#[derive(Deserialize)]
pub(super) struct KnownGame {
    pub topup: u32,
    coded: Vec<String>,
    pub card: u32,
}

/// How an amount of money shows that it is a nominal value.
pub(super) struct Face {
    /// What follows such an amount.
    pub after: Regex,
    /// What follows such a number when it has no unit.
    pub after_loose: Regex,
    pub before: Vec<String>,
    /// Sums in 元 that games sell for.
    pub denominations: Vec<i64>,
    pub categories: Vec<String>,
}

#[derive(Deserialize)]
struct Carriers {
    carrier: Vec<CarrierEntry>,
    not_before: List,
    not_after: List,
    several: List,
}

#[derive(Deserialize)]
struct CarrierEntry {
    name: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
struct List {
    words: Vec<String>,
}

#[derive(Deserialize)]
struct Places {
    provinces: Vec<String>,
    cities: Vec<String>,
    joiners: Vec<String>,
    goods: Vec<String>,
}

#[derive(Deserialize)]
struct Games {
    game: Vec<Game>,
}

#[derive(Deserialize)]
struct Game {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    servers: Vec<String>,
}

type Groups = HashMap<String, Vec<String>>;

#[derive(Deserialize)]
struct Wordings {
    labels: Groups,
    delivery: Groups,
    length: Groups,
    status: Statuses,
}

#[derive(Deserialize)]
struct Statuses {
    words: Vec<String>,
    unpaid: Vec<String>,
    paid: Vec<String>,
    settled: Vec<String>,
    cashier: Vec<String>,
}

#[derive(Deserialize)]
struct Accounts {
    platform: Groups,
    platform_labelled: Groups,
    platform_any: List,
    platform_none: List,
    account_system: Groups,
    account_labelled: Groups,
    account_cue: List,
    edition: List,
    region: Groups,
    server_kind: List,
}

#[derive(Deserialize)]
struct Goods {
    category: Vec<GoodsEntry>,
    known_game: KnownGame,
    face: FaceWords,
}

#[derive(Deserialize)]
struct GoodsEntry {
    key: String,
    points: Vec<Points>,
}

#[derive(Deserialize)]
struct Points {
    value: u32,
    words: Vec<String>,
}

#[derive(Deserialize)]
struct FaceWords {
    words: Vec<String>,
    tight: Vec<String>,
    loose: Vec<String>,
    denominations: Vec<i64>,
    between: Vec<String>,
    before: Vec<String>,
    categories: Vec<String>,
}

macro_rules! data {
    ($file:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/reader/", $file))
    };
}

#[expect(clippy::expect_used, reason = "the data is compiled in and a test reads every file")]
fn parse<T: serde::de::DeserializeOwned>(data: &str) -> T {
    toml::from_str(data).expect("the reader's own data is well formed")
}

fn load() -> Words {
    let labels: HashMap<Role, Vec<String>> = parse(data!("labels.toml"));
    let sections: Sections = parse(data!("sections.toml"));
    let carriers: Carriers = parse(data!("carriers.toml"));
    let places: Places = parse(data!("places.toml"));
    let games: Games = parse(data!("games.toml"));
    let wordings: Wordings = parse(data!("wordings.toml"));
    let accounts: Accounts = parse(data!("accounts.toml"));
    let goods: Goods = parse(data!("goods.toml"));

    let face = face(&goods.face, &places);
    let none = |_: &String| ();
    let inline = |wanted: fn(Role) -> bool| {
        Matcher::new(
            labels
                .iter()
                .filter(|(role, _)| wanted(**role))
                .flat_map(|(role, words)| words.iter().map(|word| (word.clone(), *role))),
        )
    };
    Words {
        numbers: inline(Role::is_order_number),
        money: inline(Role::is_money),
        roles: labels
            .into_iter()
            .flat_map(|(role, words)| words.into_iter().map(move |w| (w.to_lowercase(), role)))
            .collect(),
        advertisement: Leads::of(&sections.advertisement),
        marks: flat(&[sections.chosen_marks.clone(), sections.open_marks.clone()].concat(), none),
        negation: flat(&sections.negation, none),
        footer: flat(&sections.footer, none),
        sections,
        carriers: Matcher::new(
            carriers
                .carrier
                .into_iter()
                .flat_map(|c| c.words.into_iter().map(move |w| (w, Carrier::One(c.name.clone()))))
                .chain(carriers.several.words.into_iter().map(|w| (w, Carrier::Several))),
        ),
        not_before: carriers.not_before.words,
        not_after: carriers.not_after.words,
        places: Matcher::new(
            (places.provinces.into_iter().map(|p| (p, Place::Province)))
                .chain(places.cities.into_iter().map(|c| (c, Place::City))),
        ),
        place_joiners: places.joiners,
        place_goods: places.goods,
        servers: Matcher::new(games.game.iter().flat_map(|game| {
            game.servers.iter().map(|server| (server.clone(), game.name.clone()))
        })),
        colon_names: colon_names(&games.game),
        games: Matcher::new(games.game.into_iter().flat_map(|game| {
            let folded = game.name.replace('\u{FF1A}', ":");
            game.aliases.into_iter().chain([folded]).map(move |alias| (alias, game.name.clone()))
        })),
        server_kinds: flat(&accounts.server_kind.words, none),
        platforms_labelled: platforms(
            &[&accounts.platform, &accounts.platform_labelled],
            &accounts.platform_any,
            &accounts.platform_none,
        ),
        platforms: platforms(
            &[&accounts.platform],
            &accounts.platform_any,
            &accounts.platform_none,
        ),
        accounts_labelled: Matcher::new(
            pairs(&accounts.account_system).chain(pairs(&accounts.account_labelled)),
        ),
        accounts: Matcher::new(pairs(&accounts.account_system)),
        account_cues: accounts.account_cue.words,
        editions: flat(&accounts.edition.words, none),
        regions: Matcher::new(pairs(&accounts.region)),
        labels: Matcher::new(pairs(&wordings.labels)),
        deliveries: Matcher::new(pairs(&wordings.delivery)),
        lengths: Matcher::new(pairs(&wordings.length)),
        statuses: flat(&wordings.status.words, none),
        unpaid: wordings.status.unpaid,
        paid: flat(&wordings.status.paid, none),
        settled: flat(&wordings.status.settled, none),
        cashier: flat(&wordings.status.cashier, none),
        goods: goods_matcher(&goods.category),
        categories: goods.category.into_iter().map(|c| c.key).collect(),
        coded: flat(&goods.known_game.coded, none),
        known_game: goods.known_game,
        face,
    }
}

fn flat<T>(words: &[String], value: impl Fn(&String) -> T) -> Matcher<T> {
    Matcher::new(words.iter().map(|word| (word.clone(), value(word))))
}

fn pairs(groups: &Groups) -> impl Iterator<Item = (String, String)> + '_ {
    groups.iter().flat_map(|(name, words)| words.iter().map(|w| (w.clone(), name.clone())))
}

/// Each word with its platform; `None` for all at once, an empty name for none.
fn platforms(groups: &[&Groups], any: &List, none: &List) -> Matcher<Option<String>> {
    let one = groups.iter().flat_map(|g| pairs(g)).map(|(word, name)| (word, Some(name)));
    let any = any.words.iter().map(|word| (word.clone(), None));
    let none = none.words.iter().map(|word| (word.clone(), Some(String::new())));
    Matcher::new(one.chain(any).chain(none))
}

/// A word may speak for several kinds of goods.
fn goods_matcher(categories: &[GoodsEntry]) -> Matcher<Vec<(usize, u32)>> {
    let mut words: HashMap<&str, Vec<(usize, u32)>> = HashMap::new();
    for (index, category) in categories.iter().enumerate() {
        for points in &category.points {
            for word in &points.words {
                words.entry(word).or_default().push((index, points.value));
            }
        }
    }
    Matcher::new(words.into_iter().map(|(word, points)| (word.to_owned(), points)))
}

fn colon_names(games: &[Game]) -> Vec<String> {
    let names = games.iter().flat_map(|game| game.aliases.iter().chain([&game.name]));
    let lead = |name: &String| Some(name.split_once([':', '\u{FF1A}'])?.0.to_owned());
    names.filter_map(lead).collect()
}

fn face(words: &FaceWords, places: &Places) -> Face {
    let any = |lists: &[&[String]]| {
        let mut all: Vec<&String> = lists.iter().flat_map(|list| list.iter()).collect();
        // An alternation takes its first fit, so the longest come first.
        all.sort_by_key(|word| std::cmp::Reverse(word.len()));
        all.iter().map(|word| regex::escape(word)).collect::<Vec<_>>().join("|")
    };
    let between = any(&[&words.between, &places.provinces, &places.cities]);
    let gap = format!(r"(?:(?:{between})[ \])】(]?){{0,5}}?");
    let (nouns, tight, loose) = (any(&[&words.words]), any(&[&words.tight]), any(&[&words.loose]));
    let mut before = words.before.clone();
    before.sort_by_key(|word| std::cmp::Reverse(word.len()));
    Face {
        after: pattern(&format!(r"^(?:[ \])】(]?{gap}(?:{nouns})|(?:{tight}))")),
        after_loose: pattern(&format!(r"^[ \])】]?{gap}(?:{loose})")),
        before,
        denominations: words.denominations.clone(),
        categories: words.categories.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_is_read_and_a_latin_word_stands_alone() {
        let hits: Vec<_> = WORDS.games.find("CFO买的CF点券").map(|(r, g)| (r, g.clone())).collect();
        assert_eq!(hits.len(), 1, "CF within CFO is no game: {hits:?}");
        assert_eq!(hits[0].1, "穿越火线");
    }

    #[test]
    fn a_label_stands_under_one_role() {
        let labels: HashMap<Role, Vec<String>> = parse(data!("labels.toml"));
        let mut seen: HashMap<String, Role> = HashMap::new();
        for (role, words) in labels {
            for word in words {
                let other = seen.insert(word.to_lowercase(), role);
                assert_eq!(other, None, "{word} stands under {role:?} and {other:?}");
            }
        }
    }
}
