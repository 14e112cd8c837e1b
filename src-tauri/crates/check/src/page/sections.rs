//! The words of `data/reader/sections.toml`: which parts of a page speak of the item.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Sections {
    pub outside: HashSet<String>,
    /// A short heading that ends so is about something else.
    pub outside_endings: Vec<String>,
    pub inside: HashSet<String>,
    pub footer: Vec<String>,
    pub advertisement: Vec<String>,
    pub menu: HashSet<String>,
    pub chosen_marks: Vec<String>,
    pub open_marks: Vec<String>,
    pub negation: Vec<String>,
}

/// What lines begin with, by its first character.
pub(super) struct Leads(HashMap<char, Vec<String>>);

impl Leads {
    pub(super) fn of(words: &[String]) -> Self {
        let mut sorted: HashMap<char, Vec<String>> = HashMap::new();
        for word in words {
            if let Some(first) = word.chars().next() {
                sorted.entry(first).or_default().push(word.clone());
            }
        }
        Self(sorted)
    }

    pub(super) fn begin(&self, line: &str) -> bool {
        let leads = line.chars().next().and_then(|first| self.0.get(&first));
        leads.is_some_and(|leads| leads.iter().any(|lead| line.starts_with(lead.as_str())))
    }
}
