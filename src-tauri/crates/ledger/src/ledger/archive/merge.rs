use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, OpenOptions},
    path::Path,
};

use jiff::Timestamp;
use model::{OrderId, Sha256Hex};
use rusqlite::{Connection, Transaction};
use serde::Serialize;
use specta::Type;

use super::{ArchiveError, Part, Parted, Place, read};
use crate::{
    BackupReason, Error, Event, Happening, Ledger, Progress, Watch,
    door::{self, Access},
    durable,
    fold::fold,
    folder::{BACKUPS, PICTURES},
    ledger::{
        check::{entry_tables, sound_chain},
        evidence::{index_again, take_in_text},
        orders::{begin, materialise},
    },
    migrate::{self, MIGRATIONS},
    table,
    vault::write_file,
};

/// What came of taking an archive in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
pub struct Merged {
    /// Orders that were not there.
    pub new_orders: u32,
    /// Orders that went on with what the archive knew.
    pub grown_orders: u32,
    /// Orders of which the archive knew nothing more.
    pub known_orders: u32,
    pub new_files: u32,
    /// Entries of the address book, templates and the like that were not there.
    pub new_entries: u32,
    pub parted: Vec<Parted>,
}

/// Files that are named after one round of syncing folders.
const GROUP: usize = 64;

impl Ledger {
    /// Takes in what an archive holds and this library does not: all of it or, when something
    /// is wrong or it is stopped, nothing but files that no order names. All of the archive is
    /// held against its hashes first. What this library has stays; an order that went on
    /// differently in both is kept both ways.
    ///
    /// An empty library takes the archive's chain over as it is. Otherwise its events are
    /// appended to the chain of this one: they keep their times and their order within each
    /// order, and get new numbers and hashes.
    pub fn take_in(
        &self,
        archive: &Path,
        now: Timestamp,
        watch: &dyn Watch,
    ) -> Result<Merged, ArchiveError> {
        let (mut source, contents) = read::open(archive)?;
        let parts = u32::try_from(contents.parts.len()).unwrap_or(u32::MAX / 4);
        let total = parts.saturating_mul(2).saturating_add(1);
        let step = |done: u32| {
            watch.told(Progress { done: done.min(total), total });
            !watch.is_stopped()
        };
        read::verify(archive, &step)?;

        let backups = self.folder.join(BACKUPS);
        let copy = durable::partial_in(&backups);
        let merged = (|| {
            let mut merged = Merged::default();
            let mut files = Vec::new();
            for (part, number) in contents.parts.iter().zip(1..) {
                match Place::of(&part.path) {
                    Some(Place::Database) => {
                        let mut out = OpenOptions::new()
                            .write(true)
                            .create_new(true)
                            .open(&copy)
                            .map_err(Error::from)?;
                        read::take_out(&mut source, part, &mut out)?;
                    }
                    Some(Place::Vault(sha256)) => {
                        let bytes = bytes(&mut source, part)?;
                        if let Some(partial) = self.vault.store_unnamed(&sha256, &bytes)? {
                            files.push((sha256, partial));
                        }
                        if files.len() >= GROUP {
                            merged.new_files += self.name_files(&mut files)?;
                        }
                    }
                    Some(Place::Picture(name)) => {
                        let pictures = self.folder.join(PICTURES);
                        if !pictures.join(&name).exists() {
                            let bytes = bytes(&mut source, part)?;
                            write_file(&pictures, &pictures.join(&name), &bytes)
                                .map_err(Error::from)?;
                        }
                    }
                    None => {}
                }
                if !step(parts.saturating_add(number)) {
                    discard(&files);
                    return Err(ArchiveError::Stopped);
                }
            }
            merged.new_files += self.name_files(&mut files)?;
            let other = opened(&copy)?;
            if !self.read(super::super::backups::is_empty)? {
                self.take(BackupReason::Merge, now)?;
            }
            self.write(|db| {
                let known: BTreeSet<_> =
                    table::evidence::files(db)?.into_iter().map(|file| file.sha256).collect();
                take_in(db, &other, &mut merged)?;
                // One that was known here and is gone is damage, and stays that.
                let mut elsewhere = table::elsewhere::all(&other)?;
                elsewhere.retain(|sha256| !known.contains(sha256));
                for sha256 in elsewhere {
                    table::elsewhere::put(db, &sha256)?;
                }
                table::elsewhere::sweep(db, |sha256| self.vault.has(sha256))?;
                Ok(())
            })?;
            Ok(merged)
        })();
        for ending in ["", "-wal", "-shm"] {
            let mut path = copy.as_os_str().to_owned();
            path.push(ending);
            let _ = fs::remove_file(path);
        }
        self.forget_what_was_read();
        step(total);
        merged
    }

