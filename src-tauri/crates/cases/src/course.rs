//! Where a case stands, and the one thing to do next.

use jiff::Timestamp;
use model::{ContactOutcome, EvidenceKind};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::channel::{Access, ChannelId, Ladder, Level, Next, RouteId, SPOKEN, Turn, channel};
use crate::contact::{Talk, patience};
use crate::evidence::{GapMeter, NeedState};
use crate::fact::{Fact, Facts};
use crate::letter::advice::answers_for;
use crate::remedy::{Loss, RemedyId, WayOut, WayState, questions};
use crate::triage::{End, QuestionId, Triage};

/// The four stretches of a case, as they are passed.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 快速定位.
    Locate,
    /// 官方申诉.
    Appeal,
    /// 按规处理.
    ByRule,
    /// 预防复盘.
    Review,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum NextStep {
    /// It looks like a crime or a theft: this comes before everything.
    Urgent {
        channel: ChannelId,
    },
    Answer {
        question: QuestionId,
    },
    /// A fact decides which way out is open.
    Say {
        fact: Fact,
    },
    /// A piece that the case stands badly without.
    Keep {
        need: String,
        kind: EvidenceKind,
    },
    /// A way out that the buyer takes without anybody's help.
    Follow {
        remedy: RemedyId,
    },
    /// Whom to write to.
    Write {
        channel: ChannelId,
    },
    /// A letter was copied, or an answer was awaited; what came of it is not noted.
    Note {
        channel: ChannelId,
    },
    /// The evidence is put together before going outside.
    Export {
        channel: ChannelId,
    },
    Wait {
        #[specta(type = Option<String>)]
        until: Option<Timestamp>,
    },
    /// It is over, or nothing is left to be done: look back.
    Close,
    Done,
}

/// What decides it.
#[derive(Debug, Clone, Copy)]
pub struct Course<'a> {
    pub triage: &'a Triage,
    pub facts: &'a Facts,
    pub ways: &'a [WayOut],
    /// The way out that the buyer follows.
    pub followed: Option<RemedyId>,
    pub meter: &'a GapMeter,
    /// The needs that the buyer cannot meet: asking for them again would hold the case up.
    pub lacking: &'a [String],
    pub ladder: &'a Ladder,
    pub talks: &'a [Talk],
    /// For whom letters were copied, and when.
    pub letters: &'a [(ChannelId, Timestamp)],
    /// When the evidence was last put together.
    pub packed: Option<Timestamp>,
    /// When the next answer of another side is due; after `now`.
    pub due: Option<Timestamp>,
    pub now: Timestamp,
    /// The money is back, or what was wanted has come.
    pub over: bool,
    pub closed: bool,
}

/// With one of these somebody outside was turned to.
const OUTSIDE: [Fact; 6] = [
    Fact::ChannelComplained,
    Fact::InstitutionTold,
    Fact::AuthorityTold,
    Fact::OtherBodyTold,
    Fact::CourtTold,
    Fact::PoliceTold,
];

