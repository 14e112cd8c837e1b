//! The order's number and its state.

use std::ops::Range;
use std::sync::LazyLock;

use model::Field;
use regex::Regex;

use super::labels::is_message;
use super::lines::{head, tail};
use super::matcher::pattern;
use super::pairs::Role;
use super::sheet::{Candidates, Sheet, rank};
use super::times::{self, TIME, TIME_CHARS};
use super::words::WORDS;

static ORDER_NO: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[A-Za-z0-9][A-Za-z0-9_-]{4,63}(?:\.[0-9]{2,12}\b)?"));
/// A number in groups, as recognition and receipts print it.
static GROUPED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[: ]{0,3}([0-9]{2,8}(?: [0-9]{2,8}){1,9})(?:\s|$)"));
static REST: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\n ?([0-9]{2,12}) ?(?:\n|$)"));
pub(super) fn read(sheet: &Sheet<'_>, found: &mut Candidates) {
    order_no(sheet, found);
    status(sheet, found);
    times::read(sheet, found);
}

fn order_no(sheet: &Sheet<'_>, found: &mut Candidates) {
    let body = sheet.body.as_str();
    for pair in &sheet.pairs {
        note_number(sheet, found, pair.role, &pair.value);
    }
    // In a message the number follows its label without a colon.
    for (label, role) in WORDS.numbers.find(body) {
        // 外部单号 is not the order's own.
        let cut = body[..label.start].ends_with(char::is_alphabetic)
            && !body[..label.start].ends_with(['您', '的', '为', '是', '在']);
        let other = cut
            || ["售后", "退款", "物流", "快递"].iter().any(|w| body[..label.start].ends_with(w));
        if !other && sheet.pair_at(label.end).is_none_or(|pair| !pair.role.is_order_number()) {
            let value = label.end..label.end + head(&body[label.end..], NUMBER_CHARS).len();
            note_number(sheet, found, *role, &value);
        }
    }
}

/// The longest number of an order, in characters.
const NUMBER_CHARS: usize = 64;

fn note_number(sheet: &Sheet<'_>, found: &mut Candidates, role: Role, value: &Range<usize>) {
    let sure = match role {
        Role::OrderNo => rank::LABELLED,
        Role::MerchantNo => 70,
        Role::ChannelNo => rank::WORDED,
        _ => return,
    };
    let text = sheet.body[value.clone()].split('\n').next().unwrap_or_default();
    if let Some(number) = GROUPED.captures(text).and_then(|c| c.get(1)) {
        let at = value.start + number.start()..value.start + number.end();
        found.text(Field::OrderNo, &number.as_str().replace(' ', ""), sure, at);
        return;
    }
    let hit = ORDER_NO.find(text).filter(|hit| {
        hit.start() <= 4 && hit.as_str().bytes().filter(u8::is_ascii_digit).count() >= 3
    });
    let Some(hit) = hit else { return };
    let at = value.start + hit.start()..value.start + hit.end();
    // A long number may go on below.
    let rest = REST
        .captures(head(&sheet.body[at.end..], NUMBER_CHARS))
        .and_then(|c| c.get(1))
        .map(|rest| at.end + rest.start()..at.end + rest.end())
        .filter(|rest| sheet.pair_at(rest.start).is_none());
    match rest
        .filter(|_| hit.len() >= LONG_DIGITS && hit.as_str().bytes().all(|b| b.is_ascii_digit()))
    {
        Some(rest) => {
            let whole = format!("{}{}", hit.as_str(), &sheet.body[rest.clone()]);
            found.text(Field::OrderNo, &whole, sure, at.start..rest.end);
        }
        None => found.text(Field::OrderNo, hit.as_str(), sure, at),
    }
}

/// Shorter numbers are not broken over two lines.
const LONG_DIGITS: usize = 8;

