use app::{Change, EventOf, OrderEvent, OrderId, OrderView, Result, SavedDraft};

use super::Shared;
use crate::shell::now;

#[tauri::command]
#[specta::specta]
pub(crate) async fn order(shell: Shared<'_>, id: OrderId) -> Result<OrderView> {
    shell.library().await?.order(id, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn record(shell: Shared<'_>, id: OrderId, event: OrderEvent) -> Result<Change> {
    shell.library().await?.record(id, event, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn undo(shell: Shared<'_>, events: Vec<EventOf>) -> Result<Change> {
    shell.library().await?.undo(events, now()).await
}

/// Begins a purchase with the need of an earlier one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn buy_again(shell: Shared<'_>, order: OrderId) -> Result<SavedDraft> {
    shell.library().await?.buy_again(order, now()).await
}
