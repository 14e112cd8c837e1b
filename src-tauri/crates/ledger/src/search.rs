//! Text search by single characters and pairs of them, so that any fragment of a Chinese word
//! or a number is found; SQLite's trigrams find nothing below three characters.

use rusqlite::{
    Connection,
    functions::{Context, FunctionFlags},
};

/// Stands between runs in the index, so that no pair is found across a gap. It cannot be part
/// of a query because it is not alphanumeric.
const GAP: &str = "\u{B7}";

/// Adds the SQL functions `characters(text…)` and `pairs(text…)`, which write what the two
/// columns of the search table hold. NULLs are skipped.
pub(crate) fn register(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_DIRECTONLY;
    connection.create_scalar_function("characters", -1, flags, |c| over_arguments(c, 1))?;
    connection.create_scalar_function("pairs", -1, flags, |c| over_arguments(c, 2))
}

/// The MATCH expression that finds `text`: every run of it must occur somewhere. `None` when it
/// holds nothing that could be found, such as punctuation alone.
pub(crate) fn expression(text: &str) -> Option<String> {
    let mut terms = Vec::new();
    for run in runs(text) {
        for part in split_by_script(&run) {
            let (column, size) = if part.len() == 1 { ("one", 1) } else { ("two", 2) };
            terms.push(format!("{column}:\"{}\"", grams(part, size).join(" ")));
        }
    }
    (!terms.is_empty()).then(|| terms.join(" AND "))
}

fn over_arguments(context: &Context<'_>, size: usize) -> rusqlite::Result<String> {
    let mut out = Vec::new();
    for index in 0..context.len() {
        let text: Option<String> = context.get(index)?;
        for run in runs(text.as_deref().unwrap_or_default()) {
            out.extend(grams(&run, size));
            out.push(GAP.to_owned());
        }
    }
    Ok(out.join(" "))
}

/// Stretches of letters and digits, in lower case and half width. Both the index and the query
/// are folded, so nothing that is shown changes.
fn runs(text: &str) -> Vec<Vec<char>> {
    let mut runs = vec![Vec::new()];
    for character in text.chars().map(half_width).flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            if let Some(run) = runs.last_mut() {
                run.push(character);
            }
        } else if runs.last().is_some_and(|run| !run.is_empty()) {
            runs.push(Vec::new());
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// Someone who types 原神648 means both words, wherever each stands.
fn split_by_script(run: &[char]) -> Vec<&[char]> {
    run.chunk_by(|a, b| a.is_ascii() == b.is_ascii()).collect()
}

fn grams(run: &[char], size: usize) -> Vec<String> {
    run.windows(size).map(|window| window.iter().collect()).collect()
}

fn half_width(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_only_ever_letters_and_digits_between_quotes() {
        assert_eq!(expression("话费").as_deref(), Some("two:\"话费\""));
        assert_eq!(expression("费").as_deref(), Some("one:\"费\""));
        assert_eq!(
            expression("原神648").as_deref(),
            Some("two:\"原神\" AND two:\"64 48\""),
            "scripts are split"
        );
        assert_eq!(
            expression("a\" OR two:*").as_deref(),
            Some("one:\"a\" AND two:\"or\" AND two:\"tw wo\""),
            "operators are words like any other"
        );
        for nothing in ["", "  ", "\"'*()", "，。！"] {
            assert_eq!(expression(nothing), None, "{nothing:?}");
        }
    }

    #[test]
    fn full_width_and_capitals_are_found_by_plain_ones() {
        assert_eq!(expression("\u{FF31}\u{FF31}"), expression("qq"));
    }
}
