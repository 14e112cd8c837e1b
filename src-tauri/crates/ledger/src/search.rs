//! Text search by single characters and pairs of them, so that any fragment of a Chinese word
//! or a number is found; SQLite's trigrams find nothing below three characters. Chinese is
//! found by its sound, too.
//!
//! The terms of an order, as the index holds them:
//!
//! | term | for | in |
//! |---|---|---|
//! | `费` | every character, once | any order |
//! | `话费` | every pair, in sequence, so that longer fragments are phrases of pairs | sequence |
//! | `_h` `_hf` `_hfc` | the first letters of one, two and three characters, once | any order |
//! | `~hua` | every syllable, once | any order |

use crate::pinyin;

/// Grows with every change to what the index holds, so that older ones are made anew.
pub(crate) const EDITION: i64 = 1;

/// Stands between runs in the index, so that no pair is found across a gap. It cannot be part
/// of a query because it is neither alphanumeric nor one of the marks of sounds.
const GAP: &str = "\u{B7}";

/// What the index holds of `sounded` texts, which are found by their sound, and of others.
pub(crate) fn terms<'a>(
    sounded: impl IntoIterator<Item = &'a str>,
    others: impl IntoIterator<Item = &'a str>,
) -> String {
    let (mut once, mut pairs) = (Once::default(), String::new());
    for text in sounded {
        for run in runs(text) {
            add_grams(&run, &mut once, &mut pairs);
            add_sounds(&run, &mut once);
        }
    }
    for run in others.into_iter().flat_map(runs) {
        add_grams(&run, &mut once, &mut pairs);
    }
    let mut terms = once.joined();
    // The gap keeps the last of them from being in sequence with the first pair.
    terms.push(' ');
    terms.push_str(GAP);
    terms.push_str(&pairs);
    terms
}

/// Terms of at most sixteen bytes, each as a number whose order is that of the bytes: saving an
/// order makes a hundred of them, and a string for each took a tenth of the saving.
#[derive(Debug, Default)]
struct Once(Vec<u128>);

impl Once {
    fn insert(&mut self, parts: &[&[u8]]) {
        let mut term = [0; 16];
        let bytes = parts.iter().copied().flatten();
        term.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
        self.0.push(u128::from_be_bytes(term));
    }

    /// Each of them once, in order.
    fn joined(mut self) -> String {
        self.0.sort_unstable();
        self.0.dedup();
        let mut joined = Vec::with_capacity(self.0.len() * 5);
        for (at, term) in self.0.into_iter().enumerate() {
            if at > 0 {
                joined.push(b' ');
            }
            joined.extend(term.to_be_bytes().into_iter().take_while(|byte| *byte != 0));
        }
        String::from_utf8(joined).unwrap_or_default()
    }
}

/// The MATCH expression that finds `text`: every run of it must occur somewhere. `None` when it
/// holds nothing that could be found, such as punctuation alone.
pub(crate) fn expression(text: &str) -> Option<String> {
    let mut terms = Vec::new();
    let text = text.char_indices().nth(TYPED).map_or(text, |(end, _)| &text[..end]);
    for run in runs(text) {
        for part in split_by_script(&run) {
            terms.push(literal_or_sound(part));
        }
    }
    terms.truncate(PARTS);
    (!terms.is_empty()).then(|| terms.join(" AND "))
}

/// Characters and words: more than anybody types. A whole page pasted here is cut.
const TYPED: usize = 256;
const PARTS: usize = 32;

fn literal_or_sound(part: &[char]) -> String {
    let literal = literal(part);
    if !part.iter().any(char::is_ascii_alphabetic) {
        return literal;
    }
    // `hf100` is also 话费 and 100.
    let pieces: Vec<String> = part
        .chunk_by(|a, b| a.is_ascii_alphabetic() == b.is_ascii_alphabetic())
        .map(|piece| match piece.first() {
            Some(first) if first.is_ascii_alphabetic() => sound(&piece.iter().collect::<String>()),
            _ => self::literal(piece),
        })
        .collect();
    format!("({literal} OR ({}))", pieces.join(" AND "))
}

/// A phrase of pairs, each of which begins one character after the one before.
fn literal(part: &[char]) -> String {
    format!("\"{}\"", grams(part, if part.len() == 1 { 1 } else { 2 }).join(" "))
}

/// Chinese whose first letters are these, or whose syllables are.
fn sound(letters: &str) -> String {
    let mut ways = vec![initials(letters)];
    for way in pinyin::syllables(letters) {
        let mut all: Vec<String> = way
            .iter()
            .filter(|syllable| pinyin::is_whole(syllable))
            .map(|syllable| format!("\"~{syllable}\""))
            .collect();
        if way.len() > 1 {
            // The syllables may stand anywhere; that they follow one another is in the letters.
            let first: String = way.iter().filter_map(|syllable| syllable.chars().next()).collect();
            all.push(initials(&first));
        }
        ways.push(all.join(" AND "));
    }
    ways.retain(|way| !way.is_empty());
    format!("({})", ways.iter().map(|way| format!("({way})")).collect::<Vec<_>>().join(" OR "))
}

