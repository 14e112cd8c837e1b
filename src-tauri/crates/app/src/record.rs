//! Orders that no check came before: typed in half a minute, or read in their page.

use check::catalogue::CategoryId;
use check::page::Page;
use jiff::Timestamp;
use ledger::{Change, Move, MoveSource, NewRecord, OrderEvent, OrderQuery, OrderRow, RecordedFrom};
use model::{Arrival, EvidenceKind, Fen, Field, MoneyState, OrderId};
use serde::{Deserialize, Serialize};
use specta::Type;

use cases::standing::PlatformStanding;

use crate::draft::{InputError, InputErrorCode, PurchaseDraft, amount};
use crate::error::{Error, ErrorCode, Result, json};
use crate::history::Past;
use crate::library::Library;
use crate::pictures::{PagePicture, Readings, evidence};
use crate::purchase::{DraftReview, read_page, review_read, summary};
use crate::settings::Settings;

/// An order as it is recorded: what was typed, not what it means.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(default)]
pub struct RecordForm {
    pub category: Option<CategoryId>,
    pub name: String,
    /// In 元, as typed; of one unit.
    pub face_value: String,
    pub quantity: String,
    /// In 元, as typed.
    pub total: String,
    pub recipient: String,
    pub recipient_label: String,
    /// The platform.
    pub shop: String,
    pub seller: String,
    pub payee: String,
    pub order_no: String,
    /// `None` for one that is not paid.
    #[specta(type = Option<String>)]
    pub paid_at: Option<Timestamp>,
    /// What the platform writes beside the order.
    pub shown: String,
    /// What it says is wrong.
    pub alert: String,
    pub arrival: Option<Arrival>,
    /// The text of the order's page, pasted or read in `pictures`.
    pub page: String,
    pub pictures: Vec<PagePicture>,
}

/// What is seen in a form before it is recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RecordReading {
    pub errors: Vec<InputError>,
    /// What the page says, to be taken over where nothing was typed.
    pub page: Page,
    /// Where the platform's words put it; `None` when they are not known.
    pub standing: Option<PlatformStanding>,
    /// The recipient in the groups it is shown in; empty when it is none that is known.
    pub recipient_groups: Vec<String>,
    /// Orders that bear this number already.
    pub same_number: Vec<OrderRow>,
}

/// An order that was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Recorded {
    pub order: OrderId,
    pub change: Change,
}

impl Library {
    /// Reads a form, and looks for the order among those that there are.
    pub async fn look_at_record(&self, form: RecordForm, now: Timestamp) -> Result<RecordReading> {
        let (settings, past) = (self.settings().await?, self.past().await?);
        let library = self.clone();
        self.read(move |ledger| {
            let readings = library.readings(ledger, &form.pictures)?;
            let read = Read::of(&form, &readings, &past, &settings, now);
            let number = form.order_no.trim();
            let same_number = if number.is_empty() {
                Vec::new()
            } else {
                let query = OrderQuery { text: number.to_owned(), ..OrderQuery::default() };
                let mut found = ledger.orders(&query)?;
                found.retain(|row| row.order_no.as_deref() == Some(number));
                found
            };
            let recipient = read.review.review.recipient.as_ref();
            Ok::<_, Error>(RecordReading {
                errors: read.errors,
                standing: read.standing,
                recipient_groups: recipient
                    .map(|reading| &reading.candidate)
                    .map(|it| past.known.kinds.group(&it.kind, &it.normalised))
                    .unwrap_or_default(),
                page: read.review.page,
                same_number,
            })
        })
        .await
    }

    /// Records an order that no check came before.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::NotReady`] while something in the form cannot be read or is missing;
    /// [`ErrorCode::Impossible`] when what it says contradicts itself.
    pub async fn record_order(&self, form: RecordForm, now: Timestamp) -> Result<Recorded> {
        let (settings, past) = (self.settings().await?, self.past().await?);
        let library = self.clone();
        let change = self
            .change(move |ledger| {
                let readings = library.readings(ledger, &form.pictures)?;
                let read = Read::of(&form, &readings, &past, &settings, now);
                if let Some(error) = read.errors.first() {
                    return Err(Error::new(ErrorCode::NotReady, format!("{error:?}")));
                }
                Ok(ledger.record_order(read.into_record(&form, &past, now)?, now)?)
            })
            .await?;
        let order = change
            .order
            .clone()
            .ok_or_else(|| Error::new(ErrorCode::Internal, "a recorded order is named"))?;
        Ok(Recorded { order, change })
    }
}

