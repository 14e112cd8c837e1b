use jiff::Timestamp;
use rusqlite::{Connection, Result, Row, params};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::column::{millis, read_time, readable};

/// The identity of a view: a UUIDv7 in its usual text form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct ViewId(pub String);

/// A way of looking at the orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewRow {
    pub id: ViewId,
    /// In the buyer's words.
    pub name: String,
    /// JSON whose meaning is not known here.
    pub body: String,
    pub saved_at: Timestamp,
}

const PUT: &str = "
    INSERT INTO view (id, name, body, saved_at) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (id) DO UPDATE SET
        name = excluded.name, body = excluded.body, saved_at = excluded.saved_at
";
const ALL: &str = "SELECT id, name, body, saved_at FROM view ORDER BY id";
const RENAME: &str = "UPDATE view SET name = ?2 WHERE id = ?1";
const REMOVE: &str = "DELETE FROM view WHERE id = ?1";

pub(crate) fn put(
    connection: &Connection,
    id: &ViewId,
    name: &str,
    body: &str,
    now: Timestamp,
) -> Result<()> {
    connection.prepare_cached(PUT)?.execute(params![id.0, name, body, millis(now)]).map(drop)
}

/// The first made first.
pub(crate) fn all(connection: &Connection) -> Result<Vec<ViewRow>> {
    readable(connection.prepare_cached(ALL)?.query_map([], read)?)
}

/// Whether there was such a view.
pub(crate) fn rename(connection: &Connection, id: &ViewId, name: &str) -> Result<bool> {
    Ok(connection.prepare_cached(RENAME)?.execute([&id.0, name])? > 0)
}

/// Whether there was such a view.
pub(crate) fn remove(connection: &Connection, id: &ViewId) -> Result<bool> {
    Ok(connection.prepare_cached(REMOVE)?.execute([&id.0])? > 0)
}

fn read(row: &Row<'_>) -> Result<ViewRow> {
    Ok(ViewRow {
        id: ViewId(row.get("id")?),
        name: row.get("name")?,
        body: row.get("body")?,
        saved_at: read_time(row, "saved_at")?,
    })
}
