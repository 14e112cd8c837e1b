mod characters;
mod pattern;

use std::sync::OnceLock;

use regex::Regex;
use regex_syntax::hir::{Class, Hir, HirKind};

pub(super) use self::characters::Characters;
use self::pattern::Pattern;
use super::kind::{Clean, Kind};

/// A kind's form, read for what a mismatch can be explained with: the characters it allows
/// and the lengths it takes. The expressions themselves are compiled when first needed.
#[expect(clippy::struct_excessive_bools, reason = "each says a thing of its own about the form")]
#[derive(Debug, Default)]
pub(super) struct Form {
    sources: Sources,
    pattern: Option<Pattern>,
    whole: OnceLock<Option<Regex>>,
    doubtful: OnceLock<Option<Regex>>,
    written: OnceLock<Option<Regex>>,
    masked: OnceLock<Option<Regex>>,
    /// ASCII characters that occur anywhere in the form, one bit each.
    alphabet: u128,
    /// ASCII characters that the form can begin with.
    first: u128,
    /// ASCII characters of a text that cleaning can lead to the alphabet.
    cleanable: u128,
    /// Signs without which nothing fits, such as the @ of a mailbox.
    required: u128,
    /// Whether digits alone come out of the cleaning as they went in.
    keeps_digits: bool,
    /// Web addresses may stand around the value, with characters of all kinds.
    addressed: bool,
    /// How many characters cleaning can take out besides separators and brackets, and put in.
    slack: (usize, usize),
    /// Whether characters beyond ASCII occur.
    beyond_ascii: bool,
    /// Lengths in characters, one bit each; the last bit stands for all longer ones.
    lengths: u128,
    /// The same for the form and the doubtful form together.
    any_length: u128,
    valid: bool,
}

#[derive(Debug, Default)]
struct Sources {
    form: String,
    doubtful: Option<String>,
    written: Option<String>,
    masked: Option<String>,
}

const DIGITS: u128 = 0x3FF << b'0';
const LETTERS: u128 = 0x3FF_FFFF << b'A' | 0x3FF_FFFF << b'a';

