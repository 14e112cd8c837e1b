//! Turns that a case takes: which order it belongs to, another problem, promises, silence, the
//! end and what follows it.

use app::{
    CaseFact, CaseView, ChannelId, ErrorCode, LetterOut, LinkKind, NewClosing, NewContact,
    OptionId, OrderEvent, Problem, RemedyId, Slot, Tone,
};
use cases::channel::Access;
use cases::course::{NextStep, Stage};
use cases::deadline::{TermState, china};
use cases::fraud::FraudId;
use cases::remedy::Ask;
use cases::stall::StallId;
use jiff::{SignedDuration, Timestamp};
use ledger::MoneyBack;
use model::{CaseOutcome, ContactOutcome, EvidenceKind, Fen};

use crate::desk::Desk;
use crate::story::STORIES;

pub(crate) async fn desk(file: &str) -> Desk {
    Desk::of(STORIES.iter().find(|story| story.file == file).unwrap()).await
}

pub(crate) fn contact(
    desk: &Desk,
    channel: ChannelId,
    outcome: ContactOutcome,
    said: &str,
) -> NewContact {
    NewContact {
        at: desk.now,
        channel,
        agent_no: String::new(),
        ticket: String::new(),
        said: said.to_owned(),
        outcome,
        asked: Some(Ask::Refund),
        until: None,
        pieces: Vec::new(),
    }
}

pub(crate) async fn note(desk: &Desk, contact: NewContact) -> CaseView {
    desk.library.note_contact(desk.order.clone(), contact, desk.now).await.unwrap();
    desk.view().await
}

pub(crate) fn closing(desk: &Desk, returned: &str) -> NewClosing {
    NewClosing {
        at: desk.now,
        outcome: CaseOutcome::Refunded,
        returned: returned.to_owned(),
        cause: None,
        why: String::new(),
    }
}

pub(crate) async fn refunded(desk: &Desk) -> Fen {
    desk.library.order(desk.order.clone(), desk.now).await.unwrap().record.row.refunded
}

fn due(view: &CaseView, rule: &str) -> Vec<(Timestamp, TermState)> {
    let terms = view.terms.iter().filter(|term| term.term.rule.0 == rule);
    terms.map(|term| (term.term.due.at, term.term.state)).collect()
}

fn known(view: &CaseView, fact: CaseFact) -> Option<bool> {
    view.finding.facts.iter().find(|known| known.fact == fact).map(|known| known.is)
}

#[tokio::test]
async fn an_order_that_belongs_to_a_case_shows_that_case() {
    let desk = desk("double_payment_2").await;
    let order = desk.order.clone();
    desk.library.answer_case(order.clone(), Vec::new(), desk.now).await.unwrap();
    let view = desk.view().await;
    let [lead, second] = view.orders.as_slice() else { panic!("{} orders", view.orders.len()) };
    assert_eq!(lead.id, order);

    let other = second.id.clone();
    let of_other = desk.library.case(other.clone(), desk.now, china()).await.unwrap();
    assert_eq!(of_other.orders[0].id, order, "one case, wherever it is asked for");
    desk.library
        .say_case_fact(other.clone(), CaseFact::SameOrder, Some(false), desk.now)
        .await
        .unwrap();
    assert_eq!(known(&desk.view().await, CaseFact::SameOrder), Some(false), "said in one place");
    assert_eq!(desk.library.cases(desk.now, china()).await.unwrap().open.len(), 1, "one line");

    // What is wrong with the second order alone is a case of its own.
    let own = OrderEvent::CaseSet { problem: Some(Problem::Fraud), circumstances: Vec::new() };
    desk.library.record(other.clone(), own, desk.now).await.unwrap();
    let of_other = desk.library.case(other.clone(), desk.now, china()).await.unwrap();
    assert_eq!((&of_other.orders[0].id, of_other.finding.problem), (&other, Some(Problem::Fraud)));
    assert_eq!(desk.view().await.finding.problem, Some(Problem::DoublePayment));
}

