//! What kind of goods it is, and what they are called.

use std::ops::Range;

use model::Field;

use super::lines::{head, trim_matches};
use super::pairs::Role;
use super::sheet::{Candidates, Sheet, rank};
use super::words::WORDS;

/// Finds the goods' name and kind, which the other readers build on.
pub(super) fn read(sheet: &mut Sheet<'_>, found: &mut Candidates) {
    let name = name(sheet);
    sheet.title = name.as_ref().map(|(range, _)| range.clone());
    if let Some((category, at)) = category(sheet) {
        sheet.category = Some(category);
        let sure = if sheet.in_title(at.start) { rank::LABELLED } else { rank::WORDED };
        found.text(Field::Category, category, sure, at);
    }
    // The first line of a transfer names a person.
    if let Some((range, sure)) =
        name.filter(|(_, sure)| *sure == rank::LABELLED || !sheet.is(&["transfer"]))
    {
        let written = sheet.text.written(&range);
        found.text(Field::Name, &written, sure, range);
    }
}

fn name(sheet: &Sheet<'_>) -> Option<(Range<usize>, u8)> {
    let labelled = sheet.with_role(Role::Name).find(|pair| {
        let value = &sheet.body[pair.value.clone()];
        value.chars().count() >= 2
            && value.chars().any(char::is_alphabetic)
            && !WORDS.roles.contains_key(value)
            && value != "内容"
    });
    if let Some(pair) = labelled {
        return Some((without_price(&sheet.body, pair.value.clone()), rank::LABELLED));
    }
    let mut best: Option<(u32, Range<usize>)> = None;
    if ticked(sheet).nth(1).is_some() {
        return None;
    }
    for line in sheet.lines.iter().take(TITLE_LINES) {
        let line = before_label(sheet, undecorated(&sheet.body, line.clone()));
        let range = without_price(&sheet.body, line);
        if let Some(points) = title_points(sheet, &range)
            && best.as_ref().is_none_or(|(most, _)| points > *most)
        {
            best = Some((points, range));
        }
    }
    best.map(|(_, range)| range).or_else(|| unknown_goods(sheet)).map(|range| (range, rank::TITLE))
}

/// Goods that no word here names stand right above their price.
fn unknown_goods(sheet: &Sheet<'_>) -> Option<Range<usize>> {
    let priced = sheet
        .pairs
        .iter()
        .find(|pair| matches!(pair.role, Role::Price | Role::PriceFinal | Role::PriceDeal))?;
    let price = sheet.lines.partition_point(|line| line.end <= priced.label.start);
    let line = sheet.lines.get(price.checked_sub(1)?)?.clone();
    let line = undecorated(&sheet.body, line);
    let text = &sheet.body[line.clone()];
    let free = sheet.pair_at(line.start).is_none()
        && before_label(sheet, line.clone()) == line
        && !sheet.pairs.iter().any(|pair| pair.label.start == line.start);
    let worded = text.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    (free && worded && text.chars().count() <= 60 && !is_notice(text) && text.contains(' '))
        .then_some(line)
}

/// The items of a cart that are ticked.
fn ticked<'s>(sheet: &'s Sheet<'_>) -> impl Iterator<Item = &'s Range<usize>> {
    sheet.lines.iter().filter(|line| {
        let text = &sheet.body[(*line).clone()];
        ["\u{2611}", "[x]", "[X]", "\u{2705}"].iter().any(|mark| text.starts_with(mark))
            && WORDS.goods.any(text)
    })
}

/// A title stands within the first lines of what is about the item.
const TITLE_LINES: usize = 60;

/// Words of fewer points than this stand in lines of all kinds.
const LEAST_IN_TITLE: u32 = 5;

/// How much a line looks like a title; `None` when it cannot be one.
fn title_points(sheet: &Sheet<'_>, range: &Range<usize>) -> Option<u32> {
    let text = &sheet.body[range.clone()];
    let length = text.chars().count();
    if !(5..=90).contains(&length) {
        return None;
    }
    let inside_pair = sheet.pairs.iter().any(|pair| {
        pair.label.start >= range.start && pair.label.end <= range.end
            || pair.value.start <= range.start && range.end <= pair.value.end
    });
    let goods: u32 = WORDS
        .goods
        .find(text)
        .filter_map(|(_, points)| points.iter().map(|(_, p)| *p).max())
        .take(6)
        .sum();
    let game = WORDS.games.any(text);
    let sentence = text.ends_with(['。', '?', ';', '!', '吗', '哦', '呢', '~'])
        || text.contains('。')
        || is_notice(text);
    if inside_pair
        || sentence
        || (goods < LEAST_IN_TITLE && !game)
        || text.starts_with(['(', ')'])
        || WORDS.statuses.first(text).is_some_and(|(r, ())| r == (0..text.len()))
    {
        return None;
    }
    let more = u32::try_from(length.min(20)).unwrap_or_default() / 2;
    Some(goods + more + if game { 10 } else { 0 } + if priced(sheet, range) { 15 } else { 0 })
}

fn is_notice(text: &str) -> bool {
    let open = text.split('(').next().unwrap_or_default();
    text.ends_with(':')
        || text.starts_with(['给', '为', '帮', '在', '行', '好'])
        || NOTICES.iter().any(|word| open.contains(word))
}

