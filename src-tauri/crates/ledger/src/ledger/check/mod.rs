//! The library check: everything that can be recomputed is, what differs is named, and what can
//! be proved to have been otherwise is put back.

mod chain;
mod copies;
mod entries;
mod files;
mod mend;
mod rows;
mod search;

use std::{
    collections::BTreeSet,
    path::Path,
    sync::atomic::{AtomicU32, Ordering},
};

use jiff::Timestamp;
use model::{OrderId, Sha256Hex};
use rusqlite::Connection;

pub(super) use entries::{entry_tables, unreadable};

use self::{chain::Chain, copies::Copies, rows::Beside};
use crate::{
    BackupReason, Checked, Damage, DamageFound, Error, Ledger, Progress, Repaired, Watch,
    fold::fold, table,
};

/// Events and orders are quick beside files, and are counted in parcels of so many.
const PARCEL: u32 = 256;

/// Counts what is done, from several threads.
struct Steps<'a> {
    watch: &'a dyn Watch,
    done: AtomicU32,
    total: u32,
}

impl Steps<'_> {
    /// One more is done; says whether to go on.
    fn step(&self) -> bool {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        self.watch.told(Progress { done: done.min(self.total), total: self.total });
        !self.watch.is_stopped()
    }

    /// As [`Steps::step`], for the last of a parcel.
    fn parcel(&self, number: u32) -> bool {
        if number.is_multiple_of(PARCEL) { self.step() } else { !self.watch.is_stopped() }
    }
}

/// Makes every row anew that differs from its events, as a migration may leave it: what it puts
/// into a new column is not always what the events come to.
pub(super) fn remake(db: &mut Connection) -> Result<(), Error> {
    let transaction = db.transaction()?;
    let chain = chain::walk(&transaction, |_| true)?;
    // Of a damaged timeline nothing is made before the buyer has seen it, and nothing is removed.
    if chain.gaps.is_empty() && chain.misplaced.is_empty() {
        mend::orders(&transaction, chain.events)?;
    }
    Ok(transaction.commit()?)
}

/// Whether all events of a database follow from one another.
pub(super) fn sound_chain(db: &Connection) -> Result<bool, Error> {
    let chain = chain::walk(db, |_| true)?;
    Ok(chain.gaps.is_empty() && chain.misplaced.is_empty())
}

impl Ledger {
    /// Recomputes everything that can be recomputed: the chain, the sealed checks, every row
    /// that follows from events, the search index, and every file; and reads all else. Takes as
    /// long as reading the whole record does.
    pub fn check(&self, watch: &dyn Watch) -> Result<Checked, Error> {
        self.check_beside(&mut Copies::of(&self.folder, None), watch)
    }

    /// [`Ledger::check`] to its end, with nobody waiting.
    pub fn verify(&self) -> Result<Checked, Error> {
        self.check(&())
    }

    /// Puts right what can be, after a backup: rows and the search index from the events; an
    /// event, a sealed check or a file from a copy, where its hash proves it. Copies are the
    /// backups and `other`, a data folder or a folder of files.
    pub fn repair(
        &self,
        other: Option<&Path>,
        now: Timestamp,
        watch: &dyn Watch,
    ) -> Result<Repaired, Error> {
        let mut copies = Copies::of(&self.folder, other);
        let before = self.check_beside(&mut copies, watch)?;
        let mendable = before.findings.iter().any(|finding| finding.mendable);
        let mut elsewhere = self.read(|db| Ok(table::elsewhere::all(db)?))?;
        elsewhere.retain(|sha256| !self.vault.has(sha256) && copies.file(sha256).is_some());
        if before.stopped || (!mendable && elsewhere.is_empty()) {
            return Ok(Repaired { mended: 0, now: before });
        }
        self.take(BackupReason::Repair, now)?;
        self.write(|db| mend::record(db, &before, &mut copies))?;
        // What is remembered of the rows may be of the damaged ones.
        self.forget_what_was_read();
        for finding in &before.findings {
            if let Damage::File { sha256, .. } = &finding.damage
                && let Some(bytes) = copies.file(sha256)
            {
                self.vault.store(sha256, &bytes)?;
            }
        }
        for sha256 in &elsewhere {
            if let Some(bytes) = copies.file(sha256) {
                self.vault.store(sha256, &bytes)?;
            }
        }
        self.write(|db| Ok(table::elsewhere::sweep(db, |sha256| self.vault.has(sha256))?))?;
        let now = self.check_beside(&mut copies, watch)?;
        let was = before.findings.len();
        let mended = u32::try_from(was.saturating_sub(now.findings.len())).unwrap_or(u32::MAX);
        let mended = mended.saturating_add(before.elsewhere.saturating_sub(now.elsewhere));
        Ok(Repaired { mended, now })
    }

