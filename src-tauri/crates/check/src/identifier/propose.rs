//! A rule made from examples, for whoever has never written a regular expression.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::clean::{half_width, is_separator};
use super::own::{OwnKind, fits, parse};
use super::types::KindId;

/// A rule that takes every example and no counterexample.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Proposal {
    pub pattern: String,
    /// What it takes, from left to right, for saying it in words.
    pub parts: Vec<RulePart>,
}

/// A stretch of what a rule takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case", tag = "type")]
pub enum RulePart {
    Exactly {
        text: String,
    },
    /// From `least` to `most` characters.
    Run {
        of: Alphabet,
        least: u32,
        most: u32,
    },
}

/// What the characters of a stretch are.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Alphabet {
    Digits,
    Capitals,
    SmallLetters,
    Letters,
    CapitalsAndDigits,
    SmallLettersAndDigits,
    LettersAndDigits,
    /// Chinese characters.
    Chinese,
}

/// Rules for values like `fits`, the narrowest first, at most three. None without an example,
/// or when the examples have nothing in common that the counterexamples lack.
///
/// ```
/// use check::identifier::proposals;
/// let fits = ["S1234567890", "S9876543210"].map(str::to_owned);
/// assert_eq!(proposals(&fits, &[])[0].pattern, "S[0-9]{10}");
/// ```
pub fn proposals(fits: &[String], misses: &[String]) -> Vec<Proposal> {
    let examples: Vec<Vec<char>> =
        fits.iter().map(|text| bare(text)).filter(|text| !text.is_empty()).collect();
    if examples.is_empty() || examples.iter().any(|text| text.len() > LONGEST_EXAMPLE) {
        return Vec::new();
    }
    let mut found: Vec<Proposal> = Vec::new();
    for parts in [
        by_runs(&examples, Beginning::Letters),
        by_runs(&examples, Beginning::Nothing),
        as_a_whole(&examples),
        by_runs(&examples, Beginning::Everything),
    ] {
        let Some(proposal) = parts.map(Proposal::of) else { continue };
        let known = found.iter().any(|other| other.pattern == proposal.pattern);
        if !known && proposal.tells_apart(fits, misses) {
            found.push(proposal);
        }
    }
    found.truncate(MOST_PROPOSALS);
    found
}

const MOST_PROPOSALS: usize = 3;
/// In characters; longer texts are no identifiers.
const LONGEST_EXAMPLE: usize = 64;
/// The most letters that stand for themselves when one example is all there is.
const SHORT_WORD: usize = 4;

/// What all examples have in common at the beginning of a stretch and so stands for itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beginning {
    Nothing,
    /// Letters that are the same in all.
    Letters,
    /// Digits too: the last resort, when counterexamples have the same form.
    Everything,
}

/// The characters that a rule is made from: half-width, without spaces and hyphens, which the
/// cleaning takes away when the rule has none.
fn bare(text: &str) -> Vec<char> {
    let half = text.trim().chars().map(|c| half_width(c).unwrap_or(c));
    half.filter(|c| !is_separator(*c)).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Digit,
    Letter,
    Chinese,
    Sign(char),
}

fn sort(character: char) -> Sort {
    match character {
        '0'..='9' => Sort::Digit,
        'a'..='z' | 'A'..='Z' => Sort::Letter,
        '\u{4E00}'..='\u{9FFF}' => Sort::Chinese,
        other => Sort::Sign(other),
    }
}

/// The examples side by side, stretch by stretch of one sort; `None` when their stretches are
/// of different sorts.
fn by_runs(examples: &[Vec<char>], beginning: Beginning) -> Option<Vec<RulePart>> {
    let cut = |text: &Vec<char>| -> Vec<Vec<char>> {
        text.chunk_by(|left, right| sort(*left) == sort(*right)).map(<[char]>::to_vec).collect()
    };
    let rows: Vec<Vec<Vec<char>>> = examples.iter().map(cut).collect();
    let (first, others) = rows.split_first()?;
    let sorts = |row: &[Vec<char>]| -> Vec<Sort> { row.iter().map(|run| sort(run[0])).collect() };
    if others.iter().any(|row| sorts(row) != sorts(first)) {
        return None;
    }
    let mut parts = Vec::new();
    for (at, of) in sorts(first).into_iter().enumerate() {
        let runs: Vec<&[char]> = rows.iter().map(|row| row[at].as_slice()).collect();
        column(of, &runs, beginning, &mut parts);
    }
    Some(parts)
}

/// One stretch of all examples.
fn column(of: Sort, runs: &[&[char]], beginning: Beginning, parts: &mut Vec<RulePart>) {
    let common = common_beginning(runs);
    let exact = match of {
        Sort::Sign(_) => true,
        Sort::Letter => {
            beginning != Beginning::Nothing && (runs.len() > 1 || common.len() <= SHORT_WORD)
        }
        Sort::Chinese => runs.len() > 1 && runs.iter().all(|run| run.len() == common.len()),
        Sort::Digit => beginning == Beginning::Everything && runs.len() > 1,
    };
    let taken = if exact { common.len() } else { 0 };
    if taken > 0 {
        exactly(&common[..taken], parts);
    }
    let rests: Vec<&[char]> = runs.iter().map(|run| &run[taken..]).collect();
    if rests.iter().all(|rest| rest.is_empty()) {
        return;
    }
    // What is left of a sign's stretch is more of the same sign, which no alphabet names.
    let alphabet = match of {
        Sort::Sign(sign) => return signs(sign, &rests, parts),
        _ => alphabet(&rests),
    };
    let Some(of) = alphabet else { return };
    let (least, most) = lengths(&rests);
    parts.push(RulePart::Run { of, least, most });
}

