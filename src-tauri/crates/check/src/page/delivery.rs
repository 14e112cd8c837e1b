//! How the goods come, and the labels that are easily passed over.

use std::sync::LazyLock;

use model::Field;
use regex::Regex;

use super::lines::{head, tail};
use super::matcher::pattern;
use super::pairs::Role;
use super::people::is_remark;
use super::sheet::{Candidates, Sheet, rank};
use super::words::WORDS;

/// A promise of arrival within so many hours.
static ARRIVAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:(0|1|24|2) ?[-~至到] ?)?([0-9]{1,3}) ?(?:个)?(?:小时|H|h)(?:之?内)?(?:充值|自动|陆续|分批)?(?:到账|充完|充入|完成|到帐)",
    )
});

/// From this on an arrival is slow, in hours: as a range from nothing, and as a bare limit.
const SLOW_RANGE_HOURS: u32 = 12;
const SLOW_LIMIT_HOURS: u32 = 48;

pub(super) fn read(sheet: &Sheet<'_>, found: &mut Candidates) {
    delivery(sheet, found);
    labels(sheet, found);
}

fn delivery(sheet: &Sheet<'_>, found: &mut Candidates) {
    if sheet.is(&["transfer"]) {
        return;
    }
    for (range, name) in WORDS.deliveries.find(&sheet.body) {
        // The goods' name stays true when it is asked for.
        let blank = sheet.claims[range.clone()].trim().is_empty();
        if denied(&sheet.body[..range.start]) || blank && !sheet.in_title(range.start) {
            continue;
        }
        if is_payee(sheet, range.start) {
            continue;
        }
        let role = sheet.pair_at(range.start).map(|pair| pair.role);
        let sure = match role {
            Some(Role::Delivery) => rank::LABELLED,
            // 代充费 and 快递费 are sums; a note tells how to use a code.
            _ if is_other(&sheet.body[range.end..], name) => continue,
            Some(Role::Fee) if sheet.body[range.end..].starts_with(['费', '\u{A5}']) => continue,
            _ if sheet.in_choice(range.start) => rank::CHOSEN,
            _ if sheet.in_title(range.start) => rank::TITLE,
            Some(Role::Note) => 20,
            _ => rank::LOOSE,
        };
        if name == "邮寄"
            && !sheet.is(&["physical", "gift_card", "fuel_card"])
            && sure < rank::TITLE
        {
            continue;
        }
        found.text(Field::Delivery, name, sure, range);
    }
}

/// Whether the words before say no: 不代充, 非秒杀, 不属于不退不换.
fn denied(before: &str) -> bool {
    let before = tail(before, 4);
    DENIALS.iter().any(|word| before.ends_with(word))
}

const DENIALS: [&str; 22] = [
    "不",
    "非",
    "无",
    "不是",
    "不属于",
    "并非",
    "不算",
    "不提供",
    "不接",
    "不用",
    "无需",
    "不支持",
    "不走",
    "不发",
    "不做",
    "不含",
    "没有",
    "未",
    "拒绝",
    "勿",
    "不需要",
    "不存在",
];

fn is_other(after: &str, name: &str) -> bool {
    let after = after.trim_start();
    // 代开发票 is no top-up.
    ["费", "手续", "发票", "票", ":0", ": 0"].iter().any(|w| after.starts_with(w))
        || (name == "邮寄" && ["单号", "柜", "员", "号"].iter().any(|w| after.starts_with(w)))
}

fn labels(sheet: &Sheet<'_>, found: &mut Candidates) {
    for (range, name) in WORDS.labels.find(&sheet.body) {
        // Said of the goods in the negative they are no label; 不支持售后 is one itself.
        let negated = name != "不支持售后" && sheet.claims[range.clone()].trim().is_empty();
        if negated || denied(&sheet.body[..range.start]) || is_remark(sheet, range.start) {
            continue;
        }
        // Who is paid may be called 阿杰代充.
        if is_payee(sheet, range.start) {
            continue;
        }
        let after = head(&sheet.body[range.end..], 4);
        if after.starts_with(['费', '服', '发', '票']) && name == "代充"
            || is_status_time(name, after)
        {
            continue;
        }
        found.text(Field::Labels, name, rank::WORDED, range);
    }
    for captures in ARRIVAL.captures_iter(&sheet.claims) {
        let (Some(all), Some(hours)) = (captures.get(0), captures.get(2)) else { continue };
        let hours: u32 = hours.as_str().parse().unwrap_or_default();
        let slow = match captures.get(1) {
            Some(_) => hours >= SLOW_RANGE_HOURS,
            None => hours >= SLOW_LIMIT_HOURS,
        };
        if slow {
            found.text(Field::Labels, "慢充", rank::WORDED, all.range());
        }
    }
}

fn is_payee(sheet: &Sheet<'_>, at: usize) -> bool {
    sheet.pair_at(at).is_some_and(|pair| pair.role == Role::Payee)
}

/// 预定时间 and the like speak of the order.
fn is_status_time(name: &str, after: &str) -> bool {
    name == "预售" && (after.starts_with("时间") || after.starts_with("电话"))
}
