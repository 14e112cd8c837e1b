//! What frauds say stands in what is pasted: the warning is seen before anything else, and the
//! payment waits until it is acknowledged.

use tests::harness::{Display, Home, Key, Launch, Page, wait_for};

use crate::accessible::Broken;
use crate::record::{LISTING, RECIPIENT};
use crate::sizes::{fits, grow, look};
use crate::steps::{all, open_order, paste_page};

const HOSTILE: [(&str, &str); 5] = [
    ("客服：系统冻结了，先交 200 元解冻金才能发货", "pay_more"),
    ("卖家：别走平台，加微信转账给你便宜 5 块", "outside_platform"),
    ("卖家：亲，先点确认收货，我这边马上给你发卡密", "confirm_first"),
    ("客服：麻烦下载腾讯会议，打开屏幕共享，我教您退款", "screen_share"),
    ("客服：把收到的验证码发给我就能充值", "secrets_asked"),
];
const ORDINARY: [&str; 5] = [
    "温馨提示：谨防诈骗，客服不会向您索要验证码，请勿私下转账",
    "卡密自动发货，一经售出概不退换，请先兑换再确认收货",
    "付款方式：支付宝 / 微信支付，到账后请给个好评",
    "直充秒到，如充值失败将原路退款，不收手续费",
    "请勿相信刷单、返利等广告，平台不支持线下交易",
];

#[test]
fn what_frauds_say_is_seen_and_acknowledged_before_paying() {
    let (home, display) = (Home::new(), Display::start());
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("category-phone_credit"));
    page.click(&page.test_id("face-10000"));
    page.write(&page.test_id("recipient"), RECIPIENT);
    for ((said, id), right) in HOSTILE.into_iter().zip(ORDINARY) {
        paste_page(page, &format!("{LISTING}\n{said}"));
        page.test_id(&format!("fraud-{id}"));
        assert!(page.says(&page.test_id("verdict")).contains("先别付款"), "{said}");
        paste_page(page, &format!("{LISTING}\n{right}"));
        let gone = || all(page, "fraud").is_empty().then_some(());
        wait_for(&format!("no warning of {right}"), gone);
    }

    paste_page(page, &format!("{LISTING}\n{}", HOSTILE[0].0));
    page.test_id("fraud-pay_more");
    wait_for("the window", || display.shows_a_window().then_some(()));
    let mut broken = Broken::on(page);
    every_look(page, &display, &mut broken);

    page.write(&page.test_id("second-entry"), RECIPIENT);
    page.test_id("second-same");
    page.click(&page.test_id("to-confirm"));
    page.test_id("gate-warning");
    assert!(is_disabled(page, "pay"), "the warning was not acknowledged");
    page.click(&page.test_id("acknowledged"));
    wait_for("the way to pay", || (!is_disabled(page, "pay")).then_some(()));
    page.click(&page.test_id("pay"));
    page.click(&page.test_id("after-paid"));
    open_order(page);
    let sealed = page.says(&page.test_id("sealed-warnings"));
    assert!(sealed.contains("解冻金"), "sealed with the check: {sealed}");
    broken.none();
    app.close();
}

fn every_look(page: &Page, display: &Display, broken: &mut Broken<'_>) {
    for (width, height, language, theme) in
        [(900, 600, "en", "dark"), (1280, 800, "zh-CN", "light")]
    {
        grow(page, display, width, height);
        look(page, language, theme);
        page.click(&page.test_id("nav-check"));
        page.test_id("fraud-pay_more");
        let look = format!("{width}-{language}-{theme}");
        fits(page, "fraud-check", &look);
        broken.look(&format!("a sign of fraud, {look}"));
        page.click(&page.test_id("to-confirm"));
        page.test_id("acknowledged");
        fits(page, "fraud-confirm", &look);
        broken.look(&format!("a sign of fraud to acknowledge, {look}"));
        page.press(&[Key::Escape]);
    }
}

fn is_disabled(page: &Page, id: &str) -> bool {
    page.attribute(&page.test_id(id), "disabled").is_some()
}
