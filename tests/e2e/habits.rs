//! The library and what it does for the next purchase: buying again, templates, the address
//! book by hand, and reminders that a mistake has taught.

use tests::harness::{Display, Home, Key, Launch, Page, wait_for};

use crate::accessible::Broken;
use crate::record::{self, LISTING, RECIPIENT};
use crate::sizes::{fits, grow, look};
use crate::steps::{all, has_verdict, is_toasted, open_order, paste_page};

/// One digit from the other.
const FATHER: &str = "13900139001";
const LESSON: &str = "上次充错了人，先打电话问清是哪个号";

#[test]
fn a_purchase_is_made_again_with_what_the_last_one_taught() {
    let (home, display) = (Home::new(), Display::start());
    record::paid_order(&home);
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.test_id("spent");

    open_order(page);
    page.click(&page.test_id("buy-again"));
    let recipient = page.test_id("recipient");
    wait_for("the recipient", || (page.says(&recipient) == RECIPIENT).then_some(()));
    assert_eq!(page.says(&page.test_id("page-input")), "", "the page is pasted anew");
    page.test_id("recipient-known");
    assert!(all(page, "second-entry").is_empty(), "who is known is not entered twice");
    page.click(&page.test_id("keep-template"));
    page.rewrite(&page.test_id("name"), "妈妈每月话费");
    page.click(&page.test_id("name-save"));
    is_toasted(page, "妈妈每月话费");

    add_father(page);
    add_reminder(page);
    page.click(&page.test_id("nav-check"));
    page.test_id("reminder-strip");
    paste_page(page, LISTING);
    has_verdict(page, "attention");
    page.click(&page.test_id("to-confirm"));
    page.test_id("gate-reminder");
    assert!(is_disabled(page, "pay"), "the reminder was not seen");
    page.keep_picture("habits-1-reminder-before-paying");
    page.click(&page.test_id("seen"));
    wait_for("the way to pay", || (!is_disabled(page, "pay")).then_some(()));
    page.click(&page.test_id("pay"));
    page.click(&page.test_id("after-give-up"));
    page.test_id("template-start");
    app.close();

    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("nav-check"));
    page.click(&page.test_id("start-template"));
    let recipient = page.test_id("recipient");
    assert_eq!(page.says(&recipient), RECIPIENT, "kept over the restart");
    page.rewrite(&recipient, FATHER);
    page.test_id("recipient-known");
    assert!(all(page, "recipient-near").is_empty(), "a saved family number does not warn");
    open_order(page);
    let sealed = page.test_id("sealed-reminders");
    assert!(page.says(&sealed).contains(LESSON), "sealed with the check");
    page.click(&page.test_id("learn-now"));
    page.write(&page.test_id("reminder-text"), "看清号码");
    page.click(&page.test_id("reminder-save"));
    wait_for("what was learnt", || {
        page.says(&page.test_id("learn")).contains("看清号码").then_some(())
    });
    page.keep_picture("habits-2-learnt");
    app.close();
}

/// A number that is one digit away from a known one, deliberately.
fn add_father(page: &Page) {
    page.click(&page.test_id("nav-library"));
    page.click(&page.test_id("add-recipient"));
    page.write(&page.test_id("new-value"), FATHER);
    page.test_id("new-near");
    page.write(&page.test_id("new-label"), "爸爸");
    page.keep_picture("habits-3-one-digit-apart");
    page.write(&page.test_id("new-second"), FATHER);
    page.test_id("new-same");
    page.click(&page.test_id("new-keep"));
    is_toasted(page, "爸爸");
}

fn add_reminder(page: &Page) {
    page.click(&page.test_id("tab-reminders"));
    page.click(&page.test_id("add-reminder"));
    page.click(&page.test_id("reminder-category"));
    page.click(&page.named("option", "话费"));
    page.write(&page.test_id("reminder-text"), LESSON);
    page.click(&page.test_id("reminder-save"));
    page.test_id("reminder");
}

fn is_disabled(page: &Page, id: &str) -> bool {
    page.attribute(&page.test_id(id), "disabled").is_some()
}

#[test]
fn the_library_fits_and_can_be_read_in_every_look() {
    let (home, display) = (Home::new(), Display::start());
    record::paid_order(&home);
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.test_id("spent");
    wait_for("the window", || display.shows_a_window().then_some(()));
    let mut broken = Broken::on(page);
    for tab in ["templates", "reminders"] {
        page.click(&page.test_id("nav-library"));
        page.click(&page.test_id(&format!("tab-{tab}")));
        wait_for("nothing yet", || page.words().contains("还没有").then_some(()));
        broken.look(&format!("library, no {tab}"));
    }
    add_father(page);
    add_reminder(page);
    broken.look("library, reminders");
    open_order(page);
    page.click(&page.test_id("buy-again"));
    page.click(&page.test_id("keep-template"));
    page.rewrite(&page.test_id("name"), "妈妈每月话费");
    page.test_id("with-recipient");
    broken.look("a template's name");
    page.click(&page.test_id("name-save"));
    is_toasted(page, "妈妈每月话费");
    paste_page(page, LISTING);
    has_verdict(page, "attention");
    for (width, height) in [(1200, 800), (900, 600)] {
        grow(page, &display, width, height);
        for (language, theme) in
            [("zh-CN", "light"), ("zh-CN", "dark"), ("en", "light"), ("en", "dark")]
        {
            look(page, language, theme);
            every_page(page, &format!("{width}-{language}-{theme}"));
        }
    }
    page.click(&page.test_id("nav-library"));
    page.test_id("address-book");
    broken.look("library, recipients");
    page.click(&page.test_id("add-recipient"));
    page.write(&page.test_id("new-value"), "13900139002");
    page.test_id("new-near");
    broken.look("a recipient one digit from another");
    page.press(&[Key::Escape]);
    page.click(&page.test_id("tab-templates"));
    page.test_id("template");
    broken.look("library, templates");
    broken.none();
    app.close();
}

fn every_page(page: &Page, look: &str) {
    let shown = |name: &str| fits(page, &format!("habits-{name}"), look);
    page.click(&page.test_id("nav-library"));
    page.test_id("address-book");
    shown("recipients");
    page.click(&page.test_id("add-recipient"));
    page.write(&page.test_id("new-value"), "139 0013 9002");
    page.test_id("new-near");
    shown("add");
    page.press(&[Key::Escape]);
    page.click(&page.test_id("tab-templates"));
    page.test_id("template");
    shown("templates");
    page.click(&page.test_id("tab-reminders"));
    page.test_id("reminder");
    shown("reminders");
    page.click(&page.test_id("reminder-edit"));
    page.test_id("reminder-text");
    shown("reminder");
    page.press(&[Key::Escape]);
    page.click(&page.test_id("nav-check"));
    page.test_id("reminder-strip");
    shown("check");
    page.click(&page.test_id("to-confirm"));
    page.test_id("gate-reminder");
    shown("confirm");
    page.press(&[Key::Escape]);
    page.press(&[Key::Control, Key::Character('n')]);
    page.test_id("template-start");
    shown("start");
    open_order(page);
    shown("order");
}
