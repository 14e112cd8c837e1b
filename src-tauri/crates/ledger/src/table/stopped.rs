use jiff::Timestamp;
use model::Fen;
use rusqlite::{Connection, Result, params};

use crate::{Amounts, DraftId, column::millis};

const PUT: &str = "INSERT OR REPLACE INTO stopped (draft_id, at, total_fen) VALUES (?1, ?2, ?3)";
const REMOVE: &str = "DELETE FROM stopped WHERE draft_id = ?1";
const SUM: &str = "
    SELECT count(*), coalesce(sum(total_fen), 0), count(*) - count(total_fen) FROM stopped
";

pub(crate) fn put(
    connection: &Connection,
    draft: &DraftId,
    total: Option<Fen>,
    now: Timestamp,
) -> Result<()> {
    let total = total.map(|fen| fen.0);
    connection.prepare_cached(PUT)?.execute(params![draft.0, millis(now), total]).map(drop)
}

/// A purchase that goes on was not stopped.
pub(crate) fn remove(connection: &Connection, draft: &DraftId) -> Result<()> {
    connection.prepare_cached(REMOVE)?.execute([&draft.0]).map(drop)
}

pub(crate) fn sum(connection: &Connection) -> Result<Amounts> {
    connection.prepare_cached(SUM)?.query_row([], |row| {
        Ok(Amounts { count: row.get(0)?, total: Fen(row.get(1)?), without_total: row.get(2)? })
    })
}
