//! Which parts of a page speak of the one selected or ordered item.
//!
//! Everything else is blanked out, byte for byte, so that the rest of the reader need not know
//! of menus, recommendations, reviews and unticked cart lines, and every place stays true.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::choice::{boxed_choice, carts, inline_choice, stacked_choice};
use super::labels::{in_menu, is_message, tokens};
use super::lines::lines;
use super::matcher::{is_pictogram, pattern};
use super::pairs::Role;
use super::words::WORDS;

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
    let mut chosen = Vec::new();
    if WORDS.marks.any(&body) {
        chosen = carts(&body, &ranges, &mut mask);
        chosen.extend(ranges.iter().filter_map(|range| inline_choice(&body, range, &mut mask)));
        chosen.extend(stacked_choice(&body, &ranges, &mut mask));
    } else {
        chosen.extend(ranges.iter().filter_map(|range| boxed_choice(&body, range, &mut mask)));
    }
    chosen.sort_by_key(|range| range.start);
    Subject { body: mask.finish(), chosen }
}

/// A text without the clauses that say what the goods are not.
pub(super) fn claims(body: &str) -> String {
    let mut mask = Mask::new(body);
    let mut blanked = 0;
    // 急用勿拍 says that the goods are slow, and takes nothing else back.
    let mut said = WORDS.labels.find(body).filter(|(_, name)| *name == "慢充").peekable();
    for (hit, ()) in WORDS.negation.find(body) {
        while said.peek().is_some_and(|(label, _)| label.end <= hit.start) {
            said.next();
        }
        let slow = said.peek().is_some_and(|(label, _)| label.start <= hit.start);
        if hit.start < blanked || slow {
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

/// 游戏点卡 / 盛趣 / 传奇 above the goods says where in the shop they stand.
fn is_trail(line: &str) -> bool {
    let parts = || line.split(" / ");
    parts().count() >= 3
        && parts().all(|part| part.chars().count() <= 10)
        && !line.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '\u{A5}'))
}

/// Trails stand at the head of a page.
const TRAIL_LINES: usize = 6;

/// Lines of menu words, and runs of lines that are one menu word each.
fn menus(text: &str, ranges: &[Range<usize>], mask: &mut Mask) {
    let single = |range: &Range<usize>| is_menu(bare(&text[range.clone()]));
    let mut at = 0;
    while at < ranges.len() {
        let words = tokens(text, ranges[at].clone());
        let all = words.len() >= 3 && words.iter().all(|w| is_menu(bare(&text[w.clone()])));
        let trail = text[ranges[at].clone()].matches(['>', '\u{203A}', '\u{BB}']).count() >= 2
            && !text[ranges[at].clone()].contains(':')
            || at < TRAIL_LINES && is_trail(&text[ranges[at].clone()]);
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
    in_menu(word)
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
        let is = |words: &HashSet<String>| words.contains(heading);
        let short = heading.chars().count() <= HEADING_CHARS;
        let ends = |words: &[String]| words.iter().any(|word| heading.ends_with(word.as_str()));
        if is(&sections.outside) || short && ends(&sections.outside_endings) {
            outside = true;
        } else if outside && (is(&sections.inside) || resumes(line)) {
            outside = false;
        }
        let site = WORDS.footer.first(line).filter(|_| !resumes(line));
        if let Some((hit, ())) = site.as_ref().filter(|_| !outside && is_message(line)) {
            // A message ends with whom to call.
            let hit = range.start + hit.start..range.start + hit.end;
            mask.blank(clause(text, &hit).start..range.end);
            continue;
        }
        let site = site.is_some();
        let advertised = WORDS.advertisement.begin(line);
        if outside || site || advertised || REVIEWER.is_match(super::lines::head(line, 12)) {
            mask.blank(range.clone());
        }
    }
}

/// The longest heading that is known by its last word, in characters.
const HEADING_CHARS: usize = 6;

/// Reviews are signed with a masked name: y***3:
static REVIEWER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[^0-9\s*][^\s*]{0,2}\*{2,4}[^\s*:]{0,3} ?[:(]"));

/// Labels that no recommendation and no review carries.
pub(super) fn resumes(line: &str) -> bool {
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
