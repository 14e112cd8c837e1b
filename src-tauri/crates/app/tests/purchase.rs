//! A whole purchase without a window: from a draft to an order that outlives the program.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may end where it fails")]
#![allow(clippy::disallowed_methods, reason = "a test looks at the folder from outside")]

mod common;

use std::path::Path;

use app::{
    Acquired, ErrorCode, EvidenceKind, Library, MoveSource, OrderEvent, OrderQuery, PurchaseDraft,
    TroubleCode, Work,
};
use check::catalogue::CategoryId;
use check::review::{Answers, GateKind, GateState, Outcome};
use jiff::Timestamp;
use model::{Field, OrderState};

use common::{NUMBER, PAGE};

fn at(minutes: i64) -> Timestamp {
    let start: Timestamp = "2026-11-22T06:00:00Z".parse().unwrap();
    start + jiff::SignedDuration::from_mins(minutes)
}

fn draft() -> PurchaseDraft {
    PurchaseDraft {
        name: String::new(),
        recipient: "139 0013 9000".to_owned(),
        recipient_label: "妈妈".to_owned(),
        answers: Answers::default(),
        ..common::draft()
    }
}

fn with_second_entry() -> PurchaseDraft {
    let mut draft = draft();
    draft.answers.second_entry = Some(NUMBER.to_owned());
    draft
}

async fn open(folder: &Path) -> Library {
    Library::open(folder.to_owned(), at(0)).await.expect("an empty folder opens")
}

fn search(text: &str) -> OrderQuery {
    OrderQuery { text: text.to_owned(), limit: 50, ..OrderQuery::default() }
}

#[tokio::test]
async fn a_purchase_goes_from_draft_to_delivered_and_outlives_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let saved = library.save_draft(None, draft(), at(0)).await.unwrap();
    assert_eq!(library.drafts().await.unwrap().len(), 1);

    let reviewed = library.review(draft(), at(1)).await.unwrap();
    assert_eq!(reviewed.review.verdict, Outcome::Clear, "{:#?}", reviewed.review.findings);
    let gates: Vec<_> = reviewed.review.gates.iter().map(|gate| gate.kind).collect();
    assert_eq!(gates, [GateKind::SecondEntry], "the number is new");

    let sealed = library.confirm(Some(saved.id), with_second_entry(), at(2)).await.unwrap();
    assert!(library.drafts().await.unwrap().is_empty(), "the draft became the order");

    let paid = OrderEvent::Paid { paid_at: at(3), order_no: Some("T2026".to_owned()), note: None };
    library.record(sealed.order.clone(), paid, at(3)).await.unwrap();
    library.record(sealed.order.clone(), moved(OrderState::Issued), at(4)).await.unwrap();
    library.record(sealed.order.clone(), moved(OrderState::Delivered), at(5)).await.unwrap();
    drop(library);

    let library = open(folder.path()).await;
    for text in ["话费", "移动", "妈妈", "9000", "T2026", "营业"] {
        let found = library.orders(search(text), at(0)).await.unwrap();
        assert_eq!(found.len(), 1, "{text} finds the order");
    }
    let order = library.order(sealed.order, at(0)).await.unwrap();
    assert_eq!(order.record.row.axes.order, OrderState::Delivered);
    let check = order.check.expect("the sealed check is readable");
    assert_eq!(check.draft.page, PAGE, "what was compared is kept word for word");
    assert_eq!(check.draft.answers.second_entry, None, "the second entry is not");
    let known = library.recipients().await.unwrap();
    assert_eq!(known.len(), 1, "a paid recipient is known");
    assert_eq!(known[0].groups, ["139", "0013", "9000"]);

    let again = library.review(draft(), at(6)).await.unwrap();
    assert!(
        again.review.gates.iter().all(|gate| gate.kind != GateKind::SecondEntry),
        "a known recipient is not asked for twice"
    );
    assert_eq!(again.review.verdict, Outcome::Attention, "the same again within the day");
}

#[tokio::test]
async fn confirming_does_not_believe_the_window() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let refused = library.confirm(None, draft(), at(0)).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotReady, "the second entry is missing");

    let mut slip = with_second_entry();
    slip.answers.second_entry = Some("13900139008".to_owned());
    let reviewed = library.review(slip.clone(), at(0)).await.unwrap();
    let gate = &reviewed.review.gates[0];
    assert_eq!(gate.state, GateState::Failed);
    assert_eq!(gate.second_entry.as_ref().unwrap().groups, [2], "the last group differs");
    assert_eq!(library.confirm(None, slip, at(0)).await.unwrap_err().code, ErrorCode::NotReady);

    let mut unreadable = with_second_entry();
    unreadable.face_value = "1OO".to_owned();
    let refused = library.confirm(None, unreadable, at(0)).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotReady);
    assert!(library.orders(search(""), at(0)).await.unwrap().is_empty(), "nothing was written");
}

