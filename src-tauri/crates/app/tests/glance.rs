//! What the small window tells of a text on the clipboard.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may end where it fails")]

use app::{About, ErrorCode, Glance, Library, PurchaseDraft};
use check::catalogue::CategoryId;
use check::identifier::Verdict;
use check::page::Value;
use check::review::{FindingCode, Outcome, Standing};
use jiff::Timestamp;
use ledger::DraftId;
use model::Field;

fn now() -> Timestamp {
    "2026-11-22T06:00:00Z".parse().unwrap()
}

fn draft(recipient: &str) -> PurchaseDraft {
    PurchaseDraft {
        category: Some(CategoryId("phone_credit".to_owned())),
        face_value: "100".to_owned(),
        quantity: "1".to_owned(),
        recipient: recipient.to_owned(),
        ..PurchaseDraft::default()
    }
}

async fn glance(drafts: &[&str], text: &str) -> Glance {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path().to_owned(), now()).await.unwrap();
    for recipient in drafts {
        library.save_draft(None, draft(recipient), now()).await.unwrap();
    }
    library.glance(text.to_owned(), None, None, now()).await.unwrap()
}

fn standing(glance: &Glance, field: Field) -> Option<Standing> {
    let rows = &glance.against.as_ref()?.review.rows;
    rows.iter().find(|row| row.field == field).map(|row| row.standing)
}

#[tokio::test]
async fn a_bare_number_is_a_recipient_and_is_held_against_the_purchase() {
    let seen = glance(&["139 0013 9000"], " 138-0013-9000\n").await;
    assert_eq!(seen.about, About::Recipient);
    let own = seen.alone.review.recipient.as_ref().expect("it is read");
    assert_eq!(own.candidate.normalised, "13800139000");
    assert_eq!(standing(&seen, Field::Recipient), Some(Standing::Differs));
    let against = seen.against.as_ref().unwrap();
    assert_eq!(against.review.verdict, Outcome::Stop, "one digit is another");
    let row = against.review.rows.iter().find(|row| row.field == Field::Recipient).unwrap();
    assert_eq!(row.page, [Value::Text("13800139000".to_owned())], "as it is compared");
    assert_eq!(row.difference.as_ref().unwrap().right, [2]);

    let seen = glance(&["139 0013 9000"], "13900139000").await;
    assert_eq!(standing(&seen, Field::Recipient), Some(Standing::Same));
}

#[tokio::test]
async fn a_page_is_compared_field_by_field() {
    let text = "全国移动话费充值 200元\n实付款：¥199.80\n充值号码：13900139000";
    let seen = glance(&["13900139000"], text).await;
    assert_eq!(seen.about, About::Page);
    assert_eq!(standing(&seen, Field::FaceValue), Some(Standing::Differs));
    assert_eq!(standing(&seen, Field::Recipient), Some(Standing::Same));
}

#[tokio::test]
async fn without_a_purchase_it_says_what_the_text_is() {
    let seen = glance(&[], "1390013900O").await;
    assert_eq!((seen.about, seen.against.is_none()), (About::Recipient, true));
    let likeliest = &seen.readings[0].candidate;
    assert_eq!((likeliest.kind.0.as_str(), likeliest.verdict), ("cn_mobile", Verdict::Error));
    assert_eq!(glance(&[], " \n\u{200b} \n").await.about, About::Nothing);
}

#[tokio::test]
async fn a_neighbour_of_someone_known_is_told_without_a_purchase() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path().to_owned(), now()).await.unwrap();
    let mut bought = draft("13900139000");
    bought.recipient_label = "妈妈".to_owned();
    bought.page = "移动话费充值 100元\n数量：1\n实付款：¥99.80\n充值号码：13900139000".to_owned();
    bought.answers.second_entry = Some("13900139000".to_owned());
    library.confirm(None, bought, now()).await.unwrap();
    let seen = library.glance("+86 139 0013 9001".to_owned(), None, None, now()).await.unwrap();
    let found = &seen.alone.review.findings;
    assert!(found.iter().any(|finding| finding.code == FindingCode::RecipientNearKnown));
}

#[tokio::test]
async fn what_cannot_be_looked_at_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path().to_owned(), now()).await.unwrap();
    let gone = library.glance("1".to_owned(), None, Some(DraftId("gone".to_owned())), now()).await;
    assert_eq!(gone.unwrap_err().code, ErrorCode::NotFound);
    let long = library.glance("1".repeat(5 << 20), None, None, now()).await;
    assert_eq!(long.unwrap_err().code, ErrorCode::PageTooLong);
}
