use jiff::Timestamp;

use crate::{
    Change, Changed, Error, Ledger, Missing, ReminderId, ReminderRow, TemplateId, TemplateRow,
    table::{reminder, template},
};

impl Ledger {
    /// A fresh identity; nothing is stored under it yet.
    pub fn new_template_id(now: Timestamp) -> TemplateId {
        TemplateId(super::new_identity(now))
    }

    /// A fresh identity; nothing is stored under it yet.
    pub fn new_reminder_id(now: Timestamp) -> ReminderId {
        ReminderId(super::new_identity(now))
    }

    /// The first made first.
    pub fn templates(&self) -> Result<Vec<TemplateRow>, Error> {
        self.read(|db| Ok(template::all(db)?))
    }

    /// Stores a template, over what was stored under the same identity.
    pub fn save_template(
        &self,
        id: &TemplateId,
        name: &str,
        body: &str,
        now: Timestamp,
    ) -> Result<Change, Error> {
        self.write(|db| Ok(template::put(db, id, name, body, now)?))?;
        Ok(Change::of(&[Changed::Templates]))
    }

    pub fn remove_template(&self, id: &TemplateId) -> Result<Change, Error> {
        if self.write(|db| Ok(template::remove(db, id)?))? {
            Ok(Change::of(&[Changed::Templates]))
        } else {
            Err(Error::NotFound(Missing::Template))
        }
    }

    /// The first made first.
    pub fn reminders(&self) -> Result<Vec<ReminderRow>, Error> {
        self.read(|db| Ok(reminder::all(db)?))
    }

    /// Stores a reminder, over what was stored under the same identity; where that came from
    /// and when stays.
    pub fn save_reminder(&self, row: &ReminderRow) -> Result<Change, Error> {
        self.write(|db| Ok(reminder::put(db, row)?))?;
        Ok(Change::of(&[Changed::Reminders]))
    }

    /// Checks that were sealed with it keep its text.
    pub fn remove_reminder(&self, id: &ReminderId) -> Result<Change, Error> {
        if self.write(|db| Ok(reminder::remove(db, id)?))? {
            Ok(Change::of(&[Changed::Reminders]))
        } else {
            Err(Error::NotFound(Missing::Reminder))
        }
    }
}
