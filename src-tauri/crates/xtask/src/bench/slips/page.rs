//! What a shop's page says of a cart, in the ways that pages are laid out.

use std::fmt::Write;

use fastrand::Rng;
use model::Field;

use super::goods::Goods;
use super::people::pick;

/// What else stands on a page beside the cart itself.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Extras {
    /// An easily overlooked label in the title.
    pub(super) label: Option<&'static str>,
    /// The state of an order that is already closed.
    pub(super) closed: Option<&'static str>,
    /// What is charged beyond the sum, in 分.
    pub(super) surplus: i64,
    /// The page shows the whole recipient, whatever others do.
    pub(super) in_full: bool,
}

/// The same seed gives the same layout, so that a cart with a slip and the one without differ
/// in the slip alone.
pub(super) fn page(cart: &Goods, extras: Extras, seed: u64) -> String {
    let mut rng = Rng::with_seed(seed);
    let rng = &mut rng;
    if cart.category == "transfer" {
        return transfer(cart, extras, rng);
    }
    // A chat shows no state of an order.
    let styles = if extras.closed.is_some() { 5 } else { 6 };
    match rng.u8(..styles) {
        0 | 1 => labelled(cart, extras, rng),
        2 => confirmation(cart, extras, rng),
        3 => stacked(cart, extras, rng),
        4 => listing(cart, extras, rng),
        _ => chat(cart, extras, rng),
    }
}

/// 100 and 98.50, as prices are written.
pub(super) fn yuan(fen: i64) -> String {
    if fen % 100 == 0 { (fen / 100).to_string() } else { format!("{}.{:02}", fen / 100, fen % 100) }
}

fn price(fen: i64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

/// The name a shop gives the goods.
fn title(cart: &Goods, extras: Extras, rng: &mut Rng) -> String {
    let word = |field| cart.word(field).unwrap_or_default();
    let face = cart.face.map(yuan).unwrap_or_default();
    let brand = &cart.brand;
    let place = cart.word(Field::Province).unwrap_or("全国");
    let length = match (word(Field::Length), rng.bool()) {
        ("12个月", true) => "年卡",
        ("3个月", true) => "季卡",
        ("1个月", true) => "月卡",
        (other, _) => other,
    };
    let name = match cart.category {
        "phone_credit" => {
            format!("{place}{}话费充值{face}元", word(Field::Carrier))
        }
        "data_plan" => format!("{place}{}流量充值 {brand} {length}包", word(Field::Carrier)),
        "landline_broadband" => {
            let act = pick(rng, &["充值", "续费", "缴费"]);
            format!("{place}{}固话宽带{act}{face}元", word(Field::Carrier))
        }
        "game_topup" => format!("{} {brand} {face}元档 官方直充", word(Field::Game)),
        "game_card" => format!("{brand} {face}元 点卡 卡密自动发货"),
        "game_item" => format!("{} {brand} 道具代购", word(Field::Game)),
        "platform_coin" => format!("腾讯{brand} {face}元 自动充值"),
        "membership" => format!("{brand}{} {length} 直充", word(Field::Edition)),
        "software_key" => {
            format!("{brand} {} 激活码 {length} {}", word(Field::Edition), word(Field::Region))
        }
        "gift_card" => format!("{brand} {face}元 电子礼品卡 卡密"),
        "fuel_card" => format!("{brand}加油卡充值{face}元"),
        _ => format!("{brand} {} 实物发货", word(Field::Edition)),
    };
    let boast = pick(rng, &["", "", "", "【秒到】", "★", "官方 "]);
    let label = extras.label.map(|label| format!("【{label}】")).unwrap_or_default();
    format!("{boast}{label}{}", name.trim_end())
}

/// Each fact with a label a shop would put before it.
fn facts(cart: &Goods, rng: &mut Rng) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    if let Some(face) = cart.face.filter(|_| rng.u8(..5) > 0) {
        facts.push(("面值", format!("{}元", yuan(face))));
    }
    for (field, word) in &cart.words {
        let label = match field {
            Field::Carrier => pick(rng, &["运营商", "号码运营商"]),
            Field::Province => pick(rng, &["归属地", "省份"]),
            Field::Game => pick(rng, &["游戏", "游戏名称"]),
            Field::Server => pick(rng, &["区服", "服务器", "充值区服"]),
            Field::Platform => pick(rng, &["系统", "手机系统"]),
            Field::AccountSystem => pick(rng, &["账号类型", "登录方式"]),
            Field::Length => pick(rng, &["时长", "会员时长"]),
            Field::Edition => pick(rng, &["版本", "规格"]),
            Field::Region => pick(rng, &["地区", "区域"]),
            _ => continue,
        };
        // What stands in no title is always labelled.
        let elsewhere = matches!(field, Field::Server | Field::Platform | Field::AccountSystem);
        if elsewhere || rng.bool() {
            let word =
                if *field == Field::Carrier { format!("中国{word}") } else { word.clone() };
            facts.push((label, word));
        }
    }
    facts
}