#[tokio::test]
async fn the_closed_case_of_another_order_is_not_this_ones() {
    let desk = desk("double_payment_2").await;
    desk.library.answer_case(desk.order.clone(), Vec::new(), desk.now).await.unwrap();
    let other = desk.view().await.orders[1].id.clone();
    desk.library.close_case(desk.order.clone(), closing(&desk, ""), desk.now).await.unwrap();
    let view = desk.library.case(other.clone(), desk.now, china()).await.unwrap();
    assert_eq!((&view.orders[0].id, view.closing), (&other, None));
}

#[tokio::test]
async fn another_problem_loses_nothing() {
    let mut desk = desk("not_as_described_1").await;
    let (library, order) = (desk.library.clone(), desk.order.clone());
    library.answer_case(order.clone(), vec![OptionId::WhatIWanted], desk.now).await.unwrap();
    desk.keep(EvidenceKind::Payment).await;
    library
        .say_case_fact(order.clone(), CaseFact::TermsGrant, Some(false), desk.now)
        .await
        .unwrap();
    library.follow_remedy(order.clone(), Some(RemedyId::MakeGood), desk.now).await.unwrap();
    let texts = [(Slot::Demand, "补足50元".to_owned())].into();
    library.fill_case(order.clone(), texts, desk.now).await.unwrap();
    let out = LetterOut {
        template: app::LetterId("first_contact".to_owned()),
        tone: Tone::Polite,
        channel: ChannelId::Chat,
        text: "您好，订单H20261124001只到账50元，请在11月27日18:00前补足50元。".to_owned(),
    };
    library.copy_letter(order.clone(), out, desk.now).await.unwrap();
    let before =
        note(&desk, contact(&desk, ChannelId::Chat, ContactOutcome::Refused, "不补")).await;
    assert_eq!(before.finding.problem, Some(Problem::NotAsDescribed));

    library.set_case_problem(order.clone(), Problem::NotDelivered, desk.now).await.unwrap();
    let after = desk.view().await;
    assert_eq!(after.finding.problem, Some(Problem::NotDelivered));
    assert_eq!(
        (&after.contacts, &after.copied, &after.texts, after.opened_at),
        (&before.contacts, &before.copied, &before.texts, before.opened_at)
    );
    assert_eq!(after.followed, before.followed);
    assert_eq!(after.evidence.pieces, before.evidence.pieces);
    assert_eq!(known(&after, CaseFact::TermsGrant), Some(false), "what was said stands");
    assert!(after.ladder.rungs.iter().any(|rung| rung.channel == ChannelId::Regulator));

    library.set_case_problem(order, Problem::NotAsDescribed, desk.now).await.unwrap();
    let back = desk.view().await;
    assert_eq!((back.next, back.stage, back.ways), (before.next, before.stage, before.ways));
}

#[tokio::test]
async fn a_promise_has_a_term_and_breaking_it_opens_the_way_up() {
    let mut desk = desk("voucher_unusable_1").await;
    let library = desk.library.clone();
    library.set_case_problem(desk.order.clone(), Problem::VoucherUnusable, desk.now).await.unwrap();
    let until = desk.now + SignedDuration::from_hours(48);
    for outcome in [ContactOutcome::Promised, ContactOutcome::Agreed] {
        let promise = NewContact {
            until: Some(until),
            ..contact(&desk, ChannelId::Chat, outcome, "两天内给您处理好")
        };
        let view = note(&desk, promise).await;
        assert_eq!(due(&view, "promise").last(), Some(&(until, TermState::Open)), "{outcome:?}");
        assert_eq!(view.next, NextStep::Wait { until: Some(until) }, "{outcome:?}");
        assert_eq!(view.contacts[0].rest, Some(until), "asking again sooner helps nobody");
    }
    assert_eq!(known(&desk.view().await, CaseFact::Overdue), None);
    desk.pass(49);
    let view = desk.view().await;
    assert_eq!(known(&view, CaseFact::Overdue), Some(true));
    assert_eq!(view.next, NextStep::Write { channel: ChannelId::Ticket });
    assert_eq!(view.contacts[0].rest, None);

    let early = NewContact {
        until: Some(desk.now),
        ..contact(&desk, ChannelId::Chat, ContactOutcome::Promised, "")
    };
    let timeless = contact(&desk, ChannelId::Chat, ContactOutcome::Promised, "");
    let mut future = contact(&desk, ChannelId::Chat, ContactOutcome::Refused, "");
    future.at += SignedDuration::from_hours(1);
    for wrong in [early, timeless, future] {
        let refused = library.note_contact(desk.order.clone(), wrong, desk.now).await;
        assert_eq!(refused.unwrap_err().code, ErrorCode::Invalid);
    }
}

