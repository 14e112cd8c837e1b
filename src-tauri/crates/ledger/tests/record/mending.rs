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
fn an_event_that_cannot_be_read_keeps_no_archive_from_being_made() {
    let kept = kept();
    let sql = "UPDATE event SET body = '{' WHERE kind = 'evidence_attached'";
    let folder = tampered(kept.folder.path(), sql);
    let ledger = ledger::open(folder.path(), at(60)).unwrap();
    let away = tempfile::tempdir().unwrap();
    let info = ledger.archive(&away.path().join("a.zip"), at(61), &()).unwrap();
    assert_eq!(info.orders, 3);
}
