//! The `tesseract` program: where it is, what it knows, and one run of it.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Cancel, OcrError};

/// What both readings of a page need.
pub(crate) const LANGUAGES: [&str; 2] = ["chi_sim", "eng"];

/// The recogniser of this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tesseract {
    program: PathBuf,
    version: String,
    languages: Vec<String>,
}

/// Why screenshots cannot be read here; the app says how to get what is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, thiserror::Error)]
#[serde(rename_all = "snake_case", tag = "code", content = "detail")]
pub enum NotFound {
    #[error("no tesseract program")]
    Absent,
    /// It is there and does not run, or is older than version 4.
    #[error("tesseract does not run: {0}")]
    Unusable(String),
    /// The language data that is missing: `chi_sim`, `eng`.
    #[error("language data missing: {}", .0.join(", "))]
    LanguagesAbsent(Vec<String>),
}

impl Tesseract {
    /// Looks where a shell would, then where installers put it. Starts the program twice, which
    /// takes some hundredths of a second.
    pub fn find() -> Result<Self, NotFound> {
        let mut broken = None;
        for program in places() {
            match Self::at(&program) {
                Err(NotFound::Absent) => {}
                Err(reason) => broken = broken.or(Some(reason)),
                found => return found,
            }
        }
        Err(broken.unwrap_or(NotFound::Absent))
    }

    /// The program at this path.
    pub fn at(program: &Path) -> Result<Self, NotFound> {
        let version = first_word_after(&ask(program, "--version")?, "tesseract")
            .ok_or_else(|| NotFound::Unusable("it tells no version".to_owned()))?;
        let major: u32 = leading_number(&version);
        if major < OLDEST {
            return Err(NotFound::Unusable(format!("version {version}")));
        }
        let languages: Vec<String> =
            ask(program, "--list-langs")?.lines().skip(1).map(|l| l.trim().to_owned()).collect();
        let missing: Vec<String> = LANGUAGES
            .iter()
            .filter(|language| !languages.iter().any(|known| known == **language))
            .map(|&language| language.to_owned())
            .collect();
        if !missing.is_empty() {
            return Err(NotFound::LanguagesAbsent(missing));
        }
        Ok(Self { program: program.to_owned(), version, languages })
    }

    /// Such as `5.3.0`.
    pub fn version(&self) -> &str {
        &self.version
    }

    pub fn languages(&self) -> &[String] {
        &self.languages
    }

    pub fn program(&self) -> &Path {
        &self.program
    }

    /// Recognises the pages of a TIFF file, each one line of text, and gives the table of
    /// words. `done` is told the number of pages as they are finished.
    pub(crate) fn recognise(
        &self,
        language: &str,
        pages: &[u8],
        cancel: &Cancel,
        done: &(dyn Fn(usize) + Sync),
    ) -> Result<String, OcrError> {
        let mut command = Command::new(&self.program);
        command.args(["stdin", "stdout", "-l", language, "--psm", ONE_LINE, "tsv"]);
        // The lines are too small to share out: a second thread only waits for the first.
        command.env("OMP_THREAD_LIMIT", "1");
        let child = spawn(&mut command, Stdio::piped())
            .map_err(|error| OcrError::Failed(error.to_string()))?;
        talk(child, pages, MOST_OUTPUT, TIME_LIMIT, &|| cancel.is_cancelled(), done)
    }
}

const OLDEST: u32 = 4;
/// Page segmentation mode 7: the page is one line of text.
const ONE_LINE: &str = "7";
/// A page of small print has 100 KB of words.
const MOST_OUTPUT: usize = 8 << 20;
/// A phone's screen takes one or two seconds.
const TIME_LIMIT: Duration = Duration::from_mins(1);
/// For the questions about the program itself.
const ANSWER_LIMIT: Duration = Duration::from_secs(10);
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// Where the program may be: a window's environment often knows less than a shell's.
fn places() -> Vec<PathBuf> {
    let mut places = vec![PathBuf::from("tesseract")];
    if cfg!(target_os = "macos") {
        places.extend(["/opt/homebrew/bin/tesseract", "/usr/local/bin/tesseract"].map(Into::into));
    }
    if cfg!(windows) {
        for root in ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"] {
            if let Some(root) = std::env::var_os(root) {
                let root = PathBuf::from(root);
                places.push(root.join("Tesseract-OCR").join("tesseract.exe"));
                places.push(root.join("Programs").join("Tesseract-OCR").join("tesseract.exe"));
            }
        }
    }
    places
}

/// What the program says on both streams.
fn ask(program: &Path, question: &str) -> Result<String, NotFound> {
    let mut command = Command::new(program);
    command.arg(question);
    let child = spawn(&mut command, Stdio::null()).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => NotFound::Absent,
        _ => NotFound::Unusable(error.to_string()),
    })?;
    talk(child, &[], MOST_OUTPUT, ANSWER_LIMIT, &|| false, &|_| {})
        .map_err(|error| NotFound::Unusable(error.to_string()))
}

