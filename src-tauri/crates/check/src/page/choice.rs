//! Which of several options, or of several items in a cart, is marked as chosen.

use std::ops::Range;

use super::lines;
use super::scope::{Mask, resumes};
use super::words::WORDS;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tick {
    Chosen,
    Open,
}

/// The mark that a stretch begins or ends with.
fn tick(text: &str) -> Option<Tick> {
    let has = |marks: &[String]| {
        marks.iter().any(|mark| text.starts_with(mark.as_str()) || text.ends_with(mark.as_str()))
    };
    if has(&WORDS.sections.open_marks) {
        Some(Tick::Open)
    } else {
        has(&WORDS.sections.chosen_marks).then_some(Tick::Chosen)
    }
}

/// Lines that begin with a mark start a block; the blocks that are not ticked go.
pub(super) fn carts(text: &str, ranges: &[Range<usize>], mask: &mut Mask) -> Vec<Range<usize>> {
    let starts: Vec<(usize, Tick)> = ranges
        .iter()
        .enumerate()
        .filter(|(_, range)| !is_row(&text[(*range).clone()]))
        .filter_map(|(index, range)| Some((index, leading_tick(&text[range.clone()])?)))
        .collect();
    let mut chosen = Vec::new();
    if !starts.iter().any(|(_, tick)| *tick == Tick::Open) {
        return chosen;
    }
    // Options stand on consecutive lines; items of a cart have lines below them.
    let listed = starts.windows(2).any(|pair| pair[1].0 == pair[0].0 + 1);
    for (at, (start, tick)) in starts.iter().enumerate() {
        if *tick == Tick::Chosen {
            if listed {
                chosen.push(ranges[*start].clone());
            }
            continue;
        }
        let next = starts.get(at + 1).map_or(ranges.len(), |(index, _)| *index);
        let short = starts.len() == 1 || (listed && next == ranges.len());
        let end = if short { start + 1 } else { next };
        for (offset, range) in ranges[*start..end].iter().enumerate() {
            if offset > 0 && ends_cart(&text[range.clone()]) {
                break;
            }
            mask.blank(range.clone());
        }
    }
    chosen
}

fn leading_tick(line: &str) -> Option<Tick> {
    let sections = &WORDS.sections;
    let leads = |marks: &[String]| marks.iter().any(|mark| line.starts_with(mark.as_str()));
    if leads(&sections.open_marks) {
        Some(Tick::Open)
    } else {
        leads(&sections.chosen_marks).then_some(Tick::Chosen)
    }
}

/// Options side by side, each with its mark before it.
fn is_row(line: &str) -> bool {
    let sections = &WORDS.sections;
    let words = lines::head(line, ROW_CHARS).split(char::is_whitespace);
    let led = |word: &str| {
        let marks = sections.chosen_marks.iter().chain(&sections.open_marks);
        let mut marks = marks.filter(|mark| !mark.starts_with('('));
        marks.any(|mark| word.starts_with(mark.as_str()))
    };
    words.filter(|word| led(word)).nth(1).is_some()
}

/// The longest row of options that is looked at, in characters.
const ROW_CHARS: usize = 200;

/// What stands below the items of a cart.
fn ends_cart(line: &str) -> bool {
    resumes(line)
        || ["全选", "结算", "去结算", "已选", "提交订单", "优惠券", "运费"]
            .iter()
            .any(|w| line.starts_with(w))
}

