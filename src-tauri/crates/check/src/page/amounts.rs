//! Sums of money in a text: where they stand, how much, and what the words around them say.

use std::ops::Range;
use std::sync::LazyLock;

use model::Fen;
use regex::Regex;

use super::lines::{head, tail};
use super::matcher::pattern;
use super::pairs::Role;
use super::sheet::Sheet;
use super::words::WORDS;

/// One sum of money.
#[expect(clippy::struct_excessive_bools, reason = "each says a thing of its own about the text")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Amount {
    pub at: Range<usize>,
    pub fen: Fen,
    /// A currency sign stands before it.
    pub signed: bool,
    /// 元 or 块 stands after it.
    pub unit: bool,
    pub negative: bool,
    /// What a label or the words beside it say it is.
    pub role: Option<Role>,
    /// The next words name goods that have a nominal value, or the last ones do.
    pub nominal: bool,
    /// The words after it say that it is for one piece.
    pub each: bool,
}

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:([-+]) ?)?(?:(\u{A5}|RMB|CNY|人民币)[ :]?[ ]?)?(-)?([0-9][0-9,]{0,14}(?: ?\.[0-9]{1,4})?) ?(元整|元|块钱|块|圆|万元)?",
    )
});

/// The most sums that are looked at in one text.
const MOST: usize = 2000;

pub(super) fn amounts(sheet: &Sheet<'_>) -> Vec<Amount> {
    let body = sheet.body.as_str();
    let money: Vec<(Range<usize>, Role)> =
        WORDS.money.find(body).map(|(range, role)| (range, *role)).collect();
    let mut found: Vec<Amount> = Vec::new();
    let mut range_end = 0;
    for captures in NUMBER.captures_iter(body) {
        let (Some(all), Some(number)) = (captures.get(0), captures.get(4)) else { continue };
        let signed = captures.get(2).is_some();
        let unit = captures.get(5);
        let at = if signed {
            captures.get(2).map_or(all.start(), |m| m.start())
        } else {
            number.start()
        }..unit.map_or(number.end(), |m| m.end());
        let minus = captures.get(3).or(captures.get(1)).filter(|m| m.as_str() == "-");
        let before = &body[..at.start];
        let after = &body[at.end..];
        let Some(fen) = fen(number.as_str(), unit.map(|m| m.as_str())) else { continue };
        // A range of prices speaks of several goods.
        let joined = minus.is_some() && ends_with_digit(before.trim_end_matches(['-', ' ']));
        let ranged = opens_range(after, unit.is_some() || signed);
        if joined && at.start <= range_end || ranged {
            range_end = at.end + 8;
            continue;
        }
        if cut_from_word(before, after, signed, unit.is_some()) || is_elsewhere(after) {
            continue;
        }
        let beside = beside(sheet, &money, &at);
        let labelled = sheet
            .pair_at(at.start)
            .filter(|pair| pair.role.is_money() && pair.value.start + LEAD >= at.start)
            // An option below 选择档位 gives its count of points before its price.
            .filter(|pair| {
                pair.role != Role::FaceValue
                    || signed
                    || unit.is_some()
                    || !body[at.end..pair.value.end.max(at.end)].contains('\u{A5}')
            });
        let denominated = !signed
            && unit.is_none()
            && minus.is_none()
            && !number.as_str().contains('.')
            && is_denomination(sheet, fen, before, after);
        // Nominal values are whole.
        let nominal =
            !signed && fen.0 % 100 == 0 && (denominated || nominal(before, after, unit.is_some()));
        let billed = !signed && unit.is_none() && is_billed(number.as_str(), before, after);
        let counts_points = labelled.is_some_and(|pair| pair.role == Role::FaceValue)
            && !number.as_str().contains('.')
            && after[..after.find('\n').unwrap_or(after.len())]
                .trim_start()
                .starts_with(char::is_alphabetic);
        if !signed
            && unit.is_none()
            && !billed
            && !offered(&money, body, &at)
            && (counts_points || !bare_fits(after, labelled.is_some(), beside))
            && !nominal
        {
            continue;
        }
        let after_role = || follows(&money, body, &at);
        let role = labelled
            .map(|pair| pair.role)
            .or(beside)
            .or_else(|| if nominal { None } else { after_role() });
        found.push(Amount {
            fen,
            signed,
            unit: unit.is_some(),
            negative: minus.is_some() && !joined,
            role,
            nominal,
            each: each(after),
            at,
        });
        if found.len() == MOST {
            break;
        }
    }
    found
}

/// A sign or a word like 仅 may stand between a label and its sum.
const LEAD: usize = 10;

fn fen(number: &str, unit: Option<&str>) -> Option<Fen> {
    let number = number.replace(' ', "");
    let number = number.trim_end_matches(',');
    // Supplier sites print thousandths, which are nought.
    let number = match number.split_once('.') {
        Some((_, decimals)) if decimals.len() > 2 => {
            number.trim_end_matches('0').trim_end_matches('.')
        }
        _ => number,
    };
    let fen = Fen::parse_yuan(number).ok()?;
    if unit == Some("万元") {
        fen.times(10_000).filter(|fen| *fen <= Fen::MAX)
    } else {
        Some(fen)
    }
}

