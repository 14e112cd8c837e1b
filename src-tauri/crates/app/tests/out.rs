//! Orders as files for other programs, as the window has them written.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may end where it fails")]

mod common;

use std::path::Path;

use app::{
    ErrorCode, Fen, JsonTaken, Library, MoneyBack, OrderEvent, OrderQuery, OutColumn, OutTable,
    OutWords, TableFormat, Wanted, Work,
};
use calamine::{Data, Reader, Xlsx, open_workbook};
use common::{NUMBER, draft};
use jiff::{Timestamp, Zoned, tz::TimeZone};
use model::{OrderId, OrderState};

fn at(minutes: i64) -> Timestamp {
    let start: Timestamp = "2026-11-22T06:00:00Z".parse().unwrap();
    start + jiff::SignedDuration::from_mins(minutes)
}

async fn open(folder: &Path) -> Library {
    Library::open(folder.to_owned(), at(0)).await.unwrap()
}

async fn bought(library: &Library, minutes: i64) -> OrderId {
    let mut draft = draft();
    draft.answers.reasons = [("duplicate".to_owned(), "again".to_owned())].into();
    library.confirm(None, draft, at(minutes)).await.unwrap().order
}

fn table(format: TableFormat, which: Wanted, full: bool) -> OutTable {
    let words = OutWords {
        columns: [(OutColumn::Goods, "商品".to_owned())].into(),
        orders: [(OrderState::Paid, "已付款".to_owned())].into(),
        categories: [("phone_credit".to_owned(), "话费".to_owned())].into(),
        and: "、".to_owned(),
        ..OutWords::default()
    };
    OutTable { format, which, full, words }
}

fn there() -> Zoned {
    at(0).to_zoned(TimeZone::fixed(jiff::tz::offset(8)))
}

#[tokio::test]
async fn a_list_goes_out_as_it_stands_and_covers_recipients() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let order = bought(&library, 1).await;
    let steps = [
        OrderEvent::Paid { paid_at: at(2), order_no: None, note: None },
        OrderEvent::NumberSet { order_no: "1234567890123456789".to_owned() },
        OrderEvent::Noted { text: format!("=HYPERLINK(1) {NUMBER}") },
        OrderEvent::Refunded(MoneyBack { amount: Fen(500), at: at(5), to: None, note: None }),
    ];
    for (minute, step) in (3..).zip(steps) {
        library.record(order.clone(), step, at(minute)).await.unwrap();
    }
    let list =
        Wanted::List(Box::new(OrderQuery { text: "移动".to_owned(), ..Default::default() }));
    assert_eq!(library.count_wanted(list.clone(), at(0)).await.unwrap(), 1);
    let soon = OrderQuery { due_days: Some(7), ..OrderQuery::default() };
    let soon = Wanted::List(Box::new(soon));
    let due = library.count_wanted(soon.clone(), at(0)).await.unwrap();
    let listed = library.paper_rows(soon.clone(), true, at(0)).await.unwrap();
    assert_eq!((due, listed.total), (1, 1), "what is paid has its first hours");
    let row = &library.paper_rows(soon, false, at(0)).await.unwrap().rows[0];
    assert_eq!(row.summary.recipient.as_deref(), Some("139****9000"));
    assert_eq!(row.notes, ["=HYPERLINK(1) 139****9000"]);
    assert_eq!(listed.rows[0].notes, [format!("=HYPERLINK(1) {NUMBER}")], "in full");
    let on_paper = async |full| {
        let record = library.paper_order(order.clone(), full).await.unwrap();
        serde_json::to_string(&record).unwrap().contains(NUMBER)
    };
    assert!(!on_paper(false).await, "it stands nowhere, not in the first event either");
    assert!(on_paper(true).await);
    let to = folder.path().join("订单.xlsx");
    let wanted = table(TableFormat::Xlsx, list.clone(), false);
    let written = library.export_table(to.clone(), wanted, there(), Work::default()).await.unwrap();
    assert_eq!((written.orders, written.left_out), (1, 0));
    assert_eq!(u64::try_from(written.size).unwrap(), to.metadata().unwrap().len());
    let mut book: Xlsx<_> = open_workbook(&to).unwrap();
    let names = book.sheet_names();
    let orders = book.worksheet_range(&names[0]).unwrap();
    let row: Vec<String> = orders.rows().nth(1).unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(row[0], "1234567890123456789");
    assert_eq!((row[2].as_str(), row[3].as_str()), ("话费", "移动话费 100 元"));
    assert_eq!((row[8].as_str(), row[9].as_str()), ("5", "已付款"));
    assert_eq!((row[16].as_str(), row[22].as_str()), ("139****9000", "=HYPERLINK(1) 139****9000"));
    let Data::DateTime(paid) = orders.rows().nth(1).unwrap()[20] else { panic!("a date") };
    let minute = 1.0 / 1440.0;
    assert!((paid.as_f64().fract() - (14.0 * 60.0 + 2.0) * minute).abs() < minute / 60.0, "14:02");
    assert_eq!(book.worksheet_range(&names[1]).unwrap().height(), 6, "a heading and five events");

    let to = folder.path().join("订单.csv");
    let wanted = table(TableFormat::Csv, list, true);
    library.export_table(to.clone(), wanted, there(), Work::default()).await.unwrap();
    let text = std::fs::read_to_string(to).unwrap();
    assert!(text.contains(&format!("'=HYPERLINK(1) {NUMBER}")), "{text}");
    assert!(text.contains(",2026-11-22 14:02:00,"), "{text}");
}

#[tokio::test]
async fn a_place_that_cannot_be_written_is_told_and_stopping_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    bought(&library, 1).await;
    for format in [TableFormat::Csv, TableFormat::Xlsx] {
        let to = folder.path().join("no/such/folder/x");
        let wanted = table(format, Wanted::All, true);
        let told = library.export_table(to, wanted, there(), Work::default()).await;
        assert_eq!(told.unwrap_err().code, ErrorCode::ArchiveUnreachable);
        let cancel = app::Cancel::default();
        cancel.cancel();
        let to = folder.path().join("stopped");
        let work = Work::new(cancel, |_| {});
        let wanted = table(format, Wanted::All, true);
        let told = library.export_table(to.clone(), wanted, there(), work).await;
        assert_eq!(told.unwrap_err().code, ErrorCode::Cancelled);
        assert!(!to.exists());
    }
    let left = std::fs::read_dir(folder.path()).unwrap().flatten();
    let partial = |name: std::ffi::OsString| name.to_string_lossy().contains("partial");
    assert!(!left.map(|entry| entry.file_name()).any(partial), "nothing half is left");
}

#[tokio::test]
async fn json_goes_from_one_library_into_another() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let library = open(here.path()).await;
    let order = bought(&library, 1).await;
    let to = here.path().join("all.json");
    let written = library.export_json(to.clone(), Wanted::All, at(9), Work::default()).await;
    assert_eq!(written.unwrap().orders, 1);
    let other = open(there.path()).await;
    let taken = other.take_in_json(to, at(10), Work::default()).await.unwrap();
    let JsonTaken::Merged { merged, .. } = taken else { panic!("{taken:?}") };
    assert_eq!(merged.new_orders, 1);
    let view = other.order(order, at(11)).await.unwrap();
    assert!(view.check.is_some(), "with the check that it was sealed with");
    assert_eq!(other.paper_rows(Wanted::All, false, at(0)).await.unwrap().total, 1);
}
