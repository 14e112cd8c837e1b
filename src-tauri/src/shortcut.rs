//! The keys that open the small window from anywhere.

use app::{Error, ErrorCode, Result};
use tauri::{AppHandle, Runtime, plugin::TauriPlugin};
use tauri_plugin_global_shortcut::{Builder, GlobalShortcutExt, ShortcutState};

use crate::glance;

pub(crate) fn plugin() -> TauriPlugin<tauri::Wry> {
    Builder::new()
        .with_handler(|app, _, event| {
            if event.state == ShortcutState::Pressed {
                glance::open(app);
            }
        })
        .build()
}

/// Takes `keys` in the place of those that were taken before; with none, gives those back.
///
/// # Errors
///
/// [`ErrorCode::ShortcutTaken`] when they belong to another program, are none that there are,
/// or when the desktop gives none away; none are taken then.
pub(crate) fn take<R: Runtime>(app: &AppHandle<R>, keys: Option<&str>) -> Result<()> {
    let taken = |error: tauri_plugin_global_shortcut::Error| {
        Error::new(ErrorCode::ShortcutTaken, error.to_string())
    };
    let all = app.global_shortcut();
    if keys.is_some_and(|keys| all.is_registered(keys)) {
        return Ok(());
    }
    all.unregister_all().map_err(taken)?;
    keys.map_or(Ok(()), |keys| all.register(keys).map_err(taken))
}
