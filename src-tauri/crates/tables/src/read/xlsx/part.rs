//! One part of a workbook, unpacked as it is read and never more than it may be.

use std::io::{self, BufRead, BufReader, Read};

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::result::ZipError;

use super::{Package, broken, damaged};
use crate::read::ReadError;
use crate::read::limits::{MAX_EVENT, MAX_PART, TooMuch};

pub(super) struct Part<'a> {
    reader: Reader<Guard<BufReader<Box<dyn Read + 'a>>>>,
    buffer: Vec<u8>,
}

impl<'a> Part<'a> {
    /// `None` when there is no such part.
    pub(super) fn open(
        package: &'a mut Package<'_>,
        path: &str,
    ) -> Result<Option<Part<'a>>, ReadError> {
        let file = match package.by_name(path) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(error)),
        };
        // What it says; what it holds is counted below.
        if file.size() > MAX_PART {
            return Err(ReadError::TooMuch(TooMuch::Unpacked));
        }
        let file: Box<dyn Read + 'a> = Box::new(file);
        let mut reader = Reader::from_reader(Guard::new(BufReader::with_capacity(1 << 16, file)));
        reader.config_mut().expand_empty_elements = true;
        Ok(Some(Self { reader, buffer: Vec::new() }))
    }

    /// The next event; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Event<'_>>, ReadError> {
        self.buffer.clear();
        self.reader.get_mut().event = MAX_EVENT;
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(Event::Eof) => Ok(None),
            Ok(event) => Ok(Some(event)),
            Err(error) => Err(refused(&error)),
        }
    }
}

fn refused(error: &quick_xml::Error) -> ReadError {
    if let quick_xml::Error::Io(cause) = error
        && cause.kind() == io::ErrorKind::FileTooLarge
    {
        return ReadError::TooMuch(TooMuch::Unpacked);
    }
    broken(&error.to_string())
}

/// The value of an attribute, whatever stands before its name.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, ReadError> {
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| broken(&error.to_string()))?;
        if attribute.key.local_name().as_ref() == name {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            return Ok(Some(value.map_err(|error| broken(&error.to_string()))?.into_owned()));
        }
    }
    Ok(None)
}

/// What `&amp;` or `&#13;` stands for. Entities that a file defines itself stand for nothing.
pub(super) fn referred(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Some(character);
    }
    match &*reference.xml10_content() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

/// Ends with an error what is larger than it may be.
struct Guard<R> {
    inner: R,
    left: u64,
    /// Of the event that is being read.
    event: usize,
}

impl<R> Guard<R> {
    fn new(inner: R) -> Self {
        Self { inner, left: MAX_PART, event: MAX_EVENT }
    }
}

impl<R: BufRead> Read for Guard<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Guard<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 || self.event == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.left = self.left.saturating_sub(count as u64);
        self.event = self.event.saturating_sub(count);
        self.inner.consume(count);
    }
}
