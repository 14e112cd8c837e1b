//! A document that names a file that is gone misleads more than none.

use super::{Complaint, tree::Tree};

const DOCUMENTS: &[&str] = &["README.md", "ARCHITECTURE.md", "CHANGELOG.md"];
/// A word with one of these ends is a file's name.
const ENDS: &[&str] = &[
    ".css", ".html", ".icns", ".ico", ".js", ".json", ".md", ".png", ".rs", ".sql", ".svelte",
    ".svg", ".toml", ".ts", ".yml",
];
/// Made on each machine, so not in the tree.
const MADE: &[&str] = &["target", "ui/dist", "ui/node_modules", "dist", "node_modules"];

pub(super) fn named_files(tree: &Tree) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for (path, text) in tree.texts("", DOCUMENTS) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut fenced = false;
        for (at, line) in text.lines().enumerate() {
            if line.trim_start().starts_with("```") {
                fenced = !fenced;
            }
            let named: Vec<&str> = if fenced { Vec::new() } else { names(line, tree).collect() };
            for name in named {
                let beside = format!("{folder}/{name}");
                let found = tree.has(name)
                    || tree.has(beside.trim_start_matches('/'))
                    // A document that speaks of one folder shortens the way there.
                    || tree.ends_so(name);
                if !found {
                    complaints.push(Complaint::new(path, at + 1, format!("`{name}` is gone")));
                }
            }
        }
    }
    complaints
}

/// Links to files, and words in backticks that can only be files.
fn names<'a>(line: &'a str, tree: &'a Tree) -> impl Iterator<Item = &'a str> {
    let quoted = line.split('`').skip(1).step_by(2).filter(|word| is_file_name(word, tree));
    let linked = line.split("](").skip(1).filter_map(|rest| rest.split([')', '#', ' ']).next());
    let linked = linked.filter(|link| !link.is_empty() && !link.contains(':'));
    let made = |name: &str| MADE.iter().any(|m| name == *m || name.starts_with(&format!("{m}/")));
    quoted.chain(linked).map(|name| name.trim_start_matches("./")).filter(move |name| !made(name))
}

fn is_file_name(word: &str, tree: &Tree) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-/@".contains(c);
    if !word.chars().all(plain) || word.starts_with(['/', '@', '-']) || word.contains("//") {
        return false;
    }
    // `tauri.conf.json` is a file; `.json` alone is a kind of file.
    let ended = ENDS.iter().any(|end| word.len() > end.len() && word.ends_with(end));
    let within = word.split_once('/').is_some_and(|(first, _)| tree.has(first));
    ended || within
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_gone_is_named_with_its_line() {
        let text = "See `src/old.rs` and [it](docs/none.md#part).\n`src/new.rs`, `and/or`, \
                    `.json`, [x](https://a.b/c.md), `target/x.png`\n```\nsrc/older.rs `a.rs`\n```\n";
        let tree = Tree::of(&[("README.md", text), ("src/new.rs", "")]);
        let found: Vec<_> = named_files(&tree).into_iter().map(|c| (c.line, c.reason)).collect();
        let gone = |name: &str| (1, format!("`{name}` is gone"));
        assert_eq!(found, [gone("src/old.rs"), gone("docs/none.md")]);
    }

    #[test]
    fn a_folder_and_a_neighbour_are_found() {
        let tree = Tree::of(&[
            ("ui/README.md", "`src/lib/`, `vite.config.ts`, `lib/a.ts`, `a.ts`"),
            ("ui/src/lib/a.ts", ""),
            ("ui/vite.config.ts", ""),
        ]);
        assert_eq!(named_files(&tree), []);
    }
}
