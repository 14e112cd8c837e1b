use jiff::Timestamp;
use model::OrderId;
use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use crate::{
    ClockRow, OrderKey, OrderRow,
    clock::Clock,
    column::{conversion, millis, read_optional_word, read_word},
};

const PUT: &str = "
    INSERT INTO clock (order_pk, open, latest, body) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (order_pk) DO UPDATE SET
        open = excluded.open, latest = excluded.latest, body = excluded.body
";
const REMOVE: &str = "DELETE FROM clock WHERE order_pk = ?1";
const OF_ORDER: &str = "
    SELECT pk, id, category, name, shop, order_state, money_state, arrival, gone_at, body
    FROM orders LEFT JOIN clock ON order_pk = pk WHERE id = ?1
";
const RUNNING: &str = "
    SELECT pk, id, category, name, shop, order_state, money_state, arrival, gone_at, body
    FROM clock JOIN orders ON pk = order_pk
    WHERE gone_at IS NULL AND order_pk IN (
        SELECT order_pk FROM clock WHERE open = 1
        UNION SELECT order_pk FROM clock WHERE latest >= ?1
    )
";
const STANDING: &str = "
    SELECT pk, id, category, name, shop, order_state, money_state, arrival, gone_at, body
    FROM orders LEFT JOIN clock ON order_pk = pk WHERE gone_at IS NULL
";
const CHANGED: &str = "
    SELECT pk, id, category, name, shop, order_state, money_state, arrival, gone_at, body
    FROM orders LEFT JOIN clock ON order_pk = pk WHERE last_seq > ?1
";

/// Writes what the events of an order say; nothing for one that nothing is counted from.
pub(crate) fn put(connection: &Connection, pk: i64, row: &OrderRow, clock: &Clock) -> Result<()> {
    if *clock == Clock::default() {
        return connection.prepare_cached(REMOVE)?.execute([pk]).map(drop);
    }
    let latest = clock.latest().map_or(0, millis);
    let body = serde_json::to_string(clock)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    connection.prepare_cached(PUT)?.execute(params![pk, clock.is_open(row), latest, body]).map(drop)
}

pub(crate) fn get(connection: &Connection, order: &OrderId) -> Result<Option<ClockRow>> {
    connection.prepare_cached(OF_ORDER)?.query_row([&order.0], read).optional()
}

/// Orders whose terms may run: those of which something may run however long, and those to
/// which something happened since `latest`.
pub(crate) fn running(connection: &Connection, latest: Timestamp) -> Result<Vec<ClockRow>> {
    connection.prepare_cached(RUNNING)?.query_map([millis(latest)], read)?.collect()
}

/// Orders that are neither in the trash nor part of others.
pub(crate) fn standing(connection: &Connection) -> Result<Vec<ClockRow>> {
    connection.prepare_cached(STANDING)?.query_map([], read)?.collect()
}

/// Orders that something was recorded of after the event `seq`, those that are gone by it among
/// them.
pub(crate) fn changed(connection: &Connection, seq: i64) -> Result<Vec<ClockRow>> {
    connection.prepare_cached(CHANGED)?.query_map([seq], read)?.collect()
}

fn read(row: &Row<'_>) -> Result<ClockRow> {
    let body: Option<String> = row.get("body")?;
    let clock = match body {
        Some(body) => parse(&body).map_err(|error| conversion(row, "body", error))?,
        None => Clock::default(),
    };
    Ok(ClockRow {
        key: OrderKey(row.get("pk")?),
        order: OrderId(row.get("id")?),
        category: row.get("category")?,
        name: row.get("name")?,
        shop: row.get("shop")?,
        state: read_word(row, "order_state")?,
        money: read_word(row, "money_state")?,
        arrival: read_optional_word(row, "arrival")?,
        gone: row.get::<_, Option<i64>>("gone_at")?.is_some(),
        clock,
    })
}

fn parse(body: &str) -> Result<Clock> {
    serde_json::from_str(body).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
    })
}