fn status(sheet: &Sheet<'_>, found: &mut Candidates) {
    for pair in sheet.with_role(Role::Status) {
        let value = together(sheet.text.written(&pair.value));
        if value.chars().count() <= STATUS_CHARS {
            found.text(Field::Status, &value, rank::LABELLED, pair.value.clone());
        }
    }
    for pair in sheet.pairs.iter().filter(|pair| pair.role.is_order_number()) {
        after_number(sheet, found, &pair.value);
    }
    for line in &sheet.lines {
        let text = &sheet.body[line.clone()];
        // A time may stand before the state.
        let dated = TIME.find(head(text, TIME_CHARS)).filter(|hit| hit.start() == 0);
        let text = &text[dated.map_or(0, |hit| hit.end())..];
        let line = line.end - text.len()..line.end;
        let core = text.trim_matches(|c: char| {
            c.is_whitespace()
                || super::matcher::is_pictogram(c)
                || matches!(c, '!' | '。' | '~' | '【' | '】' | '[' | ']' | '\u{B7}' | '\u{221A}')
        });
        if is_message(&sheet.body[line.clone()]) {
            told(sheet, found, &line);
        }
        if core.len() > STATUS_CHARS * 4 {
            continue;
        }
        if let Some((range, ())) = WORDS.statuses.first(core)
            && range == (0..core.len())
        {
            let start = line.start + text.find(core).unwrap_or_default();
            note(sheet, found, start..start + core.len());
        } else if is_chain(core) {
            let start = line.start + text.find(core).unwrap_or_default();
            note(sheet, found, start..start + core.len());
        } else if let Some(state) = spread(core) {
            let start = line.start + text.find(core).unwrap_or_default();
            found.text(Field::Status, &state, rank::TITLE, start..start + core.len());
        } else if let Some(state) = headed(core) {
            let start = line.start + text.find(core).unwrap_or_default() + state.start;
            note(sheet, found, start..start + state.len());
        } else if let Some((range, ())) = WORDS.statuses.first(core)
            && range.start == 0
            && !core[range.end..]
                .trim_start()
                .starts_with(|c: char| c.is_ascii_digit() || c == '\u{A5}')
            && core[range.end..].starts_with(['\u{FF0C}', ',', ' ', '!', '(', '。', '\u{A5}', ':'])
        {
            let start = line.start + text.find(core).unwrap_or_default();
            found.text(Field::Status, &core[range.clone()], LEADING, start..start + range.end);
        } else if let Some(state) = result(core) {
            let start = line.start + text.find(core).unwrap_or_default() + state.start;
            found.text(Field::Status, &core[state.clone()], RESULT, start..start + state.len());
        }
    }
}

/// 充 值 中 is one word, as recognition spreads it.
fn together(value: String) -> String {
    let spread = value.contains(' ') && value.split(' ').all(|part| part.chars().count() == 1);
    if spread { value.replace(' ', "") } else { value }
}

/// 订单 A-110 已完成: the state stands behind the number.
fn after_number(sheet: &Sheet<'_>, found: &mut Candidates, value: &Range<usize>) {
    let text = &sheet.body[value.clone()];
    let Some(at) = text.find(' ') else { return };
    let state = text[at..].trim();
    let start = value.start + text.len() - text[at..].trim_start().len();
    if WORDS.statuses.first(state).is_some_and(|(r, ())| r == (0..state.len())) {
        found.text(Field::Status, state, LEADING, start..start + state.len());
    }
}

/// A result with what it is the result of: 话费充值成功, 订单支付成功通知.
fn result(line: &str) -> Option<Range<usize>> {
    let word = line.split(' ').next_back().unwrap_or_default();
    let start = line.len() - word.len();
    let whole = word.trim_end_matches("通知").trim_end_matches("提醒").trim_end_matches("啦");
    let state = ending(whole)?;
    let lead = &whole[..state.start];
    let plain = lead.chars().all(char::is_alphabetic) && lead.chars().count() <= LEAD_CHARS;
    let named = lead != "订单";
    let supposed = ["您", "你", "恭喜", "如", "若", "请", "后", "将", "未", "前"]
        .iter()
        .any(|w| lead.contains(w));
    let from = if named { 0 } else { state.start };
    (plain && !supposed).then_some(start + from..start + whole.len())
}

/// The longest word before a result, in characters.
const LEAD_CHARS: usize = 6;

