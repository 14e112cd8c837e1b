use std::any::Any;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use jiff::civil::{DateTime, date};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, XlsxError};

use super::{Cell, Sheet};

/// A workbook whose rows wait in temporary files until it is saved. Text is text in it, never a
/// formula or a link; amounts and times are numbers with a format.
pub struct Xlsx {
    book: Workbook,
    /// In the order in which they were named.
    sheets: Vec<Filling>,
    heading: Format,
    amount: Format,
    time: Format,
    text: Format,
}

/// A sheet that is being filled, and what follows where it is full.
struct Filling {
    sheet: Sheet,
    /// Its place in the workbook.
    at: usize,
    next: u32,
    /// How many sheets of it there are.
    parts: u32,
}

/// Rows of one sheet, its heading among them.
const ROWS: u32 = 1_048_576;
/// UTF-16 units of one cell.
const UNITS: usize = 32_767;
/// Characters of a sheet's name.
const NAME: usize = 31;
const CUT: char = '\u{2026}';

impl Xlsx {
    /// A workbook of these sheets; `folder` is where its rows wait.
    pub fn begin(folder: &Path, sheets: &[Sheet]) -> io::Result<Self> {
        let mut book = Workbook::new();
        book.set_tempdir(folder).map_err(failed)?;
        let plain = || Format::new().set_align(FormatAlign::Top);
        let mut xlsx = Self {
            book,
            sheets: Vec::new(),
            heading: plain().set_bold().set_border_bottom(FormatBorder::Thin),
            amount: plain().set_num_format("#,##0.00"),
            time: plain().set_num_format("yyyy-mm-dd hh:mm:ss"),
            // What is entered there later stays text, too.
            text: plain().set_num_format("@"),
        };
        for sheet in sheets {
            let at = xlsx.add(sheet, 1)?;
            xlsx.sheets.push(Filling { sheet: sheet.clone(), at, next: 1, parts: 1 });
        }
        Ok(xlsx)
    }

    /// A cell for each column of the sheet of this number, from 0.
    pub fn row(&mut self, sheet: usize, cells: &[Cell]) -> io::Result<()> {
        if self.sheets[sheet].next == ROWS {
            let part = self.sheets[sheet].parts + 1;
            let of = self.sheets[sheet].sheet.clone();
            let at = self.add(&of, part)?;
            self.end_sheet(sheet)?;
            let filling = &mut self.sheets[sheet];
            (filling.at, filling.next, filling.parts) = (at, 1, part);
        }
        let Filling { at, next, .. } = self.sheets[sheet];
        self.sheets[sheet].next += 1;
        let (amount, time, text) = (&self.amount, &self.time, &self.text);
        let page = self.book.worksheet_from_index(at).map_err(failed)?;
        unless_panicked(|| {
            for (cell, column) in cells.iter().zip(0_u16..) {
                match cell {
                    Cell::Empty => continue,
                    Cell::Text(words) => {
                        page.write_string_with_format(next, column, cut(words), text)
                    }
                    Cell::Count(number) => page.write_number(next, column, precise(*number)),
                    Cell::Hundredths(hundredths) => page.write_number_with_format(
                        next,
                        column,
                        precise(*hundredths) / 100.0,
                        amount,
                    ),
                    Cell::At(when) => {
                        page.write_number_with_format(next, column, days(*when), time)
                    }
                }?;
            }
            Ok(())
        })
    }

    pub fn save(mut self, out: impl Write + Send) -> io::Result<()> {
        for sheet in 0..self.sheets.len() {
            self.end_sheet(sheet)?;
        }
        unless_panicked(|| self.book.save_to_writer(out))
    }

    fn add(&mut self, sheet: &Sheet, part: u32) -> io::Result<usize> {
        let name = name(&sheet.name, part);
        let page = self.book.add_worksheet_with_constant_memory().map_err(failed)?;
        unless_panicked(|| {
            // A name that no workbook bears leaves the one that it has.
            let _ = page.set_name(name);
            page.set_freeze_panes(1, 0)?;
            for (column, at) in sheet.columns.iter().zip(0_u16..) {
                page.set_column_width(at, column.width)?;
                page.write_string_with_format(0, at, cut(&column.heading), &self.heading)?;
            }
            Ok(())
        })?;
        Ok(self.book.worksheets().len() - 1)
    }

