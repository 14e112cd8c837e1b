use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    sync::PoisonError,
};

use jiff::Timestamp;
use model::Sha256Hex;

use super::evidence::inspected;
use crate::{
    AttachError, Error, EvidenceRow, FileBytes, Ledger, NewPicture, Source, folder,
    picture::{self, Look},
    source, vault,
};

/// The ending of the file beside a picture that holds what was read in it.
const READING: &str = "json";

/// Pictures that purchases in progress are read from. They are no evidence yet and so not in
/// the vault: when the check is sealed they move there, and those of a purchase that was given
/// up go after a while.
impl Ledger {
    /// Keeps a picture of at most `limit` bytes; its own name comes back with its hash.
    ///
    /// # Errors
    ///
    /// [`AttachError::NotAPicture`] when the window could not show it.
    pub fn keep_picture(
        &self,
        from: Source,
        limit: u64,
    ) -> Result<(Sha256Hex, String), AttachError> {
        let incoming = source::read(from, limit)?;
        if !picture::is_shown(&incoming.bytes) {
            return Err(AttachError::NotAPicture);
        }
        let sha256 = crate::sha256(&incoming.bytes);
        self.put_aside(&self.aside(&sha256), &incoming.bytes)?;
        Ok((sha256, incoming.name))
    }

    /// A picture of a purchase in progress, or of the vault.
    pub fn picture_bytes(&self, sha256: &Sha256Hex) -> Result<FileBytes, Error> {
        match read_aside(&self.aside(sha256))? {
            Some(bytes) => Ok(FileBytes::of(bytes)),
            None => self.evidence_bytes(sha256),
        }
    }

    /// The same as it stands still: what was read is its first frame.
    pub fn still_picture(&self, sha256: &Sha256Hex) -> Result<FileBytes, Error> {
        let whole = self.picture_bytes(sha256)?;
        let _one_at_a_time = self.decoding.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(picture::still(&whole.bytes).map_or(whole, FileBytes::of))
    }

    /// Keeps what was read in a picture: JSON whose meaning is not known here.
    pub fn keep_reading(&self, sha256: &Sha256Hex, body: &str) -> Result<(), Error> {
        self.put_aside(&self.aside(sha256).with_extension(READING), body.as_bytes())
    }

    /// What was read in a picture, as it was kept.
    pub fn reading(&self, sha256: &Sha256Hex) -> Result<Option<String>, Error> {
        let bytes = read_aside(&self.aside(sha256).with_extension(READING))?;
        // One that is damaged is as good as none: the picture can be read again.
        Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
    }

    /// Removes the pictures that were kept before `before` and are not among `named`.
    pub fn sweep_pictures(
        &self,
        named: &BTreeSet<Sha256Hex>,
        before: Timestamp,
    ) -> Result<(), Error> {
        for entry in fs::read_dir(self.folder.join(folder::PICTURES))? {
            let entry = entry?;
            let path = entry.path();
            let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
            let kept = name.and_then(|name| Sha256Hex::new(&name));
            let is_named = kept.is_some_and(|sha256| named.contains(&sha256));
            let modified = entry.metadata()?.modified().ok();
            let at = modified.and_then(|time| Timestamp::try_from(time).ok());
            // One whose time cannot be told stays.
            if !is_named && at.is_some_and(|at| at < before) {
                // What does not go stays until next time.
                let _ = fs::remove_file(path);
            }
        }
        Ok(())
    }

    /// Puts the pictures of a check into the vault, ready to be named by its events. One that
    /// is gone was lost before this, and does not keep the order from being recorded.
    pub(super) fn put_in_vault(
        &self,
        pictures: Vec<NewPicture>,
        now: Timestamp,
    ) -> Result<Vec<EvidenceRow>, Error> {
        let mut rows = Vec::with_capacity(pictures.len());
        for NewPicture { sha256, name, kind, acquired } in pictures {
            let Ok(FileBytes { bytes, .. }) = self.picture_bytes(&sha256) else { continue };
            let incoming = source::Incoming { name, bytes, modified_at: None };
            rows.push(inspected(self, &incoming, &sha256, kind, acquired, now, Look::Decode));
            self.vault.store(&sha256, &incoming.bytes)?;
        }
        Ok(rows)
    }

    /// Puts pictures that were kept aside into the vault, for an entry of the user's own to name
    /// them under the key `evidence`. One that is there already, or gone, is passed over.
    pub fn put_pictures_in_vault(
        &self,
        pictures: impl IntoIterator<Item = Sha256Hex>,
    ) -> Result<(), Error> {
        for sha256 in pictures {
            if let Some(bytes) = read_aside(&self.aside(&sha256))? {
                self.vault.store(&sha256, &bytes)?;
            }
        }
        Ok(())
    }

    fn aside(&self, sha256: &Sha256Hex) -> PathBuf {
        self.folder.join(folder::PICTURES).join(sha256.as_str())
    }

    fn put_aside(&self, target: &Path, bytes: &[u8]) -> Result<(), Error> {
        let pictures = self.folder.join(folder::PICTURES);
        folder::create_private(&pictures)?;
        Ok(vault::write_file(&pictures, target, bytes)?)
    }
}

fn read_aside(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match vault::read_file(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}
