//! Orders that come in from tables.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may end where it fails")]

use app::{
    Cancel, ErrorCode, HeaderChoice, Library, Meaning, MoneyState, OrderQuery, OrderState,
    RecordForm, RecordedFrom, RowFaultCode, TableLayout, TablePreview, TableReading, TableView,
    Work,
};
use jiff::Timestamp;
use jiff::tz::{TimeZone, offset};
use model::Fen;

const TABLE: &str = "\u{FEFF}订单号,平台,商品,实付金额,下单时间,付款时间,订单状态,收货号,备注,标签\n\
    2025110100001,淘宝,移动话费 100 元,¥99.80,2025-11-01 09:59,2025-11-01 10:00:05,交易成功,139 0013 9000,给妈妈,话费;家里\n\
    2025110200002,拼多多,视频会员月卡,15.00,2025-11-02 11:00,2025-11-02 11:01,已全额退款,,,\n\
    2025110300003,京东,E卡 500,500,2025-11-03 12:00,,等待付款,,,\n\
    2025110400004,京东,点券 60,60,2025-11-04 12:00,,交易关闭,,,\n\
    2025110500005,京东,点券 30,30,2025-11-05 12:00,2025-11-05 12:01,在路上啦,,,\n";

fn now() -> Timestamp {
    "2025-11-22T06:00:00Z".parse().unwrap()
}

fn east() -> TimeZone {
    TimeZone::fixed(offset(8))
}

async fn library() -> (tempfile::TempDir, Library) {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path().to_owned(), now()).await.unwrap();
    (folder, library)
}

async fn open(library: &Library, text: &str) -> TableView {
    let bytes = text.as_bytes().to_vec();
    library.open_table_bytes("订单.csv".to_owned(), bytes).await.unwrap()
}

async fn preview(library: &Library, table: &TableView, layout: &TableLayout) -> TablePreview {
    library.preview_table(table.token, layout.clone(), now(), east()).await.unwrap()
}

async fn import(library: &Library, table: &TableView, layout: &TableLayout) -> u32 {
    let (layout, work) = (layout.clone(), Work::default());
    let done = library.import_table(table.token, layout, now(), east(), work).await.unwrap();
    assert!(!done.stopped, "nobody stopped it");
    done.orders
}

/// Why the rows that are left out are.
fn faults(preview: &TablePreview) -> Vec<(u32, Vec<(Meaning, RowFaultCode)>)> {
    let of = |row: &app::FaultyRow| row.faults.iter().map(|it| (it.about, it.code)).collect();
    preview.faults.iter().map(|row| (row.row, of(row))).collect()
}

#[tokio::test]
async fn a_table_becomes_orders_that_say_where_they_came_from() {
    let (_folder, library) = library().await;
    let table = open(&library, TABLE).await;
    assert_eq!((table.rows, table.layout.header), (5, Some(0)));
    let seen = preview(&library, &table, &table.layout).await;
    assert_eq!((seen.ready, seen.faulty, seen.doubles), (5, 0, 0), "{:?}", seen.faults);
    assert_eq!(seen.total, Fen(70_480));
    assert_eq!(seen.unknown_words, ["在路上啦"]);
    let layout = TableLayout { tag: "导入".to_owned(), ..table.layout.clone() };
    assert_eq!(import(&library, &table, &layout).await, 5);

    let rows = library.orders(OrderQuery::default(), now()).await.unwrap();
    let stands: Vec<_> = rows.iter().map(|row| (row.axes.order, row.axes.money)).collect();
    assert_eq!(
        stands,
        [
            (OrderState::Paid, MoneyState::Paid),
            (OrderState::Closed, MoneyState::Closed),
            (OrderState::Unpaid, MoneyState::Pending),
            (OrderState::Closed, MoneyState::Refunded),
            (OrderState::Completed, MoneyState::Paid),
        ],
        "the latest first"
    );
    let first = rows.last().unwrap();
    assert_eq!(first.summary.recipient.as_deref(), Some("13900139000"));
    assert_eq!(first.summary.recipient_kind.as_deref(), Some("cn_mobile"));
    assert_eq!(first.summary.shop.as_deref(), Some("淘宝"));
    assert_eq!(first.paid_at.unwrap().to_string(), "2025-11-01T02:00:05Z", "in the user's zone");
    assert_eq!((first.notes.clone(), first.tags.len()), (vec!["给妈妈".to_owned()], 3));
    assert_eq!(first.recorded_from, Some(RecordedFrom::Table));
    assert_eq!(rows[2].paid_at, None, "an order that waits for payment is not paid");
    assert_eq!(rows[0].shown.as_deref(), Some("在路上啦"), "unknown words are kept");
    let order = library.order(first.id.clone(), now()).await.unwrap();
    let begun = serde_json::to_value(&order.record.events[0]).unwrap();
    assert_eq!(begun["body"]["row"]["table"], "订单.csv");
    assert_eq!(begun["body"]["row"]["row"], 2);
    assert_eq!(library.check(Work::default()).await.unwrap().findings, [], "the record is whole");
}

