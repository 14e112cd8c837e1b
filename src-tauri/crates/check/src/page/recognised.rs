//! What character recognition makes of the signs and labels of a page, put right where nothing
//! but the sign or the label can be meant. Digits, names and accounts are never touched: a value
//! that was misread stays so, and the picture beside it shows it.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::labels::known;
use super::matcher::pattern;
use super::pairs::Role;
use super::words::WORDS;

/// A stretch of a recognised text and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mend {
    pub at: Range<usize>,
    pub with: &'static str,
}

/// What is to be put in place, from left to right and without overlaps.
pub(super) fn mends(text: &str) -> Vec<Mend> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut above = "";
    for line in text.split_inclusive('\n') {
        if line.len() <= LINE_BYTES {
            let cells = cells(line, start);
            for (nth, cell) in cells.iter().enumerate() {
                let before = nth.checked_sub(1).map(|last| &text[cells[last].clone()]);
                let icon = match before {
                    None if cells.len() > 1 => is_icon(&text[cell.clone()]),
                    // 数量 may stand above its count.
                    None => is_icon(&text[cell.clone()]) && known(above) != Some(Role::Quantity),
                    Some(before) => {
                        nth + 1 == cells.len() && is_button(before) && is_icon(&text[cell.clone()])
                    }
                };
                if icon {
                    found.push(Mend { at: cell.clone(), with: "" });
                } else {
                    found.extend(mends_of_cell(text, cell));
                }
            }
        }
        if !line.trim().is_empty() {
            above = line.trim();
        }
        start += line.len();
    }
    found
}

/// What buttons say, whose round ends are read as digits.
fn is_button(words: &str) -> bool {
    let words = words.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    ["立即", "确认", "提交", "去支付", "去付款", "完成", "再次", "同意", "加入"]
        .iter()
        .any(|lead| words.starts_with(lead))
}

/// Longer lines were not read from a picture.
const LINE_BYTES: usize = 600;

/// The stretches of a line that two spaces part, as recognised columns are.
fn cells(line: &str, start: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = start;
    for part in line.split("  ") {
        let lead = part.len() - part.trim_start().len();
        let core = part.trim();
        if !core.is_empty() {
            found.push(at + lead..at + lead + core.len());
        }
        at += part.len() + 2;
    }
    found
}

fn mends_of_cell(text: &str, cell: &Range<usize>) -> Vec<Mend> {
    let words = &text[cell.clone()];
    let at = |range: Range<usize>| cell.start + range.start..cell.start + range.end;
    if let Some(sign) = COUNT.captures(words).and_then(|c| c.get(1)) {
        return vec![Mend { at: at(sign.range()), with: "x" }];
    }
    let label = label(words).map(|(range, with)| Mend { at: at(range), with });
    let from = label.as_ref().map_or(0, |label| label.at.end - cell.start);
    let signs = SUM.captures_iter(words).filter_map(|c| {
        // Behind a word that is no label the number may be anything.
        let priced = |sign: &regex::Match<'_>| {
            let before = words[..sign.start()].rsplit([' ', ':']).next().unwrap_or_default();
            known(before).is_some_and(Role::is_money)
        };
        c.get(1).or_else(|| c.get(2).filter(priced))
    });
    let signs = signs.filter(|sign| sign.start() >= from);
    let signs = signs.map(|sign| Mend { at: at(sign.range()), with: "\u{A5}" });
    label.clone().into_iter().chain(signs).collect()
}

/// The sign of the yuan has strokes that recognisers take for characters. They mean nothing
/// before a sum with two decimals that stands alone; letters and the asterisk of a price that is
/// struck out do so only behind a word for a price.
static SUM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[ :-]|[价款付额计费惠券减])([半关兰羊丫芈YyV])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6})\.[0-9]{2}(?:$|[ \p{Han}])|[价款付额计]([半关兰羊丫芈YyV*])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6})(?:\.[0-9]{1,2})?(?:$| )",
    )
});

/// So does the sign before a count.
static COUNT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^([义乂乄父])[0-9]{1,3}$"));

/// An icon or the tick of a heading, read as a character of few strokes or a single sign.
fn is_icon(words: &str) -> bool {
    let mut characters = words.chars();
    let (Some(only), None) = (characters.next(), characters.next()) else { return false };
    "一丨丿乙了人入八几十卜厂又丁七〇口O0o17><V^".contains(only)
}

