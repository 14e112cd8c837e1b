//! The one door to what differs between systems: what the build, the tests and the
//! demonstration need, how that is checked, and what installs it.

#[cfg(target_os = "linux")]
#[path = "platform/linux.rs"]
mod system;
#[cfg(target_os = "macos")]
#[path = "platform/macos.rs"]
mod system;
#[cfg(windows)]
#[path = "platform/windows.rs"]
mod system;

use std::env;
use std::path::PathBuf;

use crate::process;

/// What this machine is about to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Build the app and open it on a display.
    Open,
    /// Drive the app on a virtual display.
    Drive,
    /// Everything.
    Test,
}

/// Installs what is missing, or says which command does.
pub(crate) fn prepare(purpose: Purpose) -> Result<(), String> {
    node()?;
    system::prepare(purpose)
}

/// Whether [`prepare`] installs what tests need, so that none of it may be missing.
pub(crate) fn installs() -> bool {
    system::installs()
}

/// Whether a window can be opened here.
pub(crate) fn has_display() -> bool {
    system::has_display()
}

/// Why the end-to-end tests cannot run on this system; `None` where they can.
pub(crate) fn no_driver() -> Option<&'static str> {
    system::NO_DRIVER
}

/// Where this system keeps what can be made again.
pub(crate) fn cache_folder() -> Result<PathBuf, String> {
    system::cache_folder().ok_or_else(|| "the user's cache folder is not known".to_owned())
}

/// npm as this system starts it.
pub(crate) const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// npm's way to run a program that the project does not install.
pub(crate) const NPX: &str = if cfg!(windows) { "npx.cmd" } else { "npx" };

/// The oldest Node that the UI's tools run on, as major and minor version.
const NODE: (u32, u32) = (20, 19);

fn node() -> Result<(), String> {
    let wanted = format!("Node {}.{} or newer is needed: {}", NODE.0, NODE.1, system::GET_NODE);
    let Some(version) = process::ask("node", &["--version"]) else { return Err(wanted) };
    let mut parts = version.trim().trim_start_matches('v').split('.').map(str::parse);
    match (parts.next(), parts.next()) {
        (Some(Ok(major)), Some(Ok(minor))) if (major, minor) >= NODE => {}
        _ => return Err(format!("{wanted} (found {})", version.trim())),
    }
    if process::ask(NPM, &["--version"]).is_none() {
        return Err(format!("npm is needed beside Node: {}", system::GET_NODE));
    }
    Ok(())
}

/// A folder named by an environment variable that is set and not empty.
fn folder(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}
