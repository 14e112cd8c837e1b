//! The pages and what is true of each, as in the text corpus of `check`.

use check::page::Answers;
use serde_json::{Map, Value};

pub(crate) struct PageCase {
    pub name: String,
    pub lines: Vec<&'static str>,
    /// Keys that are absent are not stated.
    pub expected: Map<String, Value>,
    /// Written before anything was changed for it and counted apart: its mistakes are told only
    /// when asked for, since what was looked at is no blind sample any more.
    pub held: bool,
}

const FILES: &[(&str, &str)] = &[
    ("orders", include_str!("pages/orders.txt")),
    ("payments", include_str!("pages/payments.txt")),
    ("listings", include_str!("pages/listings.txt")),
    ("chats", include_str!("pages/chats.txt")),
    ("more", include_str!("pages/more.txt")),
    ("wider", include_str!("pages/wider.txt")),
    ("held", include_str!("pages/held.txt")),
];

pub(crate) fn all() -> Vec<PageCase> {
    FILES
        .iter()
        .flat_map(|(style, text)| text.split("=== ").skip(1).map(|b| case(style, b)))
        .collect()
}

fn case(style: &str, block: &'static str) -> PageCase {
    let (title, rest) = block.split_once('\n').expect("a page has a name");
    let name = format!("{style}/{}", title.trim());
    let (page, answers) = rest.split_once("--- answers\n").expect("a page has answers");
    let expected: Value =
        serde_json::from_str(answers).unwrap_or_else(|error| panic!("{name}: {error}"));
    // A misspelt key would pass as one that is not stated.
    serde_json::from_value::<Answers>(expected.clone())
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    let expected = expected.as_object().expect("answers are an object").clone();
    PageCase { name, lines: page.lines().collect(), expected, held: style == "held" }
}
