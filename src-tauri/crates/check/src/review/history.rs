//! This purchase against recent ones: the same again may be a double payment.

use jiff::SignedDuration;
use model::{Fen, Field};

use super::{Check, Finding, FindingCode, Input, PastPurchase, RecipientReview, Severity};
use crate::page::Value;

pub(super) fn check(
    input: &Input<'_>,
    recipient: Option<&RecipientReview>,
    total: Option<Fen>,
    findings: &mut Vec<Finding>,
) {
    let (Some(now), Some(recipient)) = (input.now, recipient) else { return };
    let window = SignedDuration::from_hours(i64::from(input.thresholds.duplicate_hours));
    let twin = input.purchases.iter().find(|past| {
        // A clock set back puts a purchase in the future; it is as near as one in the past.
        past.at.is_some_and(|at| now.duration_since(at).abs() <= window)
            && past.recipient.as_deref() == Some(&recipient.candidate.normalised)
            && past.category == input.need.category
            && same_amount(input, past, total)
    });
    if let Some(at) = twin.and_then(|past| past.at) {
        findings.push(Finding {
            field: Some(Field::Recipient),
            actual: Some(Value::Text(recipient.candidate.normalised.clone())),
            about: Some(at.to_string()),
            ..Finding::new(FindingCode::DuplicatePurchase, Check::Payment, Severity::Attention)
        });
    }
}

fn same_amount(input: &Input<'_>, past: &PastPurchase, total: Option<Fen>) -> bool {
    match (input.need.face_value_fen, past.face_value) {
        (Some(face), Some(before)) => face == before,
        _ => total.is_some() && total == past.total,
    }
}
