//! A file is read as a whole, so it ends where attention does.

use super::{Complaint, tree::Tree};

const LINES: usize = 400;
/// Files that are longer, with the reason.
const LONG: &[(&str, &str)] = &[];

pub(super) fn long_files(tree: &Tree) -> Vec<Complaint> {
    judge(tree, LONG)
}

fn judge(tree: &Tree, long: &[(&str, &str)]) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for (path, text) in tree.texts("", &[".rs", ".ts", ".svelte"]) {
        let lines = text.lines().count();
        let allowed = long.iter().any(|(known, _)| *known == path);
        if lines > LINES && !allowed && !path.contains("/generated/") {
            complaints.push(Complaint::new(path, 0, format!("{lines} lines: split it")));
        }
        if lines <= LINES && allowed {
            complaints.push(Complaint::new(path, 0, "short again: take it off tidy's list"));
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_needs_a_reason_and_a_short_one_has_none() {
        let (long, short) = ("x\n".repeat(LINES + 1), "x\n".repeat(LINES));
        let tree = Tree::of(&[("a.rs", &long), ("b.ts", &short), ("ui/generated/c.ts", &long)]);
        let paths = |found: Vec<Complaint>| found.into_iter().map(|c| c.path).collect::<Vec<_>>();
        assert_eq!(paths(judge(&tree, &[])), ["a.rs"]);
        assert_eq!(paths(judge(&tree, &[("a.rs", "one table"), ("b.ts", "was")])), ["b.ts"]);
    }
}
