//! Rules made from examples.

use check::identifier::{Alphabet, OwnKind, Proposal, RulePart, proposals, try_out};
use proptest::prelude::*;

fn from(fits: &[&str], misses: &[&str]) -> Vec<Proposal> {
    let all = |list: &[&str]| -> Vec<String> { list.iter().map(|t| (*t).to_owned()).collect() };
    proposals(&all(fits), &all(misses))
}

fn patterns(fits: &[&str], misses: &[&str]) -> Vec<String> {
    from(fits, misses).into_iter().map(|proposal| proposal.pattern).collect()
}

#[test]
fn a_rule_is_made_from_what_the_examples_have_in_common() {
    for (fits, expected) in [
        (vec!["604821"], "[0-9]{6}"),
        (vec!["60482", "7315904"], "[0-9]{5,7}"),
        (vec!["S1234567890", "S9876543210"], "S[0-9]{10}"),
        (vec!["SB10023344"], "SB[0-9]{8}"),
        (vec!["KX-7741-02", "PL-3320-98"], "[A-Z]{2}[0-9]{6}"),
        (vec!["kx 7741", "Pl 3320"], "[A-Za-z]{2}[0-9]{4}"),
        (vec!["a1b2c3d4", "9f8e7d6c5b"], "[a-z0-9]{8,10}"),
        (vec!["#20418", "#77310"], "\\#[0-9]{5}"),
        (vec!["\u{FF16}\u{FF10}\u{FF14}8"], "[0-9]{4}"),
        (vec!["A7"], "A[0-9]"),
    ] {
        assert_eq!(patterns(&fits, &[]).first().map(String::as_str), Some(expected), "{fits:?}");
    }
}

#[test]
fn what_a_rule_takes_can_be_said() {
    let parts = &from(&["S1234567890", "S9876543210"], &[])[0].parts;
    let digits = RulePart::Run { of: Alphabet::Digits, least: 10, most: 10 };
    assert_eq!(*parts, [RulePart::Exactly { text: "S".to_owned() }, digits]);
}

#[test]
fn a_counterexample_narrows_the_rule() {
    let fits = ["10448210", "10448377"];
    assert_eq!(patterns(&fits, &[])[0], "[0-9]{8}");
    assert_eq!(patterns(&fits, &["20448210"]), ["10448[0-9]{3}"], "the beginning tells them apart");
    assert!(patterns(&fits, &["10448399"]).is_empty(), "nothing tells these apart");
}

#[test]
fn without_anything_in_common_there_is_no_rule() {
    assert!(patterns(&[], &[]).is_empty());
    assert!(patterns(&[" ", "-"], &[]).is_empty());
    assert!(patterns(&["a@b", "12#4"], &[]).is_empty(), "of these no alphabet can be named");
    assert!(patterns(&[&"7".repeat(65)], &[]).is_empty(), "no identifier is that long");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn every_rule_takes_the_examples_and_no_counterexample(
        fits in prop::collection::vec("[A-C]{0,2}[0-9a-c#.\u{4E2D} -]{0,8}", 1..4),
        misses in prop::collection::vec("[A-C]{0,2}[0-9a-c#.]{0,8}", 0..3),
    ) {
        let found = proposals(&fits, &misses);
        prop_assert_eq!(&found, &proposals(&fits, &misses), "the same every time");
        for proposal in found {
            let tried = |texts: &[String]| try_out(&proposal.pattern, texts).unwrap();
            for tried in tried(&fits).iter().filter(|tried| !tried.sample.trim().is_empty()) {
                prop_assert!(tried.fits, "{} leaves out {}", proposal.pattern, tried.sample);
            }
            for tried in tried(&misses).iter().filter(|tried| !tried.sample.trim().is_empty()) {
                prop_assert!(!tried.fits, "{} takes {}", proposal.pattern, tried.sample);
            }
            let own = OwnKind {
                name: "\u{6237}\u{53F7}".to_owned(),
                pattern: proposal.pattern.clone(),
                fits: fits.clone(),
                misses: misses.clone(),
            };
            prop_assert_eq!(own.faults(None, check::identifier::kinds()), []);
        }
    }
}
