//! A fraud, begun from the home page: the police come before everybody else.

use tests::harness::{Display, Home, Launch, Page};

use super::moves::{
    Talk, answer, copy_letter, drop_on, follow, is, note, paste, put, to, write_letter,
};
use super::packet::pack;
use crate::record::paid_order;
use crate::steps::all;

#[test]
fn a_fraud_goes_from_home_to_the_police_and_a_packet() {
    let (home, display) = (Home::new(), Display::start());
    paid_order(&home);
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("nav-home"));
    page.test_id("home-wrong");
    page.keep_picture("case-fraud-1-home");
    page.click(&page.test_id("home-wrong"));
    page.click(&page.test_id("begin-pick"));
    answer(page, "what_happened", "looks_like_fraud");
    page.test_id("question-which_sign");
    page.keep_picture("case-fraud-2-question");
    answer(page, "which_sign", "more_money_wanted");
    page.test_id("fraud");
    page.test_id("next-urgent");
    is(page, "problem", "骗");
    page.keep_picture("case-fraud-3-found");
    page.click(&page.test_id("next-go"));
    page.test_id("rung-police");
    assert_eq!(access(page, "police"), "open");
    assert_ne!(access(page, "regulator"), "open", "a crime goes before a dispute");
    page.keep_picture("case-fraud-4-channel");
    to(page, "find");
    follow(page, "stop_payment");
    page.keep_picture("case-fraud-5-way");

    to(page, "letter");
    let police = Talk {
        with: Some("公安 110"),
        said: "已登记，请把聊天和付款记录带来",
        outcome: "waiting",
        until: None,
    };
    note(page, &police, "case-fraud-6-police");
    to(page, "evidence");
    put(page, &display, &home, "ordered");
    paste(page, &display, "billed");
    drop_on(page, &display, &home, "promised");
    put(page, &display, &home, "fraud_chat");
    page.keep_picture("case-fraud-7-evidence");

    to(page, "letter");
    let letter = write_letter(
        page,
        &[
            ("found_at", "付款后十分钟"),
            ("happened", "付款后对方要求再交200元解冻金才发货"),
            ("demand", "止付并告知处理结果"),
            ("pay_method", "微信支付"),
            ("payment_no", "4200001234202611221234567890"),
            ("respondent", "万福网络科技有限公司"),
        ],
    );
    assert!(letter.contains("解冻金"), "{letter}");
    page.keep_picture("case-fraud-8-letter");
    copy_letter(page, &display, &letter);
    let talk = Talk {
        with: None,
        said: "已经发起止付，明天回复",
        outcome: "promised",
        until: Some("tomorrow"),
    };
    note(page, &talk, "case-fraud-9-talk");
    page.keep_picture("case-fraud-10-log");

    to(page, "evidence");
    pack(page, &display, &home, &["T2026112200012", "官方营业厅"], "case-fraud-11");
    app.close();
}

fn access(page: &Page, channel: &str) -> String {
    let rung = all(page, &format!("rung-{channel}")).pop();
    rung.and_then(|rung| page.attribute(&rung, "data-access")).unwrap_or_default()
}