#[tokio::test]
async fn the_same_table_twice_changes_nothing_until_it_is_taken_back() {
    let (_folder, library) = library().await;
    let table = open(&library, TABLE).await;
    import(&library, &table, &table.layout).await;
    let again = open(&library, TABLE).await;
    assert!(again.remembered, "a table of the same headers");
    let seen = preview(&library, &again, &again.layout).await;
    assert_eq!((seen.ready, seen.doubles), (0, 5));
    assert!(seen.known.iter().all(|row| row.order.is_some()), "each names the order that it is");
    assert_eq!(import(&library, &again, &again.layout).await, 0);

    let table =
        open(&library, &format!("{TABLE}2025110600006,京东,新的,1,2025-11-06,2025-11-06,,,,\n"))
            .await;
    assert_eq!(import(&library, &table, &table.layout).await, 1);
    library.take_back_table(table.token, now()).await.unwrap();
    assert_eq!(library.orders(OrderQuery::default(), now()).await.unwrap().len(), 5);
    let twice = library.take_back_table(table.token, now()).await;
    assert_eq!(twice.unwrap_err().code, ErrorCode::NotFound);
    let seen = preview(&library, &table, &table.layout).await;
    assert_eq!((seen.ready, seen.doubles), (1, 5), "what is in the trash can come again");
}

#[tokio::test]
async fn rows_with_faults_are_left_out_and_listed() {
    use Meaning::{Arrival, Name, OrderNo, PaidAt, Quantity, Total};
    use RowFaultCode as F;
    let (_folder, library) = library().await;
    let text = "订单号,商品,金额,付款时间,数量,到账\n\
        1,话费,免费,2025-11-01,1,是\n\
        2,话费,,2025-11-01,1,是\n\
        3,,9.9,2025-11-01,1,是\n\
        4,话费,9.999,03/04/2025,1,是\n\
        5,话费,-9.9,11-01,1,是\n\
        6,话费,9.9,2025-12-24,一些,大概\n\
        7,话费,9.9,,2件,否\n\
        1.23457E+18,话费,9.9,2025-11-01,1,是\n\
        9,话费,9.9,2025-11-01,2件,部分到账\n\
        9,话费,9.9,2025-11-01,2件,部分到账\n\
        9,会员,5,2025-11-01,1,\n";
    let table = open(&library, text).await;
    let seen = preview(&library, &table, &table.layout).await;
    assert_eq!(
        faults(&seen),
        [
            (2, vec![(Total, F::Unreadable)]),
            (3, vec![(Total, F::Missing)]),
            (4, vec![(Name, F::Missing)]),
            (5, vec![(Total, F::TooPrecise), (PaidAt, F::Ambiguous)]),
            (6, vec![(Total, F::Negative), (PaidAt, F::NoYear)]),
            (7, vec![(PaidAt, F::Future), (Quantity, F::Unreadable), (Arrival, F::Unreadable)]),
            (8, vec![(PaidAt, F::Missing)]),
            (9, vec![(OrderNo, F::Rounded)]),
            (12, vec![(OrderNo, F::SameNumber)]),
        ]
    );
    assert_eq!((seen.ready, seen.rounded, seen.doubles), (1, 1, 1));
    assert_eq!(seen.known[0].same_as, Some(10), "the same row twice is one order");
    let without = TableLayout { rounded: true, ..table.layout.clone() };
    let seen = preview(&library, &table, &without).await;
    assert_eq!((seen.ready, seen.rounded), (2, 1));
    assert!(seen.first.iter().any(|row| row.order_no.is_none()), "without the number");
}

