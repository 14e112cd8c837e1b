//! `kill -9` right after the window said that something is done: it is done.

use std::fs;

use tests::harness::{App, Display, Home, Launch, striped};

use crate::record::{LISTING, RECIPIENT};
use crate::steps::{all, has_verdict, open_order, paste_page};

#[test]
fn what_the_window_acknowledged_is_there_after_a_kill() {
    let (home, display) = (Home::new(), Display::start());
    let picture = home.folder().join("paid.png");
    fs::write(&picture, striped(400, 400, 0)).expect("a file");

    let app = open(&home, &display);
    let page = &app.page;
    page.click(&page.test_id("category-phone_credit"));
    page.click(&page.test_id("face-10000"));
    page.write(&page.test_id("recipient"), RECIPIENT);
    paste_page(page, LISTING);
    page.write(&page.test_id("second-entry"), RECIPIENT);
    page.test_id("second-same");
    has_verdict(page, "clear");
    page.click(&page.test_id("to-confirm"));
    page.click(&page.test_id("pay"));
    page.test_id("after-paid");
    app.kill();

    let app = open(&home, &display);
    open_order(&app.page);
    app.page.test_id("seal-hash");
    app.page.click(&app.page.test_id("step-paid"));
    app.page.write(&app.page.test_id("step-number"), "T2026112200012");
    app.page.click(&app.page.test_id("step-save"));
    app.page.test_id("order-no");
    app.kill();

    let app = open(&home, &display);
    open_order(&app.page);
    assert_eq!(app.page.says(&app.page.test_id("order-no")), "T2026112200012");
    display.drop_files(&[&picture]);
    app.page.test_id("evidence-tile");
    app.kill();

    let app = open(&home, &display);
    open_order(&app.page);
    app.page.find("[data-testid='evidence-tile'] img");
    app.page.click(&app.page.test_id("step-delivered"));
    app.page.test_id("step-completed");
    app.kill();

    let app = open(&home, &display);
    open_order(&app.page);
    assert_eq!(app.page.says(&app.page.test_id("axis-order")).trim(), "已到账");
    assert_eq!(all(&app.page, "evidence-tile").len(), 1, "the picture");
    app.page.test_id("seal-hash");
    app.close();
}

#[test]
fn a_draft_that_was_kept_is_there_after_a_kill() {
    let (home, display) = (Home::new(), Display::start());
    let app = open(&home, &display);
    app.page.click(&app.page.test_id("category-phone_credit"));
    app.page.click(&app.page.test_id("face-10000"));
    app.page.write(&app.page.test_id("recipient"), RECIPIENT);
    // Typing rests for 0.6 s before a draft is kept; the window does not say when it was.
    std::thread::sleep(std::time::Duration::from_millis(1500));
    app.kill();
    let app = open(&home, &display);
    app.page.click(&app.page.test_id("nav-check"));
    let kept = app.page.test_id("recipient");
    assert_eq!(app.page.says(&kept), RECIPIENT, "the draft is there");
    app.close();
}

fn open(home: &Home, display: &Display) -> App {
    Launch::new(home, display).driven()
}
