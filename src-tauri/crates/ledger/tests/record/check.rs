//! The library check: whatever is changed behind the record's back is found, named, and put
//! right where something proves what it was.

use std::{fs, path::Path};

use ledger::{Checked, Damage, Ledger, OrderEvent, OrderQuery, OrderRecord};
use model::{OrderId, Sha256Hex};
use rusqlite::{Connection, types::Value};
use tempfile::TempDir;

use crate::{
    common::{StopAfter, at, attach, attach_named, library, new_order, seal},
    picture::png,
};

/// A closed library with three orders that have been through much, and a backup of it.
pub(crate) struct Kept {
    pub(crate) folder: TempDir,
    pub(crate) orders: Vec<OrderRecord>,
    pub(crate) file: Sha256Hex,
}

pub(crate) fn kept() -> Kept {
    let (folder, ledger) = library();
    let ids: Vec<OrderId> = (0..3)
        .map(|number| {
            let mut new = new_order();
            new.summary.name = format!("第 {number} 单");
            new.check_json = format!("{{\"verdict\":\"clear\",\"number\":{number}}}");
            seal(&ledger, new)
        })
        .collect();
    ledger.record(&ids[0], OrderEvent::Postponed, at(2)).unwrap();
    let number = OrderEvent::Paid {
        paid_at: at(2),
        order_no: Some("T20260301".to_owned()),
        note: Some("客服说十分钟".to_owned()),
    };
    ledger.record(&ids[0], number, at(2)).unwrap();
    let file = attach(&ledger, &ids[0], png(20, 20), 3);
    attach_named(&ledger, &ids[0], "b.txt", b"text".to_vec(), 3);
    attach_named(&ledger, &ids[0], "c.png", b"no picture".to_vec(), 3);
    ledger.record(&ids[1], OrderEvent::Abandoned { reason: "太贵".to_owned() }, at(4)).unwrap();
    ledger.set_evidence_text(&file, "支付成功").unwrap();
    ledger.save_draft(&Ledger::new_draft_id(at(5)), "{\"page\":\"x\"}", at(5)).unwrap();
    ledger.set_setting("settings", "{}").unwrap();
    ledger.backup(at(6)).unwrap();
    let orders = ids.iter().map(|id| ledger.order(id).unwrap()).collect();
    assert!(ledger.verify().unwrap().is_whole(), "{:#?}", ledger.verify().unwrap());
    Kept { folder, orders, file }
}

