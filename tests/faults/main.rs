//! An error of the disk, and a full one, at every write of one scripted job: the job is told,
//! and nothing half-written is seen when the record is opened again.
//!
//! `HEDAN_FAULTS` chooses how many points are tried; 0 is all of them.

#![cfg(target_os = "linux")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test ends where it fails")]
#![allow(clippy::print_stdout, reason = "how much was tried is part of the answer")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use ledger::{BackupInfo, BackupReason, EventKind, OrderQuery};
use serde_json::Value;

/// Input/output error, and no space left on the device.
const FAULTS: [(&str, &str, bool); 2] = [("5", "an I/O error", false), ("28", "a full disk", true)];

#[test]
fn whatever_write_fails_is_told_and_leaves_nothing_half() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(library) = preloaded(folder.path()) else {
        println!("left out: there is no C compiler");
        return;
    };
    let sources = folder.path().join("sources");
    std::fs::create_dir(&sources).expect("a folder");
    for number in 0..5 {
        std::fs::write(sources.join(format!("{number}.txt")), format!("file {number}"))
            .expect("a file");
    }
    let count = folder.path().join("count");
    let whole = run(&library, &folder.path().join("whole"), None, &count);
    assert!(whole.values().all(Option::is_none), "without a fault all is done: {whole:?}");
    let text = std::fs::read_to_string(&count).expect("how many writes there are");
    let writes: usize = text.parse().expect("a number");
    assert!(writes > 60, "the job writes: {writes}");
    let most = std::env::var("HEDAN_FAULTS").ok().and_then(|text| text.parse().ok()).unwrap_or(60);
    let step = if most == 0 { 1 } else { writes.div_ceil(most) };

    let (mut tried, mut refused) = (0, 0);
    for (number, name, lasting) in FAULTS {
        for at in (1..=writes).step_by(step) {
            let data = folder.path().join(format!("{number}-{at}"));
            let came = run(&library, &data, Some((at, number, lasting)), &count);
            let when = format!("{name} at write {at} of {writes}");
            refused += usize::from(came.values().any(Option::is_some));
            look_at(&data, &came, &when);
            tried += 1;
            std::fs::remove_dir_all(&data).expect("to be removed");
        }
    }
    println!("{writes} writes; {tried} faults tried, {refused} of them refused a step");
    assert!(refused * 10 > tried * 7, "most faults stop something: {refused} of {tried}");
}

/// The library that lets calls fail, when it can be built here.
fn preloaded(folder: &Path) -> Option<PathBuf> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("faults/fault.c");
    let library = folder.join("fault.so");
    let built = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&library)
        .arg(source)
        .arg("-ldl")
        .status();
    built.is_ok_and(|status| status.success()).then_some(library)
}

/// Each step with the code that it was refused with.
fn run(
    library: &Path,
    data: &Path,
    fault: Option<(usize, &str, bool)>,
    count: &Path,
) -> BTreeMap<String, Option<String>> {
    std::fs::create_dir(data).expect("a folder");
    let mut job = Command::new(env!("CARGO_BIN_EXE_job"));
    job.arg(data.join("record")).arg(data.join("all.zip"));
    job.arg(data.with_file_name("sources"));
    job.env("LD_PRELOAD", library).env("HEDAN_FAULT_DIR", data).env("HEDAN_FAULT_COUNT", count);
    if let Some((at, number, lasting)) = fault {
        job.env("HEDAN_FAULT_AT", at.to_string()).env("HEDAN_FAULT_NO", number);
        if lasting {
            job.env("HEDAN_FAULT_ON", "1");
        }
    }
    let out = job.output().expect("the job");
    let said = String::from_utf8_lossy(&out.stdout);
    let trouble = String::from_utf8_lossy(&out.stderr);
    // The writer of workbooks panics over its temporary files; that is caught and told. Only the
    // line that tells of a panic counts: a backtrace names functions after what they guard against.
    let mut ours = trouble.lines().filter(|line| !line.contains("rust_xlsxwriter"));
    let panicked = ours.any(|line| line.contains(" panicked at "));
    assert!(out.status.success() && !panicked, "{fault:?}: {trouble}\n{said}");
    said.lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("a line"))
        .map(|line| {
            let text = |key: &str| line[key].as_str().map(str::to_owned);
            (text("step").expect("a step"), text("code"))
        })
        .collect()
}