#[tokio::test]
async fn whoever_was_asked_is_left_in_peace_for_a_day() {
    let mut desk = desk("voucher_unusable_1").await;
    let chat = ChannelId::Chat;
    let view = note(&desk, contact(&desk, chat, ContactOutcome::Waiting, "在查了")).await;
    let day = desk.now + SignedDuration::from_hours(24);
    assert_eq!(view.contacts[0].rest, Some(day));
    desk.pass(24);
    assert_eq!(desk.view().await.contacts[0].rest, None);
    let view = note(&desk, contact(&desk, chat, ContactOutcome::Refused, "不能换")).await;
    assert_eq!(view.contacts[0].rest, None, "a refusal needs no pause");
    assert_eq!(view.contacts[0].recorded.what.said, "不能换", "the latest first");
}

#[tokio::test]
async fn putting_off_and_fraud_are_noticed_in_what_was_said() {
    let desk = desk("voucher_unusable_1").await;
    let said = "系统处理中，请耐心等待";
    let view = note(&desk, contact(&desk, ChannelId::Chat, ContactOutcome::Waiting, said)).await;
    let stalls: Vec<_> = view.contacts[0].stalls.iter().map(|stall| stall.id).collect();
    assert_eq!(stalls, [StallId::InProgress, StallId::Patience]);
    assert!(view.contacts[0].fraud.is_empty());

    let said = "先交 200 元解冻金才能退款";
    let view = note(&desk, contact(&desk, ChannelId::Phone, ContactOutcome::Waiting, said)).await;
    let talk = view.contacts.iter().find(|talk| talk.recorded.what.said == said).unwrap();
    assert_eq!(talk.fraud[0].sign.id, FraudId::PayMore);
    assert_eq!(talk.fraud[0].words.as_deref().map(|words| said.contains(words)), Some(true));
    assert!(talk.stalls.is_empty());
}

#[tokio::test]
async fn money_that_came_back_is_recorded_once() {
    let desk = desk("wrong_spec_2").await;
    let (library, order) = (desk.library.clone(), desk.order.clone());
    library.set_case_problem(order.clone(), Problem::WrongSpec, desk.now).await.unwrap();
    let back = MoneyBack { amount: Fen(3_000), at: desk.now, to: None, note: None };
    desk.record(OrderEvent::Refunded(back)).await;
    for (returned, why) in [("100.01", "more than was paid"), ("一百", "no amount")] {
        let wrong = library.close_case(order.clone(), closing(&desk, returned), desk.now).await;
        assert_eq!(wrong.unwrap_err().code, ErrorCode::Invalid, "{why}");
    }
    assert_eq!(refunded(&desk).await, Fen(3_000), "nothing was written");

    library.close_case(order.clone(), closing(&desk, "80"), desk.now).await.unwrap();
    assert_eq!(refunded(&desk).await, Fen(8_000), "what was there counts");
    let view = desk.view().await;
    assert_eq!((view.next, view.stage), (NextStep::Done, Stage::Review));
    assert_eq!(view.finding.problem, Some(Problem::WrongSpec), "what it was");

    library.reopen_case(order.clone(), desk.now).await.unwrap();
    let view = desk.view().await;
    assert_eq!((view.finding.problem, view.closing), (Some(Problem::WrongSpec), None));
    assert_ne!(view.next, NextStep::Done);
    library.close_case(order.clone(), closing(&desk, "80"), desk.now).await.unwrap();
    assert_eq!(refunded(&desk).await, Fen(8_000));
    let list = library.cases(desk.now, china()).await.unwrap();
    assert_eq!((list.open.len(), list.over.len(), list.came_back.returned), (0, 1, Fen(8_000)));
}

