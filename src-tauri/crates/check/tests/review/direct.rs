//! What a purchase as a file cannot say: how it was read, and what was answered.

use check::catalogue::{Catalogue, CategoryId};
use check::identifier::Kinds;
use check::page::{Certainty, Page, read};
use check::review::{
    Answers, FindingCode, History, Input, KnownRecipient, Need, Outcome, Review, Severity,
    Thresholds, review,
};
use model::{Fen, Field};

const PAGE: &str = "话费充值 100元\n面值：100元\n实付款：99.80元\n充值号码：13900139000";

fn reviewed(page: &Page, history: &History, answers: &Answers) -> Review {
    let need = Need {
        category: Some(CategoryId("phone_credit".to_owned())),
        face_value_fen: Some(Fen(10_000)),
        quantity: Some(1),
        recipient: Some("13900139000".to_owned()),
        ..Need::default()
    };
    review(&Input {
        kinds: Kinds::builtin(),
        catalogue: Catalogue::builtin(),
        need: &need,
        page: Some((PAGE, page)),
        history,
        now: None,
        thresholds: Thresholds::default(),
        answers,
    })
}

/// The fields pointed out when those of `hazy` are hard to read.
fn pointed_out(hazy: &[Field]) -> (Outcome, Vec<Field>) {
    let mut page = read(PAGE);
    for fact in page.facts.iter_mut().filter(|fact| hazy.contains(&fact.field)) {
        fact.certainty = Certainty::Unclear;
    }
    let reviewed = reviewed(&page, &History::default(), &Answers::default());
    let unclear = reviewed.findings.iter().filter(|f| f.code == FindingCode::Unclear);
    (reviewed.verdict, unclear.filter_map(|f| f.field).collect())
}

#[test]
fn what_agrees_unclearly_is_pointed_out() {
    assert_eq!(pointed_out(&[]), (Outcome::Clear, vec![]));
    let hazy = [Field::Recipient, Field::Total];
    assert_eq!(pointed_out(&hazy), (Outcome::Attention, hazy.to_vec()));
    let (_, fields) = pointed_out(&[Field::Name]);
    assert_eq!(fields, [], "nothing rests on what is not compared");
}

#[test]
fn what_is_pasted_is_held_against_what_was_copied() {
    let known = KnownRecipient {
        value: "13900139000".to_owned(),
        kind: None,
        label: None,
        times_checked: 2,
    };
    let found = |copied: &str, book: Vec<KnownRecipient>| {
        let answers = Answers { copied: Some(copied.to_owned()), ..Answers::default() };
        let reviewed = reviewed(&read(PAGE), &History::new(book, vec![]), &answers);
        let found = reviewed.findings.into_iter().find(|f| f.code == FindingCode::NotAsCopied);
        found.map(|finding| (finding.severity, finding.difference.is_some()))
    };
    assert_eq!(found("139 0013 9000", vec![]), None, "the same in groups");
    let alike = found("13906419000", vec![]);
    assert_eq!(alike, Some((Severity::Stop, true)), "made to look alike at its ends");
    assert_eq!(found("18612340777", vec![]), Some((Severity::Attention, true)), "quite another");
    assert_eq!(found("2026112200011122233", vec![]), None, "an order number was copied since");
    assert_eq!(found("13906419000", vec![known]), None, "it was checked before");
}
