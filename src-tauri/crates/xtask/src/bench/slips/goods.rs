//! What people buy, of all thirteen categories, and what they say they need.

use std::collections::BTreeMap;

use check::catalogue::{CategoryId, catalogue};
use check::review::Need;
use fastrand::Rng;
use model::{Fen, Field};

use super::people::{Buyer, Recipient, home, pick, seat};

/// One purchase as it is wanted, or as it stands in a shop's cart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Goods {
    pub(super) category: &'static str,
    /// The maker's or shop's word: 爱奇艺, WPS, 京东E卡.
    pub(super) brand: String,
    /// In 分, of one piece.
    pub(super) face: Option<i64>,
    /// In 分.
    pub(super) unit: i64,
    pub(super) quantity: u32,
    /// What the order is less by, in 分, and how the shop calls it.
    pub(super) off: Option<(&'static str, i64)>,
    pub(super) words: BTreeMap<Field, String>,
    pub(super) recipient: Option<Recipient>,
}

const CATEGORIES: [&str; 13] = [
    "phone_credit",
    "data_plan",
    "landline_broadband",
    "game_topup",
    "game_card",
    "game_item",
    "platform_coin",
    "membership",
    "software_key",
    "gift_card",
    "fuel_card",
    "transfer",
    "physical",
];

const FACES: [i64; 6] = [3_000, 5_000, 10_000, 20_000, 30_000, 50_000];
const GAME_FACES: [i64; 5] = [3_000, 9_800, 19_800, 32_800, 64_800];

impl Goods {
    pub(super) fn draw(buyer: &Buyer, rng: &mut Rng) -> Self {
        let category = pick(rng, &CATEGORIES);
        let mut goods = Self {
            category,
            brand: String::new(),
            face: None,
            unit: 0,
            quantity: quantity(category, rng),
            off: None,
            words: BTreeMap::new(),
            recipient: None,
        };
        match category {
            "phone_credit" | "data_plan" => goods.mobile(buyer, rng),
            "landline_broadband" => {
                goods.face = Some(FACES[rng.usize(2..5)]);
                goods.put(Field::Carrier, pick(rng, &["电信", "联通", "移动"]));
                let recipient = buyer.recipient("cn_landline", rng);
                goods.put(Field::Province, seat(&recipient.value));
                goods.recipient = Some(recipient);
            }
            "game_topup" => goods.topup(buyer, rng),
            "game_card" => {
                goods.brand =
                    pick(rng, &["盛趣一卡通", "网易一卡通", "完美一卡通", "骏网一卡通"]).to_owned();
                goods.face = Some(FACES[rng.usize(..4)]);
            }
            "game_item" => {
                goods.put(Field::Game, pick(rng, &["剑网3", "逆水寒", "梦幻西游"]));
                goods.put(Field::Server, pick(rng, &SERVERS));
                goods.brand = pick(rng, &["外观礼盒", "坐骑", "时装礼包", "锦盒"]).to_owned();
                goods.unit = rng.i64(20..400) * 100;
                goods.recipient = Some(super::people::draw("other", rng));
            }
            "platform_coin" => {
                goods.brand = String::from("Q币");
                goods.face = Some(FACES[rng.usize(..5)]);
                goods.recipient = Some(buyer.recipient("qq", rng));
            }
            "membership" => goods.membership(buyer, rng),
            "software_key" => {
                let (brand, editions) = KEYS[rng.usize(..KEYS.len())];
                goods.brand = String::from(brand);
                goods.put(Field::Edition, pick(rng, editions));
                goods.put(Field::Length, "12个月");
                if rng.u8(..3) == 0 {
                    goods.put(Field::Region, pick(rng, &["国区", "美区"]));
                }
                goods.unit = rng.i64(50..500) * 100;
                goods.recipient = Some(buyer.recipient("email", rng));
            }
            "gift_card" => {
                goods.brand =
                    pick(rng, &["京东E卡", "天猫超市卡", "沃尔玛电子卡", "盒马礼品卡"]).to_owned();
                goods.face = Some(FACES[rng.usize(2..6)]);
                goods.recipient = Some(buyer.recipient("cn_mobile", rng));
            }
            "fuel_card" => {
                goods.brand = String::from("中石化");
                goods.face = Some(FACES[rng.usize(2..6)]);
                goods.recipient = Some(buyer.recipient("sinopec_card", rng));
            }
            "transfer" => {
                goods.face = Some(rng.i64(1..80) * 5_000);
                let kind = pick(rng, &["bank_card", "cn_mobile", "bank_card"]);
                goods.recipient = Some(buyer.recipient(kind, rng));
            }
            _ => {
                goods.brand =
                    pick(rng, &["星海社周年礼盒", "球队纪念徽章", "会员实体卡", "原画集"])
                        .to_owned();
                goods.put(Field::Edition, pick(rng, &["标准版", "豪华版", "典藏版"]));
                goods.unit = rng.i64(60..600) * 100;
                goods.recipient = Some(buyer.recipient("cn_mobile", rng));
            }
        }
        goods.price(rng);
        goods
    }

