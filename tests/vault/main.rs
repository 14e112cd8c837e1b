//! `cargo xtask bench vault`: very many screenshots are attached to one order at once, beside
//! `cp -r` and `sync` of the same files in the same run; and the library check beside reading
//! and hashing them on as many threads.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench prints its figures, and one that cannot run must stop"
)]

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use fastrand::Rng;
use jiff::Timestamp;
use ledger::{Acquired, Ledger, NewOrder, Source};
use model::{EvidenceKind, OrderId};
use sha2::{Digest, Sha256};
use tests::summary;
use tests::timing::{count_or, median, run, timed, verdict};

/// Bytes.
const SIZE: usize = 1_500_000;
const ATTACH_BAR: f64 = 1.5;
const CHECK_BAR: f64 = 1.2;
/// Both are timed in turns, and the medians compared.
const ROUNDS: usize = 3;

fn main() -> ExitCode {
    let count = count_or(1000);
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("source");
    let files = screenshots(&source, count);
    println!("{count} files of {SIZE} bytes");

    let (mut copies, mut attaches) = (Vec::new(), Vec::new());
    let (mut reads, mut checks) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let target = folder.path().join("copied");
        copies.push(timed(|| {
            run(Command::new("cp").arg("-r").arg(&source).arg(&target));
            run(&mut Command::new("sync"));
        }));
        fs::remove_dir_all(&target).unwrap();

        let library = folder.path().join(format!("library-{round}"));
        let ledger = ledger::open(&library, Timestamp::UNIX_EPOCH).unwrap();
        let order = order(&ledger);
        let given = files.iter().cloned().map(Source::Path).collect();
        let kind = EvidenceKind::Chat;
        attaches.push(timed(|| {
            let now = Timestamp::UNIX_EPOCH;
            let all = ledger.attach_many(&order, given, kind, Acquired::Drop, now, &()).unwrap();
            assert!(all.iter().all(|one| matches!(one, Some(Ok(_)))), "all are taken");
        }));
        reads.push(timed(|| read_and_hash(&files)));
        checks.push(timed(|| assert!(ledger.verify().unwrap().is_whole())));
        drop(ledger);
        fs::remove_dir_all(&library).unwrap();
        run(&mut Command::new("sync"));
    }
    let taken = told("attaching at once", &mut attaches, "cp -r and sync", &mut copies, ATTACH_BAR);
    let beside = format!("reading and hashing, on {} threads as well", threads());
    let checked = told("checking the library", &mut checks, &beside, &mut reads, CHECK_BAR);
    if taken && checked { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Files that look like screenshots to whoever does not decode them, with sound checksums.
fn screenshots(folder: &Path, count: usize) -> Vec<PathBuf> {
    fs::create_dir(folder).unwrap();
    let mut rng = Rng::with_seed(7);
    let mut pixels = vec![0; SIZE];
    (0..count)
        .map(|number| {
            rng.fill(&mut pixels);
            let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
            let header = [&1080_u32.to_be_bytes()[..], &2400_u32.to_be_bytes(), &[8, 2, 0, 0, 0]];
            for (name, body) in
                [(b"IHDR", &header.concat()[..]), (b"IDAT", &pixels), (b"IEND", &[])]
            {
                bytes.extend(u32::try_from(body.len()).unwrap().to_be_bytes());
                let named = [&name[..], body].concat();
                bytes.extend(&named);
                bytes.extend(crc32fast::hash(&named).to_be_bytes());
            }
            let path = folder.join(format!("{number:04}.png"));
            File::create(&path).and_then(|mut file| file.write_all(&bytes)).unwrap();
            path
        })
        .collect()
}

fn order(ledger: &Ledger) -> OrderId {
    let (check_json, pictures) = ("{}".to_owned(), Vec::new());
    let new = NewOrder { draft: None, summary: summary("话费"), check_json, pictures };
    ledger.seal_check(new, Timestamp::UNIX_EPOCH).unwrap().order.unwrap()
}

/// As many as the check hashes on.
fn threads() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from).min(4)
}

fn read_and_hash(files: &[PathBuf]) {
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..threads() {
            scope.spawn(|| {
                while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    std::hint::black_box(Sha256::digest(fs::read(file).unwrap()));
                }
            });
        }
    });
}

fn told(
    what: &str,
    times: &mut [Duration],
    beside: &str,
    others: &mut [Duration],
    bar: f64,
) -> bool {
    let (time, other) = (median(times), median(others));
    let ratio = time / other;
    let held = ratio <= bar;
    println!("{what}: {time:.2} s; {beside}: {other:.2} s");
    println!("ratio of the medians: {ratio:.2}, bar {bar}: {}", verdict(held));
    held
}
