//! How fast pages are read: `cargo run -p check --release --example read_speed`.
//!
//! Prints the median of a 2 KB page, and the time per byte of honest and hostile texts of
//! 100 KB and 1 MB, which is the same where the reader is linear.
#![expect(clippy::print_stdout, reason = "the figures are its output")]
#![expect(clippy::disallowed_types, reason = "it measures time")]

use std::time::{Duration, Instant};

use check::page::read;

const PAGE: &str = include_str!("../tests/pages/shops.txt");

fn main() {
    let page = &PAGE[..PAGE.floor_char_boundary(2048)];
    read(page);
    let mut times: Vec<Duration> = (0..2001).map(|_| timed(page)).collect();
    times.sort();
    println!("2 KB page: median {:?}, 99 % below {:?}", times[1000], times[1980]);

    let hostile: [(&str, &str); 14] = [
        ("pages", PAGE),
        ("digits", "1"),
        ("numbers", "1 "),
        ("prices", "\u{A5}1.00 "),
        ("labelled prices", "单价:1元 数量:2\n"),
        ("colons", ":"),
        ("labels", "面值:"),
        ("label lines", "面值\n"),
        ("tables", "商品 单价 数量\na 1 2\n"),
        ("tags", "<a<div<"),
        ("places", "广东移动"),
        ("negations", "不支持"),
        ("marks", "\u{2611} 100元\n\u{2610} 50元\n"),
        ("phones", "13800008000 "),
    ];
    for (name, seed) in hostile {
        let [small, large] = [100_000, 1_000_000].map(|size| {
            let text: String = seed
                .chars()
                .cycle()
                .take(size / seed.len().max(1) * seed.chars().count())
                .collect();
            let best = (0..3).map(|_| timed(&text)).min().unwrap_or_default();
            best.as_nanos() / (text.len().max(1) as u128)
        });
        println!("{name:16} 100 KB {small:5} ns/byte   1 MB {large:5} ns/byte");
    }
}

fn timed(text: &str) -> Duration {
    let start = Instant::now();
    std::hint::black_box(read(std::hint::black_box(text)));
    start.elapsed()
}
