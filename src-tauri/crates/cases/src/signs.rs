//! Patterns, and the text as they see it.

use std::ops::Range;

use regex::Regex;

/// What recognises something in a text. Patterns see it in small letters, with plain signs and
/// without blanks, but for one between Latin words; `…` in a pattern stands for up to 24
/// characters of the same sentence.
#[derive(Debug)]
pub(crate) struct Signs {
    patterns: Vec<Regex>,
    /// A place that one of these overlaps is spared.
    unless: Vec<Regex>,
}

impl Signs {
    pub(crate) fn parse<'a>(
        patterns: &[String],
        unless: impl IntoIterator<Item = &'a String>,
    ) -> Result<Self, regex::Error> {
        let compiled = |pattern: &String| Regex::new(&pattern.replace('…', r"[^。!?;\n]{0,24}"));
        Ok(Self {
            patterns: patterns.iter().map(compiled).collect::<Result<_, _>>()?,
            unless: unless.into_iter().map(compiled).collect::<Result<_, _>>()?,
        })
    }

    /// The first place in the text that is recognised, in bytes of the text that was simplified.
    pub(crate) fn first(&self, text: &Simple) -> Option<Range<u32>> {
        let seen = &text.seen;
        let right = self.unless.iter().flat_map(|unless| unless.find_iter(seen));
        let spared = merged(right.map(|found| found.range()).collect());
        let is_spared = |place: &Range<usize>| {
            let next = spared.partition_point(|right| right.end <= place.start);
            spared.get(next).is_some_and(|right| right.start < place.end)
        };
        let places = self.patterns.iter().filter_map(|pattern| {
            let mut all = pattern.find_iter(seen).map(|found| found.range());
            all.find(|place| !is_spared(place))
        });
        places.min_by_key(|place| place.start).map(|place| text.back(&place))
    }

    #[cfg(test)]
    pub(crate) fn find_anything(&self) -> bool {
        self.patterns.is_empty() || self.patterns.iter().any(|pattern| pattern.is_match(""))
    }
}

/// A text as [`Signs`] see it.
#[derive(Debug)]
pub(crate) struct Simple {
    seen: String,
    /// Of each byte of `seen`, which bytes of the source its character came from.
    from: Vec<Range<u32>>,
}

impl Simple {
    pub(crate) fn of(source: &str) -> Self {
        let mut simple = Self { seen: String::with_capacity(source.len()), from: Vec::new() };
        let mut gap = None;
        for (at, character) in source.char_indices() {
            let place = narrow(at)..narrow(at + character.len_utf8());
            if character != '\n' && (character.is_whitespace() || unseen(character)) {
                gap = gap.or(character.is_whitespace().then_some(place));
                continue;
            }
            let plain = plain(character);
            let latin = plain.is_ascii_alphanumeric()
                && simple.seen.ends_with(|before: char| before.is_ascii_alphanumeric());
            if let Some(place) = gap.take().filter(|_| latin) {
                simple.push(' ', &place);
            }
            plain.to_lowercase().for_each(|small| simple.push(small, &place));
        }
        simple
    }

    fn push(&mut self, character: char, place: &Range<u32>) {
        self.seen.push(character);
        self.from.resize(self.seen.len(), place.clone());
    }

    fn back(&self, here: &Range<usize>) -> Range<u32> {
        let places = self.from.get(here.clone()).unwrap_or_default();
        let start = places.first().map_or(0, |place| place.start);
        start..places.last().map_or(start, |place| place.end)
    }
}

/// In their order, those that meet as one.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    ranges.dedup_by(|next, last| {
        let meet = next.start < last.end;
        if meet {
            last.end = last.end.max(next.end);
        }
        meet
    });
    ranges
}

fn plain(character: char) -> char {
    let code = u32::from(character);
    let shifted = (0xFF01..=0xFF5E).contains(&code).then(|| char::from_u32(code - 0xFEE0));
    shifted.flatten().unwrap_or(character)
}

fn unseen(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(pattern: &str, unless: &str) -> Signs {
        Signs::parse(&[pattern.to_owned()], &[unless.to_owned()]).unwrap()
    }

    #[test]
    fn width_case_and_blanks_make_no_difference_and_the_place_is_that_of_the_source() {
        let source = "请 打开\u{200B} \u{FF21}ny Desk\u{FF01}";
        let found = signs("打开any desk", "不会").first(&Simple::of(source)).unwrap();
        let words = &source[found.start as usize..found.end as usize];
        assert_eq!(words, "打开\u{200B} \u{FF21}ny Desk");
    }

    #[test]
    fn what_is_spared_is_not_found_and_a_later_place_is() {
        let signs = signs("验证码", "(?:不要|勿)[^,。]{0,6}");
        assert!(signs.first(&Simple::of("不要说验证码")).is_none());
        let found = signs.first(&Simple::of("不要说验证码。验证码")).unwrap();
        assert_eq!(found, 21..30);
    }

    #[test]
    fn an_ellipsis_stays_within_a_sentence() {
        let signs = signs("先交…发货", "x{9}");
        assert!(signs.first(&Simple::of("先交费，才发货")).is_some());
        assert!(signs.first(&Simple::of("先交费。发货")).is_none());
    }
}
