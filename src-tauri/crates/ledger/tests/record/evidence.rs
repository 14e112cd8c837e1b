use std::{
    fs::{self, File},
    path::Path,
};

use image::ImageFormat;
use ledger::{Acquired, AttachError, Attached, Changed, Error, Ledger, Missing, Notice, Source};
use model::{EvidenceKind, OrderId};

use crate::{
    common::{at, library, new_order, seal},
    picture::{encoded, png, png_header, screenshot},
};

fn attach(ledger: &Ledger, order: &OrderId, name: &str, bytes: &[u8]) -> Attached {
    let source = Source::Bytes { name: name.to_owned(), bytes: bytes.to_vec() };
    ledger.attach(order, source, EvidenceKind::Payment, Acquired::Paste, at(2)).unwrap()
}

fn notice(name: &str, bytes: &[u8]) -> Option<Notice> {
    let (_folder, ledger) = library();
    let order = seal(&ledger, new_order());
    let attached = attach(&ledger, &order, name, bytes);
    let kept = ledger.evidence_bytes(&attached.sha256).unwrap();
    assert_eq!(kept.bytes, bytes, "{name}: whatever it is, it is kept as it was");
    attached.notice
}

pub(crate) fn names_under(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            names.extend(names_under(&entry.path()));
        } else {
            names.push(entry.file_name().into_string().unwrap());
        }
    }
    names
}

/// A service's timestamp token, a bank's receipt and a notary's files are verified by programs
/// of others, which need every byte of them.
#[test]
fn proofs_of_others_are_kept_whatever_their_form() {
    let (_folder, ledger) = library();
    let order = seal(&ledger, new_order());
    for (name, bytes, kind, media_type) in [
        (
            "付款页.tsr",
            &b"0\x82\x01\x00\x30\x03\x02\x01\x00\xff"[..],
            EvidenceKind::Timestamp,
            "application/octet-stream",
        ),
        ("证书.tsa", b"\x30\x80\x00\xfe", EvidenceKind::Timestamp, "application/octet-stream"),
        ("电子回单.ofd", b"PK\x03\x04OFD.xml", EvidenceKind::PaymentReceipt, "application/zip"),
        ("保全.zip", b"PK\x03\x04files", EvidenceKind::NotarialDeed, "application/zip"),
        ("公证书.pdf", b"%PDF-1.7 deed", EvidenceKind::NotarialDeed, "application/pdf"),
    ] {
        let source = Source::Bytes { name: name.to_owned(), bytes: bytes.to_vec() };
        let attached = ledger.attach(&order, source, kind, Acquired::Dialog, at(2)).unwrap();
        assert_eq!(attached.notice, None, "{name}");
        assert_eq!(ledger.evidence_bytes(&attached.sha256).unwrap().bytes, bytes, "{name}");
        let record = ledger.order(&order).unwrap();
        let piece = record.evidence.iter().find(|piece| piece.sha256 == attached.sha256).unwrap();
        assert_eq!((piece.name.as_str(), piece.kind), (name, kind));
        assert_eq!(&*piece.media_type, media_type, "{name}");
    }
}

#[test]
fn a_file_is_kept_as_it_was_under_its_hash() {
    let (folder, ledger) = library();
    let order = seal(&ledger, new_order());
    let original = folder.path().join("付款 截图.PNG");
    fs::copy(write_temp(&folder, &png(300, 200)), &original).unwrap();
    let source = Source::Path(original.clone());
    let attached =
        ledger.attach(&order, source, EvidenceKind::Payment, Acquired::Drop, at(2)).unwrap();
    assert!(!attached.already && attached.notice.is_none() && attached.also_in.is_empty());
    assert_eq!(attached.change.kinds, [Changed::Orders, Changed::Evidence]);
    fs::remove_file(&original).unwrap();

    let record = ledger.order(&order).unwrap();
    let piece = &record.evidence[0];
    assert_eq!((piece.name.as_str(), &*piece.media_type), ("付款 截图.PNG", "image/png"));
    assert_eq!((piece.width, piece.height), (Some(300), Some(200)));
    assert!(piece.file_modified_at.is_some());
    assert_eq!(record.row.evidence_kinds, [EvidenceKind::Payment]);
    let bytes = ledger.evidence_bytes(&piece.sha256).unwrap();
    assert_eq!(bytes.bytes, png(300, 200), "the original may go");
    assert_eq!(names_under(&folder.path().join("vault")), [piece.sha256.as_str()]);
}

