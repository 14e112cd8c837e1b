use serde::{Deserialize, Serialize};
use specta::Type;

use super::{LONGEST, place};

/// Whether a value that a page shows in part can be a value known in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum MaskedMatch {
    /// All that is visible agrees; `visible` characters say so.
    Fits { visible: u32 },
    /// What is visible differs, at these places counted in characters from 0.
    Contradicts { masked: Vec<u32>, full: Vec<u32> },
    /// Nothing is visible that could be compared.
    Unknown,
}

/// A character that pages put in place of a hidden one. A lone `x` or `X` may be a character
/// of the value itself (an identity card ends in X), so these count only in twos, and not
/// within a word: linxxia is spelt so.
pub fn is_mask(text: &[char], at: usize) -> bool {
    match text[at] {
        '*' | '\u{FF0A}' | '\u{2022}' | '\u{25CF}' | '\u{2217}' | '\u{00D7}' | '\u{2026}'
        | '\u{25A0}' | '\u{2588}' => true,
        'x' | 'X' => {
            let too = |c: &&char| matches!(c, 'x' | 'X');
            let (before, after) = (text[..at].iter().rev(), text[at + 1..].iter());
            // A longer run is no word whatever stands around it.
            let (left, right) = (before.clone().take(LONGEST_RUN), after.clone().take(LONGEST_RUN));
            let (left, right) = (left.take_while(too).count(), right.take_while(too).count());
            let letter = |c: Option<&char>| c.is_some_and(char::is_ascii_alphabetic);
            left + right > 0
                && (left + right >= LONGEST_RUN
                    || !letter(before.clone().nth(left)) && !letter(after.clone().nth(right)))
        }
        _ => false,
    }
}

/// No word has so many of one letter.
const LONGEST_RUN: usize = 8;

/// Compares `masked` with `full` by what is visible. A run of masks stands for one or more
/// characters, whatever its own length; spaces and hyphens carry no meaning.
///
/// ```
/// use check::diff::{MaskedMatch, masked_match};
/// assert_eq!(masked_match("186****0000", "18612340000"), MaskedMatch::Fits { visible: 7 });
/// assert_eq!(
///     masked_match("186**0001", "18612340000"),
///     MaskedMatch::Contradicts { masked: vec![8], full: vec![10] },
/// );
/// assert_eq!(masked_match("***", "18612340000"), MaskedMatch::Unknown);
/// ```
pub fn masked_match(masked: &str, full: &str) -> MaskedMatch {
    let (shown, value) = (meaningful(masked), meaningful(full));
    if shown.len() > LONGEST || value.len() > LONGEST {
        return MaskedMatch::Unknown;
    }
    let visible = shown.iter().filter(|part| !part.hidden).count();
    if visible == 0 || value.is_empty() {
        return MaskedMatch::Unknown;
    }
    let head = shown.iter().take_while(|part| !part.hidden).count();
    if head == shown.len() {
        return without_mask(&shown, &value);
    }
    let tail = shown.iter().rev().take_while(|part| !part.hidden).count();
    let mut clash = Clash::default();
    for (left, right) in shown[..head].iter().zip(&value) {
        clash.compare(*left, *right);
    }
    for (left, right) in shown.iter().rev().zip(value.iter().rev()).take(tail) {
        clash.compare(*left, *right);
    }
    if clash.is_empty() && !value.iter().any(|part| part.hidden) {
        clash.place_middle(&shown[head..shown.len() - tail], &value, head, tail);
    }
    if !clash.is_empty() {
        return clash.outcome();
    }
    if value.iter().any(|part| part.hidden) {
        // Both are shown in part: agreeing ends do not make them one value.
        return MaskedMatch::Unknown;
    }
    MaskedMatch::Fits { visible: place(visible) }
}

#[derive(Clone, Copy)]
struct Part {
    character: char,
    at: u32,
    hidden: bool,
}

fn meaningful(text: &str) -> Vec<Part> {
    // One more than the longest is enough to see that a text is too long.
    let characters: Vec<char> =
        text.chars().filter(|c| !c.is_whitespace() && *c != '-').take(LONGEST + 1).collect();
    let places = text.chars().enumerate().filter(|(_, c)| !c.is_whitespace() && *c != '-');
    places
        .zip(0..characters.len())
        .map(|((at, character), nth)| Part {
            character,
            at: place(at),
            hidden: is_mask(&characters, nth),
        })
        .collect()
}

