//! Screenshots drawn, recognised and read.

use crate::process;
use crate::project::Project;

/// The renderer is behind a feature of `tests`, so that no other command builds it. A bar that
/// is missed fails the command.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<(), String> {
    let mut bench = project.cargo();
    bench.args(["run", "--quiet", "--package", "tests", "--features", "ocr", "--bin", "ocr", "--"]);
    process::run(bench.args(arguments))
}
