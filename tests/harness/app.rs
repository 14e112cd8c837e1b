use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{Display, Home, Own, Page, child, descendants, program, wait_for};

/// How the app is started.
#[derive(Debug)]
pub struct Launch<'a> {
    pub home: &'a Home,
    pub display: &'a Display,
    /// What to start instead of the app itself, such as a script that traces it.
    pub program: PathBuf,
    pub arguments: &'a [&'a str],
}

/// The running app under its driver.
#[derive(Debug)]
pub struct App {
    pub page: Page,
    driver: Own,
}

impl<'a> Launch<'a> {
    pub fn new(home: &'a Home, display: &'a Display) -> Self {
        Self { home, display, program: program(), arguments: &[] }
    }

    /// Starts the driver, and through it the app.
    pub fn driven(&self) -> App {
        let port = free_port();
        let mut driver = Own::command("WebKitWebDriver");
        self.surround(&mut driver);
        driver
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdout(Stdio::null());
        let driver = Own::start(&mut driver);
        wait_for("the driver", || TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok());
        let page = Page::open(port, &self.program, self.arguments);
        App { page: page.unwrap_or_else(|e| panic!("the app does not open: {e}")), driver }
    }

    /// Starts the app as a person does, with nobody driving it.
    pub fn alone(&self) -> Own {
        let mut app = Own::command(&self.program);
        self.surround(app.args(self.arguments));
        Own::start(&mut app)
    }

    fn surround(&self, command: &mut Command) {
        self.home.lend(command);
        command.env("DISPLAY", &self.display.name);
    }
}

impl App {
    /// The app's own processes: the shell first, then those of its web view.
    pub fn processes(&self) -> Vec<(u32, String)> {
        descendants(self.driver.pid())
    }

    /// `kill -9` on the shell and its web view; the driver lives on and is of no more use.
    pub fn kill(self) {
        let processes = self.processes();
        for (id, _) in &processes {
            child::kill_one(*id);
        }
        wait_for("the app to be dead", || {
            processes.iter().all(|(id, _)| child::has_ended(*id)).then_some(())
        });
    }

    /// Closes the window, and comes back when the app has let go of its record.
    pub fn close(self) {
        let processes = self.processes();
        self.page.close();
        wait_for("the app to end", || {
            processes.iter().all(|(id, _)| child::has_ended(*id)).then_some(())
        });
    }
}

/// A port that nobody uses at this moment.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    listener.local_addr().expect("its address").port()
}

/// A script that starts `inner` in a way of its own, for [`Launch::program`].
pub fn script(path: &Path, line: &str) -> PathBuf {
    use std::os::unix::fs::PermissionsExt;
    std::fs::write(path, format!("#!/bin/sh\n{line}\n")).expect("a script");
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).expect("executable");
    path.to_owned()
}
