//! What is done about an order that went wrong is part of its timeline.

use std::collections::BTreeMap;

use ledger::{
    CaseClosing, CaseContact, CaseLetter, CaseStep, CaseTold, EventOf, Ledger, MoneyBack, Move,
    MoveSource, OrderEvent,
};
use model::{
    CaseOutcome, ContactOutcome, Fen, Milestone, MoneyState, OrderId, Problem, TermAnswer,
};
use rusqlite::Connection;

use crate::common::{at, library, new_order, paid, seal};

fn contacted(minutes: i64, leads_to: &[Milestone], until: Option<i64>) -> CaseStep {
    CaseStep::Contacted(CaseContact {
        at: at(minutes),
        channel: "shop_chat".to_owned(),
        agent_no: Some("8021".to_owned()),
        ticket: None,
        said: "24 小时内处理".to_owned(),
        outcome: ContactOutcome::Promised,
        until: until.map(at),
        leads_to: leads_to.to_vec(),
        pieces: Vec::new(),
    })
}

fn closing(minutes: i64) -> CaseStep {
    CaseStep::Closed(CaseClosing {
        at: at(minutes),
        outcome: CaseOutcome::Refunded,
        returned: Some(Fen(9_980)),
        cause: Some("system_failure".to_owned()),
        why: "扣了钱，订单没跟上".to_owned(),
        problem: Some(Problem::NotDelivered),
    })
}

fn went_wrong(ledger: &Ledger) -> OrderId {
    let id = seal(ledger, new_order());
    ledger.record(&id, paid(1), at(2)).unwrap();
    let problem = Some(Problem::NotDelivered);
    ledger.record(&id, OrderEvent::CaseSet { problem, circumstances: vec![] }, at(3)).unwrap();
    id
}

fn step(ledger: &Ledger, id: &OrderId, step: CaseStep, minutes: i64) -> i64 {
    ledger.record(id, OrderEvent::Case(step), at(minutes)).unwrap().seq.unwrap()
}

#[test]
fn a_case_is_what_its_steps_say_and_each_can_be_taken_back() {
    let (_folder, ledger) = library();
    let id = went_wrong(&ledger);
    assert_eq!(ledger.casework(&id).unwrap().opened_at, None, "nothing was done yet");
    let told = CaseTold {
        answers: vec!["nothing_came".to_owned()],
        facts: BTreeMap::from([("used".to_owned(), false)]),
        lacking: Vec::new(),
    };
    step(&ledger, &id, CaseStep::Told(told.clone()), 4);
    let promised = [Milestone::Contacted, Milestone::Promised];
    let seq = step(&ledger, &id, contacted(5, &promised, Some(1_445)), 6);
    let letter = CaseLetter {
        template: "redelivery".to_owned(),
        tone: "polite".to_owned(),
        channel: "shop_chat".to_owned(),
        text: "您好".to_owned(),
    };
    step(&ledger, &id, CaseStep::LetterCopied(letter), 7);

    let case = ledger.casework(&id).unwrap();
    assert_eq!((case.opened_at, case.latest_at), (Some(at(4)), Some(at(7))));
    assert_eq!((case.problem, &case.told), (Some(Problem::NotDelivered), &told));
    assert_eq!((case.contacts[0].seq, case.contacts[0].recorded_at), (seq, at(6)));
    assert_eq!(case.letters.len(), 1);
    let reached = ledger.clock(&id).unwrap().clock.reached;
    let promised = reached.iter().find(|each| each.milestone == Milestone::Promised).unwrap();
    assert_eq!((promised.at, promised.until), (at(5), Some(at(1_445))), "counted from the talk");

    ledger.undo(&id, seq, at(8)).unwrap();
    assert!(ledger.casework(&id).unwrap().contacts.is_empty());
    let reached = ledger.clock(&id).unwrap().clock.reached;
    assert!(reached.iter().all(|each| each.milestone != Milestone::Promised));
    assert!(ledger.verify().unwrap().is_whole());
}

