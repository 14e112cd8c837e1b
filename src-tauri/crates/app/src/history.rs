use check::catalogue::CategoryId;
use check::identifier::KindId;
use check::review::{KnownRecipient, PastPurchase};
use ledger::Ledger;

/// What the checks look back on.
#[derive(Debug, Default)]
pub(crate) struct History {
    pub(crate) recipients: Vec<KnownRecipient>,
    pub(crate) purchases: Vec<PastPurchase>,
}

impl History {
    pub(crate) fn load(ledger: &Ledger) -> Result<Self, ledger::Error> {
        let recipients = ledger.recipients()?.into_iter().map(|known| KnownRecipient {
            value: known.value,
            kind: Some(KindId(known.kind)),
            label: Some(known.label).filter(|label| !label.is_empty()),
            times_checked: known.purchases,
        });
        let purchases = ledger.past_purchases(None)?.into_iter().map(|past| PastPurchase {
            category: Some(CategoryId(past.category)),
            recipient: past.recipient,
            recipient_kind: past.recipient_kind.map(KindId),
            face_value: past.face_value,
            quantity: Some(past.quantity),
            total: past.total,
            at: Some(past.at),
        });
        Ok(Self { recipients: recipients.collect(), purchases: purchases.collect() })
    }
}
