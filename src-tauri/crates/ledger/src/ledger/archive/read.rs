use std::{
    fs::File,
    io::{self, BufReader, Read, Write},
    path::Path,
};

use model::Sha256Hex;
use sha2::{Digest as _, Sha256};
use zip::ZipArchive;

use super::{ArchiveError, ArchiveInfo, CONTENTS, Contents, FORMAT, Part, Place};

/// Bytes of a table of contents: some 400,000 files.
const MOST_CONTENTS: u64 = 64 << 20;

/// What of the table of contents every version has.
#[derive(serde::Deserialize)]
struct Format {
    format: u32,
}

pub(super) type Archive = ZipArchive<BufReader<File>>;

/// What an archive says of itself, without reading all of it.
pub fn examine(path: &Path) -> Result<ArchiveInfo, ArchiveError> {
    let (_, contents) = open(path)?;
    info(path, &contents)
}

/// Reads all of an archive and holds each part against its hash; `step` is told how many parts
/// were read, and says whether to go on.
pub(super) fn verify(path: &Path, step: &dyn Fn(u32) -> bool) -> Result<ArchiveInfo, ArchiveError> {
    let (mut archive, contents) = open(path)?;
    for (part, number) in contents.parts.iter().zip(1..) {
        take_out(&mut archive, part, &mut io::sink())?;
        if !step(number) {
            return Err(ArchiveError::Stopped);
        }
    }
    info(path, &contents)
}

pub(super) fn open(path: &Path) -> Result<(Archive, Contents), ArchiveError> {
    let file = File::open(path).map_err(ArchiveError::Io)?;
    let mut archive = ZipArchive::new(BufReader::new(file))?;
    let not_ours = |detail: String| ArchiveError::NotAnArchive { detail };
    let mut text = Vec::new();
    {
        let entry = archive.by_name(CONTENTS).map_err(|error| not_ours(error.to_string()))?;
        entry.take(MOST_CONTENTS).read_to_end(&mut text).map_err(|error| damaged(&error))?;
    }
    let Format { format } =
        serde_json::from_slice(&text).map_err(|error| not_ours(error.to_string()))?;
    if format > FORMAT {
        return Err(ArchiveError::Newer);
    }
    let contents: Contents =
        serde_json::from_slice(&text).map_err(|error| not_ours(error.to_string()))?;
    if let Some(part) = contents.parts.iter().find(|part| Place::of(&part.path).is_none()) {
        return Err(not_ours(format!("it holds {}", part.path)));
    }
    Ok((archive, contents))
}

/// Copies a part out, and holds it against its hash.
pub(super) fn take_out(
    archive: &mut Archive,
    part: &Part,
    to: &mut dyn Write,
) -> Result<(), ArchiveError> {
    let wrong = |detail: &str| ArchiveError::Damaged { detail: format!("{}: {detail}", part.path) };
    let entry = archive.by_name(&part.path).map_err(|error| wrong(&error.to_string()))?;
    // No more than it says: a part that swells would fill the disk.
    let mut entry = entry.take(part.size + 1);
    let (mut hash, mut size, mut piece) = (Sha256::new(), 0_u64, vec![0; 1 << 18]);
    loop {
        let read = entry.read(&mut piece).map_err(|error| wrong(&error.to_string()))?;
        if read == 0 {
            break;
        }
        size += read as u64;
        hash.update(&piece[..read]);
        to.write_all(&piece[..read]).map_err(|error| ArchiveError::Ledger(error.into()))?;
    }
    let is = Sha256Hex::from(<[u8; 32]>::from(hash.finalize()));
    if size == part.size && is == part.sha256 {
        Ok(())
    } else {
        Err(wrong("its hash does not hold"))
    }
}

fn info(path: &Path, contents: &Contents) -> Result<ArchiveInfo, ArchiveError> {
    let size = path.metadata().map_err(ArchiveError::Io)?.len();
    let files = contents.parts.iter().filter(|part| part.path.starts_with("vault/")).count();
    Ok(ArchiveInfo {
        made_at: contents.made_at,
        orders: contents.orders,
        files: u32::try_from(files).unwrap_or(u32::MAX),
        size: i64::try_from(size).unwrap_or(i64::MAX),
        left_out: Vec::new(),
    })
}

fn damaged(error: &io::Error) -> ArchiveError {
    ArchiveError::Damaged { detail: error.to_string() }
}
