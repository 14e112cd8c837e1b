//! What is done about an order that went wrong. Which answers, channels and letters there are
//! is not known here: they are names.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{CaseOutcome, ContactOutcome, Fen, Milestone, MoneyState, OrderId, Problem, Sha256Hex};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Event, Happening, column::to_millis};

/// A step of a case, which is part of the timeline of the order it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "step", content = "what", rename_all = "snake_case")]
pub enum CaseStep {
    /// All that the buyer says of it, in place of what was said before.
    Told(CaseTold),
    /// The way out that is followed, or none any more.
    Followed {
        remedy: Option<String>,
    },
    /// Which of those that settle disputes the buyer would rather go to.
    Preferred {
        channel: Option<String>,
    },
    /// What goes into letters and forms beyond the record, all of it, in place of what was there.
    Filled {
        texts: BTreeMap<String, String>,
    },
    /// What a complaint needs beside, all of it, in place of what was there.
    Complaint(CaseComplaint),
    Contacted(CaseContact),
    /// A letter was copied, to be sent where the buyer speaks with them.
    LetterCopied(CaseLetter),
    /// The evidence was written as a packet.
    PacketMade(CasePacket),
    /// The matter is over, however it went.
    Closed(CaseClosing),
    /// It goes on after all.
    Reopened {
        problem: Option<Problem>,
    },
}

/// Answers to the questions, in their order, and facts that were said beside them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CaseTold {
    pub answers: Vec<String>,
    pub facts: BTreeMap<String, bool>,
    /// Evidence that is needed and that the buyer cannot get.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lacking: Vec<String>,
}

/// Who is complained of and who complains, beyond what letters are filled with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default)]
pub struct CaseComplaint {
    /// What sort of business it is.
    pub respondent_kind: Option<String>,
    pub credit_code: String,
    /// It shows an address on the platform, and is reached at it.
    pub reached_at_shown_address: Option<bool>,
    /// The name is the buyer's own.
    pub own_name: Option<bool>,
    pub by_proxy: Option<bool>,
    pub proxy_papers: Option<bool>,
    /// The buyer says that all of it is true.
    pub vouched: Option<bool>,
}

/// The other side was spoken with, or that was tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CaseContact {
    #[specta(type = String)]
    pub at: Timestamp,
    pub channel: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent_no: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<String>,
    /// Their words, or what they come to.
    #[serde(default)]
    pub said: String,
    pub outcome: ContactOutcome,
    /// By when something was promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[specta(type = Option<String>)]
    pub until: Option<Timestamp>,
    /// What of the dispute's course is reached by it.
    #[serde(default)]
    pub leads_to: Vec<Milestone>,
    /// Pieces of the order that show it.
    #[serde(default)]
    pub pieces: Vec<Sha256Hex>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CaseLetter {
    pub template: String,
    pub tone: String,
    /// Whom it is for.
    pub channel: String,
    /// As it was copied.
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CasePacket {
    pub name: String,
    /// Of the file that was written.
    pub sha256: Sha256Hex,
    pub pieces: u32,
    /// Originals are in it, not only copies with parts blacked out.
    pub originals: bool,
}

/// How it went, as the buyer looks back on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CaseClosing {
    #[specta(type = String)]
    pub at: Timestamp,
    pub outcome: CaseOutcome,
    /// All that came back of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<Fen>,
    /// What it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    #[serde(default)]
    pub why: String,
    /// What had gone wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<Problem>,
}

/// What the steps of an order's case come to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Casework {
    /// When the first step was recorded.
    #[specta(type = Option<String>)]
    pub opened_at: Option<Timestamp>,
    /// When the last one was.
    #[specta(type = Option<String>)]
    pub latest_at: Option<Timestamp>,
    /// What went wrong, as was last said while it went on.
    pub problem: Option<Problem>,
    pub told: CaseTold,
    pub followed: Option<String>,
    pub preferred: Option<String>,
    pub texts: BTreeMap<String, String>,
    pub complaint: CaseComplaint,
    pub contacts: Vec<CaseEntry<CaseContact>>,
    pub letters: Vec<CaseEntry<CaseLetter>>,
    pub packets: Vec<CaseEntry<CasePacket>>,
    pub closing: Option<CaseClosing>,
    /// An answer to a deadline said that all of it is over, or all the money came back, and
    /// nothing new went wrong since.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ended: bool,
    /// How earlier matters of the same order ended that the buyer looked back on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<CaseEnd>,
}

