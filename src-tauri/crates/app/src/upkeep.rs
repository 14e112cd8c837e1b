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

    /// Closes the record so that a backup can take its place, once everybody else has done with
    /// it; a backup of what is there comes first. One that is damaged has none: restoring keeps
    /// the file as it is all the same.
    ///
    /// # Errors
    ///
    /// Gives the library back, open, when somebody does not end; no backup was made then.
    pub async fn close_to_restore(self, now: Timestamp) -> Result<(), Self> {
        self.closed(ASKED, now).await
    }

    async fn closed(self, asked: u32, now: Timestamp) -> Result<(), Self> {
        let Self { mut ledger, folder, kept, tesseract, tables, casework } = self;
        for _ in 0..asked {
            match Arc::try_unwrap(ledger) {
                Ok(alone) => {
                    // Closing folds the log into the database, which touches the disk.
                    let close = move || {
                        let _ = alone.backup_before_restoring(now);
                        drop::<Ledger>(alone);
                    };
                    let _ = blocking(close).await;
                    return Ok(());
                }
                Err(shared) => ledger = shared,
            }
            tokio::time::sleep(PAUSE).await;
        }
        Err(Self { ledger, folder, kept, tesseract, tables, casework })
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

#[cfg(test)]
mod tests {
    use ledger::BackupReason;

    use super::*;
    use crate::error::ErrorCode;

    #[tokio::test]
    async fn what_is_in_use_does_not_close_and_what_closes_has_one_backup() {
        let folder = tempfile::tempdir().unwrap();
        let now: Timestamp = "2026-11-22T06:00:00Z".parse().unwrap();
        let library = Library::open(folder.path().to_owned(), now).await.unwrap();
        let elsewhere = library.clone();
        let Err(library) = library.closed(2, now).await else { panic!("somebody has it") };
        let made = |all: Vec<BackupInfo>| {
            all.iter().filter(|backup| backup.reason == BackupReason::Restore).count()
        };
        assert_eq!(made(elsewhere.backups().await.unwrap()), 0, "nothing was replaced");
        drop(elsewhere);
        let Ok(()) = library.closed(2, now).await else { panic!("nobody else has it") };
        let library = Library::open(folder.path().to_owned(), now).await.unwrap();
        assert_eq!(made(library.backups().await.unwrap()), 1);
    }

    #[tokio::test]
    async fn a_backup_that_is_not_there_leaves_the_record_open_and_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let now: Timestamp = "2026-11-22T06:00:00Z".parse().unwrap();
        drop(Library::open(folder.path().to_owned(), now).await.unwrap());
        let restored = Library::restore(folder.path().to_owned(), "gone".to_owned(), now).await;
        assert!(restored.opened.is_ok(), "it was not touched");
        assert_eq!(restored.failed.map(|error| error.code), Some(ErrorCode::BackupBad));
    }
}
