//! A case as a packet has it.

use cases::evidence::GapMeter;
use std::io::{self, Read as _};
use std::sync::{Mutex, PoisonError};

use cases::deadline::china;
use cases::letter::{Slots, called};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use ledger::{Ledger, OrderRow};
use model::{OrderId, Sha256Hex};
use packet::{
    About, Case, CaseFact, Contents, Fonts, MadeFiles, PageLimits, Piece, Section, Text,
    page_pictures,
};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::pieces::{Chosen, PieceHand};
use super::private::Covering;
use super::spoken::Spoken;
use super::timeline::{called_letter, shown, stamp, timeline, yuan};
use super::words::{PacketFact, PacketFolder, PacketWords, filled, said};
use crate::casework::copies::is_copy;
use crate::casework::matter::{Matter, word};
use crate::casework::slots::contact;
use crate::error::{Error, ErrorCode, Result, chain};

/// What a packet is made of, beside its words.
pub(super) struct Made<'a> {
    pub(super) matter: &'a Matter,
    pub(super) ledger: &'a Ledger,
    pub(super) pieces: &'a [Chosen<'a>],
    pub(super) spoken: Spoken,
    pub(super) slots: &'a Slots,
    pub(super) covering: &'a Covering,
    /// Everything private is in it.
    pub(super) full: bool,
    /// Pieces that the buyer keeps back.
    pub(super) left_out: &'a [Sha256Hex],
    /// What is there of what the problem needs.
    pub(super) meter: GapMeter,
    pub(super) now: Timestamp,
}

/// The pages that go with it, and the pieces of which there are none.
pub(super) struct Paging<'a> {
    pub(super) limits: Option<PageLimits>,
    pub(super) fonts: &'a Mutex<Fonts>,
    /// Ids.
    pub(super) unpaged: &'a Mutex<Vec<String>>,
}

/// What the case is called outside: the day on which its first order came into the record, and
/// the end of that order's identity, so that it says nothing of the order and never changes.
pub(super) fn number(matter: &Matter) -> String {
    let row = &matter.lead().row;
    let day = row.created_at.to_zoned(china()).strftime("%Y%m%d").to_string();
    let end = row.id.0.len().saturating_sub(4);
    format!("{day}-{}", row.id.0.get(end..).unwrap_or_default().to_ascii_uppercase())
}