#[test]
fn another_problem_loses_nothing_that_was_done() {
    let (_folder, ledger) = library();
    let id = went_wrong(&ledger);
    step(&ledger, &id, contacted(5, &[Milestone::Contacted], None), 6);
    let texts = BTreeMap::from([("refusal".to_owned(), "不退".to_owned())]);
    step(&ledger, &id, CaseStep::Filled { texts: texts.clone() }, 7);
    let problem = Some(Problem::NotAsDescribed);
    ledger.record(&id, OrderEvent::CaseSet { problem, circumstances: vec![] }, at(8)).unwrap();
    let case = ledger.casework(&id).unwrap();
    assert_eq!((case.problem, case.contacts.len(), case.texts), (problem, 1, texts));
}

#[test]
fn what_is_over_no_longer_runs_and_can_go_on_again() {
    let (_folder, ledger) = library();
    let id = went_wrong(&ledger);
    step(&ledger, &id, contacted(5, &[Milestone::Contacted], None), 6);
    assert_eq!(ledger.cases(true, 9).unwrap().len(), 1);
    let seq = step(&ledger, &id, closing(100), 101);
    assert!(ledger.cases(true, 9).unwrap().is_empty());
    let over = ledger.cases(false, 9).unwrap();
    assert_eq!(over[0].casework.closing.as_ref().unwrap().returned, Some(Fen(9_980)));
    assert_eq!(over[0].casework.problem, Some(Problem::NotDelivered), "it is still told");
    let clock = ledger.clock(&id).unwrap().clock;
    assert!(clock.problem.is_none() && clock.reached.iter().all(|each| each.settled));

    ledger.undo(&id, seq, at(102)).unwrap();
    assert_eq!(ledger.clock(&id).unwrap().clock.problem, Some(Problem::NotDelivered));
    step(&ledger, &id, closing(103), 103);
    let problem = Some(Problem::NotDelivered);
    step(&ledger, &id, CaseStep::Reopened { problem }, 104);
    let clock = ledger.clock(&id).unwrap().clock;
    assert_eq!(clock.problem, problem);
    assert!(clock.reached.iter().all(|each| !each.settled), "what ran goes on as well");
    assert!(ledger.casework(&id).unwrap().is_open());
    assert!(ledger.verify().unwrap().is_whole());
}

#[test]
fn what_was_done_about_another_record_of_the_order_comes_along() {
    let (_folder, ledger) = library();
    let (id, other) = (seal(&ledger, new_order()), went_wrong(&ledger));
    step(&ledger, &other, contacted(5, &[Milestone::Contacted], None), 6);
    let asked = OrderEvent::Reached {
        milestone: Milestone::RefundRequested,
        at: at(6),
        until: None,
        note: None,
    };
    ledger.record(&other, asked, at(7)).unwrap();
    let seq = ledger.merge(&id, &other, at(9)).unwrap().seq.unwrap();
    let case = ledger.casework(&id).unwrap();
    assert_eq!((case.contacts.len(), case.contacts[0].seq), (1, 0));
    assert_eq!(case.problem, Some(Problem::NotDelivered));
    let clock = ledger.clock(&id).unwrap().clock;
    assert_eq!(clock.problem, Some(Problem::NotDelivered));
    for known in [Milestone::Contacted, Milestone::RefundRequested] {
        let times = clock.reached.iter().filter(|each| each.milestone == known).count();
        assert_eq!(times, 1, "{known:?}: by a talk or reported");
    }
    assert_eq!(ledger.cases(true, 9).unwrap().len(), 1, "and stands there once");
    assert!(ledger.verify().unwrap().is_whole());
    ledger.undo(&id, seq, at(10)).unwrap();
    assert!(ledger.casework(&id).unwrap().contacts.is_empty());
}

