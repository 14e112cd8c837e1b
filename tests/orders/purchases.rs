//! Six years of purchases, unevenly spread as real ones are: most of them phone credit, most on
//! few platforms, for few people.

use fastrand::Rng;
use jiff::Timestamp;
use ledger::{Acquired, EvidenceRow, Happening, ImportedOrder, Ledger, OrderQuery, OrderSummary};
use model::{EvidenceKind, Fen, Sha256Hex};

const START: i64 = 1_577_836_800;
const END: i64 = 1_767_225_600;

pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap()
}

pub(crate) fn start() -> Timestamp {
    at(START)
}

pub(crate) fn end() -> Timestamp {
    at(END)
}

struct Goods {
    /// Of a hundred orders, so many are of this category.
    share: u32,
    category: &'static str,
    names: &'static [&'static str],
    /// Fen.
    values: &'static [i64],
    words: &'static [&'static str],
}

const GOODS: &[Goods] = &[
    Goods {
        share: 60,
        category: "phone_credit",
        names: &["移动话费", "联通话费", "电信话费", "全国话费充值", "话费快充", "话费慢充 72小时"],
        values: &[1_000, 3_000, 5_000, 10_000, 20_000],
        words: &["话费", "手机充值", "Phone top-up"],
    },
    Goods {
        share: 6,
        category: "mobile_data",
        names: &["移动流量日包", "联通流量月包", "电信定向流量"],
        values: &[500, 1_500, 3_000],
        words: &["流量", "Mobile data"],
    },
    Goods {
        share: 14,
        category: "game_topup",
        names: &["原神创世结晶", "王者荣耀点券", "星穹铁道古老梦华", "和平精英点券", "Steam 钱包"],
        values: &[600, 3_000, 6_800, 19_800, 32_800, 64_800],
        words: &["游戏直充", "Game top-up"],
    },
    Goods {
        share: 10,
        category: "membership",
        names: &["爱奇艺黄金会员月卡", "腾讯视频会员季卡", "网易云音乐黑胶年卡", "QQ音乐绿钻"],
        values: &[1_500, 4_500, 6_800, 19_800],
        words: &["会员", "Membership"],
    },
    Goods {
        share: 6,
        category: "gift_card",
        names: &["京东E卡", "天猫超市卡", "星巴克礼品卡"],
        values: &[5_000, 10_000, 50_000],
        words: &["礼品卡"],
    },
    Goods {
        share: 4,
        category: "software_key",
        names: &["Windows 专业版密钥", "Office 家庭版"],
        values: &[9_900, 39_900],
        words: &["软件授权码"],
    },
];
const SHOPS: &[&str] = &["淘宝", "京东", "拼多多", "官方营业厅", "闲鱼", "微信小程序", "抖音商城"];
const PEOPLE: &[&str] = &["妈妈", "爸爸", "奶奶", "自己", "小明", "办公室", "重庆表哥"];
const NOTES: &[&str] = &["用了红包", "客服说稍后到账", "已经催过一次", "优惠券叠加", "帮同事买的"];
const SYLLABLES: &[&str] =
    &["恒", "达", "鑫", "科", "信", "云", "数", "优", "联", "创", "通", "华"];
/// Together they leave no gap.
const KINDS: [EvidenceKind; 3] =
    [EvidenceKind::Payment, EvidenceKind::OrderPage, EvidenceKind::Chat];
/// So many of the files were read.
const READ: usize = 2_000;

pub(crate) fn make(ledger: &Ledger, seed: u64, count: u32) {
    let mut rng = Rng::with_seed(seed);
    let mut files = Vec::new();
    let mut made = 0;
    while made < count {
        let batch = (count - made).min(5_000);
        let orders = (made..made + batch).map(|number| {
            let order = order(&mut rng, i64::from(number), i64::from(count));
            for (_, what) in &order.happened {
                if let Happening::EvidenceAttached(piece) = what
                    && files.len() < READ
                {
                    files.push(piece.sha256.clone());
                }
            }
            order
        });
        ledger.import(orders.collect()).unwrap();
        made += batch;
    }
    for file in files {
        let text = format!("订单编号 {} 交易成功 实付款 充值到账", digits(&mut rng, 18));
        ledger.set_evidence_text(&file, &text).unwrap();
    }
    assert!(!ledger.orders(&OrderQuery::default()).unwrap().is_empty());
}

