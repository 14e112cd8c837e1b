use std::fmt;

use ledger::{Progress, Watch};
use ocr::Cancel;

/// A long piece of work as its caller sees it: told how far it is, and able to stop it.
pub struct Work {
    cancel: Cancel,
    told: Box<dyn Fn(Progress) + Send + Sync>,
}

impl Work {
    /// `told` is called from several threads, for every step.
    pub fn new(cancel: Cancel, told: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        Self { cancel, told: Box::new(told) }
    }
}

/// Work that nobody waits for.
impl Default for Work {
    fn default() -> Self {
        Self::new(Cancel::default(), |_| {})
    }
}

impl Watch for Work {
    fn told(&self, progress: Progress) {
        (self.told)(progress);
    }

    fn is_stopped(&self) -> bool {
        self.cancel.is_cancelled()
    }
}

impl fmt::Debug for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Work").field("cancel", &self.cancel).finish_non_exhaustive()
    }
}
