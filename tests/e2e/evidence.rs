//! Screenshots of an order: however they come, whatever they are.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use tests::harness::{Copied, Display, Home, Key, Launch, Page, black, keysym, striped, wait_for};

use crate::record::{self, paid_order};
use crate::steps::{all, is_toasted, natural_size, open_order};

#[test]
fn pictures_are_pasted_chosen_and_dropped_and_shown() {
    let (home, display) = (Home::new(), Display::start());
    paid_order(&home);
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    open_order(page);

    let copied = Copied::new(&display, &["image/png"], &striped(640, 400, 0));
    display.focus_front();
    page.click(&page.find("h1"));
    display.strike(&[keysym::CONTROL, u32::from('v')]);
    has_tiles(page, 1);
    drop(copied);

    choose(page, &display, &file(&home, "paid.png", &striped(320, 700, 40)));
    has_tiles(page, 2);

    let dropped = [
        file(&home, "订单 详情.png", &striped(500, 500, 80)),
        file(&home, "聊天.txt", b"\xE5\xA5\xBD"),
    ];
    display.drop_files(&[&dropped[0], &dropped[1]]);
    has_tiles(page, 4);
    wait_for("three thumbnails", || {
        let shown = page.find_all("[data-testid='evidence-tile'] img");
        (shown.iter().filter(|image| natural_size(page, image).is_some()).count() == 3)
            .then_some(())
    });
    page.keep_picture("evidence-1-four");

    // The same bytes under another name.
    let again = file(&home, "又一次.png", &striped(500, 500, 80));
    display.drop_files(&[&again]);
    is_toasted(page, "这份证据这一单已经有了");
    has_tiles(page, 4);

    page.click(&page.find("[data-testid='evidence-tile'] button.open[aria-label*='订单 详情']"));
    let shown = page.find("[data-testid='viewer'] img");
    wait_for("the picture in full", || (natural_size(page, &shown)? == (500, 500)).then_some(()));
    page.keep_picture("evidence-2-full-size");
    page.press(&[Key::Escape]);
    wait_for("the viewer to close", || {
        page.find_all("[data-testid='viewer'][open]").is_empty().then_some(())
    });

    change_kind(page, "聊天.txt", "聊天记录");
    app.close();

    let app = Launch::new(&home, &display).driven();
    open_order(&app.page);
    has_tiles(&app.page, 4);
    let kinds: Vec<_> = all(&app.page, "evidence-tile")
        .iter()
        .filter_map(|tile| app.page.attribute(tile, "data-kind"))
        .collect();
    assert!(kinds.contains(&"chat".to_owned()), "the changed kind is kept: {kinds:?}");
    app.close();
}

#[test]
fn bad_files_are_named_and_lose_nothing() {
    let (home, display) = (Home::new(), Display::start());
    let order = paid_order(&home);
    let app = Launch::new(&home, &display).driven();
    let page = &app.page;
    open_order(page);

    let whole = striped(300, 300, 10);
    let text = file(&home, "不是图.png", b"order 1, paid");
    let cut = file(&home, "半张.png", &whole[..whole.len() / 2]);
    let vast = home.folder().join("巨幅.png");
    black(&vast, 30_000, 30_000);
    let heavy = home.folder().join("视频.mp4");
    // Sparse: it takes no room on the disk.
    File::create(&heavy).and_then(|file| file.set_len(200 << 20)).expect("a large file");
    let empty = file(&home, "空.png", b"");
    let good = file(&home, "好的.png", &whole);
    display.drop_files(&[&heavy, &text, &cut, &vast, &empty, &good]);

    for words in [
        "放入 4 份证据",
        "不是图.png：名字像图片，内容不是。原样存下了，但没法预览",
        "半张.png：图片不完整，像是没传完。原样存下了，最好重新截一张",
        "巨幅.png：图片太大，没法预览。原样存下了",
        "视频.mp4：文件超过 100 MB，没有存入",
        "空.png：这是空文件，没有存入",
    ] {
        is_toasted(page, words);
    }
    has_tiles(page, 4);
    let notices = page.find_all("[data-testid='evidence-tile'] .notice");
    assert_eq!(notices.len(), 3, "each odd file says on its tile what is odd about it");
    page.keep_picture("evidence-3-bad-files");

    // A picture that cannot be shown says so in the viewer too.
    page.click(&page.find("[data-testid='evidence-tile'] button.open[aria-label*='巨幅']"));
    let viewer = page.test_id("viewer");
    wait_for("the reason in the viewer", || {
        page.says(&viewer).contains("图片太大，没法预览").then_some(())
    });
    page.press(&[Key::Escape]);
    app.close();

    let files = [text, cut, vast, good].map(|path| fs::read(path).expect("a file"));
    record::with(&home, async |library| {
        let kept = library.order(order, record::now()).await.expect("the order").record.evidence;
        assert_eq!(kept.len(), files.len(), "the four that were taken");
        for piece in kept {
            let bytes = library.original(piece.sha256).await.expect("an original").bytes;
            assert!(files.contains(&bytes), "{} is kept byte for byte", piece.name);
        }
    });
}

/// Through the system's own dialog, by the keyboard: a slash opens its line for a path.
fn choose(page: &Page, display: &Display, path: &Path) {
    page.click(&page.test_id("choose-files"));
    wait_for("the file dialog", || (display.windows() > 1).then_some(()));
    display.focus_front();
    // It shows its parts one after the other; what is typed before the line is there is lost.
    sleep(Duration::from_millis(700));
    let (slash, rest) = path.to_str().expect("an ASCII path").split_at(1);
    display.type_text(slash);
    sleep(Duration::from_millis(300));
    display.type_text(rest);
    sleep(Duration::from_millis(300));
    display.strike(&[keysym::RETURN]);
    wait_for("the dialog to close", || (display.windows() == 1).then_some(()));
}

fn change_kind(page: &Page, name: &str, kind: &str) {
    let trigger = format!("[data-testid='evidence-tile'] [aria-label^='{name}的类别']");
    page.click(&page.find(&trigger));
    let options = || page.find_all("[role='option']");
    let option = wait_for(&format!("the kind {kind}"), || {
        options().into_iter().find(|option| page.says(option).trim() == kind)
    });
    page.click(&option);
    wait_for("the kind to be changed", || {
        let shown = page.find_all(&trigger).pop()?;
        page.attribute(&shown, "aria-label")?.contains(kind).then_some(())
    });
}

fn has_tiles(page: &Page, count: usize) {
    wait_for(&format!("{count} pieces of evidence"), || {
        (all(page, "evidence-tile").len() == count).then_some(())
    });
}

fn file(home: &Home, name: &str, bytes: &[u8]) -> PathBuf {
    let path = home.folder().join(name);
    fs::write(&path, bytes).expect("a file");
    path
}
