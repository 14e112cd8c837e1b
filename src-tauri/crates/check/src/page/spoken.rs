//! Goods that are named within a sentence: in a talk with the seller, in a message.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::labels::is_message;
use super::lines::{head, trim_matches};
use super::matcher::pattern;
use super::pairs::Role;
use super::sheet::Sheet;
use super::words::WORDS;

/// 您拍的是【…】, 购买的商品“…”.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:购买|订购|选购|拍|下单|咨询|兑换|开通|商品|宝贝|链接|订单|看中|要)[^\\s\u{FF0C}。:【《\u{201C}\"「]{0,6}[:]? ?[【《\u{201C}\"「『]([^】》\u{201D}\"」』\\n]{4,80})[】》\u{201D}\"」』]",
    )
});
/// 您购买的…已发货.
static BOUGHT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:(?:购买|订购|选购|拍下|下单|兑换)(?:了|的)|成功(?:订购|购买|办理|开通|兑换)了?)(?:商品|宝贝|产品)?[:]?([^\u{FF0C}。;\\n]{4,50}?)(?:已|现|成功|正在|将于|将在|\u{FF0C}|,|。|;|!|\\n|$)",
    )
});
static SPEAKER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:我|你|买家|卖家|店家|顾客|掌柜|店主|商家|老板|小二|(?:店铺|在线|商家)?客服\S{0,4}) ?(?::|\d{1,2}:\d{2})",
    )
});

/// The first lines of a long page are searched.
const LINES: usize = 80;
/// Longer lines are no talk.
const LINE_BYTES: usize = 1500;

/// The goods that a sentence names.
pub(super) fn name(sheet: &Sheet<'_>) -> Option<Range<usize>> {
    let lines = || sheet.lines.iter().take(LINES).filter(|line| line.len() <= LINE_BYTES);
    let said = |pattern: &Regex, text: &str| {
        pattern
            .captures_iter(text)
            .filter_map(|c| c.get(1))
            .find(|hit| is_goods(hit.as_str()))
            .map(|hit| hit.range())
    };
    for pattern in [&*QUOTED, &*BOUGHT] {
        for line in lines() {
            if let Some(hit) = said(pattern, &sheet.body[line.clone()]) {
                let range = line.start + hit.start..line.start + hit.end;
                let range = super::names::without_price(&sheet.body, range);
                return Some(trim_matches(&sheet.body, range, char::is_whitespace));
            }
        }
    }
    let folded = sheet.text.folded.lines().take(LINES);
    // Two lines that say who speaks make a talk.
    let talk = folded.filter(|line| SPEAKER.is_match(head(line.trim(), 24))).nth(1).is_some();
    lines()
        .filter(|line| talk || is_message(&sheet.body[(*line).clone()]))
        .filter_map(|line| clause(sheet, line))
        .max_by_key(|(points, range)| (*points, range.len(), std::cmp::Reverse(range.start)))
        .map(|(_, range)| range)
}

fn is_goods(text: &str) -> bool {
    (WORDS.goods.any(text) || WORDS.games.any(text)) && !text.contains("http")
}

/// The statement of a line that names goods most fully.
fn clause(sheet: &Sheet<'_>, line: &Range<usize>) -> Option<(u32, Range<usize>)> {
    let text = &sheet.body[line.clone()];
    let mut best: Option<(u32, Range<usize>)> = None;
    let mut start = line.start;
    for part in text.split_inclusive(['\u{FF0C}', ',', '。', '?', '!', '~', ':', ';', '\u{A5}']) {
        let whole = start..start + part.len();
        start = whole.end;
        let range = core(&sheet.body, before_price(&sheet.body, whole));
        if let Some(points) = points(&sheet.body[range.clone()])
            && best.as_ref().is_none_or(|(most, _)| points > *most)
        {
            best = Some((points, range));
        }
    }
    best
}

