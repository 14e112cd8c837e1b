//! What a repair takes and what it must leave: the last that is left of something stays.

use std::{fs, path::Path};

use ledger::{Acquired, Damage, OrderQuery, OrderRecord, Source};
use model::EvidenceKind;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::{
    check::{Kept, kept, mends, names, tampered},
    common::{at, new_order, seal},
    picture::png,
};

fn everything() -> OrderQuery {
    OrderQuery { limit: 9, ..OrderQuery::default() }
}

fn without_backups(kept: &Kept) {
    fs::remove_dir_all(kept.folder.path().join("backups")).unwrap();
}

/// Three orders and a fourth, whose seal is its only event, the newest, and lost.
fn sealed_and_lost(sql: &str) -> (TempDir, OrderRecord) {
    let kept = kept();
    let ledger = ledger::open(kept.folder.path(), at(50)).unwrap();
    let id = seal(&ledger, new_order());
    let order = ledger.order(&id).unwrap();
    drop(ledger);
    let lost = "DELETE FROM event WHERE seq = (SELECT max(seq) FROM event);";
    (tampered(kept.folder.path(), &format!("{lost}{sql}")), order)
}

#[test]
fn an_order_whose_only_event_was_the_newest_and_is_gone_stays() {
    // Something that can be mended besides.
    let (folder, order) = sealed_and_lost("UPDATE orders SET name = 'x' WHERE pk = 1");
    let ledger = ledger::open(folder.path(), at(60)).unwrap();
    let found = ledger.verify().unwrap();
    let stray = Damage::Stray { order: order.row.id.clone() };
    let finding = found.findings.iter().find(|each| each.damage == stray).unwrap();
    assert!(!finding.mendable, "{found:#?}");
    let repaired = ledger.repair(None, at(61), &()).unwrap();
    assert_eq!(names(&repaired.now), [&stray], "the rest is mended");
    let rows = ledger.orders(&everything()).unwrap();
    assert!(rows.contains(&order.row), "its row is all that is left of it, and stays");
}

#[test]
fn an_upgrade_removes_no_order_that_nothing_accounts_for() {
    let (folder, order) =
        sealed_and_lost("DROP TABLE elsewhere; DROP TABLE casework; PRAGMA user_version = 8");
    let ledger = ledger::open(folder.path(), at(60)).unwrap();
    assert!(ledger.upgrade().is_some());
    assert!(ledger.orders(&everything()).unwrap().contains(&order.row));
    // Another order takes the number of the event that is gone.
    seal(&ledger, new_order());
    drop(ledger);
    let raw = Connection::open(folder.path().join("hedan.db")).unwrap();
    raw.execute_batch("DROP TABLE elsewhere; DROP TABLE casework; PRAGMA user_version = 8")
        .unwrap();
    drop(raw);
    let ledger = ledger::open(folder.path(), at(62)).unwrap();
    assert!(ledger.orders(&everything()).unwrap().contains(&order.row), "nobody was asked");
}

#[test]
fn an_order_whose_name_is_no_text_any_more_gets_it_back() {
    let kept = kept();
    let flipped = "CAST(x'b1' || substr(CAST(id AS BLOB), 2) AS TEXT)";
    mends(&kept, &format!("UPDATE orders SET id = {flipped} WHERE pk = 2"));
}

#[test]
fn rows_without_their_order_are_found_and_removed() {
    let kept = kept();
    let found = mends(&kept, "DELETE FROM orders WHERE pk = 1");
    let orphans = Damage::Orphans { table: "evidence".to_owned(), rows: 3 };
    assert!(found.contains(&orphans), "{found:#?}");

    // As long as they are there, no other order is taken for theirs.
    let folder = tampered(kept.folder.path(), "DELETE FROM orders WHERE pk = 1");
    let ledger = ledger::open(folder.path(), at(60)).unwrap();
    let id = &kept.orders[1].row.id;
    let source = Source::Bytes { name: "a.png".to_owned(), bytes: png(20, 20) };
    ledger.attach(id, source, EvidenceKind::OrderPage, Acquired::Paste, at(60)).unwrap();
    ledger.set_evidence_text(&kept.file, "充值到账").unwrap();
    let text = OrderQuery { text: "充值到账".to_owned(), ..everything() };
    let found: Vec<_> = ledger.orders(&text).unwrap().into_iter().map(|row| row.id).collect();
    assert_eq!(found, std::slice::from_ref(id));
}

