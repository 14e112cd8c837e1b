use check::catalogue::{Catalogue, CategoryId};
use check::page::{self, Page, read_recognised_with, read_with};
use check::review::{self, GateState, Input, Outcome, Review};
use jiff::Timestamp;
use ledger::{Change, DraftId, Ledger, NewOrder, OrderSummary};
use model::{Field, OrderId};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::draft::{DraftSummary, InputError, PurchaseDraft};
use crate::error::{Error, ErrorCode, Result, json};
use crate::fraud_signs::{self, FraudNotice};
use crate::habits::seen;
use crate::history::Past;
use crate::library::Library;
use crate::own::Known;
use crate::pictures::{PagePicture, PictureReview, Readings, evidence};
use crate::sealed::{SealedCheck, without_entry};

/// A draft, read and reviewed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DraftReview {
    pub input_errors: Vec<InputError>,
    /// What was read in the pasted text.
    pub page: Page,
    /// The pictures of the draft, with the facts on them.
    pub pictures: Vec<PictureReview>,
    pub review: Review,
    /// The signs of fraud in what was pasted and typed, each once, the gravest first.
    pub fraud: Vec<FraudNotice>,
    /// Nothing stands in the way of paying.
    pub ready: bool,
}

/// A check that was sealed into the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Sealed {
    pub order: OrderId,
    pub change: Change,
}

/// A draft that was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SavedDraft {
    pub id: DraftId,
    pub change: Change,
}

impl Library {
    /// Reviews a draft against its page and everything bought before.
    pub async fn review(&self, draft: PurchaseDraft, now: Timestamp) -> Result<DraftReview> {
        let settings = self.settings().await?;
        let past = self.past().await?;
        // A long page takes milliseconds: not on the thread that answers the window.
        let library = self.clone();
        self.read(move |ledger| {
            let readings = library.readings(ledger, &draft.pictures)?;
            review_draft(&draft, &readings, &past, settings.thresholds, now)
        })
        .await
    }

    /// Seals the check of a draft into the record as an order that is about to be paid. The
    /// draft is taken out of the list in the same transaction.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::NotReady`] while a gate is open, whatever the window believes.
    pub async fn confirm(
        &self,
        id: Option<DraftId>,
        draft: PurchaseDraft,
        now: Timestamp,
    ) -> Result<Sealed> {
        let known = self.known().await?;
        let reviewed = self.review(draft.clone(), now).await?;
        if !reviewed.ready {
            let open = reviewed.review.gates.iter().find(|gate| gate.state != GateState::Passed);
            return Err(Error::new(ErrorCode::NotReady, format!("{open:?}")));
        }
        let summary = summary(&draft, &reviewed, &known.catalogue);
        let pictures = evidence(draft.pictures.clone());
        let sealed = SealedCheck::new(draft, reviewed.page, reviewed.review);
        let check_json = json(&sealed)?;
        let change = self
            .change(move |ledger| {
                ledger.seal_check(NewOrder { draft: id, summary, check_json, pictures }, now)
            })
            .await?;
        let order = change
            .order
            .clone()
            .ok_or_else(|| Error::new(ErrorCode::Internal, "a sealed check names its order"))?;
        Ok(Sealed { order, change })
    }

    /// Keeps a draft as it stands, as a new one when it has no identity yet. The blind second
    /// entry is not kept: it would no longer be blind.
    pub async fn save_draft(
        &self,
        id: Option<DraftId>,
        mut draft: PurchaseDraft,
        now: Timestamp,
    ) -> Result<SavedDraft> {
        draft.answers = without_entry(draft.answers);
        let body = json(&draft)?;
        self.change_aside(move |ledger| {
            let id = id.unwrap_or_else(|| Ledger::new_draft_id(now));
            let change = ledger.save_draft(&id, &body, now)?;
            Ok::<_, ledger::Error>(SavedDraft { id, change })
        })
        .await
    }

    /// The purchases in progress, the one last edited first.
    pub async fn drafts(&self) -> Result<Vec<DraftSummary>> {
        let saved = self.read(Ledger::drafts).await?;
        let summary = |saved: ledger::Draft| {
            let draft: PurchaseDraft = serde_json::from_str(&saved.body).unwrap_or_default();
            DraftSummary {
                id: saved.id,
                category: draft.category,
                name: draft.name,
                recipient: draft.recipient,
                saved_at: saved.updated_at,
            }
        };
        Ok(saved.into_iter().map(summary).collect())
    }

    pub async fn draft(&self, id: DraftId) -> Result<PurchaseDraft> {
        let saved = self.read(move |ledger| ledger.draft(&id)).await?;
        serde_json::from_str(&saved.body)
            .map_err(|error| Error::new(ErrorCode::Damaged, error.to_string()))
    }

