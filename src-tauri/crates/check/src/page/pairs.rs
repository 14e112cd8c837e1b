//! Labels and what stands after them, on the same line or on the next.

use std::ops::Range;

use serde::Deserialize;

use super::choice::shape;
use super::labels::{Label, Line, in_menu, line};
use super::lines::trim_matches;
use super::tables::table;
use super::words::WORDS;

/// What a label says that its value is; the keys of `data/reader/labels.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Role {
    FaceValue,
    Loaded,
    PriceFinal,
    PriceDeal,
    Price,
    PriceOther,
    TotalPaid,
    Total,
    TotalBefore,
    Discount,
    Fee,
    Balance,
    Quantity,
    Name,
    Chosen,
    Carrier,
    Place,
    Game,
    Server,
    Platform,
    AccountSystem,
    Length,
    Validity,
    Edition,
    Region,
    Delivery,
    Recipient,
    RecipientMaybe,
    Character,
    OrderNo,
    MerchantNo,
    ChannelNo,
    Status,
    Payee,
    PaidAt,
    Apart,
    Speed,
    Note,
    /// A label that the reader does not know.
    #[serde(skip)]
    Unknown,
}

impl Role {
    pub(super) fn is_order_number(self) -> bool {
        matches!(self, Self::OrderNo | Self::MerchantNo | Self::ChannelNo)
    }

    /// Whether its value is a sum of money.
    pub(super) fn is_money(self) -> bool {
        matches!(
            self,
            Self::FaceValue
                | Self::Loaded
                | Self::PriceFinal
                | Self::PriceDeal
                | Self::Price
                | Self::PriceOther
                | Self::TotalPaid
                | Self::Total
                | Self::TotalBefore
                | Self::Discount
                | Self::Fee
                | Self::Balance
        )
    }
}

/// A label and its value, as places in the folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    pub role: Role,
    pub label: Range<usize>,
    pub value: Range<usize>,
}

/// All labels of `body` with their values.
pub(super) fn pairs(body: &str, ranges: &[Range<usize>]) -> Vec<Pair> {
    let mut lines: Vec<Line> = ranges.iter().map(|range| line(body, range.clone())).collect();
    hear_speakers(body, &mut lines);
    let lines = with_systems(body, lines);
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let rows = table(body, &lines[at..], &mut found);
        if rows > 0 {
            at += rows;
            continue;
        }
        let run = lines[at..].iter().take_while(|line| line.bare().is_some()).count();
        if run > 0 {
            at += run;
            stacked(body, &lines[at - run..], run, &mut found);
            continue;
        }
        same_line(body, &lines[at], &mut found);
        // A label at the end of a line has its value on the next.
        if let (Some(last), Some(next)) = (lines[at].labels.last(), lines.get(at + 1))
            && last.value >= lines[at].range.end
            && last.role != Role::Unknown
            && !next.is_labelled()
        {
            push(body, last, next.range.clone(), &mut found);
        }
        at += 1;
    }
    // Tables are read row by row, stacks column by column.
    found.sort_by_key(|pair| pair.value.start);
    found
}

/// Below 账号类型 the word QQ is a value and no label.
fn with_systems(body: &str, mut lines: Vec<Line>) -> Vec<Line> {
    for at in 1..lines.len() {
        let asked = lines[at - 1].bare().is_some_and(|label| label.role == Role::AccountSystem);
        let answer = lines[at].bare().is_some_and(|label| {
            !label.colon && WORDS.accounts_labelled.any(&body[label.range.clone()])
        });
        if asked && answer {
            lines[at].labels.clear();
        }
    }
    lines
}

/// In a talk the words before a colon say who speaks, and what follows is about the goods.
fn hear_speakers(body: &str, lines: &mut [Line]) {
    let speaks = |line: &Line| {
        line.labels
            .first()
            .is_some_and(|l| l.colon && matches!(&body[l.range.clone()], "我" | "你"))
    };
    let speaker = |line: &&Line| {
        line.labels.first().is_some_and(|l| {
            let who = &body[l.range.clone()];
            l.colon && (SPEAKERS.contains(&who) || OTHER_SPEAKERS.contains(&who))
        })
    };
    if !lines.iter().any(speaks) && lines.iter().filter(speaker).count() < 3 {
        return;
    }
    for label in lines.iter_mut().filter_map(|line| line.labels.first_mut()) {
        if label.role == Role::Apart && SPEAKERS.contains(&&body[label.range.clone()]) {
            label.role = Role::Unknown;
        }
    }
}

/// These speak too, and head nothing else.
const OTHER_SPEAKERS: [&str; 5] = ["用户", "顾客", "客户", "系统", "系统提示"];

const SPEAKERS: [&str; 8] = ["卖家", "客服", "掌柜", "店主", "商家", "买家", "老板", "在线客服"];

