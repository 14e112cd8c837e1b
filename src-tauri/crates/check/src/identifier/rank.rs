//! What a text may be when nobody said what it should be.

use std::cmp::Reverse;
use std::sync::LazyLock;

use super::clean::{Cleaned, Recipe, clean};
use super::form::Characters;
use super::judge::{assess, fits};
use super::kind::{Kind, kind, kinds};
use super::rule::Rule;
use super::types::{Candidate, KindId, ReasonCode, Verdict};
use super::{LONGEST, diagnose, mobile};

/// Candidates, most likely first: every kind whose form the text has, and those it seems to
/// miss by a slip.
pub(super) fn rank(text: &str) -> Vec<Candidate> {
    // Longer than any identifier in any wrapping: prose, and not worth reading.
    if text.len() > LONGEST * 4 || text.trim().is_empty() {
        return Vec::new();
    }
    let mut found = accepted(text);
    near_misses(text, &mut found);
    if found.is_empty() {
        nearest(text, &mut found);
    }
    found.sort_by_key(|(score, _)| Reverse(*score));
    found.into_iter().map(|(_, candidate)| candidate).collect()
}

/// Kinds in groups that clean a text alike.
static RECIPES: LazyLock<Vec<(Recipe<'static>, Vec<&'static Kind>)>> = LazyLock::new(|| {
    let mut recipes: Vec<(Recipe<'static>, Vec<&'static Kind>)> = Vec::new();
    for kind in kinds() {
        let recipe = Recipe::of(kind);
        match recipes.iter_mut().find(|(known, _)| *known == recipe) {
            Some((_, kinds)) => kinds.push(kind),
            None => recipes.push((recipe, vec![kind])),
        }
    }
    recipes
});

type Scored = Vec<(i32, Candidate)>;

fn accepted(text: &str) -> Scored {
    let mut found = Vec::with_capacity(48);
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = digits.then(|| RECIPES.iter().find(|(recipe, _)| recipe.keeps_digits()));
    let plain = plain.flatten().map(|(_, kinds)| clean(text, kinds[0]));
    for (recipe, kinds) in RECIPES.iter() {
        let own;
        let cleaned = match &plain {
            Some(plain) if recipe.keeps_digits() => plain,
            _ => {
                own = clean(text, kinds[0]);
                &own
            }
        };
        if cleaned.value.is_empty() {
            continue;
        }
        let characters = Characters::of(&cleaned.value);
        for kind in kinds {
            if may_be(kind, cleaned, characters) {
                let candidate = assess(kind, cleaned);
                let score = score(kind, &candidate);
                if !(cleaned.masked && candidate.verdict == Verdict::Error) {
                    found.push((score, candidate));
                }
            }
        }
    }
    found
}

fn may_be(kind: &Kind, cleaned: &Cleaned, characters: Characters) -> bool {
    if cleaned.masked {
        // What is hidden can be anything, so something must be visible.
        return kind.masked
            && cleaned.value.chars().filter(char::is_ascii_alphanumeric).count() > 2;
    }
    kind.compiled.may_fit(characters)
        && (fits(kind, cleaned) || kind.compiled.fits_doubtful(&cleaned.value))
}

fn score(kind: &Kind, candidate: &Candidate) -> i32 {
    let mut score = i32::from(kind.weight);
    for reason in &candidate.reasons {
        score -= match reason.code {
            ReasonCode::Unusual => 25,
            // These forms fit many a number; a wrong sum then says that it is another kind.
            ReasonCode::Checksum | ReasonCode::OutOfRange if is_broad(kind, candidate) => 45,
            ReasonCode::Checksum | ReasonCode::OutOfRange => 10,
            _ => 0,
        };
    }
    score
}

fn is_broad(kind: &Kind, candidate: &Candidate) -> bool {
    match kind.rule {
        Some(Rule::Luhn) => !candidate.normalised.starts_with("62"),
        Some(Rule::FriendCode3ds | Rule::Snowflake) | None => true,
        _ => false,
    }
}

/// Adds what the text would be but for a slip, even where other kinds accept it as it is.
fn near_misses(text: &str, found: &mut Scored) {
    let Some(mobile) = kind(&KindId("cn_mobile".to_owned())) else { return };
    let cleaned = clean(text, mobile);
    let count = cleaned.value.chars().count();
    if !(3..=24).contains(&count) || found.iter().any(|(_, c)| c.kind == mobile.id) {
        return;
    }
    if cleaned.value.bytes().all(|byte| byte.is_ascii_digit()) {
        if let Some(score) = mobile_likeness(&cleaned.value) {
            found.push((score, assess(mobile, &cleaned)));
        }
        return;
    }
    let repaired: String = cleaned.value.chars().map(|c| diagnose::meant(c).unwrap_or(c)).collect();
    let letters = cleaned.value.chars().filter(|c| !c.is_ascii_digit()).count();
    if letters > 2 || count < 6 || !repaired.bytes().all(|byte| byte.is_ascii_digit()) {
        return;
    }
    let characters = Characters::of(&repaired);
    let mut meant: Vec<&'static Kind> = kinds()
        .iter()
        .filter(|kind| kind.compiled.is_digits_only() && kind.compiled.may_fit(characters))
        .filter(|kind| kind.compiled.fits(&repaired))
        .collect();
    if mobile_likeness(&repaired).is_some_and(|score| score > 80) && !meant.contains(&mobile) {
        meant.push(mobile);
    }
    meant.sort_by_key(|kind| Reverse(kind.weight));
    for kind in meant.into_iter().take(3) {
        let cleaned = clean(text, kind);
        found.push((i32::from(kind.weight) - 8, assess(kind, &cleaned)));
    }
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

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

/// What a text that is nothing comes nearest to: at most two strange characters, or a length
/// that is off by two.
fn nearest(text: &str, found: &mut Scored) {
    for (_, kinds) in RECIPES.iter() {
        let cleaned = clean(text, kinds[0]);
        let count = cleaned.value.chars().count();
        if count < 3 || cleaned.masked {
            continue;
        }
        for kind in kinds {
            let strange = cleaned.value.chars().filter(|c| !kind.compiled.allows(*c)).count();
            let off = kind.compiled.lengths().map(|length| length.abs_diff(count)).min();
            if strange > 2 || strange * 4 > count || off.is_none_or(|off| off > 2) {
                continue;
            }
            let distance = i32::try_from(strange * 20 + off.unwrap_or(0) * 10).unwrap_or(i32::MAX);
            found.push((i32::from(kind.weight) - distance, assess(kind, &cleaned)));
        }
    }
    found.sort_by_key(|(score, _)| Reverse(*score));
    found.truncate(5);
}
