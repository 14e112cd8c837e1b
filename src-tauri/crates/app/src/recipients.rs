use check::identifier::KindId;
use ledger::{Change, RecipientId, RecipientRow};
use serde::Serialize;
use specta::Type;

use crate::error::Result;
use crate::library::Library;

/// A recipient of the address book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct AddressEntry {
    #[serde(flatten)]
    pub row: RecipientRow,
    /// The value in the groups it is shown in.
    pub groups: Vec<String>,
}

impl Library {
    /// The address book, the most used first.
    pub async fn recipients(&self) -> Result<Vec<AddressEntry>> {
        let known = self.read(ledger::Ledger::recipients).await?;
        let mut entries: Vec<_> = known
            .into_iter()
            .map(|row| {
                let groups = check::identifier::group(&KindId(row.kind.clone()), &row.value);
                AddressEntry { row, groups }
            })
            .collect();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.row.purchases));
        Ok(entries)
    }

    pub async fn forget_recipient(&self, id: RecipientId) -> Result<Change> {
        self.change(move |ledger| ledger.forget_recipient(id)).await
    }
}
