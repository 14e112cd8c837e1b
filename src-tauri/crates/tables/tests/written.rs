//! What is written, read back by another program's library.

#![allow(clippy::unwrap_used, reason = "a test may end where it fails")]

use calamine::{Data, Reader, Xlsx as Book, open_workbook_from_rs};
use jiff::civil::date;
use model::unguarded;
use std::io::{Cursor, Read};
use tables::write::{Cell, Column, Csv, Sheet, Xlsx};

fn sheet(name: &str, headings: &[&str]) -> Sheet {
    let column = |heading: &&str| Column { heading: (*heading).to_owned(), width: 12 };
    Sheet { name: name.to_owned(), columns: headings.iter().map(column).collect() }
}

/// Texts that a spreadsheet or a reader likes to take for something else.
const ODD: [&str; 18] = [
    "=1+1",
    "'=1",
    "''quoted",
    "+8613800138000",
    "-5",
    "@SUM(A1:A9)",
    "\u{FF1D}1+1",
    "1234567890123456789",
    "007",
    "1/2",
    "TRUE",
    "https://example.com/?a=1&b=2",
    "第一行\n第二行",
    "\"引号\",逗号,；",
    "👨\u{200D}👩\u{200D}👧 家人",
    "a\u{1}b\u{B}c",
    "_x0041_ stays",
    "  空格  ",
];

#[test]
fn text_is_text_in_a_workbook_whatever_it_looks_like() {
    let folder = tempfile::tempdir().unwrap();
    let sheets = [sheet("订单", &["文字", "金额", "时间", "数量"]), sheet("时间线", &["甲"])];
    let mut xlsx = Xlsx::begin(folder.path(), &sheets).unwrap();
    let when = date(2026, 11, 22).at(14, 3, 5, 0);
    for text in ODD {
        let cells = [Cell::text(text), Cell::Hundredths(9_850), Cell::At(when), Cell::Count(3)];
        xlsx.row(0, &cells).unwrap();
        xlsx.row(1, &[Cell::text(text)]).unwrap();
    }
    let mut bytes = Vec::new();
    xlsx.save(&mut bytes).unwrap();

    let mut book: Book<_> = open_workbook_from_rs(Cursor::new(bytes.clone())).unwrap();
    assert_eq!(book.sheet_names(), ["订单", "时间线"]);
    assert!(
        book.worksheet_formula("订单").unwrap().cells().all(|(_, _, formula)| formula.is_empty()),
        "no cell is a formula"
    );
    let range = book.worksheet_range("订单").unwrap();
    assert_eq!(range.get_value((0, 1)), Some(&Data::String("金额".to_owned())));
    for (row, text) in (1..).zip(ODD) {
        assert_eq!(range.get_value((row, 0)), Some(&Data::String(text.to_owned())), "{text:?}");
        assert_eq!(range.get_value((row, 1)), Some(&Data::Float(98.5)), "an amount is a number");
        let Some(Data::DateTime(at)) = range.get_value((row, 2)) else {
            panic!("a time is a date: {:?}", range.get_value((row, 2)))
        };
        let (seconds, expected) = (at.as_f64() * 86_400.0, 46_348.0 * 86_400.0 + 50_585.0);
        assert!((seconds - expected).abs() < 0.001, "to the second");
        assert_eq!(range.get_value((row, 3)), Some(&Data::Float(3.0)));
    }
    let parts = parts(bytes);
    assert!(
        parts.contains("state=\"frozen\"")
            && parts.contains(&format!("<autoFilter ref=\"A1:D{}\"/>", ODD.len() + 1))
    );
    assert!(!parts.contains("<f>") && !parts.contains("<hyperlink"), "nothing to run or follow");
}

/// All XML of a workbook.
fn parts(bytes: Vec<u8>) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for at in 0..zip.len() {
        zip.by_index(at).unwrap().read_to_string(&mut all).unwrap();
    }
    all
}

#[test]
fn a_csv_is_read_back_as_it_was_and_runs_nothing() {
    let mut csv = Csv::begin(Vec::new(), &sheet("订单", &["文字", "金额", "时间"])).unwrap();
    let when = date(2026, 11, 22).at(14, 3, 5, 0);
    for text in ODD {
        csv.row(&[Cell::text(text), Cell::Hundredths(-5), Cell::At(when)]).unwrap();
    }
    let bytes = csv.end().unwrap();
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").expect("a mark that says UTF-8");
    assert!(text.starts_with("文字,金额,时间\r\n".as_bytes()), "lines end as RFC 4180 says");
    let own = tables::read(&bytes, tables::TableReading::default()).unwrap();
    for (row, text) in own.rows.iter().skip(1).zip(ODD) {
        assert_eq!(row.cells[0].text(), text.trim(), "our own reading takes the guard away");
    }
    let mut reader = csv::Reader::from_reader(text);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), ODD.len());
    for (row, text) in rows.iter().zip(ODD) {
        assert!(!row[0].starts_with(['=', '+', '-', '@', '\u{FF1D}']), "it would run: {row:?}");
        assert_eq!(unguarded(&row[0]), text);
        assert_eq!(&row[1], "-0.05", "an amount is never guarded");
        assert_eq!(&row[2], "2026-11-22 14:03:05");
    }
}
