//! A case as the window shows it: everything that follows from what is recorded.

use std::collections::BTreeMap;

use cases::Problem;
use cases::cause::{Cause, likely};
use cases::channel::{Case, Channel, ChannelId, Ladder, channels, ladder};
use cases::contact::rest;
use cases::course::{Course, NextStep, Stage};
use cases::deadline::TimeLeft;
use cases::evidence::{GapMeter, Guide, meter};
use cases::fact::{Fact, KnownFact};
use cases::fraud::{FraudPlace, signs_of};
use cases::law::{LawUse, Provision, for_use, provision};
use cases::letter::LetterId;
use cases::letter::advice::{Choosing, Proposed};
use cases::remedy::{RemedyId, WayOut, questions, rank};
use cases::stall::{Stall, stalls_in};
use cases::triage::{End, OptionId, ProblemGuide, QuestionId, Tree, Triage};
use check::catalogue::CategoryId;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use ledger::{
    CaseClosing, CaseComplaint, CaseContact, CaseEnd, CaseEntry, CaseLetter, CasePacket, Casework,
    EvidenceRow, OrderRow,
};
use model::{CaseOutcome, Fen, OrderId, Sha256Hex};
use serde::Serialize;
use specta::Type;

use super::copies::{Copies, is_copy};
use super::letters::LetterOffer;
use super::matter::{Found, Matter, named, promised};
use crate::deadlines::TermView;
use crate::fraud_signs::{FraudNotice, notices};
use crate::own::Known;

/// A case, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CaseView {
    /// The order whose timeline holds the case stands first.
    pub orders: Vec<OrderRow>,
    #[specta(type = Option<String>)]
    pub opened_at: Option<Timestamp>,
    pub stage: Stage,
    /// The stages that were gone through, without those that were skipped.
    pub passed: Vec<Stage>,
    pub next: NextStep,
    pub finding: CaseFinding,
    pub ways: Vec<WayOut>,
    pub followed: Option<RemedyId>,
    /// What would settle the ways that may be open.
    pub questions: Vec<Fact>,
    pub evidence: CaseEvidence,
    pub ladder: Ladder,
    pub preferred: Option<ChannelId>,
    /// Those for the problem first.
    pub letters: Vec<LetterOffer>,
    /// The letter that the next step asks for.
    pub proposed: Option<Proposed>,
    /// What goes into letters beyond the record, as the buyer typed it.
    pub texts: BTreeMap<String, String>,
    pub complaint: CaseComplaint,
    pub contacts: Vec<CaseTalk>,
    pub copied: Vec<CaseEntry<CaseLetter>>,
    pub packets: Vec<CaseEntry<CasePacket>>,
    /// By when they are due; what is over last.
    pub terms: Vec<CaseTerm>,
    pub fraud: Vec<FraudNotice>,
    /// What the law says to this, as information.
    pub law: Vec<Provision>,
    pub closing: Option<CaseClosing>,
    /// How long it took to the end, in whole days.
    pub days: Option<u32>,
    pub money: CaseMoney,
}

/// What the record says of the money of all orders of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CaseMoney {
    /// `None` where what one cost is not known.
    pub paid: Option<Fen>,
    pub back: Fen,
    /// How the case ends by it, where it says.
    pub outcome: Option<CaseOutcome>,
}

