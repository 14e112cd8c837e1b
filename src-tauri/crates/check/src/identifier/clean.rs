use super::form::Characters;
use super::kind::{Clean, Kind, Letters};
use super::types::{Step, StepKind};
use crate::diff::is_mask;

mod recipe;
mod signs;

pub(super) use recipe::Recipe;
pub(super) use signs::{half_width, is_separator};
use signs::{invisible, is_hyphen};

/// A text after the visible steps that lead to its value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cleaned {
    pub(super) value: String,
    /// Where each character of the value stood in the input.
    pub(super) places: Vec<u32>,
    pub(super) steps: Vec<Step>,
    /// The text before separators and brackets were taken out.
    pub(super) written: String,
    pub(super) characters: Characters,
    pub(super) zone: Option<String>,
    pub(super) masked: bool,
    /// The text goes on beyond what was looked at.
    pub(super) cut: bool,
}

impl Cleaned {
    /// What stands in the places of these characters of the value.
    pub(super) fn at(&self, nth: impl IntoIterator<Item = usize>) -> Vec<u32> {
        nth.into_iter().filter_map(|nth| self.places.get(nth).copied()).collect()
    }

    pub(super) fn is_separated(&self) -> bool {
        self.steps
            .iter()
            .any(|step| step.kind == StepKind::Separator || step.kind == StepKind::Space)
    }
}

/// Takes away what carries no meaning for `kind`, and says so step by step.
pub(super) fn clean(text: &str, kind: &Kind) -> Cleaned {
    let mut line = Line::read(text, kind);
    line.take_address(&kind.strip_addresses);
    let mailbox = line.has('@');
    if mailbox && kind.clean.contains(&Clean::FullStop) {
        line.change(StepKind::FullStop, |c| (c == '\u{3002}').then_some('.'));
    }
    if kind.letters == Some(Letters::Upper) {
        line.change(StepKind::Case, |c| c.is_ascii_lowercase().then(|| c.to_ascii_uppercase()));
    }
    if kind.letters == Some(Letters::Lower) {
        line.change(StepKind::Case, |c| c.is_ascii_uppercase().then(|| c.to_ascii_lowercase()));
    }
    if kind.letters == Some(Letters::LowerDomain) {
        line.lower_domain();
    }
    line.take_ending(&kind.strip_endings);
    let written = line.text();
    if kind.clean.contains(&Clean::Separators)
        || kind.clean.contains(&Clean::SeparatorsOfNumbers) && !mailbox
    {
        line.take_separators();
    }
    if kind.clean.contains(&Clean::Brackets) && !mailbox {
        line.take(StepKind::Separator, |c| matches!(c, '(' | ')' | '[' | ']'));
    }
    line.take_signs(&kind.strip);
    // What was taken away may have left spaces at the ends, or letters side by side.
    line.trim();
    line.write_masks_as_stars(kind);
    if kind.clean.contains(&Clean::CountryCode) {
        line.take_country_code();
    }
    let zone = if kind.clean.contains(&Clean::Zone) { line.take_zone() } else { None };
    line.group(kind);
    if let Some(sign) = &kind.add {
        line.add(sign);
    }
    let masked = kind.masked && line.has('*');
    let value = line.text();
    Cleaned {
        characters: Characters::of(&value),
        value,
        places: line.characters.iter().map(|(_, at)| *at).collect(),
        steps: line.steps,
        written,
        zone,
        masked,
        cut: line.cut,
    }
}

/// The characters still there, each with its place in the input.
struct Line {
    characters: Vec<(char, u32)>,
    steps: Vec<Step>,
    cut: bool,
}

impl Line {
    fn read(text: &str, kind: &Kind) -> Self {
        let room = text.len().min(super::LONGEST);
        let mut line = Self { characters: Vec::with_capacity(room), steps: Vec::new(), cut: false };
        let separates = kind.clean.contains(&Clean::Separators);
        for (at, character) in text.chars().enumerate() {
            if at >= super::LONGEST {
                line.cut = true;
                break;
            }
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            if let Some(step) = invisible(character) {
                line.say(step, at, format!("U+{:04X}", u32::from(character)), String::new());
            } else {
                line.characters.push((character, at));
            }
        }
        line.trim();
        line.write_masks_as_stars(kind);
        // A full-width hyphen or space that will be taken out anyway is one step, not two.
        line.change(StepKind::FullWidth, |c| {
            if separates && is_separator(c) { None } else { half_width(c) }
        });
        line
    }

