use std::collections::BTreeMap;

use image::ImageFormat;
use ledger::{
    Acquired, Area, Attached, Error, EventKind, EvidenceAbout, Ledger, Maker, Mark, Missing,
    Retouch, Source, TimeBasis,
};
use model::{EvidenceField, EvidenceKind, OrderId};

use crate::{
    common::{at, library, new_order, seal},
    picture::{encoded, png, screenshot},
};

fn attach(ledger: &Ledger, order: &OrderId, name: &str, bytes: &[u8]) -> Attached {
    let source = Source::Bytes { name: name.to_owned(), bytes: bytes.to_vec() };
    ledger.attach(order, source, EvidenceKind::Payment, Acquired::Paste, at(2)).unwrap()
}

fn about() -> EvidenceAbout {
    EvidenceAbout {
        fields: BTreeMap::from([
            (EvidenceField::OrderNo, " 2026112200012 ".to_owned()),
            (EvidenceField::Payee, "  ".to_owned()),
        ]),
        proves: "付了 98.50 元".to_owned(),
        claimed_at: Some(at(1)),
        basis: Some(TimeBasis::OnPicture),
        maker: Some(Maker::PaymentProvider),
    }
}

#[test]
fn what_is_said_of_a_piece_stays_with_it_and_can_be_taken_back() {
    let (folder, ledger) = library();
    let order = seal(&ledger, new_order());
    let sha256 = attach(&ledger, &order, "付款.png", &png(30, 20)).sha256;
    let said = ledger.describe_evidence(&order, &sha256, about(), at(3)).unwrap();
    let of = |ledger: &Ledger| ledger.order(&order).unwrap().evidence[0].about.clone();
    let kept = of(&ledger);
    let fields = BTreeMap::from([(EvidenceField::OrderNo, "2026112200012".to_owned())]);
    assert_eq!(kept, EvidenceAbout { fields, ..about() }, "without what is blank");
    drop(ledger);
    let ledger = ledger::open(folder.path(), at(9)).unwrap();
    assert_eq!(of(&ledger), kept);
    let kinds: Vec<_> =
        ledger.order(&order).unwrap().events.iter().map(|event| event.what.kind()).collect();
    assert!(kinds.contains(&EventKind::EvidenceDescribed));
    ledger.undo(&order, said.seq.unwrap(), at(10)).unwrap();
    assert_eq!(of(&ledger), EvidenceAbout::default());
    assert!(ledger.verify().unwrap().is_whole());
}

#[test]
fn nothing_is_said_of_a_piece_that_is_not_there() {
    let (_folder, ledger) = library();
    let order = seal(&ledger, new_order());
    let sha256 = attach(&ledger, &order, "a.png", &png(30, 20)).sha256;
    ledger.detach(&order, &sha256, at(3)).unwrap();
    let refused = ledger.describe_evidence(&order, &sha256, about(), at(4));
    assert!(matches!(refused, Err(Error::NotFound(Missing::Evidence))), "{refused:?}");
}

#[test]
fn a_copy_names_its_original_and_leaves_it_alone() {
    let (_folder, ledger) = library();
    let order = seal(&ledger, new_order());
    let bytes = png(300, 200);
    let original = attach(&ledger, &order, "付款.png", &bytes).sha256;
    let area = Area { left: 0, top: 0, width: 100, height: 50 };
    let how = Retouch { crop: None, marks: vec![Mark::Redact { area }] };
    let (name, kind) = ("付款 遮挡.png".to_owned(), EvidenceKind::Payment);
    let made = ledger.retouch(&order, &original, &how, name, kind, at(4)).unwrap();
    let [_, copy] = &ledger.order(&order).unwrap().evidence[..] else { panic!("two pieces") };
    assert_eq!((&copy.sha256, copy.acquired), (&made.sha256, Acquired::Made));
    assert_eq!(copy.derived_from, std::slice::from_ref(&original));
    assert_eq!(ledger.evidence_bytes(&original).unwrap().bytes, bytes);
    assert!(ledger.near_pictures(&original).unwrap().is_empty(), "it was not looked at yet");
    ledger.look_at_evidence(&original).unwrap();
    ledger.look_at_evidence(&made.sha256).unwrap();
    assert!(ledger.near_pictures(&original).unwrap().is_empty(), "a copy is no double");
    assert!(ledger.verify().unwrap().is_whole());
}

