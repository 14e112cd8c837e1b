//! What was read in files of the vault.

use model::Sha256Hex;
use rusqlite::{Connection, OptionalExtension, Result, params};

use crate::{Error, column::unreadable};

const PUT: &str = "
    INSERT INTO evidence_text (sha256, body) VALUES (?1, ?2)
    ON CONFLICT (sha256) DO UPDATE SET body = excluded.body
";
const GET: &str = "SELECT body FROM evidence_text WHERE sha256 = ?1";
const ALL: &str = "SELECT sha256, body FROM evidence_text";
const OF_ORDER: &str = "
    SELECT body FROM evidence JOIN evidence_text USING (sha256) WHERE order_pk = ?1
";

pub(crate) fn put(connection: &Connection, sha256: &Sha256Hex, text: &str) -> Result<()> {
    connection.prepare_cached(PUT)?.execute(params![sha256.as_str(), text]).map(drop)
}

pub(crate) fn get(connection: &Connection, sha256: &Sha256Hex) -> Result<Option<String>> {
    connection.prepare_cached(GET)?.query_row([sha256.as_str()], |row| row.get(0)).optional()
}

/// Visits what was read in every file.
pub(crate) fn each(
    connection: &Connection,
    mut visit: impl FnMut(&Sha256Hex, &str) -> std::result::Result<(), Error>,
) -> std::result::Result<(), Error> {
    let mut statement = connection.prepare(ALL)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let sha256: String = row.get("sha256")?;
        let sha256 = Sha256Hex::new(&sha256).ok_or_else(|| unreadable("sha256"))?;
        visit(&sha256, &row.get::<_, String>("body")?)?;
    }
    Ok(())
}

/// What was read in the files that an order has now.
pub(crate) fn of_order(connection: &Connection, order_pk: i64) -> Result<Vec<String>> {
    connection.prepare_cached(OF_ORDER)?.query_map([order_pk], |row| row.get(0))?.collect()
}
