//! Copies of the database in `backups/`. The vault needs none: its files never change.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, tz::TimeZone};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{
    Error, Missing, OpenError,
    door::{self, Access},
    durable,
    folder::{BACKUPS, DATABASE},
    migrate, retention,
};

/// Why a backup was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum BackupReason {
    /// Once a day; see [`crate::DAILY_KEPT`].
    Daily,
    /// Before the database was brought to a newer version.
    Migration,
    /// The buyer asked for it.
    Asked,
    /// Before another backup took the database's place.
    Restore,
    /// Before damage was mended.
    Repair,
    /// Before an archive was taken in.
    Merge,
}

/// One backup of the database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BackupInfo {
    /// Its name within the folder of backups, which holds its time and reason.
    pub file_name: String,
    #[specta(type = String)]
    pub at: Timestamp,
    pub reason: BackupReason,
    /// Bytes.
    #[specta(type = i32)]
    pub size: i64,
}

/// The backups of a data folder, newest first; none when they cannot be listed.
pub fn list(folder: &Path) -> Vec<BackupInfo> {
    let Ok(entries) = fs::read_dir(folder.join(BACKUPS)) else { return Vec::new() };
    let mut found: Vec<_> = entries.flatten().filter_map(|entry| describe(&entry)).collect();
    found.sort_by(|a, b| (b.at, &b.file_name).cmp(&(a.at, &a.file_name)));
    found
}

/// The databases that were set aside, with when they were.
pub(crate) fn kept(folder: &Path) -> Vec<(Timestamp, PathBuf)> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let dated = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().ok()?;
        let stamp = name.strip_prefix(KEPT)?.strip_suffix(".db")?;
        Some((dated(stamp.strip_suffix("-restored").unwrap_or(stamp))?, entry.path()))
    };
    entries.flatten().filter_map(dated).collect()
}

/// Copies the database as the connection sees it, in one consistent state. Writers go on
/// meanwhile.
pub(crate) fn take(
    connection: &Connection,
    folder: &Path,
    reason: BackupReason,
    now: Timestamp,
) -> Result<BackupInfo, Error> {
    let backups = folder.join(BACKUPS);
    let file_name = file_name(reason, now);
    let target = backups.join(&file_name);
    let partial = durable::partial_in(&backups);
    let copied = copy(connection, &partial).and_then(|()| Ok(durable::rename(&partial, &target)?));
    if let Err(error) = copied {
        let _ = fs::remove_file(&partial);
        return Err(error);
    }
    let size = i64::try_from(fs::metadata(&target)?.len()).unwrap_or(i64::MAX);
    let at = crate::column::to_millis(now);
    Ok(BackupInfo { file_name, at, reason, size })
}

/// Removes the backups that are no longer needed.
pub(crate) fn prune(folder: &Path, now: Timestamp) -> io::Result<()> {
    for old in retention::superfluous(&list(folder), now) {
        fs::remove_file(folder.join(BACKUPS).join(old))?;
    }
    Ok(())
}

/// Puts a backup in the database's place. What stood there is kept under a dated name, whole
/// or damaged, with its log; the folder must be claimed.
pub(crate) fn put_back(folder: &Path, name: &str, now: Timestamp) -> Result<(), OpenError> {
    let failed = |error: Error| OpenError::of(error, folder);
    // A name, never a path: only what is listed can be chosen.
    let backup = list(folder).into_iter().find(|backup| backup.file_name == name);
    let backup = backup.ok_or_else(|| OpenError::BadBackup {
        detail: Error::NotFound(Missing::Backup).to_string(),
    })?;
    let source = folder.join(BACKUPS).join(backup.file_name);
    examine(&source)?;
    let bytes = fs::read(&source).map_err(|error| failed(error.into()))?;
    let ready = folder.join(READY);
    durable::write(&folder.join(BACKUPS), &ready, &bytes).map_err(|error| failed(error.into()))?;
    finish(folder, now)
}

