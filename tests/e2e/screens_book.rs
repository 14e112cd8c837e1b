//! The README's pictures of the order book, from the real app; made by `cargo xtask screens`.

use app::{
    CategoryId, EvidenceKind, Library, Milestone, MoneyBack, OrderEvent, OrderId, Pasted, Problem,
    RecordForm,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::{SignedDuration, Timestamp};
use model::Fen;
use tests::harness::{Display, Home, Key, Launch, Page, wait_for};

use crate::record::{self, now};
use crate::sizes::look;
use crate::steps::natural_size;

/// Category, goods, 元, whom for, platform, days ago, what the platform writes.
type Bought =
    (&'static str, &'static str, &'static str, &'static str, &'static str, i64, &'static str);

const BOUGHT: [Bought; 11] = [
    ("phone_credit", "中国移动话费 100 元", "99.80", "妈妈", "官方营业厅", 0, "充值中"),
    ("game_topup", "原神 创世结晶 6480", "648.00", "", "米哈游商城", 1, "交易成功"),
    ("membership", "视频会员 年卡", "178.00", "", "京东", 2, "充值失败"),
    ("game_card", "Steam 钱包码 50 美元", "372.00", "", "街角数码", 3, "已发货"),
    ("phone_credit", "中国电信话费 50 元", "49.75", "爷爷", "支付宝", 5, "充值成功"),
    ("gift_card", "沃尔玛电子卡 500 元", "500.00", "", "微信小程序", 6, "交易成功"),
    ("game_topup", "王者荣耀 6480 点券", "648.00", "弟弟", "腾讯充值", 8, "充值成功"),
    ("membership", "音乐会员 季卡", "40.00", "", "淘宝", 12, "交易成功"),
    ("phone_credit", "中国联通流量包 10GB", "30.00", "爸爸", "官方营业厅", 16, "充值成功"),
    ("software_key", "办公软件 激活码", "299.00", "", "某宝数码店", 25, "退款中"),
    ("phone_credit", "中国移动话费 100 元", "99.80", "妈妈", "官方营业厅", 31, "充值成功"),
];

#[test]
#[ignore = "draws the README's pictures; run by `cargo xtask screens`"]
fn screens_of_the_book() {
    let (home, display) = (Home::new(), Display::start());
    record::with(&home, async |library| {
        let mut orders = Vec::new();
        // The first of them was bought last.
        for bought in BOUGHT.into_iter().rev() {
            orders.push(put(library, bought).await);
        }
        orders.reverse();
        went_wrong(library, &orders[2], Problem::NotDelivered).await;
        let part = MoneyBack {
            amount: Fen(9_900),
            at: now() - SignedDuration::from_hours(4),
            to: Some("微信零钱".to_owned()),
            note: None,
        };
        library.record(orders[9].clone(), OrderEvent::Refunded(part), now()).await.expect("money");
        for (at, kind) in [(0, EvidenceKind::Payment), (2, EvidenceKind::Payment)] {
            let shot = Pasted::Base64(STANDARD.encode(crate::screenshots::LIGHT));
            let (order, name) = (orders[at].clone(), "付款成功.png".to_owned());
            library.attach_pasted(order, name, shot, kind, now()).await.expect("a piece");
        }
        let shot = Pasted::Base64(STANDARD.encode(crate::screenshots::DARK));
        let (order, name) = (orders[2].clone(), "订单详情.jpg".to_owned());
        let kind = EvidenceKind::OrderPage;
        library.attach_pasted(order, name, shot, kind, now()).await.expect("a piece");
    });
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    look(page, "zh-CN", "light");
    for id in ["notify-no", "dismiss-missed"] {
        if let Some(button) = page.find_all(&format!("[data-testid='{id}']")).first() {
            page.click(button);
        }
    }
    for (theme, dark) in [("light", false), ("dark", true)] {
        look(page, "zh-CN", theme);
        page.click(&page.test_id("nav-home"));
        page.test_id("home-due");
        if !dark {
            page.keep_picture("home-zh-light");
        }
        page.click(&page.test_id("nav-orders"));
        page.test_id("line-due");
        if dark {
            page.keep_picture("orders-zh-dark");
        }
    }
    look(page, "zh-CN", "light");
    page.click(&page.test_id("nav-deadlines"));
    page.test_id("agenda-item");
    page.keep_picture("deadlines-zh-light");
    page.press(&[Key::Control, Key::Character('k')]);
    page.write(&page.test_id("palette-input"), "hf");
    wait_for("what is found", || (page.find_all("[role='option']").len() > 2).then_some(()));
    page.keep_picture("palette-zh-light");
    page.press(&[Key::Escape]);
    trouble(page);
    app.close();
}

/// The order that something is wrong with.
fn trouble(page: &Page) {
    page.click(&page.test_id("nav-orders"));
    page.test_id("order-line");
    page.click(&page.named("link", "视频会员 年卡"));
    wait_for("both pictures", || {
        let shown = page.find_all("[data-testid='evidence-tile'] img");
        (shown.iter().filter(|image| natural_size(page, image).is_some()).count() == 2)
            .then_some(())
    });
    page.keep_picture("trouble-zh-light");
    page.click(&page.test_id("to-case"));
    page.test_id("found");
    page.keep_picture("case-zh-light");
    page.click(&page.test_id("tab-letter"));
    page.test_id("letter-facts");
    page.keep_picture("letter-zh-light");
    page.click(&page.test_id("tab-channel"));
    page.test_id("rung-chat");
    page.keep_picture("channel-zh-light");
}

async fn put(library: &Library, bought: Bought) -> OrderId {
    let (category, name, total, whom, shop, days, shown) = bought;
    let form = RecordForm {
        category: Some(CategoryId(category.to_owned())),
        name: name.to_owned(),
        quantity: "1".to_owned(),
        total: total.to_owned(),
        recipient_label: whom.to_owned(),
        shop: shop.to_owned(),
        paid_at: Some(now() - SignedDuration::from_mins(days * 24 * 60 + 25)),
        shown: shown.to_owned(),
        ..RecordForm::default()
    };
    library.record_order(form, now()).await.expect("an order").order
}

async fn went_wrong(library: &Library, order: &OrderId, problem: Problem) {
    let what = OrderEvent::CaseSet { problem: Some(problem), circumstances: Vec::new() };
    library.record(order.clone(), what, now()).await.expect("a case");
    for (milestone, hours) in [(Milestone::Contacted, 44), (Milestone::RefundRequested, 20)] {
        let at: Timestamp = now() - SignedDuration::from_hours(hours);
        let told = OrderEvent::Reached { milestone, at, until: None, note: None };
        library.record(order.clone(), told, now()).await.expect("a report");
    }
}
