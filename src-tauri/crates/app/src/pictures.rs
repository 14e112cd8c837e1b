//! Pages that come as pictures: kept, read once by the recogniser, and shown beside what was
//! read in them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use check::page::{Certainty, Page};
use jiff::{SignedDuration, Timestamp};
use ledger::{Acquired, AttachError, FileBytes, Ledger, NewPicture, Source};
use model::{EvidenceKind, Sha256Hex};
use ocr::{Cancel, PixelBox, Reading, Tesseract};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::draft::PurchaseDraft;
use crate::error::{Error, ErrorCode, Result, json};
use crate::evidence::Pasted;
use crate::library::Library;

/// A picture that a page was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PagePicture {
    pub sha256: Sha256Hex,
    /// The file's own name, or one made up for what the clipboard held.
    pub name: String,
    pub acquired: Acquired,
}

/// A picture of a purchase, with the facts where they stand on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PictureReview {
    pub sha256: Sha256Hex,
    /// `None` while nothing was read in it.
    pub size: Option<PictureSize>,
    pub facts: Vec<FactOnPicture>,
}

/// Pixels of a picture as it is shown, upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PictureSize {
    pub width: u32,
    pub height: u32,
}

/// Where a fact of the page stands on a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FactOnPicture {
    /// Its number among the page's facts.
    pub fact: u32,
    /// One a line, from top to bottom.
    pub places: Vec<PixelBox>,
    /// The picture is to stand beside the value: no digit is trusted alone.
    pub crop: bool,
}

/// The recogniser of this machine, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Recogniser {
    Ready { version: String, program: String },
    Missing(ocr::NotFound),
}

/// A purchase has at most so many; a page that takes more is better copied as text.
pub const MAX_PICTURES: usize = 8;

/// How long a picture stays whose purchase was given up, so that this can be taken back.
const KEPT_AFTERWARDS: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Readings that are kept in memory between two keystrokes.
const AT_HAND: usize = 2 * MAX_PICTURES;

impl Library {
    /// Keeps a picture file of this machine for a purchase.
    pub async fn take_picture_file(
        &self,
        path: PathBuf,
        acquired: Acquired,
    ) -> Result<PagePicture> {
        self.take_picture(move || Ok(Source::Path(path)), acquired).await
    }

    /// Keeps a pasted picture for a purchase, under a name that was made up for it.
    ///
    /// # Errors
    ///
    /// As [`Library::attach_pasted`], and [`ErrorCode::NotAPicture`].
    pub async fn take_pasted_picture(&self, name: String, pasted: Pasted) -> Result<PagePicture> {
        self.take_picture(
            move || Ok(Source::Bytes { name, bytes: pasted.into_file()? }),
            Acquired::Paste,
        )
        .await
    }

    async fn take_picture(
        &self,
        source: impl FnOnce() -> Result<Source> + Send + 'static,
        acquired: Acquired,
    ) -> Result<PagePicture> {
        self.change_aside(move |ledger| {
            let limit = u64::try_from(ocr::MAX_BYTES).unwrap_or(u64::MAX);
            let kept = ledger.keep_picture(source()?, limit);
            let (sha256, name) = kept.map_err(|refused| match refused {
                AttachError::TooLarge { .. } => {
                    Error::new(ErrorCode::PictureTooLarge, refused.to_string())
                }
                other => other.into(),
            })?;
            Ok::<_, Error>(PagePicture { sha256, name, acquired })
        })
        .await
    }

    /// The text of a picture, read now unless it was read before. Takes about a second;
    /// `progress` is told the share that is done, 0 to 100, from several threads.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::RecogniserMissing`]; [`Library::recogniser`] tells what is missing.
    pub async fn read_picture(
        &self,
        sha256: Sha256Hex,
        cancel: Cancel,
        progress: impl Fn(u8) + Send + Sync + 'static,
    ) -> Result<String> {
        let library = self.clone();
        self.change_aside(move |ledger| {
            if let Some(reading) = library.reading(ledger, &sha256)? {
                return Ok(reading.text.clone());
            }
            let tesseract = library
                .tesseract()
                .map_err(|missing| Error::new(ErrorCode::RecogniserMissing, missing.to_string()))?;
            let picture = ledger.picture_bytes(&sha256)?;
            let reading = tesseract.read(&picture.bytes, &cancel, &progress)?;
            ledger.keep_reading(&sha256, &json(&reading)?)?;
            Ok::<_, Error>(reading.text)
        })
        .await
    }

