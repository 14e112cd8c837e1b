//! What one system needs and another does not.

use std::process::ExitCode;

/// Settings of the system's web view that must stand before it starts.
pub(crate) fn prepare() {
    #[cfg(target_os = "linux")]
    linux::prepare();
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
