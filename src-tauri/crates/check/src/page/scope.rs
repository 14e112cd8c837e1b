//! Which parts of a page speak of the one selected or ordered item.
//!
//! Everything else is blanked out, byte for byte, so that the rest of the reader need not know
//! of menus, recommendations, reviews and unticked cart lines, and every place stays true.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::lines::lines;
use super::pairs::{Role, tokens};
use super::words::{WORDS, is_pictogram, pattern};

/// A text in which stretches are blanked out.
pub(super) struct Mask {
    bytes: Vec<u8>,
}

impl Mask {
    pub(super) fn new(text: &str) -> Self {
        Self { bytes: text.as_bytes().to_vec() }
    }

    /// Blanks out a stretch, which lies on character boundaries.
    pub(super) fn blank(&mut self, range: Range<usize>) {
        for byte in &mut self.bytes[range] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    }

    pub(super) fn finish(self) -> String {
        // Whole characters were blanked, so this is still UTF-8.
        String::from_utf8(self.bytes).unwrap_or_default()
    }
}

/// What is about the item.
pub(super) struct Subject {
    /// The folded text with everything else blanked out.
    pub body: String,
    /// The options that are marked as chosen.
    pub chosen: Vec<Range<usize>>,
}

pub(super) fn subject(folded: &str) -> Subject {
    let ranges = lines(folded);
    let mut mask = Mask::new(folded);
    menus(folded, &ranges, &mut mask);
    sections(folded, &ranges, &mut mask);
    speakers(folded, &ranges, &mut mask);
    let body = mask.finish();

    let ranges = lines(&body);
    let mut mask = Mask::new(&body);
    let mut chosen = carts(&body, &ranges, &mut mask);
    for range in &ranges {
        chosen.extend(inline_choice(&body, range, &mut mask));
    }
    chosen.extend(stacked_choice(&body, &ranges, &mut mask));
    chosen.sort_by_key(|range| range.start);
    Subject { body: mask.finish(), chosen }
}

/// A text without the clauses that say what the goods are not.
pub(super) fn claims(body: &str) -> String {
    let mut mask = Mask::new(body);
    let mut blanked = 0;
    for (hit, ()) in WORDS.negation.find(body) {
        if hit.start < blanked {
            continue;
        }
        let clause = clause(body, &hit);
        blanked = clause.end;
        mask.blank(clause);
    }
    mask.finish()
}

/// How far a clause is followed, in bytes on either side.
const CLAUSE_BYTES: usize = 90;

fn clause(body: &str, hit: &Range<usize>) -> Range<usize> {
    let ends = |c: char| {
        matches!(
            c,
            '\n' | '\t'
                | '\u{FF0C}'
                | ','
                | '。'
                | ';'
                | '!'
                | '?'
                | '('
                | ')'
                | '【'
                | '】'
                | '['
                | ']'
                | ' '
                | '|'
        )
    };
    let mut from = hit.start.saturating_sub(CLAUSE_BYTES);
    while !body.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (hit.end + CLAUSE_BYTES).min(body.len());
    while !body.is_char_boundary(to) {
        to -= 1;
    }
    let start = body[from..hit.start].rfind(ends).map_or(from, |at| {
        let width = body[from + at..].chars().next().map_or(1, char::len_utf8);
        from + at + width
    });
    let end = body[hit.end..to].find(ends).map_or(to, |at| hit.end + at);
    start..end
}

/// Lines of menu words, and runs of lines that are one menu word each.
fn menus(text: &str, ranges: &[Range<usize>], mask: &mut Mask) {
    let single = |range: &Range<usize>| is_menu(bare(&text[range.clone()]));
    let mut at = 0;
    while at < ranges.len() {
        let words = tokens(text, ranges[at].clone());
        let all = words.len() >= 3 && words.iter().all(|w| is_menu(bare(&text[w.clone()])));
        let trail = text[ranges[at].clone()].matches(['>', '\u{203A}', '\u{BB}']).count() >= 2
            && !text[ranges[at].clone()].contains(':');
        if all || trail {
            mask.blank(ranges[at].clone());
            at += 1;
            continue;
        }
        let run = ranges[at..].iter().take_while(|range| single(range)).count();
        if run >= 4 {
            for range in &ranges[at..at + run] {
                mask.blank(range.clone());
            }
        }
        at += run.max(1);
    }
}

