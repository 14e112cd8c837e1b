use std::{collections::BTreeSet, sync::PoisonError};

use jiff::Timestamp;
use model::{EvidenceKind, OrderId, Sha256Hex};
use rusqlite::Connection;

use super::orders::append;
use crate::{
    Acquired, AttachError, Attached, Change, Changed, Error, EvidenceAbout, EvidenceRow, FileBytes,
    Happening, Ledger, MAX_FILE_BYTES, Missing, Source, column, folder,
    picture::{self, Look},
    source, table, vault,
};

impl Ledger {
    /// Keeps a file as evidence of an order. Its bytes are in the vault before anything names
    /// them. Any file of 1 to [`MAX_FILE_BYTES`] bytes is taken; what is odd about it is told.
    pub fn attach(
        &self,
        order: &OrderId,
        from: Source,
        kind: EvidenceKind,
        how: Acquired,
        now: Timestamp,
    ) -> Result<Attached, AttachError> {
        let incoming = source::read(from, MAX_FILE_BYTES)?;
        let sha256 = crate::sha256(&incoming.bytes);
        self.read(|db| {
            table::order::pk(db, order)?.map(drop).ok_or(Error::NotFound(Missing::Order))
        })?;
        let piece = inspected(self, &incoming, &sha256, kind, how, now, Look::Decode);
        let notice = piece.notice;
        self.vault.store(&sha256, &incoming.bytes)?;
        let attached = self.write(|db| {
            let mut also_in = table::evidence::orders_with(db, &sha256)?;
            let before = also_in.len();
            also_in.retain(|other| other != order);
            let already = also_in.len() < before;
            let change = if already {
                Change::nothing()
            } else {
                let (_, seq) = append(db, order, Happening::EvidenceAttached(piece), now)?;
                Change::order(order, seq, &[Changed::Orders, Changed::Evidence])
            };
            Ok(Attached { sha256, already, also_in, notice, change })
        })?;
        Ok(attached)
    }

    pub fn set_evidence_kind(
        &self,
        order: &OrderId,
        sha256: &Sha256Hex,
        kind: EvidenceKind,
        now: Timestamp,
    ) -> Result<Change, Error> {
        let what = Happening::EvidenceKindSet { sha256: sha256.clone(), kind };
        self.change_evidence(order, what, now)
    }

    /// Takes a file off an order. Its bytes and the event that brought it stay.
    pub fn detach(
        &self,
        order: &OrderId,
        sha256: &Sha256Hex,
        now: Timestamp,
    ) -> Result<Change, Error> {
        let what = Happening::EvidenceDetached { sha256: sha256.clone() };
        self.change_evidence(order, what, now)
    }

    /// Keeps what was read in a file, over what was read in it before. Every order that has the
    /// file is found by it.
    pub fn set_evidence_text(&self, sha256: &Sha256Hex, text: &str) -> Result<Change, Error> {
        let change = self.write(|db| {
            let keys = table::evidence::keys_with(db, sha256)?;
            if keys.is_empty() {
                return Err(Error::NotFound(Missing::Evidence));
            }
            table::evidence_text::put(db, sha256, text)?;
            index_again(db, keys)?;
            Ok(Change::of(&[Changed::Evidence]))
        })?;
        self.found.texts_changed();
        Ok(change)
    }

    /// What was read in a file; `None` until it was.
    pub fn evidence_text(&self, sha256: &Sha256Hex) -> Result<Option<String>, Error> {
        self.read(|db| Ok(table::evidence_text::get(db, sha256)?))
    }

    /// A file's bytes, as they were attached.
    pub fn evidence_bytes(&self, sha256: &Sha256Hex) -> Result<FileBytes, Error> {
        let bytes = self.vault.read(sha256)?.ok_or(Error::NotFound(Missing::VaultFile))?;
        Ok(FileBytes::of(bytes))
    }

    /// A small picture of a file, `None` when it is no picture that can be shown. It fits into
    /// a square of `max_px`, which is rounded up to a power of two from 64 to 2048. Made when
    /// first asked for; the folder that keeps them may be deleted at any time.
    pub fn thumbnail(&self, sha256: &Sha256Hex, max_px: u32) -> Result<Option<FileBytes>, Error> {
        let max_px = max_px.clamp(64, 2048).next_power_of_two();
        let cache = self.folder.join(folder::THUMBNAILS);
        let kept = cache.join(format!("{}-{max_px}", sha256.as_str()));
        if let Ok(bytes) = vault::read_file(&kept) {
            return Ok(Some(FileBytes::of(bytes)));
        }
        // A page full of large pictures would otherwise take gigabytes at once.
        let one_at_a_time = self.decoding.lock().unwrap_or_else(PoisonError::into_inner);
        let original = self.picture_bytes(sha256)?;
        let Some(small) = picture::thumbnail(&original.bytes, max_px) else { return Ok(None) };
        drop(one_at_a_time);
        // Not being able to keep it is no reason not to show it.
        let _ = folder::create_private(&cache)
            .and_then(|()| vault::write_file(&cache, &kept, &small.bytes));
        Ok(Some(small))
    }

    fn change_evidence(
        &self,
        order: &OrderId,
        what: Happening,
        now: Timestamp,
    ) -> Result<Change, Error> {
        let (_, seq) = self.write(|db| append(db, order, what, now))?;
        Ok(Change::order(order, seq, &[Changed::Orders, Changed::Evidence]))
    }
}

/// Keeps what was read in a file elsewhere, unless something was read in it here. Says which
/// orders of here have the file and are to be indexed again, once whatever comes with the text
/// has come.
pub(super) fn take_in_text(
    db: &Connection,
    sha256: &Sha256Hex,
    text: &str,
) -> Result<Vec<i64>, Error> {
    if table::evidence_text::get(db, sha256)?.is_some() {
        return Ok(Vec::new());
    }
    table::evidence_text::put(db, sha256, text)?;
    Ok(table::evidence::keys_with(db, sha256)?)
}

/// Indexes orders of whose files something else is read than before.
pub(super) fn index_again(
    db: &Connection,
    keys: impl IntoIterator<Item = i64>,
) -> Result<(), Error> {
    for key in keys.into_iter().collect::<BTreeSet<_>>() {
        // One whose row is damaged is indexed when it is mended.
        for row in table::order::of_keys(db, &[key])?.into_iter().flatten() {
            table::search::index(db, key, &row)?;
        }
    }
    Ok(())
}

/// What becomes known of a file that is about to be evidence.
pub(super) fn inspected(
    ledger: &Ledger,
    incoming: &source::Incoming,
    sha256: &Sha256Hex,
    kind: EvidenceKind,
    how: Acquired,
    now: Timestamp,
    look: Look,
) -> EvidenceRow {
    let inspected = if look == Look::Decode {
        let _one_at_a_time = ledger.decoding.lock().unwrap_or_else(PoisonError::into_inner);
        picture::inspect(&incoming.name, &incoming.bytes, look)
    } else {
        picture::inspect(&incoming.name, &incoming.bytes, look)
    };
    EvidenceRow {
        sha256: sha256.clone(),
        kind,
        name: incoming.name.clone(),
        media_type: inspected.media_type.to_owned(),
        size: i64::try_from(incoming.bytes.len()).unwrap_or(i64::MAX),
        width: inspected.size.map(|(width, _)| width),
        height: inspected.size.map(|(_, height)| height),
        notice: inspected.notice,
        acquired: how,
        attached_at: column::to_millis(now),
        file_modified_at: incoming.modified_at,
        derived_from: Vec::new(),
        about: EvidenceAbout::default(),
    }
}
