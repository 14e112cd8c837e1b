//! The evidence of a case as a packet: what would go in, and the file itself.

mod contents;
mod pieces;
mod private;
mod spoken;
mod timeline;
mod words;
mod write;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use cases::deadline::china;
use cases::evidence::GapMeter;
use jiff::Timestamp;
use ledger::{CasePacket, CaseStep, Change, Ledger, OrderEvent};
use model::{EvidenceKind, OrderId, Sha256Hex};
use packet::{Fonts, PageLimits, SigningKey};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::matter::Matter;
use super::slots::Filled;
use crate::error::{Error, ErrorCode, Result, chain};
use crate::library::Library;
use crate::work::Work;
use contents::{Made, Paging, number};
use pieces::{Choice, Chosen, chosen};
use private::Covering;
use spoken::Spoken;
use words::filled;

pub use pieces::PieceHand;
pub use words::{PacketFact, PacketFolder, PacketLines, PacketSources, PacketStory, PacketWords};

/// What a packet of a case would hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PacketPlan {
    /// What the case is called outside.
    pub number: String,
    /// The day that the packet's name tells, as `2026-11-22`, in China.
    pub day: String,
    /// In the order in which what they show was so.
    pub pieces: Vec<PacketPiece>,
    pub letters: u32,
    pub contacts: u32,
    /// What is still missing.
    pub meter: GapMeter,
}

/// A piece with what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PacketPiece {
    /// As the index calls it.
    pub id: String,
    pub order: OrderId,
    pub sha256: Sha256Hex,
    pub kind: EvidenceKind,
    pub name: String,
    /// Told from the bytes.
    pub media_type: String,
    /// Bytes.
    #[specta(type = i32)]
    pub size: i64,
    pub folder: PacketFolder,
    pub hand: PieceHand,
    /// It shows what is private, goes as it is, and a covered copy could go instead.
    pub uncovered: bool,
    /// What can stand in for it: its copies, and theirs. Where none of them goes, nothing does.
    pub copies: Vec<Sha256Hex>,
}

/// How the buyer wants a packet.
#[derive(Debug, Clone, Deserialize, Type)]
pub struct PacketWish {
    /// All originals go in, and everything private stands in full.
    pub originals: bool,
    /// Originals that go in beside their copies.
    pub put_in: Vec<Sha256Hex>,
    /// Pieces that do not go in at all.
    pub left_out: Vec<Sha256Hex>,
    /// Pages of the pictures go in as well.
    pub pages: Option<PicturePages>,
    pub words: PacketWords,
}

/// What a place takes that takes only pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
pub struct PicturePages {
    /// The longest sides, in pixels, from 480 to 8,000.
    pub width: u32,
    pub height: u32,
    /// Of one page, at least 50,000.
    pub bytes: u32,
}

/// A packet that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PacketMade {
    pub name: String,
    /// The folder that it lies in.
    pub place: String,
    /// Bytes.
    #[specta(type = i32)]
    pub size: i64,
    pub sha256: Sha256Hex,
    /// Of the key that signed it, as others see it.
    pub fingerprint: String,
    /// Handed over, and listed with their hashes alone.
    pub pieces: u32,
    pub listed: u32,
    /// Pictures of which no pages could be made, by their ids.
    pub unpaged: Vec<String>,
    pub change: Change,
}

impl Library {
    /// What a packet of the case would hold, with all originals in it or not.
    pub async fn packet_plan(
        &self,
        order: OrderId,
        originals: bool,
        now: Timestamp,
    ) -> Result<PacketPlan> {
        let known = self.known().await?;
        self.read(move |ledger| {
            let matter = Matter::load(ledger, &known, &order, now)?;
            let choice = Choice { originals, put_in: &[], left_out: &[] };
            let pieces = chosen(&matter, ledger, choice);
            let piece = |piece: Chosen<'_>| PacketPiece {
                id: piece.id,
                order: matter.orders[piece.order].row.id.clone(),
                sha256: piece.row.sha256.clone(),
                kind: piece.row.kind,
                name: piece.row.name.clone(),
                media_type: piece.row.media_type.clone(),
                size: piece.row.size,
                folder: piece.folder,
                hand: piece.hand,
                uncovered: piece.uncovered,
                copies: piece.copies,
            };
            let spoken = Spoken::of(&matter, ledger)?;
            Ok::<_, Error>(PacketPlan {
                number: number(&matter),
                day: now.to_zoned(china()).date().to_string(),
                pieces: pieces.into_iter().map(piece).collect(),
                letters: count(spoken.letters.len()),
                contacts: count(spoken.talks.len()),
                meter: super::view::evidence(&matter, &matter.found(&known, now)).meter,
            })
        })
        .await
    }

    /// Writes the evidence of the case as a packet over what is at `to`, signed with the key of
    /// this library, and records that it was made. It has its name only once all of it is on disk
    /// and was read back.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::NoChineseFont`] where the paper cannot be set, [`ErrorCode::PacketBad`] when
    /// it read back otherwise, [`ErrorCode::PacketEmpty`] when no piece would be handed over.
    pub async fn make_packet(
        &self,
        order: OrderId,
        to: PathBuf,
        wish: PacketWish,
        now: Timestamp,
        work: Work,
    ) -> Result<PacketMade> {
        let (known, complaining) = (self.known().await?, self.complaining().await?);
        self.change(move |ledger| {
            let matter = Matter::load(ledger, &known, &order, now)?;
            let found = matter.found(&known, now);
            let mut slots = Filled::of(&matter, &complaining, now)?.slots;
            slots.problem = found.problem;
            let choice = Choice {
                originals: wish.originals,
                put_in: &wish.put_in,
                left_out: &wish.left_out,
            };
            let pieces = chosen(&matter, ledger, choice);
            let covering = Covering::of(&matter, &complaining.phone, wish.originals);
            let made = Made {
                matter: &matter,
                ledger,
                pieces: &pieces,
                spoken: Spoken::of(&matter, ledger)?,
                slots: &slots,
                covering: &covering,
                full: wish.originals,
                left_out: &wish.left_out,
                meter: super::view::evidence(&matter, &found).meter,
                now,
            };
            hand_over(&made, &to, &wish, &work)
        })
        .await
    }
}

