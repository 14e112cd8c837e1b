//! Every row that events make, beside what they make of it. The tables and their columns are
//! read from the database, so that one which is added later is compared too.

use model::OrderId;
use rusqlite::{Connection, types::Value};

use crate::{
    Error,
    fold::Folded,
    ledger::orders::rows,
    migrate::{self, MIGRATIONS},
};

/// A database in memory, in which one order at a time is made anew.
#[derive(Debug)]
pub(super) struct Beside {
    db: Connection,
    tables: Vec<Table>,
}

/// A table whose rows belong to orders.
#[derive(Debug)]
struct Table {
    name: String,
    columns: Vec<String>,
    select: String,
}

const OWNERS: &str = "
    SELECT name FROM sqlite_schema
    WHERE type = 'table' AND EXISTS (
        SELECT 1 FROM pragma_table_info(sqlite_schema.name) WHERE name = 'order_pk'
    )
";
/// The key that ties the rows together differs between the two.
const KEYS: [&str; 2] = ["pk", "order_pk"];
const ORPHANED: &str = "order_pk NOT IN (SELECT pk FROM orders)";

impl Beside {
    pub(super) fn new() -> Result<Self, Error> {
        let mut db = Connection::open_in_memory()?;
        migrate::migrate(&mut db, MIGRATIONS)?;
        let mut names: Vec<String> = {
            let mut statement = db.prepare(OWNERS)?;
            statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
        };
        names.push("orders".to_owned());
        let tables = names.into_iter().map(|name| Table::of(&db, name));
        let tables = tables.collect::<rusqlite::Result<_>>()?;
        Ok(Self { db, tables })
    }

    /// The columns in which the order with the key `pk` differs from `folded`.
    pub(super) fn differing(
        &self,
        record: &Connection,
        pk: i64,
        folded: &Folded,
    ) -> Result<Vec<String>, Error> {
        let made = rows(&self.db, folded)?;
        let mut differing = Vec::new();
        for table in &self.tables {
            let (found, wanted) = (table.rows(record, pk)?, table.rows(&self.db, made)?);
            differing.extend(table.differing(&found, &wanted));
        }
        for table in &self.tables {
            self.db.prepare_cached(&format!("DELETE FROM {}", table.name))?.execute([])?;
        }
        Ok(differing)
    }

    /// Removes the rows that hang on an order's own.
    pub(super) fn clear(&self, record: &Connection, pk: i64) -> Result<(), Error> {
        for name in self.hanging() {
            record.execute(&format!("DELETE FROM {name} WHERE order_pk = ?1"), [pk])?;
        }
        Ok(())
    }

    /// How many rows of which tables hang on an order that is not there.
    pub(super) fn orphans(&self, record: &Connection) -> Result<Vec<(String, u32)>, Error> {
        let mut found = Vec::new();
        for name in self.hanging() {
            let count = format!("SELECT count(*) FROM {name} WHERE {ORPHANED}");
            let count: u32 = record.query_row(&count, [], |row| row.get(0))?;
            found.extend((count > 0).then(|| (name.to_owned(), count)));
        }
        Ok(found)
    }

    pub(super) fn clear_orphans(&self, record: &Connection) -> Result<(), Error> {
        for name in self.hanging() {
            record.execute(&format!("DELETE FROM {name} WHERE {ORPHANED}"), [])?;
        }
        Ok(())
    }

    /// The tables whose rows hang on an order's own.
    fn hanging(&self) -> impl Iterator<Item = &str> {
        self.tables.iter().map(|table| table.name.as_str()).filter(|name| *name != "orders")
    }
}