    /// The filter reaches down to the last row, which is known at the end alone.
    fn end_sheet(&mut self, sheet: usize) -> io::Result<()> {
        let Filling { at, next, sheet, .. } = &self.sheets[sheet];
        let last = u16::try_from(sheet.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let page = self.book.worksheet_from_index(*at).map_err(failed)?;
        page.autofilter(0, 0, next - 1, last).map_err(failed)?;
        Ok(())
    }
}

impl std::fmt::Debug for Xlsx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Xlsx").field("sheets", &self.sheets.len()).finish_non_exhaustive()
    }
}

/// Days since the day before 1900 by which spreadsheets count; they take 1900 for a leap year,
/// which no purchase is old enough to notice.
#[allow(clippy::cast_precision_loss, reason = "seconds of some centuries")]
fn days(when: DateTime) -> f64 {
    let since = when.duration_since(date(1899, 12, 30).at(0, 0, 0, 0));
    since.as_secs() as f64 / 86_400.0
}

#[allow(clippy::cast_precision_loss, reason = "spreadsheets know no other numbers")]
const fn precise(number: i64) -> f64 {
    number as f64
}

/// As much as a cell takes, with a sign where something is missing.
fn cut(text: &str) -> String {
    let (mut units, mut end) = (0, text.len());
    for (at, character) in text.char_indices() {
        units += character.len_utf16();
        // One is left for the sign.
        if units < UNITS {
            end = at + character.len_utf8();
        } else if units > UNITS {
            return format!("{}{CUT}", &text[..end]);
        }
    }
    text.to_owned()
}

fn name(name: &str, part: u32) -> String {
    let ending = if part == 1 { String::new() } else { format!(" {part}") };
    let plain = name.chars().filter(|c| !"[]:*?/\\'".contains(*c) && !c.is_control());
    plain.take(NAME - ending.len()).collect::<String>() + &ending
}

fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(cause) | XlsxError::TempFileError(_, cause) => cause,
        other => io::Error::other(other),
    }
}

/// The library panics over a temporary file that cannot be written.
fn unless_panicked(work: impl FnOnce() -> Result<(), XlsxError>) -> io::Result<()> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(failed),
        Err(panic) => Err(of_panic(panic.as_ref())),
    }
}

/// Its text names the kind of what went wrong.
fn of_panic(panic: &(dyn Any + Send)) -> io::Error {
    let text = panic.downcast_ref::<String>().map_or("", String::as_str);
    let full = ["StorageFull", "QuotaExceeded", "FileTooLarge"];
    if full.iter().any(|kind| text.contains(kind)) {
        return io::Error::from(io::ErrorKind::StorageFull);
    }
    io::Error::other(format!("the workbook could not be written: {text}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_its_most_and_a_cut_one_shows_it() {
        let most = "长".repeat(UNITS);
        assert_eq!(cut(&most), most, "just as much as fits");
        let cut_off = cut(&"长".repeat(UNITS + 1));
        assert_eq!(cut_off.chars().count(), UNITS);
        assert!(cut_off.ends_with("长…"), "what is missing is shown");
        let pairs = cut(&"😀".repeat(UNITS));
        assert!(pairs.encode_utf16().count() <= UNITS && pairs.ends_with("😀…"));
    }

    #[test]
    fn days_are_counted_as_spreadsheets_do() {
        assert!((days(date(2026, 11, 22).at(12, 0, 0, 0)) - 46_348.5).abs() < f64::EPSILON);
        assert!((days(date(1900, 3, 1).at(0, 0, 0, 0)) - 61.0).abs() < f64::EPSILON);
    }

    #[test]
    fn a_name_of_a_sheet_is_one_that_a_workbook_takes() {
        assert_eq!(name("订单/2026:[a]", 1), "订单2026a");
        assert_eq!(name(&"长".repeat(40), 2).chars().count(), NAME);
    }

    #[test]
    fn a_full_disk_is_told_from_what_the_library_panics_with() {
        let panic: Box<dyn Any + Send> =
            Box::new("Couldn't write: Os { code: 28, kind: StorageFull }".to_owned());
        assert_eq!(of_panic(panic.as_ref()).kind(), io::ErrorKind::StorageFull);
    }
}