/// What went wrong, and why that is thought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CaseFinding {
    pub problem: Option<Problem>,
    pub guide: Option<ProblemGuide>,
    pub triage: Triage,
    /// All that was answered, also what no longer comes up.
    pub answers: Vec<OptionId>,
    /// The question that is to be answered next, and those that were, with their options.
    pub asked: Vec<AskedQuestion>,
    pub facts: Vec<KnownFact>,
    pub causes: Vec<Cause>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct AskedQuestion {
    pub question: QuestionId,
    pub options: Vec<OptionId>,
    /// `None` for the one that is open.
    pub chosen: Option<OptionId>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CaseEvidence {
    pub meter: GapMeter,
    /// The needs that the buyer says cannot be met.
    pub lacking: Vec<String>,
    /// Of all orders, in the order in which what they show was so.
    pub pieces: Vec<CasePiece>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CasePiece {
    pub order: OrderId,
    #[serde(flatten)]
    pub piece: EvidenceRow,
    /// Pieces that were made from it alone, such as a copy with parts blacked out.
    pub copies: Vec<Sha256Hex>,
    /// It was made from one other piece, and stands in for it.
    pub copy: bool,
    /// A picture that is to be blacked out before it goes out, of which there is no copy.
    pub bare: bool,
}

/// A talk with what is to be noticed in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CaseTalk {
    pub recorded: CaseEntry<CaseContact>,
    pub stalls: Vec<Stall>,
    pub fraud: Vec<FraudNotice>,
    /// Of the time by which something was promised, while that is waited for.
    pub left: Option<TimeLeft>,
    /// Until when this channel is better left in peace.
    #[specta(type = Option<String>)]
    pub rest: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CaseTerm {
    pub order: OrderId,
    pub term: TermView,
}

/// Everything that is known of the channels, in the order of the ladder.
pub fn case_channels() -> Vec<Channel> {
    channels().to_vec()
}

impl CaseView {
    pub(super) fn of(matter: &Matter, known: &Known, now: Timestamp, zone: &TimeZone) -> Self {
        let found = matter.found(known, now);
        let ways = found.problem.map(|problem| rank(problem, &found.facts, &matter.ways));
        let ways = ways.unwrap_or_default();
        let evidence = evidence(matter, &found);
        let casework = &matter.casework;
        let preferred = casework.preferred.as_deref().and_then(named);
        let tried: Vec<ChannelId> = matter.talks.iter().map(|talk| talk.channel).collect();
        let ladder = ladder(&Case {
            problem: found.problem,
            facts: &found.facts,
            tried: &tried,
            chosen: preferred,
        });
        let followed = casework.followed.as_deref().and_then(named);
        let letters: Vec<_> = casework
            .letters
            .iter()
            // Noted since, whatever minute was typed for it.
            .filter(|letter| {
                !casework.contacts.iter().any(|contact| {
                    contact.what.channel == letter.what.channel
                        && (contact.recorded_at, contact.seq) > (letter.recorded_at, letter.seq)
                })
            })
            .filter_map(|letter| Some((named(&letter.what.channel)?, letter.recorded_at)))
            .collect();
        let course = Course {
            triage: &found.triage,
            facts: &found.facts,
            ways: &ways,
            followed,
            meter: &evidence.meter,
            lacking: &evidence.lacking,
            ladder: &ladder,
            talks: &matter.talks,
            letters: &letters,
            packed: casework.packets.last().map(|packet| packet.recorded_at),
            due: matter.answers_due().filter(|due| *due > now).min(),
            now,
            over: matter.is_over(),
            closed: casework.closing.is_some(),
        };
        let today = now.to_zoned(cases::deadline::china()).date();
        let next = course.next();
        let (letters, proposed) = super::letters::offers(
            found.problem,
            &Choosing {
                ladder: &ladder,
                next: &next,
                facts: &found.facts,
                talks: &matter.talks,
                copied: &copied(casework),
                now,
            },
        );
        Self {
            stage: course.stage(),
            passed: course.passed(),
            next,
            questions: questions(&ways),
            letters,
            proposed,
            contacts: talks(matter, now, zone),
            copied: casework.letters.clone(),
            packets: casework.packets.clone(),
            terms: terms(matter, now, zone),
            fraud: fraud(matter, &found),
            law: law(found.problem, &ways, today),
            closing: casework.closing.clone(),
            money: money(matter),
            days: casework.end().as_ref().and_then(days),
            texts: casework.texts.clone(),
            complaint: casework.complaint.clone(),
            opened_at: casework.opened_at,
            orders: matter.orders.iter().map(|record| record.row.clone()).collect(),
            finding: finding(found, matter.answers()),
            ways,
            followed,
            evidence,
            ladder,
            preferred,
        }
    }
}

/// The letters that were copied, and for whom.
fn copied(casework: &Casework) -> Vec<(LetterId, ChannelId)> {
    let letters = casework.letters.iter().map(|letter| &letter.what);
    let to =
        |letter: &CaseLetter| Some((LetterId(letter.template.clone()), named(&letter.channel)?));
    letters.filter_map(to).collect()
}

/// What the case itself shows and what was said in its talks, while it goes on.
fn fraud(matter: &Matter, found: &Found) -> Vec<FraudNotice> {
    if matter.is_over() || matter.casework.closing.is_some() {
        return Vec::new();
    }
    let signs = signs_of(&found.facts, found.problem, FraudPlace::Case).into_iter();
    let mut all: Vec<_> = signs.map(|sign| FraudNotice { sign, words: None }).collect();
    for notice in matter
        .casework
        .contacts
        .iter()
        .flat_map(|talk| notices(&talk.what.said, FraudPlace::Contact))
    {
        if !all.iter().any(|known| known.sign.id == notice.sign.id) {
            all.push(notice);
        }
    }
    all
}

fn money(matter: &Matter) -> CaseMoney {
    let rows = || matter.orders.iter().map(|record| &record.row);
    let paid = rows().map(|row| row.summary.total.map(|total| total.0)).sum::<Option<i64>>();
    let back: i64 = rows().map(|row| super::steps::back(row).0).sum();
    let outcome = if matter.is_paid_back() {
        Some(CaseOutcome::Refunded)
    } else {
        (back > 0).then_some(CaseOutcome::PartlyRefunded)
    };
    CaseMoney { paid: paid.map(Fen), back: Fen(back), outcome }
}

/// From the first step of a case to its end, in whole days.
pub(super) fn days(end: &CaseEnd) -> Option<u32> {
    let hours = end.closing.at.duration_since(end.opened_at?).as_hours();
    Some(u32::try_from(hours / 24).unwrap_or(0))
}

/// What explains the problem, and what the ways out rest on.
fn law(problem: Option<Problem>, ways: &[WayOut], today: Date) -> Vec<Provision> {
    let mut law = for_use(LawUse::Explanation, problem, today);
    let named = ways.iter().flat_map(|way| &way.provisions).filter_map(|id| provision(&id.0));
    for provision in named.filter(|provision| provision.is_in_force(today)) {
        if !law.contains(&provision) {
            law.push(provision);
        }
    }
    law.into_iter().cloned().collect()
}

fn finding(found: Found, answers: Vec<OptionId>) -> CaseFinding {
    let Found { problem, triage, facts } = found;
    let tree = Tree::builtin();
    let asked = |question: QuestionId, chosen: Option<OptionId>| {
        let options = tree
            .question(question)
            .map(|asked| asked.options.iter().map(|choice| choice.id).collect());
        AskedQuestion { question, options: options.unwrap_or_default(), chosen }
    };
    let mut questions: Vec<_> =
        triage.path.iter().map(|step| asked(step.question, Some(step.option))).collect();
    if let End::Ask(question) = triage.end {
        questions.push(asked(question, None));
    }
    CaseFinding {
        guide: problem.and_then(|problem| tree.problem(problem)).cloned(),
        causes: problem
            .map(|problem| likely(problem, &facts))
            .unwrap_or_default()
            .into_iter()
            .cloned()
            .collect(),
        asked: questions,
        facts: facts.all(),
        problem,
        triage,
        answers,
    }
}

pub(super) fn evidence(matter: &Matter, found: &Found) -> CaseEvidence {
    let row = &matter.lead().row;
    let category = CategoryId(row.summary.category.clone());
    let checked = matter.orders.iter().any(|record| record.row.check_sha256.is_some());
    let meter = meter(Guide::builtin(), found.problem, Some(&category), &matter.kinds(), checked);
    let copies = Copies::of(matter);
    let mut pieces: Vec<_> = matter
        .orders
        .iter()
        .flat_map(|record| record.evidence.iter().map(|piece| (&record.row.id, piece)))
        .map(|(order, piece)| CasePiece {
            order: order.clone(),
            copies: copies.made_of(&piece.sha256).cloned().collect(),
            copy: is_copy(piece),
            bare: copies.is_bare(piece) && is_picture(piece),
            piece: piece.clone(),
        })
        .collect();
    pieces.sort_by_key(|each| each.piece.about.claimed_at.unwrap_or(each.piece.attached_at));
    CaseEvidence { lacking: matter.casework.told.lacking.clone(), meter, pieces }
}

/// One that can be decoded, as far as was seen.
fn is_picture(piece: &EvidenceRow) -> bool {
    piece.media_type.starts_with("image/") && piece.notice.is_none()
}

fn talks(matter: &Matter, now: Timestamp, zone: &TimeZone) -> Vec<CaseTalk> {
    let talk = |recorded: &CaseEntry<CaseContact>| CaseTalk {
        stalls: stalls_in(&recorded.what.said),
        fraud: notices(&recorded.what.said, FraudPlace::Contact),
        rest: named(&recorded.what.channel).and_then(|channel| rest(channel, &matter.talks, now)),
        left: promised(&recorded.what, &matter.terms)
            .filter(|term| term.runs())
            .map(|term| TimeLeft::until(term.due.at, now, zone)),
        recorded: recorded.clone(),
    };
    let mut talks: Vec<_> = matter.casework.contacts.iter().map(talk).collect();
    talks.sort_by_key(|talk| std::cmp::Reverse(talk.recorded.what.at));
    talks
}

fn terms(matter: &Matter, now: Timestamp, zone: &TimeZone) -> Vec<CaseTerm> {
    let mut terms: Vec<_> = matter.terms.clone();
    terms.sort_by_key(|(_, term)| (!term.runs(), term.due.at));
    let term = |(order, term)| CaseTerm { order, term: TermView::of(term, now, zone) };
    terms.into_iter().map(term).collect()
}
