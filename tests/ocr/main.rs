//! `cargo xtask bench ocr`: screenshots of pages are drawn, recognised and read, and what was
//! read is held against what is true of each page.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench prints its figures, and one that cannot run must stop"
)]

mod canvas;
mod draw;
mod pages;
mod score;

use std::fmt;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, RgbaImage};
use ocr::{Cancel, Reading, Tesseract};

use draw::Theme;
use pages::PageCase;
use score::{HEAD, Score, Scores, compare};

/// How a page is taken as a picture.
#[derive(Debug, Clone, Copy)]
struct Taken {
    scale: u8,
    theme: Theme,
    jpeg: bool,
}

impl fmt::Display for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let theme = if self.theme == Theme::Dark { "dark" } else { "light" };
        write!(f, "{}x {theme} {}", self.scale, if self.jpeg { "jpeg" } else { "png" })
    }
}

#[derive(Debug, Default)]
struct Options {
    /// Every page in every size, theme and format instead of one theme and format a size.
    all: bool,
    /// Only pages whose name contains this.
    only: Option<String>,
    /// Where pictures and what was recognised are written.
    keep: Option<PathBuf>,
    /// Where they were written before: nothing is recognised, to tune the reader alone.
    kept: Option<PathBuf>,
    /// Only every n-th page.
    every: usize,
    /// Say what is not right on the pages tuned on.
    tell: bool,
    /// The same of the held pages, which are no blind sample afterwards.
    tell_held: bool,
}

fn main() -> ExitCode {
    let options = options();
    let tesseract = Tesseract::find().unwrap_or_else(|reason| {
        panic!("{reason}: on Debian, apt-get install tesseract-ocr tesseract-ocr-chi-sim")
    });
    println!("tesseract {}", tesseract.version());
    let fonts = draw::fonts();
    let mut scores = Scores::new();
    let mut told = Vec::new();
    for (index, page) in pages::all().iter().enumerate() {
        if index % options.every.max(1) != 0
            || options.only.as_ref().is_some_and(|only| !page.name.contains(only))
        {
            continue;
        }
        let told_before = told.len();
        let copied =
            serde_json::to_value(check::page::read(&draw::as_copied(&page.lines)).answers());
        let copied = compare(&copied.unwrap(), &page.expected, |key, got, truth| {
            told.push(format!("as text {}: {key} is {got}, the page says {truth}", page.name));
        });
        scores.entry("as text".to_owned()).or_default().add(&copied.took(Duration::ZERO));
        for taken in takes(index, options.all) {
            let bytes = take(page, taken, &fonts);
            let started = Instant::now();
            let reading = match &options.kept {
                Some(folder) => kept(folder, &name(page, taken)),
                None => tesseract.read(&bytes, &Cancel::default(), &|_| {}).unwrap(),
            };
            let time = started.elapsed();
            let facts = check::page::read_recognised(&reading.text);
            let answers = serde_json::to_value(facts.answers()).unwrap();
            let mut unseen = 0;
            let score = compare(&answers, &page.expected, |key, got, truth| {
                let silent = !got.is_null() && !crop_shown(&reading, &facts, key);
                unseen += u32::from(silent);
                let told_by = if silent { "unseen " } else { "" };
                told.push(format!(
                    "{told_by}{taken} {}: {key} is {got}, the page says {truth}",
                    page.name
                ));
            });
            let mut score = score.took(time);
            score.unseen = unseen;
            let theme = if taken.theme == Theme::Dark { "dark" } else { "light" };
            let format = if taken.jpeg { "JPEG 70" } else { "PNG" };
            let held = if page.held { "pages held" } else { "pages tuned on" };
            for name in [&format!("{}x", taken.scale), theme, format, held, "~ all"] {
                scores.entry(name.to_owned()).or_default().add(&score);
            }
            keep(&options, &name(page, taken), taken, &bytes, &reading);
        }
        if page.held && !options.tell_held {
            told.truncate(told_before);
        }
    }
    if options.tell || options.tell_held {
        println!("{}", told.join("\n"));
    }
    report(&scores)
}

/// Whether the window shows the picture beside the value of this key.
fn crop_shown(reading: &Reading, facts: &check::page::Page, key: &str) -> bool {
    let of_field =
        |fact: &&check::page::Fact| serde_json::to_value(fact.field).is_ok_and(|name| name == key);
    let spans = facts.facts.iter().filter(of_field).flat_map(|fact| &fact.spans);
    spans.into_iter().any(|span| reading.needs_crop(span.start..span.end))
}

