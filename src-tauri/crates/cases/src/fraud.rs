//! Signs of fraud, at the moment they matter, and what to do.
//!
//! A sign is a hint and no finding: nobody is called a deceiver, and no list of platforms exists.

use std::{ops::Range, sync::LazyLock};

use model::Fen;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{
    Problem,
    condition::Wanted,
    fact::Facts,
    folded::Folded,
    signs::{Reach, Signs},
};

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum FraudId {
    FakeService,
    ScreenShare,
    PayMore,
    OutsidePlatform,
    RebateTasks,
    TooCheap,
    SecretsAsked,
    WholeCodeAsked,
    PaidRescue,
    SearchedNumber,
    TrustClaimed,
    ConfirmFirst,
    Deceived,
    SuspiciousMessage,
    ChildPaid,
    PastedAccount,
}

/// Where a sign is looked for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum FraudPlace {
    /// Before paying.
    Check,
    /// What somebody said.
    Contact,
    Case,
}

/// The gravest first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
// The findings of the checks have a `Severity` as well.
#[serde(rename = "FraudSeverity", rename_all = "snake_case")]
pub enum Severity {
    /// Minutes count.
    Urgent,
    /// Go no further.
    Stop,
    Warn,
    Know,
}

/// What to do.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum FraudStep {
    HangUp,
    /// The service is found in the app or on the site itself.
    OfficialEntry,
    NoSecret,
    EndSharing,
    /// The bank and the payment app are asked to stop it.
    StopPayment,
    ChangeSecrets,
    #[serde(rename = "call_110")]
    Call110,
    #[serde(rename = "call_96110")]
    Call96110,
    StopPaying,
    KeepChat,
    StayOnPlatform,
    LeaveGroup,
    DoubtSource,
    OfficialPrice,
    BuyOfficial,
    EndsOnly,
    RedeemAndRecord,
    LookUpFiling,
    LookUpCompany,
    LookUpComplaints,
    LookUpLicence,
    RedeemThenConfirm,
    NoLink,
    #[serde(rename = "report_12321")]
    Report12321,
    /// 12381 warns; it never asks for anything.
    WarningNumber,
    GuardianWay,
    KeepProofOfUse,
    CheckBothEnds,
}

/// A sign that was met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FraudSign {
    pub id: FraudId,
    pub severity: Severity,
    pub steps: Vec<FraudStep>,
    /// Where in the text, in bytes of its UTF-8 form, always on character boundaries; `None`
    /// where it follows from what is known.
    pub range: Option<Range<u32>>,
}

/// The signs in `text` that matter at `place`, each once, the gravest first. A text without one
/// may be a deceiver's all the same.
///
/// ```
/// use cases::fraud::{FraudId, FraudPlace, signs_in};
/// let found = signs_in("要先交 200 元解冻金才能提现", FraudPlace::Contact);
/// assert_eq!(found[0].id, FraudId::PayMore);
/// assert!(signs_in("不要交解冻金", FraudPlace::Contact).is_empty());
/// ```
pub fn signs_in(text: &str, place: FraudPlace) -> Vec<FraudSign> {
    let text = Folded::of(text);
    met(place, |sign| sign.signs.first(&text).map(Some))
}

/// The signs that follow from what is known of a case.
pub fn signs_of(facts: &Facts, problem: Option<Problem>, place: FraudPlace) -> Vec<FraudSign> {
    met(place, |sign| {
        let is = |wanted: &Wanted| facts.known(wanted.fact) == Some(wanted.is);
        let told = problem.is_some_and(|problem| sign.entry.problems.contains(&problem));
        (told || sign.entry.when.iter().any(|all| all.iter().all(is))).then_some(None)
    })
}

/// The sign of a price far below the face value: at most seven tenths of it.
pub fn sign_of_price(price: Fen, face: Fen) -> Option<FraudSign> {
    let far = face.0 > 0 && price.0.saturating_mul(10) <= face.0.saturating_mul(7);
    far.then(|| of(FraudId::TooCheap)).flatten()
}

/// The sign as such, for a moment that is known otherwise, such as that an account was pasted.
pub fn of(id: FraudId) -> Option<FraudSign> {
    SIGNS.iter().find(|sign| sign.entry.id == id).map(|sign| sign.with(None))
}

fn met(
    place: FraudPlace,
    matches: impl Fn(&Known) -> Option<Option<Range<u32>>>,
) -> Vec<FraudSign> {
    let here = SIGNS.iter().filter(|sign| sign.entry.places.contains(&place));
    let mut found: Vec<FraudSign> =
        here.filter_map(|sign| matches(sign).map(|range| sign.with(range))).collect();
    found.sort_by_key(|sign| sign.severity);
    found
}

struct Known {
    entry: Entry,
    signs: Signs,
}

impl Known {
    fn with(&self, range: Option<Range<u32>>) -> FraudSign {
        let Entry { id, severity, .. } = self.entry;
        FraudSign { id, severity, steps: self.entry.steps.clone(), range }
    }
}

static SIGNS: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let File { spared, sign } = toml::from_str(DATA).unwrap_or_default();
    sign.into_iter().filter_map(|entry| entry.known(&spared)).collect()
});

const DATA: &str = include_str!("../data/fraud.toml");

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    spared: Vec<String>,
    sign: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: FraudId,
    severity: Severity,
    places: Vec<FraudPlace>,
    patterns: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    /// Sets of facts; `!` before one that is known not to be so.
    #[serde(default)]
    when: Vec<Vec<Wanted>>,
    #[serde(default)]
    problems: Vec<Problem>,
    steps: Vec<FraudStep>,
    #[expect(dead_code, reason = "for whoever traces the rows of the sources")]
    elements: Vec<String>,
}

impl Entry {
    fn known(self, spared: &[String]) -> Option<Known> {
        let signs =
            Signs::parse(&self.patterns, spared.iter().chain(&self.unless), Reach::Middle).ok()?;
        Some(Known { signs, entry: self })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_sign_is_read_and_none_is_found_anywhere() {
        let file: File = toml::from_str(DATA).unwrap();
        let ids: BTreeSet<_> = file.sign.iter().map(|sign| sign.id).collect();
        assert_eq!((ids.len(), file.sign.len()), (16, 16));
        for entry in file.sign {
            let id = entry.id;
            let known = entry.known(&file.spared).unwrap_or_else(|| panic!("{id:?} is not read"));
            assert!(!known.signs.find_anything(), "{id:?} is found anywhere");
            assert!(!known.entry.places.is_empty() && !known.entry.steps.is_empty(), "{id:?}");
        }
    }
}
