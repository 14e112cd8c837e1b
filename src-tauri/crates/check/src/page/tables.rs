//! Tables: a row of labels over rows of values.

use std::ops::Range;

use super::labels::{Label, Line, decorated, known, tokens};
use super::lines::trim;
use super::pairs::{Pair, Role, push};

/// The most rows that one table head is read for.
const TABLE_ROWS: usize = 20;

/// Reads a row of labels and the rows below it; the number of lines used up.
pub(super) fn table(body: &str, lines: &[Line], found: &mut Vec<Pair>) -> usize {
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
