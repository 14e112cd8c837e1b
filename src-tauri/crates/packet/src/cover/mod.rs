//! The paper on top of a packet: the case, the index of its evidence, what serves which flow,
//! the timeline, and what all of it cannot prove.

mod draw;
mod sheet;

use krilla::metadata::Metadata;
use model::Flow;
use serde::Deserialize;
use specta::Type;

use self::sheet::{Column, Sheet, bold, plain, quiet};
use crate::{Contents, Fonts, SigningKey, layout::Layout, paper::numbered, write::WriteError};

/// What the paper says around what is known.
#[derive(Debug, Clone, Default, Deserialize, Type)]
pub struct CoverWords {
    /// The language of the words, for programs that read aloud: `zh-CN`.
    pub language: String,
    /// What the paper is.
    pub title: String,
    /// Below the case's title: its number, when it was made, how many pieces there are.
    pub lines: Vec<String>,
    pub index: String,
    /// Id, file, how it was acquired, when, what it is to prove, the beginning of its hash, where
    /// the original is.
    pub index_columns: [String; 7],
    /// In place of the file of a piece that is listed alone.
    pub listed_only: String,
    pub matrix: String,
    /// Id, what is to be proved, and the flows of money, orders and information.
    pub matrix_columns: [String; 5],
    pub timeline: String,
    /// When, what, how it is known, ids.
    pub timeline_columns: [String; 4],
    pub cannot_prove: String,
    /// Before the fingerprint of the key.
    pub fingerprint: String,
    /// With `{page}` and `{pages}` in place of the numbers.
    pub footer: String,
}

/// Why there is no paper.
#[derive(Debug, thiserror::Error)]
pub enum CoverError {
    #[error(transparent)]
    Contents(#[from] WriteError),
    #[error("the PDF could not be made: {detail}")]
    Pdf { detail: String },
}

/// The paper as a PDF of A4 pages, in the font of the system for Chinese, of which it embeds the
/// signs that it uses. The same contents in the same font make the same bytes.
pub fn cover(
    contents: &Contents<'_>,
    words: &CoverWords,
    key: &SigningKey,
    fonts: &mut Fonts,
) -> Result<Vec<u8>, CoverError> {
    let cannot_prove = &contents.wording.cannot_prove;
    if cannot_prove.trim().is_empty() {
        return Err(WriteError::NothingSaid.into());
    }
    let layout = Layout::of(contents)?;
    let case = &contents.case;
    let mut sheet = Sheet::new(fonts);
    sheet.text(&words.title, quiet(11.0));
    sheet.space(2.0);
    sheet.text(&case.title, bold(20.0));
    sheet.space(4.0);
    for line in &words.lines {
        sheet.text(line, quiet(9.5));
    }
    sheet.space(10.0);
    let facts: Vec<Vec<String>> =
        case.facts.iter().map(|fact| vec![fact.label.clone(), fact.value.clone()]).collect();
    if !facts.is_empty() {
        sheet.table(&columns(&[], &[0.2, 0.8]), &facts, plain(10.0));
    }
    for section in &case.story {
        sheet.heading(&section.heading, bold(12.5));
        for paragraph in &section.paragraphs {
            sheet.text(paragraph, plain(10.5));
            sheet.space(4.0);
        }
    }

    sheet.heading(&words.index, bold(14.0));
    let titles = words.index_columns.each_ref();
    // Where nobody says where originals are, what they are to prove has that room.
    let held = contents.pieces.iter().any(|piece| !piece.about.held_on.trim().is_empty());
    let shares: &[f32] = if held {
        &[0.08, 0.24, 0.12, 0.14, 0.19, 0.11, 0.12]
    } else {
        &[0.08, 0.24, 0.12, 0.14, 0.31, 0.11]
    };
    sheet.table(&columns(&titles, shares), &index(contents, words, &layout), plain(8.5));

    sheet.heading(&words.matrix, bold(14.0));
    let titles = words.matrix_columns.each_ref();
    sheet.table(&columns(&titles, &[0.08, 0.53, 0.13, 0.13, 0.13]), &matrix(contents), plain(9.0));

    if !contents.timeline.is_empty() {
        sheet.heading(&words.timeline, bold(14.0));
        let moments = contents.timeline.iter().map(|moment| {
            let ids = moment.pieces.join(" ");
            vec![moment.shown.clone(), moment.what.clone(), moment.source.clone(), ids]
        });
        let titles = words.timeline_columns.each_ref();
        let moments: Vec<Vec<String>> = moments.collect();
        sheet.table(&columns(&titles, &[0.19, 0.53, 0.15, 0.13]), &moments, plain(9.0));
    }

    sheet.heading(&words.cannot_prove, bold(14.0));
    sheet.boxed(cannot_prove, plain(10.5));
    sheet.space(10.0);
    sheet.text(&format!("{} {}", words.fingerprint, key.fingerprint()), quiet(9.0));

    let pages = sheet.end(|page, pages| numbered(&words.footer, page, pages));
    let about = Metadata::new()
        .title(case.title.clone())
        .language(words.language.clone())
        .creator("hedan".to_owned())
        .creation_date(draw::date(&contents.made_at));
    draw::pdf(&pages, about, fonts)
}

fn columns<'a>(titles: &[&'a String], shares: &[f32]) -> Vec<Column<'a>> {
    let titles = titles.iter().map(|title| title.as_str()).chain(std::iter::repeat(""));
    let columns = shares.iter().zip(titles);
    columns.map(|(share, title)| Column { title, share: *share }).collect()
}

fn index(contents: &Contents<'_>, words: &CoverWords, layout: &Layout) -> Vec<Vec<String>> {
    let pieces = contents.pieces.iter().zip(&layout.pieces);
    pieces
        .map(|(piece, path)| {
            let about = &piece.about;
            let place = path.as_deref().unwrap_or(&words.listed_only);
            let place = place.strip_prefix(crate::bag::PAYLOAD).unwrap_or(place);
            let file = [about.title.as_str(), place].join("\n").trim().to_owned();
            // In two, as long as its column is wide.
            let (first, second) = piece.sha256.as_str()[..16].split_at(8);
            vec![
                piece.id.clone(),
                file,
                about.acquired_by.clone(),
                about.shown_at.clone(),
                about.proves.join("\n"),
                format!("{first} {second}"),
                about.held_on.clone(),
            ]
        })
        .collect()
}

/// A line for each piece and thing to prove. Of those that prove nothing in words, the ones that
/// serve one of the three flows.
fn matrix(contents: &Contents<'_>) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for piece in &contents.pieces {
        let marks = Flow::PROVING.map(|flow| {
            let is = piece.about.flow == Some(flow);
            if is { "\u{25CF}".to_owned() } else { String::new() }
        });
        let serves = marks.iter().any(|mark| !mark.is_empty());
        for what in piece.about.claims().filter(|what| serves || !what.is_empty()) {
            rows.push([vec![piece.id.clone(), what.to_owned()], marks.to_vec()].concat());
        }
    }
    rows
}
