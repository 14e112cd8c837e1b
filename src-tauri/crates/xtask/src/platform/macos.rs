use std::env;
use std::path::PathBuf;

use super::Purpose;
use crate::process;

pub(super) const NO_DRIVER: Option<&str> = Some("WKWebView has no WebDriver");
pub(super) const GET_NODE: &str = "`brew install node`, or https://nodejs.org";

pub(super) fn prepare(_: Purpose) -> Result<(), String> {
    match process::ask("xcode-select", &["--print-path"]) {
        Some(_) => Ok(()),
        None => Err("Apple's command line tools are needed: xcode-select --install".to_owned()),
    }
}

pub(super) fn installs() -> bool {
    false
}

pub(super) fn has_display() -> bool {
    true
}

pub(super) fn cache_folder() -> Option<PathBuf> {
    env::home_dir().map(|home| home.join("Library/Caches"))
}
