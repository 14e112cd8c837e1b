//! Files that come from a watched folder, and files that the system's programs show.

use std::fs;
use std::time::Duration;

use tests::harness::{Display, Home, Launch, script, striped, wait_for};

use crate::accessible::Broken;
use crate::record::{self, paid_order};
use crate::steps::{all, is_toasted, open_order};

#[test]
fn a_new_screenshot_is_offered_and_taken_only_when_asked() {
    let (home, display) = (Home::new(), Display::start());
    let order = paid_order(&home);
    let folder = home.folder().join("截图");
    fs::create_dir(&folder).expect("a folder");
    fs::write(folder.join("旧的.png"), striped(300, 300, 5)).expect("a picture");
    let watched = folder.clone();
    record::with(&home, async |library| {
        library.set_watched_folder(Some(watched.clone())).await.expect("a setting");
    });
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    open_order(page);
    // What stands there is seen first.
    std::thread::sleep(Duration::from_millis(2500));
    fs::write(folder.join("新的 1.png"), striped(300, 500, 25)).expect("a picture");
    fs::write(folder.join("新的 2.png"), striped(300, 500, 65)).expect("a picture");
    let strip = page.test_id("offers");
    wait_for("both to be offered", || {
        let told = page.says(&strip);
        (told.contains("新截图") && told.contains("还有 1 张")).then_some(())
    });
    assert!(all(page, "evidence-tile").is_empty(), "nothing is taken by itself");
    let mut broken = Broken::on(page);
    broken.look("an offer");
    page.keep_picture("files-1-offered");
    page.click(&page.test_id("offer-take"));
    page.test_id("offer-put");
    page.keep_picture("files-2-where");
    broken.look("where to put it");
    page.click(&page.test_id("offer-put"));
    is_toasted(page, "已放入订单页");
    wait_for("the piece", || (all(page, "evidence-tile").len() == 1).then_some(()));
    page.click(&page.test_id("offer-pass"));
    wait_for("the strip to go", || all(page, "offers").is_empty().then_some(()));

    // A folder that goes says so and takes nothing along.
    let aside = home.folder().join("别处");
    fs::rename(&folder, &aside).expect("a folder");
    page.click(&page.test_id("nav-settings"));
    let section = page.test_id("watched-folder");
    assert!(page.says(&section).contains("截图"));
    page.wait_for_words("这个文件夹现在打不开");
    broken.look("settings with a folder that is gone");
    fs::rename(&aside, &folder).expect("a folder");
    page.click(&page.test_id("watch-stop"));
    page.wait_for_words("没有盯着哪个文件夹");
    broken.none();
    app.close();
    assert_eq!(fs::read_dir(&folder).expect("the folder").count(), 3, "its files stay");
    record::with(&home, async |library| {
        let kept = library.order(order, record::now()).await.expect("the order").record.evidence;
        assert_eq!(kept[0].acquired, app::Acquired::Watched);
        assert_eq!(library.watched_folder().await.expect("a setting"), None);
    });
}

#[test]
fn a_file_without_a_preview_is_opened_as_a_copy() {
    let (home, display) = (Home::new(), Display::start());
    let order = paid_order(&home);
    record::with(&home, async |library| {
        record::attach(library, &order, "电子回单.pdf", b"%PDF-1.7 receipt".to_vec()).await;
        record::attach(library, &order, "setup.exe", b"MZ\x90\0\x03\0\xFF".to_vec()).await;
    });
    let told = home.folder().join("opened.txt");
    script(&home.folder().join("xdg-open"), &format!("echo \"$1\" > '{}'", told.display()));
    let mut launch = Launch::new(&home, &display);
    let path = home.folder().display().to_string();
    let line = format!("PATH='{path}':\"$PATH\" exec {} \"$@\"", launch.program.display());
    launch.program = script(&home.folder().join("with-opener"), &line);
    let app = launch.driven();
    let page = &app.page;
    open_order(page);
    page.click(&page.find("[data-testid='evidence-tile'] button.open[aria-label*='回单']"));
    page.test_id("open-file");
    page.keep_picture("files-3-no-preview");
    page.click(&page.test_id("open-file"));
    let opened = wait_for("the system's program", || {
        let line = fs::read_to_string(&told).ok()?;
        line.trim().strip_suffix(".pdf").map(|stem| format!("{stem}.pdf"))
    });
    assert!(!opened.contains("/vault/"), "not the record's own file: {opened}");
    assert_eq!(fs::read(&opened).expect("the copy"), b"%PDF-1.7 receipt");
    assert!(fs::metadata(&opened).expect("the copy").permissions().readonly());

    page.press(&[tests::harness::Key::Right]);
    wait_for("the next piece", || {
        page.says(&page.test_id("viewer")).contains("setup.exe").then_some(())
    });
    page.click(&page.test_id("open-file"));
    is_toasted(page, "这种文件不直接打开");
    app.close();
}