/// The label of the recipient and what of it the page shows: all of it, a part, or nothing.
fn recipient(cart: &Goods, extras: Extras, rng: &mut Rng) -> Option<(&'static str, String)> {
    let recipient = cart.recipient.as_ref()?;
    let label = match recipient.kind {
        "cn_mobile" if cart.category == "physical" => "收货手机",
        "cn_mobile" => pick(rng, &["充值号码", "充值手机号", "手机号码"]),
        "cn_landline" => pick(rng, &["充值号码", "固话号码"]),
        "qq" => pick(rng, &["QQ号", "充值QQ", "充值账号"]),
        "wechat" => pick(rng, &["微信号", "充值账号"]),
        "email" => pick(rng, &["接收邮箱", "邮箱"]),
        "sinopec_card" => pick(rng, &["加油卡号", "卡号"]),
        "bank_card" => pick(rng, &["收款账号", "收款卡号"]),
        "other" => pick(rng, &["角色名", "角色名称"]),
        _ => pick(rng, &["UID", "游戏UID"]),
    };
    let value = &recipient.value;
    let shown = match rng.u8(..20) {
        0 if !extras.in_full => return None,
        1 | 2 if !extras.in_full && recipient.kind != "other" && value.is_ascii() => masked(value),
        3..6 if recipient.kind == "cn_mobile" => {
            let head = value.get(..3).unwrap_or(value);
            format!("{head} {}", value.get(3..).unwrap_or_default())
        }
        _ => value.clone(),
    };
    Some((label, shown))
}

fn masked(value: &str) -> String {
    let (name, host) = value.split_once('@').map_or((value, ""), |(name, host)| (name, host));
    let head = (name.len() / 3).min(3);
    let tail = if host.is_empty() { (name.len() / 3).min(4) } else { 0 };
    let at = if host.is_empty() { "" } else { "@" };
    format!("{}****{}{at}{host}", &name[..head], &name[name.len() - tail..])
}

fn colon(rng: &mut Rng) -> &'static str {
    pick(rng, &["\u{FF1A}", "\u{FF1A}", ": ", " "])
}

fn labelled(cart: &Goods, extras: Extras, rng: &mut Rng) -> String {
    let colon = colon(rng);
    let sign = pick(rng, &["\u{A5}", "\u{FFE5}"]);
    let mut text = String::from(pick(rng, &["确认订单\n", "订单信息\n", "请核对订单\n"]));
    let mut line = |label: &str, value: &str| {
        let _ = writeln!(text, "{label}{colon}{value}");
    };
    if let Some(state) = extras.closed {
        line("订单状态", state);
    }
    line("商品名称", &title(cart, extras, rng));
    for (label, value) in facts(cart, rng) {
        line(label, &value);
    }
    if let Some((label, value)) = recipient(cart, extras, rng) {
        line(label, &value);
    }
    line(pick(rng, &["单价", "价格", "售价"]), &format!("{sign}{}", price(cart.unit)));
    line(pick(rng, &["数量", "购买数量"]), &cart.quantity.to_string());
    if let Some((word, off)) = cart.off {
        line(word, &format!("-{sign}{}", price(off)));
    }
    let total = pick(rng, &["应付金额", "实付款", "合计", "应付总额"]);
    line(total, &format!("{sign}{}", price(cart.total() + extras.surplus)));
    text
}

