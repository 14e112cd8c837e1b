//! Amounts against each other: face value, unit price, quantity, total and budget.

use model::{Fen, Field};

use super::compare::ten_times;
use super::rules::rules;
use super::{Check, Finding, FindingCode, Input, Severity};
use crate::page::{Page, Value};

/// Checks the amounts and answers what is to be paid.
pub(super) fn check(input: &Input<'_>, findings: &mut Vec<Finding>) -> Option<Fen> {
    let need = input.need;
    possible(input, findings);
    quantity_as_amount(input, findings);
    face_value_is_sold(input, findings);
    let Some((text, page)) = input.page else {
        budget(input, None, findings);
        return None;
    };
    let face = need.face_value_fen.or(page.money(Field::FaceValue));
    let unit = page.money(Field::UnitPrice);
    let quantity = page.count(Field::Quantity).or(need.count());
    let stated = largest_total(page, findings);
    let computed = unit.zip(quantity).and_then(|(unit, quantity)| unit.times(quantity));
    let total = stated.or(computed);
    if let Some((stated, unit)) = stated.zip(unit) {
        product(input, (text, page), stated, unit, findings);
    }
    budget(input, total, findings);
    if exact(input) {
        let expected = need.at_face_value().zip(total);
        if let Some((expected, total)) = expected.filter(|(expected, total)| expected != total) {
            to_the_fen(text, expected, total, findings);
        }
    } else if let Some(face) = face {
        price_against_face(face, unit.or(single(total, quantity)), findings);
        if page.count(Field::Quantity).is_none() && unit.is_none() {
            total_against_need(face, need.count(), stated, findings);
        }
    }
    total
}

/// The page's total; where it states several, they are named and the largest counts.
fn largest_total(page: &Page, findings: &mut Vec<Finding>) -> Option<Fen> {
    let mut totals: Vec<Fen> = Vec::new();
    for fact in page.all(Field::Total) {
        if let Value::Money(fen) = fact.value {
            totals.push(fen);
        }
    }
    totals.sort_unstable();
    let (least, most) = (*totals.first()?, *totals.last()?);
    if least != most {
        findings.push(Finding {
            field: Some(Field::Total),
            expected: Some(Value::Money(least)),
            actual: Some(Value::Money(most)),
            ..Finding::new(FindingCode::Ambiguous, Check::Goods, Severity::Attention)
        });
    }
    Some(most)
}

/// A total against unit price times quantity.
fn product(
    input: &Input<'_>,
    (text, page): (&str, &Page),
    stated: Fen,
    unit: Fen,
    findings: &mut Vec<Finding>,
) {
    let on_page = page.count(Field::Quantity);
    let Some(quantity) = on_page.or(input.need.count()) else { return };
    let Some(computed) = unit.times(quantity).filter(|computed| *computed != stated) else {
        return;
    };
    let explained = explained(text, stated < computed);
    // A total that is the price of so and so many says how many were put into the cart.
    let implied = (unit.0 > 0 && stated.0 % unit.0 == 0).then(|| stated.0 / unit.0);
    let implied = implied.and_then(|implied| u32::try_from(implied).ok()).filter(|n| *n > 0);
    match implied {
        Some(implied) if on_page.is_none() => findings.push(Finding {
            field: Some(Field::Quantity),
            expected: Some(Value::Count(quantity)),
            actual: Some(Value::Count(implied)),
            ..Finding::new(
                FindingCode::QuantityImplied,
                Check::Goods,
                if explained { Severity::Attention } else { Severity::Stop },
            )
        }),
        _ if explained => {}
        _ => findings.push(Finding {
            field: Some(Field::Total),
            expected: Some(Value::Money(computed)),
            actual: Some(Value::Money(stated)),
            ..Finding::new(FindingCode::TotalMismatch, Check::Goods, Severity::Attention)
        }),
    }
}

/// Whether what is paid is what arrives: nobody sells it at a price.
fn exact(input: &Input<'_>) -> bool {
    input.category().is_some_and(|category| rules().exact.contains(&category.0))
}

/// The total of an amount that has no price of its own.
fn to_the_fen(text: &str, expected: Fen, total: Fen, findings: &mut Vec<Finding>) {
    let fee = total > expected && explained(text, false);
    let code =
        if ten_times(expected, total) { FindingCode::TenTimes } else { FindingCode::Differs };
    let severity = if fee { Severity::Attention } else { Severity::Stop };
    findings.push(Finding {
        field: Some(Field::Total),
        expected: Some(Value::Money(expected)),
        actual: Some(Value::Money(total)),
        ..Finding::new(code, Check::Goods, severity)
    });
}

/// The total against what the buyer will pay. Where the page states none, the face value says
/// whether the budget can be right at all.
fn budget(input: &Input<'_>, total: Option<Fen>, findings: &mut Vec<Finding>) {
    let Some(budget) = input.need.budget_fen else { return };
    let (amount, severity) = match (total, input.need.at_face_value()) {
        (Some(total), _) if total > budget => (total, Severity::Stop),
        (None, Some(face)) if share(face, rules().far_below_face_percent) > budget.0 => {
            (face, Severity::Attention)
        }
        _ => return,
    };
    findings.push(Finding {
        field: Some(Field::Total),
        expected: Some(Value::Money(budget)),
        actual: Some(Value::Money(amount)),
        ..Finding::new(FindingCode::OverBudget, Check::Payment, severity)
    });
}

