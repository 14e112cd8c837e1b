//! From the start of the program to a window that can be used, and again.

use tests::harness::{Display, Home, Launch, descendants, wait_for};

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
