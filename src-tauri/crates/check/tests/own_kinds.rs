//! Kinds that a user describes.

use check::identifier::{FaultCode, KindId, Kinds, OwnKind, Verdict, try_out};
use proptest::prelude::*;

fn own(pattern: &str, fits: &[&str], misses: &[&str]) -> OwnKind {
    let all = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
    OwnKind {
        name: "水表户号".to_owned(),
        pattern: pattern.to_owned(),
        fits: all(fits),
        misses: all(misses),
    }
}

fn faults(kind: &OwnKind) -> Vec<FaultCode> {
    let id = KindId("own_1".to_owned());
    kind.kind(id).err().unwrap_or_default().into_iter().map(|fault| fault.code).collect()
}

#[test]
fn what_is_wrong_with_a_rule_is_pointed_out() {
    for (pattern, fits, misses, expected) in [
        ("SB[0-9]{8}", vec!["SB10023344", "SB 1002-3344"], vec!["10023344"], vec![]),
        ("", vec!["1"], vec![], vec![FaultCode::PatternEmpty]),
        ("SB[0-9", vec!["SB1"], vec![], vec![FaultCode::PatternInvalid]),
        ("[0-9]{5000}{5000}", vec!["1"], vec![], vec![FaultCode::PatternTooBig]),
        (".*", vec!["1"], vec![], vec![FaultCode::AcceptsEverything]),
        (".{4,20}", vec!["1234"], vec![], vec![FaultCode::AcceptsEverything]),
        ("(?s:.)+", vec!["1234"], vec![], vec![FaultCode::AcceptsEverything]),
        ("a\\bb", vec!["ab"], vec![], vec![FaultCode::AcceptsNothing, FaultCode::ExampleMissed]),
        ("[a&&b]", vec!["a"], vec![], vec![FaultCode::AcceptsNothing, FaultCode::ExampleMissed]),
        ("^$", vec!["a"], vec![], vec![FaultCode::AcceptsNothing, FaultCode::ExampleMissed]),
        ("[0-9]{8}", vec![" "], vec![], vec![FaultCode::ExampleMissing]),
        ("[0-9]{8}", vec!["1234567"], vec![], vec![FaultCode::ExampleMissed]),
        ("[0-9]{8}", vec!["12345678"], vec!["87654321"], vec![FaultCode::CounterexampleFits]),
        ("^[0-9]{8}$", vec!["12345678"], vec!["123456789"], vec![]),
    ] {
        assert_eq!(faults(&own(pattern, &fits, &misses)), expected, "for {pattern:?}");
    }
    let mut nameless = own("[0-9]{8}", &["12345678"], &[]);
    nameless.name = " ".to_owned();
    assert_eq!(faults(&nameless), [FaultCode::NameEmpty]);
    nameless.name = "长".repeat(31);
    assert_eq!(faults(&nameless), [FaultCode::NameTooLong]);
}

#[test]
fn the_place_of_a_slip_in_a_pattern_is_named() {
    let wrong = own("户[0-9", &["1"], &[]).kind(KindId("own_1".to_owned())).unwrap_err();
    assert_eq!(wrong[0].at, Some(1), "the bracket that is never closed, in characters");
}

#[test]
fn a_kind_of_ones_own_judges_and_is_found() {
    let id = KindId("own_1".to_owned());
    let kind = own("SB[0-9]{8}", &["SB10023344"], &[]).kind(id.clone()).unwrap();
    let kinds = Kinds::with([kind]);
    let right = &kinds.identify("SB1002 3344", Some(&id)).candidates[0];
    assert_eq!((right.verdict, right.normalised.as_str()), (Verdict::Ok, "SB10023344"));
    assert_eq!(right.steps.len(), 1, "the space is a visible step");
    let short = &kinds.identify("SB1002334", Some(&id)).candidates[0];
    assert_eq!(short.verdict, Verdict::Error);
    assert_eq!(kinds.identify("SB10023344", None).candidates[0].kind, id);
    assert_eq!(kinds.get(&id).map(|kind| kind.name.zh.as_str()), Some("水表户号"));
    assert!(Kinds::builtin().get(&id).is_none(), "the app's own set stays as it is");
}

#[test]
fn what_comes_with_the_app_cannot_be_replaced() {
    let id = KindId("cn_mobile".to_owned());
    let kinds = Kinds::with([own("[0-9]{3}", &["123"], &[]).kind(id.clone()).unwrap()]);
    assert_eq!(kinds.identify("123", Some(&id)).candidates[0].verdict, Verdict::Error);
}

#[test]
fn a_pattern_is_tried_on_samples() {
    let samples = ["SB10023344", "户号SB10023344。", "nothing"].map(str::to_owned);
    let tried = try_out("SB[0-9]{8}", &samples).unwrap();
    let seen: Vec<_> = tried.iter().map(|tried| (tried.fits, tried.at)).collect();
    assert_eq!(seen, [(true, Some((0, 10))), (false, Some((2, 12))), (false, None)]);
    assert_eq!(try_out("(", &samples).unwrap_err().code, FaultCode::PatternInvalid);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn no_pattern_breaks_the_checks(pattern in "[\\[\\](){}|.*+?^$\\\\a-c0-3,\\-bdwB张]{0,24}", text in "\\PC{0,20}") {
        let kind = own(&pattern, &[&text], &[]);
        if let Ok(kind) = kind.kind(KindId("own_1".to_owned())) {
            let kinds = Kinds::with([kind]);
            kinds.identify(&text, None);
        }
        let _ = try_out(&pattern, std::slice::from_ref(&text));
    }
}
