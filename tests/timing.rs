//! What the benches share that time one thing beside another.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What `--count` asks for, `usual` without it.
///
/// # Panics
///
/// At any other argument: a bench that measures something else than was asked must stop.
pub fn count_or(usual: usize) -> usize {
    let mut count = usual;
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next().unwrap_or_else(|| panic!("{name} takes a value"));
        match name.as_str() {
            "--count" => count = value.replace('_', "").parse().expect("a number"),
            other => panic!("there is no option {other}"),
        }
    }
    count
}

pub fn timed(work: impl FnOnce()) -> Duration {
    let began = Instant::now();
    work();
    began.elapsed()
}

/// In seconds.
pub fn median(times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64()
}

/// Runs a program to its end.
///
/// # Panics
///
/// Where it fails.
pub fn run(command: &mut Command) {
    assert!(command.stdout(Stdio::null()).status().unwrap().success(), "{command:?}");
}

pub const fn verdict(holds: bool) -> &'static str {
    if holds { "holds" } else { "MISSED" }
}
