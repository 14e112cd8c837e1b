//! Files that the user gets, wherever they want them.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use crate::durable;

/// A file for the user that has its name only once all of it is on disk; until then, and for
/// good when it is dropped before, what had the name stays.
///
/// A write that fails makes no noise, since writers of tables panic over one: [`NewFile::check`]
/// and [`NewFile::name`] tell.
#[derive(Debug)]
pub struct NewFile {
    out: Out,
    /// Taken when the file has its name.
    partial: Option<PathBuf>,
    target: PathBuf,
}

/// A file for the ZIP writer, which panics over a write that fails half-way: once one has
/// failed, the rest goes nowhere, and [`Failure::check`] tells.
#[derive(Debug)]
pub(crate) struct Out {
    file: BufWriter<File>,
    at: u64,
    end: u64,
    failure: Failure,
}

/// What went wrong first.
#[derive(Debug, Clone, Default)]
pub struct Failure(Arc<Mutex<Failed>>);

#[derive(Debug, Default)]
struct Failed {
    ever: bool,
    error: Option<io::Error>,
}

impl Failure {
    /// Tells of it once.
    pub fn check(&self) -> io::Result<()> {
        let failed = self.0.lock().unwrap_or_else(PoisonError::into_inner).error.take();
        failed.map_or(Ok(()), Err)
    }
}

impl NewFile {
    /// Begins a file beside `target`, in the same folder.
    pub fn create(target: &Path) -> io::Result<Self> {
        let partial = durable::partial_beside(target);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let (out, _) = Out::new(options.open(&partial)?);
        Ok(Self { out, partial: Some(partial), target: target.to_owned() })
    }

    /// Where it is until it has its name, for reading back; flush first.
    pub(crate) fn partial(&self) -> &Path {
        self.partial.as_deref().unwrap_or(&self.target)
    }

    /// For asking whether a write has failed while somebody else has the file.
    pub fn failure(&self) -> Failure {
        self.out.failure.clone()
    }

    /// Brings what was written to the disk and says where it can be read back until the file has
    /// its name.
    pub fn sync(&mut self) -> io::Result<&Path> {
        self.out.sync()?;
        Ok(self.partial())
    }

    /// For a writer that seeks.
    pub(crate) fn out(&mut self) -> &mut Out {
        &mut self.out
    }

    /// Whether all that was written so far has reached the system.
    pub fn check(&self) -> io::Result<()> {
        self.out.failure.check()
    }

    /// Brings all of it to the disk and gives it its name; says how many bytes it has.
    pub fn name(mut self) -> io::Result<u64> {
        self.out.sync()?;
        if let Some(partial) = &self.partial {
            durable::rename(partial, &self.target)?;
        }
        self.partial = None;
        Ok(self.out.end)
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if let Some(partial) = &self.partial {
            let _ = fs::remove_file(partial);
        }
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Seek for NewFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.out.seek(to)
    }
}

impl Out {
    pub(crate) fn new(file: File) -> (Self, Failure) {
        let failure = Failure::default();
        (Self { file: BufWriter::new(file), at: 0, end: 0, failure: failure.clone() }, failure)
    }

    /// Brings all of it to the disk.
    pub(crate) fn sync(&mut self) -> io::Result<()> {
        self.failure.check()?;
        if self.failure.0.lock().unwrap_or_else(PoisonError::into_inner).ever {
            return Err(io::Error::other("a write failed before"));
        }
        self.file.flush()?;
        self.file.get_ref().sync_all()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_finished_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a.csv");
        durable::write(folder.path(), &target, b"before").unwrap();
        let mut file = NewFile::create(&target).unwrap();
        file.write_all(&vec![b'x'; 1 << 20]).unwrap();
        drop(file);
        assert_eq!(fs::read_to_string(&target).unwrap(), "before");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing half is left");

        let mut file = NewFile::create(&target).unwrap();
        file.write_all(b"after").unwrap();
        assert_eq!(file.name().unwrap(), 5);
        assert_eq!(fs::read_to_string(&target).unwrap(), "after");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_disk_that_is_full_is_told_at_the_end_too() {
        let (out, failure) = Out::new(OpenOptions::new().write(true).open("/dev/full").unwrap());
        let partial = std::env::temp_dir().join("never-there.partial");
        let mut file = NewFile { out, partial: Some(partial.clone()), target: partial };
        file.write_all(&vec![0; 1 << 20]).unwrap();
        assert_eq!(file.check().unwrap_err().kind(), io::ErrorKind::StorageFull);
        assert!(failure.check().is_ok(), "it is told once");
        assert!(file.name().is_err(), "what did not reach the disk gets no name");
    }
}
