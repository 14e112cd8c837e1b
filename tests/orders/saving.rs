//! What it takes to save an order, beside a bare commit of the same rows.

use std::path::Path;
use std::time::{Duration, Instant};

use fastrand::Rng;
use jiff::SignedDuration;
use ledger::NewOrder;
use rusqlite::{Connection, OpenFlags, types::Value};

use crate::{middle_and_worst, purchases, shown, word};

const ORDERS: i64 = 300;
const BAR: f64 = 1.5;
/// What a saved order is in the record, but for what is made to find it.
const TABLES: [(&str, &str); 3] = [
    ("document", "sha256 = (SELECT check_sha256 FROM orders WHERE id = ?1)"),
    ("event", "order_id = ?1"),
    ("orders", "id = ?1"),
];

/// Times both in turns; the answer says whether the bar holds.
pub(crate) fn run(folder: &Path) -> bool {
    let ledger = ledger::open(folder, purchases::end()).unwrap();
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let record = Connection::open_with_flags(folder.join("hedan.db"), flags).unwrap();
    // Beside the record, on the same disk.
    let bare_folder = tempfile::tempdir_in(folder).unwrap();
    let bare = Connection::open(bare_folder.path().join("bare.db")).unwrap();
    bare.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL").unwrap();
    for (table, _) in TABLES {
        let schema = "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1";
        let sql: String = record.query_row(schema, [table], |row| row.get(0)).unwrap();
        bare.execute_batch(&sql).unwrap();
    }
    let mut rng = Rng::with_seed(11);
    let (mut saves, mut commits) = (Vec::new(), Vec::new());
    for number in 0..ORDERS {
        let made = purchases::order(&mut rng, 1, 2);
        let now = purchases::end() + SignedDuration::from_mins(number);
        let new = NewOrder {
            draft: None,
            summary: made.summary,
            check_json: format!("{{\"verdict\":\"clear\",\"saved\":{number},\"at\":\"{now}\"}}"),
            pictures: Vec::new(),
        };
        let began = Instant::now();
        let order = ledger.seal_check(new, now).unwrap().order.unwrap();
        saves.push(began.elapsed());
        let rows: Vec<_> = TABLES
            .iter()
            .map(|(table, condition)| (table, row(&record, table, condition, &order.0)))
            .collect();
        commits.push(commit(&bare, &rows));
    }
    let (save, worst) = middle_and_worst(&mut saves);
    let (commit, worst_commit) = middle_and_worst(&mut commits);
    let ratio = save.as_secs_f64() / commit.as_secs_f64();
    println!("\nsaving an order: median {}, worst {}", shown(save), shown(worst));
    println!("a bare commit of its rows: median {}, worst {}", shown(commit), shown(worst_commit));
    let held = ratio <= BAR;
    println!("ratio of the medians: {ratio:.2}, bar {BAR}: {}", word(held));
    held
}

fn row(record: &Connection, table: &str, condition: &str, order: &str) -> Vec<Value> {
    let sql = format!("SELECT * FROM {table} WHERE {condition}");
    let mut statement = record.prepare_cached(&sql).unwrap();
    let columns = statement.column_count();
    statement.query_row([order], |row| (0..columns).map(|at| row.get(at)).collect()).unwrap()
}

fn commit(bare: &Connection, rows: &[(&&str, Vec<Value>)]) -> Duration {
    let began = Instant::now();
    let transaction = bare.unchecked_transaction().unwrap();
    for (table, values) in rows {
        let places = vec!["?"; values.len()].join(", ");
        let sql = format!("INSERT INTO {table} VALUES ({places})");
        let mut statement = transaction.prepare_cached(&sql).unwrap();
        statement.execute(rusqlite::params_from_iter(values)).unwrap();
    }
    transaction.commit().unwrap();
    began.elapsed()
}
