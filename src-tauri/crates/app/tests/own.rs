//! A user's own kinds of identifiers and categories of goods.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may end where it fails")]

use std::path::Path;

use app::{
    ErrorCode, Library, NewRecipient, OrderEvent, OrderQuery, OwnCategory, OwnId, OwnKind,
    PurchaseDraft,
};
use check::catalogue::{CategoryId, Origin, PointOfNoReturn};
use check::identifier::{FaultCode, KindId};
use check::review::{FindingCode, GateKind, Standing};
use jiff::Timestamp;
use model::Field;

const METER: &str = "SB10023344";
const PAGE: &str = "杭州水费代缴 100元\n水表户号：SB10023344\n面值：100元\n数量：1\n实付款：¥99.00";

fn at(minutes: i64) -> Timestamp {
    let start: Timestamp = "2026-11-22T06:00:00Z".parse().unwrap();
    start + jiff::SignedDuration::from_mins(minutes)
}

fn meter() -> OwnKind {
    OwnKind {
        name: "水表户号".to_owned(),
        pattern: "SB[0-9]{8}".to_owned(),
        fits: vec![METER.to_owned(), " ".to_owned()],
        misses: vec!["10023344".to_owned()],
    }
}

fn water(kind: &KindId) -> OwnCategory {
    OwnCategory {
        name: "水费".to_owned(),
        fields: vec![Field::City],
        identifiers: vec![kind.clone()],
        any_recipient: false,
        point_of_no_return: PointOfNoReturn::Credited,
        delivery: vec!["直充".to_owned()],
    }
}

async fn open(folder: &Path) -> Library {
    Library::open(folder.to_owned(), at(0)).await.expect("an empty folder opens")
}

/// A library with both.
async fn with_water(folder: &Path) -> (Library, KindId, CategoryId) {
    let library = open(folder).await;
    library.save_own_kind(None, meter(), at(0)).await.unwrap();
    let kind = library.own().await.unwrap().kinds[0].id.clone();
    library.save_own_category(None, water(&kind), at(0)).await.unwrap();
    let category = library.own().await.unwrap().categories[0].id.clone();
    (library, kind, category)
}

fn draft(category: &CategoryId, recipient: &str) -> PurchaseDraft {
    let mut draft = PurchaseDraft {
        category: Some(category.clone()),
        name: "杭州水费".to_owned(),
        face_value: "100".to_owned(),
        quantity: "1".to_owned(),
        words: [(Field::City, "杭州".to_owned())].into(),
        recipient: recipient.to_owned(),
        page: PAGE.to_owned(),
        ..PurchaseDraft::default()
    };
    draft.answers.second_entry = Some(recipient.to_owned());
    draft
}

#[tokio::test]
async fn a_wrong_value_is_stopped_and_a_right_one_passes() {
    let folder = tempfile::tempdir().unwrap();
    let (library, kind, category) = with_water(folder.path()).await;

    let wrong = library.review(draft(&category, "SB1002334"), at(1)).await.unwrap();
    assert!(!wrong.ready);
    assert!(wrong.review.findings.iter().any(|f| f.code == FindingCode::RecipientInvalid));
    assert!(wrong.review.gates.iter().any(|gate| gate.kind == GateKind::Fix));
    let sealed = library.confirm(None, draft(&category, "SB1002334"), at(1)).await;
    assert_eq!(sealed.unwrap_err().code, ErrorCode::NotReady);

    let slip = library.review(draft(&category, "SB10023345"), at(1)).await.unwrap();
    let differs = |f: &check::review::Finding| {
        f.code == FindingCode::Differs && f.field == Some(Field::Recipient)
    };
    assert!(slip.review.findings.iter().any(differs), "the page names the kind and another value");

    let right = library.review(draft(&category, "SB 1002 3344"), at(1)).await.unwrap();
    assert!(right.ready, "{:#?}", right.review);
    let row = right.review.rows.iter().find(|row| row.field == Field::Recipient);
    assert_eq!(row.map(|row| row.standing), Some(Standing::Same), "read from the page");
    assert_eq!(right.page.text(Field::Category), Some(category.0.as_str()));
    let city = right.review.rows.iter().any(|row| row.field == Field::City);
    assert!(city, "what the category asks for is compared");

    let order = library.confirm(None, draft(&category, METER), at(2)).await.unwrap().order;
    let paid = OrderEvent::Paid { paid_at: at(3), order_no: None, note: None };
    library.record(order, paid, at(3)).await.unwrap();
    let book = library.recipients().await.unwrap();
    assert_eq!((book[0].row.kind.as_str(), book[0].row.value.as_str()), (kind.0.as_str(), METER));
    let found = OrderQuery { text: "水费".to_owned(), ..OrderQuery::default() };
    assert_eq!(library.orders(found, at(0)).await.unwrap().len(), 1, "it is found by its category");
}

#[tokio::test]
async fn a_copied_value_is_recognised_and_can_be_added_to_the_book() {
    let folder = tempfile::tempdir().unwrap();
    let (library, kind, _) = with_water(folder.path()).await;
    let glance = library.glance(METER.to_owned(), None, None, at(1)).await.unwrap();
    assert_eq!(glance.readings[0].candidate.kind, kind);
    assert_eq!(glance.readings[0].name.zh, "水表户号");
    let new = |text: &str| NewRecipient {
        text: text.to_owned(),
        kind: Some(kind.clone()),
        label: "老家".to_owned(),
        second_entry: Some(METER.to_owned()),
    };
    assert!(library.add_recipient(new("SB1002334"), at(1)).await.is_err(), "too short");
    library.add_recipient(new(METER), at(1)).await.unwrap();
    assert_eq!(library.recipients().await.unwrap()[0].row.label, "老家");
}

