//! How the usual mistakes are recognised.

use std::{collections::BTreeMap, ops::Range, sync::LazyLock};

use serde::Deserialize;

use super::{LintKind, Setting};
use crate::{
    Problem,
    signs::{Reach, Signs},
};

/// All that is looked for, compiled once.
#[derive(Default)]
pub(super) struct Mistakes {
    pub(super) elements: BTreeMap<LintKind, Vec<String>>,
    usual: Vec<Mistake>,
    demand: Signs,
    vague_demand: Signs,
    fact: Signs,
    time_limit: Signs,
    treble: Signs,
}

struct Mistake {
    kind: LintKind,
    signs: Signs,
    /// A sentence that has one of these says enough.
    spared_by: Signs,
}

impl Mistakes {
    /// The data is part of the program and its form is held by a test, so what cannot be
    /// read is a defect of the build: nothing is looked for here, and it is named there.
    pub(super) fn builtin() -> &'static Self {
        static MISTAKES: LazyLock<Mistakes> = LazyLock::new(|| {
            toml::from_str::<File>(DATA)
                .ok()
                .and_then(|file| file.mistakes().ok())
                .unwrap_or_default()
        });
        &MISTAKES
    }

    /// The mistakes of a folded text.
    pub(super) fn places(&self, text: &str) -> Vec<(LintKind, Range<usize>)> {
        let of = |mistake: &Mistake| {
            let kind = mistake.kind;
            let all = mistake.signs.places(text).into_iter();
            let unspared =
                all.filter(|place| !mistake.spared_by.is_in(&text[sentence(text, place)]));
            unspared.map(|place| (kind, place)).collect::<Vec<_>>()
        };
        self.usual.iter().flat_map(of).collect()
    }

    /// Where the text first asks for something definite.
    pub(super) fn demand(&self, text: &str) -> Option<Range<usize>> {
        self.demand.first_place(text)
    }

    pub(super) fn vague_demands(&self, text: &str) -> Vec<Range<usize>> {
        self.vague_demand.places(text)
    }

    /// Where the text first says what it is about.
    pub(super) fn fact(&self, text: &str) -> Option<Range<usize>> {
        self.fact.first_place(text)
    }

    pub(super) fn has_time_limit(&self, text: &str) -> bool {
        self.time_limit.is_in(text)
    }

    /// Three times the price is for fraud; it may be asked for where fraud may be the matter.
    pub(super) fn is_lawful(&self, words: &str, setting: &Setting<'_>) -> bool {
        matches!(setting.problem, Some(Problem::NotAsDescribed | Problem::Fraud))
            && self.treble.is_in(words)
    }
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
    fn mistakes(self) -> Result<Mistakes, regex::Error> {
        let plain = |patterns: &[String]| Signs::parse(patterns, [], Reach::Near);
        let mistake = |entry: &Entry| {
            Ok(Mistake {
                kind: entry.kind,
                signs: Signs::parse(&entry.patterns, &entry.unless, Reach::Near)?,
                spared_by: plain(&entry.spared_by)?,
            })
        };
        Ok(Mistakes {
            demand: plain(&self.sound.demand)?,
            vague_demand: plain(&self.sound.vague_demand)?,
            fact: plain(&self.sound.fact)?,
            time_limit: plain(&self.sound.time_limit)?,
            treble: plain(&self.sound.treble)?,
            usual: self.mistake.iter().map(mistake).collect::<Result<_, _>>()?,
            elements: self.elements,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_is_one() {
        let file: File = toml::from_str(DATA).unwrap();
        let Mistakes { usual, demand, vague_demand, fact, time_limit, treble, .. } =
            file.mistakes().unwrap_or_else(|e| panic!("{e}"));
        for signs in [&demand, &vague_demand, &fact, &time_limit, &treble] {
            assert!(!signs.find_anything(), "{signs:?}");
        }
        for Mistake { kind, signs, spared_by } in &usual {
            assert!(!signs.find_anything() && !spared_by.is_in(""), "{kind:?}");
        }
    }
}
