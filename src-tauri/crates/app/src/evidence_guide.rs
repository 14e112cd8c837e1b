use cases::Problem;
use cases::evidence::{GapMeter, Guide, KindGuide, meter};
use check::catalogue::CategoryId;
use model::OrderId;

use crate::error::Result;
use crate::library::Library;

/// What is known of each kind of evidence, in the order in which they are offered.
pub fn evidence_guide() -> Vec<KindGuide> {
    Guide::builtin().kinds().to_vec()
}

impl Library {
    /// What evidence an order has for a problem, or for none, and what it lacks.
    pub async fn gap_meter(&self, order: OrderId, problem: Option<Problem>) -> Result<GapMeter> {
        self.read(move |ledger| {
            let row = ledger.order(&order)?.row;
            let category = CategoryId(row.summary.category.clone());
            let checked = row.check_sha256.is_some();
            let guide = Guide::builtin();
            Ok::<_, ledger::Error>(meter(
                guide,
                problem,
                Some(&category),
                &row.evidence_kinds,
                checked,
            ))
        })
        .await
    }
}
