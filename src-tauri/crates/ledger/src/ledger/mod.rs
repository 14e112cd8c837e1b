//! The record as it is used: each file here is one thing that can be done with it.

mod archive;
mod attach;
mod backups;
mod bulk;
mod casework;
mod check;
mod clocks;
mod described;
mod drafts;
mod evidence;
mod finding;
mod habits;
mod handing;
mod import;
mod json;
mod lent;
mod orders;
mod own;
mod pairs;
mod pictures;
mod recipients;
mod retouch;
mod settings;
mod views;
mod walk;

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError, RwLock},
};

use jiff::Timestamp;
use rusqlite::{Connection, MAIN_DB, Transaction, TransactionBehavior};
use rusqlite_migration::M;

use crate::{
    BackupReason, Error, OpenError, backup,
    columns::{self, Columns},
    door::{self, Access},
    folder::{self, DATABASE, FolderLock},
    found::{Found, Seen},
    migrate::{self, MIGRATIONS},
    pool::Readers,
    table,
    vault::Vault,
};

pub use archive::{ArchiveError, ArchiveInfo, Merged, Parted, examine as examine_archive};
pub use attach::AttachOutcome;
pub use described::{MadeFile, NearPicture, Unread};
pub use import::ImportedOrder;
pub use json::{JsonFault, JsonInfo, JsonLooked, JsonTaken, JsonWhy, examine_json};
pub use orders::{OrderRecord, SealedCheck};
pub use walk::{OutError, Walked, Wanted};

/// An open data folder. Shared freely between threads; one writes at a time.
#[derive(Debug)]
pub struct Ledger {
    // Dropped in this order: the writer folds the log into the database when it closes as the
    // last connection, and the lock goes after everything else.
    readers: Readers,
    writer: Mutex<Connection>,
    columns: RwLock<Columns>,
    found: Found,
    vault: Vault,
    /// Held while a picture is decoded: one at a time, since each may take half a gigabyte.
    decoding: Mutex<()>,
    folder: PathBuf,
    upgrade: Option<Upgrade>,
    _lock: FolderLock,
}

/// The opening brought an older database to the version of this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upgrade {
    pub from: u32,
    pub backup: backup::BackupInfo,
}

/// Opens a data folder, which is created when it is missing. A database of an older version is
/// backed up and brought up to date.
pub fn open(folder: &Path, now: Timestamp) -> Result<Ledger, OpenError> {
    let lock = folder::claim(folder)?;
    backup::finish(folder, now)?;
    let gone = std::fs::metadata(folder.join(DATABASE)).map_or(true, |file| file.len() == 0);
    let backups = if gone { backup::list(folder) } else { Vec::new() };
    if !backups.is_empty() {
        return Err(OpenError::Gone { backups });
    }
    open_claimed(folder, lock, MIGRATIONS, now)
}

/// Keeps whatever database there is under a dated name, one that was about to be put in its
/// place as well, and begins a new one.
pub fn open_anew(folder: &Path, now: Timestamp) -> Result<Ledger, OpenError> {
    let lock = folder::claim(folder)?;
    let failed = |error: Error| OpenError::of(error, folder);
    backup::set_aside_ready(folder, now).map_err(failed)?;
    backup::set_aside(folder, now).map_err(failed)?;
    open_claimed(folder, lock, MIGRATIONS, now)
}

/// Puts a backup in the place of the database, which is kept under a dated name. The backup is
/// checked first; the folder must not be open.
pub fn restore(folder: &Path, backup_file: &str, now: Timestamp) -> Result<(), OpenError> {
    let _lock = folder::claim(folder)?;
    backup::put_back(folder, backup_file, now)
}

impl Ledger {
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What opening did to an older database.
    pub fn upgrade(&self) -> Option<&Upgrade> {
        self.upgrade.as_ref()
    }

    fn read<T>(&self, read: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        self.readers.read(read)
    }

    /// Looks at the columns as they are now.
    fn read_columns<T>(&self, look: impl FnOnce(&Columns) -> Result<T, Error>) -> Result<T, Error> {
        let seen = self.found.seen();
        self.read(|db| self.columns(db, seen, look))
    }

