//! Finding orders among many: filters, saved views, the keyboard, several at once.

use app::OrderEvent;
use serde_json::json;
use tests::harness::{Display, Element, Home, Key, Launch, Page, wait_for};

use crate::accessible::Broken;
use crate::record;
use crate::sizes::look;
use crate::steps::{all, is_toasted};

#[test]
fn orders_are_filtered_kept_as_a_view_and_found_again() {
    let (home, display) = (Home::new(), Display::start());
    record::many(&home, 400);
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("nav-orders"));
    page.test_id("order-line");
    counts(page, "400");
    page.keep_picture("finding-1-list");
    assert!(all(page, "order-line").len() < 60, "only what is in sight is there");

    page.click(&page.test_id("filter-state"));
    page.click(&page.test_id("state-unpaid"));
    page.keep_picture("finding-2-state");
    page.press(&[Key::Escape]);
    let unpaid = wait_for_fewer(page, 400);
    page.click(&page.test_id("filter-amount"));
    page.write(&page.test_id("amount-from"), "50");
    page.click(&page.test_id("amount-apply"));
    wait_for_fewer(page, unpaid);
    let chips = all(page, "chip");
    assert_eq!(chips.len(), 2, "one for each filter");
    page.keep_picture("finding-3-chips");

    page.click(&page.test_id("view-save"));
    page.write(&page.test_id("view-name"), "五十以上没付的");
    page.click(&page.test_id("view-keep"));
    is_toasted(page, "五十以上没付的");
    page.keep_picture("finding-4-view");
    page.click(&page.test_id("clear-filters"));
    counts(page, "400");
    page.run("history.back()", &[]).expect("a step back");
    wait_for_fewer(page, unpaid);
    app.close();

    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("nav-orders"));
    counts(page, "400");
    page.click(&page.test_id("view"));
    wait_for_fewer(page, unpaid);
    page.click(&page.test_id("view-more"));
    page.click(&page.test_id("view-remove"));
    is_toasted(page, "已删除");
    assert!(all(page, "view").is_empty());
    page.click(&page.find("[data-testid='toasts'] .action"));
    page.test_id("view");
    app.close();
}

#[test]
fn the_list_is_walked_by_keys_and_comes_back_where_it_was() {
    let (home, display) = (Home::new(), Display::start());
    record::many(&home, 1_200);
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("nav-orders"));
    page.test_id("order-line");
    page.press(&[Key::Character('j')]);
    for _ in 0..3 {
        page.press(&[Key::Down]);
    }
    assert_eq!(active(page), "4", "from the first to the fourth");
    page.press(&[Key::Space]);
    page.press(&[Key::Shift, Key::Down]);
    page.press(&[Key::Shift, Key::Down]);
    page.wait_for_words("已选 3 单");
    page.test_id("selection-sum");
    page.keep_picture("finding-5-selected");
    page.press(&[Key::Escape]);
    wait_for("no selection", || all(page, "selection").is_empty().then_some(()));
    page.press(&[Key::Control, Key::Character('a')]);
    page.wait_for_words("已选 1200 单");
    page.press(&[Key::Escape]);

    let deep = wait_for("a place far down", || {
        page.press(&[Key::End]);
        let at: u32 = active(page).parse().ok()?;
        (at > 250).then_some(at)
    });
    let row = page.find(&format!("#order-row-{}[data-testid='order-line']", deep - 1));
    let said = page.says(&row);
    page.press(&[Key::Enter]);
    page.test_id("evidence");
    page.run("history.back()", &[]).expect("a step back");
    let row = page.find(&format!("#order-row-{}[data-testid='order-line']", deep - 1));
    assert_eq!(page.says(&row), said, "the same order stands where it stood");
    assert!(in_sight(page, &row), "and is in sight");
    app.close();
}

#[test]
fn the_list_breaks_no_rule_of_wcag() {
    let (home, display) = (Home::new(), Display::start());
    record::many(&home, 120);
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("nav-orders"));
    page.test_id("order-line");
    let mut broken = Broken::on(page);
    page.click(&page.test_id("pick"));
    page.test_id("selection-sum");
    broken.look("list with a selection");
    page.click(&page.test_id("filter-time"));
    page.test_id("lately-week");
    broken.look("days");
    page.keep_picture("finding-6-days");
    page.click(&page.test_id("lately-year"));
    page.click(&page.test_id("filter-shop"));
    page.find("[data-testid^='shop-']");
    broken.look("platforms");
    page.press(&[Key::Escape]);
    page.click(&page.test_id("view-save"));
    page.write(&page.test_id("view-name"), "今年");
    broken.look("naming a view");
    page.click(&page.test_id("view-keep"));
    page.click(&page.test_id("view-more"));
    page.test_id("view-rename");
    broken.look("a view's menu");
    broken.none();
    app.close();
}

