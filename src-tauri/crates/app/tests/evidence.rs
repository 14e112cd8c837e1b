//! Evidence: what is said of it, what its file and its text say, and what does not fit.

#![allow(
    clippy::panic,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test may end where it fails"
)]

use std::collections::BTreeMap;
use std::io::Cursor;

use app::{
    Area, Cancel, ErrorCode, EvidenceAbout, EvidenceField, EvidenceHint, EvidenceKind, Library,
    Mark, OrderEvent, OrderId, OrderQuery, Pasted, Problem, PurchaseDraft, ReadStep, Recogniser,
    Retouch, TimeBasis, evidence_guide,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use check::catalogue::CategoryId;
use check::page::Value;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::{Field, Sha256Hex};

/// An order of phone credit for 13874920563 at 97.80.
const ORDER: &[u8] = include_bytes!("../../ocr/tests/pictures/order_light.png");

fn at(minute: i8) -> Timestamp {
    format!("2026-11-22T06:{minute:02}:00Z").parse().unwrap()
}

async fn order(recipient: &str) -> (tempfile::TempDir, Library, OrderId) {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path().to_owned(), at(0)).await.unwrap();
    let mut draft = PurchaseDraft {
        category: Some(CategoryId("phone_credit".to_owned())),
        face_value: "100".to_owned(),
        quantity: "1".to_owned(),
        recipient: recipient.to_owned(),
        page: format!("移动话费 100元\n实付款：¥99.80\n充值号码：{recipient}"),
        ..PurchaseDraft::default()
    };
    draft.answers.second_entry = Some(recipient.to_owned());
    let order = library.confirm(None, draft, at(0)).await.unwrap().order;
    let order_no = Some("T2026112200012".to_owned());
    let paid = OrderEvent::Paid { paid_at: at(1), order_no, note: None };
    library.record(order.clone(), paid, at(1)).await.unwrap();
    (folder, library, order)
}

async fn attach(library: &Library, order: &OrderId, name: &str, bytes: &[u8]) -> Sha256Hex {
    let pasted = Pasted::Base64(STANDARD.encode(bytes));
    let (order, name, kind) = (order.clone(), name.to_owned(), EvidenceKind::OrderPage);
    library.attach_pasted(order, name, pasted, kind, at(20)).await.unwrap().sha256
}

/// Everything that can be done in the background without a recogniser.
async fn look(library: &Library) {
    while let ReadStep::Looked(_) = library.read_on(Cancel::default()).await.unwrap() {}
}

/// A picture of one grey pixel that a program has signed.
fn signed(program: &str) -> Vec<u8> {
    let mut png = Cursor::new(Vec::new());
    image::RgbImage::new(1, 1).write_to(&mut png, image::ImageFormat::Png).unwrap();
    let mut png = png.into_inner();
    let body = format!("Software\0{program}");
    let mut chunk = u32::try_from(body.len()).unwrap().to_be_bytes().to_vec();
    chunk.extend(b"tEXt");
    chunk.extend(body.as_bytes());
    chunk.extend([0; 4]);
    let time = [0, 0, 0, 7, b't', b'I', b'M', b'E', 7, 0xEA, 11, 22, 5, 0, 0, 0, 0, 0, 0];
    chunk.extend(time);
    png.splice(33..33, chunk);
    png
}

#[tokio::test]
async fn what_does_not_fit_is_a_hint() {
    let (_folder, library, order) = order("13874920563").await;
    let piece = attach(&library, &order, "付款.png", &signed("Adobe Photoshop 25.0")).await;
    let about = EvidenceAbout {
        fields: BTreeMap::from([
            (EvidenceField::OrderNo, "T20261122*0013".to_owned()),
            (EvidenceField::Amount, "¥99.80".to_owned()),
            (EvidenceField::Recipient, "138 7492 0563".to_owned()),
        ]),
        claimed_at: Some(at(30)),
        basis: Some(TimeBasis::OnPicture),
        ..EvidenceAbout::default()
    };
    library.describe_evidence(order.clone(), piece.clone(), about, at(21)).await.unwrap();
    let details = library.evidence_details(order, piece, TimeZone::UTC).await.unwrap();
    let number = EvidenceHint::FieldDiffers {
        field: EvidenceField::OrderNo,
        on_piece: "T20261122*0013".to_owned(),
        on_record: "T2026112200012".to_owned(),
    };
    let made: Timestamp = "2026-11-22T05:00:00Z".parse().unwrap();
    let expected = [
        number,
        EvidenceHint::ClaimedLater { claimed: at(30), attached: at(20) },
        EvidenceHint::TimeDiffers { claimed: at(30), file: made },
        EvidenceHint::EditedWith { program: "Photoshop".to_owned() },
    ];
    assert_eq!(details.hints, expected, "amount and recipient are the order's");
    assert_eq!(details.metadata.entries.len(), 2);
}

