//! Workbooks of Excel and WPS (`.xlsx`).
//!
//! Read here and not by calamine, which was looked at first: it reserves memory for as many
//! shared texts as the file says there are (`uniqueCount`), which ends the process, and holds
//! all of them; its ranges reach from corner to corner; and it gives every number as a float, so
//! that the last digits of an order number of 19 digits are gone before one can say so. What is
//! needed of a workbook is little: its sheets, its texts, which formats are dates, and cells. All
//! memory is counted as it comes, so no process of its own is needed to bound it.

mod number;
mod part;
mod sheet;
mod strings;
mod styles;

use std::collections::HashMap;
use std::io::Cursor;

use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

use super::limits::{MAX_PARTS, MAX_SHEETS, TooMuch};
use super::{Foreign, ReadError, Table, TableForm};
use part::{Part, attribute};

type Package<'a> = ZipArchive<Cursor<&'a [u8]>>;

pub(super) fn read(bytes: &[u8], asked: Option<u32>) -> Result<Table, ReadError> {
    // The index of the archive is read whole; its end says how long it is.
    if entries(bytes).is_some_and(|entries| entries > MAX_PARTS) {
        return Err(ReadError::TooMuch(TooMuch::Unpacked));
    }
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let workbook = workbook_path(&mut package)?;
    let book = Book::read(&mut package, &workbook)?;
    let links = links(&mut package, &links_of(&workbook))?;
    let sheet = match asked {
        Some(asked) => asked,
        None => first_with_cells(&mut package, &workbook, &book, &links),
    };
    let at = usize::try_from(sheet).unwrap_or(usize::MAX);
    let (_, link) = book.sheets.get(at).ok_or(ReadError::NoSheet(sheet))?;
    let path = links.get(link).ok_or_else(|| broken("a sheet leads nowhere"))?;
    let path = beside(&workbook, path);
    let strings = strings::read(&mut package, &beside(&workbook, "sharedStrings.xml"))?;
    let dates = styles::read(&mut package, &beside(&workbook, "styles.xml"))?;
    let from = sheet::Book { strings: &strings, dates: &dates, since_1904: book.since_1904 };
    let rows = sheet::read(&mut package, &path, &from)?;
    let sheets = book.sheets.into_iter().map(|(name, _)| name).collect();
    Ok(Table { form: TableForm::Workbook { sheets, sheet }, rows: rows.all, wider: rows.wider })
}

/// What the workbook says of its sheets.
struct Book {
    /// The names and links of those that are shown.
    sheets: Vec<(String, String)>,
    /// Days are counted from 1904 on, as on old Macs.
    since_1904: bool,
}

impl Book {
    fn read(package: &mut Package<'_>, path: &str) -> Result<Self, ReadError> {
        let mut book = Self { sheets: Vec::new(), since_1904: false };
        let Some(mut part) = Part::open(package, path)? else {
            return Err(ReadError::Foreign(Foreign::Archive));
        };
        while let Some(event) = part.next()? {
            let Event::Start(tag) = event else { continue };
            match tag.local_name().as_ref() {
                "workbookPr" => {
                    let since = attribute(&tag, "date1904")?;
                    book.since_1904 = matches!(since.as_deref(), Some("1" | "true"));
                }
                "sheet" => {
                    let hidden = attribute(&tag, "state")?.is_some_and(|state| state != "visible");
                    let name = attribute(&tag, "name")?.unwrap_or_default();
                    let link = attribute(&tag, "id")?.unwrap_or_default();
                    if !hidden && book.sheets.len() < MAX_SHEETS {
                        book.sheets.push((name, link));
                    }
                }
                _ => {}
            }
        }
        Ok(book)
    }
}

/// The first sheet that holds a cell: a cover often comes before the table.
fn first_with_cells(
    package: &mut Package<'_>,
    workbook: &str,
    book: &Book,
    links: &HashMap<String, String>,
) -> u32 {
    let holds = |(_, link): &&(String, String)| {
        let path = links.get(link).map(|path| beside(workbook, path));
        path.is_some_and(|path| sheet::holds_cells(package, &path).unwrap_or(false))
    };
    // `position` takes what it looks at by value.
    let at = book.sheets.iter().collect::<Vec<_>>().iter().position(holds);
    at.and_then(|at| u32::try_from(at).ok()).unwrap_or_default()
}

/// Where the workbook is: `xl/workbook.xml` in nearly all of them.
fn workbook_path(package: &mut Package<'_>) -> Result<String, ReadError> {
    const USUAL: &str = "xl/workbook.xml";
    if package.index_for_name(USUAL).is_some() {
        return Ok(USUAL.to_owned());
    }
    let names: Vec<String> =
        package.file_names().flatten().map(std::borrow::Cow::into_owned).collect();
    let has = |name: &str| names.iter().any(|each| each == name);
    if has("xl/workbook.bin") || has("content.xml") || has("Index/Document.iwa") {
        return Err(ReadError::Foreign(Foreign::OtherWorkbook));
    }
    let found =
        links(package, "_rels/.rels")?.into_values().find(|to| to.ends_with("workbook.xml"));
    let path = found.map(|path| path.trim_start_matches('/').to_owned());
    path.ok_or(ReadError::Foreign(Foreign::Archive))
}

/// What the names of links stand for.
fn links(package: &mut Package<'_>, path: &str) -> Result<HashMap<String, String>, ReadError> {
    let mut links = HashMap::new();
    let Some(mut part) = Part::open(package, path)? else { return Ok(links) };
    while let Some(event) = part.next()? {
        let Event::Start(tag) = event else { continue };
        if tag.local_name().as_ref() == "Relationship"
            && let (Some(id), Some(target)) = (attribute(&tag, "Id")?, attribute(&tag, "Target")?)
            && links.len() < usize::from(MAX_PARTS)
        {
            links.insert(id, target);
        }
    }
    Ok(links)
}

/// `xl/workbook.xml` keeps its links in `xl/_rels/workbook.xml.rels`.
fn links_of(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    if folder.is_empty() {
        format!("_rels/{name}.rels")
    } else {
        format!("{folder}/_rels/{name}.rels")
    }
}

/// A path as it stands in the links of the workbook.
fn beside(workbook: &str, path: &str) -> String {
    if let Some(absolute) = path.strip_prefix('/') {
        return absolute.to_owned();
    }
    let folder = workbook.rsplit_once('/').map_or("", |(folder, _)| folder);
    if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") }
}

/// How many parts the archive says it has; `None` when its end is not found.
fn entries(bytes: &[u8]) -> Option<u16> {
    const END: &[u8] = b"PK\x05\x06";
    // The end is 22 bytes and a comment of at most 65,535.
    let from = bytes.len().saturating_sub(65_557);
    let tail = &bytes[from..];
    let at = tail.windows(END.len()).rposition(|part| part == END)?;
    let count = tail.get(at + 10..at + 12)?;
    Some(u16::from_le_bytes([count[0], count[1]]))
}

fn damaged(error: ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            ReadError::Foreign(Foreign::Encrypted)
        }
        other => broken(&other.to_string()),
    }
}

fn broken(why: &str) -> ReadError {
    ReadError::Damaged(why.to_owned())
}
