//! Invariant 9: every acknowledged write survives `kill -9`.
//!
//! A program that makes purchases is killed at a random point, the record is opened, and
//! everything it had acknowledged must be there; 200 times on one record.
//! `HEDAN_CRASHES` and `HEDAN_SEED` choose another number and other points.

#![allow(clippy::expect_used, clippy::panic, reason = "a test ends where it fails")]
#![allow(clippy::print_stdout, reason = "how much was tried is part of the answer")]

mod in_bulk;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ledger::{EventKind, Ledger, OrderQuery};
use model::{OrderId, Sha256Hex};
use serde_json::Value;

/// A program that one test starts holds for a moment what the other has open, the lock of a record
/// too: they take turns.
static TURN: Mutex<()> = Mutex::new(());

fn turn() -> MutexGuard<'static, ()> {
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

#[derive(Debug, Default)]
struct Acknowledged {
    writes: usize,
    /// Drafts in progress, with the recipient each was saved with.
    drafts: BTreeMap<String, String>,
    orders: BTreeMap<String, Promised>,
    /// The names of kinds of the buyer's own.
    own: Vec<String>,
}

#[derive(Debug, Default)]
struct Promised {
    events: Vec<String>,
    files: Vec<String>,
}

#[test]
fn every_acknowledged_write_survives_a_kill() {
    let _turn = turn();
    let folder = tempfile::tempdir().expect("a folder");
    let (crashes, seed) = (number("HEDAN_CRASHES", 200), number("HEDAN_SEED", 20_261_122));
    let mut all = Acknowledged::default();
    let mut silent = 0;
    for crash in 0..crashes {
        let life = live_and_die(folder.path(), seed + crash);
        silent += u32::from(life.writes == 0);
        let ledger = reopen(folder.path(), &format!("crash {crash} of seed {seed}"));
        look_for(&life, &ledger);
        all.add(life);
        if crash % 25 == 0 {
            verify(&ledger);
        }
    }
    let ledger = reopen(folder.path(), "the end");
    look_for(&all, &ledger);
    verify(&ledger);
    println!(
        "{crashes} kills, {silent} before the first write; {} acknowledged writes and {} orders \
         are there",
        all.writes,
        all.orders.len()
    );
    let crashes = usize::try_from(crashes).unwrap_or(0);
    assert!(all.writes > crashes, "the kills came too early to tell");
    assert!(all.orders.len() > crashes / 2, "nearly every purchase must become an order");
    let files: usize = all.orders.values().map(|promised| promised.files.len()).sum();
    assert!(files > crashes / 2, "and most have their files");
}

/// Lets the program write until it is killed, and returns what it had acknowledged by then.
fn live_and_die(folder: &Path, seed: u64) -> Acknowledged {
    let mut child = Command::new(env!("CARGO_BIN_EXE_writes"))
        .arg(folder)
        .arg(seed.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the writing program");
    let mut lines = BufReader::new(child.stdout.take().expect("its lines")).lines();
    // One in five dies while it opens the record or soon after; the others between two writes.
    let (early, wait) = (seed.is_multiple_of(5), seed.wrapping_mul(2_654_435_761) % 7919);
    let mut life = Acknowledged::default();
    if early {
        std::thread::sleep(Duration::from_micros(wait * 12));
    } else {
        for line in lines.by_ref().take(usize::try_from(1 + wait % 30).unwrap_or(1)) {
            life.note(&line.expect("a line"));
        }
        std::thread::sleep(Duration::from_micros(wait % 6000));
    }
    child.kill().expect("a kill");
    child.wait().expect("its end");
    // What it had said by then and nobody had read yet.
    for line in lines.map_while(Result::ok) {
        life.note(&line);
    }
    life
}

fn reopen(folder: &Path, when: &str) -> Ledger {
    let now = "2040-01-01T00:00:00Z".parse().expect("a time");
    ledger::open(folder, now).unwrap_or_else(|e| panic!("after {when} it does not open: {e}"))
}

fn look_for(life: &Acknowledged, ledger: &Ledger) {
    let drafts = ledger.drafts().expect("the drafts");
    for (id, recipient) in &life.drafts {
        let found = drafts.iter().find(|draft| draft.id.0 == *id);
        // The write after the last line may have turned it into an order.
        let query = OrderQuery { text: recipient.clone(), ..OrderQuery::default() };
        let kept = match found {
            Some(draft) => draft.body.contains(recipient),
            None => !ledger.orders(&query).expect("the orders").is_empty(),
        };
        assert!(kept, "draft {id} is lost");
    }
    let own = ledger.own().expect("the buyer's own kinds");
    for name in &life.own {
        assert!(own.iter().any(|row| row.body.contains(name)), "{name} is lost");
    }
    for (id, promised) in &life.orders {
        let order = ledger.order(&OrderId(id.clone()));
        let order = order.unwrap_or_else(|e| panic!("order {id} is lost: {e}"));
        for name in &promised.events {
            let kind: EventKind = serde_json::from_value(name.as_str().into()).expect("a kind");
            let there = order.events.iter().filter(|event| event.what.kind() == kind).count();
            let told = promised.events.iter().filter(|told| *told == name).count();
            assert!(there >= told, "{name} of order {id} is lost");
        }
        for file in &promised.files {
            let hash = Sha256Hex::new(file).expect("a hash");
            assert!(order.evidence.iter().any(|row| row.sha256 == hash), "{file} is not listed");
            ledger.evidence_bytes(&hash).unwrap_or_else(|e| panic!("{file} is lost: {e}"));
        }
    }
}

fn verify(ledger: &Ledger) {
    let found = ledger.verify().expect("a verification");
    assert!(found.is_whole(), "{found:#?}");
}

impl Acknowledged {
    /// Takes in one line. A torn last line was not acknowledged.
    fn note(&mut self, line: &str) {
        let Ok(said) = serde_json::from_str::<Value>(line) else { return };
        let text = |key: &str| said[key].as_str().map(str::to_owned);
        self.writes += 1;
        if let (Some(draft), Some(recipient)) = (text("draft"), text("recipient")) {
            self.drafts.insert(draft, recipient);
        }
        self.own.extend(text("own"));
        if let Some(gone) = text("gone") {
            self.drafts.remove(&gone);
        }
        if let Some(order) = text("order") {
            let promised = self.orders.entry(order).or_default();
            promised.events.extend(text("event"));
            promised.files.extend(text("file"));
        }
    }

    fn add(&mut self, life: Self) {
        self.writes += life.writes;
        self.drafts.extend(life.drafts);
        self.orders.extend(life.orders);
        self.own.extend(life.own);
    }
}

fn number(variable: &str, usual: u64) -> u64 {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}