    fn say(&mut self, kind: StepKind, at: u32, from: impl Into<String>, to: impl Into<String>) {
        if self.steps.is_empty() {
            self.steps.reserve(4);
        }
        self.steps.push(Step { kind, at, from: from.into(), to: to.into() });
    }

    fn text(&self) -> String {
        self.characters.iter().map(|(character, _)| *character).collect()
    }

    fn has(&self, wanted: char) -> bool {
        self.characters.iter().any(|(character, _)| *character == wanted)
    }

    fn trim(&mut self) {
        let blank = |(character, _): &(char, u32)| character.is_whitespace();
        let start = self.characters.iter().take_while(|c| blank(c)).count();
        let end = self.characters.iter().rev().take_while(|c| blank(c)).count();
        let last = self.characters.len().saturating_sub(end).max(start);
        for (character, at) in self.characters.split_off(last) {
            self.say(StepKind::Space, at, character, "");
        }
        let lead: Vec<_> = self.characters.drain(..start).collect();
        for (character, at) in lead {
            self.say(StepKind::Space, at, character, "");
        }
    }

    fn write_masks_as_stars(&mut self, kind: &Kind) {
        if !kind.masked {
            return;
        }
        // In a mailbox x is a letter like any other.
        let letters = !kind.clean.contains(&Clean::FullStop);
        let plain = |(character, _): &(char, u32)| {
            character.is_ascii() && !matches!(character, '*' | 'x' | 'X')
        };
        if self.characters.iter().all(plain) {
            return;
        }
        let text: Vec<char> = self.characters.iter().map(|(character, _)| *character).collect();
        for nth in 0..text.len() {
            let hides = text[nth] != '*' && is_mask(&text, nth);
            if hides && (letters || !text[nth].is_ascii()) {
                let at = self.characters[nth].1;
                self.say(StepKind::Mask, at, text[nth], "*");
                self.characters[nth].0 = '*';
            }
        }
    }

    fn change(&mut self, kind: StepKind, mut into: impl FnMut(char) -> Option<char>) {
        for nth in 0..self.characters.len() {
            let (character, at) = self.characters[nth];
            if let Some(other) = into(character) {
                self.say(kind, at, character, other);
                self.characters[nth].0 = other;
            }
        }
    }

    fn take(&mut self, kind: StepKind, unwanted: impl Fn(char) -> bool) {
        let Self { characters, steps, .. } = self;
        characters.retain(|&(character, at)| {
            let taken = unwanted(character);
            if taken {
                steps.push(Step { kind, at, from: character.into(), to: String::new() });
            }
            !taken
        });
    }

    fn take_separators(&mut self) {
        self.take(StepKind::Space, char::is_whitespace);
        self.take(StepKind::Separator, is_hyphen);
    }

    /// Takes the first `count` characters as one step.
    fn take_head(&mut self, count: usize) {
        let head: Vec<(char, u32)> = self.characters.drain(..count).collect();
        if let Some((_, at)) = head.first() {
            let text: String = head.iter().map(|(character, _)| *character).collect();
            self.say(StepKind::Prefix, *at, text, "");
        }
    }

    fn take_tail(&mut self, from: usize) {
        let tail = self.characters.split_off(from);
        if let Some((_, at)) = tail.first() {
            let text: String = tail.iter().map(|(character, _)| *character).collect();
            self.say(StepKind::Ending, *at, text, "");
        }
    }

    fn take_address(&mut self, addresses: &[String]) {
        if addresses.is_empty() || !self.has('/') {
            return;
        }
        let text = self.text().to_ascii_lowercase();
        let mut head = 0;
        for before in ["https://", "http://", "www."] {
            if text[head..].starts_with(before) {
                head += before.len();
            }
        }
        let Some(address) = addresses.iter().find(|a| text[head..].starts_with(a.as_str())) else {
            return;
        };
        self.take_head(head + address.len());
        if let Some(end) = self.characters.iter().position(|(c, _)| matches!(c, '/' | '?' | '#')) {
            self.take_tail(end);
        }
    }

    fn take_ending(&mut self, endings: &[String]) {
        let text = self.text().to_ascii_lowercase();
        // Twice the same is no ending that somebody left on, but a mistake to be shown.
        let once = |ending: &&String| {
            text.strip_suffix(ending.as_str()).is_some_and(|rest| !rest.ends_with(ending.as_str()))
        };
        if let Some(ending) = endings.iter().find(once) {
            self.take_tail(self.characters.len() - ending.chars().count());
        }
    }