fn spawn(command: &mut Command, input: Stdio) -> std::io::Result<Child> {
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt as _;
        /// `CREATE_NO_WINDOW`: a window's child would open a console.
        const NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(NO_WINDOW);
    }
    command.stdin(input).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
}

/// Feeds a program and reads its answer. It is killed when it takes too long, says too much or
/// is no longer wanted; it never outlives this call.
fn talk(
    mut child: Child,
    input: &[u8],
    most: usize,
    limit: Duration,
    unwanted: &dyn Fn() -> bool,
    done: &(dyn Fn(usize) + Sync),
) -> Result<String, OcrError> {
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let deadline = Instant::now() + limit;
    let too_much = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(move || {
            if let Some(mut stdin) = stdin {
                // A program that ends early says why by its status.
                let _ = stdin.write_all(input);
            }
        });
        let too_much = &too_much;
        let reader =
            scope.spawn(move || stdout.map(|stdout| read_up_to(stdout, most, too_much, done)));
        let status = loop {
            match child.try_wait() {
                Ok(Some(status)) => break Ok(status),
                // Nothing more is read, and the program would wait for ever.
                Ok(None) if too_much.load(Ordering::Relaxed) => {
                    break Err(OcrError::Failed("too much output".to_owned()));
                }
                Ok(None) if unwanted() => break Err(OcrError::Cancelled),
                Ok(None) if Instant::now() >= deadline => break Err(OcrError::TimedOut),
                Ok(None) => thread::sleep(LOOK_EVERY),
                Err(error) => break Err(OcrError::Failed(error.to_string())),
            }
        };
        if status.is_err() {
            let _ = child.kill();
            let _ = child.wait();
        }
        let output = reader.join().ok().flatten();
        let status = status?;
        let output = output.ok_or_else(|| OcrError::Failed("no output".to_owned()))?;
        if output.len() > most {
            return Err(OcrError::Failed("too much output".to_owned()));
        }
        if !status.success() {
            return Err(OcrError::Failed(status.to_string()));
        }
        Ok(String::from_utf8_lossy(&output).into_owned())
    })
}

/// Reads one byte more than `most`, so that too much can be told from just enough.
fn read_up_to(
    mut stream: impl Read,
    most: usize,
    too_much: &AtomicBool,
    done: &(dyn Fn(usize) + Sync),
) -> Vec<u8> {
    let mut kept = Vec::new();
    let mut buffer = [0; 16 << 10];
    let mut finished = 0;
    while let Ok(length @ 1..) = stream.read(&mut buffer) {
        kept.extend_from_slice(&buffer[..length.min(most + 1 - kept.len())]);
        // A line of level 1 opens each page.
        let pages = buffer[..length].windows(3).filter(|bytes| *bytes == b"\n1\t").count();
        finished += pages;
        done(finished);
        if kept.len() > most {
            too_much.store(true, Ordering::Relaxed);
            break;
        }
    }
    kept
}

fn first_word_after(text: &str, word: &str) -> Option<String> {
    let rest = text.lines().next()?.trim().strip_prefix(word)?;
    rest.split_whitespace().next().map(|version| version.trim_start_matches('v').to_owned())
}

fn leading_number(text: &str) -> u32 {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_not_there_or_no_tesseract_is_told_apart() {
        let absent = Tesseract::at(Path::new("/no/such/tesseract"));
        assert_eq!(absent, Err(NotFound::Absent));
        #[cfg(unix)]
        {
            let other = Tesseract::at(Path::new("true"));
            assert!(matches!(other, Err(NotFound::Unusable(_))), "it tells no version: {other:?}");
        }
    }

    #[test]
    fn versions_are_read() {
        assert_eq!(first_word_after("tesseract 5.3.0\n x", "tesseract").as_deref(), Some("5.3.0"));
        let windows = first_word_after("tesseract v5.4.0.20240606", "tesseract");
        assert_eq!(windows.as_deref(), Some("5.4.0.20240606"));
        assert_eq!(leading_number("5.3.0"), 5);
        assert_eq!(leading_number("x"), 0);
    }

    #[cfg(unix)]
    fn talk_to(
        program: &str,
        arguments: &[&str],
        most: usize,
        unwanted: bool,
    ) -> Result<String, OcrError> {
        let mut command = Command::new(program);
        command.args(arguments);
        let child = spawn(&mut command, Stdio::piped()).unwrap();
        talk(child, b"said", most, Duration::from_millis(300), &|| unwanted, &|_| {})
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_hangs_floods_or_is_no_longer_wanted_is_killed() {
        assert_eq!(talk_to("cat", &[], 100, false), Ok("said".to_owned()));
        assert_eq!(talk_to("sleep", &["60"], 100, false), Err(OcrError::TimedOut));
        assert_eq!(talk_to("sleep", &["60"], 100, true), Err(OcrError::Cancelled));
        let flood = talk_to("yes", &[], 100, false);
        assert!(matches!(flood, Err(OcrError::Failed(_))), "its output is bounded: {flood:?}");
        let failed = talk_to("false", &[], 100, false);
        assert!(matches!(failed, Err(OcrError::Failed(_))), "its status is heard: {failed:?}");
    }
}
