use check::catalogue::Origin;
use check::diff::Difference;
use check::identifier::{Candidate, Kind, KindId, Kinds, ReasonCode, Verdict};
use check::review::{History, KnownRecipient, SecondEntry, second_entry};
use jiff::Timestamp;
use ledger::{Change, Confirmed, RecipientId, RecipientRow};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::error::{Error, ErrorCode, Result};
use crate::habits::within;
use crate::library::Library;

/// A recipient of the address book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct AddressEntry {
    #[serde(flatten)]
    pub row: RecipientRow,
    /// The value in the groups it is shown in.
    pub groups: Vec<String>,
}

/// A kind of recipient and how it is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RecipientKind {
    pub id: KindId,
    pub zh: String,
    pub en: String,
    /// Whose it is, and whether it is still wanted.
    pub origin: Origin,
}

/// A recipient on its way into the address book, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct NewRecipient {
    pub text: String,
    /// `None` while the buyer has not said.
    pub kind: Option<KindId>,
    /// Who it is.
    pub label: String,
    /// Typed again without seeing the first; `None` when that was left for the first purchase.
    pub second_entry: Option<String>,
}

/// One reading of what was typed for the address book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RecipientReading {
    pub candidate: Candidate,
    /// The value in the groups it is shown in.
    pub groups: Vec<String>,
    /// It stands in the book already.
    pub known: Option<KnownRecipient>,
    /// Those of the book that are one slip away; empty when it stands there itself.
    pub near: Vec<NearRecipient>,
    /// How the second entry stands to the first, once there is one.
    pub second_entry: Option<SecondEntry>,
    /// Well formed and new: it can be kept.
    pub keepable: bool,
}

/// A known recipient one slip away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct NearRecipient {
    pub value: String,
    /// Who it is.
    pub label: Option<String>,
    /// From the known one to the new one.
    pub difference: Difference,
}

/// The most readings of one text, and the most near recipients of one reading, that are told.
const TOLD: usize = 5;
/// The longest name of a recipient, in characters.
const LABEL: usize = 60;

impl Library {
    /// The address book, the most used first.
    pub async fn recipients(&self) -> Result<Vec<AddressEntry>> {
        let kinds = self.known().await?;
        let rows = self.read(ledger::Ledger::recipients).await?;
        let mut entries: Vec<_> = rows
            .into_iter()
            .map(|row| {
                let groups = kinds.kinds.group(&KindId(row.kind.clone()), &row.value);
                AddressEntry { row, groups }
            })
            .collect();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.row.purchases));
        Ok(entries)
    }

    /// How every kind of recipient is called, in the order of the data; a user's own behind
    /// them, and forgotten ones too, since recipients may be of them.
    pub async fn recipient_kinds(&self) -> Result<Vec<RecipientKind>> {
        let name = |kind: &Kind| RecipientKind {
            id: kind.id.clone(),
            zh: kind.name.zh.clone(),
            en: kind.name.en.clone(),
            origin: kind.origin,
        };
        Ok(self.known().await?.kinds.iter().map(name).collect())
    }

    /// Reads what was typed for the address book: as the kind given, or as every kind that it
    /// may be, most likely first.
    pub async fn look_at_recipient(&self, new: NewRecipient) -> Result<Vec<RecipientReading>> {
        let past = self.past().await?;
        let kinds = &past.known.kinds;
        let candidates = kinds.identify(&new.text, new.kind.as_ref()).candidates;
        let second = new.second_entry.as_deref();
        let reading = |candidate| reading(candidate, second, &past.history, kinds);
        Ok(candidates.into_iter().take(TOLD).map(reading).collect())
    }

    /// Keeps a recipient in the address book. One that is a slip away from another is kept as
    /// any other: from then on both are known and neither warns.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::Invalid`] when it is malformed, has no kind, stands in the book already or
    /// the second entry differs.
    pub async fn add_recipient(&self, new: NewRecipient, now: Timestamp) -> Result<Change> {
        let invalid = |why: &str| Error::new(ErrorCode::Invalid, why);
        let label = within(&new.label, 0, LABEL)?;
        let kind = new.kind.clone().ok_or_else(|| invalid("no kind"))?;
        let readings = self.look_at_recipient(new).await?;
        let reading = readings.into_iter().next().ok_or_else(|| invalid("no reading"))?;
        if !reading.keepable {
            return Err(invalid(&format!("{:?}", reading.candidate.reasons)));
        }
        let confirmed = match reading.second_entry {
            None => Confirmed::ByHand,
            Some(second) if second.same => Confirmed::BlindEntry,
            Some(_) => return Err(invalid("the second entry differs")),
        };
        let value = reading.candidate.normalised;
        self.change(move |ledger| {
            ledger.save_recipient(&kind.0, &value, Some(&label), confirmed, now)
        })
        .await
    }

    /// Says who a recipient is.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::Invalid`] when the name is very long.
    pub async fn rename_recipient(&self, id: RecipientId, label: String) -> Result<Change> {
        let label = within(&label, 0, LABEL)?;
        self.change(move |ledger| ledger.rename_recipient(id, &label)).await
    }

    pub async fn forget_recipient(&self, id: RecipientId) -> Result<Change> {
        self.change(move |ledger| ledger.forget_recipient(id)).await
    }

    /// Puts a forgotten recipient back as it was.
    pub async fn restore_recipient(&self, row: RecipientRow) -> Result<Change> {
        self.change(move |ledger| ledger.restore_recipient(&row)).await
    }
}

fn reading(
    candidate: Candidate,
    second: Option<&str>,
    history: &History,
    kinds: &Kinds,
) -> RecipientReading {
    let known = history.saved(&candidate.normalised, &candidate.kind).cloned();
    let near = if known.is_some() { Vec::new() } else { near(&candidate.normalised, history) };
    let typed = second.filter(|text| !text.trim().is_empty());
    let second =
        typed.map(|text| second_entry(kinds, &candidate.kind, &candidate.normalised, text));
    let masked = candidate.reasons.iter().any(|reason| reason.code == ReasonCode::Masked);
    RecipientReading {
        groups: kinds.group(&candidate.kind, &candidate.normalised),
        keepable: candidate.verdict != Verdict::Error && !masked && known.is_none(),
        known,
        near,
        second_entry: second,
        candidate,
    }
}

fn near(typed: &str, history: &History) -> Vec<NearRecipient> {
    history
        .near(typed)
        .take(TOLD)
        .map(|near| NearRecipient {
            value: near.value.to_owned(),
            label: near.label.cloned(),
            difference: near.difference,
        })
        .collect()
}
