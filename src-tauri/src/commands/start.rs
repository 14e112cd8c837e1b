use app::{Library, Result, Settings, Trouble};
use serde::Serialize;
use specta::Type;
use tauri::{AppHandle, WebviewWindow};
use tauri_plugin_opener::OpenerExt;

use super::{Shared, internal};
use crate::glance::GLANCE;
use crate::shell::{Shell, now};
use crate::{offers, shortcut, window};

/// How the app starts: with its record, or with why not.
#[derive(Debug, Serialize, Type)]
#[serde(tag = "state", rename_all = "snake_case")]
pub(crate) enum Start {
    Ready {
        folder: String,
        version: String,
        settings: Settings,
        /// What was set cannot be read; `settings` are the defaults.
        settings_lost: bool,
        /// Nothing was checked or bought yet.
        empty: bool,
        /// The keys of the small window could not be taken.
        shortcut_taken: bool,
    },
    Trouble(Trouble),
}

/// Opens the record. Asked again, it tries again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn start(app: AppHandle, shell: Shared<'_>) -> Result<Start> {
    Start::with(&app, &shell, shell.open().await).await
}

/// Makes today's backup unless there is one, takes away pictures that nothing needs any more,
/// and watches the folder for screenshots. The page asks for it once it stands, so that the start
/// does not wait for it and a failure can be told.
#[tauri::command]
#[specta::specta]
pub(crate) async fn back_up(app: AppHandle, shell: Shared<'_>) -> Result<()> {
    let library = shell.library().await?;
    library.back_up_if_due(now()).await?;
    library.sweep_pictures(now()).await?;
    library.sweep_lent().await?;
    offers::watch(&app);
    Ok(())
}

/// Puts a backup in the place of the record, open or not, which is kept; and opens it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn restore_backup(
    app: AppHandle,
    shell: Shared<'_>,
    name: String,
) -> Result<Start> {
    let opened = shell.restore(name).await?;
    Start::with(&app, &shell, opened).await
}

/// Begins an empty record in the place of one that does not open, which is kept.
#[tauri::command]
#[specta::specta]
pub(crate) async fn begin_anew(app: AppHandle, shell: Shared<'_>) -> Result<Start> {
    Start::with(&app, &shell, shell.begin_anew().await).await
}

/// Shows the window, now that there is something to see.
#[tauri::command]
#[specta::specta]
pub(crate) async fn page_painted(window: WebviewWindow, shell: Shared<'_>) -> Result<()> {
    if window.label() == GLANCE {
        shell.glance_came();
    }
    window::show(&window).map_err(internal)
}

/// Opens the data folder in the system's file manager.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_data_folder(app: AppHandle, shell: Shared<'_>) -> Result<()> {
    let folder = shell.folder().display().to_string();
    app.opener().open_path(folder, None::<&str>).map_err(internal)
}

impl Start {
    async fn with(
        app: &AppHandle,
        shell: &Shell,
        opened: Result<Library, Trouble>,
    ) -> Result<Self> {
        let library = match opened {
            Ok(library) => library,
            Err(trouble) => return Ok(Self::Trouble(trouble)),
        };
        // Meanwhile the page is built, which asks for it first.
        let ahead = library.clone();
        tauri::async_runtime::spawn(async move { ahead.prepare_finding(now()).await });
        let kept = library.kept_settings().await?;
        let settings_lost = kept.is_none();
        let settings = kept.unwrap_or_default();
        shell.heed(&settings);
        Ok(Self::Ready {
            folder: library.folder().display().to_string(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            settings_lost,
            empty: library.is_empty().await?,
            shortcut_taken: shortcut::take(app, settings.shortcut.as_deref()).is_err(),
            settings,
        })
    }
}
