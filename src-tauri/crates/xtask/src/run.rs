//! From a fresh clone to the open window.

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use crate::platform::{self, Purpose};
use crate::process;
use crate::project::Project;
use crate::ui;

/// What packs a release; the same version as in `.github/workflows/release.yml`. Not one of the
/// UI's packages: it is a program of 20 MB for each system, and only a release needs it.
const PACKER: &str = "@tauri-apps/cli@2.12.5";

pub(crate) fn run(project: &Project) -> Result<(), String> {
    if !platform::has_display() {
        println!("There is no display here: driving the app on a virtual one instead.");
        return demonstrate(project);
    }
    let started = Instant::now();
    build(project, Purpose::Open)?;
    println!("Opening the window after {:.1} s", started.elapsed().as_secs_f32());
    process::run(&mut Command::new(project.app()))
}

/// The main job in the real app on a virtual display, and what it left behind.
pub(crate) fn demonstrate(project: &Project) -> Result<(), String> {
    if let Some(reason) = platform::no_driver() {
        return Err(format!("the app cannot be driven on this system: {reason}"));
    }
    let started = Instant::now();
    build(project, Purpose::Drive)?;
    println!("Driving the app after {:.1} s", started.elapsed().as_secs_f32());
    // A new folder each time: the demonstration is a first day with the app.
    let data = project.target.join("demo").join(std::process::id().to_string());
    let mut tests = driven(project);
    tests.args(["--test", "e2e", "purchase::"]).env("HEDAN_KEEP", &data);
    process::run(&mut tests)?;
    println!("Pictures: {}", seen(project).display());
    println!("Data:     {}", data.join("data").display());
    println!("To look at it: HEDAN_DATA_DIR={} cargo xtask run", data.join("data").display());
    Ok(())
}

/// Draws the README's pictures anew from the real app.
pub(crate) fn screens(project: &Project) -> Result<(), String> {
    if let Some(reason) = platform::no_driver() {
        return Err(format!("the app cannot be driven on this system: {reason}"));
    }
    build(project, Purpose::Drive)?;
    let folder = project.root.join("docs/screens");
    let mut tests = driven(project);
    tests
        .args(["--test", "e2e", "--", "--ignored", "screens::", "screens_book::"])
        .env("HEDAN_SCREENS", &folder);
    process::run(&mut tests)?;
    println!("Pictures: {}", folder.display());
    Ok(())
}

/// Everything up to the app's program.
pub(crate) fn build(project: &Project, purpose: Purpose) -> Result<(), String> {
    platform::prepare(purpose)?;
    ui::install(project)?;
    ui::build(project)?;
    println!("Building the app");
    process::run(&mut project.cargo_on_shell(&["build"]))
}

/// Builds the package that is released and measures the program in it.
pub(crate) fn measure(project: &Project) -> Result<(), String> {
    if let Some(reason) = platform::no_driver() {
        return Err(format!("measured on Linux alone: {reason}"));
    }
    platform::prepare(Purpose::Test)?;
    ui::install(project)?;
    ui::build(project)?;
    let mut packing = Command::new(platform::NPX);
    packing.current_dir(&project.root).env("CARGO_TARGET_DIR", &project.target);
    packing.args(["--yes", PACKER, "build", "--bundles", "deb"]);
    process::run(&mut packing)?;
    let release = project.target.join("release");
    let mut packages = Vec::new();
    ui::files(&release.join("bundle/deb"), &mut packages)?;
    for package in packages.iter().filter(|path| path.extension().is_some_and(|e| e == "deb")) {
        let bytes = package.metadata().map_err(|e| e.to_string())?.len();
        println!("{}: {} kB", package.display(), bytes / 1000);
    }
    let mut tests = driven(project);
    tests.env("HEDAN_APP", release.join("hedan"));
    process::run(tests.args(["--test", "e2e", "figures", "--", "--ignored", "--nocapture"]))?;
    look_at_large(project)
}

/// Builds the program as it is released and measures what very many orders cost in its window.
pub(crate) fn measure_large(project: &Project) -> Result<(), String> {
    if let Some(reason) = platform::no_driver() {
        return Err(format!("measured on Linux alone: {reason}"));
    }
    platform::prepare(Purpose::Test)?;
    ui::install(project)?;
    ui::build(project)?;
    process::run(&mut project.cargo_on_shell(&["build", "--release"]))?;
    look_at_large(project)
}

fn look_at_large(project: &Project) -> Result<(), String> {
    let record = project.target.join("large-record");
    let mut making = project.cargo();
    making.args(["run", "--quiet", "--release", "--package", "tests", "--features", "orders"]);
    making.args(["--bin", "orders", "--", "--make-only", "yes", "--in"]).arg(&record);
    process::run(&mut making)?;
    let mut tests = driven(project);
    tests.env("HEDAN_APP", project.target.join("release/hedan")).env("HEDAN_LARGE", record);
    let large =
        process::run(tests.args(["--test", "e2e", "large::", "--", "--ignored", "--nocapture"]));
    let mut tests = driven(project);
    tests.env("HEDAN_APP", project.target.join("release/hedan"));
    process::run(tests.args(["--test", "e2e", "large_drop::", "--", "--ignored", "--nocapture"]))?;
    large
}

/// The end-to-end tests, told which app to drive and where to leave what they see.
pub(crate) fn driven(project: &Project) -> Command {
    let mut tests = project.cargo();
    tests.args(["test", "--quiet", "--package", "tests", "--features", "e2e"]);
    // Two apps at a time are enough for one machine.
    tests.env("RUST_TEST_THREADS", "2");
    tests.env("HEDAN_APP", project.app()).env("HEDAN_SCREENS", seen(project));
    tests
}

/// Where the tests and the demonstration put their pictures.
fn seen(project: &Project) -> PathBuf {
    project.target.join("e2e-screens")
}
