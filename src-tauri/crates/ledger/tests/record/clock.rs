//! What deadlines are counted from follows from the events alone.

use ledger::{Error, Ledger, Move, MoveSource, OrderEvent};
use model::{Circumstance, Milestone, MoneyState, OrderId, OrderState, Problem, TermAnswer};
use rusqlite::Connection;

use crate::common::{at, library, new_order, paid, seal};

fn reached(milestone: Milestone, minutes: i64) -> OrderEvent {
    OrderEvent::Reached { milestone, at: at(minutes), until: None, note: None }
}

fn answered(rule: &str, started: i64, answer: TermAnswer, ends: bool) -> OrderEvent {
    OrderEvent::TermAnswered {
        rule: rule.to_owned(),
        started_at: at(started),
        answer,
        ends,
        leads_to: (answer == TermAnswer::Refused).then_some(Milestone::AfterSaleRefused),
        until: None,
        note: None,
    }
}

fn open(ledger: &Ledger) -> Vec<OrderId> {
    let (rows, _) = ledger.running_clocks(at(1_000_000)).unwrap();
    rows.into_iter().map(|row| row.order).collect()
}

#[test]
fn steps_and_reports_are_milestones_with_their_own_time() {
    let (_folder, ledger) = library();
    let id = seal(&ledger, new_order());
    assert!(ledger.clock(&id).unwrap().clock.reached.is_empty(), "nothing was bought yet");
    ledger.record(&id, paid(3), at(5)).unwrap();
    ledger.record(&id, reached(Milestone::Contacted, 40), at(60)).unwrap();
    let case = OrderEvent::CaseSet {
        problem: Some(Problem::NotDelivered),
        circumstances: vec![Circumstance::Alipay],
    };
    ledger.record(&id, case, at(61)).unwrap();
    ledger.record(&id, answered("service_answer", 40, TermAnswer::Refused, false), at(90)).unwrap();

    let row = ledger.clock(&id).unwrap();
    let seen: Vec<_> = row.clock.reached.iter().map(|each| (each.milestone, each.at)).collect();
    assert_eq!(
        seen,
        [
            (Milestone::Paid, at(3)),
            (Milestone::Contacted, at(40)),
            (Milestone::AfterSaleRefused, at(90))
        ]
    );
    assert_eq!(row.clock.problem, Some(Problem::NotDelivered));
    assert_eq!(row.clock.answers.len(), 1);
    assert_eq!((row.state, row.money), (OrderState::Paid, MoneyState::Paid));
    assert!(ledger.verify().unwrap().is_whole());
}

#[test]
fn whatever_says_that_it_was_paid_starts_what_runs_from_payment() {
    let money = |order, money| {
        let step = Move {
            order,
            money: Some(money),
            ..Move::to(OrderState::Paid, at(7), MoveSource::Seen)
        };
        OrderEvent::Moved(step)
    };
    for (step, paid) in [
        (money(Some(OrderState::Pending), MoneyState::Paid), true),
        (money(None, MoneyState::EscrowHeld), true),
        (money(None, MoneyState::Processing), false),
        (OrderEvent::moved(OrderState::Paid, at(7), MoveSource::Seen), true),
    ] {
        let (_folder, ledger) = library();
        let id = seal(&ledger, new_order());
        let seq = ledger.record(&id, step.clone(), at(8)).unwrap().seq.unwrap();
        let reached = ledger.clock(&id).unwrap().clock.reached;
        let seen: Vec<_> = reached.iter().map(|each| (each.milestone, each.at)).collect();
        let wanted = if paid { vec![(Milestone::Paid, at(7))] } else { Vec::new() };
        assert_eq!(seen, wanted, "{step:?}");
        assert_eq!(ledger.order(&id).unwrap().row.paid_at, paid.then_some(at(7)), "{step:?}");
        assert_eq!(ledger.recipients().unwrap().len(), usize::from(paid), "{step:?}");
        ledger.undo(&id, seq, at(9)).unwrap();
        assert_eq!(ledger.clock(&id).unwrap().clock.reached, [], "{step:?}");
        assert!(ledger.recipients().unwrap().is_empty(), "{step:?}");
    }
}

