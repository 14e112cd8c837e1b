use std::{
    fs::{self, File},
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use model::Sha256Hex;
use rusqlite::Connection;
use sha2::{Digest as _, Sha256};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{ArchiveError, ArchiveInfo, CONTENTS, Contents, DATABASE, FORMAT, Part, read};
use crate::{
    Error, Ledger, NewFile, Progress, Watch, backup,
    door::{self, Access},
    durable,
    folder::{BACKUPS, PICTURES},
    out::{Failure, Out},
    table::{self, evidence::NamedFile},
    vault::read_file,
};

impl Ledger {
    /// Writes the whole library into one file at `target`, over what is there. It has its name
    /// only once all of it is on disk and was read back.
    pub fn archive(
        &self,
        target: &Path,
        now: Timestamp,
        watch: &dyn Watch,
    ) -> Result<ArchiveInfo, ArchiveError> {
        let snapshot = durable::partial_in(&self.folder.join(BACKUPS));
        let made = self.readers.connect().map_err(ArchiveError::from).and_then(|connection| {
            backup::copy(&connection, &snapshot)?;
            let mut file = NewFile::create(target).map_err(ArchiveError::Io)?;
            let info = self.write_archive(&snapshot, &mut file, now, watch)?;
            file.name().map_err(ArchiveError::Io)?;
            Ok(info)
        });
        let _ = fs::remove_file(&snapshot);
        made
    }

    fn write_archive(
        &self,
        snapshot: &Path,
        file: &mut NewFile,
        now: Timestamp,
        watch: &dyn Watch,
    ) -> Result<ArchiveInfo, ArchiveError> {
        let connection = door::connect(snapshot, Access::Read)?;
        let mut named = table::evidence::files(&connection)?;
        // What never was here is not left out.
        let elsewhere = table::elsewhere::all(&connection)?;
        named.retain(|NamedFile { sha256, .. }| {
            !elsewhere.contains(sha256) || self.vault.has(sha256)
        });
        let pictures = pictures(&self.folder.join(PICTURES))?;
        let total = u32::try_from(named.len() + pictures.len() + 1).unwrap_or(u32::MAX / 2);
        // Each is written, and then read back.
        let total = total.saturating_mul(2);
        let mut out = Writing {
            failure: file.failure(),
            zip: ZipWriter::new(file.out()),
            parts: Vec::new(),
            watch,
            done: 0,
            total,
        };
        let mut contents = contents(&connection, now)?;
        drop(connection);
        out.put_file(DATABASE, snapshot)?;
        let mut left_out = Vec::new();
        for NamedFile { sha256, .. } in named {
            let bytes = self.vault.read(&sha256).ok().flatten();
            let sound = bytes.filter(|b| crate::sha256(b) == sha256);
            let Some(bytes) = sound else {
                left_out.push(sha256);
                continue;
            };
            let name = sha256.as_str();
            out.put(&format!("vault/{}/{name}", &name[..2]), &bytes)?;
        }
        for path in pictures {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            // A picture may be swept meanwhile.
            if let Ok(bytes) = read_file(&path) {
                out.put(&format!("pictures/{name}"), &bytes)?;
            }
        }
        contents.parts = std::mem::take(&mut out.parts);
        let done = out.end(&contents)?;
        let mut info = read::verify(file.partial(), &|steps| {
            watch.told(Progress { done: (done + steps).min(total), total });
            !watch.is_stopped()
        })?;
        watch.told(Progress { done: total, total });
        info.left_out = left_out;
        Ok(info)
    }
}

struct Writing<'a> {
    zip: ZipWriter<&'a mut Out>,
    failure: Failure,
    parts: Vec<Part>,
    watch: &'a dyn Watch,
    done: u32,
    total: u32,
}

impl Writing<'_> {
    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), ArchiveError> {
        self.zip.start_file(path, options(bytes.len() as u64))?;
        self.zip.write_all(bytes).map_err(ArchiveError::Io)?;
        let sha256 = crate::sha256(bytes);
        self.noted(path, sha256, bytes.len() as u64)
    }

    /// As [`Writing::put`], for a file that may be larger than memory.
    fn put_file(&mut self, path: &str, from: &Path) -> Result<(), ArchiveError> {
        let mut file = File::open(from).map_err(Error::from)?;
        let size = file.metadata().map_err(Error::from)?.len();
        self.zip.start_file(path, options(size))?;
        let (mut hash, mut piece) = (Sha256::new(), vec![0; 1 << 20]);
        loop {
            let read = file.read(&mut piece).map_err(Error::from)?;
            if read == 0 {
                break;
            }
            hash.update(&piece[..read]);
            self.zip.write_all(&piece[..read]).map_err(ArchiveError::Io)?;
        }
        self.noted(path, <[u8; 32]>::from(hash.finalize()).into(), size)
    }

    fn noted(&mut self, path: &str, sha256: Sha256Hex, size: u64) -> Result<(), ArchiveError> {
        self.failure.check().map_err(ArchiveError::Io)?;
        self.parts.push(Part { path: path.to_owned(), sha256, size });
        self.done += 1;
        self.watch.told(Progress { done: self.done, total: self.total });
        if self.watch.is_stopped() { Err(ArchiveError::Stopped) } else { Ok(()) }
    }

    /// Writes the table of contents and syncs all of it; says how many steps were done.
    fn end(mut self, contents: &Contents) -> Result<u32, ArchiveError> {
        let text = serde_json::to_vec(contents)
            .map_err(|error| Error::Corrupt { detail: error.to_string() })?;
        self.zip.start_file(CONTENTS, options(text.len() as u64))?;
        self.zip.write_all(&text).map_err(ArchiveError::Io)?;
        let out = self.zip.finish()?;
        // The last of it is written when it is flushed.
        out.sync().map_err(ArchiveError::Io)?;
        Ok(self.done)
    }
}

fn options(size: u64) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .large_file(size >= u64::from(u32::MAX))
        .unix_permissions(0o600)
}

fn contents(db: &Connection, now: Timestamp) -> Result<Contents, Error> {
    let number = |sql: &str| db.query_row(sql, [], |row| row.get::<_, i64>(0));
    let head: Option<Vec<u8>> = rusqlite::OptionalExtension::optional(db.query_row(
        "SELECT hash FROM event ORDER BY seq DESC LIMIT 1",
        [],
        |row| row.get(0),
    ))?;
    Ok(Contents {
        format: FORMAT,
        made_at: now,
        orders: u32::try_from(number("SELECT count(*) FROM orders")?).unwrap_or(u32::MAX),
        events: number("SELECT count(*) FROM event")?,
        head: head
            .and_then(|head| <[u8; 32]>::try_from(head).ok())
            .map(|head| Sha256Hex::from(head).into()),
        parts: Vec::new(),
    })
}

/// Pictures of purchases in progress, and what was read in them.
fn pictures(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    all.retain(|path| {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        stem.is_some_and(|stem| Sha256Hex::new(&stem).is_some())
    });
    all.sort();
    Ok(all)
}
