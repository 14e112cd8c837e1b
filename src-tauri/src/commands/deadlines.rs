use app::{
    AgendaView, Change, IcsEntry, Library, NextTerm, OrderDeadlines, OrderId, OwnId, Platform,
    PlatformEntry, PlatformFault, ReplaceableRule, Result, TermAnswered, TermKey, Track, Watch,
};
use tauri::{AppHandle, WebviewWindow};
use tauri_plugin_notification::NotificationExt;

use super::{Shared, chosen, internal};
use crate::shell::{now, zone};

#[tauri::command]
#[specta::specta]
pub(crate) async fn deadlines_of(shell: Shared<'_>, order: OrderId) -> Result<OrderDeadlines> {
    shell.library().await?.deadlines_of(order, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn agenda(shell: Shared<'_>, track: Option<Track>) -> Result<AgendaView> {
    shell.library().await?.agenda(track, now(), zone()).await
}

/// Of each of these orders, the term that is due next.
#[tauri::command]
#[specta::specta]
pub(crate) async fn next_terms(shell: Shared<'_>, orders: Vec<OrderId>) -> Result<Vec<NextTerm>> {
    shell.library().await?.next_terms(orders, now()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn answer_term(shell: Shared<'_>, what: TermAnswered) -> Result<Change> {
    shell.library().await?.answer_term(what, now()).await
}

/// Writes terms as a calendar file where the user says; `false` when they closed the dialog.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_ics(
    window: WebviewWindow,
    shell: Shared<'_>,
    name: String,
    entries: Vec<IcsEntry>,
) -> Result<bool> {
    let to = chosen(&window, |dialog, tell| {
        dialog.set_file_name(name).add_filter("ics", &["ics"]).save_file(tell);
    });
    let Some(path) = to.await else { return Ok(false) };
    shell.library().await?.export_ics(path, entries, now()).await?;
    Ok(true)
}

/// What is to be told now, and what was missed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn watch(shell: Shared<'_>) -> Result<Watch> {
    shell.library().await?.watch(now(), zone()).await
}

/// Remembers that the buyer was told of these terms.
#[tauri::command]
#[specta::specta]
pub(crate) async fn terms_told(shell: Shared<'_>, terms: Vec<TermKey>) -> Result<Change> {
    shell.library().await?.terms_told(terms, now()).await
}

/// Shows a notification of the desktop, and remembers what it told.
#[tauri::command]
#[specta::specta]
pub(crate) async fn notify_terms(
    app: AppHandle,
    shell: Shared<'_>,
    title: String,
    body: String,
    terms: Vec<TermKey>,
) -> Result<Change> {
    app.notification().builder().title(title).body(body).show().map_err(internal)?;
    shell.library().await?.terms_told(terms, now()).await
}

/// The rules that a platform's own may stand in place of.
#[tauri::command]
#[specta::specta]
pub(crate) async fn replaceable_rules() -> Result<Vec<ReplaceableRule>> {
    Ok(Library::replaceable_rules())
}

/// The platforms that were written down.
#[tauri::command]
#[specta::specta]
pub(crate) async fn platforms(shell: Shared<'_>) -> Result<Vec<PlatformEntry>> {
    shell.library().await?.platforms().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn try_platform(
    shell: Shared<'_>,
    id: Option<OwnId>,
    what: Platform,
) -> Result<Vec<PlatformFault>> {
    shell.library().await?.try_platform(id, what).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_platform(
    shell: Shared<'_>,
    id: Option<OwnId>,
    what: Platform,
) -> Result<Change> {
    shell.library().await?.save_platform(id, what, now()).await
}
