//! Files that are either whole or not there: written under a temporary name, synced, renamed,
//! and the folder synced after.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

/// The ending of a file that is still being written; such files are swept at the next opening.
pub(crate) const PARTIAL: &str = ".partial";

/// Writes `bytes` to `target`, through a temporary file in `folder`, which must lie on the same
/// volume. On an error nothing is left at either name.
pub(crate) fn write(folder: &Path, target: &Path, bytes: &[u8]) -> io::Result<()> {
    let partial = write_unnamed(folder, bytes)?;
    let renamed = rename(&partial, target);
    if renamed.is_err() {
        let _ = fs::remove_file(&partial);
    }
    renamed
}

/// Writes `bytes` to a temporary file in `folder`, synced; whoever wants them renames it.
pub(crate) fn write_unnamed(folder: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    let partial = partial_in(folder);
    match write_synced(&partial, bytes) {
        Ok(()) => Ok(partial),
        Err(error) => {
            let _ = fs::remove_file(&partial);
            Err(error)
        }
    }
}

/// Writes a file for the user, wherever they want it; what had its name is gone.
pub fn write_file(target: &Path, bytes: &[u8]) -> Result<(), crate::Error> {
    let folder = target.parent().unwrap_or_else(|| Path::new("."));
    Ok(write(folder, target, bytes)?)
}

/// A fresh temporary name in `folder`. The folder's lock keeps other processes away, so a
/// counter is enough.
pub(crate) fn partial_in(folder: &Path) -> PathBuf {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    folder.join(format!("{}-{number}{PARTIAL}", std::process::id()))
}

/// A fresh temporary name beside `target` that says what it is a part of: in a folder of the
/// user's, what a killed program leaves is to be known again.
pub(crate) fn partial_beside(target: &Path) -> PathBuf {
    /// As most file systems have it, in bytes.
    const LONGEST: usize = 255;
    let partial = partial_in(target.parent().unwrap_or_else(|| Path::new(".")));
    let (Some(name), Some(own)) = (target.file_name(), partial.file_name()) else { return partial };
    let mut whole = name.to_owned();
    whole.push(".");
    whole.push(own);
    if whole.len() > LONGEST { partial } else { partial.with_file_name(whole) }
}

/// Gives a synced file its name and syncs the folder that now holds it.
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    rename_unsynced(from, to)?;
    to.parent().map_or(Ok(()), sync_folder)
}

/// Gives a synced file its name, which may be lost until its folder is synced.
pub(crate) fn rename_unsynced(from: &Path, to: &Path) -> io::Result<()> {
    // On Windows an antivirus that is looking at the file makes a rename fail with 5 or 32.
    let mut attempts = if cfg!(windows) { 10 } else { 1 };
    loop {
        match fs::rename(from, to) {
            Ok(()) => return Ok(()),
            Err(error) => {
                attempts -= 1;
                if attempts == 0 || !matches!(error.raw_os_error(), Some(5 | 32)) {
                    return Err(error);
                }
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
        }
    }
}

/// Makes new names in `folder` durable. Windows has no such call and needs none.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_data()
}
