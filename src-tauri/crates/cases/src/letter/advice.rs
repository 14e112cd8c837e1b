//! Which letter is proposed, where it goes, and how it speaks.

use jiff::Timestamp;
use model::ContactOutcome;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Addressee, Form, LetterId, LetterTemplate, Tone};
use crate::channel::{Access, ChannelId, Ladder, Level, Next, SPOKEN, channel, channels};
use crate::contact::Talk;
use crate::course::NextStep;
use crate::fact::{Fact, Facts};

/// Why a letter speaks as it does.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum ToneReason {
    /// Nobody there was asked yet.
    First,
    /// They are at it.
    Waiting,
    /// They refused, or nobody answered.
    Refused,
    /// What was promised is past its time.
    Overdue,
}

impl ToneReason {
    /// First with courtesy, then with weight.
    pub fn tone(self) -> Tone {
        match self {
            Self::First | Self::Waiting => Tone::Polite,
            Self::Refused => Tone::Firm,
            Self::Overdue => Tone::Stern,
        }
    }
}

/// How to speak to somebody now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ToneAdvice {
    pub tone: Tone,
    pub reason: ToneReason,
}

/// A letter and where it goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Proposed {
    pub template: LetterId,
    pub channel: ChannelId,
}

/// Who reads what goes to a channel; `None` where there are no letters for it.
pub fn reader(id: ChannelId) -> Option<Addressee> {
    match (id, channel(id)?.level) {
        (ChannelId::Regulator, _) => Some(Addressee::Regulator),
        (_, Level::Counterparty) => Some(Addressee::Counterparty),
        (_, Level::Service | Level::Escalation) => Some(Addressee::Platform),
        (_, Level::Payment) => Some(Addressee::Payment),
        _ => None,
    }
}

/// Whether what was asked by one channel is answered by the other: the platform's own ways lead to
/// the same people, those outside do not.
pub fn answers_for(one: ChannelId, other: ChannelId) -> bool {
    let platform = |id| reader(id) == Some(Addressee::Platform);
    one == other || platform(one) && platform(other)
}

/// Where a letter of a channel is put in, where that is one alone.
fn form(id: ChannelId) -> Option<Form> {
    match id {
        ChannelId::Counterparty | ChannelId::Chat | ChannelId::Phone => Some(Form::Chat),
        ChannelId::Ticket | ChannelId::PlatformDispute | ChannelId::PaymentChannel => {
            Some(Form::Ticket)
        }
        ChannelId::Regulator => Some(Form::Letter),
        _ => None,
    }
}

/// The letter that a channel is for, where its form does not tell.
fn made_for(id: ChannelId) -> Option<&'static str> {
    matches!(id, ChannelId::Supervisor | ChannelId::Technical).then_some("escalation")
}

/// What is written to who was spoken with, where nothing is made for the problem.
const REMINDER: &str = "reminder";

/// Where a case stands when a letter is chosen.
#[derive(Debug, Clone, Copy)]
pub struct Choosing<'a> {
    pub ladder: &'a Ladder,
    pub next: &'a NextStep,
    pub facts: &'a Facts,
    pub talks: &'a [Talk],
    /// The letters that were copied, and for whom, the latest last.
    pub copied: &'a [(LetterId, ChannelId)],
    pub now: Timestamp,
}

