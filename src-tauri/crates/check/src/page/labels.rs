//! The labels of one line: with a colon, in brackets, before a gap, or glued to a number.

use std::borrow::Cow;
use std::ops::Range;

use super::lines::{trim, trim_matches};
use super::matcher::is_pictogram;
use super::pairs::Role;
use super::words::WORDS;

/// What one line consists of.
pub(super) struct Line {
    pub range: Range<usize>,
    pub labels: Vec<Label>,
    /// Its statements end at commas.
    pub message: bool,
}

pub(super) struct Label {
    pub role: Role,
    pub range: Range<usize>,
    /// Where its value begins when it stands on the same line.
    pub value: usize,
    pub colon: bool,
}

impl Line {
    /// The label of a line that is nothing but that label.
    pub(super) fn bare(&self) -> Option<&Label> {
        let label = self.labels.first()?;
        let alone = self.labels.len() == 1 && label.value >= self.range.end;
        (alone && label.role != Role::Unknown).then_some(label)
    }

    pub(super) fn is_labelled(&self) -> bool {
        self.labels.first().is_some_and(|l| l.range.start <= self.range.start + LEAD_BYTES)
    }
}

/// A bullet or bracket may stand before a line's label.
const LEAD_BYTES: usize = 4;

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

/// A message that tells of an order in sentences, its statements parted by commas.
pub(super) fn is_message(line: &str) -> bool {
    let opened = line.starts_with('【') || ADDRESSES.iter().any(|word| line.contains(word));
    let stops = line.chars().filter(|c| matches!(c, '\u{FF0C}' | '。' | ';'));
    opened && line.len() <= MESSAGE_BYTES && stops.take(2).count() == 2
}

const ADDRESSES: [&str; 6] = ["您的订单", "您购买", "尊敬的", "您于", "您订购", "您的账户"];
/// Messages are short.
const MESSAGE_BYTES: usize = 1500;

/// In a message brackets part statements too.
fn statements(body: &str, tokens: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    for token in tokens {
        let mut start = token.start;
        for (at, c) in body[token.clone()].char_indices() {
            let at = token.start + at;
            if matches!(c, '】' | '(' | ')') && at > start {
                parts.push(start..at);
                start = at + c.len_utf8();
            }
        }
        if start < token.end {
            parts.push(start..token.end);
        }
    }
    parts
}

