//! Orders beyond the check: recorded by hand or from their page, moved, linked, put away.

use std::time::Duration;

use tests::harness::{Display, Home, Key, Launch, Page, wait_for};

use crate::record::paid_order;
use crate::steps::{all, is_toasted, open_order, paste_page};

const ORDER_PAGE: &str = "充值失败\n全国移动话费充值 100元\n实付款：¥99.80\n充值号码：13900139000\n\
    订单编号：20261101880012\n付款时间：2026-11-01 12:30:05\n收款方：某某网络科技有限公司";

#[test]
fn an_order_is_recorded_from_its_page_and_its_ways_are_shown() {
    let (home, display) = (Home::new(), Display::start());
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("nav-orders"));
    page.click(&page.test_id("record-order"));
    page.test_id("record-page");
    page.keep_picture("book-1-record-empty");
    assert!(!enabled(page, "record-save"), "nothing is known of it yet");

    paste_page(page, ORDER_PAGE);
    has_value(page, "record-number", "20261101880012");
    has_value(page, "record-total", "99.80");
    has_value(page, "record-shown", "充值失败");
    has_value(page, "record-time", "2026-11-01 12:30");
    page.write(&page.test_id("record-alert"), "页面说号码状态异常");
    page.click(&page.test_id("record-arrival-nothing"));
    page.keep_picture("book-2-record-read");
    wait_for("the form to be whole", || enabled(page, "record-save").then_some(()));
    page.click(&page.test_id("record-save"));

    is_toasted(page, "已记下这一单");
    wait_for("the order", || page.says(&page.test_id("axis-order")).contains("失败").then_some(()));
    assert_eq!(page.says(&page.test_id("arrival")), "没到账");
    assert_eq!(page.says(&page.test_id("shown")), "充值失败");
    page.test_id("way-refund_failed");
    page.keep_picture("book-3-recorded");

    page.click(&page.test_id("nav-orders"));
    page.click(&page.test_id("record-order"));
    page.write(&page.test_id("record-number"), "20261101880012");
    page.test_id("record-same");
    app.close();
}

#[test]
fn a_step_is_tried_told_and_taken_back() {
    let (home, display) = (Home::new(), Display::start());
    paid_order(&home);
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    open_order(page);
    page.test_id("way-cancel_by_service");

    // The platform's words move it by themselves.
    page.click(&page.test_id("step-moved"));
    page.write(&page.test_id("move-shown"), "订单异常，请联系客服");
    wait_for("the step to be ready", || enabled(page, "move-save").then_some(()));
    page.keep_picture("book-4-move");
    page.click(&page.test_id("move-save"));
    is_axis(page, "axis-order", "异常");

    // Back to “paid” is a step back and wants a reason.
    page.click(&page.test_id("step-moved"));
    page.write(&page.test_id("move-shown"), "等待卖家发货");
    page.test_id("move-unusual");
    assert!(!enabled(page, "move-save"), "no reason is given yet");
    page.write(&page.test_id("move-reason"), "客服说重新排队");
    wait_for("the step to be ready", || enabled(page, "move-save").then_some(()));
    page.click(&page.test_id("move-save"));
    is_axis(page, "axis-order", "已付款");

    // What was paid for is not awaiting payment again.
    page.click(&page.test_id("step-moved"));
    page.write(&page.test_id("move-shown"), "待付款");
    page.test_id("move-impossible");
    page.keep_picture("book-5-impossible");
    assert!(!enabled(page, "move-save"));
    page.press(&[Key::Escape]);

    page.click(&page.test_id("step-refunded"));
    page.rewrite(&page.test_id("refund-amount"), "30");
    page.click(&page.test_id("refund-save"));
    is_axis(page, "axis-money", "部分退款");
    page.keep_picture("book-6-partly-refunded");
    page.click(&page.test_id("undo"));
    is_axis(page, "axis-money", "已付");
    app.close();
}

#[test]
fn orders_are_tagged_linked_merged_and_put_away() {
    let (home, display) = (Home::new(), Display::start());
    paid_order(&home);
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("nav-orders"));
    page.click(&page.test_id("record-order"));
    page.write(&page.test_id("record-name"), "补发的话费");
    page.write(&page.test_id("record-total"), "99.8");
    page.write(&page.test_id("record-number"), "B-77");
    wait_for("the form to be whole", || enabled(page, "record-save").then_some(()));
    page.click(&page.test_id("record-save"));
    page.click(&page.test_id("tag-add"));
    page.write(&page.test_id("tag-input"), "报销");
    page.press(&[Key::Enter]);
    wait_for("the tag", || page.says(&page.test_id("tags")).contains("报销").then_some(()));

    page.click(&page.test_id("link-add"));
    choose_other(page);
    page.click(&page.test_id("link-save"));
    wait_for("the link", || page.says(&page.test_id("links")).contains("换成了").then_some(()));
    page.keep_picture("book-7-linked");
    page.click(&page.find("[data-testid='links'] button[aria-label='取消关联']"));
    is_toasted(page, "取消关联");

    page.click(&page.test_id("merge-add"));
    choose_other(page);
    page.click(&page.test_id("link-save"));
    is_toasted(page, "并入另一条记录");
    page.click(&page.test_id("nav-orders"));
    wait_for("one line to be left", || (all(page, "order-line").len() == 1).then_some(()));

    open_order(page);
    page.click(&page.test_id("trash"));
    page.test_id("gone");
    page.keep_picture("book-8-trash");
    page.click(&page.test_id("nav-orders"));
    wait_for("no line to be left", || all(page, "order-line").is_empty().then_some(()));
    page.run("history.back()", &[]).expect("a step back");
    page.click(&page.test_id("restore"));
    wait_for("it to be back", || all(page, "gone").is_empty().then_some(()));
    app.close();
}

/// The other order of a pair: what was typed stays, and what fits nothing finds nothing.
fn choose_other(page: &Page) {
    let other = "[data-testid='link-dialog'] input[type='radio']";
    page.find(other);
    page.write(&page.test_id("link-find"), "没有这一单");
    wait_for("nothing to be found", || page.find_all(other).is_empty().then_some(()));
    has_value(page, "link-find", "没有这一单");
    page.rewrite(&page.test_id("link-find"), "13900139000");
    page.click(&page.find(other));
    has_value(page, "link-find", "13900139000");
}

fn enabled(page: &Page, id: &str) -> bool {
    std::thread::sleep(Duration::from_millis(20));
    page.attribute(&page.test_id(id), "disabled").is_none()
}

fn has_value(page: &Page, id: &str, value: &str) {
    wait_for(&format!("`{value}` in {id}"), || {
        (page.says(&page.test_id(id)) == value).then_some(())
    });
}

fn is_axis(page: &Page, id: &str, word: &str) {
    wait_for(&format!("{id} to be {word}"), || {
        page.says(&page.test_id(id)).contains(word).then_some(())
    });
}
