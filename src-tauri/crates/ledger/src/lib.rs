//! The record: orders with their timeline, the evidence, and what the buyer keeps at hand.
//!
//! Only this crate touches the database and the vault. It knows nothing of the other rooms:
//! what they store here is text. Times and reasons come in as arguments; only the randomness of
//! identities is made here.
//!
//! Calls block, most of them for less than a millisecond plus one sync of the disk. A change is
//! on disk when its call returns.

mod about;
mod backup;
mod casework;
mod chain;
mod change;
mod clock;
mod column;
mod columns;
mod damage;
mod door;
mod durable;
mod error;
mod event;
mod evidence;
mod finding;
mod fold;
mod folder;
mod found;
mod ledger;
mod likeness;
mod metadata;
mod migrate;
mod moved;
mod order;
mod out;
mod picture;
mod pinyin;
mod pool;
mod retention;
mod retouch;
mod search;
mod shots;
mod sound;
mod source;
mod table;
mod vault;
mod watch;

pub use about::{EvidenceAbout, Maker, TimeBasis};
pub use backup::{BackupInfo, BackupReason, list as backups};
pub use casework::{
    CaseClosing, CaseComplaint, CaseContact, CaseEnd, CaseEntry, CaseLetter, CasePacket, CaseRow,
    CaseStep, CaseTold, Casework,
};
pub use chain::{ChainLink, link};
pub use change::{Change, Changed, EventOf};
pub use clock::{Answered, Clock, ClockRow, Reached};
pub use damage::{Checked, Damage, DamageFound, Repaired};
pub use durable::write_file;
pub use error::{AttachError, Error, Missing, OpenError};
pub use event::{Event, EventKind, Happening, OrderEvent};
pub use evidence::{Acquired, Attached, EvidenceRow, FileBytes, Notice, Source};
pub use finding::{
    Amounts, COUNTED, Facet, OrderCount, OrderCursor, OrderFacets, OrderPage, OrderQuery,
    OrderSort, OrderSum,
};
pub use fold::{next, possible};
pub use found::{OrderKey, OrderSet};
pub use ledger::{
    ArchiveError, ArchiveInfo, AttachOutcome, ImportedOrder, JsonFault, JsonInfo, JsonLooked,
    JsonTaken, JsonWhy, Ledger, MadeFile, Merged, NearPicture, OrderRecord, OutError, Parted,
    SealedCheck, Unread, Upgrade, Walked, Wanted, examine_archive, examine_json, open, open_anew,
    restore,
};
pub use metadata::{FileMetadata, MetadataEntry, MetadataSource};
pub use moved::{
    BulkChange, Gone, Link, LinkKind, Merge, MoneyBack, Move, MoveSource, NewRecord, RecordedFrom,
    TableRow,
};
pub use order::{NewOrder, NewPicture, OrderMark, OrderRow, OrderSummary, PastPurchase};
pub use out::{Failure, NewFile};
pub use retention::DAILY_KEPT;
pub use retouch::{Area, MAX_MARKS, Mark, Retouch, Spot};
pub use shots::{FoundPicture, pictures_in, preview};
pub use sound::sounds_like;
pub use source::read_file;
pub use table::{
    draft::{Draft, DraftId},
    own::{OwnId, OwnRow, OwnSort},
    recipient::{Confirmed, RecipientId, RecipientRow},
    reminder::{ReminderId, ReminderRow},
    template::{TemplateId, TemplateRow},
    view::{ViewId, ViewRow},
};

pub use watch::{Progress, Watch};

/// The largest file that is taken as evidence, in bytes.
pub const MAX_FILE_BYTES: u64 = 100 << 20;

fn sha256(bytes: &[u8]) -> model::Sha256Hex {
    use sha2::Digest as _;
    <[u8; 32]>::from(sha2::Sha256::digest(bytes)).into()
}
