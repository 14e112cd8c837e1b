//! The record as it is used: each file here is one thing that can be done with it.

mod drafts;
mod orders;
mod recipients;
mod settings;

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use jiff::Timestamp;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::{
    BackupReason, Error, OpenError, backup,
    door::{self, Access},
    folder::{self, DATABASE, FolderLock},
    migrate,
    pool::Readers,
};

pub use orders::{OrderRecord, SealedCheck};

/// An open data folder. Shared freely between threads; one writes at a time.
#[derive(Debug)]
pub struct Ledger {
    // Dropped in this order: the writer folds the log into the database when it closes as the
    // last connection, and the lock goes after everything else.
    readers: Readers,
    writer: Mutex<Connection>,
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
    let gone = std::fs::metadata(folder.join(DATABASE)).map_or(true, |file| file.len() == 0);
    let backups = if gone { backup::list(folder) } else { Vec::new() };
    if !backups.is_empty() {
        return Err(OpenError::Gone { backups });
    }
    open_claimed(folder, lock, now)
}

/// Keeps whatever database there is under a dated name, and begins a new one.
pub fn open_anew(folder: &Path, now: Timestamp) -> Result<Ledger, OpenError> {
    let lock = folder::claim(folder)?;
    backup::set_aside(folder, now).map_err(|error| OpenError::of(error, folder))?;
    open_claimed(folder, lock, now)
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

fn open_claimed(folder: &Path, lock: FolderLock, now: Timestamp) -> Result<Ledger, OpenError> {
    let failed = |error: Error| OpenError::of(error, folder);
    folder::sweep(folder).map_err(failed)?;
    let path = folder.join(DATABASE);
    let mut writer = door::connect(&path, Access::Write).map_err(|error| failed(error.into()))?;
    let found = migrate::version(&writer).map_err(|error| failed(error.into()))?;
    let known = migrate::known();
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
    migrate::migrate(&mut writer).map_err(failed)?;
    door::checkpoint_on_close(&writer).map_err(|error| failed(error.into()))?;
    crate::durable::sync_folder(folder).map_err(|error| failed(error.into()))?;
    Ok(Ledger {
        readers: Readers::new(path),
        writer: Mutex::new(writer),
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
