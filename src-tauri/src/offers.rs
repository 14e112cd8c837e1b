//! Watches the folder that screenshots appear in, and offers what is new.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use app::{Library, Result, Watching};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, Manager};
use tauri_specta::Event;

use crate::shell::Shell;
use crate::window;

/// A new picture that nobody has taken or passed over. The page never learns its path.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub(crate) struct Offer {
    pub(crate) token: u32,
    pub(crate) name: String,
}

/// What is offered now, whenever it has changed.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct OffersChanged {
    pub(crate) offers: Vec<Offer>,
    /// The folder cannot be seen.
    pub(crate) missing: bool,
}

/// What is watched and what came of it.
#[derive(Debug, Default)]
pub(crate) struct Offers(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    /// Grows with every change of the folder: who watches an older one ends.
    round: u64,
    missing: bool,
    last: u32,
    offered: Vec<(u32, PathBuf, String)>,
}

/// Between two looks. A folder is asked for its list alone, on this machine or another.
const PAUSE: Duration = Duration::from_secs(2);
/// What is not looked at for long is not offered for ever.
const MOST: usize = 24;

impl Offers {
    pub(crate) fn now(&self) -> OffersChanged {
        let state = self.state();
        let offer =
            |(token, _, name): &(u32, PathBuf, String)| Offer { token: *token, name: name.clone() };
        OffersChanged { offers: state.offered.iter().map(offer).collect(), missing: state.missing }
    }

    pub(crate) fn path(&self, token: u32) -> Option<PathBuf> {
        let state = self.state();
        let offered = state.offered.iter().find(|(known, ..)| *known == token);
        offered.map(|(_, path, _)| path.clone())
    }

    /// Offers it no longer.
    pub(crate) fn drop_offer(&self, token: u32) {
        self.state().offered.retain(|(known, ..)| *known != token);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in a look; whether anything has changed by it.
    fn take(&self, new: Vec<app::FoundPicture>, missing: bool) -> bool {
        let mut state = self.state();
        let changed = !new.is_empty() || state.missing != missing;
        state.missing = missing;
        for picture in new {
            state.last = state.last.wrapping_add(1);
            let offer = (state.last, picture.path, picture.name);
            state.offered.retain(|(_, path, _)| *path != offer.1);
            state.offered.push(offer);
        }
        let over = state.offered.len().saturating_sub(MOST);
        state.offered.drain(..over);
        changed
    }
}

/// Tells the window what is offered.
pub(crate) fn tell(app: &AppHandle) {
    // The window may be gone.
    let _ = app.state::<Offers>().now().emit_to(app, window::MAIN);
}

/// Watches the folder that is set, in the place of the one before.
pub(crate) fn watch(app: &AppHandle) {
    let round = {
        let offers = app.state::<Offers>();
        let mut state = offers.state();
        state.round += 1;
        state.offered.clear();
        state.missing = false;
        state.round
    };
    tell(app);
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let Ok(Some(folder)) = set(&app).await else { return };
        let mut watching = Watching::default();
        loop {
            let Ok(found) = Library::look_into(folder.clone()).await else { return };
            let offers = app.state::<Offers>();
            if offers.state().round != round {
                return;
            }
            let new = watching.look(found);
            if offers.take(new, watching.is_missing()) {
                tell(&app);
            }
            tokio::time::sleep(PAUSE).await;
        }
    });
}

/// The folder that is set. The library is let go at once: it cannot close while somebody has it.
async fn set(app: &AppHandle) -> Result<Option<PathBuf>> {
    app.state::<Shell>().library().await?.watched_folder().await
}
