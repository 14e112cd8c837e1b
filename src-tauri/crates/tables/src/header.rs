//! Which row names the columns.

use crate::columns::{is_money, is_time, meaning_of};
use crate::read::{Row, Table};

/// Rows among which the header is looked for: exports of payment services begin with some twenty
/// lines about the account.
const LOOKED_AT: usize = 60;

/// The row of headers, counted from 0 among [`Table::rows`]; `None` when the table begins with
/// its data.
pub fn guess_header(table: &Table) -> Option<usize> {
    let rows = &table.rows[..table.rows.len().min(LOOKED_AT)];
    let scored = rows.iter().enumerate().map(|(at, row)| (known(row), at));
    // The first of those with the most names that are known.
    let best = scored.max_by_key(|(names, at)| (*names, usize::MAX - at));
    if let Some((names, at)) = best
        && names >= 2
    {
        return Some(at);
    }
    // No name is known, but words stand above what is none.
    let usual = width(rows);
    let first = rows.iter().position(|row| filled(row) * 10 >= usual * 6 && filled(row) >= 2)?;
    let (row, next) = (&rows[first], rows.get(first + 1)?);
    let valued = |row: &Row| row.cells.iter().any(|cell| is_time(cell) || is_money(cell).is_some());
    (!valued(row) && valued(next)).then_some(first)
}

/// How many different things its cells are names of. A value is none.
fn known(row: &Row) -> usize {
    let mut found = Vec::new();
    for cell in row.cells.iter().filter(|cell| !cell.is_blank()) {
        let text = cell.text();
        // Names are short; a line of terms of use holds many of their words.
        if text.chars().count() > 20 || is_time(cell) || is_money(cell).is_some() {
            continue;
        }
        if let Some((meaning, _)) = meaning_of(&text)
            && !found.contains(&meaning)
        {
            found.push(meaning);
        }
    }
    found.len()
}

fn filled(row: &Row) -> usize {
    row.cells.iter().filter(|cell| !cell.is_blank()).count()
}

/// How many cells most rows have filled.
fn width(rows: &[Row]) -> usize {
    let mut widths: Vec<usize> = rows.iter().map(filled).collect();
    widths.sort_unstable();
    widths.get(widths.len() / 2).copied().unwrap_or_default()
}
