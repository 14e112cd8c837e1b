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
