//! What normalising must never do: go on changing a value, or change one that is right.

#![allow(clippy::expect_used, reason = "a test may end where it fails")]

use check::identifier::{Candidate, KindId, Verdict, identify, kinds};
use proptest::prelude::*;

fn as_kind(text: &str, kind: &KindId) -> Candidate {
    identify(text, Some(kind)).candidates.remove(0)
}

/// Right values of every kind with what may stand around them, and texts of no kind.
fn text() -> impl Strategy<Value = String> {
    let samples: toml::Table =
        include_str!("samples/identifiers.toml").parse().expect("the samples are TOML");
    let values: Vec<String> = samples
        .values()
        .filter_map(|levels| levels.get("valid")?.as_array())
        .flatten()
        .filter_map(|value| value.as_str().map(str::to_owned))
        .collect();
    let around = "[ \\-\\t\u{200B}\u{3000}+@#()0-9]{0,3}";
    prop_oneof![
        3 => prop::sample::select(values.clone()),
        3 => (around, prop::sample::select(values), around)
            .prop_map(|(before, value, after)| format!("{before}{value}{after}")),
        2 => "[0-9A-Za-z \\-+@._\u{FF10}-\u{FF19}\u{3002}*]{0,24}",
        1 => "\\PC{0,24}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn normalising_twice_is_normalising_once(text in text()) {
        for kind in kinds() {
            let once = as_kind(&text, &kind.id);
            // What no form fits is kept for the eye, not for another reading.
            if once.verdict == Verdict::Error {
                continue;
            }
            let twice = as_kind(&once.normalised, &kind.id);
            prop_assert_eq!(
                &twice.normalised, &once.normalised, "{:?} of {:?}", kind.id, text
            );
            prop_assert!(
                twice.steps.is_empty(),
                "{:?}: {:?} is normalised, yet {:?}", kind.id, once.normalised, twice.steps
            );
            // The country code is what that kind is about, and is not kept.
            prop_assert!(
                twice.verdict <= once.verdict || kind.id.0 == "cn_mobile_prefixed",
                "{:?} of {:?}", kind.id, text
            );
        }
    }

    #[test]
    fn what_changes_is_shown(text in text()) {
        for kind in kinds() {
            let found = as_kind(&text, &kind.id);
            prop_assert!(
                found.normalised == text.trim() || !found.steps.is_empty(),
                "{:?}: {:?} became {:?} without a step", kind.id, text, found.normalised
            );
        }
    }
}
