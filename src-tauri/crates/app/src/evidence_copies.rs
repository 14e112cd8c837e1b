use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use ledger::{Attached, Retouch};
use model::{EvidenceKind, OrderId, Sha256Hex};

use crate::error::{Error, ErrorCode, Result};
use crate::library::Library;

impl Library {
    /// Makes a cut out, marked or redacted copy of a piece and hangs it on the same order.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::Invalid`] when nothing is to be done to it; [`ErrorCode::NotAPicture`] when
    /// it cannot be decoded or nothing would be left.
    pub async fn retouch(
        &self,
        order: OrderId,
        original: Sha256Hex,
        how: Retouch,
        name: String,
        kind: EvidenceKind,
        now: Timestamp,
    ) -> Result<Attached> {
        if how.is_empty() {
            return Err(Error::new(ErrorCode::Invalid, "nothing is marked"));
        }
        self.change(move |ledger| ledger.retouch(&order, &original, &how, name, kind, now)).await
    }

    /// Puts two pieces beside each other as one picture. The captions are pictures in base64,
    /// drawn by the window, which has the fonts.
    pub async fn put_beside(
        &self,
        order: OrderId,
        pair: [Sha256Hex; 2],
        captions: [String; 2],
        name: String,
        now: Timestamp,
    ) -> Result<Attached> {
        self.change(move |ledger| {
            let decode = |text: &String| {
                STANDARD
                    .decode(text)
                    .map_err(|error| Error::new(ErrorCode::NotAPicture, error.to_string()))
            };
            let [left, right] = [decode(&captions[0])?, decode(&captions[1])?];
            ledger.put_beside(&order, &pair, [&left, &right], name, now).map_err(Error::from)
        })
        .await
    }
}
