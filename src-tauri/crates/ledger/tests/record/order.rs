use ledger::{
    Changed, Error, EventKind, Happening, Missing, MoneyBack, OrderEvent, OrderQuery, next,
    possible,
};
use model::{Axes, Contradiction, Fen, MoneyState, Oddity, OrderId, OrderState, VoucherState};

use crate::common::{at, library, moved, new_order, paid, seal, summary};

#[test]
fn a_sealed_check_becomes_an_order_about_to_be_paid() {
    let (_folder, ledger) = library();
    let check_json = "{\"page\": \"原文\\n\"}".to_owned();
    let new = ledger::NewOrder { check_json: check_json.clone(), ..new_order() };
    let change = ledger.seal_check(new, at(1)).unwrap();
    assert_eq!(change.kinds, [Changed::Orders]);

    let id = change.order.unwrap();
    let record = ledger.order(&id).unwrap();
    assert_eq!(record.row.axes, Axes::CHECKED);
    assert_eq!(record.row.summary, summary());
    assert_eq!(record.row.created_at, at(1));
    let sealed = ledger.sealed_check(&id).unwrap().unwrap();
    assert_eq!(sealed.json, check_json, "the check's bytes are kept exactly");
    assert_eq!(Some(sealed.sha256), record.row.check_sha256);
    assert!(
        matches!(&record.events[..], [e] if e.what.kind() == EventKind::CheckSealed && e.seq == 1)
    );
}

#[test]
fn an_order_moves_through_its_states() {
    let (_folder, ledger) = library();
    let id = seal(&ledger, new_order());
    ledger.record(&id, OrderEvent::Postponed, at(2)).unwrap();
    let paying = OrderEvent::Paid {
        paid_at: at(3),
        order_no: Some("8812-77".to_owned()),
        note: Some("用了红包".to_owned()),
    };
    ledger.record(&id, paying, at(4)).unwrap();
    ledger.record(&id, moved(OrderState::Issued), at(5)).unwrap();
    ledger.record(&id, moved(OrderState::Delivered), at(6)).unwrap();
    ledger.record(&id, OrderEvent::Noted { text: "到账了".to_owned() }, at(7)).unwrap();
    ledger.record(&id, moved(OrderState::Completed), at(8)).unwrap();

    let row = ledger.order(&id).unwrap().row;
    let end = Axes {
        order: OrderState::Completed,
        money: MoneyState::Paid,
        voucher: VoucherState::Issued,
        shipment: None,
    };
    assert_eq!(row.axes, end);
    assert_eq!((row.postponed_at, row.paid_at), (Some(at(2)), Some(at(3))));
    assert_eq!(row.order_no.as_deref(), Some("8812-77"));
    assert_eq!(row.notes, ["用了红包", "到账了"]);
    assert_eq!((row.updated_at, row.last_seq), (at(8), 7));
}

#[test]
fn a_step_that_does_not_follow_is_refused_and_leaves_nothing() {
    let (_folder, ledger) = library();
    let id = seal(&ledger, new_order());
    let before = ledger.order(&id).unwrap();
    let refused = ledger.record(&id, moved(OrderState::Delivered), at(2));
    assert!(
        matches!(&refused, Err(Error::ReasonMissing { what }) if what == &[Oddity::BeforePayment]),
        "{refused:?}"
    );
    let refund = MoneyBack { amount: Fen(1), at: at(2), to: None, note: None };
    let refused = ledger.record(&id, OrderEvent::Refunded(refund), at(2));
    assert!(
        matches!(
            &refused,
            Err(Error::Contradicts { why }) if why == &[Contradiction::NothingWasPaid]
        ),
        "{refused:?}"
    );
    assert_eq!(ledger.order(&id).unwrap(), before);
    let unknown = OrderId("nobody".to_owned());
    assert!(matches!(
        ledger.record(&unknown, moved(OrderState::Issued), at(2)),
        Err(Error::NotFound(Missing::Order))
    ));
}

#[test]
fn what_is_offered_is_what_is_accepted() {
    use EventKind::{Abandoned, Completed, Delivered, Issued, Noted, NumberSet, Paid, Postponed};
    assert_eq!(possible(Axes::CHECKED), [Paid, Postponed, Abandoned, NumberSet, Noted]);
    let paid = next(Axes::CHECKED, Paid).unwrap();
    assert_eq!(possible(paid), [Issued, Delivered, NumberSet, Noted], "a top-up may skip issuing");
    let delivered = next(paid, Delivered).unwrap();
    assert_eq!(possible(delivered), [Completed, NumberSet, Noted]);
    let closed = next(Axes::CHECKED, Abandoned).unwrap();
    assert_eq!(possible(closed), [NumberSet, Noted], "what is given up is not paid");
}

