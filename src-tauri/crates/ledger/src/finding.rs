//! Which orders are wanted, and in what order.

use std::collections::BinaryHeap;

use jiff::Timestamp;
use model::{Arrival, Fen, MoneyState, OrderId, OrderState, VoucherState};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{OrderRow, OrderSet};

/// Which orders to list. Every condition that is given must hold; an empty list is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default)]
pub struct OrderQuery {
    /// Finds every order that holds all of these words or fragments; empty finds all. One
    /// Chinese character or digit is enough; letters find Chinese by its sound, too: `hf` and
    /// `huafei` find 话费.
    pub text: String,
    pub states: Vec<OrderState>,
    pub money: Vec<MoneyState>,
    pub vouchers: Vec<VoucherState>,
    pub arrivals: Vec<Arrival>,
    /// Any of these.
    pub tags: Vec<String>,
    /// Those in the trash and those that became part of others, in place of all others.
    pub gone: bool,
    /// Keys of the category catalogue.
    pub categories: Vec<String>,
    /// Platforms, as they are written in the orders.
    pub shops: Vec<String>,
    /// Who is paid, as it is written in the orders.
    pub payees: Vec<String>,
    /// The least total. An order without one is in no range.
    pub total_from: Option<Fen>,
    /// The largest total.
    pub total_to: Option<Fen>,
    /// Paid at this time or later; an order that is not paid counts by when it was checked.
    #[specta(type = Option<String>)]
    pub time_from: Option<Timestamp>,
    /// Before this time.
    #[specta(type = Option<String>)]
    pub time_to: Option<Timestamp>,
    /// Whether evidence is missing for one of the three flows; see [`model::gaps`].
    pub has_gaps: Option<bool>,
    /// Whether a check was made before it was bought.
    pub checked: Option<bool>,
    /// Whether anything of it is recorded to have arrived, be it wrong or not all of it.
    pub arrived: Option<bool>,
    /// Whether paying was put off and has not been done since.
    pub postponed: Option<bool>,
    /// A deadline of it is due within so many days, or overdue. The record knows of no deadlines:
    /// the use case that is asked names the orders in `only`, and without them there are none.
    pub due_days: Option<u16>,
    /// Something went wrong with it that is not over; known to the use case alone as well.
    pub troubled: bool,
    /// None but these.
    #[serde(skip)]
    #[specta(skip)]
    pub only: Option<OrderSet>,
    pub sort: OrderSort,
    /// Clamped to 1–500.
    pub limit: u32,
    /// Where the page before ended: its [`OrderPage::next`], or the identity of its last order.
    pub after: Option<OrderCursor>,
}

/// The order of a list. What is alike stands newest first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum OrderSort {
    /// As they came into the record, the last one first.
    #[default]
    Newest,
    Oldest,
    /// By when they were paid; one that is not paid counts by when it was checked.
    PaidLast,
    PaidFirst,
    /// Orders without a total come last.
    AmountHigh,
    /// Orders without a total come last.
    AmountLow,
    /// The last one that something happened to first.
    Touched,
}

/// A place in a list. Its text means something to the record alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct OrderCursor(pub String);

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct OrderPage {
    pub rows: Vec<OrderRow>,
    /// Where the next page begins; `None` when this is the last.
    pub next: Option<OrderCursor>,
}

/// How many orders a query finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct OrderCount {
    /// At most [`COUNTED`].
    pub count: u32,
    /// There are more than [`COUNTED`].
    pub more: bool,
}

/// What occurs in the orders, to choose from; the most common first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct OrderFacets {
    /// Keys of the category catalogue.
    pub categories: Vec<Facet>,
    pub shops: Vec<Facet>,
    pub payees: Vec<Facet>,
}

/// A word of the orders and how many of them have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Facet {
    pub name: String,
    pub count: u32,
}

/// What some orders come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Type)]
pub struct Amounts {
    pub count: u32,
    /// Of those that have one.
    pub total: Fen,
    pub without_total: u32,
}

/// The same of chosen orders, and what the platforms call them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Type)]
pub struct OrderSum {
    pub count: u32,
    /// Of those that have one.
    pub total: Fen,
    pub without_total: u32,
    /// The platforms' numbers of those that have one.
    pub order_nos: Vec<String>,
}

/// So many of a kind are offered.
pub(crate) const OFFERED: usize = 300;

/// How far orders are counted.
pub const COUNTED: u32 = 1_000;

