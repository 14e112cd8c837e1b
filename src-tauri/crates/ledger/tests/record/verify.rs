use std::fs;

use ledger::{Acquired, Ledger, OrderEvent, Source};
use model::{EvidenceKind, OrderId, OrderState};
use proptest::prelude::*;

use crate::{
    common::{at, library, moved, new_order, paid, seal},
    picture::png,
};

fn attach(ledger: &Ledger, order: &OrderId, bytes: Vec<u8>) -> model::Sha256Hex {
    let source = Source::Bytes { name: "a.png".to_owned(), bytes };
    let attached =
        ledger.attach(order, source, EvidenceKind::OrderPage, Acquired::Paste, at(3)).unwrap();
    attached.sha256
}

/// Runs `sql` on the closed database, as somebody with an editor could.
fn tamper(folder: &tempfile::TempDir, sql: &str) -> Ledger {
    let raw = rusqlite::Connection::open(folder.path().join("hedan.db")).unwrap();
    raw.execute_batch(sql).unwrap();
    drop(raw);
    ledger::open(folder.path(), at(60)).unwrap()
}

#[test]
fn a_sound_record_is_whole() {
    let (_folder, ledger) = library();
    assert!(ledger.verify().unwrap().is_whole(), "an empty one too");
    let order = seal(&ledger, new_order());
    ledger.record(&order, paid(2), at(2)).unwrap();
    attach(&ledger, &order, png(20, 20));
    let found = ledger.verify().unwrap();
    assert!(found.is_whole(), "{found:?}");
    assert_eq!((found.events, found.files), (3, 1));
    assert_eq!(found.head, Some(ledger.order(&order).unwrap().events[2].hash.clone()));
}

#[test]
fn a_changed_event_breaks_the_chain_where_it_stands() {
    for sql in [
        "UPDATE event SET at = at + 1 WHERE seq = 2",
        "UPDATE event SET body = replace(body, '2026', '2025') WHERE seq = 2",
        "UPDATE event SET kind = 'postponed' WHERE seq = 2",
        "DELETE FROM event WHERE seq = 2",
        "UPDATE event SET order_id = 'another' WHERE seq = 2",
    ] {
        let (folder, ledger) = library();
        let order = seal(&ledger, new_order());
        ledger.record(&order, paid(2), at(2)).unwrap();
        ledger.record(&order, moved(OrderState::Issued), at(3)).unwrap();
        drop(ledger);
        let sql = format!("DROP TRIGGER event_never_changes; DROP TRIGGER event_never_goes; {sql}");
        let found = tamper(&folder, &sql).verify().unwrap();
        let expected = if sql.contains("DELETE") { 3 } else { 2 };
        assert_eq!(found.first_bad_event, Some(expected), "{sql}");
        assert!(!found.is_whole());
    }
}

#[test]
fn what_differs_from_its_events_is_named() {
    let (folder, ledger) = library();
    let (one, two) = (seal(&ledger, new_order()), seal(&ledger, new_order()));
    attach(&ledger, &two, png(20, 20));
    drop(ledger);
    let ledger = tamper(&folder, "UPDATE orders SET total_fen = 1 WHERE pk = 1");
    assert_eq!(ledger.verify().unwrap().differing_orders, std::slice::from_ref(&one));
    drop(ledger);
    let ledger = tamper(&folder, "DELETE FROM evidence");
    assert_eq!(ledger.verify().unwrap().differing_orders.len(), 2);
    drop(ledger);
    let ledger = tamper(&folder, "UPDATE orders SET id = 'made up' WHERE pk = 1");
    let differing = ledger.verify().unwrap().differing_orders;
    assert!(differing.contains(&OrderId("made up".to_owned())) && differing.contains(&one));
}

#[test]
fn a_changed_check_is_named() {
    let (folder, ledger) = library();
    let order = seal(&ledger, new_order());
    let sha256 = ledger.order(&order).unwrap().row.check_sha256.unwrap();
    drop(ledger);
    let ledger =
        tamper(&folder, "DROP TRIGGER document_never_changes; UPDATE document SET body = '{}'");
    assert_eq!(ledger.verify().unwrap().bad_checks, [sha256]);
}

