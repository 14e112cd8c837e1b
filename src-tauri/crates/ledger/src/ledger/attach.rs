//! Many files at once: read, hashed, written and synced side by side, then named together.

use std::{
    collections::BTreeSet,
    fs,
    path::PathBuf,
    sync::{
        Condvar, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc,
    },
};

use jiff::Timestamp;
use model::{EvidenceKind, OrderId};
use rusqlite::Connection;

use super::{evidence::inspected, orders::materialise};
use crate::{
    Acquired, AttachError, Attached, Change, Changed, Error, EvidenceRow, Happening, Ledger,
    MAX_FILE_BYTES, Missing, Progress, Source, Watch, fold, picture::Look, source, table,
};

/// So many files are on their way to the disk at a time: their syncs then share the disk's.
const IN_FLIGHT: usize = 8;
/// Files that are named in one transaction, after one round of syncing folders.
const GROUP: usize = 128;
/// Bytes of files that are held in memory at a time; one that is larger is held alone.
const HELD: u64 = 200 << 20;
/// Up to so many pictures are decoded on their way in, so that a damaged one is noticed; of
/// more, only what their bytes say without that.
const DECODED: usize = 16;

/// What came of one of several files; `None` when the work was stopped before it.
pub type AttachOutcome = Option<Result<Attached, AttachError>>;

/// A file whose bytes are on disk, under its own name or a temporary one.
#[derive(Debug)]
struct Ready {
    row: EvidenceRow,
    /// `None` when the vault had it.
    partial: Option<PathBuf>,
}