    /// The recogniser of this machine.
    pub async fn recogniser(&self) -> Result<Recogniser> {
        let library = self.clone();
        self.read(move |_| {
            Ok::<_, Error>(match library.tesseract() {
                Ok(found) => Recogniser::Ready {
                    version: found.version().to_owned(),
                    program: found.program().display().to_string(),
                },
                Err(missing) => Recogniser::Missing(missing),
            })
        })
        .await
    }

    /// A picture of a purchase in progress as it was read: one that moves stands still.
    pub async fn still_picture(&self, sha256: Sha256Hex) -> Result<FileBytes> {
        self.read(move |ledger| ledger.still_picture(&sha256)).await
    }

    /// A picture of a purchase in progress, or of the vault.
    pub async fn picture(&self, sha256: Sha256Hex) -> Result<FileBytes> {
        self.read(move |ledger| ledger.picture_bytes(&sha256)).await
    }

    /// Removes the pictures of purchases that were given up some days ago.
    pub async fn sweep_pictures(&self, now: Timestamp) -> Result<()> {
        self.change_aside(move |ledger| {
            let mut named = BTreeSet::new();
            for saved in ledger.drafts()? {
                let Ok(draft) = serde_json::from_str::<PurchaseDraft>(&saved.body) else {
                    // What cannot be read may name any of them.
                    return Ok(());
                };
                named.extend(draft.pictures.into_iter().map(|picture| picture.sha256));
            }
            ledger.sweep_pictures(&named, now - KEPT_AFTERWARDS)
        })
        .await
    }

    /// What was read in the pictures of a draft, in their order.
    pub(crate) fn readings(&self, ledger: &Ledger, pictures: &[PagePicture]) -> Result<Readings> {
        let mut all = Readings::default();
        for picture in pictures.iter().take(MAX_PICTURES) {
            all.push(&picture.sha256, self.reading(ledger, &picture.sha256)?);
        }
        Ok(all)
    }

    /// What was read in one picture; `None` when nothing was yet.
    pub(crate) fn reading(
        &self,
        ledger: &Ledger,
        sha256: &Sha256Hex,
    ) -> Result<Option<Arc<Reading>>> {
        if let Some(reading) = self.kept().readings.get(sha256) {
            return Ok(Some(Arc::clone(reading)));
        }
        let kept = ledger.reading(sha256)?;
        // One of an older form is as good as none: the picture can be read again.
        let Some(reading) = kept.and_then(|body| serde_json::from_str::<Reading>(&body).ok())
        else {
            return Ok(None);
        };
        let reading = Arc::new(reading);
        let mut kept = self.kept();
        if kept.readings.len() >= AT_HAND {
            kept.readings.clear();
        }
        kept.readings.insert(sha256.clone(), Arc::clone(&reading));
        Ok(Some(reading))
    }

    /// Looked for until it is found: who has just installed it need not start the app anew.
    pub(crate) fn tesseract(&self) -> Result<&Tesseract, ocr::NotFound> {
        if let Some(found) = self.tesseract.get() {
            return Ok(found);
        }
        let found = Tesseract::find()?;
        Ok(self.tesseract.get_or_init(|| found))
    }
}

/// The recogniser once it is found, shared by the clones of a library.
pub(crate) type Found = Arc<OnceLock<Tesseract>>;

/// Readings by the picture they are of.
pub(crate) type AtHand = BTreeMap<Sha256Hex, Arc<Reading>>;

/// What becomes evidence with the check that was read from it.
pub(crate) fn evidence(pictures: Vec<PagePicture>) -> Vec<NewPicture> {
    let kept = |PagePicture { sha256, name, acquired }| NewPicture {
        sha256,
        name,
        kind: EvidenceKind::Listing,
        acquired,
    };
    pictures.into_iter().take(MAX_PICTURES).map(kept).collect()
}

/// The pictures of one page, and their texts one after the other as the page took them over.
#[derive(Debug, Default)]
pub(crate) struct Readings {
    pictures: Vec<(Sha256Hex, Option<Read>)>,
    text: String,
}

#[derive(Debug)]
struct Read {
    reading: Arc<Reading>,
    /// Where its text begins in the whole.
    start: usize,
}

