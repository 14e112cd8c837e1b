use std::{
    collections::BTreeMap,
    io::{self, Write},
    path::Path,
};

use jiff::Timestamp;
use rusqlite::Connection;
use serde::Serialize;
use serde_json::Value as Json;

use super::{
    entries::SORTS,
    form::{Head, OrderOut, documents, files, outward},
};
use crate::{
    Error, Event, Ledger, NewFile, OrderRecord, OrderRow, OutError, Walked, Wanted, Watch,
    fold::fold, ledger::walk::record, table,
};

impl Ledger {
    /// Writes orders as JSON over what is at `target`, one a line; with [`Wanted::All`] also what
    /// the buyer keeps beside them. Says how many bytes it has.
    pub fn write_json(
        &self,
        target: &Path,
        wanted: &Wanted,
        now: Timestamp,
        watch: &dyn Watch,
    ) -> Result<(Walked, u64), OutError> {
        let mut file = NewFile::create(target)?;
        let whole = *wanted == Wanted::All;
        let head = serde_json::to_string(&Head::new(now, whole)).map_err(io::Error::from)?;
        // The object goes on.
        file.write_all(head.trim_end_matches('}').as_bytes())?;
        if whole {
            let entries = self.read(entries)?;
            for (name, all) in entries {
                write!(file, ",\n{}:", Json::from(name))?;
                put(&mut file, &all)?;
            }
        }
        file.write_all(b",\n\"orders\":[")?;
        let mut first = true;
        let walked = self.walk(wanted, watch, |db, row| {
            let record = record(db, row)?;
            can_be_taken_in(&record.events)?;
            let order = order(db, &record)?;
            let mut write = || {
                file.write_all(if first { b"\n" } else { b",\n" })?;
                first = false;
                put(&mut file, &order)?;
                file.check()
            };
            Ok(write())
        })?;
        file.write_all(b"\n]}\n")?;
        Ok((walked, file.name()?))
    }
}

fn put(file: &mut NewFile, what: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(file, what).map_err(io::Error::from)
}

/// One order that is refused would have the whole file refused.
fn can_be_taken_in(events: &[Event]) -> Result<(), Error> {
    let corrupt = |error: Error| Error::Corrupt { detail: error.to_string() };
    fold(events).map(drop).map_err(corrupt)
}

fn entries(db: &Connection) -> Result<Vec<(&'static str, Vec<Json>)>, Error> {
    let sorts = SORTS.iter().map(|sort| {
        let mut all = Vec::new();
        sort.each(db, |entry| all.push(Json::Object(entry)))?;
        Ok((sort.name, all))
    });
    sorts.collect()
}

fn order<'a>(db: &Connection, record: &'a OrderRecord) -> Result<OrderOut<'a>, Error> {
    let OrderRecord { row, events, evidence } = record;
    let (mut named, mut texts) = (BTreeMap::new(), BTreeMap::new());
    for event in events {
        if let Some(sha256) = documents(&event.what) {
            let text = table::document::get(db, sha256)?;
            let text = text.filter(|it| crate::sha256(it.as_bytes()) == *sha256);
            let gone = || Error::Corrupt { detail: "a sealed check is gone".to_owned() };
            named.insert(sha256.clone(), text.ok_or_else(gone)?);
        }
        for piece in files(&event.what) {
            if let Some(text) = table::evidence_text::get(db, &piece.sha256)? {
                texts.insert(piece.sha256.clone(), text);
            }
        }
    }
    // The number of its last event is its library's own; its place is not.
    let last_seq = i64::try_from(events.len()).unwrap_or(i64::MAX);
    let now = OrderRow { last_seq, ..row.clone() };
    let events = outward(events);
    Ok(OrderOut { id: &row.id, now, evidence, events, documents: named, texts })
}
