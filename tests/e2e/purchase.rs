//! The main job: a purchase from the need to the delivered order, in the window, and again
//! after a restart. `cargo xtask demo` is this test with its folder kept.

use std::path::Path;

use tests::harness::{App, Display, Home, Launch, Page, wait_for};

use crate::sizes::look;

const RECIPIENT: &str = "13900139000";
const LISTING: &str = "全国移动话费充值 100元\n面值：100元\n数量：1\n实付款：¥99.80\n\
                       充值号码：13900139000";

#[test]
fn a_purchase_is_checked_sealed_recorded_and_still_there_after_a_restart() {
    let display = Display::start();
    let home = match std::env::var_os("HEDAN_KEEP") {
        Some(folder) => Home::kept(Path::new(&folder)),
        None => Home::new(),
    };
    let app = Launch::new(&home, &display).driven();
    need_page_and_recipient(&app.page);
    confirm(&app.page);
    follow_the_order(&app.page);
    app.close();

    let app = Launch::new(&home, &display).driven();
    find_again(&app.page);
    every_look(&app);
    app.close();
}

/// The three sources, with a slip in between: a page for another number.
fn need_page_and_recipient(page: &Page) {
    page.click(&page.test_id("category-phone_credit"));
    page.click(&page.test_id("face-10000"));
    page.write(&page.test_id("need-budget"), "100");
    page.write(&page.test_id("recipient-label"), "妈妈");
    page.write(&page.test_id("page-input"), &LISTING.replace(RECIPIENT, "13900139008"));
    page.write(&page.test_id("recipient"), "139 0013 9000");
    has_verdict(page, "stop");
    page.keep_picture("1-one-digit-differs");

    // The text gives way to its marked form once it has been read.
    if page.find_all("[data-testid='page-input']").is_empty() {
        page.click(&page.test_id("page-edit"));
    }
    let text = page.test_id("page-input");
    page.rewrite(&text, LISTING);
    has_verdict(page, "clear");
    page.keep_picture("2-nothing-differs");
}

/// The one gate that a new number asks for, then the card.
fn confirm(page: &Page) {
    page.write(&page.test_id("second-entry"), "13900139001");
    page.keep_picture("3-second-entry-differs");
    page.test_id("recipient-hidden");
    assert!(page.find_all("[data-testid='recipient']").is_empty(), "the first entry is hidden");
    page.rewrite(&page.test_id("second-entry"), RECIPIENT);
    page.test_id("second-same");
    page.click(&page.test_id("to-confirm"));
    page.test_id("confirm");
    page.keep_picture("4-ready-to-pay");
    page.click(&page.test_id("pay"));
    page.click(&page.test_id("after-paid"));
    page.keep_picture("5-paid");
}

fn follow_the_order(page: &Page) {
    page.click(&page.test_id("to-evidence"));
    for step in ["issued", "delivered"] {
        page.click(&page.test_id(&format!("step-{step}")));
        wait_for(&format!("the step {step} to be taken"), || {
            page.find_all(&format!("[data-testid='step-{step}']")).is_empty().then_some(())
        });
    }
    page.keep_picture("6-delivered");
}

/// After the restart: by two Chinese characters.
fn find_again(page: &Page) {
    page.click(&page.test_id("nav-orders"));
    page.write(&page.test_id("search"), "移动");
    wait_for("the order", || page.find_all("[data-testid='order-line']").pop());
    page.keep_picture("7-found-again");
    page.click(&page.find("[data-testid='order-line'] a, [data-testid='order-line'] button"));
    page.test_id("seal-hash");
    assert!(page.words().contains("妈妈"), "the sealed check says who it was for");
}

/// Every page in both languages and both themes.
fn every_look(app: &App) {
    let page = &app.page;
    for (language, theme) in
        [("zh-CN", "light"), ("zh-CN", "dark"), ("en", "light"), ("en", "dark")]
    {
        look(page, language, theme);
        for name in ["settings", "orders", "library", "check"] {
            page.click(&page.test_id(&format!("nav-{name}")));
            page.keep_picture(&format!("{name}-{language}-{theme}"));
        }
    }
}

fn has_verdict(page: &Page, verdict: &str) {
    wait_for(&format!("the verdict `{verdict}`"), || {
        let bar = page.find_all("[data-testid='verdict']").pop()?;
        (page.attribute(&bar, "data-verdict")? == verdict).then_some(())
    });
}
