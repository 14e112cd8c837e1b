//! What clippy and the type checker cannot see: rules that tie the project's parts to what
//! its documents say of them.

mod crates;
mod docs;
mod length;
mod rights;
mod text;
mod tree;
mod wording;

use crate::project::Project;
use tree::Tree;

type Rule = fn(&Tree) -> Vec<Complaint>;

const RULES: &[Rule] = &[
    crates::directions,
    docs::named_files,
    length::long_files,
    rights::capabilities,
    rights::commands,
    rights::window_policy,
    text::invisible_and_full_width,
    text::platform_imports,
    wording::catalogue,
    wording::window,
];

/// One place that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Complaint {
    path: String,
    /// Counted from 1; 0 when it is about the file as a whole.
    line: usize,
    reason: String,
}

impl Complaint {
    fn new(path: &str, line: usize, reason: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, reason: reason.into() }
    }
}

/// Prints every complaint and fails when there is one.
pub(crate) fn run(project: &Project) -> Result<(), String> {
    let tree = Tree::read(&project.root)?;
    let mut complaints: Vec<Complaint> = RULES.iter().flat_map(|rule| rule(&tree)).collect();
    complaints.sort();
    for Complaint { path, line, reason } in &complaints {
        match line {
            0 => println!("{path}: {reason}"),
            _ => println!("{path}:{line}: {reason}"),
        }
    }
    match complaints.len() {
        0 => Ok(()),
        count => Err(format!("{count} untidy places")),
    }
}
