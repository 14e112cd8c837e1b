use std::{
    fs::File,
    io::{self, BufWriter, Seek, SeekFrom, Write},
    sync::{Arc, Mutex, PoisonError},
};

use super::ArchiveError;

/// A file for the ZIP writer, which panics over a write that fails half-way: once one has
/// failed, the rest goes nowhere, and [`Failure::check`] tells.
#[derive(Debug)]
pub(super) struct Out {
    file: BufWriter<File>,
    at: u64,
    end: u64,
    failure: Failure,
}

/// What went wrong first.
#[derive(Debug, Clone, Default)]
pub(super) struct Failure(Arc<Mutex<Failed>>);

#[derive(Debug, Default)]
struct Failed {
    ever: bool,
    error: Option<io::Error>,
}

impl Failure {
    pub(super) fn check(&self) -> Result<(), ArchiveError> {
        let failed = self.0.lock().unwrap_or_else(PoisonError::into_inner).error.take();
        failed.map_or(Ok(()), |error| Err(ArchiveError::Io(error)))
    }
}

impl Out {
    pub(super) fn new(file: File) -> (Self, Failure) {
        let failure = Failure::default();
        (Self { file: BufWriter::new(file), at: 0, end: 0, failure: failure.clone() }, failure)
    }

    /// Brings all of it to the disk.
    pub(super) fn sync(mut self) -> Result<(), ArchiveError> {
        self.failure.check()?;
        self.file.flush().map_err(ArchiveError::Io)?;
        self.file.get_ref().sync_all().map_err(ArchiveError::Io)
    }

    fn unless_failed(&mut self, work: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) {
        let mut failed = self.failure.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !failed.ever {
            failed.error = work(&mut self.file).err();
            failed.ever = failed.error.is_some();
        }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unless_failed(|file| file.write_all(bytes));
        self.at += bytes.len() as u64;
        self.end = self.end.max(self.at);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.unless_failed(Write::flush);
        Ok(())
    }
}

impl Seek for Out {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let to = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.end.checked_add_signed(by),
        };
        self.at = to.ok_or(io::ErrorKind::InvalidInput)?;
        let at = self.at;
        self.unless_failed(|file| file.seek(SeekFrom::Start(at)).map(drop));
        Ok(at)
    }
}
