//! The packet of a case: made as the window has it made, and held against whatever could find
//! fault with it.

use std::fs;
use std::path::Path;

use app::{Library, OrderId, PacketMade, PieceHand, Work};
use jiff::Timestamp;

use crate::programs::takes;
use crate::words::*;

/// What was handed over.
pub(crate) struct Handed {
    pub(crate) made: PacketMade,
    pub(crate) letters: usize,
    pub(crate) contacts: usize,
    /// Folder and name of each, as they lie in the ZIP.
    pub(crate) files: Vec<(String, String)>,
}

impl Handed {
    pub(crate) async fn made(
        library: &Library,
        order: &OrderId,
        place: &Path,
        now: Timestamp,
    ) -> Self {
        fs::create_dir(place).unwrap();
        let plan = library.packet_plan(order.clone(), false, now).await.unwrap();
        let zip = place.join(format!("{}_证据包_{}.zip", plan.number, plan.day));
        let making = library.make_packet(order.clone(), zip.clone(), wish(), now, Work::default());
        let made = making.await.unwrap();
        let go = plan.pieces.iter().filter(|piece| piece.hand == PieceHand::Goes).count();
        assert_eq!(usize::try_from(made.pieces).unwrap(), go, "as it was told before");

        let report = whole(&zip);
        assert_eq!((report.faults, report.number), (vec![], plan.number));
        assert_eq!(report.sha256.as_ref(), Some(&made.sha256));
        assert_eq!(report.fingerprint.as_ref(), Some(&made.fingerprint));
        others_accept(place, &zip);
        a_changed_byte_is_refused(place, &zip);

        let files = unpacked(&zip);
        for told in ["核验说明.txt", "data/metadata/case.json"] {
            assert!(text(&files, told).contains(CANNOT_PROVE), "{told}");
        }
        let names = names(&files);
        let log = "data/08_文书/联系记录.txt";
        let talks = if names.contains(&log) { text(&files, log) } else { String::new() };
        let letters = names.iter().filter(|name| name.starts_with("data/08_文书/L")).count();
        let contacts = talks.lines().filter(|talk| !talk.trim().is_empty()).count();
        let planned = [plan.letters, plan.contacts].map(|count| usize::try_from(count).unwrap());
        assert_eq!([letters, contacts], planned, "what was written and said goes along");
        let split = |name: &&str| {
            let (folder, file) = name.rsplit_once('/').unwrap_or((".", name));
            (folder.to_owned(), file.to_owned())
        };
        let files = names.iter().map(split).collect();
        Self { made, letters, contacts, files }
    }
}

/// By the programs that the instructions name.
fn others_accept(place: &Path, zip: &Path) {
    let Some(unpacked) = takes(&format!("unzip -q '{}' -d out", zip.display()), place) else {
        return;
    };
    assert!(unpacked, "{}", zip.display());
    let bag = fs::read_dir(place.join("out")).unwrap().next().unwrap().unwrap().path();
    for line in [SHA256SUM, SSH_KEYGEN] {
        assert_ne!(takes(line, &bag), Some(false), "{line}");
    }
}

fn a_changed_byte_is_refused(place: &Path, zip: &Path) {
    let mut bytes = fs::read(zip).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    let changed = place.join("changed.zip");
    fs::write(&changed, bytes).unwrap();
    assert_ne!(whole(&changed).faults, [], "byte {middle}");
}
