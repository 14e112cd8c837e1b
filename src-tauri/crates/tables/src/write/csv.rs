use std::io::{self, Write};

use csv::{Terminator, Writer, WriterBuilder};
use model::guarded;

use super::{Cell, Sheet};

/// A CSV after RFC 4180: commas, quotes where they are needed, CRLF. In UTF-8 with its mark in
/// front, without which Excel takes Chinese for the code page of the system.
#[derive(Debug)]
pub struct Csv<W: Write> {
    out: Writer<W>,
}

const MARK: &[u8] = b"\xEF\xBB\xBF";

impl<W: Write> Csv<W> {
    /// Begins with the headings of `sheet`.
    pub fn begin(mut out: W, sheet: &Sheet) -> io::Result<Self> {
        out.write_all(MARK)?;
        let out = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
        let mut csv = Self { out };
        for column in &sheet.columns {
            csv.out.write_field(guarded(&column.heading).as_bytes())?;
        }
        csv.end_row()?;
        Ok(csv)
    }

    /// A cell for each column.
    pub fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        for cell in cells {
            match cell {
                Cell::Empty => self.out.write_field(b"")?,
                Cell::Text(text) => self.out.write_field(guarded(text).as_bytes())?,
                Cell::Count(number) => self.out.write_field(number.to_string())?,
                Cell::Hundredths(amount) => self.out.write_field(decimal(*amount))?,
                Cell::At(time) => {
                    self.out.write_field(time.strftime("%Y-%m-%d %H:%M:%S").to_string())?;
                }
            }
        }
        self.end_row()
    }

    /// Where it is written; what waits to be written is not there yet.
    pub fn out(&self) -> &W {
        self.out.get_ref()
    }

    pub fn end(self) -> io::Result<W> {
        self.out.into_inner().map_err(|error| io::Error::from(error.error().kind()))
    }

    fn end_row(&mut self) -> io::Result<()> {
        Ok(self.out.write_record(None::<&[u8]>)?)
    }
}

/// `98.50`.
fn decimal(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let amount = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}", amount / 100, amount % 100)
}