fn ends_with_digit(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '元' | '块'))
}

fn opens_range(after: &str, certain: bool) -> bool {
    let rest = head(after, 14);
    let Some(next) = rest.trim_start_matches(' ').strip_prefix(['-', '~', '至', '到']) else {
        return rest.trim_start_matches(' ').starts_with(['起']) && certain;
    };
    let upper = next.trim_start_matches(' ').trim_start_matches('\u{A5}');
    let digits = upper.bytes().take_while(u8::is_ascii_digit).count();
    // - 2 + counts pieces.
    if upper[digits..].trim_start_matches(' ').starts_with('+') {
        return false;
    }
    // After a hyphen a masked or a whole telephone number may stand.
    (1..=MOST_DIGITS).contains(&digits) && !upper[digits..].starts_with('*')
}

/// No price here has more digits.
const MOST_DIGITS: usize = 6;

/// Whether the digits are a piece of something else: a code, a date, a share, a foreign sum.
fn cut_from_word(before: &str, after: &str, signed: bool, unit: bool) -> bool {
    let last = before.chars().next_back();
    let next = after.chars().next();
    let before_cut = !signed
        && last.is_some_and(|c| {
            c.is_ascii_alphanumeric() && !unit
                || matches!(c, '.' | '*' | '$' | '\u{20AC}' | '#' | '_' | '/')
                || c.is_ascii_digit()
        });
    let after_cut = !unit
        && next.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '%' | '*' | '万' | '折'));
    let date =
        after.starts_with(['/', '.']) && after[1..].starts_with(|c: char| c.is_ascii_digit());
    let count =
        !signed && !unit && before.trim_end_matches(' ').ends_with(['\u{D7}', 'x', 'X', '*']);
    if date && !signed || count {
        return true;
    }
    // A rate of exchange is no price.
    if after.trim_start().starts_with('=') || before.trim_end().ends_with('=') {
        return true;
    }
    let dollars = last == Some('$') || before.ends_with("US\u{A5}") || before.ends_with("HK");
    before_cut || after_cut || dollars
}

/// Whether the next words send the reader to another offer: 799元另拍.
fn is_elsewhere(after: &str) -> bool {
    let after = after.trim_start_matches([' ', '(', ',', '\u{FF0C}']);
    ["另拍", "请拍另", "拍另", "未选", "未勾选", "另售", "另购", "另买", "另一链接"]
        .iter()
        .any(|word| after.starts_with(word))
}

/// The role that the nearest words before a sum give it.
fn beside(sheet: &Sheet<'_>, money: &[(Range<usize>, Role)], at: &Range<usize>) -> Option<Role> {
    let body = sheet.body.as_str();
    let next = money.partition_point(|(range, _)| range.end <= at.start);
    let mut last = next.checked_sub(1)?;
    // 实付款(含运费) is a sum of its own.
    if body[..money.get(last)?.0.start].ends_with(['含', '免', '包']) {
        last = last.checked_sub(1)?;
    }
    let (range, role) = money.get(last)?;
    let gap = body.get(range.end..at.start)?;
    let gap = match (gap.strip_prefix('('), gap.find(')')) {
        (Some(_), Some(end)) => &gap[end + 1..],
        _ => gap,
    };
    // In 100元面值97元 the label belongs to the sum before it.
    if *role == Role::FaceValue
        && gap.trim_matches(' ').is_empty()
        && body[..range.start].ends_with(|c: char| c == '元' || c.is_ascii_digit())
    {
        return None;
    }
    let words = gap.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ':' | '(' | ')' | '-' | '+' | '\u{A5}' | '仅' | '约' | '为' | '是' | '了'
            )
    });
    let near = gap.len() <= GAP_BYTES
        && !gap.contains(['\n', '\u{FF0C}', '。', ';', '!', '|', '\t', '/'])
        && !gap.contains(|c: char| c.is_ascii_digit())
        && words.chars().count() <= 4;
    if &body[range.clone()] == "省" && is_province(&body[..range.start]) {
        return None;
    }
    // The tab of a table of two columns stands where a colon could.
    let tabbed = gap.trim_matches(['\t', ' ', ':', '-']).is_empty() && !gap.contains('\n');
    (near || tabbed).then_some(*role)
}

/// 广东省100元 saves nobody a hundred.
fn is_province(before: &str) -> bool {
    let last = tail(before, 3);
    last.ends_with(['全', '本', '外', '各', '跨'])
        || WORDS.places.find(last).any(|(r, _)| r.end == last.len())
}

/// The widest gap between a word and the sum it speaks of.
const GAP_BYTES: usize = 24;

