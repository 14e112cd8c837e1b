//! How long the check engine takes: `cargo xtask bench speed` prints these beside their bars.

#![allow(clippy::unwrap_used, reason = "a benchmark may end where it fails")]

use std::hint::black_box;
use std::sync::LazyLock;

use check::catalogue::{Catalogue, CategoryId};
use check::identifier::{Identification, KindId, Kinds, identify, place_of_mobile};
use check::page::read;
use check::review::{
    Answers, History, Input, KnownRecipient, Need, PastPurchase, Thresholds, review,
};
use divan::Bencher;
use jiff::{SignedDuration, Timestamp};
use model::Fen;

fn main() {
    // The first look reads the data.
    identify(TEXTS[0], None);
    divan::main();
}

/// What is typed and pasted: numbers, a mailbox, a name, an address, prose.
const TEXTS: [&str; 10] = [
    "18612340000",
    "+86 186-1234-0000",
    "100200300",
    "28746509",
    "6222 0212 3456 7894",
    "lin.xia@example.org",
    "1861234OOOO",
    "hedan_test88",
    "https://s.team/p/abcd-efgh",
    "\u{4ECA}\u{5929}\u{4E0D}\u{5145}\u{503C}\u{3002}",
];

#[divan::bench(args = TEXTS)]
fn identify_any_kind(text: &str) -> Identification {
    identify(black_box(text), None)
}

#[divan::bench(args = TEXTS)]
fn identify_as_kind(text: &str) -> Identification {
    static MOBILE: LazyLock<KindId> = LazyLock::new(|| KindId("cn_mobile".to_owned()));
    identify(black_box(text), Some(&MOBILE))
}

/// A thousand numbers all over the table, so that its memory is really read.
#[divan::bench]
fn phone_lookup_of_a_thousand(bencher: Bencher<'_, '_>) {
    let numbers: Vec<String> =
        (0..1000).map(|n| format!("1{}", 3_000_000_000_u64 + n * 6_999_983)).collect();
    bencher.bench_local(|| {
        for number in &numbers {
            black_box(place_of_mobile(black_box(number)));
        }
    });
}

const PAGES: &str = include_str!("../tests/pages/shops.txt");

#[divan::bench]
fn read_2_kb(bencher: Bencher<'_, '_>) {
    let page = &PAGES[..PAGES.floor_char_boundary(2048)];
    bencher.bench_local(|| read(black_box(page)));
}

/// Seeds of long texts: what pages hold, and what would make a careless reader slow.
const LONG: [&str; 8] =
    ["pages", "digits", "numbers", "prices", "labels", "tags", "marks", "phones"];

/// What is held against a megabyte: large enough that neither fits the processor's nearer caches.
#[divan::bench(args = LONG, sample_count = 10)]
fn read_250_kb(bencher: Bencher<'_, '_>, seed: &str) {
    let text = long(seed, 250_000);
    bencher.bench_local(|| read(black_box(&text)));
}

#[divan::bench(args = LONG, sample_count = 5)]
fn read_1_mb(bencher: Bencher<'_, '_>, seed: &str) {
    let text = long(seed, 1_000_000);
    bencher.bench_local(|| read(black_box(&text)));
}

fn long(seed: &str, bytes: usize) -> String {
    let seed = match seed {
        "pages" => PAGES,
        "digits" => "1",
        "numbers" => "1 ",
        "prices" => "\u{A5}1.00 ",
        "labels" => "\u{9762}\u{503C}:",
        "tags" => "<a<div<",
        "marks" => "\u{2611} 100\u{5143}\n\u{2610} 50\u{5143}\n",
        _ => "13800008000 ",
    };
    let mut text = String::with_capacity(bytes + seed.len());
    while text.len() < bytes {
        text.push_str(seed);
    }
    text.truncate(text.floor_char_boundary(bytes));
    text
}

const RECIPIENTS: u64 = 10_000;
const PURCHASES: u64 = 100_000;

fn number(nth: u64) -> String {
    // Spread over the numbers, so that near ones are as rare as in an address book.
    format!("186{:08}", nth * 7_919_993 % 100_000_000)
}

fn now() -> Timestamp {
    "2026-11-22T06:00:00Z".parse().unwrap()
}

/// Half of all purchases were made for one recipient, the others for one each.
fn history() -> History {
    let mobile = Some(KindId("cn_mobile".to_owned()));
    let recipients = (0..RECIPIENTS).map(|nth| KnownRecipient {
        value: number(nth),
        kind: mobile.clone(),
        label: Some(format!("{nth}")),
        times_checked: 1,
    });
    let purchases = (0..PURCHASES).map(|nth| PastPurchase {
        category: Some(CategoryId("phone_credit".to_owned())),
        recipient: Some(number(if nth % 2 == 0 { nth } else { RECIPIENTS - 1 })),
        recipient_kind: mobile.clone(),
        face_value: Some(Fen(10_000)),
        quantity: Some(1),
        total: Some(Fen(9_980)),
        shop: Some("shop".to_owned()),
        at: now().checked_sub(SignedDuration::from_hours(30 + i64::try_from(nth).unwrap())).ok(),
    });
    History::new(recipients, purchases)
}

#[divan::bench(sample_count = 10)]
fn history_of_100_000() -> History {
    history()
}

/// A number that is known, one slip away from it, new, and the one used half the time.
#[divan::bench(args = ["known", "slip", "new", "most_used"])]
fn review_of_100_000(bencher: Bencher<'_, '_>, recipient: &str) {
    let history = history();
    let typed = match recipient {
        "known" => number(77),
        "slip" => number(77).replacen("186", "168", 1),
        "new" => "13912345678".to_owned(),
        _ => number(RECIPIENTS - 1),
    };
    let text = format!(
        "\u{5168}\u{56FD}\u{79FB}\u{52A8}\u{8BDD}\u{8D39}\u{5145}\u{503C} 100\u{5143}\n\
         \u{5145}\u{503C}\u{53F7}\u{7801}: {typed}\n\u{5B9E}\u{4ED8}\u{6B3E}: \u{A5}99.80"
    );
    let page = read(&text);
    let need = Need {
        category: Some(CategoryId("phone_credit".to_owned())),
        face_value_fen: Some(Fen(10_000)),
        quantity: Some(1),
        recipient: Some(typed),
        ..Need::default()
    };
    let answers = Answers::default();
    let input = Input {
        kinds: Kinds::builtin(),
        catalogue: Catalogue::builtin(),
        need: &need,
        page: Some((&text, &page)),
        history: &history,
        now: Some(now()),
        thresholds: Thresholds::default(),
        answers: &answers,
    };
    bencher.bench_local(|| review(black_box(&input)));
}
