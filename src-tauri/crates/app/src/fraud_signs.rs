//! The signs of fraud that `cases` knows, at the moment before paying.

use std::collections::BTreeSet;

use cases::fraud::{FraudPlace, FraudSign, Severity, sign_of_price, signs_in};
use check::page::Page;
use check::review::{Answers, Gate, Need, Warning, warning_gate};
use model::{Fen, Field};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::draft::PurchaseDraft;

/// A sign of fraud with what was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FraudNotice {
    pub sign: FraudSign,
    /// The words it was met in, on one line; `None` where it follows from what is known.
    pub words: Option<String>,
}

/// More characters than these are no longer looked at.
const WORDS: usize = 120;

/// The signs in `text` that matter at `place`, each once, the gravest first.
pub(crate) fn notices(text: &str, place: FraudPlace) -> Vec<FraudNotice> {
    let said = |sign: FraudSign| FraudNotice { words: words(text, &sign), sign };
    signs_in(text, place).into_iter().map(said).collect()
}

/// What a draft shows: first its page, then what was typed of it, then its price.
pub(crate) fn before_paying(draft: &PurchaseDraft, need: &Need, page: &Page) -> Vec<FraudNotice> {
    let texts = [&draft.page, &draft.name, &draft.shop, &draft.purpose];
    let said = texts.into_iter().flat_map(|text| notices(text, FraudPlace::Check));
    let known = price(need, page).map(|sign| FraudNotice { sign, words: None });
    let mut met = BTreeSet::new();
    let mut all: Vec<_> = said.chain(known).filter(|notice| met.insert(notice.sign.id)).collect();
    all.sort_by_key(|notice| notice.sign.severity);
    all
}

/// The signs that say to go no further are acknowledged before paying.
pub(crate) fn gates(fraud: &[FraudNotice], answers: &Answers) -> Vec<Gate> {
    let stops = fraud.iter().filter(|notice| notice.sign.severity <= Severity::Stop);
    let warning = |notice: &FraudNotice| {
        let id = serde_json::to_value(notice.sign.id).ok()?;
        let id = format!("fraud:{}", id.as_str()?);
        let text = notice.words.clone().unwrap_or_else(|| id.clone());
        Some(Warning { id, text })
    };
    stops.filter_map(warning).map(|warning| warning_gate(answers, warning)).collect()
}

fn words(text: &str, sign: &FraudSign) -> Option<String> {
    let range = sign.range.as_ref()?;
    let met = text.get(usize::try_from(range.start).ok()?..usize::try_from(range.end).ok()?)?;
    let line = met.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(line.chars().filter(|letter| !letter.is_control()).take(WORDS).collect())
}

/// One piece against its face value.
fn price(need: &Need, page: &Page) -> Option<FraudSign> {
    let face = need.face_value_fen.or_else(|| page.money(Field::FaceValue))?;
    let quantity = page.count(Field::Quantity).map(i64::from).or(need.quantity);
    let alone = |total: &Fen| quantity == Some(1) && total.0 > 0;
    let unit = page.money(Field::UnitPrice).or_else(|| page.money(Field::Total).filter(alone))?;
    sign_of_price(unit, face)
}
