//! How long one unit of a membership or a data plan lasts.

use std::ops::Range;
use std::sync::LazyLock;

use model::Field;
use regex::Regex;

use super::lines::{head, tail};
use super::matcher::pattern;
use super::pairs::Role;
use super::sheet::{Candidates, Sheet, rank};
use super::words::WORDS;

static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"([0-9]{1,4}|[一二两三四五六七八九十]{1,3}) ?(个月|天|日|年|个?季度)")
});

/// 3 months, 12-month, 1 year.
static ENGLISH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b([0-9]{1,2})[ -]?((?i:month|year))(?i:s)?\b"));

/// Goods that last for a time.
const LASTING: [&str; 6] =
    ["membership", "data_plan", "software_key", "game_topup", "game_card", "landline_broadband"];

pub(super) fn read(sheet: &Sheet<'_>, found: &mut Candidates) {
    if !sheet.is(&LASTING) {
        return;
    }
    let body = sheet.claims.as_str();
    for (range, length) in WORDS.lengths.find(body) {
        if let Some(sure) = standing(sheet, &range) {
            found.text(Field::Length, length, sure + WORD_BONUS, range);
        }
    }
    for captures in ENGLISH.captures_iter(body) {
        let (Some(all), Some(number), Some(unit)) =
            (captures.get(0), captures.get(1), captures.get(2))
        else {
            continue;
        };
        if let Some(sure) = standing(sheet, &all.range())
            && let Some(count) = super::quantity::count(number.as_str()).filter(|c| *c > 0)
        {
            let months =
                if unit.as_str().eq_ignore_ascii_case("year") { count * 12 } else { count };
            found.text(Field::Length, &format!("{months}个月"), sure, all.range());
        }
    }
    for captures in NUMBERED.captures_iter(body) {
        let (Some(all), Some(number), Some(unit)) =
            (captures.get(0), captures.get(1), captures.get(2))
        else {
            continue;
        };
        let Some(sure) = standing(sheet, &all.range()) else { continue };
        // Days said anywhere on a game's page are how long something takes.
        if sure == rank::LOOSE && sheet.is(&["game_topup", "game_card"]) {
            continue;
        }
        let Some(count) =
            super::quantity::count(number.as_str()).filter(|c| (1..=3660).contains(c))
        else {
            continue;
        };
        let cut = body[..all.start()]
            .ends_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | '~' | '第' | '/'));
        if cut {
            continue;
        }
        let length = match unit.as_str() {
            "年" if count <= 20 => format!("{}个月", count * 12),
            "个月" => format!("{count}个月"),
            "天" => format!("{count}天"),
            "日" if !body[..all.start()].ends_with('月') && sheet.is(&["data_plan"]) => {
                format!("{count}天")
            }
            "年" | "日" => continue,
            _ => format!("{}个月", count * 3),
        };
        found.text(Field::Length, &length, sure, all.range());
    }
}

/// A named card outranks the days that are given beside it.
const WORD_BONUS: u8 = 3;

fn standing(sheet: &Sheet<'_>, range: &Range<usize>) -> Option<u8> {
    let role = sheet.pair_at(range.start).map(|pair| pair.role);
    let text = sheet.claims.as_str();
    let after = head(&text[range.end..], 10);
    let before = tail(&text[..range.start], 8).rsplit('\n').next().unwrap_or_default();
    let other = OTHER_AFTER.iter().any(|w| after.starts_with(w))
        || OTHER_BEFORE.iter().any(|w| before.ends_with(w))
        || OTHER_NEAR.iter().any(|w| before.contains(w));
    match role {
        Some(Role::Length) => Some(rank::LABELLED),
        Some(Role::Validity) if sheet.is(&["data_plan"]) => Some(rank::LABELLED),
        Some(
            Role::Speed | Role::Validity | Role::Note | Role::PaidAt | Role::Server | Role::Status,
        ) => None,
        _ if other => None,
        _ if sheet.in_choice(range.start) => Some(rank::CHOSEN),
        _ if sheet.in_title(range.start) => Some(rank::TITLE),
        Some(Role::Unknown) | None => Some(rank::LOOSE),
        Some(_) => Some(rank::WORDED),
    }
}

const OTHER_AFTER: [&str; 26] = [
    "内",
    "无理由",
    "最低",
    "销量",
    "质保",
    "蜡烛",
    "在线",
    "服务",
    "全天",
    "营业",
    "×",
    "保修",
    "到账",
    "后",
    "售后",
    "以内",
    "价保",
    "保价",
    "前",
    "之内",
    "起",
    "工作日",
    "不用",
    "包换",
    "包赔",
    "退",
];
const OTHER_BEFORE: [&str; 21] = [
    "预计", "约", "大约", "需", "需要", "最快", "最长", "送", "赠", "近", "质保", "保修", "售后",
    "最近", "过去", "不满", "老店", "等待", "连续", "开店", "/",
];
const OTHER_NEAR: [&str; 10] =
    ["到账", "有效期", "兑换", "退", "质保", "保修", "包换", "老店", "历史", "包赔"];
