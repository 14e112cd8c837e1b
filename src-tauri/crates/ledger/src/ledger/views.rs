use jiff::Timestamp;

use crate::{Change, Changed, Error, Ledger, Missing, ViewId, ViewRow, table::view};

impl Ledger {
    /// A fresh identity; nothing is stored under it yet.
    pub fn new_view_id(now: Timestamp) -> ViewId {
        ViewId(super::new_identity(now))
    }

    /// The first made first.
    pub fn views(&self) -> Result<Vec<ViewRow>, Error> {
        self.read(|db| Ok(view::all(db)?))
    }

    /// Stores a view, over what was stored under the same identity.
    pub fn save_view(
        &self,
        id: &ViewId,
        name: &str,
        body: &str,
        now: Timestamp,
    ) -> Result<Change, Error> {
        self.write(|db| Ok(view::put(db, id, name, body, now)?))?;
        Ok(Change::of(&[Changed::Views]))
    }

    /// Gives a view another name; what it shows stays.
    pub fn rename_view(&self, id: &ViewId, name: &str) -> Result<Change, Error> {
        changed(self.write(|db| Ok(view::rename(db, id, name)?))?)
    }

    pub fn remove_view(&self, id: &ViewId) -> Result<Change, Error> {
        changed(self.write(|db| Ok(view::remove(db, id)?))?)
    }
}

fn changed(there: bool) -> Result<Change, Error> {
    if there { Ok(Change::of(&[Changed::Views])) } else { Err(Error::NotFound(Missing::View)) }
}