impl Readings {
    fn push(&mut self, sha256: &Sha256Hex, reading: Option<Arc<Reading>>) {
        let read = reading.map(|reading| {
            if !self.text.is_empty() {
                self.text.push('\n');
            }
            let start = self.text.len();
            self.text.push_str(&reading.text);
            Read { reading, start }
        });
        self.pictures.push((sha256.clone(), read));
    }

    /// Where the page's facts stand on the pictures. Facts whose words are hard to read are
    /// marked as such; what the buyer has changed in the text since is the buyer's own.
    pub(crate) fn place(&self, text: &str, page: &mut Page) -> Vec<PictureReview> {
        let kept = Kept::between(&self.text, text);
        let place = |(sha256, read): &(Sha256Hex, Option<Read>)| {
            let Some(read) = read else {
                return PictureReview { sha256: sha256.clone(), size: None, facts: Vec::new() };
            };
            let Read { reading, start } = read;
            let mut facts = Vec::new();
            for (number, fact) in (0..).zip(&mut page.facts) {
                let own = fact.spans.iter().filter_map(|span| {
                    let place = kept.before(span.start as usize..span.end as usize)?;
                    let own = place.start.checked_sub(*start)?..place.end.checked_sub(*start)?;
                    (own.end <= reading.text.len()).then(|| short(own))
                });
                let own: Vec<Range<u32>> = own.collect();
                let places: Vec<_> =
                    own.iter().flat_map(|range| reading.boxes_of(range.clone())).collect();
                if places.is_empty() {
                    continue;
                }
                if own.iter().any(|range| reading.is_doubtful(range.clone())) {
                    fact.certainty = Certainty::Unclear;
                }
                let crop = own.iter().any(|range| reading.needs_crop(range.clone()));
                facts.push(FactOnPicture { fact: number, places, crop });
            }
            let size = PictureSize { width: reading.width, height: reading.height };
            PictureReview { sha256: sha256.clone(), size: Some(size), facts }
        };
        self.pictures.iter().map(place).collect()
    }
}

fn short(range: Range<usize>) -> Range<u32> {
    let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    small(range.start)..small(range.end)
}

/// What two versions of a text have in common at both ends, in bytes.
#[derive(Debug)]
struct Kept {
    head: usize,
    tail: usize,
    before: usize,
    after: usize,
}

impl Kept {
    fn between(before: &str, after: &str) -> Self {
        let same = |(a, b): &(char, char)| a == b;
        let length = |(c, _): (char, char)| c.len_utf8();
        let head = before.chars().zip(after.chars()).take_while(same).map(length).sum();
        let rest = (before[head..].chars().rev()).zip(after[head..].chars().rev());
        let tail = rest.take_while(same).map(length).sum();
        Self { head, tail, before: before.len(), after: after.len() }
    }

    /// Where a stretch of the later text stood before; `None` when any of it was changed.
    fn before(&self, range: Range<usize>) -> Option<Range<usize>> {
        if range.end <= self.head {
            return Some(range);
        }
        let moved = |at: usize| Some(self.before - self.after.checked_sub(at)?);
        if range.start >= self.after - self.tail {
            return Some(moved(range.start)?..moved(range.end)?);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(before: &str, after: &str, words: &str) -> Option<String> {
        let start = after.find(words).unwrap();
        let range = Kept::between(before, after).before(start..start + words.len())?;
        Some(before[range].to_owned())
    }

    #[test]
    fn what_was_not_changed_keeps_its_place() {
        let read = "充值号码 13800138000\n实付 99.80 元";
        let edited = "充值号码 13800138001\n实付 99.80 元";
        assert_eq!(place(read, edited, "实付").as_deref(), Some("实付"));
        assert_eq!(place(read, edited, "充值号码").as_deref(), Some("充值号码"));
        assert_eq!(place(read, edited, "13800138001"), None, "one digit of it is the buyer's");
        assert_eq!(place(read, read, "99.80").as_deref(), Some("99.80"));
        let longer = format!("标题\n{read}");
        assert_eq!(place(read, &longer, "99.80").as_deref(), Some("99.80"), "text before it");
        assert_eq!(place("", "99.80", "99.80"), None, "nothing was read");
        assert_eq!(place("99.80", "99.80元99.80", "元"), None);
    }
}