/// A form, read.
struct Read {
    review: DraftReview,
    draft: PurchaseDraft,
    total: Option<Fen>,
    standing: Option<PlatformStanding>,
    errors: Vec<InputError>,
}

impl Read {
    fn of(
        form: &RecordForm,
        readings: &Readings,
        past: &Past,
        settings: &Settings,
        now: Timestamp,
    ) -> Self {
        let draft = PurchaseDraft {
            category: form.category.clone(),
            name: form.name.clone(),
            face_value: form.face_value.clone(),
            quantity: form.quantity.clone(),
            recipient: form.recipient.clone(),
            recipient_label: form.recipient_label.clone(),
            shop: form.shop.clone(),
            page: form.page.clone(),
            pictures: form.pictures.clone(),
            ..PurchaseDraft::default()
        };
        let page = read_page(&form.page, &form.pictures, &past.known, form.category.as_ref());
        let review = review_read(&draft, page, readings, past, settings.thresholds, now);
        let mut errors = review.input_errors.clone();
        let total = amount(Field::Total, &form.total, &mut errors);
        let standing = PlatformStanding::of(&form.shown);
        let paid = standing.and_then(|standing| standing.money).is_some_and(|money| {
            !matches!(money, MoneyState::Pending | MoneyState::Processing | MoneyState::Closed)
        });
        let mut missing = |field, is| {
            if is {
                errors.push(InputError::new(field, InputErrorCode::Missing));
            }
        };
        let blank = |text: &str| text.trim().is_empty();
        missing(Field::Name, blank(&form.name) && form.category.is_none());
        missing(Field::Total, blank(&form.total));
        missing(Field::PaidAt, paid && form.paid_at.is_none());
        if form.paid_at.is_some_and(|at| at > now) {
            errors.push(InputError::new(Field::PaidAt, InputErrorCode::Future));
        }
        Self { review, draft, total, standing, errors }
    }

    fn into_record(self, form: &RecordForm, past: &Past, now: Timestamp) -> Result<NewRecord> {
        let mut summary = summary(&self.draft, &self.review, &past.known.catalogue);
        let typed = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        summary.total = self.total;
        summary.seller = typed(&form.seller);
        summary.payee = typed(&form.payee).or(summary.payee);
        let order_no = typed(&form.order_no);
        let mut happened = Vec::new();
        if let Some(paid_at) = form.paid_at {
            happened.push(OrderEvent::Paid { paid_at, order_no, note: None });
        } else if let Some(order_no) = order_no {
            happened.push(OrderEvent::NumberSet { order_no });
        }
        let from = match (form.pictures.is_empty(), form.page.trim().is_empty()) {
            (false, _) => RecordedFrom::Picture,
            (true, false) => RecordedFrom::Page,
            (true, true) => RecordedFrom::Hand,
        };
        let (shown, alert) = (typed(&form.shown), typed(&form.alert));
        if shown.is_some() || alert.is_some() || form.arrival.is_some() {
            let stands = self.standing;
            happened.push(OrderEvent::Moved(Move {
                order: stands.and_then(|standing| standing.order),
                money: stands.and_then(|standing| standing.money),
                voucher: None,
                shipment: None,
                arrival: form.arrival,
                shown,
                at: now,
                source: match from {
                    RecordedFrom::Hand | RecordedFrom::Table => MoveSource::Seen,
                    RecordedFrom::Page | RecordedFrom::Picture => MoveSource::Page,
                },
                note: alert,
                reason: None,
            }));
        }
        let page_json = match from {
            RecordedFrom::Hand | RecordedFrom::Table => None,
            RecordedFrom::Page | RecordedFrom::Picture => Some(json(&serde_json::json!({
                "page": form.page,
                "facts": self.review.page.facts,
            }))?),
        };
        let mut pictures = evidence(form.pictures.clone());
        for picture in &mut pictures {
            picture.kind = EvidenceKind::OrderPage;
        }
        Ok(NewRecord { summary, from, row: None, page_json, pictures, happened })
    }
}