    fn name_files(&self, files: &mut Vec<(Sha256Hex, std::path::PathBuf)>) -> Result<u32, Error> {
        let number = u32::try_from(files.len()).unwrap_or(u32::MAX);
        self.vault.name(files.iter().map(|(sha256, partial)| (sha256, &**partial)))?;
        files.clear();
        Ok(number)
    }
}

fn bytes(source: &mut read::Archive, part: &Part) -> Result<Vec<u8>, ArchiveError> {
    let mut bytes = Vec::new();
    read::take_out(source, part, &mut bytes)?;
    Ok(bytes)
}

fn discard(files: &[(Sha256Hex, std::path::PathBuf)]) {
    for (_, partial) in files {
        let _ = fs::remove_file(partial);
    }
}

/// The archive's database, brought to this program's version; its chain must hold.
fn opened(copy: &Path) -> Result<Connection, ArchiveError> {
    let mut other = door::connect(copy, Access::Write)?;
    migrate::examine(&other).map_err(|error| damaged(&error))?;
    if migrate::version(&other)? > migrate::known(MIGRATIONS) {
        return Err(ArchiveError::Newer);
    }
    migrate::migrate(&mut other, MIGRATIONS)?;
    if !sound_chain(&other)? {
        let detail = "its events do not follow from one another".to_owned();
        return Err(ArchiveError::Damaged { detail });
    }
    Ok(other)
}

fn damaged(error: &Error) -> ArchiveError {
    ArchiveError::Damaged { detail: error.to_string() }
}

fn take_in(db: &Transaction<'_>, other: &Connection, merged: &mut Merged) -> Result<(), Error> {
    let empty: bool = db.query_row("SELECT NOT EXISTS (SELECT 1 FROM event)", [], |r| r.get(0))?;
    table::document::each(other, |sha256, body| table::document::put(db, sha256, body))?;
    let mut behind = Vec::new();
    table::evidence_text::each(other, |sha256, text| {
        behind.extend(take_in_text(db, sha256, text)?);
        Ok(())
    })?;
    merged.new_entries = entries(db, other, empty)?;
    if empty {
        table::event::copy(other, db)?;
    }
    for id in in_order(other)? {
        let theirs = table::event::of_order(other, &id)?;
        if empty {
            begin(db, &fold(&theirs)?)?;
            merged.new_orders += 1;
            continue;
        }
        take_in_order(db, &id, &theirs, merged)?;
    }
    // Those that had the file already; what came with it was indexed with it.
    index_again(db, behind)
}

/// Takes in what is said of an order beyond what is known of it here.
pub(in crate::ledger) fn take_in_order(
    db: &Transaction<'_>,
    id: &OrderId,
    theirs: &[Event],
    merged: &mut Merged,
) -> Result<(), Error> {
    let ours = table::event::of_order(db, id)?;
    match relation(&ours, theirs) {
        Relation::Grown if ours.is_empty() => {
            append(db, id, &ours, theirs)?;
            merged.new_orders += 1;
        }
        Relation::Grown => {
            append(db, id, &ours, theirs)?;
            merged.grown_orders += 1;
        }
        Relation::Known => merged.known_orders += 1,
        Relation::Parted(at) => {
            let twin = twin(id, &theirs[at], theirs)?;
            let known = table::event::of_order(db, &twin)?;
            match relation(&known, theirs) {
                Relation::Grown => append(db, &twin, &known, theirs)?,
                // The same was taken in before, or one that knew more.
                Relation::Known | Relation::Parted(_) => {}
            }
            let name = fold(&ours)?.row.summary.name;
            merged.parted.push(Parted { order: id.clone(), other: twin, name });
        }
    }
    Ok(())
}

/// How their events of an order stand to ours.
enum Relation {
    /// Theirs go on where ours end.
    Grown,
    /// Ours hold all of theirs.
    Known,
    /// They part at this one of theirs.
    Parted(usize),
}

fn relation(ours: &[Event], theirs: &[Event]) -> Relation {
    let same = ours.iter().zip(theirs).position(|(one, two)| {
        one.at != two.at || placed(&one.what, ours) != placed(&two.what, theirs)
    });
    match same {
        Some(at) => Relation::Parted(at),
        None if theirs.len() > ours.len() => Relation::Grown,
        None => Relation::Known,
    }
}

