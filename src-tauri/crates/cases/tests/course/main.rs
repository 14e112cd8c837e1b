//! The one thing to do next, wherever a case stands.

#![allow(clippy::unwrap_used, reason = "a test may end where it fails")]

use cases::Problem;
use cases::channel::{ChannelId, channel};
use cases::contact::Talk;
use cases::course::{NextStep, Stage};
use cases::fact::Fact;
use cases::remedy::RemedyId;
use cases::triage::{OptionId, QuestionId};
use model::{ContactOutcome, EvidenceKind};
use proptest::prelude::*;

#[path = "../situations/mod.rs"]
mod situations;
mod stand;

use situations::any_facts;
use stand::{Stand, at, not_delivered, talk};

#[test]
fn nothing_is_known_at_first_and_nothing_is_left_in_the_end() {
    let mut stand = Stand::default();
    let first = NextStep::Answer { question: QuestionId::WhatHappened };
    assert_eq!(stand.look(), (first, Stage::Locate));
    stand.over = true;
    assert_eq!(stand.look(), (NextStep::Close, Stage::Review));
    stand.closed = true;
    assert_eq!(stand.look(), (NextStep::Done, Stage::Review));
}

#[test]
fn what_shows_a_talk_is_not_asked_for_before_one() {
    let mut stand = not_delivered();
    let chat = NextStep::Write { channel: ChannelId::Chat };
    assert_eq!(stand.look(), (chat, Stage::Appeal), "though no chat is kept");
    stand.kinds.clear();
    let payment = NextStep::Keep { need: "paid".to_owned(), kind: EvidenceKind::Payment };
    assert_eq!(stand.look(), (payment, Stage::Locate));
    stand.lacking = vec!["paid".to_owned()];
    assert!(
        matches!(stand.next(), NextStep::Keep { need, .. } if need != "paid"),
        "what cannot be had is not asked for again"
    );
}

#[test]
fn what_helps_without_anybody_comes_first_and_once() {
    let said = [(Fact::Paid, true), (Fact::MoneyHeld, true)];
    let mut stand = Stand::of(Problem::NotDelivered, &said);
    let hold = NextStep::Follow { remedy: RemedyId::HoldPayment };
    assert_eq!(stand.look(), (hold, Stage::Locate));
    stand.followed = Some(RemedyId::Resupply);
    assert!(matches!(stand.next(), NextStep::Keep { .. }), "the buyer took another way");
}

#[test]
fn an_order_that_was_never_paid_is_cancelled_and_that_is_all() {
    let mut stand = Stand::of(Problem::Cancellation, &[(Fact::Paid, false)]);
    stand.answers = vec![OptionId::WantOut, OptionId::ChangedMyMind];
    assert_eq!(stand.next(), NextStep::Follow { remedy: RemedyId::CancelUnpaid });
    stand.followed = Some(RemedyId::CancelUnpaid);
    assert_eq!(stand.next(), NextStep::Close, "no evidence of a payment that was none");
}

#[test]
fn what_comes_back_of_itself_is_waited_for_until_its_day() {
    let said = [(Fact::Paid, true), (Fact::BoughtTwice, true), (Fact::SameOrder, true)];
    let mut stand = Stand::of(Problem::DoublePayment, &said).kept();
    stand.answers = vec![OptionId::MoneyWrong, OptionId::OneOrderTwice];
    stand.followed = Some(RemedyId::AutoReturn);
    stand.due = Some(70);
    assert_eq!(stand.look(), (NextStep::Wait { until: Some(at(70)) }, Stage::Locate));
    stand.facts.say(Fact::Overdue, true);
    assert_eq!(stand.next(), NextStep::Write { channel: ChannelId::Chat });
}

#[test]
fn a_fact_is_asked_for_where_a_lesser_loss_hangs_on_it() {
    let mut stand = Stand::of(Problem::WrongAccount, &[(Fact::Paid, true)]);
    let inside = NextStep::Say { fact: Fact::InsidePlatform };
    assert_eq!(stand.look(), (inside, Stage::Locate), "the court alone is open");
    stand.facts.say(Fact::InsidePlatform, true);
    assert!(matches!(stand.next(), NextStep::Keep { .. }), "what is known is not asked");
}

