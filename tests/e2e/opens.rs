//! From the start of the program to a window that can be used, and again.

use tests::harness::{Display, Home, Launch, descendants, program, script, wait_for};

#[test]
fn the_window_opens_on_a_page_that_works() {
    let (home, display) = (Home::new(), Display::start());
    let app = Launch::new(&home, &display).driven();
    app.page.test_id("category-phone_credit");
    wait_for("the window", || display.shows_a_window().then_some(()));
    assert!(home.data().is_dir(), "the record is where HEDAN_DATA_DIR says");
    app.page.keep_picture("start");
    app.close();
}

#[test]
fn a_second_start_ends_and_leaves_the_first_window() {
    let (home, display) = (Home::new(), Display::start());
    let mut first = Launch::new(&home, &display).alone();
    wait_for("the window", || display.shows_a_window().then_some(()));
    let mut second = Launch::new(&home, &display).alone();
    wait_for("the second start to end", || (!second.is_running()).then_some(()));
    assert!(first.is_running(), "the first goes on");
    let shells = descendants(first.pid());
    assert!(!shells.is_empty(), "with its web view");
}

#[test]
fn a_copy_with_a_folder_of_its_own_opens_beside_the_first() {
    let (home, display) = (Home::new(), Display::start());
    let mut first = Launch::new(&home, &display).alone();
    wait_for("the first record", || home.data().join("hedan.db").exists().then_some(()));
    let portable = home.folder().join("portable");
    let line = format!("HEDAN_DATA_DIR='{}' exec {}", portable.display(), program().display());
    let mut launch = Launch::new(&home, &display);
    launch.program = script(&home.folder().join("start"), &line);
    let mut second = launch.alone();
    wait_for("the second record", || portable.join("hedan.db").exists().then_some(()));
    assert!(first.is_running() && second.is_running(), "neither gives way to the other");
}
