//! Every identity of the casework is worded in both languages, and nothing else is.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may end where it fails")]
#![allow(clippy::disallowed_methods, reason = "a test may read what lies beside it")]

use std::collections::BTreeSet;
use std::path::Path;

use cases::cause::Causes;
use cases::remedy::Remedies;
use cases::triage::Tree;
use regex::Regex;
use serde::Serialize;

fn keys<T: Serialize>(ids: impl IntoIterator<Item = T>) -> BTreeSet<String> {
    let key = |id: T| serde_json::to_value(id).unwrap().as_str().unwrap().to_owned();
    ids.into_iter().map(key).collect()
}

/// The keys of one part of a catalogue: `const part = {` at the left in the source, and
/// `part: {` within the object in its translation.
fn worded(language: &str, file: &str, part: &str) -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/i18n");
    let text = std::fs::read_to_string(root.join(language).join(file)).unwrap();
    let (begins, indent) = match language {
        "en" => (format!("\n  {part}: {{"), "  "),
        _ => (format!("\nconst {part} = {{"), ""),
    };
    let (_, rest) = text.split_once(&begins).unwrap_or_else(|| panic!("{language}: no {part}"));
    let key = match rest.split_once('\n').unwrap() {
        ("", _) => format!(r"(?m)^{indent}  (\w+):"),
        _ => r"(\w+): '".to_owned(),
    };
    let within = if rest.starts_with('\n') {
        rest.split_once(&format!("\n{indent}}}")).unwrap().0
    } else {
        rest.lines().next().unwrap()
    };
    Regex::new(&key).unwrap().captures_iter(within).map(|found| found[1].to_owned()).collect()
}

#[test]
fn every_identity_is_worded_in_both_languages() {
    let (tree, remedies, causes) = (Tree::builtin(), Remedies::builtin(), Causes::builtin());
    let choices = || tree.questions().iter().flat_map(|question| &question.options);
    let all = remedies.all().iter();
    let parts = [
        ("casework.ts", "question", keys(tree.questions().iter().map(|question| question.id))),
        ("casework.ts", "option", keys(choices().map(|choice| choice.id))),
        ("casework.ts", "core", keys(tree.problems().iter().map(|problem| problem.core))),
        ("casework.ts", "party", keys(tree.problems().iter().flat_map(|p| p.parties.clone()))),
        ("casework.ts", "cause", keys(causes.all().iter().map(|cause| cause.id))),
        ("casework.ts", "side", keys(causes.all().iter().map(|cause| cause.side))),
        ("casework.ts", "point", keys(causes.points().iter().map(|point| point.id))),
        ("ways.ts", "remedy", keys(all.clone().map(|remedy| remedy.id))),
        ("ways.ts", "step", keys(all.clone().flat_map(|remedy| remedy.steps.clone()))),
        ("ways.ts", "loss", keys(all.clone().map(|remedy| remedy.loss))),
        ("ways.ts", "cost", keys(all.clone().flat_map(|remedy| remedy.costs.clone()))),
        ("ways.ts", "ask", keys(all.clone().flat_map(|remedy| remedy.asks.clone()))),
        ("ways.ts", "blocker", keys(remedies.blockers().iter().map(|blocker| blocker.id))),
    ];
    for (file, part, ids) in parts {
        for language in ["zh-CN", "en"] {
            assert_eq!(worded(language, file, part), ids, "{language}/{file}: {part}");
        }
    }
}

/// A fact that decides of something can be asked for.
#[test]
fn every_fact_that_is_wanted_is_worded_in_both_languages() {
    let remedies = Remedies::builtin();
    let conditions = remedies.all().iter().flat_map(|r| r.conditions.iter().chain(&r.about));
    let wanted = conditions.chain(remedies.blockers().iter().map(|blocker| &blocker.when));
    let facts = keys(wanted.flat_map(|one| &one.any).map(|one| one.fact));
    assert!(facts.len() > 20, "{facts:?}");
    for language in ["zh-CN", "en"] {
        let worded = worded(language, "casework.ts", "fact");
        let missing: Vec<_> = facts.difference(&worded).collect();
        assert!(missing.is_empty(), "{language}: {missing:?}");
    }
}
