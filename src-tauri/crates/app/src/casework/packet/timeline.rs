//! What happened, line by line.

use cases::letter::{called, template};
use jiff::{Timestamp, tz::TimeZone};
use ledger::{CaseContact, CaseLetter, Event, EventKind, Happening};
use model::{Fen, Sha256Hex};
use packet::Moment;

use super::pieces::Chosen;
use super::private::Covering;
use super::spoken::Spoken;
use super::words::{PacketWords, said};
use crate::casework::matter::{Matter, named};
use crate::casework::slots::contact;
use crate::out::{Cells, Step};

/// Of the case, its orders and its pieces, in order of time.
///
/// What was said and which milestones were reached is what the case has, wherever it was first
/// recorded; the events of an order that became part of another one stay with that record.
pub(super) fn timeline(
    matter: &Matter,
    pieces: &[Chosen<'_>],
    spoken: &Spoken,
    words: &PacketWords,
    covering: &Covering,
    zone: &TimeZone,
) -> Vec<Moment> {
    let cells = Cells { words: &words.out, full: true, zone: zone.clone() };
    let mut lines: Vec<(Timestamp, Moment)> = Vec::new();
    let mut put = |at: Timestamp, what: &str, source: String, pieces: Vec<String>| {
        let what = covering.text(what);
        let line = Moment { at: stamp(at, zone), shown: shown(at, zone), what, source, pieces };
        lines.push((at, line));
    };
    for (number, record) in matter.orders.iter().enumerate() {
        let mut told = Vec::new();
        for event in record.events.iter().filter(|event| !event.undone && is_told(&event.what)) {
            let step = cells.step(event);
            let at = step.at.unwrap_or(event.at);
            let what = words.of_order(&line(event, &step, words), number);
            let source = Some(step.source).filter(|source| !source.is_empty());
            put(at, &what, source.unwrap_or_else(|| words.sources.record.clone()), vec![]);
            told.push(at.as_millisecond());
        }
        let talks = || spoken.talks.iter().filter(|talk| talk.order == number);
        let mut once = Vec::new();
        // What was reached in an earlier matter of the order is not of this one.
        let all = matter.clocks[number].clock.reached.iter();
        for reached in all.filter(|each| each.milestone.is_usual() || matter.counts(each)) {
            let at = reached.at.as_millisecond();
            let is_told = if reached.milestone.is_usual() {
                told.contains(&at)
            } else {
                talks().map(|talk| &talk.entry.what).any(|talk| {
                    talk.at.as_millisecond() == at && talk.leads_to.contains(&reached.milestone)
                })
            };
            if !is_told && !once.contains(&(reached.milestone, at)) {
                once.push((reached.milestone, at));
                let event = said(&words.out.events, &EventKind::Reached);
                let what = said(&words.out.milestones, &reached.milestone);
                let what = words.of_order(&joined(&[&event, &what], &words.out.and), number);
                put(reached.at, &what, words.sources.record.clone(), vec![]);
            }
        }
        for talk in talks().map(|talk| &talk.entry.what) {
            let source = words.sources.contact.clone();
            put(talk.at, &told_in(talk, zone), source, ids(pieces, &talk.pieces));
        }
    }
    for letter in spoken.letters.iter().map(|letter| &letter.entry) {
        let source = words.sources.letter.clone();
        put(letter.recorded_at, &called_letter(&letter.what), source, vec![]);
    }
    for piece in pieces {
        let about = &piece.row.about;
        let Some(at) = about.claimed_at else { continue };
        let kind = said(&words.out.kinds, &piece.row.kind);
        let what = joined(&[&kind, &about.proves], &words.out.and);
        let basis = about.basis.map(|basis| said(&words.bases, &basis));
        let source = basis.unwrap_or_else(|| words.sources.piece.clone());
        put(at, &words.of_order(&what, piece.order), source, vec![piece.id.clone()]);
    }
    lines.sort_by_key(|(at, _)| *at);
    lines.into_iter().map(|(_, line)| line).collect()
}

/// What concerns those who receive the packet, beside what the case has. Notes and tags are the
/// buyer's own.
fn is_told(what: &Happening) -> bool {
    matches!(
        what,
        Happening::CheckSealed { .. }
            | Happening::Recorded { .. }
            | Happening::Paid { .. }
            | Happening::Issued
            | Happening::Delivered
            | Happening::Completed
            | Happening::Moved(_)
            | Happening::Refunded(_)
    )
}

/// Without the notes and the reasons that the buyer wrote beside it.
fn line(event: &Event, step: &Step, words: &PacketWords) -> String {
    let more = match &event.what {
        Happening::Paid { order_no, .. } => order_no.as_deref(),
        Happening::Refunded(back) => back.to.as_deref(),
        _ => None,
    };
    let event = said(&words.out.events, &event.what.kind());
    let amount = step.amount.map(yuan).unwrap_or_default();
    let shown = step.shown.as_deref().unwrap_or_default();
    joined(&[&event, &step.to, &amount, shown, more.unwrap_or_default()], &words.out.and)
}

fn told_in(talk: &CaseContact, zone: &TimeZone) -> String {
    let talk = contact(talk, &|at| at.to_zoned(zone.clone()));
    let with = [talk.channel.as_str(), &talk.marks()].concat();
    joined(&[&with, talk.said.as_deref().unwrap_or_default()], "\u{FF1A}")
}

/// As the app calls it.
pub(super) fn called_letter(letter: &CaseLetter) -> String {
    let name = template(&letter.template).map(|known| known.name.zh.clone());
    let channel = named(&letter.channel).map(called::channel).unwrap_or_default();
    joined(&[&name.unwrap_or_default(), channel], "\u{FF1B}")
}

fn ids(pieces: &[Chosen<'_>], wanted: &[Sha256Hex]) -> Vec<String> {
    let there = pieces.iter().filter(|piece| wanted.contains(&piece.row.sha256));
    there.map(|piece| piece.id.clone()).collect()
}

fn joined(parts: &[&str], and: &str) -> String {
    let said: Vec<&str> = parts.iter().map(|part| part.trim()).filter(|p| !p.is_empty()).collect();
    said.join(and)
}

pub(super) fn yuan(fen: Fen) -> String {
    format!("\u{A5}{fen}")
}

/// For programs.
pub(super) fn stamp(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// For people.
pub(super) fn shown(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
}