    /// What is to be paid.
    pub(super) fn total(&self) -> i64 {
        self.unit * i64::from(self.quantity) - self.off.map_or(0, |(_, fen)| fen)
    }

    pub(super) fn word(&self, field: Field) -> Option<&str> {
        self.words.get(&field).map(String::as_str)
    }

    pub(super) fn put(&mut self, field: Field, word: &str) {
        self.words.insert(field, word.to_owned());
    }

    /// What the buyer says: all that the category asks for, most of the rest.
    pub(super) fn need(&self, rng: &mut Rng) -> Need {
        let id = CategoryId(self.category.to_owned());
        let required = catalogue().category(&id).map_or(&[][..], |category| &category.required);
        let mut say = |field: Field| {
            let word = self.word(field).map(str::to_owned);
            // The die falls either way, so that what is drawn later stays what it was.
            let minded = rng.u8(..4) > 0;
            word.filter(|_| minded || required.contains(&field))
        };
        let mut need = Need {
            carrier: say(Field::Carrier),
            province: say(Field::Province),
            game: say(Field::Game),
            server: say(Field::Server),
            platform: say(Field::Platform),
            account_system: say(Field::AccountSystem),
            length: say(Field::Length),
            edition: say(Field::Edition),
            region: say(Field::Region),
            category: Some(id),
            face_value_fen: self.face.map(Fen),
            quantity: Some(i64::from(self.quantity)),
            recipient: self.recipient.as_ref().map(|recipient| recipient.value.clone()),
            ..Need::default()
        };
        let named = rng.bool() || self.category == "physical";
        need.name = Some(self.own_name(rng)).filter(|name| named && !name.is_empty());
        // A budget is a round sum above what it should cost.
        let ceiling = self.face.map_or(self.total(), |face| face * i64::from(self.quantity));
        let budget = (ceiling.max(self.total()) + 999) / 1_000 * 1_000;
        need.budget_fen = rng.bool().then_some(Fen(budget));
        need
    }

    /// The product as people call it, which is not always as shops do.
    pub(super) fn own_name(&self, rng: &mut Rng) -> String {
        let short = match self.brand.as_str() {
            "京东E卡" => "京东卡",
            "天猫超市卡" => "猫超卡",
            "网易云音乐" => "网易云",
            "Windows 11" => "Win11 激活",
            "Office 365" => "office",
            "星海社周年礼盒" => "星海社礼盒",
            other => other,
        };
        if rng.bool() { short.to_owned() } else { self.brand.clone() }
    }

    fn mobile(&mut self, buyer: &Buyer, rng: &mut Rng) {
        let recipient = buyer.recipient("cn_mobile", rng);
        let (carrier, province) = home(&recipient.value);
        // One number in fifty has moved to another carrier with its owner.
        let moved = rng.u8(..50) == 0;
        let carrier = carrier.filter(|_| !moved).unwrap_or("移动");
        self.put(Field::Carrier, carrier);
        if let Some(province) = province.filter(|_| rng.u8(..3) > 0) {
            self.put(Field::Province, province);
        }
        self.recipient = Some(recipient);
        if self.category == "data_plan" {
            self.brand = format!("{}GB", pick(rng, &["5", "10", "30", "100"]));
            self.put(Field::Length, pick(rng, &["7天", "30天"]));
            self.unit = rng.i64(9..60) * 100;
        } else {
            self.face = Some(FACES[rng.usize(..FACES.len())]);
        }
    }

