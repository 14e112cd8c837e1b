//! What the goods are called: after a label, in a title, in a sentence.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::labels::is_message;
use super::lines::{head, trim_matches};
use super::matcher::pattern;
use super::pairs::{Pair, Role};
use super::sheet::{Sheet, rank};
use super::words::WORDS;

pub(super) fn name(sheet: &Sheet<'_>) -> Option<(Range<usize>, u8)> {
    let labelled = sheet.with_role(Role::Name).find(|pair| {
        let value = &sheet.body[pair.value.clone()];
        value.chars().count() >= 2
            && value.chars().any(char::is_alphabetic)
            && !WORDS.roles.contains_key(value)
            && value != "内容"
            // 商品详情 \u{B7} … is a heading with a note behind it, 业务类型:跨行转账 a kind.
            && !value.starts_with('\u{B7}')
            && !["转账", "汇款"].iter().any(|kind| value.ends_with(kind))
    });
    if let Some(pair) = labelled {
        let range = with_face(sheet, pair);
        return Some((without_price(&sheet.body, range), rank::LABELLED));
    }
    let mut best: Option<(u32, Range<usize>)> = None;
    if ticked(sheet).nth(1).is_some() {
        return None;
    }
    let message = |line: &&Range<usize>| is_message(&sheet.body[(*line).clone()]);
    for line in sheet.lines.iter().take(TITLE_LINES).filter(|line| !message(line)) {
        let line = before_label(sheet, undecorated(&sheet.body, line.clone()));
        let range = without_price(&sheet.body, line);
        if let Some(points) = title_points(sheet, &range)
            && best.as_ref().is_none_or(|(most, _)| points > *most)
        {
            best = Some((points, range));
        }
    }
    if best.is_none()
        && let Some(range) = super::spoken::name(sheet)
    {
        return Some((range, rank::SPOKEN));
    }
    // A page's heading names the goods worse than what was chosen on it.
    let headed = best.as_ref().is_some_and(|(_, range)| is_bare(&sheet.body[range.clone()]));
    let chosen = if headed { chosen_goods(sheet) } else { None };
    chosen
        .or(best.map(|(_, range)| range))
        .or_else(|| chosen_goods(sheet))
        .or_else(|| unknown_goods(sheet))
        .map(|range| (range, rank::TITLE))
}

/// 商品:一卡通 面值50元 卡密 is one name, though 面值 within it is a label too.
fn with_face(sheet: &Sheet<'_>, name: &Pair) -> Range<usize> {
    let line = sheet.line_at(name.value.start);
    let next = sheet.pairs.iter().find(|pair| pair.label.start >= name.value.end);
    match next {
        Some(face)
            if face.role == Role::FaceValue
                && face.label.end == face.value.start
                && face.value.end <= line.end
                && name.value.start >= line.start =>
        {
            name.value.start..face.value.end
        }
        _ => name.value.clone(),
    }
}

/// Where nothing else names the goods, the chosen option may.
fn chosen_goods(sheet: &Sheet<'_>) -> Option<Range<usize>> {
    let pair = sheet.with_role(Role::Chosen).find(|pair| {
        let value = &sheet.body[pair.value.clone()];
        (5..=40).contains(&value.chars().count()) && WORDS.goods.any(value)
    })?;
    Some(without_price(&sheet.body, pair.value.clone()))
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
    let sentence = text.contains(['@', '\u{FF0C}', '。', '?']) || is_heading(text);
    (free
        && worded
        && !sentence
        && text.chars().count() <= 60
        && !is_notice(text)
        && text.contains(' '))
    .then_some(line)
}

