//! Workbooks as programs write them, and as somebody would who means harm.

#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, reason = "tests")]

use std::io::{Cursor, Write};

use tables::{Cell, Foreign, ReadError, Table, TableForm, TableReading, TooMuch, read};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

const RELS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="x" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x" Target="/xl/worksheets/sheet2.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="封面" sheetId="1" r:id="rId2"/><sheet name="订单 &amp; 记录" sheetId="2" r:id="rId1"/><sheet name="藏" state="hidden" sheetId="3" r:id="rId2"/></sheets></workbook>"#;
const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="2"/></cellXfs></styleSheet>"#;

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let how = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (path, text) in parts {
        writer.start_file(*path, how).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn workbook(strings: &str, rows: &str) -> Vec<u8> {
    let sheet = format!(
        "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{rows}</sheetData></worksheet>"
    );
    package(&[
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELS),
        ("xl/styles.xml", STYLES),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", &sheet),
        ("xl/worksheets/sheet2.xml", "<worksheet><sheetData/></worksheet>"),
    ])
}

fn opened(strings: &str, rows: &str) -> Result<Table, ReadError> {
    read(&workbook(strings, rows), TableReading::default())
}

fn texts(table: &Table) -> Vec<Vec<String>> {
    table.rows.iter().map(|row| row.cells.iter().map(Cell::text).collect()).collect()
}

#[test]
fn cells_of_every_kind_are_read_as_a_buyer_sees_them() {
    let strings = "<sst uniqueCount=\"3\"><si><t>订单号</t></si><si><r><t>话</t></r><r><t xml:space=\"preserve\"> 费</t></r><rPh><t>huafei</t></rPh></si><si/><si><t>a_x000D_b &amp; &#20013;</t></si></sst>";
    let rows = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>时间</t></is></c></row>
        <row r="3"><c r="A3"><v>1.23456789012345E+18</v></c><c r="B3" s="1"><v>45658.5</v></c><c r="C3" s="2"><v>45658</v></c><c r="D3" s="3"><v>98.499999999999993</v></c><c r="F3" t="s"><v>1</v></c></row>
        <row><c t="s"><v>3</v></c><c t="s"><v>2</v></c><c t="str"><f>A1</f><v>算出来的</v></c><c t="e"><v>#N/A</v></c><c t="s"><v>99</v></c><c t="d"><v>2025-01-02T03:04:05</v></c></row>"#;
    let table = opened(strings, rows).unwrap();
    assert_eq!(
        texts(&table),
        [
            vec!["订单号", "时间"],
            vec!["1234567890123450000", "2025-01-01 12:00:00", "2025-01-01", "98.5", "", "话 费"],
            vec!["a\rb & 中", "", "算出来的", "#N/A", "", "2025-01-02 03:04:05"],
        ]
    );
    let numbers: Vec<u32> = table.rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [1, 3, 4], "as Excel counts them");
    assert!(
        matches!(table.rows[1].cells[0], Cell::Number { rounded: true, .. }),
        "digits are lost"
    );
}

