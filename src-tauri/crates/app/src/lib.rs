//! The use cases: what a person does with the app, without a window.
//!
//! This is the only crate that knows the other rooms. The shell calls it and adds nothing;
//! the tests call it and need no shell. The clock comes in with each call.

mod book;
mod casework;
mod deadlines;
mod draft;
mod error;
mod evidence;
mod evidence_copies;
mod evidence_details;
mod evidence_findings;
mod evidence_guide;
mod evidence_reading;
mod finding;
mod fraud_signs;
mod glance;
mod habits;
mod history;
mod home;
mod library;
mod look_up;
mod orders;
mod out;
mod own;
mod pictures;
mod platforms;
mod purchase;
mod recipients;
mod record;
mod sealed;
mod settings;
mod steps;
mod tables;
mod upkeep;
mod views;
mod watch;
mod watching;
mod work;

pub use cases::deadline::{RuleId, Track};
pub use cases::ics::IcsEntry;
pub use check::catalogue::{Catalogue, CategoryId, OwnCategory};
pub use check::identifier::{Fault, KindId, OwnKind};
pub use ledger::{
    Acquired, Amounts, ArchiveInfo, Area, Attached, BackupInfo, COUNTED, Change, Checked, DraftId,
    EventKind, EventOf, EvidenceAbout, Facet, FileBytes, FileMetadata, FoundPicture, Maker, Mark,
    Merged, NearPicture, OrderCount, OrderCursor, OrderEvent, OrderFacets, OrderQuery, OrderRecord,
    OrderRow, OrderSort, OrderSum, OwnId, Progress, RecipientId, RecipientRow, ReminderId,
    ReminderRow, Repaired, Retouch, Spot, TemplateId, TimeBasis, Unread, ViewId,
};
pub use ledger::{BulkChange, LinkKind, MoneyBack, Move, MoveSource, RecordedFrom, TableRow};
pub use ledger::{JsonFault, JsonInfo, JsonLooked, JsonTaken, JsonWhy, Wanted};
pub use model::{
    Arrival, Circumstance, EvidenceField, EvidenceKind, Fen, Flow, Milestone, MoneyState, OrderId,
    OrderState, Problem, Sha256Hex, Shipment, TermAnswer, VoucherState, gaps,
};

pub use self::tables::{
    FaultyRow, HeaderChoice, KnownRow, PreviewRow, RowFault, RowFaultCode, TableColumn,
    TableImported, TableLayout, TableLine, TablePreview, TableView,
};
pub use ::tables::{Encoding, Meaning, Separator, TableForm, TableReading};
pub use cases::channel::{Channel as CaseChannel, ChannelId};
pub use cases::complaint::SelfCheck;
pub use cases::evidence::{GapMeter, KindGuide, NeedState};
pub use cases::fact::Fact as CaseFact;
pub use cases::letter::{LetterId, LintFinding, Slot, Tone};
pub use cases::remedy::RemedyId;
pub use cases::triage::{OptionId, ProblemGuide};
pub use casework::{
    AskedQuestion, CameBack, CaseEvidence, CaseFinding, CaseLine, CaseList, CaseMoney, CaseOver,
    CasePiece, CaseTalk, CaseTerm, CaseView, Complaining, LetterOffer, LetterOut, LetterText,
    LetterView, NewClosing, NewContact, PacketFact, PacketFolder, PacketLines, PacketMade,
    PacketPiece, PacketPlan, PacketSources, PacketStory, PacketWish, PacketWords, PicturePages,
    PieceHand, SlotFrom, SlotText, TemplateCheck, case_channels,
};
pub use deadlines::{
    AgendaGroup, AgendaItem, AgendaView, NextTerm, OrderDeadlines, ReplaceableRule, TermAnswered,
    TermKey, TermView,
};
pub use draft::{DraftSummary, InputError, InputErrorCode, PurchaseDraft};
pub use error::{Error, ErrorCode, Result};
pub use evidence::Pasted;
pub use evidence_details::{EvidenceDetails, EvidenceHint, FieldProposal};
pub use evidence_findings::EvidenceFinding;
pub use evidence_guide::evidence_guide;
pub use evidence_reading::ReadStep;
pub use finding::{OrderLine, OrderLines, SELECTED};
pub use fraud_signs::FraudNotice;
pub use glance::{About, Glance, Reading};
pub use habits::{NewReminder, Template};
pub use home::{Home, LATE_DAYS, OrderGroup};
pub use ledger::CaseComplaint;
pub use library::{Library, Restored, Trouble, TroubleCode};
pub use look_up::LookUp;
pub use model::{CaseOutcome, ContactOutcome};
pub use ocr::{Cancel, PixelBox};
pub use orders::OrderView;
pub use out::{OutColumn, OutSheet, OutTable, OutWords, PaperRows, TableFormat, WrittenOut};
pub use own::{OwnCategoryEntry, OwnEntries, OwnKindEntry, OwnKindTrial};
pub use pictures::{
    FactOnPicture, MAX_PICTURES, PagePicture, PictureReview, PictureSize, Recogniser,
};
pub use platforms::{Platform, PlatformCheck, PlatformEntry, PlatformFault, PlatformHistory};
pub use purchase::{DraftReview, SavedDraft, Sealed};
pub use recipients::{AddressEntry, NearRecipient, NewRecipient, RecipientKind, RecipientReading};
pub use record::{RecordForm, RecordReading, Recorded};
pub use sealed::SealedCheck;
pub use settings::{Language, Settings, Theme};
pub use steps::Judged;
pub use views::{Lately, View};
pub use watch::{Quiet, Watch};
pub use watching::Watching;
pub use work::Work;
