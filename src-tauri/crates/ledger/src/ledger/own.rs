use jiff::Timestamp;

use crate::{Change, Changed, Error, Ledger, Missing, OwnId, OwnRow, OwnSort, table::own};

impl Ledger {
    /// A fresh identity; nothing is stored under it yet.
    pub fn new_own_id(now: Timestamp) -> OwnId {
        OwnId(format!("own_{}", super::new_identity(now)))
    }

    /// The user's own kinds and categories, the first made first, forgotten ones among them.
    pub fn own(&self) -> Result<Vec<OwnRow>, Error> {
        self.read(|db| Ok(own::all(db)?))
    }

    /// Stores a new kind or category.
    pub fn add_own(&self, sort: OwnSort, body: &str, now: Timestamp) -> Result<Change, Error> {
        let id = Self::new_own_id(now);
        self.write(|db| Ok(own::add(db, &id, sort, body, now)?))?;
        Ok(Change::of(&[Changed::Own]))
    }

    /// Stores another description under the same identity.
    pub fn change_own(
        &self,
        id: &OwnId,
        sort: OwnSort,
        body: &str,
        now: Timestamp,
    ) -> Result<Change, Error> {
        let there = self.write(|db| Ok(own::change(db, id, sort, body, now)?))?;
        changed(there)
    }

    /// Marks it as no longer wanted. Orders, drafts and recipients that name it still find it.
    pub fn forget_own(&self, id: &OwnId, now: Timestamp) -> Result<Change, Error> {
        changed(self.write(|db| Ok(own::mark(db, id, Some(now))?))?)
    }

    /// Takes the mark away.
    pub fn restore_own(&self, id: &OwnId) -> Result<Change, Error> {
        changed(self.write(|db| Ok(own::mark(db, id, None)?))?)
    }
}

fn changed(there: bool) -> Result<Change, Error> {
    if there { Ok(Change::of(&[Changed::Own])) } else { Err(Error::NotFound(Missing::Own)) }
}