#[test]
fn the_palette_goes_anywhere_by_character_sound_or_english() {
    let (home, display) = (Home::new(), Display::start());
    record::with(&home, async |library| {
        record::paid(library).await;
        let name = "妈妈每月话费".to_owned();
        library.save_template(None, name, record::draft(), record::now()).await.expect("kept");
    });
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.test_id("spent");
    let mut broken = Broken::on(page);
    let ask = |words: &str| {
        page.press(&[Key::Control, Key::Character('k')]);
        let field = page.test_id("palette-input");
        if !words.is_empty() {
            page.write(&field, words);
        }
    };
    ask("");
    page.test_id("palette-order");
    page.keep_picture("palette-1-open");
    broken.look("palette");
    page.press(&[Key::Escape]);
    for (words, id) in
        [("sz", "command-settings"), ("设置", "command-settings"), ("dark", "command-dark")]
    {
        ask(words);
        page.test_id(id);
        page.press(&[Key::Escape]);
    }
    ask("shezhi");
    page.test_id("command-settings");
    page.press(&[Key::Enter]);
    page.test_id("type-total");
    ask("mm");
    page.test_id("palette-template");
    page.test_id("palette-recipient");
    page.test_id("palette-order");
    page.keep_picture("palette-2-found");
    broken.look("palette with what it found");
    page.click(&page.test_id("palette-recipient"));
    page.test_id("order-line");
    ask("ydhf");
    page.click(&page.test_id("palette-order"));
    page.test_id("seal-hash");
    ask("每月");
    page.click(&page.test_id("palette-template"));
    page.test_id("face-10000");
    assert_eq!(page.says(&page.test_id("recipient-label")), "妈妈", "a check of it has begun");
    page.press(&[Key::Control, Key::Character('k')]);
    page.test_id("command-settings");
    page.keep_picture("palette-3-recent");
    page.press(&[Key::Escape]);
    page.press(&[Key::Escape]);
    page.run("document.activeElement.blur()", &[]).expect("a page");
    page.press(&[Key::Character('/')]);
    page.write(&page.test_id("search"), "移动");
    page.test_id("order-line");
    broken.none();
    app.close();
}

#[test]
fn the_home_page_tells_what_stands_open() {
    let (home, display) = (Home::new(), Display::start());
    record::with(&home, async |library| {
        let day = jiff::SignedDuration::from_hours(24);
        let late = record::now() - day * 3;
        let order = library.confirm(None, record::draft(), late).await.expect("sealed").order;
        let paid = OrderEvent::Paid { paid_at: late, order_no: None, note: None };
        library.record(order, paid, late).await.expect("paid");
        let mut again = record::draft();
        again.name = "联通话费 100 元".to_owned();
        again.answers.second_entry = None;
        again.answers.reasons.clear();
        library.save_draft(None, again, record::now()).await.expect("a draft");
    });
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.test_id("home-late");
    page.test_id("home-drafts");
    assert!(page.says(&page.test_id("spent")).contains("99.80"), "what was paid this month");
    let mut broken = Broken::on(page);
    broken.look("home");
    for (language, theme) in [("zh-CN", "light"), ("en", "dark")] {
        look(page, language, theme);
        page.click(&page.test_id("nav-home"));
        page.test_id("home-late");
        page.keep_picture(&format!("home-{language}-{theme}"));
        page.click(&page.test_id("nav-orders"));
        page.test_id("order-line");
        page.keep_picture(&format!("orders-{language}-{theme}"));
    }
    page.click(&page.test_id("nav-home"));
    page.click(&page.test_id("home-late-all"));
    page.test_id("chips");
    assert_eq!(all(page, "order-line").len(), 1, "the list shows what the home page counted");
    broken.none();
    app.close();
}

/// The words over the list.
fn counts(page: &Page, words: &str) {
    wait_for(&format!("{words} orders"), || {
        let said = page.says(&all(page, "order-count").pop()?);
        said.contains(words).then_some(())
    });
}

fn wait_for_fewer(page: &Page, than: u32) -> u32 {
    wait_for("fewer orders", || {
        let said = page.says(&all(page, "order-count").pop()?);
        let digits: String = said.chars().filter(char::is_ascii_digit).collect();
        digits.parse().ok().filter(|&count| count < than && count > 0)
    })
}

/// The number of the row that the keyboard is at, from 1.
fn active(page: &Page) -> String {
    let script = "const id = document.activeElement.getAttribute('aria-activedescendant'); \
        return document.getElementById(id)?.getAttribute('aria-rowindex') ?? ''";
    let row = page.run(script, &[]).unwrap_or_default();
    row.as_str().unwrap_or_default().to_owned()
}

fn in_sight(page: &Page, row: &Element) -> bool {
    let script = "const row = arguments[0].getBoundingClientRect(); \
        const box = arguments[0].closest('[role=grid]').getBoundingClientRect(); \
        return row.top >= box.top - 1 && row.bottom <= box.bottom + 1";
    page.run(script, &[row.wire()]) == Ok(json!(true))
}
