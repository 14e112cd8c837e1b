//! Running other programs.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::thread;

/// Runs a program on this terminal until it ends.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|e| format!("{}: {e}", shown(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{} ended with {status}", shown(command))) }
}

/// What a program wrote on both streams, and whether it succeeded. It is shown as it comes.
pub(crate) fn run_and_keep(command: &mut Command) -> Result<(bool, String), String> {
    let spawned = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = spawned.spawn().map_err(|e| format!("{}: {e}", shown(command)))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let kept = thread::scope(|scope| {
        let err = scope.spawn(|| err.map(|stream| tee(stream, std::io::stderr())));
        let mut kept = out.map(|stream| tee(stream, std::io::stdout())).unwrap_or_default();
        kept.push_str(&err.join().ok().flatten().unwrap_or_default());
        kept
    });
    let status = child.wait().map_err(|e| format!("{}: {e}", shown(command)))?;
    Ok((status.success(), kept))
}

/// What a program writes on its standard output, or nothing when it cannot be run or fails.
pub(crate) fn ask(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A command as one would type it.
pub(crate) fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(OsStr::to_string_lossy).collect();
    format!("`{}`", words.join(" "))
}

fn tee(stream: impl std::io::Read, mut screen: impl Write) -> String {
    let mut kept = String::new();
    let mut line = Vec::new();
    let mut stream = BufReader::new(stream);
    while stream.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
        // A closed screen is no reason to stop reading: the program would stall.
        let _ = screen.write_all(&line);
        kept.push_str(&String::from_utf8_lossy(&line));
        line.clear();
    }
    kept
}
