//! What is kept for the next purchase: the address book, templates, buying again, reminders.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may end where it fails")]
#![allow(clippy::disallowed_methods, reason = "a test lays a record of an older version down")]

mod common;

use std::path::Path;

use app::{
    ErrorCode, Library, NewRecipient, NewReminder, OrderEvent, OrderQuery, PurchaseDraft,
    ReminderRow,
};
use check::identifier::KindId;
use check::review::{FindingCode, GateKind, GateState};
use jiff::Timestamp;
use model::OrderId;

use common::{NUMBER as MOTHER, PAGE};

/// One digit from the other.
const FATHER: &str = "13900139001";

fn at(minutes: i64) -> Timestamp {
    let start: Timestamp = "2026-11-22T06:00:00Z".parse().unwrap();
    start + jiff::SignedDuration::from_mins(minutes)
}

fn draft() -> PurchaseDraft {
    let mut draft = PurchaseDraft {
        recipient_label: "妈妈".to_owned(),
        purpose: "妈妈话费快没了".to_owned(),
        ..common::draft()
    };
    draft.answers.second_entry = None;
    draft
}

fn for_number(number: &str) -> PurchaseDraft {
    PurchaseDraft { recipient: number.to_owned(), page: PAGE.replace(MOTHER, number), ..draft() }
}

fn new(text: &str, second: Option<&str>) -> NewRecipient {
    NewRecipient {
        text: text.to_owned(),
        kind: Some(KindId("cn_mobile".to_owned())),
        label: "家人".to_owned(),
        second_entry: second.map(str::to_owned),
    }
}

async fn open(folder: &Path) -> Library {
    Library::open(folder.to_owned(), at(0)).await.expect("an empty folder opens")
}

async fn paid(library: &Library) -> OrderId {
    let mut draft = draft();
    draft.answers.second_entry = Some(MOTHER.to_owned());
    let order = library.confirm(None, draft, at(1)).await.unwrap().order;
    let paid = OrderEvent::Paid { paid_at: at(2), order_no: None, note: None };
    library.record(order.clone(), paid, at(2)).await.unwrap();
    order
}

async fn gates(library: &Library, draft: PurchaseDraft) -> Vec<GateKind> {
    let reviewed = library.review(draft, at(60 * 48)).await.unwrap();
    reviewed.review.gates.iter().map(|gate| gate.kind).collect()
}

async fn near_misses(library: &Library, number: &str) -> usize {
    let reviewed = library.review(for_number(number), at(60 * 48)).await.unwrap();
    let near = |finding: &&check::review::Finding| finding.code == FindingCode::RecipientNearKnown;
    reviewed.review.findings.iter().filter(near).count()
}

#[tokio::test]
async fn two_numbers_one_digit_apart_are_both_kept_and_no_longer_warn() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    library.add_recipient(new(MOTHER, Some("139 0013 9000")), at(0)).await.unwrap();
    assert_eq!(near_misses(&library, FATHER).await, 1, "as yet it may be a slip");
    let reading = library.look_at_recipient(new(FATHER, None)).await.unwrap().remove(0);
    assert_eq!(reading.near.len(), 1, "and is told as one before it is kept");
    assert_eq!((reading.near[0].difference.left.as_slice(), reading.keepable), (&[10][..], true));

    library.add_recipient(new(FATHER, Some(FATHER)), at(1)).await.unwrap();
    for number in [MOTHER, FATHER] {
        assert_eq!(near_misses(&library, number).await, 0, "{number} is known");
        assert_eq!(gates(&library, for_number(number)).await, [], "{number} was entered twice");
    }
    assert_eq!(near_misses(&library, "13900139002").await, 2, "a third one is a slip of both");
}

#[tokio::test]
async fn one_entry_by_hand_is_known_and_still_entered_twice() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    library.add_recipient(new(MOTHER, None), at(0)).await.unwrap();
    let reviewed = library.review(draft(), at(1)).await.unwrap();
    assert!(reviewed.review.recipient.unwrap().known.is_some());
    assert_eq!(gates(&library, draft()).await, [GateKind::SecondEntry]);
    paid(&library).await;
    assert_eq!(gates(&library, draft()).await, [], "a paid order vouches for it");
}

#[tokio::test]
async fn what_is_wrong_is_told_and_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let refused = [
        new("1390013900", None),
        new("139001390O0", None),
        new("139****9000", None),
        new(MOTHER, Some(FATHER)),
        NewRecipient { kind: None, ..new(MOTHER, None) },
        NewRecipient { label: "长".repeat(61), ..new(MOTHER, None) },
    ];
    for new in refused {
        let error = library.add_recipient(new.clone(), at(0)).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::Invalid, "{new:?}");
    }
    assert!(library.recipients().await.unwrap().is_empty());

    library.add_recipient(new(MOTHER, None), at(0)).await.unwrap();
    let again = library.add_recipient(new(MOTHER, None), at(1)).await.unwrap_err();
    assert_eq!(again.code, ErrorCode::Invalid, "it stands there already");
    let unsaid = NewRecipient { kind: None, ..new("139 0013 9001", None) };
    let readings = library.look_at_recipient(unsaid).await.unwrap();
    assert_eq!(readings[0].candidate.kind.0, "cn_mobile", "the likeliest kind first");
    assert_eq!(readings[0].groups, ["139", "0013", "9001"]);
}

