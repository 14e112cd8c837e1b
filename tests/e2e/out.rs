//! Orders go out: as tables, as JSON and on paper, through the system's own dialogs.

use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use app::OrderEvent;
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use tests::harness::{Display, Home, Launch, Page, keysym, striped, wait_for};

use crate::accessible::Broken;
use crate::record;
use crate::steps::is_toasted;
use crate::upkeep::{choose, into_view, save};

/// An order number that a spreadsheet would round, and a note that it would run.
const NUMBER: &str = "2026112200123456789";
const NOTE: &str = "=1+1 给 13900139000";

#[test]
fn the_list_goes_out_as_a_workbook_and_as_csv() {
    let (home, display) = (Home::new(), Display::start());
    record::many(&home, 40);
    record::with(&home, async |library| {
        let order = record::paid(library).await;
        for event in [
            OrderEvent::NumberSet { order_no: NUMBER.to_owned() },
            OrderEvent::Noted { text: NOTE.to_owned() },
        ] {
            library.record(order.clone(), event, record::now()).await.expect("a step");
        }
    });
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("nav-orders"));
    page.test_id("order-line");
    let mut broken = Broken::on(page);

    // The whole list, as a workbook.
    ask(page, "export-orders", "全部 41 单");
    page.keep_picture("out-1-dialog");
    broken.look("export");
    let target = home.folder().join("all.xlsx");
    write(page, &display, &target);
    is_toasted(page, "已导出 41 单");
    page.keep_picture("out-2-written");
    let mut book: Xlsx<_> =
        open_workbook_from_rs(Cursor::new(fs::read(&target).expect("a file"))).expect("a workbook");
    assert_eq!(book.sheet_names(), ["订单", "时间线", "证据清单"]);
    let orders = book.worksheet_range("订单").expect("the orders");
    assert_eq!(orders.height(), 42, "a heading and a row each");
    let row = orders.rows().find(|row| row[0] == Data::String(NUMBER.to_owned()));
    let row = row.expect("its number is text, with all its digits");
    let text = |at: usize| row[at].to_string();
    assert_eq!((text(16).as_str(), text(22).as_str()), ("139****9000", "=1+1 给 139****9000"));
    assert_eq!((&row[7], text(2).as_str()), (&Data::Float(99.8), "话费"));
    let steps = book.worksheet_range("时间线").expect("the steps");
    assert!(
        steps.rows().any(|row| row[9] == Data::String("=1+1 给 139****9000".to_owned())),
        "a step is told"
    );

    // What is selected, as CSV, with whole recipients.
    page.click(&page.test_id("pick"));
    ask(page, "export-selected", "选中的 1 单");
    page.click(&page.test_id("format-csv"));
    page.click(&page.test_id("out-full"));
    page.keep_picture("out-3-full");
    broken.look("export with whole recipients");
    let target = home.folder().join("one.csv");
    write(page, &display, &target);
    is_toasted(page, "已导出 1 单");
    let bytes = fs::read(&target).expect("a file");
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").expect("a mark that says UTF-8");
    let text = String::from_utf8_lossy(text);
    assert!(text.starts_with("订单号,平台,类别,商品,"), "{text}");
    assert!(text.contains(NUMBER) && text.contains("'=1+1 给 13900139000"), "{text}");
    assert_eq!(text.matches("\r\n").count(), 2, "a heading and one order");

    // A place that cannot be written: it is said, and nothing is left there.
    let target = Path::new("/proc/none.csv");
    ask(page, "export-selected", "选中的 1 单");
    page.click(&page.test_id("format-csv"));
    write(page, &display, target);
    is_toasted(page, "读不了或写不了这个文件");
    assert!(!target.exists());
    broken.none();
    app.close();
}

/// Opens the dialog and waits for how many orders there are.
fn ask(page: &Page, button: &str, words: &str) {
    page.click(&page.test_id(button));
    wait_for(words, || {
        let dialog = page.find_all("[data-testid='export-dialog'][open]").pop()?;
        page.says(&dialog).contains(words).then_some(())
    });
}

/// Writes to `target`; the dialog keeps the ending of the name that it offers.
fn write(page: &Page, display: &Display, target: &Path) {
    save(page, display, "export-yes", target);
}