fn confirmation(cart: &Goods, extras: Extras, rng: &mut Rng) -> String {
    let mut text = format!("{}\n", pick(rng, &["提交订单", "确认订单", "填写订单"]));
    let _ = writeln!(text, "{}旗舰店", pick(rng, &["云海", "百顺", "快点", "小满"]));
    let _ = writeln!(text, "{}", title(cart, extras, rng));
    if let Some(state) = extras.closed {
        let _ = writeln!(text, "{state}");
    }
    let _ = writeln!(text, "\u{FFE5}{}  \u{D7}{}", price(cart.unit), cart.quantity);
    for (label, value) in facts(cart, rng).into_iter().chain(recipient(cart, extras, rng)) {
        let _ = writeln!(text, "{label} {value}");
    }
    if let Some((word, off)) = cart.off {
        let _ = writeln!(text, "{word} -\u{FFE5}{}", price(off));
    }
    let _ =
        writeln!(text, "合计\u{FF1A}\u{FFE5}{}\n提交订单", price(cart.total() + extras.surplus));
    text
}

/// Labels and values on lines of their own, as tables are copied.
fn stacked(cart: &Goods, extras: Extras, rng: &mut Rng) -> String {
    let mut text = String::from("订单详情\n");
    let mut pair = |label: &str, value: &str| {
        let _ = writeln!(text, "{label}\n{value}");
    };
    pair("商品", &title(cart, extras, rng));
    if let Some(state) = extras.closed {
        pair("订单状态", state);
    }
    for (label, value) in facts(cart, rng).into_iter().chain(recipient(cart, extras, rng)) {
        pair(label, &value);
    }
    pair("单价", &format!("\u{A5}{}", price(cart.unit)));
    pair("数量", &cart.quantity.to_string());
    if let Some((word, off)) = cart.off {
        pair(word, &format!("-\u{A5}{}", price(off)));
    }
    pair("应付金额", &format!("\u{A5}{}", price(cart.total() + extras.surplus)));
    text
}

fn chat(cart: &Goods, extras: Extras, rng: &mut Rng) -> String {
    let colon = "\u{FF1A}";
    let mut text = format!("我{colon}在吗\n卖家{colon}在的亲\n");
    let _ = writeln!(text, "卖家{colon}{} 单价{}元", title(cart, extras, rng), yuan(cart.unit));
    for (label, value) in facts(cart, rng) {
        let _ = writeln!(text, "卖家{colon}{label}{colon}{value}");
    }
    let _ = writeln!(text, "我{colon}数量{colon}{}", cart.quantity);
    if let Some((label, value)) = recipient(cart, extras, rng) {
        let _ = writeln!(text, "我{colon}{label}{colon}{value}");
    }
    if let Some((word, off)) = cart.off {
        let _ = writeln!(text, "卖家{colon}{word}减{}元", yuan(off));
    }
    let _ = writeln!(text, "卖家{colon}一共{}元", yuan(cart.total() + extras.surplus));
    text
}

fn listing(cart: &Goods, extras: Extras, rng: &mut Rng) -> String {
    let mut text = String::from("首页 购物车 我的订单\n");
    let _ = writeln!(text, "{}", title(cart, extras, rng));
    if let Some(state) = extras.closed {
        let _ = writeln!(text, "订单状态\u{FF1A}{state}");
    }
    let _ =
        writeln!(text, "{} \u{A5}{}", pick(rng, &["到手价", "券后价", "价格"]), price(cart.unit));
    let _ = writeln!(text, "已售 {}000+", rng.u8(1..9));
    for (label, value) in facts(cart, rng).into_iter().chain(recipient(cart, extras, rng)) {
        let _ = writeln!(text, "{label}\u{FF1A}{value}");
    }
    let _ = writeln!(text, "数量\u{FF1A}{}", cart.quantity);
    if let Some((word, off)) = cart.off {
        let _ = writeln!(text, "{word}\u{FF1A}-\u{A5}{}", price(off));
    }
    let _ = writeln!(text, "合计\u{FF1A}\u{A5}{}\n立即支付", price(cart.total() + extras.surplus));
    text
}

fn transfer(cart: &Goods, extras: Extras, rng: &mut Rng) -> String {
    let colon = colon(rng);
    let mut text = String::from(pick(rng, &["确认转账\n", "转账\n", "转账到银行卡\n"]));
    if let Some((label, value)) = recipient(cart, extras, rng) {
        let label = if label.starts_with("收款") { label } else { "收款账号" };
        let _ = writeln!(text, "{label}{colon}{value}");
    }
    if let Some(state) = extras.closed {
        let _ = writeln!(text, "状态{colon}{state}");
    }
    let name = pick(rng, &["林*", "**华", "周*明"]);
    let _ = writeln!(text, "收款人{colon}{name}");
    let _ = writeln!(text, "转账金额{colon}\u{A5}{}", price(cart.total() + extras.surplus));
    text
}