fn initials(letters: &str) -> String {
    let letters: Vec<char> = letters.chars().collect();
    let size = letters.len().min(3);
    let terms = grams(&letters, size).into_iter().map(|gram| format!("\"_{gram}\""));
    terms.collect::<Vec<_>>().join(" AND ")
}

fn add_grams(run: &[char], once: &mut Once, pairs: &mut String) {
    for character in run {
        once.insert(&[character.encode_utf8(&mut [0; 4]).as_bytes()]);
    }
    for pair in run.windows(2) {
        pairs.push(' ');
        pairs.extend(pair);
    }
    pairs.push(' ');
    pairs.push_str(GAP);
}

fn add_sounds(run: &[char], once: &mut Once) {
    for stretch in run.chunk_by(|a, b| a.is_ascii() == b.is_ascii()) {
        // The first letters that may stand at each place, and those that may stand before.
        let (mut before_last, mut last): (Vec<u8>, Vec<u8>) = (Vec::new(), Vec::new());
        for &character in stretch {
            let readings = pinyin::readings(character);
            let mut letters: Vec<u8> = readings.iter().filter_map(|r| r.bytes().next()).collect();
            letters.retain(u8::is_ascii_lowercase);
            letters.dedup();
            for reading in &readings {
                once.insert(&[b"~", reading.as_bytes()]);
            }
            for &third in &letters {
                once.insert(&[&[b'_', third]]);
                for &second in &last {
                    once.insert(&[&[b'_', second, third]]);
                    for &first in &before_last {
                        once.insert(&[&[b'_', first, second, third]]);
                    }
                }
            }
            before_last = std::mem::replace(&mut last, letters);
        }
    }
}

/// Stretches of letters and digits, in lower case and half width. Both the index and the query
/// are folded, so nothing that is shown changes.
fn runs(text: &str) -> Vec<Vec<char>> {
    let mut runs = vec![Vec::new()];
    for character in text.chars().map(half_width).flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            if let Some(run) = runs.last_mut() {
                run.push(character);
            }
        } else if runs.last().is_some_and(|run| !run.is_empty()) {
            runs.push(Vec::new());
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// Someone who types 原神648 means both words, wherever each stands.
fn split_by_script(run: &[char]) -> Vec<&[char]> {
    run.chunk_by(|a, b| a.is_ascii() == b.is_ascii()).collect()
}

fn grams(run: &[char], size: usize) -> Vec<String> {
    run.windows(size).map(|window| window.iter().collect()).collect()
}

fn half_width(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_only_ever_letters_and_digits_between_quotes() {
        assert_eq!(expression("话费").as_deref(), Some("\"话费\""));
        assert_eq!(expression("费").as_deref(), Some("\"费\""));
        assert_eq!(
            expression("原神648").as_deref(),
            Some("\"原神\" AND \"64 48\""),
            "scripts are split"
        );
        assert_eq!(
            expression("a\" OR 2:*").as_deref(),
            Some(
                "(\"a\" OR (((\"_a\") OR (\"~a\")))) AND (\"or\" OR (((\"_or\") OR (\"~o\" AND \"_or\")))) AND \"2\""
            ),
            "operators are words like any other"
        );
        for nothing in ["", "  ", "\"'*()", "，。！", "_~"] {
            assert_eq!(expression(nothing), None, "{nothing:?}");
        }
    }

    #[test]
    fn letters_are_also_sounds() {
        assert_eq!(expression("hf").as_deref(), Some("(\"hf\" OR (((\"_hf\"))))"));
        let typed = expression("huafei").unwrap();
        assert!(typed.contains("\"~hua\" AND \"~fei\" AND \"_hf\""), "{typed}");
        let mixed = expression("hf100").unwrap();
        assert!(mixed.contains("((\"_hf\")) AND \"10 00\""), "{mixed}");
    }

    #[test]
    fn every_reading_is_in_the_index() {
        let terms = terms(["重庆话费"], ["13912345678"]);
        for term in ["重", "庆话", "_cqh", "_zqh", "_hf", "~zhong", "~chong", "~fei", "39"] {
            assert!(terms.split(' ').any(|held| held == term), "{term} in {terms}");
        }
        assert!(!terms.contains("_qhz"), "{terms}");
    }

    #[test]
    fn terms_stand_once_and_in_the_order_of_their_bytes() {
        let terms = terms(["重庆 zhuang 𠀀a庆", "庄"], ["7"]);
        let once: Vec<&str> = terms.split(GAP).next().unwrap().trim_end().split(' ').collect();
        let sorted: std::collections::BTreeSet<&str> = once.iter().copied().collect();
        assert_eq!(once, sorted.into_iter().collect::<Vec<_>>());
        for term in ["~zhuang", "𠀀", "7", "_cq", "庆"] {
            assert!(once.contains(&term), "{term} in {terms}");
        }
    }

    #[test]
    fn full_width_and_capitals_are_found_by_plain_ones() {
        assert_eq!(expression("\u{FF31}\u{FF31}"), expression("qq"));
    }
}