fn hand_over(made: &Made<'_>, to: &Path, wish: &PacketWish, work: &Work) -> Result<PacketMade> {
    let gone = made.pieces.iter().filter(|piece| piece.hand == PieceHand::Goes).count();
    if gone == 0 {
        return Err(Error::new(ErrorCode::PacketEmpty, "no piece would be handed over"));
    }
    let fonts = Fonts::of_system();
    let fonts = fonts.map_err(|error| Error::new(ErrorCode::NoChineseFont, chain(&error)))?;
    let fonts = Mutex::new(fonts);
    let unpaged = Mutex::default();
    let paging = Paging { limits: wish.pages.map(limits), fonts: &fonts, unpaged: &unpaged };
    let key = key(made.ledger)?;
    let root = to.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let mut contents = made.contents(root.unwrap_or_default(), &wish.words, &paging)?;
    let (pieces, listed) = (count(gone), count(made.pieces.len() - gone));
    let mut cover = wish.words.cover.clone();
    cover.lines = lines(&wish.words, &contents, pieces + listed, listed);
    cover.lines.push(principles(&wish.words.lines, &contents, &made.meter));
    let paper = {
        let mut fonts = fonts.lock().unwrap_or_else(PoisonError::into_inner);
        packet::cover(&contents, &cover, &key, &mut fonts).map_err(write::of_cover)?
    };
    contents.cover = Some(paper);
    let written = write::write(to, &contents, &key, work)?;
    drop(contents);
    let name = to.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let step = CaseStep::PacketMade(CasePacket {
        name: name.clone(),
        sha256: written.sha256.clone(),
        pieces,
        originals: wish.originals || !wish.put_in.is_empty(),
    });
    let change = made.ledger.record(made.matter.id(), OrderEvent::Case(step), made.now)?;
    Ok(PacketMade {
        name,
        place: to.parent().map(|folder| folder.display().to_string()).unwrap_or_default(),
        size: i64::try_from(written.size).unwrap_or(i64::MAX),
        sha256: written.sha256,
        fingerprint: key.fingerprint(),
        pieces,
        listed,
        unpaged: unpaged.into_inner().unwrap_or_else(PoisonError::into_inner),
        change,
    })
}

/// Of this record, and of no other.
fn key(ledger: &Ledger) -> Result<SigningKey> {
    SigningKey::from_seed(&ledger.secret()?)
        .map_err(|error| Error::new(ErrorCode::Internal, chain(&error)))
}

fn limits(pages: PicturePages) -> PageLimits {
    PageLimits {
        width: pages.width.clamp(480, 8_000),
        height: pages.height.clamp(480, 8_000),
        bytes: usize::try_from(pages.bytes.max(50_000)).unwrap_or(usize::MAX),
    }
}

fn lines(
    words: &PacketWords,
    contents: &packet::Contents<'_>,
    pieces: u32,
    listed: u32,
) -> Vec<String> {
    let lines = &words.lines;
    let when = contents.made_at.strftime("%Y-%m-%d %H:%M").to_string();
    let (pieces, listed) = (pieces.to_string(), listed.to_string());
    let counted = if listed == "0" { &lines.pieces } else { &lines.pieces_listed };
    vec![
        filled(&lines.number, &[("number", &contents.case.number)]),
        filled(&lines.made, &[("when", &when)]),
        filled(counted, &[("pieces", &pieces), ("listed", &listed)]),
    ]
}

/// Authentic, relevant, whole: what can be said of each, by what is counted.
fn principles(lines: &PacketLines, contents: &packet::Contents<'_>, meter: &GapMeter) -> String {
    let proving = contents.pieces.iter().filter(|piece| !piece.about.proves.is_empty()).count();
    let values = [contents.pieces.len(), proving, meter.met as usize, meter.musts as usize];
    let [pieces, proving, met, musts] = values.map(|value| value.to_string());
    let values = [
        ("pieces", pieces.as_str()),
        ("proving", proving.as_str()),
        ("met", met.as_str()),
        ("musts", musts.as_str()),
    ];
    filled(&lines.principles, &values)
}

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}
