//! Files that events name and that never were here: their orders came without them.

use model::{OrderId, Sha256Hex};
use rusqlite::{Connection, Result, Row};

const PUT: &str = "INSERT INTO elsewhere (sha256) VALUES (?1) ON CONFLICT DO NOTHING";
const REMOVE: &str = "DELETE FROM elsewhere WHERE sha256 = ?1";
const ALL: &str = "SELECT sha256 FROM elsewhere ORDER BY sha256";
const OF_ORDER: &str = "
    SELECT elsewhere.sha256 FROM elsewhere JOIN evidence USING (sha256)
    JOIN orders ON orders.pk = evidence.order_pk
    WHERE orders.id = ?1 ORDER BY evidence.seq
";

pub(crate) fn put(connection: &Connection, sha256: &Sha256Hex) -> Result<()> {
    connection.prepare_cached(PUT)?.execute([sha256.as_str()]).map(drop)
}

pub(crate) fn all(connection: &Connection) -> Result<Vec<Sha256Hex>> {
    connection.prepare_cached(ALL)?.query_map([], read)?.collect()
}

/// Of the pieces that an order has now.
pub(crate) fn of_order(connection: &Connection, order: &OrderId) -> Result<Vec<Sha256Hex>> {
    connection.prepare_cached(OF_ORDER)?.query_map([&order.0], read)?.collect()
}

/// Forgets those that are here by now.
pub(crate) fn sweep(connection: &Connection, is_here: impl Fn(&Sha256Hex) -> bool) -> Result<()> {
    for sha256 in all(connection)?.iter().filter(|sha256| is_here(sha256)) {
        connection.prepare_cached(REMOVE)?.execute([sha256.as_str()])?;
    }
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Sha256Hex> {
    let text: String = row.get(0)?;
    Sha256Hex::new(&text).ok_or_else(|| crate::column::unreadable("sha256"))
}
