use ledger::{Confirmed, Error, Missing, Move, MoveSource, NewRecord, OrderEvent, RecordedFrom};
use model::{MoneyState, OrderState};

use crate::common::{at, library, new_order, paid, seal, summary};

#[test]
fn an_entry_is_confirmed_again_rather_than_doubled() {
    let (_folder, ledger) = library();
    ledger
        .save_recipient("cn_mobile", "13912345678", Some("奶奶"), Confirmed::ByHand, at(1))
        .unwrap();
    ledger.save_recipient("cn_mobile", "13912345678", None, Confirmed::BlindEntry, at(2)).unwrap();
    ledger.save_recipient("qq", "13912345678", None, Confirmed::ByHand, at(3)).unwrap();
    let book = ledger.recipients().unwrap();
    assert_eq!(book.len(), 2, "the same digits of another kind are another recipient");
    let nan = book.iter().find(|r| r.kind == "cn_mobile").unwrap();
    assert_eq!((nan.label.as_str(), nan.confirmed), ("奶奶", Confirmed::BlindEntry));
    assert_eq!(nan.confirmed_at, at(2));
}

#[test]
fn paying_vouches_for_a_recipient_and_taking_back_does_not() {
    let (_folder, ledger) = library();
    let id = seal(&ledger, new_order());
    assert!(ledger.recipients().unwrap().is_empty(), "a check alone vouches for nobody");
    let seq = ledger.record(&id, paid(2), at(2)).unwrap().seq.unwrap();
    let book = ledger.recipients().unwrap();
    assert_eq!((book[0].confirmed, book[0].purchases), (Confirmed::Purchase, 1));
    assert_eq!((book[0].label.as_str(), book[0].last_used_at), ("奶奶", Some(at(2))));
    ledger.undo(&id, seq, at(3)).unwrap();
    assert!(ledger.recipients().unwrap().is_empty(), "nothing else vouched for it");
}

#[test]
fn a_purchase_counts_once_however_often_it_is_said() {
    let (_folder, ledger) = library();
    let id = seal(&ledger, new_order());
    let money = Move { order: None, money: Some(MoneyState::EscrowHeld), ..step() };
    let first = ledger.record(&id, OrderEvent::Moved(money), at(2)).unwrap().seq.unwrap();
    let second = ledger.record(&id, paid(3), at(3)).unwrap().seq.unwrap();
    assert_eq!(ledger.recipients().unwrap()[0].purchases, 1);
    ledger.undo(&id, first, at(4)).unwrap();
    assert_eq!(ledger.recipients().unwrap()[0].purchases, 1, "it is paid still");
    ledger.undo(&id, second, at(5)).unwrap();
    assert!(ledger.recipients().unwrap().is_empty());
}

#[test]
fn taking_back_what_was_never_counted_takes_nothing_off() {
    let (_folder, ledger) = library();
    let counted = seal(&ledger, new_order());
    ledger.record(&counted, paid(2), at(2)).unwrap();
    let new = NewRecord {
        summary: summary(),
        from: RecordedFrom::Hand,
        page_json: None,
        row: None,
        pictures: Vec::new(),
        happened: vec![paid(0)],
    };
    let recorded = ledger.record_order(new, at(3)).unwrap().order.unwrap();
    let whole = seal(&ledger, new_order());
    let merged = ledger.merge(&whole, &recorded, at(4)).unwrap().seq.unwrap();
    ledger.undo(&whole, merged, at(5)).unwrap();
    let payment = ledger.order(&recorded).unwrap().events[1].seq;
    ledger.undo(&recorded, payment, at(6)).unwrap();
    assert_eq!(ledger.order(&recorded).unwrap().row.paid_at, None);
    assert_eq!(ledger.recipients().unwrap()[0].purchases, 1);
}

fn step() -> Move {
    Move::to(OrderState::Paid, at(2), MoveSource::Seen)
}

#[test]
fn an_entry_by_hand_outlives_the_purchase_that_was_taken_back() {
    let (_folder, ledger) = library();
    ledger
        .save_recipient("cn_mobile", "13912345678", Some("外婆"), Confirmed::ByHand, at(0))
        .unwrap();
    let id = seal(&ledger, new_order());
    let seq = ledger.record(&id, paid(2), at(2)).unwrap().seq.unwrap();
    ledger.undo(&id, seq, at(3)).unwrap();
    let book = ledger.recipients().unwrap();
    assert_eq!((book[0].label.as_str(), book[0].purchases), ("外婆", 0), "its own label stays");
}

#[test]
fn a_forgotten_entry_is_gone() {
    let (_folder, ledger) = library();
    ledger.save_recipient("qq", "10001", None, Confirmed::ByHand, at(0)).unwrap();
    let id = ledger.recipients().unwrap()[0].id;
    ledger.forget_recipient(id).unwrap();
    assert!(ledger.recipients().unwrap().is_empty());
    assert!(matches!(ledger.forget_recipient(id), Err(Error::NotFound(Missing::Recipient))));
}

#[test]
fn a_forgotten_entry_comes_back_as_it_was() {
    let (_folder, ledger) = library();
    let order = seal(&ledger, new_order());
    ledger.record(&order, paid(2), at(2)).unwrap();
    let before = ledger.recipients().unwrap()[0].clone();
    ledger.forget_recipient(before.id).unwrap();
    ledger.restore_recipient(&before).unwrap();
    let back = ledger.recipients().unwrap()[0].clone();
    assert_eq!(ledger::RecipientRow { id: before.id, ..back }, before);
}

#[test]
fn an_entry_that_came_back_by_itself_is_not_doubled() {
    let (_folder, ledger) = library();
    let order = seal(&ledger, new_order());
    ledger.record(&order, paid(2), at(2)).unwrap();
    let before = ledger.recipients().unwrap()[0].clone();
    ledger.forget_recipient(before.id).unwrap();
    let order = seal(&ledger, new_order());
    ledger.record(&order, paid(3), at(3)).unwrap();
    ledger.restore_recipient(&before).unwrap();
    let book = ledger.recipients().unwrap();
    assert_eq!((book.len(), book[0].purchases), (1, 2), "both purchases count");
}

#[test]
fn an_entry_is_called_otherwise() {
    let (_folder, ledger) = library();
    ledger.save_recipient("qq", "10001", None, Confirmed::ByHand, at(0)).unwrap();
    let id = ledger.recipients().unwrap()[0].id;
    ledger.rename_recipient(id, "小号").unwrap();
    assert_eq!(ledger.recipients().unwrap()[0].label, "小号");
    ledger.forget_recipient(id).unwrap();
    let gone = ledger.rename_recipient(id, "大号");
    assert!(matches!(gone, Err(Error::NotFound(Missing::Recipient))));
}