#[test]
fn whoever_got_a_bank_transfer_is_not_written_to_on_a_platform() {
    use EvidenceKind as K;
    let said = [(Fact::Paid, true), (Fact::InsidePlatform, true)];
    let mut stand = Stand::of(Problem::WrongAccount, &said).kept();
    stand.kinds.extend([K::Transfer, K::IntendedAccount, K::WrongAccount]);
    assert_eq!(stand.next(), NextStep::Write { channel: ChannelId::Counterparty });
    stand.facts.say(Fact::InsidePlatform, false);
    assert_eq!(stand.next(), NextStep::Write { channel: ChannelId::Chat }, "of the bank");
}

#[test]
fn after_a_talk_the_talk_is_what_there_is_to_keep() {
    let said = [(Fact::Paid, true), (Fact::ChildPaid, true), (Fact::ChildUnderEight, true)];
    let mut stand = Stand::of(Problem::Minor, &said).kept();
    stand.kinds.extend([EvidenceKind::Guardianship, EvidenceKind::LoginRecord]);
    stand.talks = vec![
        talk(ChannelId::Ticket, 0, ContactOutcome::Refused),
        talk(ChannelId::Supervisor, 1, ContactOutcome::Refused),
    ];
    let told = NextStep::Keep { need: "told".to_owned(), kind: EvidenceKind::Chat };
    stand
        .kinds
        .retain(|kind| *kind != EvidenceKind::AccountLogin && *kind != EvidenceKind::Balance);
    assert_eq!(stand.next(), told, "not what came of goods that nobody asks about");
}

#[test]
fn a_copied_letter_is_noted_and_then_given_its_time() {
    let mut stand = not_delivered();
    stand.letters = vec![(ChannelId::Chat, at(0))];
    let note = NextStep::Note { channel: ChannelId::Chat };
    assert_eq!(stand.look(), (note, Stage::Appeal));
    stand.talks = vec![talk(ChannelId::Chat, 1, ContactOutcome::Waiting)];
    (stand.now, stand.due) = (2, Some(25));
    let wait = NextStep::Wait { until: Some(at(25)) };
    assert_eq!(stand.look(), (wait, Stage::Appeal));
    (stand.now, stand.due) = (26, None);
    stand.facts.say(Fact::Overdue, true);
    assert_eq!(stand.next(), NextStep::Write { channel: ChannelId::Ticket });
}

#[test]
fn an_answer_by_phone_answers_what_was_written_in_a_chat() {
    let mut stand = not_delivered();
    stand.letters = vec![(ChannelId::Chat, at(0))];
    let promised = talk(ChannelId::Phone, 1, ContactOutcome::Promised);
    stand.talks = vec![Talk { until: Some(at(24)), ..promised }];
    stand.now = 2;
    assert_eq!(stand.next(), NextStep::Wait { until: Some(at(24)) });
    stand.now = 26;
    stand.facts.say(Fact::Overdue, true);
    assert!(matches!(stand.next(), NextStep::Write { .. }), "as the ladder has it: {stand:?}");
    stand.letters = vec![(ChannelId::PaymentChannel, at(0))];
    let note = NextStep::Note { channel: ChannelId::PaymentChannel };
    assert_eq!(stand.next(), note, "the platform does not answer for others");
}

#[test]
fn a_stage_that_was_skipped_was_not_gone_through() {
    let mut stand = Stand::of(Problem::Fraud, &[(Fact::Paid, true)]);
    assert_eq!((stand.look().1, stand.passed()), (Stage::ByRule, vec![Stage::Locate]));
    stand.talks = vec![talk(ChannelId::Police, 0, ContactOutcome::Waiting)];
    (stand.over, stand.closed) = (true, true);
    assert_eq!(stand.passed(), [Stage::Locate, Stage::ByRule, Stage::Review]);
    let mut usual = not_delivered();
    usual.talks = vec![talk(ChannelId::Chat, 0, ContactOutcome::Agreed)];
    usual.over = true;
    assert_eq!(usual.passed(), [Stage::Locate, Stage::Appeal], "it is not looked back on yet");
}

