//! A packet is what programs of others take it for.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test writes files, and may end where it fails"
)]

mod support;

use std::{fs, io::Read as _, path::Path};

use proptest::prelude::*;
use sha2::{Digest as _, Sha256};
use support::{CANNOT_PROVE, accepts, bagit, contents, hashes_are_good, key, make, said, takes};

#[test]
fn a_packet_is_whole_by_every_program_there_is() {
    let made = make(&contents());
    let report = made.report();
    assert_eq!(report.faults, [], "our own reader");
    assert_eq!(report.fingerprint, Some(key().fingerprint()));
    assert_eq!(report.sha256, Some(support::hash(&fs::read(&made.zip).unwrap())));
    assert_eq!(report.number, "20260301-A");
    assert_eq!(u64::from(report.files), made.written.files);

    let zip = made.zip.to_str().unwrap();
    let here = made.folder.path();
    for (program, arguments) in [("unzip", ["-tq", zip]), ("7z", ["t", zip])] {
        if let Some(tested) = support::run(program, &arguments, here) {
            assert!(tested.status.success(), "{program}: {}", said(&tested));
            assert!(!said(&tested).contains("arning"), "{program}: {}", said(&tested));
        }
    }
    let Some(bag) = made.unpacked() else { return };
    for (what, good) in [
        ("sha256sum", hashes_are_good(&bag)),
        ("bagit", bagit(&bag)),
        ("ssh-keygen", support::signature_is_good(&bag)),
        ("shasum", accepts("shasum", &["-a", "256", "-c", "-s", "manifest-sha256.txt"], &bag)),
    ] {
        assert_ne!(good, Some(false), "{what} takes it for another");
    }
}

#[test]
fn every_name_is_told_and_every_piece_is_where_it_is_said_to_be() {
    let contents = contents();
    let made = make(&contents);
    let Some(bag) = made.unpacked() else { return };
    assert_eq!(bag.file_name().unwrap().to_str(), Some("20260301-A_证据包_2026-03-02"));
    for (piece, path) in contents.pieces.iter().zip(&made.written.pieces) {
        let Some(path) = path else { continue };
        let bytes = fs::read(bag.join(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
        assert_eq!(support::hash(&bytes), piece.sha256, "{path}");
        assert!(path.contains(&piece.id), "{path}");
    }
    let csv = fs::read_to_string(bag.join("data/metadata/evidence.csv")).unwrap();
    let mut rows = csv::Reader::from_reader(csv.trim_start_matches('\u{FEFF}').as_bytes());
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), contents.pieces.len(), "the one that is listed alone as well");
    for ((row, piece), path) in rows.iter().zip(&contents.pieces).zip(&made.written.pieces) {
        assert_eq!(&row[0], piece.id);
        assert_eq!(&row[1], path.as_deref().unwrap_or_default());
        assert_eq!(&row[2], piece.sha256.as_str());
        // Behind its guard, where it has one.
        assert_eq!(
            row[6].strip_prefix("'=").map_or(row[6].to_owned(), |rest| format!("={rest}")),
            piece.file_name
        );
        for cell in row {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell} would run");
        }
    }
}

#[test]
fn what_it_cannot_prove_is_where_people_read() {
    let made = make(&contents());
    let Some(bag) = made.unpacked() else { return };
    let instructions = fs::read_to_string(bag.join("核验说明.txt")).unwrap();
    assert!(instructions.replace("\r\n", "\n").contains(CANNOT_PROVE));
    assert!(instructions.contains(&key().fingerprint()));
    for system in
        ["Get-FileHash", "certutil", "shasum -a 256 -c", "sha256sum -c", "ssh-keygen -Y verify"]
    {
        assert!(instructions.contains(system), "{system}");
    }
    let case = fs::read_to_string(bag.join("data/metadata/case.json")).unwrap();
    let case: serde_json::Value = serde_json::from_str(&case).unwrap();
    assert_eq!(case["cannot_prove"], CANNOT_PROVE);
    assert_eq!(case["made_at"], "2026-03-02T09:30:00+08:00");
}