#[test]
fn a_damaged_case_is_found_and_made_again() {
    let (folder, ledger) = library();
    let id = went_wrong(&ledger);
    step(&ledger, &id, contacted(5, &[Milestone::Contacted], None), 6);
    let before = ledger.casework(&id).unwrap();
    let other = Connection::open(folder.path().join("hedan.db")).unwrap();
    other
        .execute("UPDATE casework SET open = 0, body = replace(body, '8021', '9021')", [])
        .unwrap();
    assert!(!ledger.verify().unwrap().is_whole());
    ledger.repair(None, at(9), &()).unwrap();
    assert_eq!(ledger.casework(&id).unwrap(), before);
}

#[test]
fn an_open_case_is_not_ended_by_another_record_of_it() {
    let (_folder, ledger) = library();
    let (id, other) = (went_wrong(&ledger), went_wrong(&ledger));
    step(&ledger, &id, contacted(5, &[Milestone::Contacted], None), 6);
    step(&ledger, &other, closing(7), 8);
    ledger.merge(&id, &other, at(9)).unwrap();
    assert!(ledger.casework(&id).unwrap().is_open());
    assert!(ledger.verify().unwrap().is_whole());
}

fn answered(ledger: &Ledger, id: &OrderId, ends: bool, minutes: i64) {
    let answer = if ends { TermAnswer::Resolved } else { TermAnswer::Refused };
    let answered = OrderEvent::TermAnswered {
        rule: "service_answer".to_owned(),
        started_at: at(5),
        answer,
        ends,
        leads_to: None,
        until: None,
        note: None,
    };
    ledger.record(id, answered, at(minutes)).unwrap();
}

fn set(ledger: &Ledger, id: &OrderId, problem: Problem, minutes: i64) {
    let set = OrderEvent::CaseSet { problem: Some(problem), circumstances: vec![] };
    ledger.record(id, set, at(minutes)).unwrap();
}

#[test]
fn what_newly_goes_wrong_is_not_what_was_over() {
    let (_folder, ledger) = library();
    let id = went_wrong(&ledger);
    let told = |answer: &str| {
        CaseStep::Told(CaseTold { answers: vec![answer.to_owned()], ..CaseTold::default() })
    };
    step(&ledger, &id, told("nothing_came"), 4);
    step(&ledger, &id, contacted(5, &[Milestone::Contacted], None), 6);
    answered(&ledger, &id, false, 7);
    answered(&ledger, &id, true, 8);
    let case = ledger.casework(&id).unwrap();
    assert!(case.ended && case.is_open(), "it can still be looked back on");
    set(&ledger, &id, Problem::NotAsDescribed, 8);
    let case = ledger.casework(&id).unwrap();
    assert!(!case.ended && case.contacts.len() == 1, "until then nothing of it is set aside");
    assert!(ledger.clock(&id).unwrap().clock.answers.iter().all(|answer| answer.settled));
    let seq = step(&ledger, &id, closing(9), 9);

    set(&ledger, &id, Problem::Fraud, 20);
    let case = ledger.casework(&id).unwrap();
    assert_eq!((case.problem, case.opened_at), (Some(Problem::Fraud), None));
    assert!(case.told.answers.is_empty() && case.contacts.is_empty() && !case.is_over());
    assert_eq!(case.earlier.len(), 1, "how the first one ended is kept");
    step(&ledger, &id, told("looks_like_fraud"), 21);
    assert_eq!(ledger.casework(&id).unwrap().opened_at, Some(at(21)));
    let second = CaseClosing { at: at(90), ..closing_of(&ledger, &id) };
    step(&ledger, &id, CaseStep::Closed(second), 90);
    let mut ends: Vec<_> = ledger.case_ends().unwrap();
    ends.sort_by_key(|end| end.closing.at);
    let times: Vec<_> = ends.iter().map(|end| (end.opened_at, end.closing.at)).collect();
    assert_eq!(times, [(Some(at(4)), at(9)), (Some(at(21)), at(90))]);
    assert!(ledger.undo(&id, seq, at(99)).is_ok(), "each step can be taken back alone");
    assert!(ledger.verify().unwrap().is_whole());
}

