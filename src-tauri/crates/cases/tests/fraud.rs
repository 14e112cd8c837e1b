//! Signs of fraud: each is met where it stands, and no right sentence is.

#![allow(clippy::unwrap_used, reason = "a test may end where it fails")]

use std::collections::BTreeMap;

use cases::Problem;
use cases::fact::{Fact, Facts};
use cases::fraud::{
    FraudId, FraudPlace, FraudStep, Severity, of, sign_of_price, signs_in, signs_of,
};
use model::Fen;
use proptest::prelude::*;
use serde::Deserialize;

const PLACES: [FraudPlace; 3] = [FraudPlace::Check, FraudPlace::Contact, FraudPlace::Case];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentences {
    hits: Vec<String>,
    misses: Vec<String>,
}

fn sentences() -> BTreeMap<FraudId, Sentences> {
    toml::from_str(include_str!("fraud/sentences.toml")).unwrap()
}

fn anywhere(text: &str) -> Vec<FraudId> {
    PLACES.into_iter().flat_map(|place| signs_in(text, place)).map(|sign| sign.id).collect()
}

#[test]
fn a_sign_is_met_and_a_right_sentence_meets_none() {
    let mut failures = Vec::new();
    let sentences = sentences();
    assert_eq!(sentences.len(), 16, "each sign has its sentences");
    for (id, Sentences { hits, misses }) in &sentences {
        assert!(hits.len() >= 3 && misses.len() >= 3, "{id:?}: too few");
        for text in hits {
            if !anywhere(text).contains(id) {
                failures.push(format!("{id:?} misses: {text}"));
            }
        }
        for text in misses {
            let found = anywhere(text);
            if !found.is_empty() {
                failures.push(format!("{found:?} finds in {id:?}: {text}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_sign_is_met_only_where_it_matters() {
    let cheap = "话费 5 折充值";
    assert!(signs_in(cheap, FraudPlace::Case).is_empty(), "it is bought already");
    assert_eq!(signs_in(cheap, FraudPlace::Check)[0].id, FraudId::TooCheap);
    let found = signs_in("我被骗了 500 块，还让我打开屏幕共享", FraudPlace::Case);
    let ids: Vec<_> = found.iter().map(|sign| sign.id).collect();
    assert_eq!(ids, [FraudId::Deceived, FraudId::ScreenShare], "the gravest first");
}

#[test]
fn what_is_known_is_a_sign_as_well() {
    let ids = |said: &[(Fact, bool)], problem| {
        let mut facts = Facts::default();
        for &(fact, so) in said {
            facts.say(fact, so);
        }
        let found = signs_of(&facts, problem, FraudPlace::Case);
        found.iter().map(|sign| sign.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(&[], None), []);
    assert_eq!(ids(&[(Fact::AskedForMore, false)], None), []);
    assert_eq!(ids(&[(Fact::AskedForMore, true)], None), [FraudId::Deceived, FraudId::PayMore]);
    assert_eq!(ids(&[(Fact::PaidOutside, true)], None), [FraudId::OutsidePlatform]);
    assert_eq!(ids(&[(Fact::MoneyHeld, true)], None), [], "whether it came is not known");
    let held = [(Fact::MoneyHeld, true), (Fact::Arrived, false)];
    assert_eq!(ids(&held, Some(Problem::NotDelivered)), [FraudId::ConfirmFirst]);
    assert_eq!(ids(&[], Some(Problem::Fraud)), [FraudId::Deceived]);
    assert_eq!(ids(&[], Some(Problem::Minor)), [FraudId::ChildPaid]);
    let deceived = of(FraudId::Deceived).unwrap();
    assert_eq!(deceived.severity, Severity::Urgent);
    assert!(deceived.steps.contains(&FraudStep::Call110));
}

#[test]
fn a_price_is_far_below_from_seven_tenths_down() {
    let met = |price, face| sign_of_price(Fen(price), Fen(face)).is_some();
    assert!(met(7_000, 10_000) && met(5_000, 10_000) && met(1, 10_000));
    assert!(!met(7_001, 10_000) && !met(9_800, 10_000));
    assert!(!met(0, 0), "without a face value there is nothing to compare");
}

proptest! {
    /// The words of a sign can be shown whatever stands around them.
    #[test]
    fn a_place_is_always_a_part_of_the_text(before in "\\PC{0,40}", after in "\\PC{0,40}") {
        let text = format!("{before}。要转账 核\u{200B}验。{after}");
        let found = signs_in(&text, FraudPlace::Contact);
        let met = found.iter().find(|sign| sign.id == FraudId::PayMore);
        // What is written before may be a warning; it ends with its sentence.
        let range = met.and_then(|sign| sign.range.clone());
        prop_assert!(range.is_some(), "{text}");
        for sign in &found {
            let range = sign.range.clone().unwrap();
            let words = text.get(range.start as usize..range.end as usize);
            prop_assert!(words.is_some_and(|words| !words.is_empty()), "{:?}: {text}", sign.id);
        }
    }

    /// The signs are sought in whatever is pasted.
    #[test]
    fn no_text_is_too_strange(text in "\\PC{0,300}") {
        for place in PLACES {
            drop(signs_in(&text, place));
        }
    }
}

#[test]
fn the_rows_of_the_sources_are_answered() {
    let rows = |text: &str, of: &str| -> Vec<String> {
        let table: toml::Table = text.parse().unwrap();
        let entries = table[of].as_array().unwrap().iter();
        let elements = entries.flat_map(|entry| entry["elements"].as_array().unwrap());
        elements.map(|row| row.as_str().unwrap().to_owned()).collect()
    };
    let signs = rows(include_str!("../data/fraud.toml"), "sign");
    for row in (1..=16).map(|row| format!("F{row}")).chain(["S194".to_owned()]) {
        assert!(signs.contains(&row), "{row} is not answered");
    }
    let stalls = rows(include_str!("../data/stalling.toml"), "phrase");
    assert!(stalls.contains(&"S180".to_owned()));
}