#[test]
fn the_sheet_that_holds_something_is_taken_and_another_can_be_asked_for() {
    let bytes = workbook("<sst/>", r#"<row r="1"><c r="A1"><v>1</v></c></row>"#);
    let table = read(&bytes, TableReading::default()).unwrap();
    let sheets = vec!["封面".to_owned(), "订单 & 记录".to_owned()];
    assert_eq!(table.form, TableForm::Workbook { sheets, sheet: 1 }, "hidden ones are not offered");
    let cover = read(&bytes, TableReading { sheet: Some(0), ..TableReading::default() }).unwrap();
    assert!(cover.rows.is_empty());
    let beyond = read(&bytes, TableReading { sheet: Some(7), ..TableReading::default() });
    assert_eq!(beyond, Err(ReadError::NoSheet(7)));
}

#[test]
fn a_cell_in_the_far_corner_costs_nothing() {
    let rows = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>
        <row r="4294967295"><c r="ZZZZZZZZZZZZZZZZZZ9"><v>3</v></c><c r="B1"><v>4</v></c></row>"#;
    let table = opened("<sst/>", rows).unwrap();
    assert_eq!(texts(&table), [vec!["1"], vec!["", "4"]]);
    assert!(table.wider, "what stands further right is said to be there");
}

#[test]
fn a_count_of_texts_that_lies_reserves_nothing() {
    for count in ["99999999999", "18446744073709551615", "-1", "x"] {
        let strings =
            format!("<sst count=\"{count}\" uniqueCount=\"{count}\"><si><t>好</t></si></sst>");
        let table = opened(&strings, r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#).unwrap();
        assert_eq!(texts(&table), [["好"]], "{count}");
    }
}

#[test]
fn one_long_text_shared_by_very_many_cells_is_refused() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "长".repeat(30_000));
    let row = format!("<row>{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(100));
    assert_eq!(opened(&strings, &row.repeat(100)), Err(ReadError::TooMuch(TooMuch::Text)));
}

#[test]
fn billions_of_texts_and_entities_do_not_grow() {
    let strings = format!("<sst>{}</sst>", "<si/>".repeat(2_100_000));
    assert_eq!(opened(&strings, ""), Err(ReadError::TooMuch(TooMuch::Text)));
    let laughs = "<!DOCTYPE x [<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;\">]><sst><si><t>&b;</t></si></sst>";
    let table = opened(laughs, r#"<row><c t="s"><v>0</v></c><c><v>1</v></c></row>"#).unwrap();
    assert_eq!(texts(&table), [["", "1"]], "entities of the file's own stand for nothing");
}

#[test]
fn a_bomb_is_refused_by_what_comes_out_of_it() {
    // One text of 4 MB in a cell.
    let huge = format!("<row><c t=\"str\"><v>{}</v></c></row>", "0".repeat(4 << 20));
    assert_eq!(opened("<sst/>", &huge), Err(ReadError::TooMuch(TooMuch::Unpacked)));
    // Rows without end, and cells without end.
    let rows = "<row><c><v>1</v></c></row>".repeat(tables::MAX_ROWS + 1);
    assert_eq!(opened("<sst/>", &rows), Err(ReadError::TooMuch(TooMuch::Rows)));
    let cells = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(200)).repeat(20_001);
    assert_eq!(opened("<sst/>", &cells), Err(ReadError::TooMuch(TooMuch::Cells)));
}

/// A part of zeros that unpack to more than a part may be: packed, it has less than 3 MB.
#[test]
fn a_part_that_says_it_is_small_is_counted_all_the_same() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let how = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (path, text) in [("xl/workbook.xml", BOOK), ("xl/_rels/workbook.xml.rels", RELS)] {
        writer.start_file(path, how).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.start_file("xl/worksheets/sheet1.xml", how).unwrap();
    writer.write_all(b"<worksheet><sheetData>").unwrap();
    let spaces = "<row/>".repeat(10_000);
    for _ in 0..4_500 {
        writer.write_all(spaces.as_bytes()).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    assert!(bytes.len() < 3 << 20, "{}", bytes.len());
    let asked = TableReading { sheet: Some(1), ..TableReading::default() };
    assert_eq!(read(&bytes, asked), Err(ReadError::TooMuch(TooMuch::Unpacked)));
    // The same with sizes that lie, in the part's own head and in the index.
    let mut lying = bytes;
    let size = 270_000_022_u32.to_le_bytes();
    let places: Vec<usize> = (0..lying.len() - 4).filter(|at| lying[*at..at + 4] == size).collect();
    assert!(!places.is_empty(), "the size stands somewhere");
    for at in places {
        lying[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert!(read(&lying, asked).is_err(), "a part is no smaller for saying so");
}

#[test]
fn what_is_packed_but_no_workbook_says_what_it_is() {
    for (parts, what) in [
        (vec![("word/document.xml", "<x/>")], Foreign::Archive),
        (vec![("xl/workbook.bin", "")], Foreign::OtherWorkbook),
        (vec![("content.xml", "<x/>")], Foreign::OtherWorkbook),
    ] {
        assert_eq!(read(&package(&parts), TableReading::default()), Err(ReadError::Foreign(what)));
    }
}

#[test]
fn a_damaged_workbook_is_an_error_and_never_more() {
    let good = workbook(
        "<sst><si><t>好</t></si></sst>",
        r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#,
    );
    for at in 0..good.len() {
        let mut bytes = good.clone();
        bytes[at] ^= 0x55;
        let _ = read(&bytes, TableReading::default());
        let _ = read(&good[..at], TableReading::default());
    }
    assert!(matches!(
        read(&good[..good.len() / 2], TableReading::default()),
        Err(ReadError::Damaged(_))
    ));
    let missing = package(&[("xl/workbook.xml", BOOK), ("xl/_rels/workbook.xml.rels", RELS)]);
    assert!(matches!(read(&missing, TableReading::default()), Err(ReadError::Damaged(_))));
}
