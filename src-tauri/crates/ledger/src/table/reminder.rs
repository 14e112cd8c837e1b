use jiff::Timestamp;
use model::OrderId;
use rusqlite::{Connection, Result, Row, params};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::column::{millis, read_time, readable};

/// The identity of a reminder: a UUIDv7 in its usual text form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct ReminderId(pub String);

/// What the buyer wants to be reminded of before paying for such goods.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ReminderRow {
    pub id: ReminderId,
    /// A key of the category catalogue.
    pub category: String,
    /// Only goods whose text contains it; empty for all of the category.
    pub word: String,
    /// In the buyer's words.
    pub text: String,
    /// The order whose mistake taught it.
    pub order: Option<OrderId>,
    #[specta(type = String)]
    pub created_at: Timestamp,
}

const PUT: &str = "
    INSERT INTO reminder (id, category, word, text, order_id, created_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6)
    ON CONFLICT (id) DO UPDATE SET
        category = excluded.category, word = excluded.word, text = excluded.text
";
const ALL: &str = "SELECT id, category, word, text, order_id, created_at FROM reminder ORDER BY id";
const REMOVE: &str = "DELETE FROM reminder WHERE id = ?1";

/// Where it came from and when stays as it was first written.
pub(crate) fn put(connection: &Connection, reminder: &ReminderRow) -> Result<()> {
    let ReminderRow { id, category, word, text, order, created_at } = reminder;
    let order = order.as_ref().map(|order| &order.0);
    let values = params![id.0, category, word, text, order, millis(*created_at)];
    connection.prepare_cached(PUT)?.execute(values).map(drop)
}

/// The first made first.
pub(crate) fn all(connection: &Connection) -> Result<Vec<ReminderRow>> {
    readable(connection.prepare_cached(ALL)?.query_map([], read)?)
}

/// Whether there was such a reminder.
pub(crate) fn remove(connection: &Connection, id: &ReminderId) -> Result<bool> {
    Ok(connection.prepare_cached(REMOVE)?.execute([&id.0])? > 0)
}

fn read(row: &Row<'_>) -> Result<ReminderRow> {
    Ok(ReminderRow {
        id: ReminderId(row.get("id")?),
        category: row.get("category")?,
        word: row.get("word")?,
        text: row.get("text")?,
        order: row.get::<_, Option<String>>("order_id")?.map(OrderId),
        created_at: read_time(row, "created_at")?,
    })
}
