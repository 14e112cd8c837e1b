//! Which of many texts lie one slip away from another, without comparing with all of them.
//!
//! Two texts at optimal string alignment distance 1 have a key in common: the text itself, or
//! the text without one of its characters. A substitution or a swap of neighbours leaves the
//! same rest on both sides; an omission leaves the shorter text. What shares a key may still
//! lie two slips away, so the caller compares what is found.

use crate::diff::LONGEST;

/// The keys of numbered texts, eight bytes each; a text of n characters has at most n + 1.
#[derive(Debug, Clone, Default)]
pub(super) struct Nearby {
    /// The hash of a key in the upper half, the number of its text in the lower, ascending.
    keys: Vec<u64>,
}

impl Nearby {
    /// Numbers `texts` from 0.
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut keys = Vec::new();
        let mut characters = Vec::new();
        for (nth, text) in (0_u64..).zip(texts) {
            // Beyond that length only equal values are told apart, and those by their own key.
            spell(text, &mut characters);
            keys.push(upper(hash(&characters, None)) | nth);
            keys.extend(shorter(&characters).map(|key| upper(key) | nth));
        }
        keys.sort_unstable();
        keys.dedup();
        keys.shrink_to_fit();
        Self { keys }
    }

    /// The numbers of the texts that may be `text` or lie one slip away, ascending.
    pub(super) fn candidates(&self, text: &str) -> Vec<u32> {
        let mut characters = Vec::new();
        spell(text, &mut characters);
        let mut found: Vec<u32> = self.with_key(hash(&characters, None)).collect();
        for key in shorter(&characters) {
            found.extend(self.with_key(key));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The numbers of the texts that may be `text`, ascending.
    pub(super) fn equals(&self, text: &str) -> impl Iterator<Item = u32> {
        let mut characters = Vec::new();
        spell(text, &mut characters);
        self.with_key(hash(&characters, None))
    }

    fn with_key(&self, key: u32) -> impl Iterator<Item = u32> {
        let start = self.keys.partition_point(|entry| *entry < upper(key));
        let same = self.keys[start..].iter().take_while(move |entry| *entry >> 32 == key.into());
        #[expect(clippy::cast_possible_truncation, reason = "the number is the lower half")]
        same.map(|entry| *entry as u32)
    }
}

fn upper(key: u32) -> u64 {
    u64::from(key) << 32
}

fn spell(text: &str, characters: &mut Vec<char>) {
    characters.clear();
    characters.extend(text.chars());
}

/// The keys of `characters` without one of them. Within a run it is the same whichever goes.
fn shorter(characters: &[char]) -> impl Iterator<Item = u32> {
    let length = if characters.len() > LONGEST { 0 } else { characters.len() };
    let first_of_run = |at: &usize| *at == 0 || characters[*at] != characters[*at - 1];
    (0..length).filter(first_of_run).map(|at| hash(characters, Some(at)))
}

/// FNV-1a over the characters but the one `without`, its halves mixed. Equal on every machine,
/// and a key that two texts share by chance costs one comparison.
fn hash(characters: &[char], without: Option<usize>) -> u32 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for (at, character) in characters.iter().enumerate() {
        if Some(at) != without {
            hash = (hash ^ u64::from(u32::from(*character))).wrapping_mul(0x0100_0000_01B3);
        }
    }
    hash = (hash ^ (hash >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    u32::try_from(hash >> 32).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diff::difference;

    fn near(texts: &[&str], text: &str) -> Vec<u32> {
        let near = |nth: &u32| difference(texts[*nth as usize], text).distance <= 1;
        Nearby::of(texts.iter().copied()).candidates(text).into_iter().filter(near).collect()
    }

    #[test]
    fn every_sort_of_slip_is_found() {
        let texts = ["18612340000", "1861234000", "18612430000", "186123440000", "28612340000"];
        assert_eq!(near(&texts, "18612340000"), [0, 1, 2, 3, 4]);
        assert_eq!(near(&["ab", "ba", "a", ""], "ab"), [0, 1, 2], "the empty text is two away");
        assert_eq!(near(&["", "a", "ab"], ""), [0, 1]);
    }

    #[test]
    fn values_beyond_any_identifier_are_found_only_as_themselves() {
        let long = "7".repeat(LONGEST + 1);
        let longer = format!("{long}7");
        let nearby = Nearby::of([long.as_str(), longer.as_str()].into_iter());
        assert_eq!(nearby.candidates(&long), [0]);
        assert_eq!(nearby.equals(&longer).collect::<Vec<_>>(), [1]);
    }

    proptest! {
        #[test]
        fn no_text_at_distance_one_is_missed(
            texts in proptest::collection::vec("[0-2a\u{4E2D}]{0,7}", 1..40),
            text in "[0-2a\u{4E2D}]{0,7}",
        ) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let walked: Vec<u32> = (0..)
                .zip(&texts)
                .filter(|(_, other)| difference(other, &text).distance <= 1)
                .map(|(nth, _)| nth)
                .collect();
            prop_assert_eq!(near(&texts, &text), walked);
        }
    }
}