/// Prints the table; a bar that is missed fails the bench.
fn report(scores: &Scores) -> ExitCode {
    println!("fields of the pages as text, and of their pictures\n{HEAD}");
    for (name, score) in scores {
        println!("{}", score.line(name.trim_start_matches("~ ")));
    }
    let all = scores.get("~ all").copied().unwrap_or_default();
    let largest = scores.get("3x").map(Score::slowest).unwrap_or_default().as_secs_f64();
    println!(
        "of all 23 fields of each page, unstated ones included: {:.2} % right, {:.2} % wrong",
        all.right_of_all(),
        all.wrong_of_all()
    );
    let (right, unseen) = (all.right_share(), all.unseen_share());
    let bars = [
        ("at least 60 pictures", format!("{:8}", all.pictures), all.pictures >= 60),
        ("at least 93 % of the stated fields right", format!("{right:6.2} %"), right >= 93.0),
        ("at most 1 % wrong without the crop beside", format!("{unseen:6.2} %"), unseen <= 1.0),
        ("1080x2400 in at most 4 s, the slowest", format!("{largest:6.2} s"), largest <= 4.0),
    ];
    println!("\nbar                                         figure");
    for (bar, figure, held) in &bars {
        println!("{bar:42} {figure}   {}", if *held { "holds" } else { "MISSED" });
    }
    if bars.iter().all(|(_, _, held)| *held) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Each size, with a theme and a format that turn with the pages; or all there are.
fn takes(index: usize, all: bool) -> Vec<Taken> {
    let mut takes = Vec::new();
    for scale in [1, 2, 3] {
        for (at, theme) in [Theme::Light, Theme::Dark].into_iter().enumerate() {
            for jpeg in [false, true] {
                let turn = (index + usize::from(scale)) % 4;
                if all || turn == at * 2 + usize::from(jpeg) {
                    takes.push(Taken { scale, theme, jpeg });
                }
            }
        }
    }
    takes
}

fn take(
    page: &PageCase,
    taken: Taken,
    fonts: &std::sync::Arc<resvg::usvg::fontdb::Database>,
) -> Vec<u8> {
    let pixmap = draw::draw(&page.lines, taken.theme, f32::from(taken.scale), fonts);
    let (width, height) = (pixmap.width(), pixmap.height());
    // The page's ground is opaque, so nothing is to be divided by its alpha.
    let picture = RgbaImage::from_raw(width, height, pixmap.take()).unwrap();
    let picture = DynamicImage::ImageRgba8(picture).to_rgb8();
    let mut out = Cursor::new(Vec::new());
    if taken.jpeg {
        JpegEncoder::new_with_quality(&mut out, 70).encode_image(&picture).unwrap();
    } else {
        picture.write_to(&mut out, ImageFormat::Png).unwrap();
    }
    out.into_inner()
}

fn name(page: &PageCase, taken: Taken) -> String {
    format!("{} {taken}", page.name).replace(['/', ' '], "_")
}

fn keep(options: &Options, name: &str, taken: Taken, picture: &[u8], reading: &Reading) {
    let Some(folder) = &options.keep else { return };
    std::fs::create_dir_all(folder).unwrap();
    let ending = if taken.jpeg { "jpg" } else { "png" };
    std::fs::write(folder.join(format!("{name}.{ending}")), picture).unwrap();
    std::fs::write(folder.join(format!("{name}.txt")), &reading.text).unwrap();
    let words = serde_json::to_string(reading).unwrap();
    std::fs::write(folder.join(format!("{name}.json")), words).unwrap();
}

fn kept(folder: &Path, name: &str) -> Reading {
    let words = std::fs::read_to_string(folder.join(format!("{name}.json")))
        .unwrap_or_else(|error| panic!("{name} was not kept: {error}"));
    serde_json::from_str(&words).unwrap()
}

fn options() -> Options {
    let mut options = Options::default();
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--all" => options.all = true,
            "--tell" => options.tell = true,
            "--tell-held" => options.tell_held = true,
            "--every" => options.every = words.next().and_then(|n| n.parse().ok()).unwrap_or(1),
            "--only" => options.only = words.next(),
            "--keep" => options.keep = words.next().map(PathBuf::from),
            "--kept" => options.kept = words.next().map(PathBuf::from),
            other => panic!(
                "bench ocr takes --all, --every N, --tell, --tell-held, --only PAGE, \
                 --keep FOLDER and --kept FOLDER, not {other}"
            ),
        }
    }
    options
}
