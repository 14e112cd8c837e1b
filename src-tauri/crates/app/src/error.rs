use ledger::{ArchiveError, AttachError, Missing, OpenError, OutError};
use ocr::OcrError;
use serde::{Deserialize, Serialize};
use specta::Type;
use tables::{Foreign, ReadError, TooMuch};

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a use case did not happen, as it crosses to the window: a code that is worded there,
/// and a detail that goes into a bug report and is never matched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, thiserror::Error)]
#[error("{code:?}: {detail}")]
// `Error` is a class of JavaScript.
#[serde(rename = "AppError")]
pub struct Error {
    pub code: ErrorCode,
    pub detail: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// What was asked for is gone; the page should be loaded anew.
    NotFound,
    /// This step does not follow from where the order stands.
    Impossible,
    /// This step is unusual, and nothing says why.
    ReasonNeeded,
    /// Later changes rest on the one to be taken back.
    NotUndoable,
    DiskFull,
    NotWritable,
    /// The record is damaged; the library check tells where.
    Damaged,
    FileTooLarge,
    FileEmpty,
    /// A folder, a device or nothing at all.
    NotAFile,
    FileUnreadable,
    /// A file that no program of the system is simply given.
    NotOpenable,
    /// Its bytes are no picture that can be shown and read.
    NotAPicture,
    /// It has more pixels or bytes than can be read.
    PictureTooLarge,
    /// No letter could stand in it.
    PictureTooSmall,
    /// The program that reads pictures is not there or lacks a language.
    RecogniserMissing,
    /// That program went wrong or took too long.
    RecogniserFailed,
    /// The reader of a picture was told to stop.
    Cancelled,
    /// The clipboard holds no picture.
    ClipboardEmpty,
    /// The pasted text is longer than a page can be.
    PageTooLong,
    /// A gate is open, a field is missing or an amount cannot be read.
    NotReady,
    /// Another program has these keys, or this desktop gives none away.
    ShortcutTaken,
    /// What was entered cannot be kept as it is.
    Invalid,
    /// Somebody is still at work on the record.
    Busy,
    /// A backup is gone or damaged; the record that was there is open.
    BackupBad,
    /// A backup did not take the record's place; the record that was there is open.
    NotRestored,
    /// It is no archive of a library.
    NotAnArchive,
    /// A newer version of the app made it.
    ArchiveNewer,
    ArchiveDamaged,
    /// It could not be read or written where it is.
    ArchiveUnreachable,
    /// A workbook of Excel 97–2003 or of WPS's own form.
    OldWorkbook,
    EncryptedWorkbook,
    /// A page of the web that was named like a table.
    WebPage,
    XmlWorkbook,
    /// A workbook of another form.
    OtherWorkbook,
    /// An archive that may hold a table.
    PackedFile,
    PdfFile,
    PictureFile,
    NotATable,
    TooManyRows,
    TableTooLarge,
    WorkbookDamaged,
    /// No font of this system shows Chinese, which papers are set in.
    NoChineseFont,
    /// Nothing of a case would be handed over in its packet.
    PacketEmpty,
    /// A packet was not what it should be when it was read back; it was not kept.
    PacketBad,
    /// The data folder is not open; the start page tells why.
    NotOpen,
    /// Anything that nobody can act on but by reporting it.
    Internal,
}

impl Error {
    pub fn new(code: ErrorCode, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into() }
    }
}

impl From<ledger::Error> for Error {
    fn from(error: ledger::Error) -> Self {
        use ledger::Error as E;
        let code = match &error {
            E::NotFound(
                Missing::Draft
                | Missing::Order
                | Missing::Event
                | Missing::Evidence
                | Missing::Recipient
                | Missing::Template
                | Missing::Reminder
                | Missing::View
                | Missing::Own
                | Missing::Backup,
            ) => ErrorCode::NotFound,
            E::NotFound(Missing::VaultFile) | E::Corrupt { .. } => ErrorCode::Damaged,
            E::Impossible { .. } | E::Contradicts { .. } => ErrorCode::Impossible,
            E::ReasonMissing { .. } => ErrorCode::ReasonNeeded,
            E::NotUndoable { .. } => ErrorCode::NotUndoable,
            E::Full => ErrorCode::DiskFull,
            E::NotWritable => ErrorCode::NotWritable,
            E::Database(_) | E::Io(_) => ErrorCode::Internal,
        };
        Self::new(code, chain(&error))
    }
}

