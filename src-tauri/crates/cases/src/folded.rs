//! Texts in which nothing but their words differs.

use std::ops::Range;

use model::{half_width, is_unseen};

/// A text as patterns see it, with the way back to the text itself.
///
/// Full-width signs and letters are plain, letters are small, and blanks and unseen signs are
/// gone but between two words of Latin letters or digits. An English sentence ends in the same
/// sign as a Chinese one.
pub(crate) struct Folded {
    text: String,
    /// For each character, where it begins here, and where it stands in the source.
    places: Vec<(usize, Range<usize>)>,
}

impl Folded {
    pub(crate) fn of(source: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(source.len()), places: Vec::new() };
        let mut blank = None;
        for (at, character) in source.char_indices() {
            let after = &source[at + character.len_utf8()..];
            let place = at..at + character.len_utf8();
            if character == '.' && ends_a_sentence(after) {
                folded.push('。', place);
            } else if character == '\n' {
                folded.push('\n', place);
            } else if character.is_whitespace() || is_unseen(character) {
                if character.is_whitespace() && blank.is_none() {
                    blank = Some(place);
                }
                continue;
            } else {
                let plain = half_width(character);
                let between_words = folded.text.ends_with(|c: char| c.is_ascii_alphanumeric())
                    && plain.is_ascii_alphanumeric();
                if let Some(blank) = blank.take().filter(|_| between_words) {
                    folded.push(' ', blank);
                }
                for small in plain.to_lowercase() {
                    folded.push(small, place.clone());
                }
            }
            blank = None;
        }
        folded
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Where `here` stands in the source.
    pub(crate) fn source(&self, here: &Range<usize>) -> Range<u32> {
        let first = self.places.partition_point(|(begin, _)| *begin < here.start);
        let last = self.places.partition_point(|(begin, _)| *begin < here.end);
        let start = self.places.get(first).map_or(0, |(_, place)| place.start);
        let end = self.places[..last].last().map_or(start, |(_, place)| place.end);
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        narrow(start)..narrow(end)
    }

    fn push(&mut self, character: char, place: Range<usize>) {
        self.places.push((self.text.len(), place));
        self.text.push(character);
    }
}

/// A new sentence begins with a capital; `art. 55` and `3.5` go on.
fn ends_a_sentence(after: &str) -> bool {
    let next = after.trim_start();
    next.is_empty() || (next.len() < after.len() && next.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_and_blanks_make_no_difference() {
        for (source, text) in [
            ("第 20 号 令", "第20号令"),
            ("\u{FF14}\u{FF15}\u{200B} 个工作日（\u{FF21}）", "45个工作日(a)"),
            ("The  E-Commerce Law", "the e-commerce law"),
            ("See art. 55. The seller pays.", "see art.55。the seller pays。"),
            ("一行\n 二行", "一行\n二行"),
            ("验\u{180E}证\u{61C}码", "验证码"),
        ] {
            assert_eq!(Folded::of(source).text(), text);
        }
    }

    #[test]
    fn the_way_back_ends_on_characters() {
        let source = "按 \u{FF12}\u{FF10} 号令办";
        let folded = Folded::of(source);
        let at = folded.text().find("20号令").unwrap();
        let range = folded.source(&(at..at + "20号令".len()));
        let words = &source[range.start as usize..range.end as usize];
        assert_eq!(words, "\u{FF12}\u{FF10} 号令");
    }
}
