//! Putting right what can be: each thing from what proves it.

use model::Sha256Hex;
use rusqlite::{Connection, Transaction, params};

use super::{
    chain::{self, Chain, Gap, Raw},
    copies::Copies,
    files,
    rows::{self, Beside},
};
use crate::{Checked, Damage, Error, fold::fold, ledger::orders::materialise, table};

/// Mends the database, in the one transaction that `db` is.
pub(super) fn record(
    db: &Transaction<'_>,
    before: &Checked,
    copies: &mut Copies,
) -> Result<(), Error> {
    let has = |damage: fn(&Damage) -> bool| before.findings.iter().any(|each| damage(&each.damage));
    if has(|damage| matches!(damage, Damage::Database { .. })) {
        db.execute_batch("REINDEX")?;
    }
    if has(|damage| matches!(damage, Damage::Event { .. })) {
        let chain = chain::walk(db, |_| true)?;
        events(db, &chain, copies)?;
    }
    let chain = chain::walk(db, |_| true)?;
    // Rows are all that is left of events that are gone for good.
    if chain.gaps.is_empty() && chain.misplaced.is_empty() {
        Beside::new()?.clear_orphans(db)?;
        orders(db, chain.events)?;
        strays(db, chain.events)?;
    }
    documents(db, copies)?;
    let sought =
        |damage: &Damage| matches!(damage, Damage::Search { .. } | Damage::Database { .. });
    if before.findings.iter().any(|each| sought(&each.damage)) {
        table::search::refill(db)?;
    }
    Ok(())
}

/// What a gap in the chain is filled with: events that lead from the hash before it to the one
/// after.
pub(super) fn filling(gap: &Gap, copies: &mut Copies) -> Option<Vec<Raw>> {
    let after = gap.after?;
    let mut ways = vec![(gap.before, Vec::new())];
    for seq in gap.first..=gap.last {
        let mut candidates: Vec<Raw> =
            gap.there.iter().filter(|raw| raw.seq == seq).cloned().collect();
        candidates.extend(copies.events(seq));
        let mut next: Vec<([u8; 32], Vec<Raw>)> = Vec::new();
        for (before, way) in ways {
            for raw in &candidates {
                let hash = raw.link(&before, seq);
                // Most copies say the same.
                if next.iter().any(|(known, _)| *known == hash) {
                    continue;
                }
                let mut way = way.clone();
                way.push(Raw { seq, prev: before, hash, ..raw.clone() });
                next.push((hash, way));
            }
        }
        next.truncate(MOST_WAYS);
        ways = next;
    }
    let way = ways.into_iter().find(|(hash, _)| *hash == after).map(|(_, way)| way);
    way.or_else(|| twice_told(gap, copies))
}

/// The newest event, whose hash nothing after it holds: what stands there is right when a copy
/// says the same with the hash that it had.
fn twice_told(gap: &Gap, copies: &mut Copies) -> Option<Vec<Raw>> {
    let [there] = &gap.there[..] else { return None };
    if gap.first != gap.last {
        return None;
    }
    let hash = there.link(&gap.before, gap.first);
    let same = |raw: &Raw| raw.prev == gap.before && raw.hash == hash;
    copies.events(gap.first).into_iter().find(same).map(|raw| vec![raw])
}

/// Copies that contradict one another over a long stretch are not tried out in all ways.
const MOST_WAYS: usize = 64;

const REMOVE: &str = "DELETE FROM event WHERE seq = ?1";
const TRIGGERS: &str = "
    SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1
";

/// Fills what can be filled. Only here does the timeline change, and only to what its hashes
/// say it was.
fn events(db: &Transaction<'_>, chain: &Chain, copies: &mut Copies) -> Result<(), Error> {
    copies.add_misplaced(chain.misplaced.clone());
    let ways: Vec<_> = chain.gaps.iter().filter_map(|gap| filling(gap, copies)).collect();
    if ways.is_empty() {
        return Ok(());
    }
    without_triggers(db, "event", |db| {
        for raw in ways.into_iter().flatten() {
            db.execute(REMOVE, [raw.seq])?;
            let Raw { seq, order, at, kind, body, prev, hash } = raw;
            db.execute(table::event::APPEND, params![seq, order, at, kind, body, prev, hash])?;
        }
        // What stood under a number of its own making has found its place, or a copy of it has.
        if chain::walk(db, |_| true)?.gaps.is_empty() {
            for raw in &chain.misplaced {
                db.execute(REMOVE, [raw.seq])?;
            }
        }
        Ok(())
    })
}

