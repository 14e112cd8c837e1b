//! Keeping the record well: the library check, backups, and the whole library in one file.

use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use tests::harness::{Display, Home, Launch, Page, keysym, striped, wait_for};

use crate::record::{self, paid_order};
use crate::steps::{all, is_toasted};

#[test]
fn a_flipped_byte_is_found_named_and_mended() {
    let (home, display) = (Home::new(), Display::start());
    let order = paid_order(&home);
    let picture = striped(320, 700, 40);
    let path = home.folder().join("付款.png");
    fs::write(&path, &picture).expect("a picture");
    let sha256 = record::with(&home, async |library| {
        let (kind, how) = (app::EvidenceKind::Payment, app::Acquired::Drop);
        let work = app::Work::default();
        let files = vec![path.clone()];
        let done = library.attach_files(order.clone(), files, kind, how, record::now(), work).await;
        let mut done = done.expect("the order");
        library.back_up(record::now()).await.expect("a backup");
        done.remove(0).expect("it was reached").expect("it is taken").sha256
    });
    let name = sha256.as_str();
    let file = home.data().join("vault").join(&name[..2]).join(name);
    let mut bytes = fs::read(&file).expect("the file");
    bytes[200] ^= 1;
    fs::remove_file(&file).expect("gone");
    fs::write(&file, &bytes).expect("changed");
    let other = home.folder().join("originals");
    fs::create_dir(&other).expect("a folder");
    fs::write(other.join(name), &picture).expect("a copy under its hash");
    // A row that does not follow from the events.
    let raw = rusqlite::Connection::open(home.data().join("hedan.db")).expect("the database");
    raw.execute_batch("UPDATE orders SET total_fen = 1").expect("tampered");
    drop(raw);

    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    to_settings(page);
    page.click(&page.test_id("check-library"));
    wait_for("what was found", || (all(page, "finding").len() == 2).then_some(()));
    let said = page.says(&page.test_id("check-section"));
    assert!(said.contains("发现 2 处问题"), "{said}");
    assert!(said.contains("证据「付款.png」被改动过") && said.contains("应付金额"), "{said}");
    into_view(page, "library-damaged");
    page.keep_picture("upkeep-1-found");

    page.click(&page.test_id("repair-library"));
    is_toasted(page, "修好了 1 处");
    wait_for("one to be left", || (all(page, "finding").len() == 1).then_some(()));
    page.click(&page.test_id("repair-from"));
    choose(&display, &other, true);
    wait_for("a whole library", || page.find_all("[data-testid='library-whole']").pop());
    into_view(page, "library-whole");
    page.keep_picture("upkeep-2-whole");
    app.close();
    assert_eq!(fs::read(&file).expect("the file"), picture, "as it was attached");
}

#[test]
fn a_backup_is_made_and_restored_without_leaving_the_app() {
    let (home, display) = (Home::new(), Display::start());
    paid_order(&home);
    // Who watches a folder has the record for as long as the app runs, and lets it go all the
    // same.
    let screenshots = home.folder().join("截图");
    fs::create_dir(&screenshots).expect("a folder");
    record::with(&home, async |library| {
        library.set_watched_folder(Some(screenshots.clone())).await.expect("a setting");
    });
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    to_settings(page);
    // What comes in above it moves the button away from under a click.
    wait_for("the backup to be made", || {
        page.click(&page.test_id("back-up"));
        std::thread::sleep(std::time::Duration::from_millis(300));
        page.says(&page.test_id("toasts")).contains("备份好了").then_some(())
    });
    wait_for("the backup that was asked for", || {
        all(page, "backup").into_iter().find(|each| page.says(each).contains("手动备份"))
    });
    record_count(page, 1);

    // What comes after it is gone afterwards.
    app.close();
    let second = record::with(&home, async |library| {
        let draft = record::draft();
        library.save_draft(None, draft, record::now()).await.expect("a draft").id
    });
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    to_settings(page);
    wait_for("the backup that was asked for", || {
        let newest = all(page, "backup").into_iter().next()?;
        page.says(&newest).contains("手动备份").then_some(())
    });
    into_view(page, "backups-section");
    page.keep_picture("upkeep-3-backups");
    page.click(&page.find("[data-testid='backup'] [data-testid='restore-backup']"));
    wait_for("the question", || page.find_all("[data-testid='restore-dialog'][open]").pop());
    page.keep_picture("upkeep-4-restore");
    page.click(&page.test_id("restore-yes"));
    is_toasted(page, "已恢复到选定的备份");
    wait_for("the copy of what was there", || {
        all(page, "backup").into_iter().find(|each| page.says(each).contains("恢复前的备份"))
    });
    record_count(page, 1);
    app.close();
    record::with(&home, async |library| {
        let drafts = library.drafts().await.expect("the drafts");
        assert!(drafts.iter().all(|draft| draft.id != second), "from before the draft");
    });
}

