//! A page that comes as a screenshot: read once, shown beside its facts, sealed with the order.

#![allow(
    clippy::panic,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test may end where it fails"
)]

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use app::{
    Acquired, Cancel, ErrorCode, EvidenceKind, Library, PagePicture, Pasted, PurchaseDraft,
    Recogniser,
};
use base64::Engine as _;
use check::catalogue::CategoryId;
use jiff::Timestamp;
use model::{Field, Sha256Hex};

/// An order of phone credit for 13874920563 at 97.80.
const ORDER: &[u8] = include_bytes!("../../ocr/tests/pictures/order_light.png");

fn now() -> Timestamp {
    "2026-11-22T06:00:00Z".parse().unwrap()
}

async fn library() -> (tempfile::TempDir, Library) {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path().to_owned(), now()).await.unwrap();
    (folder, library)
}

async fn take(library: &Library, bytes: &[u8]) -> app::Result<PagePicture> {
    let base64 = base64::engine::general_purpose::STANDARD.encode(bytes);
    library.take_pasted_picture("截图.png".to_owned(), Pasted::Base64(base64)).await
}

/// The picture and its text; `None` where no recogniser is and none need be.
async fn read(library: &Library) -> Option<(PagePicture, String)> {
    match library.recogniser().await.unwrap() {
        Recogniser::Ready { .. } => {}
        Recogniser::Missing(reason) if cfg!(target_os = "linux") => {
            panic!("`cargo xtask test` installs it: {reason}")
        }
        Recogniser::Missing(_) => return None,
    }
    let picture = take(library, ORDER).await.unwrap();
    let most = Arc::new(AtomicU8::new(0));
    let told = Arc::clone(&most);
    let progress = move |percent| {
        told.fetch_max(percent, Ordering::Relaxed);
    };
    let text =
        library.read_picture(picture.sha256.clone(), Cancel::default(), progress).await.unwrap();
    assert_eq!(most.load(Ordering::Relaxed), 100, "it was told how far it is");
    Some((picture, text))
}

fn draft(picture: &PagePicture, page: &str) -> PurchaseDraft {
    PurchaseDraft {
        category: Some(CategoryId("phone_credit".to_owned())),
        face_value: "100".to_owned(),
        quantity: "1".to_owned(),
        recipient: "13874920563".to_owned(),
        page: page.to_owned(),
        pictures: vec![picture.clone()],
        ..PurchaseDraft::default()
    }
}

#[tokio::test]
async fn facts_stand_where_they_are_on_the_picture() {
    let (_folder, library) = library().await;
    let Some((picture, text)) = read(&library).await else { return };
    let reviewed = library.review(draft(&picture, &text), now()).await.unwrap();
    let [shown] = &reviewed.pictures[..] else { panic!("one picture: {:?}", reviewed.pictures) };
    assert_eq!(shown.size.map(|size| size.width), Some(720));
    let of = |field| {
        let is_it = |on: &&app::FactOnPicture| {
            reviewed.page.facts[usize::try_from(on.fact).unwrap()].field == field
        };
        shown.facts.iter().find(is_it).unwrap_or_else(|| panic!("{field:?} is on the picture"))
    };
    let recipient = of(Field::Recipient);
    assert!(recipient.crop, "digits are not trusted alone");
    let [place] = recipient.places[..] else { panic!("in one line: {recipient:?}") };
    assert!(place.left > 400 && place.width > 120, "right of its label: {place:?}");
    assert!(of(Field::Total).crop);
}

#[tokio::test]
async fn what_the_buyer_has_changed_is_no_longer_the_pictures() {
    let (_folder, library) = library().await;
    let Some((picture, text)) = read(&library).await else { return };
    let edited = text.replace("13874920563", "13874920568");
    assert_ne!(text, edited);
    let reviewed = library.review(draft(&picture, &edited), now()).await.unwrap();
    let fields: Vec<_> = reviewed.pictures[0]
        .facts
        .iter()
        .map(|on| reviewed.page.facts[usize::try_from(on.fact).unwrap()].field)
        .collect();
    assert!(!fields.contains(&Field::Recipient), "{fields:?}");
    assert!(fields.contains(&Field::Total), "what stands beside it keeps its place: {fields:?}");
}

#[tokio::test]
async fn a_picture_is_read_once() {
    let (folder, library) = library().await;
    let Some((picture, text)) = read(&library).await else { return };
    drop(library);
    let library = Library::open(folder.path().to_owned(), now()).await.unwrap();
    let cancelled = Cancel::default();
    cancelled.cancel();
    let again = library.read_picture(picture.sha256, cancelled, |_| {}).await.unwrap();
    assert_eq!(again, text, "nothing had to be read that could be cancelled");
}

#[tokio::test]
async fn the_screenshot_is_sealed_with_the_order() {
    let (_folder, library) = library().await;
    let picture = take(&library, ORDER).await.unwrap();
    let mut draft = draft(&picture, "话费充值 100元\n实付款：¥97.80\n充值号码：13874920563");
    draft.answers.second_entry = Some("13874920563".to_owned());
    let reviewed = library.review(draft.clone(), now()).await.unwrap();
    assert!(reviewed.ready, "{:?}", reviewed.review);
    let order = library.confirm(None, draft, now()).await.unwrap().order;
    let view = library.order(order, now()).await.unwrap();
    let [piece] = &view.record.evidence[..] else { panic!("one piece") };
    assert_eq!((&piece.sha256, piece.kind), (&picture.sha256, EvidenceKind::Listing));
    assert_eq!(piece.acquired, Acquired::Paste);
    assert_eq!(library.original(picture.sha256).await.unwrap().bytes, ORDER);
}

#[tokio::test]
async fn what_is_no_picture_is_refused_by_name() {
    let (_folder, library) = library().await;
    let refused = take(&library, b"<svg onload=alert(1)>").await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::NotAPicture);
    let gone = Sha256Hex::new(&"0".repeat(64)).unwrap();
    let unread = library.read_picture(gone, Cancel::default(), |_| {}).await;
    assert_eq!(unread.unwrap_err().code, ErrorCode::Damaged);
}

#[tokio::test]
async fn pictures_of_a_purchase_in_progress_stay() {
    let (_folder, library) = library().await;
    let picture = take(&library, ORDER).await.unwrap();
    let saved = library.save_draft(None, draft(&picture, ""), now()).await.unwrap();
    let years_later: Timestamp = "2036-11-22T06:00:00Z".parse().unwrap();
    library.sweep_pictures(years_later).await.unwrap();
    assert!(library.picture(picture.sha256.clone()).await.is_ok());
    library.discard_draft(saved.id, now()).await.unwrap();
    #[allow(clippy::disallowed_methods, reason = "the file has the time of the system")]
    let today = Timestamp::now();
    library.sweep_pictures(today).await.unwrap();
    assert!(library.picture(picture.sha256.clone()).await.is_ok(), "the undo needs it");
    library.sweep_pictures(years_later).await.unwrap();
    assert!(library.picture(picture.sha256).await.is_err(), "nobody names it any more");
}
