//! What the home page tells, and what a few typed characters may mean.

#![allow(clippy::unwrap_used, reason = "a test may end where it fails")]

mod common;

use std::path::Path;

use app::{
    Arrival, Fen, Library, MoneyBack, Move, MoveSource, OrderEvent, OrderQuery, OrderState,
    PurchaseDraft, Work,
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use model::OrderId;

use common::{NUMBER, PAGE};

/// The 22nd of November in Shanghai, 14:00, and days after it.
fn at(days: i64) -> Timestamp {
    let start: Timestamp = "2026-11-22T06:00:00Z".parse().unwrap();
    start + SignedDuration::from_hours(24 * days)
}

fn zone() -> TimeZone {
    TimeZone::fixed(jiff::tz::offset(8))
}

async fn open(folder: &Path) -> Library {
    Library::open(folder.to_owned(), at(-90)).await.unwrap()
}

fn draft() -> PurchaseDraft {
    let (recipient_label, shop) = ("妈妈".to_owned(), String::new());
    PurchaseDraft { recipient_label, shop, ..common::draft() }
}

async fn sealed(library: &Library, now: Timestamp) -> OrderId {
    library.confirm(None, draft(), now).await.unwrap().order
}

async fn paid(library: &Library, now: Timestamp) -> OrderId {
    let order = sealed(library, now).await;
    let paid = OrderEvent::Paid { paid_at: now, order_no: None, note: None };
    library.record(order.clone(), paid, now).await.unwrap();
    order
}

#[tokio::test]
async fn months_are_those_of_the_zone_and_what_was_not_paid_is_no_spending() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    assert!(library.is_empty().await.unwrap());
    // Half an hour before and after midnight of the first of November, eight hours ahead of UTC.
    let midnight: Timestamp = "2026-10-31T16:00:00Z".parse().unwrap();
    let half = SignedDuration::from_mins(30);
    paid(&library, midnight - half).await;
    paid(&library, midnight + half).await;
    paid(&library, at(-1)).await;
    let given_up = sealed(&library, at(0)).await;
    let why = OrderEvent::Abandoned { reason: "太贵".to_owned() };
    library.record(given_up, why, at(0)).await.unwrap();
    assert!(!library.is_empty().await.unwrap());

    let home = library.home(at(0), zone()).await.unwrap();
    assert_eq!((home.this_month.count, home.this_month.total), (2, Fen(2 * 9_980)));
    assert_eq!((home.last_month.count, home.last_month.total), (1, Fen(9_980)));
    assert_eq!((home.given_up.count, home.given_up.total), (1, Fen(9_980)));
    let later = library.home(at(30), zone()).await.unwrap();
    assert_eq!((later.this_month.count, later.last_month.count), (0, 2), "in December");
}

#[tokio::test]
async fn what_is_paid_and_has_not_come_is_a_problem_from_the_next_day_on() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let order = paid(&library, at(0)).await;
    let late = async |now| library.home(now, zone()).await.unwrap().late;
    assert_eq!(late(at(0)).await.count.count, 0, "not on the day itself");
    let home = library.home(at(0), zone()).await.unwrap();
    assert_eq!(home.today.items[0].order, order, "its first hour ends today");
    assert_eq!((home.today.count, home.overdue.count), (1, 0));
    let group = late(at(1)).await;
    assert_eq!((group.lines[0].row.id.clone(), group.count.count), (order.clone(), 1));
    let listed = library.orders(group.query, at(0)).await.unwrap();
    assert_eq!(listed.len(), 1, "the list that it leads to shows the same");
    let never = at(i64::from(app::LATE_DAYS) + 2);
    assert_eq!(late(never).await.count.count, 0, "nobody follows it up");
    let arrived = Move::to(OrderState::Delivered, at(1), MoveSource::Seen);
    library.record(order, OrderEvent::Moved(arrived), at(1)).await.unwrap();
    assert_eq!(late(at(1)).await.count.count, 0);
}

#[tokio::test]
async fn goods_that_came_are_awaited_no_more_wherever_the_order_stands() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let order = paid(&library, at(0)).await;
    let came = async |arrival| {
        let step = Move { order: None, arrival: Some(arrival), ..seen(OrderState::Paid) };
        library.record(order.clone(), OrderEvent::Moved(step), at(0)).await.unwrap();
        let late = library.home(at(1), zone()).await.unwrap().late;
        let due = library.home(at(0), zone()).await.unwrap().today;
        (late.count.count, due.count)
    };
    assert_eq!(came(Arrival::Nothing).await, (1, 1), "it is recorded that nothing came");
    assert_eq!(came(Arrival::Partly).await, (0, 1), "the rest is still owed");
    assert_eq!(came(Arrival::Whole).await, (0, 0));
}

fn seen(order: OrderState) -> Move {
    Move::to(order, at(0), MoveSource::Seen)
}

