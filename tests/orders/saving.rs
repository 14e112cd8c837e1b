//! What it takes to save an order, beside a bare commit of the same rows.

use std::io::Write;
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
/// What is made to find it: as many terms, in the same kind of index.
const INDEX: &str = "order_search";
const TERMS: &str = "
    SELECT sz FROM order_search_docsize WHERE id = (SELECT pk FROM orders WHERE id = ?1)
";

type Rows = Vec<(&'static str, Vec<Value>)>;

/// Times all in turns; the answer says whether the bar holds.
pub(crate) fn run(folder: &Path) -> bool {
    let ledger = ledger::open(folder, purchases::end()).unwrap();
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let record = Connection::open_with_flags(folder.join("hedan.db"), flags).unwrap();
    // Beside the record, on the same disk.
    let beside = tempfile::tempdir_in(folder).unwrap();
    let bare = bare(&record, &beside.path().join("rows.db"));
    let indexed = self::bare(&record, &beside.path().join("rows-and-terms.db"));
    let schema = "SELECT sql FROM sqlite_schema WHERE name = ?1";
    let index: String = record.query_row(schema, [INDEX], |row| row.get(0)).unwrap();
    indexed.execute_batch(&index).unwrap();

    let mut rng = Rng::with_seed(11);
    let (mut saves, mut commits, mut commits_with_terms) = (Vec::new(), Vec::new(), Vec::new());
    // A disk that answers at once leaves the processor's work alone to be compared.
    let mut syncs = Vec::new();
    let mut synced = std::fs::File::create(beside.path().join("synced")).unwrap();
    for number in 0..ORDERS {
        let made = purchases::order(&mut rng, 1, 2);
        let now = purchases::end() + SignedDuration::from_mins(number);
        let text = format!("{}{:?}", made.summary.name, made.summary.words);
        let new = NewOrder {
            draft: None,
            summary: made.summary,
            check_json: format!("{{\"verdict\":\"clear\",\"saved\":{number},\"at\":\"{now}\"}}"),
            pictures: Vec::new(),
        };
        let began = Instant::now();
        let order = ledger.seal_check(new, now).unwrap().order.unwrap();
        saves.push(began.elapsed());
        let rows: Rows = TABLES
            .iter()
            .map(|(table, condition)| (*table, row(&record, table, condition, &order.0)))
            .collect();
        let size: Vec<u8> = record.query_row(TERMS, [&order.0], |row| row.get(0)).unwrap();
        commits.push(commit(&bare, &rows, None));
        commits_with_terms.push(commit(&indexed, &rows, Some(&terms(&text, varint(&size)))));
        syncs.push(sync(&mut synced));
    }
    let (median, worst) = middle_and_worst(&mut syncs);
    println!(
        "\nwriting and syncing 4 KiB on this disk: median {}, worst {}",
        shown(median),
        shown(worst)
    );
    let (save, worst) = middle_and_worst(&mut saves);
    println!("saving an order: median {}, worst {}", shown(save), shown(worst));
    let times = |name: &str, commits: &mut [Duration]| {
        let (commit, worst) = middle_and_worst(commits);
        let ratio = save.as_secs_f64() / commit.as_secs_f64();
        let (commit, worst) = (shown(commit), shown(worst));
        println!("{name}: median {commit}, worst {worst}; saving takes {ratio:.2} times that");
        ratio
    };
    times("a bare commit of its rows without what finds it", &mut commits);
    let ratio = times("a bare commit of its rows with its search terms", &mut commits_with_terms);
    let held = ratio <= BAR;
    println!("bar {BAR} beside the commit that can be found: {}", word(held));
    held
}

fn bare(record: &Connection, path: &Path) -> Connection {
    let bare = Connection::open(path).unwrap();
    bare.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL").unwrap();
    for (table, _) in TABLES {
        let schema = "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1";
        let sql: String = record.query_row(schema, [table], |row| row.get(0)).unwrap();
        bare.execute_batch(&sql).unwrap();
    }
    bare
}

fn row(record: &Connection, table: &str, condition: &str, order: &str) -> Vec<Value> {
    let sql = format!("SELECT * FROM {table} WHERE {condition}");
    let mut statement = record.prepare_cached(&sql).unwrap();
    let columns = statement.column_count();
    statement.query_row([order], |row| (0..columns).map(|at| row.get(at)).collect()).unwrap()
}

/// So many pairs of the characters of a text, as the index holds them.
fn terms(text: &str, count: u64) -> String {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let pairs = (0..usize::try_from(count).unwrap()).map(|at| {
        let pair = [letters[at % letters.len()], letters[(at * 7 + 1) % letters.len()]];
        pair.iter().collect::<String>()
    });
    pairs.collect::<Vec<_>>().join(" ")
}

/// The number of terms, as SQLite writes it: seven bits a byte, the highest first.
fn varint(bytes: &[u8]) -> u64 {
    let mut number = 0;
    for byte in bytes {
        number = number << 7 | u64::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            break;
        }
    }
    number
}

fn sync(file: &mut std::fs::File) -> Duration {
    let began = Instant::now();
    file.write_all(&[0; 4096]).unwrap();
    file.sync_data().unwrap();
    began.elapsed()
}

fn commit(bare: &Connection, rows: &Rows, terms: Option<&str>) -> Duration {
    let began = Instant::now();
    let transaction = bare.unchecked_transaction().unwrap();
    for (table, values) in rows {
        let places = vec!["?"; values.len()].join(", ");
        let sql = format!("INSERT INTO {table} VALUES ({places})");
        let mut statement = transaction.prepare_cached(&sql).unwrap();
        statement.execute(rusqlite::params_from_iter(values)).unwrap();
    }
    if let Some(terms) = terms {
        let sql = "INSERT INTO order_search (terms) VALUES (?1)";
        transaction.prepare_cached(sql).unwrap().execute([terms]).unwrap();
    }
    transaction.commit().unwrap();
    began.elapsed()
}
