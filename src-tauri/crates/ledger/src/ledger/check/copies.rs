//! Other copies of what was written: the backups, what was set aside, and what the buyer names.

use std::{
    fs,
    path::{Path, PathBuf},
};

use model::Sha256Hex;
use rusqlite::Connection;

use super::chain::{Raw, read};
use crate::{
    backup,
    door::{self, Access},
    folder::{BACKUPS, DATABASE, PICTURES, VAULT},
    table::event::LINKS,
    vault,
};

/// Where a second copy may be. Nothing is taken from one that its hash does not prove.
#[derive(Debug)]
pub(super) struct Copies {
    databases: Vec<PathBuf>,
    folders: Vec<PathBuf>,
    open: Vec<Connection>,
    misplaced: Vec<Raw>,
}

const DOCUMENT: &str = "SELECT CAST(body AS BLOB) FROM document WHERE sha256 = ?1";
/// The newest first; of very many, the older ones hold little that these do not.
const MOST: usize = 24;

impl Copies {
    /// Of the library in `folder`, and what else the buyer names: another data folder, or a
    /// folder of files.
    pub(super) fn of(folder: &Path, other: Option<&Path>) -> Self {
        let mut databases: Vec<_> = other.iter().map(|other| other.join(DATABASE)).collect();
        let backups = backup::list(folder).into_iter();
        let mut dated: Vec<_> =
            backups.map(|each| (each.at, folder.join(BACKUPS).join(each.file_name))).collect();
        // After an older backup was put back, one set aside may alone hold the newest events.
        dated.extend(backup::kept(folder));
        dated.sort_by(|one, two| two.cmp(one));
        databases.extend(dated.into_iter().map(|(_, path)| path));
        databases.truncate(MOST);
        databases.retain(|path| path.is_file());
        let mut folders: Vec<_> =
            other.iter().flat_map(|other| [other.join(VAULT), (*other).to_owned()]).collect();
        folders.push(folder.join(PICTURES));
        Self { databases, folders, open: Vec::new(), misplaced: Vec::new() }
    }

    /// Events that stand under numbers which are not theirs.
    pub(super) fn add_misplaced(&mut self, events: Vec<Raw>) {
        self.misplaced.extend(events);
    }

    /// What the copies hold of an event.
    pub(super) fn events(&mut self, seq: i64) -> Vec<Raw> {
        let mut all = self.misplaced.clone();
        let event = format!("{LINKS} WHERE seq = ?1");
        for copy in self.databases() {
            let found = copy
                .prepare_cached(&event)
                .and_then(|mut statement| statement.query_row([seq], |row| Ok(read(row))));
            all.extend(found.ok().flatten());
        }
        all
    }

    /// The document of this hash.
    pub(super) fn document(&mut self, sha256: &Sha256Hex) -> Option<String> {
        self.databases().iter().find_map(|copy| {
            let found = copy.prepare_cached(DOCUMENT).and_then(|mut statement| {
                statement.query_row([sha256.as_str()], |row| row.get::<_, Vec<u8>>(0))
            });
            let body = found.ok()?;
            let sound = crate::sha256(&body) == *sha256;
            String::from_utf8(body).ok().filter(|_| sound)
        })
    }

    /// The file of this hash.
    pub(super) fn file(&self, sha256: &Sha256Hex) -> Option<Vec<u8>> {
        let name = sha256.as_str();
        let places = self
            .folders
            .iter()
            .flat_map(|folder| [folder.join(&name[..2]).join(name), folder.join(name)]);
        places.into_iter().find_map(|path| {
            let bytes = fs::metadata(&path).ok().and_then(|_| vault::read_file(&path).ok())?;
            (crate::sha256(&bytes) == *sha256).then_some(bytes)
        })
    }

    /// Opened when first needed; one that does not open is passed over.
    fn databases(&mut self) -> &[Connection] {
        for path in self.databases.drain(..) {
            self.open.extend(door::connect(&path, Access::Read).ok());
        }
        &self.open
    }
}