    /// Takes a purchase in progress away. That its check said stop is remembered, with what
    /// would have been paid, until it is saved again.
    pub async fn discard_draft(&self, id: DraftId, now: Timestamp) -> Result<Change> {
        // One that cannot be read or reviewed any more can still be thrown away.
        let reviewed = match self.draft(id.clone()).await {
            Ok(draft) => self.review(draft, now).await.ok(),
            Err(_) => None,
        };
        let review = reviewed.map(|reviewed| reviewed.review);
        self.change_aside(move |ledger| match review {
            Some(review) if review.verdict == Outcome::Stop => {
                ledger.discard_stopped(&id, review.total_fen, now)
            }
            _ => ledger.discard_draft(&id),
        })
        .await
    }
}

fn review_draft(
    draft: &PurchaseDraft,
    readings: &Readings,
    past: &Past,
    thresholds: review::Thresholds,
    now: Timestamp,
) -> Result<DraftReview> {
    if draft.page.len() > page::MAX_BYTES {
        let detail = format!("{} bytes", draft.page.len());
        return Err(Error::new(ErrorCode::PageTooLong, detail));
    }
    let bought = draft.category.as_ref();
    let page = read_page(&draft.page, &draft.pictures, &past.known, bought);
    Ok(review_read(draft, page, readings, past, thresholds, now))
}

/// What stands on a page that was pasted, or read in pictures.
pub(crate) fn read_page(
    text: &str,
    pictures: &[PagePicture],
    known: &Known,
    bought: Option<&CategoryId>,
) -> Page {
    let Known { kinds, catalogue, .. } = known;
    if pictures.is_empty() {
        read_with(text, catalogue, kinds, bought)
    } else {
        read_recognised_with(text, catalogue, kinds, bought)
    }
}

/// The review of a draft whose page is read.
pub(crate) fn review_read(
    draft: &PurchaseDraft,
    mut page: Page,
    readings: &Readings,
    past: &Past,
    thresholds: review::Thresholds,
    now: Timestamp,
) -> DraftReview {
    let pictures = readings.place(&draft.page, &mut page);
    let Known { kinds, catalogue, .. } = &*past.known;
    let (need, input_errors) = draft.need(catalogue);
    let pasted = !draft.page.trim().is_empty();
    let input = Input {
        kinds,
        catalogue,
        need: &need,
        page: pasted.then_some((draft.page.as_str(), &page)),
        history: &past.history,
        now: Some(now),
        thresholds,
        answers: &draft.answers,
    };
    let mut review = review::review(&input);
    let reminders = review::reminder_gates(&input, &past.reminders);
    // What a mistake has taught is seen before the last acts.
    review.gates.splice(..0, reminders);
    let fraud = fraud_signs::before_paying(draft, &need, &page);
    review.gates.splice(..0, fraud_signs::gates(&fraud, &draft.answers));
    let ready = input_errors.is_empty()
        && review.missing.is_empty()
        && review.gates.iter().all(|gate| gate.state == GateState::Passed);
    DraftReview { input_errors, page, pictures, review, fraud, ready }
}

/// The order's line in lists and searches.
pub(crate) fn summary(
    draft: &PurchaseDraft,
    reviewed: &DraftReview,
    catalogue: &Catalogue,
) -> OrderSummary {
    let (need, _) = draft.need(catalogue);
    let page = &reviewed.page;
    let review = &reviewed.review;
    let recipient = review.recipient.as_ref();
    let stated = |field| page.text(field).map(str::to_owned);
    OrderSummary {
        category: need.category.as_ref().map(|category| category.0.clone()).unwrap_or_default(),
        name: seen(&need.name.clone().or_else(|| stated(Field::Name)).unwrap_or_default()),
        face_value: need.face_value_fen,
        unit_price: page.money(Field::UnitPrice),
        quantity: need.quantity.and_then(|count| u32::try_from(count).ok()).unwrap_or(1),
        total: review.total_fen,
        recipient: recipient.map(|recipient| recipient.candidate.normalised.clone()),
        recipient_kind: recipient.map(|recipient| recipient.candidate.kind.0.clone()),
        recipient_label: Some(seen(&draft.recipient_label).trim().to_owned())
            .filter(|label| !label.is_empty()),
        shop: need.shop.as_deref().map(seen),
        seller: None,
        payee: stated(Field::Payee),
        words: words(&need, catalogue),
    }
}

/// Other words under which the order is to be found: its category in both languages, its game.
fn words(need: &check::review::Need, catalogue: &Catalogue) -> Vec<String> {
    let category = need.category.as_ref().and_then(|id| catalogue.category(id));
    let names = category.map(|category| [category.name.zh.clone(), category.name.en.clone()]);
    names.into_iter().flatten().chain(need.game.clone()).collect()
}