#[test]
fn changed_and_missing_files_are_told_apart() {
    let (folder, ledger) = library();
    let order = seal(&ledger, new_order());
    let changed = attach(&ledger, &order, png(20, 20));
    let missing = attach(&ledger, &order, png(30, 30));
    let path = |sha256: &model::Sha256Hex| {
        folder.path().join("vault").join(&sha256.as_str()[..2]).join(sha256.as_str())
    };
    fs::remove_file(path(&missing)).unwrap();
    fs::remove_file(path(&changed)).unwrap();
    fs::copy(folder.path().join("hedan.db"), path(&changed)).unwrap();
    let found = ledger.verify().unwrap();
    assert_eq!(
        (&found.missing_files[..], &found.changed_files[..]),
        (&[missing][..], &[changed.clone()][..])
    );

    attach(&ledger, &order, png(20, 20));
    assert!(ledger.verify().unwrap().changed_files.is_empty(), "attaching again heals the copy");
}

#[derive(Debug, Clone)]
enum Act {
    Record(Box<OrderEvent>),
    Undo(i64),
    Attach(u8),
    Detach(u8),
    Kind(u8, EvidenceKind),
}

fn act() -> impl Strategy<Value = Act> {
    let text = "[a-z话费0-9]{0,6}";
    prop_oneof![
        Just(Act::Record(Box::new(OrderEvent::Postponed))),
        (0_i64..90, proptest::option::of(text), proptest::option::of(text)).prop_map(
            |(minutes, order_no, note)| {
                Act::Record(Box::new(OrderEvent::Paid { paid_at: at(minutes), order_no, note }))
            }
        ),
        Just(Act::Record(Box::new(moved(OrderState::Issued)))),
        Just(Act::Record(Box::new(moved(OrderState::Delivered)))),
        Just(Act::Record(Box::new(moved(OrderState::Completed)))),
        text.prop_map(|reason| Act::Record(Box::new(OrderEvent::Abandoned { reason }))),
        text.prop_map(|text| Act::Record(Box::new(OrderEvent::Noted { text }))),
        text.prop_map(|order_no| Act::Record(Box::new(OrderEvent::NumberSet { order_no }))),
        (1_i64..20).prop_map(Act::Undo),
        (1_u8..4).prop_map(Act::Attach),
        (1_u8..4).prop_map(Act::Detach),
        ((1_u8..4), proptest::sample::select(&EvidenceKind::ALL[..]))
            .prop_map(|(file, kind)| Act::Kind(file, kind)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_happens_the_rows_are_what_the_events_make(acts in proptest::collection::vec(act(), 0..24)) {
        let (folder, ledger) = library();
        let order = seal(&ledger, new_order());
        let mut files = Vec::new();
        for file in 0..4 {
            let other = seal(&ledger, new_order());
            files.push(attach(&ledger, &other, vec![file; 9]));
        }
        let mut accepted = 0;
        for act in acts {
            // Most sequences hold steps that do not follow; those must change nothing.
            let before = ledger.order(&order).unwrap();
            let result = match act.clone() {
                Act::Record(event) => ledger.record(&order, *event, at(5)).is_ok(),
                Act::Undo(seq) => ledger.undo(&order, seq, at(6)).is_ok(),
                Act::Attach(file) => {
                    attach(&ledger, &order, vec![file; 9]);
                    true
                }
                Act::Detach(file) => ledger.detach(&order, &files[usize::from(file)], at(7)).is_ok(),
                Act::Kind(file, kind) => ledger
                    .set_evidence_kind(&order, &files[usize::from(file)], kind, at(8))
                    .is_ok(),
            };
            if !result {
                prop_assert_eq!(ledger.order(&order).unwrap(), before, "{:?}", act);
            }
            accepted += usize::from(result);
        }
        let found = ledger.verify().unwrap();
        prop_assert!(found.is_whole(), "{} accepted, {:?}", accepted, found);
        drop(ledger);
        prop_assert!(ledger::open(folder.path(), at(99)).unwrap().verify().unwrap().is_whole());
    }
}