impl Form {
    pub(super) fn read(kind: &Kind) -> Self {
        let mut form = Self {
            sources: Sources {
                form: kind.form.clone(),
                doubtful: kind.doubtful.clone(),
                written: kind.written.clone(),
                masked: kind.masked_form.clone(),
            },
            ..Self::default()
        };
        let Ok(hir) = regex_syntax::parse(&kind.form) else { return form };
        form.lengths = lengths(&hir);
        if let Some([least, most]) = kind.length {
            form.lengths &= span(least, most);
        }
        let mut others = [&kind.doubtful, &kind.written, &kind.masked_form].into_iter().flatten();
        form.valid = others.all(|source| regex_syntax::parse(source).is_ok());
        form.any_length = form.lengths;
        form.collect(&hir);
        form.first = first(&hir).0;
        form.pattern = Pattern::read(&hir);
        // A hyphen or a sign may be put in.
        let added = kind.add.iter().flat_map(|sign| sign.chars()).chain(['-']);
        let added = added.filter(char::is_ascii).fold(LETTERS, |set, c| set | bit(c as usize));
        form.required = required(&hir) & !added;
        form.cleanable = cleanable(kind, form.alphabet);
        form.addressed = !kind.strip_addresses.is_empty();
        let words = || kind.strip.iter().chain(&kind.strip_endings);
        form.keeps_digits = kind.add.is_none()
            && kind.dashes.is_empty()
            && !kind.clean.contains(&Clean::CountryCode)
            && !words().any(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
        form.slack = slack(kind);
        if let Some(hir) = kind.doubtful.as_deref().and_then(|d| regex_syntax::parse(d).ok()) {
            form.any_length |= lengths(&hir);
            form.required &= required(&hir);
        }
        form
    }

    /// Whether `value` as a whole has the form.
    pub(super) fn fits(&self, value: &str) -> bool {
        value.chars().next().is_none_or(|first| self.begins_with(first))
            && match &self.pattern {
                Some(pattern) => pattern.fits(value),
                None => matches(&self.whole, Some(&self.sources.form), value),
            }
    }

    pub(super) fn fits_doubtful(&self, value: &str) -> bool {
        matches(&self.doubtful, self.sources.doubtful.as_deref(), value)
    }

    /// Whether the text with its separators is written as the kind is; true where no way of
    /// writing is fixed.
    pub(super) fn fits_written(&self, text: &str) -> bool {
        let source = self.sources.written.as_deref();
        source.is_none() || matches(&self.written, source, text)
    }

    /// `None` when the kind has no form of its own for masked values.
    pub(super) fn fits_masked(&self, value: &str) -> Option<bool> {
        let source = self.sources.masked.as_deref()?;
        Some(matches(&self.masked, Some(source), value))
    }

    /// Whether a value of these characters and this length may fit at all.
    pub(super) fn may_fit(&self, characters: Characters) -> bool {
        self.any_length & bit(characters.count) != 0
            && characters.ascii & !self.alphabet == 0
            && (self.beyond_ascii || !characters.beyond_ascii)
    }

    /// Whether a text of these characters may fit after cleaning: what cannot be taken out
    /// must be in the alphabet.
    pub(super) fn may_become(&self, text: Characters) -> bool {
        let addressed = self.addressed && text.ascii & bit(usize::from(b'/')) != 0;
        let lacking = self.required & !text.ascii != 0 && !text.beyond_ascii && !text.masked;
        !lacking
            && (text.ascii & !self.cleanable == 0 || addressed)
            && (self.beyond_ascii || !text.foreign)
            && (text.masked || self.any_length & self.reach(text) != 0)
    }

    /// Whether a text of these characters may come near after cleaning: at most `strange`
    /// characters beside the alphabet, at most `off` more or fewer than a length that it takes.
    pub(super) fn may_come_near(&self, text: Characters, off: usize, strange: u32) -> bool {
        if self.addressed && text.has(b'/') {
            return true;
        }
        let (out, put) = self.slack;
        let least = text.bare.saturating_sub(out).saturating_sub(off);
        let most = text.count.saturating_add(put).saturating_add(off);
        self.lengths & between(least, most) != 0
            && (text.ascii & !self.cleanable).count_ones() <= strange
    }

    /// The lengths that a text can have once it is cleaned.
    fn reach(&self, text: Characters) -> u128 {
        let (out, put) = self.slack;
        between(text.bare.saturating_sub(out), text.count.saturating_add(put))
    }

    pub(super) fn allows(&self, character: char) -> bool {
        if character.is_ascii() {
            self.alphabet >> u32::from(character) & 1 == 1
        } else {
            self.beyond_ascii
        }
    }

    pub(super) fn begins_with(&self, character: char) -> bool {
        !character.is_ascii() || self.first >> u32::from(character) & 1 == 1
    }

    pub(super) fn is_digits_only(&self) -> bool {
        !self.beyond_ascii && self.alphabet & !DIGITS == 0
    }

    pub(super) fn has_letters(&self) -> bool {
        let letters = ('A'..='Z').chain('a'..='z');
        self.beyond_ascii || letters.fold(0, |set, c| set | bit(c as usize)) & self.alphabet != 0
    }

    pub(super) fn keeps_digits(&self) -> bool {
        self.keeps_digits
    }

    pub(super) fn takes_length(&self, count: usize) -> bool {
        self.lengths & bit(count) != 0
    }

    /// The lengths the form takes, ascending.
    pub(super) fn lengths(&self) -> impl Iterator<Item = usize> {
        (0..127).filter(|length| self.takes_length(*length))
    }

    #[cfg(test)]
    pub(super) fn is_valid(&self) -> bool {
        self.valid && self.lengths != 0 && Regex::new(&self.sources.form).is_ok()
    }

    fn collect(&mut self, hir: &Hir) {
        match hir.kind() {
            HirKind::Literal(literal) => {
                for character in String::from_utf8_lossy(&literal.0).chars() {
                    if character.is_ascii() {
                        self.alphabet |= bit(character as usize);
                    } else {
                        self.beyond_ascii = true;
                    }
                }
            }
            HirKind::Class(class) => {
                self.alphabet |= ascii(class);
                self.beyond_ascii |= class.maximum_len().is_some_and(|bytes| bytes > 1);
            }
            HirKind::Repetition(repetition) => self.collect(&repetition.sub),
            HirKind::Capture(capture) => self.collect(&capture.sub),
            HirKind::Concat(parts) | HirKind::Alternation(parts) => {
                for part in parts {
                    self.collect(part);
                }
            }
            HirKind::Empty | HirKind::Look(_) => {}
        }
    }
}

/// The alphabet, the words that can be taken out, the other case of their letters, and signs
/// that cleaning takes out or changes.
fn cleanable(kind: &Kind, alphabet: u128) -> u128 {
    let words = kind.strip.iter().chain(&kind.strip_endings).flat_map(|word| word.chars());
    let alphabet =
        words.filter(char::is_ascii).fold(alphabet, |set, character| set | bit(character as usize));
    let lower = (alphabet >> b'A' & 0x3FF_FFFF) << b'a';
    let upper = (alphabet >> b'a' & 0x3FF_FFFF) << b'A';
    let masks = if kind.masked { "*xX" } else { "" };
    let signs = "\t\n\r -()[]+".chars().chain(masks.chars());
    signs.fold(alphabet | lower | upper, |set, sign| set | bit(sign as usize))
}

fn slack(kind: &Kind) -> (usize, usize) {
    if !kind.strip_addresses.is_empty() {
        return (usize::MAX, 0);
    }
    let longest = |words: &[String]| words.iter().map(|w| w.chars().count()).max().unwrap_or(0);
    let code = if kind.clean.contains(&Clean::CountryCode) { 4 } else { 0 };
    // Up to five digits of a zone; its brackets are not counted.
    let zone = if kind.clean.contains(&Clean::Zone) { 5 } else { 0 };
    let out = longest(&kind.strip) + longest(&kind.strip_endings) + code + zone;
    let dashes = kind.dashes.iter().map(|sizes| sizes.len().saturating_sub(1)).max().unwrap_or(0);
    (out, kind.add.as_ref().map_or(0, |sign| sign.chars().count()) + dashes)
}

fn matches(cell: &OnceLock<Option<Regex>>, source: Option<&str>, value: &str) -> bool {
    let regex = cell.get_or_init(|| Regex::new(&format!("^(?:{})$", source?)).ok());
    regex.as_ref().is_some_and(|regex| regex.is_match(value))
}

/// The bit of a length or of an ASCII character.
fn bit(at: usize) -> u128 {
    1 << at.min(127)
}

/// The lengths from `least` to `most`.
fn between(least: usize, most: usize) -> u128 {
    let up_to = |length: usize| u128::MAX >> (127 - length.min(127));
    up_to(most) & !(up_to(least) >> 1)
}

fn span(least: usize, most: usize) -> u128 {
    (least..=most).fold(0, |set, length| set | bit(length))
}

fn ascii(class: &Class) -> u128 {
    let ranges: Vec<(u32, u32)> = match class {
        Class::Unicode(class) => {
            class.iter().map(|range| (u32::from(range.start()), u32::from(range.end()))).collect()
        }
        Class::Bytes(class) => {
            class.iter().map(|range| (u32::from(range.start()), u32::from(range.end()))).collect()
        }
    };
    let within = |(start, end): &(u32, u32)| (*start..=(*end).min(127)).collect::<Vec<_>>();
    ranges.iter().flat_map(within).fold(0, |set, code| set | 1 << code)
}

fn lengths(hir: &Hir) -> u128 {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Literal(literal) => bit(String::from_utf8_lossy(&literal.0).chars().count()),
        HirKind::Class(_) => bit(1),
        HirKind::Capture(capture) => lengths(&capture.sub),
        HirKind::Concat(parts) => parts.iter().fold(1, |sum, part| sums(sum, lengths(part))),
        HirKind::Alternation(parts) => parts.iter().fold(0, |set, part| set | lengths(part)),
        HirKind::Repetition(repetition) => {
            let once = lengths(&repetition.sub);
            let shortest = (0..repetition.min).fold(1, |sum, _| sums(sum, once));
            let mut all = shortest;
            let mut last = shortest;
            for _ in repetition.min..repetition.max.unwrap_or(127).min(127) {
                last = sums(last, once);
                if all | last == all {
                    break;
                }
                all |= last;
            }
            all
        }
    }
}

