//! How long the identifier checks take: `cargo run --release -p check --example speed`.

#![allow(clippy::print_stdout, reason = "prints figures")]
#![allow(clippy::disallowed_types, clippy::disallowed_methods, reason = "measures time")]

use std::hint::black_box;
use std::time::Instant;

use check::diff::difference;
use check::identifier::{KindId, identify, kinds, place_of_mobile};

const ROUNDS: usize = 5_000;

fn main() {
    let start = Instant::now();
    let count = kinds().iter().len();
    println!("reading {count} kinds: {:?}", start.elapsed());
    let start = Instant::now();
    black_box(place_of_mobile("18612340000"));
    println!("unpacking the table of places: {:?}", start.elapsed());
    let start = Instant::now();
    black_box(identify("186 1234 0000", None));
    println!("first text of no kind: {:?}", start.elapsed());

    for (text, kind) in [
        ("18612340000", Some("cn_mobile")),
        ("+86 186-1234-0000", Some("cn_mobile")),
        ("100200300", Some("genshin")),
        ("18612340000", None),
        ("100200300", None),
        ("28746509", None),
        ("6222 0212 3456 7894", None),
        ("lin.xia@example.org", None),
        ("1861234OOOO", None),
        ("\u{4ECA}\u{5929}\u{4E0D}\u{5145}\u{503C}\u{3002}", None),
    ] {
        let kind = kind.map(|kind| KindId(kind.to_owned()));
        let candidates = identify(text, kind.as_ref()).candidates.len();
        let time = median(|| {
            black_box(identify(black_box(text), kind.as_ref()));
        });
        let asked = kind.map_or("any kind".to_owned(), |kind| kind.0);
        println!("{time:>7} ns  {text} as {asked}: {candidates} candidates");
    }
    let numbers: Vec<String> =
        (0..1000).map(|n| format!("1{}", 3_000_000_000_u64 + n * 6_999_983)).collect();
    let batch = median(|| {
        for number in &numbers {
            black_box(place_of_mobile(black_box(number)));
        }
    });
    println!("{:>7} ns  one place, of a thousand numbers all over the table", batch / 1000);
    let near = median(|| {
        black_box(difference(black_box("18612340000"), black_box("18612430000")));
    });
    println!("{near:>7} ns  the difference of two numbers");
}

/// In nanoseconds.
fn median(mut work: impl FnMut()) -> u128 {
    let mut times: Vec<u128> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_nanos()
        })
        .collect();
    times.sort_unstable();
    times[ROUNDS / 2]
}
