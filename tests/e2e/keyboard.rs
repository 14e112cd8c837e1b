//! The whole job without a pointer.

use serde_json::json;
use tests::harness::{Copied, Display, Home, Key, Launch, Page, keysym, striped, wait_for};

use crate::record::{LISTING, RECIPIENT};
use crate::steps::{all, has_verdict};

/// More stops than any page has.
const MANY: usize = 80;

#[test]
fn a_purchase_needs_no_pointer() {
    let (home, display) = (Home::new(), Display::start());
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.test_id("category-phone_credit");
    display.focus_front();

    press(page, &[Key::Control, Key::Character('n')]);
    wait_for("the keyboard on the categories", || {
        focused(page).starts_with("category-").then_some(())
    });
    press(page, &[Key::Space]);
    page.test_id("face-10000");
    tab_to(page, "face-10000");
    press(page, &[Key::Enter]);
    tab_to(page, "need-carrier");
    // The list opens downwards; its first entry is China Mobile.
    press(page, &[Key::Down]);
    press(page, &[Key::Down]);
    press(page, &[Key::Enter]);
    assert_eq!(page.says(&page.test_id("need-carrier")), "中国移动", "chosen with the arrows");

    // Anywhere outside a field, a paste is the page.
    tab_to(page, "category-phone_credit");
    let copied =
        Copied::new(&display, &["UTF8_STRING", "text/plain;charset=utf-8"], LISTING.as_bytes());
    display.strike(&[keysym::CONTROL, u32::from('v')]);
    page.test_id("page-text");
    drop(copied);
    tab_to(page, "recipient");
    type_text(page, RECIPIENT);
    tab_to(page, "recipient-label");
    type_text(page, "mama");
    has_verdict(page, "clear");
    tab_to(page, "second-entry");
    type_text(page, RECIPIENT);
    page.test_id("second-same");
    page.keep_picture("keyboard-1-ready");

    press(page, &[Key::Control, Key::Enter]);
    page.test_id("slip");
    tab_to(page, "pay");
    press(page, &[Key::Enter]);
    page.test_id("after-paid");
    tab_to(page, "after-paid");
    press(page, &[Key::Enter]);
    page.test_id("to-evidence");
    tab_to(page, "to-evidence");
    press(page, &[Key::Enter]);

    page.test_id("evidence");
    let copied = Copied::new(&display, &["image/png"], &striped(400, 300, 0));
    display.strike(&[keysym::CONTROL, u32::from('v')]);
    page.test_id("evidence-tile");
    drop(copied);
    for step in ["step-issued", "step-delivered"] {
        page.test_id(step);
        tab_to(page, step);
        press(page, &[Key::Enter]);
        wait_for(step, || all(page, step).is_empty().then_some(()));
    }
    page.keep_picture("keyboard-2-delivered");

    press(page, &[Key::Control, Key::Character('f')]);
    type_text(page, "mama");
    page.test_id("order-line");
    tab_to(page, "orders");
    press(page, &[Key::Enter]);
    page.test_id("seal-hash");

    press(page, &[Key::Control, Key::Character(',')]);
    page.test_id("theme-dark");
    tab_until(page, "the theme", |page| focused(page).starts_with("theme-"));
    press(page, &[Key::Right]);
    wait_for("another theme", || {
        let theme = page.run("return document.documentElement.dataset.theme", &[]).ok()?;
        let chosen = page.find_all("[data-testid^='theme-'][data-state='checked']").pop()?;
        (page.attribute(&chosen, "data-testid")? != "theme-system" && theme.is_string())
            .then_some(())
    });
    app.close();
}

/// The test id of what has the keyboard, or its tag; the ring around it must be seen.
fn focused(page: &Page) -> String {
    let script = "const e = document.activeElement; \
        return e.dataset.testid ?? e.closest('[data-testid]')?.dataset.testid ?? e.tagName";
    let name = page.run(script, &[]).unwrap_or_default();
    name.as_str().unwrap_or_default().to_owned()
}

fn tab_to(page: &Page, id: &str) {
    tab_until(page, id, |page| focused(page) == id);
}

fn tab_until(page: &Page, what: &str, there: impl Fn(&Page) -> bool) {
    let mut passed = Vec::new();
    for _ in 0..MANY {
        if there(page) {
            is_ringed(page, what);
            return;
        }
        press(page, &[Key::Tab]);
        passed.push(focused(page));
    }
    panic!("the keyboard does not get to {what}; it was at {passed:?}");
}

/// Who uses the keyboard must see where it is.
fn is_ringed(page: &Page, what: &str) {
    // A link over a whole line wears its ring on what covers the line.
    let script = "return [null, '::after'].some((part) => { \
        const s = getComputedStyle(document.activeElement, part); \
        return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; })";
    assert_eq!(page.run(script, &[]), Ok(json!(true)), "{what} shows that it has the keyboard");
}

fn type_text(page: &Page, text: &str) {
    for character in text.chars() {
        press(page, &[Key::Character(character)]);
    }
}

fn press(page: &Page, keys: &[Key]) {
    page.press(keys);
}
