//! The reader against its corpus of pages. The test that holds the bars prints the figures.

use crate::process;
use crate::project::Project;

pub(super) fn run(project: &Project) -> Result<(), String> {
    let mut tests = project.cargo();
    tests.args(["test", "--quiet", "--package", "check", "--test", "pages", "--"]);
    // One after another, or the figures of two corpora are mixed.
    process::run(tests.args(["--nocapture", "--test-threads=1"]))
}
