//! How the goods come, and the labels that are easily passed over.

use std::sync::LazyLock;

use model::Field;
use regex::Regex;

use super::lines::head;
use super::matcher::pattern;
use super::pairs::Role;
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
    for (range, name) in WORDS.deliveries.find(&sheet.claims) {
        let role = sheet.pair_at(range.start).map(|pair| pair.role);
        let sure = match role {
            Some(Role::Delivery) => rank::LABELLED,
            // 代充费 and 快递费 are sums; a note tells how to use a code.
            _ if is_other(&sheet.claims[range.end..], name) => continue,
            Some(Role::Fee) => continue,
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

fn is_other(after: &str, name: &str) -> bool {
    let after = after.trim_start();
    // 代开发票 is no top-up.
    ["费", "手续", "发票", "票", ":0", ": 0"].iter().any(|w| after.starts_with(w))
        || (name == "邮寄" && ["单号", "柜", "员", "号"].iter().any(|w| after.starts_with(w)))
}

fn labels(sheet: &Sheet<'_>, found: &mut Candidates) {
    for (range, name) in WORDS.labels.find(&sheet.body) {
        if name == "代充"
            || name == "预售"
            || name == "定制"
            || name == "慢充"
            || name == "特殊区服"
        {
            // Said of the goods in the negative they are no label.
            if sheet.claims[range.clone()].trim().is_empty() {
                continue;
            }
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

/// 预定时间 and the like speak of the order.
fn is_status_time(name: &str, after: &str) -> bool {
    name == "预售" && (after.starts_with("时间") || after.starts_with("电话"))
}