const MISNAMED: &str = "DELETE FROM document WHERE CAST(sha256 AS BLOB) = ?1";

fn documents(db: &Transaction<'_>, copies: &mut Copies) -> Result<(), Error> {
    let documents = files::documents(db)?;
    let mut found = Vec::new();
    for sha256 in documents.missing.keys() {
        let body = documents.renamed.get(sha256).cloned().or_else(|| copies.document(sha256));
        found.extend(body.map(|body| (sha256, body)));
    }
    if found.is_empty() {
        return Ok(());
    }
    without_triggers(db, "document", |db| {
        // Whatever stood under their names, and where they stood under others.
        for (name, is) in &documents.misnamed {
            let put_back =
                |sha256: &Sha256Hex| sha256 == is || sha256.as_str().as_bytes() == name.as_slice();
            if found.iter().any(|(sha256, _)| put_back(sha256)) {
                db.execute(MISNAMED, [name])?;
            }
        }
        for (sha256, body) in &found {
            table::document::put(db, sha256, body)?;
        }
        Ok(())
    })
}

const RENAME: &str = "UPDATE orders SET id = ?2 WHERE pk = ?1";

/// Makes every row anew that differs from its events.
pub(super) fn orders(db: &Transaction<'_>, events: i64) -> Result<(), Error> {
    let beside = Beside::new()?;
    let mut strays = rows::strays(db)?;
    for id in rows::ids(db)? {
        let Ok(folded) =
            table::event::of_order(db, &id).map_err(Error::from).and_then(|e| fold(&e))
        else {
            continue;
        };
        let mut pk = table::order::pk(db, &id)?;
        if pk.is_none() {
            // The row may stand under another name; its key is its place among the orders.
            let renamed = strays.iter().position(|stray| stray.last_seq == folded.row.last_seq);
            if let Some(at) = renamed {
                let stray = strays.swap_remove(at);
                db.execute(RENAME, params![stray.pk, id.0])?;
                pk = Some(stray.pk);
            }
        }
        let stands = match pk {
            Some(pk) => {
                let columns = beside.differing(db, pk, &folded)?;
                columns.is_empty() || rows::knows_of_more(db, pk, &columns, events)?
            }
            None => false,
        };
        if !stands {
            if let Some(pk) = pk {
                beside.clear(db, pk)?;
            }
            materialise(db, &folded)?;
        }
    }
    Ok(())
}

/// Removes the orders that no events account for, but for those that may be all that is left of
/// some.
fn strays(db: &Transaction<'_>, events: i64) -> Result<(), Error> {
    let beside = Beside::new()?;
    for stray in rows::strays(db)?.iter().filter(|stray| !stray.knows_of_more(events)) {
        beside.clear(db, stray.pk)?;
        db.execute("DELETE FROM orders WHERE pk = ?1", [stray.pk])?;
        db.execute("DELETE FROM order_search WHERE rowid = ?1", [stray.pk])?;
    }
    Ok(())
}

/// Lets `change` do what the table's triggers forbid; they stand again afterwards.
fn without_triggers(
    db: &Transaction<'_>,
    table: &str,
    change: impl FnOnce(&Connection) -> Result<(), Error>,
) -> Result<(), Error> {
    let triggers = triggers(db, table)?;
    for (name, _) in &triggers {
        db.execute_batch(&format!("DROP TRIGGER \"{name}\""))?;
    }
    change(db)?;
    for (_, sql) in &triggers {
        db.execute_batch(sql)?;
    }
    Ok(())
}

fn triggers(db: &Connection, table: &str) -> rusqlite::Result<Vec<(String, String)>> {
    let mut statement = db.prepare(TRIGGERS)?;
    statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}
