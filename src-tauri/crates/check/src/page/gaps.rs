//! Gaps that are none: character recognition leaves spaces between the characters of a word or
//! a number, and breaks lines where the picture was narrow.

use std::sync::LazyLock;

use regex::Regex;

use super::labels::known;
use super::matcher::pattern;

/// The places of all bytes of `text` but the spaces to be closed up.
pub(super) fn kept(text: &str) -> Vec<usize> {
    let mut dropped: Vec<std::ops::Range<usize>> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.len() <= LINE_BYTES && line.contains(' ') {
            dropped.extend(gaps(line).into_iter().map(|gap| start + gap.start..start + gap.end));
        }
        start += line.len();
    }
    let mut next = dropped.into_iter().peekable();
    let mut kept = Vec::with_capacity(text.len());
    for at in 0..text.len() {
        while next.peek().is_some_and(|gap| gap.end <= at) {
            next.next();
        }
        if next.peek().is_none_or(|gap| at < gap.start) {
            kept.push(at);
        }
    }
    kept
}

/// Longer lines were not read from a picture.
const LINE_BYTES: usize = 600;

/// 2026 - 07 - 01 and 10 : 20 : 30.
static SPREAD_TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"20[0-9]{2} ?[-/] ?[0-9]{1,2} ?[-/] ?[0-9]{1,2}(?: {0,3}[0-9]{1,2} ?: ?[0-9]{2}(?: ?: ?[0-9]{2})?)?",
    )
});

/// ¥ 49. 80
static SPREAD_CENTS: LazyLock<Regex> =
    LazyLock::new(|| pattern("\u{A5} ?[0-9]{1,5}\\. [0-9]{1,2}(?: |元|\n|$)"));

/// 1 , 000 . 00 and 47 . 20
static SPREAD_SUM: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[0-9]{1,5}(?: , [0-9]{3})*(?: \. [0-9]{1,2})?(?: |元|\n|$)"));

/// A word of a line and how it is spread.
struct Word {
    range: std::ops::Range<usize>,
    single: bool,
}

/// The spaces of one line that stand within a word or a number.
fn gaps(line: &str) -> Vec<std::ops::Range<usize>> {
    let words = words(line);
    let singles = words.iter().filter(|word| word.single).count();
    let spread = singles >= 2 && is_spread(line, &words);
    let label = spread_label(line, &words);
    let mut found = Vec::new();
    for (index, pair) in words.windows(2).enumerate() {
        let gap = pair[0].range.end..pair[1].range.start;
        let closed = index + 1 < label || spread && closes(line, &pair[0], &pair[1], gap.len());
        if closed {
            found.push(gap);
        } else if spread && gap.len() > 1 && !line[gap.clone()].contains('\t') {
            found.push(gap.start + 1..gap.end);
        }
    }
    for hit in SPREAD_SUM.find_iter(line) {
        let inner = hit.as_str().trim_end();
        let spaces = inner.match_indices(' ').map(|(at, _)| hit.start() + at);
        found.extend(spaces.map(|at| at..at + 1));
    }
    if !spread {
        for hit in SPREAD_TIME.find_iter(line).filter(|hit| hit.as_str().contains(' ')) {
            found.extend(within_time(line, hit.range()));
        }
        for hit in SPREAD_CENTS.find_iter(line) {
            let from = hit.start() + hit.as_str().find('.').unwrap_or_default() + 1;
            found.push(from..from + 1);
        }
    }
    found.sort_by_key(|gap| (gap.start, gap.end));
    found.dedup();
    found
}

/// The spaces beside the hyphens and colons of a time.
fn within_time(line: &str, range: std::ops::Range<usize>) -> Vec<std::ops::Range<usize>> {
    let bytes = line.as_bytes();
    let beside = |at: usize| matches!(bytes.get(at), Some(b'-' | b'/' | b':'));
    range
        .filter(|at| bytes[*at] == b' ' && (beside(at + 1) || *at > 0 && beside(at - 1)))
        .map(|at| at..at + 1)
        .collect()
}

fn words(line: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut start = None;
    for (at, c) in line.char_indices().chain([(line.len(), ' ')]) {
        if !c.is_whitespace() {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            let mut characters = line[from..at].chars();
            let single = characters.next().is_some_and(joins) && characters.next().is_none();
            words.push(Word { range: from..at, single });
        }
    }
    words
}

/// What recognition sets apart: Chinese characters, letters, digits and the signs between them.
fn joins(c: char) -> bool {
    is_written(c)
        || c.is_ascii_alphabetic()
        || matches!(c, ':' | '.' | ',' | '-' | '\u{A5}' | '(' | ')' | '/')
}

fn is_written(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}') || c.is_ascii_digit()
}

/// Whether most gaps of a line stand beside a single character or digit.
fn is_spread(line: &str, words: &[Word]) -> bool {
    let first = |word: &Word| line[word.range.clone()].chars().next().unwrap_or(' ');
    let last = |word: &Word| line[word.range.clone()].chars().next_back().unwrap_or(' ');
    let beside = |pair: &&[Word]| {
        let written = |word: &Word| word.single && is_written(first(word));
        (written(&pair[0]) || written(&pair[1])) && joins(last(&pair[0])) && joins(first(&pair[1]))
    };
    let sign = |word: &Word| word.single && !is_written(first(word));
    let gaps = words.windows(2).filter(|pair| !sign(&pair[0]) && !sign(&pair[1])).count();
    let spelt = words
        .windows(2)
        .any(|pair| pair.iter().all(|word| word.single && first(word).is_ascii_digit()));
    let spread = words.windows(2).filter(beside).count();
    let chinese = words.len() >= 2
        && words.iter().all(|word| word.single && !first(word).is_ascii())
        && words.len() <= 8;
    let counting = words.iter().map(first).collect::<String>();
    // 1 2 3 4 5 are pages and stars.
    chinese
        || (spread >= if spelt { 2 } else { 3 }
            && spread * 2 >= gaps
            && !counting.contains("12345"))
}

