//! Attaches many files at once, imports, archives, merges and restores without end, and says of
//! each when it was acknowledged: one JSON object a line. `bulk FOLDER ARCHIVE SEED` lives to be
//! killed; `ARCHIVE` is of another library, and archives of this one are written beside it.

#![allow(clippy::print_stdout, reason = "its lines are what it is for")]

use std::error::Error;
use std::io::{Write, stdout};
use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};
use ledger::{
    Acquired, Happening, ImportedOrder, Ledger, NewOrder, NewRecord, OrderEvent, RecordedFrom,
    Source, TableRow,
};
use model::{EvidenceKind, OrderId};
use serde_json::{Value, json};
use tests::summary;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("a folder")?);
    let other = PathBuf::from(arguments.next().ok_or("an archive")?);
    let seed: u64 = arguments.next().ok_or("a seed")?.parse()?;
    let mut rng = fastrand::Rng::with_seed(seed);
    let day = SignedDuration::from_hours(24 * i64::try_from(seed % 3000)?);
    let mut now: Timestamp = "2026-01-01T04:00:00Z".parse::<Timestamp>()? + day;
    let mut ledger = ledger::open(&folder, now)?;
    loop {
        now += SignedDuration::from_secs(2);
        let name = format!("{:016x}", rng.u64(..));
        match rng.u8(..7) {
            0 | 1 => {
                let order = order(&ledger, &name, now)?;
                let file = |number| Source::Bytes {
                    name: format!("{number}.txt"),
                    bytes: format!("{name} {number}").into_bytes(),
                };
                let files = (0..rng.usize(1..200)).map(file).collect();
                let (kind, how) = (EvidenceKind::Chat, Acquired::Drop);
                let all = ledger.attach_many(&order, files, kind, how, now, &())?;
                let files: Vec<_> =
                    all.into_iter().flatten().flatten().map(|one| one.sha256).collect();
                say(&json!({ "order": order, "files": files }))?;
            }
            2 => {
                let orders = (0..3).map(|_| imported(&name, now)).collect();
                ledger.import(orders)?;
                say(&json!({ "named": name, "orders": 3 }))?;
            }
            3 => {
                // As many rows of a table as are taken in at once.
                let rows = rng.u32(1..250);
                ledger
                    .record_orders((0..rows).map(|row| row_of(&name, row, now)).collect(), now)?;
                say(&json!({ "named": name, "orders": rows }))?;
            }
            4 => {
                let to = other.with_file_name(format!("{name}.zip"));
                ledger.archive(&to, now, &())?;
                say(&json!({ "archive": to }))?;
            }
            5 => {
                ledger.take_in(&other, now, &())?;
                say(&json!({ "merged": true }))?;
            }
            _ => {
                let backup = ledger.backup(now)?;
                drop(ledger);
                ledger::restore(&folder, &backup.file_name, now)?;
                ledger = ledger::open(&folder, now)?;
                say(&json!({ "restored": backup.file_name }))?;
            }
        }
    }
}

fn order(ledger: &Ledger, name: &str, now: Timestamp) -> Result<OrderId, Box<dyn Error>> {
    let new = NewOrder {
        draft: None,
        summary: summary(name),
        check_json: format!("{{\"name\":\"{name}\"}}"),
        pictures: Vec::new(),
    };
    let order = ledger.seal_check(new, now)?.order.ok_or("an order")?;
    say(&json!({ "named": name, "orders": 1 }))?;
    Ok(order)
}

fn imported(name: &str, now: Timestamp) -> ImportedOrder {
    let paid = Happening::Paid { paid_at: now, order_no: None, note: None };
    ImportedOrder {
        summary: summary(name),
        check_json: "{}".to_owned(),
        sealed_at: now,
        happened: vec![(now, paid)],
    }
}

fn row_of(name: &str, row: u32, now: Timestamp) -> NewRecord {
    let paid = OrderEvent::Paid { paid_at: now, order_no: Some(format!("N{row}")), note: None };
    NewRecord {
        summary: summary(name),
        from: RecordedFrom::Table,
        row: Some(TableRow { table: "orders.csv".to_owned(), row }),
        page_json: None,
        pictures: Vec::new(),
        happened: vec![paid, OrderEvent::TagsSet { tags: vec!["import".to_owned()] }],
    }
}

/// What the app would show as done.
fn say(what: &Value) -> Result<(), Box<dyn Error>> {
    let mut out = stdout().lock();
    writeln!(out, "{what}")?;
    Ok(out.flush()?)
}
