//! What a text may be when nobody said what it should be.

use std::cmp::Reverse;

use super::clean::{Cleaned, Recipe, clean};
use super::form::Characters;
use super::judge::{Fit, assess, assess_fitting, fit};
use super::kind::Kind;
use super::kinds::Kinds;
use super::rule::Rule;
use super::types::{Candidate, ReasonCode, StepKind, Verdict};
use super::{LONGEST, diagnose, mobile};

/// Candidates, most likely first: every kind whose form the text has, and those it seems to
/// miss by a slip.
pub(super) fn rank(kinds: &Kinds, text: &str) -> Vec<Candidate> {
    // Longer than any identifier in any wrapping: prose, and not worth reading.
    if text.len() > LONGEST * 4 || text.trim().is_empty() {
        return Vec::new();
    }
    let mut found = accepted(kinds, text);
    near_misses(kinds, text, &mut found);
    if found.candidates.is_empty() {
        nearest(kinds, text, &mut found);
    }
    in_order(found)
}

/// Candidates with their scores, side by side: candidates are large, and are moved but once.
#[derive(Default)]
struct Scored {
    scores: Vec<i32>,
    candidates: Vec<Candidate>,
}

impl Scored {
    fn push(&mut self, score: i32, candidate: Candidate) {
        self.scores.push(score);
        self.candidates.push(candidate);
    }
}

/// The candidates by falling score; of equal ones the first found comes first.
fn in_order(found: Scored) -> Vec<Candidate> {
    let Scored { scores, mut candidates } = found;
    let mut from: Vec<usize> = (0..candidates.len()).collect();
    from.sort_by_key(|nth| Reverse(scores[*nth]));
    for to in 0..from.len() {
        // What belonged here may have been moved on by an earlier exchange.
        let mut nth = from[to];
        while nth < to {
            nth = from[nth];
        }
        candidates.swap(to, nth);
    }
    candidates
}

/// The text cleaned by each recipe, when it is first asked for.
struct Cleanings<'a> {
    text: &'a str,
    characters: Characters,
    /// The text as it is, for recipes that do nothing to it.
    plain: Option<Cleaned>,
    digits: bool,
    by_recipe: Vec<(Recipe<'a>, Cleaned)>,
}

impl<'a> Cleanings<'a> {
    fn of(text: &'a str, characters: Characters) -> Self {
        let blank = characters.beyond_ascii || characters.has_blanks() || characters.has_controls();
        let places = || (0_u32..).zip(text.bytes()).map(|(at, _)| at).collect();
        let plain = (!blank && characters.count <= LONGEST).then(|| Cleaned {
            value: text.to_owned(),
            written: text.to_owned(),
            places: places(),
            characters,
            ..Cleaned::default()
        });
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        Self { text, characters, plain, digits, by_recipe: Vec::new() }
    }

    fn get(&mut self, kind: &'a Kind) -> &Cleaned {
        // Most texts are digits, and most kinds do nothing to them.
        if let Some(plain) =
            self.plain.as_ref().filter(|_| self.digits && kind.compiled.keeps_digits())
        {
            return plain;
        }
        let recipe = Recipe::of(kind, self.characters);
        if let Some(plain) = self.plain.as_ref().filter(|_| recipe.keeps()) {
            return plain;
        }
        let known = self.by_recipe.iter().position(|(other, _)| *other == recipe);
        let nth = known.unwrap_or_else(|| {
            self.by_recipe.push((recipe, clean(self.text, kind)));
            self.by_recipe.len() - 1
        });
        &self.by_recipe[nth].1
    }
}

/// Nine digits fit this many kinds.
const MANY: usize = 48;

fn accepted(kinds: &Kinds, text: &str) -> Scored {
    let mut found =
        Scored { scores: Vec::with_capacity(MANY), candidates: Vec::with_capacity(MANY) };
    let characters = Characters::of(text);
    let mut cleanings = Cleanings::of(text, characters);
    for kind in kinds.by_weight() {
        if !kind.compiled.may_become(characters) {
            continue;
        }
        let cleaned = cleanings.get(kind);
        // What is hidden can be anything, so something must be visible.
        let visible = |c: &char| c.is_ascii_alphanumeric();
        if cleaned.value.is_empty()
            || cleaned.masked && cleaned.value.chars().filter(visible).count() < 3
        {
            continue;
        }
        let fit = fit(kind, cleaned);
        if fit == Fit::None {
            continue;
        }
        let candidate = assess_fitting(kind, cleaned, fit);
        if fit == Fit::Masked && candidate.verdict == Verdict::Error {
            continue;
        }
        found.push(score(kind, &candidate), candidate);
    }
    found
}