/// The role that the words right after a sum give it.
fn follows(money: &[(Range<usize>, Role)], body: &str, at: &Range<usize>) -> Option<Role> {
    let next = money.partition_point(|(range, _)| range.start < at.end);
    let (range, role) = money.get(next)?;
    let gap = body.get(at.end..range.start)?;
    let touching = gap.len() <= 3 && gap.trim_matches(' ').trim_matches(['(', '[']).is_empty();
    let after = head(&body[range.end..], 4);
    let own = after
        .trim_start_matches([':', ' ', '\t', '仅', '价', '-', '\u{A5}'])
        .starts_with(|c: char| c.is_ascii_digit());
    let price = matches!(
        role,
        Role::PriceFinal
            | Role::PriceDeal
            | Role::Price
            | Role::PriceOther
            | Role::Fee
            | Role::Balance
    );
    let off = *role == Role::Discount
        && matches!(
            &body[range.clone()],
            "优惠"
                | "优惠券"
                | "红包"
                | "券"
                | "津贴"
                | "满减"
                | "立减"
                | "代金券"
                | "店铺券"
                | "平台券"
                | "抵扣"
                | "抵用券"
                | "消费券"
        );
    (touching && !own && (price || off)).then_some(*role)
}

/// 130 到手, 585 一单: the words of an offer stand behind its bare number.
fn offered(money: &[(Range<usize>, Role)], body: &str, at: &Range<usize>) -> bool {
    let after = &body[at.end..];
    let each = ["一单", "一张", "一份", "一个", "/单", "/张", "/份", "每张", "每份", "每单"];
    follows(money, body, at) == Some(Role::PriceFinal)
        || each.iter().any(|word| after.trim_start_matches(' ').starts_with(word))
}

/// Whether a number without sign or unit is a sum: a label or a word for money says so, and it
/// counts nothing else.
fn bare_fits(after: &str, labelled: bool, beside: Option<Role>) -> bool {
    let ends = after.chars().next().is_none_or(|c| {
        c.is_whitespace()
            || matches!(
                c,
                '\u{FF0C}'
                    | ','
                    | '。'
                    | ';'
                    | ')'
                    | '!'
                    | '|'
                    | '】'
                    | ']'
                    | '/'
                    | '包'
                    | '可'
                    | '~'
                    | '?'
                    | '、'
                    | '('
                    | '\u{D7}'
                    | '的'
                    | '就'
                    | '吧'
                    | '了'
                    | '拿'
            )
    });
    ends && (labelled || beside.is_some())
}

/// A bill prints its sum on a line of its own, with two decimals and no sign.
fn is_billed(number: &str, before: &str, after: &str) -> bool {
    let decimals = number.split_once('.').is_some_and(|(_, decimals)| decimals.len() == 2);
    let lead = before.trim_end_matches(['-', ' ']);
    let begins = lead.is_empty() || lead.ends_with('\n');
    decimals && begins && after.trim_start_matches(' ').chars().next().is_none_or(|c| c == '\n')
}

/// 648 alone is a price list's word for what costs 648 元.
fn is_denomination(sheet: &Sheet<'_>, fen: Fen, before: &str, after: &str) -> bool {
    // 月相 128 counts what the game sells.
    let noun = tail(before, 8).trim_end_matches(' ');
    let counted = WORDS.goods.find(noun).any(|(range, _)| range.end == noun.len());
    sheet.is(&["game_topup"])
        && (!counted || fen.0 >= LARGE_FEN)
        && WORDS.face.denominations.contains(&(fen.0 / 100))
        && after.chars().next().is_none_or(|c| {
            c.is_whitespace()
                || matches!(c, '的' | '\u{FF0C}' | '多' | '档' | '代' | '直' | '一' | ')' | '】')
        })
}

/// No game counts 328 or 648 of anything; these are sums.
const LARGE_FEN: i64 = 32_800;

/// How far a noun of goods may stand from its amount.
const FACE_CHARS: usize = 16;

fn nominal(before: &str, after: &str, unit: bool) -> bool {
    let rest = head(after, FACE_CHARS);
    let pattern = if unit { &WORDS.face.after } else { &WORDS.face.after_loose };
    if pattern.is_match(rest) {
        return true;
    }
    let lead = tail(before, 16);
    let lead = lead.rsplit('\n').next().unwrap_or_default();
    let lead = lead.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | '(' | '【' | '[' | '-' | '\u{B7}' | '】' | ')' | ']')
    });
    // In 100元面值97元 the noun belongs to the sum before it.
    let free = |rest: &str| !rest.ends_with(|c: char| c.is_ascii_digit() || c == '元');
    unit && WORDS.face.before.iter().any(|word| lead.strip_suffix(word.as_str()).is_some_and(free))
}

fn each(after: &str) -> bool {
    let rest = after.trim_start();
    let rest = rest.strip_prefix(['/', '每', '一']).unwrap_or_default().trim_start();
    let rest = rest.strip_prefix(['1', '一']).unwrap_or(rest);
    rest.starts_with([
        '张', '份', '件', '个', '月', '年', '季', '套', '次', '期', '条', '枚', '瓶', '单',
    ])
}
