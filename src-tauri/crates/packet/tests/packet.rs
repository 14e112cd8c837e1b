//! A packet is what programs of others take it for.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test writes files, and may end where it fails"
)]

mod support;

use std::fs;

use support::{CANNOT_PROVE, accepts, bagit, contents, hashes_are_good, key, make, said};

#[test]
fn a_packet_is_whole_by_every_program_there_is() {
    let made = make(&contents());
    let report = made.report();
    assert_eq!(report.faults, [], "our own reader");
    assert_eq!(report.fingerprint, Some(key().fingerprint()));
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
    for system in ["Get-FileHash", "shasum -a 256 -c", "sha256sum -c", "ssh-keygen -Y verify"] {
        assert!(instructions.contains(system), "{system}");
    }
    let case = fs::read_to_string(bag.join("data/metadata/case.json")).unwrap();
    let case: serde_json::Value = serde_json::from_str(&case).unwrap();
    assert_eq!(case["cannot_prove"], CANNOT_PROVE);
    assert_eq!(case["made_at"], "2026-03-02T09:30:00+08:00");
}

#[test]
fn the_same_contents_make_the_same_bytes() {
    let (first, second) = (make(&contents()), make(&contents()));
    assert_eq!(fs::read(&first.zip).unwrap(), fs::read(&second.zip).unwrap());
}
