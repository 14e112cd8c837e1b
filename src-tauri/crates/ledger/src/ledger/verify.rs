use model::{OrderId, Sha256Hex};
use rusqlite::Connection;
use serde::Serialize;
use specta::Type;

use crate::{
    Error, Happening, Ledger,
    chain::{GENESIS, link},
    fold::fold,
    hex, table,
};

/// What [`Ledger::verify`] found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
pub struct Verification {
    /// How many events follow one another without a break.
    #[specta(type = i32)]
    pub events: i64,
    /// The hash of the last of them. Whoever has written it down elsewhere can tell later
    /// whether anything up to it was changed.
    pub head: Option<String>,
    /// The first event whose number, hash or predecessor is wrong; nothing after it is vouched
    /// for.
    #[specta(type = Option<i32>)]
    pub first_bad_event: Option<i64>,
    /// Sealed checks and pages of recorded orders that are gone or changed.
    pub bad_checks: Vec<Sha256Hex>,
    /// Orders that read differently from what their events make of them.
    pub differing_orders: Vec<OrderId>,
    pub files: u32,
    pub missing_files: Vec<Sha256Hex>,
    pub changed_files: Vec<Sha256Hex>,
    /// What SQLite says of its own file, empty when it is sound.
    pub database_faults: Vec<String>,
}

impl Verification {
    pub fn is_whole(&self) -> bool {
        self.first_bad_event.is_none()
            && self.bad_checks.is_empty()
            && self.differing_orders.is_empty()
            && self.missing_files.is_empty()
            && self.changed_files.is_empty()
            && self.database_faults.is_empty()
    }
}

impl Ledger {
    /// Recomputes everything that can be recomputed: the chain, the sealed checks, the orders
    /// and every file. Takes as long as reading the whole record does.
    pub fn verify(&self) -> Result<Verification, Error> {
        let mut found = Verification::default();
        let files = self.read(|db| {
            found.database_faults = faults(db)?;
            check_chain(db, &mut found)?;
            check_orders(db, &mut found)?;
            Ok(table::evidence::files(db)?)
        })?;
        for sha256 in files {
            found.files += 1;
            match self.vault.read(&sha256)? {
                None => found.missing_files.push(sha256),
                Some(bytes) if crate::sha256(&bytes)? != sha256 => found.changed_files.push(sha256),
                Some(_) => {}
            }
        }
        Ok(found)
    }
}

fn check_chain(db: &Connection, found: &mut Verification) -> Result<(), Error> {
    let mut prev = GENESIS;
    let mut checks = Vec::new();
    table::event::walk(db, |event| {
        let hash = link(&prev, event.seq, &event.order_id, event.at, &event.kind, &event.body);
        if event.seq != found.events + 1 || event.prev != prev || event.hash != hash {
            found.first_bad_event = Some(event.seq);
            return false;
        }
        match Happening::decode(&event.kind, &event.body) {
            Ok(Happening::CheckSealed { check_sha256, .. }) => checks.push(check_sha256),
            Ok(Happening::Recorded { page_sha256, .. }) => checks.extend(page_sha256),
            _ => {}
        }
        found.events = event.seq;
        prev = hash;
        true
    })?;
    found.head = (found.events > 0).then(|| hex(&prev));
    for sha256 in checks {
        let body = table::document::get(db, &sha256)?;
        let sound = match body {
            Some(body) => crate::sha256(body.as_bytes())? == sha256,
            None => false,
        };
        if !sound {
            found.bad_checks.push(sha256);
        }
    }
    Ok(())
}

fn check_orders(db: &Connection, found: &mut Verification) -> Result<(), Error> {
    for id in table::event::orders(db)? {
        if !as_folded(db, &id).unwrap_or(false) {
            found.differing_orders.push(id);
        }
    }
    found.differing_orders.extend(table::order::without_events(db)?);
    Ok(())
}

/// An order that cannot be read or folded at all is an error here, and differs for the caller.
fn as_folded(db: &Connection, id: &OrderId) -> Result<bool, Error> {
    let folded = fold(&table::event::of_order(db, id)?)?;
    let Some(pk) = table::order::pk(db, id)? else { return Ok(false) };
    let row = table::order::get(db, id)?;
    Ok(row == Some(folded.row)
        && table::evidence::of_order(db, pk)? == folded.evidence
        && table::clock::of_pk(db, pk)? == folded.clock)
}

fn faults(db: &Connection) -> Result<Vec<String>, Error> {
    let mut statement = db.prepare("PRAGMA integrity_check(20)")?;
    let mut faults: Vec<String> =
        statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    faults.retain(|line| line != "ok");
    Ok(faults)
}