#[tokio::test]
async fn what_is_forgotten_is_offered_nowhere_and_keeps_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let (library, kind, category) = with_water(folder.path()).await;
    let order = library.confirm(None, draft(&category, METER), at(1)).await.unwrap().order;
    let saved = library.save_draft(None, draft(&category, METER), at(1)).await.unwrap();
    for id in [&kind.0, &category.0] {
        library.forget_own(OwnId(id.clone()), at(2)).await.unwrap();
    }
    drop(library);

    let library = open(folder.path()).await;
    let left = library.own().await.unwrap();
    assert!(left.kinds.is_empty() && left.categories.is_empty());
    let catalogue = library.catalogue().await.unwrap();
    let named = catalogue.category(&category).expect("orders may be of it");
    assert_eq!((named.name.zh.as_str(), named.origin), ("水费", Origin::Forgotten));
    let kinds = library.recipient_kinds().await.unwrap();
    let named = kinds.iter().find(|each| each.id == kind).expect("recipients may be of it");
    assert_eq!((named.zh.as_str(), named.origin), ("水表户号", Origin::Forgotten));
    assert_eq!(library.order(order, at(0)).await.unwrap().record.row.summary.category, category.0);
    let opened = library.draft(saved.id).await.unwrap();
    assert!(library.review(opened, at(3)).await.unwrap().ready, "a draft goes on as it was");
    let reviewed = library.review(draft(&category, "SB10023345"), at(3)).await.unwrap();
    let of_recipient = reviewed.review.rows.iter().find(|row| row.field == Field::Recipient);
    let standing = of_recipient.map(|row| row.standing);
    assert_eq!(standing, Some(Standing::Differs), "and a slip in it is still seen");
    let glance = library.glance(METER.to_owned(), None, None, at(3)).await.unwrap();
    assert!(glance.readings.iter().all(|reading| reading.candidate.kind != kind));

    for id in [&kind.0, &category.0] {
        library.restore_own(OwnId(id.clone())).await.unwrap();
    }
    let back = library.own().await.unwrap();
    assert_eq!((back.kinds[0].id.clone(), back.categories[0].id.clone()), (kind, category));
    let unknown = library.restore_own(OwnId("own_nobody".to_owned())).await;
    assert_eq!(unknown.unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn what_is_wrong_is_pointed_out_and_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (library, kind, category) = with_water(folder.path()).await;
    let codes = |faults: Vec<app::Fault>| -> Vec<FaultCode> {
        faults.into_iter().map(|fault| fault.code).collect()
    };
    let all = OwnKind { name: "什么都行".to_owned(), pattern: ".*".to_owned(), ..meter() };
    let trial = library.try_own_kind(None, all.clone()).await.unwrap();
    let expected = [FaultCode::AcceptsEverything, FaultCode::CounterexampleFits];
    assert_eq!(codes(trial.faults), expected);
    assert!(trial.fits[0].fits && trial.misses[0].fits, "each example is tried");
    assert_eq!(trial.proposals[0].pattern, "SB[0-9]{8}", "a rule that the examples suggest");
    assert_eq!(library.save_own_kind(None, all, at(1)).await.unwrap_err().code, ErrorCode::Invalid);
    assert_eq!(library.own().await.unwrap().kinds.len(), 1);

    let twin = library.try_own_kind(None, meter()).await.unwrap();
    assert_eq!(codes(twin.faults), [FaultCode::NameTaken]);
    let itself = library.try_own_kind(Some(kind.clone()), meter()).await.unwrap();
    assert_eq!(codes(itself.faults), []);
    let twin = library.try_own_category(None, water(&kind)).await.unwrap();
    assert_eq!(codes(twin), [FaultCode::NameTaken]);
    let phone = OwnCategory { name: "话费".to_owned(), ..water(&kind) };
    let taken = library.save_own_category(Some(category), phone, at(1)).await.unwrap_err();
    assert_eq!(taken.code, ErrorCode::Invalid);
}

#[tokio::test]
async fn another_rule_counts_from_the_next_look_on() {
    let folder = tempfile::tempdir().unwrap();
    let (library, kind, category) = with_water(folder.path()).await;
    let longer = "SB100233445";
    let review = async |library: &Library| {
        let page = PAGE.replace(METER, longer);
        let draft = PurchaseDraft { page, ..draft(&category, longer) };
        library.review(draft, at(1)).await.unwrap().ready
    };
    assert!(!review(&library).await, "nine digits are one too many");
    let wider =
        OwnKind { pattern: "SB[0-9]{8,9}".to_owned(), name: "水表号".to_owned(), ..meter() };
    library.save_own_kind(Some(kind.clone()), wider, at(2)).await.unwrap();
    assert!(review(&library).await, "the new rule takes them");
    let entry = &library.own().await.unwrap().kinds[0];
    assert_eq!((&entry.id, entry.what.name.as_str()), (&kind, "水表号"));
    assert_eq!(entry.what.fits, [METER], "blank examples are not kept");
}

#[tokio::test]
async fn a_name_cannot_pass_for_another() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let fault = async |name: &str| {
        let kind = OwnKind { name: name.to_owned(), ..meter() };
        let faults = library.try_own_kind(None, kind).await.unwrap().faults;
        faults.first().map(|fault| fault.code)
    };
    for alike in ["QQ号", "qq \u{53F7}", "\u{FF31}\u{FF31} 号"] {
        assert_eq!(fault(alike).await, Some(FaultCode::NameTaken), "{alike}");
    }
    for unseen in ["水表\u{200B}户号", "水表\u{202E}户号"] {
        assert_eq!(fault(unseen).await, Some(FaultCode::NameUnseen), "{}", unseen.escape_debug());
    }
    assert_eq!(fault("水表户号").await, None);
}
