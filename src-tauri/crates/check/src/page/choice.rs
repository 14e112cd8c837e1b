//! Which of several options, or of several items in a cart, is marked as chosen.

use std::ops::Range;

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
    if !WORDS.sections.chosen_marks.iter().any(|mark| line.contains(mark.as_str())) {
        return None;
    }
    let start = line.find(':').map_or(range.start, |at| range.start + at + 1);
    let options = options(text, start..range.end);
    let ticks: Vec<_> = options.iter().map(|option| tick(&text[option.clone()])).collect();
    if options.len() < 2 || ticks.iter().filter(|t| **t == Some(Tick::Chosen)).count() != 1 {
        return None;
    }
    // A price or a note beside one marked option is not another option.
    let marked = ticks.iter().position(|t| *t == Some(Tick::Chosen)).unwrap_or_default();
    let form = shape(&text[options[marked].clone()]);
    for (option, tick) in options.iter().zip(ticks) {
        if tick == Some(Tick::Open)
            || (tick.is_none() && alike(&form, &shape(&text[option.clone()])))
        {
            mask.blank(option.clone());
        }
    }
    Some(options[marked].clone())
}

/// The options of a line; a mark that stands alone belongs to the option after it when marks
/// lead, else to the one before.
fn options(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let line = &text[range.clone()];
    let wide = line.contains(['\t', '|', '/']) || line.contains("  ");
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
            let part = super::lines::trim(text, start..at);
            if !part.is_empty() {
                found.push(part);
            }
            start = (at + c.len_utf8()).min(range.end);
        }
    }
    let mut joined: Vec<Range<usize>> = Vec::new();
    let marks_lead = found.first().is_some_and(|first| is_mark(&text[first.clone()]));
    let mut pending: Option<usize> = None;
    for part in found {
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
    let form = shape(&text[ranges[at].clone()]);
    let same = |range: &&Range<usize>| alike(&form, &shape(&text[(*range).clone()]));
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

fn alike(one: &str, other: &str) -> bool {
    one.contains('#') && one == other
}

/// The form of an option: its numbers are one sign each, its marks are gone.
pub(super) fn shape(option: &str) -> String {
    let mut form = String::new();
    let mut rest = super::lines::head(option, 60);
    for mark in WORDS.sections.chosen_marks.iter().chain(&WORDS.sections.open_marks) {
        rest = rest.trim_start_matches(mark.as_str()).trim_end_matches(mark.as_str()).trim();
    }
    for c in rest.chars() {
        if c.is_ascii_digit() || c == '.' {
            if !form.ends_with('#') {
                form.push('#');
            }
        } else if !c.is_whitespace() {
            form.push(c);
        }
    }
    form
}
