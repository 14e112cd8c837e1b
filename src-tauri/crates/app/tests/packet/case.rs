//! A case with its evidence, and the programs that packets are held against.

use std::io::Cursor;
use std::path::Path;

pub(crate) use crate::common::NUMBER;
use crate::common::draft;
use crate::programs::{bagit, takes};
use crate::words::*;
use app::{
    Area, EvidenceKind, Library, Mark, OrderEvent, OrderId, PacketMade, PacketWish, Pasted,
    Retouch, Sha256Hex, Work,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::{SignedDuration, Timestamp};

pub(crate) const SECRET: &str = "GPS 31.2304N 121.4737E";

pub(crate) fn at(minutes: i64) -> Timestamp {
    let start: Timestamp = "2026-11-22T06:00:00Z".parse().unwrap();
    start + SignedDuration::from_mins(minutes)
}

pub(crate) async fn open() -> (tempfile::TempDir, Library) {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path().join("record"), at(0)).await.unwrap();
    (folder, library)
}

/// One that is not paid yet.
pub(crate) async fn checked(library: &Library, minutes: i64) -> OrderId {
    let mut draft = draft();
    draft.answers.reasons = [("duplicate".to_owned(), "again".to_owned())].into();
    library.confirm(None, draft, at(minutes)).await.unwrap().order
}

pub(crate) async fn paid(library: &Library, minutes: i64, order_no: &str) -> OrderId {
    let order = checked(library, minutes).await;
    let order_no = Some(order_no.to_owned());
    let event = OrderEvent::Paid { paid_at: at(minutes), order_no, note: None };
    library.record(order.clone(), event, at(minutes)).await.unwrap();
    order
}

pub(crate) async fn attach(
    library: &Library,
    order: &OrderId,
    kind: EvidenceKind,
    name: &str,
    bytes: &[u8],
) -> Sha256Hex {
    let pasted = Pasted::Base64(STANDARD.encode(bytes));
    let attached = library.attach_pasted(order.clone(), name.to_owned(), pasted, kind, at(20));
    attached.await.unwrap().sha256
}

/// Noise, so that no part of it stands elsewhere by chance, with a text beside its pixels.
pub(crate) fn picture(seed: u32) -> Vec<u8> {
    let mut state = seed;
    let image = image::RgbImage::from_fn(160, 200, |_, _| {
        image::Rgb([0; 3].map(|_: u8| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        }))
    });
    let mut png = Cursor::new(Vec::new());
    image.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let mut png = png.into_inner();
    let body = [b"Comment\0".as_slice(), SECRET.as_bytes()].concat();
    let mut chunk = u32::try_from(body.len()).unwrap().to_be_bytes().to_vec();
    chunk.extend(b"tEXt");
    chunk.extend(body);
    chunk.extend([0; 4]);
    png.splice(33..33, chunk);
    png
}

pub(crate) async fn covered(library: &Library, order: &OrderId, original: &Sha256Hex) -> Sha256Hex {
    covered_to(library, order, original, 120).await
}

/// Covered from its top to there.
pub(crate) async fn covered_to(
    library: &Library,
    order: &OrderId,
    original: &Sha256Hex,
    height: u32,
) -> Sha256Hex {
    let area = Area { left: 0, top: 0, width: 160, height };
    let how = Retouch { crop: None, marks: vec![Mark::Redact { area }] };
    let kind = EvidenceKind::Identity;
    let name = "打码.png".to_owned();
    library.retouch(order.clone(), original.clone(), how, name, kind, at(25)).await.unwrap().sha256
}

pub(crate) async fn made(
    library: &Library,
    order: &OrderId,
    to: &Path,
    wish: PacketWish,
) -> PacketMade {
    let made = library.make_packet(order.clone(), to.to_owned(), wish, at(60), Work::default());
    made.await.unwrap()
}

/// What the programs of the instructions say, and what readers of bags say.
pub(crate) fn others_accept(bag: &Path) -> Vec<(&'static str, Option<bool>)> {
    vec![
        ("sha256sum", takes(SHA256SUM, bag)),
        ("ssh-keygen", takes(SSH_KEYGEN, bag)),
        ("bagit", bagit(bag)),
    ]
}
