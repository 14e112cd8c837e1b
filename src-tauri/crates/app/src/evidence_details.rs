//! One piece of evidence with everything that is known of it, and what does not fit.

use cases::evidence::editor;
use check::catalogue::CategoryId;
use check::diff::{MaskedMatch, masked_match};
use check::page::{Certainty, Page, Value, read_recognised_with};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use ledger::{Change, EvidenceAbout, EvidenceRow, FileMetadata, NearPicture, OrderRow, Unread};
use model::{EvidenceField, Fen, Field, OrderId, Sha256Hex};
use serde::Serialize;
use specta::Type;

use crate::error::{Error, ErrorCode, Result};
use crate::library::Library;
use crate::own::Known;

/// What is known of a piece of evidence besides its row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct EvidenceDetails {
    /// What was read in it, empty when it says nothing; `None` while it was not read.
    pub text: Option<String>,
    /// Why nothing was read, when it was tried.
    pub unread: Option<Unread>,
    pub metadata: FileMetadata,
    /// What its text says of the fields. Offered, never taken over by itself.
    pub proposals: Vec<FieldProposal>,
    pub hints: Vec<EvidenceHint>,
    pub near: Vec<NearPicture>,
}

/// What the text of a piece says of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FieldProposal {
    pub field: EvidenceField,
    pub value: String,
    /// Stated plainly, and read without doubt.
    pub sure: bool,
}

/// Something about a piece that does not fit. It is no verdict: there may be good reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum EvidenceHint {
    /// What the buyer noted of it differs from what the record says of the order.
    FieldDiffers { field: EvidenceField, on_piece: String, on_record: String },
    /// The file says another time than is claimed.
    TimeDiffers {
        #[specta(type = String)]
        claimed: Timestamp,
        #[specta(type = String)]
        file: Timestamp,
    },
    /// The claimed time is later than the piece came into the record.
    ClaimedLater {
        #[specta(type = String)]
        claimed: Timestamp,
        #[specta(type = String)]
        attached: Timestamp,
    },
    /// The file names a program that changes pictures.
    EditedWith { program: String },
}

/// Clocks differ, and a picture is taken a while after what it shows.
const SAME_TIME: SignedDuration = SignedDuration::from_mins(15);

impl Library {
    /// What is known of one piece of an order. `zone` is that of the user: most files do not say
    /// theirs.
    pub async fn evidence_details(
        &self,
        order: OrderId,
        sha256: Sha256Hex,
        zone: TimeZone,
    ) -> Result<EvidenceDetails> {
        let known = self.known().await?;
        self.read(move |ledger| {
            let record = ledger.order(&order)?;
            let piece = record.evidence.iter().find(|piece| piece.sha256 == sha256);
            let piece = piece.ok_or_else(|| {
                Error::new(ErrorCode::NotFound, format!("no evidence {}", sha256.as_str()))
            })?;
            // A file that is gone is named by the library check; here it shows nothing.
            let metadata = ledger.file_metadata(&sha256).unwrap_or_default();
            let text = ledger.evidence_text(&sha256)?;
            let page = text.as_deref().map(|text| read(text, &record.row, &known));
            let near = ledger.near_pictures(&sha256)?;
            Ok::<_, Error>(EvidenceDetails {
                unread: ledger.unread(&sha256)?,
                proposals: page.as_ref().map(proposals).unwrap_or_default(),
                hints: hints(&record.row, piece, &metadata, &zone),
                // Two pages of one app look alike; what tells them apart are their numbers.
                near: near.into_iter().filter(|near| near.same_numbers != Some(false)).collect(),
                text,
                metadata,
            })
        })
        .await
    }

    /// Keeps what the buyer says of a piece.
    pub async fn describe_evidence(
        &self,
        order: OrderId,
        sha256: Sha256Hex,
        about: EvidenceAbout,
        now: Timestamp,
    ) -> Result<Change> {
        self.change(move |ledger| ledger.describe_evidence(&order, &sha256, about, now)).await
    }
}

/// What stands on a piece of this order.
pub(crate) fn read(text: &str, order: &OrderRow, known: &Known) -> Page {
    let category = CategoryId(order.summary.category.clone());
    read_recognised_with(text, &known.catalogue, &known.kinds, Some(&category))
}

