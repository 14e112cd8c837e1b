use rusqlite::{Connection, OptionalExtension, Result, params};

/// The key of what this record signs with. It is nobody else's, so it does not go out with orders
/// and does not come in with them.
pub(crate) const SECRET: &str = "secret";

const GET: &str = "SELECT value FROM setting WHERE key = ?1";
const ALL: &str = "SELECT key, value FROM setting ORDER BY key";
const PUT: &str = "
    INSERT INTO setting (key, value) VALUES (?1, ?2)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value
";

pub(crate) fn get(connection: &Connection, key: &str) -> Result<Option<String>> {
    connection.prepare_cached(GET)?.query_row([key], |row| row.get(0)).optional()
}

pub(crate) fn all(connection: &Connection) -> Result<Vec<(String, String)>> {
    let mut statement = connection.prepare_cached(ALL)?;
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

pub(crate) fn put(connection: &Connection, key: &str, value: &str) -> Result<()> {
    connection.prepare_cached(PUT)?.execute(params![key, value]).map(drop)
}