fn write_temp(folder: &tempfile::TempDir, bytes: &[u8]) -> std::path::PathBuf {
    use std::io::Write as _;
    let path = folder.path().join("original");
    File::create(&path).unwrap().write_all(bytes).unwrap();
    path
}

#[test]
fn the_same_file_twice_is_found() {
    let (folder, ledger) = library();
    let (one, two) = (seal(&ledger, new_order()), seal(&ledger, new_order()));
    let first = attach(&ledger, &one, "a.png", &png(20, 20));
    let again = attach(&ledger, &one, "b.png", &png(20, 20));
    assert!(again.already && again.change.kinds.is_empty());
    assert_eq!(ledger.order(&one).unwrap().events.len(), 2, "nothing was added");

    let other = attach(&ledger, &two, "a.png", &png(20, 20));
    assert!(!other.already);
    assert_eq!(other.also_in, [one], "a screenshot that serves two orders is worth a word");
    assert_eq!(other.sha256, first.sha256);
    assert_eq!(names_under(&folder.path().join("vault")).len(), 1, "the bytes are kept once");
}

#[test]
fn what_is_no_sound_picture_is_kept_and_told_apart() {
    let whole = png(300, 200);
    assert_eq!(notice("a.png", &whole), None);
    assert_eq!(notice("截图.png", "不是图片".as_bytes()), Some(Notice::NotAnImage));
    assert_eq!(notice("聊天记录.txt", "您好".as_bytes()), None, "a text need not be a picture");
    for cut in [whole.len() / 2, whole.len() - 12, whole.len() - 1, 40, 20] {
        assert_eq!(notice("a.png", &whole[..cut]), Some(Notice::Truncated), "cut at {cut}");
    }
    assert_eq!(notice("a.png", &png_header(30_000, 30_000)), Some(Notice::TooManyPixels));
    assert_eq!(notice("a.png", &png_header(u32::MAX, u32::MAX)), Some(Notice::TooManyPixels));

    let mut damaged = whole.clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0xFF;
    assert_eq!(notice("a.png", &damaged), Some(Notice::Damaged));

    let jpeg = encoded(&screenshot(300, 200), ImageFormat::Jpeg);
    assert_eq!(notice("a.jpg", &jpeg), None);
    assert_eq!(notice("a.jpg", &jpeg[..jpeg.len() / 2]), Some(Notice::Truncated));
    for format in [ImageFormat::WebP, ImageFormat::Gif, ImageFormat::Bmp] {
        let bytes = encoded(&screenshot(30, 20), format);
        assert_eq!(notice("a", &bytes), None, "{format:?}");
        assert!(notice("a", &bytes[..bytes.len() / 2]).is_some(), "half a {format:?}");
    }
}

#[test]
fn what_cannot_be_evidence_is_refused() {
    let (folder, ledger) = library();
    let order = seal(&ledger, new_order());
    let attach = |source| {
        let refused = ledger.attach(&order, source, EvidenceKind::Other, Acquired::Dialog, at(2));
        refused.unwrap_err()
    };
    let empty = Source::Bytes { name: "a.png".to_owned(), bytes: Vec::new() };
    assert!(matches!(attach(empty), AttachError::Empty));
    assert!(matches!(attach(Source::Path(folder.path().to_owned())), AttachError::NotAFile));
    let nowhere = Source::Path(folder.path().join("nowhere.png"));
    assert!(matches!(attach(nowhere), AttachError::NotAFile));

    let huge = folder.path().join("录屏.mp4");
    File::create(&huge).unwrap().set_len(200 << 20).unwrap();
    let refused = attach(Source::Path(huge));
    assert!(
        matches!(refused, AttachError::TooLarge { size, limit } if size == 200 << 20 && limit == ledger::MAX_FILE_BYTES),
        "{refused:?}"
    );
    assert!(names_under(&folder.path().join("vault")).is_empty(), "nothing was kept of them");

    let unknown = OrderId("nobody".to_owned());
    let source = Source::Bytes { name: String::new(), bytes: vec![1] };
    let refused = ledger.attach(&unknown, source, EvidenceKind::Other, Acquired::Paste, at(2));
    assert!(matches!(refused, Err(AttachError::Ledger(Error::NotFound(Missing::Order)))));
}

