//! Attaching very many files at once, and checking the library that has them.

use crate::process;
use crate::project::Project;

/// Behind the same feature of `tests` as the bench of orders.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<(), String> {
    let mut bench = project.cargo();
    bench.args(["run", "--quiet", "--release", "--package", "tests", "--features", "orders"]);
    process::run(bench.args(["--bin", "vault", "--"]).args(arguments))
}
