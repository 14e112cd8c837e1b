//! What is known of the evidence, for people's spreadsheets and for programs.

use std::io;

use model::{Flow, Sha256Hex, guarded};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::{Contents, layout::Layout, write::WriteError};

pub(crate) const CASE: &str = "case.json";

const EVIDENCE: &[&str] = &[
    "evidence_id",
    "path",
    "sha256",
    "size",
    "title",
    "media_type",
    "original_filename",
    "imported_at",
    "modified_at",
    "width",
    "height",
    "acquired_by",
    "source_app",
    "captured_by",
    "captured_at",
    "captured_at_basis",
    "order_id",
    "flow",
    "proves",
    "redacted_of",
    "held_on",
    "note",
    "metadata",
];

/// The flows in the order of their columns.
pub(crate) const FLOWS: [(Flow, &str); 5] = [
    (Flow::Money, "money"),
    (Flow::Order, "order"),
    (Flow::Information, "information"),
    (Flow::Need, "need"),
    (Flow::Identity, "identity"),
];

/// The files of the folder of metadata, by their names.
pub(crate) fn files(
    contents: &Contents<'_>,
    layout: &Layout,
    fingerprint: &str,
) -> Result<Vec<(&'static str, Vec<u8>)>, WriteError> {
    Ok(vec![
        (CASE, case(contents, fingerprint)?),
        ("evidence.csv", evidence(contents, layout)?),
        ("timeline.csv", timeline(contents)?),
        ("matrix.csv", matrix(contents, layout)?),
        ("log.jsonl", log(contents)?),
    ])
}

#[derive(Serialize)]
struct CaseFile<'a> {
    /// Grows when what stood in a field stands elsewhere.
    format: u32,
    number: &'a str,
    title: &'a str,
    made_at: String,
    signer: &'a str,
    facts: Vec<FactLine<'a>>,
    story: Vec<StorySection<'a>>,
    pieces: usize,
    /// Of the pieces, those that are listed with their hash and not handed over.
    listed_only: usize,
    cannot_prove: &'a str,
}

#[derive(Serialize)]
struct FactLine<'a> {
    key: &'a str,
    label: &'a str,
    value: &'a str,
}

#[derive(Serialize)]
struct StorySection<'a> {
    heading: &'a str,
    paragraphs: &'a [String],
}

fn case(contents: &Contents<'_>, fingerprint: &str) -> Result<Vec<u8>, WriteError> {
    let case = &contents.case;
    let facts = case.facts.iter();
    let file = CaseFile {
        format: 1,
        number: &case.number,
        title: &case.title,
        made_at: contents.made_at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        signer: fingerprint,
        facts: facts
            .map(|fact| FactLine { key: &fact.key, label: &fact.label, value: &fact.value })
            .collect(),
        story: case
            .story
            .iter()
            .map(|part| StorySection { heading: &part.heading, paragraphs: &part.paragraphs })
            .collect(),
        pieces: contents.pieces.len(),
        listed_only: contents.pieces.iter().filter(|piece| piece.open.is_none()).count(),
        cannot_prove: &contents.wording.cannot_prove,
    };
    let mut text = serde_json::to_vec_pretty(&file).map_err(|e| WriteError::Io(e.into()))?;
    text.push(b'\n');
    Ok(text)
}

fn evidence(contents: &Contents<'_>, layout: &Layout) -> Result<Vec<u8>, WriteError> {
    let mut table = Table::new(EVIDENCE)?;
    for (piece, path) in contents.pieces.iter().zip(&layout.pieces) {
        let about = &piece.about;
        let number = |value: Option<u32>| value.map(|n| n.to_string()).unwrap_or_default();
        table.row(&[
            &piece.id,
            path.as_deref().unwrap_or_default(),
            piece.sha256.as_str(),
            &piece.size.to_string(),
            &about.title,
            &about.media_type,
            &piece.file_name,
            &about.imported_at,
            &about.modified_at,
            &number(about.width),
            &number(about.height),
            &about.acquired_by,
            &about.source_app,
            &about.captured_by,
            &about.captured_at,
            &about.captured_at_basis,
            &about.order,
            about.flow.map_or("", name_of),
            &about.proves.join("; "),
            &about.redacted_of.join(" "),
            &about.held_on,
            &about.note,
            &about.metadata,
        ])?;
    }
    table.end()
}

