//! A table that the app wrote comes in again as it went out.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may end where it fails")]

use app::{
    Arrival, Library, OrderQuery, OrderRow, OutColumn, OutSheet, OutTable, OutWords, TableFormat,
    Work,
};
use jiff::Timestamp;
use jiff::tz::{TimeZone, offset};
use ledger::Wanted;
use model::OrderState;

const TABLE: &str = "订单号,平台,商品,金额,付款时间,订单状态,收货号,备注,标签,数量,到账\n\
    2025110100012345678,淘宝,移动话费 100 元,99.80,2025-11-01 10:00:05,交易成功,13900139000,给妈妈,话费;家里,1,是\n\
    2025110200022345678,拼多多,=1+1 会员,15.00,2025-11-02 11:01:00,已发货,,\"+86 打过电话\n说明天到\",,2,\n\
    ,京东,\"E卡, \"\"500\"\"\",500,2025-11-03 12:00:00,已付款,,@客服,,1,否\n";

fn now() -> Timestamp {
    "2025-11-22T06:00:00Z".parse().unwrap()
}

fn east() -> TimeZone {
    TimeZone::fixed(offset(8))
}

fn words() -> OutWords {
    use OutColumn as C;
    let columns = [
        (C::OrderNo, "订单号"),
        (C::Platform, "平台"),
        (C::Category, "类别"),
        (C::Goods, "商品"),
        (C::Quantity, "数量"),
        (C::Total, "金额"),
        (C::Refunded, "已退款"),
        (C::OrderState, "订单状态"),
        (C::MoneyState, "资金状态"),
        (C::Arrival, "到货情况"),
        (C::Shown, "平台显示的状态"),
        (C::RecipientName, "收货人"),
        (C::Recipient, "收货号"),
        (C::Seller, "卖家"),
        (C::Payee, "收款方"),
        (C::CreatedAt, "记录时间"),
        (C::PaidAt, "付款时间"),
        (C::Tags, "标签"),
        (C::Notes, "备注"),
        (C::Id, "核单编号"),
    ];
    let states = [
        (OrderState::Paid, "已付款"),
        (OrderState::Issued, "处理中"),
        (OrderState::Completed, "已完成"),
    ];
    let arrivals = [(Arrival::Whole, "全部到账"), (Arrival::Nothing, "没到账")];
    OutWords {
        sheets: [(OutSheet::Orders, "订单".to_owned())].into(),
        columns: columns.map(|(column, word)| (column, word.to_owned())).into(),
        orders: states.map(|(state, word)| (state, word.to_owned())).into(),
        arrivals: arrivals.map(|(arrival, word)| (arrival, word.to_owned())).into(),
        and: "、".to_owned(),
        ..OutWords::default()
    }
}

/// What a table can hold of an order.
fn said(row: &OrderRow) -> impl PartialEq + std::fmt::Debug + use<> {
    let summary = &row.summary;
    (
        (row.order_no.clone(), summary.name.clone(), summary.total, summary.quantity),
        (summary.shop.clone(), summary.recipient.clone(), summary.recipient_kind.clone()),
        (row.paid_at, row.axes, row.arrival, row.shown.clone()),
        (row.notes.clone(), row.tags.clone()),
    )
}

#[tokio::test]
async fn what_went_out_comes_in_again_and_is_known_at_home() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path().join("one"), now()).await.unwrap();
    take_in(&library, "orders.csv", TABLE.as_bytes().to_vec(), 3).await;
    let ours = library.orders(OrderQuery::default(), now()).await.unwrap();
    for (format, name) in [(TableFormat::Csv, "out.csv"), (TableFormat::Xlsx, "out.xlsx")] {
        let to = folder.path().join(name);
        let table = OutTable { format, which: Wanted::All, full: true, words: words() };
        library
            .export_table(to.clone(), table, now().to_zoned(east()), Work::default())
            .await
            .unwrap();
        let other = Library::open(folder.path().join(name.replace('.', "-")), now()).await.unwrap();
        let (_, bytes) = ledger::read_file(to, 1 << 20).unwrap();
        take_in(&other, name, bytes.clone(), 3).await;
        let theirs = other.orders(OrderQuery::default(), now()).await.unwrap();
        let all = |rows: &[OrderRow]| rows.iter().map(said).collect::<Vec<_>>();
        assert_eq!(all(&theirs), all(&ours), "{name}");
        // At home it brings nothing new.
        let table = library.open_table_bytes(name.to_owned(), bytes).await.unwrap();
        let seen = library.preview_table(table.token, table.layout, now(), east()).await.unwrap();
        assert_eq!((seen.ready, seen.doubles), (0, 3), "{name}: {:?}", seen.faults);
    }
}

async fn take_in(library: &Library, name: &str, bytes: Vec<u8>, count: u32) {
    let table = library.open_table_bytes(name.to_owned(), bytes).await.unwrap();
    let (token, layout, work) = (table.token, table.layout, Work::default());
    let seen = library.preview_table(token, layout.clone(), now(), east()).await.unwrap();
    assert_eq!((seen.ready, seen.faults), (count, vec![]), "{name}");
    library.import_table(token, layout, now(), east(), work).await.unwrap();
}