/// Options on one line of which exactly one is marked.
pub(super) fn inline_choice(
    text: &str,
    range: &Range<usize>,
    mask: &mut Mask,
) -> Option<Range<usize>> {
    let line = &text[range.clone()];
    if line.len() > LINE_BYTES {
        return None;
    }
    if !WORDS.sections.chosen_marks.iter().any(|mark| line.contains(mark.as_str())) {
        return boxed_choice(text, range, mask);
    }
    let start = line.find(':').map_or(range.start, |at| range.start + at + 1);
    let options = options(text, start..range.end);
    let ticks: Vec<_> = options.iter().map(|option| tick(&text[option.clone()])).collect();
    if options.len() < 2 || ticks.iter().filter(|t| **t == Some(Tick::Chosen)).count() != 1 {
        return None;
    }
    // A price or a note beside one marked option is not another option.
    let marked = ticks.iter().position(|t| *t == Some(Tick::Chosen)).unwrap_or_default();
    let form = &text[options[marked].clone()];
    // A mark before a cart's item ticks the whole line, whose words may end alike.
    let led = leading_tick(line).is_some() && !is_row(line);
    // 系统:安卓 | 苹果(已选): short words behind a label are options, however they end.
    let short = |option: &Range<usize>| {
        let words = shape(&text[option.clone()]);
        words.chars().count() <= WORD_CHARS && !words.contains('#')
    };
    let worded = start > range.start && line.contains(['|', '/']) && options.iter().all(short);
    let other = |option: &str| {
        if led {
            shape(form).contains('#') && shape(form) == shape(option)
        } else {
            alike(form, option) || worded
        }
    };
    for (option, tick) in options.iter().zip(ticks) {
        if tick == Some(Tick::Open) || (tick.is_none() && other(&text[option.clone()])) {
            mask.blank(option.clone());
        }
    }
    Some(options[marked].clone())
}

/// The longest option that is a word, in characters.
const WORD_CHARS: usize = 6;

/// Longer lines list no options.
const LINE_BYTES: usize = 1000;

/// Options of which one stands in brackets: 50元 [100元] 200元.
pub(super) fn boxed_choice(
    text: &str,
    range: &Range<usize>,
    mask: &mut Mask,
) -> Option<Range<usize>> {
    let long = range.len() > LINE_BYTES;
    if long || !text[range.clone()].contains([']', '】']) {
        return None;
    }
    let options = options(text, range.clone());
    let inner = |option: &Range<usize>| {
        let option = &text[option.clone()];
        option.strip_prefix(['[', '【'])?.strip_suffix([']', '】'])
    };
    let mut boxed = options.iter().filter(|option| inner(option).is_some());
    let (chosen, None) = (boxed.next()?, boxed.next()) else { return None };
    let form = inner(chosen)?;
    let others: Vec<&Range<usize>> = options
        .iter()
        .filter(|option| alike(form, without_label(&text[(*option).clone()])))
        .collect();
    if others.len() < 2 {
        return None;
    }
    for option in others {
        let open = without_label(&text[option.clone()]);
        mask.blank(option.end - open.len()..option.end);
    }
    Some(chosen.start + 1..chosen.end - text[chosen.clone()].chars().next_back()?.len_utf8())
}

fn without_label(option: &str) -> &str {
    option.rsplit(':').next().unwrap_or(option)
}

/// Whether a value lists three options or more and says of none that it is chosen.
pub(super) fn is_open_list(text: &str, value: &Range<usize>) -> bool {
    let written = &text[value.clone()];
    if written.len() > LINE_BYTES || written.contains('\n') {
        return false;
    }
    let parts: Vec<&str> = written
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '|' | '、' | '\u{FF0C}'))
        .filter(|part| !part.is_empty())
        .collect();
    parts.len() >= 3 && parts[1..].iter().all(|part| alike(parts[0], part))
}

