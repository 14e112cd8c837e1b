//! Amounts against each other: face value, unit price, quantity, total and budget.

use model::{Fen, Field};

use super::compare::ten_times;
use super::rules::rules;
use super::{Check, Finding, FindingCode, Input, Severity};
use crate::catalogue::catalogue;
use crate::page::Value;

/// Checks the amounts and answers what is to be paid.
pub(super) fn check(input: &Input<'_>, findings: &mut Vec<Finding>) -> Option<Fen> {
    let need = input.need;
    possible(input, findings);
    face_value_is_sold(input, findings);
    let (text, page) = input.page?;
    let face = need.face_value_fen.or(page.money(Field::FaceValue));
    let unit = page.money(Field::UnitPrice);
    let quantity = page.count(Field::Quantity).or(need.count());
    let stated = page.money(Field::Total);
    let computed = unit.zip(quantity).and_then(|(unit, quantity)| unit.times(quantity));
    let total = stated.or(computed);

    if let (Some(stated), Some(computed), Some(unit)) = (stated, computed, unit)
        && stated != computed
        && !explained(text, stated < computed)
    {
        let implied = (unit.0 > 0 && stated.0 % unit.0 == 0).then(|| stated.0 / unit.0);
        let asked = page.count(Field::Quantity).is_none().then_some(need.count()).flatten();
        match (implied.and_then(|implied| u32::try_from(implied).ok()), asked) {
            (Some(implied), Some(asked)) if implied > 0 => findings.push(Finding {
                field: Some(Field::Quantity),
                expected: Some(Value::Count(asked)),
                actual: Some(Value::Count(implied)),
                ..Finding::new(FindingCode::QuantityImplied, Check::Goods, Severity::Stop)
            }),
            _ => findings.push(Finding {
                field: Some(Field::Total),
                expected: Some(Value::Money(computed)),
                actual: Some(Value::Money(stated)),
                ..Finding::new(FindingCode::TotalMismatch, Check::Goods, Severity::Attention)
            }),
        }
    }
    if let Some((total, budget)) = total.zip(need.budget_fen)
        && total > budget
    {
        findings.push(Finding {
            field: Some(Field::Total),
            expected: Some(Value::Money(budget)),
            actual: Some(Value::Money(total)),
            ..Finding::new(FindingCode::OverBudget, Check::Payment, Severity::Stop)
        });
    }
    if let Some(face) = face {
        price_against_face(face, unit.or(single(total, quantity)), findings);
        if page.money(Field::FaceValue).is_none() && unit.is_none() {
            total_against_need(face, quantity, total, findings);
        }
    }
    total
}

/// Whether the page speaks of something that makes a total less, or more.
fn explained(text: &str, less: bool) -> bool {
    // Recognised text parts the characters of a word.
    let text: String = text.split_whitespace().collect();
    let words = if less { &rules().discounts } else { &rules().fees };
    words.iter().any(|word| text.contains(word.as_str()))
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

fn face_value_is_sold(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let Some(face) = input.need.face_value_fen else { return };
    let game = input.need.words(Field::Game).and_then(|name| catalogue().game(name));
    let category = input.need.category.as_ref().and_then(|id| catalogue().category(id));
    let sold = match (game, category) {
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
    let percent = |share: i64| face.0.saturating_mul(share) / 100;
    let code = if unit.0 < percent(rules().far_below_face_percent) {
        FindingCode::PriceFarBelowFace
    } else if unit.0 > percent(rules().above_face_percent) {
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

/// Without a unit price or a face value on the page, its total is all there is to compare.
fn total_against_need(
    face: Fen,
    quantity: Option<u32>,
    total: Option<Fen>,
    findings: &mut Vec<Finding>,
) {
    let Some((total, expected)) = total.zip(quantity.and_then(|quantity| face.times(quantity)))
    else {
        return;
    };
    let far = total.0.saturating_mul(100) > expected.0.saturating_mul(rules().out_of_line_percent);
    if far && quantity != Some(1) {
        findings.push(Finding {
            field: Some(Field::Total),
            expected: Some(Value::Money(expected)),
            actual: Some(Value::Money(total)),
            ..Finding::new(
                if ten_times(expected, total) {
                    FindingCode::TenTimes
                } else {
                    FindingCode::TotalOutOfLine
                },
                Check::Goods,
                Severity::Attention,
            )
        });
    }
}
