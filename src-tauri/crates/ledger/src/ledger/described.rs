//! What is said of evidence and what its files show by themselves.

use std::sync::PoisonError;

use jiff::Timestamp;
use model::{EvidenceKind, OrderId, Sha256Hex};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{evidence::inspected, orders::append};
use crate::{
    Acquired, AttachError, Attached, Change, Changed, Error, EvidenceAbout, FileBytes,
    FileMetadata, Happening, Ledger, Missing, likeness, metadata, picture, source, table,
};

/// Why no text was read in a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Unread {
    /// It cannot be decoded, or is too large or too small to hold a word.
    Unreadable,
    /// The recogniser went wrong.
    Failed,
}

/// A file that was made here from others.
#[derive(Debug, Clone)]
pub struct MadeFile {
    pub name: String,
    pub bytes: Vec<u8>,
    pub kind: EvidenceKind,
    /// What it was made from; pieces of the same order.
    pub from: Vec<Sha256Hex>,
    pub about: EvidenceAbout,
}

/// A picture that looks much like another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct NearPicture {
    pub sha256: Sha256Hex,
    /// What it is called where it is evidence.
    pub name: String,
    pub orders: Vec<OrderId>,
    /// The text of both was read and says the same numbers; `None` while one was not read.
    pub same_numbers: Option<bool>,
}

impl Ledger {
    /// Keeps what the buyer says of a piece, in place of what was said before.
    pub fn describe_evidence(
        &self,
        order: &OrderId,
        sha256: &Sha256Hex,
        about: EvidenceAbout,
        now: Timestamp,
    ) -> Result<Change, Error> {
        let about = about.tidied();
        let what = Happening::EvidenceDescribed { sha256: sha256.clone(), about };
        let (_, seq) = self.write(|db| append(db, order, what, now))?;
        Ok(Change::order(order, seq, &[Changed::Orders, Changed::Evidence]))
    }

    /// Keeps a file that was made from pieces of the order, and says which.
    pub fn attach_made(
        &self,
        order: &OrderId,
        made: MadeFile,
        now: Timestamp,
    ) -> Result<Attached, AttachError> {
        let MadeFile { name, bytes, kind, from, about } = made;
        let sha256 = crate::sha256(&bytes);
        let incoming = source::Incoming { name, bytes, modified_at: None };
        let mut piece =
            inspected(self, &incoming, &sha256, kind, Acquired::Made, now, picture::Look::Decode);
        piece.derived_from = from;
        piece.about = about.tidied();
        let notice = piece.notice;
        self.vault.store(&sha256, &incoming.bytes)?;
        let attached = self.write(|db| {
            let pk = table::order::pk(db, order)?.ok_or(Error::NotFound(Missing::Order))?;
            let there = table::evidence::of_order(db, pk)?;
            let known = |sha256: &Sha256Hex| there.iter().any(|piece| piece.sha256 == *sha256);
            if !piece.derived_from.iter().all(known) {
                return Err(Error::NotFound(Missing::Evidence));
            }
            let already = known(&sha256);
            let change = if already {
                Change::nothing()
            } else {
                let (_, seq) = append(db, order, Happening::EvidenceAttached(piece), now)?;
                Change::order(order, seq, &[Changed::Orders, Changed::Evidence])
            };
            Ok(Attached { sha256: sha256.clone(), already, also_in: Vec::new(), notice, change })
        })?;
        Ok(attached)
    }

    /// A piece of evidence whose bytes were not looked at yet, the latest first.
    pub fn unseen_evidence(&self) -> Result<Option<Sha256Hex>, Error> {
        let unseen = || self.read(|db| Ok(table::evidence_file::unseen(db)?));
        if let Some(sha256) = unseen()? {
            return Ok(Some(sha256));
        }
        // A file that was elsewhere may have come meanwhile.
        let came = self.read(|db| Ok(table::elsewhere::all(db)?))?;
        if !came.iter().any(|sha256| self.vault.has(sha256)) {
            return Ok(None);
        }
        self.write(|db| Ok(table::elsewhere::sweep(db, |sha256| self.vault.has(sha256))?))?;
        unseen()
    }

