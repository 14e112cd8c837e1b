use app::{
    Acquired, Attached, Change, Error, ErrorCode, EvidenceKind, OrderId, Result, Sha256Hex, Work,
};
use tauri::{AppHandle, State, WebviewWindow};
use tauri_plugin_dialog::FileDialogBuilder;
use tauri_plugin_opener::OpenerExt;

use super::{Shared, chosen, internal};
use crate::offers::{self, Offers, OffersChanged};
use crate::shell::now;

/// The folder that is watched for screenshots, to show it; `None` when none is.
#[tauri::command]
#[specta::specta]
pub(crate) async fn watched_folder(shell: Shared<'_>) -> Result<Option<String>> {
    let folder = shell.library().await?.watched_folder().await?;
    Ok(folder.map(|folder| folder.display().to_string()))
}

/// Lets the user choose the folder to watch; `false` when the dialog is closed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_watched_folder(
    app: AppHandle,
    window: WebviewWindow,
    shell: Shared<'_>,
) -> Result<bool> {
    let Some(folder) = chosen(&window, FileDialogBuilder::pick_folder).await else {
        return Ok(false);
    };
    shell.library().await?.set_watched_folder(Some(folder)).await?;
    offers::watch(&app);
    Ok(true)
}

/// Watches no folder any more.
#[tauri::command]
#[specta::specta]
pub(crate) async fn stop_watching(app: AppHandle, shell: Shared<'_>) -> Result<Change> {
    let change = shell.library().await?.set_watched_folder(None).await?;
    offers::watch(&app);
    Ok(change)
}

/// What is offered now. An [`OffersChanged`] tells of every change from then on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn offers(offers: State<'_, Offers>) -> Result<OffersChanged> {
    Ok(offers.now())
}

/// Hangs an offered picture on an order.
#[tauri::command]
#[specta::specta]
pub(crate) async fn take_offer(
    app: AppHandle,
    shell: Shared<'_>,
    offered: State<'_, Offers>,
    token: u32,
    order: OrderId,
    kind: EvidenceKind,
) -> Result<Attached> {
    let gone = || Error::new(ErrorCode::NotFound, format!("offer {token}"));
    let path = offered.path(token).ok_or_else(gone)?;
    let library = shell.library().await?;
    let how = Acquired::Watched;
    let came = library.attach_files(order, vec![path], kind, how, now(), Work::default()).await?;
    let attached = came.into_iter().flatten().next().ok_or_else(gone)??;
    offered.drop_offer(token);
    offers::tell(&app);
    Ok(attached)
}

/// Offers a picture no longer; the file stays where it is.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pass_over(
    app: AppHandle,
    offered: State<'_, Offers>,
    token: u32,
) -> Result<()> {
    offered.drop_offer(token);
    offers::tell(&app);
    Ok(())
}

/// Opens a piece of evidence with the system's program for it, on a copy.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_evidence(
    app: AppHandle,
    shell: Shared<'_>,
    sha256: Sha256Hex,
    name: String,
) -> Result<()> {
    let copy = shell.library().await?.lend(sha256, name).await?;
    app.opener().open_path(copy.display().to_string(), None::<&str>).map_err(internal)
}
