//! Tables as somebody keeps them, and as somebody would who means harm.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use fastrand::Rng;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

const HEADERS: [&str; 10] = [
    "订单号",
    "平台",
    "商品",
    "实付金额",
    "数量",
    "付款时间",
    "订单状态",
    "收货号",
    "备注",
    "店铺",
];
const GOODS: [&str; 5] =
    ["移动话费充值 100 元", "视频会员 月卡", "游戏点券 60", "京东E卡 500 元", "软件激活码 专业版"];
const SHOPS: [&str; 4] = ["淘宝", "京东", "拼多多", "官方营业厅"];
const STATES: [&str; 4] = ["交易成功", "已发货", "退款成功", "已付款"];

fn rows(seed: u64, count: u32) -> impl Iterator<Item = [String; 10]> {
    let mut rng = Rng::with_seed(seed);
    (0..count).map(move |n| {
        let pick = |rng: &mut Rng, all: &[&str]| all[rng.usize(..all.len())].to_owned();
        [
            format!("2025{:014}", u64::from(n) * 7_919 + 13),
            pick(&mut rng, &SHOPS),
            pick(&mut rng, &GOODS),
            format!("{}.{:02}", rng.u32(1..900), rng.u32(..100)),
            rng.u32(1..4).to_string(),
            format!(
                "2025-{:02}-{:02} {:02}:{:02}:{:02}",
                n % 12 + 1,
                n % 28 + 1,
                n % 24,
                n % 60,
                n % 59
            ),
            pick(&mut rng, &STATES),
            format!("139{:08}", rng.u32(..100_000_000)),
            if n % 5 == 0 { "给妈妈买的".to_owned() } else { String::new() },
            "某某充值专营店".to_owned(),
        ]
    })
}

pub(crate) fn text(seed: u64, count: u32) -> Vec<u8> {
    let mut text = HEADERS.join(",");
    for row in rows(seed, count) {
        text.push('\n');
        text.push_str(&row.join(","));
    }
    text.into_bytes()
}

pub(crate) fn workbook(seed: u64, count: u32) -> Vec<u8> {
    let mut sheet = String::from("<worksheet><sheetData>");
    let headers = HEADERS.map(str::to_owned);
    for (n, row) in std::iter::once(headers).chain(rows(seed, count)).enumerate() {
        write!(sheet, "<row r=\"{}\">", n + 1).unwrap();
        for (column, value) in row.iter().enumerate() {
            let place = char::from(b'A' + u8::try_from(column).unwrap());
            if n > 0 && (column == 3 || column == 4) {
                write!(sheet, "<c r=\"{place}{}\"><v>{value}</v></c>", n + 1).unwrap();
            } else {
                write!(
                    sheet,
                    "<c r=\"{place}{}\" t=\"inlineStr\"><is><t>{value}</t></is></c>",
                    n + 1
                )
                .unwrap();
            }
        }
        sheet.push_str("</row>");
    }
    sheet.push_str("</sheetData></worksheet>");
    packed("<sst/>", &mut std::iter::once(sheet))
}

/// Small files that would be very large.
pub(crate) fn harmful() -> Vec<(&'static str, Vec<u8>)> {
    let sheet = |rows: &str| format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let once = |part: String| std::iter::once(part);
    let corner = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
        <row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>";
    let said = "<sst uniqueCount=\"99999999999\"><si><t>a</t></si></sst>";
    let long = format!("<sst><si><t>{}</t></si></sst>", "长".repeat(30_000));
    let shared = format!("<row>{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(200)).repeat(100_000);
    let cells = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(200)).repeat(100);
    let head = once("<worksheet><sheetData>".to_owned());
    let gigabyte =
        std::iter::repeat_n("<row><c t=\"str\"><v>0".to_owned() + &"0".repeat(1 << 20), 1_000);
    vec![
        ("a cell in the far corner", packed("<sst/>", &mut once(sheet(corner)))),
        ("a count of texts that lies", packed(said, &mut once(sheet(corner)))),
        ("a text shared 20,000,000 times", packed(&long, &mut once(sheet(&shared)))),
        ("two million cells", packed("<sst/>", &mut once(sheet(&cells.repeat(100))))),
        (
            "two million shared texts",
            packed(&"<si><t/></si>".repeat(3_000_000), &mut once(sheet(""))),
        ),
        ("a gigabyte in one cell", packed("<sst/>", &mut head.chain(gigabyte))),
    ]
}

fn packed(strings: &str, sheet: &mut dyn Iterator<Item = String>) -> Vec<u8> {
    let links =
        "<Relationships><Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let book = "<workbook><sheets><sheet name=\"记录\" r:id=\"a\"/></sheets></workbook>";
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let how = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (path, part) in [
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", links),
        ("xl/sharedStrings.xml", strings),
    ] {
        writer.start_file(path, how).unwrap();
        writer.write_all(part.as_bytes()).unwrap();
    }
    writer.start_file("xl/worksheets/sheet1.xml", how.large_file(true)).unwrap();
    for part in sheet {
        writer.write_all(part.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