/// A copy of a folder, with `sql` run on its database as somebody with an editor could.
pub(crate) fn tampered(from: &Path, sql: &str) -> TempDir {
    let to = tempfile::tempdir().unwrap();
    copy(from, to.path());
    let raw = Connection::open(to.path().join("hedan.db")).unwrap();
    let triggers = "
        PRAGMA foreign_keys = OFF;
        DROP TRIGGER event_never_changes; DROP TRIGGER event_never_goes;
        DROP TRIGGER document_never_changes; DROP TRIGGER document_never_goes;
    ";
    let kept: Vec<String> = {
        let all = "SELECT sql FROM sqlite_schema WHERE type = 'trigger'";
        let mut statement = raw.prepare(all).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    raw.execute_batch(triggers).unwrap();
    raw.execute_batch(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
    for trigger in kept {
        raw.execute_batch(&trigger).unwrap();
    }
    to
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn columns(folder: &Path, table: &str) -> Vec<String> {
    let raw = Connection::open(folder.join("hedan.db")).unwrap();
    let mut statement = raw.prepare("SELECT name FROM pragma_table_info(?1)").unwrap();
    statement.query_map([table], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// Statements that each change one value of one row, whatever stands there.
fn changes(folder: &Path, table: &str, column: &str) -> Vec<String> {
    let raw = Connection::open(folder.join("hedan.db")).unwrap();
    let all = format!("SELECT rowid, \"{column}\" FROM {table}");
    let mut statement = raw.prepare(&all).unwrap();
    let rows = statement.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap)
        .map(|(rowid, value)| {
            let to = match value {
                Value::Integer(number) => (number + 1000).to_string(),
                Value::Blob(_) => "CAST(replace(hex(zeroblob(32)), '00', 'a') AS BLOB)".to_owned(),
                Value::Text(text) if text.is_empty() => "'x'".to_owned(),
                // One character for another, as a flipped bit makes it.
                Value::Text(text) if text.starts_with('x') => format!("'y{}'", &text[1..]),
                Value::Text(_) => format!("'x' || substr(\"{column}\", 2)"),
                // Of the column's own type, whichever that is.
                Value::Null | Value::Real(_) => format!(
                    "CASE (SELECT type FROM pragma_table_info('{table}') WHERE name = '{column}') \
                     WHEN 'INTEGER' THEN 7 ELSE 'x' END"
                ),
            };
            format!("UPDATE {table} SET \"{column}\" = {to} WHERE rowid = {rowid}")
        })
        .collect()
}

pub(crate) fn names(found: &Checked) -> Vec<&Damage> {
    found.findings.iter().map(|finding| &finding.damage).collect()
}

/// Checks, repairs, and holds what is there afterwards against what was there before.
pub(crate) fn mends(kept: &Kept, sql: &str) -> Vec<Damage> {
    let folder = tampered(kept.folder.path(), sql);
    let ledger = ledger::open(folder.path(), at(60)).unwrap_or_else(|e| panic!("{sql}: {e:?}"));
    let found = ledger.verify().unwrap();
    assert!(!found.is_whole(), "not found: {sql}");
    let everything = OrderQuery { limit: 9, ..OrderQuery::default() };
    assert!(ledger.orders(&everything).is_ok(), "the list goes on: {sql}");
    let repaired = ledger.repair(None, at(61), &()).unwrap();
    assert!(repaired.now.is_whole(), "{sql}: {found:#?} is still {:#?}", repaired.now);
    for order in &kept.orders {
        assert_eq!(&ledger.order(&order.row.id).unwrap(), order, "{sql}");
    }
    assert_eq!(ledger.orders(&everything).unwrap().len(), kept.orders.len(), "{sql}");
    let text = OrderQuery { text: "支付成功".to_owned(), ..everything };
    assert_eq!(ledger.orders(&text).unwrap().len(), 1, "it is still found: {sql}");
    names(&found).into_iter().cloned().collect()
}

#[test]
fn any_column_of_any_row_that_events_make_is_found_and_made_again() {
    let kept = kept();
    let folder = kept.folder.path();
    let mut tried = 0;
    for table in ["orders", "evidence"] {
        for (place, column) in columns(folder, table).iter().enumerate() {
            let all = changes(folder, table, column);
            mends(&kept, &all[place % all.len()]);
            tried += 1;
        }
    }
    assert!(tried > 35, "{tried}");
    for sql in [
        "DELETE FROM orders WHERE pk = 2",
        "DELETE FROM evidence",
        "DELETE FROM order_search WHERE rowid = 1",
        "UPDATE orders SET order_state = CAST(x'ff' AS TEXT) WHERE pk = 1",
        "INSERT INTO order_search (rowid, terms) VALUES (99, '假')",
    ] {
        mends(&kept, sql);
    }
}

#[test]
fn any_column_of_any_event_is_found_and_brought_back_from_a_backup() {
    let kept = kept();
    let folder = kept.folder.path();
    let events = kept.orders.iter().map(|order| order.events.len()).sum::<usize>();
    let mut tried = 0;
    for column in columns(folder, "event") {
        for sql in changes(folder, "event", &column) {
            let found = mends(&kept, &sql);
            let named = found.iter().any(|damage| matches!(damage, Damage::Event { .. }));
            assert!(named, "{sql}: {found:?}");
            tried += 1;
        }
    }
    assert_eq!(tried, events * 7, "every column of every event");
    for sql in [
        "DELETE FROM event WHERE seq = 4",
        "DELETE FROM event WHERE seq BETWEEN 2 AND 5",
        "UPDATE event SET body = CAST(x'ff' AS TEXT) WHERE seq = 5",
    ] {
        mends(&kept, sql);
    }
}

#[test]
fn a_sealed_check_is_found_and_brought_back_from_a_backup() {
    let kept = kept();
    let folder = kept.folder.path();
    for column in columns(folder, "document") {
        for sql in changes(folder, "document", &column) {
            mends(&kept, &sql);
        }
    }
    mends(&kept, "DELETE FROM document");
}

#[test]
fn without_a_copy_what_is_lost_is_named_and_all_else_goes_on() {
    let kept = kept();
    fs::remove_dir_all(kept.folder.path().join("backups")).unwrap();
    let order = &kept.orders[0].row.id;
    let sql = "UPDATE event SET body = replace(body, 'T2026', 'T2027') WHERE kind = 'paid'";
    let folder = tampered(kept.folder.path(), sql);
    let ledger = ledger::open(folder.path(), at(60)).unwrap();
    let found = ledger.verify().unwrap();
    let [finding] = &found.findings[..] else { panic!("{found:#?}") };
    let Damage::Event { seq, order: Some(named) } = &finding.damage else { panic!("{found:#?}") };
    assert_eq!((named, finding.mendable), (order, false));
    assert_eq!(*seq, 5, "the event itself is named");
    assert_eq!(ledger.repair(None, at(61), &()).unwrap().mended, 0);
    assert_eq!(ledger.orders(&OrderQuery { limit: 9, ..OrderQuery::default() }).unwrap().len(), 3);
    assert_eq!(&ledger.order(&kept.orders[1].row.id).unwrap(), &kept.orders[1]);

    // A hash alone is made again from what it is over.
    let sql = "UPDATE event SET hash = zeroblob(32) WHERE seq = 5";
    let folder = tampered(kept.folder.path(), sql);
    let ledger = ledger::open(folder.path(), at(60)).unwrap();
    assert!(ledger.repair(None, at(61), &()).unwrap().now.is_whole());

    // The copy may be elsewhere.
    let other = tampered(kept.folder.path(), "");
    let folder = tampered(kept.folder.path(), "DELETE FROM event WHERE seq = 4");
    let ledger = ledger::open(folder.path(), at(60)).unwrap();
    assert!(ledger.repair(Some(other.path()), at(61), &()).unwrap().now.is_whole());
}

#[test]
fn the_newest_event_that_is_gone_is_not_forgotten() {
    let kept = kept();
    let sql = "DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)";
    let folder = tampered(kept.folder.path(), sql);
    let ledger = ledger::open(folder.path(), at(60)).unwrap();
    let found = ledger.verify().unwrap();
    let order = &kept.orders[1].row;
    let lost =
        |damage: &&Damage| matches!(damage, Damage::Order { order: of, .. } if *of == order.id);
    assert!(names(&found).iter().any(lost), "{found:#?}");
    ledger.repair(None, at(61), &()).unwrap();
    let everything = OrderQuery { limit: 9, ..OrderQuery::default() };
    let rows = ledger.orders(&everything).unwrap();
    assert!(rows.contains(order), "its row is all that is left of it, and stays");
}

#[test]
fn a_flipped_byte_in_a_file_is_found_and_a_copy_brings_it_back() {
    let kept = kept();
    let name = kept.file.as_str();
    let path = |folder: &Path| folder.join("vault").join(&name[..2]).join(name);
    let other = tampered(kept.folder.path(), "");
    let mut bytes = fs::read(path(kept.folder.path())).unwrap();
    bytes[10] ^= 4;
    fs::remove_file(path(kept.folder.path())).unwrap();
    std::io::Write::write_all(&mut fs::File::create(path(kept.folder.path())).unwrap(), &bytes)
        .unwrap();
    let ledger = ledger::open(kept.folder.path(), at(60)).unwrap();
    let found = ledger.verify().unwrap();
    let order = Some(kept.orders[0].row.id.clone());
    let changed = |gone| Damage::File {
        sha256: kept.file.clone(),
        name: Some("a.png".to_owned()),
        order: order.clone(),
        gone,
    };
    assert_eq!(names(&found), [&changed(false)]);
    assert!(!found.findings[0].mendable, "backups hold no files");
    let repaired = ledger.repair(Some(other.path()), at(61), &()).unwrap();
    assert_eq!((repaired.mended, repaired.now.is_whole()), (1, true));

    fs::remove_file(path(kept.folder.path())).unwrap();
    assert_eq!(names(&ledger.verify().unwrap()), [&changed(true)]);
    // Any folder that has it, under its name.
    let found = ledger.repair(Some(path(other.path()).parent().unwrap()), at(62), &()).unwrap();
    assert!(found.now.is_whole(), "{found:#?}");
}

#[test]
fn an_entry_that_cannot_be_read_is_named_and_left_out() {
    let kept = kept();
    for (sql, table) in [
        ("UPDATE draft SET body = '{\"page'", "draft"),
        ("UPDATE draft SET body = CAST(x'7bff7d' AS TEXT)", "draft"),
        ("UPDATE setting SET value = ''", "setting"),
    ] {
        let folder = tampered(kept.folder.path(), sql);
        let ledger = ledger::open(folder.path(), at(60)).unwrap();
        let found = ledger.verify().unwrap();
        let [Damage::Entry { table: of, .. }] = &names(&found)[..] else { panic!("{found:#?}") };
        assert_eq!(of, table, "{sql}");
        assert!(ledger.drafts().is_ok(), "{sql}");
    }
}

#[test]
fn a_check_can_be_stopped() {
    let kept = kept();
    let ledger = ledger::open(kept.folder.path(), at(60)).unwrap();
    let found = ledger.check(&StopAfter::steps(0)).unwrap();
    assert!(found.stopped && !found.is_whole(), "what was not reached is not vouched for");
}