#[tokio::test]
async fn money_that_is_back_ends_the_case() {
    let desk = desk("not_delivered_1").await;
    desk.library.answer_case(desk.order.clone(), Vec::new(), desk.now).await.unwrap();
    let back = MoneyBack { amount: Fen(10_000), at: desk.now, to: None, note: None };
    desk.record(OrderEvent::Refunded(back)).await;
    let view = desk.view().await;
    assert_eq!((view.next, view.stage), (NextStep::Close, Stage::Review));
    let asks = |way: &cases::remedy::WayOut| way.asks.contains(&Ask::Refund);
    let open = |way: &cases::remedy::WayOut| way.state == cases::remedy::WayState::Open;
    assert!(!view.ways.iter().any(|way| asks(way) && open(way)), "it is not asked for again");
}

#[tokio::test]
async fn what_it_was_is_known_when_it_came_out_well() {
    let desk = desk("resupply_failed_1").await;
    desk.library.answer_case(desk.order.clone(), Vec::new(), desk.now).await.unwrap();
    let before = desk.view().await;
    assert!(desk.ended(&before).await, "the answer to the request is awaited");
    let view = desk.view().await;
    assert_eq!((view.next, view.finding.problem), (NextStep::Close, before.finding.problem));
    desk.library.close_case(desk.order.clone(), closing(&desk, ""), desk.now).await.unwrap();
    let closed = desk.view().await.closing.unwrap();
    assert_eq!(closed.problem, Some(Problem::ResupplyFailed));
}

#[tokio::test]
async fn only_the_other_sides_words_are_its_answer() {
    let desk = desk("voucher_unusable_1").await;
    let (library, order) = (desk.library.clone(), desk.order.clone());
    library.set_case_problem(order.clone(), Problem::VoucherUnusable, desk.now).await.unwrap();
    note(&desk, contact(&desk, ChannelId::Supervisor, ContactOutcome::Refused, "不换")).await;
    let channel = ChannelId::PaymentChannel;
    note(&desk, contact(&desk, channel, ContactOutcome::Refused, "渠道不受理")).await;
    let complaint = app::LetterId("complaint_12315".to_owned());
    let letter = library.case_letter(order, complaint, Tone::Firm, desk.now).await.unwrap();
    let lines = |slot| {
        let text = letter.facts.iter().find(|text| text.slot == slot);
        text.map(|text| text.lines.join("\n")).unwrap_or_default()
    };
    assert_eq!(lines(Slot::Refusal), "不换");
    let contacts = lines(Slot::Contacts);
    assert!(contacts.contains("不换") && !contacts.contains("渠道不受理"), "{contacts}");
}

#[tokio::test]
async fn what_was_put_right_stands_until_an_answer_says_otherwise() {
    let desk = desk("not_delivered_1").await;
    let (library, order) = (&desk.library, desk.order.clone());
    let came = [OptionId::CameWrong];
    library.answer_case(order.clone(), vec![OptionId::NothingCame], desk.now).await.unwrap();
    library.say_case_fact(order.clone(), CaseFact::Paid, Some(false), desk.now).await.unwrap();
    let view = desk.view().await;
    assert_eq!(known(&view, CaseFact::Paid), Some(false), "over what the answer says of it");
    library.answer_case(order.clone(), came.to_vec(), desk.now).await.unwrap();
    let answers = [OptionId::CameWrong, OptionId::DoesNotWork];
    library.answer_case(order, answers.to_vec(), desk.now).await.unwrap();
    let view = desk.view().await;
    assert_eq!(view.finding.answers, answers, "all of them, for the window to go on from");
    assert_eq!(known(&view, CaseFact::Paid), Some(false), "the same was said before");
}