    fn take_signs(&mut self, signs: &[String]) {
        let text = self.text();
        let once = |sign: &&String| {
            let rest = text.strip_prefix(sign.as_str()).unwrap_or_default();
            !rest.is_empty() && !rest.starts_with(sign.as_str())
        };
        if let Some(sign) = signs.iter().find(once) {
            self.take_head(sign.chars().count());
        }
    }

    /// +86 and 0086 go when a mobile number may follow, a bare 86 only when one does follow:
    /// mobile numbers never begin with 8, so 86 with eleven digits behind it is no guess.
    fn take_country_code(&mut self) {
        let text = self.text();
        let mobile = |rest: &str| {
            let mut bytes = rest.bytes();
            bytes.next() == Some(b'1') && matches!(bytes.next(), Some(b'3'..=b'9'))
        };
        let code = ["+86", "0086"].into_iter().find(|code| {
            text.strip_prefix(code).is_some_and(|r| mobile(r) && (9..=13).contains(&r.len()))
        });
        let bare = || text.strip_prefix("86").filter(|r| mobile(r) && r.len() == 11).map(|_| "86");
        if let Some(code) = code.or_else(bare) {
            self.take_head(code.len());
        }
    }

    /// Takes the zone from 12345678(1234) or 12345678 1234 with its brackets.
    fn take_zone(&mut self) -> Option<String> {
        let text = self.text();
        let (id, zone) = text.strip_suffix(')')?.split_once('(')?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(id) || !digits(zone) || !(3..=5).contains(&zone.len()) {
            return None;
        }
        self.take_tail(id.len());
        Some(zone.to_owned())
    }

    fn lower_domain(&mut self) {
        let from = self.characters.iter().position(|(character, _)| *character == '@');
        let mut nth = 0;
        let from = from.unwrap_or(usize::MAX);
        self.change(StepKind::Case, |character| {
            nth += 1;
            (nth > from && character.is_ascii_uppercase()).then(|| character.to_ascii_lowercase())
        });
    }

    /// Writes a key with hyphens between its groups. Left as it is when its length fits no
    /// grouping, or when a separator stands inside a group: then a character is missing or
    /// too many, and moving hyphens would hide it.
    fn group(&mut self, kind: &Kind) {
        if kind.dashes.is_empty() {
            return;
        }
        let typed = self.characters.clone();
        let letters = typed.iter().filter(|(c, _)| !is_separator(*c)).count();
        let Some(sizes) = kind.dashes.iter().find(|sizes| sizes.iter().sum::<usize>() == letters)
        else {
            return;
        };
        let mut ends = Vec::new();
        for size in sizes {
            ends.push(ends.last().copied().unwrap_or(0) + size);
        }
        ends.pop();
        let separated = typed.iter().any(|(character, _)| is_separator(*character));
        if kind.dashes_required && !separated {
            return;
        }
        let mut grouped: Vec<(char, u32)> = Vec::new();
        let mut steps = Vec::new();
        let mut seen = 0;
        for (character, at) in typed {
            let boundary = ends.contains(&seen);
            let hyphenated = grouped.last().is_some_and(|(last, _)| *last == '-');
            if is_separator(character) {
                if !boundary {
                    return;
                }
                if hyphenated {
                    steps.push((StepKind::Separator, at, character.to_string(), ""));
                } else {
                    if character != '-' {
                        steps.push((StepKind::Separator, at, character.to_string(), "-"));
                    }
                    grouped.push(('-', at));
                }
                continue;
            }
            if boundary && seen > 0 && !hyphenated {
                steps.push((StepKind::Grouping, at, String::new(), "-"));
                grouped.push(('-', at));
            }
            grouped.push((character, at));
            seen += 1;
        }
        self.characters = grouped;
        for (kind, at, from, to) in steps {
            self.say(kind, at, from, to);
        }
    }

    fn add(&mut self, sign: &str) {
        let Some((first, at)) = self.characters.first().copied() else { return };
        if sign.starts_with(first) {
            return;
        }
        self.say(StepKind::Prefix, at, "", sign);
        let added: Vec<_> = sign.chars().map(|character| (character, at)).collect();
        self.characters.splice(..0, added);
    }
}
