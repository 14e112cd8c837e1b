//! The figures that the check engine is held to, measured anew: how many slips it stops, how
//! well it reads texts and screenshots, how fast it is, and what mutated inputs do to it. And
//! how fast the record finds and saves orders.

mod fuzz;
mod ocr;
mod reader;
mod slips;
mod speed;

use crate::project::Project;
use crate::{Failure, process};

/// `bench slips|reader|speed|fuzz [--seed N] [--count N] [--show]`; the others have options of
/// their own.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<(), Failure> {
    let Some((what, rest)) = arguments.split_first() else {
        return Err(Failure::Usage(
            "bench takes slips, reader, ocr, orders, tables, out, vault, packet, speed or fuzz"
                .to_owned(),
        ));
    };
    if what == "ocr" {
        // Its options are its own.
        return Ok(ocr::run(project, rest)?);
    }
    if matches!(what.as_str(), "orders" | "tables" | "out" | "vault") {
        return Ok(of_files(project, "orders", what, rest)?);
    }
    if what == "packet" {
        return Ok(of_files(project, "packet", what, rest)?);
    }
    let options = Options::read(rest)?;
    match what.as_str() {
        "slips" | "fuzz" if cfg!(debug_assertions) => again(project, arguments)?,
        "slips" => {
            told(slips::run(options.seed(), options.count.unwrap_or(20_000), options.show))?;
        }
        "fuzz" => told(fuzz::run(project, options.seed(), options.count.unwrap_or(100_000)))?,
        "reader" => reader::run(project)?,
        "speed" => told(speed::run(project)?)?,
        other => return Err(Failure::Usage(format!("there is no bench `{other}`"))),
    }
    Ok(())
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Options {
    seed: Option<u64>,
    count: Option<u64>,
    /// Slips that nothing was said of, and false alarms, with their pages.
    show: bool,
}

impl Options {
    fn read(arguments: &[String]) -> Result<Self, Failure> {
        let mut options = Self::default();
        let mut rest = arguments.iter();
        while let Some(name) = rest.next() {
            let value = match name.as_str() {
                "--seed" => &mut options.seed,
                "--count" => &mut options.count,
                "--show" => {
                    options.show = true;
                    continue;
                }
                other => return Err(Failure::Usage(format!("there is no option `{other}`"))),
            };
            let number = rest.next().and_then(|text| text.replace('_', "").parse().ok());
            *value = Some(number.ok_or_else(|| Failure::Usage(format!("{name} takes a number")))?);
        }
        Ok(options)
    }

    /// The same figures every time unless another seed is asked for.
    fn seed(&self) -> u64 {
        self.seed.unwrap_or(3)
    }
}

/// A bar that is missed fails the command; its figure has been printed.
fn told(held: bool) -> Result<(), Failure> {
    if held { Ok(()) } else { Err(Failure::Told) }
}

/// Those that touch the disk are programs behind a feature of `tests`, since xtask knows no room
/// that does.
fn of_files(
    project: &Project,
    feature: &str,
    program: &str,
    arguments: &[String],
) -> Result<(), String> {
    let mut bench = project.cargo();
    bench.args(["run", "--quiet", "--release", "--package", "tests", "--features", feature]);
    process::run(bench.args(["--bin", program, "--"]).args(arguments))
}

/// Starts itself again as a release: millions of inputs take too long otherwise.
fn again(project: &Project, arguments: &[String]) -> Result<(), String> {
    let mut release = project.cargo();
    release.args(["run", "--quiet", "--release", "--package", "xtask", "--", "bench"]);
    process::run(release.args(arguments))
}

/// A line of the last table: what is measured, its figure, its bar, and whether it holds.
fn verdict(what: &str, figure: &str, bar: &str, held: bool) -> String {
    let held = if held { "holds" } else { "MISSED" };
    format!("{what:52} {figure:>14}   {bar:14} {held}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<Options, Failure> {
        Options::read(&words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn options_are_numbers() {
        let found = read(&["--seed", "7", "--count", "10_000"]).unwrap();
        assert_eq!(found, Options { seed: Some(7), count: Some(10_000), show: false });
        assert!(matches!(read(&["--seed"]), Err(Failure::Usage(_))), "a number is missing");
        assert!(matches!(read(&["--count", "many"]), Err(Failure::Usage(_))));
        assert!(matches!(read(&["--speed", "1"]), Err(Failure::Usage(_))));
    }
}