#[test]
fn one_rung_is_climbed_at_a_time() {
    let mut stand = not_delivered();
    stand.facts.say(Fact::Overdue, true);
    stand.talks = vec![talk(ChannelId::Supervisor, 0, ContactOutcome::Waiting)];
    stand.now = 1;
    assert_eq!(stand.next(), NextStep::Wait { until: Some(at(24)) }, "whatever else is open");
    stand.talks[0].outcome = ContactOutcome::Refused;
    assert!(matches!(stand.next(), NextStep::Write { .. }), "a refusal needs no patience");
}

#[test]
fn outside_goes_only_what_was_put_together() {
    let mut stand = not_delivered();
    let refused = |channel, hours| talk(channel, hours, ContactOutcome::Refused);
    stand.talks = vec![
        refused(ChannelId::Chat, 0),
        refused(ChannelId::Supervisor, 1),
        refused(ChannelId::Technical, 2),
    ];
    stand.now = 3;
    let chat = NextStep::Keep { need: "asked".to_owned(), kind: EvidenceKind::Chat };
    assert_eq!(stand.look(), (chat, Stage::Appeal));
    let payment = ChannelId::PaymentChannel;
    stand.packed = Some(3);
    let write = NextStep::Write { channel: payment };
    assert_eq!(stand.look(), (write, Stage::ByRule), "a gap that was packed stays one");
    (stand.packed, stand.kinds) = (None, [stand.kinds.clone(), vec![EvidenceKind::Chat]].concat());
    let export = NextStep::Export { channel: payment };
    assert_eq!(stand.look(), (export, Stage::ByRule));
    stand.letters = vec![(payment, at(3))];
    let note = NextStep::Note { channel: payment };
    assert_eq!(stand.look(), (note, Stage::ByRule), "it does not go back");
}

#[test]
fn a_crime_is_told_at_once_and_its_evidence_kept_afterwards() {
    let mut stand = Stand::of(Problem::Fraud, &[(Fact::Paid, true)]);
    let police = NextStep::Urgent { channel: ChannelId::Police };
    assert_eq!(stand.look(), (police, Stage::ByRule));
    stand.talks = vec![talk(ChannelId::Police, 0, ContactOutcome::Waiting)];
    stand.letters = vec![(ChannelId::PaymentChannel, at(1))];
    stand.now = 1;
    assert_eq!(stand.next(), NextStep::Note { channel: ChannelId::PaymentChannel });
    stand.talks.push(talk(ChannelId::PaymentChannel, 2, ContactOutcome::Waiting));
    stand.talks.push(talk(ChannelId::Bank, 3, ContactOutcome::Waiting));
    stand.now = 4;
    assert!(matches!(stand.next(), NextStep::Keep { .. }), "while the answer is awaited");
}

#[test]
fn who_told_the_bank_of_a_crime_has_not_told_the_payment_app() {
    let mut fraud = Stand::of(Problem::Fraud, &[(Fact::Paid, true)]);
    fraud.talks = vec![
        talk(ChannelId::Police, 0, ContactOutcome::Waiting),
        talk(ChannelId::Bank, 1, ContactOutcome::Waiting),
    ];
    fraud.now = 1;
    let urgent = NextStep::Urgent { channel: ChannelId::PaymentChannel };
    assert_eq!(fraud.next(), urgent, "money may still be stopped there");
    let mut theft = Stand::of(Problem::UnauthorisedPayment, &[(Fact::Paid, true)]);
    theft.talks = vec![talk(ChannelId::Bank, 0, ContactOutcome::Waiting)];
    assert_eq!(theft.next(), urgent);
    theft.talks.push(talk(ChannelId::PaymentChannel, 1, ContactOutcome::Waiting));
    theft.now = 1;
    assert_ne!(theft.next(), urgent, "once");
}

