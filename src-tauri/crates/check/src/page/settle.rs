//! Which of the candidates are facts.

use std::collections::HashMap;

use model::{Fen, Field};

use super::money::OTHERS;
use super::places::SEVERAL;
use super::sheet::{Candidate, Candidates, Sheet, rank};
use super::words::WORDS;
use super::{Certainty, Fact, Page, Value, accounts};

/// Keeps the surest readings of each field; those that are equally sure stand side by side.
pub(super) fn settle(sheet: &Sheet<'_>, found: Candidates) -> Page {
    let mut by_field: HashMap<Field, Vec<Candidate>> = HashMap::new();
    for candidate in found.list {
        by_field.entry(candidate.field).or_default().push(candidate);
    }
    let mut kept: Vec<Candidate> = Vec::new();
    let mut fields: Vec<(Field, Vec<Candidate>)> = by_field.into_iter().collect();
    fields.sort_by_key(|(field, _)| *field);
    let total_named = fields.iter().any(|(field, _)| *field == Field::Total);
    let counted = if total_named { None } else { quantity_of(&fields) };
    if let Some((_, prices)) = fields.iter_mut().find(|(field, _)| *field == Field::UnitPrice)
        && let Some(total) = spoken_total(prices, counted)
    {
        kept.push(total);
    }
    for (field, mut all) in fields {
        if field != Field::Labels {
            let best = all.iter().map(|c| c.rank).max().unwrap_or_default();
            all.retain(|c| c.rank == best);
        }
        kept.append(&mut all);
    }
    cross_check(&mut kept);
    if unpaid(&kept) {
        kept.retain(|c| c.field != Field::PaidAt);
    }
    kept.retain(|c| !states_several(&c.value) && (c.field != Field::UnitPrice || c.rank > OTHERS));
    Page { facts: facts(sheet, kept) }
}

/// The one quantity that is stated.
fn quantity_of(fields: &[(Field, Vec<Candidate>)]) -> Option<u32> {
    let (_, all) = fields.iter().find(|(field, _)| *field == Field::Quantity)?;
    let best = all.iter().map(|c| c.rank).max()?;
    let mut surest = all.iter().filter(|c| c.rank == best);
    let Value::Count(count) = surest.next()?.value else { return None };
    surest.all(|c| c.value == Value::Count(count)).then_some(count)
}

/// In a talk the sum of all pieces is a bare price like that of one: 45元一个 … 要两个 … 90元.
fn spoken_total(prices: &[Candidate], quantity: Option<u32>) -> Option<Candidate> {
    let quantity = quantity.filter(|count| *count > 1)?;
    let surest = prices.iter().max_by_key(|c| c.rank)?;
    let Value::Money(unit) = surest.value else { return None };
    let total = Value::Money(unit.times(quantity)?);
    let whole = prices.iter().find(|c| c.value == total && c.rank < surest.rank)?;
    Some(Candidate { field: Field::Total, ..whole.clone() })
}

/// Whether the order's state says that nothing has been paid.
fn unpaid(kept: &[Candidate]) -> bool {
    kept.iter().any(|c| {
        matches!(&c.value, Value::Text(state) if c.field == Field::Status
            && WORDS.unpaid.iter().any(|word| state.starts_with(word.as_str())))
    })
}

/// 三网 and 全平台 outrank what is less sure, and then say nothing.
fn states_several(value: &Value) -> bool {
    matches!(value, Value::Text(text) if text == SEVERAL || text == accounts::ANY)
}

/// Among several unit prices, the one that makes the total is the price.
fn cross_check(kept: &mut Vec<Candidate>) {
    let one = |field: Field| -> Option<&Value> {
        let mut values = kept.iter().filter(|c| c.field == field).map(|c| &c.value);
        let first = values.next()?;
        values.all(|value| value == first).then_some(first)
    };
    let quantity = match one(Field::Quantity) {
        Some(Value::Count(count)) => *count,
        _ => 1,
    };
    let Some(Value::Money(total)) = one(Field::Total).cloned() else { return };
    let fits =
        |c: &Candidate| matches!(c.value, Value::Money(fen) if fen.times(quantity) == Some(total));
    if kept.iter().any(|c| c.field == Field::UnitPrice && fits(c)) {
        kept.retain(|c| c.field != Field::UnitPrice || fits(c));
        for price in kept.iter_mut().filter(|c| c.field == Field::UnitPrice) {
            price.rank = price.rank.max(rank::LOOSE);
        }
    }
}

fn facts(sheet: &Sheet<'_>, kept: Vec<Candidate>) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for candidate in kept {
        let span = sheet.text.span(&candidate.at);
        let same =
            |fact: &&mut Fact| fact.field == candidate.field && fact.value == candidate.value;
        if let Some(fact) = facts.iter_mut().find(same) {
            if !fact.spans.contains(&span) && fact.spans.len() < MOST_SPANS {
                fact.spans.push(span);
            }
            continue;
        }
        let certainty =
            if candidate.rank >= rank::WORDED { Certainty::Sure } else { Certainty::Possible };
        facts.push(Fact {
            field: candidate.field,
            value: candidate.value,
            certainty,
            spans: vec![span],
        });
    }
    // One of several readings is never sure, save labels, of which a page has many.
    let mut counts: HashMap<Field, usize> = HashMap::new();
    for fact in &facts {
        *counts.entry(fact.field).or_default() += 1;
    }
    for fact in &mut facts {
        if fact.field != Field::Labels && counts.get(&fact.field).is_some_and(|n| *n > 1) {
            fact.certainty = Certainty::Possible;
        }
    }
    facts.retain(|fact| !matches!(fact.value, Value::Money(Fen(fen)) if fen < 0));
    facts
}

/// A fact said a thousand times is shown at its first places.
const MOST_SPANS: usize = 8;
