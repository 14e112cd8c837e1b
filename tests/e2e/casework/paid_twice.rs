//! One purchase paid twice: a case of two orders, begun from the list of cases.

use app::{Library, LinkKind, OrderId, RecordForm};
use check::catalogue::CategoryId;
use tests::harness::{Display, Home, Launch, wait_for};

use super::moves::{
    End, Talk, close, copy_letter, drop_on, follow, is, note, put, to, write_letter,
};
use super::packet::pack;
use crate::record::{now, with};

#[test]
fn a_purchase_paid_twice_is_one_case_of_two_orders_to_its_end() {
    let (home, display) = (Home::new(), Display::start());
    with(&home, async |library| {
        let first = recorded(library, "H20261122001").await;
        let second = recorded(library, "H20261122002").await;
        library.link_orders(first, second, LinkKind::PaidTwice, now()).await.expect("a link");
    });
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("nav-cases"));
    page.test_id("begin-pick");
    page.keep_picture("case-twice-1-begin");
    page.click(&page.test_id("begin-pick"));
    page.test_id("found");
    is(page, "problem", "重复付款");
    assert_eq!(page.find_all("[data-testid='case-side'] .orders li").len(), 2);
    page.keep_picture("case-twice-2-found");
    follow(page, "duplicate_by_service");
    page.keep_picture("case-twice-3-way");

    to(page, "evidence");
    drop_on(page, &display, &home, "twice");
    for place in ["charged", "billed", "order_state"] {
        put(page, &display, &home, place);
    }
    page.keep_picture("case-twice-4-evidence");

    to(page, "letter");
    wait_for("both orders in the letter's facts", || {
        let facts = page.says(&page.test_id("letter-facts"));
        (facts.contains("H20261122001") && facts.contains("H20261122002")).then_some(())
    });
    let letter = write_letter(
        page,
        &[
            ("found_at", "付款后十分钟"),
            ("happened", "支付页卡住后又付了一次，两笔都扣了款"),
            ("demand", "退回重复支付的50元"),
        ],
    );
    assert!(letter.contains("H20261122001") && letter.contains("H20261122002"), "{letter}");
    page.keep_picture("case-twice-5-letter");
    copy_letter(page, &display, &letter);
    let talk = Talk {
        with: None,
        said: "核实过了，明天退第二单",
        outcome: "promised",
        until: Some("tomorrow"),
    };
    note(page, &talk, "case-twice-6-talk");
    page.keep_picture("case-twice-7-log");

    to(page, "evidence");
    let says = ["H20261122001", "H20261122002", "街角数码"];
    pack(page, &display, &home, &says, "case-twice-8");
    let end = End {
        outcome: "全额退回", returned: "50", lesson: "付款没反应先查账单再付"
    };
    close(page, &end, "case-twice-9");
    app.close();
}

async fn recorded(library: &Library, order_no: &str) -> OrderId {
    let form = RecordForm {
        category: Some(CategoryId("game_card".to_owned())),
        name: "点卡 50 元".to_owned(),
        quantity: "1".to_owned(),
        total: "50".to_owned(),
        shop: "街角数码".to_owned(),
        order_no: order_no.to_owned(),
        paid_at: Some(now()),
        ..RecordForm::default()
    };
    library.record_order(form, now()).await.expect("an order").order
}
