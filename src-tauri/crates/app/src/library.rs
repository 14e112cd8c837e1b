use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use ledger::{BackupInfo, Change, Ledger, OpenError};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::book::Book;
use crate::error::{Error, ErrorCode, Result, chain, json};
use crate::history::Past;
use crate::own::Known;
use crate::pictures::{AtHand, Found};
use crate::settings::{KEY, Settings};
use crate::tables::Tables;
use crate::watch::Told;

/// One person's record and everything that can be done with it.
///
/// Cheap to clone; all clones are the same library. The methods are async and do their work
/// on threads for blocking work, so no caller waits on the disk.
#[derive(Debug, Clone)]
pub struct Library {
    pub(crate) ledger: Arc<Ledger>,
    pub(crate) folder: Arc<PathBuf>,
    /// What the checks look back on and what they know, kept between two keystrokes; emptied
    /// when orders, recipients, or a user's own kinds and categories change.
    pub(crate) kept: Arc<Mutex<Kept>>,
    pub(crate) tesseract: Found,
    pub(crate) tables: Arc<Mutex<Tables>>,
    /// Held while a step of a case is made from the case as it stands.
    pub(crate) casework: Arc<tokio::sync::Mutex<()>>,
}

/// What was last read of the record, and how many changes there were before.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    changes: u64,
    past: Option<Arc<Past>>,
    known: Option<Arc<Known>>,
    book: Option<Arc<Book>>,
    /// Terms that had come, untold, when the app was started; `None` until it was looked.
    pub(crate) missed: Option<BTreeSet<Told>>,
    pub(crate) readings: AtHand,
}

/// What became of a record that a backup was to take the place of.
#[derive(Debug)]
pub struct Restored {
    pub opened: Result<Library, Trouble>,
    /// Why the record that is open is still the one that was there.
    pub failed: Option<Error>,
}

/// Why the library did not open, as the start page tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Trouble {
    pub code: TroubleCode,
    /// Where the record is.
    pub folder: String,
    pub detail: String,
    /// Backups that could take the record's place, newest first.
    pub backups: Vec<BackupInfo>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum TroubleCode {
    /// Another copy of the app has the folder open.
    InUse,
    NotWritable,
    DiskFull,
    /// A newer version of the app wrote it.
    Newer,
    Corrupt,
    /// There is no database, but there are backups of one.
    Gone,
    BadBackup,
    Other,
}

impl Library {
    /// Opens the record in `folder`, making it when there is none.
    ///
    /// # Errors
    ///
    /// Says what stands in the way; nothing was changed then.
    pub async fn open(folder: PathBuf, now: Timestamp) -> Result<Self, Trouble> {
        Self::opened_by(ledger::open, folder, now).await
    }

    /// Begins an empty record. A database that stands in the folder is kept under another name.
    ///
    /// # Errors
    ///
    /// As [`Library::open`].
    pub async fn begin_anew(folder: PathBuf, now: Timestamp) -> Result<Self, Trouble> {
        Self::opened_by(ledger::open_anew, folder, now).await
    }

    async fn opened_by(
        open: fn(&Path, Timestamp) -> Result<Ledger, OpenError>,
        folder: PathBuf,
        now: Timestamp,
    ) -> Result<Self, Trouble> {
        blocking(move || match open(&folder, now) {
            Ok(ledger) => Ok(Self {
                ledger: Arc::new(ledger),
                folder: Arc::new(folder),
                kept: Arc::default(),
                tesseract: Arc::default(),
                tables: Arc::default(),
                casework: Arc::default(),
            }),
            Err(error) => Err(Trouble::of(&error, &folder)),
        })
        .await
        .unwrap_or_else(|panicked| Err(Trouble::other(panicked.detail)))
    }

    /// Puts a backup in the place of a record that is closed, and opens what stands there then.
    /// What the backup replaces is kept under another name, damaged or not. A backup that cannot
    /// take its place leaves it as it was, and it is opened again.
    pub async fn restore(folder: PathBuf, backup: String, now: Timestamp) -> Restored {
        let from = folder.clone();
        let restored = blocking(move || {
            ledger::restore(&from, &backup, now).map_err(|error| Trouble::of(&error, &from))
        })
        .await
        .unwrap_or_else(|panicked| Err(Trouble::other(panicked.detail)));
        match (restored, Self::open(folder, now).await) {
            (Err(trouble), Ok(library)) => {
                Restored { opened: Ok(library), failed: Some(trouble.not_restored()) }
            }
            (restored, opened) => Restored { opened: restored.and(opened), failed: None },
        }
    }

    /// Where the record is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What is set. Settings that cannot be read do not keep the app from starting: see
    /// [`Library::kept_settings`].
    pub async fn settings(&self) -> Result<Settings> {
        Ok(self.kept_settings().await?.unwrap_or_default())
    }

    /// What is set; `None` when it cannot be read, so that the buyer can be told that the
    /// defaults hold.
    pub async fn kept_settings(&self) -> Result<Option<Settings>> {
        let text = self.read(|ledger| ledger.setting(KEY)).await?;
        Ok(text.map_or_else(|| Some(Settings::default()), |text| serde_json::from_str(&text).ok()))
    }

    pub async fn save_settings(&self, settings: &Settings) -> Result<Change> {
        let text = json(settings)?;
        self.change_aside(move |ledger| ledger.set_setting(KEY, &text)).await
    }

