//! What recognises something in a text.

use std::ops::Range;

use regex::Regex;

use crate::folded::Folded;

/// Patterns, and what is right in the same words. They see the text [`Folded`].
#[derive(Debug, Default)]
pub(crate) struct Signs {
    patterns: Vec<Regex>,
    /// A place that one of these overlaps is spared.
    unless: Vec<Regex>,
}

/// How far `…` in a pattern goes within a sentence; each file of data says which holds in it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Reach {
    Near,
    Middle,
    Far,
}

impl Reach {
    const fn pattern(self) -> &'static str {
        match self {
            Self::Near => r"[^。!?\n]{0,16}",
            Self::Middle => r"[^。!?;\n]{0,24}",
            Self::Far => r"[^。!?;\n]{0,32}",
        }
    }
}

impl Signs {
    pub(crate) fn parse<'a>(
        patterns: impl IntoIterator<Item = &'a String>,
        unless: impl IntoIterator<Item = &'a String>,
        reach: Reach,
    ) -> Result<Self, regex::Error> {
        let compiled = |pattern: &String| Regex::new(&pattern.replace('…', reach.pattern()));
        Ok(Self {
            patterns: patterns.into_iter().map(compiled).collect::<Result<_, _>>()?,
            unless: unless.into_iter().map(compiled).collect::<Result<_, _>>()?,
        })
    }

    /// The places that are recognised in a folded text, in its order; of those that overlap, the
    /// first and longest.
    pub(crate) fn places(&self, text: &str) -> Vec<Range<usize>> {
        let right = self.unless.iter().flat_map(|unless| unless.find_iter(text));
        let spared = merged(right.map(|found| found.range()).collect());
        let is_spared = |place: &Range<usize>| {
            let next = spared.partition_point(|right| right.end <= place.start);
            spared.get(next).is_some_and(|right| right.start < place.end)
        };
        let all = self.patterns.iter().flat_map(|pattern| pattern.find_iter(text));
        let mut places: Vec<Range<usize>> =
            all.map(|found| found.range()).filter(|place| !is_spared(place)).collect();
        places.sort_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
        places.dedup_by(|next, kept| next.start < kept.end);
        places
    }

    /// The first of the places in a folded text.
    pub(crate) fn first_place(&self, text: &str) -> Option<Range<usize>> {
        self.places(text).into_iter().next()
    }

    /// The first of the places, in bytes of the text that was folded.
    pub(crate) fn first(&self, text: &Folded) -> Option<Range<u32>> {
        self.first_place(text.text()).map(|place| text.source(&place))
    }

    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.first_place(text).is_some()
    }

    #[cfg(test)]
    pub(crate) fn find_anything(&self) -> bool {
        let mut all = self.patterns.iter().chain(&self.unless);
        self.patterns.is_empty() || all.any(|pattern| pattern.is_match(""))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(pattern: &str, unless: &str) -> Signs {
        Signs::parse(&[pattern.to_owned()], &[unless.to_owned()], Reach::Middle).unwrap()
    }

    fn first(signs: &Signs, text: &str) -> Option<Range<u32>> {
        signs.first(&Folded::of(text))
    }

    #[test]
    fn width_case_and_blanks_make_no_difference_and_the_place_is_that_of_the_source() {
        let source = "请 打开\u{200B} \u{FF21}ny Desk\u{FF01}";
        let found = first(&signs("打开any desk", "不会"), source).unwrap();
        let words = &source[found.start as usize..found.end as usize];
        assert_eq!(words, "打开\u{200B} \u{FF21}ny Desk");
    }

    #[test]
    fn what_is_spared_is_not_found_and_a_later_place_is() {
        let signs = signs("验证码", "(?:不要|勿)[^,。]{0,6}");
        assert!(first(&signs, "不要说验证码").is_none());
        assert_eq!(first(&signs, "不要说验证码。验证码").unwrap(), 21..30);
    }

    #[test]
    fn of_places_that_overlap_the_first_and_longest_is_named() {
        let patterns = ["赔三", "退一赔", "退一赔三倍", "三倍价"].map(str::to_owned);
        let signs = Signs::parse(&patterns, [], Reach::Near).unwrap();
        assert_eq!(signs.places("退一赔三倍价。赔三"), [0..15, 21..27]);
    }

    #[test]
    fn an_ellipsis_stays_within_a_sentence_and_its_reach() {
        let middle = signs("先交…发货", "x{9}");
        assert!(first(&middle, "先交费，才发货").is_some());
        assert!(first(&middle, "先交费。发货").is_none());
        let apart = format!("先交{}发货", "费".repeat(20));
        assert!(first(&middle, &apart).is_some());
        let near = Signs::parse(&["先交…发货".to_owned()], [], Reach::Near).unwrap();
        assert!(first(&near, &apart).is_none());
    }
}
