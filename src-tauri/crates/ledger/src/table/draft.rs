use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Result, Row, params};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::column::{millis, read_time, readable};

/// The identity of a purchase in progress: a UUIDv7 in its usual text form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct DraftId(pub String);

/// A purchase in progress, before its check is sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub id: DraftId,
    /// JSON whose meaning is not known here.
    pub body: String,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

const PUT: &str = "
    INSERT INTO draft (id, body, created_at, updated_at) VALUES (?1, ?2, ?3, ?3)
    ON CONFLICT (id) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at
";
const GET: &str = "SELECT id, body, created_at, updated_at FROM draft WHERE id = ?1";
const ALL: &str =
    "SELECT id, body, created_at, updated_at FROM draft ORDER BY updated_at DESC, id DESC";
const REMOVE: &str = "DELETE FROM draft WHERE id = ?1";

pub(crate) fn put(connection: &Connection, id: &DraftId, body: &str, now: Timestamp) -> Result<()> {
    connection.prepare_cached(PUT)?.execute(params![id.0, body, millis(now)]).map(drop)
}

pub(crate) fn get(connection: &Connection, id: &DraftId) -> Result<Option<Draft>> {
    connection.prepare_cached(GET)?.query_row([&id.0], read).optional()
}

/// The last touched first.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Draft>> {
    readable(connection.prepare_cached(ALL)?.query_map([], read)?)
}

/// Whether there was such a draft.
pub(crate) fn remove(connection: &Connection, id: &DraftId) -> Result<bool> {
    Ok(connection.prepare_cached(REMOVE)?.execute([&id.0])? > 0)
}

fn read(row: &Row<'_>) -> Result<Draft> {
    Ok(Draft {
        id: DraftId(row.get("id")?),
        body: row.get("body")?,
        created_at: read_time(row, "created_at")?,
        updated_at: read_time(row, "updated_at")?,
    })
}