/// A matter that is over, of an order that something new went wrong with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CaseEnd {
    #[specta(type = Option<String>)]
    pub opened_at: Option<Timestamp>,
    pub closing: CaseClosing,
    /// The talks that were had about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<CaseEntry<CaseContact>>,
}

/// A case as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    pub order: OrderId,
    pub category: String,
    pub name: String,
    pub shop: Option<String>,
    pub total: Option<Fen>,
    pub refunded: Fen,
    pub casework: Casework,
}

/// A step with the event that holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CaseEntry<T> {
    /// 0 where the event is another record's, which became part of this one.
    #[specta(type = i32)]
    pub seq: i64,
    /// When it was recorded.
    #[specta(type = String)]
    pub recorded_at: Timestamp,
    pub what: T,
}

impl Casework {
    /// Something is being done about it and it is not said to be over.
    pub const fn is_open(&self) -> bool {
        self.opened_at.is_some() && self.closing.is_none()
    }

    /// How it ended, if it has.
    pub fn end(&self) -> Option<CaseEnd> {
        let closing = self.closing.clone()?;
        Some(CaseEnd { opened_at: self.opened_at, closing, contacts: Vec::new() })
    }

    /// Whether it is said to be over, or needs nothing but to be looked back on.
    pub const fn is_over(&self) -> bool {
        self.ended || self.closing.is_some()
    }

    /// Whether these answers are about something new: the matter was looked back on, and they are
    /// others.
    pub fn begins_anew_with(&self, answers: &[String]) -> bool {
        self.closing.is_some() && self.is_other(answers)
    }

    fn is_other(&self, answers: &[String]) -> bool {
        !answers.is_empty() && self.told.answers != answers
    }

    /// Takes an event in. `stood` is what was wrong before it, `money` where the money was before
    /// it and is by it.
    pub(crate) fn apply(&mut self, event: &Event, stood: Option<Problem>, money: [MoneyState; 2]) {
        let [was_back, back] = money.map(|money| money == MoneyState::Refunded);
        self.ended = back && !was_back || self.ended && (back || !was_back);
        let step = match &event.what {
            Happening::CaseSet { problem: Some(problem), .. } => {
                if stood != Some(*problem) {
                    self.goes_wrong(back);
                }
                self.problem = Some(*problem);
                return;
            }
            Happening::Reached { milestone, .. } if !milestone.is_usual() => {
                self.ended &= back;
                return;
            }
            Happening::TermAnswered { ends, leads_to, .. } => {
                self.ended = *ends || self.ended && (back || leads_to.is_none());
                return;
            }
            Happening::Case(step) => step,
            Happening::Merged(merge) => {
                let troubled = merge.clock.as_ref().is_some_and(|clock| clock.problem.is_some());
                self.merge(merge.case.as_deref(), [stood.is_some(), troubled]);
                return;
            }
            _ => return,
        };
        match step {
            CaseStep::Told(told) if self.is_other(&told.answers) => self.goes_wrong(back),
            CaseStep::Closed(_) => {}
            CaseStep::Contacted(contact) if !contact.leads_to.is_empty() => self.ended &= back,
            // The first thing that is done about it is about what is wrong now.
            _ if self.opened_at.is_none() => self.ended &= back,
            _ => {}
        }
        let at = to_millis(event.at);
        self.opened_at.get_or_insert(at);
        self.latest_at = Some(at);
        match step {
            CaseStep::Told(told) => self.told.clone_from(told),
            CaseStep::Followed { remedy } => self.followed.clone_from(remedy),
            CaseStep::Preferred { channel } => self.preferred.clone_from(channel),
            CaseStep::Filled { texts } => self.texts.clone_from(texts),
            CaseStep::Complaint(complaint) => self.complaint.clone_from(complaint),
            CaseStep::Contacted(contact) => self.contacts.push(entry(event, contact)),
            CaseStep::LetterCopied(letter) => self.letters.push(entry(event, letter)),
            CaseStep::PacketMade(packet) => self.packets.push(entry(event, packet)),
            CaseStep::Closed(closing) => {
                self.problem = closing.problem.or(self.problem);
                self.closing = Some(closing.clone());
            }
            CaseStep::Reopened { problem } => {
                self.closing = None;
                self.ended = false;
                self.problem = problem.or(self.problem);
            }
        }
    }