#[tokio::test]
async fn what_came_back_is_not_spent() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let order = paid(&library, at(0)).await;
    let back = MoneyBack { amount: Fen(980), at: at(0), to: None, note: None };
    library.record(order, OrderEvent::Refunded(back), at(0)).await.unwrap();
    let spent = library.home(at(0), zone()).await.unwrap().this_month;
    assert_eq!((spent.count, spent.total), (1, Fen(9_000)));
}

#[tokio::test]
async fn what_was_never_checked_was_not_given_up_after_a_check() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let table = "订单号,商品,金额,下单时间,付款时间,订单状态\n\
        1,点券 60,60,2026-11-20 12:00,,交易关闭\n";
    let table = library.open_table_bytes("订单.csv".to_owned(), table.as_bytes().to_vec()).await;
    let (table, work) = (table.unwrap(), Work::default());
    let done = library.import_table(table.token, table.layout, at(0), zone(), work).await.unwrap();
    assert_eq!(done.orders, 1);
    let order = library.orders(OrderQuery::default(), at(0)).await.unwrap().remove(0);
    assert_eq!(order.axes.order, OrderState::Closed);
    assert_eq!(library.home(at(0), zone()).await.unwrap().given_up.count, 0);
}

#[tokio::test]
async fn a_purchase_dropped_at_stop_counts_until_it_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let other = PurchaseDraft { page: PAGE.replace(NUMBER, "13900139008"), ..draft() };
    let id = library.save_draft(None, other.clone(), at(0)).await.unwrap().id;
    let clear = library.save_draft(None, draft(), at(0)).await.unwrap().id;
    assert_eq!(library.home(at(0), zone()).await.unwrap().draft_count, 2);
    library.discard_draft(clear, at(0)).await.unwrap();
    library.discard_draft(id.clone(), at(0)).await.unwrap();
    let home = library.home(at(0), zone()).await.unwrap();
    assert_eq!((home.stopped.count, home.stopped.total), (1, Fen(9_980)));
    library.save_draft(Some(id), other, at(0)).await.unwrap();
    assert_eq!(library.home(at(0), zone()).await.unwrap().stopped.count, 0, "it was taken back");
}

#[tokio::test]
async fn a_few_letters_find_people_templates_and_orders() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let order = paid(&library, at(0)).await;
    library.save_template(None, "妈妈话费".to_owned(), draft(), at(0)).await.unwrap();
    for typed in ["妈妈", "mm", "mama"] {
        let found = library.look_up(typed.to_owned()).await.unwrap();
        assert_eq!(found.recipients.len(), 1, "{typed}");
        assert_eq!(found.templates.len(), 1, "{typed}");
        assert_eq!(found.orders[0].row.id, order, "{typed}");
    }
    assert_eq!(library.look_up("139 0013".to_owned()).await.unwrap().recipients.len(), 1);
    let all = library.look_up(" ".to_owned()).await.unwrap();
    assert_eq!((all.orders.len(), all.recipients.len(), all.templates.len()), (1, 0, 1));
    let none = library.look_up("爸爸".to_owned()).await.unwrap();
    assert!(none.orders.is_empty() && none.recipients.is_empty() && none.templates.is_empty());
}

#[tokio::test]
async fn what_went_wrong_stands_open_until_it_is_over() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path()).await;
    let (order, fine) = (paid(&library, at(0)).await, paid(&library, at(0)).await);
    let move_to = |arrival| {
        let step = Move::to(OrderState::Delivered, at(1), MoveSource::Seen);
        OrderEvent::Moved(Move { arrival: Some(arrival), ..step })
    };
    let troubled = async || {
        let home = library.home(at(2), zone()).await.unwrap();
        let ids: Vec<_> = home.troubled.lines.into_iter().map(|line| line.row.id).collect();
        let query = OrderQuery { troubled: true, ..OrderQuery::default() };
        let listed = library.orders(query, at(2)).await.unwrap();
        assert_eq!(ids, listed.into_iter().map(|row| row.id).collect::<Vec<_>>());
        ids
    };
    library.record(fine.clone(), move_to(Arrival::Whole), at(1)).await.unwrap();
    assert_eq!(troubled().await, []);
    library.record(order.clone(), move_to(Arrival::Nothing), at(1)).await.unwrap();
    assert_eq!(troubled().await, std::slice::from_ref(&order), "the platform says otherwise");
    let set = |problem| OrderEvent::CaseSet { problem, circumstances: Vec::new() };
    library.record(order.clone(), move_to(Arrival::Whole), at(1)).await.unwrap();
    library.record(order.clone(), set(Some(app::Problem::NotAsDescribed)), at(1)).await.unwrap();
    assert_eq!(troubled().await, std::slice::from_ref(&order));
    drop(library);
    let library = open(folder.path()).await;
    let home = library.home(at(2), zone()).await.unwrap();
    assert_eq!(home.troubled.count.count, 1, "read anew, too");
    library.record(order.clone(), set(None), at(1)).await.unwrap();
    let home = library.home(at(2), zone()).await.unwrap();
    assert_eq!(home.troubled.count.count, 0);
}
