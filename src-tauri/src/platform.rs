//! What one system needs and another does not.

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use tauri::{Manager, WebviewWindowBuilder, Wry};

/// Settings of the system's web view that must stand before it starts.
pub(crate) fn prepare() {
    #[cfg(target_os = "linux")]
    linux::prepare();
}

/// Lets a second window's pages load. Under WebKitGTK each window that keeps nothing has a
/// session of its own, but Tauri tells the app's addresses only once to all that name the same
/// folder. The one named here is made and stays without anything of the pages.
pub(crate) fn in_a_session_of_its_own<M: Manager<Wry>>(
    window: WebviewWindowBuilder<'_, Wry, M>,
    folder: PathBuf,
) -> WebviewWindowBuilder<'_, Wry, M> {
    // A driven web view shares the one session that the driver knows.
    let apart = cfg!(target_os = "linux") && env::var_os("TAURI_WEBVIEW_AUTOMATION").is_none();
    if apart { window.data_directory(folder) } else { window }
}

/// Whether an icon can stand in the system's tray.
pub(crate) fn has_tray() -> bool {
    #[cfg(target_os = "linux")]
    return linux::has_tray();
    #[cfg(not(target_os = "linux"))]
    true
}

/// Tells why no window opens, where there is no window to tell it in.
#[allow(clippy::print_stderr, reason = "there is no window to say it in")]
pub(crate) fn say_why_not(reason: &str) -> ExitCode {
    eprintln!("hedan: {reason}");
    // Started from a desktop, these have no terminal that the line could be read in.
    #[cfg(any(windows, target_os = "macos"))]
    rfd::MessageDialog::new()
        .set_level(rfd::MessageLevel::Error)
        .set_title("核单")
        .set_description(reason)
        .show();
    ExitCode::FAILURE
}

#[cfg(target_os = "linux")]
mod linux {
    use std::path::Path;

    pub(super) fn prepare() {
        // WebKitGTK's DMA-BUF renderer leaves the window blank on NVIDIA drivers and on
        // displays without a graphics card.
        let nvidia = Path::new("/proc/driver/nvidia/version").exists();
        let virtual_display = !Path::new("/dev/dri").exists();
        if nvidia || virtual_display {
            set_unless_set("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
        }
    }

    /// The tray's library is loaded when the first icon is made, and a missing one ends the
    /// program.
    pub(super) fn has_tray() -> bool {
        ["libayatana-appindicator3.so.1", "libappindicator3.so.1"].into_iter().any(|name| {
            // SAFETY: a library of the system, which the tray loads in the same way right after.
            #[allow(unsafe_code, reason = "nothing else tells whether it would load")]
            let loaded = unsafe { libloading::Library::new(name) };
            // It stays: loading it anew is what its own start-up code may not expect.
            loaded.map(std::mem::forget).is_ok()
        })
    }

    fn set_unless_set(name: &str, value: &str) {
        if std::env::var_os(name).is_none() {
            // SAFETY: called first in `main`, while this is the only thread.
            #[allow(unsafe_code, reason = "the web view reads the environment, nothing else")]
            unsafe {
                std::env::set_var(name, value);
            }
        }
    }
}