/// The options of a line; a mark that stands alone belongs to the option after it when marks
/// lead, else to the one before.
fn options(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let line = &text[range.clone()];
    let glued = |word: &&str| leading_tick(word).is_some() && !is_mark(word);
    // A wide gap after the label parts no options that each carry a mark.
    let marked = line.split_whitespace().filter(glued).count() >= 2
        && line.split_whitespace().filter(|word| !glued(word)).count() <= 1;
    let wide = !marked && (line.contains(['\t', '|', '/']) || line.contains("  "));
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = range.start;
    let mut spaces = 0;
    for (offset, c) in line.char_indices().chain([(line.len(), '\t')]) {
        spaces = if c == ' ' { spaces + 1 } else { 0 };
        let parts = if wide {
            matches!(c, '\t' | '|' | '/') || spaces == 2
        } else {
            c == ' ' || c == '\t' || c == '、'
        };
        let at = range.start + offset;
        if parts {
            let part = lines::trim(text, start..at);
            if !part.is_empty() {
                found.push(part);
            }
            start = (at + c.len_utf8()).min(range.end);
        }
    }
    let mut joined: Vec<Range<usize>> = Vec::new();
    let marks_lead = found.first().is_some_and(|first| is_mark(&text[first.clone()]));
    let rows = marks_lead && is_row(line);
    let mut pending: Option<usize> = None;
    for part in found {
        if rows && pending.is_none() && leading_tick(&text[part.clone()]).is_none() {
            // Between two marks stands one option, spaces and all.
            if let Some(last) = joined.last_mut() {
                last.end = part.end;
                continue;
            }
        }
        if !is_mark(&text[part.clone()]) {
            joined.push(pending.take().unwrap_or(part.start)..part.end);
        } else if marks_lead {
            pending = Some(part.start);
        } else if let Some(last) = joined.last_mut() {
            last.end = part.end;
        }
    }
    joined
}

fn is_mark(text: &str) -> bool {
    let sections = &WORDS.sections;
    sections.chosen_marks.iter().chain(&sections.open_marks).any(|mark| mark == text)
}

/// A line that ends with a mark amid lines of its own form.
pub(super) fn stacked_choice(
    text: &str,
    ranges: &[Range<usize>],
    mask: &mut Mask,
) -> Option<Range<usize>> {
    let marked = |range: &Range<usize>| tick(&text[range.clone()]) == Some(Tick::Chosen);
    let chosen: Vec<usize> = (0..ranges.len()).filter(|at| marked(&ranges[*at])).take(2).collect();
    let [at] = chosen[..] else { return None };
    let form = &text[ranges[at].clone()];
    let priced = form.contains('\u{A5}') && leading_tick(form).is_none();
    let same = |range: &&Range<usize>| {
        let other = &text[(*range).clone()];
        let short = other.len() <= 90
            && !resumes(other)
            && !other.contains(':')
            && !["合计", "付", "总", "共"].iter().any(|word| other.contains(word));
        alike(form, other) || priced && short && other.contains('\u{A5}')
    };
    for range in ranges[..at].iter().rev().take_while(same) {
        mask.blank(range.clone());
    }
    for range in ranges[at + 1..].iter().take_while(same) {
        mask.blank(range.clone());
    }
    let lonely = !ranges[..at].last().is_some_and(|r| same(&r))
        && !ranges.get(at + 1).is_some_and(|r| same(&r));
    (!lonely).then(|| ranges[at].clone())
}

/// Whether two stretches are options of one list: the same but for their numbers, or short words
/// with the same ending, such as 月卡 and 年卡.
fn alike(one: &str, other: &str) -> bool {
    let (one, other) = (shape(one), shape(other));
    if one == other {
        return one.contains('#');
    }
    let parts = |form: &str| -> Option<(String, String)> {
        let (word, price) = form.split_at(form.find(['\u{A5}', '#']).unwrap_or(form.len()));
        let last = word.chars().next_back()?;
        (word.chars().count() <= ENDING_CHARS && !last.is_ascii())
            .then(|| (last.to_string(), price.to_owned()))
    };
    matches!((parts(&one), parts(&other)), (Some(one), Some(other)) if one == other)
}

/// The longest option that is known by its last character.
const ENDING_CHARS: usize = 8;

/// The form of an option: its numbers are one sign each, its marks are gone.
pub(super) fn shape(option: &str) -> String {
    let mut form = String::new();
    let mut rest = lines::head(option, 60);
    for mark in WORDS.sections.chosen_marks.iter().chain(&WORDS.sections.open_marks) {
        rest = rest.trim_start_matches(mark.as_str()).trim_end_matches(mark.as_str()).trim();
    }
    for c in rest.chars() {
        if c.is_ascii_digit() || c == '.' || c == '+' && form.ends_with('#') {
            if !form.ends_with('#') {
                form.push('#');
            }
        } else if !c.is_whitespace() {
            form.push(c);
        }
    }
    form
}