/// An event without the numbers of its library: one that takes another back names its place.
fn placed(what: &Happening, among: &[Event]) -> Happening {
    match what {
        Happening::Undone { seq } => {
            let place = among.iter().position(|event| event.seq == *seq).unwrap_or(usize::MAX);
            Happening::Undone { seq: i64::try_from(place).unwrap_or(i64::MAX) }
        }
        other => other.clone(),
    }
}

/// Appends what `theirs` have beyond `ours`, which are their beginning.
fn append(
    db: &Transaction<'_>,
    id: &OrderId,
    ours: &[Event],
    theirs: &[Event],
) -> Result<(), Error> {
    let mut events = ours.to_vec();
    let mut numbers: BTreeMap<i64, i64> =
        theirs.iter().zip(ours).map(|(their, our)| (their.seq, our.seq)).collect();
    for event in &theirs[ours.len()..] {
        let what = match event.what {
            Happening::Undone { seq } => {
                Happening::Undone { seq: numbers.get(&seq).copied().unwrap_or(seq) }
            }
            ref other => other.clone(),
        };
        let prepared = table::event::prepare(db, id, what, event.at)?;
        table::event::append(db, id, &prepared)?;
        numbers.insert(event.seq, prepared.event.seq);
        events.push(prepared.event);
    }
    let folded = fold(&events)?;
    if ours.is_empty() { begin(db, &folded) } else { materialise(db, &folded) }
}

/// The order under which a way that parted is kept. It follows from where it parted, so that
/// the same archive, taken in again, finds it.
fn twin(id: &OrderId, parts: &Event, among: &[Event]) -> Result<OrderId, Error> {
    let (kind, body) = placed(&parts.what, among)
        .encode()
        .map_err(|error| Error::Corrupt { detail: error.to_string() })?;
    let at = parts.at.as_millisecond();
    let hash = crate::sha256(format!("{}\n{at}\n{kind}\n{body}", id.0).as_bytes());
    let hash = u128::from_str_radix(&hash.as_str()[..32], 16).unwrap_or_default();
    Ok(OrderId(uuid::Builder::from_custom_bytes(hash.to_be_bytes()).into_uuid().to_string()))
}

const IN_ORDER: &str = "SELECT order_id FROM event GROUP BY order_id ORDER BY min(seq)";

/// The first made first.
fn in_order(other: &Connection) -> rusqlite::Result<Vec<OrderId>> {
    let mut statement = other.prepare(IN_ORDER)?;
    statement.query_map([], |row| row.get(0).map(OrderId))?.collect()
}

/// Tables of entries that are not taken in as the others are: what no event says and what does
/// not follow from one is, where nothing of the same name is there.
const NOT_TAKEN: [&str; 2] = ["elsewhere", "setting"];
/// A number that is only this library's own is left for the table to give.
const COLUMNS: &str = "
    SELECT name FROM pragma_table_info(?1) AS of_table WHERE NOT (pk = 1 AND type = 'INTEGER')
";

fn entries(db: &Transaction<'_>, other: &Connection, empty: bool) -> Result<u32, Error> {
    let mut names = entry_tables(db)?;
    names.retain(|name| !NOT_TAKEN.contains(&name.as_str()));
    let mut new = 0;
    // Whoever has set nothing yet takes over what was set.
    names.extend(empty.then(|| "setting".to_owned()));
    for table in names {
        let columns: Vec<String> = {
            let mut statement = db.prepare(COLUMNS)?;
            statement
                .query_map([&table], |row| row.get::<_, String>(0))?
                .collect::<rusqlite::Result<_>>()?
        };
        let listed: Vec<_> = columns.iter().map(|column| format!("\"{column}\"")).collect();
        let (listed, places) = (listed.join(", "), vec!["?"; columns.len()].join(", "));
        let mut put = db.prepare(&format!(
            "INSERT INTO \"{table}\" ({listed}) VALUES ({places}) ON CONFLICT DO NOTHING"
        ))?;
        let mut get = other.prepare(&format!("SELECT {listed} FROM \"{table}\""))?;
        let mut rows = get.query([])?;
        while let Some(row) = rows.next()? {
            let values: Vec<rusqlite::types::Value> =
                (0..columns.len()).map(|at| row.get(at)).collect::<rusqlite::Result<_>>()?;
            let added = put.execute(rusqlite::params_from_iter(values))?;
            new += u32::try_from(added).unwrap_or(0);
        }
    }
    Ok(new)
}
