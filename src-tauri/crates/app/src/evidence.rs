use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};
use jiff::Timestamp;
use ledger::{Acquired, AttachOutcome, Attached, Change, FileBytes, MAX_FILE_BYTES, Source};
use model::{EvidenceKind, MAX_PIXELS, OrderId, Sha256Hex};

use crate::error::{Error, ErrorCode, Result};
use crate::library::Library;
use crate::work::Work;

/// What came over the clipboard instead of as a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pasted {
    /// A file's bytes as text.
    Base64(String),
    /// A picture as bare pixels, four bytes each; kept as a PNG.
    Rgba { pixels: Vec<u8>, width: u32, height: u32 },
}

impl Pasted {
    /// The bytes of the file that is kept. Takes as long as the picture is large.
    pub(crate) fn into_file(self) -> Result<Vec<u8>> {
        match self {
            Self::Base64(text) => decode(&text),
            Self::Rgba { pixels, width, height } => png(&pixels, width, height),
        }
    }
}

impl Library {
    /// Keeps what was read in a file; every order that has the file is found by it.
    pub async fn set_evidence_text(&self, file: Sha256Hex, text: String) -> Result<Change> {
        self.change_aside(move |ledger| ledger.set_evidence_text(&file, &text)).await
    }

    /// Puts files of this machine into the vault and hangs them on an order. What came of each
    /// stands in their order; `None` of those that the work was stopped before.
    pub async fn attach_files(
        &self,
        order: OrderId,
        paths: Vec<PathBuf>,
        kind: EvidenceKind,
        how: Acquired,
        now: Timestamp,
        work: Work,
    ) -> Result<Vec<Option<Result<Attached>>>> {
        let files = paths.into_iter().map(Source::Path).collect();
        let outcomes = self
            .change(move |ledger| ledger.attach_many(&order, files, kind, how, now, &work))
            .await?;
        let told = |outcome: AttachOutcome| outcome.map(|came| came.map_err(Error::from));
        Ok(outcomes.into_iter().map(told).collect())
    }

    /// Puts what was pasted into the vault and hangs it on an order. The name has an ending
    /// that says what it is; it is made up when the clipboard gave none.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::FileUnreadable`] when it is neither base64 nor `width` × `height` pixels;
    /// [`ErrorCode::FileTooLarge`] before anything of that size is made of it.
    pub async fn attach_pasted(
        &self,
        order: OrderId,
        name: String,
        pasted: Pasted,
        kind: EvidenceKind,
        now: Timestamp,
    ) -> Result<Attached> {
        self.change(move |ledger| {
            let source = Source::Bytes { name, bytes: pasted.into_file()? };
            ledger.attach(&order, source, kind, Acquired::Paste, now).map_err(Error::from)
        })
        .await
    }

    /// An original file of the vault and its media type.
    pub async fn original(&self, sha256: Sha256Hex) -> Result<FileBytes> {
        self.read(move |ledger| ledger.evidence_bytes(&sha256)).await
    }

    /// A read-only copy of a file of the vault for a program of the system, called `name` as far
    /// as its bytes allow.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::NotOpenable`] when it is of no sort that is only looked at.
    pub async fn lend(&self, sha256: Sha256Hex, name: String) -> Result<PathBuf> {
        let lent = self.read(move |ledger| ledger.lend(&sha256, &name)).await?;
        lent.ok_or_else(|| Error::new(ErrorCode::NotOpenable, "unknown bytes"))
    }

    /// Takes away the copies that earlier runs gave to programs.
    pub async fn sweep_lent(&self) -> Result<()> {
        self.read(ledger::Ledger::sweep_lent).await
    }

    /// A small picture of a file of the vault; `None` when it is no picture.
    pub async fn thumbnail(&self, sha256: Sha256Hex, max_px: u32) -> Result<Option<FileBytes>> {
        self.read(move |ledger| ledger.thumbnail(&sha256, max_px)).await
    }

    /// Takes a file off an order. The vault keeps it, and the timeline says that it was there.
    pub async fn detach(
        &self,
        order: OrderId,
        sha256: Sha256Hex,
        now: Timestamp,
    ) -> Result<Change> {
        self.change(move |ledger| ledger.detach(&order, &sha256, now)).await
    }

    pub async fn set_evidence_kind(
        &self,
        order: OrderId,
        sha256: Sha256Hex,
        kind: EvidenceKind,
        now: Timestamp,
    ) -> Result<Change> {
        self.change(move |ledger| ledger.set_evidence_kind(&order, &sha256, kind, now)).await
    }
}

fn decode(base64: &str) -> Result<Vec<u8>> {
    // Four characters are three bytes.
    at_most(base64.len() as u64 / 4 * 3, MAX_FILE_BYTES)?;
    STANDARD.decode(base64).map_err(|error| unreadable(error.to_string()))
}

fn png(rgba: &[u8], width: u32, height: u32) -> Result<Vec<u8>> {
    let pixels = u64::from(width) * u64::from(height);
    at_most(pixels, MAX_PIXELS)?;
    if rgba.len() as u64 != pixels * 4 {
        return Err(unreadable(format!("{} bytes for {width}x{height}", rgba.len())));
    }
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes)
        .write_image(rgba, width, height, ExtendedColorType::Rgba8)
        .map_err(|error| unreadable(error.to_string()))?;
    Ok(bytes)
}

fn at_most(size: u64, limit: u64) -> Result<()> {
    if size <= limit {
        return Ok(());
    }
    Err(Error::new(ErrorCode::FileTooLarge, format!("{size}, and at most {limit} are taken")))
}

fn unreadable(detail: String) -> Error {
    Error::new(ErrorCode::FileUnreadable, detail)
}