impl From<AttachError> for Error {
    fn from(error: AttachError) -> Self {
        let code = match error {
            AttachError::TooLarge { .. } => ErrorCode::FileTooLarge,
            AttachError::Empty => ErrorCode::FileEmpty,
            AttachError::NotAFile => ErrorCode::NotAFile,
            AttachError::NotAPicture => ErrorCode::NotAPicture,
            AttachError::Unreadable(_) => ErrorCode::FileUnreadable,
            AttachError::Ledger(inner) => return inner.into(),
        };
        Self::new(code, chain(&error))
    }
}

impl From<ArchiveError> for Error {
    fn from(error: ArchiveError) -> Self {
        use std::io::ErrorKind::{QuotaExceeded, StorageFull};
        let code = match &error {
            ArchiveError::NotAnArchive { .. } => ErrorCode::NotAnArchive,
            ArchiveError::Newer => ErrorCode::ArchiveNewer,
            ArchiveError::Damaged { .. } => ErrorCode::ArchiveDamaged,
            ArchiveError::Stopped => ErrorCode::Cancelled,
            ArchiveError::Io(cause) => match cause.kind() {
                StorageFull | QuotaExceeded => ErrorCode::DiskFull,
                _ => ErrorCode::ArchiveUnreachable,
            },
            ArchiveError::Ledger(_) => ErrorCode::Internal,
        };
        match error {
            ArchiveError::Ledger(inner) => inner.into(),
            other => Self::new(code, chain(&other)),
        }
    }
}

impl From<OutError> for Error {
    fn from(error: OutError) -> Self {
        match error {
            OutError::Stopped => ArchiveError::Stopped.into(),
            OutError::Io(cause) => ArchiveError::Io(cause).into(),
            OutError::Ledger(inner) => inner.into(),
        }
    }
}

impl From<ReadError> for Error {
    fn from(error: ReadError) -> Self {
        let code = match &error {
            ReadError::Foreign(what) => match what {
                Foreign::Empty => ErrorCode::FileEmpty,
                Foreign::OldWorkbook => ErrorCode::OldWorkbook,
                Foreign::Encrypted => ErrorCode::EncryptedWorkbook,
                Foreign::WebPage => ErrorCode::WebPage,
                Foreign::XmlWorkbook => ErrorCode::XmlWorkbook,
                Foreign::OtherWorkbook => ErrorCode::OtherWorkbook,
                Foreign::Archive => ErrorCode::PackedFile,
                Foreign::Pdf => ErrorCode::PdfFile,
                Foreign::Picture => ErrorCode::PictureFile,
                Foreign::Unknown => ErrorCode::NotATable,
            },
            ReadError::TooMuch(TooMuch::Bytes) => ErrorCode::FileTooLarge,
            ReadError::TooMuch(TooMuch::Rows) => ErrorCode::TooManyRows,
            ReadError::TooMuch(TooMuch::Unpacked | TooMuch::Cells | TooMuch::Text) => {
                ErrorCode::TableTooLarge
            }
            ReadError::Damaged(_) => ErrorCode::WorkbookDamaged,
            ReadError::NoSheet(_) => ErrorCode::NotFound,
        };
        Self::new(code, chain(&error))
    }
}

impl From<OcrError> for Error {
    fn from(error: OcrError) -> Self {
        let code = match error {
            OcrError::NotAPicture => ErrorCode::NotAPicture,
            OcrError::Damaged => ErrorCode::FileUnreadable,
            OcrError::TooLarge => ErrorCode::PictureTooLarge,
            OcrError::TooSmall => ErrorCode::PictureTooSmall,
            OcrError::Cancelled => ErrorCode::Cancelled,
            OcrError::TimedOut | OcrError::Failed(_) => ErrorCode::RecogniserFailed,
        };
        Self::new(code, chain(&error))
    }
}

impl From<OpenError> for Error {
    fn from(error: OpenError) -> Self {
        Self::new(ErrorCode::NotOpen, chain(&error))
    }
}

/// The error and what caused it, for the detail.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

/// The wire form of a value that always has one.
pub(crate) fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::new(ErrorCode::Internal, error.to_string()))
}
