//! A packet that was changed is known as such, wherever it was changed.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test writes files, and may end where it fails"
)]

mod support;
use std::{
    fs,
    io::{Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
};

use packet::Fault;
use support::{bagit, contents, hashes_are_good, make, on, signature_is_good};

/// A smaller one: every byte of it is changed.
fn small() -> packet::Contents<'static> {
    let mut contents = contents();
    contents.pieces.truncate(4);
    contents.timeline.clear();
    contents
}

#[test]
fn no_byte_of_the_zip_can_be_another() {
    let made = make(&small());
    let whole = fs::read(&made.zip).unwrap();
    // In place: writing all of it anew each time takes the disk half a minute.
    let mut file = fs::OpenOptions::new().write(true).open(&made.zip).unwrap();
    let mut put = |at: usize, byte: u8| {
        file.seek(SeekFrom::Start(at as u64)).unwrap();
        file.write_all(&[byte]).unwrap();
    };
    for (at, byte) in whole.iter().enumerate() {
        // All bits in turn, over the file.
        put(at, byte ^ (1 << (at % 8)));
        assert_ne!(made.report().faults, [], "byte {at} of {}", whole.len());
        put(at, *byte);
    }
    assert_eq!(made.report().faults, [], "all is as it was");
}

#[test]
fn nothing_can_be_cut_or_put_before_or_after_it() {
    let made = make(&small());
    let whole = fs::read(&made.zip).unwrap();
    let changed = made.folder.path().join("changed.zip");
    let cuts = (0..whole.len()).step_by(97).map(|length| whole[..length].to_vec());
    let around = [[b"x", whole.as_slice()].concat(), [whole.as_slice(), b"x"].concat()];
    for bytes in cuts.chain(around) {
        fs::write(&changed, &bytes).unwrap();
        let report = packet::verify(&changed, &mut on).unwrap();
        assert!(matches!(report.faults[..], [Fault::Container { .. }]), "{:?}", report.faults);
    }
}

#[test]
fn what_was_changed_is_named() {
    let made = make(&small());
    let mut bytes = fs::read(&made.zip).unwrap();
    let at = bytes.windows(10).position(|bytes| bytes == b"bytes of 3").unwrap();
    bytes[at] ^= 1;
    fs::write(&made.zip, bytes).unwrap();
    let path = made.written.pieces[3].clone().unwrap();
    assert_eq!(made.report().faults, [Fault::Changed { path }]);
}

/// Whatever unpacks it would make a link or a program of a file, in every line of the directory.
#[test]
fn a_file_is_a_plain_file() {
    let made = make(&small());
    let whole = fs::read(&made.zip).unwrap();
    let lines: Vec<usize> =
        (0..whole.len() - 4).filter(|&at| whole[at..].starts_with(b"PK\x01\x02")).collect();
    assert!(lines.len() > 10, "{}", lines.len());
    let unix = |mode: u32| (mode << 16).to_le_bytes();
    for (what, at, bytes) in [
        ("a link", 38, &unix(0o120_644)[..]),
        ("a program", 38, &unix(0o100_755)),
        ("one that everybody may write", 38, &unix(0o100_666)),
        ("one that some systems hide", 38, &(0o100_644 << 16 | 2_u32).to_le_bytes()),
        ("one whose attributes are those of DOS", 5, &[0]),
    ] {
        let mut changed = whole.clone();
        for line in &lines {
            changed[line + at..line + at + bytes.len()].copy_from_slice(bytes);
        }
        fs::write(&made.zip, &changed).unwrap();
        assert!(matches!(made.report().faults[..], [Fault::Container { .. }]), "{what}");
    }
}

/// A ZIP that is well made again around what was changed.
fn repacked(made: &support::Made, change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>) -> Vec<Fault> {
    let mut from = zip::ZipArchive::new(fs::File::open(&made.zip).unwrap()).unwrap();
    let path = made.folder.path().join("again.zip");
    let mut to = zip::ZipWriter::new(fs::File::create(&path).unwrap());
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Stored)
        .system(zip::System::Unix);
    for at in 0..from.len() {
        let mut file = from.by_index(at).unwrap();
        let (name, mut bytes) = (file.name().unwrap().into_owned(), Vec::new());
        file.read_to_end(&mut bytes).unwrap();
        let Some(bytes) = change(name.split_once('/').unwrap().1, bytes) else { continue };
        to.start_file(name, options).unwrap();
        to.write_all(&bytes).unwrap();
    }
    let extra = change("extra", Vec::new());
    if let Some(bytes) = extra.filter(|bytes| !bytes.is_empty()) {
        to.start_file(format!("{}/data/extra.png", made.report().name), options).unwrap();
        to.write_all(&bytes).unwrap();
    }
    to.finish().unwrap();
    packet::verify(&path, &mut on).unwrap().faults
}

