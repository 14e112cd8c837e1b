//! How the usual mistakes are recognised.

use std::{collections::BTreeMap, ops::Range, sync::LazyLock};

use regex::Regex;
use serde::Deserialize;

use super::{LintKind, Setting};
use crate::Problem;

/// All that is looked for, compiled once.
#[derive(Default)]
pub(super) struct Signs {
    pub(super) elements: BTreeMap<LintKind, Vec<String>>,
    mistakes: Vec<Mistake>,
    demand: Vec<Regex>,
    vague_demand: Vec<Regex>,
    fact: Vec<Regex>,
    time_limit: Vec<Regex>,
    treble: Vec<Regex>,
}

struct Mistake {
    kind: LintKind,
    patterns: Vec<Regex>,
    unless: Vec<Regex>,
    /// A sentence that has one of these says enough.
    spared_by: Vec<Regex>,
}

impl Signs {
    /// The data is part of the program and its form is held by a test, so a pattern that cannot
    /// be read is a defect of the build: it is left out here and named there.
    pub(super) fn builtin() -> &'static Self {
        static SIGNS: LazyLock<Signs> =
            LazyLock::new(|| toml::from_str::<File>(DATA).map(File::signs).unwrap_or_default());
        &SIGNS
    }

    /// The mistakes of a folded text; of those of a kind that overlap, the first and longest.
    pub(super) fn places(&self, text: &str) -> Vec<(LintKind, Range<usize>)> {
        let mut found: Vec<(LintKind, Range<usize>)> = Vec::new();
        for mistake in &self.mistakes {
            let all = mistake.patterns.iter().flat_map(|pattern| pattern.find_iter(text));
            for place in all.map(|place| place.range()) {
                if !mistake.spares(text, &place) {
                    found.push((mistake.kind, place));
                }
            }
        }
        found.sort_by_key(|(kind, place)| (*kind, place.start, std::cmp::Reverse(place.end)));
        found.dedup_by(|next, kept| next.0 == kept.0 && next.1.start < kept.1.end);
        found
    }

    /// Where the text first asks for something definite.
    pub(super) fn demand(&self, text: &str) -> Option<Range<usize>> {
        first(&self.demand, text)
    }

    pub(super) fn vague_demands<'a>(
        &'a self,
        text: &'a str,
    ) -> impl Iterator<Item = Range<usize>> + 'a {
        let all = self.vague_demand.iter().flat_map(|pattern| pattern.find_iter(text));
        all.map(|found| found.range())
    }

    /// Where the text first says what it is about.
    pub(super) fn fact(&self, text: &str) -> Option<Range<usize>> {
        first(&self.fact, text)
    }

    pub(super) fn has_time_limit(&self, text: &str) -> bool {
        self.time_limit.iter().any(|pattern| pattern.is_match(text))
    }

    /// Three times the price is for fraud; it may be asked for where fraud may be the matter.
    pub(super) fn is_lawful(&self, words: &str, setting: &Setting<'_>) -> bool {
        matches!(setting.problem, Some(Problem::NotAsDescribed | Problem::Fraud))
            && self.treble.iter().any(|pattern| pattern.is_match(words))
    }
}

impl Mistake {
    fn spares(&self, text: &str, place: &Range<usize>) -> bool {
        let meets =
            |right: regex::Match<'_>| right.start() < place.end && place.start < right.end();
        let sentence = &text[sentence(text, place)];
        self.unless.iter().any(|unless| unless.find_iter(text).any(meets))
            || self.spared_by.iter().any(|enough| enough.is_match(sentence))
    }
}

fn first(patterns: &[Regex], text: &str) -> Option<Range<usize>> {
    let all = patterns.iter().filter_map(|pattern| pattern.find(text));
    all.map(|found| found.range()).min_by_key(|place| place.start)
}

/// The sentence around a place.
pub(super) fn sentence(text: &str, place: &Range<usize>) -> Range<usize> {
    let ends = ['。', '!', '?', '\n'];
    let end_of = |at: usize| at + text[at..].chars().next().map_or(0, char::len_utf8);
    let start = text[..place.start].rfind(ends).map_or(0, end_of);
    let end = text[place.end..].find(ends).map_or(text.len(), |at| place.end + at);
    start..end
}

const DATA: &str = include_str!("../../../data/letters/lint.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    elements: BTreeMap<LintKind, Vec<String>>,
    sound: Sound,
    mistake: Vec<Entry>,
}

/// What a sound letter has, and what is not always a mistake.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sound {
    demand: Vec<String>,
    vague_demand: Vec<String>,
    fact: Vec<String>,
    time_limit: Vec<String>,
    treble: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    kind: LintKind,
    patterns: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    spared_by: Vec<String>,
}

impl File {
    fn signs(self) -> Signs {
        let mistake = |entry: Entry| Mistake {
            kind: entry.kind,
            patterns: compiled(&entry.patterns),
            unless: compiled(&entry.unless),
            spared_by: compiled(&entry.spared_by),
        };
        Signs {
            elements: self.elements,
            demand: compiled(&self.sound.demand),
            vague_demand: compiled(&self.sound.vague_demand),
            fact: compiled(&self.sound.fact),
            time_limit: compiled(&self.sound.time_limit),
            treble: compiled(&self.sound.treble),
            mistakes: self.mistake.into_iter().map(mistake).collect(),
        }
    }
}

fn compiled(patterns: &[String]) -> Vec<Regex> {
    patterns.iter().filter_map(|pattern| written_out(pattern).ok()).collect()
}

/// An ellipsis in a pattern stands for some words of the same sentence.
fn written_out(pattern: &str) -> Result<Regex, regex::Error> {
    Regex::new(&pattern.replace('…', r"[^。!?\n]{0,16}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_is_one() {
        let file: File = toml::from_str(DATA).unwrap();
        let mistakes = file
            .mistake
            .iter()
            .flat_map(|entry| entry.patterns.iter().chain(&entry.unless).chain(&entry.spared_by));
        let all = mistakes
            .chain(&file.sound.demand)
            .chain(&file.sound.vague_demand)
            .chain(&file.sound.fact)
            .chain(&file.sound.time_limit)
            .chain(&file.sound.treble);
        for pattern in all {
            let pattern = written_out(pattern).unwrap_or_else(|e| panic!("{e}"));
            assert!(!pattern.is_match(""), "{pattern} is found anywhere");
        }
    }
}
