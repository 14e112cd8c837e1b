//! What no event says, such as drafts and templates: whether each can be read.

use rusqlite::{Connection, types::ValueRef};

use crate::{Damage, Error};

const NAMES: &str = "
    SELECT name FROM pragma_table_list
    WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'
        AND name NOT IN ('event', 'orders', 'document', 'derived')
        AND NOT EXISTS (
            SELECT 1 FROM pragma_table_info(pragma_table_list.name) WHERE name = 'order_pk'
        )
    ORDER BY name
";
const KEY: &str = "SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk LIMIT 1";
/// Columns that hold JSON, in these tables.
const JSON: [(&str, &str); 5] = [
    ("draft", "body"),
    ("own", "body"),
    ("setting", "value"),
    ("template", "body"),
    ("view", "body"),
];

/// The entries that cannot be read.
pub(in crate::ledger) fn unreadable(db: &Connection) -> Result<Vec<Damage>, Error> {
    let mut found = Vec::new();
    for table in entry_tables(db)? {
        let key: String = db.query_row(KEY, [&table], |row| row.get(0))?;
        let mut statement = db.prepare(&format!("SELECT \"{key}\", * FROM \"{table}\""))?;
        let columns: Vec<String> =
            statement.column_names().into_iter().map(str::to_owned).collect();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let readable = (0..columns.len()).all(|at| {
                let json = JSON.contains(&(table.as_str(), columns[at].as_str()));
                row.get_ref(at).is_ok_and(|held| is_readable(held, json))
            });
            if !readable {
                let key = match row.get_ref(0)? {
                    ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                    ValueRef::Integer(number) => number.to_string(),
                    _ => String::new(),
                };
                found.push(Damage::Entry { table: table.clone(), key });
            }
        }
    }
    Ok(found)
}

/// Tables of the user's own entries: neither events, nor what follows from them. Read from the
/// database, so that a later one is not forgotten.
pub(in crate::ledger) fn entry_tables(db: &Connection) -> Result<Vec<String>, Error> {
    let mut statement = db.prepare(NAMES)?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

fn is_readable(held: ValueRef<'_>, json: bool) -> bool {
    match held {
        ValueRef::Text(bytes) => std::str::from_utf8(bytes)
            .is_ok_and(|text| !json || serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()),
        _ => true,
    }
}
