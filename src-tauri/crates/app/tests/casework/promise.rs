//! What is left of the time that was promised.

use app::{CaseView, ChannelId, NewContact, TermAnswer};
use cases::deadline::{LeftUnit, TimeLeft};
use cases::letter::Addressee;
use cases::letter::advice::ToneReason;
use jiff::{SignedDuration, Timestamp};
use model::ContactOutcome;

use crate::desk::Desk;
use crate::story::STORIES;

fn left(view: &CaseView) -> Vec<Option<TimeLeft>> {
    view.contacts.iter().map(|talk| talk.left).collect()
}

async fn talk(desk: &Desk, outcome: ContactOutcome, until: Option<Timestamp>) {
    let contact = NewContact {
        at: desk.now,
        channel: ChannelId::Chat,
        agent_no: String::new(),
        ticket: String::new(),
        said: String::new(),
        outcome,
        asked: None,
        until,
        pieces: Vec::new(),
    };
    desk.library.note_contact(desk.order.clone(), contact, desk.now).await.unwrap();
}

#[tokio::test]
async fn a_promise_is_waited_for_until_its_term_is_answered() {
    let story = STORIES.iter().find(|story| story.file == "voucher_unusable_1").unwrap();
    let mut desk = Desk::of(story).await;
    talk(&desk, ContactOutcome::Promised, Some(desk.now + SignedDuration::from_hours(30))).await;
    desk.pass(1);
    talk(&desk, ContactOutcome::Waiting, None).await;
    let hours = |overdue, amount| Some(TimeLeft { overdue, amount, unit: LeftUnit::Hours });
    assert_eq!(left(&desk.view().await), [None, hours(false, 29)], "the latest stands first");

    desk.pass(31);
    let view = desk.view().await;
    assert_eq!(left(&view), [None, hours(true, 2)]);
    let mut terms = view.terms.iter();
    let term = terms.find(|each| each.term.rule.0 == "promise").unwrap();
    assert_eq!(Some(term.term.left), hours(true, 2), "as the term has it");

    desk.answer(term, TermAnswer::Partly, false).await;
    assert_eq!(left(&desk.view().await), [None, hours(true, 2)], "half of it is still owed");
    desk.answer(term, TermAnswer::NoReply, false).await;
    let view = desk.view().await;
    assert_eq!(left(&view), [None, None]);
    assert_eq!(reason(&view), ToneReason::Overdue, "and it was broken");
}

#[tokio::test]
async fn a_promise_that_was_kept_is_not_held_against_them() {
    let story = STORIES.iter().find(|story| story.file == "voucher_unusable_1").unwrap();
    let mut desk = Desk::of(story).await;
    talk(&desk, ContactOutcome::Promised, Some(desk.now + SignedDuration::from_hours(30))).await;
    desk.pass(32);
    let view = desk.view().await;
    assert_eq!(reason(&view), ToneReason::Overdue);
    let term = view.terms.iter().find(|each| each.term.rule.0 == "promise").unwrap();
    desk.answer(term, TermAnswer::Resolved, false).await;
    assert_eq!(reason(&desk.view().await), ToneReason::Waiting);
}

/// Why a letter to the service is in the tone that is proposed.
fn reason(view: &CaseView) -> ToneReason {
    let mut letters = view.letters.iter();
    letters.find(|letter| letter.addressee == Addressee::Platform).unwrap().tone.reason
}