#[tokio::test]
async fn a_bill_gives_its_purchases_alone() {
    let (_folder, library) = library().await;
    let text = "微信支付账单明细\n\n交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,备注\n\
        2025-11-01 10:00:00,商户消费,某店,话费,支出,¥9.90,零钱,支付成功,4200000001202511010000000001\t,\"/\"\n\
        2025-11-02 10:00:00,转账,张三,/,收入,¥50.00,零钱,已存入零钱,1000000001,\"/\"\n\
        2025-11-03 10:00:00,零钱提现,银行,/,/,¥50.00,银行,提现已到账,1000000002,\"/\"\n";
    let table = open(&library, text).await;
    let seen = preview(&library, &table, &table.layout).await;
    assert_eq!((seen.ready, seen.no_purchases, seen.faulty), (1, 2, 0), "{:?}", seen.faults);
    assert_eq!(seen.first[0].order_no.as_deref(), Some("4200000001202511010000000001"));
    // Without a column of directions, most amounts with a minus are what was spent.
    let text = "日期,说明,金额\n2025-11-01,话费,-9.9\n2025-11-02,会员,-15\n2025-11-03,退款,15\n";
    let table = open(&library, text).await;
    let seen = preview(&library, &table, &table.layout).await;
    assert_eq!((seen.ready, seen.no_purchases, seen.total), (2, 1, Fen(2_490)));
}

#[tokio::test]
async fn two_rows_alike_without_a_number_are_two_purchases() {
    let (_folder, library) = library().await;
    let once = "商品,金额,日期\n话费,100,2025-11-01\n";
    let table = open(&library, once).await;
    import(&library, &table, &table.layout).await;
    let twice = open(&library, &format!("{once}话费,100,2025-11-01\n")).await;
    let seen = preview(&library, &twice, &twice.layout).await;
    assert_eq!((seen.ready, seen.doubles), (1, 1), "one stands in the record");
}

#[tokio::test]
async fn an_order_written_down_before_is_known_by_what_both_say() {
    let (_folder, library) = library().await;
    let form = RecordForm {
        name: "话费".to_owned(),
        total: "100".to_owned(),
        recipient: "13900139000".to_owned(),
        paid_at: Some("2025-11-01T02:00:00Z".parse().unwrap()),
        ..RecordForm::default()
    };
    let order = library.record_order(form, now()).await.unwrap().order;
    let text = "订单号,商品,金额,付款时间,收货号,平台显示的状态,订单状态\n\
        1,话费,100,2025-11-01 10:00,139****9000,充值快充成功,已完成\n\
        2,话费,100,2025-11-01 10:00,13800138000,,已关闭\n";
    let table = open(&library, text).await;
    let seen = preview(&library, &table, &table.layout).await;
    assert_eq!((seen.ready, seen.doubles), (1, 1), "one order stands for one row");
    assert_eq!(seen.known[0].order, Some(order), "a hidden number may be the same");
    import(&library, &table, &table.layout).await;
    let rows = library.orders(OrderQuery::default(), now()).await.unwrap();
    assert_eq!(rows[0].axes.order, OrderState::Closed, "by our own word for it");
}

