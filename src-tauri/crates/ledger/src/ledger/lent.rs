//! Copies of evidence for the system's own programs.

use std::{
    fs,
    path::{Path, PathBuf},
};

use model::Sha256Hex;

use crate::{Error, FileBytes, Ledger, folder, vault};

impl Ledger {
    /// A read-only copy of a file for a program of the system, under a name whose ending says
    /// what its bytes are; `None` for a file that no program should simply be given. What is
    /// done to the copy changes nothing in the vault.
    pub fn lend(&self, sha256: &Sha256Hex, name: &str) -> Result<Option<PathBuf>, Error> {
        let FileBytes { bytes, media_type } = self.evidence_bytes(sha256)?;
        let Some(name) = safe_name(name, &media_type) else { return Ok(None) };
        let place = self.folder.join(folder::LENT).join(&sha256.as_str()[..16]);
        folder::create_private(&place)?;
        let path = place.join(name);
        if vault::read_file(&path).is_ok_and(|there| there == bytes) {
            return Ok(Some(path));
        }
        vault::write_file(&place, &path, &bytes)?;
        let mut rights = fs::metadata(&path)?.permissions();
        rights.set_readonly(true);
        fs::set_permissions(&path, rights)?;
        Ok(Some(path))
    }

    /// Takes away the copies of earlier runs. One that a program still holds stays until next
    /// time.
    pub fn sweep_lent(&self) -> Result<(), Error> {
        for place in fs::read_dir(self.folder.join(folder::LENT))? {
            clear(&place?.path());
        }
        Ok(())
    }
}

fn clear(place: &Path) {
    for copy in fs::read_dir(place).into_iter().flatten().flatten() {
        let path = copy.path();
        // Windows removes nothing that is only to be read.
        #[cfg(windows)]
        if let Ok(about) = fs::metadata(&path) {
            let mut rights = about.permissions();
            rights.set_readonly(false);
            let _ = fs::set_permissions(&path, rights);
        }
        let _ = fs::remove_file(path);
    }
    let _ = fs::remove_dir(place);
}

/// The endings that files of a media type may have. What runs is never among them: a script
/// that was kept as evidence is opened as the text that it is.
fn endings(media_type: &str) -> &'static [&'static str] {
    match media_type {
        "application/pdf" => &["pdf"],
        "video/mp4" => &["mp4", "mov", "m4v", "m4a", "3gp"],
        "image/png" => &["png"],
        "image/jpeg" => &["jpg", "jpeg"],
        "image/webp" => &["webp"],
        "image/gif" => &["gif"],
        "image/bmp" => &["bmp"],
        "image/heic" => &["heic", "heif"],
        "text/plain" => &["txt", "csv", "log", "eml"],
        "application/zip" => &["zip", "docx", "xlsx", "pptx", "odt", "ods", "ofd"],
        // What is recognised by its name alone goes to players, which take it or do not.
        "application/octet-stream" => &["webm", "mkv", "avi", "flv", "mp3", "amr", "wav", "ogg"],
        _ => &[],
    }
}

fn safe_name(name: &str, media_type: &str) -> Option<String> {
    let allowed = endings(media_type);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let own = allowed.iter().find(|allowed| ending.eq_ignore_ascii_case(allowed));
    let ending = match own {
        Some(own) => own,
        None if media_type == "application/octet-stream" => return None,
        None => allowed.first()?,
    };
    let plain = |c: char| {
        let bad = c.is_control() || model::is_unseen(c) || "<>:\"/\\|?*".contains(c);
        if bad { '_' } else { c }
    };
    let stem: String = stem.chars().map(plain).take(80).collect();
    let stem = stem.trim_matches(['.', ' ']);
    // Windows knows names such as CON for devices, whatever their ending.
    Some(format!("{}.{ending}", if stem.len() < 5 { format!("_{stem}") } else { stem.to_owned() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_runs_is_handed_to_the_system() {
        let cases = [
            ("账单.pdf", "application/pdf", Some("账单.pdf")),
            ("bill.PDF.exe", "application/pdf", Some("bill.PDF.pdf")),
            ("run-me.bat", "text/plain", Some("run-me.txt")),
            ("chat.html", "text/plain", Some("_chat.txt")),
            ("setup.exe", "application/octet-stream", None),
            ("录音1234.amr", "application/octet-stream", Some("录音1234.amr")),
            ("con.txt", "text/plain", Some("_con.txt")),
            ("电子回单.ofd", "application/zip", Some("电子回单.ofd")),
            ("../../x y.docx", "application/zip", Some("_.._x y.docx")),
            ("macro.docm", "application/zip", Some("macro.zip")),
            ("", "video/mp4", Some("_.mp4")),
        ];
        for (name, media_type, expected) in cases {
            let safe = safe_name(name, media_type);
            assert_eq!(safe.as_deref(), expected, "{name} of {media_type}");
        }
    }
}
