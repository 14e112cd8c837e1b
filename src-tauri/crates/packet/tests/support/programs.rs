//! The programs of others, which not every machine has.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::disallowed_types,
    reason = "help for tests, which run the programs of others"
)]

use std::{
    path::Path,
    process::{Command, Output},
};

/// A test does without what is not here, unless `cargo xtask test` has installed it: then
/// `HEDAN_TOOLS` is `required`, and nothing is passed over in silence.
pub(crate) fn absent<T>(what: &str) -> Option<T> {
    let required = std::env::var("HEDAN_TOOLS").is_ok_and(|word| word == "required");
    assert!(!required, "{what} is not here, and HEDAN_TOOLS says that it is required");
    eprintln!("skipped: {what} is not here");
    None
}

/// `None` where the program is not installed.
pub(crate) fn run(program: &str, arguments: &[&str], folder: &Path) -> Option<Output> {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).env("LC_ALL", "C.UTF-8");
    match command.output() {
        Ok(output) => Some(output),
        Err(error) => absent(&format!("{program} ({error})")),
    }
}

/// Whether `program` is content; `None` where it is not there.
pub(crate) fn accepts(program: &str, arguments: &[&str], folder: &Path) -> Option<bool> {
    run(program, arguments, folder).map(|output| output.status.success())
}

/// The same of a line as one would type it, which begins with the program.
pub(crate) fn takes(line: &str, folder: &Path) -> Option<bool> {
    let program = line.split(' ').next().unwrap();
    if !accepts("sh", &["-c", &format!("command -v {program}")], folder)? {
        return absent(program);
    }
    accepts("sh", &["-c", line], folder)
}

/// The reference reader of bags; `PYTHON` names the Python that has it.
pub(crate) fn bagit(folder: &Path) -> Option<bool> {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    if !accepts(&python, &["-c", "import bagit"], folder)? {
        return absent("the module bagit of Python (pip install bagit; PYTHON=\u{2026})");
    }
    accepts(&python, &["-m", "bagit", "--validate", "--quiet", "."], folder)
}
