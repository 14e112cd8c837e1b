//! What short words in cells mean.

use std::sync::LazyLock;

use model::Arrival;
use serde::{Deserialize, Serialize};
use specta::Type;

/// Which way the money went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Paid for something.
    Out,
    In,
    /// Between accounts of one's own, a refund: no purchase.
    Neither,
}

/// Words that say nothing that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown words")]
pub struct UnknownWord;

/// What a column of income and spending says; `None` for a blank or other words.
pub fn read_direction(text: &str) -> Option<Direction> {
    let said = plain(text);
    let holds = |words: &[String]| words.iter().any(|word| plain(word) == said);
    [
        (&WORDS.direction.neither, Direction::Neither),
        (&WORDS.direction.income, Direction::In),
        (&WORDS.direction.out, Direction::Out),
    ]
    .into_iter()
    .find_map(|(words, direction)| holds(words).then_some(direction))
}

/// What a column of arrivals says; `Ok(None)` for a blank.
pub fn read_arrival(text: &str) -> Result<Option<Arrival>, UnknownWord> {
    let said = plain(text);
    if said.is_empty() || said.chars().all(|c| matches!(c, '-' | '/' | '\u{2014}')) {
        return Ok(None);
    }
    let holds = |words: &[String]| words.iter().any(|word| plain(word) == said);
    let arrival = &WORDS.arrival;
    let kinds = [
        (&arrival.nothing, Arrival::Nothing),
        (&arrival.partly, Arrival::Partly),
        (&arrival.wrong, Arrival::Wrong),
        (&arrival.whole, Arrival::Whole),
    ];
    kinds.into_iter().find(|(words, _)| holds(words)).map(|(_, kind)| Some(kind)).ok_or(UnknownWord)
}

/// The tags of a cell.
pub fn read_tags(text: &str) -> Vec<String> {
    let parts = text.split([',', ';', '\u{FF0C}', '\u{FF1B}', '、', '|', '\n']);
    let mut tags: Vec<String> = Vec::new();
    for tag in parts.map(|part| part.trim().trim_start_matches('#')) {
        if !tag.is_empty() && !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

/// Without white space, and in lower case.
pub(crate) fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("../data/words.toml")).unwrap_or_default());

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    direction: Directions,
    arrival: Arrivals,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Directions {
    out: Vec<String>,
    income: Vec<String>,
    neither: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Arrivals {
    whole: Vec<String>,
    partly: Vec<String>,
    wrong: Vec<String>,
    nothing: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_there_and_mean_what_they_say() {
        assert_eq!(read_direction(" 支出 "), Some(Direction::Out));
        assert_eq!(read_direction("收入"), Some(Direction::In));
        assert_eq!(read_direction("不计收支"), Some(Direction::Neither));
        assert_eq!(read_direction("/"), Some(Direction::Neither));
        assert_eq!(read_direction(""), None);
        assert_eq!(read_arrival("未到账"), Ok(Some(Arrival::Nothing)));
        assert_eq!(read_arrival("已到账"), Ok(Some(Arrival::Whole)));
        assert_eq!(read_arrival("Yes"), Ok(Some(Arrival::Whole)));
        assert_eq!(read_arrival("-"), Ok(None));
        assert_eq!(read_arrival("大概吧"), Err(UnknownWord));
        assert_eq!(read_tags("话费，#家里;话费"), ["话费", "家里"]);
    }
}
