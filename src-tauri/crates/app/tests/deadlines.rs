//! Until when: from what was reported of an order to the agenda of all of them.

#![allow(clippy::unwrap_used, reason = "a test may end where it fails")]

mod common;

use std::path::Path;

use app::{
    BulkChange, Change, Circumstance, ErrorCode, EventOf, Library, Milestone, MoveSource,
    OrderDeadlines, OrderEvent, OrderId, OrderQuery, OrderState, Platform, Problem, PurchaseDraft,
    TermAnswer, TermAnswered, TermKey, TermView,
};
use cases::deadline::{LeftUnit, Length, OwnRule, RuleId, TermState, Track, Unit, china};
use common::draft;
use jiff::{SignedDuration, Timestamp};

/// Minutes after a Sunday noon in China.
fn at(minutes: i64) -> Timestamp {
    let start: Timestamp = "2026-11-22T12:00:00+08:00".parse().unwrap();
    start + SignedDuration::from_mins(minutes)
}

async fn open(folder: &Path) -> Library {
    Library::open(folder.to_owned(), at(0)).await.unwrap()
}

/// An order that was paid at `minutes`.
async fn paid(library: &Library, minutes: i64) -> OrderId {
    let draft = PurchaseDraft { shop: "街角数码".to_owned(), ..draft() };
    let order = library.confirm(None, draft, at(minutes)).await.unwrap().order;
    let paid = OrderEvent::Paid { paid_at: at(minutes), order_no: None, note: None };
    library.record(order.clone(), paid, at(minutes)).await.unwrap();
    order
}

async fn report(library: &Library, order: &OrderId, milestone: Milestone, minutes: i64) -> Change {
    let event = OrderEvent::Reached { milestone, at: at(minutes), until: None, note: None };
    library.record(order.clone(), event, at(minutes)).await.unwrap()
}

async fn deadlines(library: &Library, order: &OrderId, minutes: i64) -> OrderDeadlines {
    library.deadlines_of(order.clone(), at(minutes)).await.unwrap()
}

fn term<'a>(found: &'a OrderDeadlines, rule: &str) -> Option<&'a TermView> {
    found.terms.iter().find(|term| term.rule.0 == rule)
}

fn running(found: &OrderDeadlines) -> Vec<&str> {
    let runs = |term: &&TermView| term.state == TermState::Open;
    found.terms.iter().filter(runs).map(|term| term.rule.0.as_str()).collect()
}

fn answered(order: &OrderId, term: &TermView, answer: TermAnswer) -> TermAnswered {
    TermAnswered {
        term: TermKey {
            order: order.clone(),
            rule: term.rule.clone(),
            started_at: term.started_at,
        },
        answer,
        ends: false,
        until: None,
        note: String::new(),
    }
}

#[tokio::test]
async fn paying_starts_the_clocks_and_arrival_stops_them() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let order = paid(&library, 0).await;
    let found = deadlines(&library, &order, 10).await;
    assert_eq!(running(&found), ["first_hour", "first_day", "channel_appeal"]);
    let hour = term(&found, "first_hour").unwrap();
    assert_eq!((hour.left.amount, hour.left.unit), (50, LeftUnit::Minutes));

    let agenda = library.agenda(None, at(10), china()).await.unwrap();
    assert_eq!((agenda.today.count, agenda.later.count), (1, 2), "a Sunday: the rest is later");
    assert_eq!(agenda.today.items[0].goods, "移动话费 100 元");
    assert_eq!(agenda.today.items[0].shop, "街角数码");
    let response = library.agenda(Some(Track::Response), at(10), china()).await.unwrap();
    assert_eq!(response.later.count, 0, "nobody owes anything yet");

    library
        .record(
            order.clone(),
            OrderEvent::moved(OrderState::Delivered, at(20), MoveSource::Seen),
            at(20),
        )
        .await
        .unwrap();
    let agenda = library.agenda(None, at(21), china()).await.unwrap();
    assert_eq!(agenda, app::AgendaView::default(), "what has come needs no watching");
    assert!(running(&deadlines(&library, &order, 21).await).is_empty());
}

#[tokio::test]
async fn a_report_begins_a_term_and_its_undoing_ends_it() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let order = paid(&library, 0).await;
    let change = report(&library, &order, Milestone::Contacted, 30).await;
    let found = deadlines(&library, &order, 40).await;
    assert!(found.troubled);
    assert!(running(&found).contains(&"service_answer"));
    let hour = term(&found, "first_hour").unwrap();
    assert_eq!(hour.state, TermState::Done, "who has spoken up need not hurry");
    // The service's answer is due tomorrow, which is in another week.
    let agenda = library.agenda(Some(Track::Response), at(40), china()).await.unwrap();
    assert_eq!(agenda.later.items[0].term.rule.0, "service_answer");

    let paid = EventOf { order: order.clone(), seq: change.seq.unwrap() };
    library.undo(vec![paid], at(50)).await.unwrap();
    let found = deadlines(&library, &order, 55).await;
    assert!(!found.troubled && term(&found, "service_answer").is_none());
}

