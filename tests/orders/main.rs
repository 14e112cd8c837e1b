//! `cargo xtask bench orders`: a record of very many orders is made from a seed, and finding
//! orders in it and saving one more are timed beside their bars.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench prints its figures, and one that cannot run must stop"
)]

mod agenda;
mod purchases;
mod queries;
mod saving;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use app::Library;

struct Options {
    seed: u64,
    count: u32,
    /// Where the record is made, or was made by an earlier run.
    folder: Option<PathBuf>,
    /// For others to measure.
    make_only: bool,
}

/// The largest record that the bars themselves speak of; one ten times as large has twice them.
const LARGE: u32 = 100_000;

fn main() -> ExitCode {
    let options = options();
    let temporary = tempfile::tempdir().unwrap();
    let folder = options.folder.clone().unwrap_or_else(|| temporary.path().to_owned());
    make(&folder, &options);
    if options.make_only {
        return ExitCode::SUCCESS;
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let held = runtime.block_on(measure(&folder, options.count));
    if held { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

async fn measure(folder: &Path, count: u32) -> bool {
    let times = if count > LARGE { 2 } else { 1 };
    let began = Instant::now();
    let library = Library::open(folder.to_owned(), purchases::end()).await.unwrap();
    println!("opening: {}", shown(began.elapsed()));
    let mut held = queries::run(&library, times).await;
    held &= agenda::run(&library, times).await;
    drop(library);
    held &= saving::run(folder);
    held
}

fn make(folder: &Path, options: &Options) {
    if folder.join("hedan.db").exists() {
        println!("the record in {} as it is", folder.display());
        if options.make_only {
            return;
        }
    } else {
        let began = Instant::now();
        let ledger = ledger::open(folder, purchases::start()).unwrap();
        purchases::make(&ledger, options.seed, options.count);
        println!("{} orders made in {}", options.count, shown(began.elapsed()));
    }
    // What the upgrade of an older record does, and any later change to what is indexed.
    let raw = rusqlite::Connection::open(folder.join("hedan.db")).unwrap();
    raw.execute("DELETE FROM derived", []).unwrap();
    drop(raw);
    let began = Instant::now();
    drop(ledger::open(folder, purchases::end()).unwrap());
    println!("opening with the index filled anew: {}", shown(began.elapsed()));
    let size = std::fs::metadata(folder.join("hedan.db")).unwrap().len();
    println!("size: {} MB", size >> 20);
}

fn options() -> Options {
    let mut options = Options { seed: 3, count: LARGE, folder: None, make_only: false };
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next().unwrap_or_else(|| panic!("{name} takes a value"));
        let number = || value.replace('_', "").parse().expect("a number");
        match name.as_str() {
            "--seed" => options.seed = number(),
            "--count" => options.count = u32::try_from(number()).expect("fewer orders"),
            "--make-only" => options.make_only = value == "yes",
            "--in" => options.folder = Some(PathBuf::from(value)),
            other => panic!("there is no option {other}"),
        }
    }
    options
}

/// Milliseconds.
fn shown(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

/// One of many times: the middle one and the worst.
fn middle_and_worst(times: &mut [Duration]) -> (Duration, Duration) {
    times.sort_unstable();
    (times[times.len() / 2], times[times.len() - 1])
}

fn word(held: bool) -> &'static str {
    if held { "holds" } else { "MISSED" }
}
