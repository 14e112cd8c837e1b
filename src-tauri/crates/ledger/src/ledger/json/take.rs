use std::{collections::BTreeSet, path::Path};

use jiff::Timestamp;
use model::Sha256Hex;
use rusqlite::Transaction;
use serde_json::{Map, Value as Json};

use super::{
    JsonFault, JsonLooked, JsonTaken, JsonWhy,
    entries::{Sort, fault},
    form::{OrderIn, documents, files, inward},
    read::{self, Taker},
};
use crate::{
    BackupReason, Error, Event, Ledger, Merged, OutError, Progress, Watch,
    fold::fold,
    ledger::{
        archive::take_in_order,
        evidence::{index_again, take_in_text},
    },
    source::last_part,
    table,
};

/// Events of one order. Nobody comes near; a fold of more would take minutes.
const MOST_EVENTS: usize = 10_000;

/// What a file of orders holds, without taking anything of it.
pub fn examine_json(path: &Path) -> Result<JsonLooked, OutError> {
    Ok(match read::look(path)? {
        Ok(info) => JsonLooked::Holds { info },
        Err(fault) => JsonLooked::Refused { fault },
    })
}

impl Ledger {
    /// Takes in what a file of orders holds and this library does not: all of it or, when
    /// something in it is wrong or it is stopped, nothing. As [`Ledger::take_in`] otherwise, but
    /// that files of evidence are not among it: those that are not here are remembered as being
    /// elsewhere.
    pub fn take_in_json(
        &self,
        path: &Path,
        now: Timestamp,
        watch: &dyn Watch,
    ) -> Result<JsonTaken, OutError> {
        let info = match read::look(path)? {
            Ok(info) => info,
            Err(fault) => return Ok(JsonTaken::Refused { fault }),
        };
        if !self.read(crate::ledger::backups::is_empty)? {
            self.take(BackupReason::Merge, now)?;
        }
        let mut ended = Ended::Whole;
        let taken = self.write(|db| {
            let empty =
                db.query_row("SELECT NOT EXISTS (SELECT 1 FROM event)", [], |row| row.get(0))?;
            let whole = fault(db)?.is_none();
            let mut taking = Taking {
                db,
                empty,
                watch,
                total: info.orders,
                merged: Merged::default(),
                files: BTreeSet::new(),
                ended: Ended::Whole,
            };
            let known: BTreeSet<_> =
                table::evidence::files(db)?.into_iter().map(|file| file.sha256).collect();
            let read = read::take(path, &mut taking);
            let Taking { merged, files, ended: how, .. } = taking;
            ended = match (how, read) {
                (Ended::Whole, Err(error)) => Ended::Failed(error.into()),
                (Ended::Whole, Ok(Err(fault))) => Ended::Refused(fault),
                // An entry of before that cannot be read is no fault of the file's.
                (Ended::Whole, Ok(Ok(_))) if merged.new_entries > 0 => match fault(db)? {
                    Some(detail) if whole => Ended::Refused(JsonFault::new(JsonWhy::Entry, detail)),
                    _ => Ended::Whole,
                },
                (how, _) => how,
            };
            if !matches!(ended, Ended::Whole) {
                // Rolls back what was taken so far; `ended` says why.
                return Err(Error::Corrupt { detail: "not taken in".to_owned() });
            }
            let mut files_elsewhere = 0;
            // One that was known here and is gone is damage, and stays that.
            let own = table::evidence::files(db)?.into_iter().map(|file| file.sha256);
            for sha256 in files.into_iter().chain(own).collect::<BTreeSet<_>>() {
                if known.contains(&sha256) || self.vault.has(&sha256) {
                    continue;
                }
                table::elsewhere::put(db, &sha256)?;
                files_elsewhere += 1;
            }
            Ok(JsonTaken::Merged { merged, files_elsewhere })
        });
        self.forget_what_was_read();
        match ended {
            Ended::Whole => Ok(taken?),
            Ended::Refused(fault) => Ok(JsonTaken::Refused { fault }),
            Ended::Stopped => Err(OutError::Stopped),
            Ended::Failed(error) => Err(error),
        }
    }
}