#[test]
fn what_was_awaited_is_noted_when_nobody_else_is_left() {
    let mut stand = not_delivered();
    stand.talks = vec![talk(ChannelId::Chat, 0, ContactOutcome::Agreed)];
    stand.now = 30;
    assert_eq!(stand.next(), NextStep::Note { channel: ChannelId::Chat }, "did it come?");
    let mut asked = Stand::of(Problem::Cancellation, &[(Fact::Paid, true)]).kept();
    asked.facts.say(Fact::RefundRequested, true);
    let note = NextStep::Note { channel: ChannelId::Chat };
    assert_eq!(asked.next(), note, "asked before, and nobody noted when");
}

#[test]
fn whether_an_authority_is_done_is_asked_before_the_court() {
    let mut stand = not_delivered();
    stand.facts.say(Fact::ChannelComplained, true);
    let regulator = ChannelId::Regulator;
    stand.talks = vec![
        talk(ChannelId::Chat, 0, ContactOutcome::Refused),
        talk(ChannelId::Supervisor, 1, ContactOutcome::Refused),
        talk(ChannelId::Technical, 1, ContactOutcome::Refused),
        talk(regulator, 2, ContactOutcome::NoReply),
    ];
    stand.now = 24 * 30;
    assert_eq!(stand.next(), NextStep::Say { fact: Fact::AuthorityEnded });
    stand.facts.say(Fact::AuthorityEnded, true);
    stand.kinds.push(EvidenceKind::Chat);
    assert_eq!(stand.next(), NextStep::Export { channel: ChannelId::Court });
}

const OUTCOMES: [ContactOutcome; 5] = [
    ContactOutcome::Waiting,
    ContactOutcome::Promised,
    ContactOutcome::Agreed,
    ContactOutcome::Refused,
    ContactOutcome::NoReply,
];

proptest! {
    /// However the talks go: no waiting for what is past, nothing known is asked, nobody is
    /// written to who is shut, and the stage never goes back.
    #[test]
    fn a_case_only_goes_forward(
        problem in prop::sample::select(Problem::ALL.to_vec()),
        facts in any_facts(),
        came in prop::collection::vec(prop::sample::select(OUTCOMES.to_vec()), 0..12),
    ) {
        let mut stand = Stand { problem: Some(problem), facts, ..Stand::default() }.kept();
        let mut came = came.into_iter();
        let mut stage = Stage::Locate;
        for _ in 0..80 {
            let (next, now) = stand.look();
            prop_assert!(now >= stage, "{stage:?} to {now:?} by {next:?}");
            stage = now;
            match next {
                NextStep::Say { fact } => {
                    prop_assert_eq!(stand.facts.known(fact), None);
                    stand.facts.say(fact, false);
                }
                NextStep::Keep { kind, .. } => {
                    prop_assert!(!stand.kinds.contains(&kind));
                    stand.kinds.push(kind);
                }
                NextStep::Follow { remedy } => {
                    prop_assert_eq!(stand.followed, None);
                    stand.followed = Some(remedy);
                }
                NextStep::Export { .. } => stand.packed = Some(stand.now),
                NextStep::Wait { until: Some(until) } => {
                    prop_assert!(until > at(stand.now));
                    stand.now += until.duration_since(at(stand.now)).as_hours() + 1;
                    stand.facts.say(Fact::Overdue, true);
                }
                NextStep::Write { channel: id }
                | NextStep::Urgent { channel: id }
                | NextStep::Note { channel: id } => {
                    prop_assert!(channel(id).is_some());
                    let Some(outcome) = came.next() else { return Ok(()) };
                    stand.now += 1;
                    let until = (outcome == ContactOutcome::Promised).then(|| at(stand.now + 48));
                    stand.talks.push(Talk { until, ..talk(id, stand.now, outcome) });
                }
                NextStep::Answer { .. }
                | NextStep::Wait { until: None }
                | NextStep::Close
                | NextStep::Done => return Ok(()),
            }
        }
        prop_assert!(false, "it goes on for ever");
    }
}
