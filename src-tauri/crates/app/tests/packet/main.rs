//! The evidence of a case as a packet, as the window has it made.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a test writes files and runs the programs of others, and may end where it fails"
)]

mod case;
#[path = "../common/mod.rs"]
mod common;
mod holds;
#[path = "../../../packet/tests/support/programs.rs"]
mod programs;
mod spoken;
mod told;
#[cfg(target_os = "linux")]
mod without_font;
mod words;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use app::{Acquired, Cancel, ErrorCode, EvidenceKind, PieceHand, Sha256Hex, Work};

use case::*;
use programs::takes;
use words::*;

#[tokio::test]
async fn a_packet_is_whole_by_every_program_there_is_and_tells_of_a_changed_byte() {
    let (folder, library) = open().await;
    let order = paid(&library, 1, "T2026112200012").await;
    let long = format!("{}.png", "长".repeat(196));
    let odd = ["付款 凭证 100%.png", "a%20b .png", &long, "订单/详情:*.png"];
    for (at, name) in odd.iter().enumerate() {
        let bytes = picture(u32::try_from(at).unwrap());
        attach(&library, &order, EvidenceKind::Payment, name, &bytes).await;
    }
    let zip = folder.path().join("20261122-0001_证据包_2026-11-22.zip");
    let done = made(&library, &order, &zip, wish()).await;
    assert_eq!((done.pieces, done.listed), (4, 0));
    assert_eq!(done.name, "20261122-0001_证据包_2026-11-22.zip");
    assert_eq!(done.size, i64::try_from(fs::metadata(&zip).unwrap().len()).unwrap());
    let report = whole(&zip);
    assert_eq!((report.faults, report.sha256), (vec![], Some(done.sha256.clone())));
    assert_eq!(report.fingerprint, Some(done.fingerprint.clone()));

    for command in ["unzip -tq", "7z t"] {
        let command = format!("{command} '{}'", zip.display());
        assert_ne!(takes(&command, folder.path()), Some(false), "{command}");
    }
    let place = folder.path().join("out");
    if takes(&format!("unzip -q '{}' -d out", zip.display()), folder.path()).is_some() {
        let bag: PathBuf = fs::read_dir(&place).unwrap().next().unwrap().unwrap().path();
        for (program, good) in others_accept(&bag) {
            assert_ne!(good, Some(false), "{program}");
        }
        let changed = bag.join("data/metadata/evidence.csv");
        let mut bytes = fs::read(&changed).unwrap();
        bytes[40] ^= 1;
        fs::write(&changed, bytes).unwrap();
        let said = others_accept(&bag);
        assert_ne!(said[0].1, Some(true), "sha256sum sees it");
        assert_ne!(said[2].1, Some(true), "bagit sees it");
    }
    let bytes = fs::read(&zip).unwrap();
    for place in (0..bytes.len()).step_by(bytes.len() / 40) {
        let mut changed = bytes.clone();
        changed[place] ^= 1;
        let other = folder.path().join("changed.zip");
        fs::write(&other, changed).unwrap();
        assert_ne!(whole(&other).faults, [], "byte {place}");
    }

    let case = library.case(order.clone(), at(61), jiff::tz::TimeZone::UTC).await.unwrap();
    let recorded = &case.packets[0].what;
    assert_eq!((&recorded.name, &recorded.sha256), (&done.name, &done.sha256));
    assert_eq!((recorded.pieces, recorded.originals), (4, false));
    let again = made(&library, &order, &zip, wish()).await;
    assert_eq!(again.fingerprint, done.fingerprint, "one library signs with one key");
}