fn closing_of(ledger: &Ledger, id: &OrderId) -> CaseClosing {
    ledger.casework(id).unwrap().earlier[0].closing.clone()
}

fn all_comes_back(ledger: &Ledger, id: &OrderId, minutes: i64) {
    let amount = ledger.order(id).unwrap().row.summary.total.unwrap();
    let back = MoneyBack { amount, at: at(minutes), to: None, note: None };
    ledger.record(id, OrderEvent::Refunded(back), at(minutes)).unwrap();
}

#[test]
fn money_that_is_all_back_ends_a_matter_until_it_was_looked_back_on() {
    let (_folder, ledger) = library();
    let id = went_wrong(&ledger);
    step(&ledger, &id, contacted(5, &[Milestone::Contacted], None), 6);
    all_comes_back(&ledger, &id, 7);
    assert!(ledger.casework(&id).unwrap().ended);
    set(&ledger, &id, Problem::NotDelivered, 8);
    let case = ledger.casework(&id).unwrap();
    assert!(case.ended && case.contacts.len() == 1, "how it was paid says nothing new");
    set(&ledger, &id, Problem::Fraud, 9);
    let case = ledger.casework(&id).unwrap();
    assert!(case.ended && case.contacts.len() == 1, "what was said of it is put right");
    step(&ledger, &id, closing(10), 10);
    set(&ledger, &id, Problem::NotAsDescribed, 11);
    let case = ledger.casework(&id).unwrap();
    assert!(!case.is_over() && case.contacts.is_empty(), "looked back on, it is another matter");
}

#[test]
fn of_two_records_the_one_that_goes_on_says_what_is_the_matter() {
    for open_first in [true, false] {
        let (_folder, ledger) = library();
        let (open, closed) = (went_wrong(&ledger), went_wrong(&ledger));
        set(&ledger, &open, Problem::Fraud, 4);
        step(&ledger, &open, contacted(5, &[Milestone::Contacted], None), 6);
        let followed = CaseStep::Followed { remedy: Some("wait".to_owned()) };
        step(&ledger, &closed, followed, 6);
        step(&ledger, &closed, contacted(6, &[Milestone::Contacted], None), 7);
        step(&ledger, &closed, closing(7), 8);
        let (kept, other) = if open_first { (&open, &closed) } else { (&closed, &open) };
        ledger.merge(kept, other, at(9)).unwrap();
        let case = ledger.casework(kept).unwrap();
        assert_eq!((case.problem, case.is_open()), (Some(Problem::Fraud), true), "{open_first}");
        assert_eq!(ledger.clock(kept).unwrap().clock.problem, Some(Problem::Fraud));
        assert_eq!((case.followed, case.contacts.len()), (None, 2), "all talks were had");
        assert_eq!(case.earlier.len(), 1);
        assert!(ledger.verify().unwrap().is_whole());
    }
}

#[test]
fn what_was_done_in_one_go_is_taken_back_in_one_go() {
    let (_folder, ledger) = library();
    let (id, second) = (went_wrong(&ledger), went_wrong(&ledger));
    let back = |amount| {
        OrderEvent::Refunded(MoneyBack { amount: Fen(amount), at: at(7), to: None, note: None })
    };
    let all = vec![
        (id.clone(), back(100)),
        (second.clone(), back(200)),
        (id.clone(), OrderEvent::Case(closing(8))),
    ];
    let change = ledger.record_all(all.clone(), at(8)).unwrap();
    let refunded = |order: &OrderId| ledger.order(order).unwrap().row.refunded;
    assert_eq!((refunded(&id), refunded(&second)), (Fen(100), Fen(200)));
    assert_eq!(change.order.as_ref(), Some(&id), "the last one is what was done");
    let itself = EventOf { order: id.clone(), seq: change.seq.unwrap() };
    let events: Vec<_> = std::iter::once(itself).chain(change.with).collect();
    ledger.undo_all(&events, at(9)).unwrap();
    assert_eq!((refunded(&id), refunded(&second)), (Fen(0), Fen(0)));
    assert_eq!(ledger.casework(&id).unwrap().closing, None);
    assert!(ledger.undo_all(&events, at(10)).is_err(), "and only once");

    // What cannot all be done is not begun.
    let too_much = vec![
        (id.clone(), back(100)),
        (second, OrderEvent::Abandoned { reason: "不要了".to_owned() }),
    ];
    assert!(ledger.record_all(too_much, at(11)).is_err());
    assert_eq!(refunded(&id), Fen(0));
}

