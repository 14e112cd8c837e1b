use std::{
    io::{self, Read, Seek, Write},
    ops::ControlFlow,
};

use jiff::Zoned;
use model::Sha256Hex;
use sha2::{Digest as _, Sha256};
use zip::{CompressionMethod, DateTime, System, ZipWriter, write::SimpleFileOptions};

use crate::{
    Contents, KeyError, SigningKey,
    bag::{self, Line},
    instructions,
    layout::{self, Layout},
    metadata,
    signature::allowed_signers,
};

/// Read and written at a time.
pub(crate) const CHUNK: usize = 1 << 18;

/// How far the work is, in bytes of what the packet holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub done: u64,
    pub total: u64,
}

/// Is told of progress, many times a second; whatever it breaks off stops.
pub type Watch<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Under `data/`.
    pub files: u64,
    pub bytes: u64,
    /// Where each piece lies below the packet's folder; `None` for what is listed alone.
    pub pieces: Vec<Option<String>>,
    pub fingerprint: String,
}

/// Why a packet was not made. What went to the writer by then is no packet.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error("what the packet cannot prove is not said")]
    NothingSaid,
    /// Or none at all.
    #[error("two pieces are called `{id}`")]
    SameId { id: String },
    #[error("`{id}` is named and is no piece")]
    UnknownId { id: String },
    /// Counted from 0.
    #[error("line {line} of the log is no JSON object")]
    LogLine { line: usize },
    #[error("the file of `{id}` could not be read")]
    Unreadable {
        id: String,
        #[source]
        cause: io::Error,
    },
    /// Its bytes are not those that the record knows.
    #[error("the file of `{id}` has changed")]
    Changed { id: String },
    #[error("stopped")]
    Stopped,
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error("the packet could not be written")]
    Io(#[from] io::Error),
}

impl From<zip::result::ZipError> for WriteError {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Io(error.into())
    }
}

/// Writes the packet to `out`, file by file: what it takes in memory does not grow with the
/// evidence. Its ZIP begins where `out` begins.
pub fn write<W: Write + Seek>(
    contents: &Contents<'_>,
    key: &SigningKey,
    out: W,
    watch: Watch<'_>,
) -> Result<Written, WriteError> {
    if contents.wording.cannot_prove.trim().is_empty() {
        return Err(WriteError::NothingSaid);
    }
    let mut layout = Layout::of(contents)?;
    let fingerprint = key.fingerprint();
    let known = metadata::files(contents, &layout, &fingerprint)?;
    let texts: Vec<Vec<u8>> = contents.texts.iter().map(|text| file_of(&text.text)).collect();
    let pieces = contents.pieces.iter().filter(|piece| piece.open.is_some());
    let in_memory = known.iter().map(|(_, bytes)| bytes).chain(&texts);
    let sizes = pieces.map(|piece| piece.size).chain(in_memory.map(|bytes| bytes.len() as u64));
    let (mut files, mut bytes) =
        sizes.fold((0, 0), |(files, bytes), size| (files + 1, bytes + size));

    let mut writing = Writing {
        zip: ZipWriter::new(out),
        root: layout.root.clone(),
        options: options(&contents.made_at),
        lines: Vec::new(),
        chunk: vec![0; CHUNK],
        watch,
        progress: Progress { done: 0, total: bytes },
    };
    writing.put(bag::BAGIT, bag::DECLARATION.as_bytes())?;
    if let Some(cover) = &contents.cover {
        writing.put(&layout.cover, cover)?;
    }
    writing.put(&layout.instructions, instructions::text(contents, &fingerprint).as_bytes())?;
    let public = key.public()?;
    writing.put(bag::PUBLIC_KEY, public.as_bytes())?;
    writing.put(bag::ALLOWED_SIGNERS, allowed_signers(&public).as_bytes())?;
    let mut tags = std::mem::take(&mut writing.lines);

    for (piece, path) in contents.pieces.iter().zip(&layout.pieces) {
        let (Some(open), Some(path)) = (&piece.open, path) else { continue };
        let unreadable = |cause| WriteError::Unreadable { id: piece.id.clone(), cause };
        let mut from = open().map_err(unreadable)?;
        let sha256 = writing.copy(path, piece.size, &mut from, &unreadable)?;
        if sha256.as_ref() != Some(&piece.sha256) {
            return Err(WriteError::Changed { id: piece.id.clone() });
        }
    }
    for (path, bytes) in layout.texts.iter().zip(&texts) {
        writing.put(path, bytes)?;
    }
    for made in &contents.made {
        for (name, content) in (made.make)()? {
            let size = content.len() as u64;
            (files, bytes) = (files + 1, bytes + size);
            writing.progress.total += size;
            writing.put(&layout.add(&made.folder, &name), &content)?;
        }
    }
    for (name, bytes) in &known {
        writing.put(&layout::metadata(name), bytes)?;
    }
    let mut payload = std::mem::take(&mut writing.lines);
    payload.sort_by(|a, b| a.path.cmp(&b.path));
    // It counts what was made on the way as well.
    writing.put(bag::BAG_INFO, bag_info(contents, files, bytes).as_bytes())?;
    writing.put(bag::MANIFEST, bag::manifest(&payload).as_bytes())?;
    tags.append(&mut writing.lines);
    tags.sort_by(|a, b| a.path.cmp(&b.path));
    let tags = bag::manifest(&tags);
    writing.put(bag::TAG_MANIFEST, tags.as_bytes())?;
    writing.put(bag::SIGNATURE, key.sign(tags.as_bytes())?.as_bytes())?;
    writing.zip.finish()?.flush()?;
    Ok(Written { files, bytes, pieces: layout.pieces, fingerprint })
}

