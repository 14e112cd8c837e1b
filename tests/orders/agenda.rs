//! The agenda of all orders.

use std::time::{Duration, Instant};

use app::{Library, Milestone, OrderEvent, OrderQuery, OrderState};
use cases::deadline::china;

use crate::{middle_and_worst, purchases, shown, word};

/// The worst may take so long.
const BAR: Duration = Duration::from_millis(20);
/// Orders with a dispute, spread over all of them.
const DISPUTED: usize = 500;

/// Whether the bar is held. `times` is how often it may be exceeded by a larger record.
pub(crate) async fn run(library: &Library, times: u32) -> bool {
    let now = purchases::end();
    let disputed = begin_disputes(library, now).await;
    let began = Instant::now();
    let agenda = library.agenda(None, now, china()).await.unwrap();
    let groups = [&agenda.overdue, &agenda.today, &agenda.this_week, &agenda.later];
    let terms: u32 = groups.iter().map(|group| group.count).sum();
    println!(
        "agenda: {terms} terms, {disputed} disputes; the first time {}",
        shown(began.elapsed())
    );
    let mut asked = Vec::new();
    for _ in 0..50 {
        let began = Instant::now();
        library.agenda(None, now, china()).await.unwrap();
        asked.push(began.elapsed());
    }
    let orders = library.orders(OrderQuery::default(), now).await.unwrap();
    let ids: Vec<_> = orders.into_iter().map(|row| row.id).collect();
    let began = Instant::now();
    library.next_terms(ids, now).await.unwrap();
    println!("the next terms of a page of orders: {}", shown(began.elapsed()));
    let (middle, worst) = middle_and_worst(&mut asked);
    let held = worst <= BAR * times;
    println!(
        "agenda: median {}, worst {}, bar {}: {}",
        shown(middle),
        shown(worst),
        shown(BAR * times),
        word(held)
    );
    held
}

async fn begin_disputes(library: &Library, now: jiff::Timestamp) -> usize {
    let query =
        OrderQuery { states: vec![OrderState::Delivered], limit: 500, ..OrderQuery::default() };
    let orders = library.orders(query, now).await.unwrap();
    for order in orders.iter().take(DISPUTED) {
        let event = OrderEvent::Reached {
            milestone: Milestone::RefundRequested,
            at: now - jiff::SignedDuration::from_hours(30),
            until: None,
            note: None,
        };
        library.record(order.id.clone(), event, now).await.unwrap();
    }
    orders.len()
}
