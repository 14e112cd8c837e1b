//! `cargo xtask bench tables`: a table of orders is made from a seed, as a text file and as a
//! workbook, and is opened, looked through and taken in; and files that mean harm are opened. The
//! time and the most memory of each are printed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench prints its figures, and one that cannot run must stop"
)]

mod files;

use std::fs;
use std::time::Instant;

use app::{Library, Work};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tests::kilobytes;

fn main() {
    let mut count = 10_000_u32;
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next().unwrap_or_else(|| panic!("{name} takes a value"));
        match name.as_str() {
            "--count" => count = value.replace('_', "").parse().expect("a number"),
            other => panic!("there is no option {other}"),
        }
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    println!("{count} rows, ten columns");
    println!("{:38} {:>12} {:>12} {:>14}", "", "size", "time", "memory above");
    for (name, bytes) in
        [("orders.csv", files::text(3, count)), ("orders.xlsx", files::workbook(3, count))]
    {
        runtime.block_on(take_in(name, bytes, count));
    }
    println!();
    for (name, bytes) in files::harmful() {
        let size = bytes.len();
        let measured = Measured::begin();
        let outcome = tables::read(&bytes, tables::TableReading::default());
        let said = outcome
            .map_or_else(|why| why.to_string(), |table| format!("{} rows", table.rows.len()));
        measured.end(name, size);
        println!("    {said}");
    }
}

async fn take_in(name: &str, bytes: Vec<u8>, count: u32) {
    let folder = tempfile::tempdir().unwrap();
    let now: Timestamp = "2026-11-22T06:00:00Z".parse().unwrap();
    let library = Library::open(folder.path().join("record"), now).await.unwrap();
    let (size, file) = (bytes.len(), folder.path().join(name));
    fs::write(&file, bytes).unwrap();
    let measured = Measured::begin();
    let table = library.open_table(file).await.unwrap();
    measured.end(&format!("{name}: opened"), size);
    let measured = Measured::begin();
    let (token, layout) = (table.token, table.layout);
    let seen = library.preview_table(token, layout.clone(), now, TimeZone::UTC).await.unwrap();
    measured.end(&format!("{name}: looked through"), size);
    assert_eq!((seen.ready, seen.faulty), (count, 0), "every row is an order");
    let measured = Measured::begin();
    let work = Work::default();
    let done = library.import_table(token, layout, now, TimeZone::UTC, work).await.unwrap();
    measured.end(&format!("{name}: taken in"), size);
    assert_eq!(done.orders, count);
}

/// A stretch of work.
struct Measured {
    began: Instant,
    before: u64,
}

impl Measured {
    fn begin() -> Self {
        // The most so far begins anew at what there is now.
        let _ = fs::write("/proc/self/clear_refs", "5");
        Self { began: Instant::now(), before: kilobytes("VmRSS") }
    }

    fn end(self, what: &str, size: usize) {
        let took = self.began.elapsed().as_secs_f64() * 1e3;
        let above = kilobytes("VmHWM").saturating_sub(self.before);
        println!("{what:38} {:>9} KB {took:>9.0} ms {:>11} MB", size >> 10, above >> 10);
    }
}