fn share(of: Fen, percent: i64) -> i64 {
    of.0.saturating_mul(percent) / 100
}

/// Whether the page speaks of something that makes a total less, or more.
fn explained(text: &str, less: bool) -> bool {
    // Recognised text parts the characters of a word.
    let text: String = text.split_whitespace().collect();
    let words = if less { &rules().discounts } else { &rules().fees };
    words.iter().any(|word| {
        text.match_indices(word.as_str()).any(|(at, _)| {
            let denied = |denial: &String| text[..at].ends_with(denial.as_str());
            let nothing = |none: &String| text[at + word.len()..].starts_with(none.as_str());
            !rules().denials.iter().any(denied) && !rules().nothing.iter().any(nothing)
        })
    })
}

/// Amounts and counts that no purchase has. The window refuses them as they are typed; a
/// script's draft may still hold them.
fn possible(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let need = input.need;
    let mut say = |field, actual| {
        findings.push(Finding {
            field: Some(field),
            actual: Some(actual),
            ..Finding::new(FindingCode::Impossible, Check::Need, Severity::Stop)
        });
    };
    for (field, fen) in [(Field::FaceValue, need.face_value_fen), (Field::Budget, need.budget_fen)]
    {
        if let Some(fen) = fen.filter(|fen| !(1..=Fen::MAX.0).contains(&fen.0)) {
            say(field, Value::Money(fen));
        }
    }
    if let Some(count) = need.quantity.filter(|_| need.count().is_none()) {
        say(Field::Quantity, Value::Text(count.to_string()));
    }
}

/// The fewest pieces that are taken for an amount; ten cards of ten 元 are bought now and then.
const LIKE_AN_AMOUNT: i64 = 20;

/// A hundred pieces of 100 元, unless the page sells a hundred.
fn quantity_as_amount(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let need = input.need;
    let (Some(face), Some(count)) = (need.face_value_fen, need.count()) else { return };
    let sold = input.page.and_then(|(_, page)| page.count(Field::Quantity));
    let alike = i64::from(count) >= LIKE_AN_AMOUNT && face.0 == i64::from(count) * 100;
    if alike && sold != Some(count) {
        findings.push(Finding {
            field: Some(Field::Quantity),
            expected: Some(Value::Money(face)),
            actual: Some(Value::Count(count)),
            ..Finding::new(FindingCode::QuantityAsAmount, Check::Need, Severity::Attention)
        });
    }
}

fn face_value_is_sold(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let Some(face) = input.need.face_value_fen else { return };
    let sold = match (input.game(), input.category_of_need()) {
        (Some(game), _) if !game.face_values_fen.is_empty() => &game.face_values_fen,
        (_, Some(category)) => &category.face_values_fen,
        _ => return,
    };
    if !sold.is_empty() && !sold.contains(&face) {
        findings.push(Finding {
            field: Some(Field::FaceValue),
            actual: Some(Value::Money(face)),
            ..Finding::new(FindingCode::FaceValueUnusual, Check::Need, Severity::Note)
        });
    }
}

fn single(total: Option<Fen>, quantity: Option<u32>) -> Option<Fen> {
    (quantity == Some(1)).then_some(total).flatten()
}

fn price_against_face(face: Fen, unit: Option<Fen>, findings: &mut Vec<Finding>) {
    let Some(unit) = unit else { return };
    let code = if unit.0 < share(face, rules().far_below_face_percent) {
        FindingCode::PriceFarBelowFace
    } else if unit.0 > share(face, rules().above_face_percent) {
        FindingCode::PriceAboveFace
    } else {
        return;
    };
    findings.push(Finding {
        field: Some(Field::UnitPrice),
        expected: Some(Value::Money(face)),
        actual: Some(Value::Money(unit)),
        ..Finding::new(code, Check::Goods, Severity::Attention)
    });
}

/// Without a quantity or a unit price on the page, its total is all that shows how many.
fn total_against_need(
    face: Fen,
    count: Option<u32>,
    total: Option<Fen>,
    findings: &mut Vec<Finding>,
) {
    let Some((total, count)) = total.zip(count) else { return };
    let Some(expected) = face.times(count) else { return };
    let more = total.0 > share(expected, rules().out_of_line_percent);
    // Of one piece, a low price is judged as a price.
    let less = count > 1 && total.0 < share(expected, rules().far_below_face_percent);
    if more || less {
        let code = if ten_times(expected, total) {
            FindingCode::TenTimes
        } else {
            FindingCode::TotalOutOfLine
        };
        findings.push(Finding {
            field: Some(Field::Total),
            expected: Some(Value::Money(expected)),
            actual: Some(Value::Money(total)),
            ..Finding::new(code, Check::Goods, Severity::Attention)
        });
    }
}
