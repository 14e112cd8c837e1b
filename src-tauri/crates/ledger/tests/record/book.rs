//! Orders beyond their payment: where they stand, what came back, what they belong to.

use ledger::{
    Acquired, BulkChange, Changed, Error, EventKind, Gone, Ledger, LinkKind, MoneyBack, Move,
    MoveSource, NewOrder, NewRecord, OrderEvent, OrderQuery, OrderRow, RecordedFrom, Source,
    Wanted,
};
use model::{Arrival, Axes, EvidenceKind, Fen, MoneyState, OrderId, OrderState, VoucherState};

use crate::common::{at, library, moved, new_order, paid, seal, summary};

fn recorded(ledger: &Ledger, happened: Vec<OrderEvent>) -> OrderId {
    let new = NewRecord {
        summary: summary(),
        from: RecordedFrom::Hand,
        page_json: None,
        row: None,
        pictures: Vec::new(),
        happened,
    };
    ledger.record_order(new, at(1)).unwrap().order.unwrap()
}

fn row(ledger: &Ledger, id: &OrderId) -> OrderRow {
    ledger.order(id).unwrap().row
}

fn listed(ledger: &Ledger, query: &OrderQuery) -> Vec<OrderId> {
    ledger.orders(query).unwrap().into_iter().map(|row| row.id).collect()
}

fn refund(amount: i64) -> OrderEvent {
    OrderEvent::Refunded(MoneyBack { amount: Fen(amount), at: at(9), to: None, note: None })
}

#[test]
fn an_order_without_a_check_is_recorded_with_what_has_happened() {
    let (_folder, ledger) = library();
    let failed = Move {
        shown: Some("充值失败，请联系客服".to_owned()),
        arrival: Some(Arrival::Nothing),
        ..Move::to(OrderState::Failed, at(0), MoveSource::Page)
    };
    let id = recorded(&ledger, vec![paid(0), OrderEvent::Moved(failed)]);
    let record = ledger.order(&id).unwrap();
    assert_eq!(record.row.check_sha256, None);
    assert_eq!(record.row.recorded_from, Some(RecordedFrom::Hand));
    assert_eq!(
        (record.row.axes.order, record.row.axes.money),
        (OrderState::Failed, MoneyState::Paid)
    );
    assert_eq!(record.row.arrival, Some(Arrival::Nothing));
    assert!(ledger.sealed_check(&id).unwrap().is_none());
    let found = OrderQuery { text: "充值失败".to_owned(), ..OrderQuery::default() };
    assert_eq!(listed(&ledger, &found), [id], "found by the platform's own words");
    assert!(ledger.verify().unwrap().is_whole());
}

#[test]
fn what_does_not_follow_is_not_recorded_at_all() {
    let (_folder, ledger) = library();
    let new = NewRecord {
        summary: summary(),
        from: RecordedFrom::Page,
        row: None,
        page_json: Some("{}".to_owned()),
        pictures: Vec::new(),
        happened: vec![refund(1)],
    };
    assert!(matches!(ledger.record_order(new, at(1)), Err(Error::Contradicts { .. })));
    assert_eq!(listed(&ledger, &OrderQuery::default()), []);
    assert_eq!(ledger.verify().unwrap().events, 0, "not even its first event stays");
}

#[test]
fn an_unusual_step_needs_a_reason_and_keeps_it() {
    let (_folder, ledger) = library();
    let id = seal(&ledger, new_order());
    assert!(matches!(
        ledger.record(&id, moved(OrderState::Delivered), at(2)),
        Err(Error::ReasonMissing { .. })
    ));
    let reason = Some("先用后付".to_owned());
    let step = Move { reason, ..Move::to(OrderState::Delivered, at(2), MoveSource::Seen) };
    ledger.record(&id, OrderEvent::Moved(step), at(2)).unwrap();
    let axes = row(&ledger, &id).axes;
    assert_eq!((axes.order, axes.money), (OrderState::Delivered, MoneyState::Pending));
    assert_eq!(axes.voucher, VoucherState::Issued, "what was delivered was made");
}

