//! `cargo xtask bench out`: a record of very many orders goes out in each format, and comes in
//! again as JSON; how long each takes and how much memory, each in a process of its own.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench prints its figures, and one that cannot run must stop"
)]

#[path = "../orders/purchases.rs"]
#[allow(dead_code, reason = "made for another bench, which uses more of it")]
mod purchases;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

use app::{Library, OutTable, OutWords, TableFormat, Wanted, Work};
use jiff::tz::TimeZone;
use tests::kilobytes;

const PARTS: [&str; 5] = ["nothing", "csv", "xlsx", "json", "json in"];

fn main() -> ExitCode {
    let (mut count, mut part, mut folder) = (100_000, None, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next().unwrap_or_else(|| panic!("{name} takes a value"));
        match name.as_str() {
            "--count" => count = value.replace('_', "").parse().expect("a number"),
            "--in" => folder = Some(PathBuf::from(value)),
            "--part" => part = Some(value),
            other => panic!("there is no option {other}"),
        }
    }
    let temporary = tempfile::tempdir().unwrap();
    let folder = folder.unwrap_or_else(|| temporary.path().to_owned());
    if let Some(part) = part {
        one(&folder, &part);
        return ExitCode::SUCCESS;
    }
    if !folder.join("hedan.db").exists() {
        let ledger = ledger::open(&folder, purchases::start()).unwrap();
        purchases::make(&ledger, 3, count);
    }
    println!("{count} orders{:12}time{:8}size{:6}peak memory", "", "", "");
    for part in PARTS {
        let own = std::env::current_exe().unwrap();
        let mut again = Command::new(own);
        again.arg("--in").arg(&folder).args(["--part", part]);
        assert!(again.status().unwrap().success(), "{part}");
    }
    ExitCode::SUCCESS
}

#[tokio::main(flavor = "current_thread")]
async fn one(folder: &Path, part: &str) {
    let target = folder.join(format!("out.{}", part.replace(" in", "")));
    let now = purchases::end();
    let record = if part == "json in" { folder.join("again") } else { folder.to_owned() };
    let library = Library::open(record.clone(), now).await.unwrap();
    let began = Instant::now();
    let format = match part {
        "csv" => Some(TableFormat::Csv),
        "xlsx" => Some(TableFormat::Xlsx),
        _ => None,
    };
    if let Some(format) = format {
        let words = OutWords::default();
        let table = OutTable { format, which: Wanted::All, full: true, words };
        let there = now.to_zoned(TimeZone::get("Asia/Shanghai").unwrap());
        library.export_table(target.clone(), table, there, Work::default()).await.unwrap();
    } else if part == "json" {
        library.export_json(target.clone(), Wanted::All, now, Work::default()).await.unwrap();
    } else if part == "json in" {
        library.take_in_json(target.clone(), now, Work::default()).await.unwrap();
    }
    let time = began.elapsed();
    let size = std::fs::metadata(&target).map_or(0, |about| about.len());
    let peak = kilobytes("VmHWM");
    println!("{part:18}{:8.2} s{:8} MB{:8} MB", time.as_secs_f64(), size >> 20, peak >> 10);
    drop(library);
    if part == "json in" {
        std::fs::remove_dir_all(record).unwrap();
    }
}
