//! Copies of pictures that are evidence.

use std::sync::PoisonError;

use image::DynamicImage;
use jiff::Timestamp;
use model::{EvidenceKind, OrderId, Sha256Hex};

use super::described::MadeFile;
use crate::{AttachError, Attached, EvidenceAbout, FileBytes, Ledger, Retouch, picture, retouch};

impl Ledger {
    /// Makes a copy of a piece, cut out and marked, and hangs it on the same order. The original
    /// stays as it is.
    ///
    /// # Errors
    ///
    /// [`AttachError::NotAPicture`] when it cannot be decoded or nothing would be left of it.
    pub fn retouch(
        &self,
        order: &OrderId,
        original: &Sha256Hex,
        how: &Retouch,
        name: String,
        kind: EvidenceKind,
        now: Timestamp,
    ) -> Result<Attached, AttachError> {
        let bytes = {
            let _one_at_a_time = self.decoding.lock().unwrap_or_else(PoisonError::into_inner);
            how.apply(&self.pixels(original)?).ok_or(AttachError::NotAPicture)?
        };
        let from = vec![original.clone()];
        let about = EvidenceAbout::default();
        self.attach_made(order, MadeFile { name, bytes, kind, from, about }, now)
    }

    /// Puts two pieces beside each other as one picture and hangs it on the order. The captions
    /// are pictures, each of at most a megabyte.
    ///
    /// # Errors
    ///
    /// As [`Ledger::retouch`].
    pub fn put_beside(
        &self,
        order: &OrderId,
        pair: &[Sha256Hex; 2],
        captions: [&[u8]; 2],
        name: String,
        now: Timestamp,
    ) -> Result<Attached, AttachError> {
        let bytes = {
            let _one_at_a_time = self.decoding.lock().unwrap_or_else(PoisonError::into_inner);
            let [left, right] = [self.pixels(&pair[0])?, self.pixels(&pair[1])?];
            let caption = |bytes: &[u8]| {
                let small = bytes.len() <= 1 << 20;
                let pixels = if small { picture::decoded(bytes) } else { None };
                pixels.ok_or(AttachError::NotAPicture)
            };
            let [one, other] = [caption(captions[0])?, caption(captions[1])?];
            retouch::beside([&left, &right], [&one, &other]).ok_or(AttachError::NotAPicture)?
        };
        let (kind, about) = (EvidenceKind::Comparison, EvidenceAbout::default());
        self.attach_made(order, MadeFile { name, bytes, kind, from: pair.to_vec(), about }, now)
    }

    fn pixels(&self, sha256: &Sha256Hex) -> Result<DynamicImage, AttachError> {
        let FileBytes { bytes, .. } = self.evidence_bytes(sha256)?;
        picture::decoded(&bytes).ok_or(AttachError::NotAPicture)
    }
}