#[test]
fn refunds_add_up_until_all_has_come_back() {
    let (_folder, ledger) = library();
    let id = recorded(&ledger, vec![paid(0)]);
    ledger.record(&id, refund(5_000), at(2)).unwrap();
    let partly = row(&ledger, &id);
    assert_eq!((partly.refunded, partly.axes.money), (Fen(5_000), MoneyState::PartlyRefunded));
    let last = ledger.record(&id, refund(4_850), at(3)).unwrap().seq.unwrap();
    assert_eq!(row(&ledger, &id).axes.money, MoneyState::Refunded);
    ledger.undo(&id, last, at(4)).unwrap();
    assert_eq!(row(&ledger, &id).refunded, Fen(5_000));
}

#[test]
fn what_was_sealed_is_not_amended_and_what_was_typed_is() {
    let (_folder, ledger) = library();
    let sealed = seal(&ledger, new_order());
    let parties = ledger::OrderSummary { seller: Some("街角分店".to_owned()), ..summary() };
    let change = OrderEvent::Amended { summary: parties.clone() };
    ledger.record(&sealed, change, at(2)).unwrap();
    assert_eq!(row(&ledger, &sealed).summary.seller.as_deref(), Some("街角分店"));
    let goods = ledger::OrderSummary { total: Some(Fen(1)), ..parties };
    let refused = ledger.record(&sealed, OrderEvent::Amended { summary: goods.clone() }, at(3));
    assert!(matches!(refused, Err(Error::Impossible { event: EventKind::Amended, .. })));
    let typed = recorded(&ledger, vec![]);
    ledger.record(&typed, OrderEvent::Amended { summary: goods }, at(3)).unwrap();
    assert_eq!(row(&ledger, &typed).summary.total, Some(Fen(1)));
}

#[test]
fn tags_are_found_and_each_stands_once() {
    let (_folder, ledger) = library();
    let id = recorded(&ledger, vec![]);
    recorded(&ledger, vec![]);
    let tags = ["报销", " 报销 ", "", "家里"].map(str::to_owned).to_vec();
    ledger.record(&id, OrderEvent::TagsSet { tags }, at(2)).unwrap();
    assert_eq!(row(&ledger, &id).tags, ["报销", "家里"]);
    let by_tag = OrderQuery { tags: vec!["家里".to_owned()], ..OrderQuery::default() };
    assert_eq!(listed(&ledger, &by_tag), std::slice::from_ref(&id));
    let by_text = OrderQuery { text: "报销".to_owned(), ..OrderQuery::default() };
    assert_eq!(listed(&ledger, &by_text), [id]);
}

#[test]
fn the_trash_is_out_of_every_list_and_gives_back() {
    let (_folder, ledger) = library();
    let kept = recorded(&ledger, vec![paid(0)]);
    let id = recorded(&ledger, vec![paid(0)]);
    ledger.record(&id, OrderEvent::Trashed, at(2)).unwrap();
    let text = |text: &str| OrderQuery { text: text.to_owned(), ..OrderQuery::default() };
    let paid_ones = OrderQuery { states: vec![OrderState::Paid], ..OrderQuery::default() };
    for query in [OrderQuery::default(), text("移动"), paid_ones] {
        assert_eq!(listed(&ledger, &query), std::slice::from_ref(&kept), "{query:?}");
        assert_eq!(ledger.count_orders(&query).unwrap().count, 1);
        let gone = OrderQuery { gone: true, ..query };
        assert_eq!(
            listed(&ledger, &gone),
            std::slice::from_ref(&id),
            "the trash can be searched, too"
        );
    }
    assert_eq!(ledger.past_purchases(None).unwrap().len(), 1, "no check compares with trash");
    assert!(ledger.record(&id, paid(3), at(3)).is_err(), "what is in the trash stays as it is");
    ledger.record(&id, OrderEvent::Restored, at(4)).unwrap();
    assert_eq!(listed(&ledger, &OrderQuery::default()).len(), 2);
    assert!(ledger.verify().unwrap().is_whole());
}

