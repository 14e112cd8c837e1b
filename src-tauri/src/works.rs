//! Long pieces of work: who asked for one hears how far it is and can stop it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use app::{Cancel, Progress, Work};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::WebviewWindow;
use tauri_specta::Event;

/// What takes its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum LongWork {
    Attach,
    Check,
    Archive,
    Merge,
    Export,
    Table,
    Packet,
}

/// How far a long piece of work is.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct WorkProgress {
    work: LongWork,
    progress: Progress,
}

/// What is going on.
#[derive(Debug, Default, Clone)]
pub(crate) struct Works(Arc<Mutex<Vec<Going>>>);

/// Is over when this is dropped.
#[derive(Debug)]
pub(crate) struct Begun {
    number: u64,
    all: Works,
}

#[derive(Debug)]
struct Going {
    number: u64,
    work: LongWork,
    cancel: Cancel,
}

/// Milliseconds between two words about the same work: of more, nobody sees a difference.
const PAUSE: u64 = 50;
/// A piece of work looks whether it is to end at least once in each file.
const PATIENCE: Duration = Duration::from_secs(5);

impl Works {
    /// Begins a piece of work whose window is told how far it is.
    pub(crate) fn begin(&self, window: &WebviewWindow, work: LongWork) -> (Work, Begun) {
        let cancel = Cancel::default();
        let number = {
            let mut all = self.all();
            let number = all.last().map_or(0, |last| last.number + 1);
            all.push(Going { number, work, cancel: cancel.clone() });
            number
        };
        let (began, next, window) = (Instant::now(), AtomicU64::new(0), window.clone());
        let told = move |progress: Progress| {
            let now = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
            if progress.done < progress.total && now < next.load(Ordering::Relaxed) {
                return;
            }
            next.store(now.saturating_add(PAUSE), Ordering::Relaxed);
            // The window may be gone.
            let _ = WorkProgress { work, progress }.emit_to(&window, window.label());
        };
        (Work::new(cancel, told), Begun { number, all: self.clone() })
    }

    /// Ends a sort of work at the next place where all is whole.
    pub(crate) fn stop(&self, work: LongWork) {
        for going in self.all().iter().filter(|going| going.work == work) {
            going.cancel.cancel();
        }
    }

    /// Ends all of it, and waits until nothing half-written is left, though not for ever: the
    /// window is gone already.
    pub(crate) fn end(&self) {
        for going in self.all().iter() {
            going.cancel.cancel();
        }
        let began = Instant::now();
        while !self.all().is_empty() && began.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn all(&self) -> MutexGuard<'_, Vec<Going>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Begun {
    fn drop(&mut self) {
        self.all.all().retain(|going| going.number != self.number);
    }
}
