//! What is set in type: fonts, and texts in lines.

mod fonts;
pub(crate) mod pixels;

pub use fonts::{Fonts, NoChineseFont};
pub(crate) use fonts::{Ink, Set, Style};

/// The foot of a page: `{page}` and `{pages}` of `footer` with their numbers in place.
pub(crate) fn numbered(footer: &str, page: usize, pages: usize) -> String {
    footer.replace("{pages}", &pages.to_string()).replace("{page}", &page.to_string())
}