fn documents(folder: &Path) -> i64 {
    let raw = Connection::open(folder.join("hedan.db")).unwrap();
    raw.query_row("SELECT count(*) FROM document", [], |row| row.get(0)).unwrap()
}

#[test]
fn mending_one_sealed_check_leaves_what_is_left_of_another() {
    let kept = kept();
    without_backups(&kept);
    let renamed = "UPDATE document SET sha256 = 'x' || substr(sha256, 2) WHERE rowid = 1;";
    let damaged = "UPDATE document SET body = 'x' || substr(body, 2) WHERE rowid = 2;";
    let stray = "INSERT INTO document VALUES ('of nobody', 'x');";
    let folder = tampered(kept.folder.path(), &format!("{renamed}{damaged}{stray}"));
    let ledger = ledger::open(folder.path(), at(60)).unwrap();
    let found = ledger.verify().unwrap();
    let mendable = found.findings.iter().filter(|each| each.mendable).count();
    assert_eq!((found.findings.len(), mendable), (4, 2), "the one and where it stands: {found:#?}");
    let repaired = ledger.repair(None, at(61), &()).unwrap();
    assert_eq!((repaired.mended, repaired.now.findings.len()), (2, 2), "{repaired:#?}");
    assert!(ledger.sealed_check(&kept.orders[0].row.id).is_ok(), "it is back");
    drop(ledger);
    assert_eq!(documents(folder.path()), 4, "a damaged body is better than none");
}

#[test]
fn two_sealed_checks_under_each_others_names_are_put_back() {
    let kept = kept();
    without_backups(&kept);
    let swapped = "
        CREATE TEMP TABLE name AS SELECT rowid AS at, sha256 FROM document;
        UPDATE document SET sha256 = rowid;
        UPDATE document SET sha256 = (
            SELECT sha256 FROM temp.name WHERE at = CASE document.rowid
                WHEN 1 THEN 2 WHEN 2 THEN 1 ELSE document.rowid END
        );
    ";
    mends(&kept, swapped);
    let folder = tampered(kept.folder.path(), swapped);
    let ledger = ledger::open(folder.path(), at(60)).unwrap();
    ledger.repair(None, at(61), &()).unwrap();
    for order in &kept.orders {
        assert!(ledger.sealed_check(&order.row.id).is_ok());
    }
}

#[test]
fn a_database_that_was_set_aside_is_a_copy_too() {
    let kept = kept();
    let backups = kept.folder.path().join("backups");
    let backup = fs::read_dir(&backups).unwrap().next().unwrap().unwrap().file_name();
    ledger::restore(kept.folder.path(), &backup.to_string_lossy(), at(50)).unwrap();
    without_backups(&kept);
    mends(&kept, "DELETE FROM event WHERE seq = 4");
}

#[test]
fn an_event_that_cannot_be_read_keeps_no_archive_from_being_made() {
    let kept = kept();
    let sql = "UPDATE event SET body = '{' WHERE kind = 'evidence_attached'";
    let folder = tampered(kept.folder.path(), sql);
    let ledger = ledger::open(folder.path(), at(60)).unwrap();
    let away = tempfile::tempdir().unwrap();
    let info = ledger.archive(&away.path().join("a.zip"), at(61), &()).unwrap();
    assert_eq!(info.orders, 3);
}

#[test]
fn evidence_that_cannot_be_read_is_shown_as_the_events_say() {
    let kept = kept();
    let folder = tampered(kept.folder.path(), "UPDATE evidence SET kind = 'x'");
    let ledger = ledger::open(folder.path(), at(60)).unwrap();
    let mut all = Vec::new();
    let walked = ledger.walk_records(&ledger::Wanted::All, &(), |record| {
        all.push(record);
        Ok(())
    });
    assert_eq!(walked.unwrap().left_out, 0);
    assert_eq!(all, kept.orders);
    assert_eq!(ledger.order(&kept.orders[0].row.id).unwrap(), kept.orders[0]);
}