#[tokio::test]
async fn what_cannot_be_had_does_not_hold_a_case_up() {
    let desk = desk("not_as_described_1").await;
    let (library, order) = (&desk.library, desk.order.clone());
    library.set_case_problem(order.clone(), Problem::NotAsDescribed, desk.now).await.unwrap();
    let mut asked = Vec::new();
    while let NextStep::Keep { need, .. } = desk.view().await.next {
        assert!(!asked.contains(&need), "{need} was asked for twice");
        library.lack_evidence(order.clone(), need.clone(), true, desk.now).await.unwrap();
        asked.push(need);
    }
    let view = desk.view().await;
    assert!(!asked.is_empty() && view.evidence.lacking == asked);
    assert!(
        view.evidence.meter.needs.iter().any(|need| need.must && !need.met),
        "it is still told"
    );
    library.lack_evidence(order, asked[0].clone(), false, desk.now).await.unwrap();
    assert!(matches!(desk.view().await.next, NextStep::Keep { .. }));
}

#[tokio::test]
async fn an_answer_that_leads_to_another_question_is_asked_it() {
    let desk = desk("not_delivered_1").await;
    let (library, order) = (&desk.library, desk.order.clone());
    library.set_case_problem(order.clone(), Problem::NotDelivered, desk.now).await.unwrap();
    library.answer_case(order.clone(), vec![OptionId::LooksLikeFraud], desk.now).await.unwrap();
    let view = desk.view().await;
    assert_eq!(view.finding.problem, None, "it is open again");
    assert!(matches!(view.next, NextStep::Answer { .. }), "{:?}", view.next);
    let answers = vec![OptionId::LooksLikeFraud, OptionId::MoreMoneyWanted];
    library.answer_case(order, answers, desk.now).await.unwrap();
    let view = desk.view().await;
    assert_eq!(view.next, NextStep::Urgent { channel: ChannelId::Police });
}

#[tokio::test]
async fn a_talk_noted_for_the_minute_of_its_letter_answers_it() {
    let mut desk = desk("not_delivered_1").await;
    let order = desk.order.clone();
    desk.library.set_case_problem(order.clone(), Problem::NotDelivered, desk.now).await.unwrap();
    desk.now += SignedDuration::from_secs(30);
    let letter = LetterOut {
        template: app::LetterId("first_contact".to_owned()),
        tone: Tone::Polite,
        channel: ChannelId::Chat,
        text: "11月24日付款后没有到账，请在11月27日18:00前退款100元。".to_owned(),
    };
    desk.library.copy_letter(order, letter, desk.now).await.unwrap();
    let typed = desk.now - SignedDuration::from_secs(30);
    desk.now += SignedDuration::from_secs(20);
    let talk = NewContact {
        at: typed,
        ..contact(&desk, ChannelId::Chat, ContactOutcome::Waiting, "稍等")
    };
    let view = note(&desk, talk).await;
    assert!(!matches!(view.next, NextStep::Note { .. }), "{:?}", view.next);
}

#[tokio::test]
async fn whom_the_other_order_was_complained_to_has_the_matter() {
    let desk = desk("double_payment_2").await;
    let (library, order) = (&desk.library, desk.order.clone());
    let other = desk.view().await.orders[1].id.clone();
    library.answer_case(order.clone(), Vec::new(), desk.now).await.unwrap();
    library.unlink_orders(order.clone(), other.clone(), desk.now).await.unwrap();
    let told = contact(&desk, ChannelId::Regulator, ContactOutcome::Waiting, "收到投诉");
    library.note_contact(other.clone(), told, desk.now).await.unwrap();
    library.link_orders(order.clone(), other, LinkKind::PaidTwice, desk.now).await.unwrap();
    let refused = contact(&desk, ChannelId::Chat, ContactOutcome::Refused, "不退");
    let view = note(&desk, refused).await;
    let access = |channel| {
        view.ladder.rungs.iter().find(|rung| rung.channel == channel).map(|rung| &rung.access)
    };
    assert_eq!(access(ChannelId::Regulator), Some(&Access::Used));
    assert_ne!(access(ChannelId::Association), Some(&Access::Open), "one authority at a time");
}