#[test]
fn all_of_it_moves_to_another_computer() {
    let (home, display) = (Home::new(), Display::start());
    let order = paid_order(&home);
    let path = home.folder().join("聊天.png");
    fs::write(&path, striped(300, 300, 10)).expect("a picture");
    record::with(&home, async |library| {
        let (kind, how) = (app::EvidenceKind::Chat, app::Acquired::Drop);
        let work = app::Work::default();
        let files = vec![path.clone()];
        library
            .attach_files(order.clone(), files, kind, how, record::now(), work)
            .await
            .expect("it");
    });
    let archive = home.folder().join("moved.zip");
    let app = Launch::new(&home, &display).driven();
    to_settings(&app.page);
    app.page.click(&app.page.test_id("export-all"));
    // The dialog keeps the ending of the name that it offers.
    choose(&display, &archive.with_extension(""), false);
    let said = wait_for("the archive", || {
        let said = app.page.find_all("[data-testid='exported']").pop()?;
        Some(app.page.says(&said))
    });
    assert!(said.contains("1 单") && said.contains("1 份证据"), "{said}");
    assert!(archive.exists(), "where it was to be");
    into_view(&app.page, "moving-section");
    app.page.keep_picture("upkeep-5-exported");
    app.close();

    let away = Home::new();
    let app = Launch::new(&away, &display).driven();
    let page = &app.page;
    for (said, wanted_new) in
        [("导入了 1 单，1 份证据", true), ("文件里的内容这里都有，没有新增", false)]
    {
        to_settings(page);
        page.click(&page.test_id("import-all"));
        choose(&display, &archive, false);
        wait_for("what it holds", || page.find_all("[data-testid='import-dialog'][open]").pop());
        if wanted_new {
            page.keep_picture("upkeep-6-import");
        }
        page.click(&page.test_id("import-yes"));
        wait_for(said, || {
            let told = page.find_all("[data-testid='imported']").pop()?;
            page.says(&told).contains(said).then_some(())
        });
        record_count(page, 1);
    }
    into_view(page, "moving-section");
    page.keep_picture("upkeep-7-imported");
    app.close();
    record::with(&away, async |library| {
        let kept = library.order(order, record::now()).await.expect("the order").record.evidence;
        assert_eq!(kept.len(), 1, "with its evidence");
    });
}

fn to_settings(page: &Page) {
    page.click(&page.test_id("nav-settings"));
    wait_for("the settings", || page.find_all("[data-testid='check-section']").pop());
}

pub(crate) fn into_view(page: &Page, testid: &str) {
    let script = "document.querySelector(`[data-testid='${arguments[0]}']`)\
        .scrollIntoView({ block: 'start' })";
    page.run(script, &[testid.into()]).expect("to scroll");
}

/// The orders that the list shows; the settings come back afterwards.
fn record_count(page: &Page, wanted: usize) {
    page.click(&page.test_id("nav-orders"));
    wait_for(&format!("{wanted} orders"), || {
        (all(page, "order-line").len() == wanted).then_some(())
    });
    to_settings(page);
}

/// Through the system's own dialog, by the keyboard: a slash opens its line for a path.
pub(crate) fn choose(display: &Display, path: &Path, folder: bool) {
    wait_for("the dialog", || (display.windows() > 1).then_some(()));
    display.focus_front();
    // It shows its parts one after the other; what is typed before the line is there is lost.
    sleep(Duration::from_millis(700));
    let (slash, rest) = path.to_str().expect("an ASCII path").split_at(1);
    display.type_text(slash);
    sleep(Duration::from_millis(300));
    display.type_text(rest);
    sleep(Duration::from_millis(400));
    display.strike(&[keysym::RETURN]);
    if folder {
        sleep(Duration::from_millis(500));
        if display.windows() > 1 {
            display.strike(&[keysym::RETURN]);
        }
    }
    wait_for("the dialog to close", || (display.windows() == 1).then_some(()));
}

/// Writes to `target`, whose ending the dialog offers and keeps; comes back when the page lets
/// go of the button, or has put something else in its place.
pub(crate) fn save(page: &Page, display: &Display, button: &str, target: &Path) {
    page.click(&page.test_id(button));
    choose(display, &target.with_extension(""), false);
    wait_for("the button to be gone or free again", || {
        let busy = all(page, button).pop();
        busy.is_none_or(|button| page.attribute(&button, "disabled").is_none()).then_some(())
    });
}