impl Ledger {
    /// Keeps many files as evidence of one order, as [`Ledger::attach`] does each. They are
    /// recorded in groups: when the work is stopped or the disk is full, what was recorded
    /// stays, whole, and of the others nothing does.
    ///
    /// # Errors
    ///
    /// Only when there is no such order; what is wrong with a file is its outcome.
    pub fn attach_many(
        &self,
        order: &OrderId,
        files: Vec<Source>,
        kind: EvidenceKind,
        how: Acquired,
        now: Timestamp,
        watch: &dyn Watch,
    ) -> Result<Vec<AttachOutcome>, Error> {
        self.read(|db| {
            table::order::pk(db, order)?.map(drop).ok_or(Error::NotFound(Missing::Order))
        })?;
        let look = if files.len() > DECODED { Look::Skim } else { Look::Decode };
        let total = u32::try_from(files.len()).unwrap_or(u32::MAX);
        let mut outcomes: Vec<AttachOutcome> = files.iter().map(|_| None).collect();
        let files: Vec<_> = files.into_iter().map(|file| Mutex::new(Some(file))).collect();
        let (next, given_up) = (AtomicUsize::new(0), AtomicBool::new(false));
        let held = Held::default();
        let stopped = || watch.is_stopped() || given_up.load(Ordering::Relaxed);
        let (tell, told) = mpsc::sync_channel(IN_FLIGHT);
        std::thread::scope(|threads| {
            for _ in 0..IN_FLIGHT.min(files.len()) {
                let tell = tell.clone();
                threads.spawn(|| {
                    let tell = tell;
                    while !stopped() {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        let Some(file) = files.get(at) else { break };
                        let file = file.lock().unwrap_or_else(PoisonError::into_inner).take();
                        let Some(file) = file else { break };
                        let ready = self.make_ready(file, kind, how, now, look, &held);
                        if tell.send((at, ready)).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(tell);
            let mut group = Vec::new();
            for ((at, ready), done) in told.into_iter().zip(1..) {
                match ready {
                    Ok(ready) => group.push((at, ready)),
                    Err(error) => {
                        // Every other file would meet the same.
                        let fatal =
                            matches!(error, AttachError::Ledger(Error::Full | Error::NotWritable));
                        given_up.fetch_or(fatal, Ordering::Relaxed);
                        outcomes[at] = Some(Err(error));
                    }
                }
                watch.told(Progress { done, total });
                if group.len() >= GROUP && !stopped() {
                    let failed = self.settle(order, std::mem::take(&mut group), now, &mut outcomes);
                    given_up.fetch_or(failed, Ordering::Relaxed);
                }
            }
            if watch.is_stopped() {
                discard(&group);
            } else {
                self.settle(order, group, now, &mut outcomes);
            }
        });
        Ok(outcomes)
    }

    /// Brings a file's bytes to the disk, unnamed.
    fn make_ready(
        &self,
        file: Source,
        kind: EvidenceKind,
        how: Acquired,
        now: Timestamp,
        look: Look,
        held: &Held,
    ) -> Result<Ready, AttachError> {
        let _share = held.take(size(&file).min(MAX_FILE_BYTES));
        let incoming = source::read(file, MAX_FILE_BYTES)?;
        let sha256 = crate::sha256(&incoming.bytes);
        let partial = self.vault.store_unnamed(&sha256, &incoming.bytes)?;
        let row = inspected(self, &incoming, &sha256, kind, how, now, look);
        Ok(Ready { row, partial })
    }

    /// Names the files of a group and records them; says whether that failed.
    fn settle(
        &self,
        order: &OrderId,
        group: Vec<(usize, Ready)>,
        now: Timestamp,
        outcomes: &mut [AttachOutcome],
    ) -> bool {
        if group.is_empty() {
            return false;
        }
        let named = group.iter().filter_map(|(_, ready)| {
            ready.partial.as_deref().map(|partial| (&ready.row.sha256, partial))
        });
        let recorded = self.vault.name(named).and_then(|()| {
            let rows: Vec<_> = group.iter().map(|(_, ready)| ready.row.clone()).collect();
            self.write(|db| append_all(db, order, rows, now))
        });
        match recorded {
            Ok(all) => {
                for ((at, _), attached) in group.into_iter().zip(all) {
                    outcomes[at] = Some(Ok(attached));
                }
                false
            }
            Err(error) => {
                discard(&group);
                let mut error = Some(error);
                for (at, _) in group {
                    // One of them tells why; the others were not begun, for all that stands.
                    outcomes[at] = error.take().map(|error| Err(error.into()));
                }
                true
            }
        }
    }
}

/// Records files one after another under one fold of the order's events.
fn append_all(
    db: &Connection,
    order: &OrderId,
    rows: Vec<EvidenceRow>,
    now: Timestamp,
) -> Result<Vec<Attached>, Error> {
    let events = table::event::of_order(db, order)?;
    if events.is_empty() {
        return Err(Error::NotFound(Missing::Order));
    }
    let mut folded = fold::fold(&events)?;
    let mut there: BTreeSet<_> = folded.evidence.iter().map(|piece| piece.sha256.clone()).collect();
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let (sha256, notice) = (row.sha256.clone(), row.notice);
        let mut also_in = table::evidence::orders_with(db, &sha256)?;
        also_in.retain(|other| other != order);
        let already = !there.insert(sha256.clone());
        let change = if already {
            Change::nothing()
        } else {
            let event = table::event::prepare(db, order, Happening::EvidenceAttached(row), now)?;
            fold::extend(&mut folded, &event.event)?;
            table::event::append(db, order, &event)?;
            Change::order(order, event.event.seq, &[Changed::Orders, Changed::Evidence])
        };
        all.push(Attached { sha256, already, also_in, notice, change });
    }
    materialise(db, &folded)?;
    Ok(all)
}

/// What does not go is swept at the next opening.
fn discard(group: &[(usize, Ready)]) {
    for partial in group.iter().filter_map(|(_, ready)| ready.partial.as_deref()) {
        let _ = fs::remove_file(partial);
    }
}

fn size(file: &Source) -> u64 {
    match file {
        Source::Path(path) => fs::metadata(path).map_or(0, |about| about.len()),
        Source::Bytes { bytes, .. } => bytes.len() as u64,
    }
}

/// How many bytes of files are in memory.
#[derive(Debug, Default)]
struct Held {
    bytes: Mutex<u64>,
    less: Condvar,
}

/// Given back when it goes.
struct Share<'a> {
    of: &'a Held,
    bytes: u64,
}

impl Held {
    /// Waits until there is room.
    fn take(&self, bytes: u64) -> Share<'_> {
        let mut held = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        while *held > 0 && *held + bytes > HELD {
            held = self.less.wait(held).unwrap_or_else(PoisonError::into_inner);
        }
        *held += bytes;
        Share { of: self, bytes }
    }
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        *self.of.bytes.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        self.of.less.notify_all();
    }
}
