//! Nothing leaves the machine: the app opens no internet socket of its own.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use tests::harness::{Display, Home, Launch, program, script, wait_for};

const TRACE: &str = "strace -f -qq -e trace=socket,connect,bind,sendto,sendmsg -e signal=none";

#[test]
fn started_by_a_person_it_opens_no_internet_socket() {
    let (home, display) = (Home::new(), Display::start());
    let log = home.folder().join("trace");
    // A network of its own, where not even the loopback is up.
    let apart = apart().map_or(String::new(), |command| format!("{command} "));
    let mut launch = Launch::new(&home, &display);
    launch.program = traced(home.folder(), &log, &apart);
    let mut app = launch.alone();
    wait_for("the window", || display.shows_a_window().then_some(()));
    // What a program does behind its first page, such as looking for a newer one.
    std::thread::sleep(Duration::from_secs(3));
    assert!(app.is_running(), "it lives without a network");
    drop(app);
    assert_eq!(internet(&log), Vec::<String>::new(), "sockets of the app and of its web view");
}

#[test]
fn in_use_it_calls_nobody_but_its_driver() {
    let (home, display) = (Home::new(), Display::start());
    let log = home.folder().join("trace");
    let mut launch = Launch::new(&home, &display);
    launch.program = traced(home.folder(), &log, "");
    let app = launch.driven();
    app.page.click(&app.page.test_id("category-phone_credit"));
    // A page that would like to be fetched, as text.
    let words = "<img src=http://192.0.2.1/a.png> 手机话费充值 面值：100元 实付：98.50元";
    app.page.write(&app.page.test_id("page-input"), words);
    // The check engine has read it once the comparison has a row for what it found.
    app.page.test_id("row-category");
    // Not closed: the driver would end the tracer and wait for the app, which it does not know.
    drop(app);
    let called = internet(&log).into_iter().filter(|line| !is_for_the_driver(line));
    assert_eq!(called.collect::<Vec<_>>(), Vec::<String>::new());
}

/// A script that starts the app under a tracer.
fn traced(folder: &Path, log: &Path, before: &str) -> std::path::PathBuf {
    let (log, program) = (log.display(), program());
    let program = program.display();
    script(&folder.join("traced"), &format!("exec {before}{TRACE} -o {log} {program} \"$@\""))
}

/// How a program gets a network of its own here; `None` where the system forbids it, and the
/// trace alone must do.
fn apart() -> Option<&'static str> {
    let ways = ["unshare --net", "unshare --map-root-user --net"];
    let works = |way: &&str| {
        let command = format!("{way} true");
        Command::new("sh").args(["-c", &command]).status().is_ok_and(|status| status.success())
    };
    ways.into_iter().find(works)
}

/// The traced calls that have to do with the internet.
fn internet(log: &Path) -> Vec<String> {
    let text = fs::read_to_string(log).expect("a trace");
    assert!(text.contains("AF_UNIX"), "the trace is empty, so it proves nothing");
    text.lines().filter(|line| line.contains("AF_INET")).map(str::to_owned).collect()
}

/// The driver waits on this machine for the web view to call it. Making a socket is part of
/// that; any other address than this machine's is not, nor is a resolver's port.
fn is_for_the_driver(line: &str) -> bool {
    let made = line.contains(" socket(AF_INET");
    let here = line.contains("inet_addr(\"127.0.0.1\")") && !line.contains("htons(53)");
    made || here
}
