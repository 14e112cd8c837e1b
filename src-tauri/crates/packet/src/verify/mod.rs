//! Reads a packet back and computes everything in it anew.

mod container;

use std::{
    collections::{BTreeMap, HashSet},
    fs::File,
    io::{self, BufReader, Read, Seek, SeekFrom},
    ops::ControlFlow,
    path::Path,
};

use model::Sha256Hex;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use specta::Type;

use self::container::{Broken, Entry};
use crate::{
    bag::{self, Line},
    layout::metadata,
    metadata::CASE,
    name::folded,
    signature::{allowed_signers, verified},
    write::{CHUNK, Progress, Watch},
};

/// The largest file about the others that is read as a whole, in bytes.
const MAX_TAG: u64 = 1 << 24;

/// What a packet is found to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Report {
    /// The folder that holds everything.
    pub name: String,
    /// `External-Identifier` of the bag.
    pub number: String,
    /// Files under `data/`.
    pub files: u32,
    /// Of those files.
    #[specta(type = i32)]
    pub bytes: i64,
    /// Of the key that signed it, where the signature is good: whose key that is must be known
    /// otherwise.
    pub fingerprint: Option<String>,
    /// Of the file itself; `None` where nothing in it was looked at.
    pub sha256: Option<Sha256Hex>,
    /// Empty for a packet that is whole.
    pub faults: Vec<Fault>,
}

/// What is not as it was made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Fault {
    /// The ZIP itself, so that nothing in it was looked at. The detail is for those who look
    /// into programs.
    Container { detail: String },
    /// Listed and not there.
    Missing { path: String },
    /// There and not listed.
    Unlisted { path: String },
    /// Its bytes are not those of its hash.
    Changed { path: String },
    /// A file about the others is not of its form.
    Unreadable { path: String },
    /// The bag's own count of files and bytes is another.
    Count,
    /// The list of lists is not signed by the key in the packet.
    Signature,
    /// It does not say what it cannot prove.
    NothingSaid,
}

#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    #[error("stopped")]
    Stopped,
    #[error("the packet could not be read")]
    Io(#[from] io::Error),
}

/// Everything that is wrong with the packet at `path`; an error only where it could not be read
/// or `watch` stopped it.
pub fn verify(path: &Path, watch: Watch<'_>) -> Result<Report, VerifyError> {
    let mut report = Report {
        name: String::new(),
        number: String::new(),
        files: 0,
        bytes: 0,
        fingerprint: None,
        sha256: None,
        faults: Vec::new(),
    };
    let mut file = BufReader::with_capacity(CHUNK, File::open(path)?);
    let found = match Found::read(&mut file, watch) {
        Ok(found) => found,
        Err(Reading::Broken(Broken::Form(detail))) => {
            report.faults.push(Fault::Container { detail: detail.to_owned() });
            return Ok(report);
        }
        Err(Reading::Broken(Broken::Io(error))) => return Err(error.into()),
        Err(Reading::Stopped) => return Err(VerifyError::Stopped),
    };
    found.judge(&mut report);
    report.faults.sort();
    report.faults.dedup();
    Ok(report)
}

enum Reading {
    Broken(Broken),
    Stopped,
}

impl<E: Into<Broken>> From<E> for Reading {
    fn from(error: E) -> Self {
        Self::Broken(error.into())
    }
}

/// Every file of the packet with its hash, by its path below the packet's folder.
struct Found {
    root: String,
    files: BTreeMap<String, (Sha256Hex, u64)>,
    /// Those that the ZIP's own checksum does not fit.
    changed: Vec<String>,
    /// The text of those that say something of the others.
    texts: BTreeMap<String, String>,
    whole: Sha256Hex,
}

/// Hashes what passes.
struct Whole<'a, R> {
    from: &'a mut R,
    hash: Sha256,
}

impl<R: Read> Read for Whole<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(into)?;
        self.hash.update(&into[..read]);
        Ok(read)
    }
}

impl Found {
    fn read(file: &mut (impl Read + Seek), watch: Watch<'_>) -> Result<Self, Reading> {
        let (entries, total) = container::entries(file)?;
        let root = root(&entries)?.to_owned();
        let (mut files, mut texts, mut changed) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        file.seek(SeekFrom::Start(0))?;
        let mut file = Whole { from: file, hash: Sha256::new() };
        let mut progress = Progress { done: 0, total };
        let mut chunk = vec![0; CHUNK];
        for entry in &entries {
            let path = entry.name[root.len() + 1..].to_owned();
            container::check_local(&mut file, entry)?;
            let (mut hash, mut crc) = (Sha256::new(), crc32fast::Hasher::new());
            let mut kept = is_kept(&path, entry.size).then(Vec::new);
            let mut left = entry.size;
            while left > 0 {
                let wanted = usize::try_from(left).unwrap_or(CHUNK).min(CHUNK);
                let piece = &mut chunk[..wanted];
                file.read_exact(piece)?;
                hash.update(&*piece);
                crc.update(piece);
                if let Some(kept) = &mut kept {
                    kept.extend_from_slice(piece);
                }
                left -= piece.len() as u64;
                progress.done += piece.len() as u64;
                if watch(progress).is_break() {
                    return Err(Reading::Stopped);
                }
            }
            if crc.finalize() != entry.crc {
                changed.push(path.clone());
            }
            let sha256 = Sha256Hex::from(<[u8; 32]>::from(hash.finalize()));
            if let Some(text) = kept.and_then(|bytes| String::from_utf8(bytes).ok()) {
                texts.insert(path.clone(), text);
            }
            files.insert(path, (sha256, entry.size));
        }
        // What stands at the end of the ZIP was understood first.
        io::copy(&mut file, &mut io::sink())?;
        let whole = <[u8; 32]>::from(file.hash.finalize()).into();
        let _: ControlFlow<()> = watch(Progress { done: total, total });
        Ok(Self { root, files, changed, texts, whole })
    }

