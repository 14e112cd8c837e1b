use app::{Error, ErrorCode, Library, Result, Settings, Trouble};
use serde::Serialize;
use specta::Type;
use tauri::{AppHandle, WebviewWindow};
use tauri_plugin_opener::OpenerExt;

use super::Shared;
use crate::shell::now;
use crate::window;

/// How the app starts: with its record, or with why not.
#[derive(Debug, Serialize, Type)]
#[serde(tag = "state", rename_all = "snake_case")]
pub(crate) enum Start {
    Ready { folder: String, version: String, settings: Settings },
    Trouble(Trouble),
}

/// Opens the record. Asked again, it tries again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn start(shell: Shared<'_>) -> Result<Start> {
    let library = match shell.open().await {
        Ok(library) => library,
        Err(trouble) => return Ok(Start::Trouble(trouble)),
    };
    let settings = library.settings().await?;
    let folder = library.folder().display().to_string();
    tauri::async_runtime::spawn(async move {
        // A backup that could not be made is made at the next start.
        let _ = library.back_up_if_due(now()).await;
    });
    Ok(Start::Ready { folder, version: env!("CARGO_PKG_VERSION").to_owned(), settings })
}

/// Puts a backup in the place of a record that does not open, and opens it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn restore_backup(shell: Shared<'_>, name: String) -> Result<Start> {
    match Library::restore(shell.folder().to_owned(), name, now()).await {
        Ok(()) => start(shell).await,
        Err(trouble) => Ok(Start::Trouble(trouble)),
    }
}

/// Shows the window, now that there is something to see.
#[tauri::command]
#[specta::specta]
pub(crate) async fn page_painted(window: WebviewWindow) -> Result<()> {
    window::show(&window).map_err(internal)
}

/// Opens the data folder in the system's file manager.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_data_folder(app: AppHandle, shell: Shared<'_>) -> Result<()> {
    let folder = shell.folder().display().to_string();
    app.opener().open_path(folder, None::<&str>).map_err(internal)
}

fn internal(error: impl std::fmt::Display) -> Error {
    Error::new(ErrorCode::Internal, error.to_string())
}
