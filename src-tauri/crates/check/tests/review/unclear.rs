//! What a picture shows unclearly is never taken on trust.

use check::catalogue::{Catalogue, CategoryId};
use check::identifier::Kinds;
use check::page::{Certainty, Page, read};
use check::review::{Answers, FindingCode, History, Input, Need, Outcome, Thresholds, review};
use model::{Fen, Field};

const PAGE: &str = "话费充值 100元\n面值：100元\n实付款：99.80元\n充值号码：13900139000";

/// The fields pointed out when those of `hazy` are hard to read.
fn pointed_out(hazy: &[Field], quantity: i64) -> (Outcome, Vec<Field>) {
    let mut page: Page = read(PAGE);
    for fact in page.facts.iter_mut().filter(|fact| hazy.contains(&fact.field)) {
        fact.certainty = Certainty::Unclear;
    }
    let need = Need {
        category: Some(CategoryId("phone_credit".to_owned())),
        face_value_fen: Some(Fen(10_000)),
        quantity: Some(quantity),
        recipient: Some("13900139000".to_owned()),
        ..Need::default()
    };
    let reviewed = review(&Input {
        kinds: Kinds::builtin(),
        catalogue: Catalogue::builtin(),
        need: &need,
        page: Some((PAGE, &page)),
        history: &History::default(),
        now: None,
        thresholds: Thresholds::default(),
        answers: &Answers::default(),
    });
    let unclear = reviewed.findings.iter().filter(|f| f.code == FindingCode::Unclear);
    (reviewed.verdict, unclear.filter_map(|f| f.field).collect())
}

#[test]
fn what_agrees_unclearly_is_pointed_out() {
    assert_eq!(pointed_out(&[], 1), (Outcome::Clear, vec![]));
    let hazy = [Field::Recipient, Field::Total];
    assert_eq!(pointed_out(&hazy, 1), (Outcome::Attention, hazy.to_vec()));
    let (_, fields) = pointed_out(&[Field::Name], 1);
    assert_eq!(fields, [], "nothing rests on what is not compared");
}
