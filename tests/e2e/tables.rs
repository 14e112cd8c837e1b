//! Orders come in from tables.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write};

use app::{Language, Settings};
use serde_json::json;
use tests::harness::{Display, Home, Key, Launch, Page, wait_for};
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::accessible::Broken;
use crate::record;
use crate::sizes::grow;
use crate::steps::{all, is_toasted};

/// An export with lines before its header, two rows that need a look and one that is not of a
/// purchase.
const BILL: &str = "账单明细\n姓名：张三,共 7 笔\n\n\
    交易时间,交易对方,商品说明,收/支,金额,交易状态,交易订单号,备注\n\
    2025-11-01 10:00:05,某充值商家,移动话费充值 100 元,支出,99.80,交易成功,2025110122001100000001\t,给妈妈\n\
    2025-11-02 11:20:00,某会员店,视频会员 月卡,支出,15.00,退款成功,2025110222001100000002\t,\n\
    2025-11-03 12:00:00,某游戏店,游戏点券 60,支出,60.00,交易关闭,2025110322001100000003\t,\n\
    2025-11-04 12:30:00,某卡店,京东E卡 500 元,支出,免费,交易成功,2025110422001100000004\t,\n\
    11月5日,某卡店,加油卡 200 元,支出,200,交易成功,2025110522001100000005\t,\n\
    2025-11-06 09:00:00,李四,转账,收入,50.00,交易成功,2025110622001100000006\t,\n\
    2025-11-07 08:00:00,某店,软件激活码,支出,128.00,等待确认收货,2025110722001100000007\t,\n";

#[test]
fn a_bill_dropped_on_the_orders_becomes_orders_and_goes_again() {
    let (home, display) = (Home::new(), Display::start());
    let file = home.folder().join("账单 2025-11.csv");
    fs::write(&file, BILL).expect("a file");
    record::paid_order(&home);
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("nav-orders"));
    page.test_id("order-line");
    let mut broken = Broken::on(page);
    broken.look("orders with the way to tables");
    display.drop_files(&[&file]);
    page.test_id("import-columns");
    assert!(page.says(&page.test_id("import-name")).contains("账单 2025-11"));
    for (column, means) in [(0, "付款时间"), (1, "收款方"), (2, "商品"), (4, "金额"), (6, "订单号")]
    {
        let said = page.says(&page.test_id(&format!("import-column-{column}")));
        assert!(said.contains(means), "column {column}: {said}");
    }
    page.keep_picture("tables-1-columns");
    broken.look("columns");
    page.click(&page.test_id("import-preview"));
    assert!(page.says(&page.test_id("import-ready")).contains('4'));
    assert!(page.says(&page.test_id("import-faulty")).contains('2'));
    assert!(page.says(&page.test_id("import-no-purchases")).contains('1'));
    page.click(&page.find("[data-testid='import-faults'] summary"));
    page.wait_for_words("金额「免费」看不懂");
    page.wait_for_words("没写年份");
    page.keep_picture("tables-2-preview");
    broken.look("preview");
    page.click(&page.test_id("import-go"));
    is_toasted(page, "已导入 4 单");
    wait_for("the imported ones alone", || (all(page, "order-line").len() == 4).then_some(()));
    page.keep_picture("tables-3-imported");
    broken.look("the imported orders");
    page.click(&page.named("button", "撤销"));
    is_toasted(page, "已移到回收站");
    wait_for("the other order alone", || (all(page, "order-line").len() == 1).then_some(()));
    broken.none();
    app.close();
}