    /// Looks at the columns as they are in the state that `db` sees, or at a later one; `seen`
    /// is of before the reading began.
    fn columns<T>(
        &self,
        db: &Connection,
        seen: Seen,
        look: impl FnOnce(&Columns) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let last_seq = columns::last_seq(db)?;
        // A panic while they were read leaves them short, and the next reading makes up for it.
        let known = || self.columns.read().unwrap_or_else(PoisonError::into_inner);
        if known().are_behind(last_seq) {
            let mut columns = self.columns.write().unwrap_or_else(PoisonError::into_inner);
            if columns.are_of(seen.rows) {
                columns.catch_up(db)?;
            }
        }
        let columns = known();
        if columns.are_of(seen.rows) {
            return look(&columns);
        }
        drop(columns);
        // Rows were made anew since: what this reading sees of them is for itself alone.
        let mut own = Columns::default();
        own.catch_up(db)?;
        look(&own)
    }

    /// After the rows were changed in a way that no event tells of.
    fn forget_what_was_read(&self) {
        let mut columns = self.columns.write().unwrap_or_else(PoisonError::into_inner);
        *columns = Columns::since(self.found.rows_changed());
        self.found.texts_changed();
    }

    /// One transaction: all of `change` or, when it fails, nothing.
    fn write<T>(
        &self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        // A panic elsewhere has rolled its transaction back, so the connection is good.
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let result = change(&transaction)?;
        transaction.commit()?;
        Ok(result)
    }
}