    fn topup(&mut self, buyer: &Buyer, rng: &mut Rng) {
        self.face = Some(GAME_FACES[rng.usize(..GAME_FACES.len())]);
        let (game, coin, kind) = GAMES[rng.usize(..GAMES.len())];
        self.put(Field::Game, game);
        self.brand = String::from(coin);
        match kind {
            "qq" => {
                let (system, kind) = *pick(rng, &[&("QQ", "qq"), &("微信", "wechat")]);
                self.put(Field::AccountSystem, system);
                self.put(Field::Platform, pick(rng, &["安卓", "iOS"]));
                self.recipient = Some(buyer.recipient(kind, rng));
            }
            "other" => {
                self.put(Field::Server, pick(rng, &SERVERS));
                self.recipient = Some(super::people::draw("other", rng));
            }
            kind => {
                let recipient = buyer.recipient(kind, rng);
                self.put(Field::Server, server(kind, &recipient.value));
                self.recipient = Some(recipient);
            }
        }
    }

    fn membership(&mut self, buyer: &Buyer, rng: &mut Rng) {
        let (brand, tiers) = MEMBERSHIPS[rng.usize(..MEMBERSHIPS.len())];
        self.brand = String::from(brand);
        let tier = rng.usize(..tiers.len());
        self.put(Field::Edition, tiers[tier]);
        let (length, months) = *pick(rng, &[&("1个月", 1), &("3个月", 3), &("12个月", 12)]);
        self.put(Field::Length, length);
        self.unit = (1_500 + 1_000 * i64::try_from(tier).unwrap_or(0)) * months * 85 / 100;
        self.recipient = Some(buyer.recipient("cn_mobile", rng));
    }

    /// A price such as shops ask: a little below the face value, now and then a promotion.
    fn price(&mut self, rng: &mut Rng) {
        if let Some(face) = self.face {
            let percent = match (self.category, rng.u8(..100)) {
                ("transfer", _) => 100,
                (_, 0..2) => rng.i64(58..70),
                (_, 2..12) => rng.i64(74..90),
                (_, 12..20) => rng.i64(100..103),
                _ => rng.i64(92..101),
            };
            self.unit = face * percent / 100;
        }
        if self.category != "transfer" && rng.u8(..4) == 0 {
            let off = rng.i64(1..6) * 50;
            self.off = Some((
                pick(rng, &["红包", "平台优惠", "店铺满减", "优惠券"]),
                off.min(self.unit / 10),
            ));
        }
    }
}

fn quantity(category: &str, rng: &mut Rng) -> u32 {
    let many =
        matches!(category, "game_card" | "gift_card" | "software_key" | "physical" | "game_item");
    if many && rng.u8(..3) == 0 { rng.u32(2..6) } else { 1 }
}

/// Coins, and what receives them.
const GAMES: [(&str, &str, &str); 5] = [
    ("原神", "创世结晶", "genshin"),
    ("崩坏：星穹铁道", "古老梦华", "hsr"),
    ("鸣潮", "月相", "wuwa"),
    ("王者荣耀", "点券", "qq"),
    ("剑网3", "通宝", "other"),
];

pub(super) const SERVERS: [&str; 6] =
    ["电信一区", "电信五区", "双线一区", "网通二区", "缘起大区", "无界区"];

pub(super) const MEMBERSHIPS: [(&str, &[&str]); 4] = [
    ("爱奇艺", &["黄金会员", "白金会员"]),
    ("腾讯视频", &["VIP会员", "SVIP会员"]),
    ("优酷", &["VIP会员", "酷喵会员"]),
    ("网易云音乐", &["黑胶VIP", "黑胶SVIP"]),
];

const KEYS: [(&str, &[&str]); 4] = [
    ("Windows 11", &["家庭版", "专业版"]),
    ("Office 365", &["个人版", "家庭版"]),
    ("WPS", &["个人版", "专业版"]),
    ("安卫士杀毒", &["标准版", "旗舰版"]),
];

/// The server that a game's number belongs to.
fn server(kind: &str, number: &str) -> &'static str {
    match (kind, number.as_bytes()[0]) {
        ("genshin", b'1' | b'2') => "天空岛",
        ("genshin", b'5') => "世界树",
        ("hsr", b'1') => "星穹列车",
        ("hsr", b'5') => "无名客",
        ("wuwa", b'1') => "国服",
        ("wuwa", b'5') | (_, b'6') => "美服",
        _ => "亚服",
    }
}
