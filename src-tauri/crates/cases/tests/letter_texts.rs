//! Letters as their readers see them: `letters/texts.toml`.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may end where it fails")]

use std::collections::BTreeSet;

use cases::letter::{Setting, Slots, Tone, lint, template, templates, write};
use jiff::civil::date;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    about: String,
    letter: String,
    tone: Tone,
    text: String,
    known: Slots,
}

fn cases() -> Vec<Case> {
    toml::from_str::<File>(include_str!("letters/texts.toml")).unwrap().case
}

#[test]
fn letters_read_as_they_should() {
    for Case { about, letter, tone, text, known } in cases() {
        let template = template(&letter).unwrap_or_else(|| panic!("no letter {letter}"));
        let written = write(template, &known, tone).unwrap_or_else(|e| panic!("{about}: {e:?}"));
        assert_eq!(written.text, text.trim_end(), "{about}");
        assert_eq!(written.length as usize, text.trim_end().chars().count(), "{about}");
        let setting = Setting {
            problem: known.problem.or(template.problems.first().copied()),
            addressee: template.addressee,
            form: template.form,
            goods: "",
            earlier: &[],
            now: date(2026, 11, 20).at(12, 0, 0, 0),
        };
        let found: Vec<_> = lint(&written.text, &setting)
            .iter()
            .map(|finding| (finding.kind, finding.words(&written.text).to_owned()))
            .collect();
        assert_eq!(found, [], "{about}");
    }
}

#[test]
fn nearly_every_letter_is_shown() {
    let shown: BTreeSet<_> = cases().into_iter().map(|case| case.letter).collect();
    let rest: Vec<_> = templates()
        .iter()
        .map(|letter| letter.id.0.as_str())
        .filter(|id| !shown.contains(*id))
        .collect();
    assert_eq!(rest, ["resupply_failed", "overcharged", "fraud_notice"]);
}