fn open_claimed(
    folder: &Path,
    lock: FolderLock,
    migrations: &[M<'_>],
    now: Timestamp,
) -> Result<Ledger, OpenError> {
    let failed = |error: Error| OpenError::of(error, folder);
    folder::sweep(folder).map_err(failed)?;
    let path = folder.join(DATABASE);
    let mut writer = door::connect(&path, Access::Write).map_err(|error| failed(error.into()))?;
    // SQLite falls back to reading when the file cannot be opened for writing.
    if writer.is_readonly(MAIN_DB).map_err(|error| failed(error.into()))? {
        return Err(OpenError::NotWritable { folder: folder.to_owned() });
    }
    let found = migrate::version(&writer).map_err(|error| failed(error.into()))?;
    let known = migrate::known(migrations);
    if found > known {
        return Err(OpenError::Newer { found, known });
    }
    migrate::examine(&writer).map_err(failed)?;
    let upgrade = if found == 0 || found == known {
        None
    } else {
        let backup = backup::take(&writer, folder, BackupReason::Migration, now).map_err(failed)?;
        Some(Upgrade { from: found, backup })
    };
    migrate::migrate(&mut writer, migrations).map_err(failed)?;
    table::search::keep_up(&mut writer).map_err(|error| failed(error.into()))?;
    // Rules that make other clocks may make other rows.
    let other_rules = clocks::keep_up(&mut writer).map_err(failed)?;
    if upgrade.is_some() || other_rules {
        check::remake(&mut writer).map_err(failed)?;
    }
    door::checkpoint_on_close(&writer).map_err(|error| failed(error.into()))?;
    crate::durable::sync_folder(folder).map_err(|error| failed(error.into()))?;
    Ok(Ledger {
        readers: Readers::new(path),
        writer: Mutex::new(writer),
        columns: RwLock::default(),
        found: Found::default(),
        vault: Vault::new(folder.join(folder::VAULT)),
        decoding: Mutex::new(()),
        folder: folder.to_owned(),
        upgrade,
        _lock: lock,
    })
}

/// A UUIDv7 in its usual text form.
fn new_identity(now: Timestamp) -> String {
    let seconds = u64::try_from(now.as_second()).unwrap_or_default();
    let nanoseconds = u32::try_from(now.subsec_nanosecond()).unwrap_or_default();
    let time = uuid::Timestamp::from_unix(uuid::NoContext, seconds, nanoseconds);
    uuid::Uuid::new_v7(time).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_772_000_000 + second).unwrap()
    }

    fn open_with(folder: &Path, migrations: &[M<'_>]) -> Result<Ledger, OpenError> {
        open_claimed(folder, folder::claim(folder)?, migrations, at(60))
    }

    /// The migrations there are and one more.
    fn followed_by(sql: &str) -> Vec<M<'_>> {
        MIGRATIONS.iter().cloned().chain([M::up(sql)]).collect()
    }

    #[test]
    fn an_older_database_is_backed_up_before_it_is_changed() {
        let folder = tempfile::tempdir().unwrap();
        open(folder.path(), at(0)).unwrap().set_setting("theme", "1").unwrap();

        let known = migrate::known(MIGRATIONS);
        let ledger = open_with(folder.path(), &followed_by("DELETE FROM setting")).unwrap();
        assert_eq!(ledger.setting("theme").unwrap(), None, "the migration has run");
        let upgrade = ledger.upgrade().unwrap().clone();
        assert_eq!((upgrade.from, upgrade.backup.reason), (known, BackupReason::Migration));
        drop(ledger);

        restore(folder.path(), &upgrade.backup.file_name, at(90)).unwrap();
        let ledger = open(folder.path(), at(120)).unwrap();
        assert_eq!(ledger.setting("theme").unwrap().as_deref(), Some("1"), "as it was before");
    }

    #[test]
    fn a_migration_that_fails_leaves_the_database_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        open(folder.path(), at(0)).unwrap().set_setting("theme", "1").unwrap();
        let broken = followed_by("DELETE FROM setting; DROP TABLE nowhere");
        assert!(open_with(folder.path(), &broken).is_err());
        let ledger = open(folder.path(), at(120)).unwrap();
        assert_eq!(ledger.setting("theme").unwrap().as_deref(), Some("1"));
    }

    #[test]
    fn a_full_disk_is_told_and_nothing_half_written() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = open(folder.path(), at(0)).unwrap();
        let id = Ledger::new_draft_id(at(0));
        ledger.save_draft(&id, "small", at(0)).unwrap();
        let writer = ledger.writer.lock().unwrap();
        let pages: i64 = writer.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
        writer
            .query_row(&format!("PRAGMA max_page_count = {}", pages + 2), [], |_| Ok(()))
            .unwrap();
        drop(writer);

        let large = "x".repeat(1 << 20);
        assert!(matches!(ledger.save_draft(&id, &large, at(1)), Err(Error::Full)));
        assert_eq!(ledger.draft(&id).unwrap().body, "small");
        ledger.save_draft(&id, "still", at(2)).unwrap();
        assert_eq!(ledger.draft(&id).unwrap().body, "still", "the record goes on");
    }

    #[test]
    fn a_reading_from_before_a_repair_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = open(folder.path(), at(0)).unwrap();
        let total = |fen| {
            serde_json::json!({
                "category": "c", "name": "n", "face_value": null, "unit_price": null, "quantity": 1,
                "total": fen, "recipient": null, "recipient_kind": null, "recipient_label": null,
                "shop": null, "seller": null, "payee": null, "words": [],
            })
        };
        let summary = serde_json::from_value(total(5)).unwrap();
        let (check_json, pictures) = ("{}".to_owned(), Vec::new());
        let new = crate::NewOrder { draft: None, summary, check_json, pictures };
        ledger.seal_check(new, at(1)).unwrap();
        let query = crate::OrderQuery::default();
        let sum =
            |columns: &Columns| Ok(columns.amounts(&columns::Sieve::new(&query, columns)).total.0);
        let seen = ledger.found.seen();
        let before = ledger.read(|db| {
            columns::last_seq(db)?;
            // As a repair does it, after the reading has begun.
            ledger.write(|db| Ok(db.execute("UPDATE orders SET total_fen = 7", [])?))?;
            ledger.forget_what_was_read();
            ledger.columns(db, seen, sum)
        });
        assert_eq!(before.unwrap(), 5, "its own state of the record, whole");
        assert_eq!(ledger.read_columns(sum).unwrap(), 7, "nobody else gets to see that");
    }

    #[test]
    fn one_record_serves_many_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Ledger>();
        let folder = tempfile::tempdir().unwrap();
        let ledger = open(folder.path(), at(0)).unwrap();
        std::thread::scope(|threads| {
            for thread in 0..4 {
                let ledger = &ledger;
                threads.spawn(move || {
                    for number in 0..25 {
                        ledger.set_setting(&format!("{thread}-{number}"), "1").unwrap();
                        ledger.settings().unwrap();
                    }
                });
            }
        });
        assert_eq!(ledger.settings().unwrap().len(), 100, "no write waits itself to death");
    }

    #[test]
    fn every_connection_has_the_settings_that_durability_rests_on() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = open(folder.path(), at(0)).unwrap();
        let writer = ledger.writer.lock().unwrap();
        let text = |sql: &str| writer.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
        let number = |sql: &str| writer.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!(text("PRAGMA journal_mode"), "wal");
        assert_eq!(number("PRAGMA synchronous"), 2, "FULL");
        assert_eq!(number("PRAGMA foreign_keys"), 1);
        assert_eq!(number("PRAGMA trusted_schema"), 0);
        assert_eq!(number("PRAGMA mmap_size"), 0);
        drop(writer);
        let refused = ledger.readers.read(|db| Ok(db.execute("DELETE FROM setting", [])?));
        assert!(refused.is_err(), "a reader cannot write");
    }
}
