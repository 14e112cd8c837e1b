//! The next step, the ladder and the letters agree with each other and with the record.

use app::{
    CategoryId, ChannelId, LetterId, LetterOut, Library, NewContact, OptionId, Problem, RecordForm,
    Slot, Tone,
};
use cases::channel::Next;
use cases::course::NextStep;
use cases::deadline::china;
use cases::letter::advice::ToneReason;
use cases::triage::QuestionId;
use jiff::{SignedDuration, Timestamp};
use model::{Arrival, ContactOutcome};

use crate::desk::NOW;
use crate::turns::{contact, desk, note};

#[tokio::test]
async fn after_a_promise_that_was_not_kept_the_next_step_is_the_ladders() {
    let mut desk = desk("not_delivered_1").await;
    let order = desk.order.clone();
    desk.library.set_case_problem(order.clone(), Problem::NotDelivered, desk.now).await.unwrap();
    let out = LetterOut {
        template: LetterId("first_contact".to_owned()),
        tone: Tone::Polite,
        channel: ChannelId::Chat,
        text: "您好，订单H20261124001没有到账，请在11月27日18:00前退款100元。".to_owned(),
    };
    desk.library.copy_letter(order, out, desk.now).await.unwrap();
    desk.pass(1);
    // They were called instead of waited for in the chat.
    let until = Some(desk.now + SignedDuration::from_hours(20));
    let promised = contact(&desk, ChannelId::Phone, ContactOutcome::Promised, "明天退");
    let view = note(&desk, NewContact { until, ..promised }).await;
    assert_eq!(view.next, NextStep::Wait { until });
    desk.pass(30);
    let view = desk.view().await;
    let Next::Go { channel } = view.ladder.next else { panic!("{view:?}") };
    assert_eq!(view.next, NextStep::Write { channel });
    let platform = view.letters.iter().find(|letter| letter.channels.contains(&channel)).unwrap();
    assert_eq!(platform.tone.reason, ToneReason::Overdue);
    assert_eq!(view.proposed.map(|proposed| proposed.channel), Some(channel));
}

#[tokio::test]
async fn what_the_buyer_found_answers_what_happened_and_the_platform_is_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let now: Timestamp = NOW.parse().unwrap();
    let library = Library::open(folder.path().join("record"), now).await.unwrap();
    let form = RecordForm {
        name: "移动 100 元话费".to_owned(),
        category: Some(CategoryId("mobile_topup".to_owned())),
        order_no: "H1".to_owned(),
        shop: "小王数码专营店".to_owned(),
        quantity: "1".to_owned(),
        total: "100".to_owned(),
        paid_at: Some(now - SignedDuration::from_hours(4)),
        arrival: Some(Arrival::Nothing),
        ..RecordForm::default()
    };
    let order = library.record_order(form, now).await.unwrap().order;
    let view = library.case(order.clone(), now, china()).await.unwrap();
    let path: Vec<_> = view.finding.triage.path.iter().map(|step| step.option).collect();
    assert_eq!(path, [OptionId::NothingCame], "the record answers what happened");
    let shows = QuestionId::OrderShows;
    assert_eq!(view.next, NextStep::Answer { question: shows }, "nobody wrote down what it shows");
    library.answer_case(order.clone(), vec![OptionId::ShownAsDone], now).await.unwrap();
    let id = LetterId("not_delivered".to_owned());
    let letter = library.case_letter(order, id, Tone::Polite, now).await.unwrap();
    assert!(letter.missing.contains(&Slot::Platform), "a shop's name is no platform: {letter:?}");
}