/// Words of notices, questions and buttons.
const NOTICES: [&str; 32] = [
    "=",
    "全场",
    "折起",
    "您",
    "请",
    "如有",
    "我要",
    "可以",
    "亲",
    "已成功",
    "为保障",
    "谨防",
    "注意",
    "不支持",
    "购买前",
    "付款后",
    "拍下",
    "客服",
    "营业厅",
    "交易中心",
    "收银台",
    "怎么",
    "多少",
    "我的订单",
    "专区",
    "在吗",
    "退款",
    "人付款",
    "已售",
    "欢迎",
    "支付成功",
    "确认",
];

/// Whether one of the next lines is a price.
fn priced(sheet: &Sheet<'_>, range: &Range<usize>) -> bool {
    let after = head(&sheet.body[range.end..], 40);
    after.contains('\u{A5}') || after.contains('\u{D7}')
}

/// A title may share its line with the labels of a cart.
fn before_label(sheet: &Sheet<'_>, line: Range<usize>) -> Range<usize> {
    let next = sheet.pairs.partition_point(|pair| pair.value.end <= line.start);
    match sheet.pairs.get(next).map(|pair| pair.label.start) {
        Some(label) if line.start < label && label < line.end => {
            trim_matches(&sheet.body, line.start..label, char::is_whitespace)
        }
        _ => line,
    }
}

fn undecorated(body: &str, line: Range<usize>) -> Range<usize> {
    let marks = WORDS.sections.chosen_marks.iter();
    let text = &body[line.clone()];
    let cut = marks
        .filter(|mark| text.starts_with(mark.as_str()))
        .map(String::len)
        .max()
        .unwrap_or_default();
    trim_matches(body, line.start + cut..line.end, |c| {
        c.is_whitespace() || matches!(c, '>' | '\u{203A}' | '|')
    })
}

/// A line's name without the price and the count at its end.
fn without_price(body: &str, range: Range<usize>) -> Range<usize> {
    let mut range = range;
    loop {
        let text = &body[range.clone()];
        let Some(at) = text.rfind(char::is_whitespace) else { return range };
        let last = text[at..].trim();
        let price = last.starts_with('\u{A5}');
        let count = last
            .strip_prefix(['x', 'X', '*', '\u{D7}'])
            .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
        let sum = last
            .strip_suffix(['元', '块'])
            .is_some_and(|n| n.contains('.') && n.bytes().all(|b| b.is_ascii_digit() || b == b'.'));
        if !(price || count || sum) {
            return range;
        }
        range = trim_matches(body, range.start..range.start + at, char::is_whitespace);
    }
}

/// How much more the goods' own name counts than the rest of the page.
const NAME_WEIGHT: u32 = 4;
/// How much more the chosen option counts.
const CHOICE_WEIGHT: u32 = 2;

fn category(sheet: &Sheet<'_>) -> Option<(&'static str, Range<usize>)> {
    // A question names the goods too, where nothing else does.
    category_in(sheet, &sheet.claims).or_else(|| category_in(sheet, &sheet.body))
}

fn category_in(sheet: &Sheet<'_>, text: &str) -> Option<(&'static str, Range<usize>)> {
    let mut points = vec![0_u32; WORDS.categories.len()];
    let mut first: Vec<Option<Range<usize>>> = vec![None; points.len()];
    let mut seen: std::collections::HashSet<(&str, u32)> = std::collections::HashSet::new();
    for (range, worth) in WORDS.goods.find(text) {
        let weight = if sheet.in_title(range.start) {
            NAME_WEIGHT
        } else if sheet.in_choice(range.start) {
            CHOICE_WEIGHT
        } else {
            1
        };
        // A word counts once however often it is said.
        if !seen.insert((&text[range.clone()], weight)) {
            continue;
        }
        for (category, value) in worth {
            points[*category] += value * weight;
            let better = first[*category].is_none()
                || weight == NAME_WEIGHT
                    && !first[*category].as_ref().is_some_and(|r| sheet.in_title(r.start));
            if better {
                first[*category] = Some(range.clone());
            }
        }
    }
    game_points(sheet, &mut points, &mut first);
    let (index, most) = points.iter().enumerate().rev().max_by_key(|(_, points)| **points)?;
    if *most < LEAST {
        return None;
    }
    let name: &'static str = &WORDS.categories[index];
    Some((name, first[index].clone().or_else(|| sheet.title.clone()).unwrap_or(0..0)))
}

/// Fewer points than this say nothing.
const LEAST: u32 = 8;

/// A game's name speaks for a top-up, and for a card when a code is sold.
fn game_points(sheet: &Sheet<'_>, points: &mut [u32], first: &mut [Option<Range<usize>>]) {
    let Some((game, _)) =
        WORDS.games.find(&sheet.claims).min_by_key(|(r, _)| (!sheet.in_title(r.start), r.start))
    else {
        return;
    };
    let weight = if sheet.in_title(game.start) { NAME_WEIGHT } else { 1 };
    let index = |key: &str| WORDS.categories.iter().position(|c| c == key);
    let text =
        sheet.title.as_ref().map_or(sheet.claims.as_str(), |title| &sheet.claims[title.clone()]);
    let card = WORDS.coded.any(text);
    for (key, value, counts) in
        [("game_topup", WORDS.known_game.topup, true), ("game_card", WORDS.known_game.card, card)]
    {
        if let Some(index) = index(key).filter(|_| counts) {
            points[index] += value * weight;
            first[index].get_or_insert_with(|| game.clone());
        }
    }
}
