//! A page laid out for reading, and the candidates that are noted on it.

use std::ops::Range;

use model::{Fen, Field};

use super::Value;
use super::choice::is_open_list;
use super::lines::{Text, lines};
use super::pairs::{Pair, Role, pairs};
use super::scope::{Mask, Subject, claims, subject};

/// What every reader of facts looks at. All places are in the folded text.
pub(super) struct Sheet<'a> {
    pub text: Text<'a>,
    /// The folded text without what is not about the item.
    pub body: String,
    /// The same without the clauses that say what the goods are not.
    pub claims: String,
    pub lines: Vec<Range<usize>>,
    pub pairs: Vec<Pair>,
    /// Options marked as chosen.
    chosen: Vec<Range<usize>>,
    pub title: Option<Range<usize>>,
    pub category: Option<&'static str>,
}

impl<'a> Sheet<'a> {
    pub(super) fn lay_out(text: Text<'a>) -> Self {
        let Subject { body, chosen } = subject(&text.folded);
        let found = pairs(&body, &lines(&body));
        let mut mask = Mask::new(&body);
        for pair in found.iter().filter(|pair| pair.role == Role::Apart) {
            // A table's label stands far above its value.
            mask.blank(pair.label.clone());
            mask.blank(pair.value.clone());
        }
        // All sizes to choose from say of none that it is meant.
        let listed = |pair: &&Pair| {
            matches!(pair.role, Role::Chosen | Role::FaceValue | Role::Length | Role::Edition)
                && is_open_list(&body, &pair.value)
        };
        for pair in found.iter().filter(listed) {
            mask.blank(pair.value.clone());
        }
        let body = mask.finish();
        let states =
            |pair: &Pair| pair.role != Role::Apart && !body[pair.value.clone()].trim().is_empty();
        let pairs = found.into_iter().filter(states).collect();
        let claims = claims(&body);
        let lines = lines(&body);
        Self { text, body, claims, lines, pairs, chosen, title: None, category: None }
    }

    /// Takes a stretch as said of the goods though it stands in a question.
    pub(super) fn claim(&mut self, range: Range<usize>) {
        self.claims.replace_range(range.clone(), &self.body[range]);
    }

    pub(super) fn with_role(&self, role: Role) -> impl Iterator<Item = &Pair> {
        self.pairs.iter().filter(move |pair| pair.role == role)
    }

    /// The pair whose value holds this place.
    pub(super) fn pair_at(&self, at: usize) -> Option<&Pair> {
        let index = self.pairs.partition_point(|pair| pair.value.end <= at);
        self.pairs.get(index).filter(|pair| pair.value.contains(&at))
    }

    /// The line that holds this place.
    pub(super) fn line_at(&self, at: usize) -> Range<usize> {
        let index = self.lines.partition_point(|line| line.end <= at);
        self.lines.get(index).filter(|line| line.start <= at).cloned().unwrap_or(at..at)
    }

    /// The words of the line that holds this place.
    pub(super) fn line_text(&self, at: usize) -> &str {
        &self.body[self.line_at(at)]
    }

    pub(super) fn in_title(&self, at: usize) -> bool {
        self.title.as_ref().is_some_and(|title| title.contains(&at))
    }

    /// Whether this place is in the words that say which option was chosen.
    pub(super) fn in_choice(&self, at: usize) -> bool {
        let marked = self.chosen.partition_point(|range| range.end <= at);
        self.pair_at(at).is_some_and(|pair| pair.role == Role::Chosen)
            || self.chosen.get(marked).is_some_and(|range| range.start <= at)
    }

    pub(super) fn is(&self, categories: &[&str]) -> bool {
        self.category.is_some_and(|category| categories.contains(&category))
    }
}

/// How much a reading is worth; the surest of a field are kept.
pub(super) mod rank {
    /// A label says so.
    pub(in crate::page) const LABELLED: u8 = 90;
    /// The chosen option says so.
    pub(in crate::page) const CHOSEN: u8 = 80;
    /// The goods' name says so.
    pub(in crate::page) const TITLE: u8 = 60;
    /// A sentence names the goods.
    pub(in crate::page) const SPOKEN: u8 = 55;
    /// The wording leaves no doubt, wherever it stands.
    pub(in crate::page) const WORDED: u8 = 50;
    /// It stands somewhere on the page.
    pub(in crate::page) const LOOSE: u8 = 30;
}

/// One possible reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    pub field: Field,
    pub value: Value,
    pub rank: u8,
    pub at: Range<usize>,
}

/// All readings so far. A hostile page has no end of them, so each field keeps a limited number.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    pub list: Vec<Candidate>,
    counts: std::collections::HashMap<Field, usize>,
}

/// The most readings of one field.
const MOST: usize = 200;

impl Candidates {
    pub(super) fn note(&mut self, field: Field, value: Value, rank: u8, at: Range<usize>) {
        let count = self.counts.entry(field).or_default();
        if *count < MOST {
            *count += 1;
            self.list.push(Candidate { field, value, rank, at });
        }
    }

    pub(super) fn text(&mut self, field: Field, value: &str, rank: u8, at: Range<usize>) {
        if !value.is_empty() {
            self.note(field, Value::Text(value.to_owned()), rank, at);
        }
    }

    pub(super) fn money(&mut self, field: Field, value: Fen, rank: u8, at: Range<usize>) {
        self.note(field, Value::Money(value), rank, at);
    }
}