/// A database that is about to take the present one's place: whole, and on disk.
const READY: &str = "hedan.db.restored";
/// What the names of databases begin with that were set aside.
const KEPT: &str = "hedan-kept-";

/// Puts a database in its place that lies ready. One is still there when the restoring was cut
/// short, at whichever point; the present one may then lack its log already.
pub(crate) fn finish(folder: &Path, now: Timestamp) -> Result<(), OpenError> {
    let failed = |error: Error| OpenError::of(error, folder);
    let ready = folder.join(READY);
    if !ready.exists() {
        return Ok(());
    }
    set_aside(folder, now).map_err(failed)?;
    durable::rename(&ready, &folder.join(DATABASE)).map_err(|error| failed(error.into()))
}

/// Moves a database that lies ready to a dated name, too: nobody wants it in its place any more.
pub(crate) fn set_aside_ready(folder: &Path, now: Timestamp) -> Result<(), Error> {
    let ready = folder.join(READY);
    if ready.exists() {
        durable::rename(&ready, &folder.join(format!("{KEPT}{}-restored.db", stamp(now))))?;
    }
    Ok(())
}

/// Moves the database and its log to a dated name; `None` when there is no database.
pub(crate) fn set_aside(folder: &Path, now: Timestamp) -> Result<Option<PathBuf>, Error> {
    let database = folder.join(DATABASE);
    // Made anew from the log, and wrong beside any other database.
    remove_if_there(&with_ending(&database, "-shm"))?;
    let kept = folder.join(format!("{KEPT}{}.db", stamp(now)));
    let log = with_ending(&database, "-wal");
    // The log goes first: a database without it is older but whole, a log beside the database
    // that comes next would be poison.
    if log.exists() {
        durable::rename(&log, &with_ending(&kept, "-wal"))?;
    }
    if !database.exists() {
        return Ok(None);
    }
    durable::rename(&database, &kept)?;
    Ok(Some(kept))
}

/// Whether a file is a sound database that this program can open.
fn examine(path: &Path) -> Result<(), OpenError> {
    let bad = |detail: String| OpenError::BadBackup { detail };
    let connection = door::connect(path, Access::Read).map_err(|error| bad(error.to_string()))?;
    migrate::examine(&connection).map_err(|error| match error {
        Error::Corrupt { detail } => bad(detail),
        other => bad(other.to_string()),
    })?;
    let found = migrate::version(&connection).map_err(|error| bad(error.to_string()))?;
    match found {
        0 => Err(bad("it is empty".to_owned())),
        found if found > migrate::known(migrate::MIGRATIONS) => {
            Err(OpenError::Newer { found, known: migrate::known(migrate::MIGRATIONS) })
        }
        _ => Ok(()),
    }
}

pub(crate) fn copy(connection: &Connection, target: &Path) -> Result<(), Error> {
    let name = target.to_str().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidFilename))?;
    connection.execute("VACUUM INTO ?1", [name])?;
    // VACUUM INTO leaves the syncing to its caller.
    Ok(fs::OpenOptions::new().write(true).open(target)?.sync_all()?)
}

fn file_name(reason: BackupReason, at: Timestamp) -> String {
    format!("hedan-{}-{}.db", stamp(at), crate::column::word(&reason))
}

const STAMP: &str = "%Y%m%dT%H%M%S.%3fZ";

fn stamp(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime(STAMP).to_string()
}

fn dated(stamp: &str) -> Option<Timestamp> {
    let at = jiff::civil::DateTime::strptime(STAMP, stamp).ok()?;
    Some(at.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

fn describe(entry: &fs::DirEntry) -> Option<BackupInfo> {
    let file_name = entry.file_name().into_string().ok()?;
    let middle = file_name.strip_prefix("hedan-")?.strip_suffix(".db")?;
    let (stamp, reason) = middle.split_once('-')?;
    let at = dated(stamp)?;
    let reason = crate::column::parse_word(reason).ok()?;
    let size = i64::try_from(entry.metadata().ok()?.len()).ok()?;
    Some(BackupInfo { file_name, at, reason, size })
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