pub(super) fn line(body: &str, range: Range<usize>) -> Line {
    let mut labels: Vec<Label> = Vec::new();
    let mut tokens = unspoken(body, tokens(body, range.clone()));
    let message = is_message(&body[range.clone()]);
    if message {
        tokens = statements(body, tokens);
    }
    let mut first = true;
    for (index, token) in tokens.iter().enumerate() {
        let more = index + 1 < tokens.len();
        let valued = labels.last().is_some_and(|l| l.value < token.start);
        if let Some(label) = of_words(body, &tokens, index) {
            // Its first words may have been taken for a label of their own.
            labels.retain(|other| other.range.end <= label.range.start);
            first = false;
            labels.push(label);
            continue;
        }
        if let Some(label) = latin(body, &tokens, index).filter(|_| first) {
            first = false;
            labels.push(label);
            continue;
        }
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
    Line { range, labels, message }
}

/// A Latin label of two or three words: Paid at: 2026-07-08.
fn of_words(body: &str, tokens: &[Range<usize>], index: usize) -> Option<Label> {
    let token = tokens.get(index)?;
    let colon = token.start + body[token.clone()].find(':')?;
    let latin = |range: &Range<usize>| body[range.clone()].bytes().all(|b| b.is_ascii_alphabetic());
    if !latin(&(token.start..colon)) {
        return None;
    }
    (1..=2).rev().find_map(|more| {
        let from = index.checked_sub(more)?;
        let range = tokens[from].start..colon;
        let role = tokens[from..index].iter().all(latin).then(|| known(&body[range.clone()]))??;
        Some(Label { role, range, value: colon + 1, colon: true })
    })
}

/// A Latin label of two words with its number behind it: Paid at 2026-07-08.
fn latin(body: &str, tokens: &[Range<usize>], index: usize) -> Option<Label> {
    let (first, second, value) =
        (tokens.get(index)?, tokens.get(index + 1)?, tokens.get(index + 2)?);
    let word = |range: &Range<usize>| body[range.clone()].bytes().all(|b| b.is_ascii_alphabetic());
    let numbered = is_sum(&body[value.clone()]);
    if !(numbered && word(first) && word(second)) {
        return None;
    }
    let range = first.start..second.end;
    let role = known(&body[range.clone()])?;
    Some(Label { role, range, value: value.start, colon: false })
}

/// A label that its number follows at once: 单价99.5, 数量3.
fn glued(body: &str, token: &Range<usize>, first: bool) -> Option<Label> {
    let text = &body[token.clone()];
    if let Some(at) = text.find(|c: char| c.is_ascii_alphanumeric()).filter(|at| *at > 0)
        && matches!(known(&text[..at]), Some(Role::Recipient))
        && text[at..].bytes().take(20).filter(u8::is_ascii_digit).count() >= LEAST_DIGITS
    {
        let cut = token.start + at;
        return Some(Label {
            role: Role::Recipient,
            range: token.start..cut,
            value: cut,
            colon: false,
        });
    }
    let at = text.find(|c: char| c.is_ascii_digit() || matches!(c, '\u{A5}' | '('))?;
    let role = known(&text[..at])?;
    let digits = text[at..].bytes().take_while(|b| b.is_ascii_digit() || *b == b'*').count();
    if matches!(role, Role::Recipient | Role::RecipientMaybe) && digits >= LEAST_DIGITS {
        let cut = token.start + at;
        return Some(Label { role, range: token.start..cut, value: cut, colon: false });
    }
    let role = Some(role).filter(|role| role.is_money() || *role == Role::Quantity)?;
    // 送1个 belongs to a title unless prices stand before it.
    let extra = matches!(role, Role::Discount | Role::Fee | Role::Balance);
    if text[at..].starts_with('(') || (first && extra) {
        return None;
    }
    let cut = token.start + at;
    Some(Label { role, range: token.start..cut, value: cut, colon: false })
}

/// 加油卡500 names a size, 加油卡1000112233 a card.
const LEAST_DIGITS: usize = 7;

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
        Role::Recipient if is_account(next) => true,
        Role::Quantity | Role::OrderNo | Role::Recipient | Role::RecipientMaybe => is_number(next),
        _ => role.is_money() && is_sum(next),
    }
}

fn is_sum(token: &str) -> bool {
    token.trim_start_matches(['-', '+', '\u{A5}', '仅']).starts_with(|c: char| c.is_ascii_digit())
        || token == "\u{A5}"
}

/// An account's name with a number in it: `ks_88990011`.
fn is_account(token: &str) -> bool {
    token.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'*'))
        && token.bytes().filter(u8::is_ascii_digit).count() >= LEAST_DIGITS
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
pub(super) fn decorated(body: &str, token: Range<usize>) -> Range<usize> {
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
            || is_pictogram(c)
    })
}

/// The role of a label, also with a note in brackets or one of the usual leading words.
pub(super) fn known(label: &str) -> Option<Role> {
    if label.chars().count() > LABEL_CHARS {
        return None;
    }
    let capitals = label.bytes().any(|byte| byte.is_ascii_uppercase());
    let lower =
        if capitals { Cow::Owned(label.to_ascii_lowercase()) } else { Cow::Borrowed(label) };
    let roles = &WORDS.roles;
    if let Some(role) = roles.get(&*lower) {
        return Some(*role);
    }
    let core = lower.split_once('(').map_or(&*lower, |(core, _)| core).trim_end();
    let core = core.trim_end_matches("为").trim_end_matches("是");
    let short = LEADING.iter().find_map(|lead| core.strip_prefix(lead)).unwrap_or(core);
    let sum = short.strip_suffix("金额").unwrap_or(short);
    let role = [core, short, sum].iter().find_map(|word| roles.get(*word)).copied();
    // What is called the buyer's own price is the price.
    let own = core.starts_with("您的") || core.starts_with("我的");
    role.map(|role| if own && role == Role::PriceOther { Role::PriceFinal } else { role })
}

/// Words before a label that leave its meaning as it is.
const LEADING: [&str; 18] = [
    "请输入",
    "请填写",
    "收货",
    "您填写的",
    "您输入的",
    "用户",
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
    WORDS.sections.menu.contains(text)
}
