//! Characters and lines that read as something else than they are.

use super::{Complaint, tree::Tree};

const CODE: &[&str] = &[".rs", ".ts", ".svelte", ".toml", ".js", ".json", ".css", ".html", ".sql"];

/// Full-width letters and digits look like plain ones, and invisible characters like nothing:
/// in code both are written as escapes.
pub(super) fn invisible_and_full_width(tree: &Tree) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for (path, text) in tree.texts("", CODE) {
        for (at, line) in text.lines().enumerate() {
            for found in line.chars().filter(|&character| deceives(character)) {
                let reason = format!("write U+{:04X} as an escape", u32::from(found));
                complaints.push(Complaint::new(path, at + 1, reason));
            }
        }
    }
    complaints
}

/// The platform's packages stay behind one interface, so that pages run without it.
pub(super) fn platform_imports(tree: &Tree) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for (path, text) in tree.texts("ui/src/", &[".ts", ".svelte", ".js"]) {
        if path.starts_with("ui/src/backend/") {
            continue;
        }
        for (at, line) in text.lines().enumerate() {
            if ["'", "\"", "`"].iter().any(|quote| line.contains(&format!("{quote}@tauri-apps/"))) {
                let reason = "only ui/src/backend imports @tauri-apps";
                complaints.push(Complaint::new(path, at + 1, reason));
            }
        }
    }
    complaints
}

fn deceives(character: char) -> bool {
    matches!(character,
        '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}'
        | '\u{FFE5}' | '\u{FF0D}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
        | '\u{FEFF}' | '\u{00AD}' | '\u{00A0}' | '\u{3000}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deceiving_character_is_named() {
        let tree = Tree::of(&[("a.rs", "let x = 1;\nlet y = \"\u{FF11}\u{200B}\";\n// 全，\n")]);
        let found: Vec<_> =
            invisible_and_full_width(&tree).into_iter().map(|c| (c.line, c.reason)).collect();
        let escape = |code: &str| (2, format!("write {code} as an escape"));
        assert_eq!(found, [escape("U+FF11"), escape("U+200B")], "Chinese punctuation may stand");
    }

    #[test]
    fn the_platform_stays_behind_the_backend() {
        let import = "import { invoke } from '@tauri-apps/api/core';\n";
        let tree = Tree::of(&[("ui/src/backend/index.ts", import), ("ui/src/App.svelte", import)]);
        let found: Vec<_> = platform_imports(&tree).into_iter().map(|c| c.path).collect();
        assert_eq!(found, ["ui/src/App.svelte"]);
    }
}
