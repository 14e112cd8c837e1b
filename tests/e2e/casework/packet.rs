//! The evidence of a case goes out as a packet: whole, or not at all.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use app::{Acquired, EvidenceKind, Problem, Work};
use packet::Report;
use tests::harness::{Display, Home, Key, Launch, Page, wait_for};

use super::moves::to;
use crate::record::{now, paid_order, with};
use crate::steps::{all, is_toasted};
use crate::upkeep::{choose, into_view, save};

/// Has the packet of the case written into a folder of its own, and looks at what lies there as
/// whoever gets it does. `says` is what its cover must say, such as the order's number.
pub(super) fn pack(page: &Page, display: &Display, home: &Home, says: &[&str], pictures: &str) {
    let place = home.folder().join("out");
    fs::create_dir(&place).expect("a folder");
    let target = place.join("case.zip");
    ask(page);
    page.keep_picture(&format!("{pictures}-packet"));
    save(page, display, "packet-write", &target);
    let done = page.test_id("packet-done");
    let said = page.says(&done);
    assert!(said.contains("打包好了，已经读回来核验过"), "{said}");
    assert_eq!(page.says(&page.test_id("packet-name")), "case.zip");
    page.keep_picture(&format!("{pictures}-packed"));

    assert_eq!(names_in(&place), ["case.zip"], "and nothing beside it");
    let report = is_whole(&target);
    let fingerprint = page.says(&page.test_id("packet-fingerprint"));
    assert_eq!(report.fingerprint.as_deref(), Some(fingerprint.as_str()));
    let sha256 = report.sha256.expect("its hash");
    assert!(said.contains(sha256.as_str()), "{said}");
    let tested = run(Command::new("unzip").arg("-tq").arg(&target));
    assert_ne!(tested.map(|(good, _)| good), Some(false), "unzip -t");
    if let Some(cover) = cover(home.folder(), &target) {
        for words in says {
            assert!(cover.contains(words), "no {words} on the cover: {cover}");
        }
    }
    page.click(&page.named("button", "关闭"));
    wait_for("the dialog to go", || all(page, "packet-done").is_empty().then_some(()));
}

/// Opens the dialog and waits for what the packet would hold.
fn ask(page: &Page) {
    page.click(&page.test_id("make-packet"));
    page.find("[data-testid='packet-dialog'][open] [data-testid='packet-total']");
}

fn is_whole(zip: &Path) -> Report {
    let mut watch = |_| std::ops::ControlFlow::Continue(());
    let report = packet::verify(zip, &mut watch).expect("a packet that can be read");
    assert_eq!(report.faults, []);
    report
}

/// The words of the packet's cover; nothing where the programs for it are not there.
fn cover(folder: &Path, zip: &Path) -> Option<String> {
    let mut unpack = Command::new("unzip");
    let (good, pdf) = run(unpack.arg("-p").arg(zip).arg("*/00_*.pdf"))?;
    assert!(good && pdf.starts_with(b"%PDF"), "its cover");
    let file = folder.join("cover.pdf");
    fs::write(&file, pdf).expect("a file");
    let (good, text) = run(Command::new("pdftotext").arg("-layout").arg(&file).arg("-"))?;
    assert!(good, "a cover that can be read");
    Some(String::from_utf8_lossy(&text).into_owned())
}

/// Whether a program of others ends well, and what it writes; nothing where it is not installed.
fn run(command: &mut Command) -> Option<(bool, Vec<u8>)> {
    let done = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    Some((done.status.success(), done.stdout))
}

fn names_in(folder: &Path) -> Vec<String> {
    let there = fs::read_dir(folder).expect("the folder");
    there.map(|each| each.expect("a name").file_name().to_string_lossy().into_owned()).collect()
}

/// Pieces that take long enough to be stopped on the way: how many, and the bytes of each.
const FILMS: u64 = 3;
const LARGE: usize = 80 << 20;