#[tokio::test]
async fn going_on_against_a_finding_takes_a_reason_and_a_pause() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let mut draft = with_second_entry();
    draft.budget = "50".to_owned();
    let key = {
        let reviewed = library.review(draft.clone(), at(0)).await.unwrap();
        assert_eq!(reviewed.review.verdict, Outcome::Stop);
        reviewed.review.findings[0].key.clone()
    };
    draft.answers.reasons.insert(key, "这次多花一点".to_owned());
    draft.answers.overridden_at_ms = Some(at(0).as_millisecond());
    assert!(!library.review(draft.clone(), at(0)).await.unwrap().ready, "the pause has begun");
    // The clock was set back: the pause is not over, and begins anew with the answer.
    assert!(!library.review(draft.clone(), at(-60)).await.unwrap().ready);
    let mut again = draft.clone();
    again.answers.overridden_at_ms = Some(at(-60).as_millisecond());
    assert!(library.review(again, at(-59)).await.unwrap().ready);
    // A reason is for one difference: another budget, another reason.
    let mut other = draft.clone();
    other.budget = "60".to_owned();
    assert!(!library.review(other, at(1)).await.unwrap().ready);
    assert!(library.review(draft.clone(), at(1)).await.unwrap().ready);
    library.confirm(None, draft, at(1)).await.unwrap();
}

#[tokio::test]
async fn a_page_longer_than_any_page_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let mut long = draft();
    long.page = "话费 ".repeat(1_000_000);
    let error = library.review(long, at(0)).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::PageTooLong);
}

#[tokio::test]
async fn a_step_that_does_not_follow_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let sealed = library.confirm(None, with_second_entry(), at(0)).await.unwrap();
    let refused =
        library.record(sealed.order, moved(OrderState::Delivered), at(1)).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::ReasonNeeded, "what was not paid is not delivered");
}

#[tokio::test]
async fn a_file_becomes_evidence_once() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(&folder.path().join("library")).await;
    let sealed = library.confirm(None, with_second_entry(), at(0)).await.unwrap();
    let path = folder.path().join("截图.png");
    image::RgbImage::new(40, 30).save(&path).unwrap();
    let attach = async || {
        let (order, kind) = (sealed.order.clone(), EvidenceKind::OrderPage);
        let (paths, work) = (vec![path.clone()], Work::default());
        library.attach_files(order, paths, kind, Acquired::Drop, at(1), work).await
    };
    let attach = async || attach().await.unwrap().remove(0).unwrap();
    let first = attach().await.unwrap();
    assert!(!first.already && first.notice.is_none());
    assert!(attach().await.unwrap().already, "the same bytes again are told");
    let view = library.order(sealed.order.clone(), at(0)).await.unwrap();
    assert_eq!(view.record.evidence.len(), 1);
    let original = library.original(first.sha256.clone()).await.unwrap();
    assert_eq!(original.bytes, std::fs::read(&path).unwrap(), "the original is unchanged");
    assert!(library.thumbnail(first.sha256, 64).await.unwrap().is_some());
}

#[tokio::test]
async fn a_folder_in_use_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let _first = open(folder.path()).await;
    let trouble = Library::open(folder.path().to_owned(), at(0)).await.unwrap_err();
    assert_eq!(trouble.code, TroubleCode::InUse);
}

#[tokio::test]
async fn a_corrupt_record_is_kept_and_a_backup_takes_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let sealed = library.confirm(None, with_second_entry(), at(0)).await.unwrap();
    library.back_up_if_due(at(1)).await.unwrap();
    drop(library);
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.contains(".db-") || name.contains("sqlite-") {
            std::fs::remove_file(&path).unwrap();
        } else if path.is_file() && std::fs::read(&path).unwrap().starts_with(b"SQLite format 3") {
            let mut bytes = std::fs::read(&path).unwrap();
            bytes[..4096].fill(0x5a);
            std::fs::write(&path, bytes).unwrap();
        }
    }
    let trouble = Library::open(folder.path().to_owned(), at(2)).await.unwrap_err();
    assert_eq!(trouble.code, TroubleCode::Corrupt, "{}", trouble.detail);
    let backup = trouble.backups.first().expect("the backup is offered").file_name.clone();
    let restored = Library::restore(folder.path().to_owned(), backup, at(3)).await;
    assert_eq!(restored.failed, None);
    let library = restored.opened.unwrap();
    assert!(library.order(sealed.order, at(0)).await.is_ok(), "the order is back");
}

#[tokio::test]
async fn what_another_game_asked_is_not_compared() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let draft = PurchaseDraft {
        category: Some(CategoryId("game_topup".to_owned())),
        face_value: "648".to_owned(),
        quantity: "1".to_owned(),
        words: [
            (Field::Game, "原神".to_owned()),
            (Field::Platform, "安卓".to_owned()),
            (Field::AccountSystem, "QQ".to_owned()),
        ]
        .into(),
        recipient: "100200300".to_owned(),
        page: "原神 648元档\n平台：iOS\nUID：100200300\n应付：¥648.00".to_owned(),
        ..PurchaseDraft::default()
    };
    let reviewed = library.review(draft, at(0)).await.unwrap();
    assert_eq!(reviewed.review.verdict, Outcome::Clear, "{:#?}", reviewed.review.findings);
}

fn moved(order: OrderState) -> OrderEvent {
    OrderEvent::moved(order, at(0), MoveSource::Seen)
}
