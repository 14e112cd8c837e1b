//! What a thousand screenshots dropped at once cost the window; asked for by
//! `cargo xtask measure`, no test, since the figures belong to one machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tests::harness::{Display, Home, keysym, striped};

use crate::glance::on_screen;
use crate::record;

const FILES: usize = 1_000;
/// Bytes.
const SIZE: usize = 1_500_000;
/// Milliseconds.
const FRAME: u128 = 100;
/// The evidence of an order on a window of 1200 by 800 in the corner of the screen.
const PAGE: ((i16, i16), (u16, u16)) = ((200, 300), (500, 400));

#[test]
#[ignore = "measures; run by `cargo xtask measure`"]
fn a_thousand_screenshots() {
    let (home, display) = (Home::new(), Display::start());
    let order = record::paid_order(&home);
    record::with(&home, async |library| {
        for number in 0..12 {
            let picture = striped(600, 900, number);
            record::attach(library, &order, &format!("{number}.png"), picture).await;
        }
    });
    let files = files(&home.folder().join("shots"));
    let app = on_screen(&home, &display).alone();
    display.time_to_window(Duration::from_secs(30)).expect("a window");
    display.resize(1200, 800);
    display.focus_front();
    std::thread::sleep(Duration::from_secs(3));
    display.strike(&[keysym::CONTROL, u32::from('k')]);
    std::thread::sleep(Duration::from_millis(800));
    display.type_text("ydhf");
    std::thread::sleep(Duration::from_millis(800));
    display.strike(&[keysym::RETURN]);
    std::thread::sleep(Duration::from_secs(4));
    display.keep_picture("drop-before");
    let page = display.glimpse(PAGE.0, PAGE.1);
    page.rest();
    let mut missed = Vec::new();
    missed.extend(told(
        "at rest",
        page.frames_of_rocking(|elapsed| elapsed < Duration::from_secs(5)),
        None,
    ));

    let paths: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    let began = Instant::now();
    display.drop_files(&paths);
    let vault = home.data().join("vault");
    let (mut kept, mut looked) = (0, Instant::now());
    let frames = page.frames_of_rocking(|elapsed| {
        if looked.elapsed() > Duration::from_millis(500) {
            looked = Instant::now();
            kept = count(&vault);
        }
        kept < FILES && elapsed < Duration::from_mins(2)
    });
    println!("{kept} files in the vault {} ms after the drop", began.elapsed().as_millis());
    missed.extend(told("while they are taken in", frames, Some(FRAME)));
    let after = page.frames_of_rocking(|elapsed| elapsed < Duration::from_secs(10));
    missed.extend(told("while their thumbnails follow", after, Some(FRAME)));
    display.keep_picture("drop-after");
    drop(app);
    assert!(kept >= FILES, "all of them were taken in");
    assert!(missed.is_empty(), "bars that were missed: {missed:?}");
}

/// Prints what was measured; what missed its bar comes back.
fn told(when: &str, mut frames: Vec<Duration>, bar: Option<u128>) -> Option<String> {
    frames.sort_unstable();
    let count = frames.len();
    assert!(count > 20, "the page was moved, in {count} frames");
    let at = |share: usize| frames[(count - 1) * share / 1000].as_millis();
    print!(
        "{when}: {count} frames, median {} ms, 99 of 100 within {} ms, longest {} ms",
        at(500),
        at(990),
        at(1000)
    );
    let Some(bar) = bar else {
        println!();
        return None;
    };
    let held = at(1000) <= bar;
    println!(", bar {bar} ms: {}", if held { "holds" } else { "MISSED" });
    (!held).then(|| when.to_owned())
}

fn count(folder: &Path) -> usize {
    let shelves = fs::read_dir(folder).into_iter().flatten().flatten();
    shelves.map(|shelf| fs::read_dir(shelf.path()).map_or(0, Iterator::count)).sum()
}

/// Pictures that can be decoded, as large as screenshots are, each another one by what stands
/// behind its end.
fn files(folder: &Path) -> Vec<PathBuf> {
    fs::create_dir_all(folder).expect("a folder");
    let picture = striped(1080, 2400, 5);
    let mut rest = vec![0; SIZE.saturating_sub(picture.len())];
    (0..FILES)
        .map(|number| {
            fastrand::Rng::with_seed(number as u64).fill(&mut rest);
            let path = folder.join(format!("{number:04}.png"));
            fs::write(&path, [&picture[..], &rest].concat()).expect("a file");
            path
        })
        .collect()
}
