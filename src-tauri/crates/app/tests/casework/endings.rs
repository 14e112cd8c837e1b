//! How a case ends, what of it is taken back, and what goes wrong after it.

use app::{
    CaseFact, CaseView, Change, ChannelId, ErrorCode, EventOf, LetterId, LetterOut, LinkKind,
    OptionId, OrderEvent, OrderId, Problem, Slot, TermAnswer, Tone,
};
use cases::course::NextStep;
use cases::deadline::china;
use cases::letter::LintKind;
use jiff::SignedDuration;
use ledger::MoneyBack;
use model::{CaseOutcome, ContactOutcome, Fen, Milestone};

use crate::desk::Desk;
use crate::turns::{closing, contact, desk};

async fn back(desk: &Desk, order: &OrderId) -> i64 {
    desk.library.order(order.clone(), desk.now).await.unwrap().record.row.refunded.0
}

/// As the window takes back what it has just done.
async fn take_back(desk: &Desk, change: Change) {
    let itself = EventOf { order: change.order.unwrap(), seq: change.seq.unwrap() };
    let events = std::iter::once(itself).chain(change.with).collect();
    desk.library.undo(events, desk.now).await.unwrap();
}

#[tokio::test]
async fn an_answer_is_taken_back_with_the_problem_it_led_to() {
    let desk = desk("not_as_described_1").await;
    let (library, order) = (desk.library.clone(), desk.order.clone());
    let before = desk.view().await;
    let named = library.set_case_problem(order, Problem::Fraud, desk.now).await.unwrap();
    let view = desk.view().await;
    assert_eq!(view.finding.problem, Some(Problem::Fraud));
    take_back(&desk, named).await;
    let after = desk.view().await;
    assert_eq!((&after.finding, after.opened_at), (&before.finding, before.opened_at));
    assert_eq!(after.terms, before.terms);
}

#[tokio::test]
async fn what_came_back_is_counted_over_all_orders_of_a_case() {
    let desk = desk("double_payment_2").await;
    let (library, order) = (desk.library.clone(), desk.order.clone());
    library.answer_case(order.clone(), Vec::new(), desk.now).await.unwrap();
    let second = desk.view().await.orders[1].id.clone();
    let some = MoneyBack { amount: Fen(4_000), at: desk.now, to: None, note: None };
    library.record(second.clone(), OrderEvent::Refunded(some), desk.now).await.unwrap();

    let wrong = library.close_case(order.clone(), closing(&desk, "200.01"), desk.now).await;
    assert_eq!(wrong.unwrap_err().code, ErrorCode::Invalid, "both cost 200");
    let known = library.close_case(order.clone(), closing(&desk, "40"), desk.now).await.unwrap();
    assert_eq!((back(&desk, &order).await, back(&desk, &second).await), (0, 4_000), "known");
    take_back(&desk, known).await;
    let more = library.close_case(order.clone(), closing(&desk, "170"), desk.now).await.unwrap();
    assert_eq!((back(&desk, &order).await, back(&desk, &second).await), (10_000, 7_000));
    take_back(&desk, more).await;
    assert_eq!((back(&desk, &order).await, back(&desk, &second).await), (0, 4_000));
    assert_eq!(desk.view().await.closing, None);
}

#[tokio::test]
async fn what_was_paid_twice_is_over_when_either_came_back() {
    let desk = desk("double_payment_2").await;
    let (library, order) = (desk.library.clone(), desk.order.clone());
    library.answer_case(order.clone(), Vec::new(), desk.now).await.unwrap();
    let view = desk.view().await;
    assert_ne!(view.next, NextStep::Close);
    let all = MoneyBack { amount: Fen(10_000), at: desk.now, to: None, note: None };
    library.record(view.orders[1].id.clone(), OrderEvent::Refunded(all), desk.now).await.unwrap();
    assert_eq!(desk.view().await.next, NextStep::Close);
}

