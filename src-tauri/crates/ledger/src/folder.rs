//! The data folder: what lies where in it, and the lock that keeps a second process out.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io,
    path::Path,
};

use crate::{Error, OpenError};

pub(crate) const DATABASE: &str = "hedan.db";
pub(crate) const BACKUPS: &str = "backups";
pub(crate) const VAULT: &str = "vault";
pub(crate) const THUMBNAILS: &str = "thumbnails";
pub(crate) const PICTURES: &str = "pictures";
/// Copies that programs of the system were given.
pub(crate) const LENT: &str = "opened";
const FOLDERS: [&str; 5] = [BACKUPS, VAULT, THUMBNAILS, PICTURES, LENT];
const LOCK: &str = "hedan.lock";

/// Held for as long as the folder is open; the operating system releases it when the process
/// ends, however it ends.
#[derive(Debug)]
pub(crate) struct FolderLock {
    _file: File,
}

/// Creates the folder where it is missing and takes its lock.
pub(crate) fn claim(folder: &Path) -> Result<FolderLock, OpenError> {
    let failed = |error: io::Error| OpenError::of(error.into(), folder);
    create_private(folder).map_err(failed)?;
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join(LOCK))
        .map_err(failed)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(OpenError::InUse),
        Err(TryLockError::Error(error)) => return Err(failed(error)),
    }
    for inner in FOLDERS {
        create_private(&folder.join(inner)).map_err(failed)?;
    }
    Ok(FolderLock { _file: file })
}

/// Folders made here are the owner's alone: a purchase record is nobody else's business.
pub(crate) fn create_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Removes what interrupted writes left behind. A file that does not go stays until next time.
pub(crate) fn sweep(folder: &Path) -> Result<(), Error> {
    for inner in FOLDERS {
        for entry in fs::read_dir(folder.join(inner))? {
            let entry = entry?;
            // SQLite may have left a journal beside the one it was writing.
            if entry.file_name().to_string_lossy().contains(crate::durable::PARTIAL) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
    Ok(())
}
