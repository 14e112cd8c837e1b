//! What is said of a piece of evidence, what it says itself, and the copies made of it.

use app::EvidenceKind;
use serde_json::json;
use tests::harness::{Display, Element, Home, Key, Launch, Page, striped, wait_for};

use crate::accessible::Broken;
use crate::record::{self, paid_order};
use crate::screenshots::LIGHT;
use crate::steps::{all, is_toasted, open_order};

#[test]
fn a_screenshot_is_read_described_marked_and_compared() {
    let (home, display) = (Home::new(), Display::start());
    let order = paid_order(&home);
    record::with(&home, async |library| {
        record::attach(library, &order, "订单.png", LIGHT.to_vec()).await;
        record::attach(library, &order, "到账.png", striped(500, 700, 30)).await;
    });
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    open_order(page);
    let mut broken = Broken::on(page);

    // It is read by itself, and says otherwise than what was bought.
    let findings = wait_for("what the screenshot says otherwise", || {
        let found = all(page, "evidence-findings").pop()?;
        page.says(&found).contains("13874920563").then_some(found)
    });
    assert!(page.says(&findings).contains("订单.png"), "{}", page.says(&findings));
    choose(page, "gap-problem", "没有到账");
    page.test_id("gap-account_login");
    into_view(page, &page.test_id("gap-meter"));
    page.keep_picture("pieces-1-gaps");
    page.run("document.querySelector('main').scrollTo(0, 0)", &[]).expect("a page");
    broken.look("findings and gaps");

    open_piece(page, "订单.png");
    let use_amount = page.test_id("use-amount");
    assert!(page.says(&use_amount).contains("97.80"));
    page.click(&use_amount);
    page.write(&page.test_id("about-proves"), "这一单付了多少");
    page.write(&page.test_id("about-claimed"), "2026-11-20 10:00");
    page.click(&page.test_id("about-save"));
    is_toasted(page, "已记下这份证据的说明");
    wait_for("the amount to be held against the order's", || {
        let hints = all(page, "evidence-hints").pop()?;
        page.says(&hints).contains("金额写的是 97.80，这一单是 99.80").then_some(())
    });
    page.keep_picture("pieces-2-described");
    broken.look("a piece with what is said of it");

    page.click(&page.test_id("viewer-edit"));
    page.test_id("editor-canvas");
    for (tool, keys) in [
        ("redact", &[Key::Down, Key::Down, Key::Down][..]),
        ("frame", &[Key::Up, Key::Up]),
        ("highlight", &[Key::Up]),
        ("arrow", &[Key::Left]),
        ("number", &[Key::Right]),
    ] {
        page.click(&page.test_id(&format!("tool-{tool}")));
        page.click(&page.test_id("put-mark"));
        let line = all(page, "mark-line").pop().expect("the mark's line");
        page.run("arguments[0].focus()", &[line.wire()]).expect("a line");
        page.press(keys);
    }
    drag(page, (0.30, 0.20), (0.60, 0.30));
    assert_eq!(all(page, "mark-line").len(), 6, "five by keys, one drawn");
    page.keep_picture("pieces-3-editor");
    broken.look("the editor");
    page.click(&page.test_id("editor-undo"));
    assert_eq!(all(page, "mark-line").len(), 5);
    page.click(&page.test_id("editor-save"));
    is_toasted(page, "已放入副本，原图没动");
    has_tiles(page, 3);

    open_piece(page, "订单.png");
    page.click(&page.test_id("viewer-compare"));
    let shown = || page.find_all("[data-testid='compare'] img").len() == 2;
    wait_for("both pictures", || shown().then_some(()));
    page.rewrite(&page.test_id("caption-0"), "订单：话费 100 元");
    page.click(&page.test_id("compare-in"));
    page.keep_picture("pieces-4-compare");
    broken.look("two pieces beside each other");
    page.click(&page.test_id("compare-make"));
    is_toasted(page, "已放入并排对比图");
    has_tiles(page, 4);
    into_view(page, &page.test_id("evidence"));
    page.keep_picture("pieces-5-copies");
    broken.none();
    app.close();

    record::with(&home, async |library| {
        let kept = library.order(order, record::now()).await.expect("the order").record.evidence;
        let original = &kept[0];
        assert_eq!(library.original(original.sha256.clone()).await.expect("it").bytes, LIGHT);
        let copies: Vec<_> = kept.iter().filter(|piece| !piece.derived_from.is_empty()).collect();
        let kinds: Vec<_> = copies.iter().map(|copy| copy.kind).collect();
        assert_eq!(kinds, [EvidenceKind::Payment, EvidenceKind::Comparison]);
        assert!(copies.iter().all(|copy| copy.derived_from.contains(&original.sha256)));
    });
}

#[test]
fn pieces_are_looked_at_in_a_small_window_in_english() {
    let (home, display) = (Home::new(), Display::start());
    let order = paid_order(&home);
    record::with(&home, async |library| {
        let mut settings = library.settings().await.expect("settings");
        settings.language = app::Language::English;
        settings.theme = app::Theme::Dark;
        library.save_settings(&settings).await.expect("settings");
        record::attach(library, &order, "order.png", LIGHT.to_vec()).await;
    });
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    wait_for("the window", || display.shows_a_window().then_some(()));
    display.resize(900, 600);
    open_order(page);
    wait_for("the findings", || all(page, "evidence-findings").pop());
    into_view(page, &page.test_id("gap-meter"));
    page.keep_picture("pieces-6-small-gaps");
    page.click(&page.find("[data-testid='evidence-tile'] button.open"));
    page.test_id("use-amount");
    page.keep_picture("pieces-7-small-viewer");
    page.click(&page.test_id("viewer-edit"));
    page.test_id("editor-canvas");
    page.click(&page.test_id("put-mark"));
    page.keep_picture("pieces-8-small-editor");
    app.close();
}

fn open_piece(page: &Page, name: &str) {
    let button = format!("[data-testid='evidence-tile'] button.open[aria-label*='{name}']");
    page.click(&page.find(&button));
    page.test_id("evidence-about");
}

fn choose(page: &Page, id: &str, label: &str) {
    page.click(&page.test_id(id));
    let option = wait_for(&format!("the choice {label}"), || {
        let options = page.find_all("[role='option']");
        options.into_iter().find(|option| page.says(option).trim() == label)
    });
    page.click(&option);
}

/// Draws on the picture from one place to another, as shares of its width and height.
fn drag(page: &Page, from: (f64, f64), to: (f64, f64)) {
    let script = "const [fx, fy, tx, ty] = arguments; \
        const svg = document.querySelector(\"[data-testid='editor-canvas']\"); \
        const image = svg.querySelector('image').getBoundingClientRect(); \
        svg.setPointerCapture = () => {}; \
        const tell = (kind, x, y) => svg.dispatchEvent(new PointerEvent(kind, { bubbles: true, \
            button: 0, pointerId: 1, clientX: image.x + image.width * x, \
            clientY: image.y + image.height * y })); \
        tell('pointerdown', fx, fy); tell('pointermove', tx, ty); tell('pointerup', tx, ty)";
    page.run(script, &[json!(from.0), json!(from.1), json!(to.0), json!(to.1)]).expect("a drag");
}

fn into_view(page: &Page, element: &Element) {
    page.run("arguments[0].scrollIntoView({ block: 'nearest' })", &[element.wire()])
        .expect("a page");
}

fn has_tiles(page: &Page, count: usize) {
    wait_for(&format!("{count} pieces of evidence"), || {
        (all(page, "evidence-tile").len() == count).then_some(())
    });
}