pub(super) fn push(body: &str, label: &Label, value: Range<usize>, found: &mut Vec<Pair>) {
    let value = tidy(body, value);
    // 我的订单 heads a list and numbers nothing.
    let misread = label.role.is_order_number()
        && !body[value.clone()]
            .split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '*'))
            .next()
            .is_some_and(|first| first.contains(|c: char| c.is_ascii_digit()));
    if !value.is_empty() && !misread {
        found.push(Pair { role: label.role, label: label.range.clone(), value });
    }
}

fn same_line(body: &str, line: &Line, found: &mut Vec<Pair>) {
    for (index, label) in line.labels.iter().enumerate() {
        let end = line.labels.get(index + 1).map_or(line.range.end, |next| next.range.start);
        let end = if line.message { statement(body, label.value..end) } else { end };
        if label.value < end {
            push(body, label, label.value..end, found);
        }
    }
}

/// Where the statement ends that begins a stretch of a message.
fn statement(body: &str, range: Range<usize>) -> usize {
    let mut open = 0_usize;
    for (at, c) in body[range.clone()].char_indices() {
        match c {
            '\u{FF0C}' | '。' | ';' => return range.start + at,
            '(' => open += 1,
            ')' if open == 0 => return range.start + at,
            ')' => open -= 1,
            _ => {}
        }
    }
    range.end
}

/// `run` lines that are labels alone, and after them their values: one by one, or, when a table
/// was pasted column by column, all of them in the same order.
fn stacked(body: &str, lines: &[Line], run: usize, found: &mut Vec<Pair>) {
    let values = lines[run..].iter().take(run).take_while(|line| line.labels.is_empty());
    if run > 1 && values.clone().count() == run {
        for (label, value) in lines[..run].iter().filter_map(Line::bare).zip(values) {
            push(body, label, value.range.clone(), found);
        }
        return;
    }
    let (Some(label), Some(next)) = (lines[run - 1].bare(), lines.get(run)) else { return };
    // 商品名称 above 崩坏:星穹铁道: the colon is the name's own.
    let named = label.role == Role::Name
        && next.labels.first().is_some_and(|l| l.role == Role::Unknown)
        && next.labels.len() == 1;
    if named {
        push(body, label, next.range.clone(), found);
        return;
    }
    if next.is_labelled() || !label.role.is_order_number() && is_list(body, lines, run) {
        return;
    }
    let end = next.labels.first().map_or(next.range.end, |l| l.range.start);
    // 百亿补贴 above a price is a banner; what is taken off is written with a minus.
    let banner = label.role == Role::Discount
        && !label.colon
        && !body[next.range.clone()].starts_with(['-', '\u{2212}']);
    if banner {
        return;
    }
    // A menu's last word is not the label of what follows the menu.
    let word = &body[label.range.clone()];
    if label.role != Role::Apart || label.colon || !(in_menu(word) || SPEAKERS.contains(&word)) {
        push(body, label, next.range.start..end, found);
    }
    if !next.labels.is_empty() {
        same_line(body, next, found);
    }
}

/// Options to choose from stand below their label, one a line and alike in form.
fn is_list(body: &str, lines: &[Line], at: usize) -> bool {
    let form = |index: usize| lines.get(index).map(|line: &Line| shape(&body[line.range.clone()]));
    let priced = |index: usize| form(index).is_some_and(|form| form.contains("\u{A5}#"));
    form(at).is_some_and(|shape| shape.contains('#')) && form(at) == form(at + 1)
        || priced(at) && priced(at + 1) && priced(at + 2)
}

/// A value without the buttons and brackets that stand around it.
fn tidy(body: &str, value: Range<usize>) -> Range<usize> {
    let mut value = trim_value(body, value);
    // A form marks what must be filled in.
    if body[value.clone()].starts_with("* ") {
        value = trim_value(body, value.start + 2..value.end);
    }
    while let Some(button) = BUTTONS.iter().find(|button| body[value.clone()].ends_with(**button)) {
        let cut = value.start..value.end - button.len();
        // A value that is one of these words alone stays.
        if cut.is_empty() || !body[cut.clone()].ends_with([' ', '\t', '>', '|', '[', '(']) {
            break;
        }
        value = trim_value(body, cut);
    }
    value
}

fn trim_value(body: &str, value: Range<usize>) -> Range<usize> {
    trim_matches(body, value, |c| {
        c.is_whitespace()
            || matches!(
                c,
                '|' | '丨'
                    | ';'
                    | '\u{FF0C}'
                    | ','
                    | '。'
                    | '>'
                    | '\u{203A}'
                    | '"'
                    | '\u{201C}'
                    | '\u{201D}'
            )
    })
}

const BUTTONS: [&str; 10] =
    ["复制", "修改", "查看", "更换", "编辑", "[复制", "[修改", "(复制)", "更改", "详情"];
