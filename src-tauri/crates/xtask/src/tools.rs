//! The programs of others that tests hold the app's files against, beside those that the system
//! has packages of.

use std::fs;
use std::process::Command;

use crate::platform;
use crate::process;
use crate::project::Project;

/// The reference reader of bags, of which Debian has no package: one file of Python, by its hash.
const BAGIT: &str = "bagit==1.9.0 \
    --hash=sha256:9455006c2d1df88be95ec1fccabc5ea623389589ea4c85b3d85bd256f29d7656\n";
/// With this set to `required`, a test that finds a program missing fails.
const REQUIRED: (&str, &str) = ("HEDAN_TOOLS", "required");

/// Tells tests which Python has the reader of bags, and where the system's packages are ours to
/// install, that nothing may be missing. On other systems a test says that it was skipped.
pub(crate) fn tell(project: &Project, tests: &mut Command) {
    if !platform::installs() {
        return;
    }
    tests.env(REQUIRED.0, REQUIRED.1);
    let given = std::env::var("PYTHON").ok().filter(|python| reads_bags(python));
    match given.map_or_else(|| python(project), Ok) {
        Ok(python) => drop(tests.env("PYTHON", python)),
        // The tests that need it say so as well, and the others still run.
        Err(reason) => println!("bagit could not be installed: {reason}"),
    }
}

/// A Python of the project's own that has it; made once.
fn python(project: &Project) -> Result<String, String> {
    let folder = project.target.join("python");
    let python = folder.join("bin").join("python").display().to_string();
    if reads_bags(&python) {
        return Ok(python);
    }
    println!("Installing bagit");
    process::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
    let wanted = folder.join("wanted.txt");
    fs::write(&wanted, BAGIT).map_err(|e| format!("{}: {e}", wanted.display()))?;
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
    process::run(pip.args(["--require-hashes", "--requirement"]).arg(&wanted))?;
    Ok(python)
}

fn reads_bags(python: &str) -> bool {
    process::ask(python, &["-c", "import bagit"]).is_some()
}
