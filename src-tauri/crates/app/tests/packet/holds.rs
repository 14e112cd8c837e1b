//! What a packet holds, and what it does not.

use std::collections::BTreeMap;
use std::fs;

use app::{
    ChannelId, ContactOutcome, EvidenceAbout, EvidenceKind, LetterId, LetterOut, LinkKind,
    NewContact, PacketFolder, PacketWish, PicturePages, PieceHand, Problem, Sha256Hex, TimeBasis,
    Tone,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use ledger::CaseStep;
use sha2::{Digest as _, Sha256};

use crate::case::*;
use crate::programs::run;
use crate::words::*;

#[tokio::test]
async fn what_is_known_of_the_case_stands_in_it() {
    let (folder, library) = open().await;
    let order = paid(&library, 1, "T2026112200012").await;
    let piece = attach(&library, &order, EvidenceKind::Payment, "付款.png", &picture(1)).await;
    let about = EvidenceAbout {
        proves: format!("付给 {NUMBER} 的话费，卡号 6222 0212 3456 7894"),
        claimed_at: Some(at(2)),
        basis: Some(TimeBasis::OnPicture),
        ..EvidenceAbout::default()
    };
    library.describe_evidence(order.clone(), piece.clone(), about, at(21)).await.unwrap();
    library.set_case_problem(order.clone(), Problem::NotDelivered, at(30)).await.unwrap();
    let contact = NewContact {
        at: at(31),
        channel: ChannelId::Chat,
        agent_no: "8801".to_owned(),
        ticket: "G-77".to_owned(),
        said: format!("{NUMBER} 会在今天到账"),
        outcome: ContactOutcome::Promised,
        asked: None,
        until: Some(at(300)),
        pieces: vec![piece],
    };
    library.note_contact(order.clone(), contact, at(32)).await.unwrap();
    let letter = LetterOut {
        template: LetterId("not_delivered".to_owned()),
        tone: Tone::Polite,
        channel: ChannelId::Chat,
        text: format!(
            "您好：\n11月22日14:01付款99.80元，号码{NUMBER}，话费没到账。\
             请在11月25日18:00前退款99.80元。"
        ),
    };
    library.copy_letter(order.clone(), letter, at(33)).await.unwrap();

    let zip = folder.path().join("packet.zip");
    made(&library, &order, &zip, wish()).await;
    let files = unpacked(&zip);
    let case = text(&files, "data/metadata/case.json");
    for said in [CANNOT_PROVE, "T2026112200012", "139****9000", "没到账", "官方营业厅"] {
        assert!(case.contains(said), "{said}: {case}");
    }
    assert!(text(&files, "核验说明.txt").contains(CANNOT_PROVE));
    if let Some(cover) = printed(folder.path(), &files, "00_封面与目录.pdf") {
        assert!(cover.contains("1 件写明证明什么，必要的 1/"), "the three principles: {cover}");
    }
    let timeline = text(&files, "data/metadata/timeline.csv");
    assert!(timeline.contains("2026-11-22T14:01:00+08:00") && timeline.contains("付款"));
    let talk = "在线客服（工号8801，工单号G-77）：139****9000 会在今天到账";
    assert!(timeline.contains(talk) && timeline.contains("联系记录,E001"), "{timeline}");
    let log = text(&files, "data/08_文书/联系记录.txt");
    assert!(log.contains("G-77") && log.contains("139****9000"), "{log}");
    let copied = files.iter().find(|(name, _)| name.starts_with("data/08_文书/L01_"));
    assert!(String::from_utf8_lossy(&copied.unwrap().1).contains("话费没到账"));
    let csv = text(&files, "data/metadata/evidence.csv");
    assert!(csv.contains("付给 139****9000") && !csv.contains("6222 0212 3456 7894"), "{csv}");
    for (name, bytes) in files.iter().filter(|(name, _)| !name.contains("E001_")) {
        let found = bytes.windows(NUMBER.len()).any(|part| part == NUMBER.as_bytes());
        assert!(!found, "the recipient stands in {name}");
    }
    assert!(names(&files).contains(&"00_封面与目录.pdf"));

    let chain: Vec<serde_json::Value> = text(&files, "data/metadata/log.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let attached = chain.iter().find(|line| line["action"] == "evidence_attached").unwrap();
    assert_eq!(attached["evidence_id"], "E001");
    for line in &chain {
        let told: Vec<_> = line.as_object().unwrap().keys().map(String::as_str).collect();
        let known = ["action", "at", "evidence_id", "hash", "order", "prev", "seq", "sha256"];
        assert!(told.iter().all(|key| known.contains(key)), "what may be guessed at: {told:?}");
    }
    let mut prev = "0".repeat(64);
    for line in &chain {
        let mut said = line.as_object().unwrap().clone();
        assert_eq!(said.remove("prev").unwrap(), prev.as_str());
        let hash = said.remove("hash").unwrap();
        let text = serde_json::to_string(&said).unwrap();
        let anew = Sha256::digest(format!("{prev}{text}"));
        assert_eq!(hash, Sha256Hex::from(<[u8; 32]>::from(anew)).as_str(), "from the file alone");
        hash.as_str().unwrap().clone_into(&mut prev);
    }

    made(&library, &order, &zip, PacketWish { originals: true, ..wish() }).await;
    let files = unpacked(&zip);
    assert!(text(&files, "data/metadata/case.json").contains(NUMBER), "in full by choice");
    let first: serde_json::Value =
        serde_json::from_str(text(&files, "data/metadata/log.jsonl").lines().next().unwrap())
            .unwrap();
    let hex = |key: &str| -> [u8; 32] {
        let text = first[key].as_str().unwrap();
        std::array::from_fn(|at| u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).unwrap())
    };
    let moment: Timestamp = first["at"].as_str().unwrap().parse().unwrap();
    let word = |key: &str| first[key].as_str().unwrap();
    let seq = first["seq"].as_i64().unwrap();
    let millis = moment.as_millisecond();
    let link =
        ledger::link(&hex("record_prev"), seq, word("order"), millis, word("action"), word("body"));
    assert_eq!(link, hex("record_hash"), "what it says is what the chain holds");
}

#[tokio::test]
async fn a_picture_of_two_beside_each_other_covers_neither() {
    let (_folder, library) = open().await;
    let order = paid(&library, 1, "T1").await;
    let identity = EvidenceKind::Identity;
    let one = attach(&library, &order, identity, "一.png", &picture(9)).await;
    let two = attach(&library, &order, identity, "二.png", &picture(10)).await;
    let caption = || STANDARD.encode(picture(11));
    let (pair, name) = ([one.clone(), two.clone()], "并排.png".to_owned());
    let beside = library.put_beside(order.clone(), pair, [caption(), caption()], name, at(22));
    let beside = beside.await.unwrap().sha256;
    let page = attach(&library, &order, EvidenceKind::OrderPage, "订单.png", &picture(12)).await;
    let read = || async {
        let case = library.case(order.clone(), at(50), jiff::tz::TimeZone::UTC).await.unwrap();
        let plan = library.packet_plan(order.clone(), false, at(50)).await.unwrap();
        let of = |piece: &app::CasePiece| (piece.piece.sha256.clone(), piece.clone());
        let pieces: BTreeMap<_, _> = case.evidence.pieces.iter().map(of).collect();
        for piece in &plan.pieces {
            let goes = piece.hand == PieceHand::Goes;
            let bare = pieces[&piece.sha256].bare;
            assert_eq!(piece.uncovered, bare && goes, "{}: packet and window agree", piece.name);
            let copy = pieces[&piece.sha256].copy;
            assert_eq!(piece.folder == PacketFolder::Redacted, copy, "{}", piece.name);
        }
        pieces
    };
    let pieces = read().await;
    let bare = |sha256: &Sha256Hex| pieces[sha256].bare;
    assert_eq!([&one, &two, &beside, &page].map(bare), [true, true, true, false]);
    assert!(!pieces[&beside].copy && pieces[&one].copies.is_empty());

    let copy = covered(&library, &order, &one).await;
    let pieces = read().await;
    assert_eq!((pieces[&one].bare, pieces[&two].bare), (false, true));
    assert_eq!((pieces[&copy].copy, pieces[&copy].bare), (true, false));
    assert_eq!(pieces[&one].copies, [copy]);
}

#[tokio::test]
async fn a_covered_copy_goes_in_place_of_its_original_and_leaves_no_trace_of_it() {
    let (folder, library) = open().await;
    let order = paid(&library, 1, "T1").await;
    let original = picture(9);
    let sha256 = attach(&library, &order, EvidenceKind::Identity, "实名.png", &original).await;
    let copy = covered(&library, &order, &sha256).await;
    let open_kind = EvidenceKind::BankRecord;
    let bare = attach(&library, &order, open_kind, "银行流水.png", &picture(10)).await;
    let stamp = EvidenceKind::Timestamp;
    let token = attach(&library, &order, stamp, "证书.tsa", b"token").await;

    let plan = library.packet_plan(order.clone(), false, at(50)).await.unwrap();
    let of = |sha256: &Sha256Hex| plan.pieces.iter().find(|p| p.sha256 == *sha256).unwrap();
    assert_eq!((of(&sha256).hand, of(&copy).hand), (PieceHand::Listed, PieceHand::Goes));
    assert_eq!(of(&copy).folder, PacketFolder::Redacted);
    assert!(of(&bare).uncovered && of(&bare).hand == PieceHand::Goes, "it has no copy");
    assert_eq!((of(&token).folder, of(&token).uncovered), (PacketFolder::External, false));

    let zip = folder.path().join("packet.zip");
    let pages = Some(PicturePages { width: 1200, height: 4000, bytes: 2_000_000 });
    let left_out = vec![bare.clone()];
    let done = made(&library, &order, &zip, PacketWish { pages, left_out, ..wish() }).await;
    assert_eq!((done.pieces, done.listed), (2, 1));
    let bytes = fs::read(&zip).unwrap();
    let holds = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    for part in original[64..].chunks(64).filter(|part| part.len() == 64).step_by(50) {
        assert!(!holds(part), "a part of the original");
    }
    assert!(!holds(SECRET.as_bytes()), "what stood beside its pixels");
    assert!(holds(sha256.as_str().as_bytes()), "its hash is told");
    assert!(!holds(bare.as_str().as_bytes()), "what is left out is not");
    let files = unpacked(&zip);
    let csv = text(&files, "data/metadata/evidence.csv");
    assert!(csv.lines().any(|line| line.starts_with("E001,,")), "{csv}");
    let page = files.iter().find(|(name, _)| name == "data/09_上传件/E003_01.jpg").unwrap();
    assert!(page.1.len() < 2_000_000 && image::load_from_memory(&page.1).is_ok());
    assert_eq!(whole(&zip).faults, []);

    // Whoever leaves the copy out leaves nothing in its original's place, and is told so.
    assert_eq!(of(&sha256).copies, std::slice::from_ref(&copy));
    let left_out = vec![copy.clone()];
    let done = made(&library, &order, &zip, PacketWish { left_out, ..wish() }).await;
    assert_eq!((done.pieces, done.listed), (2, 1), "nor does the original go");
    let holds_original =
        || fs::read(&zip).unwrap().windows(original.len()).any(|window| window == original);
    assert!(!holds_original());

    let put_in = vec![sha256.clone()];
    let done = made(&library, &order, &zip, PacketWish { put_in, ..wish() }).await;
    assert_eq!((done.pieces, done.listed), (4, 0), "the one that is asked for goes");
    made(&library, &order, &zip, PacketWish { originals: true, ..wish() }).await;
    assert!(holds_original());
}

#[tokio::test]
async fn an_original_is_replaced_only_by_a_copy_that_goes() {
    let (folder, library) = open().await;
    let order = paid(&library, 1, "T1").await;
    let original = attach(&library, &order, EvidenceKind::Payment, "付款.png", &picture(1)).await;
    let copy = covered(&library, &order, &original).await;
    let second = covered_to(&library, &order, &copy, 180).await;
    let hands = async || {
        let plan = library.packet_plan(order.clone(), false, at(50)).await.unwrap();
        let of =
            |sha256: &Sha256Hex| plan.pieces.iter().find(|p| p.sha256 == *sha256).unwrap().hand;
        [&original, &copy, &second].map(of)
    };
    assert_eq!(hands().await, [PieceHand::Listed, PieceHand::Listed, PieceHand::Goes]);
    let gone = |sha256: &Sha256Hex| {
        let name = sha256.as_str();
        fs::remove_file(folder.path().join("record").join("vault").join(&name[..2]).join(name))
    };
    gone(&second).unwrap();
    let alone = [PieceHand::Unreplaced, PieceHand::Unreplaced, PieceHand::Elsewhere];
    assert_eq!(hands().await, alone, "its copy is not here");
}

#[tokio::test]
async fn the_evidence_of_all_orders_of_a_case_goes_along_once() {
    let (folder, library) = open().await;
    let first = paid(&library, 1, "T1").await;
    let second = paid(&library, 5, "T2").await;
    library.set_case_problem(first.clone(), Problem::DoublePayment, at(30)).await.unwrap();
    library.link_orders(first.clone(), second.clone(), LinkKind::PaidTwice, at(31)).await.unwrap();
    attach(&library, &first, EvidenceKind::Payment, "一.png", &picture(1)).await;
    attach(&library, &second, EvidenceKind::Payment, "二.png", &picture(2)).await;
    attach(&library, &second, EvidenceKind::Payment, "同一张.png", &picture(1)).await;
    let plan = library.packet_plan(second.clone(), false, at(40)).await.unwrap();
    let orders: Vec<_> = plan.pieces.iter().map(|piece| &piece.order).collect();
    assert_eq!(orders, [&first, &second], "whichever of them is asked for");
    let zip = folder.path().join("packet.zip");
    let done = made(&library, &second, &zip, wish()).await;
    assert_eq!(done.pieces, 2);
    let case = text(&unpacked(&zip), "data/metadata/case.json");
    assert!(case.contains("order_no_2") && case.contains("订单号（第 2 笔）"), "{case}");
    let record = library.order(first, at(70)).await.unwrap();
    let recorded = record
        .record
        .events
        .iter()
        .any(|event| matches!(&event.what, ledger::Happening::Case(CaseStep::PacketMade(_))));
    assert!(recorded, "where the case is");
}

/// The words of the paper on top; `None` where no program reads them.
pub(crate) fn printed(
    folder: &std::path::Path,
    files: &[(String, Vec<u8>)],
    cover_file: &str,
) -> Option<String> {
    let paper = folder.join("cover.pdf");
    let (_, cover) = files.iter().find(|(path, _)| path == cover_file).unwrap();
    fs::write(&paper, cover).unwrap();
    let read = run("pdftotext", &["-layout", "cover.pdf", "-"], folder)?;
    Some(String::from_utf8(read.stdout).unwrap())
}