/// The lines of the instructions between the heading of a system and what comes next, as they
/// stand there, together with those for the signature: in a shell, one after the other.
fn told_for(system: &str, bag: &Path) -> Vec<String> {
    let text = fs::read_to_string(bag.join("核验说明.txt")).unwrap().replace("\r\n", "\n");
    let parts: Vec<&str> = text.split("\n\n").collect();
    let below = |heading: &str| {
        let at = parts.iter().position(|part| *part == heading).unwrap();
        parts[at + 1].lines().map(str::to_owned)
    };
    let told: Vec<String> = below(system).chain(below("核对签名：")).collect();
    assert_eq!(told.len(), 3, "two lists and a signature: {told:?}");
    told
}

/// Whether all of these commands are content; `None` where one of the programs is not there.
fn all_good(commands: &[String], bag: &Path) -> Option<bool> {
    let good: Option<Vec<bool>> = commands.iter().map(|line| takes(line, bag)).collect();
    Some(good?.into_iter().all(|good| good))
}

#[test]
fn the_commands_of_the_instructions_see_a_changed_byte() {
    let made = make(&contents());
    let Some(bag) = made.unpacked() else { return };
    let payload = bag.join(made.written.pieces[2].as_ref().unwrap());
    for system in ["Linux：", "macOS："] {
        let told = told_for(system, &bag);
        let Some(good) = all_good(&told, &bag) else { continue };
        assert!(good, "{told:?}");
        for path in [&payload, &bag.join("bag-info.txt"), &bag.join("tagmanifest-sha256.txt")] {
            let whole = fs::read(path).unwrap();
            let mut changed = whole.clone();
            changed[whole.len() / 2] ^= 1;
            fs::write(path, &changed).unwrap();
            assert_eq!(all_good(&told, &bag), Some(false), "{} under {system}", path.display());
            fs::write(path, &whole).unwrap();
        }
        assert_eq!(all_good(&told, &bag), Some(true), "all is as it was");
    }
}

#[test]
fn the_same_contents_make_the_same_bytes() {
    let (first, second) = (make(&contents()), make(&contents()));
    assert_eq!(fs::read(&first.zip).unwrap(), fs::read(&second.zip).unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_packet_of_any_names_is_whole(
        names in prop::collection::vec(("\\PC{0,40}|[aA%./ \\\\\r\n]{0,6}", "[abAB%]{1,2}|\\PC{1,12}"), 1..12)
    ) {
        let mut contents = contents();
        contents.timeline.clear();
        contents.pieces.clear();
        for (at, (name, folder)) in names.iter().enumerate() {
            // Ids that come out alike as names, though they differ.
            let id = format!("{}{at}", ["%", "?", "x"][at % 3]);
            contents.pieces.push(support::piece(&id, folder, name, name.clone().into_bytes()));
        }
        contents.name.clone_from(&names[0].0);
        contents.case.number.clone_from(&names[0].0);
        let made = make(&contents);
        prop_assert_eq!(made.report().faults, []);
        if let Some(bag) = made.unpacked() {
            prop_assert_ne!(hashes_are_good(&bag), Some(false));
        }
    }
}

/// Beyond what fields of four bytes hold. `cargo test -p packet -- --ignored`
#[test]
#[ignore = "it writes more than four gigabytes"]
fn a_packet_of_more_than_four_gigabytes_is_whole() {
    let size = (1_u64 << 32) + 5;
    let mut hash = Sha256::new();
    let mebibyte = vec![7; 1 << 20];
    (0..4096).for_each(|_| hash.update(&mebibyte));
    hash.update([7; 5]);
    let mut large = support::piece("L", "03_信息流", "录屏.mp4", Vec::new());
    large.sha256 = <[u8; 32]>::from(hash.finalize()).into();
    large.size = size;
    large.open = Some(Box::new(move || Ok(Box::new(std::io::repeat(7).take(size)))));
    let mut contents = contents();
    contents.pieces.insert(1, large);
    let made = make(&contents);
    assert_eq!(made.report().faults, []);
    let zip = made.zip.to_str().unwrap();
    for (program, arguments) in [("unzip", ["-tq", zip]), ("7z", ["t", zip])] {
        assert_ne!(accepts(program, &arguments, made.folder.path()), Some(false), "{program}");
    }
}
