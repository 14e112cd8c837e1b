use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};
use jiff::Timestamp;
use ledger::{Acquired, Attached, Change, FileBytes, Source};
use model::{EvidenceKind, OrderId, Sha256Hex};

use crate::error::{Error, ErrorCode, Result};
use crate::library::Library;

/// A file that came over the clipboard as bytes, not as a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pasted {
    /// With an ending that says what it is; made up when the clipboard gave none.
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Pasted {
    /// # Errors
    ///
    /// [`ErrorCode::FileUnreadable`] when the text is not base64.
    pub fn from_base64(name: String, base64: &str) -> Result<Self> {
        match STANDARD.decode(base64) {
            Ok(bytes) => Ok(Self { name, bytes }),
            Err(error) => Err(Error::new(ErrorCode::FileUnreadable, error.to_string())),
        }
    }

    /// A PNG of a picture that the clipboard holds as bare pixels, four bytes each.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::FileUnreadable`] when the bytes are not `width` × `height` pixels.
    pub fn from_rgba(name: String, rgba: &[u8], width: u32, height: u32) -> Result<Self> {
        let unreadable = |detail| Error::new(ErrorCode::FileUnreadable, detail);
        let expected = u64::from(width) * u64::from(height) * 4;
        if u64::try_from(rgba.len()) != Ok(expected) {
            return Err(unreadable(format!("{} bytes for {width}x{height}", rgba.len())));
        }
        let mut bytes = Vec::new();
        PngEncoder::new(&mut bytes)
            .write_image(rgba, width, height, ExtendedColorType::Rgba8)
            .map_err(|error| unreadable(error.to_string()))?;
        Ok(Self { name, bytes })
    }
}

impl Library {
    /// Puts a file of this machine into the vault and hangs it on an order.
    pub async fn attach_file(
        &self,
        order: OrderId,
        path: PathBuf,
        kind: EvidenceKind,
        how: Acquired,
        now: Timestamp,
    ) -> Result<Attached> {
        self.change(move |ledger| ledger.attach(&order, Source::Path(path), kind, how, now)).await
    }

    /// Puts pasted bytes into the vault and hangs them on an order.
    pub async fn attach_pasted(
        &self,
        order: OrderId,
        pasted: Pasted,
        kind: EvidenceKind,
        now: Timestamp,
    ) -> Result<Attached> {
        let source = Source::Bytes { name: pasted.name, bytes: pasted.bytes };
        self.change(move |ledger| ledger.attach(&order, source, kind, Acquired::Paste, now)).await
    }

    /// An original file of the vault and its media type.
    pub async fn original(&self, sha256: Sha256Hex) -> Result<FileBytes> {
        self.read(move |ledger| ledger.evidence_bytes(&sha256)).await
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