#[test]
fn a_report_is_taken_back_like_any_event() {
    let (_folder, ledger) = library();
    let id = seal(&ledger, new_order());
    ledger.record(&id, paid(3), at(5)).unwrap();
    let before = ledger.clock(&id).unwrap();
    let change = ledger.record(&id, reached(Milestone::Contacted, 40), at(60)).unwrap();
    ledger.undo(&id, change.seq.unwrap(), at(61)).unwrap();
    assert_eq!(ledger.clock(&id).unwrap(), before);
}

#[test]
fn only_what_may_still_run_is_read() {
    let (_folder, ledger) = library();
    let unpaid = seal(&ledger, new_order());
    let waiting = seal(&ledger, new_order());
    let arrived = seal(&ledger, new_order());
    for id in [&waiting, &arrived] {
        ledger.record(id, paid(3), at(5)).unwrap();
    }
    let came = OrderEvent::moved(OrderState::Delivered, at(6), MoveSource::Seen);
    ledger.record(&arrived, came, at(6)).unwrap();
    assert!(open(&ledger).is_empty(), "nothing is wrong with any of them");
    let recent: Vec<OrderId> =
        ledger.running_clocks(at(3)).unwrap().0.into_iter().map(|row| row.order).collect();
    assert!(recent.contains(&waiting) && recent.contains(&arrived), "paid since then");
    assert!(!recent.contains(&unpaid), "has nothing to wait for");

    let (_, seq) = ledger.running_clocks(at(0)).unwrap();
    ledger.record(&arrived, reached(Milestone::Contacted, 40), at(60)).unwrap();
    assert_eq!(open(&ledger), std::slice::from_ref(&arrived), "a dispute runs however long");
    let (changed, _) = ledger.changed_clocks(seq).unwrap();
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0].order, arrived);

    let over = answered("service_answer", 40, TermAnswer::Resolved, true);
    ledger.record(&arrived, over, at(70)).unwrap();
    assert!(open(&ledger).is_empty(), "the matter is over");
    let again = reached(Milestone::RefundRequested, 80);
    ledger.record(&arrived, again, at(81)).unwrap();
    assert_eq!(open(&ledger), std::slice::from_ref(&arrived), "and can begin again");
    let with = OrderEvent::CaseSet { problem: None, circumstances: vec![Circumstance::WechatPay] };
    ledger.record(&waiting, with, at(82)).unwrap();
    assert_eq!(open(&ledger).len(), 2, "how it was paid has terms of its own");
}

#[test]
fn clocks_of_an_older_record_are_made_from_its_events() {
    let (folder, ledger) = library();
    let id = seal(&ledger, new_order());
    ledger.record(&id, paid(3), at(5)).unwrap();
    let before = ledger.clock(&id).unwrap();
    drop(ledger);
    let raw = Connection::open(folder.path().join("hedan.db")).unwrap();
    let older = "
        DELETE FROM clock; DELETE FROM derived WHERE name = 'clock';
        UPDATE orders SET paid_at = NULL;
    ";
    raw.execute_batch(older).unwrap();
    drop(raw);
    let ledger = ledger::open(folder.path(), at(90)).unwrap();
    assert_eq!(ledger.clock(&id).unwrap(), before);
    assert!(ledger.verify().unwrap().is_whole(), "its rows are made by the same rules");
}

#[test]
fn a_changed_clock_is_named_by_the_librarys_check() {
    let (folder, ledger) = library();
    let id = seal(&ledger, new_order());
    ledger.record(&id, paid(3), at(5)).unwrap();
    let raw = Connection::open(folder.path().join("hedan.db")).unwrap();
    raw.execute_batch("UPDATE clock SET body = replace(body, 'paid', 'issued')").unwrap();
    drop(raw);
    let found = ledger.verify().unwrap();
    let differs = |each: &ledger::DamageFound| matches!(&each.damage, ledger::Damage::Order { order, .. } if *order == id);
    assert!(found.findings.iter().any(differs), "{found:#?}");
    let unknown = OrderId("nobody".to_owned());
    assert!(matches!(ledger.clock(&unknown), Err(Error::NotFound(_))));
}