impl Course<'_> {
    pub fn next(&self) -> NextStep {
        if self.closed {
            return NextStep::Done;
        }
        if self.over {
            return NextStep::Close;
        }
        let go = match self.ladder.next {
            Next::Go { channel } => Some(channel),
            Next::Wait | Next::FindProblem => None,
        };
        let unanswered = self.unanswered();
        if let Some(channel) = go.filter(|channel| self.is_urgent(*channel))
            && unanswered != Some(channel)
        {
            return NextStep::Urgent { channel };
        }
        if let End::Ask(question) = self.triage.end {
            return NextStep::Answer { question };
        }
        if let Some(channel) = unanswered {
            return NextStep::Note { channel };
        }
        if self.is_fresh()
            && let Some(step) = self.before_anybody_is_asked()
        {
            return step;
        }
        if let Some(until) = patience(self.talks, self.due).filter(|until| *until > self.now) {
            // Whom a crime is told to asks for the evidence afterwards.
            let crime = matches!(self.ladder.route, Some(RouteId::Theft | RouteId::Deception));
            let gap = self.gaps().next().filter(|_| crime && !self.is_packed());
            return gap.map_or(NextStep::Wait { until: Some(until) }, keep_after_a_talk);
        }
        match go {
            Some(channel) if is_outside(channel) && !self.is_packed() => {
                self.gaps().next().map_or(NextStep::Export { channel }, keep_after_a_talk)
            }
            Some(channel) => NextStep::Write { channel },
            None => self.stuck(),
        }
    }

    /// Where a case stands by what was done, and by what is to be done next.
    pub fn stage(&self) -> Stage {
        let talks = self.talks.iter().map(|talk| talk.channel);
        let gone_to = talks.chain(self.letters.iter().map(|(channel, _)| *channel));
        match self.next() {
            NextStep::Close | NextStep::Done => Stage::Review,
            NextStep::Urgent { .. } => Stage::ByRule,
            NextStep::Write { channel } | NextStep::Export { channel } if is_outside(channel) => {
                Stage::ByRule
            }
            _ if gone_to.clone().any(is_outside) => Stage::ByRule,
            NextStep::Write { .. } | NextStep::Note { .. } => Stage::Appeal,
            _ if gone_to.count() == 0 => Stage::Locate,
            _ => Stage::Appeal,
        }
    }

    /// The stages that were gone through, not those that were skipped: a fraud goes to the police
    /// without an appeal.
    pub fn passed(&self) -> Vec<Stage> {
        let now = self.stage();
        let told = |facts: &[Fact]| facts.iter().any(|fact| self.facts.known(*fact) == Some(true));
        let gone_to = |stage: fn(Level) -> bool| {
            let talks = self.talks.iter().map(|talk| talk.channel);
            let mut all = talks.chain(self.letters.iter().map(|(channel, _)| *channel));
            all.any(|id| channel(id).is_some_and(|channel| stage(channel.level)))
        };
        let gone_through = |stage: &Stage| match stage {
            Stage::Locate => self.triage.problem().is_some(),
            Stage::Appeal => gone_to(|level| level < Level::Payment) || told(&SPOKEN),
            Stage::ByRule => gone_to(|level| level >= Level::Payment) || told(&OUTSIDE),
            Stage::Review => self.closed,
        };
        let all = [Stage::Locate, Stage::Appeal, Stage::ByRule, Stage::Review];
        let before = |stage: &Stage| *stage < now || *stage == Stage::Review;
        all.into_iter().filter(before).filter(gone_through).collect()
    }

    /// Nobody was written to or spoken with.
    fn is_fresh(&self) -> bool {
        self.talks.is_empty() && self.letters.is_empty()
    }

    /// What the buyer does alone: takes a way that needs nobody, says what may open a better one,
    /// keeps what there is to keep.
    fn before_anybody_is_asked(&self) -> Option<NextStep> {
        let first = self.ways.first().filter(|way| is_open(way));
        let alone = first.filter(|way| way.asks.is_empty() && way.loss == Loss::None);
        if let (Some(way), None) = (alone, self.followed) {
            return Some(NextStep::Follow { remedy: way.id });
        }
        if let Some(fact) = self.decisive() {
            return Some(NextStep::Say { fact });
        }
        let goes = self.ways.iter().find(|way| Some(way.id) == self.followed && is_open(way));
        let goes = goes.map(|way| way.id);
        if goes == Some(RemedyId::CancelUnpaid) {
            return Some(NextStep::Close);
        }
        if let Some(gap) = self.gaps().find(|gap| !gap.kinds().any(comes_of_asking)) {
            return Some(keep(gap));
        }
        let waits = matches!(goes, Some(RemedyId::AutoReturn | RemedyId::AwaitDetection));
        self.due.filter(|_| waits).map(|due| NextStep::Wait { until: Some(due) })
    }

    /// What decides of a way that loses less than all that are open.
    fn decisive(&self) -> Option<Fact> {
        let least = self.ways.iter().filter(|way| is_open(way)).map(|way| way.loss).min();
        let better = |way: &&WayOut| {
            way.state == WayState::Unknown && least.is_none_or(|least| way.loss < least)
        };
        let better: Vec<WayOut> = self.ways.iter().filter(better).cloned().collect();
        questions(&better).first().copied()
    }

    fn gaps(&self) -> impl Iterator<Item = &NeedState> {
        let asked = |need: &&NeedState| !self.lacking.contains(&need.need);
        self.meter.needs.iter().filter(|need| need.must && !need.met).filter(asked)
    }

    /// Nobody is left to turn to.
    fn stuck(&self) -> NextStep {
        let last = self.talks.iter().max_by_key(|talk| talk.at);
        let awaited = |talk: &&Talk| {
            !matches!(talk.outcome, ContactOutcome::Refused | ContactOutcome::NoReply)
        };
        if let Some(talk) = last.filter(awaited) {
            return NextStep::Note { channel: talk.channel };
        }
        let held = self.ladder.rungs.iter().any(|rung| {
            matches!(rung.access, Access::OneAtATime { other, turn: Turn::Has }
                if other != Some(ChannelId::Court))
        });
        if held && self.facts.known(Fact::AuthorityEnded).is_none() {
            return NextStep::Say { fact: Fact::AuthorityEnded };
        }
        if let Some(due) = self.due {
            return NextStep::Wait { until: Some(due) };
        }
        // They were asked, and nobody noted when.
        let mut used = self.ladder.rungs.iter().filter(|rung| rung.access == Access::Used);
        match used.next().filter(|_| self.talks.is_empty()) {
            Some(rung) => NextStep::Note { channel: rung.channel },
            None if self.talks.is_empty() => NextStep::Wait { until: None },
            None => NextStep::Close,
        }
    }

    /// Minutes count with these, whatever else is open.
    fn is_urgent(&self, id: ChannelId) -> bool {
        let level = channel(id).map(|channel| channel.level);
        let crime = self
            .ladder
            .rungs
            .iter()
            .any(|rung| rung.level == Level::Emergency && rung.access == Access::Open);
        level == Some(Level::Emergency) || crime && level == Some(Level::Payment)
    }

    /// Whom a letter was copied for of which nothing was noted since.
    fn unanswered(&self) -> Option<ChannelId> {
        let (channel, at) = self.letters.iter().max_by_key(|(_, at)| *at)?;
        // Another way's talk in the same minute may be the one that the letter follows.
        let noted = self.talks.iter().any(|talk| {
            talk.at > *at && answers_for(talk.channel, *channel)
                || talk.at == *at && talk.channel == *channel
        });
        (!noted).then_some(*channel)
    }

    fn is_packed(&self) -> bool {
        let latest = self.talks.iter().map(|talk| talk.at).max();
        self.packed.is_some_and(|packed| latest.is_none_or(|latest| packed >= latest))
    }
}

fn is_outside(id: ChannelId) -> bool {
    channel(id).is_some_and(|channel| channel.level.is_outside())
}

fn is_open(way: &WayOut) -> bool {
    way.state == WayState::Open
}

fn keep(gap: &NeedState) -> NextStep {
    NextStep::Keep { need: gap.need.clone(), kind: gap.kind }
}

/// After a talk the talk itself is at hand.
fn keep_after_a_talk(gap: &NeedState) -> NextStep {
    let chat = gap.kinds().find(|kind| *kind == EvidenceKind::Chat);
    NextStep::Keep { need: gap.need.clone(), kind: chat.unwrap_or(gap.kind) }
}

/// Shows a talk, or what the other side is asked for in it: it cannot be there before.
fn comes_of_asking(kind: EvidenceKind) -> bool {
    use EvidenceKind as K;
    matches!(kind, K::Chat | K::Ticket | K::Refusal | K::ResupplyChat | K::PaymentClosed)
}
