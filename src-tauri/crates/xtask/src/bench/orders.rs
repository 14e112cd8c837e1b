//! Finding orders among very many, and saving one more.

use crate::process;
use crate::project::Project;

/// The record is behind a feature of `tests`, since xtask knows no room that touches the disk.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<(), String> {
    let mut bench = project.cargo();
    bench.args(["run", "--quiet", "--release", "--package", "tests", "--features", "orders"]);
    process::run(bench.args(["--bin", "orders", "--"]).args(arguments))
}
