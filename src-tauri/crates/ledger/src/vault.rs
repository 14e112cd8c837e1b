//! The evidence files, each under the hash of its bytes. A file once written never changes and
//! is never removed: a detached one still stands behind its events.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io,
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
        match self.store_unnamed(sha256, bytes)? {
            None => Ok(()),
            Some(partial) => self.name([(sha256, &*partial)]),
        }
    }

    /// Brings `bytes` to the disk under a temporary name, for [`Vault::name`]; `None` when the
    /// vault has them.
    pub(crate) fn store_unnamed(
        &self,
        sha256: &Sha256Hex,
        bytes: &[u8],
    ) -> Result<Option<PathBuf>, Error> {
        let target = self.path(sha256);
        let same_size = fs::metadata(&target).is_ok_and(|there| there.len() == bytes.len() as u64);
        if same_size && read_file(&target).is_ok_and(|there| there == bytes) {
            return Ok(None);
        }
        Ok(Some(write_unnamed(&self.folder, bytes)?))
    }

    /// Puts files in their places, with one round of syncing for all. On an error none of the
    /// temporary ones is left.
    pub(crate) fn name<'a>(
        &self,
        files: impl IntoIterator<Item = (&'a Sha256Hex, &'a Path)> + Clone,
    ) -> Result<(), Error> {
        let named = self.put_in_place(files.clone());
        if named.is_err() {
            for (_, partial) in files {
                let _ = fs::remove_file(partial);
            }
        }
        Ok(named?)
    }

    fn put_in_place<'a>(
        &self,
        files: impl IntoIterator<Item = (&'a Sha256Hex, &'a Path)>,
    ) -> io::Result<()> {
        let mut shelves = BTreeSet::new();
        for (sha256, partial) in files {
            let target = self.path(sha256);
            if let Some(shelf) = target.parent()
                && shelves.insert(shelf.to_owned())
                && !shelf.exists()
            {
                folder::create_private(shelf)?;
            }
            // Only a reminder: what protects the file is its hash. On Windows the attribute
            // would keep the owner from deleting the folder.
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt as _;
                fs::set_permissions(partial, fs::Permissions::from_mode(0o400))?;
            }
            durable::rename_unsynced(partial, &target)?;
        }
        if shelves.is_empty() {
            return Ok(());
        }
        for shelf in &shelves {
            durable::sync_folder(shelf)?;
        }
        // Also when every shelf stood: who made one may have been killed before this.
        durable::sync_folder(&self.folder)
    }

    /// Whether there is a file of this name, whatever its bytes.
    pub(crate) fn has(&self, sha256: &Sha256Hex) -> bool {
        self.path(sha256).exists()
    }

    /// `None` when the file is gone.
    pub(crate) fn read(&self, sha256: &Sha256Hex) -> Result<Option<Vec<u8>>, Error> {
        match read_file(&self.path(sha256)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// For a file that is handed on as it is, piece by piece.
    pub(crate) fn open(&self, sha256: &Sha256Hex) -> io::Result<File> {
        open_file(&self.path(sha256))
    }

    fn path(&self, sha256: &Sha256Hex) -> PathBuf {
        let name = sha256.as_str();
        self.folder.join(&name[..2]).join(name)
    }
}

/// With [`write_unnamed`], [`read_file`] and [`open_file`] the one way of evidence and pictures
/// made from it to the disk and back: what seals the bytes goes in these four.
pub(crate) fn write_file(folder: &Path, target: &Path, bytes: &[u8]) -> io::Result<()> {
    durable::write(folder, target, bytes)
}

pub(crate) fn write_unnamed(folder: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    durable::write_unnamed(folder, bytes)
}

pub(crate) fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path)
}

fn open_file(path: &Path) -> io::Result<File> {
    File::open(path)
}
