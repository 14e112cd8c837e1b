use check::page::Page;
use check::review::{Answers, Gate, GateKind, NO_PAGE, Review};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::draft::PurchaseDraft;

/// What was checked before paying, as it was sealed: the proof of what the buyer meant to buy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SealedCheck {
    /// What was typed and pasted, without the blind second entry.
    pub draft: PurchaseDraft,
    pub page: Page,
    pub review: Review,
}

impl SealedCheck {
    pub(crate) fn new(mut draft: PurchaseDraft, page: Page, review: Review) -> Self {
        draft.answers = without_entry(draft.answers);
        // A reason that was given for a difference since mended explains nothing of this check.
        let asked = |key: &str| {
            let no_page = || review.gates.iter().any(|gate| gate.kind == GateKind::NoPage);
            review.findings.iter().any(|finding| finding.key == key)
                || (key == NO_PAGE && no_page())
        };
        draft.answers.reasons.retain(|key, _| asked(key));
        let reminded = |id: &str| {
            let reminder = |gate: &Gate| gate.reminder.as_ref().is_some_and(|it| it.id == id);
            let warning = |gate: &Gate| gate.warning.as_ref().is_some_and(|it| it.id == id);
            review.gates.iter().any(|gate| reminder(gate) || warning(gate))
        };
        draft.answers.seen.retain(|id, _| reminded(id));
        Self { draft, page, review }
    }
}

/// The answers as they are kept: a second entry that could be read again would not be blind.
pub(crate) fn without_entry(mut answers: Answers) -> Answers {
    answers.second_entry = None;
    answers
}