    fn check_beside(&self, copies: &mut Copies, watch: &dyn Watch) -> Result<Checked, Error> {
        // Of its own, for the temporary table that reads the search index.
        let connection = self.readers.connect()?;
        let state = connection.unchecked_transaction()?;
        let named = table::evidence::files(&state)?;
        let elsewhere = table::elsewhere::all(&state)?;
        let events: u32 = state.query_row("SELECT count(*) FROM event", [], |row| row.get(0))?;
        let orders: u32 = state.query_row("SELECT count(*) FROM orders", [], |row| row.get(0))?;
        let total = u32::try_from(named.len()).unwrap_or(u32::MAX);
        let total = total.saturating_add(events / PARCEL + orders / PARCEL + 1);
        let steps = Steps { watch, done: AtomicU32::new(0), total };

        let mut checked = Checked::default();
        let mut survey = Survey { db: &state, checked: &mut checked, steps: &steps };
        survey.faults();
        let chain = survey.chain(copies)?;
        survey.orders(&chain)?;
        survey.others(copies)?;
        drop(state);
        steps.step();

        let differing = files::differing(&self.vault, &named, &|| steps.step());
        checked.files = u32::try_from(named.len()).unwrap_or(u32::MAX);
        for damage in differing {
            if let Damage::File { sha256, gone: true, .. } = &damage
                && elsewhere.contains(sha256)
            {
                checked.elsewhere += 1;
                checked.files -= 1;
                continue;
            }
            let mendable = match &damage {
                Damage::File { sha256, .. } => copies.file(sha256).is_some(),
                _ => false,
            };
            checked.findings.push(DamageFound { damage, mendable });
        }
        checked.stopped = watch.is_stopped();
        Ok(checked)
    }
}

/// One look through one state of the database.
struct Survey<'a> {
    db: &'a Connection,
    checked: &'a mut Checked,
    steps: &'a Steps<'a>,
}