/// The items of a cart that are ticked.
fn ticked<'s>(sheet: &'s Sheet<'_>) -> impl Iterator<Item = &'s Range<usize>> {
    let marked = |line: &Range<usize>| {
        let text = &sheet.body[line.clone()];
        ["\u{2611}", "[x]", "[X]", "\u{2705}"].iter().any(|mark| text.starts_with(mark))
    };
    sheet.lines.iter().enumerate().filter_map(move |(index, line)| {
        let text = &sheet.body[line.clone()];
        // Ticked above an item stands its shop.
        let shop = !text.contains(|c: char| c.is_ascii_digit())
            && sheet.lines.get(index + 1).is_some_and(marked);
        (marked(line) && !shop && WORDS.goods.any(text)).then_some(line)
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
        pair.label.start >= range.start
            && pair.label.end <= range.end
            && !is_part_of_name(sheet, pair, range.start)
            || pair.value.start <= range.start
                && range.end <= pair.value.end
                && !(pair.role == Role::Chosen
                    && sheet.in_choice(range.start)
                    && pair.value.start == range.start
                    && sheet.line_at(range.start).start == range.start)
    });
    let goods: u32 = WORDS
        .goods
        .find(text)
        .filter_map(|(_, points)| points.iter().map(|(_, p)| *p).max())
        .take(6)
        .sum();
    let game = WORDS.games.any(text);
    let sentence = text.ends_with(['。', '?', ';', '!', '吗', '哦', '呢'])
        // ~ at both ends is an ornament.
        || text.ends_with('~') && !text.starts_with('~')
        || is_said(text)
        || text.contains('。')
        || is_notice(text) && !is_noticed(text);
    if inside_pair
        || sentence
        || (goods < LEAST_IN_TITLE && !game)
        || text.starts_with(['(', ')'])
        || is_heading(text)
        // 加油卡充值 alone is a part of the shop.
        || super::labels::in_menu(text)
        || super::orders::ending(text).is_some()
    {
        return None;
    }
    let more = u32::try_from(length.min(20)).unwrap_or_default() / 2;
    // The heading of a page names the game, the item's own line what is bought.
    let bare = is_bare(text);
    let digit = |c: char| c.is_ascii_digit();
    let sized = text.contains(digit) && !text.starts_with(digit);
    let points = goods
        + more
        + if game { 10 } else { 0 }
        + if sized { 5 } else { 0 }
        + if priced(sheet, range) { 15 } else { 0 }
        + if sheet.in_choice(range.start) { 15 } else { 0 };
    Some(if bare { points / 2 } else { points })
}

/// What a seller says in a talk: 28一张哦，报UID就行.
fn is_said(text: &str) -> bool {
    let mut parts = text.split(['\u{FF0C}', ',']).map(str::trim);
    let first = parts.next().unwrap_or_default();
    let particle = |part: &str| part.ends_with(['哦', '吧', '呢', '啦', '呀', '嘛', '哈', '哒']);
    particle(first) || parts.any(|part| particle(part) || SAID.iter().any(|w| part.starts_with(w)))
}

/// What a buyer is asked for.
const SAID: [&str; 8] = ["报", "给我", "把", "发我", "发个", "您发", "麻烦", "拍了"];

/// A heading that names a kind of goods or a game and says what the page is.
fn is_bare(text: &str) -> bool {
    ["充值", "订单"].iter().any(|w| text.ends_with(w))
        && !text.contains(|c: char| c.is_ascii_digit())
}

/// Headings of sites and pages.
fn is_heading(text: &str) -> bool {
    let core = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    HEADINGS.iter().any(|word| core.ends_with(word))
        || core.split(char::is_whitespace).any(|word| word == "首页")
}

const HEADINGS: [&str; 27] = [
    "充值中心",
    "营业厅",
    "大厅",
    "充值平台",
    "交易平台",
    "商城",
    "旗舰店",
    "专营店",
    "专卖店",
    "官网",
    "专区",
    "频道",
    "会员购买",
    "开通会员",
    "会员中心",
    "订单详情",
    "收银台",
    "首页",
    "充值页",
    "小铺",
    "购物车",
    "官网充值",
    "网页充值",
    "官方充值",
    "店铺",
    "进店逛逛",
    "专门店",
];

