//! Finding many words at once.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;

/// Many words at once, each with what it stands for. Where several fit, the longest is found.
pub(super) struct Matcher<T> {
    automaton: Option<AhoCorasick>,
    values: Vec<T>,
}

impl<T> Matcher<T> {
    pub(super) fn new(words: impl IntoIterator<Item = (String, T)>) -> Self {
        let (words, values): (Vec<_>, Vec<_>) = words.into_iter().unzip();
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(words)
            .ok();
        Self { automaton, values }
    }

    /// Every place where one of the words stands. Latin words and numbers must stand alone.
    pub(super) fn find<'s, 't: 's>(
        &'s self,
        text: &'t str,
    ) -> impl Iterator<Item = (Range<usize>, &'s T)> + 's {
        self.automaton.iter().flat_map(move |automaton| {
            automaton.find_iter(text).filter_map(move |hit| {
                let range = hit.start()..hit.end();
                let value = self.values.get(hit.pattern().as_usize())?;
                stands_alone(text, &range).then_some((range, value))
            })
        })
    }

    /// The first of them.
    pub(super) fn first(&self, text: &str) -> Option<(Range<usize>, &T)> {
        self.automaton.as_ref()?.find_iter(text).find_map(|hit| {
            let range = hit.start()..hit.end();
            let value = self.values.get(hit.pattern().as_usize())?;
            stands_alone(text, &range).then_some((range, value))
        })
    }

    pub(super) fn any(&self, text: &str) -> bool {
        self.first(text).is_some()
    }
}

/// Whether neither end of a stretch cuts through a Latin word or a number.
pub(super) fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let bytes = text.as_bytes();
    let same = |a: u8, b: u8| {
        (a.is_ascii_alphabetic() && b.is_ascii_alphabetic())
            || (a.is_ascii_digit() && b.is_ascii_digit())
    };
    let cut = |at: usize| at > 0 && at < bytes.len() && same(bytes[at - 1], bytes[at]);
    !cut(range.start) && !cut(range.end)
}

/// Whether a character is a picture that only decorates the text.
pub(super) fn is_pictogram(character: char) -> bool {
    matches!(character, '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

/// A pattern written in this crate.
#[expect(clippy::expect_used, reason = "patterns are constants and data that tests compile")]
pub(super) fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the reader's own patterns are well formed")
}