fn proposals(page: &Page) -> Vec<FieldProposal> {
    const FIELDS: [(Field, EvidenceField); 8] = [
        (Field::OrderNo, EvidenceField::OrderNo),
        (Field::Total, EvidenceField::Amount),
        (Field::Payee, EvidenceField::Payee),
        (Field::PaidAt, EvidenceField::PaidAt),
        (Field::Status, EvidenceField::OrderState),
        (Field::Name, EvidenceField::Goods),
        (Field::Recipient, EvidenceField::Recipient),
        (Field::Shop, EvidenceField::Platform),
    ];
    let mut found = Vec::new();
    for (field, of) in FIELDS {
        for fact in page.all(field) {
            let value = match &fact.value {
                Value::Money(fen) => fen.to_string(),
                Value::Text(text) if field == Field::PaidAt => text.replacen('T', " ", 1),
                other => other.plain(),
            };
            found.push(FieldProposal { field: of, value, sure: fact.certainty == Certainty::Sure });
        }
    }
    found
}

fn hints(
    order: &OrderRow,
    piece: &EvidenceRow,
    metadata: &FileMetadata,
    zone: &TimeZone,
) -> Vec<EvidenceHint> {
    let about = &piece.about;
    let mut hints: Vec<EvidenceHint> = about
        .fields
        .iter()
        .filter_map(|(&field, on_piece)| {
            let on_record = differs(field, on_piece, order)?;
            Some(EvidenceHint::FieldDiffers { field, on_piece: on_piece.clone(), on_record })
        })
        .collect();
    if let Some(claimed) = about.claimed_at {
        let attached = piece.attached_at;
        if claimed > attached {
            hints.push(EvidenceHint::ClaimedLater { claimed, attached });
        }
        if let Some(file) = taken_at(metadata, zone)
            && claimed.duration_since(file).abs() > SAME_TIME
        {
            hints.push(EvidenceHint::TimeDiffers { claimed, file });
        }
    }
    // What was made here went through the app itself.
    let software = metadata.software.as_deref().filter(|_| piece.derived_from.is_empty());
    if let Some(program) = software.and_then(editor) {
        hints.push(EvidenceHint::EditedWith { program: program.to_owned() });
    }
    hints
}

/// What the record says, when what stands on the piece cannot be the same.
fn differs(field: EvidenceField, on_piece: &str, order: &OrderRow) -> Option<String> {
    let summary = &order.summary;
    let unlike = |on_record: &Option<String>| {
        let on_record = on_record.as_ref()?;
        contradicts(on_piece, on_record).then(|| on_record.clone())
    };
    match field {
        EvidenceField::OrderNo => unlike(&order.order_no),
        EvidenceField::Recipient => unlike(&summary.recipient),
        EvidenceField::Amount => {
            let total = summary.total?;
            let amount = Fen::parse_yuan(on_piece).ok()?;
            (amount != total).then(|| total.to_string())
        }
        EvidenceField::Payee => {
            let payee = summary.payee.as_ref()?;
            let [piece, record] = [on_piece, payee].map(folded);
            // A page may shorten the name of a company.
            (!piece.contains(&record) && !record.contains(&piece)).then(|| payee.clone())
        }
        _ => None,
    }
}

/// Whether what is visible of a number is not the number that is known.
pub(crate) fn contradicts(shown: &str, known: &str) -> bool {
    matches!(masked_match(&folded(shown), &folded(known)), MaskedMatch::Contradicts { .. })
}

fn folded(text: &str) -> String {
    let plain = |c: &char| !c.is_whitespace() && !matches!(c, '-' | '\u{B7}');
    text.chars().filter(plain).flat_map(char::to_lowercase).collect()
}

fn taken_at(metadata: &FileMetadata, zone: &TimeZone) -> Option<Timestamp> {
    let local: DateTime = metadata.taken_at.as_ref()?.parse().ok()?;
    if let Some(offset) = &metadata.offset {
        let exact = format!("{local}{offset}");
        return exact.parse().ok();
    }
    Some(local.to_zoned(zone.clone()).ok()?.timestamp())
}