#[tokio::test]
async fn what_no_order_can_be_without_is_asked_for_and_an_old_table_is_gone() {
    let (_folder, library) = library().await;
    let old = open(&library, "商品,金额,日期\n话费,100,2025-11-01\n").await;
    let mut layout = old.layout.clone();
    layout.columns[2] = None;
    let refused = library.preview_table(old.token, layout, now(), east()).await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::NotReady);
    let new = open(&library, TABLE).await;
    let gone = library.preview_table(old.token, old.layout.clone(), now(), east()).await;
    assert_eq!(gone.unwrap_err().code, ErrorCode::NotFound);
    let reading = TableReading::default();
    let plain = library.read_table_again(new.token, reading, HeaderChoice::None).await.unwrap();
    assert_eq!((plain.rows, plain.layout.header), (6, None));
    let back = library.read_table_again(new.token, reading, HeaderChoice::At(0)).await.unwrap();
    assert_eq!(back.layout, new.layout);
}

#[tokio::test]
async fn an_import_that_is_stopped_leaves_whole_orders() {
    let (_folder, library) = library().await;
    let rows: Vec<String> = (0..1_000).map(|n| format!("话费 {n},100,2025-11-01\n")).collect();
    let table = open(&library, &format!("商品,金额,日期\n{}", rows.concat())).await;
    let cancel = Cancel::default();
    let stop = cancel.clone();
    let work = Work::new(cancel, move |progress| {
        if progress.done > 0 {
            stop.cancel();
        }
    });
    let layout = table.layout.clone();
    let done = library.import_table(table.token, layout, now(), east(), work).await.unwrap();
    assert!(done.stopped && done.orders > 0 && done.orders < 1_000, "{done:?}");
    let count = library.count_orders(OrderQuery::default(), now()).await.unwrap().count;
    assert_eq!(count, done.orders);
    assert_eq!(library.check(Work::default()).await.unwrap().findings, []);
    // Once more takes in the rest, and no order twice.
    let rest = open(&library, &format!("商品,金额,日期\n{}", rows.concat())).await;
    assert_eq!(import(&library, &rest, &rest.layout).await, 1_000 - done.orders);
}

#[tokio::test]
async fn years_of_old_orders_do_not_flood_the_agenda() {
    let (_folder, library) = library().await;
    let rows: Vec<String> =
        (0..300).map(|n| format!("{n},话费,100,2024-03-01,交易成功\n")).collect();
    let table = open(&library, &format!("订单号,商品,金额,付款时间,状态\n{}", rows.concat())).await;
    import(&library, &table, &table.layout).await;
    let agenda = library.agenda(None, now(), east()).await.unwrap();
    let groups = [&agenda.overdue, &agenda.today, &agenda.this_week, &agenda.later];
    let terms: usize = groups.iter().map(|group| group.items.len()).sum();
    assert_eq!(terms, 0, "what ended long ago with nothing wrong asks for nothing");
}

#[tokio::test]
async fn what_was_never_charged_is_not_spent() {
    let (_folder, library) = library().await;
    let table = "商品,金额,下单时间,订单状态\n\
        话费一,30,2025-11-01 10:00,支付失败\n话费二,30,2025-11-02 10:00,失败\n\
        话费三,30,2025-11-03 10:00,支付超时\n话费四,30,2025-11-04 10:00,充值失败\n";
    let table = open(&library, table).await;
    assert_eq!(import(&library, &table, &table.layout).await, 4);
    let rows = library.orders(OrderQuery::default(), now()).await.unwrap();
    let paid: Vec<_> = rows.iter().filter(|row| row.paid_at.is_some()).collect();
    let names: Vec<&str> = paid.iter().map(|row| row.summary.name.as_str()).collect();
    assert_eq!(names, ["话费四"], "goods that did not come were paid for");
    assert_eq!(paid[0].axes.order, OrderState::Failed);
    assert!(rows.iter().all(|row| row.shown.is_some()), "the platform's words stay");
}
