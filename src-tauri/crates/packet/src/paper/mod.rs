//! What is set in type: fonts, and texts in lines.

mod fonts;
pub(crate) mod pixels;

pub use fonts::{Fonts, NoChineseFont};
pub(crate) use fonts::{Ink, Set, Style};