/// What stands before the price in a statement: 年卡现在活动价198元.
fn before_price(body: &str, range: Range<usize>) -> Range<usize> {
    let text = &body[range.clone()];
    let word = WORDS.money.find(text).find(|(_, role)| is_price(**role)).map(|(hit, _)| hit.start);
    let sum = PRICE.captures(text).and_then(|c| c.get(1)).map(|sum| sum.start());
    let account = FOR.find(text).map(|hit| hit.start());
    let end = [word, sum, account].into_iter().flatten().min().unwrap_or(text.len());
    range.start..range.start + end
}

fn is_price(role: Role) -> bool {
    matches!(role, Role::Price | Role::PriceFinal | Role::PriceDeal | Role::PriceOther)
}

/// A sum with decimals, or the second of two.
static PRICE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[^0-9.]([0-9]{1,5}\.[0-9]{1,2} ?(?:元|块))"));

/// For whom, said behind the goods: 充QQ 55443322.
static FOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r" 充(?:值)?(?:[到至给入])?(?:QQ|微信|手机|账号|号码|UID)?号?[: ]?[0-9]")
});

/// A statement without the words of asking around it.
fn core(body: &str, range: Range<usize>) -> Range<usize> {
    let mut range = trim_matches(body, range, |c| {
        c.is_whitespace()
            || matches!(c, '\u{FF0C}' | ',' | '。' | '?' | '!' | '~' | ':' | ';' | '\u{A5}')
    });
    loop {
        let text = &body[range.clone()];
        let lead = LEADS.iter().find(|word| text.starts_with(**word)).map_or(0, |word| word.len());
        let tail = TAILS.iter().find(|word| text.ends_with(**word)).map_or(0, |word| word.len());
        if lead + tail == 0 || lead + tail >= text.len() {
            return range;
        }
        range = trim_matches(body, range.start + lead..range.end - tail, char::is_whitespace);
    }
}

const LEADS: [&str; 28] = [
    "老板",
    "客服",
    "您好",
    "你好",
    "在吗",
    "请问",
    "我想买",
    "我想要",
    "我想充",
    "我要买",
    "我要充",
    "我要",
    "想买",
    "想要",
    "想充",
    "要买",
    "本店",
    "有没有",
    "买一张",
    "买",
    "来一张",
    "来一个",
    "就是",
    "那就",
    "这个",
    "亲",
    "对",
    "要",
];
const TAILS: [&str; 36] = [
    "能充吗",
    "能用吗",
    "可以充吗",
    "能买吗",
    "怎么充",
    "能充不",
    "现在",
    "目前",
    "今天",
    "多少",
    "还有货吗",
    "有货吗",
    "还有吗",
    "有现货吗",
    "有吗",
    "对吗",
    "可以吗",
    "行吗",
    "是吗",
    "吗",
    "多少钱",
    "什么价",
    "怎么卖",
    "怎么买",
    "是吧",
    "对吧",
    "吧",
    "呢",
    "么",
    "哦",
    "有货",
    "现货",
    "几天到",
    "多久到",
    "的",
    "价格",
];

/// How fully a statement names goods.
fn points(text: &str) -> Option<u32> {
    let length = text.chars().count();
    if !(4..=36).contains(&length) || VERBS.iter().any(|word| text.contains(word)) {
        return None;
    }
    let goods: u32 = WORDS
        .goods
        .find(text)
        .filter_map(|(_, points)| points.iter().map(|(_, p)| *p).max())
        .take(4)
        .sum();
    let game = if WORDS.games.any(text) { 10 } else { 0 };
    let size = text.contains(|c: char| c.is_ascii_digit()) || WORDS.lengths.any(text);
    (goods + game >= LEAST && size).then_some(goods + game)
}

/// Words of fewer points are said of everything.
const LEAST: u32 = 5;

/// What is said of goods, and does not name them.
const VERBS: [&str; 24] = [
    "发",
    "不",
    "请",
    "到账",
    "怎么",
    "可以",
    "一共",
    "合计",
    "共",
    "拍",
    "退",
    "联系",
    "付",
    "号码",
    "卡号",
    "确认",
    "没",
    "号是",
    "面值",
    "激活后",
    "多久",
    "能",
    "@",
    "您的",
];
