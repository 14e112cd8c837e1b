use std::collections::BTreeSet;

use jiff::ToSpan as _;
use ledger::{Acquired, AttachError, Changed, Ledger, NewOrder, NewPicture, Source};
use model::{EvidenceKind, Sha256Hex};

use crate::{
    common::{at, library, new_order},
    picture::png,
};

const LIMIT: u64 = 1 << 20;

fn keep(ledger: &Ledger, bytes: &[u8]) -> Result<Sha256Hex, AttachError> {
    let source = Source::Bytes { name: "截图.png".to_owned(), bytes: bytes.to_vec() };
    ledger.keep_picture(source, LIMIT).map(|(sha256, _)| sha256)
}

fn sealed_with(sha256: &Sha256Hex) -> NewOrder {
    let picture = NewPicture {
        sha256: sha256.clone(),
        name: "截图.png".to_owned(),
        kind: EvidenceKind::Listing,
        acquired: Acquired::Paste,
    };
    NewOrder { pictures: vec![picture], ..new_order() }
}

#[test]
fn what_was_read_is_kept_beside_the_picture() {
    let (folder, ledger) = library();
    let sha256 = keep(&ledger, &png(40, 20)).unwrap();
    assert_eq!(ledger.reading(&sha256).unwrap(), None, "it was not read yet");
    ledger.keep_reading(&sha256, r#"{"text":"话费"}"#).unwrap();
    drop(ledger);

    let ledger = ledger::open(folder.path(), at(2)).unwrap();
    assert_eq!(ledger.reading(&sha256).unwrap().as_deref(), Some(r#"{"text":"话费"}"#));
    let kept = ledger.picture_bytes(&sha256).unwrap();
    assert_eq!((kept.bytes, &*kept.media_type), (png(40, 20), "image/png"));
    assert!(ledger.thumbnail(&sha256, 64).unwrap().is_some(), "a small one can be shown");
}

#[test]
fn only_pictures_of_a_size_that_can_be_read_are_kept() {
    let (_folder, ledger) = library();
    assert!(matches!(keep(&ledger, b"<svg/>"), Err(AttachError::NotAPicture)));
    assert!(matches!(keep(&ledger, b""), Err(AttachError::Empty)));
    let large = vec![0; usize::try_from(LIMIT).unwrap() + 1];
    assert!(matches!(keep(&ledger, &large), Err(AttachError::TooLarge { .. })));
}

#[test]
fn the_picture_of_a_sealed_check_is_its_first_evidence() {
    let (_folder, ledger) = library();
    let sha256 = keep(&ledger, &png(40, 20)).unwrap();
    let change = ledger.seal_check(sealed_with(&sha256), at(1)).unwrap();
    assert_eq!(change.kinds, [Changed::Orders, Changed::Evidence]);

    let record = ledger.order(&change.order.unwrap()).unwrap();
    let [piece] = &record.evidence[..] else { panic!("one piece: {:?}", record.evidence) };
    assert_eq!((&piece.sha256, piece.kind), (&sha256, EvidenceKind::Listing));
    assert_eq!((piece.width, piece.acquired), (Some(40), Acquired::Paste));
    assert_eq!(ledger.evidence_bytes(&sha256).unwrap().bytes, png(40, 20), "in the vault");
    assert_eq!(change.seq, Some(record.row.last_seq));
}

#[test]
fn a_lost_picture_does_not_keep_a_check_from_being_sealed() {
    let (_folder, ledger) = library();
    let never_kept = Sha256Hex::new(&"ab".repeat(32)).unwrap();
    let change = ledger.seal_check(sealed_with(&never_kept), at(1)).unwrap();
    let record = ledger.order(&change.order.unwrap()).unwrap();
    assert!(record.evidence.is_empty(), "nothing is claimed that is not there");
}

#[test]
fn pictures_that_nobody_names_go_after_a_while() {
    let (_folder, ledger) = library();
    let [named, left] = [png(40, 20), png(41, 20)].map(|bytes| keep(&ledger, &bytes).unwrap());
    ledger.keep_reading(&left, "{}").unwrap();
    let wanted = BTreeSet::from([named.clone()]);
    #[allow(clippy::disallowed_methods, reason = "the files have the time of the system")]
    let now = jiff::Timestamp::now();

    ledger.sweep_pictures(&wanted, now - 1.hours()).unwrap();
    assert!(ledger.picture_bytes(&left).is_ok(), "it is too young to go");
    ledger.sweep_pictures(&wanted, now + 1.hours()).unwrap();
    assert!(ledger.picture_bytes(&left).is_err());
    assert_eq!(ledger.reading(&left).unwrap(), None, "what was read in it goes with it");
    assert!(ledger.picture_bytes(&named).is_ok(), "a purchase in progress names it");
}

#[test]
fn a_picture_that_moves_stands_still_where_it_was_read() {
    let (_folder, ledger) = library();
    let frame = |shade: u8| {
        image::Frame::new(image::RgbaImage::from_pixel(24, 16, image::Rgba([shade, 0, 0, 255])))
    };
    let mut moving = Vec::new();
    {
        let mut encoder = image::codecs::gif::GifEncoder::new(&mut moving);
        encoder.encode_frames([frame(0), frame(255)]).unwrap();
    }
    let sha256 = keep(&ledger, &moving).unwrap();
    let still = ledger.still_picture(&sha256).unwrap();
    assert_eq!(still.media_type, "image/png");
    let shown = image::load_from_memory(&still.bytes).unwrap().into_rgba8();
    assert_eq!(shown.get_pixel(3, 3).0[0], 0, "the first frame");
    assert_eq!(ledger.picture_bytes(&sha256).unwrap().bytes, moving, "kept as it was");

    let plain = keep(&ledger, &png(24, 16)).unwrap();
    assert_eq!(ledger.still_picture(&plain).unwrap().bytes, png(24, 16), "not made anew");
}
