use jiff::{SignedDuration, Timestamp};

use crate::{BackupInfo, BackupReason, Error, Ledger, backup};

impl Ledger {
    /// Copies the database beside the others, because the buyer asked for it.
    pub fn backup(&self, now: Timestamp) -> Result<BackupInfo, Error> {
        self.take(BackupReason::Asked, now)
    }

    /// Copies the database, because another is about to take its place.
    pub fn backup_before_restoring(&self, now: Timestamp) -> Result<BackupInfo, Error> {
        self.take(BackupReason::Restore, now)
    }

    /// Takes the daily backup when the newest is a day old, and drops those that are no longer
    /// needed. Meant to be called soon after opening, off the way to the first window.
    pub fn backup_if_due(&self, now: Timestamp) -> Result<Option<BackupInfo>, Error> {
        let newest = backup::list(&self.folder).into_iter().map(|backup| backup.at).max();
        // A clock that was set back must not keep backups from being taken.
        let fresh = newest
            .is_some_and(|at| at <= now && now.duration_since(at) < SignedDuration::from_hours(24));
        if fresh || self.read(is_empty)? {
            return Ok(None);
        }
        self.take(BackupReason::Daily, now).map(Some)
    }

    /// Newest first.
    pub fn backups(&self) -> Vec<BackupInfo> {
        backup::list(&self.folder)
    }

    pub(super) fn take(&self, reason: BackupReason, now: Timestamp) -> Result<BackupInfo, Error> {
        // `VACUUM INTO` cannot run inside the transaction that a reader is given.
        let connection = self.readers.connect()?;
        let taken = backup::take(&connection, &self.folder, reason, now)?;
        // One too many is no reason not to have taken it.
        let _ = backup::prune(&self.folder, now);
        Ok(taken)
    }
}

/// Nothing in the record is worth a copy yet.
pub(super) fn is_empty(db: &rusqlite::Connection) -> Result<bool, Error> {
    const ANYTHING: &str = "
        SELECT NOT EXISTS (SELECT 1 FROM event)
            AND NOT EXISTS (SELECT 1 FROM draft)
            AND NOT EXISTS (SELECT 1 FROM recipient)
    ";
    Ok(db.query_row(ANYTHING, [], |row| row.get(0))?)
}
