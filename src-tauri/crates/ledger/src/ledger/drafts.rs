use jiff::Timestamp;

use crate::{Change, Changed, Draft, DraftId, Error, Ledger, Missing, table::draft};

impl Ledger {
    /// A fresh identity; nothing is stored under it yet.
    pub fn new_draft_id(now: Timestamp) -> DraftId {
        DraftId(super::new_identity(now))
    }

    /// Stores a purchase in progress, over what was stored under the same identity.
    pub fn save_draft(&self, id: &DraftId, body: &str, now: Timestamp) -> Result<Change, Error> {
        self.write(|db| Ok(draft::put(db, id, body, now)?))?;
        Ok(Change::of(&[Changed::Drafts]))
    }

    /// The last touched first.
    pub fn drafts(&self) -> Result<Vec<Draft>, Error> {
        self.read(|db| Ok(draft::all(db)?))
    }

    pub fn draft(&self, id: &DraftId) -> Result<Draft, Error> {
        self.read(|db| draft::get(db, id)?.ok_or(Error::NotFound(Missing::Draft)))
    }

    pub fn discard_draft(&self, id: &DraftId) -> Result<Change, Error> {
        if self.write(|db| Ok(draft::remove(db, id)?))? {
            Ok(Change::of(&[Changed::Drafts]))
        } else {
            Err(Error::NotFound(Missing::Draft))
        }
    }
}
