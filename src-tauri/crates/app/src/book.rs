//! The terms that run, of all orders. They are reckoned once and then kept: what changes is
//! read from the record by the number of the last event that was heeded.

use std::collections::HashMap;
use std::sync::Arc;

use cases::deadline::{Course, Given, Length, Reached, RuleId, Rules, Term, Track, Unit};
use check::catalogue::CategoryId;
use jiff::{SignedDuration, Timestamp};
use ledger::{ClockRow, Ledger, OrderKey, OrderQuery, OrderSet};
use model::{Arrival, Milestone, MoneyState, OrderId, OrderState};

use crate::own::Known;

#[derive(Debug, Clone)]
pub(crate) struct Book {
    /// The last event that is accounted for.
    seq: i64,
    /// What was over by then is not in it.
    since: Timestamp,
    orders: HashMap<OrderId, Entry>,
    /// Orders that something went wrong with that is not over.
    troubled: HashMap<OrderId, OrderKey>,
}

/// An order with terms that are listed, now or later.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) key: OrderKey,
    pub(crate) name: String,
    pub(crate) shop: String,
    pub(crate) terms: Vec<Term>,
}

impl Book {
    /// As it is at `now`, from the one that was kept where that still serves: a clock that was
    /// set back brings terms back that were over.
    pub(crate) fn as_of(
        ledger: &Ledger,
        known: &Known,
        kept: Option<Arc<Self>>,
        now: Timestamp,
    ) -> Result<Arc<Self>, ledger::Error> {
        let Some(mut book) = kept.filter(|book| book.since <= now) else {
            return Self::load(ledger, known, now).map(Arc::new);
        };
        let (rows, seq) = ledger.changed_clocks(book.seq)?;
        if seq != book.seq {
            let changed = Arc::make_mut(&mut book);
            changed.seq = seq;
            for row in rows {
                changed.put(row, known);
            }
        }
        Ok(book)
    }

    fn load(ledger: &Ledger, known: &Known, now: Timestamp) -> Result<Self, ledger::Error> {
        let latest =
            reach(known).and_then(|reach| now.checked_sub(reach).ok()).unwrap_or(Timestamp::MIN);
        let (rows, seq) = ledger.running_clocks(latest)?;
        let mut book = Self { seq, since: now, orders: HashMap::new(), troubled: HashMap::new() };
        for row in rows {
            book.put(row, known);
        }
        Ok(book)
    }

    fn put(&mut self, row: ClockRow, known: &Known) {
        let over = row.gone || row.money == MoneyState::Refunded;
        if !over && went_wrong(&row) {
            self.troubled.insert(row.order.clone(), row.key);
        } else {
            self.troubled.remove(&row.order);
        }
        let mut terms = if row.gone { Vec::new() } else { terms_of(&row, known) };
        terms.retain(|term| term.is_listed(self.since));
        if terms.is_empty() {
            self.orders.remove(&row.order);
        } else {
            let shop = row.shop.unwrap_or_default();
            self.orders.insert(row.order, Entry { key: row.key, name: row.name, shop, terms });
        }
    }

    pub(crate) fn get(&self, order: &OrderId) -> Option<&Entry> {
        self.orders.get(order)
    }

    /// The orders that `query` asks for by what the record alone does not know; `None` where it
    /// asks for no such thing.
    pub(crate) fn only(&self, query: &OrderQuery, now: Timestamp) -> Option<OrderSet> {
        let until = query.due_days.map(|days| {
            let until = now.checked_add(SignedDuration::from_hours(24 * i64::from(days)));
            until.unwrap_or(Timestamp::MAX)
        });
        match until {
            None if query.troubled => Some(self.troubled.values().copied().collect()),
            None => None,
            Some(until) => {
                let due = self.listed(now).filter(|(.., term)| term.due.at < until);
                let due =
                    due.filter(|(order, ..)| !query.troubled || self.troubled.contains_key(*order));
                Some(due.map(|(_, entry, _)| entry.key).collect())
            }
        }
    }

    /// The terms that are listed at `now`, in no order.
    pub(crate) fn listed(&self, now: Timestamp) -> impl Iterator<Item = (&OrderId, &Entry, &Term)> {
        self.orders.iter().flat_map(move |(order, entry)| {
            let listed = entry.terms.iter().filter(move |term| term.is_listed(now));
            listed.map(move |term| (order, entry, term))
        })
    }
}

fn went_wrong(row: &ClockRow) -> bool {
    with_course(row, |course| course.is_troubled() || row.clock.lacks(row.arrival))
}

/// All terms of an order that ever began.
pub(crate) fn terms_of(row: &ClockRow, known: &Known) -> Vec<Term> {
    with_course(row, |course| course.terms(Rules::builtin(), &known.rules_of(course.shop)))
}

/// What the record says of an order, as the deadlines ask for it.
pub(crate) fn with_course<T>(row: &ClockRow, ask: impl FnOnce(&Course<'_>) -> T) -> T {
    let reached: Vec<Reached> = row
        .clock
        .reached
        .iter()
        .map(|each| Reached {
            milestone: each.milestone,
            at: each.at,
            until: each.until,
            settled: each.settled,
        })
        .collect();
    let answers: Vec<Given> = row
        .clock
        .answers
        .iter()
        .map(|each| Given {
            rule: RuleId(each.rule.clone()),
            started_at: each.started_at,
            answer: each.answer,
        })
        .collect();
    ask(&Course {
        category: Some(&CategoryId(row.category.clone())),
        shop: row.shop.as_deref().unwrap_or_default(),
        problem: row.clock.problem,
        circumstances: &row.clock.circumstances,
        // What came in part or wrongly is still owed, whatever the platform says.
        arrived: row
            .arrival
            .map_or(matches!(row.state, OrderState::Delivered | OrderState::Completed), |came| {
                came == Arrival::Whole
            }),
        over: row.money == MoneyState::Refunded,
        reached: &reached,
        answers: &answers,
    })
}

/// How long after its last milestone an order may have a term that is listed, while nothing is
/// wrong with it and nothing is known of its circumstances; `None` for ever. Once the goods
/// have come, none of the app's own rules goes on.
fn reach(known: &Known) -> Option<SignedDuration> {
    let usual = Rules::builtin().all().iter().filter(|rule| {
        matches!(rule.from, Milestone::Paid | Milestone::Issued)
            && rule.problems.is_empty()
            && rule.circumstances.is_empty()
    });
    let usual = usual.map(|rule| (rule.track, rule.length));
    let own = known.own_rules().filter(|rule| rule.from.is_usual());
    let all: Vec<(Track, Length)> =
        usual.chain(own.map(|rule| (rule.track, rule.length))).collect();
    // What the other side owes is listed until it is answered.
    let for_ever = all.iter().any(|(track, _)| *track == Track::Response);
    let longest = all.iter().map(|(_, length)| longest(*length)).max().unwrap_or_default();
    (!for_ever).then(|| longest + LINGERS)
}

/// So long at most a term is listed after it was due, while nothing is wrong.
const LINGERS: SignedDuration = SignedDuration::from_hours(31 * 24);

/// No term of this length is longer, whatever days are off.
fn longest(length: Length) -> SignedDuration {
    let amount = i64::from(length.amount);
    let days = match length.unit {
        Unit::Minutes => return SignedDuration::from_mins(amount),
        Unit::Hours => return SignedDuration::from_hours(amount),
        Unit::Days => amount + 1,
        Unit::WorkingDays => amount * 2 + 15,
        Unit::Months => amount * 31 + 1,
        Unit::Years => amount * 366 + 1,
    };
    SignedDuration::from_hours(days * 24)
}
