use rusqlite::{Connection, OptionalExtension, Result, params};

use crate::{
    OrderRow, search,
    table::{evidence_text, order},
};

const CLEAR: &str = "DELETE FROM order_search WHERE rowid = ?1";
const FILL: &str = "INSERT INTO order_search (rowid, terms) VALUES (?1, ?2)";
const EMPTY: &str = "INSERT INTO order_search (order_search) VALUES ('delete-all')";
const PIECES: &str = "INSERT INTO order_search (order_search, rank) VALUES ('crisismerge', ?1)";
/// Bytes that are held in memory before they are written.
const HELD: &str = "INSERT INTO order_search (order_search, rank) VALUES ('hashsize', ?1)";
const MERGE: &str = "INSERT INTO order_search (order_search) VALUES ('optimize')";
const EDITION: &str = "SELECT edition FROM derived WHERE name = 'order_search'";
const SET_EDITION: &str = "
    INSERT INTO derived (name, edition) VALUES ('order_search', ?1)
    ON CONFLICT (name) DO UPDATE SET edition = excluded.edition
";
// FTS5 walks its lists in the order of the keys either way, so nothing is sorted and a page
// ends the walk.
const NEWEST: &str = "
    SELECT rowid FROM order_search WHERE order_search MATCH ?1 AND rowid < ?2 ORDER BY rowid DESC
";
const OLDEST: &str = "
    SELECT rowid FROM order_search WHERE order_search MATCH ?1 AND rowid > ?2 ORDER BY rowid
";
const FITS: &str = "SELECT 1 FROM order_search WHERE order_search MATCH ?1 AND rowid = ?2";

/// FTS5 merges a little at a time, every 64 pages. Far sooner, at 16 pieces, it would merge all
/// of them at once, with whatever large ones lie among them: a second or more while an order
/// is saved. A piece too many costs a search some microseconds.
const MOST_PIECES: i64 = 256;
/// As SQLite has it by default.
const USUALLY_HELD: i64 = 1 << 20;
/// Few large pieces are merged faster than many small ones. What fits into one piece is not
/// merged at all, stays among those that orders add, and is merged with the first
/// [`MOST_PIECES`] of them in one go; so it must not be large either.
const HELD_WHILE_FILLING: i64 = 8 << 20;
/// Characters of one file's text that are indexed: ten full screens. A longer one is no
/// screenshot.
const TEXT: usize = 20_000;

/// Indexes an order's row as it now stands, in the transaction that has written the row: a
/// trigger would do the same six times slower.
pub(crate) fn index(connection: &Connection, order_pk: i64, row: &OrderRow) -> Result<()> {
    connection.prepare_cached(CLEAR)?.execute([order_pk])?;
    fill(connection, order_pk, row)
}

/// As [`index`], for an order that stands in no index yet.
pub(crate) fn fill(connection: &Connection, order_pk: i64, row: &OrderRow) -> Result<()> {
    let terms = terms(connection, order_pk, row)?;
    connection.prepare_cached(FILL)?.execute(params![order_pk, terms]).map(drop)
}

/// What the index holds of an order.
pub(crate) fn terms(connection: &Connection, order_pk: i64, row: &OrderRow) -> Result<String> {
    let summary = &row.summary;
    let read = evidence_text::of_order(connection, order_pk)?;
    let parties = [&summary.shop, &summary.seller, &summary.payee].map(Option::as_ref);
    let sounded = [Some(&summary.name), row.shown.as_ref()].into_iter().chain(parties);
    let sounded = sounded.flatten().chain(&summary.recipient_label);
    let sounded = sounded.chain(&summary.words).chain(&row.notes).chain(&row.tags);
    let others = row.order_no.iter().chain(&summary.recipient).map(String::as_str);
    let others = others.chain(read.iter().map(|text| beginning(text)));
    Ok(search::terms(sounded.map(String::as_str), others))
}

/// Visits the keys of the orders that `expression` finds, behind `after`, from the newest on or
/// from the oldest on, until `visit` has had enough.
pub(crate) fn walk(
    connection: &Connection,
    expression: &str,
    oldest_first: bool,
    after: Option<i64>,
    mut visit: impl FnMut(i64) -> bool,
) -> Result<()> {
    let (sql, start) = if oldest_first { (OLDEST, 0) } else { (NEWEST, i64::MAX) };
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![expression, after.unwrap_or(start)])?;
    while let Some(row) = rows.next()? {
        if !visit(row.get(0)?) {
            break;
        }
    }
    Ok(())
}

/// Whether `expression` finds this order.
pub(crate) fn fits(connection: &Connection, expression: &str, order_pk: i64) -> Result<bool> {
    let mut statement = connection.prepare_cached(FITS)?;
    Ok(statement.query_row(params![expression, order_pk], |_| Ok(())).optional()?.is_some())
}

/// Fills the index anew when it was filled by other rules than the present ones, or never.
pub(crate) fn keep_up(connection: &mut Connection) -> Result<()> {
    let edition: Option<i64> = connection.query_row(EDITION, [], |row| row.get(0)).optional()?;
    if edition == Some(search::EDITION) {
        return Ok(());
    }
    let transaction = connection.transaction()?;
    refill(&transaction)?;
    transaction.commit()
}

/// Fills the index anew, in the transaction that the caller has begun.
pub(crate) fn refill(transaction: &Connection) -> Result<()> {
    transaction.execute(EMPTY, [])?;
    transaction.execute(PIECES, [MOST_PIECES])?;
    transaction.execute(HELD, [HELD_WHILE_FILLING])?;
    order::each(transaction, |pk, row| fill(transaction, pk, row))?;
    transaction.execute(HELD, [USUALLY_HELD])?;
    // In one piece, and out of the way of the small ones that orders add.
    transaction.execute(MERGE, [])?;
    transaction.execute(SET_EDITION, [search::EDITION]).map(drop)
}

fn beginning(text: &str) -> &str {
    text.char_indices().nth(TEXT).map_or(text, |(end, _)| &text[..end])
}
