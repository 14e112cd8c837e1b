use std::{io, path::PathBuf};

use model::{Axes, Contradiction, Oddity};

use crate::{BackupInfo, EventKind};

/// Why a reading or a change did not happen. A change that fails leaves nothing behind.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such {0}")]
    NotFound(Missing),
    #[error("{event:?} does not follow from {from:?}")]
    Impossible { event: EventKind, from: Axes },
    /// What the step says contradicts what is recorded.
    #[error("it cannot be: {why:?}")]
    Contradicts { why: Vec<Contradiction> },
    /// The step is unusual, and nothing says why it was.
    #[error("a reason is needed: {what:?}")]
    ReasonMissing { what: Vec<Oddity> },
    /// Later events rest on the one that was to be taken back.
    #[error("event {seq} cannot be taken back")]
    NotUndoable { seq: i64 },
    #[error("the disk is full")]
    Full,
    #[error("the data folder cannot be written")]
    NotWritable,
    /// The database or a row in it is not what was once written.
    #[error("the record is damaged: {detail}")]
    Corrupt { detail: String },
    #[error("the database refused")]
    Database(#[source] rusqlite::Error),
    #[error("a file could not be read or written")]
    Io(#[source] io::Error),
}

/// What was asked for and is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    Draft,
    Order,
    Event,
    Evidence,
    Recipient,
    Template,
    Reminder,
    View,
    /// A kind or category of the user's own.
    Own,
    /// A file whose row exists and whose bytes are gone from the vault.
    VaultFile,
    Backup,
}

impl std::fmt::Display for Missing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Draft => "draft",
            Self::Order => "order",
            Self::Event => "event",
            Self::Evidence => "evidence",
            Self::Recipient => "recipient",
            Self::Template => "template",
            Self::Reminder => "reminder",
            Self::View => "view",
            Self::Own => "kind or category of one's own",
            Self::VaultFile => "file in the vault",
            Self::Backup => "backup",
        })
    }
}

/// Why a data folder did not open. Nothing in it has been changed when one of these is returned,
/// but for leftovers of interrupted writes.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("another process has the data folder open")]
    InUse,
    #[error("{} cannot be written", folder.display())]
    NotWritable { folder: PathBuf },
    #[error("the disk is full")]
    Full,
    #[error("the database has version {found}, this program knows up to {known}")]
    Newer { found: u32, known: u32 },
    /// The damaged file stays where it is, at `kept`, until a backup takes its place.
    #[error("the database is damaged: {detail}")]
    Corrupt {
        detail: String,
        kept: PathBuf,
        /// Newest first.
        backups: Vec<BackupInfo>,
    },
    /// No database, though backups show that there was one.
    #[error("the database is gone")]
    Gone {
        /// Newest first, never empty.
        backups: Vec<BackupInfo>,
    },
    #[error("the backup is missing or damaged: {detail}")]
    BadBackup { detail: String },
    #[error("the data folder could not be opened")]
    Io(#[source] io::Error),
    #[error("the database could not be opened")]
    Database(#[source] rusqlite::Error),
}

/// Why a file did not become evidence.
#[derive(Debug, thiserror::Error)]
pub enum AttachError {
    #[error("the file has {size} bytes, more than {limit}")]
    TooLarge { size: u64, limit: u64 },
    #[error("the file is empty")]
    Empty,
    /// A folder, a device or nothing at all.
    #[error("not a file")]
    NotAFile,
    #[error("the file could not be read")]
    Unreadable(#[source] io::Error),
    /// Where only pictures are taken.
    #[error("not a picture that can be shown")]
    NotAPicture,
    #[error(transparent)]
    Ledger(#[from] Error),
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{
            CannotOpen, DatabaseCorrupt, DiskFull, NotADatabase, PermissionDenied, ReadOnly,
        };
        match error.sqlite_error_code() {
            Some(DiskFull) => Self::Full,
            Some(ReadOnly | CannotOpen | PermissionDenied) => Self::NotWritable,
            Some(DatabaseCorrupt | NotADatabase) => Self::Corrupt { detail: error.to_string() },
            _ if is_full_shared_memory(&error) => Self::Full,
            _ => match error {
                rusqlite::Error::FromSqlConversionFailure(_, _, cause) => {
                    Self::Corrupt { detail: cause.to_string() }
                }
                other => Self::Database(other),
            },
        }
    }
}

/// The WAL index cannot grow: SQLite reports that as an input/output error of its own.
fn is_full_shared_memory(error: &rusqlite::Error) -> bool {
    error
        .sqlite_error()
        .is_some_and(|cause| cause.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE)
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
        match error.kind() {
            StorageFull | QuotaExceeded => Self::Full,
            PermissionDenied | ReadOnlyFilesystem => Self::NotWritable,
            _ => Self::Io(error),
        }
    }
}

impl OpenError {
    /// What stopped the opening of `folder`, said of the folder.
    pub(crate) fn of(error: Error, folder: &std::path::Path) -> Self {
        match error {
            Error::Full => Self::Full,
            Error::NotWritable => Self::NotWritable { folder: folder.to_owned() },
            Error::Corrupt { detail } => Self::Corrupt {
                detail,
                kept: folder.join(crate::folder::DATABASE),
                backups: crate::backup::list(folder),
            },
            Error::Database(cause) => Self::Database(cause),
            Error::Io(cause) => Self::Io(cause),
            other @ (Error::NotFound(_)
            | Error::Impossible { .. }
            | Error::Contradicts { .. }
            | Error::ReasonMissing { .. }
            | Error::NotUndoable { .. }) => Self::Io(io::Error::other(other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_is_told_by_its_kind() {
        let of = |kind: io::ErrorKind| Error::from(io::Error::from(kind));
        assert!(matches!(of(io::ErrorKind::StorageFull), Error::Full));
        assert!(matches!(of(io::ErrorKind::QuotaExceeded), Error::Full));
        assert!(matches!(of(io::ErrorKind::PermissionDenied), Error::NotWritable));
        assert!(matches!(of(io::ErrorKind::ReadOnlyFilesystem), Error::NotWritable));
        assert!(matches!(of(io::ErrorKind::NotFound), Error::Io(_)));
    }
}
