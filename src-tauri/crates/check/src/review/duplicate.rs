//! This purchase against earlier ones: the same again may be a double payment, and a shop that
//! was never used is worth knowing.

use jiff::SignedDuration;
use model::{Fen, Field};

use super::{Check, Finding, FindingCode, Input, RecipientReview, Severity};
use crate::page::Value;

pub(super) fn check(
    input: &Input<'_>,
    recipient: Option<&RecipientReview>,
    total: Option<Fen>,
    findings: &mut Vec<Finding>,
) {
    let (Some(now), Some(recipient)) = (input.now, recipient) else { return };
    let window = SignedDuration::from_hours(i64::from(input.thresholds.duplicate_hours));
    let value = &recipient.candidate.normalised;
    let category = input.need.category.as_ref();
    let twin = input.history.bought_at(value, category, |face_value, paid, at| {
        // A clock set back puts a purchase in the future; it is as near as one in the past.
        now.duration_since(at).abs() <= window
            && match (input.need.face_value_fen, face_value) {
                (Some(face), Some(before)) => face == before,
                _ => total.is_some() && total == paid,
            }
    });
    if let Some(at) = twin {
        findings.push(Finding {
            field: Some(Field::Recipient),
            actual: Some(Value::Text(value.clone())),
            about: Some(at.to_string()),
            ..Finding::new(FindingCode::DuplicatePurchase, Check::Payment, Severity::Attention)
        });
    }
}

pub(super) fn shop(input: &Input<'_>, findings: &mut Vec<Finding>) {
    let Some(shop) = input.need.words(Field::Shop) else { return };
    if input.history.knows_another_shop(shop) {
        findings.push(Finding {
            field: Some(Field::Shop),
            actual: Some(Value::Text(shop.to_owned())),
            ..Finding::new(FindingCode::ShopNew, Check::Payment, Severity::Note)
        });
    }
}
