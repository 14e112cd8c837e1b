use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use app::{Cancel, Error, ErrorCode, Library, Restored, Result, Settings, Sha256Hex, Trouble};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::sync::RwLock;

use crate::works::Works;

/// What the windows share.
#[derive(Debug)]
pub(crate) struct Shell {
    folder: PathBuf,
    library: RwLock<Option<Library>>,
    /// Files dropped on a window and not yet taken, by the token that the page was told.
    dropped: Mutex<Dropped>,
    /// As set; asked by the thread of the windows, which never waits for the record.
    stays_in_tray: AtomicBool,
    /// The small window was called and its page has not looked yet.
    glance_awaited: AtomicBool,
    /// Pictures that are being read.
    readings: Mutex<Vec<Reading>>,
    pub(crate) works: Works,
    /// The archive that was chosen last and not yet taken in.
    archive: Mutex<Option<PathBuf>>,
    /// The file that was written for the user last.
    exported: Mutex<Option<PathBuf>>,
}

/// A picture that is being read for a window.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    number: u64,
    sha256: Sha256Hex,
    pub(crate) cancel: Cancel,
}

/// The files of the last drop. Tokens are never used twice.
#[derive(Debug, Default)]
struct Dropped {
    token: u32,
    paths: Option<Vec<PathBuf>>,
}

impl Shell {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            library: RwLock::default(),
            dropped: Mutex::default(),
            stays_in_tray: AtomicBool::new(false),
            glance_awaited: AtomicBool::new(false),
            readings: Mutex::default(),
            works: Works::default(),
            archive: Mutex::default(),
            exported: Mutex::default(),
        }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn stays_in_tray(&self) -> bool {
        self.stays_in_tray.load(Ordering::Relaxed)
    }

    /// Takes over what the shell itself does as it is set.
    pub(crate) fn heed(&self, settings: &Settings) {
        self.stays_in_tray.store(settings.stay_in_tray, Ordering::Relaxed);
    }

    /// The small window was called; its page is to show it.
    pub(crate) fn await_glance(&self) {
        self.glance_awaited.store(true, Ordering::Relaxed);
    }

    /// The page has shown the window, or will not in time: `true` for who is first.
    pub(crate) fn glance_came(&self) -> bool {
        self.glance_awaited.swap(false, Ordering::Relaxed)
    }

    /// The library, opened by the first who asks.
    pub(crate) async fn open(&self) -> Result<Library, Trouble> {
        if let Some(library) = &*self.library.read().await {
            return Ok(library.clone());
        }
        let mut slot = self.library.write().await;
        if let Some(library) = &*slot {
            return Ok(library.clone());
        }
        let library = Library::open(self.folder.clone(), now()).await?;
        *slot = Some(library.clone());
        Ok(library)
    }

    /// The library, begun anew in the place of one that does not open.
    pub(crate) async fn begin_anew(&self) -> Result<Library, Trouble> {
        let mut slot = self.library.write().await;
        if let Some(library) = &*slot {
            return Ok(library.clone());
        }
        let library = Library::begin_anew(self.folder.clone(), now()).await?;
        *slot = Some(library.clone());
        Ok(library)
    }

    /// The library, if it is open already.
    pub(crate) async fn opened(&self) -> Option<Library> {
        self.library.read().await.clone()
    }

    /// Puts a backup in the place of the record, which is kept, and opens it.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::Busy`] while somebody works with the record, and why the backup could not
    /// take its place: in both cases the record that was there is open.
    pub(crate) async fn restore(&self, name: String) -> Result<Result<Library, Trouble>> {
        let mut slot = self.library.write().await;
        if let Some(library) = slot.take()
            && let Err(library) = library.close_to_restore(now()).await
        {
            *slot = Some(library);
            return Err(Error::new(ErrorCode::Busy, "the record is in use"));
        }
        let Restored { opened, failed } = Library::restore(self.folder.clone(), name, now()).await;
        *slot = opened.as_ref().ok().cloned();
        failed.map_or(Ok(opened), Err)
    }

    pub(crate) fn keep_archive(&self, path: PathBuf) {
        *self.archive.lock().unwrap_or_else(PoisonError::into_inner) = Some(path);
    }

    pub(crate) fn take_archive(&self) -> Option<PathBuf> {
        self.archive.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    pub(crate) fn keep_exported(&self, path: PathBuf) {
        *self.exported.lock().unwrap_or_else(PoisonError::into_inner) = Some(path);
    }

    pub(crate) fn exported(&self) -> Option<PathBuf> {
        self.exported.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The library that is open.
    pub(crate) async fn library(&self) -> Result<Library> {
        self.open().await.map_err(|trouble| Error::new(ErrorCode::NotOpen, trouble.detail))
    }

    /// Notes that a picture is being read, so that it can be stopped.
    pub(crate) fn begin_reading(&self, sha256: &Sha256Hex) -> Reading {
        let mut readings = self.readings();
        let number = readings.last().map_or(0, |last| last.number + 1);
        let reading = Reading { number, sha256: sha256.clone(), cancel: Cancel::default() };
        readings.push(reading.clone());
        reading
    }

    pub(crate) fn end_reading(&self, ended: &Reading) {
        self.readings().retain(|reading| reading.number != ended.number);
    }

    pub(crate) fn stop_reading(&self, sha256: &Sha256Hex) {
        for reading in self.readings().iter().filter(|reading| reading.sha256 == *sha256) {
            reading.cancel.cancel();
        }
    }

    fn readings(&self) -> MutexGuard<'_, Vec<Reading>> {
        self.readings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps dropped files until the page says what they are for. A drop that no page took is
    /// forgotten by the next.
    pub(crate) fn keep_dropped(&self, paths: Vec<PathBuf>) -> u32 {
        let mut dropped = self.dropped.lock().unwrap_or_else(PoisonError::into_inner);
        dropped.token = dropped.token.wrapping_add(1);
        dropped.paths = Some(paths);
        dropped.token
    }

    /// # Errors
    ///
    /// [`ErrorCode::NotFound`] when another drop came in between or these were taken before.
    pub(crate) fn take_dropped(&self, token: u32) -> Result<Vec<PathBuf>> {
        let mut dropped = self.dropped.lock().unwrap_or_else(PoisonError::into_inner);
        let paths = if dropped.token == token { dropped.paths.take() } else { None };
        paths.ok_or_else(|| Error::new(ErrorCode::NotFound, format!("drop {token}")))
    }
}

/// The one place where the app reads the clock.
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// The user's zone. Law and working days have one of their own.
pub(crate) fn zone() -> TimeZone {
    TimeZone::system()
}