impl Choosing<'_> {
    /// Those for the problem first, by who reads them.
    pub fn sorted<'t>(&self, letters: &[&'t LetterTemplate]) -> Vec<&'t LetterTemplate> {
        let mut letters = letters.to_vec();
        letters.sort_by_key(|letter| (letter.problems.is_empty(), letter.addressee));
        letters
    }

    /// The letter that the next step asks for, or else the first for the problem.
    pub fn proposed(&self, letters: &[&LetterTemplate]) -> Option<Proposed> {
        let letters = self.sorted(letters);
        if let NextStep::Note { channel } = *self.next
            && let Some((id, _)) = self.copied.iter().rfind(|(_, to)| *to == channel)
            && letters.iter().any(|letter| letter.id == *id)
        {
            return Some(Proposed { template: id.clone(), channel });
        }
        let named = self.named().or(match self.ladder.next {
            Next::Go { channel } => Some(channel),
            Next::Wait | Next::FindProblem => None,
        });
        let to = named.and_then(reader);
        let theirs = |letter: &&LetterTemplate| to.is_none_or(|to| letter.addressee == to);
        let theirs: Vec<_> = letters.iter().copied().filter(theirs).collect();
        let pool = if theirs.is_empty() { letters } else { theirs };
        let form = named.and_then(form);
        let called = |id: &str| pool.iter().find(|letter| letter.id.0 == id);
        let fits = |letter: &&&LetterTemplate| Some(letter.form) == form;
        let meant = |letter: &&&LetterTemplate| !letter.problems.is_empty();
        let spoken = to.is_some_and(|to| self.reason(to) != ToneReason::First);
        let best = named
            .and_then(made_for)
            .and_then(called)
            .or_else(|| pool.iter().find(|letter| meant(letter) && fits(letter)))
            .or_else(|| pool.iter().find(meant))
            .or_else(|| called(REMINDER).filter(|_| spoken))
            .or_else(|| pool.iter().find(fits))
            .or_else(|| pool.first())?;
        let there = named.filter(|_| to == Some(best.addressee));
        let channel = there.unwrap_or_else(|| self.channel(best));
        Some(Proposed { template: best.id.clone(), channel })
    }

    /// Where a letter to `to` can go, in the order of the ladder.
    pub fn channels(&self, to: Addressee) -> Vec<ChannelId> {
        let open = self.ladder.rungs.iter().filter(|rung| rung.access != Access::NotForThis);
        let mut all: Vec<ChannelId> = open.map(|rung| rung.channel).collect();
        if all.is_empty() {
            all = channels().iter().map(|channel| channel.id).collect();
        }
        all.retain(|channel| reader(*channel) == Some(to));
        all
    }

    /// Where a letter goes unless the buyer says otherwise.
    pub fn channel(&self, letter: &LetterTemplate) -> ChannelId {
        let all = self.channels(letter.addressee);
        let open = |id: &&ChannelId| {
            let mut rungs = self.ladder.rungs.iter();
            rungs.any(|rung| rung.channel == **id && rung.access == Access::Open)
        };
        let named = self.named();
        let all = || all.iter();
        let found = all()
            .find(|id| Some(**id) == named)
            .or_else(|| all().find(|id| form(**id) == Some(letter.form)))
            .or_else(|| all().find(open))
            .or_else(|| all().next());
        found.copied().unwrap_or(ChannelId::Chat)
    }

    pub fn tone(&self, to: Addressee) -> ToneAdvice {
        let reason = self.reason(to);
        ToneAdvice { tone: reason.tone(), reason }
    }

    /// By the talks, and by what the record says was done besides.
    fn reason(&self, to: Addressee) -> ToneReason {
        let talks = || self.talks.iter().filter(|talk| reader(talk.channel) == Some(to));
        let is = |fact: &Fact| self.facts.known(*fact) == Some(true);
        let platform = to == Addressee::Platform;
        let told: &[Fact] = match to {
            Addressee::Platform => &SPOKEN,
            Addressee::Payment => &[Fact::ChannelComplained, Fact::InstitutionTold],
            Addressee::Regulator => &[Fact::AuthorityTold],
            Addressee::Counterparty => &[Fact::OtherRefused],
        };
        let last = talks().max_by_key(|talk| talk.at);
        if last.is_none() && !told.iter().any(is) {
            return ToneReason::First;
        }
        let late = last.and_then(|talk| talk.until).is_some_and(|until| until < self.now);
        if late || platform && is(&Fact::Overdue) {
            return ToneReason::Overdue;
        }
        let no =
            |talk: &Talk| matches!(talk.outcome, ContactOutcome::Refused | ContactOutcome::NoReply);
        let unmoved = platform && (is(&Fact::Refused) || is(&Fact::NoReply))
            || to == Addressee::Counterparty && is(&Fact::OtherRefused);
        if unmoved || talks().any(no) { ToneReason::Refused } else { ToneReason::Waiting }
    }

    /// Whom the next step names.
    fn named(&self) -> Option<ChannelId> {
        match *self.next {
            NextStep::Urgent { channel }
            | NextStep::Write { channel }
            | NextStep::Note { channel }
            | NextStep::Export { channel } => Some(channel),
            _ => None,
        }
    }
}
