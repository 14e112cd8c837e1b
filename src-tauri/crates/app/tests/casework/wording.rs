//! Whatever is known of an order and whatever is not: a letter has no hole in it and nothing of
//! another order.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};

use app::{
    CategoryId, ChannelId, EvidenceKind, Library, NewContact, OrderId, Pasted, Problem, RecordForm,
    Slot, Tone,
};
use cases::letter::templates;
use jiff::{SignedDuration, Timestamp};
use model::ContactOutcome;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::desk::NOW;
use crate::page::id;
use crate::story::STORIES;

/// What of an order is known.
#[expect(clippy::struct_excessive_bools, reason = "each is there or not")]
#[derive(Debug, Clone)]
struct Sketch {
    problem: Problem,
    order_no: bool,
    paid: bool,
    shop: bool,
    shown: bool,
    recipient: bool,
    pieces: usize,
    talks: Vec<(ChannelId, ContactOutcome, &'static str)>,
    /// Which of the texts that a buyer may type.
    texts: Vec<bool>,
    /// What stands behind each of them, as buyers type.
    tail: &'static str,
    tone: Tone,
}

fn sketch() -> impl Strategy<Value = Sketch> {
    let channels = [
        ChannelId::Chat,
        ChannelId::Supervisor,
        ChannelId::Counterparty,
        ChannelId::PaymentChannel,
        ChannelId::Regulator,
    ];
    let outcomes = [ContactOutcome::Waiting, ContactOutcome::Refused, ContactOutcome::NoReply];
    let said = ["", "  ", "不予退款。", "请耐心等待"];
    let talk = (
        prop::sample::select(channels.to_vec()),
        prop::sample::select(outcomes.to_vec()),
        prop::sample::select(said.to_vec()),
    );
    let problems: Vec<Problem> = STORIES.iter().map(|story| story.situation.problem).collect();
    let record = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    (
        prop::sample::select(problems),
        record,
        0..3_usize,
        prop::collection::vec(talk, 0..3),
        prop::collection::vec(any::<bool>(), Slot::ALL.len()),
        prop::sample::select(vec!["", "。", " ", "；"]),
        prop::sample::select(Tone::ALL.to_vec()),
    )
        .prop_map(|(problem, record, pieces, talks, texts, tail, tone)| {
            let (order_no, paid, shop, shown, recipient) = record;
            Sketch {
                problem,
                order_no,
                paid,
                shop,
                shown,
                recipient,
                pieces,
                talks,
                texts,
                tail,
                tone,
            }
        })
}

struct Desk {
    library: Library,
    made: AtomicU32,
    now: Timestamp,
}

impl Desk {
    async fn order(&self, sketch: &Sketch, mark: &str) -> OrderId {
        let paid_at = self.now - SignedDuration::from_hours(5);
        let nth = self.made.fetch_add(1, Ordering::Relaxed);
        let some = |there: bool, text: String| if there { text } else { String::new() };
        let form = RecordForm {
            category: Some(CategoryId("game_card".to_owned())),
            name: format!("{mark}点卡"),
            total: "100".to_owned(),
            order_no: some(sketch.order_no, format!("{mark}{nth}号")),
            paid_at: sketch.paid.then_some(paid_at),
            shop: some(sketch.shop, format!("{mark}卡铺")),
            shown: some(sketch.shown && sketch.paid, "处理中".to_owned()),
            recipient: some(sketch.recipient, "13900139000".to_owned()),
            ..RecordForm::default()
        };
        let order = self.library.record_order(form, self.now).await.unwrap().order;
        let library = &self.library;
        library.set_case_problem(order.clone(), sketch.problem, self.now).await.unwrap();
        for piece in 0..sketch.pieces {
            let rgba = [u8::try_from(nth % 251).unwrap(), u8::try_from(piece).unwrap(), 7, 255];
            let picture = Pasted::Rgba { pixels: rgba.repeat(16), width: 4, height: 4 };
            let (name, kind) = (format!("{mark}{piece}.png"), EvidenceKind::Payment);
            library.attach_pasted(order.clone(), name, picture, kind, self.now).await.unwrap();
        }
        for (channel, outcome, said) in &sketch.talks {
            let said =
                if said.trim().is_empty() { (*said).to_owned() } else { format!("{mark}{said}") };
            let contact = NewContact {
                at: self.now,
                channel: *channel,
                agent_no: String::new(),
                ticket: String::new(),
                said,
                outcome: *outcome,
                asked: None,
                until: None,
                pieces: Vec::new(),
            };
            library.note_contact(order.clone(), contact, self.now).await.unwrap();
        }
        let typed = Slot::ALL.iter().zip(&sketch.texts).filter(|(slot, there)| {
            **there && !matches!(slot, Slot::Evidence | Slot::Contacts | Slot::Law)
        });
        let texts: BTreeMap<Slot, String> =
            typed.map(|(slot, _)| (*slot, format!("{mark}文{}", sketch.tail))).collect();
        library.fill_case(order.clone(), texts, self.now).await.unwrap();
        order
    }
}

/// Two marks beside one another where one would do, and quotes around nothing.
fn flaw(text: &str) -> Option<String> {
    const HOLES: [&str; 12] =
        ["{{", "}}", "{%", "None", "null", "undefined", "「」", "“”", "《》", "（）", "[]", "NaN"];
    let mark = |c: &char| "，。；：、！？,;".contains(*c);
    let holes = HOLES.iter().find(|hole| text.contains(**hole)).map(|hole| (*hole).to_owned());
    let chars: Vec<char> = text.chars().filter(|c| *c != ' ').collect();
    let doubled = chars.windows(2).find(|two| two.iter().all(mark));
    let begun = text.lines().find(|line| line.trim().starts_with(|c| mark(&c)));
    holes.or(doubled.map(|two| two.iter().collect())).or(begun.map(str::to_owned))
}

#[test]
fn a_letter_has_no_hole_and_nothing_of_another_order() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let now: Timestamp = NOW.parse().unwrap();
    let library = runtime.block_on(Library::open(folder.path().to_owned(), now)).unwrap();
    let desk = Desk { library, made: AtomicU32::new(0), now };
    let (written, missing) = (AtomicU32::new(0), AtomicU32::new(0));
    let config =
        Config { cases: 32, max_shrink_iters: 64, failure_persistence: None, ..Config::default() };
    // The same cases each time: the counts below are of these.
    let seed = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, seed);
    let both = (sketch(), sketch());
    let ran = runner.run(&both, |(sketch, other)| {
        runtime.block_on(async {
            desk.order(&other, "乙").await;
            let order = desk.order(&sketch, "甲").await;
            for template in templates() {
                let letter = desk
                    .library
                    .case_letter(order.clone(), template.id.clone(), sketch.tone, now)
                    .await
                    .unwrap();
                let name = id(&template.id);
                prop_assert!(letter.faults.is_empty(), "{name}: {:?}", letter.faults);
                let Some(text) = letter.letter.map(|letter| letter.text) else {
                    prop_assert!(!letter.missing.is_empty(), "{name} is not written, and why?");
                    missing.fetch_add(1, Ordering::Relaxed);
                    continue;
                };
                prop_assert!(letter.missing.is_empty(), "{name} lacks {:?}", letter.missing);
                written.fetch_add(1, Ordering::Relaxed);
                prop_assert!(!text.contains('乙'), "{name} tells of another order: {text}");
                prop_assert_eq!(flaw(&text), None, "{} has a flaw:\n{}", name, text);
            }
            Ok(())
        })
    });
    ran.unwrap();
    assert!(written.into_inner() > 20 && missing.into_inner() > 20, "both happen");
}
