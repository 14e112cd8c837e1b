use model::{Fen, OrderId};
use rusqlite::{Connection, OptionalExtension, Result, Row, params};
use serde::de::DeserializeOwned;

use crate::{
    CaseEnd, CaseRow, Casework,
    column::{conversion, millis},
};

const PUT: &str = "
    INSERT INTO casework (order_pk, open, latest_at, body) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (order_pk) DO UPDATE SET
        open = excluded.open, latest_at = excluded.latest_at, body = excluded.body
";
const REMOVE: &str = "DELETE FROM casework WHERE order_pk = ?1";
const OF_ORDER: &str = "
    SELECT body FROM orders LEFT JOIN casework ON order_pk = pk WHERE id = ?1
";
const LATEST: &str = "
    SELECT id, category, name, shop, total_fen, refunded_fen, body
    FROM casework JOIN orders ON pk = order_pk
    WHERE (open = ?1 OR ?1 = 0 AND body -> '$.earlier' IS NOT NULL) AND gone_at IS NULL
    ORDER BY latest_at DESC LIMIT ?2
";
const ENDS: &str = "
    SELECT body -> '$.opened_at' AS opened_at, body -> '$.closing' AS closing,
        body -> '$.earlier' AS earlier
    FROM casework JOIN orders ON pk = order_pk
    WHERE gone_at IS NULL AND (closing <> 'null' OR earlier IS NOT NULL)
";

/// Writes what was done about an order; nothing for one that nothing was done about.
pub(crate) fn put(connection: &Connection, pk: i64, casework: &Casework) -> Result<()> {
    let Some(latest) = casework.latest_at else {
        return connection.prepare_cached(REMOVE)?.execute([pk]).map(drop);
    };
    let body = serde_json::to_string(casework)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    let values = params![pk, casework.is_open(), millis(latest), body];
    connection.prepare_cached(PUT)?.execute(values).map(drop)
}

/// `None` when there is no such order.
pub(crate) fn get(connection: &Connection, order: &OrderId) -> Result<Option<Casework>> {
    connection.prepare_cached(OF_ORDER)?.query_row([&order.0], body).optional()
}

/// Those that are open, or those that are or once were over, the latest first.
pub(crate) fn latest(connection: &Connection, open: bool, most: u32) -> Result<Vec<CaseRow>> {
    connection.prepare_cached(LATEST)?.query_map(params![open, most], read)?.collect()
}

/// How every case ended that did, in no order.
pub(crate) fn ends(connection: &Connection) -> Result<Vec<CaseEnd>> {
    let mut ends = Vec::new();
    let mut statement = connection.prepare_cached(ENDS)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let opened_at = part(row, "opened_at")?.flatten();
        if let Some(Some(closing)) = part(row, "closing")? {
            ends.push(CaseEnd { opened_at, closing, contacts: Vec::new() });
        }
        ends.extend(part::<Vec<CaseEnd>>(row, "earlier")?.unwrap_or_default());
    }
    Ok(ends)
}

fn part<T: DeserializeOwned>(row: &Row<'_>, name: &'static str) -> Result<Option<T>> {
    let part: Option<String> = row.get(name)?;
    let parsed = part.map(|part| serde_json::from_str(&part)).transpose();
    parsed.map_err(|error| conversion(row, name, error))
}

fn read(row: &Row<'_>) -> Result<CaseRow> {
    Ok(CaseRow {
        order: OrderId(row.get("id")?),
        category: row.get("category")?,
        name: row.get("name")?,
        shop: row.get("shop")?,
        total: row.get::<_, Option<i64>>("total_fen")?.map(Fen),
        refunded: Fen(row.get("refunded_fen")?),
        casework: body(row)?,
    })
}

fn body(row: &Row<'_>) -> Result<Casework> {
    Ok(part(row, "body")?.unwrap_or_default())
}