    /// It is said to be wrong, or wrong in another way. While all the money is back nothing is
    /// owed; what was looked back on is not what goes wrong after it.
    fn goes_wrong(&mut self, back: bool) {
        if self.closing.is_some() {
            self.begin_anew();
        }
        self.ended &= back;
    }

    /// What was said and done about the matter that is over does not count for the next.
    fn begin_anew(&mut self) {
        let over = self.closing.is_some();
        self.set_aside();
        let contacts = std::mem::take(&mut self.contacts);
        if let Some(end) = self.earlier.last_mut().filter(|_| over) {
            end.contacts = contacts;
        }
        self.letters.clear();
        self.packets.clear();
    }

    /// What was said of it and what it came to stand no longer; how it ended is kept.
    fn set_aside(&mut self) {
        self.earlier.extend(self.end());
        self.closing = None;
        self.ended = false;
        self.opened_at = None;
        self.problem = None;
        self.told = CaseTold::default();
        (self.followed, self.preferred) = (None, None);
        self.texts.clear();
        self.complaint = CaseComplaint::default();
    }

    /// Another record of the same order becomes part of this one; `troubled` says of each whether
    /// something is wrong that is not over. Of two, the one that goes on says what is the matter;
    /// the talks of both were had.
    fn merge(&mut self, other: Option<&Self>, troubled: [bool; 2]) {
        let mut other = other.cloned().unwrap_or_default();
        let goes_on = |case: &Self, troubled: bool| {
            case.closing.is_none() && (case.opened_at.is_some() || troubled)
        };
        let [here, there] = troubled;
        if goes_on(self, here) && other.closing.is_some() {
            other.set_aside();
        } else if self.closing.is_some() && goes_on(&other, there) {
            self.set_aside();
        }
        self.take_over(other);
    }

    fn take_over(&mut self, mut other: Self) {
        self.earlier.append(&mut other.earlier);
        self.ended = if self.opened_at.is_some() { self.ended && other.ended } else { other.ended };
        self.opened_at = [self.opened_at, other.opened_at].into_iter().flatten().min();
        self.latest_at = self.latest_at.max(other.latest_at);
        self.problem = self.problem.or(other.problem);
        if self.told == CaseTold::default() {
            self.told.clone_from(&other.told);
        }
        self.followed = self.followed.take().or_else(|| other.followed.clone());
        self.preferred = self.preferred.take().or_else(|| other.preferred.clone());
        for (slot, text) in &other.texts {
            self.texts.entry(slot.clone()).or_insert_with(|| text.clone());
        }
        if self.complaint == CaseComplaint::default() {
            self.complaint.clone_from(&other.complaint);
        }
        join(&mut self.contacts, &other.contacts);
        join(&mut self.letters, &other.letters);
        join(&mut self.packets, &other.packets);
        self.closing = self.closing.take().or(other.closing);
    }
}

fn entry<T: Clone>(event: &Event, what: &T) -> CaseEntry<T> {
    CaseEntry { seq: event.seq, recorded_at: to_millis(event.at), what: what.clone() }
}

/// In the order of recording. The events of the other record cannot be taken back here.
fn join<T: Clone>(steps: &mut Vec<CaseEntry<T>>, others: &[CaseEntry<T>]) {
    steps.extend(others.iter().map(|step| CaseEntry { seq: 0, ..step.clone() }));
    steps.sort_by_key(|step| step.recorded_at);
}
