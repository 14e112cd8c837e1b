use std::time::Duration;

use tauri::window::Color;
use tauri::{
    AppHandle, Manager, Theme, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Window,
    WindowEvent, Wry,
};
use tauri_plugin_window_state::StateFlags;

use crate::glance::GLANCE;
use crate::shell::Shell;
use crate::{reading, tray};

pub(crate) const MAIN: &str = "main";

/// What a window remembers: not whether it was visible, which the first painted page decides.
pub(crate) const KEPT: StateFlags =
    StateFlags::SIZE.union(StateFlags::POSITION).union(StateFlags::MAXIMIZED);

/// The file that remembers it in a data folder of the user's own.
pub(crate) const PLACES: &str = ".window-state.json";

/// A page that has not painted by then is shown as it is, so that it can at least be closed.
const SHOW_ANYWAY: Duration = Duration::from_secs(4);

/// The background of the page's first paint, in both themes: `--surface` of `tokens.css`.
const LIGHT: Color = Color(0xf6, 0xf5, 0xf1, 0xff);
const DARK: Color = Color(0x17, 0x19, 0x1c, 0xff);

/// Makes the main window, hidden until its page has painted.
pub(crate) fn open(app: &AppHandle) -> tauri::Result<()> {
    let window = prepare(WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default()))
        .inner_size(1200.0, 800.0)
        // Narrow enough to stand beside a browser on a small screen.
        .min_inner_size(600.0, 420.0)
        .build()?;
    paint_background(&window)?;
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(SHOW_ANYWAY).await;
        if matches!(window.is_visible(), Ok(false)) {
            let _ = window.show();
        }
    });
    Ok(())
}

/// What holds for every window: hidden until its page has painted, and of its own pages alone.
pub(crate) fn prepare<M: Manager<Wry>>(
    window: WebviewWindowBuilder<'_, Wry, M>,
) -> WebviewWindowBuilder<'_, Wry, M> {
    window
        .title("核单")
        .visible(false)
        // The page keeps nothing; without this the web view writes caches and stores beside the
        // record. A driven web view has a session of its own that an incognito one would leave.
        .incognito(std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_none())
        .background_color(LIGHT)
        .on_navigation(is_own_page)
}

/// The colour behind the first paint, in the theme of the system.
pub(crate) fn paint_background(window: &WebviewWindow) -> tauri::Result<()> {
    if matches!(window.theme(), Ok(Theme::Dark)) {
        window.set_background_color(Some(DARK))?;
    }
    Ok(())
}

/// Closing the main window ends the app, or leaves it in the tray where that is wanted; closing
/// the small one puts it away.
pub(crate) fn watch(window: &Window, event: &WindowEvent) {
    let app = window.app_handle();
    match event {
        WindowEvent::CloseRequested { api, .. } => {
            let stays = app.state::<Shell>().stays_in_tray() && tray::stands(app);
            if window.label() == GLANCE || stays {
                api.prevent_close();
                let _ = window.hide();
            }
        }
        // The small window may be hidden, and would keep the app running unseen.
        WindowEvent::Destroyed if window.label() == MAIN => {
            reading::stop(app);
            app.state::<Shell>().works.end();
            app.exit(0);
        }
        _ => {}
    }
}

/// Pages come from the app itself; a link leads nowhere else.
fn is_own_page(url: &tauri::Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // The same on Windows.
        "http" | "https" => url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

/// Shows a window whose page has painted.
pub(crate) fn show(window: &WebviewWindow) -> tauri::Result<()> {
    window.show()?;
    window.set_focus()
}

/// Brings the first window forward when the app is started again.
pub(crate) fn focus(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}
