//! Deadlines in the app: what is reported, what runs, what came of it, and what was missed.

use app::{Milestone, MoveSource, OrderEvent, OrderState};
use jiff::SignedDuration;
use tests::harness::{Display, Home, Launch, Page, wait_for};

use crate::accessible::Broken;
use crate::record::{self, now};
use crate::sizes::{fits, grow, look};
use crate::steps::{all, is_toasted, open_order};

#[test]
fn a_report_starts_a_clock_and_its_answer_leads_on() {
    let (home, display) = (Home::new(), Display::start());
    record::paid_order(&home);
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.test_id("nav-orders");
    open_order(page);
    rule(page, "first_hour");
    page.keep_picture("deadlines-1-just-paid");

    page.click(&page.test_id("report"));
    page.test_id("report-dialog");
    page.keep_picture("deadlines-2-report");
    page.click(&page.test_id("report-save"));
    rule(page, "service_answer");
    page.test_id("track-response");
    page.keep_picture("deadlines-3-service-told");

    page.click(&page.find("[data-rule='service_answer'] [data-testid='answer']"));
    page.click(&page.test_id("answer-what-refused"));
    page.keep_picture("deadlines-4-answer");
    page.click(&page.test_id("answer-save"));
    is_toasted(page, "被拒绝");
    wait_for("the end of that term", || {
        all_of(page, "service_answer", "open").is_empty().then_some(())
    });

    page.click(&page.test_id("nav-library"));
    page.click(&page.test_id("tab-platforms"));
    page.click(&page.test_id("add-platform"));
    page.write(&page.test_id("platform-name"), "官方营业厅");
    page.write(&page.test_id("platform-operator"), "某某通信有限公司");
    page.click(&page.test_id("platform-save"));
    page.test_id("platform");
    page.click(&page.test_id("add-rule"));
    page.click(&page.test_id("rule-replaces"));
    page.click(&page.named("option", "第一小时：最容易拦下"));
    page.write(&page.test_id("rule-amount"), "3");
    page.write(&page.test_id("rule-quote"), "付款后三小时内可联系客服修改");
    page.keep_picture("deadlines-5-rule-of-a-platform");
    page.click(&page.test_id("platform-rule-save"));
    page.test_id("platform-rule");
    page.keep_picture("deadlines-6-platform");
    page.click(&page.test_id("add-return"));
    page.write(&page.test_id("return-amount"), "2");
    page.write(&page.test_id("return-quote"), "付款后两小时内可联系客服修改号码");
    page.keep_picture("deadlines-6-taking-back");
    page.click(&page.test_id("return-save"));
    page.test_id("platform-return");
    page.keep_picture("deadlines-6-platform-whole");
    open_order(page);
    let said = page.says(&page.test_id("way-said"));
    assert!(said.contains("这家平台可以"), "{said}");
    page.keep_picture("deadlines-6-order-follows");
    page.click(&page.test_id("nav-deadlines"));
    page.test_id("agenda-item");
    page.keep_picture("deadlines-7-agenda");
    app.close();
}

#[test]
fn what_came_while_it_was_closed_is_listed_once() {
    let (home, display) = (Home::new(), Display::start());
    record::with(&home, async |library| {
        let order = record::paid(library).await;
        let at = now() - SignedDuration::from_hours(30);
        let told = OrderEvent::Reached {
            milestone: Milestone::Contacted,
            at,
            until: None,
            note: Some("工单 88".to_owned()),
        };
        library.record(order, told, now()).await.expect("a report");
    });
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.test_id("caught-up");
    page.keep_picture("deadlines-8-caught-up");
    page.click(&page.test_id("notify-no"));
    page.click(&page.test_id("dismiss-missed"));
    wait_for("it to go", || all(page, "caught-up").is_empty().then_some(()));
    app.close();
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("nav-deadlines"));
    page.test_id("agenda-overdue");
    assert!(all(page, "caught-up").is_empty(), "what was dismissed stays dismissed");
    app.close();
}

#[test]
fn deadlines_fit_and_can_be_read_in_every_look() {
    let (home, display) = (Home::new(), Display::start());
    record::with(&home, async |library| {
        let order = record::paid(library).await;
        for (milestone, hours) in [(Milestone::Contacted, 30), (Milestone::RefundRequested, 20)] {
            let at = now() - SignedDuration::from_hours(hours);
            let told = OrderEvent::Reached { milestone, at, until: None, note: None };
            library.record(order.clone(), told, now()).await.expect("a report");
        }
    });
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.test_id("nav-orders");
    wait_for("the window", || display.shows_a_window().then_some(()));
    let mut broken = Broken::on(page);
    for (width, height) in [(1280, 800), (900, 600)] {
        grow(page, &display, width, height);
        for (language, theme) in [("zh-CN", "light"), ("en", "dark")] {
            look(page, language, theme);
            let look = format!("{width}-{language}-{theme}");
            page.click(&page.test_id("nav-deadlines"));
            page.test_id("agenda-overdue");
            fits(page, "deadlines-agenda", &look);
            broken.look("the agenda");
            page.click(&page.test_id("nav-home"));
            page.test_id("home-due");
            fits(page, "deadlines-home", &look);
            broken.look("home with what is due");
            page.click(&page.test_id("nav-orders"));
            page.test_id("line-due");
            fits(page, "deadlines-list", &look);
            broken.look("the list with deadlines");
            open_order(page);
            rule(page, "service_answer");
            fits(page, "deadlines-order", &look);
            broken.look("an order's deadlines");
        }
    }
    broken.none();
    app.close();
}

#[test]
fn the_list_says_what_is_due_and_can_be_asked_for_it() {
    let (home, display) = (Home::new(), Display::start());
    record::with(&home, async |library| {
        let order = record::paid(library).await;
        let at = now() - SignedDuration::from_hours(30);
        let told =
            OrderEvent::Reached { milestone: Milestone::Contacted, at, until: None, note: None };
        library.record(order, told, now()).await.expect("a report");
        let calm = record::paid(library).await;
        let arrived = OrderEvent::moved(OrderState::Delivered, now(), MoveSource::Seen);
        library.record(calm, arrived, now()).await.expect("an arrival");
    });
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("nav-orders"));
    let count = |wanted: usize| {
        wait_for("the list", || (all(page, "order-line").len() == wanted).then_some(()));
    };
    count(2);
    page.test_id("line-due");
    page.click(&page.test_id("filter-due"));
    count(1);
    page.test_id("chip");
    page.keep_picture("deadlines-9-due-soon");
    page.click(&page.find("[data-testid='order-line'] a"));
    page.click(&page.test_id("answer"));
    page.click(&page.test_id("answer-what-resolved"));
    page.click(&page.test_id("answer-save"));
    is_toasted(page, "已解决");
    page.run("history.back()", &[]).expect("a step back");
    wait_for("nothing due", || all(page, "order-line").is_empty().then_some(()));
    app.close();
}

/// Waits for a term by this rule on the order's page.
fn rule(page: &Page, rule: &str) {
    page.find(&format!("[data-testid='term'][data-rule='{rule}']"));
}

fn all_of(page: &Page, rule: &str, state: &str) -> Vec<tests::harness::Element> {
    page.find_all(&format!("[data-rule='{rule}'][data-state='{state}']"))
}