impl Default for OrderQuery {
    /// The newest 50.
    fn default() -> Self {
        Self {
            text: String::new(),
            states: Vec::new(),
            money: Vec::new(),
            vouchers: Vec::new(),
            arrivals: Vec::new(),
            tags: Vec::new(),
            gone: false,
            categories: Vec::new(),
            shops: Vec::new(),
            payees: Vec::new(),
            total_from: None,
            total_to: None,
            time_from: None,
            time_to: None,
            has_gaps: None,
            checked: None,
            arrived: None,
            postponed: None,
            due_days: None,
            troubled: false,
            only: None,
            sort: OrderSort::default(),
            limit: 50,
            after: None,
        }
    }
}

impl OrderQuery {
    /// Whether anything but the text narrows the list.
    pub(crate) fn filters(&self) -> bool {
        let any = Self {
            text: self.text.clone(),
            sort: self.sort,
            limit: self.limit,
            after: self.after.clone(),
            ..Self::default()
        };
        *self != any
    }
}

impl From<OrderId> for OrderCursor {
    fn from(id: OrderId) -> Self {
        Self(id.0)
    }
}

/// Where an order stands in a list: those of a smaller rank come before it. No two orders of a
/// list have the same, so that a page can begin right behind any of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rank {
    key: i64,
    tie: i64,
}

impl Rank {
    /// Of an order with this key in the table, total, last event, and time of paying.
    pub(crate) fn of(
        sort: OrderSort,
        pk: i64,
        total: Option<i64>,
        last_seq: i64,
        paid_at: i64,
    ) -> Self {
        let key = match sort {
            OrderSort::Newest => 0,
            OrderSort::Oldest => pk,
            OrderSort::PaidLast => paid_at.wrapping_neg(),
            OrderSort::PaidFirst => paid_at,
            // Totals are far from the ends of the range.
            OrderSort::AmountHigh => total.map_or(i64::MAX, i64::wrapping_neg),
            OrderSort::AmountLow => total.unwrap_or(i64::MAX),
            OrderSort::Touched => last_seq.wrapping_neg(),
        };
        Self { key, tie: pk.wrapping_neg() }
    }

    pub(crate) fn pk(self) -> i64 {
        self.tie.wrapping_neg()
    }

    pub(crate) fn cursor(self, sort: OrderSort) -> OrderCursor {
        OrderCursor(format!("{} {} {}", crate::column::word(&sort), self.key, self.tie))
    }

    /// `None` when `cursor` is no place in a list of this sort.
    pub(crate) fn read(cursor: &OrderCursor, sort: OrderSort) -> Option<Self> {
        let mut parts = cursor.0.split(' ');
        let named = parts.next()? == crate::column::word(&sort);
        let rank = Self { key: parts.next()?.parse().ok()?, tie: parts.next()?.parse().ok()? };
        (named && parts.next().is_none()).then_some(rank)
    }
}

/// The smallest ranks of many, behind one.
#[derive(Debug)]
pub(crate) struct First {
    most: usize,
    after: Option<Rank>,
    heap: BinaryHeap<Rank>,
}

impl First {
    pub(crate) fn new(most: usize, after: Option<Rank>) -> Self {
        Self { most, after, heap: BinaryHeap::with_capacity(most + 1) }
    }

    pub(crate) fn offer(&mut self, rank: Rank) {
        if self.after.is_some_and(|after| rank <= after) {
            return;
        }
        if self.heap.len() < self.most {
            self.heap.push(rank);
        } else if let Some(mut last) = self.heap.peek_mut()
            && rank < *last
        {
            *last = rank;
        }
    }

    pub(crate) fn into_sorted(self) -> Vec<Rank> {
        self.heap.into_sorted_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_leads_back_to_its_rank_in_its_own_sort_alone() {
        let rank = Rank::of(OrderSort::AmountHigh, 7, Some(9_850), 30, 0);
        let cursor = rank.cursor(OrderSort::AmountHigh);
        assert_eq!(Rank::read(&cursor, OrderSort::AmountHigh), Some(rank));
        assert_eq!(Rank::read(&cursor, OrderSort::AmountLow), None, "another list");
        for odd in [
            "",
            "newest",
            "newest 1",
            "newest a b",
            "newest 1 2 3",
            "\0",
            "newest 1 99999999999999999999",
        ] {
            assert_eq!(Rank::read(&OrderCursor(odd.to_owned()), OrderSort::Newest), None, "{odd}");
        }
    }

    #[test]
    fn what_has_no_total_comes_last_both_ways() {
        for sort in [OrderSort::AmountHigh, OrderSort::AmountLow] {
            assert!(Rank::of(sort, 1, Some(1), 1, 0) < Rank::of(sort, 2, None, 2, 0), "{sort:?}");
        }
    }
}
