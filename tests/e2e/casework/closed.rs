//! Money that was taken while the trade was closed, begun from a term that ran out.

use app::{Library, Milestone, OrderEvent, OrderId, RecordForm};
use check::catalogue::CategoryId;
use jiff::SignedDuration;
use tests::harness::{Display, Home, Launch, wait_for};

use super::moves::{
    Talk, answer, answer_anew, copy_letter, follow, is, note, put, put_by, to, write_letter,
};
use super::packet::pack;
use crate::record::{RECIPIENT, now, with};
use crate::steps::all;

#[test]
fn a_trade_closed_without_notice_goes_from_a_term_to_a_packet() {
    let (home, display) = (Home::new(), Display::start());
    with(&home, async |library| {
        let order = bought(library).await;
        let told = OrderEvent::Reached {
            milestone: Milestone::Contacted,
            at: now() - SignedDuration::from_hours(30),
            until: None,
            note: None,
        };
        library.record(order, told, now()).await.expect("a report");
    });
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("nav-deadlines"));
    page.test_id("agenda-overdue");
    page.keep_picture("case-closed-1-term");
    page.click(&page.find("[data-testid='agenda-overdue'] [data-testid='agenda-case']"));
    answer(page, "what_happened", "nothing_came");
    page.test_id("found");
    answer_anew(page, "order_shows", "no_order");
    is(page, "problem", "没有生成订单");
    page.keep_picture("case-closed-2-found");
    follow(page, "refund_unformed");
    page.keep_picture("case-closed-3-way");

    to(page, "evidence");
    let slot = page.find("[data-slot-kind='payment_closed']");
    assert_eq!(page.attribute(&slot, "data-met").as_deref(), Some("false"));
    page.test_id("closed-missing");
    page.keep_picture("case-closed-4-missing");
    put_by(page, &display, &home, "closed", "closed-put");
    wait_for("the warning to go", || all(page, "closed-missing").is_empty().then_some(()));
    for place in ["charged", "popup"] {
        put(page, &display, &home, place);
    }
    page.keep_picture("case-closed-5-evidence");

    to(page, "letter");
    let letter = write_letter(
        page,
        &[
            ("found_at", "付款后十分钟"),
            ("happened", "付款后页面跳回首页，订单列表里查不到这一单"),
            ("demand", "补上订单，补不上就退款99.80元"),
            ("pay_method", "微信支付"),
            ("payment_no", "4200001234202611221234567890"),
        ],
    );
    assert!(letter.contains("4200001234202611221234567890"), "{letter}");
    page.keep_picture("case-closed-6-letter");
    copy_letter(page, &display, &letter);
    let talk = Talk {
        with: None,
        said: "系统显示交易关闭，查不到这笔款",
        outcome: "refused",
        until: None,
    };
    note(page, &talk, "case-closed-7-talk");
    page.keep_picture("case-closed-8-log");

    to(page, "evidence");
    pack(page, &display, &home, &["移动话费 100 元", "官方营业厅"], "case-closed-9");
    page.click(&page.test_id("nav-cases"));
    let line = page.says(&page.test_id("case-line"));
    assert!(line.contains("下一步"), "it goes on: {line}");
    page.keep_picture("case-closed-10-open");
    app.close();
}

/// Two days ago, and the platform has no order of it.
async fn bought(library: &Library) -> OrderId {
    let form = RecordForm {
        category: Some(CategoryId("phone_credit".to_owned())),
        name: "移动话费 100 元".to_owned(),
        face_value: "100".to_owned(),
        quantity: "1".to_owned(),
        total: "99.80".to_owned(),
        shop: "官方营业厅".to_owned(),
        recipient: RECIPIENT.to_owned(),
        paid_at: Some(now() - SignedDuration::from_hours(48)),
        ..RecordForm::default()
    };
    library.record_order(form, now()).await.expect("an order").order
}
