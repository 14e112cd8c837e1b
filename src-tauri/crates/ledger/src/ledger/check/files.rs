//! The sealed checks and the files of the vault, each beside the hash that names it.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use model::{OrderId, Sha256Hex};
use rusqlite::Connection;

use crate::{Damage, Error, table::evidence::NamedFile, vault::Vault};

/// As many at a time as there are readers worth having: hashing keeps a core busy.
const READERS: usize = 4;

/// The files that are not what they were; `step` is told that one more was read, and says
/// whether to go on.
pub(super) fn differing(
    vault: &Vault,
    files: &[NamedFile],
    step: &(dyn Fn() -> bool + Sync),
) -> Vec<Damage> {
    let next = AtomicUsize::new(0);
    let found = Mutex::new(Vec::new());
    let readers = std::thread::available_parallelism().map_or(2, usize::from).min(READERS);
    std::thread::scope(|threads| {
        for _ in 0..readers {
            threads.spawn(|| {
                while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Some(damage) = judge(vault, file) {
                        found.lock().unwrap_or_else(PoisonError::into_inner).push(damage);
                    }
                    if !step() {
                        break;
                    }
                }
            });
        }
    });
    found.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn judge(vault: &Vault, file: &NamedFile) -> Option<Damage> {
    // A file that cannot be read is as good as gone, and told as changed.
    let bytes = vault.read(&file.sha256);
    let gone = matches!(bytes, Ok(None));
    if let Ok(Some(bytes)) = bytes
        && crate::sha256(&bytes) == file.sha256
    {
        return None;
    }
    let NamedFile { sha256, name, order } = file.clone();
    Some(Damage::File { sha256, name, order, gone })
}

// As bytes, since damaged text is no text.
const SEALS: &str = "
    SELECT DISTINCT body ->> '$.check_sha256', CAST(order_id AS BLOB)
    FROM event WHERE json_valid(body) AND body ->> '$.check_sha256' IS NOT NULL
";
const DOCUMENTS: &str = "SELECT CAST(sha256 AS BLOB), CAST(body AS BLOB) FROM document";

/// The documents as they are, beside those that orders name.
#[derive(Debug, Default)]
pub(super) struct Documents {
    /// Named by an order, and changed or gone.
    pub(super) missing: BTreeMap<Sha256Hex, OrderId>,
    /// Whole documents under another name than their own.
    pub(super) renamed: BTreeMap<Sha256Hex, String>,
    /// What stands under a name that is not its own: the name, and what it should be.
    pub(super) misnamed: Vec<(Vec<u8>, Sha256Hex)>,
}

pub(super) fn documents(db: &Connection) -> Result<Documents, Error> {
    let mut wanted = BTreeMap::new();
    let mut statement = db.prepare(SEALS)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let sha256 = row.get::<_, String>(0).ok().and_then(|text| Sha256Hex::new(&text));
        let order = String::from_utf8_lossy(&row.get::<_, Vec<u8>>(1)?).into_owned();
        wanted.extend(sha256.map(|sha256| (sha256, OrderId(order))));
    }
    let mut found = Documents::default();
    let mut statement = db.prepare(DOCUMENTS)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (name, body): (Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(1)?);
        let is = crate::sha256(&body);
        if is.as_str().as_bytes() == name {
            wanted.remove(&is);
        } else {
            found.misnamed.push((name, is.clone()));
            found.renamed.extend(String::from_utf8(body).ok().map(|body| (is, body)));
        }
    }
    found.missing = wanted;
    Ok(found)
}

impl Documents {
    /// What stands under a name that no order names: what to call it, and what it should be.
    pub(super) fn strays(&self) -> impl Iterator<Item = (String, &Sha256Hex)> {
        let called = |name: &Vec<u8>| String::from_utf8_lossy(name).into_owned();
        let named = |name: &String| !self.missing.keys().any(|sha256| sha256.as_str() == name);
        let all = self.misnamed.iter().map(move |(name, is)| (called(name), is));
        all.filter(move |(name, _)| named(name))
    }
}