fn bag_info(contents: &Contents<'_>, files: u64, bytes: u64) -> String {
    let date = contents.made_at.strftime("%Y-%m-%d").to_string();
    let software = concat!("hedan ", env!("CARGO_PKG_VERSION"));
    bag::info(&[
        ("External-Identifier", contents.case.number.as_str()),
        ("External-Description", contents.case.title.as_str()),
        ("Bag-Group-Identifier", contents.case.group.as_deref().unwrap_or_default()),
        ("Bagging-Date", date.as_str()),
        ("Bag-Software-Agent", software),
        (bag::OXUM, format!("{bytes}.{files}").as_str()),
    ])
}

/// With the mark of UTF-8, without which old editors take Chinese for something else.
fn file_of(text: &str) -> Vec<u8> {
    format!("\u{FEFF}{}", instructions::windows_lines(text)).into_bytes()
}

/// Nothing of them depends on where the packet is made.
fn options(made_at: &Zoned) -> SimpleFileOptions {
    let date = made_at.date();
    let time = made_at.time();
    let part = |value: i8| u8::try_from(value).unwrap_or(0);
    let stamp = DateTime::from_date_and_time(
        u16::try_from(date.year()).unwrap_or(0),
        part(date.month()),
        part(date.day()),
        part(time.hour()),
        part(time.minute()),
        part(time.second()),
    );
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .system(System::Unix)
        .unix_permissions(0o644)
        // Years before 1980 have no place in a ZIP.
        .last_modified_time(stamp.unwrap_or_default())
}

struct Writing<'a, W: Write + Seek> {
    zip: ZipWriter<W>,
    root: String,
    options: SimpleFileOptions,
    /// Of what was written since they were taken.
    lines: Vec<Line>,
    chunk: Vec<u8>,
    watch: Watch<'a>,
    progress: Progress,
}

impl<W: Write + Seek> Writing<'_, W> {
    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        let mut from = bytes;
        self.copy(path, bytes.len() as u64, &mut from, &WriteError::Io).map(|_| ())
    }

    /// The hash of what came, or `None` where it was not `size` bytes; no more than that is
    /// written in any case.
    fn copy(
        &mut self,
        path: &str,
        size: u64,
        from: &mut dyn Read,
        unreadable: &dyn Fn(io::Error) -> WriteError,
    ) -> Result<Option<Sha256Hex>, WriteError> {
        let large = size >= u64::from(u32::MAX);
        self.zip.start_file(format!("{}/{path}", self.root), self.options.large_file(large))?;
        let mut hash = Sha256::new();
        let mut left = size;
        loop {
            let read = match from.read(&mut self.chunk) {
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(unreadable(error)),
            };
            let Some(rest) = left.checked_sub(read as u64) else { return Ok(None) };
            if read == 0 {
                break;
            }
            left = rest;
            hash.update(&self.chunk[..read]);
            self.zip.write_all(&self.chunk[..read])?;
            if path.starts_with(bag::PAYLOAD) {
                self.progress.done += read as u64;
            }
            if (self.watch)(self.progress).is_break() {
                return Err(WriteError::Stopped);
            }
        }
        let sha256 = (left == 0).then(|| Sha256Hex::from(<[u8; 32]>::from(hash.finalize())));
        if let Some(sha256) = &sha256 {
            self.lines.push(Line { sha256: sha256.clone(), path: path.to_owned() });
        }
        Ok(sha256)
    }
}
