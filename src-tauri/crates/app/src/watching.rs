//! The folder that screenshots appear in: what is new there is offered, never taken.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::Timestamp;
use ledger::{Change, FileBytes, FoundPicture};

use crate::error::Result;
use crate::library::{Library, blocking};

/// The key under which the watched folder stands in the ledger.
const KEY: &str = "watched_folder";

/// What is known of a file without opening it.
type Look = (u64, Option<Timestamp>);

/// What was seen in a folder so far. A pure function of the lists it is shown.
#[derive(Debug, Default)]
pub struct Watching {
    /// `None` until the folder was first seen: what stood in it then is not new.
    known: Option<BTreeMap<String, Look>>,
    /// New since the last look, and perhaps not written to its end.
    settling: BTreeMap<String, Look>,
    missing: bool,
}

impl Watching {
    /// Takes in what stands in the folder now, `None` when it cannot be seen. What is new and
    /// has not changed between two looks comes back, once; so does a picture that was written
    /// over.
    pub fn look(&mut self, found: Option<Vec<FoundPicture>>) -> Vec<FoundPicture> {
        self.missing = found.is_none();
        // A share that is gone for a while forgets nothing.
        let Some(found) = found else { return Vec::new() };
        let look = |picture: &FoundPicture| (picture.size, picture.modified_at);
        let Some(known) = &mut self.known else {
            self.known = Some(found.iter().map(|each| (each.name.clone(), look(each))).collect());
            return Vec::new();
        };
        let mut settling = BTreeMap::new();
        let mut new = Vec::new();
        for picture in found {
            let now = look(&picture);
            if known.get(&picture.name) == Some(&now) {
                continue;
            }
            if now.0 > 0 && self.settling.get(&picture.name) == Some(&now) {
                known.insert(picture.name.clone(), now);
                new.push(picture);
            } else {
                settling.insert(picture.name, now);
            }
        }
        self.settling = settling;
        new
    }

    /// The folder could not be seen when it was last looked for.
    pub fn is_missing(&self) -> bool {
        self.missing
    }
}

impl Library {
    /// The folder that is watched for screenshots; `None` when none is, as it is at first.
    pub async fn watched_folder(&self) -> Result<Option<PathBuf>> {
        let text = self.read(|ledger| ledger.setting(KEY)).await?;
        Ok(text.filter(|text| !text.is_empty()).map(PathBuf::from))
    }

    /// Watches another folder, or none.
    pub async fn set_watched_folder(&self, folder: Option<PathBuf>) -> Result<Change> {
        let text = folder.map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default();
        self.change_aside(move |ledger| ledger.set_setting(KEY, &text)).await
    }

    /// The pictures in a folder; `None` when it cannot be seen. It needs no record, so that one
    /// who looks for as long as the app runs does not keep the record from closing.
    pub async fn look_into(folder: PathBuf) -> Result<Option<Vec<FoundPicture>>> {
        blocking(move || ledger::pictures_in(&folder).ok()).await
    }

    /// A small picture of a file that is offered; `None` when it cannot be shown.
    pub async fn preview(&self, path: PathBuf, max_px: u32) -> Result<Option<FileBytes>> {
        self.read(move |_| Ok::<_, ledger::Error>(ledger::preview(&path, max_px))).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(name: &str, size: u64) -> FoundPicture {
        FoundPicture { path: PathBuf::from(name), name: name.to_owned(), size, modified_at: None }
    }

    fn names(new: Vec<FoundPicture>) -> Vec<String> {
        new.into_iter().map(|picture| picture.name).collect()
    }

    #[test]
    fn what_stood_there_before_is_not_offered() {
        let mut watching = Watching::default();
        for _ in 0..3 {
            assert_eq!(names(watching.look(Some(vec![picture("old.png", 9)]))), [""; 0]);
        }
    }

    #[test]
    fn a_picture_is_offered_once_and_only_when_it_is_whole() {
        let mut watching = Watching::default();
        watching.look(Some(Vec::new()));
        for size in [0, 0, 10, 20] {
            assert_eq!(
                names(watching.look(Some(vec![picture("new.png", size)]))),
                [""; 0],
                "{size}"
            );
        }
        assert_eq!(names(watching.look(Some(vec![picture("new.png", 20)]))), ["new.png"]);
        assert_eq!(names(watching.look(Some(vec![picture("new.png", 20)]))), [""; 0]);
    }

    #[test]
    fn one_that_is_written_over_is_offered_again() {
        let mut watching = Watching::default();
        watching.look(Some(vec![picture("shot.png", 5)]));
        watching.look(Some(vec![picture("shot.png", 7)]));
        assert_eq!(names(watching.look(Some(vec![picture("shot.png", 7)]))), ["shot.png"]);
    }

    #[test]
    fn a_folder_that_goes_and_comes_back_offers_only_what_is_new() {
        let mut watching = Watching::default();
        watching.look(Some(vec![picture("old.png", 5)]));
        assert_eq!(names(watching.look(None)), [""; 0]);
        assert!(watching.is_missing());
        let back = vec![picture("old.png", 5), picture("new.png", 6)];
        watching.look(Some(back.clone()));
        assert_eq!(names(watching.look(Some(back))), ["new.png"]);
        assert!(!watching.is_missing());
    }
}
