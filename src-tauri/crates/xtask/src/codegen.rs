//! The TypeScript of the wire types, written by the shell that knows its commands.

use std::fs;

use crate::process;
use crate::project::Project;

const BINDINGS: &str = "ui/src/backend/generated/bindings.ts";

/// Writes the bindings that the UI imports.
pub(crate) fn write(project: &Project) -> Result<(), String> {
    let wanted = generate(project)?;
    let path = project.root.join(BINDINGS);
    if fs::read_to_string(&path).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    fs::write(&path, wanted).map_err(|e| format!("{BINDINGS}: {e}"))?;
    println!("{BINDINGS} is new");
    Ok(())
}

/// Fails when the committed bindings are not what the Rust types say.
pub(crate) fn check(project: &Project) -> Result<(), String> {
    let wanted = generate(project)?;
    let found = fs::read_to_string(project.root.join(BINDINGS)).unwrap_or_default();
    // A clone on Windows may have turned the line ends.
    let found = found.replace("\r\n", "\n");
    let Some(line) = first_difference(&found, &wanted) else { return Ok(()) };
    Err(format!("{BINDINGS}:{line} is not what the Rust types say: cargo xtask codegen"))
}

fn generate(project: &Project) -> Result<String, String> {
    let path = project.target.join("bindings.ts");
    let mut command = project.cargo_on_shell(&["run", "--quiet", "--bin", "codegen"]);
    command.arg("--").arg(&path);
    process::run(&mut command)?;
    let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(text.replace("\r\n", "\n"))
}

/// The first line, counted from 1, in which two texts differ.
fn first_difference(left: &str, right: &str) -> Option<usize> {
    if left == right {
        return None;
    }
    let same = left.lines().zip(right.lines()).take_while(|(left, right)| left == right).count();
    Some(same + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_line_that_differs() {
        assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
        assert_eq!(first_difference("a\nb\n", "a\nc\n"), Some(2));
        assert_eq!(first_difference("a\n", "a\nb\n"), Some(2), "a line more is a difference");
        assert_eq!(first_difference("", "a\n"), Some(1), "so is a file that is not there");
    }
}