    fn judge(&self, report: &mut Report) {
        let payload = self.files.iter().filter(|(path, _)| path.starts_with(bag::PAYLOAD));
        let (files, bytes) = payload.fold((0, 0), |(n, sum), (_, (_, size))| (n + 1, sum + size));
        report.name.clone_from(&self.root);
        report.sha256 = Some(self.whole.clone());
        report.files = files;
        report.bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
        let faults = &mut report.faults;
        faults.extend(self.changed.iter().map(|path| Fault::Changed { path: path.clone() }));

        if self.text(bag::BAGIT) != bag::DECLARATION {
            faults.push(Fault::Unreadable { path: bag::BAGIT.to_owned() });
        }
        let info = self.text(bag::BAG_INFO);
        if bag::read_info(info, bag::OXUM) != Some(format!("{bytes}.{files}").as_str()) {
            faults.push(Fault::Count);
        }
        if let Some(number) = bag::read_info(info, "External-Identifier") {
            number.clone_into(&mut report.number);
        }
        self.compare(bag::MANIFEST, |path| path.starts_with(bag::PAYLOAD), faults);
        let is_tag = |path: &str| {
            !path.starts_with(bag::PAYLOAD) && path != bag::TAG_MANIFEST && path != bag::SIGNATURE
        };
        self.compare(bag::TAG_MANIFEST, is_tag, faults);

        let public = self.text(bag::PUBLIC_KEY);
        let tags = self.text(bag::TAG_MANIFEST).as_bytes();
        report.fingerprint = verified(public, self.text(bag::SIGNATURE), tags);
        let allowed = allowed_signers(public);
        if report.fingerprint.is_none() || self.text(bag::ALLOWED_SIGNERS) != allowed {
            faults.push(Fault::Signature);
        }
        if !self.says_what_it_cannot_prove() {
            faults.push(Fault::NothingSaid);
        }
    }

    /// The files that are `of` a manifest and those that it lists are the same.
    fn compare(&self, manifest: &str, of: impl Fn(&str) -> bool, faults: &mut Vec<Fault>) {
        let Some(lines) = bag::read_manifest(self.text(manifest)).filter(|lines| !lines.is_empty())
        else {
            faults.push(Fault::Unreadable { path: manifest.to_owned() });
            return;
        };
        let mut listed = HashSet::new();
        for Line { sha256, path } in lines {
            match self.files.get(&path) {
                Some((found, _)) if of(&path) => {
                    if *found != sha256 {
                        faults.push(Fault::Changed { path: path.clone() });
                    }
                }
                _ => faults.push(Fault::Missing { path: path.clone() }),
            }
            if !listed.insert(path) {
                faults.push(Fault::Unreadable { path: manifest.to_owned() });
            }
        }
        let there = self.files.keys().filter(|path| of(path) && !listed.contains(*path));
        faults.extend(there.map(|path| Fault::Unlisted { path: path.clone() }));
    }

    /// In the case's own file, and word for word in the instructions that people read.
    fn says_what_it_cannot_prove(&self) -> bool {
        #[derive(Deserialize)]
        struct Said {
            cannot_prove: String,
        }
        let plain = |text: &str| text.split_whitespace().collect::<String>();
        let Ok(case) = serde_json::from_str::<Said>(self.text(&metadata(CASE))) else {
            return false;
        };
        let said = plain(&case.cannot_prove);
        let mut tops = self.texts.iter().filter(|(path, _)| !path.starts_with(bag::PAYLOAD));
        !said.is_empty() && tops.any(|(_, text)| plain(text).contains(&said))
    }

    fn text(&self, path: &str) -> &str {
        self.texts.get(path).map_or("", String::as_str)
    }
}

/// The one folder that all files lie in, where their names are such as are made here.
fn root(entries: &[Entry]) -> Result<&str, Broken> {
    let root = entries.first().and_then(|entry| entry.name.split_once('/'));
    let (root, _) = root.ok_or(Broken::Form("it holds no folder"))?;
    let mut known = HashSet::new();
    for Entry { name, .. } in entries {
        let mut parts = name.split('/');
        if parts.next() != Some(root) || parts.clone().count() == 0 {
            return Err(Broken::Form("it holds more than one folder"));
        }
        let leads_out = |part: &str| matches!(part, "" | "." | "..");
        let is_odd = |c: char| c.is_control() || matches!(c, '\\' | ':');
        if leads_out(root) || parts.any(leads_out) || name.contains(is_odd) {
            return Err(Broken::Form("a name leads out of it"));
        }
        if !known.insert(folded(name)) {
            return Err(Broken::Form("two names are alike"));
        }
    }
    Ok(root)
}

fn is_kept(path: &str, size: u64) -> bool {
    let is_top = !path.contains('/');
    size <= MAX_TAG && (is_top || path == metadata(CASE))
}
