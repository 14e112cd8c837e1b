use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use tauri::{AppHandle, Manager};

/// The folder that `HEDAN_DATA_DIR` names: for a portable copy, and for tests.
pub(crate) fn named() -> Option<PathBuf> {
    let folder = std::env::var_os("HEDAN_DATA_DIR").filter(|folder| !folder.is_empty())?;
    // One name for one folder, wherever the program is started.
    std::path::absolute(folder).ok()
}

/// The app's name on this machine when its record is in a folder of its own: it is then
/// another app than the installed one, and a start of either does not end in the other's window.
pub(crate) fn identifier(installed: &str, folder: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    folder.hash(&mut hasher);
    format!("{installed}.at{:016x}", hasher.finish())
}

/// Where the record is kept: the folder that is named, else the system's place for the data
/// of apps.
pub(crate) fn find(app: &AppHandle) -> PathBuf {
    if let Some(folder) = named() {
        return folder;
    }
    // Only a system without a home has no such place; then the record stays beside the app,
    // where it is at least found again.
    app.path().app_data_dir().unwrap_or_else(|_| PathBuf::from("hedan-data"))
}