fn without_mask(shown: &[Part], value: &[Part]) -> MaskedMatch {
    let text = |parts: &[Part]| parts.iter().map(|part| part.character).collect::<String>();
    let found = super::difference(&text(shown), &text(value));
    if found.distance == 0 {
        return MaskedMatch::Fits { visible: place(shown.len()) };
    }
    let places = |nth: &[u32], parts: &[Part]| {
        nth.iter().filter_map(|n| parts.get(*n as usize)).map(|part| part.at).collect()
    };
    MaskedMatch::Contradicts {
        masked: places(&found.left, shown),
        full: places(&found.right, value),
    }
}

#[derive(Default)]
struct Clash {
    masked: Vec<u32>,
    full: Vec<u32>,
}

impl Clash {
    fn compare(&mut self, left: Part, right: Part) {
        if !right.hidden && left.character != right.character {
            self.masked.push(left.at);
            self.full.push(right.at);
        }
    }

    /// Finds each visible piece between two masks, in order, with at least one character of
    /// the value before it and after it.
    fn place_middle(&mut self, middle: &[Part], value: &[Part], head: usize, tail: usize) {
        let end = value.len().saturating_sub(tail);
        let mut from = head;
        for piece in middle.split(|part| part.hidden).filter(|piece| !piece.is_empty()) {
            let fits = |start: &usize| {
                value[*start..].iter().zip(piece).all(|(v, p)| v.character == p.character)
            };
            let last = end.saturating_sub(piece.len());
            match (from + 1..=last).find(fits) {
                Some(start) => from = start + piece.len(),
                None => self.masked.extend(piece.iter().map(|part| part.at)),
            }
        }
        if self.is_empty() && from >= end {
            // No character is left for the mask to stand for.
            self.masked.extend(middle.iter().filter(|part| part.hidden).map(|part| part.at));
        }
    }

    fn is_empty(&self) -> bool {
        self.masked.is_empty()
    }

    fn outcome(mut self) -> MaskedMatch {
        self.masked.sort_unstable();
        self.masked.dedup();
        self.full.sort_unstable();
        self.full.dedup();
        MaskedMatch::Contradicts { masked: self.masked, full: self.full }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(masked: &str, full: &str) -> bool {
        matches!(masked_match(masked, full), MaskedMatch::Fits { .. })
    }

    #[test]
    fn a_mask_stands_for_any_number_of_characters() {
        for masked in ["186****0000", "186*0000", "186**********0000", "1861234****", "*0000"] {
            assert!(fits(masked, "18612340000"), "{masked} shows nothing that differs");
        }
        assert!(fits("6222 **** **** 0009", "6222021234560009"), "spaces carry no meaning");
        assert!(fits("186XXXX0000", "18612340000"), "x in a run hides");
        assert!(fits("w***g@qq.com", "wangfang@qq.com"));
    }

    #[test]
    fn two_letters_of_a_name_hide_nothing() {
        assert!(!fits("linxxia23@qq.com", "linxia23@qq.com"), "one x too many is a slip");
        assert!(!fits("hexxu_88", "hexu_88"));
        assert!(fits("186xx0000", "18612340000"), "among digits they do");
        assert!(fits("xx@qq.com", "linxia@qq.com"));
        assert!(fits("6222xxxxxxxxxxxx0009", "6222021234560009"));
    }

    #[test]
    fn what_is_visible_decides() {
        assert!(!fits("186****0001", "18612340000"));
        assert!(!fits("187****0000", "18612340000"));
        assert!(!fits("186*2*0000", "18613340000"), "no 2 is left between head and tail");
        assert!(!fits("1861234*0000", "18612340000"), "the mask must stand for something");
    }

    #[test]
    fn a_value_of_an_identity_card_may_end_in_x() {
        assert!(fits("110***********001X", "11010519491231001X"));
        assert!(!fits("110***********001X", "110105194912310012"));
    }

    #[test]
    fn two_masked_values_are_never_called_the_same() {
        assert_eq!(masked_match("186****0000", "186****0000"), MaskedMatch::Unknown);
        assert!(!matches!(masked_match("186****0000", "187****0000"), MaskedMatch::Unknown));
    }
}