/// The label that a cell begins with, where one of its characters was misread for another.
fn label(words: &str) -> Option<(Range<usize>, &'static str)> {
    let end = words.find(':').unwrap_or(words.len());
    let written = &words[..end];
    let count = written.chars().count();
    if !LABEL_CHARS.contains(&count) || known(written).is_some() {
        return None;
    }
    let mut best: Option<(Range<usize>, &'static str, Role)> = None;
    for (nth, (at, c)) in written.char_indices().enumerate() {
        if c.is_ascii() || TELLING.contains(c) {
            continue;
        }
        let Some((meant, role)) = NEAR.get(&without(written, nth)).copied().flatten() else {
            continue;
        };
        if best.as_ref().is_some_and(|(_, _, other)| *other != role) {
            return None;
        }
        best.get_or_insert((at..at + c.len_utf8(), meant, role));
    }
    best.map(|(at, meant, _)| (at, meant))
}

/// Shorter labels are too easily another word, longer ones are sentences.
const LABEL_CHARS: std::ops::RangeInclusive<usize> = 3..=8;

/// Characters that make another label of a label: 付款时间, 收款时间, 退款时间.
const TELLING: &str = "收付退应实已未待总原下发到预余减加新旧单首次成可累满每买卖转出入提存还补再共优折定尾押店门官月年日最低前后起止关开创完申";

/// The labels by all but one of their characters, with the character that is left out; `None`
/// where labels of several meanings differ in it alone.
static NEAR: LazyLock<HashMap<String, Option<(&'static str, Role)>>> = LazyLock::new(|| {
    let mut near: HashMap<String, Option<(&'static str, Role)>> = HashMap::new();
    let fits = |label: &&String| LABEL_CHARS.contains(&label.chars().count());
    let mut labels: Vec<(&String, Role)> =
        WORDS.roles.iter().map(|(l, r)| (l, *r)).filter(|(l, _)| fits(l)).collect();
    labels.sort();
    for (label, role) in labels {
        for (nth, (at, c)) in label.char_indices().enumerate().filter(|(_, (_, c))| !c.is_ascii()) {
            let meant = &label[at..at + c.len_utf8()];
            near.entry(without(label, nth))
                .and_modify(|other| *other = other.filter(|(_, known)| *known == role))
                .or_insert(Some((meant, role)));
        }
    }
    near
});

/// A label without its nth character, in lower case, the gap marked.
fn without(label: &str, nth: usize) -> String {
    let kept = label.chars().enumerate().map(|(at, c)| if at == nth { '?' } else { c });
    kept.collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> String {
        let mut out = text.to_owned();
        for mend in mends(text).into_iter().rev() {
            out.replace_range(mend.at, mend.with);
        }
        out
    }

    #[test]
    fn signs_before_sums_and_counts_are_put_right() {
        for (read, meant) in [
            ("键盘  半49.30", "键盘  \u{A5}49.30"),
            ("实付款  兰1,097.00", "实付款  \u{A5}1,097.00"),
            ("平台券  -羊3.00", "平台券  -\u{A5}3.00"),
            ("\u{A5}94.90  单买价Y97", "\u{A5}94.90  单买价\u{A5}97"),
            ("原价*99", "原价\u{A5}99"),
            ("羊197.00原价 200", "\u{A5}197.00原价 200"),
            ("标准款  义2", "标准款  x2"),
            ("八  面额:50元", "  面额:50元"),
            ("1  确认支付  7", "  确认支付  "),
            ("充值金额\n1\n200元  500元", "充值金额\n\n200元  500元"),
        ] {
            assert_eq!(mended(read), meant, "{read}");
        }
    }

    #[test]
    fn a_label_with_one_strange_character_is_known() {
        for (read, meant) in [
            ("究值账号  13800000000", "充值账号  13800000000"),
            ("收蒜账号  6222", "收款账号  6222"),
            ("订半号", "订单号"),
        ] {
            assert_eq!(mended(read), meant, "{read}");
        }
    }

    #[test]
    fn values_and_words_of_their_own_stay() {
        for text in [
            "型号  Y700",
            "拯救者Y9000 2026",
            "房间  V42",
            "收款时间  2026-01-01 10:00",
            "申请金额  5",
            "会员半年卡",
            "数量  1",
            "\u{A5}13.50",
            "关3.5",
            "藉价Y36",
            "数量\n1",
        ] {
            assert_eq!(mended(text), text);
        }
    }
}
