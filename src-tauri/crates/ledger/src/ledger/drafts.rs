use jiff::Timestamp;

use model::Fen;

use crate::{
    Amounts, Change, Changed, Draft, DraftId, Error, Ledger, Missing,
    table::{draft, stopped},
};

impl Ledger {
    /// A fresh identity; nothing is stored under it yet.
    pub fn new_draft_id(now: Timestamp) -> DraftId {
        DraftId(super::new_identity(now))
    }

    /// Stores a purchase in progress, over what was stored under the same identity.
    pub fn save_draft(&self, id: &DraftId, body: &str, now: Timestamp) -> Result<Change, Error> {
        self.write(|db| {
            stopped::remove(db, id)?;
            Ok(draft::put(db, id, body, now)?)
        })?;
        Ok(Change::of(&[Changed::Drafts]))
    }

    /// The last touched first.
    pub fn drafts(&self) -> Result<Vec<Draft>, Error> {
        self.read(|db| Ok(draft::all(db)?))
    }

    pub fn draft(&self, id: &DraftId) -> Result<Draft, Error> {
        self.read(|db| draft::get(db, id)?.ok_or(Error::NotFound(Missing::Draft)))
    }

    /// Takes a purchase in progress away.
    pub fn discard_draft(&self, id: &DraftId) -> Result<Change, Error> {
        self.write(|db| {
            if draft::remove(db, id)? { Ok(()) } else { Err(Error::NotFound(Missing::Draft)) }
        })?;
        Ok(Change::of(&[Changed::Drafts]))
    }

    /// The same of one whose check says stop; `total` would have been paid. It counts until it
    /// is saved again.
    pub fn discard_stopped(
        &self,
        id: &DraftId,
        total: Option<Fen>,
        now: Timestamp,
    ) -> Result<Change, Error> {
        self.write(|db| {
            stopped::put(db, id, total, now)?;
            if draft::remove(db, id)? { Ok(()) } else { Err(Error::NotFound(Missing::Draft)) }
        })?;
        Ok(Change::of(&[Changed::Drafts]))
    }

    /// What was discarded while its check said stop.
    pub fn stopped_checks(&self) -> Result<Amounts, Error> {
        self.read(|db| Ok(stopped::sum(db)?))
    }
}
