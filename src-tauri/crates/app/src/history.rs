use std::sync::Arc;

use check::catalogue::CategoryId;
use check::identifier::KindId;
use check::review::{History, KnownRecipient, PastPurchase, Reminder};
use ledger::{Confirmed, Ledger, RecipientRow};

use crate::own::Known;

/// What the checks look back on, laid out for them.
#[derive(Debug)]
pub(crate) struct Past {
    /// The kinds and categories that there were when it was read.
    pub(crate) known: Arc<Known>,
    pub(crate) history: History,
    pub(crate) reminders: Vec<Reminder>,
}

impl Past {
    pub(crate) fn load(ledger: &Ledger, known: Arc<Known>) -> Result<Self, ledger::Error> {
        let recipients = ledger.recipients()?.into_iter().map(|known| KnownRecipient {
            times_checked: times_checked(&known),
            value: known.value,
            kind: Some(KindId(known.kind)),
            label: Some(known.label).filter(|label| !label.is_empty()),
        });
        let purchases = ledger.past_purchases(None)?.into_iter().map(|past| PastPurchase {
            category: Some(CategoryId(past.category)),
            recipient: past.recipient,
            recipient_kind: past.recipient_kind.map(KindId),
            face_value: past.face_value,
            quantity: Some(past.quantity),
            total: past.total,
            shop: past.shop,
            at: Some(past.at),
        });
        let reminders = ledger.reminders()?.into_iter().map(|reminder| Reminder {
            id: reminder.id.0,
            category: CategoryId(reminder.category),
            word: reminder.word,
            text: reminder.text,
        });
        let history = History::new(recipients, purchases);
        Ok(Self { known, history, reminders: reminders.collect() })
    }
}

/// A second entry for the address book checks as one for a purchase does. One entry by hand
/// alone does not.
fn times_checked(known: &RecipientRow) -> u32 {
    match known.confirmed {
        Confirmed::BlindEntry => known.purchases.saturating_add(1),
        Confirmed::ByHand | Confirmed::Purchase => known.purchases,
    }
}
