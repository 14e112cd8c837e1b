//! Keeping the record well: the library check, backups, and the whole library in one file.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use ledger::{ArchiveInfo, BackupInfo, Checked, Ledger, Merged, Repaired};

use crate::error::{Error, Result};
use crate::library::{Library, blocking};
use crate::work::Work;

/// How often and for how long others are waited for before the record closes.
const ASKED: u32 = 400;
const PAUSE: Duration = Duration::from_millis(25);

impl Library {
    /// Recomputes everything that can be recomputed and names what differs.
    pub async fn check(&self, work: Work) -> Result<Checked> {
        self.read(move |ledger| ledger.check(&work)).await
    }

    /// Puts right what can be proved to have been otherwise; `other` is a data folder or a
    /// folder of files that may have what is lost here.
    pub async fn repair(
        &self,
        other: Option<PathBuf>,
        now: Timestamp,
        work: Work,
    ) -> Result<Repaired> {
        self.change(move |ledger| ledger.repair(other.as_deref(), now, &work)).await
    }

    /// The backups, newest first.
    pub async fn backups(&self) -> Result<Vec<BackupInfo>> {
        self.read(|ledger| Ok::<_, Error>(ledger.backups())).await
    }

    /// Makes a backup because the buyer asks for one.
    pub async fn back_up(&self, now: Timestamp) -> Result<BackupInfo> {
        self.read(move |ledger| ledger.backup(now)).await
    }

    /// Makes a backup of what is about to be replaced by another.
    pub async fn back_up_before_restoring(&self, now: Timestamp) -> Result<BackupInfo> {
        self.read(move |ledger| ledger.backup_before_restoring(now)).await
    }

    /// Closes the record, once everybody else has done with it.
    ///
    /// # Errors
    ///
    /// Gives the library back, open, when somebody does not end.
    pub async fn close(self) -> Result<(), Self> {
        let Self { mut ledger, folder, kept, tesseract, tables } = self;
        for _ in 0..ASKED {
            match Arc::try_unwrap(ledger) {
                Ok(alone) => {
                    // Closing folds the log into the database, which touches the disk.
                    let _ = blocking(move || drop::<Ledger>(alone)).await;
                    return Ok(());
                }
                Err(shared) => ledger = shared,
            }
            tokio::time::sleep(PAUSE).await;
        }
        Err(Self { ledger, folder, kept, tesseract, tables })
    }

    /// Writes the whole library into one file, over what is there.
    pub async fn archive(&self, to: PathBuf, now: Timestamp, work: Work) -> Result<ArchiveInfo> {
        self.read(move |ledger| ledger.archive(&to, now, &work)).await
    }

    /// What an archive says that it holds.
    pub async fn examine_archive(&self, path: PathBuf) -> Result<ArchiveInfo> {
        self.read(move |_| ledger::examine_archive(&path)).await
    }

    /// Takes in what an archive holds and this library does not.
    pub async fn take_in(&self, from: PathBuf, now: Timestamp, work: Work) -> Result<Merged> {
        self.change_own(move |ledger| ledger.take_in(&from, now, &work)).await
    }
}
