use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process, kill_process_group};

/// A process that a test started, with all that it starts; they end together.
#[derive(Debug)]
pub struct Own {
    child: Child,
}

impl Own {
    /// A program that ends with the test even when the test is killed: `setpriv` sets that
    /// and becomes the program.
    pub fn command(program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "TERM"]).arg(program);
        command
    }

    /// Starts the program in a process group of its own.
    pub fn start(command: &mut Command) -> Self {
        let child = command.stdin(Stdio::null()).process_group(0).spawn();
        Self { child: child.unwrap_or_else(|e| panic!("{command:?} does not start: {e}")) }
    }

    /// The same, and the first line that the program writes, which says it is ready.
    pub fn start_and_hear(command: &mut Command) -> (Self, String) {
        let mut own = Self::start(command.stdout(Stdio::piped()));
        let mut line = String::new();
        if let Some(out) = own.child.stdout.as_mut() {
            BufReader::new(out).read_line(&mut line).expect("its first line");
        }
        (own, line.trim().to_owned())
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Ends it as a power cut would, with everything it started.
    pub fn kill(&mut self) {
        if let Some(group) = pid(self.child.id()) {
            // Gone already is as good.
            let _ = kill_process_group(group, Signal::KILL);
        }
        let _ = self.child.wait();
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        if let Some(group) = pid(self.child.id()) {
            let _ = kill_process_group(group, Signal::TERM);
        }
        let asked = Instant::now();
        while self.is_running() && asked.elapsed() < Duration::from_secs(2) {
            std::thread::sleep(Duration::from_millis(20));
        }
        self.kill();
    }
}

/// Every process below `ancestor`, with its name, nearest first.
pub fn descendants(ancestor: u32) -> Vec<(u32, String)> {
    let mut found = Vec::new();
    let mut open = vec![ancestor];
    while let Some(parent) = open.pop() {
        let Ok(tasks) = fs::read_dir(format!("/proc/{parent}/task")) else { continue };
        for task in tasks.flatten() {
            let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
            for child in children.split_whitespace().filter_map(|word| word.parse().ok()) {
                let name = fs::read_to_string(format!("/proc/{child}/comm")).unwrap_or_default();
                found.push((child, name.trim().to_owned()));
                open.push(child);
            }
        }
    }
    found
}

/// Whether a process is gone, or is but a line that nobody has read yet. Its other threads may
/// outlive its first one for a moment, with all its files and locks.
pub(super) fn has_ended(id: u32) -> bool {
    let Ok(state) = fs::read_to_string(format!("/proc/{id}/stat")) else { return true };
    let threads = fs::read_dir(format!("/proc/{id}/task")).map_or(0, Iterator::count);
    threads <= 1 && state.rsplit(')').next().is_some_and(|rest| rest.starts_with(" Z"))
}

/// `kill -9` for one process that a test started.
pub(super) fn kill_one(id: u32) {
    if let Some(id) = pid(id) {
        let _ = kill_process(id, Signal::KILL);
    }
}

fn pid(id: u32) -> Option<Pid> {
    Pid::from_raw(i32::try_from(id).ok()?)
}
