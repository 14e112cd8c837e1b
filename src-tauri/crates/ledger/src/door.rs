//! The one door to the database: every connection is made here, so a key goes in here.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, OpenFlags, config::DbConfig};

/// Marks the file as a record of this program; set by the first migration.
pub(crate) const APPLICATION_ID: i64 = 0x4845_4441;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// Creates the file when it is missing.
    Write,
    Read,
}

/// Opens `path` with the settings that durability and safety rest on.
///
/// A writing connection does not fold the log into the database when it closes until
/// [`checkpoint_on_close`] says so: a damaged database must be left as it was found.
pub(crate) fn connect(path: &Path, access: Access) -> rusqlite::Result<Connection> {
    let flags = match access {
        Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
    };
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.execute_batch(SETTINGS)?;
    if access == Access::Write {
        connection.execute_batch(WRITER_SETTINGS)?;
    }
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

pub(crate) fn checkpoint_on_close(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false).map(drop)
}

// `recursive_triggers` makes REPLACE fire the triggers that keep events from being deleted.
// `fullfsync` is what macOS needs for a sync to reach the disk; elsewhere it does nothing.
const SETTINGS: &str = "
    PRAGMA trusted_schema = OFF;
    PRAGMA foreign_keys = ON;
    PRAGMA recursive_triggers = ON;
    PRAGMA cell_size_check = ON;
    PRAGMA mmap_size = 0;
    PRAGMA temp_store = MEMORY;
";
const WRITER_SETTINGS: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA fullfsync = ON;
    PRAGMA checkpoint_fullfsync = ON;
";
