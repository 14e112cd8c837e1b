use std::io;

use model::OrderId;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::finding::rows;
use crate::{
    Error, Ledger, OrderQuery, OrderRecord, OrderRow, Progress, Watch,
    fold::{fold, undone},
    found::Seen,
    table,
};

/// Which orders are to go out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", content = "which", rename_all = "snake_case")]
pub enum Wanted {
    /// All that fit, in the query's order; its limit and its place do not count.
    List(Box<OrderQuery>),
    These(Vec<OrderId>),
    /// The first made first, with what was put away and what became part of others.
    All,
}

/// What came of walking over orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Walked {
    pub orders: u32,
    /// They cannot be read; the library check names them.
    pub left_out: u32,
}

/// Why orders did not go out. Nothing half is left behind.
#[derive(Debug, thiserror::Error)]
pub enum OutError {
    #[error("stopped")]
    Stopped,
    /// The file could not be written; the record is well.
    #[error("the file could not be written")]
    Io(#[from] io::Error),
    #[error(transparent)]
    Ledger(#[from] Error),
}

/// Orders that are read at once.
const BATCH: usize = 200;

impl Ledger {
    /// How many orders these are.
    pub fn count_wanted(&self, wanted: &Wanted) -> Result<u32, Error> {
        let seen = self.found.seen();
        let keys = self.read(|db| self.wanted(db, wanted, seen))?;
        Ok(u32::try_from(keys.len()).unwrap_or(u32::MAX))
    }

    /// The first of these orders, and how many there are.
    pub fn first_rows(&self, wanted: &Wanted, most: usize) -> Result<(Vec<OrderRow>, u32), Error> {
        let seen = self.found.seen();
        self.read(|db| {
            let keys = self.wanted(db, wanted, seen)?;
            let total = u32::try_from(keys.len()).unwrap_or(u32::MAX);
            Ok((rows(db, &keys[..keys.len().min(most)])?, total))
        })
    }

    /// Visits the rows of orders, in one state of the record.
    pub fn walk_rows(
        &self,
        wanted: &Wanted,
        watch: &dyn Watch,
        mut visit: impl FnMut(OrderRow) -> io::Result<()>,
    ) -> Result<Walked, OutError> {
        self.walk(wanted, watch, |_, row| Ok(visit(row)))
    }

    /// Visits orders with all that belongs to them, in one state of the record.
    pub fn walk_records(
        &self,
        wanted: &Wanted,
        watch: &dyn Watch,
        mut visit: impl FnMut(OrderRecord) -> io::Result<()>,
    ) -> Result<Walked, OutError> {
        self.walk(wanted, watch, |db, row| Ok(visit(record(db, row)?)))
    }

    /// `visit` fails outwardly when an order cannot be read, and inwardly when it cannot be
    /// written.
    pub(super) fn walk(
        &self,
        wanted: &Wanted,
        watch: &dyn Watch,
        mut visit: impl FnMut(&Connection, OrderRow) -> Result<io::Result<()>, Error>,
    ) -> Result<Walked, OutError> {
        let seen = self.found.seen();
        let mut walked = Walked::default();
        let mut stands = Ok(());
        self.read(|db| {
            let keys = self.wanted(db, wanted, seen)?;
            let total = u32::try_from(keys.len()).unwrap_or(u32::MAX);
            for batch in keys.chunks(BATCH) {
                if watch.is_stopped() {
                    stands = Err(OutError::Stopped);
                    return Ok(());
                }
                let before = walked.orders;
                for row in rows(db, batch)? {
                    match visit(db, row) {
                        Ok(Ok(())) => walked.orders += 1,
                        Ok(Err(error)) => {
                            stands = Err(OutError::Io(error));
                            return Ok(());
                        }
                        Err(Error::Corrupt { .. }) => {}
                        Err(error) => return Err(error),
                    }
                }
                let there = u32::try_from(batch.len()).unwrap_or(u32::MAX);
                walked.left_out += there - (walked.orders - before);
                watch.told(Progress { done: walked.orders + walked.left_out, total });
            }
            Ok(())
        })?;
        stands.map(|()| walked)
    }

    fn wanted(&self, db: &Connection, wanted: &Wanted, seen: Seen) -> Result<Vec<i64>, Error> {
        match wanted {
            Wanted::List(query) => {
                let most = table::order::count(db)?;
                let ranks = self.ranks(db, query, seen, None, most)?;
                Ok(ranks.into_iter().map(crate::finding::Rank::pk).collect())
            }
            Wanted::These(ids) => Ok(table::order::keys_of(db, ids)?),
            Wanted::All => Ok(table::order::every_key(db)?),
        }
    }
}

/// An order with all that belongs to it. Where its evidence cannot be read, what the events say
/// is as good, until the library check has mended the rows.
pub(super) fn record(db: &Connection, row: OrderRow) -> Result<OrderRecord, Error> {
    let contradicts = |error: Error| Error::Corrupt { detail: error.to_string() };
    let mut events = table::event::of_order(db, &row.id)?;
    let back = undone(&events).map_err(contradicts)?;
    let evidence = match table::order::pk(db, &row.id)? {
        Some(pk) => table::evidence::of_order(db, pk).map_err(Error::from),
        None => Ok(Vec::new()),
    };
    let evidence = match evidence {
        Err(Error::Corrupt { .. }) => fold(&events).map_err(contradicts)?.evidence,
        evidence => evidence?,
    };
    for event in &mut events {
        event.undone = back.contains(&event.seq);
    }
    Ok(OrderRecord { row, events, evidence })
}
