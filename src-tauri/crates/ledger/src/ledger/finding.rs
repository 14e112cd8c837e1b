use std::sync::Arc;

use model::{Fen, OrderId};
use rusqlite::Connection;

use crate::{
    Amounts, COUNTED, Error, Ledger, Missing, OrderCount, OrderCursor, OrderFacets, OrderPage,
    OrderQuery, OrderRow, OrderSort, OrderSum,
    columns::{Sieve, last_seq},
    finding::{First, OFFERED, Rank},
    fold::fold,
    found::{Keys, Seen, State},
    search, table,
};

/// As long as the conditions leave no more orders than this, each of them is asked whether it
/// holds the text; beyond, the text is asked for its orders. One such question costs as much as
/// walking over some two hundred orders.
const FEW: usize = 100;

impl Ledger {
    /// The orders that fit, in the query's order.
    pub fn orders(&self, query: &OrderQuery) -> Result<Vec<OrderRow>, Error> {
        Ok(self.order_page(query)?.rows)
    }

    /// The orders that fit, and where the next page begins.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] when the query begins after something that is no place in its list.
    pub fn order_page(&self, query: &OrderQuery) -> Result<OrderPage, Error> {
        let limit = query.limit.clamp(1, 500) as usize;
        let seen = self.found.seen();
        self.read(|db| {
            let after = query.after.as_ref().map(|after| place(db, after, query.sort));
            let mut ranks = self.ranks(db, query, seen, after.transpose()?, limit + 1)?;
            let further = ranks.len() > limit;
            ranks.truncate(limit);
            let keys: Vec<i64> = ranks.iter().map(|rank| rank.pk()).collect();
            let next = ranks.last().filter(|_| further).map(|rank| rank.cursor(query.sort));
            Ok(OrderPage { rows: rows(db, &keys)?, next })
        })
    }

    /// How many orders fit, on all pages together.
    pub fn count_orders(&self, query: &OrderQuery) -> Result<OrderCount, Error> {
        let query = OrderQuery { sort: OrderSort::Newest, after: None, ..query.clone() };
        let seen = self.found.seen();
        let found = self.read(|db| self.ranks(db, &query, seen, None, COUNTED as usize + 1))?.len();
        let count = u32::try_from(found).unwrap_or(u32::MAX).min(COUNTED);
        Ok(OrderCount { count, more: found > COUNTED as usize })
    }

    /// The orders that fit, from the query's first on and whatever its limit; at most `most`.
    pub fn order_ids(&self, query: &OrderQuery, most: usize) -> Result<Vec<OrderId>, Error> {
        let seen = self.found.seen();
        self.read(|db| {
            let ranks = self.ranks(db, query, seen, None, most)?;
            let keys: Vec<i64> = ranks.iter().map(|rank| rank.pk()).collect();
            Ok(table::order::ids(db, &keys)?)
        })
    }

    /// What these orders come to. One that is not there is passed over.
    pub fn sum_orders(&self, ids: &[OrderId]) -> Result<OrderSum, Error> {
        self.read(|db| {
            let mut sum = OrderSum::default();
            table::order::totals(db, ids, |total, order_no| {
                sum.count += 1;
                match total {
                    Some(total) => sum.total = Fen(sum.total.0.saturating_add(total)),
                    None => sum.without_total += 1,
                }
                sum.order_nos.extend(order_no);
            })?;
            Ok(sum)
        })
    }

    /// What the orders come to that pass the query's filters. Its text is not asked.
    pub fn amounts(&self, query: &OrderQuery) -> Result<Amounts, Error> {
        self.read_columns(|columns| Ok(columns.amounts(&Sieve::new(query, columns))))
    }

    /// The categories, platforms and payees that occur.
    pub fn order_facets(&self) -> Result<OrderFacets, Error> {
        self.read_columns(|columns| Ok(columns.facets(OFFERED)))
    }

    /// Reads ahead what filters and sorts look at, so that the first of them need not.
    pub fn prepare_finding(&self) -> Result<(), Error> {
        self.read_columns(|_| Ok(()))
    }

    pub(super) fn ranks(
        &self,
        db: &Connection,
        query: &OrderQuery,
        seen: Seen,
        after: Option<Rank>,
        most: usize,
    ) -> Result<Vec<Rank>, Error> {
        let expression = search::expression(&query.text);
        if expression.is_none() && !query.text.trim().is_empty() {
            return Ok(Vec::new());
        }
        // These two stand in the order of the keys, in which both tables are walked anyhow.
        let by_key = matches!(query.sort, OrderSort::Newest | OrderSort::Oldest);
        let oldest = query.sort == OrderSort::Oldest;
        let after_key = after.filter(|_| by_key).map(Rank::pk);
        if by_key && !query.filters() {
            let keys = match expression {
                None => table::order::keys(db, oldest, after_key, most)?,
                Some(expression) => {
                    let mut keys = Vec::new();
                    let gone = table::order::gone(db)?;
                    table::search::walk(db, &expression, oldest, after_key, |pk| {
                        if gone.binary_search(&pk).is_err() {
                            keys.push(pk);
                        }
                        keys.len() < most
                    })?;
                    keys
                }
            };
            return Ok(keys.into_iter().map(|pk| Rank::of(query.sort, pk, None, 0, 0)).collect());
        }
        self.columns(db, seen, |columns| {
            let sieve = Sieve::new(query, columns);
            let Some(expression) = expression else {
                return Ok(columns.first(&sieve, None, query.sort, after, most));
            };
            let state = State { last_seq: last_seq(db)?, texts: seen.texts };
            if let Some(keys) = self.found.get(&expression, state) {
                return Ok(columns.first(&sieve, Some(&keys), query.sort, after, most));
            }
            let mut first = First::new(most, after);
            if let Some(few) = columns.few(&sieve, FEW) {
                for pk in few {
                    if table::search::fits(db, &expression, pk)?
                        && let Some(rank) = columns.rank(&sieve, query.sort, pk)
                    {
                        first.offer(rank);
                    }
                }
                return Ok(first.into_sorted());
            }
            let (mut keys, mut passed) = (Keys::default(), 0);
            let mut whole = after_key.is_none();
            table::search::walk(db, &expression, oldest, after_key, |pk| {
                keys.insert(pk);
                if let Some(rank) = columns.rank(&sieve, query.sort, pk) {
                    first.offer(rank);
                    passed += 1;
                }
                let enough = by_key && passed >= most;
                whole &= !enough;
                !enough
            })?;
            if whole {
                self.found.keep(expression, state, Arc::new(keys));
            }
            Ok(first.into_sorted())
        })
    }
}

/// A row that is damaged is folded anew; one whose events are damaged, too, is left out, and the
/// library check names it.
pub(super) fn rows(db: &Connection, keys: &[i64]) -> Result<Vec<OrderRow>, Error> {
    let mut rows = Vec::with_capacity(keys.len());
    for row in table::order::of_keys(db, keys)? {
        let row = row.or_else(|id| {
            let events = table::event::of_order(db, &id).map_err(Error::from)?;
            Ok::<_, Error>(fold(&events)?.row)
        });
        rows.extend(row.ok());
    }
    Ok(rows)
}

fn place(db: &Connection, after: &OrderCursor, sort: OrderSort) -> Result<Rank, Error> {
    if let Some(rank) = Rank::read(after, sort) {
        return Ok(rank);
    }
    let rank = table::order::rank(db, &OrderId(after.0.clone()), sort)?;
    rank.ok_or(Error::NotFound(Missing::Order))
}