/// A statement of a message that ends with a state: 您购买的年卡已发货.
fn told(sheet: &Sheet<'_>, found: &mut Candidates, line: &Range<usize>) {
    let text = &sheet.body[line.clone()];
    let mut start = 0;
    for clause in text.split(['\u{FF0C}', '。', ';', '!']) {
        let core = clause.trim_end();
        let state = ending(core);
        let supposed =
            ["如", "若", "请", "后", "将", "未", "前"].iter().any(|word| core.contains(word));
        if let Some(state) = state.filter(|_| !supposed) {
            let at = line.start + start;
            let value = sheet.text.written(&(at + state.start..at + state.end));
            found.text(Field::Status, &value, TOLD, at + state.start..at + state.end);
        }
        start +=
            clause.len() + text[start + clause.len()..].chars().next().map_or(0, char::len_utf8);
    }
}

/// The longest state that a statement ends with.
pub(super) fn ending(statement: &str) -> Option<Range<usize>> {
    let last = tail(statement, ENDING_CHARS);
    let base = statement.len() - last.len();
    last.char_indices().map(|(at, _)| at).find_map(|at| {
        let whole =
            WORDS.statuses.first(&last[at..]).is_some_and(|(r, ())| r == (0..last.len() - at));
        whole.then(|| base + at..statement.len())
    })
}

/// The longest state that is looked for, in characters.
const ENDING_CHARS: usize = 12;

/// The state after a heading on its line: 订单详情 \u{B7} 已取消.
fn headed(line: &str) -> Option<Range<usize>> {
    let apart = |c: char| {
        c.is_whitespace() || matches!(c, '\u{B7}' | '|' | '-' | ':' | '>' | '/' | '\u{2022}')
    };
    let (at, width) =
        line.char_indices().rev().find(|(_, c)| apart(*c)).map(|(at, c)| (at, c.len_utf8()))?;
    let state = at + width..line.len();
    let heading = line[..at].trim_end_matches(apart);
    let whole =
        WORDS.statuses.first(&line[state.clone()]).is_some_and(|(r, ())| r == (0..state.len()));
    let latin = heading.is_ascii() && heading.chars().any(|c| c.is_ascii_alphabetic());
    (whole && (latin || HEADINGS.contains(&heading))).then_some(state)
}

/// A state with gaps in it: 支付 成功; or said of one side: 你已退还.
fn spread(line: &str) -> Option<String> {
    if line.len() > STATUS_CHARS * 3 {
        return None;
    }
    let joined: String = line.chars().filter(|c| *c != ' ').collect();
    let state = ["你", "您", "对方", "朋友", "好友"]
        .iter()
        .find_map(|side| joined.strip_prefix(side))
        .unwrap_or(&joined);
    let whole = WORDS.statuses.first(state).is_some_and(|(r, ())| r == (0..state.len()));
    whole.then_some(joined)
}

const HEADINGS: [&str; 16] = [
    "订单详情",
    "订单",
    "交易详情",
    "我的订单",
    "支付结果",
    "付款结果",
    "充值结果",
    "交易结果",
    "账单详情",
    "订单信息",
    "查看订单",
    "转账详情",
    "办理结果",
    "缴费结果",
    "支付详情",
    "当前订单",
];

/// Two states in one line: 买家已付款，等待发货.
fn is_chain(line: &str) -> bool {
    let parts = line.split(['\u{FF0C}', ',']);
    let is_state = |part: &str| {
        WORDS.statuses.first(part.trim()).is_some_and(|(r, ())| r == (0..part.trim().len()))
    };
    line.chars().count() <= STATUS_CHARS
        && parts.clone().count() == 2
        && parts.clone().all(is_state)
}

/// A state at the start of a longer line.
const LEADING: u8 = 40;
/// A state at the end of a heading.
const RESULT: u8 = 38;
/// A state within a sentence.
const TOLD: u8 = 35;

fn note(sheet: &Sheet<'_>, found: &mut Candidates, range: Range<usize>) {
    let value = sheet.text.written(&range);
    found.text(Field::Status, &value, rank::TITLE, range);
}

/// The longest wording of a state, in characters.
const STATUS_CHARS: usize = 20;
