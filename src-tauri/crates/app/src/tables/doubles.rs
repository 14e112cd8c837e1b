//! Which rows stand in the record already.

use std::collections::HashMap;

use jiff::Timestamp;
use ledger::OrderMark;
use model::{Fen, OrderId};

use super::row::TableOrder;

/// What the record holds, to be asked row by row.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// By order number, with the platforms of those that bear it.
    numbers: HashMap<String, Vec<(Option<String>, OrderId)>>,
    /// By all else that a row says; each stands for one row.
    alike: HashMap<Alike, Vec<Standing>>,
    /// Of this table, by order number.
    rows: HashMap<(String, Option<String>), Row>,
}

/// What two records of one purchase have in common. The recipient is compared beside it: it is
/// often left out or hidden.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Alike {
    name: String,
    total: Option<Fen>,
    /// In seconds.
    paid_at: Option<i64>,
}

/// An order of the record.
#[derive(Debug)]
struct Standing {
    id: OrderId,
    recipient: Option<String>,
    numbered: bool,
}

#[derive(Debug)]
struct Row {
    number: u32,
    alike: Alike,
}

/// What a row is to what came before it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Met {
    New,
    /// The record has it.
    Recorded(OrderId),
    /// This row of the table says the same.
    Repeated(u32),
    /// This row of the table has the same number and says something else.
    Conflicting(u32),
}

impl Known {
    pub(super) fn of(marks: Vec<OrderMark>) -> Self {
        let mut known = Self::default();
        for mark in marks {
            let OrderMark { id, name, total, recipient, paid_at, order_no, shop } = mark;
            let paid_at = paid_at.map(Timestamp::as_second);
            let standing = Standing { id: id.clone(), recipient, numbered: order_no.is_some() };
            known.alike.entry(Alike { name, total, paid_at }).or_default().push(standing);
            if let Some(number) = order_no {
                known.numbers.entry(number).or_default().push((shop, id));
            }
        }
        known
    }

    /// Takes note of a row, too.
    pub(super) fn meet(&mut self, order: &TableOrder) -> Met {
        let alike = Alike {
            name: order.name.clone(),
            total: order.total,
            paid_at: order.paid_at.map(Timestamp::as_second),
        };
        let Some(number) = &order.order_no else {
            return self.stands(&alike, order).map_or(Met::New, Met::Recorded);
        };
        let same =
            |shop: &Option<String>| shop.is_none() || order.shop.is_none() || *shop == order.shop;
        let known =
            self.numbers.get(number).and_then(|all| all.iter().find(|(shop, _)| same(shop)));
        if let Some((_, id)) = known {
            return Met::Recorded(id.clone());
        }
        let key = (number.clone(), order.shop.clone());
        if let Some(row) = self.rows.get(&key) {
            let at = row.number;
            return if row.alike == alike { Met::Repeated(at) } else { Met::Conflicting(at) };
        }
        let stands = self.stands(&alike, order);
        self.rows.insert(key, Row { number: order.number, alike });
        stands.map_or(Met::New, Met::Recorded)
    }

    /// The order that says the same. Two rows alike are two purchases, so each order stands for
    /// one of them; and one with a number stands for none that has another.
    fn stands(&mut self, alike: &Alike, order: &TableOrder) -> Option<OrderId> {
        let all = self.alike.get_mut(alike)?;
        let open = |each: &Standing| !(each.numbered && order.order_no.is_some());
        let same = |each: &Standing| open(each) && each.recipient == order.recipient;
        let may_be =
            |each: &Standing| open(each) && (each.recipient.is_none() || order.recipient.is_none());
        let at = all.iter().position(same).or_else(|| all.iter().position(may_be))?;
        Some(all.swap_remove(at).id)
    }
}
