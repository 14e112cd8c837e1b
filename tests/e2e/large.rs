//! What 100,000 orders cost in the window beside an empty record; asked for by
//! `cargo xtask measure`, no test, since the figures belong to one machine.

use std::fs;
use std::path::Path;
use std::time::Duration;

use tests::harness::{Display, Home, Own, descendants, keysym, wait_for};

use crate::figures::kibibytes;
use crate::glance::on_screen;
use crate::record;

const ORDERS: u32 = 100_000;
const OPENINGS: usize = 5;
/// Milliseconds and mebibytes.
const LATER: i64 = 100;
const TO_RESULT: u128 = 80;
const FRAME: u128 = 50;
const MEMORY: i64 = 60;
/// The list on a window of 1200 by 800 in the corner of the screen.
const LIST: ((i16, i16), (u16, u16)) = ((200, 200), (940, 480));

#[test]
#[ignore = "measures; run by `cargo xtask measure`"]
fn large() {
    let display = Display::start();
    let (empty, full) = (Home::new(), Home::new());
    // Made in a moment by a program that is optimised, as `cargo xtask measure` has it made.
    match std::env::var_os("HEDAN_LARGE") {
        Some(folder) => {
            fs::create_dir_all(full.data()).expect("a folder");
            let made = Path::new(&folder).join("hedan.db");
            fs::copy(made, full.data().join("hedan.db")).expect("a record");
        }
        None => record::many(&full, ORDERS),
    }
    // The first start makes today's backup.
    for home in [&empty, &full] {
        let app = on_screen(home, &display).alone();
        display.time_to_window(Duration::from_secs(30)).expect("a window");
        std::thread::sleep(Duration::from_secs(4));
        end(&display, app);
    }
    let (mut nothing, mut much) = (Vec::new(), Vec::new());
    for _ in 0..OPENINGS {
        for (home, times) in [(&empty, &mut nothing), (&full, &mut much)] {
            let app = on_screen(home, &display).alone();
            times.push(display.time_to_window(Duration::from_secs(30)).expect("a window"));
            end(&display, app);
        }
    }
    let (nothing, much) = (median(&mut nothing), median(&mut much));
    let later = much - nothing;
    println!("opening: empty {nothing} ms, {ORDERS} orders {much} ms");
    let mut missed = Vec::new();
    missed.extend(told("later", later, "ms", LATER));

    let little = walk(&empty, &display, None);
    let large = walk(&full, &display, Some(&mut missed));
    let line = |what: &str, little: Memory, large: Memory| {
        println!("memory {what}, in MiB: empty {little:?}, {ORDERS} orders {large:?}");
    };
    line("with the list open", little.0, large.0);
    line("after looking for something and scrolling", little.1, large.1);
    let more = large.0.shell + large.0.view - little.0.shell - little.0.view;
    missed.extend(told("more memory", more, "MiB", MEMORY));
    assert!(missed.is_empty(), "bars that were missed: {missed:?}");
}

/// What is taken by the app's own program and by its web view, shared pages by their share.
#[derive(Debug, Clone, Copy)]
struct Memory {
    shell: i64,
    view: i64,
}

impl Memory {
    /// After a rest in which garbage may be collected.
    fn of(app: &Own) -> Self {
        std::thread::sleep(Duration::from_secs(6));
        let share = |id| i64::try_from(kibibytes(id, "Pss:") / 1024).unwrap_or_default();
        let view = descendants(app.pid()).into_iter().map(|(id, _)| share(id)).sum();
        Self { shell: share(app.pid()), view }
    }
}

/// Opens the list and, where what is `missed` is asked for, looks for something in it and
/// scrolls; the memory before and after.
fn walk(home: &Home, display: &Display, missed: Option<&mut Vec<String>>) -> (Memory, Memory) {
    let app = on_screen(home, display).alone();
    display.time_to_window(Duration::from_secs(30)).expect("a window");
    display.resize(1200, 800);
    display.focus_front();
    std::thread::sleep(Duration::from_secs(3));
    display.strike(&[keysym::CONTROL, u32::from('k')]);
    std::thread::sleep(Duration::from_millis(800));
    display.type_text("dingdan");
    std::thread::sleep(Duration::from_millis(800));
    display.strike(&[keysym::RETURN]);
    std::thread::sleep(Duration::from_secs(2));
    let before = Memory::of(&app);
    if let Some(missed) = missed {
        display.keep_picture("large-list");
        missed.extend(scroll(display));
        missed.extend(search(display));
    }
    let after = Memory::of(&app);
    end(display, app);
    (before, after)
}

fn scroll(display: &Display) -> Option<String> {
    let list = display.glimpse(LIST.0, LIST.1);
    list.rest();
    let mut frames = list.frames_of_wheel(Duration::from_secs(6));
    list.rest();
    display.keep_picture("large-scrolled");
    frames.sort_unstable();
    let count = frames.len();
    assert!(count > 60, "the list was scrolled, in {count} frames");
    let at = |share: usize| frames[(count - 1) * share / 100].as_millis();
    println!("scrolling: {count} frames, median {} ms, 99 of 100 within {} ms", at(50), at(99));
    told("longest frame", at(100), "ms", FRAME)
}

/// From a key of the search to the list that it finds.
fn search(display: &Display) -> Option<String> {
    let list = display.glimpse(LIST.0, LIST.1);
    display.strike(&[keysym::CONTROL, u32::from('f')]);
    let mut times = Vec::new();
    // The first letter also makes room for what is searched for, over the list.
    display.type_text("1");
    for key in ['7', '3', '5', '8'] {
        let before = list.rest();
        display.type_text(&key.to_string());
        let time = list.time_to_change(&before, Duration::from_secs(5));
        times.extend(time.map(|time| time.as_millis()));
    }
    display.keep_picture("large-found");
    assert!(times.len() >= 3, "the list follows what is typed: {times:?}");
    times.sort_unstable();
    println!("key to painted result, each of the keys: {times:?} ms");
    told("median", times[times.len() / 2], "ms", TO_RESULT)
}

fn median(times: &mut [Duration]) -> i64 {
    times.sort_unstable();
    i64::try_from(times[times.len() / 2].as_millis()).unwrap_or(i64::MAX)
}

/// Prints what was measured beside its bar; what missed it comes back.
fn told<T: Copy + PartialOrd + std::fmt::Display>(
    what: &str,
    found: T,
    unit: &str,
    bar: T,
) -> Option<String> {
    let held = found <= bar;
    let said = if held { "holds" } else { "MISSED" };
    println!("  {what}: {found} {unit}, bar {bar} {unit}: {said}");
    (!held).then(|| what.to_owned())
}

fn end(display: &Display, app: Own) {
    drop(app);
    wait_for("the window to close", || (!display.shows_a_window()).then_some(()));
}