#[tokio::test]
async fn pictures_are_read_by_themselves_and_then_found_and_compared() {
    let (_folder, library, order) = order("13900139000").await;
    if let Recogniser::Missing(_) = library.recogniser().await.unwrap() {
        return;
    }
    let piece = attach(&library, &order, "订单.png", ORDER).await;
    let details = async || {
        library.evidence_details(order.clone(), piece.clone(), TimeZone::UTC).await.unwrap()
    };
    assert_eq!(details().await.text, None);
    let mut steps = Vec::new();
    loop {
        match library.read_on(Cancel::default()).await.unwrap() {
            ReadStep::Rest => break,
            step => steps.push(step),
        }
    }
    assert_eq!(steps, [ReadStep::Looked(piece.clone()), ReadStep::Read(piece.clone())]);
    let found = details().await;
    assert!(found.text.unwrap().contains("13874920563"));
    let says = |field, value: &str| {
        found.proposals.iter().any(|each| each.field == field && each.value == value)
    };
    assert!(says(EvidenceField::Amount, "97.80"), "{:?}", found.proposals);
    assert!(says(EvidenceField::Recipient, "13874920563"), "{:?}", found.proposals);
    assert!(found.hints.is_empty(), "what was read is offered, not said");

    let query = OrderQuery { text: "4920563".to_owned(), limit: 5, ..OrderQuery::default() };
    assert_eq!(
        library.orders(query, at(0)).await.unwrap().len(),
        1,
        "found by what the picture says"
    );

    let findings = library.evidence_findings(order).await.unwrap();
    let of = |field| findings.iter().find(|finding| finding.field == field);
    let recipient = of(Field::Recipient).expect("another recipient than was checked");
    assert_eq!(recipient.on_piece, [Value::Text("13874920563".to_owned())]);
    assert_eq!(of(Field::Total).expect("another amount").on_piece, [Value::Money(app::Fen(9_780))]);
    assert!(of(Field::FaceValue).is_none(), "the face value is the same");
}

#[tokio::test]
async fn a_reading_that_is_stopped_is_taken_up_again() {
    let (_folder, library, order) = order("13900139000").await;
    if let Recogniser::Missing(_) = library.recogniser().await.unwrap() {
        return;
    }
    let piece = attach(&library, &order, "订单.png", ORDER).await;
    look(&library).await;
    let (_, text) = (piece.clone(), async || {
        let details = library.evidence_details(order.clone(), piece.clone(), TimeZone::UTC);
        details.await.unwrap().text
    });
    if text().await.is_some() {
        return;
    }
    let stopped = Cancel::default();
    stopped.cancel();
    assert_eq!(library.read_on(stopped).await.unwrap(), ReadStep::Rest);
    assert_eq!(text().await, None);
    assert_eq!(library.read_on(Cancel::default()).await.unwrap(), ReadStep::Read(piece.clone()));
}

#[tokio::test]
async fn a_copy_is_made_only_when_something_is_done_to_it() {
    let (_folder, library, order) = order("13900139000").await;
    let piece = attach(&library, &order, "订单.png", ORDER).await;
    let copy_of = async |how: Retouch| {
        let name = "订单 遮挡.png".to_owned();
        let kind = EvidenceKind::OrderPage;
        library.retouch(order.clone(), piece.clone(), how, name, kind, at(30)).await
    };
    let refused = copy_of(Retouch::default()).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::Invalid);
    let area = Area { left: 10, top: 10, width: 50, height: 20 };
    let made = copy_of(Retouch { crop: None, marks: vec![Mark::Redact { area }] }).await.unwrap();
    let pixels = library.original(made.sha256).await.unwrap().bytes;
    let copy = image::load_from_memory(&pixels).unwrap().to_rgb8();
    assert!((10..60).all(|x| copy.get_pixel(x, 15).0 == [0; 3]), "it is black there");
    let twice = copy_of(Retouch { crop: None, marks: vec![Mark::Redact { area }] }).await.unwrap();
    assert!(twice.already, "the same copy is the same file");
}

#[tokio::test]
async fn what_is_missing_depends_on_the_problem() {
    let (_folder, library, order) = order("13900139000").await;
    attach(&library, &order, "订单.png", ORDER).await;
    let missing = async |problem| {
        let meter = library.gap_meter(order.clone(), problem).await.unwrap();
        let open = meter.needs.into_iter().filter(|need| need.must && !need.met);
        open.map(|need| need.kind).collect::<Vec<_>>()
    };
    assert_eq!(missing(None).await, [EvidenceKind::Payment, EvidenceKind::Delivery]);
    let undelivered = missing(Some(Problem::NotDelivered)).await;
    assert!(undelivered.contains(&EvidenceKind::AccountLogin), "{undelivered:?}");
    assert!(evidence_guide().iter().any(|kind| kind.id == EvidenceKind::AccountLogin));
}
