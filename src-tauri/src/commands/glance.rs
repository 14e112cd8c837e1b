use app::{About, Change, DraftId, Error, ErrorCode, Glance, Result};
use tauri::{AppHandle, WebviewWindow};
use tauri_plugin_clipboard_manager::ClipboardExt;
use tauri_specta::Event;

use super::{Shared, internal};
use crate::glance::HandedOver;
use crate::shell::now;
use crate::{shortcut, tray, window};

/// Looks at the text on the clipboard, beside the purchase named or the one last edited.
#[tauri::command]
#[specta::specta]
pub(crate) async fn glance(
    app: AppHandle,
    shell: Shared<'_>,
    purchase: Option<DraftId>,
) -> Result<Glance> {
    // A clipboard without text has none to look at.
    let text = app.clipboard().read_text().unwrap_or_default();
    shell.library().await?.glance(text, purchase, now()).await
}

/// Gives a text to the purchase in the main window, which comes forward.
#[tauri::command]
#[specta::specta]
pub(crate) async fn hand_over(
    app: AppHandle,
    from: WebviewWindow,
    text: String,
    about: About,
    purchase: Option<DraftId>,
) -> Result<()> {
    HandedOver { text, about, purchase }.emit_to(&app, window::MAIN).map_err(internal)?;
    window::focus(&app);
    from.hide().map_err(internal)
}

/// Puts the small window away until it is called again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn hide_glance(window: WebviewWindow) -> Result<()> {
    window.hide().map_err(internal)
}

/// Takes other keys for the small window, or none, and keeps the choice.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_shortcut(
    app: AppHandle,
    shell: Shared<'_>,
    keys: Option<String>,
) -> Result<Change> {
    let library = shell.library().await?;
    let mut settings = library.settings().await?;
    if let Err(error) = shortcut::take(&app, keys.as_deref()) {
        // Those that were there go on; why these failed is what is told.
        let _ = shortcut::take(&app, settings.shortcut.as_deref());
        return Err(error);
    }
    settings.shortcut = keys;
    library.save_settings(&settings).await
}

/// Makes the tray's icon, or words its menu anew.
#[tauri::command]
#[specta::specta]
pub(crate) async fn dress_tray(app: AppHandle, words: tray::TrayWords) -> Result<()> {
    let (tell, told) = tokio::sync::oneshot::channel();
    let on_main = app.clone();
    // Menus are made on the thread of the windows.
    app.run_on_main_thread(move || {
        let _ = tell.send(tray::dress(&on_main, &words));
    })
    .map_err(internal)?;
    let dressed = told.await.map_err(|gone| Error::new(ErrorCode::Internal, gone.to_string()))?;
    dressed.map_err(internal)
}
