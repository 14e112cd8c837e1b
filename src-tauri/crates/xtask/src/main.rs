//! `cargo xtask`: run the app, test it, make what is generated, and ask the check engine from
//! a script.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command speaks on its streams")]

mod ask;
mod bench;
mod codegen;
#[cfg(feature = "icons")]
mod icons;
mod phones;
mod platform;
mod process;
mod project;
mod run;
mod tally;
mod test;
mod tidy;
mod tools;
mod ui;

use std::process::ExitCode;

use project::Project;

const HELP: &str = "\
cargo xtask <command>

  run                 prepare this machine, build the app and open it; without a display,
                      drive it through a purchase and say where the pictures are
  demo                that purchase, display or not
  screens             draw the pictures in docs/screens anew from the real app
  test                everything that says whether the project holds
  measure [large]     package a release; its size, time to the window and memory (Linux), and
                      what 100,000 orders add to them, beside the bars; large: that alone
  tidy                the rules that no compiler checks
  codegen [--check]   write the wire types' TypeScript, or fail when it is not up to date
  identify [--kind KIND] TEXT…
                      what a text is, one JSON object a text; --stdin: one text a line
  read FILE           what a page says, as JSON; - is the standard input;
                      --stdin: one page a line, each a JSON string
  review DRAFT.json   what the three checks find, as JSON; - is the standard input
  bench slips [--seed N] [--count N] [--show]
                      how many slips of every class the checks stop, and what they say of
                      correct purchases, beside the bars; --show: what was missed
  bench reader        how much of the corpus of pages is read rightly
  bench speed         how long identifying, reading and reviewing take
  bench fuzz [--seed N] [--count N]
                      mutated inputs through all three; panics and slow cases
  bench ocr [--all] [--tell] [--only PAGE] [--every N] [--keep FOLDER]
                      draw screenshots, recognise and read them, beside the bars; --tell:
                      what was not right
  bench orders [--seed N] [--count N] [--in FOLDER]
                      find orders among 100,000 or N, and save one more, beside the bars;
                      --in: make the record there, or take the one that is there
  bench tables [--count N]
                      open a table of 10,000 rows or N and take it in, and open files that mean
                      harm; no bars
  bench out [--count N]
                      write 100,000 orders or N in each format, and read the JSON in again; no
                      bars
  bench vault [--count N]
                      attach 1,000 files or N at once and check them, beside the bars
  bench packet [--count N]
                      write an evidence packet of 500 pieces or N and read it back, beside the
                      bars
  phones --from FILE  pack the table of places of mobile numbers
  icons               draw every icon file from icons/*.svg
  help                this text
";

/// Why a command did not do its work.
#[derive(Debug)]
enum Failure {
    /// The command was called wrongly: exit status 2.
    Usage(String),
    /// It was called rightly and did not succeed: exit status 1.
    Work(String),
    /// The same, and what there is to say has been said.
    Told,
}

impl From<String> for Failure {
    fn from(reason: String) -> Self {
        Self::Work(reason)
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (reason, status) = match dispatch(&arguments) {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::Usage(reason)) => (format!("{reason} (see cargo xtask help)"), 2),
        Err(Failure::Work(reason)) => (reason, 1),
        Err(Failure::Told) => return ExitCode::FAILURE,
    };
    eprintln!("xtask: {reason}");
    ExitCode::from(status)
}

fn dispatch(arguments: &[String]) -> Result<(), Failure> {
    let Some((command, rest)) = arguments.split_first() else {
        return Err(Failure::Usage("a command is missing".to_owned()));
    };
    let project = Project::find()?;
    if matches!(command.as_str(), "run" | "demo" | "screens" | "measure" | "test" | "codegen") {
        project.claim_target()?;
    }
    match command.as_str() {
        "run" => {
            no_more(rest)?;
            run::run(&project)?;
        }
        "demo" => {
            no_more(rest)?;
            run::demonstrate(&project)?;
        }
        "screens" => {
            no_more(rest)?;
            run::screens(&project)?;
        }
        "measure" => match rest {
            [] => run::measure(&project)?,
            [only] if only == "large" => run::measure_large(&project)?,
            _ => return Err(Failure::Usage("measure takes `large` or nothing".to_owned())),
        },
        "test" => {
            no_more(rest)?;
            if !test::run(&project)? {
                return Err(Failure::Told);
            }
        }
        "tidy" => {
            no_more(rest)?;
            tidy::run(&project)?;
        }
        "codegen" => match rest {
            [] => codegen::write(&project)?,
            [only] if only == "--check" => codegen::check(&project)?,
            _ => return Err(Failure::Usage("codegen takes `--check` or nothing".to_owned())),
        },
        "identify" => ask::identify(rest)?,
        "read" => ask::read(rest)?,
        "review" => ask::review(rest)?,
        "bench" => bench::run(&project, rest)?,
        "phones" => phones::run(rest)?,
        "icons" => {
            no_more(rest)?;
            icons(&project)?;
        }
        "help" | "--help" | "-h" => print!("{HELP}"),
        other => return Err(Failure::Usage(format!("there is no command `{other}`"))),
    }
    Ok(())
}

fn no_more(rest: &[String]) -> Result<(), Failure> {
    match rest.first() {
        None => Ok(()),
        Some(extra) => Err(Failure::Usage(format!("`{extra}` is one argument too many"))),
    }
}

#[cfg(feature = "icons")]
fn icons(project: &Project) -> Result<(), String> {
    icons::run(&project.root)
}

/// Starts itself again with the renderer built in.
#[cfg(not(feature = "icons"))]
fn icons(project: &Project) -> Result<(), String> {
    let mut again = project.cargo();
    again.args(["run", "--quiet", "--package", "xtask", "--features", "icons", "--", "icons"]);
    process::run(&mut again)
}
