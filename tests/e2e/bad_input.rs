//! What nobody should type or paste, typed and pasted: told, never repaired, nothing lost.

use std::time::{Duration, Instant};

use serde_json::Value;
use tests::harness::{Copied, Display, Home, Launch, Page, keysym, wait_for};

use crate::record::{self, LISTING, RECIPIENT};
use crate::steps::{all, has_standing, has_verdict, is_told, paste_page, put};

#[test]
fn a_number_that_cannot_be_is_told_with_its_character() {
    let (home, display) = (Home::new(), Display::start());
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("category-phone_credit"));
    page.click(&page.test_id("face-10000"));
    for (typed, words) in [
        ("139O0139000", "第 4 位是字母 O，应为数字 0？"),
        ("1390013900", "只有 10 位，应为 11 位"),
        ("139001390001", "有 12 位，应为 11 位"),
        ("139001390\u{FF10}\u{FF10}", "第 10 位、第 11 位是全角字符，已转成半角"),
        ("139\u{200B}00139000", "第 4 位有看不见的字符，已去掉"),
        ("1390013\u{202E}9000", "第 8 位"),
        ("10010", "这是服务热线"),
        ("13900138\u{5FEB}00", "第 9 位是"),
    ] {
        put(page, "recipient", typed);
        is_told(page, "recipient", words);
        let kept = page.says(&page.test_id("recipient"));
        assert_eq!(kept, typed, "what was typed stays as it was typed");
    }
    page.keep_picture("bad-1-number");

    for (field, typed, words) in [
        ("need-quantity", "0", "不能是 0"),
        ("need-quantity", "-1", "不能是负数"),
        ("need-quantity", "1.5", "认不出这个数"),
        ("need-face", "1000000000000", "数字太大"),
        ("need-face", "98.555", "最多两位小数"),
        ("need-face", "1O0", "第 2 位是「O」，应为 0？"),
        ("need-budget", "-5", "不能是负数"),
    ] {
        put(page, field, typed);
        is_told(page, field, words);
        assert_eq!(page.says(&page.test_id(field)), typed, "nothing is repaired");
        let blocked = page.attribute(&page.test_id("to-confirm"), "disabled").is_some();
        assert!(blocked, "{field} {typed} holds the purchase up");
        put(page, field, "1");
    }
    page.keep_picture("bad-2-amounts");
    app.close();
}

#[test]
fn an_unallocated_segment_passes_with_a_reason_and_a_wait() {
    let (home, display) = (Home::new(), Display::start());
    record::with(&home, async |library| {
        let mut settings = library.settings().await.expect("settings");
        // Shorter than the usual wait, and long enough to be seen.
        settings.thresholds.cool_down_seconds = 3;
        library.save_settings(&settings).await.expect("settings");
    });
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("category-phone_credit"));
    page.click(&page.test_id("face-10000"));
    let number = "12900139000";
    put(page, "recipient", number);
    is_told(page, "recipient", "129");
    paste_page(page, &LISTING.replace(RECIPIENT, number));
    page.write(&page.test_id("second-entry"), number);
    page.test_id("second-same");
    page.click(&page.test_id("to-confirm"));
    let reason = page.find("[data-testid='gate-reason'] input");
    let pay = || page.attribute(&page.test_id("pay"), "disabled");
    assert!(pay().is_some(), "not without a reason");
    page.write(&reason, "新放的号段，本人发来");
    page.write(&page.find("[data-testid='gate-reason'] input"), "。");
    let said = wait_for("the wait", || {
        let gate = all(page, "gate-cool_down").pop()?;
        let said = page.says(&gate);
        said.contains("还要等").then_some(said)
    });
    assert!(pay().is_some(), "not before the wait is over: {said}");
    page.keep_picture("bad-3-override");
    wait_for("the wait to be over", || pay().is_none().then_some(()));
    page.click(&page.test_id("pay"));
    page.click(&page.test_id("after-paid"));
    page.click(&page.test_id("to-evidence"));
    page.test_id("seal-hash");
    assert!(page.words().contains("新放的号段，本人发来。"), "the reason is sealed with it");
    app.close();
}

#[test]
fn wrong_sums_and_other_products_stop() {
    let (home, display) = (Home::new(), Display::start());
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("category-phone_credit"));
    page.click(&page.test_id("face-10000"));
    put(page, "recipient", RECIPIENT);

    paste_page(
        page,
        "手机话费充值\n面值：100元\n单价：¥99.80\n数量：2\n应付：¥299.60\n充值号码：13900139000",
    );
    has_verdict(page, "stop");
    page.test_id("finding-total_mismatch");
    has_standing(page, "quantity", "differs");

    paste_page(page, "腾讯视频VIP会员 12个月 年卡\n价格：¥198.00\n数量：1\nQQ号：312345678");
    has_verdict(page, "stop");
    has_standing(page, "category", "differs");
    page.keep_picture("bad-4-other-product");

    // Nothing at all: the comparison waits, and nothing is made up.
    paste_page(page, "   \n \t ");
    wait_for("the word that there is no page", || {
        page.says(&page.test_id("verdict")).contains("还没有页面可比").then_some(())
    });
    app.close();
}