fn is_menu(word: &str) -> bool {
    super::pairs::in_menu(word)
}

/// A heading without its marks and counts.
fn bare(line: &str) -> &str {
    let line = line.trim_matches(|c: char| {
        c.is_whitespace()
            || is_pictogram(c)
            || matches!(
                c,
                '-' | '='
                    | '*'
                    | '#'
                    | '>'
                    | '<'
                    | '\u{203A}'
                    | '\u{BB}'
                    | '\u{2500}'
                    | '\u{2501}'
                    | '【'
                    | '】'
                    | '['
                    | ']'
                    | '\u{B7}'
                    | '\u{25CF}'
                    | '~'
                    | ':'
                    | '\u{25B6}'
                    | '\u{25BC}'
                    | '\u{2014}'
                    | '_'
                    | '|'
                    | '/'
                    | '「'
                    | '」'
                    | '\u{25C6}'
                    | '\u{2026}'
                    | '"'
            )
    });
    let line = line.split(['(', '\t']).next().unwrap_or(line).trim_end();
    let line = line.trim_end_matches("查看全部").trim_end_matches("更多").trim_end();
    let line = line.trim_end_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '+' | '万' | '.' | ' ' | '%' | '>' | ':')
    });
    if line.is_empty() { "" } else { line }
}

/// In a copied talk a line says who speaks and when: 小陈 14:02.
fn speakers(text: &str, ranges: &[Range<usize>], mask: &mut Mask) {
    let spoken = |range: &&Range<usize>| {
        let line = &text[(*range).clone()];
        line.len() <= 60
            && SPEAKER.captures(line).and_then(|c| c.get(1)).is_some_and(|name| {
                !WORDS.roles.contains_key(name.as_str().trim_end_matches([':', ' ']))
            })
    };
    if ranges.iter().filter(spoken).nth(1).is_some() {
        for range in ranges.iter().filter(spoken) {
            mask.blank(range.clone());
        }
    }
}

static SPEAKER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^([^0-9:]{1,16}?) *(?:(?:20[0-9]{2}[-/年])?[0-9]{1,2}[-/月][0-9]{1,2}日? )?(?:[上下]午|昨天|晚上)? ?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?$",
    )
});

/// Headings switch the rest of the page off and on again.
fn sections(text: &str, ranges: &[Range<usize>], mask: &mut Mask) {
    let sections = &WORDS.sections;
    let mut outside = false;
    for range in ranges {
        let line = &text[range.clone()];
        let heading = bare(line);
        let is = |words: &[String]| words.iter().any(|word| word == heading);
        if is(&sections.outside) {
            outside = true;
        } else if outside && (is(&sections.inside) || resumes(line)) {
            outside = false;
        }
        let site = WORDS.footer.any(line) && !resumes(line);
        let advertised = sections.advertisement.iter().any(|lead| line.starts_with(lead.as_str()));
        if outside || site || advertised || REVIEWER.is_match(super::lines::head(line, 12)) {
            mask.blank(range.clone());
        }
    }
}

/// Reviews are signed with a masked name: y***3:
static REVIEWER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[^0-9\s*][^\s*]{0,2}\*{2,4}[^\s*:]{0,3} ?[:(]"));

/// Labels that no recommendation and no review carries.
fn resumes(line: &str) -> bool {
    let label = line.split([':', ' ', '\t', '(', '\u{A5}']).next().unwrap_or_default();
    matches!(
        WORDS.roles.get(&label.to_lowercase()),
        Some(
            Role::TotalPaid
                | Role::OrderNo
                | Role::MerchantNo
                | Role::PaidAt
                | Role::Payee
                | Role::Recipient
        )
    ) || matches!(label, "合计" | "总计" | "共计" | "商品总价" | "商品总额" | "已选" | "已选择")
}

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
fn carts(text: &str, ranges: &[Range<usize>], mask: &mut Mask) -> Vec<Range<usize>> {
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
fn inline_choice(text: &str, range: &Range<usize>, mask: &mut Mask) -> Option<Range<usize>> {
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
fn stacked_choice(text: &str, ranges: &[Range<usize>], mask: &mut Mask) -> Option<Range<usize>> {
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
