//! Very many orders as a workbook, CSV and JSON, and in again.

use crate::process;
use crate::project::Project;

/// Behind the same feature of `tests` as the bench of orders.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<(), String> {
    let mut bench = project.cargo();
    bench.args(["run", "--quiet", "--release", "--package", "tests", "--features", "orders"]);
    process::run(bench.args(["--bin", "out", "--"]).args(arguments))
}
