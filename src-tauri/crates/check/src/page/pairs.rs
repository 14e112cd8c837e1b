//! Labels and what stands after them, on the same line or on the next.

use std::ops::Range;

use serde::Deserialize;

use super::lines::{trim, trim_matches};
use super::scope::shape;
use super::words::WORDS;

/// What a label says that its value is; the keys of `data/reader/labels.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
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

/// What one line consists of.
struct Line {
    range: Range<usize>,
    labels: Vec<Label>,
}

struct Label {
    role: Role,
    range: Range<usize>,
    /// Where its value begins when it stands on the same line.
    value: usize,
    colon: bool,
}

impl Line {
    /// The label of a line that is nothing but that label.
    fn bare(&self) -> Option<&Label> {
        let label = self.labels.first()?;
        let alone = self.labels.len() == 1 && label.value >= self.range.end;
        (alone && label.role != Role::Unknown).then_some(label)
    }

    fn is_labelled(&self) -> bool {
        self.labels.first().is_some_and(|l| l.range.start <= self.range.start + LEAD_BYTES)
    }
}

/// A bullet or bracket may stand before a line's label.
const LEAD_BYTES: usize = 4;

/// All labels of `body` with their values.
pub(super) fn pairs(body: &str, ranges: &[Range<usize>]) -> Vec<Pair> {
    let mut lines: Vec<Line> = ranges.iter().map(|range| line(body, range.clone())).collect();
    hear_speakers(body, &mut lines);
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

/// In a talk the words before a colon say who speaks, and what follows is about the goods.
fn hear_speakers(body: &str, lines: &mut [Line]) {
    let speaks = |line: &Line| {
        line.labels
            .first()
            .is_some_and(|l| l.colon && matches!(&body[l.range.clone()], "我" | "你"))
    };
    let speaker = |line: &&Line| {
        line.labels.first().is_some_and(|l| l.colon && SPEAKERS.contains(&&body[l.range.clone()]))
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

const SPEAKERS: [&str; 8] = ["卖家", "客服", "掌柜", "店主", "商家", "买家", "老板", "在线客服"];

fn push(body: &str, label: &Label, value: Range<usize>, found: &mut Vec<Pair>) {
    let value = tidy(body, value);
    // 我的订单 heads a list and numbers nothing.
    let misread = label.role.is_order_number()
        && !body[value.clone()].starts_with(|c: char| c.is_ascii_alphanumeric());
    if !value.is_empty() && !misread {
        found.push(Pair { role: label.role, label: label.range.clone(), value });
    }
}

fn same_line(body: &str, line: &Line, found: &mut Vec<Pair>) {
    for (index, label) in line.labels.iter().enumerate() {
        let end = line.labels.get(index + 1).map_or(line.range.end, |next| next.range.start);
        if label.value < end {
            push(body, label, label.value..end, found);
        }
    }
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
    if next.is_labelled() || is_list(body, lines, run) {
        return;
    }
    let end = next.labels.first().map_or(next.range.end, |l| l.range.start);
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
    form(at).is_some_and(|shape| shape.contains('#')) && form(at) == form(at + 1)
}

/// The most rows that one table head is read for.
const TABLE_ROWS: usize = 20;

/// Reads a row of labels and the rows below it; the number of lines used up.
fn table(body: &str, lines: &[Line], found: &mut Vec<Pair>) -> usize {
    let Some(head) = lines.first() else { return 0 };
    let Some(labels) = header(body, &head.range) else { return 0 };
    let mut rows = 0;
    // A line that begins with a label of its own is no row.
    let labelled = |line: &&Line| line.is_labelled() && line.labels[0].role != Role::Unknown;
    for line in lines[1..].iter().take(TABLE_ROWS).take_while(|line| !labelled(line)) {
        let cells = with_whole_name(cells(body, &line.range, labels.len()), &labels);
        if cells.len() != labels.len() {
            break;
        }
        for (label, cell) in labels.iter().zip(cells) {
            push(body, label, cell, found);
        }
        rows += 1;
    }
    if rows == 0 { 0 } else { rows + 1 }
}

/// A row of labels; of a long one the reader may not know them all.
fn header(body: &str, range: &Range<usize>) -> Option<Vec<Label>> {
    let labels: Vec<Label> = tokens(body, range.clone())
        .into_iter()
        .map(|token| {
            let token = decorated(body, token);
            let role = known(&body[token.clone()]).unwrap_or(Role::Unknown);
            Label { role, value: token.end, range: token, colon: false }
        })
        .collect();
    let unknown = labels.iter().filter(|label| label.role == Role::Unknown).count();
    let plain =
        body[range.clone()].chars().all(|c| !c.is_ascii_digit() && !matches!(c, ':' | '\u{A5}'));
    let most = unknown == 0 || labels.len() >= 4 && unknown * 2 <= labels.len() && plain;
    (labels.len() >= 2 && most).then_some(labels)
}

/// A name with spaces in it makes a row longer than its head.
fn with_whole_name(mut cells: Vec<Range<usize>>, labels: &[Label]) -> Vec<Range<usize>> {
    let named = labels.len() >= 4 && labels.first().is_some_and(|label| label.role == Role::Name);
    if let Some(more) = cells.len().checked_sub(labels.len()).filter(|more| named && *more > 0) {
        cells[0].end = cells[more].end;
        cells.drain(1..=more);
    }
    cells
}

/// The cells of a row: parted by tabs, bars or wide gaps, else by single spaces.
fn cells(body: &str, range: &Range<usize>, wanted: usize) -> Vec<Range<usize>> {
    let wide = split(body, range.clone(), |text| {
        let bar = text.starts_with(['\t', '|']);
        if bar { 1 } else { text.bytes().take_while(|b| *b == b' ').count().max(1) - 1 }
    });
    if wide.len() == wanted { wide } else { tokens(body, range.clone()) }
}

/// Parts a stretch at every place where `gap` finds separators of more than 0 bytes.
fn split(body: &str, range: Range<usize>, gap: impl Fn(&str) -> usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = range.start;
    let mut at = range.start;
    while at < range.end {
        let length = gap(&body[at..range.end]);
        let Some(character) = body[at..].chars().next() else { break };
        if length > 0 {
            parts.push(trim(body, start..at));
            at += length;
            start = at.min(range.end);
        } else {
            at += character.len_utf8();
        }
    }
    parts.push(trim(body, start..range.end));
    parts.retain(|part| !part.is_empty());
    parts
}

/// Words of a line, parted by spaces and the punctuation between statements.
pub(super) fn tokens(body: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = range.start;
    let bytes = body.as_bytes();
    for (offset, character) in body[range.clone()].char_indices() {
        let at = range.start + offset;
        // A comma within a number groups its digits.
        let parts = match character {
            ',' => !bytes.get(at + 1).is_some_and(u8::is_ascii_digit),
            _ => {
                character.is_whitespace()
                    || matches!(character, '|' | '丨' | '\u{FF0C}' | ';' | '。')
            }
        };
        if parts {
            if start < at {
                found.push(start..at);
            }
            start = at + character.len_utf8();
        }
    }
    if start < range.end {
        found.push(start..range.end);
    }
    found
}

fn line(body: &str, range: Range<usize>) -> Line {
    let mut labels: Vec<Label> = Vec::new();
    let tokens = unspoken(body, tokens(body, range.clone()));
    let mut first = true;
    for (index, token) in tokens.iter().enumerate() {
        let more = index + 1 < tokens.len();
        let valued = labels.last().is_some_and(|l| l.value < token.start);
        if let Some(label) = with_colon(body, token, labels.is_empty() || valued || first) {
            // What a speaker says may begin with a label of its own.
            first = label.role == Role::Unknown && label.value >= token.end;
            labels.push(label);
            continue;
        }
        let leads = std::mem::take(&mut first);
        if let Some(label) = glued(body, token, !labels.iter().any(|label| label.role.is_money())) {
            labels.push(label);
            continue;
        }
        let core = decorated(body, token.clone());
        let Some(role) = known(&body[core.clone()]) else { continue };
        let plain = if leads {
            !more
                || !in_menu(&body[core.clone()])
                || tokens[index + 1..].iter().take(4).any(|next| !in_menu(&body[next.clone()]))
        } else if more && body[..token.start].ends_with('\t') {
            // Labels and values in turn, in cells of their own.
            valued
        } else {
            // Further labels without a colon are believed where the value cannot be words.
            more && is_value(role, valued, &body[tokens[index + 1].clone()])
        };
        let colon_follows = more && body[tokens[index + 1].clone()].starts_with(':');
        if plain || colon_follows {
            let next = tokens.get(index + 1).map_or(range.end, |next| next.start);
            let value = if colon_follows { next + 1 } else { next };
            labels.push(Label { role, range: core, value, colon: colon_follows });
        }
    }
    for label in &mut labels {
        label.value = trim(body, label.value.min(range.end)..range.end).start;
    }
    Line { range, labels }
}

/// A label that its number follows at once: 单价99.5, 数量3.
fn glued(body: &str, token: &Range<usize>, first: bool) -> Option<Label> {
    let text = &body[token.clone()];
    let at = text.find(|c: char| c.is_ascii_digit() || matches!(c, '\u{A5}' | '('))?;
    let role = known(&text[..at]).filter(|role| role.is_money() || *role == Role::Quantity)?;
    // 送1个 belongs to a title unless prices stand before it.
    let extra = matches!(role, Role::Discount | Role::Fee | Role::Balance);
    if text[at..].starts_with('(') || (first && extra) {
        return None;
    }
    let cut = token.start + at;
    Some(Label { role, range: token.start..cut, value: cut, colon: false })
}

/// `我:邮箱 a@b.cn` is read as if a space stood after the colon.
fn unspoken(body: &str, tokens: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let Some(first) = tokens.first().cloned() else { return tokens };
    let text = &body[first.clone()];
    let Some(colon) = text.find(':').filter(|at| *at > 0 && at + 1 < text.len()) else {
        return tokens;
    };
    if known(&text[..colon]).is_some_and(|role| role != Role::Apart)
        || text[colon..].starts_with("://")
    {
        return tokens;
    }
    let cut = first.start + colon + 1;
    [first.start..cut, cut..first.end].into_iter().chain(tokens.into_iter().skip(1)).collect()
}

/// Whether what follows a label amid a line can only be its value.
fn is_value(role: Role, valued: bool, next: &str) -> bool {
    match role {
        Role::Status => valued,
        Role::Quantity | Role::OrderNo | Role::Recipient | Role::RecipientMaybe => is_number(next),
        _ => role.is_money() && is_sum(next),
    }
}

fn is_sum(token: &str) -> bool {
    token.trim_start_matches(['-', '+', '\u{A5}', '仅']).starts_with(|c: char| c.is_ascii_digit())
        || token == "\u{A5}"
}

fn is_number(token: &str) -> bool {
    token.contains('@') || token.starts_with(|c: char| c.is_ascii_digit())
}

/// The longest label, in characters.
const LABEL_CHARS: usize = 16;

/// A token that holds a label and its colon.
fn with_colon(body: &str, token: &Range<usize>, may_be_unknown: bool) -> Option<Label> {
    let text = &body[token.clone()];
    if let Some(label) = in_brackets(body, token) {
        return Some(label);
    }
    let colon = text.find(':')?;
    let range = decorated(body, token.start..token.start + colon);
    let label = &body[range.clone()];
    let is_time =
        label.ends_with(|c: char| c.is_ascii_digit()) && !label.contains(|c: char| !c.is_ascii());
    let is_address = text[colon..].starts_with("://");
    if label.is_empty() || is_time || is_address || label.chars().count() > LABEL_CHARS {
        return None;
    }
    let role = known(label).unwrap_or(Role::Unknown);
    if role == Role::Unknown
        && (!may_be_unknown || WORDS.colon_names.iter().any(|name| label.ends_with(name.as_str())))
    {
        return None;
    }
    Some(Label { role, range, value: token.start + colon + 1, colon: true })
}

/// A label in brackets with its value right behind: 【价格】68元.
fn in_brackets(body: &str, token: &Range<usize>) -> Option<Label> {
    let text = &body[token.clone()];
    let inner = text.strip_prefix(['【', '['])?;
    let (label, value) = inner.split_once(['】', ']'])?;
    let role = known(label).filter(|_| !value.is_empty() && !value.starts_with(':'))?;
    let start = token.start + text.len() - inner.len();
    let value = token.end - value.len();
    Some(Label { role, range: start..start + label.len(), value, colon: true })
}

/// A token without the brackets, bullets and notes around its label.
fn decorated(body: &str, token: Range<usize>) -> Range<usize> {
    trim_matches(body, token, |c| {
        matches!(
            c,
            '【' | '】'
                | '['
                | ']'
                | '\u{B7}'
                | '\u{2022}'
                | '\u{25CF}'
                | '\u{25CB}'
                | '*'
                | '#'
                | '>'
                | '"'
                | '-'
                | '「'
                | '」'
                | '\u{25AA}'
                | '\u{25C6}'
                | '\u{25A0}'
        ) || c.is_whitespace()
            || super::words::is_pictogram(c)
    })
}

/// The role of a label, also with a note in brackets or one of the usual leading words.
fn known(label: &str) -> Option<Role> {
    if label.chars().count() > LABEL_CHARS {
        return None;
    }
    let lower = label.to_lowercase();
    let roles = &WORDS.roles;
    if let Some(role) = roles.get(&lower) {
        return Some(*role);
    }
    let core = lower.split_once('(').map_or(lower.as_str(), |(core, _)| core).trim_end();
    let core = core.trim_end_matches("为").trim_end_matches("是");
    let short = LEADING.iter().find_map(|lead| core.strip_prefix(lead)).unwrap_or(core);
    let sum = short.strip_suffix("金额").unwrap_or(short);
    [core, short, sum].iter().find_map(|word| roles.get(*word)).copied()
}

/// Words before a label that leave its meaning as it is.
const LEADING: [&str; 12] = [
    "您的",
    "我的",
    "本次",
    "当前",
    "所选",
    "该",
    "本单",
    "请核对",
    "请确认",
    "需要",
    "选择",
    "填写",
];

pub(super) fn in_menu(text: &str) -> bool {
    WORDS.sections.menu.iter().any(|word| word == text)
}

/// A value without the buttons and brackets that stand around it.
fn tidy(body: &str, value: Range<usize>) -> Range<usize> {
    let mut value = trim_value(body, value);
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
