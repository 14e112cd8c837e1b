use jiff::Timestamp;
use rusqlite::{Connection, Result, Row, params};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::column::{millis, read_optional_time, read_time, read_word, readable, word};

/// An entry of the address book within one library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct RecipientId(#[specta(type = i32)] pub i64);

/// How it came to be known that a recipient is the right one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Confirmed {
    /// Entered in the address book by the buyer.
    ByHand,
    /// Typed twice, the second time without seeing the first.
    BlindEntry,
    /// By an order that was paid.
    Purchase,
}

/// Somebody or something that goods go to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RecipientRow {
    pub id: RecipientId,
    /// A key of the identifier kinds.
    pub kind: String,
    /// Normalised.
    pub value: String,
    /// Who it is, in the buyer's words; may be empty.
    pub label: String,
    pub confirmed: Confirmed,
    #[specta(type = String)]
    pub confirmed_at: Timestamp,
    /// How many orders for it were paid.
    pub purchases: u32,
    #[specta(type = Option<String>)]
    pub last_used_at: Option<Timestamp>,
}

const ALL: &str = "
    SELECT id, kind, value, label, confirmed, confirmed_at, purchases, last_used_at
    FROM recipient
    ORDER BY last_used_at DESC NULLS LAST, confirmed_at DESC, id DESC
";
const SAVE: &str = "
    INSERT INTO recipient (kind, value, label, confirmed, confirmed_at, purchases)
    VALUES (?1, ?2, coalesce(?3, ''), ?4, ?5, 0)
    ON CONFLICT (kind, value) DO UPDATE SET
        label = coalesce(?3, label),
        confirmed = excluded.confirmed,
        confirmed_at = excluded.confirmed_at
";
const USE: &str = "
    INSERT INTO recipient
        (kind, value, label, confirmed, confirmed_at, purchases, last_used_at)
    VALUES (?1, ?2, coalesce(?3, ''), ?4, ?5, 1, ?5)
    ON CONFLICT (kind, value) DO UPDATE SET
        label = CASE label WHEN '' THEN excluded.label ELSE label END,
        purchases = purchases + 1,
        last_used_at = excluded.last_used_at
";
const UNUSE: &str = "
    UPDATE recipient SET purchases = purchases - 1
    WHERE kind = ?1 AND value = ?2 AND purchases > 0
";
const DROP_UNFOUNDED: &str = "
    DELETE FROM recipient
    WHERE kind = ?1 AND value = ?2 AND purchases = 0 AND confirmed = ?3
";
const RENAME: &str = "UPDATE recipient SET label = ?2 WHERE id = ?1";
const FORGET: &str = "DELETE FROM recipient WHERE id = ?1";
const PUT_BACK: &str = "
    INSERT INTO recipient
        (kind, value, label, confirmed, confirmed_at, purchases, last_used_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
    ON CONFLICT (kind, value) DO UPDATE SET
        label = CASE label WHEN '' THEN excluded.label ELSE label END,
        purchases = purchases + excluded.purchases
";

/// The last used first.
pub(crate) fn all(connection: &Connection) -> Result<Vec<RecipientRow>> {
    readable(connection.prepare_cached(ALL)?.query_map([], read)?)
}

/// Adds a recipient or confirms a known one again. A label of `None` leaves the known one.
pub(crate) fn save(
    connection: &Connection,
    (kind, value): (&str, &str),
    label: Option<&str>,
    confirmed: Confirmed,
    now: Timestamp,
) -> Result<()> {
    let values = params![kind, value, label, word(&confirmed), millis(now)];
    connection.prepare_cached(SAVE)?.execute(values).map(drop)
}

/// Counts a paid order. How a known recipient was confirmed stays as it was.
pub(crate) fn count_purchase(
    connection: &Connection,
    (kind, value): (&str, &str),
    label: Option<&str>,
    now: Timestamp,
) -> Result<()> {
    let values = params![kind, value, label, word(&Confirmed::Purchase), millis(now)];
    connection.prepare_cached(USE)?.execute(values).map(drop)
}

/// Takes a paid order back. A recipient that nothing but that order vouched for goes with it.
pub(crate) fn uncount_purchase(connection: &Connection, (kind, value): (&str, &str)) -> Result<()> {
    connection.prepare_cached(UNUSE)?.execute([kind, value])?;
    let values = params![kind, value, word(&Confirmed::Purchase)];
    connection.prepare_cached(DROP_UNFOUNDED)?.execute(values).map(drop)
}

/// Whether there was such a recipient.
pub(crate) fn rename(connection: &Connection, id: RecipientId, label: &str) -> Result<bool> {
    Ok(connection.prepare_cached(RENAME)?.execute(params![id.0, label])? > 0)
}

/// Puts a forgotten recipient back, under a new identity. One that came back by itself
/// meanwhile counts the purchases of both.
pub(crate) fn put_back(connection: &Connection, row: &RecipientRow) -> Result<()> {
    let values = params![
        row.kind,
        row.value,
        row.label,
        word(&row.confirmed),
        millis(row.confirmed_at),
        row.purchases,
        row.last_used_at.map(millis),
    ];
    connection.prepare_cached(PUT_BACK)?.execute(values).map(drop)
}

/// Whether there was such a recipient.
pub(crate) fn forget(connection: &Connection, id: RecipientId) -> Result<bool> {
    Ok(connection.prepare_cached(FORGET)?.execute([id.0])? > 0)
}

fn read(row: &Row<'_>) -> Result<RecipientRow> {
    Ok(RecipientRow {
        id: RecipientId(row.get("id")?),
        kind: row.get("kind")?,
        value: row.get("value")?,
        label: row.get("label")?,
        confirmed: read_word(row, "confirmed")?,
        confirmed_at: read_time(row, "confirmed_at")?,
        purchases: row.get("purchases")?,
        last_used_at: read_optional_time(row, "last_used_at")?,
    })
}
