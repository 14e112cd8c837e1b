use jiff::Timestamp;
use model::OrderId;
use rusqlite::{Connection, OptionalExtension};

use crate::{ClockRow, Error, Ledger, Missing, columns, fold::fold, table};

/// Counted up when the events make other clocks than before.
const EDITION: i64 = 3;
const FOUND: &str = "SELECT edition FROM derived WHERE name = 'clock'";
const KEEP: &str = "
    INSERT INTO derived (name, edition) VALUES ('clock', ?1)
    ON CONFLICT (name) DO UPDATE SET edition = excluded.edition
";

impl Ledger {
    /// Orders whose terms may run, and the last event that was heeded: those of which something
    /// may run however long, and those with a milestone since `latest`.
    pub fn running_clocks(&self, latest: Timestamp) -> Result<(Vec<ClockRow>, i64), Error> {
        self.read(|db| Ok((table::clock::running(db, latest)?, columns::last_seq(db)?)))
    }

    /// Orders that something was recorded of after the event `seq`, and the last event. Those
    /// that are gone since are among them.
    pub fn changed_clocks(&self, seq: i64) -> Result<(Vec<ClockRow>, i64), Error> {
        self.read(|db| Ok((table::clock::changed(db, seq)?, columns::last_seq(db)?)))
    }

    /// Of every order that is not gone, whether anything runs or not.
    pub fn all_clocks(&self) -> Result<Vec<ClockRow>, Error> {
        self.read(|db| Ok(table::clock::standing(db)?))
    }

    /// # Errors
    ///
    /// [`Error::NotFound`] when there is no such order.
    pub fn clock(&self, order: &OrderId) -> Result<ClockRow, Error> {
        self.read(|db| table::clock::get(db, order)?.ok_or(Error::NotFound(Missing::Order)))
    }
}

/// Makes all clocks anew when they were made by other rules than the present ones, or never;
/// says whether it did.
pub(super) fn keep_up(db: &mut Connection) -> Result<bool, Error> {
    let edition: Option<i64> = db.query_row(FOUND, [], |row| row.get(0)).optional()?;
    if edition == Some(EDITION) {
        return Ok(false);
    }
    let transaction = db.transaction()?;
    let mut orders = Vec::new();
    table::order::each(&transaction, |pk, row| {
        orders.push((pk, row.id.clone()));
        Ok(())
    })?;
    for (pk, id) in orders {
        // A damaged order is named by the library's check; it does not keep the others shut.
        let events = table::event::of_order(&transaction, &id);
        if let Ok(Ok(folded)) = events.map(|events| fold(&events)) {
            table::clock::put(&transaction, pk, &folded.row, &folded.clock)?;
        }
    }
    transaction.execute(KEEP, [EDITION])?;
    transaction.commit()?;
    Ok(true)
}
