//! What is wrong with a letter that the buyer writes or has changed.

mod secret;
mod signs;

use std::ops::Range;

use serde::{Deserialize, Serialize};
use specta::Type;

use self::{
    secret::secrets,
    signs::{Signs, sentence},
};
use super::{Addressee, Fingerprint, Form, fingerprint};
use crate::{
    Problem,
    law::{ClaimId, Folded, forbidden_in},
};

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum LintKind {
    /// Says that something is wrong, and not what, when or which.
    VagueFact,
    /// Asks for something to be done, and not what.
    VagueDemand,
    NoDemand,
    /// Nothing says until when.
    NoTimeLimit,
    /// What is wanted stands before what happened.
    DemandFirst,
    Insult,
    Heated,
    /// Much the same was sent before.
    Repeated,
    /// Takes the fault on oneself where the system or the other side failed.
    AdmitsFault,
    /// Said to be law, or certain, and is not.
    WrongClaim,
    /// Threatens with something other than the ways that are open to a buyer.
    Threat,
    /// Asks for more than the law lets one ask for here, or for money to stay quiet.
    BeyondLaw,
    /// A place of a template that was not filled in.
    Placeholder,
    CardSecret,
    IdNumber,
    BankCard,
    TooLong,
}

impl LintKind {
    /// Whether the letter should not go out with it; otherwise it is advice.
    pub fn stops(self) -> bool {
        matches!(
            self,
            Self::Insult
                | Self::WrongClaim
                | Self::Threat
                | Self::BeyondLaw
                | Self::Placeholder
                | Self::CardSecret
                | Self::IdNumber
                | Self::BankCard
        )
    }

    /// The elements of the sources that it answers, such as `S218`.
    pub fn elements(self) -> &'static [String] {
        Signs::builtin().elements.get(&self).map_or(&[], Vec::as_slice)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LintFinding {
    pub kind: LintKind,
    /// In bytes of the text's UTF-8 form, always on character boundaries; `None` when it is
    /// about the whole.
    pub range: Option<Range<u32>>,
    /// Which wrong claim it is.
    pub claim: Option<ClaimId>,
}

impl LintFinding {
    /// The words of `text`, which must be the text that was looked through.
    pub fn words<'a>(&self, text: &'a str) -> &'a str {
        let bytes = self.range.as_ref().map(|range| range.start as usize..range.end as usize);
        bytes.and_then(|bytes| text.get(bytes)).unwrap_or_default()
    }
}

/// What a text is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting<'a> {
    pub problem: Option<Problem>,
    pub addressee: Addressee,
    pub form: Form,
    /// Of the letters that went to the same addressee before.
    pub earlier: &'a [Fingerprint],
}

/// Looks through a text as it stands, in the order of the text; what is about the whole last.
/// Like [`forbidden_in`] it is a guard against the usual mistakes, not a judgement.
pub fn lint(text: &str, setting: &Setting<'_>) -> Vec<LintFinding> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    let folded = Folded::of(text);
    let signs = Signs::builtin();
    let mut found = Vec::new();
    for (kind, place) in signs.places(folded.text()) {
        let meant = match kind {
            LintKind::AdmitsFault => !setting.problem.is_some_and(is_slip),
            // Where it is what the letter is about.
            LintKind::Insult if setting.problem == Some(Problem::Fraud) => {
                &folded.text()[place.clone()] != "骗子"
            }
            LintKind::BeyondLaw => !signs.is_lawful(&folded.text()[place.clone()], setting),
            _ => true,
        };
        if meant {
            found.push(at(kind, folded.source(&place)));
        }
    }
    for (kind, place) in secrets(folded.text()) {
        found.push(at(kind, folded.source(&place)));
    }
    for claim in forbidden_in(text) {
        let range = Some(claim.range);
        found.push(LintFinding { kind: LintKind::WrongClaim, range, claim: Some(claim.id) });
    }
    found.extend(built(text, &folded, signs, setting));
    let place = |finding: &LintFinding| {
        (finding.range.as_ref().map_or(u32::MAX, |range| range.start), finding.kind)
    };
    found.sort_by_key(place);
    found
}

/// P1 to P4: the buyer's own slips, where saying so is courtesy.
fn is_slip(problem: Problem) -> bool {
    matches!(
        problem,
        Problem::WrongGoods | Problem::WrongSpec | Problem::WrongRecipient | Problem::WrongAccount
    )
}

/// How the text is made: its demand, its order, its length, and whether it was sent before.
fn built(text: &str, folded: &Folded, signs: &Signs, setting: &Setting<'_>) -> Vec<LintFinding> {
    let whole = |kind| LintFinding { kind, range: None, claim: None };
    let mut found = Vec::new();
    if let Some(demand) = signs.demand(folded.text()) {
        let end = sentence(folded.text(), &demand).end;
        if signs.fact(folded.text()).is_none_or(|fact| end <= fact.start) {
            found.push(at(LintKind::DemandFirst, folded.source(&demand)));
        }
    } else {
        found.push(whole(LintKind::NoDemand));
        let vague = signs.vague_demands(folded.text());
        found.extend(vague.map(|place| at(LintKind::VagueDemand, folded.source(&place))));
    }
    if setting.addressee != Addressee::Regulator && !signs.has_time_limit(folded.text()) {
        found.push(whole(LintKind::NoTimeLimit));
    }
    if let Some((limit, _)) = text.char_indices().nth(setting.form.limit()) {
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        found.push(at(LintKind::TooLong, narrow(limit)..narrow(text.len())));
    }
    if fingerprint(text).is_some_and(|print| setting.earlier.iter().any(|old| print.is_near(old))) {
        found.push(whole(LintKind::Repeated));
    }
    found
}

fn at(kind: LintKind, range: Range<u32>) -> LintFinding {
    LintFinding { kind, range: Some(range), claim: None }
}
