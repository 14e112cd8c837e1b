//! Starts that go wrong: the window says what is the matter, and nothing is lost.

use std::fs;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::process::Command;

use tests::harness::{App, Display, Home, Launch, Page, script, striped, wait_for};

use crate::accessible::Broken;
use crate::record::{self, paid_order};
use crate::steps::{all, is_toasted, open_order};

/// Where SQLite keeps the number of the last migration, in a database's first page.
const VERSION_AT: u64 = 60;

#[test]
fn a_record_of_a_newer_version_is_left_alone() {
    let (home, display) = (Home::new(), Display::start());
    paid_order(&home);
    let known = version(&home, None);
    version(&home, Some(999));
    let before = fs::read(database(&home)).expect("a database");
    let app = Launch::new(&home, &display).driven();
    is_in_trouble(&app.page, "newer", "这份记录是更新版本的核单写的");
    app.page.keep_picture("trouble-1-newer");
    let mut broken = Broken::on(&app.page);
    broken.look("trouble");
    broken.none();
    // It opens as soon as what stands in the way is gone.
    assert_eq!(fs::read(database(&home)).expect("a database"), before, "not a byte is changed");
    version(&home, Some(known));
    app.page.click(&app.page.test_id("retry"));
    has_its_order(&app.page);
    app.close();
}

#[test]
fn a_damaged_record_is_kept_and_a_backup_put_in_its_place() {
    let (home, display) = (Home::new(), Display::start());
    paid_order(&home);
    record::with(&home, async |library| {
        library.back_up_if_due(record::now()).await.expect("a backup");
    });
    let mut damaged = fs::read(database(&home)).expect("a database");
    let middle = damaged.len() / 2;
    damaged[100..middle].fill(0xA5);
    fs::write(database(&home), &damaged).expect("a damaged database");

    let app = Launch::new(&home, &display).driven();
    is_in_trouble(&app.page, "corrupt", "记录文件损坏了");
    app.page.keep_picture("trouble-2-corrupt");
    app.page.click(&app.page.test_id("restore"));
    has_its_order(&app.page);
    app.close();
    let kept = fs::read_dir(home.data()).expect("a folder").flatten().any(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        name.starts_with("hedan-kept-") && fs::read(entry.path()).is_ok_and(|now| now == damaged)
    });
    assert!(kept, "the damaged file is kept as it was");
}

#[test]
fn a_damaged_record_without_a_backup_is_kept_for_an_empty_one() {
    let (home, display) = (Home::new(), Display::start());
    paid_order(&home);
    fs::remove_dir_all(home.data().join("backups")).expect("no backups");
    fs::write(database(&home), b"This is no database at all.").expect("a damaged database");
    let app = Launch::new(&home, &display).driven();
    is_in_trouble(&app.page, "corrupt", "没有找到可用的备份");
    assert!(all(&app.page, "restore").is_empty(), "nothing is offered that is not there");
    let file = || fs::read(database(&home)).expect("the file");
    assert_eq!(file(), b"This is no database at all.", "it is left as it was found");
    app.page.click(&app.page.test_id("anew"));
    app.page.keep_picture("trouble-7-anew");
    app.page.click(&app.page.test_id("anew-yes"));
    app.page.test_id("category-phone_credit");
    app.close();
    let kept = fs::read_dir(home.data()).expect("a folder").flatten().any(|entry| {
        entry.file_name().to_string_lossy().starts_with("hedan-kept-")
            && fs::read(entry.path()).is_ok_and(|now| now == b"This is no database at all.")
    });
    assert!(kept, "it is kept under another name");
}

#[test]
fn a_record_in_use_opens_when_the_other_lets_go() {
    let (home, display) = (Home::new(), Display::start());
    paid_order(&home);
    record::with(&home, async |_open| {
        let app = Launch::new(&home, &display).driven();
        is_in_trouble(&app.page, "in_use", "另一个核单已经打开了这份记录");
        app.page.keep_picture("trouble-3-in-use");
        app.close();
    });
    let app = Launch::new(&home, &display).driven();
    has_its_order(&app.page);
    app.close();
}

