use jiff::Timestamp;
use rusqlite::{Connection, Result, Row, params};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::column::{millis, read_word, readable, word};

/// The identity of a kind or category of the user's own: `own_` and a UUIDv7, which nothing
/// that comes with the app is called.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct OwnId(pub String);

/// What the user has described or written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnSort {
    /// A kind of identifier.
    Kind,
    /// A category of goods.
    Category,
    /// What is known of a platform, with its rules.
    Platform,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRow {
    pub id: OwnId,
    pub sort: OwnSort,
    /// JSON whose meaning is not known here.
    pub body: String,
    /// No longer wanted; what names it still finds it.
    pub forgotten: bool,
}

const ADD: &str = "INSERT INTO own (id, sort, body, saved_at) VALUES (?1, ?2, ?3, ?4)";
const CHANGE: &str = "UPDATE own SET body = ?3, saved_at = ?4 WHERE id = ?1 AND sort = ?2";
const MARK: &str = "UPDATE own SET forgotten_at = ?2 WHERE id = ?1";
const ALL: &str = "SELECT id, sort, body, forgotten_at FROM own ORDER BY id";

pub(crate) fn add(
    connection: &Connection,
    id: &OwnId,
    sort: OwnSort,
    body: &str,
    now: Timestamp,
) -> Result<()> {
    let values = params![id.0, word(&sort), body, millis(now)];
    connection.prepare_cached(ADD)?.execute(values).map(drop)
}

/// Whether there was such a thing of this sort.
pub(crate) fn change(
    connection: &Connection,
    id: &OwnId,
    sort: OwnSort,
    body: &str,
    now: Timestamp,
) -> Result<bool> {
    let values = params![id.0, word(&sort), body, millis(now)];
    Ok(connection.prepare_cached(CHANGE)?.execute(values)? > 0)
}

/// Whether there was such a thing. It is forgotten at `when`, and wanted again at `None`.
pub(crate) fn mark(connection: &Connection, id: &OwnId, when: Option<Timestamp>) -> Result<bool> {
    Ok(connection.prepare_cached(MARK)?.execute(params![id.0, when.map(millis)])? > 0)
}

/// The first made first, forgotten ones among them.
pub(crate) fn all(connection: &Connection) -> Result<Vec<OwnRow>> {
    readable(connection.prepare_cached(ALL)?.query_map([], read)?)
}

fn read(row: &Row<'_>) -> Result<OwnRow> {
    Ok(OwnRow {
        id: OwnId(row.get("id")?),
        sort: read_word(row, "sort")?,
        body: row.get("body")?,
        forgotten: row.get::<_, Option<i64>>("forgotten_at")?.is_some(),
    })
}
