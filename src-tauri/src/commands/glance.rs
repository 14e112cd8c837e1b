use app::{About, Change, DraftId, Error, ErrorCode, Glance, PagePicture, Result};
use tauri::{AppHandle, WebviewWindow};
use tauri_plugin_clipboard_manager::ClipboardExt;
use tauri_specta::Event;

use super::pictures::on_clipboard;
use super::{Shared, internal};
use crate::glance::{HandedOver, SeenCopied};
use crate::shell::now;
use crate::{shortcut, tray, window};

/// Looks at the text on the clipboard, beside the purchase named or the one last edited. Of a
/// picture it tells only that it is there, under `name`: reading it takes longer.
#[tauri::command]
#[specta::specta]
pub(crate) async fn glance(
    app: AppHandle,
    shell: Shared<'_>,
    name: String,
    purchase: Option<DraftId>,
) -> Result<Glance> {
    // A clipboard without text has none to look at.
    let text = app.clipboard().read_text().unwrap_or_default();
    let library = shell.library().await?;
    let mut seen = library.glance(text, None, purchase, now()).await?;
    if seen.about == About::Recipient {
        // The main window may not stand yet; then nothing is pasted there either.
        let _ = SeenCopied { text: seen.text.clone() }.emit_to(&app, window::MAIN);
    }
    if seen.text.is_empty()
        && let Ok(pasted) = on_clipboard(&app)
    {
        seen.picture = Some(library.take_pasted_picture(name, pasted).await?);
    }
    Ok(seen)
}

/// Looks at the text that was read in a picture, as [`glance`] at one of the clipboard.
#[tauri::command]
#[specta::specta]
pub(crate) async fn glance_picture(
    shell: Shared<'_>,
    text: String,
    picture: PagePicture,
    purchase: Option<DraftId>,
) -> Result<Glance> {
    shell.library().await?.glance(text, Some(picture), purchase, now()).await
}

/// Gives a text to the purchase in the main window, which comes forward.
#[tauri::command]
#[specta::specta]
pub(crate) async fn hand_over(
    app: AppHandle,
    from: WebviewWindow,
    text: String,
    picture: Option<PagePicture>,
    about: About,
    purchase: Option<DraftId>,
) -> Result<()> {
    HandedOver { text, picture, about, purchase }.emit_to(&app, window::MAIN).map_err(internal)?;
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