fn score(kind: &Kind, candidate: &Candidate) -> i32 {
    let mut score = i32::from(kind.weight);
    for reason in &candidate.reasons {
        score -= match reason.code {
            ReasonCode::Unusual => 25,
            // These forms fit many a number; a wrong sum then says that it is another kind.
            ReasonCode::Checksum | ReasonCode::OutOfRange if is_broad(kind, candidate) => 45,
            ReasonCode::Checksum | ReasonCode::OutOfRange => 10,
            // Any head and tail fit behind a mask, so its width is what is left to go by.
            ReasonCode::Masked if !kind.compiled.takes_length(width(candidate)) => 40,
            _ => 0,
        };
    }
    let grouped = candidate.steps.iter().any(|step| step.kind == StepKind::Grouping);
    if grouped && !candidate.normalised.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        // Digits in a row are seldom a key, though they could be one.
        score -= 50;
    }
    score
}

fn width(candidate: &Candidate) -> usize {
    candidate.normalised.chars().count()
}

fn is_broad(kind: &Kind, candidate: &Candidate) -> bool {
    match kind.rule {
        Some(Rule::Luhn) => !candidate.normalised.starts_with("62"),
        Some(Rule::SocialCredit) => candidate.normalised.bytes().all(|byte| byte.is_ascii_digit()),
        Some(Rule::FriendCode3ds | Rule::Snowflake) | None => true,
        _ => false,
    }
}

/// Adds what the text would be but for a slip, even where other kinds accept it as it is.
fn near_misses(kinds: &Kinds, text: &str, found: &mut Scored) {
    if text.bytes().all(|byte| byte.is_ascii_digit()) && mobile_likeness(text).is_none() {
        return;
    }
    let Some(mobile) = kinds.iter().find(|kind| kind.rule == Some(Rule::MainlandMobile)) else {
        return;
    };
    if found.candidates.iter().any(|candidate| candidate.kind == mobile.id) {
        return;
    }
    // Of what may be a number all but two characters are digits, in whatever script.
    let numeric = text.chars().filter(|c| c.is_numeric()).take(LEAST_DIGITS).count();
    let bare = Characters::of(text).bare;
    if numeric < LEAST_DIGITS || bare > MOST_BARE {
        return;
    }
    let cleaned = clean(text, mobile);
    let count = cleaned.value.chars().count();
    if !(3..=24).contains(&count) {
        return;
    }
    if cleaned.value.bytes().all(|byte| byte.is_ascii_digit()) {
        if let Some(score) = mobile_likeness(&cleaned.value) {
            found.push(score, assess(mobile, &cleaned));
        }
        return;
    }
    let repaired: String = cleaned.value.chars().map(|c| diagnose::meant(c).unwrap_or(c)).collect();
    let letters = cleaned.value.chars().filter(|c| !c.is_ascii_digit()).count();
    if letters > 2 || count < 6 || !repaired.bytes().all(|byte| byte.is_ascii_digit()) {
        return;
    }
    let characters = Characters::of(&repaired);
    let mut meant: Vec<&Kind> = kinds
        .by_weight()
        .filter(|kind| kind.compiled.is_digits_only() && kind.compiled.may_fit(characters))
        .filter(|kind| kind.compiled.fits(&repaired))
        .collect();
    if mobile_likeness(&repaired).is_some_and(|score| score > 80)
        && !meant.iter().any(|kind| std::ptr::eq(*kind, mobile))
    {
        meant.push(mobile);
    }
    meant.sort_by_key(|kind| Reverse(kind.weight));
    for kind in meant.into_iter().take(3) {
        let cleaned = clean(text, kind);
        found.push(i32::from(kind.weight) - 8, assess(kind, &cleaned));
    }
}

/// Fewer digits are no number with a slip, and neither are more characters: a country's code of
/// four and what is looked at below.
const LEAST_DIGITS: usize = 3;
const MOST_BARE: usize = 28;

