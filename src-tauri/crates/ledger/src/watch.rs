use serde::{Deserialize, Serialize};
use specta::Type;

/// Who waits for a long piece of work. Asked and told from several threads.
pub trait Watch: Sync {
    /// How far the work is.
    fn told(&self, progress: Progress);

    /// The work is to end at the next place where it leaves everything whole.
    fn is_stopped(&self) -> bool;
}

/// How far a long piece of work is, in steps that the work itself chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Progress {
    pub done: u32,
    pub total: u32,
}

/// Nobody waits.
impl Watch for () {
    fn told(&self, _: Progress) {}

    fn is_stopped(&self) -> bool {
        false
    }
}