impl<'a> Made<'a> {
    pub(super) fn contents(
        &self,
        name: String,
        words: &'a PacketWords,
        paging: &'a Paging<'a>,
    ) -> Result<Contents<'a>> {
        let zone = china();
        let number = number(self.matter);
        let pieces = self.pieces.iter().map(|piece| self.piece(piece, words, &zone));
        Ok(Contents {
            name,
            made_at: self.now.to_zoned(zone.clone()),
            case: self.case(&number, words),
            pieces: pieces.collect::<Result<_>>()?,
            timeline: timeline(self.matter, self.pieces, &self.spoken, words, self.covering, &zone),
            log: self.log()?,
            texts: self.texts(words, &zone),
            made: self.pages(&number, words, paging),
            cover: None,
            wording: words.wording.clone(),
        })
    }

    fn case(&self, number: &str, words: &PacketWords) -> Case {
        let orders = &self.matter.orders;
        let group = self.matter.lead().row.order_no.as_ref();
        let group = group.map(|no| Sha256Hex::from(<[u8; 32]>::from(Sha256::digest(no))));
        let problem = self.slots.problem.map(|problem| said(&words.out.problems, &problem));
        let goods = self.covering.text(&self.matter.lead().row.summary.name);
        let mut facts: Vec<CaseFact> = orders
            .iter()
            .enumerate()
            .flat_map(|(at, record)| self.facts(&record.row, at, words))
            .collect();
        facts.extend(problem.clone().map(|problem| fact(PacketFact::Problem, 0, problem, words)));
        let section = |heading: &str, paragraphs: Vec<Option<String>>| {
            let paragraphs = paragraphs.into_iter().flatten();
            let paragraphs = paragraphs.map(|text| self.covering.text(&text));
            let paragraphs: Vec<String> =
                paragraphs.filter(|text| !text.trim().is_empty()).collect();
            let heading = heading.to_owned();
            (!paragraphs.is_empty()).then_some(Section { heading, paragraphs })
        };
        let kinds = self.slots.evidence.as_ref().map(|kinds| kinds.join(&words.out.and));
        let story = [
            section(&words.story.problem, vec![problem.clone(), self.slots.happened.clone()]),
            section(&words.story.evidence, vec![kinds]),
            section(&words.story.demand, vec![self.slots.demand.clone()]),
        ];
        Case {
            number: number.to_owned(),
            group: group.map(String::from),
            title: problem.map_or(goods.clone(), |problem| format!("{goods} \u{B7} {problem}")),
            facts,
            story: story.into_iter().flatten().collect(),
        }
    }

    fn facts(&self, row: &OrderRow, at: usize, words: &PacketWords) -> Vec<CaseFact> {
        use PacketFact as F;
        let summary = &row.summary;
        let text = |text: &Option<String>| text.as_deref().map(|text| self.covering.text(text));
        let recipient = summary.recipient.as_deref();
        let known = [
            (F::Platform, text(&summary.shop)),
            (F::Seller, text(&summary.seller)),
            (F::Payee, text(&summary.payee)),
            (F::OrderNo, row.order_no.as_deref().map(|no| self.covering.number(no))),
            (F::Goods, Some(self.covering.text(&summary.name))),
            (F::Total, summary.total.map(yuan)),
            (F::PaidAt, row.paid_at.map(|at| shown(at, &china()))),
            (F::Recipient, recipient.map(|recipient| self.covering.recipient(recipient))),
        ];
        let known = known.into_iter().filter_map(|(key, value)| Some((key, value?)));
        known.map(|(key, value)| fact(key, at, value, words)).collect()
    }

    fn piece(&self, piece: &Chosen<'a>, words: &PacketWords, zone: &TimeZone) -> Result<Piece<'a>> {
        let (row, ledger) = (piece.row, self.ledger);
        let goes = piece.hand == PieceHand::Goes;
        let sha256 = &row.sha256;
        let open = goes.then(|| -> packet::Open<'a> {
            Box::new(move || Ok(Box::new(ledger.open_evidence(sha256)?)))
        });
        Ok(Piece {
            id: piece.id.clone(),
            folder: words.folder(piece.folder),
            file_name: self.covering.text(&row.name),
            sha256: row.sha256.clone(),
            size: u64::try_from(row.size).unwrap_or(0),
            open,
            about: self.about(piece, goes, words, zone)?,
        })
    }

    fn about(
        &self,
        piece: &Chosen<'_>,
        goes: bool,
        words: &PacketWords,
        zone: &TimeZone,
    ) -> Result<About> {
        let (row, said_of) = (piece.row, &piece.row.about);
        let at = |at: Timestamp| stamp(at, zone);
        let basis = said_of.basis.map(|basis| said(&words.bases, &basis)).unwrap_or_default();
        let shown_at = match said_of.claimed_at {
            Some(claimed) if basis.is_empty() => shown(claimed, zone),
            Some(claimed) => {
                let when = shown(claimed, zone);
                filled(&words.claimed_at, &[("when", &when), ("basis", &basis)])
            }
            None => filled(&words.imported_at, &[("when", &shown(row.attached_at, zone))]),
        };
        let proves = match said_of.proves.trim() {
            "" => said(&words.proves, &row.kind),
            proves => self.covering.text(proves),
        };
        let copy_of =
            self.pieces.iter().filter(|other| row.derived_from.contains(&other.row.sha256));
        let about = About {
            title: said(&words.out.kinds, &row.kind),
            media_type: row.media_type.clone(),
            imported_at: at(row.attached_at),
            acquired_by: said(&words.acquired, &row.acquired),
            captured_by: said_of.maker.map(|maker| said(&words.makers, &maker)).unwrap_or_default(),
            captured_at: said_of.claimed_at.map(at).unwrap_or_default(),
            captured_at_basis: basis,
            shown_at,
            order: self.order_no(piece.order),
            flow: row.kind.flow(),
            proves: Some(proves).filter(|proves| !proves.is_empty()).into_iter().collect(),
            redacted_of: copy_of.filter(|_| is_copy(row)).map(|other| other.id.clone()).collect(),
            ..About::default()
        };
        if !goes {
            return Ok(about);
        }
        // What a file says beside its pixels goes no further than the file.
        let metadata = self.ledger.file_metadata(&row.sha256).map_err(|error| match error {
            // The vault does not have what the record says.
            ledger::Error::Io(_) => {
                Error::new(ErrorCode::Damaged, format!("{}: {}", piece.id, chain(&error)))
            }
            other => other.into(),
        })?;
        let metadata =
            metadata.entries.iter().map(|entry| format!("{}={}", entry.key, entry.value));
        Ok(About {
            modified_at: row.file_modified_at.map(at).unwrap_or_default(),
            width: row.width,
            height: row.height,
            metadata: self.covering.text(&metadata.collect::<Vec<_>>().join("; ")),
            ..about
        })
    }

    fn order_no(&self, at: usize) -> String {
        let row = &self.matter.orders[at].row;
        self.covering.number(row.order_no.as_deref().unwrap_or(&row.id.0))
    }

    /// The events, one after the other as the record's chain has them. What they say, and the
    /// hashes by which it is held in that chain, stand there only where everything private may:
    /// a number of which most digits are shown is soon found by trying the rest.
    fn log(&self) -> Result<Vec<Value>> {
        let orders: Vec<OrderId> =
            self.matter.orders.iter().map(|record| record.row.id.clone()).collect();
        let mut links = Vec::new();
        for order in &orders {
            links.extend(self.ledger.links_of(order)?);
        }
        links.sort_by_key(|link| link.seq);
        let line = |link: ledger::ChainLink| {
            let body: Value = serde_json::from_str(&link.body).unwrap_or_default();
            let file = body.get("sha256").and_then(Value::as_str).and_then(Sha256Hex::new);
            let piece = self.pieces.iter().find(|piece| Some(&piece.row.sha256) == file.as_ref());
            let mut line = json!({
                "seq": link.seq,
                "at": link.at.to_string(),
                "order": link.order.0,
                "action": link.kind,
            });
            if let (Some(piece), Some(line)) = (piece, line.as_object_mut()) {
                line.insert("evidence_id".to_owned(), Value::from(piece.id.as_str()));
                line.insert("sha256".to_owned(), Value::from(piece.row.sha256.as_str()));
            }
            // What the buyer wrote for themselves, or keeps back, is not told.
            let own = ["noted", "tags_set", "case", "merged"].contains(&link.kind.as_str())
                || ["note", "reason"].iter().any(|key| !body[*key].is_null());
            let kept_back = self.left_out.iter().any(|file| link.body.contains(file.as_str()));
            let tells = self.full && !own && !kept_back;
            if let (true, Some(line)) = (tells, line.as_object_mut()) {
                line.insert("body".to_owned(), Value::from(link.body));
                line.insert("record_prev".to_owned(), Value::from(link.prev.as_str()));
                line.insert("record_hash".to_owned(), Value::from(link.hash.as_str()));
            }
            line
        };
        Ok::<_, Error>(links.into_iter().map(line).collect())
    }

    /// The letters as they were copied, and what was spoken.
    fn texts(&self, words: &PacketWords, zone: &TimeZone) -> Vec<Text> {
        let folder = words.folder(PacketFolder::Letters);
        let text = |file_name: String, text: String| Text {
            folder: folder.clone(),
            file_name,
            text: self.covering.text(&text),
        };
        let letters = self.spoken.letters.iter().map(|letter| &letter.entry).enumerate();
        let letters = letters.map(|(at, letter)| {
            let day = letter.recorded_at.to_zoned(zone.clone()).date();
            let called = called_letter(&letter.what);
            text(format!("L{:02}_{day}_{called}.txt", at + 1), letter.what.text.clone())
        });
        let mut texts: Vec<Text> = letters.collect();
        let here = |at: Timestamp| at.to_zoned(zone.clone());
        let talks = self.spoken.talks.iter().map(|talk| &talk.entry.what);
        let talks = talks.filter_map(|talk| {
            let written = contact(talk, &here).written()?;
            let until = talk.until.map(|until| called::time(&here(until)));
            Some(until.map_or(written.clone(), |until| format!("{written} \u{2192} {until}")))
        });
        let talks: Vec<String> = talks.collect();
        if !talks.is_empty() {
            texts.push(text(words.contact_log.clone(), talks.join("\n\n")));
        }
        texts
    }

    fn pages(
        &self,
        number: &str,
        words: &PacketWords,
        paging: &'a Paging<'a>,
    ) -> Vec<MadeFiles<'a>> {
        let Some(limits) = paging.limits else { return Vec::new() };
        let shown = self.pieces.iter().filter(|piece| {
            piece.hand == PieceHand::Goes && piece.row.media_type.starts_with("image/")
        });
        let pages = shown.map(|piece| {
            let (id, ledger, sha256) = (piece.id.clone(), self.ledger, &piece.row.sha256);
            let hash = &sha256.as_str()[..16];
            let values = [("id", id.as_str()), ("number", number), ("hash", hash)];
            let footer = filled(&words.page_footer, &values);
            let make: packet::Make<'a> = Box::new(move || {
                let mut picture = Vec::new();
                ledger.open_evidence(sha256)?.read_to_end(&mut picture)?;
                let mut fonts = paging.fonts.lock().unwrap_or_else(PoisonError::into_inner);
                let Ok(pages) = page_pictures(&picture, &footer, limits, &mut fonts) else {
                    paging.unpaged.lock().unwrap_or_else(PoisonError::into_inner).push(id.clone());
                    return Ok(Vec::new());
                };
                let named = pages.into_iter().enumerate();
                Ok::<_, io::Error>(
                    named.map(|(at, page)| (format!("{id}_{:02}.jpg", at + 1), page)).collect(),
                )
            });
            MadeFiles { folder: words.folder(PacketFolder::Pages), make }
        });
        pages.collect()
    }
}

fn fact(key: PacketFact, at: usize, value: String, words: &PacketWords) -> CaseFact {
    let name = word(&key);
    CaseFact {
        label: words.of_order(&said(&words.facts, &key), at),
        key: if at == 0 { name } else { format!("{name}_{}", at + 1) },
        value,
    }
}
