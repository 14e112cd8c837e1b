use std::path::PathBuf;

use jiff::Timestamp;
use model::{EvidenceKind, Sha256Hex};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Change, EvidenceAbout, picture};

/// Where a file's bytes come from.
#[derive(Debug, Clone)]
pub enum Source {
    Path(PathBuf),
    Bytes {
        /// As the clipboard or the page called it; may be empty.
        name: String,
        bytes: Vec<u8>,
    },
}

/// How a file came into the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Acquired {
    Drop,
    Paste,
    Dialog,
    /// It was made here from other pieces.
    Made,
    /// It was offered by the folder that is watched, and taken.
    Watched,
}

/// What is odd about a file that was kept all the same: evidence is whatever the buyer has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// It is named as a picture and its bytes are none.
    NotAnImage,
    /// A picture that ends too early.
    Truncated,
    /// A picture whose pixels cannot be read.
    Damaged,
    /// A picture too large to show; see [`model::MAX_PIXELS`].
    TooManyPixels,
}

/// One file attached to one order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EvidenceRow {
    pub sha256: Sha256Hex,
    pub kind: EvidenceKind,
    /// The file's own name when it was attached, without folders.
    pub name: String,
    /// Told from the bytes, never from the name.
    pub media_type: String,
    /// Bytes.
    #[specta(type = i32)]
    pub size: i64,
    pub width: Option<u32>,
    pub height: Option<u32>,
    pub notice: Option<Notice>,
    pub acquired: Acquired,
    #[specta(type = String)]
    pub attached_at: Timestamp,
    /// What the file system said when the file was attached; anyone can set it.
    #[specta(type = Option<String>)]
    pub file_modified_at: Option<Timestamp>,
    /// The pieces that it was made from, by cropping, marking or putting side by side.
    #[serde(default)]
    pub derived_from: Vec<Sha256Hex>,
    #[serde(default)]
    pub about: EvidenceAbout,
}

/// What came of [`crate::Ledger::attach`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Attached {
    pub sha256: Sha256Hex,
    /// This order had the very same bytes before; nothing was changed.
    pub already: bool,
    /// Other orders that have the very same bytes.
    pub also_in: Vec<model::OrderId>,
    pub notice: Option<Notice>,
    pub change: Change,
}

/// A file of the vault with what its bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileBytes {
    pub bytes: Vec<u8>,
    /// Never one that a browser would run as a page or a script.
    pub media_type: String,
}

impl FileBytes {
    pub(crate) fn of(bytes: Vec<u8>) -> Self {
        let media_type = picture::media_type(&bytes).to_owned();
        Self { bytes, media_type }
    }
}
