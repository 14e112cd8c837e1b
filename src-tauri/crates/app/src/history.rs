use check::catalogue::CategoryId;
use check::identifier::KindId;
use check::review::{History, KnownRecipient, PastPurchase};
use ledger::Ledger;

/// What the checks look back on, laid out for them.
pub(crate) fn load(ledger: &Ledger) -> Result<History, ledger::Error> {
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
        shop: past.shop,
        at: Some(past.at),
    });
    Ok(History::new(recipients, purchases))
}