#[test]
fn a_step_can_be_taken_back_while_nothing_rests_on_it() {
    let (_folder, ledger) = library();
    let id = seal(&ledger, new_order());
    let paying = ledger.record(&id, paid(2), at(2)).unwrap().seq.unwrap();
    let issuing = ledger.record(&id, moved(OrderState::Issued), at(3)).unwrap().seq.unwrap();

    let early = ledger.undo(&id, paying, at(4));
    assert!(matches!(early, Err(Error::NotUndoable { .. })), "issuing rests on paying: {early:?}");
    ledger.undo(&id, issuing, at(5)).unwrap();
    let change = ledger.undo(&id, paying, at(6)).unwrap();
    assert_eq!(change.kinds, [Changed::Orders, Changed::Recipients]);

    let record = ledger.order(&id).unwrap();
    assert_eq!(record.row.axes, Axes::CHECKED);
    assert_eq!(record.row.paid_at, None);
    assert_eq!(record.events.len(), 5, "taking back adds to the timeline");
    let undone: Vec<_> = record.events.iter().map(|event| event.undone).collect();
    assert_eq!(undone, [false, true, true, false, false]);
    for seq in [paying, 1, 4] {
        let again = ledger.undo(&id, seq, at(7));
        assert!(matches!(again, Err(Error::NotUndoable { .. })), "{seq}: {again:?}");
    }
    ledger.record(&id, paid(8), at(8)).unwrap();
}

#[test]
fn the_timeline_cannot_be_rewritten_through_the_database() {
    let (folder, ledger) = library();
    seal(&ledger, new_order());
    drop(ledger);
    let raw = rusqlite::Connection::open(folder.path().join("hedan.db")).unwrap();
    for sql in [
        "UPDATE event SET at = 0",
        "DELETE FROM event",
        "UPDATE document SET body = ''",
        "DELETE FROM document",
    ] {
        assert!(raw.execute(sql, []).is_err(), "{sql} must be refused");
    }
}

#[test]
fn pages_follow_one_another_without_gap_or_overlap() {
    let (_folder, ledger) = library();
    let mut sealed: Vec<_> = (0..7).map(|_| seal(&ledger, new_order())).collect();
    sealed.reverse();
    ledger.record(&sealed[2], paid(2), at(2)).unwrap();

    let mut seen = Vec::new();
    let mut query = OrderQuery { limit: 3, ..OrderQuery::default() };
    loop {
        let page = ledger.orders(&query).unwrap();
        let Some(last) = page.last() else { break };
        query.after = Some(last.id.clone().into());
        seen.extend(page.into_iter().map(|row| row.id));
    }
    assert_eq!(seen, sealed, "newest first");
    let paid_only =
        OrderQuery { states: vec![OrderState::Paid], limit: 10, ..OrderQuery::default() };
    let rows = ledger.orders(&paid_only).unwrap();
    assert_eq!(rows.into_iter().map(|row| row.id).collect::<Vec<_>>(), [sealed[2].clone()]);
}

#[test]
fn past_purchases_leave_out_what_was_given_up() {
    let (_folder, ledger) = library();
    let (kept, given_up) = (seal(&ledger, new_order()), seal(&ledger, new_order()));
    ledger.record(&given_up, OrderEvent::Abandoned { reason: "太贵".to_owned() }, at(2)).unwrap();
    ledger.record(&kept, paid(30), at(31)).unwrap();
    let past = ledger.past_purchases(None).unwrap();
    assert_eq!(past.len(), 1);
    assert_eq!((&past[0].order, past[0].at, past[0].state), (&kept, at(30), OrderState::Paid));
    assert_eq!(ledger.past_purchases(Some(at(30))).unwrap().len(), 1, "the bound is included");
    assert_eq!(ledger.past_purchases(Some(at(31))).unwrap().len(), 0);
}

#[test]
fn a_note_speaks_for_itself_in_the_timeline() {
    let (_folder, ledger) = library();
    let id = seal(&ledger, new_order());
    let text = "<script>\"'\u{0}\u{202E}".to_owned();
    ledger.record(&id, OrderEvent::Noted { text: text.clone() }, at(2)).unwrap();
    let events = ledger.order(&id).unwrap().events;
    assert_eq!(events[1].what, Happening::Noted { text }, "kept character by character");
}
