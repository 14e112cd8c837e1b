use rusqlite::{Connection, Result};

const CLEAR: &str = "DELETE FROM order_search WHERE rowid = ?1";
const FILL: &str = "
    INSERT INTO order_search (rowid, one, two)
    SELECT pk,
        characters(order_no, name, words, recipient, recipient_label, shop, payee, notes),
        pairs(order_no, name, words, recipient, recipient_label, shop, payee, notes)
    FROM orders WHERE pk = ?1
";

/// Indexes an order's row as it now stands, in the transaction that has written the row: a
/// trigger would do the same six times slower.
pub(crate) fn index(connection: &Connection, order_pk: i64) -> Result<()> {
    connection.prepare_cached(CLEAR)?.execute([order_pk])?;
    connection.prepare_cached(FILL)?.execute([order_pk]).map(drop)
}