#[test]
fn whatever_says_that_it_goes_on_ends_the_end() {
    let refused = |leads_to: &[Milestone]| OrderEvent::Case(contacted(9, leads_to, None));
    let reversed = OrderEvent::Moved(Move {
        money: Some(MoneyState::Paid),
        reason: Some("退款被撤回".to_owned()),
        ..still(9)
    });
    for (event, goes_on) in [
        (refused(&[Milestone::AfterSaleRefused]), true),
        (refused(&[]), false),
        (reversed.clone(), false),
    ] {
        let (_folder, ledger) = library();
        let id = went_wrong(&ledger);
        step(&ledger, &id, contacted(5, &[Milestone::Contacted], None), 6);
        answered(&ledger, &id, true, 8);
        let recorded = ledger.record(&id, event, at(9));
        assert!(recorded.is_ok(), "{recorded:?}");
        assert_eq!(ledger.casework(&id).unwrap().ended, !goes_on);
    }
    let (_folder, ledger) = library();
    let id = went_wrong(&ledger);
    step(&ledger, &id, contacted(5, &[Milestone::Contacted], None), 6);
    all_comes_back(&ledger, &id, 7);
    assert!(ledger.casework(&id).unwrap().ended);
    ledger.record(&id, reversed, at(9)).unwrap();
    assert!(!ledger.casework(&id).unwrap().ended, "the money went again");
}

fn still(minutes: i64) -> Move {
    Move {
        order: None,
        money: None,
        voucher: None,
        shipment: None,
        arrival: None,
        shown: None,
        at: at(minutes),
        source: MoveSource::Seen,
        note: None,
        reason: None,
    }
}

#[test]
fn a_case_nobody_has_worked_on_goes_on_through_a_merge_too() {
    for open_first in [true, false] {
        let (_folder, ledger) = library();
        let (open, closed) = (went_wrong(&ledger), went_wrong(&ledger));
        step(&ledger, &closed, contacted(6, &[Milestone::Contacted], None), 7);
        step(&ledger, &closed, closing(7), 8);
        let (kept, other) = if open_first { (&open, &closed) } else { (&closed, &open) };
        ledger.merge(kept, other, at(9)).unwrap();
        let case = ledger.casework(kept).unwrap();
        assert_eq!((case.closing.is_none(), case.earlier.len()), (true, 1), "{open_first}");
        assert_eq!(ledger.clock(kept).unwrap().clock.problem, Some(Problem::NotDelivered));
        assert_eq!(ledger.case_ends().unwrap().len(), 1);
    }
}

#[test]
fn an_end_comes_along_in_a_merge_and_keeps_its_talks() {
    let (_folder, ledger) = library();
    let (id, other) = (seal(&ledger, new_order()), went_wrong(&ledger));
    step(&ledger, &other, contacted(6, &[Milestone::Contacted], None), 7);
    step(&ledger, &other, closing(7), 8);
    set(&ledger, &other, Problem::Fraud, 9);
    ledger.merge(&id, &other, at(10)).unwrap();
    let case = ledger.casework(&id).unwrap();
    assert_eq!((case.earlier.len(), case.earlier[0].contacts.len()), (1, 1));
    assert!(ledger.verify().unwrap().is_whole());
}