#[tokio::test]
async fn what_is_stopped_or_cannot_be_written_leaves_what_was_there() {
    let (folder, library) = open().await;
    let order = paid(&library, 1, "T1").await;
    let large = folder.path().join("录屏.mp4");
    fs::write(&large, vec![7; 8 << 20]).unwrap();
    let (how, kind) = (Acquired::Dialog, EvidenceKind::PhotoVideo);
    let attached =
        library.attach_files(order.clone(), vec![large], kind, how, at(3), Work::default());
    attached.await.unwrap();
    let place = folder.path().join("place");
    fs::create_dir(&place).unwrap();
    let zip = place.join("packet.zip");
    fs::write(&zip, b"before").unwrap();
    // While it is written, and while it is read back.
    for until in [1, 300, 700, 999] {
        let cancel = Cancel::default();
        let stopping = cancel.clone();
        let work = Work::new(cancel, move |progress| {
            if progress.done >= until {
                stopping.cancel();
            }
        });
        let made = library.make_packet(order.clone(), zip.clone(), wish(), at(60), work).await;
        assert_eq!(made.unwrap_err().code, ErrorCode::Cancelled, "at {until}");
        assert_eq!(fs::read(&zip).unwrap(), b"before");
        assert_eq!(fs::read_dir(&place).unwrap().count(), 1, "nothing lies beside it");
    }
    let nowhere = folder.path().join("gone").join("packet.zip");
    let made = library.make_packet(order.clone(), nowhere, wish(), at(60), Work::default()).await;
    assert_eq!(made.unwrap_err().code, ErrorCode::ArchiveUnreachable);
    let case = library.case(order, at(61), jiff::tz::TimeZone::UTC).await.unwrap();
    assert_eq!(case.packets, [], "nothing was made");
}

#[tokio::test]
async fn a_file_that_is_not_what_the_record_says_is_not_handed_over() {
    let (folder, library) = open().await;
    let order = paid(&library, 1, "T1").await;
    let gone = attach(&library, &order, EvidenceKind::Payment, "一.png", &picture(1)).await;
    let bad = attach(&library, &order, EvidenceKind::Payment, "二.png", &picture(2)).await;
    let vault = |sha256: &Sha256Hex| {
        let name = sha256.as_str();
        folder.path().join("record").join("vault").join(&name[..2]).join(name)
    };
    fs::remove_file(vault(&gone)).unwrap();
    let plan = library.packet_plan(order.clone(), true, at(40)).await.unwrap();
    assert_eq!(plan.pieces[0].hand, PieceHand::Elsewhere);
    let zip = folder.path().join("packet.zip");
    let done = made(&library, &order, &zip, wish()).await;
    assert_eq!((done.pieces, done.listed), (1, 1), "it is listed with its hash");
    fs::remove_file(&zip).unwrap();

    fs::remove_file(vault(&bad)).unwrap();
    let mut other = picture(2);
    *other.last_mut().unwrap() ^= 1;
    fs::write(vault(&bad), other).unwrap();
    let made = library.make_packet(order, zip.clone(), wish(), at(60), Work::default()).await;
    assert_eq!(made.unwrap_err().code, ErrorCode::Damaged);
    assert!(!zip.exists());
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_told_before_anything_is_written() {
    let (folder, library) = open().await;
    let order = paid(&library, 1, "T1").await;
    let piece = attach(&library, &order, EvidenceKind::Payment, "一.png", &picture(1)).await;
    let name = piece.as_str();
    let kept = folder.path().join("record").join("vault").join(&name[..2]).join(name);
    fs::remove_file(&kept).unwrap();
    fs::create_dir(&kept).unwrap();
    let told = Arc::new(AtomicBool::new(false));
    let begun = told.clone();
    let work = Work::new(Cancel::default(), move |_| begun.store(true, Ordering::Relaxed));
    let zip = folder.path().join("packet.zip");
    let made = library.make_packet(order, zip.clone(), wish(), at(60), work).await.unwrap_err();
    assert_eq!(made.code, ErrorCode::Damaged);
    assert!(made.detail.contains("E001"), "{}", made.detail);
    assert!(!told.load(Ordering::Relaxed), "what stands beside its pixels is not just left out");
}
