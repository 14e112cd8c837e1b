//! Orders of a table on their way into the record.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ledger::{
    BulkChange, Move, MoveSource, NewRecord, OrderEvent, OrderSummary, Progress, RecordedFrom,
    TableRow, Watch,
};
use model::{Axes, MoneyState, OrderId, OrderState, Transition, transition};
use serde::Serialize;
use specta::Type;

use super::layout::{TableLayout, remember};
use super::row::TableOrder;
use super::{OpenTable, count, index};
use crate::error::{Error, ErrorCode, Result};
use crate::library::Library;
use crate::work::Work;

/// What was taken in of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TableImported {
    pub orders: u32,
    /// It was stopped before its end; what was taken in by then is whole.
    pub stopped: bool,
    /// Why it ended before its end; what was taken in by then is whole and can be taken back.
    pub failed: Option<Error>,
}

/// Orders that are recorded in one transaction: one sync of the disk for all of them, and the
/// window waits for no longer than these take.
const GROUP: usize = 250;

impl Library {
    /// Records the orders of a table, the earliest first. What was recorded when the work is
    /// stopped stays, whole.
    ///
    /// # Errors
    ///
    /// As [`Library::preview_table`], and what kept the first orders from being recorded.
    pub async fn import_table(
        &self,
        token: u32,
        layout: TableLayout,
        now: Timestamp,
        zone: TimeZone,
        work: Work,
    ) -> Result<TableImported> {
        let open = self.open_of(token)?;
        let mut sorted = self.sort_table(token, layout.clone(), now, zone).await?;
        // Lists show what was recorded last first.
        sorted.orders.sort_by_key(|order| order.at);
        let all = sorted.orders;
        let whole = all.len();
        let (made, ended) = self
            .change(move |ledger| {
                let orders = all.into_iter().map(|order| record(order, &open)).collect();
                let (made, ended) =
                    in_groups(orders, &work, |group| Ok(ledger.record_orders(group, now)?));
                let header = open.headers(index(layout.header));
                let ended = ended.and_then(|()| remember(ledger, header, &layout));
                Ok::<_, Error>((made, ended))
            })
            .await?;
        let failed = ended.err();
        if let Some(error) = failed.clone().filter(|_| made.is_empty()) {
            return Err(error);
        }
        let orders = count(made.len());
        let stopped = made.len() < whole && failed.is_none();
        self.tables().taken = Some((token, made));
        Ok(TableImported { orders, stopped, failed })
    }

    /// Puts all orders of an import into the trash.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::NotFound`] when another one came since.
    pub async fn take_back_table(&self, token: u32, now: Timestamp) -> Result<()> {
        let made = self.tables().taken.take_if(|(of, _)| *of == token);
        let (_, orders) =
            made.ok_or_else(|| Error::new(ErrorCode::NotFound, format!("table {token}")))?;
        self.change_orders(orders, BulkChange::Trash, now).await.map(drop)
    }

    /// Closes the table that is open. What was taken in of it can still be taken back.
    pub fn close_table(&self) {
        self.tables().open = None;
    }
}

/// Records group by group until the work is stopped or one fails; what was recorded stands.
fn in_groups(
    orders: Vec<NewRecord>,
    work: &Work,
    mut record: impl FnMut(Vec<NewRecord>) -> Result<Vec<OrderId>>,
) -> (Vec<OrderId>, Result<()>) {
    let total = count(orders.len());
    let mut made = Vec::with_capacity(orders.len());
    let mut orders = orders.into_iter().peekable();
    work.told(Progress { done: 0, total });
    while orders.peek().is_some() && !work.is_stopped() {
        match record(orders.by_ref().take(GROUP).collect()) {
            Ok(group) => made.extend(group),
            Err(error) => return (made, Err(error)),
        }
        work.told(Progress { done: count(made.len()), total });
    }
    (made, Ok(()))
}

