//! Which orders lately searched texts have found, kept until the record changes: whoever looks
//! for a text turns pages, sorts anew and adds filters, and each would walk the same lists again.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

/// What had been changed without an event to tell of it. To be asked before a reading begins:
/// what changes afterwards may or may not be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seen {
    /// How often the texts of files.
    pub(crate) texts: u64,
    /// How often rows were made anew.
    pub(crate) rows: u64,
}

/// The state of the record that a walk has seen: its last event, and how often the texts of
/// files had been changed before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) last_seq: i64,
    pub(crate) texts: u64,
}

#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Counted up after each change to the texts of files, which no event tells of.
    texts: AtomicU64,
    /// Counted up after rows were made anew, which no event tells of either.
    rows: AtomicU64,
    /// The latest last.
    kept: Mutex<VecDeque<(String, State, Arc<Keys>)>>,
}

/// So many texts are kept: an eighth of a megabyte each at a million orders.
const KEPT: usize = 16;

impl Found {
    pub(crate) fn seen(&self) -> Seen {
        let now = |count: &AtomicU64| count.load(Ordering::SeqCst);
        Seen { texts: now(&self.texts), rows: now(&self.rows) }
    }

    pub(crate) fn texts_changed(&self) {
        self.texts.fetch_add(1, Ordering::SeqCst);
    }

    /// Says how often they were by now.
    pub(crate) fn rows_changed(&self) -> u64 {
        self.rows.fetch_add(1, Ordering::SeqCst) + 1
    }

    pub(crate) fn get(&self, expression: &str, state: State) -> Option<Arc<Keys>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(_, seen, _)| *seen == state);
        let at = kept.iter().position(|(known, ..)| known == expression)?;
        let entry = kept.remove(at)?;
        let keys = Arc::clone(&entry.2);
        kept.push_back(entry);
        Some(keys)
    }

    pub(crate) fn keep(&self, expression: String, state: State, keys: Arc<Keys>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.pop_front();
        }
        kept.push_back((expression, state, keys));
    }
}

/// An order's number in the database at hand; in another one it is another order's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderKey(pub(crate) i64);

/// Some orders of the database at hand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrderSet(Arc<Keys>);

impl FromIterator<OrderKey> for OrderSet {
    fn from_iter<T: IntoIterator<Item = OrderKey>>(orders: T) -> Self {
        let mut keys = Keys::default();
        orders.into_iter().for_each(|OrderKey(pk)| keys.insert(pk));
        Self(Arc::new(keys))
    }
}

impl OrderSet {
    pub(crate) fn keys(&self) -> &Arc<Keys> {
        &self.0
    }
}

/// A set of orders, a bit for each key.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Keys {
    words: Vec<u64>,
}

impl Keys {
    pub(crate) fn insert(&mut self, pk: i64) {
        let Ok(at) = usize::try_from(pk) else { return };
        if at / 64 >= self.words.len() {
            self.words.resize(at / 64 + 1, 0);
        }
        self.words[at / 64] |= 1 << (at % 64);
    }

    pub(crate) fn contains(&self, pk: i64) -> bool {
        let Ok(at) = usize::try_from(pk) else { return false };
        self.words.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }
}