#[tokio::test]
async fn every_answer_leads_on() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let order = paid(&library, 0).await;
    report(&library, &order, Milestone::Contacted, 30).await;
    let due = 30 + 24 * 60;
    let found = deadlines(&library, &order, due + 1).await;
    let asked = term(&found, "service_answer").unwrap().clone();
    assert!(asked.left.overdue && !asked.still.is_empty());

    let mut partly = answered(&order, &asked, TermAnswer::Partly);
    partly.note = "还差 50 元".to_owned();
    library.answer_term(partly.clone(), at(due + 2)).await.unwrap();
    let found = deadlines(&library, &order, due + 3).await;
    let rest = term(&found, "service_answer").unwrap();
    assert_eq!((rest.state, rest.answer), (TermState::Open, Some(TermAnswer::Partly)));

    partly.until = Some(at(due + 600));
    library.answer_term(partly.clone(), at(due + 4)).await.unwrap();
    let found = deadlines(&library, &order, due + 5).await;
    assert_eq!(term(&found, "service_answer").unwrap().state, TermState::Done);
    let promise = term(&found, "promise").unwrap().clone();
    assert_eq!(promise.due.at, at(due + 600), "at the time that was named");

    let refused = answered(&order, &promise, TermAnswer::Refused);
    library.answer_term(refused, at(due + 610)).await.unwrap();
    let shop = OrderEvent::CaseSet {
        problem: Some(Problem::NotDelivered),
        circumstances: vec![Circumstance::WechatShop],
    };
    library.record(order.clone(), shop, at(due + 611)).await.unwrap();
    let found = deadlines(&library, &order, due + 612).await;
    assert!(running(&found).contains(&"wechat_shop_arbitration"), "the next rung is open");

    let rung = term(&found, "wechat_shop_arbitration").unwrap().clone();
    let over = TermAnswered { ends: true, ..answered(&order, &rung, TermAnswer::Resolved) };
    library.answer_term(over, at(due + 620)).await.unwrap();
    let found = deadlines(&library, &order, due + 621).await;
    assert!(!found.troubled && running(&found).is_empty(), "{:?}", running(&found));

    let nobody = answered(&order, &asked, TermAnswer::NoReply);
    let unknown = TermKey { rule: RuleId("no_such".to_owned()), ..nobody.term.clone() };
    let failed = library.answer_term(TermAnswered { term: unknown, ..nobody }, at(due)).await;
    assert_eq!(failed.unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn what_cannot_be_is_not_recorded() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let order = paid(&library, 0).await;
    let reached = |milestone, minutes, until: Option<i64>| OrderEvent::Reached {
        milestone,
        at: at(minutes),
        until: until.map(at),
        note: None,
    };
    let bad = [
        reached(Milestone::Paid, 1, None),
        reached(Milestone::Contacted, 120, None),
        reached(Milestone::Promised, 10, Some(5)),
    ];
    for event in bad {
        let failed = library.record(order.clone(), event.clone(), at(20)).await;
        assert_eq!(failed.unwrap_err().code, ErrorCode::Invalid, "{event:?}");
    }
}

#[tokio::test]
async fn what_is_owed_already_stands_before_what_is_still_to_come() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let order = paid(&library, 0).await;
    let asked =
        OrderEvent::Reached { milestone: Milestone::Contacted, at: at(5), until: None, note: None };
    library.record(order.clone(), asked, at(5)).await.unwrap();
    let next = async |minute| {
        let next = library.next_terms(vec![order.clone()], at(minute)).await.unwrap();
        next[0].name.zh.clone()
    };
    assert_eq!(next(30).await, "头一天：核对到账，有错就说");
    let day = 24 * 60;
    assert_eq!(next(day + 30).await, "客服答复", "overdue, while others still run");
}

#[tokio::test]
async fn a_recorded_rule_of_the_platform_holds_at_once_and_never_in_place_of_law() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let order = paid(&library, 0).await;
    let other = paid(&library, 5).await;
    let rule = OwnRule {
        id: RuleId(String::new()),
        shop: String::new(),
        replaces: Some(RuleId("first_hour".to_owned())),
        name: "两小时内可改".to_owned(),
        track: Track::Golden,
        from: Milestone::Paid,
        length: Length { amount: 2, unit: Unit::Hours },
        quote: "付款后两小时内可申请修改".to_owned(),
        evidence: None,
        seen_on: jiff::civil::date(2026, 11, 20),
    };
    let before = library.agenda(None, at(10), china()).await.unwrap();
    assert_eq!(before.today.count, 2);
    let shop = Platform {
        name: "街角".to_owned(),
        aliases: vec!["街角数码".to_owned()],
        rules: vec![rule.clone()],
        ..Platform::default()
    };
    library.save_platform(None, shop.clone(), at(10)).await.unwrap();
    let found = deadlines(&library, &order, 11).await;
    let hours = term(&found, "first_hour").unwrap();
    assert_eq!((hours.due.at, hours.recorded), (at(120), true), "under its alias");
    let next = library.next_terms(vec![other.clone(), order.clone()], at(11)).await.unwrap();
    assert_eq!(next.len(), 2);
    assert_eq!(next[1].name.zh, "两小时内可改", "the agenda goes by it, too");

    let law = OwnRule { replaces: Some(RuleId("refund_refusal".to_owned())), ..rule };
    let shop = Platform { rules: vec![law], ..shop };
    let all = library.platforms().await.unwrap();
    assert_eq!((all.len(), all[0].history.orders), (1, 2));
    let failed = library.save_platform(Some(all[0].id.clone()), shop, at(12)).await;
    assert_eq!(failed.unwrap_err().code, ErrorCode::Invalid);

    library.forget_own(all[0].id.clone(), at(13)).await.unwrap();
    let found = deadlines(&library, &order, 14).await;
    assert_eq!(term(&found, "first_hour").unwrap().due.at, at(60), "forgotten");
    library.restore_own(all[0].id.clone()).await.unwrap();
    let found = deadlines(&library, &order, 15).await;
    assert_eq!(term(&found, "first_hour").unwrap().due.at, at(120), "and back");
}