#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let (home, display) = (Home::new(), Display::start());
    paid_order(&home);
    let data = home.data();
    let data = data.display();
    let mount = format!("mount --bind {data} {data} && mount -o remount,ro,bind {data}");
    let Some(app) = with_mount(&home, &display, &mount) else { return };
    is_in_trouble(&app.page, "not_writable", "数据文件夹不能写入");
    app.page.keep_picture("trouble-4-read-only");
    app.close();
    let app = Launch::new(&home, &display).driven();
    has_its_order(&app.page);
    app.close();
}

#[test]
fn a_disk_that_is_full_at_the_start_is_told() {
    let (home, display) = (Home::new(), Display::start());
    // A first start, on a disk with room for a few folders and no more.
    let mount = on_a_disk_of(&home, "32k", "");
    let Some(app) = with_mount(&home, &display, &mount) else { return };
    is_in_trouble(&app.page, "disk_full", "磁盘满了");
    app.page.keep_picture("trouble-5-disk-full");
    app.close();
}

#[test]
fn a_disk_that_fills_up_loses_nothing_that_was_told() {
    let (home, display) = (Home::new(), Display::start());
    paid_order(&home);
    let kept = home.folder().join("kept");
    fs::rename(home.data(), &kept).expect("the record, aside");
    fs::create_dir(home.data()).expect("a folder");
    let copy = format!("cp -a {}/. {} &&", kept.display(), home.data().display());
    let mount = on_a_disk_of(&home, "4m", &copy);
    let large = home.folder().join("大图.bmp");
    // A head that says nothing, and eight million bytes that no disk of four can hold.
    fs::write(&large, vec![7; 8 << 20]).expect("a large file");
    let Some(app) = with_mount(&home, &display, &mount) else { return };
    open_order(&app.page);
    display.drop_files(&[&large]);
    is_toasted(&app.page, "磁盘满了，没有保存");
    app.page.keep_picture("trouble-6-disk-fills-up");
    assert!(all(&app.page, "evidence-tile").is_empty(), "nothing is shown that was not kept");
    // What fits still does.
    let small = home.folder().join("小图.png");
    fs::write(&small, striped(200, 200, 0)).expect("a small file");
    display.drop_files(&[&small]);
    app.page.test_id("evidence-tile");
    app.page.click(&app.page.test_id("step-delivered"));
    wait_for("the step", || all(&app.page, "step-delivered").is_empty().then_some(()));
    app.close();
}

fn is_in_trouble(page: &Page, code: &str, words: &str) {
    let trouble = page.test_id("trouble");
    assert_eq!(page.attribute(&trouble, "data-code").as_deref(), Some(code));
    page.wait_for_words(words);
}

fn has_its_order(page: &Page) {
    page.click(&page.test_id("nav-orders"));
    page.test_id("order-line");
}

fn database(home: &Home) -> PathBuf {
    home.data().join("hedan.db")
}

/// The number of the last migration, put there when one is given.
fn version(home: &Home, to: Option<u32>) -> u32 {
    let file = fs::OpenOptions::new().read(true).write(true).open(database(home));
    let mut file = file.expect("a database");
    let mut bytes = [0; 4];
    file.seek(SeekFrom::Start(VERSION_AT)).expect("its head");
    file.read_exact(&mut bytes).expect("its version");
    if let Some(version) = to {
        file.seek(SeekFrom::Start(VERSION_AT)).expect("its head");
        file.write_all(&version.to_be_bytes()).expect("another version");
    }
    u32::from_be_bytes(bytes)
}

/// What puts a disk of its own under the data folder.
fn on_a_disk_of(home: &Home, size: &str, then: &str) -> String {
    let data = home.data();
    let data = data.display();
    format!("mkdir -p {data} && mount -t tmpfs -o size={size},mode=700 tmpfs {data} && {then} true")
}

/// The app, started where a mount is its own; `None`, and the reason printed, where the system
/// lets nobody mount.
fn with_mount(home: &Home, display: &Display, mount: &str) -> Option<App> {
    let tried = format!("unshare --mount sh -c '{mount}'");
    let output = Command::new("sh").args(["-c", &tried]).output().expect("a shell");
    if !output.status.success() {
        println!("left out, no mount here: {}", String::from_utf8_lossy(&output.stderr).trim());
        return None;
    }
    let mut launch = Launch::new(home, display);
    let line = format!(
        "exec unshare --mount sh -c '{mount} && exec \"$0\" \"$@\"' {} \"$@\"",
        launch.program.display()
    );
    launch.program = script(&home.folder().join("mounted"), &line);
    Some(launch.driven())
}