#[test]
fn a_kind_can_be_corrected_and_a_file_taken_off() {
    let (folder, ledger) = library();
    let order = seal(&ledger, new_order());
    let sha256 = attach(&ledger, &order, "a.png", &png(20, 20)).sha256;
    ledger.set_evidence_kind(&order, &sha256, EvidenceKind::Chat, at(3)).unwrap();
    assert_eq!(ledger.order(&order).unwrap().row.evidence_kinds, [EvidenceKind::Chat]);
    ledger.detach(&order, &sha256, at(4)).unwrap();
    let record = ledger.order(&order).unwrap();
    assert!(record.evidence.is_empty() && record.row.evidence_kinds.is_empty());
    assert_eq!(names_under(&folder.path().join("vault")).len(), 1, "the bytes stay");
    let again = ledger.detach(&order, &sha256, at(5));
    assert!(matches!(again, Err(Error::NotFound(Missing::Evidence))), "{again:?}");
    let back = attach(&ledger, &order, "a.png", &png(20, 20));
    assert!(!back.already, "what was taken off can be attached again");
    assert!(
        matches!(ledger.undo(&order, 2, at(6)), Err(Error::NotUndoable { seq: 2 })),
        "later events rest on the first attaching"
    );
    ledger.undo(&order, back.change.seq.unwrap(), at(7)).unwrap();
    assert!(ledger.order(&order).unwrap().evidence.is_empty());
}

#[test]
fn no_file_is_served_as_something_that_runs() {
    let (_folder, ledger) = library();
    let order = seal(&ledger, new_order());
    for text in ["<html><script>alert(1)</script>", "<svg xmlns='x' onload='y'/>", "#!/bin/sh"] {
        let sha256 = attach(&ledger, &order, "a.html", text.as_bytes()).sha256;
        assert_eq!(ledger.evidence_bytes(&sha256).unwrap().media_type, "text/plain");
    }
}

#[test]
fn a_thumbnail_fits_and_can_be_made_again() {
    let (folder, ledger) = library();
    let order = seal(&ledger, new_order());
    let sha256 = attach(&ledger, &order, "a.png", &png(1080, 2400)).sha256;
    let small = ledger.thumbnail(&sha256, 200).unwrap().unwrap();
    let picture = image::load_from_memory(&small.bytes).unwrap();
    assert_eq!((picture.width(), picture.height()), (115, 256), "proportions are kept");
    assert_eq!(small.media_type, "image/jpeg");
    assert_eq!(names_under(&folder.path().join("thumbnails")).len(), 1);
    assert_eq!(ledger.thumbnail(&sha256, 256).unwrap().unwrap(), small, "the kept one");

    fs::remove_dir_all(folder.path().join("thumbnails")).unwrap();
    assert_eq!(ledger.thumbnail(&sha256, 200).unwrap().unwrap(), small, "made again");

    let tiny = attach(&ledger, &order, "b.png", &png(8, 4)).sha256;
    let kept = ledger.thumbnail(&tiny, 200).unwrap().unwrap();
    let kept = image::load_from_memory(&kept.bytes).unwrap();
    assert_eq!((kept.width(), kept.height()), (8, 4), "nothing is blown up");
    let line = attach(&ledger, &order, "c.png", &png(2000, 1)).sha256;
    assert!(ledger.thumbnail(&line, 64).unwrap().is_some(), "a side is never zero");
    for (name, bytes) in [("d.png", png_header(30_000, 30_000)), ("e.txt", b"text".to_vec())] {
        let sha256 = attach(&ledger, &order, name, &bytes).sha256;
        assert_eq!(ledger.thumbnail(&sha256, 200).unwrap(), None, "{name}");
    }
}
