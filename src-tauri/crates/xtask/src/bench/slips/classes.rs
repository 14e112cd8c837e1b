//! What goes wrong before the money moves. What goes wrong afterwards (a code that does not
//! arrive, an account that is frozen) no check of the purchase can see.

use fastrand::Rng;
use model::Field;

use super::goods::{Goods, MEMBERSHIPS, SERVERS};
use super::people::{draw, pick};
use super::purchase::Purchase;
use super::typing::{Garble, garbled, slip};

/// A class of slips: its name, and how it is made in a purchase. The answer is `false` where
/// such a purchase cannot have it.
pub(super) struct Class {
    pub(super) name: &'static str,
    pub(super) make: fn(&mut Purchase<'_>, &mut Rng) -> bool,
    /// What the page states about it, for slips that lie between the need and the page.
    pub(super) field: Option<Field>,
}

const fn class(
    name: &'static str,
    field: Option<Field>,
    make: fn(&mut Purchase<'_>, &mut Rng) -> bool,
) -> Class {
    Class { name, make, field }
}

pub(super) const CLASSES: &[Class] = &[
    class("goods of another kind", Some(Field::Category), another_kind),
    class("another product of the kind", None, another_product),
    class("face value: another one sold", Some(Field::FaceValue), another_face),
    class("quantity typed as the amount", Some(Field::Quantity), quantity_as_amount),
    class("amount \u{D7}10 or \u{F7}10", Some(Field::FaceValue), ten_times),
    class("quantity", Some(Field::Quantity), quantity),
    class("recipient, in the shop alone", Some(Field::Recipient), recipient_in_shop),
    class("recipient, in the app alone", Some(Field::Recipient), recipient_in_app),
    class("recipient, in both", None, recipient_in_both),
    class("recipient: another one saved", Some(Field::Recipient), another_saved),
    class("recipient: letters, width, length", None, unreadable),
    class("recipient: the pasted one was exchanged", None, exchanged),
    class("server", Some(Field::Server), |p, rng| other_word(p, Field::Server, &SERVERS_ALL, rng)),
    class("account system", Some(Field::AccountSystem), |p, rng| {
        other_word(p, Field::AccountSystem, &["QQ", "微信"], rng)
    }),
    class("platform", Some(Field::Platform), |p, rng| {
        other_word(p, Field::Platform, &["安卓", "iOS"], rng)
    }),
    class("length", Some(Field::Length), length),
    class("edition or tier", Some(Field::Edition), edition),
    class("region", Some(Field::Region), |p, rng| {
        other_word(p, Field::Region, &["国区", "美区", "港服"], rng)
    }),
    class("carrier", Some(Field::Carrier), |p, rng| {
        other_word(p, Field::Carrier, &["移动", "联通", "电信"], rng)
    }),
    class("province", Some(Field::Province), |p, rng| {
        other_word(p, Field::Province, &["广东", "浙江", "四川", "湖南", "北京"], rng)
    }),
    class("bought a second time", None, again),
    class("charged more than the sum", None, overcharged),
    class("dearer than it is worth", None, dearer),
    class("far below its face value", None, far_below),
    class("an order that is closed", None, closed),
    class("a label overlooked", None, label),
];

const SERVERS_ALL: [&str; 8] =
    [SERVERS[0], SERVERS[1], SERVERS[2], SERVERS[3], "天空岛", "世界树", "亚服", "美服"];

/// 点卡 for 话费, 会员 for 道具: the cart holds goods of another category.
fn another_kind(purchase: &mut Purchase<'_>, rng: &mut Rng) -> bool {
    for _ in 0..50 {
        let other = Goods::draw(purchase.buyer, rng);
        if other.category != purchase.wanted.category && other.category != "transfer" {
            let recipient = purchase.wanted.recipient.clone();
            purchase.cart = Goods { recipient, ..other };
            return purchase.wanted.category != "transfer";
        }
    }
    false
}

fn another_product(purchase: &mut Purchase<'_>, rng: &mut Rng) -> bool {
    let brand = match purchase.wanted.category {
        "membership" => MEMBERSHIPS[rng.usize(..MEMBERSHIPS.len())].0,
        "game_card" => pick(rng, &["盛趣一卡通", "网易一卡通", "骏网一卡通"]),
        "gift_card" => pick(rng, &["京东E卡", "天猫超市卡", "沃尔玛电子卡"]),
        "game_topup" | "game_item" => {
            return other_word(purchase, Field::Game, &["剑网3", "逆水寒", "原神", "鸣潮"], rng);
        }
        _ => return false,
    };
    brand.clone_into(&mut purchase.cart.brand);
    // Somebody who does not say which product it is compares nothing.
    purchase.names_it = true;
    purchase.cart.brand != purchase.wanted.brand
}

fn another_face(purchase: &mut Purchase<'_>, rng: &mut Rng) -> bool {
    let others = [3_000, 5_000, 10_000, 20_000, 30_000, 50_000];
    let face = others[rng.usize(..others.len())];
    change_face(purchase, face, rng)
}

fn ten_times(purchase: &mut Purchase<'_>, rng: &mut Rng) -> bool {
    let Some(face) = purchase.wanted.face else { return false };
    let other = if rng.bool() || face % 1_000 != 0 { face * 10 } else { face / 10 };
    change_face(purchase, other, rng)
}

/// Half of the slips are made in the app, where the wanted amount is typed, half in the shop,
/// where another one is chosen at its own price.
fn change_face(purchase: &mut Purchase<'_>, other: i64, rng: &mut Rng) -> bool {
    let Some(face) = purchase.wanted.face.filter(|face| *face != other) else { return false };
    if rng.bool() {
        purchase.typed.face = Some(other);
    } else {
        purchase.cart.face = Some(other);
        purchase.cart.unit = purchase.cart.unit * other / face;
    }
    true
}

fn quantity(purchase: &mut Purchase<'_>, rng: &mut Rng) -> bool {
    let wanted = purchase.wanted.quantity;
    let other = [wanted * 10, wanted + 1, wanted * 10 + 1][rng.usize(..3)];
    if rng.bool() {
        purchase.typed.quantity = other;
    } else {
        purchase.cart.quantity = other;
    }
    purchase.wanted.category != "transfer"
}

fn quantity_as_amount(purchase: &mut Purchase<'_>, _: &mut Rng) -> bool {
    let Some(face) = purchase.wanted.face else { return false };
    purchase.typed.quantity = u32::try_from(face / 100).unwrap_or(1);
    purchase.wanted.category != "transfer" && purchase.typed.quantity != purchase.wanted.quantity
}

fn slipped(purchase: &Purchase<'_>, rng: &mut Rng) -> Option<String> {
    purchase.wanted.recipient.as_ref().map(|recipient| slip(&recipient.value, rng))
}

fn recipient_in_shop(purchase: &mut Purchase<'_>, rng: &mut Rng) -> bool {
    let Some(value) = slipped(purchase, rng) else { return false };
    purchase.cart.set_recipient(value);
    true
}

fn recipient_in_app(purchase: &mut Purchase<'_>, rng: &mut Rng) -> bool {
    let Some(value) = slipped(purchase, rng) else { return false };
    purchase.typed.set_recipient(value);
    true
}

fn recipient_in_both(purchase: &mut Purchase<'_>, rng: &mut Rng) -> bool {
    let Some(value) = slipped(purchase, rng) else { return false };
    purchase.typed.set_recipient(value.clone());
    purchase.cart.set_recipient(value);
    true
}

/// 妈妈 for 爸爸: the shop's form fills in another number that it remembers.
fn another_saved(purchase: &mut Purchase<'_>, rng: &mut Rng) -> bool {
    let Some(wanted) = purchase.wanted.recipient.as_ref() else { return false };
    let others: Vec<_> = purchase
        .buyer
        .saved
        .iter()
        .filter(|known| known.kind == wanted.kind && known.value != wanted.value)
        .collect();
    if others.is_empty() {
        return false;
    }
    purchase.cart.set_recipient(others[rng.usize(..others.len())].value.clone());
    true
}

fn unreadable(purchase: &mut Purchase<'_>, rng: &mut Rng) -> bool {
    let Some(recipient) = purchase.wanted.recipient.as_ref() else { return false };
    if !super::people::FIXED.contains(&recipient.kind) {
        return false;
    }
    let how = [Garble::Letters, Garble::Length, Garble::Alphabet][rng.usize(..3)];
    purchase.typed.set_recipient(garbled(&recipient.value, how, rng));
    true
}

/// The clipboard gave somebody else's value, head and tail.
fn exchanged(purchase: &mut Purchase<'_>, rng: &mut Rng) -> bool {
    let Some(kind) = purchase.wanted.recipient.as_ref().map(|recipient| recipient.kind) else {
        return false;
    };
    let value = draw(kind, rng).value;
    if rng.bool() {
        purchase.typed.set_recipient(value.clone());
    }
    purchase.cart.set_recipient(value);
    true
}

fn other_word(purchase: &mut Purchase<'_>, field: Field, all: &[&str], rng: &mut Rng) -> bool {
    let Some(wanted) = purchase.wanted.word(field).map(str::to_owned) else { return false };
    let others: Vec<&str> = all.iter().copied().filter(|word| *word != wanted).collect();
    let other = pick(rng, &others);
    // Who does not mind the field makes no slip in it.
    purchase.minds = Some(field);
    if rng.u8(..4) == 0 {
        purchase.typed.put(field, other);
    } else {
        purchase.cart.put(field, other);
    }
    true
}

/// A year for a month, at a year's price.
fn length(purchase: &mut Purchase<'_>, rng: &mut Rng) -> bool {
    let all: &[&str] = match purchase.wanted.category {
        "membership" => &["1个月", "3个月", "12个月"],
        "data_plan" => &["7天", "30天"],
        _ => return false,
    };
    other_word(purchase, Field::Length, all, rng)
}

fn edition(purchase: &mut Purchase<'_>, rng: &mut Rng) -> bool {
    let all: &[&str] = match purchase.wanted.category {
        "membership" => {
            let brand = &purchase.wanted.brand;
            MEMBERSHIPS.iter().find(|(name, _)| name == brand).map_or(&[], |(_, tiers)| tiers)
        }
        "software_key" => &["个人版", "家庭版", "专业版", "旗舰版"],
        _ => &["标准版", "豪华版", "典藏版"],
    };
    other_word(purchase, Field::Edition, all, rng)
}

/// The network was slow, and the order is placed once more.
fn again(purchase: &mut Purchase<'_>, rng: &mut Rng) -> bool {
    let recent = &purchase.buyer.recent;
    let goods = recent[rng.usize(..recent.len())].clone();
    if goods.recipient.as_ref().is_none_or(|recipient| recipient.kind == "other") {
        return false;
    }
    purchase.become_all(&goods);
    true
}

fn overcharged(purchase: &mut Purchase<'_>, rng: &mut Rng) -> bool {
    let total = purchase.cart.total();
    purchase.extras.surplus = if rng.bool() { total } else { rng.i64(1..10) * 100 };
    purchase.wanted.category != "transfer"
}

fn dearer(purchase: &mut Purchase<'_>, rng: &mut Rng) -> bool {
    let Some(face) = purchase.wanted.face else { return false };
    purchase.cart.unit = face * rng.i64(110..200) / 100;
    purchase.wanted.category != "transfer"
}

/// Codes bought with stolen cards.
fn far_below(purchase: &mut Purchase<'_>, rng: &mut Rng) -> bool {
    // Some right purchases are as cheap, and are said to be.
    let Some(face) = purchase.wanted.face.filter(|face| purchase.wanted.unit * 10 > face * 7)
    else {
        return false;
    };
    purchase.cart.unit = face * rng.i64(20..65) / 100;
    purchase.cart.off = None;
    purchase.wanted.category != "transfer"
}

fn closed(purchase: &mut Purchase<'_>, rng: &mut Rng) -> bool {
    purchase.extras.closed = Some(pick(rng, &["交易关闭", "已取消", "已退款", "支付失败"]));
    true
}

fn label(purchase: &mut Purchase<'_>, rng: &mut Rng) -> bool {
    purchase.extras.label = Some(pick(rng, &["预售", "慢充72小时内到账", "限时优惠", "定制"]));
    purchase.wanted.category != "transfer"
}
