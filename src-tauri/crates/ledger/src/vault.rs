//! The evidence files, each under the hash of its bytes. A file once written never changes and
//! is never removed: a detached one still stands behind its events.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use model::Sha256Hex;

use crate::{Error, durable, folder};

#[derive(Debug)]
pub(crate) struct Vault {
    folder: PathBuf,
}

impl Vault {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Stores `bytes`, whose hash is `sha256`; they are on disk when this returns. A copy that
    /// is already there is left alone unless it has been damaged.
    pub(crate) fn store(&self, sha256: &Sha256Hex, bytes: &[u8]) -> Result<(), Error> {
        let target = self.path(sha256);
        if read_file(&target).is_ok_and(|there| there == bytes) {
            return Ok(());
        }
        if let Some(shelf) = target.parent() {
            if !shelf.exists() {
                folder::create_private(shelf)?;
            }
            // Also for a shelf that stands: who made it may have been killed before this.
            durable::sync_folder(&self.folder)?;
        }
        write_file(&self.folder, &target, bytes)?;
        // Only a reminder: what protects the file is its hash. On Windows the attribute would
        // keep the owner from deleting the folder.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            fs::set_permissions(&target, fs::Permissions::from_mode(0o400))?;
        }
        Ok(())
    }

    /// `None` when the file is gone.
    pub(crate) fn read(&self, sha256: &Sha256Hex) -> Result<Option<Vec<u8>>, Error> {
        match read_file(&self.path(sha256)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn path(&self, sha256: &Sha256Hex) -> PathBuf {
        let name = sha256.as_str();
        self.folder.join(&name[..2]).join(name)
    }
}

/// With [`read_file`] the one way of evidence and pictures made from it to the disk and back:
/// what seals the bytes goes in these two.
pub(crate) fn write_file(folder: &Path, target: &Path, bytes: &[u8]) -> io::Result<()> {
    durable::write(folder, target, bytes)
}

pub(crate) fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path)
}