#[test]
fn a_zip_made_anew_hides_nothing() {
    let made = make(&small());
    let first = made.written.pieces[0].clone().unwrap();
    let path = made.written.pieces[2].clone().unwrap();
    assert_eq!(repacked(&made, |_, bytes| Some(bytes)), [], "nothing was changed");

    let swapped =
        repacked(&made, |name, bytes| Some(if name == path { b"another".to_vec() } else { bytes }));
    assert_eq!(swapped, [Fault::Changed { path: path.clone() }, Fault::Count]);
    let dropped = repacked(&made, |name, bytes| (name != first).then_some(bytes));
    assert_eq!(dropped, [Fault::Missing { path: first }, Fault::Count]);
    let added = repacked(&made, |name, bytes| Some(if name == "extra" { vec![1] } else { bytes }));
    let extra = "data/extra.png".to_owned();
    assert_eq!(added, [Fault::Unlisted { path: extra }, Fault::Count]);

    let forged = repacked(&made, |name, bytes| {
        let listed = String::from_utf8_lossy(&bytes).into_owned();
        let sha = |bytes: &[u8]| support::hash(bytes).as_str().to_owned();
        let was = sha(&"bytes of 2".repeat(14).into_bytes());
        Some(match name {
            _ if name == path => b"another".to_vec(),
            "manifest-sha256.txt" => listed.replace(&was, &sha(b"another")).into_bytes(),
            _ => bytes,
        })
    });
    let manifest = "manifest-sha256.txt".to_owned();
    assert_eq!(forged, [Fault::Changed { path: manifest }, Fault::Count], "lists are listed");

    let silent = repacked(&made, |name, bytes| {
        let text = String::from_utf8_lossy(&bytes);
        let silent = text.replace(&support::CANNOT_PROVE.replace('\n', "\r\n"), "");
        Some(if name.ends_with("说明.txt") { silent.into_bytes() } else { bytes })
    });
    assert!(silent.contains(&Fault::NothingSaid), "{silent:?}");
}

#[test]
fn a_packet_of_another_key_shows_its_own() {
    let made = make(&small());
    let other = packet::SigningKey::from_seed(&[1; 32]).unwrap();
    let out = fs::File::create(&made.zip).unwrap();
    packet::write(&small(), &other, out, &mut on).unwrap();
    let report = made.report();
    assert_eq!(report.faults, [], "it is whole");
    assert_eq!(report.fingerprint, Some(other.fingerprint()));
    assert_ne!(report.fingerprint, Some(support::key().fingerprint()));
}

/// The programs of others see the unpacked files: one of them must see each change.
#[test]
fn other_programs_see_every_changed_file() {
    let made = make(&small());
    let Some(bag) = made.unpacked() else { return };
    let Some(good) = hashes_are_good(&bag) else { return };
    assert!(good, "as it was made");
    let signed = signature_is_good(&bag).is_some();
    for path in files(&bag) {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let whole = fs::read(&path).unwrap();
        // The signature itself stands in no list.
        let is_signature = name == "tagmanifest-sha256.txt.sig";
        let every = if is_signature || name == "tagmanifest-sha256.txt" { 29 } else { 401 };
        for at in (0..whole.len()).step_by(every) {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << (at % 8);
            // The armour of a signature is read without its line ends, as is all base64.
            if is_signature && (whole[at].is_ascii_whitespace() || bytes[at].is_ascii_whitespace())
            {
                continue;
            }
            fs::write(&path, &bytes).unwrap();
            let lists = !is_signature && hashes_are_good(&bag) == Some(false);
            let seen = lists || !signed || signature_is_good(&bag) == Some(false);
            assert!(seen, "byte {at} of {name}");
        }
        if !is_signature && name != "tagmanifest-sha256.txt" && !whole.is_empty() {
            assert_ne!(bagit(&changed_once(&path, &whole, &bag)), Some(true), "{name}");
        }
        fs::write(&path, &whole).unwrap();
    }
    assert_eq!(hashes_are_good(&bag), Some(true), "all is as it was");
}

fn changed_once(path: &Path, whole: &[u8], bag: &Path) -> PathBuf {
    let mut bytes = whole.to_vec();
    bytes[0] ^= 1;
    fs::write(path, &bytes).unwrap();
    bag.to_owned()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all.sort();
    all
}
