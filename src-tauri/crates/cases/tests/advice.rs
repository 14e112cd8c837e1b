//! Which letter is proposed, where it goes, and how it speaks.

#![allow(clippy::unwrap_used, reason = "a test may end where it fails")]

use cases::Problem;
use cases::channel::{Case, ChannelId, Ladder, channels, ladder};
use cases::contact::{Talk, with_talks};
use cases::course::NextStep;
use cases::fact::{Fact, Facts};
use cases::letter::advice::{Choosing, ToneReason, answers_for, reader};
use cases::letter::{Addressee, LetterId, Tone, templates_for};
use jiff::{SignedDuration, Timestamp};
use model::ContactOutcome;

fn at(hours: i64) -> Timestamp {
    "2026-11-24T02:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hours)
}

fn talk(channel: ChannelId, outcome: ContactOutcome, until: Option<i64>) -> Talk {
    Talk { channel, at: at(0), outcome, until: until.map(at) }
}

/// A case of goods that did not come.
struct Stand {
    facts: Facts,
    talks: Vec<Talk>,
    ladder: Ladder,
    next: NextStep,
    copied: Vec<(LetterId, ChannelId)>,
}

impl Stand {
    fn of(facts: &[Fact], talks: &[Talk], next: NextStep) -> Self {
        let mut known = Facts::default();
        for fact in facts {
            known.say(*fact, true);
        }
        let problem = Some(Problem::NotDelivered);
        let facts = with_talks(&known, talks, problem);
        let tried: Vec<ChannelId> = talks.iter().map(|talk| talk.channel).collect();
        let ladder = ladder(&Case { problem, facts: &facts, tried: &tried, chosen: None });
        Self { facts, talks: talks.to_vec(), ladder, next, copied: Vec::new() }
    }

    fn choosing(&self) -> Choosing<'_> {
        let Self { facts, talks, ladder, next, copied } = self;
        Choosing { ladder, next, facts, talks, copied, now: at(48) }
    }

    fn proposed(&self) -> (String, ChannelId) {
        let proposed = self.choosing().proposed(&templates_for(Problem::NotDelivered)).unwrap();
        (proposed.template.0, proposed.channel)
    }

    fn tone(&self, to: Addressee) -> (ToneReason, Tone) {
        let advice = self.choosing().tone(to);
        (advice.reason, advice.tone)
    }
}

const WRITE: fn(ChannelId) -> NextStep = |channel| NextStep::Write { channel };

#[test]
fn every_channel_has_the_reader_it_leads_to() {
    for each in channels() {
        let expected = match each.id {
            ChannelId::Counterparty => Some(Addressee::Counterparty),
            ChannelId::Chat
            | ChannelId::Phone
            | ChannelId::Ticket
            | ChannelId::Supervisor
            | ChannelId::Technical
            | ChannelId::PlatformDispute => Some(Addressee::Platform),
            ChannelId::PaymentChannel | ChannelId::Bank => Some(Addressee::Payment),
            ChannelId::Regulator => Some(Addressee::Regulator),
            _ => None,
        };
        assert_eq!(reader(each.id), expected, "{:?}", each.id);
    }
    assert!(answers_for(ChannelId::Phone, ChannelId::Chat));
    assert!(!answers_for(ChannelId::Bank, ChannelId::PaymentChannel), "two institutions");
    assert!(!answers_for(ChannelId::Police, ChannelId::Court));
}

#[test]
fn the_letter_for_the_problem_goes_to_whom_the_next_step_names() {
    let chat = Stand::of(&[], &[], WRITE(ChannelId::Chat));
    assert_eq!(chat.proposed(), ("resupply".to_owned(), ChannelId::Chat), "a message, not a form");
    let payment = Stand::of(&[], &[], WRITE(ChannelId::PaymentChannel));
    assert_eq!(payment.proposed().0, "payment_dispute");
    let up = Stand::of(&[Fact::Overdue], &[], WRITE(ChannelId::Supervisor));
    assert_eq!(up.proposed(), ("escalation".to_owned(), ChannelId::Supervisor));
}

#[test]
fn the_letter_whose_answer_is_awaited_stays() {
    let mut stand = Stand::of(&[], &[], NextStep::Note { channel: ChannelId::Chat });
    stand.copied = vec![(LetterId("first_contact".to_owned()), ChannelId::Chat)];
    assert_eq!(stand.proposed(), ("first_contact".to_owned(), ChannelId::Chat));
}

#[test]
fn it_begins_with_courtesy_and_gains_weight() {
    use ContactOutcome as O;
    let chat = |outcome, until| talk(ChannelId::Chat, outcome, until);
    for (talks, expected) in [
        (vec![], (ToneReason::First, Tone::Polite)),
        (vec![chat(O::Waiting, None)], (ToneReason::Waiting, Tone::Polite)),
        (vec![chat(O::Promised, Some(72))], (ToneReason::Waiting, Tone::Polite)),
        (vec![chat(O::Refused, None)], (ToneReason::Refused, Tone::Firm)),
        (vec![chat(O::Promised, Some(24))], (ToneReason::Overdue, Tone::Stern)),
    ] {
        let stand = Stand::of(&[], &talks, WRITE(ChannelId::Ticket));
        assert_eq!(stand.tone(Addressee::Platform), expected, "{talks:?}");
        assert_eq!(stand.tone(Addressee::Payment).0, ToneReason::First, "they know nothing yet");
    }
}

#[test]
fn what_the_record_says_was_asked_is_not_asked_for_the_first_time() {
    for (fact, expected) in [
        (Fact::Contacted, ToneReason::Waiting),
        (Fact::RefundRequested, ToneReason::Waiting),
        (Fact::Refused, ToneReason::Refused),
        (Fact::NoReply, ToneReason::Refused),
    ] {
        let stand = Stand::of(&[fact], &[], WRITE(ChannelId::Ticket));
        assert_eq!(stand.tone(Addressee::Platform).0, expected, "{fact:?}");
    }
    let stand = Stand::of(&[Fact::ChannelComplained], &[], WRITE(ChannelId::Ticket));
    assert_eq!(stand.tone(Addressee::Payment).0, ToneReason::Waiting);
    assert_eq!(stand.tone(Addressee::Platform).0, ToneReason::First);
}

#[test]
fn a_letter_goes_only_where_somebody_reads_it() {
    let stand = Stand::of(&[], &[], WRITE(ChannelId::Chat));
    let choosing = stand.choosing();
    for letter in templates_for(Problem::NotDelivered) {
        let channels = choosing.channels(letter.addressee);
        assert!(channels.iter().all(|id| reader(*id) == Some(letter.addressee)));
        assert!(channels.is_empty() || channels.contains(&choosing.channel(letter)));
    }
}
