use jiff::Timestamp;
use rusqlite::{Connection, Result, Row, params};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::column::{millis, read_time, readable};

/// The identity of a template: a UUIDv7 in its usual text form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct TemplateId(pub String);

/// A need that is bought again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateRow {
    pub id: TemplateId,
    /// In the buyer's words.
    pub name: String,
    /// JSON whose meaning is not known here.
    pub body: String,
    pub saved_at: Timestamp,
}

const PUT: &str = "
    INSERT INTO template (id, name, body, saved_at) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (id) DO UPDATE SET
        name = excluded.name, body = excluded.body, saved_at = excluded.saved_at
";
const ALL: &str = "SELECT id, name, body, saved_at FROM template ORDER BY id";
const REMOVE: &str = "DELETE FROM template WHERE id = ?1";

pub(crate) fn put(
    connection: &Connection,
    id: &TemplateId,
    name: &str,
    body: &str,
    now: Timestamp,
) -> Result<()> {
    connection.prepare_cached(PUT)?.execute(params![id.0, name, body, millis(now)]).map(drop)
}

/// The first made first.
pub(crate) fn all(connection: &Connection) -> Result<Vec<TemplateRow>> {
    readable(connection.prepare_cached(ALL)?.query_map([], read)?)
}

/// Whether there was such a template.
pub(crate) fn remove(connection: &Connection, id: &TemplateId) -> Result<bool> {
    Ok(connection.prepare_cached(REMOVE)?.execute([&id.0])? > 0)
}

fn read(row: &Row<'_>) -> Result<TemplateRow> {
    Ok(TemplateRow {
        id: TemplateId(row.get("id")?),
        name: row.get("name")?,
        body: row.get("body")?,
        saved_at: read_time(row, "saved_at")?,
    })
}