#[test]
fn two_pieces_are_put_beside_each_other() {
    let (_folder, ledger) = library();
    let order = seal(&ledger, new_order());
    let pair = [png(100, 200), png(300, 200)]
        .map(|bytes| attach(&ledger, &order, "图.png", &bytes).sha256);
    let caption = png(60, 20);
    let name = "对比.png".to_owned();
    let made = ledger.put_beside(&order, &pair, [&caption, &caption], name, at(4)).unwrap();
    let record = ledger.order(&order).unwrap();
    let sheet = record.evidence.iter().find(|piece| piece.sha256 == made.sha256).unwrap();
    assert_eq!((sheet.kind, sheet.width), (EvidenceKind::Comparison, Some(100 + 300 + 72)));
    assert_eq!(sheet.derived_from, pair);
}

#[test]
fn the_same_picture_saved_again_is_found_in_another_order() {
    let (_folder, ledger) = library();
    let [one, other] = [seal(&ledger, new_order()), seal(&ledger, new_order())];
    let picture = screenshot(400, 300);
    let first = attach(&ledger, &one, "one.png", &encoded(&picture, ImageFormat::Png)).sha256;
    let small = picture.thumbnail(200, 150);
    let again = attach(&ledger, &other, "two.bmp", &encoded(&small, ImageFormat::Bmp)).sha256;
    attach(&ledger, &other, "white.png", &{
        let white = image::RgbImage::from_pixel(400, 300, image::Rgb([255; 3]));
        encoded(&image::DynamicImage::ImageRgb8(white), ImageFormat::Png)
    });
    while let Some(sha256) = ledger.unseen_evidence().unwrap() {
        ledger.look_at_evidence(&sha256).unwrap();
    }
    let near = ledger.near_pictures(&first).unwrap();
    let [found] = &near[..] else { panic!("{near:?}") };
    assert_eq!(
        (&found.sha256, &found.orders[..], found.same_numbers),
        (&again, &[other][..], None)
    );
    ledger.set_evidence_text(&first, "订单号 2026112200012").unwrap();
    ledger.set_evidence_text(&again, "订单号 2026112200013").unwrap();
    assert_eq!(ledger.near_pictures(&first).unwrap()[0].same_numbers, Some(false));
}

#[test]
fn every_picture_is_read_once_or_given_up() {
    let (_folder, ledger) = library();
    let order = seal(&ledger, new_order());
    let picture = attach(&ledger, &order, "图.png", &png(40, 40)).sha256;
    attach(&ledger, &order, "聊天.txt", "你好".as_bytes());
    assert_eq!(ledger.evidence_to_read().unwrap(), None, "nothing was looked at yet");
    while let Some(sha256) = ledger.unseen_evidence().unwrap() {
        ledger.look_at_evidence(&sha256).unwrap();
    }
    assert_eq!(ledger.evidence_to_read().unwrap(), Some(picture.clone()), "the text is none");
    ledger.set_unread(&picture, Some(ledger::Unread::Failed)).unwrap();
    assert_eq!(ledger.evidence_to_read().unwrap(), None);
    ledger.set_unread(&picture, None).unwrap();
    ledger.set_evidence_text(&picture, "").unwrap();
    assert_eq!(ledger.evidence_to_read().unwrap(), None, "that it says nothing is known");
}

#[test]
fn a_copy_for_another_program_is_not_the_record_s_own() {
    let (folder, ledger) = library();
    let order = seal(&ledger, new_order());
    let sha256 = attach(&ledger, &order, "回单.pdf", b"%PDF-1.7").sha256;
    let copy = ledger.lend(&sha256, "回单.pdf").unwrap().unwrap();
    assert_eq!(std::fs::read(&copy).unwrap(), b"%PDF-1.7");
    assert!(std::fs::metadata(&copy).unwrap().permissions().readonly());
    assert!(!copy.starts_with(folder.path().join("vault")));
    assert_eq!(ledger.lend(&sha256, "回单.pdf").unwrap(), Some(copy.clone()), "one is enough");
    let program = attach(&ledger, &order, "setup.exe", b"MZ\x90\0\x03\0\xFF").sha256;
    assert_eq!(ledger.lend(&program, "setup.exe").unwrap(), None);
    ledger.sweep_lent().unwrap();
    assert!(!copy.exists());
    assert!(ledger.verify().unwrap().is_whole());
}