#[test]
fn the_record_goes_out_as_json_and_into_another() {
    let (home, display) = (Home::new(), Display::start());
    let order = record::paid_order(&home);
    record::with(&home, async |library| {
        record::attach(library, &order, "付款.png", striped(300, 300, 10)).await;
    });
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("nav-orders"));
    page.test_id("order-line");
    ask(page, "export-orders", "全部 1 单");
    page.click(&page.test_id("format-json"));
    page.wait_for_words("全部记录，连同回收站、资料和设置");
    page.keep_picture("out-4-json");
    let mut broken = Broken::on(page);
    broken.look("export as JSON");
    broken.none();
    let target = home.folder().join("all.json");
    write(page, &display, &target);
    is_toasted(page, "已导出 1 单");
    let text = fs::read_to_string(&target).expect("a file");
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!((&value["format"], &value["version"]), (&"hedan".into(), &1.into()));
    assert_eq!(value["orders"][0]["now"]["summary"]["recipient"], record::RECIPIENT);
    app.close();

    // One that somebody has changed, and then the good one, twice.
    let away = Home::new();
    let bad = away.folder().join("bad.json");
    fs::write(&bad, text.replace("\"kind\":\"paid\"", "\"kind\":\"delivered\"")).expect("a file");
    let app = Launch::new(&away, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("nav-settings"));
    import(page, &display, &bad);
    let refused = page.test_id("json-refused");
    let said = page.says(&refused);
    assert!(said.contains("没有导入任何内容 · 第 1 单"), "{said}");
    into_view(page, "from-json");
    page.keep_picture("out-5-refused");
    for words in ["导入了 1 单", "文件里的内容这里都有，没有新增"] {
        import(page, &display, &target);
        wait_for(words, || {
            let told = page.find_all("[data-testid='json-imported']").pop()?;
            page.says(&told).contains(words).then_some(())
        });
    }
    page.click(&page.test_id("check-library"));
    page.test_id("library-whole");
    let said = page.says(&page.test_id("elsewhere"));
    assert!(said.contains("有 1 份证据只有记录"), "{said}");
    into_view(page, "check-section");
    page.keep_picture("out-6-elsewhere");
    let mut broken = Broken::on(page);
    broken.look("settings after an import");
    broken.none();
    crate::steps::open_order(page);
    let tile = page.test_id("evidence-tile");
    assert!(page.says(&tile).contains("文件不在这里"), "{}", page.says(&tile));
    page.keep_picture("out-7-order");
    app.close();
}

#[test]
fn lists_and_orders_go_on_paper() {
    let (home, display) = (Home::new(), Display::start());
    record::many(&home, 120);
    record::with(&home, async |library| {
        let order = record::paid(library).await;
        record::attach(library, &order, "付款.png", striped(300, 300, 10)).await;
    });
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("nav-orders"));
    page.test_id("order-line");
    let mut broken = Broken::on(page);
    ask(page, "export-orders", "全部 121 单");
    page.click(&page.test_id("format-print"));
    page.click(&page.test_id("export-yes"));
    let rows = || page.find_all("[data-testid='paper-list'] tbody tr").len();
    wait_for("every row, in sight or not", || (rows() == 121).then_some(()));
    let sums = page.says(&page.test_id("paper-sums"));
    assert!(sums.contains("121 单，合计 ¥"), "{sums}");
    let text = page.says(&page.test_id("paper-list"));
    assert!(text.contains("139****9000") && !text.contains(record::RECIPIENT), "masked as asked");
    page.keep_picture("out-8-paper");
    broken.look("list on paper");
    page.run("document.documentElement.dataset.theme = 'dark'", &[]).expect("a theme");
    page.keep_picture("out-9-paper-dark");
    page.click(&page.test_id("paper-back"));
    page.test_id("order-line");

    crate::steps::open_order(page);
    page.click(&page.test_id("print-order"));
    page.test_id("paper-facts");
    page.test_id("paper-evidence");
    page.keep_picture("out-10-order-paper");
    broken.look("order on paper");
    broken.none();

    // The system's own dialog, which can print to a file.
    page.click(&page.test_id("paper-print"));
    wait_for("the dialog", || (display.windows() > 1).then_some(()));
    display.focus_front();
    sleep(Duration::from_millis(1500));
    display.keep_picture("out-11-print");
    display.strike(&[keysym::ESCAPE]);
    wait_for("the dialog to close", || (display.windows() == 1).then_some(()));
    app.close();
}

fn import(page: &Page, display: &Display, file: &Path) {
    into_view(page, "from-json");
    page.click(&page.test_id("import-json"));
    choose(display, file, false);
    wait_for("what it holds", || page.find_all("[data-testid='json-dialog'][open]").pop());
    page.click(&page.test_id("json-yes"));
}
