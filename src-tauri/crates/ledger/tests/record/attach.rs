//! Many files attached at once.

use std::{fs, path::PathBuf};

use ledger::{Acquired, AttachError, Ledger, Notice, Source, Watch};
use model::{EvidenceKind, OrderId, OrderState};

use crate::{
    common::{StopAfter, at, library, moved, new_order, paid, seal},
    evidence::names_under,
    picture::png,
};

fn text(number: usize) -> Source {
    let bytes = format!("file {number}").into_bytes();
    Source::Bytes { name: format!("{number}.txt"), bytes }
}

fn attach(
    ledger: &Ledger,
    order: &OrderId,
    files: Vec<Source>,
    watch: &dyn Watch,
) -> Vec<ledger::AttachOutcome> {
    let kind = EvidenceKind::Chat;
    ledger.attach_many(order, files, kind, Acquired::Drop, at(3), watch).unwrap()
}

#[test]
fn a_thousand_files_are_whole_and_in_one_order() {
    let (folder, ledger) = library();
    let (order, other) = (seal(&ledger, new_order()), seal(&ledger, new_order()));
    ledger.record(&order, paid(2), at(2)).unwrap();
    let one = Source::Bytes { name: "7.txt".to_owned(), bytes: b"file 7".to_vec() };
    ledger.attach(&other, one, EvidenceKind::Chat, Acquired::Paste, at(2)).unwrap();

    // The last has the bytes of the first.
    let files = (0..1000).chain([0]).map(text).collect();
    let outcomes = attach(&ledger, &order, files, &());
    let attached: Vec<_> = outcomes.into_iter().map(|outcome| outcome.unwrap().unwrap()).collect();
    assert_eq!(attached.iter().filter(|one| one.already).count(), 1, "twice the same bytes");
    assert_eq!(attached[7].also_in, [other], "what other orders have is told");
    let record = ledger.order(&order).unwrap();
    assert_eq!((record.evidence.len(), record.events.len()), (1000, 1002));
    assert_eq!(record.row.evidence_kinds, [EvidenceKind::Chat]);
    assert_eq!(names_under(&folder.path().join("vault")).len(), 1000);
    let found = ledger.verify().unwrap();
    assert!(found.is_whole(), "{found:?}");

    // Among so many a single step is as any other.
    ledger.record(&order, moved(OrderState::Issued), at(4)).unwrap();
    let gone = &record.evidence[500].sha256;
    let seq = ledger.detach(&order, gone, at(5)).unwrap().seq.unwrap();
    assert!(ledger.verify().unwrap().is_whole());
    ledger.undo(&order, seq, at(6)).unwrap();
    assert_eq!(ledger.order(&order).unwrap().evidence, record.evidence);
    assert!(ledger.verify().unwrap().is_whole());
}

#[test]
fn what_is_wrong_with_one_file_does_not_hold_up_the_others() {
    let (folder, ledger) = library();
    let order = seal(&ledger, new_order());
    let mut damaged = png(40, 40);
    let at_pixels = damaged.len() / 2;
    damaged[at_pixels] ^= 1;
    let files = vec![
        text(1),
        Source::Path(folder.path().join("nowhere")),
        Source::Bytes { name: "empty".to_owned(), bytes: Vec::new() },
        Source::Path(PathBuf::from(folder.path())),
        Source::Bytes { name: "a.png".to_owned(), bytes: damaged },
    ];
    // Beyond the number up to which pictures are decoded.
    let files = files.into_iter().chain((10..40).map(text)).collect();
    let outcomes = attach(&ledger, &order, files, &());
    assert!(outcomes[0].as_ref().unwrap().is_ok());
    assert!(matches!(outcomes[1], Some(Err(AttachError::NotAFile))));
    assert!(matches!(outcomes[2], Some(Err(AttachError::Empty))));
    assert!(matches!(outcomes[3], Some(Err(AttachError::NotAFile))));
    let odd = outcomes[4].as_ref().unwrap().as_ref().unwrap();
    assert_eq!(odd.notice, Some(Notice::Damaged), "by its checksums alone");
    assert_eq!(ledger.order(&order).unwrap().evidence.len(), 32);
}

#[test]
fn stopping_leaves_whole_groups_and_nothing_else() {
    let (folder, ledger) = library();
    let order = seal(&ledger, new_order());
    for most in [1, 40, 129, 300] {
        let before = ledger.order(&order).unwrap().evidence.len();
        let files = (0..600).map(|number| text(number + 1000 * most as usize)).collect();
        let outcomes = attach(&ledger, &order, files, &StopAfter::steps(most));
        let kept = outcomes.iter().filter(|outcome| outcome.is_some()).count();
        assert!(kept < 600, "it has stopped after {most}");
        let record = ledger.order(&order).unwrap();
        assert_eq!(record.evidence.len(), before + kept, "what is told is what is there");
        assert!(ledger.verify().unwrap().is_whole());
        let names = names_under(&folder.path().join("vault"));
        assert!(names.iter().all(|name| !name.contains("partial")), "nothing is left over");
    }
}

#[test]
fn a_picture_in_a_crowd_is_known_as_one() {
    let (folder, ledger) = library();
    let order = seal(&ledger, new_order());
    let path = folder.path().join("截图.png");
    fs::File::create(&path)
        .and_then(|mut file| std::io::Write::write_all(&mut file, &png(90, 60)))
        .unwrap();
    let files = [Source::Path(path)].into_iter().chain((0..20).map(text)).collect();
    attach(&ledger, &order, files, &());
    let evidence = ledger.order(&order).unwrap().evidence;
    let picture = evidence.iter().find(|row| row.name == "截图.png").unwrap();
    assert_eq!((picture.width, picture.height, picture.notice), (Some(90), Some(60), None));
    assert!(picture.file_modified_at.is_some());
    assert!(ledger.thumbnail(&picture.sha256, 64).unwrap().is_some(), "made when asked for");
}