/// A case that an answer to a deadline has ended, and a day passed since.
async fn ended(file: &str, problem: Problem) -> (Desk, CaseView) {
    let mut desk = desk(file).await;
    let order = desk.order.clone();
    desk.library.set_case_problem(order.clone(), problem, desk.now).await.unwrap();
    let known = OrderEvent::Reached {
        milestone: Milestone::MistakeKnown,
        at: desk.now - SignedDuration::from_hours(1),
        until: None,
        note: None,
    };
    desk.record(known).await;
    let view = desk.view().await;
    assert!(desk.ended(&view).await, "something was awaited");
    let view = desk.view().await;
    assert_eq!((&view.next, view.finding.problem), (&NextStep::Close, Some(problem)));
    desk.pass(24);
    (desk, view)
}

#[tokio::test]
async fn what_was_said_to_be_over_goes_on_when_something_else_is_answered() {
    let (desk, before) = ended("resupply_failed_1", Problem::ResupplyFailed).await;
    let (library, order) = (desk.library.clone(), desk.order.clone());
    library.answer_case(order, vec![OptionId::LooksLikeFraud], desk.now).await.unwrap();
    let view = desk.view().await;
    assert_ne!(view.next, NextStep::Close, "it is not over before it is known what it is");
    assert_eq!((view.opened_at, &view.contacts), (before.opened_at, &before.contacts));
}

#[tokio::test]
async fn what_is_answered_after_looking_back_is_another_matter() {
    let (desk, before) = ended("resupply_failed_1", Problem::ResupplyFailed).await;
    let (library, order) = (desk.library.clone(), desk.order.clone());
    library.close_case(order.clone(), closing(&desk, ""), desk.now).await.unwrap();
    let begun = library.answer_case(order.clone(), vec![OptionId::LooksLikeFraud], desk.now).await;
    begun.unwrap();
    let view = desk.view().await;
    assert_ne!(view.next, NextStep::Close, "it is not over before it is known what it is");
    assert_ne!(view.finding.problem, before.finding.problem);
    assert_eq!((view.opened_at, view.contacts.len()), (Some(desk.now), 0));
    let letters = library.case(order.clone(), desk.now, china()).await.unwrap().letters;
    for offer in letters {
        let (id, polite) = (offer.template, Tone::Polite);
        let written = library.case_letter(order.clone(), id, polite, desk.now).await;
        let facts = written.unwrap().facts;
        let found = facts.iter().find(|text| text.slot == Slot::FoundAt);
        assert_eq!(found, None, "when the other mistake was found is not told of this one");
    }
    let list = library.cases(desk.now, china()).await.unwrap();
    let told = (list.open.len(), list.over.len(), list.came_back.cases);
    assert_eq!(told, (1, 1, 1), "how the first one ended is still told");
}

#[tokio::test]
async fn the_same_answer_said_again_of_what_is_over_changes_nothing() {
    let (desk, _) = ended("resupply_failed_1", Problem::ResupplyFailed).await;
    let (library, order) = (desk.library.clone(), desk.order.clone());
    let answers = desk.view().await.finding.answers;
    library.close_case(order.clone(), closing(&desk, ""), desk.now).await.unwrap();
    let before = desk.view().await;
    library.answer_case(order.clone(), answers, desk.now).await.unwrap();
    library.set_case_problem(order, Problem::ResupplyFailed, desk.now).await.unwrap();
    assert_eq!(desk.view().await, before);
}

#[tokio::test]
async fn what_was_said_of_the_first_matter_answers_nothing_of_the_next() {
    let (desk, _) = ended("resupply_failed_1", Problem::ResupplyFailed).await;
    let (library, order) = (desk.library.clone(), desk.order.clone());
    library.say_case_fact(order.clone(), CaseFact::Vanished, Some(true), desk.now).await.unwrap();
    library.close_case(order.clone(), closing(&desk, ""), desk.now).await.unwrap();
    library.answer_case(order, vec![OptionId::LooksLikeFraud], desk.now).await.unwrap();
    let finding = desk.view().await.finding;
    assert_eq!(finding.problem, None, "which sign it is was not said yet");
    assert!(finding.facts.iter().all(|known| known.fact != CaseFact::Vanished));
}

