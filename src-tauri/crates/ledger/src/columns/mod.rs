//! What filters and sorts look at, held in memory: forty bytes an order, so that any combination
//! of conditions over a million orders is one walk through them. An index for each combination
//! would have to be written with each order, and still would not answer two conditions at once.
//!
//! It is never told of a change: it reads what came after the last event it knows, out of the
//! same state of the database that the query reads.

mod names;
mod standings;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use rusqlite::{Connection, Result, Row};

use self::{names::Names, standings::Standings};
use crate::{
    Amounts, OrderFacets, OrderQuery, OrderSort,
    column::millis,
    finding::{First, Rank},
    found::Keys,
};

// Named, so that it fails when the index does not hold all of it any more.
const CHANGED: &str = "
    SELECT pk, last_seq, total_fen, coalesce(paid_at, created_at), order_state, money_state,
        voucher_state, postponed_at IS NOT NULL, evidence_kinds, category, shop, payee, arrival,
        gone_at IS NOT NULL, tags, recorded_from IS NULL, refunded_fen
    FROM orders INDEXED BY orders_by_change WHERE last_seq > ?1
";
const LAST: &str = "SELECT coalesce(max(last_seq), 0) FROM orders";

/// The number of the last event that `connection` sees.
pub(crate) fn last_seq(connection: &Connection) -> Result<i64> {
    connection.prepare_cached(LAST)?.query_row([], |row| row.get(0))
}

#[derive(Debug, Default)]
pub(crate) struct Columns {
    /// How often rows had been made anew when these were begun.
    rows: u64,
    /// The last event that is accounted for.
    known: i64,
    /// The order with the key 1 first.
    entries: Vec<Entry>,
    standings: Standings,
    categories: Names,
    shops: Names,
    payees: Names,
    tags: Names,
    /// What has come back, of the few orders of which anything has, by their keys.
    refunded: HashMap<i64, i64>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    /// 0 where there is no order.
    last_seq: i64,
    /// [`NO_TOTAL`] for none.
    total: i64,
    /// When it was paid or, until that is recorded, checked.
    at: i64,
    standing: u32,
    category: u32,
    shop: u32,
    payee: u32,
    /// All of its tags as one text.
    tags: u32,
}

const NO_TOTAL: i64 = i64::MIN;

impl Columns {
    /// None yet, from when rows had been made anew so often.
    pub(crate) fn since(rows: u64) -> Self {
        Self { rows, ..Self::default() }
    }

    /// Whether a reading that began when rows had been made anew so often may look at these.
    pub(crate) fn are_of(&self, rows: u64) -> bool {
        self.rows == rows
    }

    /// Whether there are changes up to `last_seq` that are not accounted for.
    pub(crate) fn are_behind(&self, last_seq: i64) -> bool {
        last_seq > self.known
    }

    pub(crate) fn catch_up(&mut self, connection: &Connection) -> Result<()> {
        let mut statement = connection.prepare_cached(CHANGED)?;
        let mut rows = statement.query([self.known])?;
        let mut key = String::new();
        while let Some(row) = rows.next()? {
            self.put(row, &mut key)?;
        }
        Ok(())
    }

    /// The first of those that pass and are `among` these, from behind `after` on.
    pub(crate) fn first(
        &self,
        sieve: &Sieve,
        among: Option<&Keys>,
        sort: OrderSort,
        after: Option<Rank>,
        most: usize,
    ) -> Vec<Rank> {
        let mut first = First::new(most, after);
        let ranks = self.numbered().filter(|(pk, entry)| {
            among.is_none_or(|keys| keys.contains(*pk)) && sieve.passes(*pk, entry)
        });
        let mut offer = |(pk, entry): (i64, &Entry)| first.offer(entry.rank(sort, pk));
        // What comes first anyhow is offered first: little is then displaced.
        if sort == OrderSort::Oldest {
            ranks.for_each(&mut offer);
        } else {
            ranks.rev().for_each(&mut offer);
        }
        first.into_sorted()
    }

    /// The keys of those that pass, unless there are more than `most`.
    pub(crate) fn few(&self, sieve: &Sieve, most: usize) -> Option<Vec<i64>> {
        let passing = self.numbered().filter(|(pk, entry)| sieve.passes(*pk, entry));
        let few: Vec<i64> = passing.map(|(pk, _)| pk).take(most + 1).collect();
        (few.len() <= most).then_some(few)
    }

    /// The rank of an order, when it passes.
    pub(crate) fn rank(&self, sieve: &Sieve, sort: OrderSort, pk: i64) -> Option<Rank> {
        let at = usize::try_from(pk.checked_sub(1)?).ok()?;
        let entry = self.entries.get(at)?;
        sieve.passes(pk, entry).then(|| entry.rank(sort, pk))
    }

    /// What those that pass come to, without what has come back.
    pub(crate) fn amounts(&self, sieve: &Sieve) -> Amounts {
        let mut amounts = Amounts::default();
        for (pk, entry) in self.numbered().filter(|(pk, entry)| sieve.passes(*pk, entry)) {
            amounts.count += 1;
            if entry.total == NO_TOTAL {
                amounts.without_total += 1;
            } else {
                // More can come back than was paid: that is no negative spending.
                let refunded = self.refunded.get(&pk).map_or(0, |back| (*back).min(entry.total));
                amounts.total.0 = amounts.total.0.saturating_add(entry.total - refunded);
            }
        }
        amounts
    }

