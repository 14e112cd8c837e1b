//! What no event says, table by table.

use jiff::Timestamp;
use rusqlite::{
    Connection, ToSql, params_from_iter,
    types::{Value, ValueRef},
};
use serde_json::{Map, Value as Json};

use crate::{Error, table::setting::SECRET};

/// A sort of entries.
pub(super) struct Sort {
    /// As the file calls it.
    pub(super) name: &'static str,
    table: &'static str,
    columns: &'static [&'static str],
}

pub(super) const SORTS: [Sort; 7] = [
    Sort { name: "settings", table: "setting", columns: &["key", "value"] },
    Sort {
        name: "recipients",
        table: "recipient",
        columns: &[
            "kind",
            "value",
            "label",
            "confirmed",
            "confirmed_at",
            "purchases",
            "last_used_at",
        ],
    },
    Sort { name: "templates", table: "template", columns: &["id", "name", "body", "saved_at"] },
    Sort {
        name: "reminders",
        table: "reminder",
        columns: &["id", "category", "word", "text", "order_id", "created_at"],
    },
    Sort {
        name: "own",
        table: "own",
        columns: &["id", "sort", "body", "saved_at", "forgotten_at"],
    },
    Sort { name: "views", table: "view", columns: &["id", "name", "body", "saved_at"] },
    Sort { name: "stopped", table: "stopped", columns: &["draft_id", "at", "total_fen"] },
];

impl Sort {
    pub(super) fn of(name: &str) -> Option<&'static Self> {
        SORTS.iter().find(|sort| sort.name == name)
    }

    /// It is taken over where nothing is set yet.
    pub(super) fn is_settings(&self) -> bool {
        self.table == "setting"
    }

    fn is_secret(&self, entry: &Map<String, Json>) -> bool {
        self.is_settings() && entry.get("key").and_then(Json::as_str) == Some(SECRET)
    }

    /// Visits each entry.
    pub(super) fn each(
        &self,
        db: &Connection,
        mut visit: impl FnMut(Map<String, Json>),
    ) -> Result<(), Error> {
        let columns = self.columns.join(", ");
        let sql = format!("SELECT {columns} FROM {} ORDER BY rowid", self.table);
        let mut statement = db.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let mut entry = Map::new();
            for (at, column) in self.columns.iter().enumerate() {
                entry.insert((*column).to_owned(), outward(column, row.get_ref(at)?)?);
            }
            if !self.is_secret(&entry) {
                visit(entry);
            }
        }
        Ok(())
    }

    /// Keeps an entry unless one of the same name is there; says whether it was kept.
    ///
    /// # Errors
    ///
    /// Says inwardly why it cannot be one.
    pub(super) fn put(
        &self,
        db: &Connection,
        entry: &Map<String, Json>,
    ) -> Result<Result<bool, String>, Error> {
        if self.is_secret(entry) {
            return Ok(Ok(false));
        }
        let mut values = Vec::with_capacity(self.columns.len());
        for column in self.columns {
            match inward(column, entry.get(*column).unwrap_or(&Json::Null)) {
                Some(value) => values.push(value),
                None => return Ok(Err(format!("{}: {column}", self.name))),
            }
        }
        let places = vec!["?"; self.columns.len()].join(", ");
        let sql = format!(
            "INSERT INTO {} ({}) VALUES ({places}) ON CONFLICT DO NOTHING",
            self.table,
            self.columns.join(", ")
        );
        let values = params_from_iter(values.iter().map(|value| value as &dyn ToSql));
        match db.prepare_cached(&sql)?.execute(values) {
            Ok(kept) => Ok(Ok(kept > 0)),
            Err(error) if is_constraint(&error) => Ok(Err(error.to_string())),
            Err(error) => Err(error.into()),
        }
    }
}

/// What was taken in can be read as what it is said to be; else what cannot.
pub(super) fn fault(db: &Connection) -> Result<Option<String>, Error> {
    use crate::table::{own, recipient, reminder, template, view};
    // Lists leave out what they cannot read.
    let read = [
        ("recipient", recipient::all(db)?.len()),
        ("reminder", reminder::all(db)?.len()),
        ("template", template::all(db)?.len()),
        ("own", own::all(db)?.len()),
        ("view", view::all(db)?.len()),
    ];
    for (table, listed) in read {
        let sql = format!("SELECT count(*) FROM {table}");
        let there: i64 = db.query_row(&sql, [], |row| row.get(0))?;
        if usize::try_from(there) != Ok(listed) {
            return Ok(Some(table.to_owned()));
        }
    }
    let odd = crate::ledger::check::unreadable(db)?;
    Ok(odd.first().map(|damage| format!("{damage:?}")))
}

/// A number that is a time is written as one.
fn outward(column: &str, held: ValueRef<'_>) -> Result<Json, Error> {
    Ok(match held {
        ValueRef::Integer(number) if is_time(column) => {
            let at = Timestamp::from_millisecond(number);
            at.map_or(Json::Null, |at| Json::from(at.to_string()))
        }
        ValueRef::Integer(number) => Json::from(number),
        ValueRef::Text(text) => {
            let text = std::str::from_utf8(text);
            Json::from(text.map_err(|error| Error::Corrupt { detail: error.to_string() })?)
        }
        ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => Json::Null,
    })
}

fn inward(column: &str, told: &Json) -> Option<Value> {
    match told {
        Json::Null => Some(Value::Null),
        Json::String(text) if is_time(column) => {
            let at: Timestamp = text.parse().ok()?;
            Some(Value::Integer(at.as_millisecond()))
        }
        Json::String(text) => Some(Value::Text(text.clone())),
        Json::Number(number) if !is_time(column) => number.as_i64().map(Value::Integer),
        _ => None,
    }
}

fn is_time(column: &str) -> bool {
    column == "at" || column.ends_with("_at")
}

/// What a table does not take: another type, or nothing where something must stand.
fn is_constraint(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{ConstraintViolation, TypeMismatch};
    matches!(error.sqlite_error_code(), Some(ConstraintViolation | TypeMismatch))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tables that do not go out as entries: what follows from events or files, what goes out
    /// with its order, and purchases in progress, whose pictures would be missing.
    const OTHERS: [&str; 11] = [
        "casework",
        "clock",
        "derived",
        "document",
        "draft",
        "elsewhere",
        "event",
        "evidence",
        "evidence_file",
        "evidence_text",
        "orders",
    ];

    #[test]
    fn every_table_is_either_written_or_known_not_to_be() {
        let mut db = Connection::open_in_memory().unwrap();
        crate::migrate::migrate(&mut db, crate::migrate::MIGRATIONS).unwrap();
        let mut statement = db
            .prepare(
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
                AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'order_search%'",
            )
            .unwrap();
        let tables = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        for table in tables.map(Result::unwrap) {
            let written = SORTS.iter().any(|sort| sort.table == table);
            assert!(written != OTHERS.contains(&&*table), "say where `{table}` goes");
        }
        for sort in &SORTS {
            sort.each(&db, |_| ()).unwrap();
            let mut columns =
                db.prepare("SELECT name FROM pragma_table_info(?1) WHERE name <> 'id'").unwrap();
            let all = columns.query_map([sort.table], |row| row.get::<_, String>(0)).unwrap();
            for column in all.map(Result::unwrap) {
                assert!(sort.columns.contains(&&*column), "{}.{column} is left out", sort.table);
            }
        }
    }
}
