//! What the screenshots of an order say, beside what was checked before it was paid.

use check::catalogue::CategoryId;
use check::page::{Page, Value};
use check::review::{Answers, History, Input, Need, Standing, Thresholds, review};
use ledger::{EvidenceRow, OrderRow};
use model::{EvidenceKind, Field, Flow, OrderId, Sha256Hex};
use serde::Serialize;
use specta::Type;

use crate::error::Result;
use crate::evidence_details::{contradicts, read};
use crate::library::Library;
use crate::own::Known;
use crate::sealed::SealedCheck;

/// A piece that says otherwise than the record does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct EvidenceFinding {
    pub sha256: Sha256Hex,
    pub name: String,
    pub field: Field,
    pub on_record: Value,
    /// All that the piece says of it.
    pub on_piece: Vec<Value>,
}

/// Only the latest pieces are compared: an order with a thousand has no thousand pages.
const COMPARED: usize = 60;

/// The goods, as far as a slip in them shows on an order's page.
const GOODS: [Field; 8] = [
    Field::FaceValue,
    Field::Carrier,
    Field::Game,
    Field::Server,
    Field::AccountSystem,
    Field::Platform,
    Field::Edition,
    Field::Recipient,
];

impl Library {
    /// Where the screenshots of an order say otherwise than its record and its sealed check:
    /// order number, amount, recipient and goods.
    pub async fn evidence_findings(&self, order: OrderId) -> Result<Vec<EvidenceFinding>> {
        let known = self.known().await?;
        self.read(move |ledger| {
            let record = ledger.order(&order)?;
            let sealed = ledger.sealed_check(&order).ok().flatten();
            let check: Option<SealedCheck> =
                sealed.and_then(|sealed| serde_json::from_str(&sealed.json).ok());
            let need = need(&record.row, check.as_ref(), &known);
            let mut found = Vec::new();
            let later =
                record.evidence.iter().rev().filter(|piece| is_later(piece, check.as_ref()));
            for piece in later.take(COMPARED) {
                let Some(text) = ledger.evidence_text(&piece.sha256)? else { continue };
                let page = read(&text, &record.row, &known);
                let differing = differences(&need, &record.row, &page, &known);
                found.extend(differing.into_iter().map(|(field, on_record, on_piece)| {
                    EvidenceFinding {
                        sha256: piece.sha256.clone(),
                        name: piece.name.clone(),
                        field,
                        on_record,
                        on_piece,
                    }
                }));
            }
            Ok::<_, ledger::Error>(found)
        })
        .await
    }
}

/// Whether a piece shows the order after it was made: not what the check was read from, nor a
/// copy, nor what shows something else.
fn is_later(piece: &EvidenceRow, check: Option<&SealedCheck>) -> bool {
    let pictures = check.into_iter().flat_map(|check| &check.draft.pictures);
    let of_check = pictures.into_iter().any(|picture| picture.sha256 == piece.sha256);
    let shows = matches!(piece.kind.flow(), Some(Flow::Money | Flow::Order))
        || matches!(piece.kind, EvidenceKind::Delivery);
    // These are about something that is not as it should be.
    let astray = matches!(
        piece.kind,
        EvidenceKind::WrongVoucher | EvidenceKind::AbnormalOrder | EvidenceKind::DuplicatePayment
    );
    shows && !astray && !of_check && piece.derived_from.is_empty()
}

fn need(order: &OrderRow, check: Option<&SealedCheck>, known: &Known) -> Need {
    if let Some(check) = check {
        return check.draft.need(&known.catalogue).0;
    }
    let summary = &order.summary;
    Need {
        category: Some(CategoryId(summary.category.clone())),
        face_value_fen: summary.face_value,
        recipient: summary.recipient.clone(),
        ..Need::default()
    }
}

type Differing = (Field, Value, Vec<Value>);

fn differences(need: &Need, order: &OrderRow, page: &Page, known: &Known) -> Vec<Differing> {
    let values = |field| page.all(field).map(|fact| fact.value.clone()).collect::<Vec<_>>();
    let mut found = Vec::new();
    let numbers = values(Field::OrderNo);
    if let Some(number) = &order.order_no
        && !numbers.is_empty()
        && numbers.iter().all(|shown| contradicts(&shown.plain(), number))
    {
        found.push((Field::OrderNo, Value::Text(number.clone()), numbers));
    }
    let totals = values(Field::Total);
    if let Some(total) = order.summary.total.map(Value::Money)
        && !totals.is_empty()
        && !totals.contains(&total)
    {
        found.push((Field::Total, total, totals));
    }
    let review = review(&Input {
        kinds: &known.kinds,
        catalogue: &known.catalogue,
        need,
        page: Some((" page", page)),
        history: &History::default(),
        now: None,
        thresholds: Thresholds::default(),
        answers: &Answers::default(),
    });
    let rows = review.rows.into_iter().filter(|row| GOODS.contains(&row.field));
    let differing = rows.filter(|row| row.standing == Standing::Differs);
    found.extend(differing.filter_map(|row| Some((row.field, row.need?, row.page))));
    found
}
