//! Screenshots as text: the bytes of a picture become words with their places, by way of the
//! `tesseract` program.
//!
//! A picture goes through small pure steps before and after the program runs: it is decoded
//! within limits (`picture`), the ground is taken away so that writing is dark on white
//! whatever the theme (`ground`), ink that hangs together is found (`spots`) and put together
//! to stretches of one line (`segments`), and each stretch is scaled to the height that the
//! recogniser likes (`strips`). Two models read all stretches at the same time, side by side
//! (`program`, `tsv`); `merge` makes one reading of the two, `stars` adds the masks of
//! numbers that neither knows, `line` puts the spaces where the
//! ink has gaps, and `layout` the stretches into reading order.
//!
//! What each step is worth, in percent of the stated fields right and wrong that
//! `cargo xtask bench ocr --every 2` found on 63 pictures without it, when the pages were 41 and
//! the reader knew nothing of pictures (all steps then: 92.1 and 3.0; a percent more or less may
//! be chance):
//!
//! | changed | right | wrong |
//! |---|---|---|
//! | the ground left in place | 43.7 | 1.4 |
//! | the Chinese model alone | 83.6 | 4.8 |
//! | black and white instead of shades | 84.9 | 4.0 |
//! | raw line (mode 13) instead of one line (7) | 87.9 | 4.2 |
//! | one height instead of two | 90.9 | 3.0 |
//! | one block (mode 6) instead of one line (7) | 91.2 | 3.2 |
//! | asterisks left to the models | 91.2 | 3.9 |
//! | faint writing left faint | 92.4 | 3.5 |
//!
//! Nothing that was recognised is ever repaired here: a letter O in a number stays one, and
//! [`Word::confidence`] tells what to look at. `check::page::read_recognised` reads the text
//! with what recognisers make of signs and labels in mind.

mod ground;
mod layout;
mod line;
mod merge;
mod picture;
mod program;
mod segments;
mod spots;
mod stars;
mod strips;
mod tsv;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use serde::{Deserialize, Serialize};
use specta::Type;

pub use picture::MAX_BYTES;
pub use program::{NotFound, Tesseract};

use line::Line;
use strips::Strip;
use tsv::Recognised;

/// What a picture says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
pub struct Reading {
    /// Lines as a person would copy them: no spaces between Chinese characters, two between
    /// columns.
    pub text: String,
    /// In the order of the text.
    pub words: Vec<Word>,
    /// Of the picture as it is shown, upright.
    pub width: u32,
    pub height: u32,
}

/// A Chinese character, or a run of letters and digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Word {
    /// Where it is in [`Reading::text`], in bytes.
    pub start: u32,
    pub end: u32,
    pub place: PixelBox,
    /// 0 to 100. At most 40 where two models read different digits.
    pub confidence: u8,
}

/// In pixels of the picture as it is shown, from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PixelBox {
    pub left: u32,
    pub top: u32,
    pub width: u32,
    pub height: u32,
}

/// Why a picture was not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, thiserror::Error)]
#[serde(rename_all = "snake_case", tag = "code", content = "detail")]
pub enum OcrError {
    /// Not PNG, JPEG, WebP, GIF or BMP.
    #[error("not a picture")]
    NotAPicture,
    #[error("the picture is damaged")]
    Damaged,
    /// More than [`MAX_BYTES`] bytes or [`model::MAX_PIXELS`] pixels.
    #[error("the picture is too large")]
    TooLarge,
    #[error("the picture is too small to hold a word")]
    TooSmall,
    #[error("cancelled")]
    Cancelled,
    #[error("tesseract took too long")]
    TimedOut,
    /// The program went wrong; what it or the system said.
    #[error("tesseract failed: {0}")]
    Failed(String),
}

/// Ends a reading from another thread; its program is killed within milliseconds.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    fn check(&self) -> Result<(), OcrError> {
        if self.is_cancelled() { Err(OcrError::Cancelled) } else { Ok(()) }
    }
}

impl Tesseract {
    /// Reads a picture. Takes about a second and blocks: not for a thread that others wait on.
    /// `progress` is told the share that is done, 0 to 100, from several threads.
    pub fn read(
        &self,
        bytes: &[u8],
        cancel: &Cancel,
        progress: &(dyn Fn(u8) + Sync),
    ) -> Result<Reading, OcrError> {
        cancel.check()?;
        let picture = picture::decode(bytes)?;
        cancel.check()?;
        progress(PREPARED / 2);
        let (width, height) = (spots::small(picture.width), spots::small(picture.height));
        let sheet = segments::take_apart(&picture);
        drop(picture);
        let strips: Vec<[Strip; 2]> = sheet
            .segments
            .iter()
            .filter_map(|&segment| {
                let [one, other] = strips::HEIGHTS.map(|h| strips::strip(&sheet.ink, segment, h));
                Some([one?, other?])
            })
            .collect();
        if strips.is_empty() {
            progress(100);
            return Ok(Reading { width, height, ..Reading::default() });
        }
        let pages = strips::pages(strips.as_flattened())?;
        cancel.check()?;
        progress(PREPARED);

        let [chinese, english] = self.read_twice(&pages, 2 * strips.len(), cancel, progress)?;
        let lines = strips.iter().enumerate().filter_map(|(at, sizes)| {
            let [one, other] = sizes;
            let surer = |pages: &[Vec<Recognised>]| {
                merge::surer([&pages[2 * at], &pages[2 * at + 1]], one.column_of(other))
            };
            let mut tokens = merge::merge(&surer(&chinese), &surer(&english));
            stars::mark(&mut tokens, &sheet.ink, one.segment, |x| one.column_at(x));
            let line = Line::of(one, &sheet.ink, tokens);
            (!line.is_noise()).then_some(line)
        });
        let reading = layout::compose(lines.collect(), width, height);
        progress(100);
        Ok(reading)
    }

    /// Both models at the same time; the words of each page.
    fn read_twice(
        &self,
        pages: &[u8],
        count: usize,
        cancel: &Cancel,
        progress: &(dyn Fn(u8) + Sync),
    ) -> Result<[Vec<Vec<Recognised>>; 2], OcrError> {
        let finished = [AtomicUsize::new(0), AtomicUsize::new(0)];
        let read = |model: usize| {
            let done = |pages: usize| {
                finished[model].store(pages, Ordering::Relaxed);
                let both: usize = finished.iter().map(|f| f.load(Ordering::Relaxed)).sum();
                let share = both * usize::from(100 - PREPARED) / (2 * count);
                progress(u8::try_from(usize::from(PREPARED) + share).unwrap_or(100).min(99));
            };
            self.recognise(program::LANGUAGES[model], pages, cancel, &done)
        };
        let (chinese, english) = thread::scope(|scope| {
            let english = scope.spawn(|| read(1));
            let chinese = read(0);
            let died = || Err(OcrError::Failed("the reading thread died".to_owned()));
            (chinese, english.join().unwrap_or_else(|_| died()))
        });
        let by_page = |table: String| {
            let mut pages = vec![Vec::new(); count];
            for word in tsv::words(&table) {
                if let Some(page) = pages.get_mut(word.page) {
                    page.push(word);
                }
            }
            pages
        };
        Ok([by_page(chinese?), by_page(english?)])
    }
}

/// The share of the work before the program runs.
const PREPARED: u8 = 15;
