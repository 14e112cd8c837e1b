//! Evidence is looked at and read in the background, one file at a time and each once.

use ledger::{Ledger, Unread};
use model::Sha256Hex;
use ocr::{Cancel, OcrError};

use crate::error::{Error, Result};
use crate::library::Library;

/// What one step of the background work did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadStep {
    /// A file was looked at: what stands beside its pixels, and what looks like it.
    Looked(Sha256Hex),
    /// The text of a picture was read, or it cannot be.
    Read(Sha256Hex),
    /// There is nothing left to do, or nothing to do it with.
    Rest,
}

impl Library {
    /// Does one step of the work that evidence brings: first every file is looked at, which is
    /// quick, then the text of every picture is read, which takes a second each. A picture that
    /// was read before its check was sealed is not read again.
    ///
    /// # Errors
    ///
    /// What the record says. What is wrong with one picture is kept beside it, and is no error.
    pub async fn read_on(&self, cancel: Cancel) -> Result<ReadStep> {
        let library = self.clone();
        self.change_aside(move |ledger| {
            if let Some(sha256) = ledger.unseen_evidence()? {
                ledger.look_at_evidence(&sha256)?;
                return Ok(ReadStep::Looked(sha256));
            }
            let Some(sha256) = ledger.evidence_to_read()? else { return Ok(ReadStep::Rest) };
            if let Some(text) = library.kept_text(ledger, &sha256)? {
                ledger.set_evidence_text(&sha256, &text)?;
                return Ok(ReadStep::Read(sha256));
            }
            // Who installs the recogniser later has all of it read then.
            let Ok(tesseract) = library.tesseract() else { return Ok(ReadStep::Rest) };
            let read = match ledger.still_picture(&sha256) {
                Ok(picture) => tesseract.read(&picture.bytes, &cancel, &|_| ()),
                Err(_) => Err(OcrError::Damaged),
            };
            match read {
                Ok(reading) => {
                    ledger.set_evidence_text(&sha256, &reading.text)?;
                }
                Err(OcrError::Cancelled) => return Ok(ReadStep::Rest),
                Err(OcrError::TimedOut | OcrError::Failed(_)) => {
                    ledger.set_unread(&sha256, Some(Unread::Failed))?;
                }
                Err(_) => ledger.set_unread(&sha256, Some(Unread::Unreadable))?,
            }
            Ok::<_, Error>(ReadStep::Read(sha256))
        })
        .await
    }

    /// Has a picture read again that was given up.
    pub async fn read_again(&self, sha256: Sha256Hex) -> Result<()> {
        self.change_aside(move |ledger| ledger.set_unread(&sha256, None)).await
    }

    /// What was read in a picture while its purchase was checked.
    fn kept_text(&self, ledger: &Ledger, sha256: &Sha256Hex) -> Result<Option<String>> {
        Ok(self.reading(ledger, sha256)?.map(|reading| reading.text.clone()))
    }
}