/// Signs stand for themselves, as often as in every example; a rule that this makes too narrow
/// is not proposed.
fn signs(sign: char, rests: &[&[char]], parts: &mut Vec<RulePart>) {
    let (least, _) = lengths(rests);
    exactly(&vec![sign; least as usize], parts);
}

fn exactly(text: &[char], parts: &mut Vec<RulePart>) {
    if let Some(RulePart::Exactly { text: before }) = parts.last_mut() {
        before.extend(text);
    } else if !text.is_empty() {
        parts.push(RulePart::Exactly { text: text.iter().collect() });
    }
}

/// Letters and digits in any order, behind what all examples begin with.
fn as_a_whole(examples: &[Vec<char>]) -> Option<Vec<RulePart>> {
    let runs: Vec<&[char]> = examples.iter().map(Vec::as_slice).collect();
    let common = common_beginning(&runs);
    let letters = common.iter().take_while(|c| c.is_ascii_alphabetic()).count();
    let taken = if runs.len() > 1 { letters } else { 0 };
    let rests: Vec<&[char]> = runs.iter().map(|run| &run[taken..]).collect();
    let of = alphabet(&rests)?;
    let (least, most) = lengths(&rests);
    let mut parts = Vec::new();
    exactly(&common[..taken], &mut parts);
    parts.push(RulePart::Run { of, least, most });
    Some(parts)
}

fn common_beginning<'a>(runs: &[&'a [char]]) -> &'a [char] {
    let Some((first, others)) = runs.split_first() else { return &[] };
    let same = |at: &usize| others.iter().all(|other| other.get(*at) == first.get(*at));
    &first[..(0..first.len()).take_while(same).count()]
}

fn lengths(runs: &[&[char]]) -> (u32, u32) {
    let all = || runs.iter().map(|run| u32::try_from(run.len()).unwrap_or(u32::MAX));
    (all().min().unwrap_or(0), all().max().unwrap_or(0))
}

/// The narrowest alphabet that holds all of the characters.
fn alphabet(runs: &[&[char]]) -> Option<Alphabet> {
    let any = |of: fn(&char) -> bool| runs.iter().copied().flatten().any(of);
    let (digits, chinese) = (any(char::is_ascii_digit), any(|c| sort(*c) == Sort::Chinese));
    let (capitals, small) = (any(char::is_ascii_uppercase), any(char::is_ascii_lowercase));
    if any(|c| matches!(sort(*c), Sort::Sign(_))) {
        return None;
    }
    Some(match (digits, capitals, small, chinese) {
        (true, false, false, false) => Alphabet::Digits,
        (false, true, false, false) => Alphabet::Capitals,
        (false, false, true, false) => Alphabet::SmallLetters,
        (false, true, true, false) => Alphabet::Letters,
        (true, true, false, false) => Alphabet::CapitalsAndDigits,
        (true, false, true, false) => Alphabet::SmallLettersAndDigits,
        (true, true, true, false) => Alphabet::LettersAndDigits,
        (false, false, false, true) => Alphabet::Chinese,
        _ => return None,
    })
}

impl Alphabet {
    fn class(self) -> &'static str {
        match self {
            Self::Digits => "[0-9]",
            Self::Capitals => "[A-Z]",
            Self::SmallLetters => "[a-z]",
            Self::Letters => "[A-Za-z]",
            Self::CapitalsAndDigits => "[A-Z0-9]",
            Self::SmallLettersAndDigits => "[a-z0-9]",
            Self::LettersAndDigits => "[A-Za-z0-9]",
            Self::Chinese => "[\u{4E00}-\u{9FFF}]",
        }
    }
}

impl Proposal {
    fn of(parts: Vec<RulePart>) -> Self {
        let written = |part: &RulePart| match part {
            RulePart::Exactly { text } => regex_syntax::escape(text),
            RulePart::Run { of, least: 1, most: 1 } => of.class().to_owned(),
            RulePart::Run { of, least, most } if least == most => {
                format!("{}{{{least}}}", of.class())
            }
            RulePart::Run { of, least, most } => format!("{}{{{least},{most}}}", of.class()),
        };
        Self { pattern: parts.iter().map(written).collect(), parts }
    }

    /// Whether it takes every example and no counterexample; blank ones do not count.
    fn tells_apart(&self, examples: &[String], misses: &[String]) -> bool {
        let own = OwnKind { pattern: self.pattern.clone(), ..OwnKind::default() };
        let Ok(hir) = parse(&self.pattern) else { return false };
        let kind = own.unchecked(KindId(String::new()), &hir);
        let written = |texts: &'_ [String]| {
            texts
                .iter()
                .filter(|text| !text.trim().is_empty())
                .map(|text| fits(&kind, text))
                .collect()
        };
        let (taken, slipped): (Vec<bool>, Vec<bool>) = (written(examples), written(misses));
        taken.into_iter().all(|fits| fits) && !slipped.into_iter().any(|fits| fits)
    }
}