    /// The files of an order that never were here, as its orders came without them.
    pub fn files_elsewhere(&self, order: &OrderId) -> Result<Vec<Sha256Hex>, Error> {
        let mut away = self.read(|db| Ok(table::elsewhere::of_order(db, order)?))?;
        away.retain(|sha256| !self.vault.has(sha256));
        Ok(away)
    }

    /// Looks at a file's bytes and keeps what they show: how it looks, and what stands beside
    /// its pixels. A file that is gone shows nothing; the library check names it.
    pub fn look_at_evidence(&self, sha256: &Sha256Hex) -> Result<(), Error> {
        let bytes = self.vault.read(sha256).ok().flatten().unwrap_or_default();
        let metadata = metadata::read(&bytes);
        let likeness = {
            let _one_at_a_time = self.decoding.lock().unwrap_or_else(PoisonError::into_inner);
            picture::decoded(&bytes).and_then(|picture| likeness::likeness(&picture))
        };
        self.write(|db| Ok(table::evidence_file::put(db, sha256, likeness.as_ref(), &metadata)?))
    }

    /// A picture that was looked at and whose text was not read yet, the latest first.
    pub fn evidence_to_read(&self) -> Result<Option<Sha256Hex>, Error> {
        self.read(|db| Ok(table::evidence_file::to_read(db)?))
    }

    /// Keeps why a picture was not read, so that it is not tried again; `None` has it tried.
    pub fn set_unread(&self, sha256: &Sha256Hex, why: Option<Unread>) -> Result<(), Error> {
        self.write(|db| Ok(table::evidence_file::set_unread(db, sha256, why)?))
    }

    pub fn unread(&self, sha256: &Sha256Hex) -> Result<Option<Unread>, Error> {
        self.read(|db| Ok(table::evidence_file::unread(db, sha256)?))
    }

    /// What stands beside a file's pixels; read now when it was not looked at yet.
    pub fn file_metadata(&self, sha256: &Sha256Hex) -> Result<FileMetadata, Error> {
        if let Some(kept) = self.read(|db| Ok(table::evidence_file::metadata(db, sha256)?))? {
            return Ok(kept);
        }
        let FileBytes { bytes, .. } = self.evidence_bytes(sha256)?;
        Ok(metadata::read(&bytes))
    }

    /// The pictures among the evidence of all orders that look much like this one, the nearest
    /// first. One that was made from it, or it from that, is not among them.
    pub fn near_pictures(&self, sha256: &Sha256Hex) -> Result<Vec<NearPicture>, Error> {
        self.read(|db| {
            let Some(likeness) = table::evidence_file::likeness(db, sha256)? else {
                return Ok(Vec::new());
            };
            let mut near: Vec<(u32, Sha256Hex)> = Vec::new();
            table::evidence_file::each_likeness(db, |other, of_other| {
                let apart = likeness::apart(&likeness, of_other);
                if apart <= likeness::NEAR && other != sha256.as_str() {
                    near.extend(Sha256Hex::new(other).map(|other| (apart, other)));
                }
            })?;
            near.sort();
            let text = table::evidence_text::get(db, sha256)?;
            let own = table::evidence::of_file(db, sha256)?;
            let mut found = Vec::new();
            for (_, other) in near {
                let rows = table::evidence::of_file(db, &other)?;
                let kin = rows.iter().any(|(_, row)| row.derived_from.contains(sha256))
                    || own.iter().any(|(_, row)| row.derived_from.contains(&other));
                let Some((_, first)) = rows.first().filter(|_| !kin) else { continue };
                let of_other = table::evidence_text::get(db, &other)?;
                let both = text.as_deref().zip(of_other.as_deref());
                found.push(NearPicture {
                    name: first.name.clone(),
                    sha256: other,
                    orders: rows.into_iter().map(|(order, _)| order).collect(),
                    same_numbers: both.map(|(one, two)| numbers(one) == numbers(two)),
                });
            }
            Ok(found)
        })
    }
}

/// The longer numbers in a text: what tells one order's page from the next one's.
fn numbers(text: &str) -> std::collections::BTreeSet<&str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() >= 6).collect()
}
