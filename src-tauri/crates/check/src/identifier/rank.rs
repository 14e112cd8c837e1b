//! What a text may be when nobody said what it should be.

use std::cmp::Reverse;
use std::sync::LazyLock;

use super::clean::{Cleaned, Recipe, clean};
use super::form::Characters;
use super::judge::{Fit, assess, assess_fitting, fit};
use super::kind::{Kind, kinds};
use super::rule::Rule;
use super::types::{Candidate, ReasonCode, StepKind, Verdict};
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

/// Every kind, the weightiest first, with the place of its recipe in `recipes`.
struct Order {
    kinds: Vec<(&'static Kind, usize)>,
    recipes: Vec<Recipe<'static>>,
}

static ORDER: LazyLock<Order> = LazyLock::new(|| {
    let mut order = Order { kinds: Vec::new(), recipes: Vec::new() };
    for kind in kinds() {
        let recipe = Recipe::of(kind);
        let known = order.recipes.iter().position(|known| *known == recipe);
        let nth = known.unwrap_or_else(|| {
            order.recipes.push(recipe);
            order.recipes.len() - 1
        });
        order.kinds.push((kind, nth));
    }
    order.kinds.sort_by_key(|(kind, _)| Reverse(kind.weight));
    order
});

type Scored = Vec<(i32, Candidate)>;

/// The text cleaned by each recipe, when it is first asked for.
struct Cleanings<'a> {
    text: &'a str,
    /// For digits alone most recipes do nothing.
    plain: Option<Cleaned>,
    by_recipe: Vec<Option<Cleaned>>,
}

impl<'a> Cleanings<'a> {
    fn of(text: &'a str) -> Self {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let places = || (0_u32..).zip(text.bytes()).map(|(at, _)| at).collect();
        let value = || text.to_owned();
        let plain = digits.then(|| Cleaned {
            value: value(),
            written: value(),
            places: places(),
            characters: Characters::of(text),
            ..Cleaned::default()
        });
        Self { text, plain, by_recipe: Vec::new() }
    }

    fn get(&mut self, kind: &Kind, nth: usize) -> &Cleaned {
        if let Some(plain) = self.plain.as_ref().filter(|_| ORDER.recipes[nth].keeps(self.text)) {
            return plain;
        }
        if self.by_recipe.is_empty() {
            self.by_recipe.resize(ORDER.recipes.len(), None);
        }
        self.by_recipe[nth].get_or_insert_with(|| clean(self.text, kind))
    }
}

fn accepted(text: &str) -> Scored {
    let mut found = Vec::with_capacity(48);
    let characters = Characters::of(text);
    let mut cleanings = Cleanings::of(text);
    for (kind, nth) in &ORDER.kinds {
        if !kind.compiled.may_become(characters) {
            continue;
        }
        let cleaned = cleanings.get(kind, *nth);
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
        found.push((score(kind, &candidate), candidate));
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
fn near_misses(text: &str, found: &mut Scored) {
    let Some((mobile, _)) = ORDER.kinds.iter().find(|(kind, _)| kind.id.0 == "cn_mobile") else {
        return;
    };
    if text.bytes().all(|byte| byte.is_ascii_digit()) && mobile_likeness(text).is_none() {
        return;
    }
    let mobile = *mobile;
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
    if mobile_likeness(&repaired).is_some_and(|score| score > 80)
        && !meant.iter().any(|kind| std::ptr::eq(*kind, mobile))
    {
        meant.push(mobile);
    }
    meant.sort_by_key(|kind| Reverse(kind.weight));
    for kind in meant.into_iter().take(3) {
        let cleaned = clean(text, kind);
        found.push((i32::from(kind.weight) - 8, assess(kind, &cleaned)));
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
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let signs = text.contains(['#', '@', '-', ':']);
    if Characters::of(text).foreign || digits * 2 < text.len() && !signs {
        return;
    }
    let mut cleanings = Cleanings::of(text);
    for (kind, nth) in &ORDER.kinds {
        let cleaned = cleanings.get(kind, *nth);
        let count = cleaned.value.chars().count();
        if count < 3 || cleaned.masked {
            continue;
        }
        let form = &kind.compiled;
        let strangers = cleaned.value.chars().filter(|c| !form.allows(*c));
        let off = form.lengths().map(|length| length.abs_diff(count)).min().unwrap_or(count);
        let (mut strange, mut distance) = (0, off * 15);
        for stranger in strangers {
            strange += 1;
            let meant = diagnose::meant(stranger).is_some_and(|meant| form.allows(meant));
            distance += if meant { 10 } else { 30 };
        }
        if off > 2 || strange > 2 || strange * 4 > count {
            continue;
        }
        if distance == 0 {
            // The right characters in the wrong order are the least likely slip.
            distance = 35;
        }
        let distance = i32::try_from(distance).unwrap_or(i32::MAX);
        found.push((i32::from(kind.weight) / 4 - distance, assess(kind, cleaned)));
    }
    found.sort_by_key(|(score, _)| Reverse(*score));
    found.truncate(5);
}