#[tokio::test]
async fn a_second_payment_that_came_back_ends_no_other_matter() {
    let desk = desk("double_payment_2").await;
    let (library, order) = (desk.library.clone(), desk.order.clone());
    library.answer_case(order.clone(), Vec::new(), desk.now).await.unwrap();
    let second = desk.view().await.orders[1].id.clone();
    let all = MoneyBack { amount: Fen(10_000), at: desk.now, to: None, note: None };
    library.record(second, OrderEvent::Refunded(all), desk.now).await.unwrap();
    library.close_case(order.clone(), closing(&desk, ""), desk.now).await.unwrap();
    library.set_case_problem(order, Problem::NotAsDescribed, desk.now).await.unwrap();
    let view = desk.view().await;
    assert_eq!((view.finding.problem, view.closing), (Some(Problem::NotAsDescribed), None));
    assert_ne!(view.next, NextStep::Close);
}

#[tokio::test]
async fn money_that_is_said_to_be_back_is_not_given_back_again() {
    let desk = desk("double_payment_2").await;
    let (library, order) = (desk.library.clone(), desk.order.clone());
    library.answer_case(order.clone(), Vec::new(), desk.now).await.unwrap();
    let second = desk.view().await.orders[1].id.clone();
    let moved = desk.moved_back();
    library.record(second.clone(), moved, desk.now).await.unwrap();
    let money = desk.view().await.money;
    assert_eq!((money.paid, money.back), (Some(Fen(20_000)), Fen(10_000)));
    assert_eq!(money.outcome, Some(CaseOutcome::Refunded), "one of both was to come back");
    library.close_case(order.clone(), closing(&desk, "100"), desk.now).await.unwrap();
    assert_eq!((back(&desk, &order).await, back(&desk, &second).await), (0, 0));
}

#[tokio::test]
async fn what_was_said_to_be_resolved_has_not_therefore_come_back() {
    let desk = desk("double_payment_2").await;
    let (library, order) = (desk.library.clone(), desk.order.clone());
    library.answer_case(order, Vec::new(), desk.now).await.unwrap();
    let second = desk.view().await.orders[1].id.clone();
    let at = desk.now;
    let asked =
        OrderEvent::Reached { milestone: Milestone::Contacted, at, until: None, note: None };
    library.record(second.clone(), asked, desk.now).await.unwrap();
    let terms = desk.view().await.terms;
    let term = terms.iter().find(|term| term.order == second && term.term.started_at == at);
    desk.answer(term.unwrap(), TermAnswer::Resolved, true).await;
    let view = desk.view().await;
    assert_eq!(view.next, NextStep::Close);
    assert_eq!((view.money.back, view.money.outcome), (Fen(0), None));
}

#[tokio::test]
async fn a_problem_that_is_named_puts_no_answer_in_the_buyers_mouth() {
    let desk = desk("not_delivered_1").await;
    let (library, order) = (desk.library.clone(), desk.order.clone());
    let before = desk.view().await.finding.answers;
    library.set_case_problem(order, Problem::Minor, desk.now).await.unwrap();
    let finding = desk.view().await.finding;
    assert_eq!((finding.problem, finding.answers), (Some(Problem::Minor), before));
    let means = cases::triage::means(Problem::Minor);
    let said = finding.facts.iter().filter(|known| known.by == cases::fact::By::Buyer);
    let is_meant = |known: &cases::fact::KnownFact| {
        means.iter().any(|meant| (meant.fact, meant.is) == (known.fact, known.is))
    };
    assert!(said.clone().all(is_meant), "{:?}", said.collect::<Vec<_>>());
}

#[tokio::test]
async fn unseen_signs_turn_no_sentence_round() {
    let desk = desk("not_delivered_1").await;
    let texts = [(Slot::Platform, "某卡盟\u{202e}".to_owned())].into();
    desk.library.fill_case(desk.order.clone(), texts, desk.now).await.unwrap();
    assert_eq!(desk.view().await.texts["platform"], "某卡盟");
}

