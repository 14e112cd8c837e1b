//! The whole library in one file: a snapshot of the database, every file of the vault, and the
//! pictures of purchases in progress. A ZIP without compression, so that any program opens it,
//! with a table of contents that holds the hash of each part.

mod merge;
mod read;
mod write;

use std::io;

use jiff::Timestamp;
use model::{OrderId, Sha256Hex};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::Error;

pub use merge::Merged;
pub(in crate::ledger) use merge::take_in_order;
pub use read::examine;

/// The table of contents, the last entry of the archive.
const CONTENTS: &str = "hedan-archive.json";
const DATABASE: &str = crate::folder::DATABASE;
/// Grows when an older program could not read what a newer one writes.
const FORMAT: u32 = 1;

/// What an archive says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Contents {
    format: u32,
    made_at: Timestamp,
    orders: u32,
    events: i64,
    /// The hash of the last event.
    head: Option<String>,
    parts: Vec<Part>,
}

/// One entry of the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Part {
    path: String,
    sha256: Sha256Hex,
    size: u64,
}

/// What is in an archive, and what came of making one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ArchiveInfo {
    #[specta(type = String)]
    pub made_at: Timestamp,
    pub orders: u32,
    pub files: u32,
    /// Bytes.
    #[specta(type = i32)]
    pub size: i64,
    /// Files that the record names and that could not be taken along, changed or gone; only
    /// known when it is made.
    pub left_out: Vec<Sha256Hex>,
}

/// An order that went on differently in two libraries: both ways are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Parted {
    pub order: OrderId,
    /// The order under which the other way is kept.
    pub other: OrderId,
    pub name: String,
}

/// Why an archive was not made or not taken in. Nothing half is left behind.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    #[error("not an archive of this program: {detail}")]
    NotAnArchive { detail: String },
    #[error("a newer version of the program made it")]
    Newer,
    /// A part is not what its hash says.
    #[error("the archive is damaged: {detail}")]
    Damaged { detail: String },
    #[error("stopped")]
    Stopped,
    /// The archive itself could not be read or written; the record is well.
    #[error("the archive could not be read or written")]
    Io(#[source] io::Error),
    #[error(transparent)]
    Ledger(#[from] Error),
}

impl From<rusqlite::Error> for ArchiveError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Ledger(error.into())
    }
}

impl From<zip::result::ZipError> for ArchiveError {
    fn from(error: zip::result::ZipError) -> Self {
        match error {
            zip::result::ZipError::Io(cause) => Self::Io(cause),
            other => Self::NotAnArchive { detail: other.to_string() },
        }
    }
}

/// Where a part lies, by its path: nothing else is taken out of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Database,
    Vault(Sha256Hex),
    /// A picture of a purchase in progress, or what was read in one.
    Picture(String),
}

impl Place {
    fn of(path: &str) -> Option<Self> {
        if path == DATABASE {
            return Some(Self::Database);
        }
        let mut parts = path.split('/');
        let place = match (parts.next()?, parts.next()?, parts.next()) {
            ("vault", shelf, Some(name)) => {
                let sha256 = Sha256Hex::new(name).filter(|_| name.starts_with(shelf))?;
                Self::Vault(sha256)
            }
            ("pictures", name, None) => {
                Sha256Hex::new(name.strip_suffix(".json").unwrap_or(name))?;
                Self::Picture(name.to_owned())
            }
            _ => return None,
        };
        parts.next().is_none().then_some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leads_out_of_the_folder() {
        let hash = "ab".repeat(32);
        assert_eq!(Place::of("hedan.db"), Some(Place::Database));
        assert!(matches!(Place::of(&format!("vault/ab/{hash}")), Some(Place::Vault(_))));
        assert!(matches!(Place::of(&format!("pictures/{hash}.json")), Some(Place::Picture(_))));
        for path in [
            "",
            "../hedan.db",
            "/etc/passwd",
            "vault/ab/../../x",
            "pictures/../hedan.db",
            "vault/cd/abab",
            "hedan.db/x",
            "C:\\x",
        ] {
            assert_eq!(Place::of(path), None, "{path}");
        }
        assert_eq!(Place::of(&format!("vault/cd/{hash}")), None, "on another shelf");
        assert_eq!(Place::of(&format!("vault/ab/{hash}/x")), None);
    }
}
