//! Every kind against values that are right and wrong in a known way.
//!
//! The larger set lies outside the project and is read where it is there; the project's own is
//! in `samples/identifiers.toml`.

use std::collections::BTreeMap;
use std::path::Path;

use check::identifier::{Confidence, KindId, Verdict, identify, kind, kinds};

struct Sample {
    kind: String,
    value: String,
    right: bool,
    level: String,
}

/// What the verdict on a sample may be.
fn judged_right(sample: &Sample) -> bool {
    let id = KindId(sample.kind.clone());
    let found = identify(&sample.value, Some(&id));
    assert_eq!(found.candidates.len(), 1, "a kind given is the only candidate");
    let verdict = found.candidates[0].verdict;
    let uncertain = kind(&id).is_some_and(|kind| kind.confidence == Confidence::Uncertain);
    match sample.level.as_str() {
        "format" | "checksum" if !uncertain => verdict == Verdict::Error,
        _ if sample.right => verdict != Verdict::Error,
        _ => verdict != Verdict::Ok,
    }
}

/// Prints the share judged right by level and returns the wrong ones.
#[allow(clippy::print_stdout, reason = "a figure to read with --nocapture")]
fn measure(samples: &[Sample]) -> Vec<String> {
    let mut shares: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for sample in samples {
        let share = shares.entry(&sample.level).or_default();
        share.1 += 1;
        if judged_right(sample) {
            share.0 += 1;
        } else {
            wrong.push(format!("{} {:?} ({})", sample.kind, sample.value, sample.level));
        }
    }
    for (level, (right, all)) in shares {
        println!("{level}: {right} of {all} judged right");
    }
    wrong
}

#[test]
fn samples_of_the_project_are_judged_right() {
    let text = include_str!("samples/identifiers.toml");
    let table: toml::Table = text.parse().expect("the samples are TOML");
    let mut samples = Vec::new();
    for (kind, levels) in &table {
        for (level, values) in levels.as_table().expect("levels by kind") {
            for value in values.as_array().expect("values by level") {
                samples.push(Sample {
                    kind: kind.clone(),
                    value: value.as_str().expect("a text").to_owned(),
                    right: level == "valid",
                    level: level.clone(),
                });
            }
        }
    }
    for kind in kinds() {
        assert!(table.contains_key(&kind.id.0), "{:?} has no sample", kind.id);
    }
    assert_eq!(measure(&samples), Vec::<String>::new());
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a test reads its samples")]
fn samples_beside_the_project_are_judged_right() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(4);
    let mut files = beside.map(|folder| folder.join("shared/identifiers/identifiers.json"));
    let Some(text) = files.find_map(|file| std::fs::read_to_string(file).ok()) else { return };
    let data: serde_json::Value = serde_json::from_str(&text).expect("the samples are JSON");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let mut samples = Vec::new();
    for entry in data["entries"].as_array().expect("a list of kinds") {
        for sample in entry["samples"].as_array().expect("a list of samples") {
            samples.push(Sample {
                kind: text(&entry["id"]),
                value: text(&sample["v"]),
                right: sample["ok"] == true,
                level: text(&sample["level"]),
            });
        }
    }
    assert_eq!(measure(&samples), Vec::<String>::new());
}

#[test]
fn a_value_that_is_right_is_found_without_naming_its_kind() {
    let text = include_str!("samples/identifiers.toml");
    let table: toml::Table = text.parse().expect("the samples are TOML");
    for (kind, levels) in &table {
        let values = levels.get("valid").and_then(toml::Value::as_array);
        for value in values.into_iter().flatten().filter_map(toml::Value::as_str) {
            let found = identify(value, None);
            assert!(
                found.candidates.iter().any(|c| c.kind.0 == *kind && c.verdict != Verdict::Error),
                "{value} is not offered as {kind}"
            );
        }
    }
}
