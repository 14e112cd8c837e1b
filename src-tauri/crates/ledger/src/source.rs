//! Reading what is about to become evidence.

use std::{
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use crate::{AttachError, Source, column::to_millis};

#[derive(Debug)]
pub(crate) struct Incoming {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) modified_at: Option<Timestamp>,
}

/// The name and the bytes of a file that is read and not kept, unless it is larger than `limit`
/// bytes.
pub fn read_file(path: PathBuf, limit: u64) -> Result<(String, Vec<u8>), AttachError> {
    let Incoming { name, bytes, .. } = read(Source::Path(path), limit)?;
    Ok((name, bytes))
}

/// Reads a source whole, unless it is larger than `limit` bytes.
pub(crate) fn read(source: Source, limit: u64) -> Result<Incoming, AttachError> {
    let incoming = match source {
        Source::Path(path) => read_path(&path, limit)?,
        Source::Bytes { name, bytes } => {
            Incoming { name: last_part(&name), bytes, modified_at: None }
        }
    };
    let size = incoming.bytes.len() as u64;
    match size {
        0 => Err(AttachError::Empty),
        size if size > limit => Err(AttachError::TooLarge { size, limit }),
        _ => Ok(incoming),
    }
}

fn read_path(path: &Path, limit: u64) -> Result<Incoming, AttachError> {
    // Asked before opening: opening a pipe waits for somebody to write to it.
    let about = fs::metadata(path).map_err(unreadable)?;
    if !about.is_file() {
        return Err(AttachError::NotAFile);
    }
    if about.len() > limit {
        return Err(AttachError::TooLarge { size: about.len(), limit });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or_default());
    // The file may grow meanwhile.
    let file = File::open(path).map_err(unreadable)?;
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(unreadable)?;
    let modified_at = about.modified().ok().and_then(|time| Timestamp::try_from(time).ok());
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    Ok(Incoming {
        name: last_part(&name.unwrap_or_default()),
        bytes,
        modified_at: modified_at.map(to_millis),
    })
}

fn unreadable(error: io::Error) -> AttachError {
    if error.kind() == io::ErrorKind::NotFound {
        AttachError::NotAFile
    } else {
        AttachError::Unreadable(error)
    }
}

/// A file's own name, without folders of either kind of system, at most 255 characters.
pub(crate) fn last_part(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    name.chars().filter(|character| !character.is_control()).take(255).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_the_last_size_that_passes() {
        let of = |bytes: Vec<u8>| read(Source::Bytes { name: String::new(), bytes }, 4);
        assert!(of(vec![1; 4]).is_ok());
        assert!(matches!(of(vec![1; 5]), Err(AttachError::TooLarge { size: 5, limit: 4 })));
        assert!(matches!(of(Vec::new()), Err(AttachError::Empty)));
    }

    #[test]
    fn a_name_holds_no_folder_and_no_line_break() {
        assert_eq!(last_part("C:\\我的图片\\截图.png"), "截图.png");
        assert_eq!(last_part("../../etc/passwd"), "passwd");
        assert_eq!(last_part("a\nb\u{0}.png"), "ab.png");
        assert_eq!(last_part(&"长".repeat(300)).chars().count(), 255);
    }
}
