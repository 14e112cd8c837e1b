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
    alike: HashMap<Alike, Vec<OrderId>>,
    /// Of this table, by order number.
    rows: HashMap<(String, Option<String>), Row>,
}

/// Everything that two records of one purchase have in common.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Alike {
    name: String,
    total: Option<Fen>,
    recipient: Option<String>,
    /// In seconds.
    paid_at: Option<i64>,
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
            if let Some(number) = order_no {
                known.numbers.entry(number).or_default().push((shop, id.clone()));
            }
            let paid_at = paid_at.map(Timestamp::as_second);
            known.alike.entry(Alike { name, total, recipient, paid_at }).or_default().push(id);
        }
        known
    }

    /// Takes note of a row, too.
    pub(super) fn meet(&mut self, order: &TableOrder) -> Met {
        let alike = Alike {
            name: order.name.clone(),
            total: order.total,
            recipient: order.recipient.clone(),
            paid_at: order.paid_at.map(Timestamp::as_second),
        };
        let Some(number) = &order.order_no else {
            // Two rows alike are two purchases; so each order stands for one of them.
            let stands = self.alike.get_mut(&alike).and_then(Vec::pop);
            return stands.map_or(Met::New, Met::Recorded);
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
        self.rows.insert(key, Row { number: order.number, alike });
        Met::New
    }
}
