//! The chain, event by event: one that is damaged does not cast doubt on the others.

use rusqlite::{Connection, Row, types::ValueRef};

use crate::{
    Error,
    chain::{GENESIS, link},
    table::event::LINKS,
};

/// An event as it lies in the table, or lay in a copy of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Raw {
    pub(super) seq: i64,
    pub(super) order: String,
    pub(super) at: i64,
    pub(super) kind: String,
    pub(super) body: String,
    pub(super) prev: [u8; 32],
    pub(super) hash: [u8; 32],
}

impl Raw {
    /// Its hash, when `prev` is the one before it and it stands at `seq`.
    pub(super) fn link(&self, prev: &[u8; 32], seq: i64) -> [u8; 32] {
        link(prev, seq, &self.order, self.at, &self.kind, &self.body)
    }

    fn holds(&self) -> bool {
        self.link(&self.prev, self.seq) == self.hash
    }
}

/// Neighbouring events that are damaged or gone, between two hashes that are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Gap {
    pub(super) first: i64,
    pub(super) last: i64,
    /// The hash before the first.
    pub(super) before: [u8; 32],
    /// The hash of the last; `None` when nothing says it.
    pub(super) after: Option<[u8; 32]>,
    /// What stands there now.
    pub(super) there: Vec<Raw>,
}

/// What the walk along the chain comes to.
#[derive(Debug, Default)]
pub(super) struct Chain {
    pub(super) events: i64,
    pub(super) head: [u8; 32],
    pub(super) gaps: Vec<Gap>,
    /// Events under numbers that no event can have.
    pub(super) misplaced: Vec<Raw>,
}

/// Walks the chain; `step` is told each event's number and says whether to go on.
pub(super) fn walk(db: &Connection, mut step: impl FnMut(i64) -> bool) -> Result<Chain, Error> {
    let mut chain = Chain { head: GENESIS, ..Chain::default() };
    let mut walker = Walker { chain: &mut chain, known: GENESIS, pending: None, next: 1 };
    let mut statement = db.prepare(&format!("{LINKS} ORDER BY seq"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        if !step(seq) {
            break;
        }
        match read(row) {
            Some(raw) if seq < 1 => walker.chain.misplaced.push(raw),
            None if seq < 1 => {}
            // One that was moved away: its own number is not the one that it stands under.
            Some(raw) if seq > walker.next && !raw.holds() => {
                walker.chain.misplaced.push(raw);
            }
            raw => walker.take(seq, raw),
        }
    }
    walker.end();
    Ok(chain)
}

/// One row; `None` when it cannot be read as an event at all.
pub(super) fn read(row: &Row<'_>) -> Option<Raw> {
    let text = |at| match row.get_ref(at) {
        Ok(ValueRef::Text(bytes)) => std::str::from_utf8(bytes).ok().map(str::to_owned),
        _ => None,
    };
    let hash = |at| match row.get_ref(at) {
        Ok(ValueRef::Blob(bytes)) => <[u8; 32]>::try_from(bytes).ok(),
        _ => None,
    };
    Some(Raw {
        seq: row.get(0).ok()?,
        order: text(1)?,
        at: row.get(2).ok()?,
        kind: text(3)?,
        body: text(4)?,
        prev: hash(5)?,
        hash: hash(6)?,
    })
}

/// Judges each event once the next is known: the next holds its hash, too.
struct Walker<'a> {
    chain: &'a mut Chain,
    /// The hash before the pending event.
    known: [u8; 32],
    pending: Option<(i64, Option<Raw>)>,
    next: i64,
}

impl Walker<'_> {
    fn take(&mut self, seq: i64, raw: Option<Raw>) {
        let gap = seq > self.next;
        let vouched = raw.as_ref().filter(|raw| raw.holds()).map(|raw| raw.prev);
        self.judge(if gap { None } else { vouched });
        if gap {
            self.bad(self.next, seq - 1, vouched, None);
        }
        self.next = seq + 1;
        self.pending = Some((seq, raw));
    }

    fn end(&mut self) {
        self.judge(None);
        // The last may be among those that stand elsewhere.
        let (known, next) = (self.known, self.next);
        let last = self.chain.misplaced.iter().find(|raw| raw.link(&known, next) == raw.hash);
        if let Some(hash) = last.map(|raw| raw.hash) {
            self.bad(next, next, Some(hash), None);
            self.next += 1;
        }
        self.chain.events = self.next - 1;
        self.chain.head = self.known;
    }

    /// `vouched` is the pending event's hash as the next one holds it.
    fn judge(&mut self, vouched: Option<[u8; 32]>) {
        let Some((seq, raw)) = self.pending.take() else { return };
        let said = vouched.or(raw.as_ref().map(|raw| raw.hash));
        let sound = raw
            .as_ref()
            .is_some_and(|raw| raw.prev == self.known && Some(raw.hash) == said && raw.holds());
        if sound {
            self.known = said.unwrap_or(self.known);
        } else {
            self.bad(seq, seq, said, raw);
        }
    }

    fn bad(&mut self, first: i64, last: i64, after: Option<[u8; 32]>, raw: Option<Raw>) {
        if let Some(gap) = self.chain.gaps.last_mut()
            && gap.last + 1 == first
        {
            gap.last = last;
            gap.after = after;
            gap.there.extend(raw);
        } else {
            let there = raw.into_iter().collect();
            self.chain.gaps.push(Gap { first, last, before: self.known, after, there });
        }
        self.known = after.unwrap_or(self.known);
    }
}
