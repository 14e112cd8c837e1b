use jiff::Timestamp;
use model::{OrderId, Sha256Hex};
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter, types::Value};

use crate::{
    ChainLink, Error, Event, Happening,
    chain::{GENESIS, link},
    column::{conversion, millis, read_time, to_millis},
};

const LAST: &str = "SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1";
pub(crate) const APPEND: &str = "
    INSERT INTO event (seq, order_id, at, kind, body, prev, hash)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
";
const OF_ORDER: &str = "
    SELECT seq, order_id, at, kind, body, hash FROM event WHERE order_id = ?1 ORDER BY seq
";
/// Whole rows, in the order in which [`APPEND`] takes them.
pub(crate) const LINKS: &str = "SELECT seq, order_id, at, kind, body, prev, hash FROM event";

/// Appends to the timeline what [`prepare`] has made.
pub(crate) fn append(
    connection: &Connection,
    order: &OrderId,
    event: &Prepared,
) -> Result<(), Error> {
    let Prepared { event, kind, body, prev, hash } = event;
    let values = params![event.seq, order.0, millis(event.at), kind, body, prev, hash];
    connection.prepare_cached(APPEND)?.execute(values)?;
    Ok(())
}

/// An event with its place in the chain, not yet written.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(crate) event: Event,
    kind: String,
    body: String,
    prev: [u8; 32],
    hash: [u8; 32],
}

/// Gives `what` the next number and its hash. Valid until the transaction ends.
pub(crate) fn prepare(
    connection: &Connection,
    order: &OrderId,
    what: Happening,
    now: Timestamp,
) -> Result<Prepared, Error> {
    let last = connection
        .prepare_cached(LAST)?
        .query_row([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, [u8; 32]>(1)?)))
        .optional()?;
    let (seq, prev) = last.map_or((1, GENESIS), |(seq, hash)| (seq + 1, hash));
    let (kind, body) =
        what.encode().map_err(|error| Error::Corrupt { detail: error.to_string() })?;
    let at = to_millis(now);
    let hash = link(&prev, seq, &order.0, millis(at), &kind, &body);
    let event = Event {
        seq,
        order: order.clone(),
        at,
        what,
        hash: Sha256Hex::from(hash).into(),
        undone: false,
    };
    Ok(Prepared { event, kind, body, prev, hash })
}

/// In the order of recording; `undone` is not yet known.
pub(crate) fn of_order(connection: &Connection, order: &OrderId) -> rusqlite::Result<Vec<Event>> {
    connection.prepare_cached(OF_ORDER)?.query_map([&order.0], read)?.collect()
}

/// Copies a whole timeline into a database that has none.
pub(crate) fn copy(from: &Connection, to: &Connection) -> rusqlite::Result<()> {
    let mut put = to.prepare(APPEND)?;
    let mut statement = from.prepare(&format!("{LINKS} ORDER BY seq"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let values = (0..7).map(|at| row.get(at)).collect::<rusqlite::Result<Vec<Value>>>()?;
        put.execute(params_from_iter(values))?;
    }
    Ok(())
}

/// The events of an order as they stand in the chain, in its order.
pub(crate) fn links_of(
    connection: &Connection,
    order: &OrderId,
) -> rusqlite::Result<Vec<ChainLink>> {
    let sql = format!("{LINKS} WHERE order_id = ?1 ORDER BY seq");
    connection.prepare_cached(&sql)?.query_map([&order.0], read_link)?.collect()
}

fn read_link(row: &Row<'_>) -> rusqlite::Result<ChainLink> {
    let hex = |hash: [u8; 32]| Sha256Hex::from(hash);
    Ok(ChainLink {
        seq: row.get("seq")?,
        order: OrderId(row.get("order_id")?),
        at: read_time(row, "at")?,
        kind: row.get("kind")?,
        body: row.get("body")?,
        prev: hex(row.get("prev")?),
        hash: hex(row.get("hash")?),
    })
}

fn read(row: &Row<'_>) -> rusqlite::Result<Event> {
    let kind: String = row.get("kind")?;
    let body: String = row.get("body")?;
    let hash: [u8; 32] = row.get("hash")?;
    Ok(Event {
        seq: row.get("seq")?,
        order: OrderId(row.get("order_id")?),
        at: read_time(row, "at")?,
        what: Happening::decode(&kind, &body).map_err(|error| conversion(row, "body", error))?,
        hash: Sha256Hex::from(hash).into(),
        undone: false,
    })
}
