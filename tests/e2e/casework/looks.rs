//! A case in small windows and in both languages.

use app::Problem;
use tests::harness::{Display, Home, Launch, wait_for};

use super::moves::to;
use crate::accessible::Broken;
use crate::record::{now, paid_order, with};
use crate::sizes::{fits, grow, look};
#[test]
fn a_case_fits_and_can_be_read_in_every_look() {
    let (home, display) = (Home::new(), Display::start());
    let order = paid_order(&home);
    with(&home, async |library| {
        library
            .set_case_problem(order.clone(), Problem::NotDelivered, now())
            .await
            .expect("a problem");
    });
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    wait_for("the window", || display.shows_a_window().then_some(()));
    let mut broken = Broken::on(page);
    let looks = [
        (900, 600, "en", "dark"),
        (1440, 900, "en", "dark"),
        (900, 600, "zh-CN", "light"),
        (1280, 800, "zh-CN", "light"),
    ];
    for (width, height, language, theme) in looks {
        grow(page, &display, width, height);
        look(page, language, theme);
        page.click(&page.test_id("nav-cases"));
        let line = page.test_id("case-line");
        let look = format!("{width}-{language}");
        fits(page, "cases", &look);
        broken.look(&format!("all cases, {look}"));
        page.click(&line);
        for tab in ["find", "evidence", "channel", "letter", "time"] {
            to(page, tab);
            fits(page, &format!("case-{tab}"), &look);
            broken.look(&format!("a case, {tab}, {look}"));
        }
    }
    broken.none();
    app.close();
}
