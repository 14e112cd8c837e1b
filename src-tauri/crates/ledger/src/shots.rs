//! The pictures in a folder that the user's own programs write screenshots to.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use crate::{FileBytes, picture};

/// A picture file in a folder, by what the folder says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPicture {
    pub path: PathBuf,
    pub name: String,
    /// Bytes.
    pub size: u64,
    pub modified_at: Option<Timestamp>,
}

/// A folder with more entries is looked at no further.
const MAX_ENTRIES: usize = 20_000;
/// Bytes. A larger picture is no screenshot and has no preview here.
const MAX_PREVIEW: u64 = 32 << 20;

/// The pictures that stand in a folder itself, not below it, told by their names: nothing is
/// opened. May wait long for a folder on another machine.
pub fn pictures_in(folder: &Path) -> io::Result<Vec<FoundPicture>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)?.take(MAX_ENTRIES) {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || !picture::named_as_picture(&name) {
            continue;
        }
        // One that is gone again by now was no picture to offer.
        let Ok(about) = entry.metadata() else { continue };
        if about.is_file() {
            let modified_at = about.modified().ok().and_then(|at| Timestamp::try_from(at).ok());
            found.push(FoundPicture { path: entry.path(), name, size: about.len(), modified_at });
        }
    }
    Ok(found)
}

/// A small picture of a file outside the record; `None` when it cannot be shown.
pub fn preview(path: &Path, max_px: u32) -> Option<FileBytes> {
    let about = fs::metadata(path).ok()?;
    if !about.is_file() || about.len() > MAX_PREVIEW {
        return None;
    }
    picture::thumbnail(&fs::read(path).ok()?, max_px)
}