/// The ASCII characters that stand in whatever fits.
fn required(hir: &Hir) -> u128 {
    match hir.kind() {
        HirKind::Literal(literal) => literal
            .0
            .iter()
            .filter(|byte| byte.is_ascii())
            .fold(0, |set, byte| set | bit(usize::from(*byte))),
        HirKind::Capture(capture) => required(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => required(&repetition.sub),
        HirKind::Concat(parts) => parts.iter().fold(0, |set, part| set | required(part)),
        HirKind::Alternation(parts) => {
            parts.iter().fold(u128::MAX, |set, part| set & required(part))
        }
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(_) | HirKind::Repetition(_) => 0,
    }
}

/// Every sum of a length in `left` and one in `right`.
fn sums(left: u128, right: u128) -> u128 {
    (0..128).filter(|length| left >> length & 1 == 1).fold(0, |set, length| {
        let beyond = length > 0 && right >> (128 - length) != 0;
        set | right << length | if beyond { bit(127) } else { 0 }
    })
}

/// The ASCII characters that can stand first, and whether nothing needs to stand at all.
fn first(hir: &Hir) -> (u128, bool) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => (0, true),
        HirKind::Literal(literal) => {
            (literal.0.first().map_or(0, |byte| if byte.is_ascii() { 1 << byte } else { 0 }), false)
        }
        HirKind::Class(class) => (ascii(class), false),
        HirKind::Capture(capture) => first(&capture.sub),
        HirKind::Repetition(repetition) => {
            let (set, empty) = first(&repetition.sub);
            (set, empty || repetition.min == 0)
        }
        HirKind::Alternation(parts) => parts.iter().fold((0, false), |(set, empty), part| {
            let (more, none) = first(part);
            (set | more, empty || none)
        }),
        HirKind::Concat(parts) => {
            let mut set = 0;
            for part in parts {
                let (more, none) = first(part);
                set |= more;
                if !none {
                    return (set, false);
                }
            }
            (set, true)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(form: &str) -> Vec<usize> {
        let set = lengths(&regex_syntax::parse(form).unwrap());
        (0..128).filter(|length| set >> length & 1 == 1).collect()
    }

    #[test]
    fn lengths_are_read_from_the_form() {
        assert_eq!(taken("[1-9][0-9]{7}|1[03][0-9]{8}"), [8, 10]);
        assert_eq!(taken("a{2}(?:-b{3}){1,2}"), [6, 10]);
        assert_eq!(taken("\u{4E2D}\u{6587}"), [2], "characters are counted, not bytes");
        assert_eq!(taken("a+").last(), Some(&127), "the last bit stands for all longer ones");
    }

    #[test]
    fn the_first_character_is_read_from_the_form() {
        let (set, _) = first(&regex_syntax::parse("(?:ab?|#?[0-2]).*").unwrap());
        let can = |c: char| set >> u32::from(c) & 1 == 1;
        assert!(can('a') && can('#') && can('2') && !can('b') && !can('3'));
    }
}
