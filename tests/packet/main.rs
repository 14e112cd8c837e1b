//! `cargo xtask bench packet`: a packet of very many screenshots is written and read back,
//! beside `zip -0` and `sha256sum` of the same files in the same run.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench prints its figures, and one that cannot run must stop"
)]

use std::fs::{self, File};
use std::io::BufWriter;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use fastrand::Rng;
use model::Sha256Hex;
use packet::{About, Case, Contents, InstructionWords, Piece, SigningKey, Wording};
use sha2::{Digest, Sha256};
use tests::kilobytes;
use tests::timing::{count_or, median, run, timed, verdict};

/// Bytes.
const SIZE: usize = 1_500_000;
const BAR: f64 = 1.5;
/// What a packet may take beyond what the program took before, in kilobytes, however many
/// pieces there are.
const MEMORY_BAR: u64 = 32_000;
/// Both are timed in turns, and the medians compared.
const ROUNDS: usize = 5;

fn main() -> ExitCode {
    let count = count_or(500);
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("source");
    let files = screenshots(&source, count);
    println!("{count} files of {SIZE} bytes");
    let before = kilobytes("VmRSS");

    let key = SigningKey::from_seed(&[1; 32]).unwrap();
    let (mut writes, mut reads) = (Vec::new(), Vec::new());
    let (mut both, mut others) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let zip = folder.path().join("others.zip");
        others.push(timed(|| {
            run(Command::new("zip").args(["-0", "-q", "-r"]).arg(&zip).arg(&source));
            run(Command::new("sha256sum").args(files.iter().map(|(path, _)| path)));
        }));
        fs::remove_file(&zip).unwrap();

        let contents = contents(&files);
        let path = folder.path().join("packet.zip");
        let written = timed(|| {
            let out = BufWriter::with_capacity(1 << 20, File::create(&path).unwrap());
            packet::write(&contents, &key, out, &mut |_| ControlFlow::Continue(())).unwrap();
        });
        let read = timed(|| {
            let report = packet::verify(&path, &mut |_| ControlFlow::Continue(())).unwrap();
            assert_eq!(report.faults, []);
        });
        fs::remove_file(&path).unwrap();
        writes.push(written);
        reads.push(read);
        both.push(written + read);
    }
    let (written, read) = (median(&mut writes), median(&mut reads));
    let (both, other) = (median(&mut both), median(&mut others));
    println!(
        "writing: {written:.2} s; reading back: {read:.2} s; zip -0 and sha256sum: {other:.2} s"
    );
    let ratio = both / other;
    let held = ratio <= BAR;
    println!(
        "ratio of the medians, writing and reading back: {ratio:.2}, bar {BAR}: {}",
        verdict(held)
    );
    let above = kilobytes("VmHWM").saturating_sub(before);
    let flat = above <= MEMORY_BAR;
    println!("memory above what was held before: {above} kB, bar {MEMORY_BAR}: {}", verdict(flat));
    if held && flat { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn screenshots(folder: &Path, count: usize) -> Vec<(PathBuf, Sha256Hex)> {
    fs::create_dir(folder).unwrap();
    let mut rng = Rng::with_seed(7);
    let mut bytes = vec![0; SIZE];
    (0..count)
        .map(|number| {
            rng.fill(&mut bytes);
            let path = folder.join(format!("{number:04}.png"));
            fs::write(&path, &bytes).unwrap();
            let hash = Sha256::digest(&bytes);
            let hex = hash.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
            (path, Sha256Hex::new(&hex).unwrap())
        })
        .collect()
}

fn contents(files: &[(PathBuf, Sha256Hex)]) -> Contents<'_> {
    let piece = |(at, (path, sha256)): (usize, &'_ (PathBuf, Sha256Hex))| {
        let path = path.clone();
        Piece {
            id: format!("E{at:04}"),
            folder: "01_资金流".to_owned(),
            file_name: "支付凭证.png".to_owned(),
            sha256: sha256.clone(),
            size: SIZE as u64,
            open: Some(Box::new(move || Ok(Box::new(File::open(&path)?)))),
            about: About::default(),
        }
    };
    let word = || "词".to_owned();
    Contents {
        name: "packet".to_owned(),
        made_at: "2026-03-02T09:30:00+08:00[+08:00]".parse().unwrap(),
        case: Case::default(),
        pieces: files.iter().enumerate().map(piece).collect(),
        timeline: Vec::new(),
        log: Vec::new(),
        texts: Vec::new(),
        made: Vec::new(),
        cover: None,
        wording: Wording {
            cannot_prove: word(),
            cover_file: word(),
            instructions_file: word(),
            instructions: InstructionWords {
                title: word(),
                beginning: word(),
                unpack: word(),
                windows: word(),
                windows_one: word(),
                macos: word(),
                linux: word(),
                outcome: word(),
                signature: word(),
                fingerprint: word(),
                cannot_prove: word(),
            },
        },
    }
}
