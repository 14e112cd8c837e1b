use jiff::Timestamp;

use crate::{
    Change, Changed, Confirmed, Error, Ledger, Missing, RecipientId, RecipientRow, table::recipient,
};

impl Ledger {
    /// The address book, the last used first.
    pub fn recipients(&self) -> Result<Vec<RecipientRow>, Error> {
        self.read(|db| Ok(recipient::all(db)?))
    }

    /// Adds a recipient or confirms a known one again. A label of `None` leaves the known one.
    pub fn save_recipient(
        &self,
        kind: &str,
        value: &str,
        label: Option<&str>,
        confirmed: Confirmed,
        now: Timestamp,
    ) -> Result<Change, Error> {
        self.write(|db| Ok(recipient::save(db, (kind, value), label, confirmed, now)?))?;
        Ok(Change::of(&[Changed::Recipients]))
    }

    /// Says who a recipient is.
    pub fn rename_recipient(&self, id: RecipientId, label: &str) -> Result<Change, Error> {
        if self.write(|db| Ok(recipient::rename(db, id, label)?))? {
            Ok(Change::of(&[Changed::Recipients]))
        } else {
            Err(Error::NotFound(Missing::Recipient))
        }
    }

    /// Puts a forgotten recipient back as it was, under a new identity.
    pub fn restore_recipient(&self, row: &RecipientRow) -> Result<Change, Error> {
        self.write(|db| Ok(recipient::put_back(db, row)?))?;
        Ok(Change::of(&[Changed::Recipients]))
    }

    /// Orders that went to it stay as they are.
    pub fn forget_recipient(&self, id: RecipientId) -> Result<Change, Error> {
        if self.write(|db| Ok(recipient::forget(db, id)?))? {
            Ok(Change::of(&[Changed::Recipients]))
        } else {
            Err(Error::NotFound(Missing::Recipient))
        }
    }
}