/// The record is whole, and holds what was acknowledged.
fn look_at(data: &Path, came: &BTreeMap<String, Option<String>>, when: &str) {
    let done = |step: &str| came.get(step).is_some_and(Option::is_none);
    let now = "2040-01-01T00:00:00Z".parse().expect("a time");
    let ledger = ledger::open(&data.join("record"), now)
        .unwrap_or_else(|error| panic!("after {when} it does not open: {error}; {came:?}"));
    let found = ledger.verify().expect("a check");
    assert!(found.is_whole(), "after {when}: {found:#?}; {came:?}");
    let orders = ledger.orders(&OrderQuery::default()).expect("the orders");
    if done("draft") && !done("seal") && orders.is_empty() {
        assert_eq!(ledger.drafts().expect("the drafts").len(), 1, "the draft is lost after {when}");
    }
    if done("seal") {
        assert_eq!(orders.len(), 1, "the order is lost after {when}");
        let order = ledger.order(&orders[0].id).expect("the order");
        let has = |kind| order.events.iter().any(|event| event.what.kind() == kind);
        let files = order.evidence.len();
        assert!(!done("attach many") || files >= 5, "{files} files after {when}");
        assert!(!done("pay") || has(EventKind::Paid), "the payment is lost after {when}");
        assert!(
            !done("attach") || has(EventKind::EvidenceAttached),
            "the file is lost after {when}"
        );
    }
    let asked = |backup: &BackupInfo| backup.reason == BackupReason::Asked;
    let backed_up = ledger.backups().iter().any(asked);
    assert!(backed_up || !done("back up"), "the backup is lost after {when}");
    let set = !ledger.settings().expect("the settings").is_empty();
    assert!(set || !done("set"), "the settings are lost after {when}");
    // One that was refused because its folder could not be synced is whole all the same.
    let archived = data.join("all.zip").exists();
    assert!(archived || !done("archive"), "the archive is lost after {when}");
    if archived {
        let (_folder, other) = empty();
        other.take_in(&data.join("all.zip"), now, &()).expect("a whole archive");
    }
    let packet = data.join("all.packet.zip");
    assert!(packet.exists() || !done("packet"), "the packet is lost after {when}");
    if packet.exists() {
        let report = packet::verify(&packet, &mut |_| std::ops::ControlFlow::Continue(()));
        let report = report.expect("a packet that can be read");
        assert_eq!(report.faults, [], "half a packet under its name after {when}");
    }
    for ending in ["csv", "xlsx", "json"] {
        let written = data.join("all").with_extension(ending).exists();
        assert!(written || !done(ending), "the {ending} is lost after {when}");
    }
    if data.join("all.json").exists() {
        let (_folder, other) = empty();
        let taken = other.take_in_json(&data.join("all.json"), now, &()).expect("a file");
        let whole = matches!(taken, ledger::JsonTaken::Merged { .. });
        assert!(whole, "half a file under its name after {when}: {taken:?}");
    }
    let beside = std::fs::read_dir(data).expect("the folder of the files");
    let left =
        beside.flatten().any(|entry| entry.file_name().to_string_lossy().contains("partial"));
    assert!(!left, "left over beside the files after {when}");
    let names = std::fs::read_dir(data.join("record").join("backups")).expect("the backups");
    let partial = |name: &std::ffi::OsStr| name.to_string_lossy().contains("partial");
    assert!(!names.flatten().any(|entry| partial(&entry.file_name())), "left over after {when}");
}

fn empty() -> (tempfile::TempDir, ledger::Ledger) {
    let folder = tempfile::tempdir().expect("a folder");
    let now = "2040-01-01T00:00:00Z".parse().expect("a time");
    let ledger = ledger::open(folder.path(), now).expect("a record");
    (folder, ledger)
}
