//! The search index, beside the words that it was made from.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

use rusqlite::Connection;

use crate::Error;

/// What the index holds of each order: a sum over its terms and their places, so that they may
/// be met in any order.
#[derive(Debug, Default)]
pub(super) struct Held {
    sums: HashMap<i64, u64>,
}

const OPEN: &str = "
    CREATE VIRTUAL TABLE IF NOT EXISTS temp.order_search_terms
    USING fts5vocab (main, order_search, instance)
";
const CLOSE: &str = "DROP TABLE IF EXISTS temp.order_search_terms";
const ALL: &str = "SELECT term, doc, \"offset\" FROM temp.order_search_terms";

/// Reads the whole index; `db` is a connection of the caller's own.
pub(super) fn held(db: &Connection) -> Result<Held, Error> {
    db.execute_batch(OPEN)?;
    let mut held = Held::default();
    let read = read(db, &mut held);
    db.execute_batch(CLOSE)?;
    read?;
    Ok(held)
}

fn read(db: &Connection, held: &mut Held) -> Result<(), Error> {
    let mut statement = db.prepare(ALL)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let term = row.get_ref(0)?.as_bytes().unwrap_or_default();
        let (doc, offset): (i64, i64) = (row.get(1)?, row.get(2)?);
        let sum = held.sums.entry(doc).or_default();
        *sum = sum.wrapping_add(digest(term, offset));
    }
    Ok(())
}

impl Held {
    /// Whether the index holds just `terms` of this order, which is then accounted for.
    pub(super) fn takes(&mut self, pk: i64, terms: &str) -> bool {
        let wanted = terms
            .split(' ')
            .filter(|term| !term.is_empty())
            .zip(0_i64..)
            .fold(0_u64, |sum, (term, at)| sum.wrapping_add(digest(term.as_bytes(), at)));
        self.sums.remove(&pk).unwrap_or_default() == wanted
    }

    /// Passes over an order of which nothing can be said.
    pub(super) fn leave(&mut self, pk: Option<i64>) {
        pk.and_then(|pk| self.sums.remove(&pk));
    }

    /// How many are held that no order accounts for.
    pub(super) fn left(&self) -> usize {
        self.sums.len()
    }
}

fn digest(term: &[u8], offset: i64) -> u64 {
    let mut hasher = DefaultHasher::new();
    (term, offset).hash(&mut hasher);
    hasher.finish()
}
