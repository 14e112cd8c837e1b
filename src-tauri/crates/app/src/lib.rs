//! The use cases: what a person does with the app, without a window.
//!
//! This is the only crate that knows the other rooms. The shell calls it and adds nothing;
//! the tests call it and need no shell. The clock comes in with each call.

mod draft;
mod error;
mod evidence;
mod glance;
mod habits;
mod history;
mod library;
mod orders;
mod pictures;
mod purchase;
mod recipients;
mod sealed;
mod settings;

pub use check::catalogue::Catalogue;
pub use ledger::{
    Acquired, Attached, BackupInfo, Change, DraftId, EventKind, FileBytes, OrderEvent, OrderQuery,
    OrderRow, RecipientId, RecipientRow, ReminderId, ReminderRow, TemplateId,
};
pub use model::{EvidenceKind, OrderId, Sha256Hex};

pub use draft::{DraftSummary, InputError, InputErrorCode, PurchaseDraft};
pub use error::{Error, ErrorCode, Result};
pub use evidence::Pasted;
pub use glance::{About, Glance, Reading};
pub use habits::{NewReminder, Template};
pub use library::{Library, Trouble, TroubleCode};
pub use ocr::{Cancel, PixelBox};
pub use orders::OrderView;
pub use pictures::{
    FactOnPicture, MAX_PICTURES, PagePicture, PictureReview, PictureSize, Recogniser,
};
pub use purchase::{DraftReview, SavedDraft, Sealed};
pub use recipients::{
    AddressEntry, NearRecipient, NewRecipient, RecipientKind, RecipientReading, recipient_kinds,
};
pub use sealed::SealedCheck;
pub use settings::{Language, Settings, Theme};

/// What the window offers to choose from: categories and games.
pub fn catalogue() -> &'static Catalogue {
    check::catalogue::catalogue()
}
