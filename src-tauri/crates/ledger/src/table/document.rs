use model::Sha256Hex;
use rusqlite::{Connection, OptionalExtension, Result, params};

const PUT: &str = "
    INSERT INTO document (sha256, body) VALUES (?1, ?2) ON CONFLICT (sha256) DO NOTHING
";
const GET: &str = "SELECT body FROM document WHERE sha256 = ?1";

const ALL: &str = "SELECT sha256, body FROM document";

/// Visits every document.
pub(crate) fn each(
    connection: &Connection,
    mut visit: impl FnMut(&Sha256Hex, &str) -> Result<()>,
) -> Result<()> {
    let mut statement = connection.prepare(ALL)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let name: String = row.get(0)?;
        let body: String = row.get(1)?;
        let sha256 = Sha256Hex::new(&name).ok_or_else(|| crate::column::unreadable("sha256"))?;
        visit(&sha256, &body)?;
    }
    Ok(())
}

/// The caller has hashed `body`.
pub(crate) fn put(connection: &Connection, sha256: &Sha256Hex, body: &str) -> Result<()> {
    connection.prepare_cached(PUT)?.execute(params![sha256.as_str(), body]).map(drop)
}

pub(crate) fn get(connection: &Connection, sha256: &Sha256Hex) -> Result<Option<String>> {
    connection.prepare_cached(GET)?.query_row([sha256.as_str()], |row| row.get(0)).optional()
}
