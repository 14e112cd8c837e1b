//! Text files of values as platforms and people write them.

#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, reason = "tests")]

use encoding_rs::GB18030;
use tables::{
    Encoding, Foreign, Meaning, ReadError, Separator, Table, TableForm, TableReading, TooMuch,
    guess_columns, guess_header, read,
};

fn table(text: &str) -> Table {
    read(text.as_bytes(), TableReading::default()).unwrap()
}

fn texts(table: &Table) -> Vec<Vec<String>> {
    table.rows.iter().map(|row| row.cells.iter().map(tables::Cell::text).collect()).collect()
}

fn separator(table: &Table) -> Separator {
    match table.form {
        TableForm::Text { separator, .. } => separator,
        TableForm::Workbook { .. } => panic!("a text file"),
    }
}

/// A bill as a payment service exports it: GB 18030, lines about the account, padded with tabs.
const BILL: &str = "\
------------------------------------------------------------------------------------\r
导出信息：\r
姓名：张三\r
起始时间：[2025-01-01 00:00:00]    终止时间：[2025-01-31 23:59:59]\r
导出交易类型：[全部]\r
共3笔记录\r
\r
特别提示：\r
1.本回单内容可表明账户的交易情况,不构成其他证明,金额以实际为准\r
------------------------电子客户回单------------------------\r
交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,\r
2025-01-02 10:00:00,充值缴费,某充值商家,abc***@x.com,话费充值100元,支出,99.80,余额,交易成功,2025010222001100000001\t,T200P1\t,,\r
2025-01-03 11:00:00,日用百货,某店,,\"手机壳, 黑色\",支出,15.00,余额,交易关闭,2025010322001100000002\t,T200P2\t,,\r
2025-01-04 12:00:00,转账,李四,,转账,收入,50.00,余额,交易成功,2025010422001100000003\t,,,\r
";

#[test]
fn a_bill_with_lines_before_its_header_is_read_whole() {
    let bytes = GB18030.encode(BILL).0.into_owned();
    let table = read(&bytes, TableReading::default()).unwrap();
    let TableForm::Text { encoding, separator, unreadable, quotes_ignored } = table.form else {
        panic!("a text file")
    };
    assert_eq!((encoding, separator), (Encoding::Gb18030, Separator::Comma));
    assert_eq!((unreadable, quotes_ignored), (0, false));
    let header = guess_header(&table).expect("a header");
    assert_eq!(table.rows[header].cell(0).text(), "交易时间");
    assert_eq!(table.rows[header].number, 11, "the line of the file");
    let columns = guess_columns(&table, Some(header));
    let at = |meaning| columns.iter().position(|each| *each == Some(meaning));
    for (meaning, column) in [
        (Meaning::PaidAt, 0),
        (Meaning::Tags, 1),
        (Meaning::Payee, 2),
        (Meaning::Name, 4),
        (Meaning::Direction, 5),
        (Meaning::Total, 6),
        (Meaning::Shown, 8),
        (Meaning::OrderNo, 9),
        (Meaning::Note, 11),
    ] {
        assert_eq!(at(meaning), Some(column), "{meaning:?}");
    }
    let first = &table.rows[header + 1];
    assert_eq!(first.cell(9).text(), "2025010222001100000001", "without its tab");
    assert_eq!(table.rows[header + 2].cell(4).text(), "手机壳, 黑色");
}

#[test]
fn separators_are_found_by_the_rows_they_make() {
    for (sign, wanted) in [
        (',', Separator::Comma),
        (';', Separator::Semicolon),
        ('\t', Separator::Tab),
        ('|', Separator::Bar),
    ] {
        let text = "订单号,商品,金额\n1,话费,9.9\n2,会员,15\n".replace(',', &sign.to_string());
        assert_eq!(separator(&table(&text)), wanted, "{sign:?}");
    }
    let amounts = "商品;金额\n话费;\"1,50\"\n会员;\"2,50\"\n";
    assert_eq!(separator(&table(amounts)), Separator::Semicolon, "commas within values");
}