#[test]
fn a_link_stands_on_both_sides_or_on_neither() {
    let (_folder, ledger) = library();
    let (old, new) = (recorded(&ledger, vec![]), recorded(&ledger, vec![]));
    let seq = ledger.link(&old, &new, LinkKind::ExchangedFor, at(2)).unwrap().seq.unwrap();
    assert_eq!(row(&ledger, &old).links[0].kind, LinkKind::ExchangedFor);
    assert_eq!(row(&ledger, &new).links[0].kind, LinkKind::ExchangeOf);
    assert!(ledger.link(&new, &old, LinkKind::Related, at(3)).is_err(), "they are linked");
    assert!(ledger.link(&new, &new, LinkKind::Related, at(3)).is_err(), "with itself");
    ledger.undo(&old, seq, at(4)).unwrap();
    assert_eq!((row(&ledger, &old).links, row(&ledger, &new).links), (vec![], vec![]));
    ledger.link(&old, &new, LinkKind::PaidTwice, at(5)).unwrap();
    ledger.unlink(&new, &old, at(6)).unwrap();
    assert_eq!((row(&ledger, &old).links, row(&ledger, &new).links), (vec![], vec![]));
    assert!(ledger.verify().unwrap().is_whole());
}

#[test]
fn two_records_of_one_order_become_one_and_part_again() {
    let (_folder, ledger) = library();
    let kept = seal(&ledger, NewOrder { ..new_order() });
    let other = recorded(
        &ledger,
        vec![
            OrderEvent::Paid { paid_at: at(0), order_no: Some("8812".to_owned()), note: None },
            OrderEvent::Noted { text: "客服说今晚".to_owned() },
        ],
    );
    let file = Source::Bytes { name: "a.txt".to_owned(), bytes: b"a".to_vec() };
    ledger.attach(&other, file, EvidenceKind::Chat, Acquired::Paste, at(2)).unwrap();

    let change = ledger.merge(&kept, &other, at(3)).unwrap();
    assert_eq!(change.kinds, [Changed::Orders, Changed::Evidence]);
    let merged = ledger.order(&kept).unwrap();
    assert_eq!(merged.row.order_no.as_deref(), Some("8812"));
    assert_eq!(merged.row.notes, ["客服说今晚"]);
    let axes = merged.row.axes;
    assert_eq!((axes.order, axes.money), (OrderState::Paid, MoneyState::Paid), "it was paid");
    assert_eq!(merged.row.paid_at, Some(at(0)));
    assert_eq!(merged.evidence.len(), 1);
    assert_eq!(row(&ledger, &other).gone, Some(Gone::Merged(kept.clone())));
    assert_eq!(listed(&ledger, &OrderQuery::default()), std::slice::from_ref(&kept));
    assert!(ledger.record(&other, OrderEvent::Restored, at(4)).is_err(), "it is part of another");

    ledger.undo(&kept, change.seq.unwrap(), at(5)).unwrap();
    assert_eq!(listed(&ledger, &OrderQuery::default()).len(), 2);
    assert_eq!(ledger.order(&kept).unwrap().evidence, []);
    assert_eq!(row(&ledger, &kept).axes, Axes::CHECKED);
    assert!(ledger.verify().unwrap().is_whole());
}

#[test]
fn what_stands_here_stays_and_what_only_the_other_knows_of_the_money_comes() {
    let (_folder, ledger) = library();
    let delivered = recorded(&ledger, vec![paid(0), moved(OrderState::Delivered)]);
    let refunded = recorded(&ledger, vec![paid(1), refund(500)]);
    ledger.merge(&delivered, &refunded, at(3)).unwrap();
    let one = row(&ledger, &delivered);
    assert_eq!((one.axes.order, one.paid_at), (OrderState::Delivered, Some(at(0))));
    assert_eq!((one.axes.money, one.refunded), (MoneyState::PartlyRefunded, Fen(500)));

    let given_up = recorded(&ledger, vec![OrderEvent::Abandoned { reason: "太贵".to_owned() }]);
    let bought = recorded(&ledger, vec![paid(2)]);
    ledger.merge(&given_up, &bought, at(4)).unwrap();
    let one = row(&ledger, &given_up).axes;
    assert_eq!((one.order, one.money), (OrderState::Paid, MoneyState::Paid), "bought after all");

    let late = recorded(&ledger, vec![paid(0), moved(OrderState::Delivered)]);
    ledger.merge(&late, &recorded(&ledger, vec![]), at(5)).unwrap();
    assert_eq!(row(&ledger, &late).axes.order, OrderState::Delivered, "nothing began there");
    assert!(ledger.verify().unwrap().is_whole());
}

