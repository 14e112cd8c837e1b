//! Goods that are shown as done and never came, begun from the order.

use tests::harness::{Display, Home, Launch};

use super::moves::{
    End, Talk, answer, answer_anew, close, copy_letter, follow, is, note, put, to, write_letter,
};
use super::packet::pack;
use crate::record::paid_order;
use crate::steps::open_order;

#[test]
fn goods_that_never_came_go_from_the_order_to_a_packet_and_an_end() {
    let (home, display) = (Home::new(), Display::start());
    paid_order(&home);
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    open_order(page);
    page.click(&page.test_id("to-case"));
    page.test_id("question-what_happened");
    page.keep_picture("case-never-came-1-question");
    answer(page, "what_happened", "nothing_came");
    page.test_id("found");
    // The record says that nothing was made yet; the buyer knows better.
    answer_anew(page, "order_shows", "shown_as_done");
    is(page, "problem", "没有到账");
    page.keep_picture("case-never-came-2-found");
    follow(page, "resupply");
    page.keep_picture("case-never-came-3-way");

    to(page, "evidence");
    for place in ["paid", "order_state", "signed_in", "looked_up"] {
        put(page, &display, &home, place);
    }
    page.keep_picture("case-never-came-4-evidence");

    to(page, "letter");
    let letter = write_letter(
        page,
        &[
            ("found_at", "付款后十分钟"),
            ("happened", "话费余额和付款前一样"),
            ("demand", "重新补发，补发不了就全额退款100元"),
        ],
    );
    assert!(letter.contains("T2026112200012"), "{letter}");
    page.keep_picture("case-never-came-5-letter");
    copy_letter(page, &display, &letter);
    let talk = Talk {
        with: None, said: "系统处理中，请耐心等待", outcome: "waiting", until: None
    };
    page.click(&page.test_id("next-go"));
    page.test_id("contact-dialog");
    note(page, &talk, "case-never-came-6-talk");
    is(page, "talk-stalls", "只说在处理");
    page.keep_picture("case-never-came-7-log");

    to(page, "evidence");
    let says = ["T2026112200012", "官方营业厅", "没有到账"];
    pack(page, &display, &home, &says, "case-never-came-8");
    let end =
        End { outcome: "东西补到了", returned: "", lesson: "到账前先别确认收货" };
    close(page, &end, "case-never-came-9");
    app.close();
}