fn record(order: TableOrder, open: &Arc<OpenTable>) -> NewRecord {
    let row = TableRow { table: open.name.clone(), row: order.number };
    let step = step(&order);
    let TableOrder { paid_at, order_no, note, tags, .. } = order;
    let mut happened = Vec::new();
    if let Some(paid_at) = paid_at {
        happened.push(OrderEvent::Paid { paid_at, order_no, note: None });
    } else if let Some(order_no) = order_no {
        happened.push(OrderEvent::NumberSet { order_no });
    }
    happened.extend(step.map(OrderEvent::Moved));
    happened.extend(note.map(|text| OrderEvent::Noted { text }));
    if !tags.is_empty() {
        happened.push(OrderEvent::TagsSet { tags });
    }
    let summary = OrderSummary {
        category: String::new(),
        name: order.name,
        face_value: None,
        unit_price: None,
        quantity: order.quantity,
        total: order.total,
        recipient: order.recipient,
        recipient_kind: order.recipient_kind,
        recipient_label: order.recipient_label,
        shop: order.shop,
        seller: order.seller,
        payee: order.payee,
        words: Vec::new(),
    };
    let (page_json, pictures) = (None, Vec::new());
    NewRecord { summary, from: RecordedFrom::Table, row: Some(row), page_json, pictures, happened }
}

/// What the table says of where the order stands beyond its payment.
fn step(order: &TableOrder) -> Option<Move> {
    if order.shown.is_none() && order.arrival.is_none() {
        return None;
    }
    let (state, money) = moves(order);
    Some(Move {
        order: state,
        money,
        voucher: None,
        shipment: None,
        arrival: order.arrival,
        shown: order.shown.clone(),
        // When it came to stand so is not known; this is the last that is.
        at: order.at,
        source: MoveSource::Imported,
        note: None,
        reason: None,
    })
}

/// Where the order moves by its platform's words; nowhere when that would need a reason or
/// contradict its payment: then the words alone are kept.
fn moves(order: &TableOrder) -> (Option<OrderState>, Option<MoneyState>) {
    let Some(standing) = order.standing else { return (None, None) };
    let from = begun(order);
    let to = moved(standing.order, standing.money, from);
    match transition(from, to) {
        Transition::Same | Transition::Usual => (standing.order, standing.money),
        // Bills write 交易成功 of what was just paid; left out are the steps between.
        Transition::Unusual(_) | Transition::Impossible(_) => (None, None),
    }
}

const fn begun(order: &TableOrder) -> Axes {
    match order.paid_at {
        Some(_) => Axes { order: OrderState::Paid, money: MoneyState::Paid, ..Axes::CHECKED },
        None => Axes::CHECKED,
    }
}

fn moved(order: Option<OrderState>, money: Option<MoneyState>, from: Axes) -> Axes {
    let step = Move { money, ..Move::to(from.order, Timestamp::UNIX_EPOCH, MoveSource::Imported) };
    Move { order, ..step }.target(from)
}

/// Where the order will stand.
pub(super) fn axes(order: &TableOrder) -> Axes {
    let (state, money) = moves(order);
    moved(state, money, begun(order))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn orders(number: usize) -> Vec<NewRecord> {
        let summary = OrderSummary { name: "话费".to_owned(), ..blank() };
        let (from, row, page_json) = (RecordedFrom::Table, None, None);
        let (pictures, happened) = (Vec::new(), Vec::new());
        vec![NewRecord { summary, from, row, page_json, pictures, happened }; number]
    }

    fn blank() -> OrderSummary {
        OrderSummary {
            category: String::new(),
            name: String::new(),
            face_value: None,
            unit_price: None,
            quantity: 1,
            total: None,
            recipient: None,
            recipient_kind: None,
            recipient_label: None,
            shop: None,
            seller: None,
            payee: None,
            words: Vec::new(),
        }
    }

    #[test]
    fn what_was_recorded_before_a_failure_is_told() {
        let mut groups = 0;
        let (made, ended) = in_groups(orders(GROUP * 2 + 1), &Work::default(), |group| {
            groups += 1;
            if groups == 3 {
                return Err(Error::new(ErrorCode::DiskFull, "full"));
            }
            Ok(vec![OrderId("made".to_owned()); group.len()])
        });
        assert_eq!(made.len(), GROUP * 2, "they stand, and can be taken back");
        assert_eq!(ended.unwrap_err().code, ErrorCode::DiskFull);
    }
}
