use app::{
    CategoryId, Change, Fault, KindId, NewRecipient, NewReminder, OwnCategory, OwnEntries, OwnId,
    OwnKind, OwnKindTrial, PurchaseDraft, RecipientId, RecipientKind, RecipientReading,
    RecipientRow, ReminderId, ReminderRow, Result, Template, TemplateId,
};

use super::Shared;
use crate::shell::now;

#[tauri::command]
#[specta::specta]
pub(crate) async fn recipient_kinds(shell: Shared<'_>) -> Result<Vec<RecipientKind>> {
    shell.library().await?.recipient_kinds().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn look_at_recipient(
    shell: Shared<'_>,
    what: NewRecipient,
) -> Result<Vec<RecipientReading>> {
    shell.library().await?.look_at_recipient(what).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn add_recipient(shell: Shared<'_>, what: NewRecipient) -> Result<Change> {
    shell.library().await?.add_recipient(what, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn rename_recipient(
    shell: Shared<'_>,
    id: RecipientId,
    label: String,
) -> Result<Change> {
    shell.library().await?.rename_recipient(id, label).await
}

/// Puts a forgotten recipient back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn restore_recipient(shell: Shared<'_>, row: RecipientRow) -> Result<Change> {
    shell.library().await?.restore_recipient(row).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn templates(shell: Shared<'_>) -> Result<Vec<Template>> {
    shell.library().await?.templates().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_template(
    shell: Shared<'_>,
    id: Option<TemplateId>,
    name: String,
    draft: PurchaseDraft,
) -> Result<Change> {
    shell.library().await?.save_template(id, name, draft, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_template(shell: Shared<'_>, id: TemplateId) -> Result<Change> {
    shell.library().await?.remove_template(id).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn reminders(shell: Shared<'_>) -> Result<Vec<ReminderRow>> {
    shell.library().await?.reminders().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn add_reminder(shell: Shared<'_>, what: NewReminder) -> Result<Change> {
    shell.library().await?.add_reminder(what, now()).await
}

/// Changes a reminder, or puts a removed one back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_reminder(shell: Shared<'_>, row: ReminderRow) -> Result<Change> {
    shell.library().await?.save_reminder(row).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_reminder(shell: Shared<'_>, id: ReminderId) -> Result<Change> {
    shell.library().await?.remove_reminder(id).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn own(shell: Shared<'_>) -> Result<OwnEntries> {
    shell.library().await?.own().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn try_own_kind(
    shell: Shared<'_>,
    id: Option<KindId>,
    what: OwnKind,
) -> Result<OwnKindTrial> {
    shell.library().await?.try_own_kind(id, what).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn try_own_category(
    shell: Shared<'_>,
    id: Option<CategoryId>,
    what: OwnCategory,
) -> Result<Vec<Fault>> {
    shell.library().await?.try_own_category(id, what).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_own_kind(
    shell: Shared<'_>,
    id: Option<KindId>,
    what: OwnKind,
) -> Result<Change> {
    shell.library().await?.save_own_kind(id, what, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_own_category(
    shell: Shared<'_>,
    id: Option<CategoryId>,
    what: OwnCategory,
) -> Result<Change> {
    shell.library().await?.save_own_category(id, what, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn forget_own(shell: Shared<'_>, id: OwnId) -> Result<Change> {
    shell.library().await?.forget_own(id, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn restore_own(shell: Shared<'_>, id: OwnId) -> Result<Change> {
    shell.library().await?.restore_own(id).await
}