impl Table {
    fn of(db: &Connection, name: String) -> rusqlite::Result<Self> {
        let mut statement = db.prepare("SELECT name FROM pragma_table_info(?1)")?;
        let mut columns: Vec<String> =
            statement.query_map([&name], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let key = if name == "orders" { "pk" } else { "order_pk" };
        columns.retain(|column| !KEYS.contains(&column.as_str()));
        let listed: Vec<_> = columns.iter().map(|column| format!("\"{column}\"")).collect();
        let listed = listed.join(", ");
        // In the order of all columns, which both databases agree on.
        let order: Vec<_> = (1..=columns.len()).map(|at| at.to_string()).collect();
        let order = order.join(", ");
        let select = format!("SELECT {listed} FROM {name} WHERE {key} = ?1 ORDER BY {order}");
        Ok(Self { name, columns, select })
    }

    /// Values as SQLite holds them; text that is none any more as its bytes.
    fn rows(&self, db: &Connection, pk: i64) -> rusqlite::Result<Vec<Vec<Value>>> {
        let mut statement = db.prepare_cached(&self.select)?;
        let row = |row: &rusqlite::Row<'_>| {
            (0..self.columns.len())
                .map(|at| {
                    let held = row.get_ref(at)?;
                    Ok(Value::try_from(held).unwrap_or_else(|_| {
                        Value::Blob(held.as_bytes().map(<[u8]>::to_vec).unwrap_or_default())
                    }))
                })
                .collect()
        };
        statement.query_map([pk], row)?.collect()
    }

    fn differing(&self, found: &[Vec<Value>], wanted: &[Vec<Value>]) -> Vec<String> {
        if found == wanted {
            return Vec::new();
        }
        let own = self.name == "orders";
        if found.len() != wanted.len() {
            return vec![self.name.clone()];
        }
        let differs = |at: usize| found.iter().zip(wanted).any(|(one, two)| one[at] != two[at]);
        let differing = self.columns.iter().enumerate().filter(|(at, _)| differs(*at));
        let called =
            |name: &String| if own { name.clone() } else { format!("{}.{name}", self.name) };
        differing.map(|(_, name)| called(name)).collect()
    }
}

const IDS: &str = "SELECT DISTINCT CAST(order_id AS BLOB) FROM event ORDER BY 1";

/// Every order that the timeline speaks of; one whose name is no text is the chain's to tell.
pub(super) fn ids(db: &Connection) -> Result<Vec<OrderId>, Error> {
    let mut statement = db.prepare_cached(IDS)?;
    let names = statement.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
    let names: Vec<_> = names.collect::<rusqlite::Result<_>>()?;
    Ok(names.into_iter().filter_map(|name| String::from_utf8(name).ok().map(OrderId)).collect())
}

const LAST: &str = "SELECT last_seq FROM orders WHERE pk = ?1";

/// Whether a row speaks of an event behind the last that there is: then the newest events are
/// gone, and what the row says is all that is left of them. A number alone that is too high is
/// just damaged.
pub(super) fn knows_of_more(
    db: &Connection,
    pk: i64,
    differing: &[String],
    events: i64,
) -> Result<bool, Error> {
    let last: i64 = db.query_row(LAST, [pk], |row| row.get(0))?;
    Ok(last > events && differing.iter().any(|column| column == "updated_at"))
}

/// An order that nothing in the timeline accounts for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stray {
    pub(super) pk: i64,
    /// As well as it can be read.
    pub(super) id: OrderId,
    pub(super) last_seq: i64,
}

impl Stray {
    /// As [`knows_of_more`]: all of its events are gone, and were among the newest.
    pub(super) fn knows_of_more(&self, events: i64) -> bool {
        self.last_seq > events
    }
}

const STRAYS: &str = "
    SELECT pk, CAST(id AS BLOB), last_seq FROM orders
    WHERE id NOT IN (SELECT order_id FROM event)
";

pub(super) fn strays(db: &Connection) -> Result<Vec<Stray>, Error> {
    let mut statement = db.prepare_cached(STRAYS)?;
    let stray = |row: &rusqlite::Row<'_>| {
        let id: Vec<u8> = row.get(1)?;
        let id = OrderId(String::from_utf8_lossy(&id).into_owned());
        Ok(Stray { pk: row.get(0)?, id, last_seq: row.get(2)? })
    };
    Ok(statement.query_map([], stray)?.collect::<rusqlite::Result<_>>()?)
}
