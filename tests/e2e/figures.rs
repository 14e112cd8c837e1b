//! Figures for the record, asked for by `cargo xtask measure`; no test, since they belong to
//! one machine.

use std::fs;
use std::time::{Duration, Instant};

use crate::glance::{on_screen, strike_away};
use tests::harness::{Copied, Display, Home, Launch, descendants, keysym, wait_for};

#[test]
#[ignore = "measures; run by `cargo xtask measure`"]
fn figures() {
    let display = Display::start();
    let mut starts = Vec::new();
    for _ in 0..5 {
        let home = Home::new();
        let app = Launch::new(&home, &display).alone();
        let shown = display.time_to_window(Duration::from_secs(20)).expect("a window");
        starts.push(shown);
        // Memory settles after the first page.
        std::thread::sleep(Duration::from_secs(2));
        let mut processes = vec![(app.pid(), "the shell".to_owned())];
        processes.extend(descendants(app.pid()));
        let memory = |key| processes.iter().map(|(id, _)| kibibytes(*id, key)).sum::<u64>() / 1024;
        println!(
            "start to shown window {} ms; {} processes: PSS {} MiB, RSS {} MiB",
            shown.as_millis(),
            processes.len(),
            memory("Pss:"),
            memory("Rss:")
        );
        drop(app);
        wait_for("the window to close", || (!display.shows_a_window()).then_some(()));
    }
    starts.sort();
    println!("median start to shown window: {} ms", starts[2].as_millis());
    small_window(&display);
}

/// From the keys to the small window on the screen, which its page shows once it has looked.
fn small_window(display: &Display) {
    let home = Home::new();
    let _app = on_screen(&home, display).alone();
    display.time_to_window(Duration::from_secs(20)).expect("a window");
    std::thread::sleep(Duration::from_secs(2));
    let _copied = Copied::new(display, &["UTF8_STRING"], b"139 0013 9000");
    let mut calls = Vec::new();
    for _ in 0..8 {
        let called = Instant::now();
        display.strike(&[keysym::CONTROL, keysym::ALT, u32::from('k')]);
        let shown = || (display.windows() == 2).then_some(());
        while shown().is_none() {
            assert!(called.elapsed() < Duration::from_secs(20), "the small window does not come");
            std::thread::sleep(Duration::from_millis(2));
        }
        calls.push(called.elapsed().as_millis());
        std::thread::sleep(Duration::from_millis(300));
        strike_away(display, keysym::ESCAPE);
        std::thread::sleep(Duration::from_millis(300));
    }
    let first = calls.remove(0);
    calls.sort_unstable();
    println!("keys to small window with its verdict: first {first} ms, then {calls:?} ms");
}

pub(crate) fn kibibytes(process: u32, key: &str) -> u64 {
    let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let line = rollup.lines().find(|line| line.starts_with(key)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(0)
}
