//! Everything that says whether the project holds, in one command.

use std::time::Instant;

use crate::platform::{self, Purpose};
use crate::process;
use crate::project::Project;
use crate::tally::{self, Tally};
use crate::{codegen, run, tidy, tools, ui};

type Step = (&'static str, fn(&Project) -> Result<Tally, String>);

const STEPS: &[Step] = &[
    ("formatting", formatting),
    ("tidy", |project| tidy::run(project).map(one)),
    ("lints", lints),
    ("generated TypeScript", |project| codegen::check(project).map(one)),
    ("UI check", |project| process::run(ui::npm(project).args(["run", "check"])).map(one)),
    ("UI tests", ui_tests),
    ("tests", unit_tests),
    ("examples in the docs", doc_tests),
    ("end to end", end_to_end),
];

/// Runs every step even when one fails, and ends with the line `N passed, N failed`.
/// The answer says whether nothing failed.
pub(crate) fn run(project: &Project) -> Result<bool, String> {
    let started = Instant::now();
    platform::prepare(Purpose::Test)?;
    ui::install(project)?;
    // The shell embeds the built UI, so not even its lints run without one.
    ui::build(project)?;

    let mut total = Tally::default();
    let mut report = Vec::new();
    for (name, step) in STEPS {
        println!("\n== {name}");
        let started = Instant::now();
        let (tally, trouble) = match step(project) {
            Ok(tally) if tally.failed > 0 => (tally, Some("see above".to_owned())),
            Ok(tally) => (tally, None),
            Err(reason) => (Tally { passed: 0, failed: 1 }, Some(reason)),
        };
        total += tally;
        let took = started.elapsed().as_secs_f32();
        report.push(match trouble {
            None => format!("  ok    {took:6.1} s  {name} ({})", tally.passed),
            Some(reason) => format!("FAILED  {took:6.1} s  {name}: {reason}"),
        });
    }
    println!("\n{}", report.join("\n"));
    println!("        {:6.1} s  in all", started.elapsed().as_secs_f32());
    println!("{} passed, {} failed", total.passed, total.failed);
    Ok(total.failed == 0)
}

/// A step that passes or fails as a whole.
fn one((): ()) -> Tally {
    Tally { passed: 1, failed: 0 }
}

fn formatting(project: &Project) -> Result<Tally, String> {
    process::run(project.cargo().args(["fmt", "--all", "--check"])).map(one)
}

fn lints(project: &Project) -> Result<Tally, String> {
    let mut clippy = project.cargo_on_all(&["clippy", "--quiet", "--all-targets"]);
    clippy.args(["--features", "xtask/icons,tests/e2e,tests/ocr", "--", "--deny", "warnings"]);
    process::run(&mut clippy).map(one)
}

fn ui_tests(project: &Project) -> Result<Tally, String> {
    let report = project.target.join("vitest.json");
    let mut vitest = ui::npm(project);
    vitest.args(["test", "--", "--reporter=default", "--reporter=json"]);
    vitest.arg(format!("--outputFile.json={}", report.display()));
    let ended = process::run(&mut vitest);
    let text = std::fs::read_to_string(&report).map_err(|e| format!("no report: {e}"))?;
    tally::of_vitest(&text).ok_or("its report is not understood")?.agreeing(ended.is_ok())
}

fn unit_tests(project: &Project) -> Result<Tally, String> {
    // The documents' examples are a step of their own.
    const KINDS: [&str; 3] = ["--lib", "--bins", "--tests"];
    if process::ask("cargo-nextest", &["nextest", "--version"]).is_some() {
        let mut tests = project.cargo_on_all(&["nextest", "run", "--color=never"]);
        tests.args(["--no-fail-fast", "--no-tests=pass", "--status-level=fail"]).args(KINDS);
        tools::tell(project, &mut tests);
        let (ended, text) = process::run_and_keep(&mut tests)?;
        return tally::of_nextest(&text).ok_or("no summary")?.agreeing(ended);
    }
    let mut tests = project.cargo_on_all(&["test", "--quiet", "--no-fail-fast"]);
    tools::tell(project, &mut tests);
    let (ended, text) = process::run_and_keep(tests.args(KINDS))?;
    tally::of_cargo_test(&text).agreeing(ended)
}

fn doc_tests(project: &Project) -> Result<Tally, String> {
    let mut tests = project.cargo_on_all(&["test", "--quiet", "--no-fail-fast", "--doc"]);
    let (ended, text) = process::run_and_keep(&mut tests)?;
    tally::of_cargo_test(&text).agreeing(ended)
}

/// The real app under a real driver. Those tests are behind a feature, so that a plain
/// `cargo test` stays quick.
fn end_to_end(project: &Project) -> Result<Tally, String> {
    if let Some(reason) = platform::no_driver() {
        println!("left out: {reason}");
        return Ok(Tally::default());
    }
    process::run(&mut project.cargo_on_shell(&["build", "--quiet"]))?;
    let mut tests = run::driven(project);
    let (ended, text) = process::run_and_keep(&mut tests)?;
    tally::of_cargo_test(&text).agreeing(ended)
}
