//! Orders that no check came before.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may end where it fails")]

use app::{
    Arrival, CategoryId, ErrorCode, InputErrorCode, Library, MoneyState, Move, MoveSource,
    OrderEvent, OrderState, PurchaseDraft, RecordForm, RecordedFrom,
};
use cases::deadline::TermState;
use jiff::Timestamp;
use model::{Field, Transition};

const PAGE: &str = "充值失败\n全国移动话费充值 100元\n实付款：¥99.80\n充值号码：13900139000\n\
    订单编号：20261101880012\n付款时间：2026-11-01 12:30:05\n收款方：某某网络科技有限公司";

fn at(minutes: i64) -> Timestamp {
    let start: Timestamp = "2026-11-22T06:00:00Z".parse().unwrap();
    start + jiff::SignedDuration::from_mins(minutes)
}

async fn library() -> (tempfile::TempDir, Library) {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path().to_owned(), at(0)).await.unwrap();
    (folder, library)
}

fn form() -> RecordForm {
    RecordForm {
        name: "移动话费 100 元".to_owned(),
        category: Some(CategoryId("phone_credit".to_owned())),
        total: "99.8".to_owned(),
        order_no: "20261101880012".to_owned(),
        paid_at: Some(at(-30)),
        shown: "充值失败".to_owned(),
        alert: "号码状态异常".to_owned(),
        arrival: Some(Arrival::Nothing),
        recipient: "139 0013 9000".to_owned(),
        quantity: "1".to_owned(),
        shop: "某某卡盟".to_owned(),
        seller: "小店".to_owned(),
        ..RecordForm::default()
    }
}

#[tokio::test]
async fn five_things_make_an_order_that_can_be_found_and_taken_back() {
    let (_folder, library) = library().await;
    let recorded = library.record_order(form(), at(0)).await.unwrap();
    let order = library.order(recorded.order.clone(), at(0)).await.unwrap();
    let row = &order.record.row;
    assert_eq!((row.axes.order, row.axes.money), (OrderState::Failed, MoneyState::Paid));
    assert_eq!(
        (row.arrival, row.recorded_from),
        (Some(Arrival::Nothing), Some(RecordedFrom::Hand))
    );
    assert_eq!(row.summary.recipient.as_deref(), Some("13900139000"), "as the checks write it");
    assert_eq!(
        (row.summary.shop.as_deref(), row.summary.seller.as_deref()),
        (Some("某某卡盟"), Some("小店"))
    );
    assert_eq!(row.notes, ["号码状态异常"]);
    assert!(order.check.is_none());
    let ways: Vec<_> = order.ways.iter().map(|way| way.id).collect();
    assert_eq!(ways, [cases::cancel::WayId::RefundFailed]);

    let again = library.look_at_record(form(), at(1)).await.unwrap();
    assert_eq!(again.same_number.len(), 1, "the number is known");
    let draft = library.buy_again(recorded.order, at(2)).await.unwrap();
    let draft: PurchaseDraft = library.draft(draft.id).await.unwrap();
    assert_eq!(draft.recipient, "13900139000");
}

#[tokio::test]
async fn a_pasted_order_page_is_read_and_kept() {
    let (_folder, library) = library().await;
    let pasted = RecordForm { page: PAGE.to_owned(), ..RecordForm::default() };
    let reading = library.look_at_record(pasted.clone(), at(0)).await.unwrap();
    assert_eq!(reading.page.text(Field::OrderNo), Some("20261101880012"));
    assert_eq!(reading.page.money(Field::Total).map(|fen| fen.0), Some(9_980));
    assert_eq!(reading.page.text(Field::Status), Some("充值失败"));
    let missing: Vec<_> = reading.errors.iter().map(|error| (error.field, error.code)).collect();
    assert!(missing.contains(&(Field::Total, InputErrorCode::Missing)), "{missing:?}");
    let refused = library.record_order(pasted, at(0)).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotReady);

    let whole = RecordForm { page: PAGE.to_owned(), ..form() };
    let recorded = library.record_order(whole, at(0)).await.unwrap();
    let row = library.order(recorded.order, at(0)).await.unwrap().record.row;
    assert_eq!(row.recorded_from, Some(RecordedFrom::Page));
    assert!(row.page_sha256.is_some(), "the page is kept with it");
    assert_eq!(row.summary.payee.as_deref(), Some("某某网络科技有限公司"));
}

#[tokio::test]
async fn what_contradicts_itself_or_is_to_come_is_not_recorded() {
    let (_folder, library) = library().await;
    let unpaid = RecordForm { paid_at: None, ..form() };
    let future = RecordForm { paid_at: Some(at(9)), ..form() };
    for (form, code) in [(unpaid, InputErrorCode::Missing), (future, InputErrorCode::Future)] {
        let reading = library.look_at_record(form.clone(), at(0)).await.unwrap();
        let found = reading.errors.iter().any(|e| (e.field, e.code) == (Field::PaidAt, code));
        assert!(found, "{:?}", reading.errors);
        assert!(library.record_order(form, at(0)).await.is_err());
    }
}

#[tokio::test]
async fn a_step_is_tried_before_it_is_recorded() {
    let (_folder, library) = library().await;
    let order = library.record_order(form(), at(0)).await.unwrap().order;
    let back = Move::to(OrderState::Unpaid, at(1), MoveSource::Seen);
    let judged = library.judge(order.clone(), back.clone()).await.unwrap();
    assert!(matches!(judged.transition, Transition::Impossible(_)), "{judged:?}");
    let refused = library.record(order.clone(), OrderEvent::Moved(back), at(1)).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::Impossible);
    let words = Move {
        shown: Some("退款处理中".to_owned()),
        ..Move::to(OrderState::Failed, at(1), MoveSource::Seen)
    };
    let judged = library.judge(order, words).await.unwrap();
    assert_eq!(judged.standing.unwrap().money, Some(MoneyState::Refunding));
    assert_eq!(judged.step.money, Some(MoneyState::Refunding), "the step as it will be recorded");
    assert_eq!(judged.to.money, MoneyState::Refunding, "and it is judged as a whole");
}

#[tokio::test]
async fn what_the_buyer_found_missing_is_owed_whatever_the_platform_says() {
    let (_folder, library) = library().await;
    let shown = "交易成功".to_owned();
    let said_done = RecordForm { shown, alert: String::new(), ..form() };
    let order = library.record_order(said_done, at(0)).await.unwrap().order;
    let row = library.order(order.clone(), at(0)).await.unwrap().record.row;
    assert_eq!((row.axes.order, row.arrival), (OrderState::Completed, Some(Arrival::Nothing)));
    let terms = library.deadlines_of(order, at(0)).await.unwrap().terms;
    let open = terms.iter().filter(|term| term.state == TermState::Open);
    let open: Vec<_> = open.map(|term| term.rule.0.as_str()).collect();
    assert!(open.contains(&"first_hour"), "{open:?}");
}

#[tokio::test]
async fn what_cannot_be_seen_is_no_part_of_what_was_bought() {
    let (_folder, library) = library().await;
    let name = "卡 \u{202E}50\u{200B}\u{202C} 元".to_owned();
    let order = library.record_order(RecordForm { name, ..form() }, at(0)).await.unwrap().order;
    let row = library.order(order, at(0)).await.unwrap().record.row;
    assert_eq!(row.summary.name, "卡 50 元");
}