fn timeline(contents: &Contents<'_>) -> Result<Vec<u8>, WriteError> {
    let mut table = Table::new(&["at", "shown", "what", "source", "evidence_ids"])?;
    for moment in &contents.timeline {
        let pieces = moment.pieces.join(" ");
        table.row(&[&moment.at, &moment.shown, &moment.what, &moment.source, &pieces])?;
    }
    table.end()
}

/// A line for each thing that a piece is to prove, with the flow that it serves.
fn matrix(contents: &Contents<'_>, layout: &Layout) -> Result<Vec<u8>, WriteError> {
    let flows = FLOWS.iter().map(|(_, name)| *name);
    let columns: Vec<&str> = ["evidence_id", "path", "proves"].into_iter().chain(flows).collect();
    let mut table = Table::new(&columns)?;
    for (piece, path) in contents.pieces.iter().zip(&layout.pieces) {
        for what in piece.about.claims() {
            let mut row = vec![piece.id.as_str(), path.as_deref().unwrap_or_default(), what];
            row.extend(FLOWS.iter().map(|(flow, _)| mark(piece.about.flow == Some(*flow))));
            table.row(&row)?;
        }
    }
    table.end()
}

fn mark(is: bool) -> &'static str {
    if is { "1" } else { "" }
}

fn name_of(flow: Flow) -> &'static str {
    FLOWS.iter().find(|(known, _)| *known == flow).map_or("", |(_, name)| name)
}

/// A chain of its own over what the lines say, so that it can be computed anew from the file
/// alone and tells nothing that does not stand there: `hash` is the SHA-256 of `prev` as it is
/// written, followed by the line without either, keys sorted and no white space. The first
/// `prev` is zeros.
fn log(contents: &Contents<'_>) -> Result<Vec<u8>, WriteError> {
    let mut text = String::new();
    let mut prev = Sha256Hex::from([0; 32]);
    for (line, event) in contents.log.iter().enumerate() {
        let Value::Object(mut event) = event.clone() else {
            return Err(WriteError::LogLine { line });
        };
        let said = serde_json::to_string(&event).map_err(io::Error::from)?;
        let hash = Sha256::new().chain_update(prev.as_str()).chain_update(said).finalize();
        let hash = Sha256Hex::from(<[u8; 32]>::from(hash));
        event.insert("prev".to_owned(), Value::from(prev.as_str()));
        event.insert("hash".to_owned(), Value::from(hash.as_str()));
        text += &serde_json::to_string(&event).map_err(io::Error::from)?;
        text.push('\n');
        prev = hash;
    }
    Ok(text.into_bytes())
}

/// CSV that spreadsheets open by double click: with the mark of UTF-8, and text alone, since
/// metadata of pictures and names of files come from strangers.
struct Table {
    csv: csv::Writer<Vec<u8>>,
}

impl Table {
    fn new(columns: &[&str]) -> Result<Self, WriteError> {
        let out = "\u{FEFF}".as_bytes().to_vec();
        let csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        let mut table = Self { csv };
        table.row(columns)?;
        Ok(table)
    }

    fn row(&mut self, cells: &[&str]) -> Result<(), WriteError> {
        let cells = cells.iter().map(|cell| guarded(cell));
        self.csv
            .write_record(cells.map(|cell| cell.into_owned().into_bytes()))
            .map_err(|error| WriteError::Io(error.into()))
    }

    fn end(self) -> Result<Vec<u8>, WriteError> {
        self.csv.into_inner().map_err(|error| WriteError::Io(error.into_error()))
    }
}
