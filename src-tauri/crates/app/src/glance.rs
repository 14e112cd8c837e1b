//! What stands on the clipboard, at a glance: what it is, and how it stands to the purchase in
//! progress.

use cases::fraud::{FraudPlace, signs_in};
use check::catalogue::Name;
use check::identifier::{Candidate, Kinds};
use check::page::{self, Certainty, Fact, Page, Span, Value};
use jiff::Timestamp;
use ledger::DraftId;
use model::Field;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::draft::{DraftSummary, PurchaseDraft};
use crate::error::{Error, ErrorCode, Result};
use crate::history::Past;
use crate::library::Library;
use crate::pictures::{PagePicture, Readings};
use crate::purchase::{DraftReview, read_page, review_read};
use crate::settings::Settings;

/// A text from elsewhere, looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Glance {
    pub text: String,
    /// What the text was read in.
    pub picture: Option<PagePicture>,
    pub about: About,
    /// What a recipient can be, the likeliest first.
    pub readings: Vec<Reading>,
    /// What it is by itself.
    pub alone: DraftReview,
    /// The purchase in progress that it is held against: the one asked for, else the one last
    /// edited.
    pub purchase: Option<DraftSummary>,
    /// That purchase with the text in its page's place.
    pub against: Option<DraftReview>,
}

/// One kind of identifier that a text can be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Reading {
    pub name: Name,
    pub candidate: Candidate,
    /// The value in the groups it is shown in.
    pub groups: Vec<String>,
}

/// What a text is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum About {
    Nothing,
    /// A number, an account or a name that receives goods.
    Recipient,
    /// The text of a page.
    Page,
}

/// More readings than these say nothing.
const READINGS: usize = 4;

/// No identifier is longer, in characters.
const LONGEST_RECIPIENT: usize = 64;

impl Library {
    /// Looks at a text, which `picture` was read as if there is one.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::PageTooLong`] above [`page::MAX_BYTES`]; [`ErrorCode::NotFound`] when
    /// `purchase` is no longer in progress.
    pub async fn glance(
        &self,
        text: String,
        picture: Option<PagePicture>,
        purchase: Option<DraftId>,
        now: Timestamp,
    ) -> Result<Glance> {
        if text.len() > page::MAX_BYTES {
            return Err(Error::new(ErrorCode::PageTooLong, format!("{} bytes", text.len())));
        }
        let drafts = self.drafts().await?;
        let found = match &purchase {
            Some(id) => Some(
                drafts
                    .into_iter()
                    .find(|draft| draft.id == *id)
                    .ok_or_else(|| Error::new(ErrorCode::NotFound, format!("draft {}", id.0)))?,
            ),
            None => drafts.into_iter().next(),
        };
        let draft = match &found {
            Some(summary) => Some(self.draft(summary.id.clone()).await?),
            None => None,
        };
        let settings = self.settings().await?;
        let past = self.past().await?;
        let library = self.clone();
        self.read(move |ledger| {
            let pictures: Vec<_> = picture.into_iter().collect();
            let readings = library.readings(ledger, &pictures)?;
            let seen = Seen { text, pictures, readings };
            Ok::<_, Error>(look(seen, found, draft, &past, &settings, now))
        })
        .await
    }
}

/// What is looked at.
struct Seen {
    text: String,
    /// One, when the text was read in it.
    pictures: Vec<PagePicture>,
    readings: Readings,
}

fn look(
    seen: Seen,
    purchase: Option<DraftSummary>,
    draft: Option<PurchaseDraft>,
    past: &Past,
    settings: &Settings,
    now: Timestamp,
) -> Glance {
    let Seen { text, pictures, readings } = seen;
    let bought = draft.as_ref().and_then(|draft| draft.category.as_ref());
    let page = read_page(&text, &pictures, &past.known, bought);
    let about = about(&text, &page);
    let review = |draft: &PurchaseDraft, page| {
        review_read(draft, page, &readings, past, settings.thresholds, now)
    };
    let kinds = match about {
        About::Recipient => kinds_of(&text, &past.known.kinds),
        About::Page | About::Nothing => Vec::new(),
    };
    let own = match about {
        About::Recipient => PurchaseDraft {
            // A bare number is read as what the purchase in progress asks for.
            category: draft.as_ref().and_then(|draft| draft.category.clone()),
            words: draft.as_ref().map(|draft| draft.words.clone()).unwrap_or_default(),
            recipient: match (&draft, kinds.first()) {
                (None, Some(likeliest)) => likeliest.candidate.normalised.clone(),
                _ => text.trim().to_owned(),
            },
            ..PurchaseDraft::default()
        },
        // As if its recipient had been typed: a slip away from a known one is told.
        About::Page => PurchaseDraft {
            recipient: page.text(Field::Recipient).unwrap_or_default().to_owned(),
            page: text.clone(),
            pictures: pictures.clone(),
            ..PurchaseDraft::default()
        },
        About::Nothing => PurchaseDraft::default(),
    };
    let alone = review(&own, if about == About::Page { page.clone() } else { Page::default() });
    let read_as = alone.review.recipient.as_ref().map(|known| known.candidate.normalised.clone());
    let seen = match read_as {
        Some(value) if about == About::Recipient => only_recipient(&text, value),
        _ => page,
    };
    let against = draft.filter(|_| about != About::Nothing).map(|mut draft| {
        draft.page.clone_from(&text);
        draft.pictures.clone_from(&pictures);
        review(&draft, seen)
    });
    let picture = pictures.into_iter().next();
    Glance { text, picture, about, readings: kinds, alone, purchase, against }
}

fn kinds_of(text: &str, kinds: &Kinds) -> Vec<Reading> {
    let named = |candidate: Candidate| {
        let kind = kinds.get(&candidate.kind)?;
        let groups = kinds.group(&candidate.kind, &candidate.normalised);
        Some(Reading { name: kind.name.clone(), candidate, groups })
    };
    let all = kinds.identify(text.trim(), None).candidates;
    all.into_iter().filter_map(named).take(READINGS).collect()
}

/// A page says something of goods, or shows a sign of fraud; what does neither and stands in one
/// short line is someone who receives them.
fn about(text: &str, page: &Page) -> About {
    let line = text.trim();
    let of_goods =
        page.facts.iter().any(|fact| !matches!(fact.field, Field::Recipient | Field::Name));
    if !line.contains(char::is_alphanumeric) {
        About::Nothing
    } else if !of_goods && is_short(line) && signs_in(line, FraudPlace::Check).is_empty() {
        About::Recipient
    } else {
        About::Page
    }
}

fn is_short(line: &str) -> bool {
    !line.contains('\n') && line.chars().count() <= LONGEST_RECIPIENT
}

/// The page that a bare recipient is: all of it is that one fact, as it was read.
fn only_recipient(text: &str, value: String) -> Page {
    let line = text.trim();
    let start = text.len() - text.trim_start().len();
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Page {
        facts: vec![Fact {
            field: Field::Recipient,
            value: Value::Text(value),
            certainty: Certainty::Sure,
            spans: vec![Span { start: place(start), end: place(start + line.len()) }],
        }],
    }
}