#[tokio::test]
async fn a_forgotten_recipient_comes_back_with_its_purchases() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    paid(&library).await;
    let entry = library.recipients().await.unwrap().remove(0);
    library.rename_recipient(entry.row.id, "老妈".to_owned()).await.unwrap();
    let entry = library.recipients().await.unwrap().remove(0);
    library.forget_recipient(entry.row.id).await.unwrap();
    assert!(library.recipients().await.unwrap().is_empty());
    library.restore_recipient(entry.row).await.unwrap();
    let back = library.recipients().await.unwrap().remove(0);
    assert_eq!((back.row.label.as_str(), back.row.purchases), ("老妈", 1));
}

#[tokio::test]
async fn buying_again_takes_the_need_and_the_recipient_alone() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let order = paid(&library).await;
    let saved = library.buy_again(order, at(3)).await.unwrap();
    let again = library.draft(saved.id).await.unwrap();
    let expected = PurchaseDraft { page: String::new(), purpose: String::new(), ..draft() };
    assert_eq!(again, expected, "neither the page nor an answer nor the purpose of then");
    let gates = gates(&library, again).await;
    assert_eq!(gates, [GateKind::NoPage, GateKind::CoolDown], "known, and a page is to be pasted");
    let missing = library.buy_again(OrderId("none".to_owned()), at(4)).await.unwrap_err();
    assert_eq!(missing.code, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_template_is_a_need_under_a_name() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let mut full = draft();
    full.answers.second_entry = Some(MOTHER.to_owned());
    library.save_template(None, " 妈妈话费 ".to_owned(), full, at(0)).await.unwrap();
    let kept = library.templates().await.unwrap().remove(0);
    assert_eq!(kept.name, "妈妈话费");
    assert_eq!(kept.draft, PurchaseDraft { page: String::new(), ..draft() });

    library.remove_template(kept.id.clone()).await.unwrap();
    let put_back = library.save_template(Some(kept.id.clone()), kept.name, kept.draft, at(1));
    put_back.await.unwrap();
    assert_eq!(library.templates().await.unwrap()[0].id, kept.id);
    for name in [String::new(), " ".to_owned(), "长".repeat(61)] {
        let error = library.save_template(None, name, draft(), at(2)).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::Invalid);
    }
}

#[tokio::test]
async fn a_reminder_is_seen_before_paying_and_sealed_with_the_check() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let order = paid(&library).await;
    let remind = |category: &str, text: &str| NewReminder {
        category: category.to_owned(),
        word: "话费".to_owned(),
        text: text.to_owned(),
        order: Some(order.clone()),
    };
    library.add_reminder(remind("phone_credit", "先问清是哪个号"), at(3)).await.unwrap();
    library.add_reminder(remind("game_topup", "看一眼区服"), at(4)).await.unwrap();
    let blank = library.add_reminder(remind("phone_credit", " "), at(5)).await.unwrap_err();
    assert_eq!(blank.code, ErrorCode::Invalid);
    assert_eq!(gates(&library, draft()).await, [GateKind::Reminder]);

    let later = at(60 * 48);
    let refused = library.confirm(None, draft(), later).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotReady, "it was not seen");
    let row = library.reminders().await.unwrap().remove(0);
    let mut seen = draft();
    seen.answers.seen.insert(row.id.0.clone(), row.text.clone());
    seen.answers.seen.insert("another".to_owned(), "not asked".to_owned());
    let changed = ReminderRow { text: "先打电话问清".to_owned(), ..row.clone() };
    library.save_reminder(changed).await.unwrap();
    let refused = library.confirm(None, seen.clone(), later).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotReady, "another text was seen");
    library.save_reminder(row.clone()).await.unwrap();
    let order = library.confirm(None, seen, later).await.unwrap().order;

    library.remove_reminder(row.id.clone()).await.unwrap();
    assert_eq!(gates(&library, draft()).await, []);
    let sealed = library.order(order, at(0)).await.unwrap().check.unwrap();
    let gate = &sealed.review.gates[0];
    let text = gate.reminder.as_ref().map(|reminder| reminder.text.as_str());
    assert_eq!((text, gate.state), (Some("先问清是哪个号"), GateState::Passed));
    let answered: Vec<_> = sealed.draft.answers.seen.into_keys().collect();
    assert_eq!(answered, [row.id.0], "what was not asked is not sealed");
}

#[tokio::test]
async fn a_check_sealed_by_version_1_is_read_and_bought_again() {
    let folder = tempfile::tempdir().unwrap();
    let old = include_bytes!("../../ledger/tests/record/version-1.db");
    std::fs::write(folder.path().join("hedan.db"), old).unwrap();
    let library = open(folder.path()).await;
    let query = OrderQuery { limit: 9, ..OrderQuery::default() };
    let order = library.orders(query, at(0)).await.unwrap().remove(0).id;
    let check = library.order(order.clone(), at(0)).await.unwrap().check;
    assert_eq!(check.expect("it is readable").draft.page, PAGE);
    let saved = library.buy_again(order, at(9)).await.unwrap();
    assert_eq!(library.draft(saved.id).await.unwrap().recipient_label, "妈妈");
}