    /// Makes today's backup unless there is one.
    pub async fn back_up_if_due(&self, now: Timestamp) -> Result<()> {
        self.read(move |ledger| ledger.backup_if_due(now)).await.map(drop)
    }

    /// Reads without changing anything.
    pub(crate) async fn read<T, E>(
        &self,
        work: impl FnOnce(&Ledger) -> Result<T, E> + Send + 'static,
    ) -> Result<T>
    where
        T: Send + 'static,
        E: Into<Error> + Send + 'static,
    {
        let ledger = Arc::clone(&self.ledger);
        blocking(move || work(&ledger)).await?.map_err(Into::into)
    }

    /// Changes what no check looks back on: drafts and settings.
    pub(crate) async fn change_aside<T, E>(
        &self,
        work: impl FnOnce(&Ledger) -> Result<T, E> + Send + 'static,
    ) -> Result<T>
    where
        T: Send + 'static,
        E: Into<Error> + Send + 'static,
    {
        self.read(work).await
    }

    /// Changes orders or recipients; what the checks look back on is read anew afterwards.
    pub(crate) async fn change<T, E>(
        &self,
        work: impl FnOnce(&Ledger) -> Result<T, E> + Send + 'static,
    ) -> Result<T>
    where
        T: Send + 'static,
        E: Into<Error> + Send + 'static,
    {
        let done = self.read(work).await;
        let mut kept = self.kept();
        kept.changes += 1;
        kept.past = None;
        done
    }

    /// Changes what the checks and deadlines go by: a user's own kinds, categories or platforms,
    /// or all of it, as an archive that is taken in does. Everything that is kept is read anew.
    pub(crate) async fn change_own<T, E>(
        &self,
        work: impl FnOnce(&Ledger) -> Result<T, E> + Send + 'static,
    ) -> Result<T>
    where
        T: Send + 'static,
        E: Into<Error> + Send + 'static,
    {
        let done = self.read(work).await;
        let mut kept = self.kept();
        kept.changes += 1;
        kept.past = None;
        kept.known = None;
        kept.book = None;
        done
    }

    /// The kinds and categories that there are, a user's own among them.
    pub(crate) async fn known(&self) -> Result<Arc<Known>> {
        let before = {
            let kept = self.kept();
            if let Some(known) = &kept.known {
                return Ok(Arc::clone(known));
            }
            kept.changes
        };
        let known = Arc::new(self.read(Known::load).await?);
        let mut kept = self.kept();
        if kept.changes == before {
            kept.known = Some(Arc::clone(&known));
        }
        Ok(known)
    }

    /// The terms that run.
    pub(crate) async fn book(&self, now: Timestamp) -> Result<Arc<Book>> {
        let known = self.known().await?;
        let (before, kept) = {
            let kept = self.kept();
            (kept.changes, kept.book.clone())
        };
        let book = self.read(move |ledger| Book::as_of(ledger, &known, kept, now)).await?;
        let mut kept = self.kept();
        if kept.changes == before {
            kept.book = Some(Arc::clone(&book));
        }
        Ok(book)
    }

    /// What was bought before and for whom.
    pub(crate) async fn past(&self) -> Result<Arc<Past>> {
        let before = {
            let kept = self.kept();
            if let Some(past) = &kept.past {
                return Ok(Arc::clone(past));
            }
            kept.changes
        };
        let known = self.known().await?;
        let past = Arc::new(self.read(|ledger| Past::load(ledger, known)).await?);
        let mut kept = self.kept();
        // What changed while it was read may be missing in it: then the next one reads anew.
        if kept.changes == before {
            kept.past = Some(Arc::clone(&past));
        }
        Ok(past)
    }

    pub(crate) fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Runs `work` on a thread where it may block.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Error::new(ErrorCode::Internal, error.to_string()))
}

impl Trouble {
    fn of(error: &OpenError, folder: &Path) -> Self {
        let (code, backups) = match error {
            OpenError::InUse => (TroubleCode::InUse, vec![]),
            OpenError::NotWritable { .. } => (TroubleCode::NotWritable, vec![]),
            OpenError::Full => (TroubleCode::DiskFull, vec![]),
            OpenError::Newer { .. } => (TroubleCode::Newer, vec![]),
            OpenError::Corrupt { backups, .. } => (TroubleCode::Corrupt, backups.clone()),
            OpenError::Gone { backups } => (TroubleCode::Gone, backups.clone()),
            // One of them was bad; another may be good.
            OpenError::BadBackup { .. } => (TroubleCode::BadBackup, ledger::backups(folder)),
            OpenError::Io(_) | OpenError::Database(_) => (TroubleCode::Other, vec![]),
        };
        Self { code, folder: folder.display().to_string(), detail: chain(error), backups }
    }

    /// The same of a backup while the record opens well.
    fn not_restored(self) -> Error {
        let code = match self.code {
            TroubleCode::DiskFull => ErrorCode::DiskFull,
            TroubleCode::NotWritable => ErrorCode::NotWritable,
            TroubleCode::BadBackup => ErrorCode::BackupBad,
            _ => ErrorCode::NotRestored,
        };
        Error::new(code, self.detail)
    }

    fn other(detail: String) -> Self {
        Self { code: TroubleCode::Other, folder: String::new(), detail, backups: vec![] }
    }
}