#[test]
fn a_workbook_is_laid_out_once_and_known_the_second_time() {
    let (home, display) = (Home::new(), Display::start());
    let file = home.folder().join("我的购买记录.xlsx");
    fs::write(&file, workbook(40)).expect("a file");
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.test_id("category-phone_credit");
    to_import(page);
    page.test_id("import-file");
    let mut broken = Broken::on(page);
    broken.look("no file yet");
    page.keep_picture("tables-4-file");
    display.drop_files(&[&file]);
    page.test_id("import-columns");
    // The last column says nothing that is known; it is given a meaning with the keyboard.
    let column = page.test_id("import-column-4");
    assert!(page.says(&column).contains("不导入"), "{}", page.says(&column));
    page.run("arguments[0].focus()", &[column.wire()]).expect("focus");
    page.press(&[Key::Enter]);
    page.find("[role='listbox'] [role='option']");
    broken.look("a list of meanings");
    // By its name, as lists of a system do.
    for letter in "备注".chars() {
        page.press(&[Key::Character(letter)]);
    }
    page.press(&[Key::Enter]);
    wait_for("the meaning", || {
        page.says(&page.test_id("import-column-4")).contains("备注").then_some(())
    });
    page.click(&page.test_id("import-preview"));
    page.test_id("import-rounded");
    assert!(page.says(&page.test_id("import-ready")).contains("39"));
    broken.look("preview with a number that lost its digits");
    page.click(&page.test_id("import-rounded"));
    wait_for("all rows", || page.says(&page.test_id("import-ready")).contains("40").then_some(()));
    grow(page, &display, 900, 600);
    let wider = page.run("return document.querySelector('main').scrollWidth > innerWidth", &[]);
    assert_eq!(wider, Ok(json!(false)), "everything stays within the window");
    page.keep_picture("tables-5-small");
    wear(page, "dark");
    page.keep_picture("tables-6-dark");
    page.click(&page.test_id("import-go"));
    is_toasted(page, "已导入 40 单");
    page.click(&page.find("[data-testid='order-line'] a"));
    page.wait_for_words("来自表格「我的购买记录.xlsx」第 41 行");
    page.keep_picture("tables-9-order");

    to_import(page);
    display.drop_files(&[&file]);
    page.test_id("import-remembered");
    assert!(page.says(&page.test_id("import-column-4")).contains("备注"), "as it was said");
    page.keep_picture("tables-7-known");
    page.click(&page.test_id("import-preview"));
    assert!(page.says(&page.test_id("import-doubles")).contains("39"), "what is there already");
    broken.look("doubles");
    page.keep_picture("tables-8-doubles");

    // What is no table says what it is.
    let old = home.folder().join("旧的.xls");
    fs::write(&old, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).expect("a file");
    display.drop_files(&[&old]);
    is_toasted(page, "旧版 Excel");
    broken.none();
    app.close();
}

#[test]
fn the_palette_leads_to_it_in_english_too() {
    let (home, display) = (Home::new(), Display::start());
    record::with(&home, async |library| {
        let settings = Settings { language: Language::English, ..Settings::default() };
        library.save_settings(&settings).await.expect("a setting");
    });
    let file = home.folder().join("bill.csv");
    fs::write(&file, BILL).expect("a file");
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.test_id("category-phone_credit");
    page.press(&[Key::Control, Key::Character('k')]);
    page.write(&page.test_id("palette-input"), "spreadsheet");
    page.wait_for_words("Import a table");
    page.press(&[Key::Enter]);
    page.test_id("import-file");
    grow(page, &display, 900, 600);
    display.drop_files(&[&file]);
    page.test_id("import-columns");
    page.keep_picture("tables-10-english");
    page.click(&page.test_id("import-preview"));
    page.click(&page.find("[data-testid='import-faults'] summary"));
    page.wait_for_words("names no year");
    let wider = page.run("return document.querySelector('main').scrollWidth > innerWidth", &[]);
    assert_eq!(wider, Ok(json!(false)), "everything stays within the window");
    page.keep_picture("tables-11-english");
    app.close();
}

fn to_import(page: &Page) {
    page.run("location.hash = '#/import'", &[]).expect("the page");
}

fn wear(page: &Page, theme: &str) {
    let script = "document.documentElement.dataset.theme = arguments[0]";
    page.run(script, &[json!(theme)]).expect("a theme");
    page.rest();
}

/// A sheet as a person keeps one: its dates are days, and one order number was typed as a number.
fn workbook(rows: u32) -> Vec<u8> {
    let mut sheet = String::from("<worksheet><sheetData>");
    row(&mut sheet, &["日期", "买了什么", "花费", "订单号", "颜色"].map(text));
    for n in 0..rows {
        let number = if n == 3 {
            "<c><v>1.23456789012345E+18</v></c>".to_owned()
        } else {
            text(format!("20251101{n:010}"))
        };
        let day = format!("<c s=\"1\"><v>{}</v></c>", 45_900 + n);
        let amount = format!("<c><v>{}.5</v></c>", 10 + n);
        row(&mut sheet, &[day, text(format!("话费充值 {n}")), amount, number, text("备用")]);
    }
    sheet.push_str("</sheetData></worksheet>");
    let links =
        "<Relationships><Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let book = "<workbook><sheets><sheet name=\"记录\" r:id=\"a\"/></sheets></workbook>";
    let styles =
        "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let how = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (path, part) in [
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", links),
        ("xl/styles.xml", styles),
        ("xl/worksheets/sheet1.xml", &sheet),
    ] {
        writer.start_file(path, how).expect("a part");
        writer.write_all(part.as_bytes()).expect("its text");
    }
    writer.finish().expect("a workbook").into_inner()
}

fn text(said: impl AsRef<str>) -> String {
    format!("<c t=\"inlineStr\"><is><t>{}</t></is></c>", said.as_ref())
}

fn row(sheet: &mut String, cells: &[String]) {
    write!(sheet, "<row>{}</row>", cells.concat()).expect("text");
}