#[tokio::test]
async fn what_a_fraud_says_in_a_talk_is_warned_of_in_the_whole_case() {
    let desk = desk("not_delivered_1").await;
    let (chat, said) = (ChannelId::Chat, "把验证码发给我，我给你退款");
    let talk = contact(&desk, chat, ContactOutcome::Waiting, said);
    desk.library.note_contact(desk.order.clone(), talk, desk.now).await.unwrap();
    assert!(!desk.view().await.fraud.is_empty());
}

#[tokio::test]
async fn only_what_can_be_typed_is_filled() {
    let desk = desk("not_delivered_1").await;
    for slot in [Slot::Evidence, Slot::Contacts, Slot::Law] {
        let texts = [(slot, "有录音".to_owned())].into();
        let wrong = desk.library.fill_case(desk.order.clone(), texts, desk.now).await;
        assert_eq!(wrong.unwrap_err().code, ErrorCode::Invalid, "{slot:?} is the record's");
    }
}

#[tokio::test]
async fn two_things_said_at_once_both_stand() {
    let desk = desk("not_delivered_1").await;
    let say = |fact, is| {
        let (library, order, now) = (desk.library.clone(), desk.order.clone(), desk.now);
        async move { library.say_case_fact(order, fact, Some(is), now).await.unwrap() }
    };
    let facts = [CaseFact::Used, CaseFact::VoucherSeen, CaseFact::TermsGrant, CaseFact::SameOrder];
    let tasks = facts.map(|fact| tokio::spawn(say(fact, true)));
    for task in tasks {
        task.await.unwrap();
    }
    let view = desk.view().await;
    let said = |fact| view.finding.facts.iter().any(|known| known.fact == fact && known.is);
    assert!(facts.into_iter().all(said), "{:?}", view.finding.facts);
}

#[tokio::test]
async fn one_case_of_two_orders_is_one_line_of_the_list() {
    let desk = desk("double_payment_2").await;
    desk.library.answer_case(desk.order.clone(), Vec::new(), desk.now).await.unwrap();
    let second = desk.view().await.orders[1].id.clone();
    let links = desk.library.order(second, desk.now).await.unwrap().record.row.links;
    assert!(links.iter().all(|link| link.kind == LinkKind::PaidTwice));
    let list = desk.library.cases(desk.now, china()).await.unwrap();
    assert_eq!((list.open.len(), list.more), (1, false));
}

#[tokio::test]
async fn what_a_talk_warned_of_is_over_with_the_case() {
    let desk = desk("not_delivered_1").await;
    let (library, order) = (desk.library.clone(), desk.order.clone());
    let asked = contact(&desk, ChannelId::Chat, ContactOutcome::Waiting, "把验证码发给我");
    library.note_contact(order.clone(), asked, desk.now).await.unwrap();
    assert!(!desk.view().await.fraud.is_empty());
    library.close_case(order, closing(&desk, ""), desk.now).await.unwrap();
    assert_eq!(desk.view().await.fraud, []);
}

#[tokio::test]
async fn a_letter_that_was_just_copied_is_not_held_against_itself() {
    let mut desk = desk("not_delivered_1").await;
    let (library, order) = (desk.library.clone(), desk.order.clone());
    let text = "订单H20261124001于11月24日付款100元，到现在没有到账，余额和付款前一样。\
                请核实后补发，补发不了就请在11月27日18:00前退款100元，并告知处理结果。"
        .to_owned();
    let template = LetterId("first_contact".to_owned());
    let (tone, channel) = (Tone::Polite, ChannelId::Chat);
    let letter = LetterOut { template: template.clone(), tone, channel, text: text.clone() };
    library.copy_letter(order.clone(), letter, desk.now).await.unwrap();
    for (hours, repeated) in [(0, false), (2, true)] {
        desk.pass(hours);
        let (order, template, text) = (order.clone(), template.clone(), text.clone());
        let found = library.lint_letter(order, template, text, desk.now).await.unwrap();
        assert_eq!(found.iter().any(|each| each.kind == LintKind::Repeated), repeated, "{hours}");
    }
}
