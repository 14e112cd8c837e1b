//! Text that a spreadsheet would take for a formula.
//!
//! CSV has no types: Excel, WPS and Calc run a cell that begins with `=`, `+`, `-` or
//! `@` (full-width forms are narrowed first by some), and some pass over a tab, a line break or
//! blanks before it. The usual guard is an apostrophe in front. It costs that the apostrophe is seen in
//! the cell, and stays in texts that are copied from there (`'+86 138…`); a program that reads
//! the file and does not know the guard takes it for a part of the text. XLSX says which cells
//! are text and needs none of this.
//!
//! Long runs of digits are not guarded: a spreadsheet rounds them to 15 digits when it opens a
//! CSV by double click, and every remedy (a tab in front, `="…"`) spoils the text for all other
//! programs, the latter by being a formula itself.

use std::borrow::Cow;

const GUARD: char = '\'';

/// `text` with a guard in front, where it needs one. What is guarded already or looks so gets
/// one more, so that [`unguarded`] always gives back what was there.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_run(text) { Cow::Owned(format!("{GUARD}{text}")) } else { Cow::Borrowed(text) }
}

/// What was there before [`guarded`].
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix(GUARD) {
        Some(rest) if is_run(rest) => rest,
        _ => text,
    }
}

/// Guards in front change nothing, or what is guarded could not be told from what is not.
fn is_run(text: &str) -> bool {
    text.trim_start_matches(GUARD).starts_with(['\t', '\r', '\n'])
        || text
            .trim_start_matches(|c: char| c == GUARD || c.is_whitespace())
            .starts_with(['=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_would_run_is_guarded_and_nothing_else() {
        for text in [
            "=1+1",
            "+8613800138000",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\rx",
            "'\tx",
            "\u{FF1D}1",
            "'=1",
            " =1",
            "' =1",
            "\u{3000}+1",
        ] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        for text in ["", "1=1", "1-1", "'quoted'", "'", "移动话费", "98.50", " 1", "2026-03-01"]
        {
            assert_eq!(guarded(text), text, "it is no formula");
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "[' =+@\t\u{FF1D}a-]{0,6}|.*") {
            let guarded = guarded(&text);
            prop_assert_eq!(unguarded(&guarded), &text);
        }
    }
}
