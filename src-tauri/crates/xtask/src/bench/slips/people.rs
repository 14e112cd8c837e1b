//! Recipients, address books and what was bought before.

use check::catalogue::CategoryId;
use check::identifier::{KindId, place_of_mobile};
use check::review::{History, KnownRecipient, PastPurchase};
use fastrand::Rng;
use jiff::{SignedDuration, Timestamp};
use model::Fen;

use super::goods::Goods;

/// Whom the goods are for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Recipient {
    pub(super) kind: &'static str,
    pub(super) value: String,
}

/// The kinds that a slip of one character is tried on.
pub(super) const KINDS: [&str; 12] = [
    "cn_mobile",
    "cn_mobile",
    "cn_mobile",
    "cn_landline",
    "qq",
    "wechat",
    "email",
    "bank_card",
    "sinopec_card",
    "genshin",
    "hsr",
    "wuwa",
];

/// Numbers of one length.
pub(super) const FIXED: [&str; 4] = ["cn_mobile", "sinopec_card", "hsr", "wuwa"];

/// Segments of the four carriers, by the carrier's short name.
const SEGMENTS: [(&str, &[&str]); 4] = [
    ("移动", &["135", "136", "138", "139", "150", "158", "178", "187", "188", "198"]),
    ("联通", &["130", "131", "132", "155", "156", "176", "185", "186", "196"]),
    ("电信", &["133", "153", "173", "177", "180", "189", "191", "199"]),
    ("广电", &["192"]),
];

/// A right value of the kind.
pub(super) fn draw(kind: &'static str, rng: &mut Rng) -> Recipient {
    let value = match kind {
        "cn_mobile" => mobile(rng),
        "cn_landline" => {
            let (area, _) = AREAS[rng.usize(..AREAS.len())];
            format!("{area}{}{}", rng.u8(2..9), digits(rng, 7))
        }
        "qq" => {
            let length = rng.usize(6..10);
            format!("{}{}", rng.u8(1..10), digits(rng, length))
        }
        "wechat" => format!("{}_{}", word(rng), digits(rng, 4)),
        "email" => {
            let host = pick(rng, &["qq.com", "163.com", "126.com", "outlook.com", "example.org"]);
            format!("{}{}{}@{host}", word(rng), word(rng), digits(rng, 2))
        }
        "bank_card" => {
            let head = pick(rng, &["622202", "621700", "622848", "621483"]);
            with_luhn(&format!("{head}{}", digits(rng, 12)))
        }
        "sinopec_card" => format!("100011{}", digits(rng, 13)),
        "genshin" => {
            format!("{}{}", pick(rng, &["1", "1", "1", "2", "5", "6", "8"]), digits(rng, 8))
        }
        "hsr" => format!("{}{}", pick(rng, &["1", "1", "1", "5", "6", "8"]), digits(rng, 8)),
        "wuwa" => format!("{}{}", pick(rng, &["1", "1", "5", "7"]), digits(rng, 8)),
        _ => format!(
            "{}{}",
            pick(rng, &["清风", "白露", "山海", "南星", "阿拾", "云归"]),
            pick(rng, &["不语", "问剑", "听雨", "渡", "长歌", "小筑"])
        ),
    };
    Recipient { kind, value }
}

/// Area codes and their provinces.
const AREAS: [(&str, &str); 5] =
    [("010", "北京"), ("0571", "浙江"), ("0755", "广东"), ("0531", "山东"), ("0731", "湖南")];

/// Where a landline is.
pub(super) fn seat(number: &str) -> &'static str {
    AREAS
        .iter()
        .find(|(area, _)| number.starts_with(area))
        .map_or("全国", |(_, province)| province)
}

/// The carrier and the province of a number, as far as the first digits say.
pub(super) fn home(number: &str) -> (Option<&'static str>, Option<&'static str>) {
    let carrier =
        SEGMENTS.iter().find(|(_, heads)| heads.iter().any(|head| number.starts_with(head)));
    let province = place_of_mobile(number).map(|place| place.province);
    (carrier.map(|(name, _)| *name), province)
}

