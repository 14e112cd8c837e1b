//! Small windows and large letters: everything stays within the window.

use std::time::Duration;

use serde_json::{Value, json};
use tests::harness::{Display, Home, Launch, Page, script, striped, wait_for};

use crate::record::{self, LISTING, RECIPIENT};
use crate::steps::{has_verdict, open_order, paste_page};

#[test]
fn the_smallest_window_and_a_narrower_one_hold_every_page() {
    let (home, display) = (Home::new(), Display::start());
    order_with_evidence(&home);
    let app = Launch::new(&home, &display).driven();
    app.page.click(&app.page.test_id("nav-check"));
    app.page.test_id("category-phone_credit");
    wait_for("the window", || display.shows_a_window().then_some(()));
    fill(&app.page);
    for (width, height) in [(900, 600), (600, 900)] {
        grow(&app.page, &display, width, height);
        every_page(&app.page, &format!("{width}x{height}"));
    }
    app.close();
}

#[test]
fn letters_twice_as_large_fit_the_window() {
    let (home, display) = (Home::new(), Display::start());
    order_with_evidence(&home);
    let mut launch = Launch::new(&home, &display);
    let line = format!("GDK_SCALE=2 exec {} \"$@\"", launch.program.display());
    launch.program = script(&home.folder().join("scaled"), &line);
    let app = launch.driven();
    app.page.click(&app.page.test_id("nav-check"));
    app.page.test_id("category-phone_credit");
    wait_for("the window", || display.shows_a_window().then_some(()));
    display.resize(1200, 840);
    stays(&app.page, "[innerWidth, innerHeight, devicePixelRatio]", &json!([600, 420, 2]));
    fill(&app.page);
    every_page(&app.page, "200-percent");
    app.close();
}

/// Waits for a size that lasts: the system may take back what it first allowed.
/// Makes the window as large, and waits until it is.
pub(crate) fn grow(page: &Page, display: &Display, width: u32, height: u32) {
    display.resize(width, height);
    stays(page, "[innerWidth, innerHeight]", &json!([width, height]));
}

/// Chooses how the app looks. Other words move what is to be clicked next, so each is waited for.
pub(crate) fn look(page: &Page, language: &str, theme: &str) {
    page.click(&page.test_id("nav-settings"));
    page.click(&page.test_id(&format!("language-{language}")));
    stays(page, "document.documentElement.lang", &json!(language));
    page.click(&page.test_id(&format!("theme-{theme}")));
    stays(page, "document.documentElement.dataset.theme", &json!(theme));
}

pub(crate) fn stays(page: &Page, what: &str, wanted: &Value) {
    let script = format!("return {what}");
    let is = || page.run(&script, &[]).is_ok_and(|size| size == *wanted);
    wait_for(&format!("{what} to be {wanted}"), || {
        let first = is();
        std::thread::sleep(Duration::from_millis(300));
        (first && is()).then_some(())
    });
}

fn order_with_evidence(home: &Home) {
    record::with(home, async |library| {
        let order = record::paid(library).await;
        record::attach(library, &order, "paid.png", striped(300, 600, 0)).await;
    });
}

fn fill(page: &Page) {
    page.click(&page.test_id("category-phone_credit"));
    page.click(&page.test_id("face-10000"));
    page.write(&page.test_id("recipient"), "13900139008");
    paste_page(page, LISTING);
    has_verdict(page, "stop");
    assert!(page.says(&page.test_id("recipient")) != RECIPIENT, "a slip to look at");
}

fn every_page(page: &Page, size: &str) {
    page.click(&page.test_id("nav-check"));
    page.test_id("comparison");
    fits(page, "check", size);
    page.click(&page.test_id("to-confirm"));
    page.test_id("slip");
    fits(page, "confirm", size);
    page.press(&[tests::harness::Key::Escape]);
    open_order(page);
    fits(page, "order", size);
    page.click(&page.test_id("nav-orders"));
    page.test_id("order-line");
    fits(page, "orders", size);
    page.click(&page.test_id("nav-home"));
    page.test_id("spent");
    fits(page, "home", size);
    page.click(&page.test_id("open-palette"));
    page.test_id("command-settings");
    fits(page, "palette", size);
    page.press(&[tests::harness::Key::Escape]);
    page.click(&page.test_id("nav-library"));
    page.test_id("address-book");
    fits(page, "library", size);
    page.click(&page.test_id("nav-settings"));
    page.test_id("type-total");
    fits(page, "settings", size);
}

/// Nothing reaches beyond the window's right edge; down, a page scrolls.
pub(crate) fn fits(page: &Page, name: &str, size: &str) {
    page.keep_picture(&format!("size-{size}-{name}"));
    let script = "const wide = innerWidth; \
        return [...document.querySelectorAll('h1, h2, button, input, textarea, td, th, dd, p, img')] \
            .filter((e) => e.checkVisibility({ visibilityProperty: true }) \
                && !e.closest('.skip, .text, .stage, .visually-hidden')) \
            .filter((e) => { const r = e.getBoundingClientRect(); \
                return r.width > 1 && (r.right > wide + 1 || r.left < -1); }) \
            .map((e) => `${e.tagName} ${e.className} ${e.dataset.testid ?? ''} ${e.innerText?.slice(0, 20)}`)";
    let beyond = page.run(script, &[]).expect("an answer");
    assert_eq!(beyond, json!([]), "{name} at {size} reaches beyond the window");
}
