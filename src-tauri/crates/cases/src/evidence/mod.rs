//! Evidence: what each kind proves and must show, and what a problem needs.

mod editors;
mod guide;
mod needs;

pub use editors::editor;
pub use guide::{Guide, KindGuide};
pub use needs::{GapMeter, Need, NeedState, meter};