#[test]
fn a_link_goes_whatever_became_of_the_other() {
    let (folder, ledger) = library();
    let order = recorded(&ledger, vec![]);
    let trashed = recorded(&ledger, vec![]);
    ledger.link(&order, &trashed, LinkKind::Related, at(2)).unwrap();
    ledger.record(&trashed, OrderEvent::Trashed, at(3)).unwrap();
    ledger.unlink(&order, &trashed, at(4)).unwrap();
    assert_eq!((row(&ledger, &order).links, row(&ledger, &trashed).links), (vec![], vec![]));
    assert_eq!(row(&ledger, &trashed).gone, Some(Gone::Trashed));

    let (part, whole) = (recorded(&ledger, vec![]), recorded(&ledger, vec![]));
    let seq = ledger.link(&order, &part, LinkKind::Related, at(5)).unwrap().seq;
    ledger.merge(&whole, &part, at(6)).unwrap();
    let unlinked = ledger.unlink(&order, &part, at(7)).unwrap();
    assert_eq!(row(&ledger, &part).links, []);
    ledger.undo(&order, unlinked.seq.unwrap(), at(8)).unwrap();
    assert_eq!((row(&ledger, &order).links.len(), row(&ledger, &part).links.len()), (1, 1));
    ledger.undo(&order, seq.unwrap(), at(9)).unwrap();
    assert_eq!((row(&ledger, &order).links, row(&ledger, &part).links), (vec![], vec![]));

    // One that came from a file without the link of the other.
    let other = recorded(&ledger, vec![]);
    let target = folder.path().join("out.json");
    ledger.write_json(&target, &Wanted::These(vec![other.clone()]), at(10), &()).unwrap();
    ledger.link(&order, &other, LinkKind::Related, at(11)).unwrap();
    let linked = folder.path().join("linked.json");
    ledger.write_json(&linked, &Wanted::These(vec![order.clone()]), at(12), &()).unwrap();
    let (_away, away) = library();
    for path in [target, linked] {
        away.take_in_json(&path, at(13), &()).unwrap();
    }
    assert_eq!((row(&away, &order).links.len(), row(&away, &other).links.len()), (1, 0));
    away.unlink(&order, &other, at(14)).unwrap();
    assert_eq!(row(&away, &order).links, []);
    assert!(ledger.verify().unwrap().is_whole() && away.verify().unwrap().is_whole());
}

#[test]
fn many_are_changed_together_and_asking_twice_changes_nothing_more() {
    let (_folder, ledger) = library();
    let all = [recorded(&ledger, vec![]), recorded(&ledger, vec![])];
    let tag = BulkChange::Tag("报销".to_owned());
    assert_eq!(ledger.change_orders(&all[..1], &tag, at(2)).unwrap(), all[..1]);
    assert_eq!(ledger.change_orders(&all, &tag, at(2)).unwrap(), all[1..], "the other alone");
    let events = ledger.verify().unwrap().events;
    assert_eq!(ledger.change_orders(&all, &tag, at(3)).unwrap(), []);
    assert_eq!(ledger.verify().unwrap().events, events, "they bear it already");
    assert_eq!(ledger.tags().unwrap(), ["报销"]);
    ledger.change_orders(&all, &BulkChange::Trash, at(4)).unwrap();
    assert_eq!(listed(&ledger, &OrderQuery::default()), []);
    ledger.change_orders(&all, &BulkChange::Restore, at(5)).unwrap();
    ledger.change_orders(&all, &BulkChange::Untag("报销".to_owned()), at(6)).unwrap();
    assert_eq!(ledger.tags().unwrap(), [] as [&str; 0]);
    let unknown = [all[0].clone(), OrderId("nobody".to_owned())];
    assert!(ledger.change_orders(&unknown, &BulkChange::Trash, at(7)).is_err());
    assert_eq!(listed(&ledger, &OrderQuery::default()).len(), 2, "all or none");
}