enum Ended {
    Whole,
    Refused(JsonFault),
    Stopped,
    Failed(OutError),
}

struct Taking<'a> {
    db: &'a Transaction<'a>,
    empty: bool,
    watch: &'a dyn Watch,
    total: u32,
    merged: Merged,
    /// All that events name.
    files: BTreeSet<Sha256Hex>,
    ended: Ended,
}

impl Taking<'_> {
    fn goes_on(&mut self, done: Result<Result<(), JsonFault>, Error>) -> bool {
        match done {
            Ok(Ok(())) => return true,
            Ok(Err(fault)) => self.ended = Ended::Refused(fault),
            Err(error) => self.ended = Ended::Failed(error.into()),
        }
        false
    }

    fn take(&mut self, number: u32, order: OrderIn) -> Result<Result<(), JsonFault>, Error> {
        let refused = |why, detail: String| Ok(Err(JsonFault::new(why, detail).of_order(number)));
        let OrderIn { id, events, documents: named, texts } = order;
        if uuid::Uuid::parse_str(&id.0).map(|uuid| uuid.to_string()).as_deref() != Ok(&*id.0) {
            return refused(JsonWhy::Form, "id".to_owned());
        }
        if events.len() > MOST_EVENTS {
            return refused(JsonWhy::TooLarge, "events".to_owned());
        }
        let events = inward(&id, events);
        if let Err((place, error)) = fits(&events) {
            return Ok(Err(JsonFault::new(JsonWhy::Event, error.to_string())
                .of_order(number)
                .of_event(place)));
        }
        for (event, place) in events.iter().zip(1..) {
            if let Some(sha256) = documents(&event.what) {
                let text = match named.get(sha256) {
                    Some(text) => Some(text.clone()),
                    None => table::document::get(self.db, sha256)?,
                };
                let sound = text.filter(|t| crate::sha256(t.as_bytes()) == *sha256);
                let Some(text) = sound else {
                    let fault = JsonFault::new(JsonWhy::Document, sha256.as_str());
                    return Ok(Err(fault.of_order(number).of_event(place)));
                };
                table::document::put(self.db, sha256, &text)?;
            }
            for piece in files(&event.what) {
                if last_part(&piece.name) != piece.name {
                    let fault = JsonFault::new(JsonWhy::Form, "name of a file");
                    return Ok(Err(fault.of_order(number).of_event(place)));
                }
                self.files.insert(piece.sha256.clone());
            }
        }
        let mut behind = Vec::new();
        for (sha256, text) in &texts {
            behind.extend(take_in_text(self.db, sha256, text)?);
        }
        take_in_order(self.db, &id, &events, &mut self.merged)?;
        // Those that have the file already; the order itself was indexed with it.
        index_again(self.db, behind)?;
        Ok(Ok(()))
    }
}

impl Taker for Taking<'_> {
    fn entry(&mut self, sort: &'static Sort, entry: Map<String, Json>) -> bool {
        // Whoever has set nothing yet takes over what was set.
        if sort.is_settings() && !self.empty {
            return true;
        }
        let done = sort.put(self.db, &entry).map(|put| match put {
            Ok(kept) => {
                self.merged.new_entries += u32::from(kept);
                Ok(())
            }
            Err(detail) => Err(JsonFault::new(JsonWhy::Entry, detail)),
        });
        self.goes_on(done)
    }

    fn order(&mut self, number: u32, order: OrderIn) -> bool {
        if self.watch.is_stopped() {
            self.ended = Ended::Stopped;
            return false;
        }
        let done = self.take(number, order);
        self.watch.told(Progress { done: number, total: self.total });
        self.goes_on(done)
    }
}

/// Whether events follow from one another; else which one does not, from 1.
fn fits(events: &[Event]) -> Result<(), (usize, Error)> {
    let Err(error) = fold(events) else { return Ok(()) };
    let place = (1..events.len()).find(|length| fold(&events[..*length]).is_err());
    Err((place.unwrap_or(events.len()), error))
}