#[test]
fn a_packet_that_is_stopped_or_has_no_place_leaves_nothing_and_says_so() {
    let (home, display) = (Home::new(), Display::start());
    let order = paid_order(&home);
    let films: Vec<_> = (0..FILMS).map(|nth| film(&home, nth)).collect();
    with(&home, async |library| {
        let problem = Problem::NotDelivered;
        library.set_case_problem(order.clone(), problem, now()).await.expect("a problem");
        let (kind, how) = (EvidenceKind::PhotoVideo, Acquired::Dialog);
        let (order, films) = (order.clone(), films.clone());
        let taken = library.attach_files(order, films, kind, how, now(), Work::default()).await;
        for each in taken.expect("the order") {
            each.expect("it was reached").expect("it is taken");
        }
    });
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("nav-cases"));
    page.click(&page.test_id("case-line"));
    to(page, "evidence");
    ask(page);

    // Stopped while it is written: what was there before stays as it was.
    let place = home.folder().join("out");
    fs::create_dir(&place).expect("a folder");
    page.click(&page.test_id("packet-write"));
    choose(&display, &place.join("case"), false);
    let stop = page.test_id("stop-work");
    is_being_written(page);
    page.run("arguments[0].focus()", &[stop.wire()]).expect("the way to stop it");
    page.press(&[Key::Enter]);
    is_toasted(page, "停下了，没有改动任何东西");
    is_free(page);
    page.keep_picture("case-packet-1-stopped");
    assert_eq!(names_in(&place), Vec::<String>::new(), "not even half of it");

    // A place that takes no files, even from whoever may do everything.
    let target = Path::new("/proc/case.zip");
    save(page, &display, "packet-write", target);
    is_toasted(page, "读不了或写不了这个文件");
    is_free(page);
    page.keep_picture("case-packet-2-no-place");
    assert!(!target.exists());

    // And then it goes, from the same dialog.
    let target = place.join("case.zip");
    save(page, &display, "packet-write", &target);
    page.test_id("packet-done");
    into_view(page, "packet-done");
    page.keep_picture("case-packet-3-done");
    is_whole(&target);
    assert_eq!(names_in(&place), ["case.zip"]);

    // The window is closed while another is written.
    page.click(&page.named("button", "关闭"));
    ask(page);
    page.click(&page.test_id("packet-write"));
    choose(&display, &place.join("more"), false);
    is_being_written(page);
    display.ask_to_close();
    wait_for("the window to go", || (display.windows() == 0).then_some(()));
    app.close();
    assert_eq!(names_in(&place), ["case.zip"], "half a packet is none");
    with(&home, async |library| {
        let utc = jiff::tz::TimeZone::UTC;
        let case = library.case(order.clone(), now(), utc).await.expect("the case");
        assert_eq!(case.packets.len(), 1, "what was not made is not recorded");
    });
}

fn is_being_written(page: &Page) {
    wait_for("some of it to be written", || {
        let far = page.find_all("[data-testid='work'] progress").pop()?;
        page.attribute(&far, "value")?.parse::<u32>().ok().filter(|done| *done > 0)
    });
}

/// Waits until the dialog can be used again: all that was chosen in it still stands.
fn is_free(page: &Page) {
    wait_for("the dialog to be free again", || {
        let button = page.find_all("[data-testid='packet-dialog'] [data-testid='packet-write']");
        page.attribute(button.first()?, "disabled").is_none().then_some(())
    });
    assert!(all(page, "work").is_empty(), "nothing is on its way");
}

/// A recording that cannot be made any smaller.
fn film(home: &Home, nth: u64) -> PathBuf {
    let mut bytes = vec![0; LARGE];
    fastrand::Rng::with_seed(nth).fill(&mut bytes);
    let path = home.folder().join(format!("{nth}.mp4"));
    fs::write(&path, bytes).expect("a film");
    path
}
