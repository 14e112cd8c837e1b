//! What agrees only as far as a picture could be read.

use model::Field;

use super::{Check, Finding, FindingCode, Input, Row, Severity, Standing};
use crate::page::Certainty;

/// Points at values that are hard to read and that the verdict rests on. What differs is
/// looked at anyway.
pub(super) fn check(input: &Input<'_>, rows: &[Row], findings: &mut Vec<Finding>) {
    let Some((_, page)) = input.page else { return };
    let agrees = |row: &&Row| {
        matches!(row.standing, Standing::Same | Standing::Partly | Standing::Ambiguous)
    };
    let fields = rows.iter().filter(agrees).map(|row| row.field);
    for field in fields.chain([Field::Total, Field::UnitPrice]) {
        let unclear = page.all(field).find(|fact| fact.certainty == Certainty::Unclear);
        if let Some(fact) = unclear {
            let check = match field {
                Field::Recipient => Check::Recipient,
                Field::Total | Field::UnitPrice => Check::Payment,
                _ => Check::Goods,
            };
            findings.push(Finding {
                field: Some(field),
                actual: Some(fact.value.clone()),
                ..Finding::new(FindingCode::Unclear, check, Severity::Attention)
            });
        }
    }
}