    /// What the orders say of themselves, at most `most` of a kind.
    pub(crate) fn facets(&self, most: usize) -> OrderFacets {
        let there = || self.entries.iter().filter(|entry| entry.last_seq > 0);
        OrderFacets {
            categories: self.categories.counted(there().map(|entry| entry.category), most),
            shops: self.shops.counted(there().map(|entry| entry.shop), most),
            payees: self.payees.counted(there().map(|entry| entry.payee), most),
        }
    }

    /// Every tag that an order bears, sorted.
    pub(crate) fn tags(&self) -> Vec<String> {
        let mut borne = vec![false; self.tags.numbers.len() + 1];
        for entry in self.entries.iter().filter(|entry| entry.last_seq > 0) {
            borne[entry.tags as usize] = true;
        }
        let lists = self.tags.numbers.iter().filter(|(_, number)| borne[**number as usize]);
        let tags: BTreeSet<String> = lists
            .flat_map(|(list, _)| serde_json::from_str::<Vec<String>>(list).unwrap_or_default())
            .collect();
        tags.into_iter().collect()
    }

    /// Every order with its key.
    fn numbered(&self) -> impl DoubleEndedIterator<Item = (i64, &Entry)> {
        let keyed = |(at, entry)| (i64::try_from(at).unwrap_or(i64::MAX).saturating_add(1), entry);
        self.entries.iter().enumerate().map(keyed)
    }

    fn put(&mut self, row: &Row<'_>, key: &mut String) -> Result<()> {
        let pk: i64 = row.get(0)?;
        let entry = Entry {
            last_seq: row.get(1)?,
            total: row.get::<_, Option<i64>>(2)?.unwrap_or(NO_TOTAL),
            at: row.get(3)?,
            standing: self.standings.of(row, key)?,
            category: self.categories.of(row.get_ref(9)?.as_str_or_null().unwrap_or_default()),
            shop: self.shops.of(row.get_ref(10)?.as_str_or_null().unwrap_or_default()),
            payee: self.payees.of(row.get_ref(11)?.as_str_or_null().unwrap_or_default()),
            tags: self.tags.of(row.get_ref(14)?.as_str_or_null().unwrap_or_default()),
        };
        self.known = self.known.max(entry.last_seq);
        match row.get(16)? {
            0 => self.refunded.remove(&pk),
            refunded => self.refunded.insert(pk, refunded),
        };
        // Keys are given one after another from 1 on.
        let at = usize::try_from(pk - 1).unwrap_or_default();
        if at >= self.entries.len() {
            self.entries.resize(at + 1, Entry::default());
        }
        self.entries[at] = entry;
        Ok(())
    }
}

impl Entry {
    fn rank(&self, sort: OrderSort, pk: i64) -> Rank {
        let total = (self.total != NO_TOTAL).then_some(self.total);
        Rank::of(sort, pk, total, self.last_seq, self.at)
    }
}

/// The conditions of a query, ready to be put to every order.
#[derive(Debug)]
pub(crate) struct Sieve {
    standings: Vec<bool>,
    categories: Option<Vec<bool>>,
    shops: Option<Vec<bool>>,
    payees: Option<Vec<bool>>,
    tags: Option<Vec<bool>>,
    total_from: i64,
    total_to: i64,
    at_from: i64,
    /// Not itself in the range.
    at_to: i64,
    only: Option<Arc<Keys>>,
}

impl Sieve {
    pub(crate) fn new(query: &OrderQuery, columns: &Columns) -> Self {
        let bounded = query.total_from.is_some() || query.total_to.is_some();
        Self {
            standings: columns.standings.all.iter().map(|s| s.fits(query)).collect(),
            categories: columns.categories.chosen(&query.categories),
            shops: columns.shops.chosen(&query.shops),
            payees: columns.payees.chosen(&query.payees),
            tags: columns.tags.holding(&query.tags),
            total_from: match query.total_from {
                Some(from) => from.0.max(NO_TOTAL + 1),
                None if bounded => NO_TOTAL + 1,
                None => NO_TOTAL,
            },
            total_to: query.total_to.map_or(i64::MAX, |to| to.0),
            at_from: query.time_from.map_or(i64::MIN, millis),
            at_to: query.time_to.map_or(i64::MAX, millis),
            only: match &query.only {
                Some(only) => Some(Arc::clone(only.keys())),
                None => (query.due_days.is_some() || query.troubled).then(Arc::default),
            },
        }
    }

    fn passes(&self, pk: i64, entry: &Entry) -> bool {
        let has = |chosen: &Option<Vec<bool>>, name: u32| {
            chosen.as_ref().is_none_or(|chosen| chosen[name as usize])
        };
        entry.last_seq > 0
            && self.standings[entry.standing as usize]
            && (self.total_from..=self.total_to).contains(&entry.total)
            && (self.at_from..self.at_to).contains(&entry.at)
            && has(&self.categories, entry.category)
            && has(&self.shops, entry.shop)
            && has(&self.payees, entry.payee)
            && has(&self.tags, entry.tags)
            && self.only.as_ref().is_none_or(|only| only.contains(pk))
    }
}
