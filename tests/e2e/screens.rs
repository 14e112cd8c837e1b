//! The pictures in the README, from the real app; made by `cargo xtask screens`.

use app::{MoveSource, OrderEvent, OrderState, Settings};
use tests::harness::{Display, Home, Launch, wait_for};

use crate::record::{self, LISTING, RECIPIENT};
use crate::sizes::look;
use crate::steps::{has_standing, has_verdict, natural_size, open_order, paste_page};

#[test]
#[ignore = "draws the README's pictures; run by `cargo xtask screens`"]
fn screens() {
    let (home, display) = (Home::new(), Display::start());
    record::with(&home, async |library| {
        let mut settings: Settings = library.settings().await.expect("settings");
        settings.thresholds.cool_down_seconds = 0;
        library.save_settings(&settings).await.expect("settings");
        let order = record::paid(library).await;
        library
            .record(
                order.clone(),
                OrderEvent::moved(OrderState::Issued, record::now(), MoveSource::Seen),
                record::now(),
            )
            .await
            .expect("a step");
        library
            .record(
                order,
                OrderEvent::moved(OrderState::Delivered, record::now(), MoveSource::Seen),
                record::now(),
            )
            .await
            .expect("a step");
    });
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    look(page, "zh-CN", "light");
    page.click(&page.test_id("new-check"));
    page.click(&page.test_id("category-phone_credit"));
    page.click(&page.test_id("face-10000"));
    page.write(&page.test_id("need-budget"), "100");
    page.write(&page.test_id("recipient"), "137 0013 8000");
    page.write(&page.test_id("recipient-label"), "爸爸");
    paste_page(page, &LISTING.replace(RECIPIENT, "13700138008").replace("移动", "联通"));
    has_verdict(page, "stop");
    page.keep_picture("check-zh-light");
    for (language, theme) in [("zh-CN", "dark"), ("en", "light")] {
        look(page, language, theme);
        page.click(&page.test_id("nav-check"));
        has_verdict(page, "stop");
        page.keep_picture(&format!("check-{}-{theme}", &language[..2]));
    }

    look(page, "zh-CN", "light");
    page.click(&page.test_id("nav-check"));
    let shot = home.folder().join("订单.png");
    std::fs::write(&shot, crate::screenshots::LIGHT).expect("a file");
    display.drop_files(&[&shot]);
    has_standing(page, "recipient", "differs");
    page.run("scrollTo(0, 0)", &[]).expect("a page");
    page.click(&page.find("[data-testid='toasts'] .close"));
    wait_for("the cut-outs", || (page.find_all("[data-testid='crop']").len() > 3).then_some(()));
    page.keep_picture("screenshot-zh-light");
    paste_page(page, &LISTING.replace(RECIPIENT, "13700138000"));
    has_verdict(page, "clear");
    page.write(&page.test_id("second-entry"), "13700138000");
    page.test_id("second-same");
    // The first two are the evidence on the third.
    let payment = page.picture();
    page.click(&page.test_id("to-confirm"));
    page.test_id("pay");
    page.keep_picture("confirm-zh-light");
    let card = page.picture();
    page.press(&[tests::harness::Key::Escape]);

    let files = [("付款成功.png", payment), ("订单详情.png", card)].map(|(name, bytes)| {
        let path = home.folder().join(name);
        std::fs::write(&path, bytes).expect("a file");
        path
    });
    open_order(page);
    for (at, file) in files.iter().enumerate() {
        display.drop_files(&[file]);
        wait_for("the picture", || {
            let shown = page.find_all("[data-testid='evidence-tile'] img");
            let ready = shown.iter().filter(|image| natural_size(page, image).is_some()).count();
            (ready == at + 1).then_some(())
        });
    }
    page.click(&page.find("[data-testid='toasts'] .close"));
    page.keep_picture("order-zh-light");
    app.close();
}