/// 面值100元 within a title is a part of it.
fn is_part_of_name(sheet: &Sheet<'_>, pair: &Pair, start: usize) -> bool {
    pair.role == Role::FaceValue
        && pair.label.end == pair.value.start
        && pair.label.start > start
        && sheet.body[..pair.label.start].ends_with([' ', ')', '】'])
}

fn is_notice(text: &str) -> bool {
    let open = text.split('(').next().unwrap_or_default();
    text.ends_with(':')
        || text.starts_with(['给', '为', '帮', '在', '行', '好'])
        || NOTICES.iter().any(|word| open.contains(word))
}

/// A title may end in what the goods are not for: …话费100元 快充 不支持空号.
fn is_noticed(text: &str) -> bool {
    let Some(at) = text.rfind(char::is_whitespace) else { return false };
    let (lead, last) = text.split_at(at);
    last.trim_start().starts_with("不支持")
        && !is_notice(lead)
        && WORDS.goods.any(lead)
        && (lead.contains(|c: char| c.is_ascii_digit()) || WORDS.lengths.any(lead))
}

/// Words of notices, questions and buttons.
const NOTICES: [&str; 36] = [
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
    "联系客服",
    "客服:",
    "咨询客服",
    "在线客服",
    "找客服",
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
    let mut cut = sheet.pairs[next..].iter().take(8);
    match cut.find(|pair| !is_part_of_name(sheet, pair, line.start)).map(|pair| pair.label.start) {
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
    let rest = line.start + cut..line.end;
    let text = body[rest.clone()].trim_end();
    let mark = WORDS.sections.chosen_marks.iter().filter(|mark| text.ends_with(mark.as_str()));
    let tail = mark.map(String::len).max().unwrap_or_default();
    trim_matches(body, rest.start..rest.start + text.len() - tail, |c| {
        c.is_whitespace() || matches!(c, '>' | '\u{203A}' | '|') || c >= '\u{1F000}'
    })
}

/// What one piece costs, said behind the name: 45元一个.
static OFFER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\s[0-9]{1,5}(?:\.[0-9]{1,2})? ?(?:元|块)(?:一|每)(?:个|张|份|件|套)")
});

/// A count right behind the name's size: 30元x2.
static GLUED_COUNT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:元|卡|张|个)([xX*\u{D7}][0-9]{1,3})$"));

/// A line's name without the price and the count at its end.
pub(super) fn without_price(body: &str, range: Range<usize>) -> Range<usize> {
    let mut range = range;
    // What follows a price in the line of a cart is not the name.
    let text = &body[range.clone()];
    if let Some(at) = text.find(" \u{A5}").or_else(|| text.find("\t\u{A5}"))
        && text[at + 3..].trim_start().starts_with(|c: char| c.is_ascii_digit())
        && text[..at].chars().count() >= 4
    {
        range = trim_matches(body, range.start..range.start + at, char::is_whitespace);
    }
    if let Some(offer) = OFFER.find(&body[range.clone()]).filter(|offer| offer.start() > 0) {
        range = trim_matches(body, range.start..range.start + offer.start(), char::is_whitespace);
    }
    let text = &body[range.clone()];
    let marks = WORDS.sections.chosen_marks.iter();
    let tail = marks
        .filter(|mark| mark.starts_with('(') && text.ends_with(mark.as_str()))
        .map(String::len)
        .max();
    range.end -= tail.unwrap_or_default();
    if let Some(count) = GLUED_COUNT.captures(&body[range.clone()]).and_then(|c| c.get(1)) {
        range.end = range.start + count.start();
    }
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
            // 300元 may be the size, and after another size it is the price.
            .is_some_and(|n| {
                (n.contains('.') || sized(&text[..at]))
                    && n.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            });
        if !(price || count || sum) {
            return range;
        }
        range = trim_matches(body, range.start..range.start + at, char::is_whitespace);
    }
}

/// Whether a name already says how much is bought.
fn sized(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) || text.contains("元")
}