#[test]
fn quotes_line_breaks_and_ragged_rows_are_kept() {
    let read = table("a,b,c\n\"x \"\"y\"\"\",\"one\ntwo\"\n\n1,2,3,4\n");
    assert_eq!(
        texts(&read),
        [vec!["a", "b", "c"], vec!["x \"y\"", "one\ntwo"], vec!["1", "2", "3", "4"]]
    );
    let numbers: Vec<u32> = read.rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [1, 2, 5], "lines of the file");
}

#[test]
fn a_quote_that_is_never_closed_does_not_swallow_the_rest() {
    let rows = "1,话费充值,9.9\n".repeat(2_000);
    let read = table(&format!("订单号,商品,金额\n0,\"屏幕,9.9\n{rows}"));
    assert!(matches!(read.form, TableForm::Text { quotes_ignored: true, .. }), "it is said");
    assert_eq!(read.rows.len(), 2_002);
}

#[test]
fn what_only_guards_a_value_from_excel_goes() {
    let read = table("a,b,c,d,e\n=\"0012\",'0034,'=1+1,'好,\"=\"\"0056\"\"\"\n");
    assert_eq!(texts(&read)[1], ["0012", "0034", "=1+1", "'好", "0056"]);
}

#[test]
fn a_table_without_headers_says_so_and_is_known_by_its_content() {
    let text = "202501021234567890,话费充值 100 元,99.80,2025-01-02 10:00\n\
                202501031234567891,视频会员 月卡,15.00,2025-01-03 11:00\n";
    let table = table(text);
    assert_eq!(guess_header(&table), None);
    let columns = guess_columns(&table, None);
    let wanted =
        [Meaning::OrderNo, Meaning::Name, Meaning::Total, Meaning::PaidAt].map(Some).to_vec();
    assert_eq!(columns, wanted);
}

#[test]
fn of_several_amounts_the_one_that_was_paid_is_taken() {
    let table = table("下单时间,商品总价(元),运费,实付金额(元),商品\n2025-01-02,100,0,90,话费\n");
    let columns = guess_columns(&table, guess_header(&table));
    assert_eq!(columns[3], Some(Meaning::Total));
    assert_ne!(columns[1], Some(Meaning::Total));
}

#[test]
fn what_is_no_table_says_what_it_is() {
    let compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0];
    let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
    let encrypted = [&compound[..], &name].concat();
    for (bytes, what) in [
        (&b""[..], Foreign::Empty),
        (b" \n", Foreign::Empty),
        (&compound, Foreign::OldWorkbook),
        (&encrypted, Foreign::Encrypted),
        (b"<html><body><table><tr><td>1</td></tr></table>", Foreign::WebPage),
        (b"\xEF\xBB\xBF<!DOCTYPE html>\n<html>", Foreign::WebPage),
        (
            b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>",
            Foreign::XmlWorkbook,
        ),
        (b"%PDF-1.7", Foreign::Pdf),
        (b"\x89PNG\r\n\x1A\n", Foreign::Picture),
        (b"Rar!\x1A\x07", Foreign::Archive),
        (b"abc\0\0\0def\0\0gh", Foreign::Unknown),
    ] {
        let found = read(bytes, TableReading::default());
        assert_eq!(found, Err(ReadError::Foreign(what)), "{bytes:?}");
    }
}

#[test]
fn limits_hold_and_say_which() {
    let many = "1,2\n".repeat(tables::MAX_ROWS + 1);
    assert_eq!(
        read(many.as_bytes(), TableReading::default()),
        Err(ReadError::TooMuch(TooMuch::Rows))
    );
    let wide = read("x,".repeat(300).as_bytes(), TableReading::default()).unwrap();
    assert_eq!(wide.width(), tables::MAX_COLUMNS);
    assert!(wide.wider, "it is said that there are more");
}
