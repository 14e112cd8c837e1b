use std::fs;

use ledger::OrderEvent;
use model::{EvidenceKind, OrderState};
use proptest::prelude::*;

use crate::{
    common::{at, attach, library, moved, new_order, paid, seal},
    picture::png,
};

#[test]
fn a_sound_record_is_whole() {
    let (_folder, ledger) = library();
    assert!(ledger.verify().unwrap().is_whole(), "an empty one too");
    let order = seal(&ledger, new_order());
    ledger.record(&order, paid(2), at(2)).unwrap();
    attach(&ledger, &order, png(20, 20), 3);
    let found = ledger.verify().unwrap();
    assert!(found.is_whole(), "{found:?}");
    assert_eq!((found.events, found.files), (3, 1));
    assert_eq!(found.head, Some(ledger.order(&order).unwrap().events[2].hash.clone()));
}

#[test]
fn attaching_a_damaged_file_again_heals_its_copy() {
    let (folder, ledger) = library();
    let order = seal(&ledger, new_order());
    let changed = attach(&ledger, &order, png(20, 20), 3);
    let name = changed.as_str();
    let path = folder.path().join("vault").join(&name[..2]).join(name);
    fs::remove_file(&path).unwrap();
    fs::copy(folder.path().join("hedan.db"), &path).unwrap();
    assert!(!ledger.verify().unwrap().is_whole());
    attach(&ledger, &order, png(20, 20), 3);
    assert!(ledger.verify().unwrap().is_whole());
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
            files.push(attach(&ledger, &other, vec![file; 9], 3));
        }
        let mut accepted = 0;
        for act in acts {
            // Most sequences hold steps that do not follow; those must change nothing.
            let before = ledger.order(&order).unwrap();
            let result = match act.clone() {
                Act::Record(event) => ledger.record(&order, *event, at(5)).is_ok(),
                Act::Undo(seq) => ledger.undo(&order, seq, at(6)).is_ok(),
                Act::Attach(file) => {
                    attach(&ledger, &order, vec![file; 9], 3);
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
