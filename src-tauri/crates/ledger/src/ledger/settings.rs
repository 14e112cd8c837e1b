use crate::{Change, Changed, Error, Ledger, table::setting};

impl Ledger {
    /// A setting's JSON, `None` while it was never set.
    pub fn setting(&self, key: &str) -> Result<Option<String>, Error> {
        self.read(|db| Ok(setting::get(db, key)?))
    }

    /// Every setting that was ever set, by key.
    pub fn settings(&self) -> Result<Vec<(String, String)>, Error> {
        self.read(|db| Ok(setting::all(db)?))
    }

    pub fn set_setting(&self, key: &str, value: &str) -> Result<Change, Error> {
        self.write(|db| Ok(setting::put(db, key, value)?))?;
        Ok(Change::of(&[Changed::Settings]))
    }
}
