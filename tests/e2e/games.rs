//! Game top-ups: the server that a UID names, and the account system that a page sells for.

use tests::harness::{Display, Home, Launch, Page, wait_for};

use crate::steps::{all, choose, has_standing, has_verdict, is_told, paste_page};

#[test]
fn a_genshin_uid_names_its_server_and_stops_for_another() {
    let (home, display) = (Home::new(), Display::start());
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("category-game_topup"));
    choose(page, "need-game", "原神");
    page.click(&page.test_id("face-64800"));
    page.write(&page.test_id("recipient"), "100200300");
    wait_for("the server that the UID names", || {
        let inferred = all(page, "recipient-inferred").pop()?;
        page.says(&inferred).contains("天空岛").then_some(())
    });
    paste_page(page, &genshin("天空岛", "100200300"));
    has_verdict(page, "clear");
    page.keep_picture("game-1-genshin-clear");

    // One digit at the front makes it another server's.
    page.rewrite(&page.test_id("recipient"), "500200300");
    has_verdict(page, "stop");
    has_standing(page, "recipient", "differs");
    is_found(page, "recipient_elsewhere", "世界树");
    page.keep_picture("game-2-genshin-other-server");

    // Even on a page that shows that very UID, it is not the server that was wanted.
    choose(page, "need-server", "天空岛");
    paste_page(page, &genshin("天空岛", "500200300"));
    has_verdict(page, "stop");
    is_found(page, "recipient_elsewhere", "世界树");

    page.rewrite(&page.test_id("recipient"), "10020030");
    is_told(page, "recipient", "只有 8 位");
    app.close();
}

#[test]
fn a_page_for_wechat_stops_a_purchase_for_qq() {
    let (home, display) = (Home::new(), Display::start());
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("category-game_topup"));
    choose(page, "need-game", "王者荣耀");
    page.click(&page.test_id("face-9800"));
    choose(page, "need-account_system", "QQ");
    choose(page, "need-platform", "安卓");
    choose(page, "need-server", "王者峡谷 1 区");
    page.write(&page.test_id("recipient"), "312345678");
    paste_page(page, &honor("微信"));
    has_verdict(page, "stop");
    has_standing(page, "account_system", "differs");
    has_standing(page, "platform", "same");
    page.keep_picture("game-3-wechat-for-qq");

    paste_page(page, &honor("QQ"));
    has_verdict(page, "clear");
    for field in ["account_system", "platform", "server", "recipient"] {
        has_standing(page, field, "same");
    }
    page.write(&page.test_id("second-entry"), "312345678");
    page.test_id("second-same");
    page.click(&page.test_id("to-confirm"));
    let slip = page.says(&page.test_id("slip"));
    for word in ["王者荣耀", "QQ", "安卓", "王者峡谷 1 区", "98.00"] {
        assert!(slip.contains(word), "the slip says {word}: {slip}");
    }
    page.keep_picture("game-4-honor-slip");
    page.click(&page.test_id("pay"));
    page.click(&page.test_id("after-paid"));
    page.test_id("to-evidence");
    app.close();
}

fn genshin(server: &str, uid: &str) -> String {
    format!(
        "确认订单\n游戏：原神\n商品：创世结晶 6480+1600\n面值：648元\n服务器：{server}\nUID：{uid}\n\
         数量：1\n应付金额：¥648.00"
    )
}

fn honor(accounts: &str) -> String {
    format!(
        "确认订单\n游戏：王者荣耀\n面值：98元\n账号类型：{accounts}\n系统：安卓\n\
         区服：王者峡谷 1 区\n充值账号：312345678\n数量：1\n应付金额：¥98.00"
    )
}

fn is_found(page: &Page, code: &str, words: &str) {
    let finding = page.test_id(&format!("finding-{code}"));
    let said = page.says(&finding);
    assert!(said.contains(words), "{code} names {words}: {said}");
}