pub(crate) fn order(rng: &mut Rng, number: i64, count: i64) -> ImportedOrder {
    let sealed_at = at(START + (END - START) / count * number);
    let summary = summary(rng);
    let check_json = format!("{{\"verdict\":\"clear\",\"order\":{number}}}");
    let mut happened = Vec::new();
    let later = |minutes: i64| sealed_at + jiff::SignedDuration::from_mins(minutes);
    match rng.u32(0..100) {
        0..4 => happened.push((later(1), Happening::Postponed)),
        4..8 => {}
        8..12 => happened.push((later(1), Happening::Abandoned { reason: "太贵".to_owned() })),
        rest => {
            let note = (rest < 30).then(|| NOTES[rng.usize(..NOTES.len())].to_owned());
            let order_no = Some(digits(rng, 19));
            happened.push((later(2), Happening::Paid { paid_at: later(2), order_no, note }));
            if rest < 40 {
                happened.push((later(9), Happening::Issued));
            }
            if rest < 75 {
                happened.push((later(30), Happening::Delivered));
            }
            // Half a file an order: many have none, some have one of each kind.
            if rng.u32(0..88) < 25 {
                for &kind in &KINDS[..rng.usize(1..=3)] {
                    let piece = piece(rng, kind, later(31));
                    happened.push((later(31), Happening::EvidenceAttached(piece)));
                }
            }
        }
    }
    ImportedOrder { summary, check_json, sealed_at, happened }
}

fn summary(rng: &mut Rng) -> OrderSummary {
    let mut share = rng.u32(0..100);
    let mut all = GOODS.iter();
    let goods = loop {
        let next = all.next().expect("the shares make a hundred");
        match share.checked_sub(next.share) {
            Some(rest) => share = rest,
            None => break next,
        }
    };
    let value = goods.values[rng.usize(..goods.values.len())];
    let total = value - rng.i64(0..value / 20);
    // Few people get most of it, and one in five is somebody else.
    let person = rng.usize(..PEOPLE.len() * 5 / 4);
    let recipient = match PEOPLE.get(person) {
        Some(_) => format!("139{:08}", 12_345_678 + person * 1_111),
        None => format!("1{}", digits(rng, 10)),
    };
    let shop = SHOPS[rng.usize(..SHOPS.len()).min(rng.usize(..SHOPS.len()))];
    let seller: String = (0..2).map(|_| SYLLABLES[rng.usize(..SYLLABLES.len())]).collect();
    OrderSummary {
        category: goods.category.to_owned(),
        name: format!("{} {}元", goods.names[rng.usize(..goods.names.len())], value / 100),
        face_value: Some(Fen(value)),
        unit_price: Some(Fen(total)),
        quantity: 1,
        total: (rng.u32(0..50) > 0).then_some(Fen(total)),
        recipient: Some(recipient),
        recipient_kind: Some("cn_mobile".to_owned()),
        recipient_label: PEOPLE.get(person).map(|&label| label.to_owned()),
        shop: Some(shop.to_owned()),
        seller: None,
        payee: (rng.u32(0..10) < 8).then(|| format!("{seller}{}网络科技", rng.u32(0..20))),
        words: goods.words.iter().map(|&word| word.to_owned()).collect(),
    }
}

fn piece(rng: &mut Rng, kind: EvidenceKind, attached_at: Timestamp) -> EvidenceRow {
    let hex: String = (0..64).map(|_| char::from_digit(rng.u32(0..16), 16).unwrap()).collect();
    EvidenceRow {
        sha256: Sha256Hex::new(&hex).unwrap(),
        kind,
        name: "截屏.png".to_owned(),
        media_type: "image/png".to_owned(),
        size: 400_000,
        width: Some(1_080),
        height: Some(2_400),
        notice: None,
        acquired: Acquired::Paste,
        attached_at,
        file_modified_at: None,
        derived_from: Vec::new(),
        about: ledger::EvidenceAbout::default(),
    }
}

fn digits(rng: &mut Rng, length: usize) -> String {
    (0..length).map(|_| rng.digit(10)).collect()
}
