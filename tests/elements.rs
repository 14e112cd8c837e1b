//! Every row of the sources that is about something gone wrong is answered: `elements.toml`.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may end where it fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Check {
    Ok,
    Platform,
    Caution,
    Imprecise,
    Unverified,
    Wrong,
    Future,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    check: Check,
    #[serde(default)]
    data: Vec<String>,
    #[serde(default)]
    code: Vec<String>,
    #[serde(default)]
    tests: Vec<String>,
    open: Option<String>,
}

impl Row {
    fn is_to_be_said(&self) -> bool {
        !matches!(self.check, Check::Wrong | Check::Future)
    }
}

fn table() -> BTreeMap<String, Row> {
    toml::from_str(include_str!("elements.toml")).unwrap()
}

/// Of the sources, from the root causes to what to write.
const ROWS: std::ops::RangeInclusive<u32> = 13..=224;

/// What the sources themselves only imagine, beyond those rows.
const IMAGINED: [u32; 2] = [254, 258];

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn crates() -> PathBuf {
    root().join("src-tauri/crates")
}

fn split(place: &str) -> (&str, &str) {
    place.split_once('#').unwrap_or_else(|| panic!("{place}: of which file, and what in it?"))
}

/// Whether a function of that name stands behind the mark of a test.
fn is_test(text: &str, name: &str) -> bool {
    let Some((before, _)) = text.split_once(&format!("fn {name}(")) else { return false };
    let since_the_last = before.rsplit("}\n").next().unwrap_or_default();
    since_the_last.contains("#[test]") || since_the_last.contains("#[tokio::test")
}

/// Read once; a path that leads nowhere is an empty file, which holds nothing.
#[derive(Default)]
struct Files(BTreeMap<String, String>);

impl Files {
    fn text(&mut self, path: &str) -> &str {
        let text = || {
            let of_root = path.starts_with("ui/") || path.starts_with("tests/");
            let folder = if of_root { root().to_owned() } else { crates() };
            std::fs::read_to_string(folder.join(path)).unwrap_or_default()
        };
        self.0.entry(path.to_owned()).or_insert_with(text)
    }
}

/// Of each entry of the data, by file and id, the rows that it answers.
type Answered = BTreeMap<(String, String), BTreeSet<String>>;

fn answered() -> Answered {
    let folder = crates().join("cases/data");
    let mut all = Answered::new();
    for path in files_below(&folder) {
        let name = path.strip_prefix(&folder).unwrap().with_extension("");
        let name = name.to_str().unwrap().replace('\\', "/");
        let text = std::fs::read_to_string(&path).unwrap();
        let entries: toml::Value = toml::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        collect(&name, "", &entries, &mut all);
    }
    all
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let all = paths.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] });
    all.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect()
}

/// An entry is called by its `id`, or else by the name of its table.
fn collect(file: &str, name: &str, value: &toml::Value, all: &mut Answered) {
    if let Some(many) = value.as_array() {
        for one in many {
            collect(file, name, one, all);
        }
    }
    let Some(table) = value.as_table() else { return };
    let id = table.get("id").and_then(toml::Value::as_str).unwrap_or(name);
    let mut say = |id: &str, rows: &[toml::Value]| {
        let rows = rows.iter().map(|row| row.as_str().unwrap().to_owned());
        all.entry((file.to_owned(), id.to_owned())).or_default().extend(rows);
    };
    match table.get("elements") {
        Some(toml::Value::Array(rows)) => say(id, rows),
        Some(toml::Value::Table(entries)) => {
            entries.iter().for_each(|(id, rows)| say(id, rows.as_array().unwrap()));
        }
        _ => {}
    }
    for (key, inner) in table.iter().filter(|(key, _)| *key != "elements") {
        collect(file, key, inner, all);
    }
}

#[test]
fn every_row_stands_somewhere_and_a_test_holds_it() {
    let table = table();
    let expected: BTreeSet<_> = ROWS.map(|row| format!("S{row}")).collect();
    assert_eq!(table.keys().cloned().collect::<BTreeSet<_>>(), expected, "the rows of the table");
    for (id, row) in &table {
        let stands = !row.data.is_empty() || !row.code.is_empty();
        let held = stands && !row.tests.is_empty();
        if row.is_to_be_said() {
            assert!(held || row.open.is_some(), "{id} stands nowhere, or no test holds it");
        } else {
            assert!(!stands && row.open.is_none(), "{id} is wrong and not to be said");
        }
    }
}

#[test]
fn no_row_is_open() {
    let table = table();
    let open = table.iter().filter_map(|(id, row)| Some(format!("{id}: {}", row.open.as_ref()?)));
    let open: Vec<_> = open.collect();
    assert!(open.is_empty(), "{} rows are open:\n{}", open.len(), open.join("\n"));
}

#[test]
fn what_the_table_names_is_there() {
    let (answered, mut files, mut wrong) = (answered(), Files::default(), Vec::new());
    for (id, row) in &table() {
        for place in &row.data {
            let (file, entry) = split(place);
            match answered.get(&(file.to_owned(), entry.to_owned())) {
                None => wrong.push(format!("{id}: there is no {place} that answers anything")),
                Some(rows) if !rows.contains(id) => {
                    wrong.push(format!("{id}: {place} does not name it in its elements"));
                }
                Some(_) => {}
            }
        }
        for place in &row.code {
            let (path, name) = split(place);
            let text = files.text(path);
            if !text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name) {
                wrong.push(format!("{id}: there is no {place}"));
            }
        }
        for place in &row.tests {
            let (path, name) = split(place);
            let text = files.text(path);
            let of_window = path.starts_with("ui/");
            let there = is_test(text, name) || of_window && text.contains(&format!("('{name}'"));
            if !there {
                wrong.push(format!("{id}: there is no test {place}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The other way round: nothing of the data answers what is wrong, or what is no row.
#[test]
fn what_the_data_answers_is_to_be_said() {
    let (table, mut wrong) = (table(), Vec::new());
    for ((file, entry), rows) in answered() {
        let of_sources = rows.iter().filter_map(|row| row.strip_prefix('S'));
        for number in of_sources.map(|number| number.parse::<u32>().unwrap()) {
            let row = table.get(&format!("S{number}"));
            let known = row.map_or(!ROWS.contains(&number), Row::is_to_be_said);
            if !known || IMAGINED.contains(&number) {
                wrong.push(format!("{file}#{entry} answers S{number}, which is not to be said"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the reading of the sources found, row by row, apart from what was made of it.
#[test]
fn the_table_has_the_rows_as_they_were_checked() {
    let (table, mut seen) = (table(), BTreeSet::new());
    for line in include_str!("elements/checked.txt").lines() {
        let (id, check) = line.split_once(' ').unwrap();
        assert_eq!(format!("{:?}", table[id].check).to_uppercase(), check, "{id}");
        seen.insert(id[1..].parse::<u32>().unwrap());
    }
    assert_eq!(seen, ROWS.collect());
}