impl Survey<'_> {
    fn found(&mut self, damage: Damage, mendable: bool) {
        self.checked.findings.push(DamageFound { damage, mendable });
    }

    /// What SQLite says of its own file. It misses four of ten changed bytes.
    fn faults(&mut self) {
        let lines = self.db.prepare("PRAGMA integrity_check(20)").and_then(|mut statement| {
            statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()
        });
        match lines {
            Ok(lines) => {
                for detail in lines.into_iter().filter(|line| line != "ok") {
                    let mendable = detail.contains("index");
                    self.found(Damage::Database { detail }, mendable);
                }
            }
            Err(error) => self.found(Damage::Database { detail: error.to_string() }, false),
        }
    }

    fn chain(&mut self, copies: &mut Copies) -> Result<Chain, Error> {
        let mut number = 0;
        let steps = self.steps;
        let chain = chain::walk(self.db, |_| {
            number += 1;
            steps.parcel(number)
        })?;
        self.checked.events = chain.events;
        self.checked.head = (chain.events > 0).then(|| Sha256Hex::from(chain.head).into());
        copies.add_misplaced(chain.misplaced.clone());
        for gap in &chain.gaps {
            let filling = mend::filling(gap, copies);
            for seq in gap.first..=gap.last {
                let said = filling.iter().flatten().chain(&gap.there).find(|raw| raw.seq == seq);
                let order = said.map(|raw| OrderId(raw.order.clone()));
                self.found(Damage::Event { seq, order }, filling.is_some());
            }
        }
        for raw in &chain.misplaced {
            let damage = Damage::Event { seq: raw.seq, order: Some(OrderId(raw.order.clone())) };
            self.found(damage, !chain.gaps.is_empty());
        }
        Ok(chain)
    }

    /// Whether everything that was found wrong with the events can be put right, so that rows
    /// can be made from them.
    fn events_will_be_whole(&self) -> bool {
        self.checked
            .findings
            .iter()
            .all(|each| each.mendable || !matches!(each.damage, Damage::Event { .. }))
    }

    fn orders(&mut self, chain: &Chain) -> Result<(), Error> {
        let doubted: BTreeSet<&str> = chain
            .gaps
            .iter()
            .flat_map(|gap| &gap.there)
            .chain(&chain.misplaced)
            .map(|raw| raw.order.as_str())
            .collect();
        let whole = self.events_will_be_whole();
        let beside = Beside::new()?;
        let held = search::held(self.db);
        // Where the index itself is damaged, SQLite has said so or says it now.
        let mut search_differs = u32::from(held.is_err());
        let mut held = held.unwrap_or_default();
        let known = held.left() > 0 || search_differs == 0;
        let mut number = 0;
        for id in rows::ids(self.db)? {
            number += 1;
            if !self.steps.parcel(number) {
                return Ok(());
            }
            let pk = table::order::pk(self.db, &id)?;
            if doubted.contains(id.0.as_str()) {
                held.leave(pk);
                continue;
            }
            let events = table::event::of_order(self.db, &id).map_err(Error::from);
            let Ok(folded) = events.and_then(|events| fold(&events)) else {
                held.leave(pk);
                self.found(Damage::Contradiction { order: id }, false);
                continue;
            };
            let Some(pk) = pk else {
                self.found(Damage::Order { order: id, columns: Vec::new() }, whole);
                continue;
            };
            let columns = beside.differing(self.db, pk, &folded)?;
            if !columns.is_empty() {
                let mendable = whole && !rows::knows_of_more(self.db, pk, &columns, chain.events)?;
                self.found(Damage::Order { order: id, columns }, mendable);
            }
            match table::search::terms(self.db, pk, &folded.row) {
                Ok(terms) => search_differs += u32::from(!held.takes(pk, &terms) && known),
                Err(_) => held.leave(Some(pk)),
            }
        }
        self.checked.orders = number;
        let doubtful = chain.gaps.iter().any(|gap| gap.there.is_empty());
        for stray in rows::strays(self.db)? {
            let mendable = whole && !doubtful && !stray.knows_of_more(chain.events);
            self.found(Damage::Stray { order: stray.id }, mendable);
            if !mendable {
                // Nothing says what it should hold.
                held.leave(Some(stray.pk));
            }
        }
        for (table, rows) in beside.orphans(self.db)? {
            self.found(Damage::Orphans { table, rows }, whole);
        }
        search_differs += u32::try_from(held.left()).unwrap_or(u32::MAX);
        if search_differs > 0 {
            self.found(Damage::Search { orders: search_differs }, true);
        }
        Ok(())
    }

    fn others(&mut self, copies: &mut Copies) -> Result<(), Error> {
        let documents = files::documents(self.db)?;
        for (sha256, order) in &documents.missing {
            let mendable =
                documents.renamed.contains_key(sha256) || copies.document(sha256).is_some();
            let (sha256, order) = (sha256.clone(), Some(order.clone()));
            self.found(Damage::Check { sha256, order }, mendable);
        }
        for (key, is) in documents.strays() {
            // One that is put back under its own name is of no use under this one.
            let mendable = documents.missing.contains_key(is);
            self.found(Damage::Entry { table: "document".to_owned(), key }, mendable);
        }
        for damage in entries::unreadable(self.db)? {
            self.found(damage, false);
        }
        Ok(())
    }
}
