//! What the columns of a table mean.

use std::sync::LazyLock;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::amount::{narrow, read_amount};
use crate::read::{Cell, Row, Table};
use crate::time::read_time;
use crate::words::plain;

/// What a column holds of an order.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    OrderNo,
    Name,
    Quantity,
    Total,
    /// Whether the money was spent or received.
    Direction,
    Platform,
    Seller,
    Payee,
    Recipient,
    /// Who the recipient is.
    RecipientLabel,
    OrderedAt,
    PaidAt,
    /// Where it stands, in the platform's own words.
    Shown,
    Arrival,
    Note,
    Tags,
}

/// What a column of this name holds, and how far down its list the name stands: the smaller, the
/// surer.
pub(crate) fn meaning_of(header: &str) -> Option<(Meaning, usize)> {
    let header = bare(header);
    if header.is_empty() {
        return None;
    }
    let exact = NAMES.iter().find_map(|(meaning, names)| {
        names.iter().position(|name| *name == header).map(|at| (*meaning, at))
    });
    // A name within another is less sure than any of its own; the longest says the most.
    exact.or_else(|| {
        let within = NAMES.iter().flat_map(|(meaning, names)| {
            names.iter().filter(|name| header.contains(name.as_str())).map(|name| (*meaning, name))
        });
        let longest = within.max_by_key(|(_, name)| name.chars().count());
        longest.filter(|(_, name)| name.chars().count() > 1).map(|(meaning, _)| (meaning, 1_000))
    })
}

/// The platform that a file's name names, as exports of one platform do.
pub fn named_platform(name: &str) -> Option<&'static str> {
    PLATFORMS.iter().find(|platform| name.contains(platform.as_str())).map(String::as_str)
}

/// What each column holds, by its name in the row of headers and by what stands in it. A meaning
/// goes to one column only, but for notes and states, of which there can be several.
pub fn guess_columns(table: &Table, header: Option<usize>) -> Vec<Option<Meaning>> {
    let width = table.width();
    let mut named: Vec<(usize, usize, Meaning)> = Vec::new();
    if let Some(header) = header.and_then(|at| table.rows.get(at)) {
        for column in 0..width {
            if let Some((meaning, rank)) = meaning_of(&header.cell(column).text()) {
                named.push((rank, column, meaning));
            }
        }
    }
    // The surest first; of equal ones the leftmost.
    named.sort_unstable();
    let mut guessed = vec![None; width];
    for (_, column, meaning) in named {
        let taken = guessed.contains(&Some(meaning));
        if !taken || matches!(meaning, Meaning::Note | Meaning::Shown) {
            guessed[column] = Some(meaning);
        }
    }
    let first = header.map_or(0, |at| at + 1);
    let rows = table.rows.get(first..).unwrap_or_default();
    by_content(&rows[..rows.len().min(LOOKED_AT)], &mut guessed);
    guessed
}

/// Rows whose content is looked at.
const LOOKED_AT: usize = 100;

/// What the headers did not say of what no order can be without.
fn by_content(rows: &[Row], guessed: &mut [Option<Meaning>]) {
    let missing = |guessed: &[Option<Meaning>], meaning| !guessed.contains(&Some(meaning));
    if missing(guessed, Meaning::PaidAt) && missing(guessed, Meaning::OrderedAt) {
        take(rows, guessed, Meaning::PaidAt, |cell| is_time(cell).then_some(1));
    }
    if missing(guessed, Meaning::OrderNo) {
        take(rows, guessed, Meaning::OrderNo, |cell| is_number(cell).then_some(1));
    }
    if missing(guessed, Meaning::Total) {
        take(rows, guessed, Meaning::Total, is_money);
    }
    if missing(guessed, Meaning::Name) {
        // The longest words are what was bought.
        take(rows, guessed, Meaning::Name, |cell| match cell {
            Cell::Text(text) if text.chars().any(char::is_alphabetic) => Some(text.chars().count()),
            _ => None,
        });
    }
}

