use std::path::PathBuf;

use tauri::{AppHandle, Manager};

/// Where the record is kept: `HEDAN_DATA_DIR` when it is set (tests, a portable copy), else
/// the system's place for the data of apps.
pub(crate) fn find(app: &AppHandle) -> PathBuf {
    if let Some(folder) = std::env::var_os("HEDAN_DATA_DIR").filter(|folder| !folder.is_empty()) {
        return PathBuf::from(folder);
    }
    // Only a system without a home has no such place; then the record stays beside the app,
    // where it is at least found again.
    app.path().app_data_dir().unwrap_or_else(|_| PathBuf::from("hedan-data"))
}
