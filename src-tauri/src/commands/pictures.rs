use std::path::PathBuf;

use app::{
    Acquired, Error, ErrorCode, Library, MAX_PICTURES, PagePicture, Pasted, Recogniser, Result,
    Sha256Hex,
};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, Runtime, WebviewWindow};
use tauri_plugin_clipboard_manager::ClipboardExt;
use tauri_specta::Event;

use super::Shared;
use super::evidence::choose;

/// How much of a picture is read, in percent.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct ReadingProgress {
    sha256: Sha256Hex,
    percent: u8,
}

/// What became of one of several pictures.
#[derive(Debug, Serialize, Type)]
pub(crate) struct PictureOutcome {
    name: String,
    picture: Option<PagePicture>,
    error: Option<Error>,
}

/// Keeps the picture on the clipboard for a purchase. The page asks for this when its own
/// paste event was empty, as it is in WebKitGTK.
#[tauri::command]
#[specta::specta]
pub(crate) async fn take_clipboard_picture(
    app: AppHandle,
    shell: Shared<'_>,
    name: String,
) -> Result<PagePicture> {
    shell.library().await?.take_pasted_picture(name, on_clipboard(&app)?).await
}

/// Keeps a picture that the page's own paste event held, in base64.
#[tauri::command]
#[specta::specta]
pub(crate) async fn take_pasted_picture(
    shell: Shared<'_>,
    name: String,
    base64: String,
) -> Result<PagePicture> {
    shell.library().await?.take_pasted_picture(name, Pasted::Base64(base64)).await
}

/// Keeps the pictures of a drop, named by the token that the drop event told.
#[tauri::command]
#[specta::specta]
pub(crate) async fn take_dropped_pictures(
    shell: Shared<'_>,
    token: u32,
) -> Result<Vec<PictureOutcome>> {
    let library = shell.library().await?;
    Ok(take(&library, shell.take_dropped(token)?, Acquired::Drop).await)
}

/// Lets the user choose pictures and keeps them; an empty list when none was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn take_chosen_pictures(
    window: WebviewWindow,
    shell: Shared<'_>,
) -> Result<Vec<PictureOutcome>> {
    let chosen = choose(&window).await;
    Ok(take(&shell.library().await?, chosen, Acquired::Dialog).await)
}

/// The text of a picture. [`ReadingProgress`] tells the window that asked how far it is.
#[tauri::command]
#[specta::specta]
pub(crate) async fn read_picture(
    window: WebviewWindow,
    shell: Shared<'_>,
    sha256: Sha256Hex,
) -> Result<String> {
    let library = shell.library().await?;
    let reading = shell.begin_reading(&sha256);
    let of = sha256.clone();
    let progress = move |percent| {
        // The window may be gone.
        let _ = ReadingProgress { sha256: of.clone(), percent }.emit_to(&window, window.label());
    };
    let read = library.read_picture(sha256, reading.cancel.clone(), progress).await;
    shell.end_reading(&reading);
    read
}

/// Ends the reading of a picture, wherever it was asked for.
#[tauri::command]
#[specta::specta]
pub(crate) async fn stop_reading(shell: Shared<'_>, sha256: Sha256Hex) -> Result<()> {
    shell.stop_reading(&sha256);
    Ok(())
}

/// The recogniser of this machine, or what is missing.
#[tauri::command]
#[specta::specta]
pub(crate) async fn recogniser(shell: Shared<'_>) -> Result<Recogniser> {
    shell.library().await?.recogniser().await
}

/// The picture on the clipboard as bare pixels.
pub(super) fn on_clipboard<R: Runtime>(app: &AppHandle<R>) -> Result<Pasted> {
    let image = app
        .clipboard()
        .read_image()
        .map_err(|error| Error::new(ErrorCode::ClipboardEmpty, error.to_string()))?;
    Ok(Pasted::Rgba { pixels: image.rgba().to_vec(), width: image.width(), height: image.height() })
}

async fn take(library: &Library, paths: Vec<PathBuf>, how: Acquired) -> Vec<PictureOutcome> {
    let mut outcomes = Vec::with_capacity(paths.len());
    for path in paths.into_iter().take(MAX_PICTURES) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (picture, error) = match library.take_picture_file(path, how).await {
            Ok(picture) => (Some(picture), None),
            Err(error) => (None, Some(error)),
        };
        outcomes.push(PictureOutcome { name, picture, error });
    }
    outcomes
}