/// How much a number that is no mobile number looks like one, on the scale of weights. Ten
/// digits are a QQ number more often than a mobile number that lost one.
fn mobile_likeness(digits: &str) -> Option<i32> {
    if diagnose::is_hotline(digits) && digits.starts_with("100") {
        return Some(87);
    }
    let begins = digits.starts_with('1') && !digits.starts_with("10");
    let allocated = mobile::segment(digits).is_some();
    match digits.len() {
        11 if begins => Some(90),
        12 if begins && allocated => Some(90),
        10 if begins && allocated => Some(62),
        _ => None,
    }
}

/// More would hide the nearest.
const NEAREST: usize = 5;
/// A text that is off by more characters, or has more that do not belong, is something else.
const OFF: usize = 2;
const STRANGE: u32 = 2;

/// What a text that is nothing comes nearest to: at most two strange characters, or a length
/// that is off by two.
fn nearest(kinds: &Kinds, text: &str, found: &mut Scored) {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let signs = text.contains(['#', '@', '-', ':']);
    let characters = Characters::of(text);
    if characters.foreign || digits * 2 < text.len() && !signs {
        return;
    }
    let mut cleanings = Cleanings::of(text, characters);
    let mut near: Vec<(i32, &Kind)> = Vec::new();
    for kind in kinds.by_weight() {
        if !kind.compiled.may_come_near(characters, OFF, STRANGE) {
            continue;
        }
        let cleaned = cleanings.get(kind);
        let count = cleaned.value.chars().count();
        if count < 3 || cleaned.masked {
            continue;
        }
        let form = &kind.compiled;
        let strangers = cleaned.value.chars().filter(|c| !form.allows(*c));
        let off = form.lengths().map(|length| length.abs_diff(count)).min().unwrap_or(count);
        let (mut strange, mut distance) = (0_u32, off * 15);
        for stranger in strangers {
            strange += 1;
            let meant = diagnose::meant(stranger).is_some_and(|meant| form.allows(meant));
            distance += if meant { 10 } else { 30 };
        }
        if off > OFF || strange > STRANGE || strange as usize * 4 > count {
            continue;
        }
        if distance == 0 {
            // The right characters in the wrong order are the least likely slip.
            distance = 35;
        }
        let distance = i32::try_from(distance).unwrap_or(i32::MAX);
        near.push((i32::from(kind.weight) / 4 - distance, kind));
    }
    near.sort_by_key(|(score, _)| Reverse(*score));
    for (score, kind) in near.into_iter().take(NEAREST) {
        found.push(score, assess(kind, cleanings.get(kind)));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::identifier::kinds;

    /// What is typed and pasted, spoilt by what surrounds it.
    const TEXT: &str = "(?:\\+86 ?|0086|https://s\\.team/p/|www\\.|@|#|UID:?|QQ|STEAM_)?[0-9A-Za-z _.@#:/()\\[\\]*xX\\-]{0,22}(?:@qq\\.com|\\(2001\\)| |\t|\u{7F}|\u{FF10}|\u{200B})?";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(120))]
        #[test]
        fn a_shared_cleaning_is_the_kinds_own(text in TEXT) {
            let mut cleanings = Cleanings::of(&text, Characters::of(&text));
            for kind in kinds() {
                prop_assert_eq!(cleanings.get(kind), &clean(&text, kind), "{:?} {}", kind.id, text);
            }
        }

        #[test]
        fn what_fits_is_not_passed_over(text in TEXT) {
            let characters = Characters::of(&text);
            for kind in kinds() {
                let cleaned = clean(&text, kind);
                if !cleaned.value.is_empty() && matches!(fit(kind, &cleaned), Fit::Whole | Fit::Doubtful) {
                    prop_assert!(kind.compiled.may_become(characters), "{:?} {}", kind.id, text);
                }
            }
        }

        #[test]
        fn what_comes_near_is_not_passed_over(text in TEXT) {
            let characters = Characters::of(&text);
            for kind in kinds() {
                let cleaned = clean(&text, kind);
                let (count, form) = (cleaned.value.chars().count(), &kind.compiled);
                let off = form.lengths().map(|length| length.abs_diff(count)).min();
                let strange = cleaned.value.chars().filter(|c| !form.allows(*c)).count();
                if off.is_some_and(|off| off <= OFF) && strange <= STRANGE as usize && !cleaned.masked {
                    prop_assert!(form.may_come_near(characters, OFF, STRANGE), "{:?} {}", kind.id, text);
                }
            }
        }
    }
}
