//! The history finds what a walk through all of it finds: the same recipients in the same
//! order, the same double purchases.

#![allow(clippy::unwrap_used, reason = "a test may end where it fails")]

use check::catalogue::{Catalogue, CategoryId};
use check::diff::difference;
use check::identifier::{KindId, Kinds};
use check::page::Value;
use check::review::{
    Answers, Finding, FindingCode, History, Input, KnownRecipient, Need, PastPurchase, Thresholds,
    review,
};
use jiff::{SignedDuration, Timestamp};
use model::Fen;
use proptest::prelude::*;

const NOW: &str = "2026-11-22T06:00:00Z";

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

/// Numbers of few digits, so that equal and near ones are frequent.
fn number() -> impl Strategy<Value = String> {
    "1860000[0-2]{4}|1860000[0-2]{3}|1860000[0-2]{5}"
}

fn kind() -> impl Strategy<Value = Option<KindId>> {
    prop_oneof![
        3 => Just(Some(KindId("cn_mobile".to_owned()))),
        1 => Just(Some(KindId("qq".to_owned()))),
        1 => Just(None),
    ]
}

fn known() -> impl Strategy<Value = KnownRecipient> {
    (number(), kind(), proptest::option::of("[a-c]"), 0_u32..3).prop_map(
        |(value, kind, label, times_checked)| KnownRecipient { value, kind, label, times_checked },
    )
}

fn past() -> impl Strategy<Value = PastPurchase> {
    let category = prop_oneof![Just("phone_credit"), Just("data_plan")];
    let face = proptest::option::of(prop_oneof![Just(Fen(5000)), Just(Fen(10000))]);
    let hours = proptest::option::of(-30_i64..60);
    (proptest::option::of(number()), kind(), category, face, hours).prop_map(
        |(recipient, recipient_kind, category, face_value, hours)| PastPurchase {
            category: Some(CategoryId(category.to_owned())),
            recipient,
            recipient_kind,
            face_value,
            quantity: Some(1),
            total: face_value,
            shop: None,
            at: hours.map(|hours| now() - SignedDuration::from_hours(hours)),
        },
    )
}

/// Looks at everything, one after another.
struct Walk<'a> {
    recipients: &'a [KnownRecipient],
    purchases: &'a [PastPurchase],
    typed: &'a str,
}

impl Walk<'_> {
    fn known(&self) -> Option<KnownRecipient> {
        let mobile = KindId("cn_mobile".to_owned());
        let fits = |kind: &Option<KindId>| kind.as_ref().is_none_or(|kind| *kind == mobile);
        let saved = self.recipients.iter().find(|r| r.value == self.typed && fits(&r.kind));
        let used = self.purchases.iter().filter(|past| {
            past.recipient.as_deref() == Some(self.typed) && fits(&past.recipient_kind)
        });
        let times_checked = u32::try_from(used.count()).unwrap();
        saved.cloned().or_else(|| {
            (times_checked > 0).then(|| KnownRecipient {
                value: self.typed.to_owned(),
                kind: Some(mobile.clone()),
                label: None,
                times_checked,
            })
        })
    }

    /// The values one slip away with whom they belong to.
    fn near(&self) -> Vec<(String, Option<String>)> {
        let saved = self.recipients.iter().map(|r| (Some(&r.value), r.label.clone()));
        let used = self.purchases.iter().map(|past| (past.recipient.as_ref(), None));
        let mut near: Vec<(String, Option<String>)> = Vec::new();
        for (value, label) in saved.chain(used) {
            let Some(value) = value else { continue };
            let first = !near.iter().any(|(other, _)| other == value);
            if first && difference(value, self.typed).distance == 1 {
                near.push((value.clone(), label));
            }
        }
        near.truncate(3);
        near
    }

    fn twin(&self) -> Option<String> {
        let window = SignedDuration::from_hours(24);
        let twin = self.purchases.iter().find(|past| {
            past.at.is_some_and(|at| now().duration_since(at).abs() <= window)
                && past.recipient.as_deref() == Some(self.typed)
                && past.category == Some(CategoryId("phone_credit".to_owned()))
                && past.face_value == Some(Fen(10000))
        });
        twin.and_then(|past| past.at).map(|at| at.to_string())
    }
}

fn text(value: Option<&Value>) -> String {
    value.map(Value::plain).unwrap_or_default()
}

proptest! {
    #[test]
    fn an_indexed_history_answers_like_a_walk_through_it(
        recipients in proptest::collection::vec(known(), 0..30),
        purchases in proptest::collection::vec(past(), 0..60),
        typed in "1860000[0-2]{4}",
    ) {
        let need = Need {
            category: Some(CategoryId("phone_credit".to_owned())),
            face_value_fen: Some(Fen(10000)),
            quantity: Some(1),
            recipient: Some(typed.clone()),
            ..Need::default()
        };
        let history = History::new(recipients.clone(), purchases.clone());
        let reviewed = review(&Input {
            kinds: Kinds::builtin(),
            catalogue: Catalogue::builtin(),
            need: &need,
            page: None,
            history: &history,
            now: Some(now()),
            thresholds: Thresholds::default(),
            answers: &Answers::default(),
        });
        let of = |code| reviewed.findings.iter().filter(move |f: &&Finding| f.code == code);
        let near: Vec<_> = of(FindingCode::RecipientNearKnown)
            .map(|f| (text(f.expected.as_ref()), f.about.clone()))
            .collect();
        let twin = of(FindingCode::DuplicatePurchase).next().and_then(|f| f.about.clone());

        let walk = Walk { recipients: &recipients, purchases: &purchases, typed: &typed };
        let known = walk.known();
        let walked = if known.is_some() { Vec::new() } else { walk.near() };
        prop_assert_eq!(reviewed.recipient.and_then(|r| r.known), known);
        prop_assert_eq!(near, walked);
        prop_assert_eq!(twin, walk.twin());
    }
}
