//! The same of what touches very much at once: many files, an import, an archive, a merge, and
//! a backup in the database's place.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use ledger::{Ledger, OrderQuery};
use model::{OrderId, Sha256Hex};
use serde_json::Value;

use crate::{number, reopen, turn, verify};

#[derive(Debug, Default)]
struct Said {
    lines: usize,
    files: BTreeMap<String, Vec<String>>,
    /// How many orders have this name.
    named: BTreeMap<String, u64>,
    archives: Vec<PathBuf>,
    dropped: usize,
    imports: usize,
    archived: usize,
    merged: usize,
    restored: usize,
}

#[test]
fn what_is_done_in_bulk_survives_a_kill() {
    let _turn = turn();
    let folder = tempfile::tempdir().expect("a folder");
    let record = folder.path().join("record");
    let other = folder.path().join("other.zip");
    let theirs = another(folder.path(), &other);
    let (crashes, seed) = (number("HEDAN_BULK_CRASHES", 100), number("HEDAN_SEED", 20_261_122));
    let mut all = Said::default();
    for crash in 0..crashes {
        let said = live_and_die(&record, &other, seed + crash);
        let ledger = reopen(&record, &format!("bulk crash {crash} of seed {seed}"));
        look_for(&said, &ledger, &theirs);
        all.add(&said);
        if crash % 20 == 0 {
            verify(&ledger);
        }
        for path in said.archives {
            std::fs::remove_file(path).expect("an archive");
        }
    }
    verify(&reopen(&record, "the end"));
    let Said { lines, dropped, imports, archived, merged, restored, .. } = all;
    println!(
        "{crashes} kills in bulk work; {lines} acknowledged: {dropped} lots of files, {imports} \
         imports, {archived} archives, {merged} merges, {restored} restorings"
    );
    let crashes = usize::try_from(crashes).unwrap_or(0);
    assert!(lines > crashes, "the kills came too early to tell");
    // Of few, some kind may well be missing.
    if crashes >= 50 {
        for (what, times) in [
            ("files", dropped),
            ("import", imports),
            ("archive", archived),
            ("merge", merged),
            ("restoring", restored),
        ] {
            assert!(times > 0, "no {what} was ever acknowledged, so none was looked for");
        }
    }
}

/// Another library's archive, and what is in it.
fn another(folder: &Path, archive: &Path) -> Vec<OrderId> {
    let ledger = reopen(&folder.join("other"), "nothing");
    let now = "2025-01-01T00:00:00Z".parse().expect("a time");
    let orders = (0..5).map(|at| {
        let check_json = format!("{{\"other\":{at}}}");
        let summary = tests::summary("别处的");
        let new = ledger::NewOrder { draft: None, summary, check_json, pictures: Vec::new() };
        ledger.seal_check(new, now).expect("a seal").order.expect("an order")
    });
    let orders = orders.collect();
    ledger.archive(archive, now, &()).expect("an archive");
    orders
}

fn live_and_die(record: &Path, other: &Path, seed: u64) -> Said {
    let mut child = Command::new(env!("CARGO_BIN_EXE_bulk"))
        .arg(record)
        .arg(other)
        .arg(seed.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut lines = BufReader::new(child.stdout.take().expect("its lines")).lines();
    let wait = seed.wrapping_mul(2_654_435_761) % 7919;
    let mut said = Said::default();
    for line in lines.by_ref().take(usize::try_from(wait % 6).unwrap_or(1)) {
        said.note(&line.expect("a line"));
    }
    std::thread::sleep(Duration::from_micros(wait * 23 % 90_000));
    child.kill().expect("a kill");
    child.wait().expect("its end");
    for line in lines.map_while(Result::ok) {
        said.note(&line);
    }
    said
}

fn look_for(said: &Said, ledger: &Ledger, theirs: &[OrderId]) {
    for (name, wanted) in &said.named {
        let query = OrderQuery { text: name.clone(), limit: 500, ..OrderQuery::default() };
        let found = ledger.orders(&query).expect("the orders").len() as u64;
        assert_eq!(found, *wanted, "orders named {name}");
    }
    for (order, files) in &said.files {
        let record = ledger.order(&OrderId(order.clone())).expect("an order");
        for file in files {
            let sha256 = Sha256Hex::new(file).expect("a hash");
            let there = record.evidence.iter().any(|row| row.sha256 == sha256);
            assert!(there, "{file} is not listed");
            ledger.evidence_bytes(&sha256).expect("its bytes");
        }
    }
    for path in &said.archives {
        ledger::examine_archive(path).expect("a whole archive");
    }
    for order in theirs.iter().filter(|_| said.merged > 0) {
        ledger.order(order).expect("an order that was merged");
    }
}

impl Said {
    fn add(&mut self, other: &Self) {
        self.lines += other.lines;
        self.dropped += other.dropped;
        self.imports += other.imports;
        self.archived += other.archived;
        self.merged += other.merged;
        self.restored += other.restored;
    }

    /// Takes in one line. A torn last line was not acknowledged.
    fn note(&mut self, line: &str) {
        let Ok(line) = serde_json::from_str::<Value>(line) else { return };
        self.lines += 1;
        if let Some(name) = line["named"].as_str() {
            let orders = line["orders"].as_u64().unwrap_or(0);
            self.imports += usize::from(orders > 1);
            self.named.insert(name.to_owned(), orders);
        }
        if let (Some(order), Some(files)) = (line["order"].as_str(), line["files"].as_array()) {
            let files = files.iter().filter_map(|file| file.as_str().map(str::to_owned));
            self.files.insert(order.to_owned(), files.collect());
            self.dropped += 1;
        }
        self.archives.extend(line["archive"].as_str().map(PathBuf::from));
        self.archived += usize::from(line["archive"].is_string());
        self.merged += usize::from(line["merged"].is_boolean());
        self.restored += usize::from(line["restored"].is_string());
    }
}
