//! The page of a purchase as a screenshot: read, marked, and never trusted alone.

use tests::harness::{Copied, Display, Home, Launch, keysym, program, script, wait_for};

use crate::glance::on_screen;
use crate::steps::{has_standing, is_toasted, paste_page, put};

/// An order of phone credit for 13874920563 at 97.80, 720 pixels wide.
pub(crate) const LIGHT: &[u8] =
    include_bytes!("../../src-tauri/crates/ocr/tests/pictures/order_light.png");
/// The same kind of page as a JPEG in dark colours.
pub(crate) const DARK: &[u8] =
    include_bytes!("../../src-tauri/crates/ocr/tests/pictures/order_dark.jpg");

#[test]
fn a_pasted_screenshot_is_compared_with_its_numbers_cut_out() {
    let (home, display) = (Home::new(), Display::start());
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("category-phone_credit"));
    page.click(&page.test_id("face-10000"));
    put(page, "recipient", "13874920563");

    let copied = Copied::new(&display, &["image/png"], LIGHT);
    display.focus_front();
    // What no field takes is the page.
    page.run("document.activeElement.blur()", &[]).expect("a page");
    display.strike(&[keysym::CONTROL, u32::from('v')]);
    has_standing(page, "recipient", "same");
    drop(copied);
    let crops = page.find_all("[data-testid='row-recipient'] [data-testid='crop']");
    assert_eq!(crops.len(), 1, "the number stands beside itself as it was seen");
    let marks = page.find_all("[data-testid='page-picture'] rect[data-field='recipient']");
    assert_eq!(marks.len(), 1, "and is marked on the picture");
    std::thread::sleep(std::time::Duration::from_millis(500));
    page.keep_picture("screenshot-1-compared");

    let file = home.folder().join("另一张.jpg");
    std::fs::write(&file, DARK).expect("the folder can be written");
    display.drop_files(&[&file]);
    wait_for("the second picture to be read", || {
        let shown = page.find_all("[data-testid='page-picture'] svg image");
        (shown.len() == 2).then_some(())
    });
    page.click(&page.test_id("page-shown-text"));
    let text = page.says(&page.test_id("page-text"));
    assert_eq!(text.matches("订单详情").count(), 2, "both texts stand one after the other: {text}");
    page.keep_picture("screenshot-2-two");
    app.close();

    // What was read is kept with the purchase.
    let app = Launch::new(&home, &display).driven();
    app.page.click(&app.page.test_id("nav-check"));
    wait_for("both pictures again", || {
        let shown = app.page.find_all("[data-testid='page-picture'] svg image");
        (shown.len() == 2).then_some(())
    });
    app.close();
}

#[test]
fn without_the_recogniser_the_page_says_how_to_get_it() {
    let (home, display) = (Home::new(), Display::start());
    let mut launch = Launch::new(&home, &display);
    let line = format!("PATH=/nowhere exec {} \"$@\"", program().display());
    launch.program = script(&home.folder().join("start"), &line);
    let app = launch.driven();
    let page = &app.page;
    page.click(&page.test_id("category-phone_credit"));
    let file = home.folder().join("订单.png");
    std::fs::write(&file, LIGHT).expect("the folder can be written");
    display.drop_files(&[&file]);
    let help = page.says(&page.test_id("recogniser-missing"));
    assert!(help.contains("tesseract-ocr-chi-sim"), "the very line to type: {help}");
    page.click(&page.test_id("copy-command"));
    is_toasted(page, "已复制");
    page.keep_picture("screenshot-4-missing");
    // Everything else works.
    paste_page(page, "全国移动话费充值 100元\n实付款：¥99.80\n充值号码：13900139000");
    wait_for("the text in the picture's place", || {
        page.find_all("[data-testid='page-text'] mark").first().map(|_| ())
    });
    app.close();
}

#[test]
fn the_small_window_reads_a_picture_and_gives_it_over() {
    let (home, display) = (Home::new(), Display::start());
    let app = on_screen(&home, &display).driven();
    let page = &app.page;
    page.click(&page.test_id("category-phone_credit"));
    page.click(&page.test_id("face-10000"));
    put(page, "recipient", "13874920563");
    // The draft is saved a moment after the typing rests.
    std::thread::sleep(std::time::Duration::from_secs(2));

    let copied = Copied::new(&display, &["image/png"], LIGHT);
    crate::glance::call(&display);
    wait_for("the small window", || (display.windows() == 2).then_some(()));
    // Nothing tells from outside that it is read, and a busy machine takes its time.
    std::thread::sleep(std::time::Duration::from_secs(10));
    display.keep_picture("screenshot-3-glance");
    crate::glance::strike_away(&display, keysym::RETURN);
    wait_for("the picture in the purchase", || {
        let shown = page.find_all("[data-testid='page-picture'] svg image");
        (shown.len() == 1).then_some(())
    });
    drop(copied);
    has_standing(page, "recipient", "same");
    app.close();
}
