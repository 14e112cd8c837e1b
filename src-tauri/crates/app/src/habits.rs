//! What makes the next purchase quicker and safer: templates, buying again, and reminders
//! that a mistake has taught.

use jiff::Timestamp;
use ledger::{Change, Ledger, ReminderId, ReminderRow, TemplateId};
use model::OrderId;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::draft::PurchaseDraft;
use crate::error::{Error, ErrorCode, Result, json};
use crate::library::Library;
use crate::purchase::SavedDraft;
use crate::sealed::SealedCheck;

/// A need that is bought again and again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Template {
    pub id: TemplateId,
    pub name: String,
    /// Without a page and without answers.
    pub draft: PurchaseDraft,
}

/// A reminder before it has an identity.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct NewReminder {
    /// A key of the category catalogue.
    pub category: String,
    /// Only goods whose text contains it; empty for all of the category.
    pub word: String,
    pub text: String,
    /// The order whose mistake taught it.
    pub order: Option<OrderId>,
}

/// The longest name of a template and the longest word of a reminder, in characters.
const LINE: usize = 60;
/// The longest reminder, in characters: it is read in one look.
const TEXT: usize = 300;

impl Library {
    /// The templates, the first made first.
    pub async fn templates(&self) -> Result<Vec<Template>> {
        let rows = self.read(Ledger::templates).await?;
        let template = |row: ledger::TemplateRow| Template {
            id: row.id,
            name: row.name,
            draft: serde_json::from_str(&row.body).unwrap_or_default(),
        };
        Ok(rows.into_iter().map(template).collect())
    }

    /// Keeps the need of a draft as a template: a new one without an identity; over the one
    /// that there is, or one that was removed and comes back, with it.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::Invalid`] when it has no name, or a very long one.
    pub async fn save_template(
        &self,
        id: Option<TemplateId>,
        name: String,
        draft: PurchaseDraft,
        now: Timestamp,
    ) -> Result<Change> {
        let name = line(&name, 1)?;
        let body = json(&draft.need_alone())?;
        self.change(move |ledger| {
            let id = id.unwrap_or_else(|| Ledger::new_template_id(now));
            ledger.save_template(&id, &name, &body, now)
        })
        .await
    }

    pub async fn remove_template(&self, id: TemplateId) -> Result<Change> {
        self.change(move |ledger| ledger.remove_template(&id)).await
    }

    /// Begins a purchase with the need and the recipient of an earlier one. Its page has to be
    /// pasted anew, and nothing that was answered then counts now.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::Damaged`] when this version cannot read what was sealed.
    pub async fn buy_again(&self, order: OrderId, now: Timestamp) -> Result<SavedDraft> {
        let (record, sealed) = self
            .read(move |ledger| {
                Ok::<_, ledger::Error>((ledger.order(&order)?, ledger.sealed_check(&order)?))
            })
            .await?;
        let Some(sealed) = sealed else {
            return self.save_draft(None, PurchaseDraft::again(record.row.summary), now).await;
        };
        let sealed: SealedCheck = serde_json::from_str(&sealed.json)
            .map_err(|error| Error::new(ErrorCode::Damaged, error.to_string()))?;
        // Why it was bought then is no reason why it is bought now.
        let draft = PurchaseDraft { purpose: String::new(), ..sealed.draft.need_alone() };
        self.save_draft(None, draft, now).await
    }

    /// The reminders, the first made first.
    pub async fn reminders(&self) -> Result<Vec<ReminderRow>> {
        self.read(Ledger::reminders).await
    }

    /// Writes a reminder down.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::Invalid`] when it has no text or category, or a very long one.
    pub async fn add_reminder(&self, new: NewReminder, now: Timestamp) -> Result<Change> {
        let NewReminder { category, word, text, order } = new;
        let id = Ledger::new_reminder_id(now);
        self.save_reminder(ReminderRow { id, category, word, text, order, created_at: now }).await
    }

    /// Changes a reminder, or puts a removed one back.
    ///
    /// # Errors
    ///
    /// As [`Library::add_reminder`].
    pub async fn save_reminder(&self, row: ReminderRow) -> Result<Change> {
        let row = ReminderRow {
            category: line(&row.category, 1)?,
            word: line(&row.word, 0)?,
            text: within(&row.text, 1, TEXT)?,
            ..row
        };
        self.change(move |ledger| ledger.save_reminder(&row)).await
    }

    pub async fn remove_reminder(&self, id: ReminderId) -> Result<Change> {
        self.change(move |ledger| ledger.remove_reminder(&id)).await
    }
}

/// One line of the buyer's own, without the blanks around it.
pub(crate) fn line(typed: &str, least: usize) -> Result<String> {
    within(typed, least, LINE)
}

/// A text without what turns it round or cannot be seen: nobody types it, and it shows others than
/// what stands there.
pub(crate) fn seen(typed: &str) -> String {
    let seen = |c: char| match c {
        '\n' => Some(c),
        _ if !model::is_unseen(c) => Some(c),
        _ => c.is_whitespace().then_some(' '),
    };
    typed.chars().filter_map(seen).collect()
}

/// What was typed and can be seen, without the blanks around it.
pub(crate) fn within(typed: &str, least: usize, most: usize) -> Result<String> {
    let seen = seen(typed);
    let typed = seen.trim();
    let length = typed.chars().count();
    if (least..=most).contains(&length) {
        Ok(typed.to_owned())
    } else {
        let detail = format!("{length} characters where {least} to {most} may stand");
        Err(Error::new(ErrorCode::Invalid, detail))
    }
}
