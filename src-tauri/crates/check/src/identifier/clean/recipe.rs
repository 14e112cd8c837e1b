use crate::identifier::form::Characters;
use crate::identifier::kind::{Clean, Kind, Letters};

/// What [`clean`](super::clean) does for a kind to one text: of what the kind asks for, that
/// which can change this text. Kinds of one recipe share one cleaned text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::identifier) struct Recipe<'a> {
    /// One bit for each of the kind's cleanings.
    clean: u8,
    letters: Option<Letters>,
    strip: [&'a [String]; 3],
    add: Option<&'a str>,
    dashes: (&'a [Vec<usize>], bool),
    masked: bool,
}

impl<'a> Recipe<'a> {
    pub(in crate::identifier) fn of(kind: &'a Kind, text: Characters) -> Self {
        let whole = Self {
            clean: kind.clean.iter().fold(0, |set, clean| set | bit(*clean)),
            letters: kind.letters,
            strip: [&kind.strip, &kind.strip_addresses, &kind.strip_endings],
            add: kind.add.as_deref(),
            dashes: (&kind.dashes, kind.dashes_required),
            masked: kind.masked,
        };
        // What other scripts can become is left to the cleaning.
        if text.beyond_ascii || text.has_controls() { whole } else { whole.for_ascii(text) }
    }

    fn for_ascii(mut self, text: Characters) -> Self {
        let has = |signs: &str| signs.bytes().any(|sign| text.has(sign));
        if !has("@") && self.does(Clean::SeparatorsOfNumbers) {
            self.clean = self.clean & !bit(Clean::SeparatorsOfNumbers) | bit(Clean::Separators);
        }
        let masks = has("*xX");
        for (clean, can) in [
            (Clean::Separators, has("-") || text.has_blanks()),
            (Clean::SeparatorsOfNumbers, has("-") || text.has_blanks()),
            (Clean::Brackets, has("()[]")),
            (Clean::CountryCode, text.has(b'8') && text.has(b'6')),
            (Clean::Zone, has("(")),
            // It says whether an x may stand for what is hidden.
            (Clean::FullStop, masks),
        ] {
            if !can {
                self.clean &= !bit(clean);
            }
        }
        self.letters = self.letters.filter(|letters| match letters {
            Letters::Upper => text.has_any(LOWER),
            Letters::Lower | Letters::LowerDomain => text.has_any(LOWER >> 32),
            Letters::LowerOnly => false,
        });
        self.masked &= masks;
        let holds = |word: &String| word.bytes().all(|byte| text.has_either_case(byte));
        for (nth, words) in self.strip.iter_mut().enumerate() {
            let possible = if nth == 1 { has("/") } else { words.iter().any(holds) };
            if !possible {
                *words = &[];
            }
        }
        let steady = self.strip.iter().all(|words| words.is_empty())
            && !self.does(Clean::CountryCode)
            && !self.does(Clean::Zone)
            && !has("()[]");
        let fits = |sizes: &Vec<usize>| sizes.iter().sum::<usize>() == text.bare;
        if steady && !self.dashes.0.iter().any(fits) {
            self.dashes = (&[], false);
        }
        self
    }

    fn does(self, clean: Clean) -> bool {
        self.clean & bit(clean) != 0
    }

    /// Whether a text comes out as it went in.
    pub(in crate::identifier) fn keeps(self) -> bool {
        let Self { clean, letters, strip, add, dashes, masked } = self;
        clean == 0
            && letters.is_none()
            && strip.iter().all(|words| words.is_empty())
            && add.is_none()
            && dashes.0.is_empty()
            && !masked
    }
}

/// The small letters of ASCII, one bit each; the capital ones stand 32 below.
const LOWER: u128 = 0x3FF_FFFF << b'a';

fn bit(clean: Clean) -> u8 {
    1 << clean as u8
}
