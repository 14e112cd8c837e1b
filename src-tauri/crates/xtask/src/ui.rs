//! The UI's packages and its build, each made again only when what it is made from changed.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::platform::NPM;
use crate::process;
use crate::project::Project;

/// What the built UI depends on, besides everything under `src` and `public`.
const INPUTS: &[&str] = &[
    "index.html",
    "package.json",
    "package-lock.json",
    "svelte.config.js",
    "tsconfig.json",
    "vite.config.ts",
];

/// Installs the packages that `package-lock.json` names.
pub(crate) fn install(project: &Project) -> Result<(), String> {
    let ui = project.ui();
    let wanted = fingerprint(&ui, &[ui.join("package-lock.json")])?;
    let stamp = ui.join("node_modules/.hedan-lock");
    if is_stamped(&stamp, &wanted) {
        return Ok(());
    }
    println!("Installing the UI's packages");
    process::run(npm(project).args(["ci", "--no-audit", "--no-fund"]))?;
    put_stamp(&stamp, &wanted)
}

/// Builds the UI into `ui/dist`, from where the app embeds it.
pub(crate) fn build(project: &Project) -> Result<(), String> {
    let ui = project.ui();
    let mut inputs: Vec<PathBuf> = INPUTS.iter().map(|name| ui.join(name)).collect();
    for folder in ["src", "public"] {
        files(&ui.join(folder), &mut inputs)?;
    }
    inputs.retain(|path| path.is_file());
    let wanted = fingerprint(&ui, &inputs)?;
    // Beside the build and not in it, since everything in it is embedded.
    let stamp = ui.join("node_modules/.hedan-build");
    if ui.join("dist/index.html").is_file() && is_stamped(&stamp, &wanted) {
        return Ok(());
    }
    println!("Building the UI");
    process::run(npm(project).args(["run", "--silent", "build"]))?;
    put_stamp(&stamp, &wanted)
}

/// npm in the UI's folder.
pub(crate) fn npm(project: &Project) -> Command {
    let mut command = Command::new(NPM);
    command.current_dir(project.ui()).env("NO_UPDATE_NOTIFIER", "1");
    command
}

/// A number that changes when a name or a content does. It only ever meets its own kind, on
/// the same machine.
fn fingerprint(base: &Path, inputs: &[PathBuf]) -> Result<String, String> {
    let mut inputs: Vec<&PathBuf> = inputs.iter().collect();
    inputs.sort();
    let mut hasher = DefaultHasher::new();
    for path in inputs {
        path.strip_prefix(base).unwrap_or(path).hash(&mut hasher);
        fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn is_stamped(stamp: &Path, wanted: &str) -> bool {
    fs::read_to_string(stamp).is_ok_and(|found| found == wanted)
}

fn put_stamp(stamp: &Path, wanted: &str) -> Result<(), String> {
    fs::write(stamp, wanted).map_err(|e| format!("{}: {e}", stamp.display()))
}

/// Every file under `folder`, which need not exist.
pub(crate) fn files(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), String> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))? {
        let path = entry.map_err(|e| format!("{}: {e}", folder.display()))?.path();
        if path.is_dir() {
            files(&path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}
