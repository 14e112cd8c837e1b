//! What is known of the files of the vault by looking at their bytes. It follows from the file,
//! so no event says it.

use model::Sha256Hex;
use rusqlite::{Connection, OptionalExtension, Result, params};

use crate::{FileMetadata, Unread, column::unreadable, likeness::Likeness};

const PUT: &str = "
    INSERT INTO evidence_file (sha256, likeness, metadata) VALUES (?1, ?2, ?3)
    ON CONFLICT (sha256) DO UPDATE SET likeness = excluded.likeness, metadata = excluded.metadata
";
const METADATA: &str = "SELECT metadata FROM evidence_file WHERE sha256 = ?1";
const SET_UNREAD: &str = "UPDATE evidence_file SET unread = ?2 WHERE sha256 = ?1";
const UNREAD: &str = "SELECT unread FROM evidence_file WHERE sha256 = ?1";
// The files that came last are asked for first: it is they that the buyer looks at.
const UNSEEN: &str = "
    SELECT sha256 FROM evidence
    WHERE sha256 NOT IN (SELECT sha256 FROM evidence_file)
        AND sha256 NOT IN (SELECT sha256 FROM elsewhere) ORDER BY rowid DESC LIMIT 1
";
const TO_READ: &str = "
    SELECT evidence.sha256 FROM evidence JOIN evidence_file USING (sha256)
    WHERE evidence_file.unread IS NULL AND evidence.media_type LIKE 'image/%'
        AND evidence.sha256 NOT IN (SELECT sha256 FROM evidence_text)
    ORDER BY evidence.rowid DESC LIMIT 1
";
const LIKENESS: &str = "SELECT likeness FROM evidence_file WHERE sha256 = ?1";
const LIKENESSES: &str = "
    SELECT sha256, likeness FROM evidence_file
    WHERE likeness IS NOT NULL AND sha256 IN (SELECT sha256 FROM evidence)
";

pub(crate) fn put(
    connection: &Connection,
    sha256: &Sha256Hex,
    likeness: Option<&Likeness>,
    metadata: &FileMetadata,
) -> Result<()> {
    let metadata = serde_json::to_string(metadata).unwrap_or_default();
    let likeness = likeness.map(<[u8; 32]>::as_slice);
    let values = params![sha256.as_str(), likeness, metadata];
    connection.prepare_cached(PUT)?.execute(values).map(drop)
}

/// `None` until the file was looked at.
pub(crate) fn metadata(
    connection: &Connection,
    sha256: &Sha256Hex,
) -> Result<Option<FileMetadata>> {
    let mut statement = connection.prepare_cached(METADATA)?;
    let text: Option<String> =
        statement.query_row([sha256.as_str()], |row| row.get(0)).optional()?;
    Ok(text.map(|text| serde_json::from_str(&text).unwrap_or_default()))
}

pub(crate) fn set_unread(
    connection: &Connection,
    sha256: &Sha256Hex,
    why: Option<Unread>,
) -> Result<()> {
    let word = why.map(|why| crate::column::word(&why));
    connection.prepare_cached(SET_UNREAD)?.execute(params![sha256.as_str(), word]).map(drop)
}

pub(crate) fn unread(connection: &Connection, sha256: &Sha256Hex) -> Result<Option<Unread>> {
    let mut statement = connection.prepare_cached(UNREAD)?;
    let word = statement
        .query_row([sha256.as_str()], |row| crate::column::read_optional_word(row, "unread"))
        .optional()?;
    Ok(word.flatten())
}

/// A piece of evidence that was not looked at yet.
pub(crate) fn unseen(connection: &Connection) -> Result<Option<Sha256Hex>> {
    one(connection, UNSEEN)
}

/// A picture that nobody has read nor given up reading.
pub(crate) fn to_read(connection: &Connection) -> Result<Option<Sha256Hex>> {
    one(connection, TO_READ)
}

pub(crate) fn likeness(connection: &Connection, sha256: &Sha256Hex) -> Result<Option<Likeness>> {
    let mut statement = connection.prepare_cached(LIKENESS)?;
    let found = statement.query_row([sha256.as_str()], |row| row.get(0)).optional()?;
    Ok(found.flatten())
}

/// Visits the likeness of every piece of evidence that has one.
pub(crate) fn each_likeness(
    connection: &Connection,
    mut visit: impl FnMut(&str, &Likeness),
) -> Result<()> {
    let mut statement = connection.prepare_cached(LIKENESSES)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (sha256, likeness): (String, Likeness) = (row.get(0)?, row.get(1)?);
        visit(&sha256, &likeness);
    }
    Ok(())
}

fn one(connection: &Connection, sql: &str) -> Result<Option<Sha256Hex>> {
    let mut statement = connection.prepare_cached(sql)?;
    let text: Option<String> = statement.query_row([], |row| row.get(0)).optional()?;
    text.map(|text| Sha256Hex::new(&text).ok_or_else(|| unreadable("sha256"))).transpose()
}
