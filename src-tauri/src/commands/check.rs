use app::{
    AddressEntry, Catalogue, Change, DraftId, DraftReview, DraftSummary, PurchaseDraft,
    RecipientId, Result, SavedDraft, Sealed,
};

use super::Shared;
use crate::shell::now;

#[tauri::command]
#[specta::specta]
pub(crate) async fn catalogue(shell: Shared<'_>) -> Result<Catalogue> {
    shell.library().await?.catalogue().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn review(shell: Shared<'_>, draft: PurchaseDraft) -> Result<DraftReview> {
    shell.library().await?.review(draft, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_draft(
    shell: Shared<'_>,
    id: Option<DraftId>,
    draft: PurchaseDraft,
) -> Result<SavedDraft> {
    shell.library().await?.save_draft(id, draft, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn drafts(shell: Shared<'_>) -> Result<Vec<DraftSummary>> {
    shell.library().await?.drafts().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn draft(shell: Shared<'_>, id: DraftId) -> Result<PurchaseDraft> {
    shell.library().await?.draft(id).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn discard_draft(shell: Shared<'_>, id: DraftId) -> Result<Change> {
    shell.library().await?.discard_draft(id, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn confirm(
    shell: Shared<'_>,
    id: Option<DraftId>,
    draft: PurchaseDraft,
) -> Result<Sealed> {
    shell.library().await?.confirm(id, draft, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn recipients(shell: Shared<'_>) -> Result<Vec<AddressEntry>> {
    shell.library().await?.recipients().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn forget_recipient(shell: Shared<'_>, id: RecipientId) -> Result<Change> {
    shell.library().await?.forget_recipient(id).await
}
