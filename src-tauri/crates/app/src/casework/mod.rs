//! From "it went wrong" to a packet in the right hands.

mod complaint;
mod copies;
mod letters;
mod list;
mod matter;
mod packet;
mod slots;
mod steps;
mod view;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::OrderId;

use crate::error::{Error, Result};
use crate::library::Library;
use matter::Matter;

pub use self::packet::{
    PacketFact, PacketFolder, PacketLines, PacketMade, PacketPiece, PacketPlan, PacketSources,
    PacketStory, PacketWish, PacketWords, PicturePages, PieceHand,
};
pub use letters::{LetterOffer, LetterOut, LetterText, LetterView, TemplateCheck};
pub use list::{CameBack, CaseLine, CaseList, CaseOver};
pub use slots::{Complaining, SlotFrom, SlotText};
pub use steps::{NewClosing, NewContact};
pub use view::{
    AskedQuestion, CaseEvidence, CaseFinding, CaseMoney, CasePiece, CaseTalk, CaseTerm, CaseView,
    case_channels,
};

impl Library {
    /// The case of an order, whether anything was done about it or not.
    pub async fn case(&self, order: OrderId, now: Timestamp, zone: TimeZone) -> Result<CaseView> {
        let known = self.known().await?;
        self.read(move |ledger| {
            let matter = Matter::load(ledger, &known, &order, now)?;
            Ok::<_, Error>(CaseView::of(&matter, &known, now, &zone))
        })
        .await
    }
}
