//! The small window: called by keys from anywhere, it tells what was copied and gives it to the
//! purchase in progress. Only the main window is driven; the small one is worked as by a person.

use tests::harness::{Copied, Display, Home, Launch, keysym, program, script, wait_for};

use crate::steps::put;

const TEXT: [&str; 2] = ["UTF8_STRING", "text/plain;charset=utf-8"];

#[test]
fn what_was_copied_goes_into_the_purchase_by_two_presses() {
    let (home, display) = (Home::new(), Display::start());
    let app = on_screen(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("category-phone_credit"));
    page.click(&page.test_id("face-10000"));
    put(page, "recipient", "");
    wait_for("the draft to be kept", || home.data().join("hedan.db").exists().then_some(()));
    // The draft is saved a moment after the typing rests.
    std::thread::sleep(std::time::Duration::from_secs(2));

    let copied = Copied::new(&display, &TEXT, "139 0013 9000".as_bytes());
    call(&display);
    wait_for("the small window", || (display.windows() == 2).then_some(()));
    painted();
    display.keep_picture("glance-1-number");
    strike_away(&display, keysym::RETURN);
    wait_for("the number to be filled in", || {
        (page.says(&page.test_id("recipient")) == "139 0013 9000").then_some(())
    });
    drop(copied);

    // A second call shows the same window with what is copied now, and what would take the
    // place of another number is not taken by a single press.
    let other = Copied::new(&display, &TEXT, b"13900139008");
    call(&display);
    wait_for("the small window with the other", || (display.windows() == 2).then_some(()));
    painted();
    display.keep_picture("glance-2-differs");
    strike_away(&display, keysym::RETURN);
    assert_eq!(page.says(&page.test_id("recipient")), "139 0013 9000", "it stays");
    drop(other);

    let listing = "全国移动话费充值 200元\n实付款：¥199.80\n充值号码：13900139000";
    let _copied = Copied::new(&display, &TEXT, listing.as_bytes());
    call(&display);
    wait_for("the small window again", || (display.windows() == 2).then_some(()));
    painted();
    display.keep_picture("glance-3-page");
    strike_away(&display, keysym::ESCAPE);
    // Closing the main window ends the app although the small one is only hidden.
    app.close();
}

/// A driven app keeps one session for all its windows; this is how a person's app runs.
#[test]
fn the_small_window_comes_where_nobody_drives() {
    let (home, display) = (Home::new(), Display::start());
    let _app = on_screen(&home, &display).alone();
    wait_for("the window", || (display.windows() == 1).then_some(()));
    // The keys are taken with the start, which ends a moment after the window is there.
    std::thread::sleep(std::time::Duration::from_secs(1));
    let _copied = Copied::new(&display, &TEXT, b"13900139000");
    for _ in 0..2 {
        call(&display);
        wait_for("the small window", || (display.windows() == 2).then_some(()));
        painted();
        strike_away(&display, keysym::ESCAPE);
    }
}

/// The app painted onto the screen itself, where pictures of what is not driven are taken.
pub(crate) fn on_screen<'a>(home: &'a Home, display: &'a Display) -> Launch<'a> {
    let line = format!("WEBKIT_DISABLE_DMABUF_RENDERER=1 exec {} \"$@\"", program().display());
    let mut launch = Launch::new(home, display);
    launch.program = script(&home.folder().join("start"), &line);
    launch
}

/// Presses a key until the small window goes: the first may come before its page has the
/// keyboard.
pub(crate) fn strike_away(display: &Display, key: u32) {
    wait_for("the small window to go", || {
        display.focus_front();
        display.strike(&[key]);
        (0..50).find_map(|_| {
            std::thread::sleep(std::time::Duration::from_millis(30));
            (display.windows() == 1).then_some(())
        })
    });
}

/// The screen gets what a page paints a moment after the window is on it.
fn painted() {
    std::thread::sleep(std::time::Duration::from_millis(500));
}

pub(crate) fn call(display: &Display) {
    display.strike(&[keysym::CONTROL, keysym::ALT, u32::from('k')]);
}
