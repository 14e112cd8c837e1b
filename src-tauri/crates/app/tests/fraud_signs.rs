//! Signs of fraud before paying: what is pasted is read for them, those that say stop hold the
//! payment back until they are acknowledged, and ordinary pages have none.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may end where it fails")]
#![allow(clippy::print_stdout, reason = "figures are there to be read")]
#![allow(clippy::disallowed_methods, reason = "a test reads the corpus")]

mod common;

use std::path::Path;

use app::{About, ErrorCode, FraudNotice, Library, PurchaseDraft};
use cases::fraud::{FraudId, Severity};
use check::review::{GateKind, GateState};
use jiff::Timestamp;

use common::PAGE;

fn now() -> Timestamp {
    "2026-11-22T06:00:00Z".parse().unwrap()
}

fn draft(page: &str) -> PurchaseDraft {
    PurchaseDraft { page: page.to_owned(), ..common::draft() }
}

async fn library(folder: &Path) -> Library {
    Library::open(folder.to_owned(), now()).await.expect("an empty folder opens")
}

async fn met(library: &Library, draft: PurchaseDraft) -> Vec<FraudNotice> {
    library.review(draft, now()).await.unwrap().fraud
}

fn ids(fraud: &[FraudNotice]) -> Vec<FraudId> {
    fraud.iter().map(|notice| notice.sign.id).collect()
}

#[tokio::test]
async fn what_frauds_say_is_met_in_what_is_pasted() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path()).await;
    for (said, id) in [
        ("客服：系统冻结了，先交 200 元解冻金才能发货", FraudId::PayMore),
        ("卖家：别走平台，加微信转账给你便宜 5 块", FraudId::OutsidePlatform),
        ("卖家：亲，先点确认收货，我这边马上给你发卡密", FraudId::ConfirmFirst),
        ("客服：麻烦下载腾讯会议，打开屏幕共享，我教您退款", FraudId::ScreenShare),
        ("客服：把收到的验证码发给我就能充值", FraudId::SecretsAsked),
        ("群主：做任务返佣金，先垫付 100 返 130", FraudId::RebateTasks),
    ] {
        let page = format!("{PAGE}\n{said}");
        let fraud = met(&library, draft(&page)).await;
        let notice = fraud.iter().find(|notice| notice.sign.id == id);
        let notice = notice.unwrap_or_else(|| panic!("{id:?} is not met: {said}"));
        assert_eq!(notice.sign.severity, Severity::Stop, "{said}");
        let words = notice.words.clone().unwrap();
        assert!(said.contains(&words), "{words} are the words of {said}");
    }
    for said in [
        "温馨提示：谨防诈骗，客服不会向您索要验证码，请勿私下转账",
        "卡密自动发货，一经售出概不退换，请先兑换再确认收货",
        "付款方式：支付宝 / 微信支付，到账后请给个好评",
        "直充秒到，如充值失败将原路退款，不收手续费",
        "请勿相信刷单、返利等广告，平台不支持线下交易",
    ] {
        let fraud = met(&library, draft(&format!("{PAGE}\n{said}"))).await;
        assert_eq!(ids(&fraud), [], "{said}");
    }
}

#[tokio::test]
async fn a_sign_that_says_stop_is_acknowledged_before_paying() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path()).await;
    let mut hostile = draft(&format!("{PAGE}\n客服：先交 200 元解冻金才能发货"));
    let reviewed = library.review(hostile.clone(), now()).await.unwrap();
    assert!(!reviewed.ready);
    let gate = &reviewed.review.gates[0];
    assert_eq!((gate.kind, gate.state), (GateKind::Warning, GateState::Open), "before all others");
    let refused = library.confirm(None, hostile.clone(), now()).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotReady, "whatever the window believes");

    let warning = gate.warning.clone().unwrap();
    hostile.answers.seen.insert(warning.id.clone(), warning.text.clone());
    assert!(library.review(hostile.clone(), now()).await.unwrap().ready);
    let mut other = hostile.clone();
    other.page = other.page.replace("200", "500");
    assert!(!library.review(other, now()).await.unwrap().ready, "other words are another sign");

    let sealed = library.confirm(None, hostile, now()).await.unwrap();
    let check = library.order(sealed.order, now()).await.unwrap().check.unwrap();
    assert_eq!(check.review.gates[0].warning, Some(warning.clone()), "it is kept with the check");
    assert_eq!(check.draft.answers.seen.get(&warning.id), Some(&warning.text));
}

#[tokio::test]
async fn a_sign_in_what_was_typed_and_in_the_price_is_met_once() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path()).await;
    let mut typed = draft(PAGE);
    typed.purpose = "客服说要交解冻金".to_owned();
    assert_eq!(ids(&met(&library, typed).await), [FraudId::PayMore]);

    let cheap = PAGE.replace("99.80", "70.00");
    let fraud = met(&library, draft(&cheap)).await;
    assert_eq!(ids(&fraud), [FraudId::TooCheap]);
    assert_eq!(fraud[0].words, None, "no words say it");
    let reviewed = library.review(draft(&cheap), now()).await.unwrap();
    assert!(reviewed.ready, "a low price is a warning and holds nothing back");
    let said = met(&library, draft(&format!("{cheap}\n话费 5 折充值"))).await;
    assert_eq!(ids(&said), [FraudId::TooCheap], "once");
    let full = PAGE.replace("99.80", "70.10");
    assert_eq!(ids(&met(&library, draft(&full)).await), []);
}

#[tokio::test]
async fn a_line_that_shows_a_sign_is_no_recipient_at_a_glance() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path()).await;
    let line = "先交 200 元解冻金才能提现".to_owned();
    let seen = library.glance(line, None, None, now()).await.unwrap();
    assert_eq!(seen.about, About::Page);
    assert_eq!(ids(&seen.alone.fraud), [FraudId::PayMore]);
}

#[tokio::test]
async fn the_ordinary_pages_of_the_corpus_say_stop_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path()).await;
    let pages = corpus();
    assert!(pages.len() > 600, "{} pages", pages.len());
    let (mut with, mut stopped) = (0, Vec::new());
    for (name, page) in &pages {
        let draft = PurchaseDraft { page: page.clone(), ..PurchaseDraft::default() };
        let fraud = met(&library, draft).await;
        with += usize::from(!fraud.is_empty());
        let stops = fraud.into_iter().filter(|notice| notice.sign.severity <= Severity::Stop);
        stopped.extend(stops.map(|notice| (name.clone(), notice.sign.id, notice.words)));
    }
    println!("{with} of {} pages with a sign", pages.len());
    stopped.sort();
    // Two shops do ask for the password of the account.
    let asked = Some("需提供账号密码".to_owned());
    let known = ["gameshops/arknights", "mixed_two/ps plus"]
        .map(|name| (name.to_owned(), FraudId::SecretsAsked, asked.clone()));
    assert_eq!(stopped, known);
}

fn corpus() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../check/tests/pages");
    let folders = [root.clone(), root.join("held")];
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let files = files.map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    let mut pages = Vec::new();
    for path in files {
        let all = std::fs::read_to_string(&path).unwrap();
        for block in all.split("=== ").skip(1) {
            let (name, rest) = block.split_once('\n').unwrap();
            let (page, _) = rest.split_once("--- answers\n").unwrap();
            let file = path.file_stem().unwrap().to_string_lossy();
            pages.push((format!("{file}/{name}"), page.to_owned()));
        }
    }
    pages
}
