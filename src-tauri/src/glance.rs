//! The small window, which stands above others and tells what is on the clipboard.

use std::time::Duration;

use app::{About, DraftId, PagePicture};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, Manager, WebviewUrl, WebviewWindowBuilder};
use tauri_specta::Event;

use crate::shell::Shell;
use crate::{platform, window};

pub(crate) const GLANCE: &str = "glance";

/// The folder within the data folder that its web view names as its own.
const SESSION: &str = ".webview";

/// The argument that opens it: for desktops that give an app no keys of its own, but let their
/// user bind some to a program.
pub(crate) const ARGUMENT: &str = "--glance";

/// A page that has not looked by then is shown as it is, so that the call is seen to be heard.
const SHOW_ANYWAY: Duration = Duration::from_millis(800);

/// The window was called again: its page looks anew.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct LookAgain;

/// A recipient that was seen on the clipboard: what is pasted next is held against it.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct SeenCopied {
    pub(crate) text: String,
}

/// A text that is to be used in a purchase of the main window.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct HandedOver {
    pub(crate) text: String,
    /// What the text was read in.
    pub(crate) picture: Option<PagePicture>,
    pub(crate) about: About,
    /// The purchase it is for; the one that is open when there is none.
    pub(crate) purchase: Option<DraftId>,
}

/// Opens the window, or brings it forward to look again. It is made at the first call and then
/// only hidden, so that later calls need not wait for it.
pub(crate) fn open(app: &AppHandle) {
    let app = app.clone();
    // Elsewhere than on the thread that answers the keys, which must not wait.
    tauri::async_runtime::spawn(async move {
        let Some(window) = app.get_webview_window(GLANCE) else {
            let _ = make(&app);
            return;
        };
        // Its page shows it once it has looked; until then it would show what it saw before.
        let shell = app.state::<Shell>();
        shell.await_glance();
        let _ = LookAgain.emit_to(&app, GLANCE);
        tokio::time::sleep(SHOW_ANYWAY).await;
        // One that came may have been put away since.
        if shell.glance_came() {
            let _ = window::show(&window);
        }
    });
}

fn make(app: &AppHandle) -> tauri::Result<()> {
    let page = WebviewUrl::App("glance.html".into());
    let window = WebviewWindowBuilder::new(app, GLANCE, page);
    let session = app.state::<Shell>().folder().join(SESSION);
    let window = platform::in_a_session_of_its_own(window::prepare(window), session)
        .inner_size(380.0, 560.0)
        .min_inner_size(320.0, 320.0)
        .always_on_top(true)
        .skip_taskbar(true)
        .maximizable(false)
        .build()?;
    window::paint_background(&window)
}
