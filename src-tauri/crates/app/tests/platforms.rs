//! What a platform says of taking back, from the notebook to the order, and its screenshot.

#![allow(clippy::unwrap_used, reason = "a test may end where it fails")]
#![allow(clippy::disallowed_methods, reason = "the test takes files away behind its back")]

mod common;

use std::fs;
use std::path::Path;

use app::{
    ErrorCode, Library, OrderEvent, OrderId, OwnId, Pasted, Platform, PurchaseDraft, Wanted, Work,
};
use cases::cancel::{Chance, ReturnRule, Way, WayId};
use cases::deadline::{Length, Unit};
use common::draft;
use jiff::{SignedDuration, Timestamp};
use model::Sha256Hex;

const SHOP: &str = "街角数码";

fn at(minutes: i64) -> Timestamp {
    let start: Timestamp = "2026-11-22T12:00:00+08:00".parse().unwrap();
    start + SignedDuration::from_mins(minutes)
}

async fn open(folder: &Path) -> Library {
    Library::open(folder.to_owned(), at(0)).await.unwrap()
}

async fn paid(library: &Library) -> OrderId {
    let draft = PurchaseDraft { shop: SHOP.to_owned(), ..draft() };
    let order = library.confirm(None, draft, at(0)).await.unwrap().order;
    let paid = OrderEvent::Paid { paid_at: at(0), order_no: None, note: None };
    library.record(order.clone(), paid, at(0)).await.unwrap();
    order
}

fn two_hours(evidence: Option<Sha256Hex>) -> ReturnRule {
    ReturnRule {
        way: WayId::AmendBefore,
        granted: true,
        within: Some(Length { amount: 2, unit: Unit::Hours }),
        quote: "付款后两小时内可联系客服修改号码".to_owned(),
        evidence,
        seen_on: jiff::civil::date(2026, 11, 20),
    }
}

async fn written_down(library: &Library, rule: ReturnRule) -> OwnId {
    let what = Platform { name: SHOP.to_owned(), returns: vec![rule], ..Platform::default() };
    library.save_platform(None, what, at(0)).await.unwrap();
    library.platforms().await.unwrap().remove(0).id
}

async fn amending(library: &Library, order: &OrderId, minutes: i64) -> Way {
    let view = library.order(order.clone(), at(minutes)).await.unwrap();
    view.ways.into_iter().find(|way| way.id == WayId::AmendBefore).unwrap()
}

#[tokio::test]
async fn an_order_shows_what_its_platform_says_of_taking_back() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let order = paid(&library).await;
    let before = amending(&library, &order, 1).await;
    assert_eq!((before.chance, before.said), (Chance::Maybe, None), "platforms differ");

    let id = written_down(&library, two_hours(None)).await;
    let soon = amending(&library, &order, 60).await;
    assert_eq!(soon.chance, Chance::Likely);
    assert_eq!(soon.said.unwrap().until, Some(at(120)));
    let late = amending(&library, &order, 121).await;
    assert!(late.chance == Chance::Unlikely && late.said.unwrap().refused);

    library.forget_own(id, at(5)).await.unwrap();
    assert_eq!(amending(&library, &order, 60).await.said, None, "forgotten");

    let wordless = ReturnRule { quote: " ".to_owned(), ..two_hours(None) };
    let what = Platform { name: SHOP.to_owned(), returns: vec![wordless], ..Platform::default() };
    let refused = library.save_platform(None, what, at(6)).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::Invalid);
}

#[tokio::test]
async fn the_screenshot_of_a_rule_is_kept_checked_and_carried_along() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let pasted = Pasted::Rgba { pixels: vec![90; 40 * 30 * 4], width: 40, height: 30 };
    let taken = library.take_pasted_picture("规则.png".to_owned(), pasted).await.unwrap();
    written_down(&library, two_hours(Some(taken.sha256.clone()))).await;
    // What is kept aside for purchases goes after a week; this is kept for good.
    fs::remove_file(folder.path().join("pictures").join(taken.sha256.as_str())).unwrap();
    assert!(library.picture(taken.sha256.clone()).await.is_ok());
    let checked = library.check(Work::default()).await.unwrap();
    assert_eq!((checked.files, checked.findings.len()), (1, 0));

    let other = tempfile::tempdir().unwrap();
    let archive = other.path().join("all.hedan");
    let info = library.archive(archive.clone(), at(1), Work::default()).await.unwrap();
    assert!(info.left_out.is_empty());
    let elsewhere = open(&other.path().join("record")).await;
    elsewhere.take_in(archive, at(2), Work::default()).await.unwrap();
    assert!(elsewhere.picture(taken.sha256.clone()).await.is_ok(), "it came along");

    let json = other.path().join("orders.json");
    library.export_json(json.clone(), Wanted::All, at(1), Work::default()).await.unwrap();
    let bare = open(&other.path().join("bare")).await;
    bare.take_in_json(json, at(2), Work::default()).await.unwrap();
    assert_eq!(bare.platforms().await.unwrap()[0].what.returns.len(), 1);
    let checked = bare.check(Work::default()).await.unwrap();
    assert_eq!((checked.elsewhere, checked.findings.len()), (1, 0), "it never was there");

    let name = taken.sha256.as_str();
    let file = folder.path().join("vault").join(&name[..2]).join(name);
    fs::remove_file(file).unwrap();
    let checked = library.check(Work::default()).await.unwrap();
    assert_eq!(checked.findings.len(), 1, "and is missed when it is gone");
}
