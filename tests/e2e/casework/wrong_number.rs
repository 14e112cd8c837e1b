//! A number that the buyer typed wrong, begun from the palette.

use tests::harness::{Display, Home, Key, Launch};

use super::moves::{
    End, Talk, add_to_letter, answer, close, copy_letter, follow, is, is_filled, note, paste, put,
    to, write_letter,
};
use super::packet::pack;
use crate::record::paid_order;

#[test]
fn a_wrong_number_goes_from_the_palette_to_a_packet_and_an_end() {
    let (home, display) = (Home::new(), Display::start());
    paid_order(&home);
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.test_id("nav-cases");
    page.press(&[Key::Control, Key::Character('k')]);
    page.write(&page.test_id("palette-input"), "csl");
    page.test_id("command-wrong");
    page.keep_picture("case-wrong-number-1-palette");
    page.press(&[Key::Enter]);
    page.click(&page.test_id("begin-pick"));
    answer(page, "what_happened", "chose_wrong");
    page.test_id("question-which_slip");
    page.keep_picture("case-wrong-number-2-question");
    answer(page, "which_slip", "wrong_number");
    is(page, "problem", "充错了号码");
    follow(page, "amend_info");
    page.keep_picture("case-wrong-number-3-way");

    to(page, "evidence");
    put(page, &display, &home, "paid");
    is_filled(page, "meant");
    paste(page, &display, "wrong_recipient");
    page.keep_picture("case-wrong-number-4-evidence");

    to(page, "letter");
    let facts = [("meant_recipient", "139****9008"), ("found_at", "付款后十分钟")];
    write_letter(page, &facts);
    add_to_letter(page, &[("cause", "号码末位看错了")]);
    let letter = write_letter(page, &[]);
    assert!(letter.contains("139****9008") && letter.contains("T2026112200012"), "{letter}");
    page.keep_picture("case-wrong-number-5-letter");
    copy_letter(page, &display, &letter);
    let talk = Talk {
        with: None, said: "号码改好了，马上重新充", outcome: "agreed", until: None
    };
    note(page, &talk, "case-wrong-number-6-talk");
    page.keep_picture("case-wrong-number-7-log");

    to(page, "evidence");
    pack(page, &display, &home, &["T2026112200012", "官方营业厅"], "case-wrong-number-8");
    let end = End {
        outcome: "订单改好了，或者能用上", returned: "", lesson: "付款前再念一遍号码"
    };
    close(page, &end, "case-wrong-number-9");
    app.close();
}
