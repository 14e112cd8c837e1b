//! Phone credit for numbers of other places: they are written with their country's code, so
//! that a mainland number that lost a digit is never taken for one.

use check::catalogue::{Catalogue, CategoryId};
use check::identifier::{Kinds, Verdict};
use check::review::{Answers, History, Input, Need, Thresholds, review};

/// The kind that a recipient of phone credit is read as, and the verdict.
fn read(recipient: &str) -> (String, Verdict) {
    let need = Need {
        category: Some(CategoryId("phone_credit".to_owned())),
        recipient: Some(recipient.to_owned()),
        ..Need::default()
    };
    let reviewed = review(&Input {
        need: &need,
        page: None,
        history: &History::default(),
        now: None,
        thresholds: Thresholds::default(),
        answers: &Answers::default(),
        catalogue: Catalogue::builtin(),
        kinds: Kinds::builtin(),
    });
    let candidate = reviewed.recipient.map(|recipient| recipient.candidate);
    candidate.map_or_else(|| (String::new(), Verdict::Error), |c| (c.kind.0, c.verdict))
}

#[test]
fn a_number_with_its_countrys_code_is_topped_up() {
    for number in ["+852 6127 4490", "+853 6612 3456", "+886 912 345 678", "+44 7400 123456"] {
        assert_eq!(read(number), ("e164".to_owned(), Verdict::Ok), "{number}");
    }
}

#[test]
fn a_spoilt_mainland_number_is_no_number_of_another_place() {
    for number in ["+86 1861234000", "1861234000", "61274490", "0912345678", "+86186123400001"] {
        let (kind, verdict) = read(number);
        assert_eq!((kind.as_str(), verdict), ("cn_mobile", Verdict::Error), "{number}");
    }
    assert_eq!(read("+8618612340000"), ("cn_mobile".to_owned(), Verdict::Ok));
}