/// Gives a meaning to the column that nobody has and whose cells speak most for it: nearly all of
/// them must.
fn take(
    rows: &[Row],
    guessed: &mut [Option<Meaning>],
    meaning: Meaning,
    speaks: impl Fn(&Cell) -> Option<usize>,
) {
    let mut best = (0, None);
    for column in (0..guessed.len()).filter(|column| guessed[*column].is_none()) {
        let cells = rows.iter().map(|row| row.cell(column)).filter(|cell| !cell.is_blank());
        let votes: Vec<Option<usize>> = cells.map(&speaks).collect();
        let spoken: Vec<usize> = votes.iter().copied().flatten().collect();
        let most = spoken.len() * 5 >= votes.len() * 4 && spoken.len() * 2 >= rows.len().max(1);
        let said: usize = spoken.iter().sum();
        if most && said > best.0 {
            best = (said, Some(column));
        }
    }
    if let Some(column) = best.1 {
        guessed[column] = Some(meaning);
    }
}

pub(crate) fn is_time(cell: &Cell) -> bool {
    matches!(read_time(cell, &TimeZone::UTC), Ok(Some(_)))
}

/// Long digits, as platforms number orders.
fn is_number(cell: &Cell) -> bool {
    let text = cell.text();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (12..=40).contains(&text.len())
        && digits * 10 >= text.len() * 7
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        && !is_time(cell)
}

/// A sign of a currency or two decimals speak louder than a bare number.
pub(crate) fn is_money(cell: &Cell) -> Option<usize> {
    let text = cell.text();
    if is_number(cell) || is_time(cell) || !matches!(read_amount(&text), Ok(Some(_))) {
        return None;
    }
    let signed = text.contains(['¥', '\u{FFE5}', '元']);
    let decimal = text.split_once('.').is_some_and(|(_, part)| part.len() <= 2);
    Some(if signed {
        4
    } else if decimal {
        3
    } else {
        1
    })
}

/// A header without what stands in brackets or around it: `*金额（元）：` is `金额`.
fn bare(header: &str) -> String {
    let header: String = header.chars().map(narrow).collect();
    let before = header.split(['(', '[', '\u{3010}']).find(|part| !part.trim().is_empty());
    let kept = |c: &char| !matches!(c, '*' | ':' | '#' | '"' | '\'' | '_' | '-' | '.' | '\u{3011}');
    plain(before.unwrap_or_default()).chars().filter(kept).collect()
}

static NAMES: LazyLock<Vec<(Meaning, Vec<String>)>> = LazyLock::new(|| {
    let bare_all = |names: Vec<String>| names.iter().map(|name| bare(name)).collect();
    file().column.into_iter().map(|column| (column.means, bare_all(column.names))).collect()
});

static PLATFORMS: LazyLock<Vec<String>> = LazyLock::new(|| file().platforms);

fn file() -> File {
    toml::from_str(include_str!("../data/headers.toml")).unwrap_or_default()
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Names that the names of files hold.
    platforms: Vec<String>,
    column: Vec<Column>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Column {
    means: Meaning,
    names: Vec<String>,
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn each_name_stands_for_one_thing() {
        let mut seen = HashSet::new();
        assert!(!NAMES.is_empty(), "the data is read");
        for name in NAMES.iter().flat_map(|(_, names)| names) {
            assert!(!name.is_empty() && seen.insert(name), "{name} stands twice");
        }
    }

    #[test]
    fn brackets_signs_and_case_make_no_difference() {
        for header in ["金额（元）", "*金额(元)", " 金 额 ：", "【金额】", "金额[CNY]"]
        {
            assert_eq!(
                meaning_of(header).map(|(meaning, _)| meaning),
                Some(Meaning::Total),
                "{header}"
            );
        }
        assert_eq!(meaning_of("Order No.").map(|(m, _)| m), Some(Meaning::OrderNo));
        assert_eq!(meaning_of("颜色"), None);
        assert_eq!(meaning_of(""), None);
    }
}
