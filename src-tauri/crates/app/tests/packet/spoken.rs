//! A packet in each language of the window, with the words that the window has.

use std::path::PathBuf;

use app::{
    ChannelId, ContactOutcome, EvidenceKind, LetterId, LetterOut, NewContact, PacketFolder,
    PacketWish, PacketWords, PicturePages, Problem, Tone, evidence_guide,
};
use jiff::tz::TimeZone;
use model::Name;

use crate::case::*;
use crate::holds::printed;
use crate::programs::takes;
use crate::words::*;

/// The number that `ui/tests/packet-golden.test.ts` gives.
const SAMPLE: &str = "20261122-3F9A";

/// As the window makes them: what is data of the app comes from there.
fn words_of(text: &str, number: &str, say: fn(&Name) -> &String) -> PacketWords {
    let mut words: PacketWords = serde_json::from_str(&text.replace(SAMPLE, number)).unwrap();
    for kind in evidence_guide() {
        words.proves.insert(kind.id, say(&kind.proves).clone());
        words.out.kinds.insert(kind.id, say(&kind.name).clone());
    }
    words
}

async fn is_whole(spoken: &str, say: fn(&Name) -> &String) {
    let (folder, library) = open().await;
    let order = paid(&library, 1, "T2026112200012").await;
    let kinds = [
        EvidenceKind::Payment,
        EvidenceKind::OrderPage,
        EvidenceKind::Chat,
        EvidenceKind::Listing,
        EvidenceKind::PaymentReceipt,
        EvidenceKind::Other,
    ];
    for (at, kind) in (1..).zip(kinds) {
        attach(&library, &order, kind, &format!("{at}.png"), &picture(at)).await;
    }
    let identity = attach(&library, &order, EvidenceKind::Identity, "实名.png", &picture(20)).await;
    covered(&library, &order, &identity).await;
    library.set_case_problem(order.clone(), Problem::NotDelivered, at(30)).await.unwrap();
    let contact = NewContact {
        at: at(31),
        channel: ChannelId::Chat,
        agent_no: "8801".to_owned(),
        ticket: "G-77".to_owned(),
        said: "会在今天到账".to_owned(),
        outcome: ContactOutcome::Promised,
        asked: None,
        until: Some(at(300)),
        pieces: Vec::new(),
    };
    library.note_contact(order.clone(), contact, at(32)).await.unwrap();
    let letter = LetterOut {
        template: LetterId("not_delivered".to_owned()),
        tone: Tone::Polite,
        channel: ChannelId::Chat,
        text: "您好：\n11月22日14:01付款99.80元，话费没到账。请在11月25日18:00前退款99.80元。"
            .to_owned(),
    };
    library.copy_letter(order.clone(), letter, at(33)).await.unwrap();

    let number = library.packet_plan(order.clone(), false, at(50)).await.unwrap().number;
    let words = words_of(spoken, &number, say);
    let zip = folder.path().join("packet.zip");
    let pages = Some(PicturePages { width: 1_600, height: 4_000, bytes: 2_000_000 });
    let wish = PacketWish { pages, words: words.clone(), ..wish() };
    let done = made(&library, &order, &zip, wish).await;
    assert_eq!((done.pieces, done.listed, done.unpaged), (7, 1, vec![]));
    let report = whole(&zip);
    assert_eq!((report.faults, report.sha256), (vec![], Some(done.sha256)));

    let files = unpacked(&zip);
    for folder in words.folders.values() {
        let there = files.iter().any(|(path, _)| path.starts_with(&format!("data/{folder}/")));
        assert!(there, "something lies in {folder}: {:?}", names(&files));
    }
    assert_eq!(words.folders.len(), 9, "{:?}", words.folders.keys().collect::<Vec<_>>());
    assert!(words.folders.contains_key(&PacketFolder::Pages));
    let told = text(&files, &words.wording.instructions_file);
    for line in words.wording.cannot_prove.lines().chain([done.fingerprint.as_str()]) {
        assert!(told.contains(line), "{line}: {told}");
    }
    for (path, bytes) in files.iter().filter(|(path, _)| !path.contains('/') || is_read(path)) {
        let said = String::from_utf8_lossy(bytes);
        for left in ["{number}", "{when}", "{pieces}", "{label}", "{id}", "undefined", SAMPLE] {
            assert!(!said.contains(left), "{left} in {path}");
        }
    }
    let case = text(&files, "data/metadata/case.json");
    for said in [&words.wording.cannot_prove, &words.facts[&app::PacketFact::OrderNo]] {
        assert!(case.contains(&serde_json::to_string(said).unwrap()), "{said}: {case}");
    }
    if let Some(paper) = printed(folder.path(), &files, &words.wording.cover_file) {
        for said in [&words.cover.title, &words.cover.index, &words.cover.timeline, &number] {
            assert!(paper.contains(said.as_str()), "{said}: {paper}");
        }
        let here = kinds.iter().map(|kind| words.out.kinds[kind].clone());
        assert!(here.take(2).all(|kind| paper.contains(&kind)), "{paper}");
        assert!(!paper.contains("{page"), "{paper}");
    }
    if takes(&format!("unzip -q '{}' -d out", zip.display()), folder.path()).is_some() {
        let out = std::fs::read_dir(folder.path().join("out")).unwrap();
        let bag: PathBuf = out.map(|entry| entry.unwrap().path()).next().unwrap();
        for (program, good) in others_accept(&bag) {
            assert_ne!(good, Some(false), "{program}");
        }
    }
    let view = library.case(order, at(61), TimeZone::UTC).await.unwrap();
    assert_eq!(view.packets.len(), 1);
}

/// Whether people read it as text.
fn is_read(path: &str) -> bool {
    [".txt", ".csv", ".json"].iter().any(|ending| path.ends_with(ending))
}

#[tokio::test]
async fn a_packet_with_the_chinese_words_of_the_window_is_whole() {
    is_whole(include_str!("words.zh-CN.json"), |name| &name.zh).await;
}

#[tokio::test]
async fn a_packet_with_the_english_words_of_the_window_is_whole() {
    is_whole(include_str!("words.en.json"), |name| &name.en).await;
}
