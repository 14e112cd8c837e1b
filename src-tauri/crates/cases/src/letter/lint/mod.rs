//! What is wrong with a letter that the buyer writes or has changed.

mod limit;
mod mistakes;
mod secret;

use std::ops::Range;

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use specta::Type;

use self::{
    limit::past_limits,
    mistakes::{Mistakes, sentence},
    secret::secrets,
};
use super::{Addressee, Fingerprint, Form, fingerprint, slots::bare};
use crate::{
    Problem,
    folded::Folded,
    law::{ClaimId, forbidden_in},
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
    /// The day by which something is asked for is past.
    PastTimeLimit,
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
    /// A one-time code, or a password.
    LoginSecret,
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
                | Self::LoginSecret
                | Self::IdNumber
                | Self::BankCard
        )
    }

    /// The elements of the sources that it answers, such as `S218`.
    pub fn elements(self) -> &'static [String] {
        Mistakes::builtin().elements.get(&self).map_or(&[], Vec::as_slice)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LintFinding {
    pub kind: LintKind,
    /// As [`LintKind::stops`] has it.
    pub stops: bool,
    /// In bytes of the text's UTF-8 form, always on character boundaries; `None` when it is
    /// about the whole.
    pub range: Option<Range<u32>>,
    /// Which wrong claim it is.
    pub claim: Option<ClaimId>,
}

impl LintFinding {
    fn new(kind: LintKind, range: Option<Range<u32>>, claim: Option<ClaimId>) -> Self {
        Self { kind, stops: kind.stops(), range, claim }
    }

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
    /// What the goods are called; empty where that is not known.
    pub goods: &'a str,
    /// Of the letters that went to the same addressee before.
    pub earlier: &'a [Fingerprint],
    /// In China.
    pub now: DateTime,
}

/// Looks through a text as it stands, in the order of the text; what is about the whole last.
/// Like [`forbidden_in`] it is a guard against the usual mistakes, not a judgement.
pub fn lint(text: &str, setting: &Setting<'_>) -> Vec<LintFinding> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    let folded = Folded::of(text);
    let mistakes = Mistakes::builtin();
    let mut found = Vec::new();
    for (kind, place) in mistakes.places(folded.text()) {
        let meant = match kind {
            LintKind::AdmitsFault => !setting.problem.is_some_and(is_slip),
            // Where it is what the letter is about.
            LintKind::Insult if setting.problem == Some(Problem::Fraud) => {
                &folded.text()[place.clone()] != "骗子"
            }
            LintKind::BeyondLaw => !mistakes.is_lawful(&folded.text()[place.clone()], setting),
            _ => true,
        };
        let place = folded.source(&place);
        if meant && !(is_manner(kind) && is_anothers(text, &place, setting)) {
            found.push(at(kind, place));
        }
    }
    for (kind, place) in secrets(folded.text()) {
        found.push(at(kind, folded.source(&place)));
    }
    let claims = forbidden_in(text).into_iter();
    for claim in claims.filter(|claim| !is_anothers(text, &claim.range, setting)) {
        found.push(LintFinding::new(LintKind::WrongClaim, Some(claim.range), Some(claim.id)));
    }
    found.extend(built(text, &folded, mistakes, setting));
    let place = |finding: &LintFinding| {
        (finding.range.as_ref().map_or(u32::MAX, |range| range.start), finding.kind)
    };
    found.sort_by_key(place);
    found
}

/// Where codes, passwords and numbers of identity cards and bank cards stand in a text in full, in bytes.
pub fn secrets_in(text: &str) -> Vec<Range<usize>> {
    let folded = Folded::of(text);
    let place = |range: Range<u32>| range.start as usize..range.end as usize;
    secrets(folded.text()).into_iter().map(|(_, found)| place(folded.source(&found))).collect()
}

/// How the buyer speaks: what somebody else says is no manner of the buyer's.
fn is_manner(kind: LintKind) -> bool {
    use LintKind as K;
    matches!(kind, K::Insult | K::Heated | K::AdmitsFault | K::Threat | K::BeyondLaw)
}

/// What the other side says may be quoted, and the goods be called as they are.
fn is_anothers(text: &str, place: &Range<u32>, setting: &Setting<'_>) -> bool {
    let goods = bare(setting.goods);
    let holds = |(at, name): (usize, &str)| {
        at <= place.start as usize && place.end as usize <= at + name.len()
    };
    let is_name = !goods.is_empty() && text.match_indices(goods).any(holds);
    is_name || is_quoted(text, place)
}

/// Whether a place lies between quotation marks, within one line.
fn is_quoted(text: &str, place: &Range<u32>) -> bool {
    const MARKS: [(char, char); 3] =
        [('\u{201c}', '\u{201d}'), ('\u{300c}', '\u{300d}'), ('\u{2018}', '\u{2019}')];
    let (before, after) = (text.get(..place.start as usize), text.get(place.end as usize..));
    let (Some(before), Some(after)) = (before, after) else { return false };
    let line = before.rsplit('\n').next().unwrap_or_default();
    let rest = after.split('\n').next().unwrap_or_default();
    MARKS.iter().any(|(open, close)| {
        let opened = line.rfind(*open);
        opened.is_some_and(|at| line.rfind(*close).is_none_or(|closed| closed < at))
            && rest.contains(*close)
    })
}

/// P1 to P4: the buyer's own slips, where saying so is courtesy.
fn is_slip(problem: Problem) -> bool {
    matches!(
        problem,
        Problem::WrongGoods | Problem::WrongSpec | Problem::WrongRecipient | Problem::WrongAccount
    )
}

/// How the text is made: its demand, its order, its length, and whether it was sent before.
fn built(
    text: &str,
    folded: &Folded,
    mistakes: &Mistakes,
    setting: &Setting<'_>,
) -> Vec<LintFinding> {
    let whole = |kind| LintFinding::new(kind, None, None);
    let mut found = Vec::new();
    if let Some(demand) = mistakes.demand(folded.text()) {
        let end = sentence(folded.text(), &demand).end;
        if mistakes.fact(folded.text()).is_none_or(|fact| end <= fact.start) {
            found.push(at(LintKind::DemandFirst, folded.source(&demand)));
        }
    } else {
        found.push(whole(LintKind::NoDemand));
        let vague = mistakes.vague_demands(folded.text());
        found.extend(
            vague.into_iter().map(|place| at(LintKind::VagueDemand, folded.source(&place))),
        );
    }
    if setting.addressee != Addressee::Regulator && !mistakes.has_time_limit(folded.text()) {
        found.push(whole(LintKind::NoTimeLimit));
    }
    let past = past_limits(folded.text(), setting.now);
    found.extend(past.into_iter().map(|place| at(LintKind::PastTimeLimit, folded.source(&place))));
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
    LintFinding::new(kind, Some(range), None)
}
