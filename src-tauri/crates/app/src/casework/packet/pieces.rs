//! Which pieces of a case go into a packet, and in which form.

use std::collections::BTreeSet;

use ledger::{EvidenceRow, Ledger};
use model::{EvidenceKind, Flow, Sha256Hex};
use serde::Serialize;
use specta::Type;

use super::words::PacketFolder;
use crate::casework::copies::{Copies, is_copy};
use crate::casework::matter::Matter;

/// What becomes of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PieceHand {
    Goes,
    /// A copy goes in its place; of it the hash alone.
    Listed,
    /// Its copies are left out or not here, so nothing goes in its place; of it the hash alone.
    Unreplaced,
    /// Its bytes are not here: of it the hash alone.
    Elsewhere,
}

/// A piece with its place in the packet.
#[derive(Debug, Clone)]
pub(super) struct Chosen<'a> {
    pub(super) id: String,
    /// Of the order in the case.
    pub(super) order: usize,
    pub(super) row: &'a EvidenceRow,
    pub(super) folder: PacketFolder,
    pub(super) hand: PieceHand,
    /// It shows what is private, goes as it is, and a covered copy could go instead.
    pub(super) uncovered: bool,
    /// What can stand in for it: its copies, and theirs.
    pub(super) copies: Vec<Sha256Hex>,
}

/// What the buyer wants otherwise than it would be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice<'a> {
    /// All originals go.
    pub(super) originals: bool,
    /// These originals go.
    pub(super) put_in: &'a [Sha256Hex],
    /// Neither these nor their hashes.
    pub(super) left_out: &'a [Sha256Hex],
}

/// Every piece of the case that is not left out, once, in the order in which what they show was
/// so.
///
/// A copy that was made of one piece stands in for it, whatever its kind: who covers a number on
/// a page of the order does not want the page handed over. That holds as well where the copy does
/// not go: the piece then has nothing in its place, and is said to have nothing.
pub(super) fn chosen<'a>(
    matter: &'a Matter,
    ledger: &Ledger,
    choice: Choice<'_>,
) -> Vec<Chosen<'a>> {
    let all: Vec<(usize, &EvidenceRow)> = matter
        .orders
        .iter()
        .enumerate()
        .flat_map(|(order, record)| record.evidence.iter().map(move |piece| (order, piece)))
        .collect();
    let copies = Copies::of(matter);
    let mut seen = BTreeSet::new();
    let there: Vec<(usize, &EvidenceRow)> = all
        .into_iter()
        .filter(|(_, row)| !choice.left_out.contains(&row.sha256) && seen.insert(&row.sha256))
        .collect();
    let wanted = |row: &EvidenceRow| choice.originals || choice.put_in.contains(&row.sha256);
    let here: BTreeSet<&Sha256Hex> = there
        .iter()
        .map(|(_, row)| &row.sha256)
        .filter(|sha256| ledger.has_evidence(sha256))
        .collect();
    let going: BTreeSet<&Sha256Hex> = there
        .iter()
        .filter(|(_, row)| here.contains(&row.sha256) && (!copies.is_covered(row) || wanted(row)))
        .map(|(_, row)| &row.sha256)
        .collect();
    let mut pieces: Vec<Chosen<'a>> = there
        .into_iter()
        .map(|(order, row)| {
            let stand_ins = copies.in_place_of(&row.sha256);
            let hand = if going.contains(&row.sha256) {
                PieceHand::Goes
            } else if !here.contains(&row.sha256) {
                PieceHand::Elsewhere
            } else if stand_ins.iter().any(|copy| going.contains(copy)) {
                PieceHand::Listed
            } else {
                PieceHand::Unreplaced
            };
            let uncovered = hand == PieceHand::Goes && copies.is_bare(row);
            let (id, copies) = (String::new(), stand_ins.into_iter().cloned().collect());
            Chosen { id, order, row, folder: folder(row), hand, uncovered, copies }
        })
        .collect();
    pieces.sort_by_key(|each| each.row.about.claimed_at.unwrap_or(each.row.attached_at));
    for (at, piece) in pieces.iter_mut().enumerate() {
        piece.id = format!("E{:03}", at + 1);
    }
    pieces
}

fn folder(piece: &EvidenceRow) -> PacketFolder {
    if piece.kind.is_external() {
        return PacketFolder::External;
    }
    if is_copy(piece) {
        return PacketFolder::Redacted;
    }
    if matches!(piece.kind, EvidenceKind::Listing | EvidenceKind::Terms) {
        return PacketFolder::Terms;
    }
    match piece.kind.flow() {
        Some(Flow::Money) => PacketFolder::Money,
        Some(Flow::Order) => PacketFolder::Order,
        Some(Flow::Information) => PacketFolder::Information,
        Some(Flow::Need | Flow::Identity) | None => PacketFolder::Other,
    }
}