fn closes(line: &str, one: &Word, other: &Word, width: usize) -> bool {
    let last = line[one.range.clone()].chars().next_back().unwrap_or(' ');
    let first = line[other.range.clone()].chars().next().unwrap_or(' ');
    let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | ':');
    let letters = last.is_ascii_alphabetic() || first.is_ascii_alphabetic();
    // A wide gap parts words and dates, but not the groups of a number.
    if width > 1 {
        let number = last.is_ascii_digit() && first.is_ascii_digit();
        return number && one.single && other.single && !line[..one.range.end].contains(['-', '/']);
    }
    joins(last)
        && joins(first)
        && (one.single || other.single)
        && (!letters || one.single && (other.single || !first.is_ascii()))
        && (digits(last) == digits(first)
            || one.single && other.single
            || last == '\u{A5}'
            || !last.is_ascii()
            || !first.is_ascii())
}

/// How many words at the start of a line are one label in pieces: 京 东 价, 支付 时间.
fn spread_label(line: &str, words: &[Word]) -> usize {
    let text = |word: &Word| &line[word.range.clone()];
    let piece = |word: &&Word| {
        let text = text(word).trim_end_matches(':');
        text.len() <= PIECE_BYTES && text.chars().all(|c| !c.is_ascii() && is_written(c))
    };
    let run = words.iter().take(6).take_while(piece).count();
    (2..=run)
        .rev()
        .find(|count| {
            let label: String = words[..*count].iter().map(text).collect();
            let close = words[..*count]
                .windows(2)
                .all(|w| w[1].range.start - w[0].range.end == 1 || w[0].single && w[1].single);
            // A row of labels is the head of a table.
            let head = words.get(*count).is_none_or(|next| known(text(next)).is_some());
            let single = words[..*count].iter().all(|word| word.single);
            close && (single || !head) && known(label.trim_end_matches(':')).is_some()
        })
        .unwrap_or_default()
}

/// The longest piece of a label, in bytes.
const PIECE_BYTES: usize = 9;

static DATE_END: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"20[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?$"));
static TIME_LINE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?$"));

/// The line breaks that part a label from its colon, a date from its time, a number from its
/// rest.
pub(super) fn broken_lines(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut before: Option<(usize, &str)> = None;
    let mut start = 0;
    for line in text.split('\n') {
        let trimmed = line.trim();
        if let Some((end, last)) = before
            && trimmed.len() <= SHORT_BYTES
        {
            let colon = trimmed.len() > 1
                && trimmed.starts_with(':')
                && last.chars().count() <= 8
                && !last.contains(|c: char| c.is_ascii_digit() || c == ':');
            let time = TIME_LINE.is_match(trimmed) && DATE_END.is_match(last);
            if colon || time {
                found.push(end);
            }
        }
        start += line.len() + 1;
        before = (!trimmed.is_empty()).then_some((start - 1, trimmed));
    }
    found
}

/// The longest line that may belong to the one above, in bytes.
const SHORT_BYTES: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;

    fn closed(line: &str) -> String {
        kept(line).into_iter().map(|at| char::from(line.as_bytes()[at])).collect::<String>()
    }

    fn chinese(line: &str) -> String {
        let bytes: Vec<u8> = kept(line).into_iter().map(|at| line.as_bytes()[at]).collect();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn spread_words_and_numbers_are_closed_up() {
        for (line, expected) in [
            ("面 值 : 1 0 0 元", "面值:100元"),
            ("实付 : \u{A5} 9 8 . 6 0", "实付:\u{A5}98.60"),
            ("充值号码 : 1 3 9  8 7 1 0  0 0 1 1", "充值号码:13987100011"),
            ("Q Q 号:3 3 2 2 1 1 0 0", "QQ号:33221100"),
            ("京 东 价 \u{A5}1000.00 降价通知", "京东价\u{A5}1000.00 降价通知"),
            ("付款时间 2026 - 07 - 01  10 : 20 : 30", "付款时间 2026-07-01  10:20:30"),
            ("支 付 时 间 : 2 0 2 6 - 0 8 - 0 8  1 2 : 0 0", "支付时间:2026-08-08 12:00"),
            ("支付 时间  2026 -10-10 10: 10 :10", "支付时间  2026-10-10 10:10:10"),
            ("\u{A5} 49. 80", "\u{A5} 49.80"),
            ("\u{A5} 1 , 000 . 00", "\u{A5} 1,000.00"),
            ("付款金额 :47 . 20", "付款金额 :47.20"),
            ("1, 200, 300", "1, 200, 300"),
            ("商品 数量 单价", "商品 数量 单价"),
            ("面值 100元 200元 300元", "面值 100元 200元 300元"),
            ("卡号 1000 1122 3344", "卡号 1000 1122 3344"),
            ("单价 \u{A5} 299.00 x 1", "单价 \u{A5} 299.00 x 1"),
        ] {
            assert_eq!(chinese(line), expected, "{line}");
        }
        assert_eq!(closed("1 2 3 4 5"), "1 2 3 4 5", "pages are counted, not spelt");
    }

    #[test]
    fn lines_broken_within_a_value_are_found() {
        assert_eq!(broken_lines("a\n: 1").len(), 1, "a colon belongs to its label");
        assert_eq!(broken_lines("2026-05-06\n11:22:33").len(), 1, "a time belongs to its date");
        assert_eq!(broken_lines("数量\n2\n12:30").len(), 0, "a clock is no value");
    }
}
