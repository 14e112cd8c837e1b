use app::{ArchiveInfo, BackupInfo, Checked, Error, ErrorCode, Merged, Repaired, Result};
use tauri::WebviewWindow;
use tauri_plugin_dialog::FileDialogBuilder;

use super::{Shared, chosen};
use crate::shell::now;
use crate::works::LongWork;

/// Recomputes everything that can be recomputed and names what differs.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_library(window: WebviewWindow, shell: Shared<'_>) -> Result<Checked> {
    let (work, _begun) = shell.works.begin(&window, LongWork::Check);
    shell.library().await?.check(work).await
}

/// Puts right what can be.
#[tauri::command]
#[specta::specta]
pub(crate) async fn repair_library(window: WebviewWindow, shell: Shared<'_>) -> Result<Repaired> {
    let (work, _begun) = shell.works.begin(&window, LongWork::Check);
    shell.library().await?.repair(None, now(), work).await
}

/// Lets the user choose a folder that may have what is lost here, and puts right what can be
/// with it; nothing when none was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn repair_from_folder(
    window: WebviewWindow,
    shell: Shared<'_>,
) -> Result<Option<Repaired>> {
    let Some(folder) = chosen(&window, FileDialogBuilder::pick_folder).await else {
        return Ok(None);
    };
    let (work, _begun) = shell.works.begin(&window, LongWork::Check);
    shell.library().await?.repair(Some(folder), now(), work).await.map(Some)
}

/// The backups, newest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn backups(shell: Shared<'_>) -> Result<Vec<BackupInfo>> {
    shell.library().await?.backups().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn back_up_now(shell: Shared<'_>) -> Result<BackupInfo> {
    shell.library().await?.back_up(now()).await
}

/// Lets the user choose where, and writes the whole library there; nothing when the dialog was
/// closed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_archive(
    window: WebviewWindow,
    shell: Shared<'_>,
    name: String,
) -> Result<Option<ArchiveInfo>> {
    let to = chosen(&window, |dialog, tell| {
        let name = format!("{name}.zip");
        dialog.set_file_name(name).add_filter("ZIP", &["zip"]).save_file(tell);
    });
    let Some(to) = to.await else { return Ok(None) };
    let (work, _begun) = shell.works.begin(&window, LongWork::Archive);
    shell.library().await?.archive(to, now(), work).await.map(Some)
}

/// Lets the user choose an archive and tells what it holds; [`take_in_archive`] then takes it in.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_archive(
    window: WebviewWindow,
    shell: Shared<'_>,
) -> Result<Option<ArchiveInfo>> {
    let picked = chosen(&window, |dialog, tell| {
        dialog.add_filter("ZIP", &["zip"]).pick_file(tell);
    });
    let Some(path) = picked.await else { return Ok(None) };
    let info = shell.library().await?.examine_archive(path.clone()).await?;
    shell.keep_archive(path);
    Ok(Some(info))
}

/// Takes in what the chosen archive holds and this library does not.
#[tauri::command]
#[specta::specta]
pub(crate) async fn take_in_archive(window: WebviewWindow, shell: Shared<'_>) -> Result<Merged> {
    let path = shell
        .take_archive()
        .ok_or_else(|| Error::new(ErrorCode::NotFound, "no archive was chosen"))?;
    let (work, _begun) = shell.works.begin(&window, LongWork::Merge);
    shell.library().await?.take_in(path, now(), work).await
}