/// A number of a block that was given out. One in a hundred stands in a block that is newer
/// than any table.
fn mobile(rng: &mut Rng) -> String {
    let new = rng.u8(..100) == 0;
    loop {
        let (_, heads) = SEGMENTS[if rng.u8(..50) == 0 { 3 } else { rng.usize(..3) }];
        let number = format!("{}{}", pick(rng, heads), digits(rng, 8));
        if new || place_of_mobile(&number).is_some() {
            return number;
        }
    }
}

fn with_luhn(body: &str) -> String {
    let sum: u32 = body
        .bytes()
        .rev()
        .zip([2, 1].into_iter().cycle())
        .map(|(digit, factor)| {
            let product = u32::from(digit - b'0') * factor;
            product / 10 + product % 10
        })
        .sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

fn digits(rng: &mut Rng, count: usize) -> String {
    (0..count).map(|_| rng.digit(10)).collect()
}

fn word(rng: &mut Rng) -> String {
    let syllables = ["lin", "xia", "wei", "hao", "mei", "jun", "yu", "chen", "bo", "ran"];
    format!("{}{}", pick(rng, &syllables), pick(rng, &syllables))
}

pub(super) fn pick<'a, T: ?Sized>(rng: &mut Rng, list: &[&'a T]) -> &'a T {
    list[rng.usize(..list.len())]
}

/// Somebody who buys: the address book, and a year of purchases.
#[derive(Debug)]
pub(super) struct Buyer {
    pub(super) saved: Vec<Recipient>,
    /// Bought within the last day.
    pub(super) recent: Vec<Goods>,
    pub(super) history: History,
}

impl Buyer {
    pub(super) fn draw(rng: &mut Rng, now: Timestamp) -> Self {
        let mut saved: Vec<Recipient> =
            (0..14).map(|at| draw(KINDS[at % KINDS.len()], rng)).collect();
        // Every third family has two numbers one digit apart.
        if rng.u8(..3) == 0 {
            let number = saved[0].value.clone();
            let last = number.as_bytes()[10] - b'0';
            let twin = format!("{}{}", &number[..10], (last + rng.u8(1..10)) % 10);
            saved.push(Recipient { kind: "cn_mobile", value: twin });
        }
        let mut buyer = Self { saved, recent: Vec::new(), history: History::default() };
        let mut past = Vec::new();
        for nth in 0..40 {
            let goods = Goods::draw(&buyer, rng);
            let hours = if nth < 2 { rng.i64(1..23) } else { rng.i64(30..8_000) };
            past.push(bought(&goods, now - SignedDuration::from_hours(hours)));
            if nth < 2 {
                buyer.recent.push(goods);
            }
        }
        let known = buyer.saved.iter().map(|recipient| KnownRecipient {
            value: recipient.value.clone(),
            kind: Some(KindId(recipient.kind.to_owned())),
            label: None,
            times_checked: 1,
        });
        buyer.history = History::new(known.collect::<Vec<_>>(), past);
        buyer
    }

    /// One of the address book of this kind, or somebody new.
    pub(super) fn recipient(&self, kind: &'static str, rng: &mut Rng) -> Recipient {
        let known: Vec<&Recipient> = self.saved.iter().filter(|known| known.kind == kind).collect();
        if known.is_empty() || rng.u8(..5) == 0 {
            return draw(kind, rng);
        }
        known[rng.usize(..known.len())].clone()
    }
}

fn bought(goods: &Goods, at: Timestamp) -> PastPurchase {
    PastPurchase {
        category: Some(CategoryId(goods.category.to_owned())),
        recipient: goods.recipient.as_ref().map(|recipient| recipient.value.clone()),
        recipient_kind: goods.recipient.as_ref().map(|r| KindId(r.kind.to_owned())),
        face_value: goods.face.map(Fen),
        quantity: Some(goods.quantity),
        total: Some(Fen(goods.total())),
        shop: None,
        at: Some(at),
    }
}
