//! What filters and sorts look at, held in memory: forty bytes an order, so that any combination
//! of conditions over a million orders is one walk through them. An index for each combination
//! would have to be written with each order, and still would not answer two conditions at once.
//!
//! It is never told of a change: it reads what came after the last event it knows, out of the
//! same state of the database that the query reads.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use model::{Arrival, EvidenceKind, MoneyState, OrderState, VoucherState, gaps};
use rusqlite::{Connection, Result, Row};

use crate::{
    Amounts, Facet, OrderFacets, OrderQuery, OrderSort,
    column::millis,
    column::parse_word,
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
                None => query.due_days.map(|_| Arc::default()),
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

/// Texts that come again and again, by number; 0 is none at all.
#[derive(Debug, Default)]
struct Names {
    numbers: HashMap<Box<str>, u32>,
}

impl Names {
    fn of(&mut self, name: Option<&str>) -> u32 {
        name.map_or(0, |name| number(&mut self.numbers, name))
    }

    /// The names that these numbers stand for, the most common first.
    fn counted(&self, numbers: impl Iterator<Item = u32>, most: usize) -> Vec<Facet> {
        let mut counts = vec![0; self.numbers.len() + 1];
        numbers.for_each(|number| counts[number as usize] += 1);
        let named = self.numbers.iter().map(|(name, &number)| (name, counts[number as usize]));
        let mut facets: Vec<_> = named
            .filter(|&(_, count)| count > 0)
            .map(|(name, count)| Facet { name: name.to_string(), count })
            .collect();
        // By name where they are as common, so that two askings answer alike.
        facets.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
        facets.truncate(most);
        facets
    }

    /// Which numbers are among `names`; `None` when any is.
    fn chosen(&self, names: &[String]) -> Option<Vec<bool>> {
        if names.is_empty() {
            return None;
        }
        let mut chosen = vec![false; self.numbers.len() + 1];
        for name in names {
            if let Some(&number) = self.numbers.get(name.as_str()) {
                chosen[number as usize] = true;
            }
        }
        Some(chosen)
    }

    /// Which numbers are of lists that hold any of `names`; `None` when any list does.
    fn holding(&self, names: &[String]) -> Option<Vec<bool>> {
        if names.is_empty() {
            return None;
        }
        let mut chosen = vec![false; self.numbers.len() + 1];
        for (list, &number) in &self.numbers {
            let held: Vec<String> = serde_json::from_str(list).unwrap_or_default();
            chosen[number as usize] = held.iter().any(|name| names.contains(name));
        }
        Some(chosen)
    }
}

/// Where orders stand, by number: there are a few hundred ways at most.
#[derive(Debug, Default)]
struct Standings {
    numbers: HashMap<Box<str>, u32>,
    all: Vec<Standing>,
}

/// `None` where a column holds no word that this program knows.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each answers a condition of its own")]
struct Standing {
    order: Option<OrderState>,
    money: Option<MoneyState>,
    voucher: Option<VoucherState>,
    arrival: Option<Arrival>,
    postponed: bool,
    has_gaps: bool,
    gone: bool,
    checked: bool,
}

impl Standings {
    fn of(&mut self, row: &Row<'_>, key: &mut String) -> Result<u32> {
        key.clear();
        for column in [4, 5, 6, 8] {
            // One that is damaged stands nowhere.
            key.push_str(row.get_ref(column)?.as_str().unwrap_or_default());
            key.push('\n');
        }
        key.push_str(row.get_ref(12)?.as_str_or_null().unwrap_or_default().unwrap_or_default());
        key.push('\n');
        let (postponed, gone, checked): (bool, bool, bool) =
            (row.get(7)?, row.get(13)?, row.get(15)?);
        for flag in [postponed, gone, checked] {
            key.push(if flag { '1' } else { '0' });
        }
        if let Some(&number) = self.numbers.get(key.as_str()) {
            return Ok(number - 1);
        }
        let mut words = key.lines();
        let mut word = || words.next().unwrap_or_default();
        let order = parse_word(word()).ok();
        let (money, voucher) = (parse_word(word()).ok(), parse_word(word()).ok());
        let kinds: Vec<EvidenceKind> = serde_json::from_str(word()).unwrap_or_default();
        let arrival = parse_word(word()).ok();
        let postponed = postponed && order == Some(OrderState::Unpaid);
        let has_gaps = !gaps(&kinds).is_empty();
        self.all.push(Standing {
            order,
            money,
            voucher,
            arrival,
            postponed,
            has_gaps,
            gone,
            checked,
        });
        Ok(number(&mut self.numbers, key) - 1)
    }
}

impl Standing {
    fn fits(&self, query: &OrderQuery) -> bool {
        let arrived = self.arrival.is_some_and(|arrival| arrival != Arrival::Nothing);
        among(self.order, &query.states)
            && among(self.money, &query.money)
            && among(self.voucher, &query.vouchers)
            && among(self.arrival, &query.arrivals)
            && self.gone == query.gone
            && query.checked.is_none_or(|wanted| wanted == self.checked)
            && query.arrived.is_none_or(|wanted| wanted == arrived)
            && query.postponed.is_none_or(|wanted| wanted == self.postponed)
            && query.has_gaps.is_none_or(|wanted| wanted == self.has_gaps)
    }
}

fn among<T: PartialEq>(found: Option<T>, wanted: &[T]) -> bool {
    wanted.is_empty() || found.is_some_and(|found| wanted.contains(&found))
}

/// The number of a text, the next from 1 on when it is new.
fn number(numbers: &mut HashMap<Box<str>, u32>, text: &str) -> u32 {
    if let Some(&number) = numbers.get(text) {
        return number;
    }
    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX - 1) + 1;
    numbers.insert(text.into(), next);
    next
}