#[test]
fn a_megabyte_is_read_while_the_page_answers() {
    let (home, display) = (Home::new(), Display::start());
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("category-phone_credit"));
    page.click(&page.test_id("face-10000"));
    put(page, "recipient", RECIPIENT);
    let line = "猜你喜欢 <b>话费</b> 100元 13800138000 ¥98.5 x10 已售 2 万+ 全国联通\n";
    let long = format!("{LISTING}\n{}", line.repeat((1 << 20) / line.len()));
    let copied =
        Copied::new(&display, &["UTF8_STRING", "text/plain;charset=utf-8"], long.as_bytes());
    let started = Instant::now();
    page.click(&page.test_id("page-input"));
    display.focus_front();
    display.strike(&[keysym::CONTROL, u32::from('v')]);
    page.test_id("page-text");
    let mut longest = Duration::ZERO;
    wait_for("the answer to a megabyte", || {
        let asked = Instant::now();
        let said = page.says(&page.test_id("page-text"));
        longest = longest.max(asked.elapsed());
        (!said.is_empty() && !page.find_all("mark").is_empty()).then_some(())
    });
    println!(
        "1 MB pasted and read in {:?}; the page's longest silence {longest:?}",
        started.elapsed()
    );
    assert!(started.elapsed() < Duration::from_secs(8), "{:?}", started.elapsed());
    assert!(longest < Duration::from_secs(3), "the page was silent for {longest:?}");
    drop(copied);
    // It still takes what is typed.
    put(page, "recipient", "13900139001");
    has_verdict(page, "stop");
    page.keep_picture("bad-5-megabyte");
    app.close();
}

const HOSTILE: &str =
    "<img src=x onerror=\"window.__x=1\"><script>window.__x=1</script><b>100\u{5143}</b>";

#[test]
fn markup_in_every_field_is_text() {
    let (home, display) = (Home::new(), Display::start());
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("category-phone_credit"));
    let before = elements(page);
    for id in [
        "need-name",
        "need-face",
        "need-budget",
        "need-carrier",
        "need-province",
        "need-shop",
        "need-purpose",
        "recipient-label",
        "recipient",
        "need-quantity",
    ] {
        put(page, id, HOSTILE);
    }
    paste_page(page, &format!("{LISTING}\n{HOSTILE}\n店铺：{HOSTILE}\n收款方：{HOSTILE}"));
    is_told(page, "need-face", "这里只能填数字");
    has_standing(page, "total_fen", "not_asked");
    wait_for("the page's marks", || (!page.find_all("mark").is_empty()).then_some(()));
    assert_eq!(elements(page), before, "no element came of it");
    page.keep_picture("bad-6-markup");

    // And on, through the card into the order.
    put(page, "need-face", "100");
    put(page, "need-quantity", "1");
    put(page, "need-budget", "");
    put(page, "need-carrier", "");
    put(page, "need-province", "");
    put(page, "recipient", RECIPIENT);
    page.write(&page.test_id("second-entry"), RECIPIENT);
    page.test_id("second-same");
    page.click(&page.test_id("to-confirm"));
    give_reasons(page);
    assert_eq!(elements(page), before, "none on the card");
    page.click(&page.test_id("pay"));
    page.click(&page.test_id("after-paid"));
    page.click(&page.test_id("to-evidence"));
    page.click(&page.test_id("step-noted"));
    page.write(&page.test_id("step-text"), HOSTILE);
    page.click(&page.test_id("step-save"));
    wait_for("the note", || page.words().contains("onerror").then_some(()));
    assert_eq!(elements(page), before, "none on the order");
    page.click(&page.test_id("nav-orders"));
    page.write(&page.test_id("search"), "<script>");
    wait_for("the order, found by its markup", || all(page, "order-line").pop());
    assert_eq!(elements(page), before, "none in the list");
    app.close();
}

/// Where something still differs, why it is bought all the same; then the wait.
fn give_reasons(page: &Page) {
    for input in page.find_all("[data-testid='gate-reason'] input") {
        page.write(&input, HOSTILE);
    }
    wait_for("the gates to open", || {
        page.attribute(&page.test_id("pay"), "disabled").is_none().then_some(())
    });
}

/// What markup would have made: elements, a value of its own, and whether it ran.
fn elements(page: &Page) -> Value {
    let script = "return [document.querySelectorAll('script').length, \
        document.querySelectorAll('img[src=x]').length, \
        document.querySelectorAll('main b').length, typeof window.__x]";
    page.run(script, &[]).expect("an answer")
}