#[tokio::test]
async fn what_is_opened_anew_lists_what_was_listed_before() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let order = paid(&library, 0).await;
    let day = 24 * 60;
    let listed = async |library: &Library, days: i64| {
        let soon = OrderQuery { due_days: Some(3650), ..OrderQuery::default() };
        library.orders(soon, at(days * day)).await.unwrap().len()
    };
    for days in [1, 10, 40, 44, 46, 400] {
        let kept = listed(&library, days).await;
        assert_eq!(kept, usize::from(days < 45), "{days} days after paying");
    }
    // What the other side owes by its own word is listed until it is answered.
    let rule = OwnRule {
        id: RuleId(String::new()),
        shop: String::new(),
        replaces: None,
        name: "一天内到账".to_owned(),
        track: Track::Response,
        from: Milestone::Paid,
        length: Length { amount: 24, unit: Unit::Hours },
        quote: "24 小时内到账".to_owned(),
        evidence: None,
        seen_on: jiff::civil::date(2026, 11, 20),
    };
    let shop =
        Platform { name: "街角数码".to_owned(), rules: vec![rule], ..Platform::default() };
    library.save_platform(None, shop, at(0)).await.unwrap();
    assert_eq!(listed(&library, 400).await, 1);
    drop(library);
    let again = open(folder.path()).await;
    assert_eq!(listed(&again, 400).await, 1, "read anew");
    let gone = OrderEvent::moved(OrderState::Delivered, at(1), MoveSource::Seen);
    again.record(order, gone, at(2)).await.unwrap();
    assert_eq!(listed(&again, 400).await, 0);
}

#[tokio::test]
async fn nothing_is_awaited_of_what_is_in_the_trash_or_became_part_of_another() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let shop = Platform { name: "街角数码".to_owned(), ..Platform::default() };
    library.save_platform(None, shop, at(0)).await.unwrap();
    let known = async || library.platforms().await.unwrap()[0].history.orders;
    let listed = async || {
        let found = library.agenda(None, at(10), china()).await.unwrap();
        found.overdue.count + found.today.count + found.this_week.count + found.later.count
    };
    let (one, other) = (paid(&library, 0).await, paid(&library, 1).await);
    let both = listed().await;
    assert!(both > 1 && known().await == 2);
    let change = |what| library.change_orders(vec![other.clone()], what, at(2));
    change(BulkChange::Trash).await.unwrap();
    assert_eq!((listed().await, known().await), (both / 2, 1), "in the trash");
    change(BulkChange::Restore).await.unwrap();
    assert_eq!((listed().await, known().await), (both, 2), "and back");
    library.merge_orders(one, other, at(3)).await.unwrap();
    assert_eq!((listed().await, known().await), (both / 2, 1), "part of the first");
}

#[tokio::test]
async fn a_clock_that_is_set_back_brings_back_what_was_over() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let order = paid(&library, 0).await;
    let year = 365 * 24 * 60;
    let far = library.agenda(None, at(year), china()).await.unwrap();
    assert_eq!(far, app::AgendaView::default(), "long over");
    let soon = OrderQuery { due_days: Some(1), ..OrderQuery::default() };
    assert!(library.orders(soon.clone(), at(year)).await.unwrap().is_empty());
    let back = library.agenda(None, at(10), china()).await.unwrap();
    assert_eq!(back.today.count, 1);
    let page = library.order_page(soon.clone(), at(10)).await.unwrap();
    assert_eq!(page.lines.iter().map(|line| &line.row.id).collect::<Vec<_>>(), [&order]);
    assert_eq!(library.count_orders(soon.clone(), at(10)).await.unwrap().count, 1);
    let text = OrderQuery { text: "不存在".to_owned(), ..soon.clone() };
    assert!(library.orders(text, at(10)).await.unwrap().is_empty(), "both conditions hold");
    let behind = library.agenda(None, at(-60), china()).await.unwrap();
    assert!(behind.clock_behind, "paid in an hour, by this clock");
    let arrived = OrderEvent::moved(OrderState::Delivered, at(12), MoveSource::Seen);
    library.record(order.clone(), arrived, at(12)).await.unwrap();
    assert!(library.orders(soon, at(13)).await.unwrap().is_empty(), "it arrived");
}
