use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::{Purpose, folder};
use crate::process;

pub(super) const NO_DRIVER: Option<&str> = None;
pub(super) const GET_NODE: &str =
    "`sudo apt-get install nodejs npm` where that is new enough, else https://nodejs.org";

/// Debian's names for what the window is made of.
const BUILD: &[&str] = &[
    "build-essential",
    "pkg-config",
    "libwebkit2gtk-4.1-dev",
    "librsvg2-common",
    "fonts-noto-cjk",
];
/// A display that is not there, and what drives WebKitGTK on it.
const DRIVE: &[&str] = &["xvfb", "dbus", "webkit2gtk-driver"];
/// What reads screenshots: the app does without, its tests do not.
const RECOGNISE: &[&str] = &["tesseract-ocr", "tesseract-ocr-chi-sim", "tesseract-ocr-eng"];
/// What proves that the app opens no connection and measures it.
const PROVE: &[&str] = &["strace", "iproute2", "util-linux"];
/// What reads packets that the app has not written for itself alone: `ssh-keygen`, `unzip`, `7z`,
/// `pdftotext` and its like, `shasum`, and a Python of its own for the reader of bags.
const READ: &[&str] =
    &["openssh-client", "unzip", "p7zip-full", "poppler-utils", "perl", "python3-venv"];
/// What the app uses when it is there.
const RECOMMENDED: &[&str] =
    &["libayatana-appindicator3-1", "tesseract-ocr", "tesseract-ocr-chi-sim", "tesseract-ocr-eng"];

pub(super) fn prepare(purpose: Purpose) -> Result<(), String> {
    let mut wanted = BUILD.to_vec();
    if purpose != Purpose::Open {
        wanted.extend(DRIVE);
    }
    if purpose == Purpose::Test {
        wanted.extend(PROVE);
        wanted.extend(RECOGNISE);
        wanted.extend(READ);
    }
    if !installs() {
        return elsewhere(&wanted);
    }
    let missing = not_installed(&wanted);
    if !missing.is_empty() {
        install(&missing)?;
    }
    let useful = not_installed(RECOMMENDED);
    if !useful.is_empty() {
        println!(
            "For the icon in the tray and for reading screenshots: sudo apt-get install {}",
            useful.join(" ")
        );
    }
    Ok(())
}

pub(super) fn installs() -> bool {
    process::ask("dpkg-query", &["--version"]).is_some()
}

pub(super) fn has_display() -> bool {
    folder("DISPLAY").is_some() || folder("WAYLAND_DISPLAY").is_some()
}

pub(super) fn cache_folder() -> Option<PathBuf> {
    folder("XDG_CACHE_HOME")
        .filter(|path| path.is_absolute())
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))
}

fn not_installed<'a>(packages: &[&'a str]) -> Vec<&'a str> {
    // dpkg-query fails when it does not know one of them and still lists the others.
    let listed = Command::new("dpkg-query")
        .args(["--show", "--showformat", "${Package} ${db:Status-Status}\n"])
        .args(packages)
        .output()
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
        .unwrap_or_default();
    let installed = |package: &&&str| listed.lines().any(|l| l == format!("{package} installed"));
    packages.iter().filter(|package| !installed(package)).copied().collect()
}

fn install(missing: &[&str]) -> Result<(), String> {
    let by_hand = format!("sudo apt-get install --no-install-recommends {}", missing.join(" "));
    println!("Installing system packages: {}", missing.join(" "));
    apt(&["update", "-qq"], &by_hand)?;
    let mut arguments = vec!["install", "-y", "-qq", "--no-install-recommends"];
    arguments.extend(missing);
    apt(&arguments, &by_hand)
}

fn apt(arguments: &[&str], by_hand: &str) -> Result<(), String> {
    let mut command = if is_root() {
        Command::new("apt-get")
    } else {
        // Asks for the password when there is a terminal to ask on, and fails at once when not.
        let mut sudo = Command::new("sudo");
        sudo.arg("DEBIAN_FRONTEND=noninteractive").arg("apt-get");
        sudo
    };
    command.env("DEBIAN_FRONTEND", "noninteractive").args(arguments);
    process::run(&mut command).map_err(|reason| format!("{reason}; by hand: {by_hand}"))
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

/// Without Debian's packages only the programs can be looked for, and the names differ.
fn elsewhere(debian: &[&str]) -> Result<(), String> {
    let needs: &[(&str, &[&str])] =
        &[("cc", &["--version"]), ("pkg-config", &["--exists", "webkit2gtk-4.1"])];
    let absent =
        needs.iter().any(|(program, arguments)| process::ask(program, arguments).is_none());
    if absent {
        let names = "WebKitGTK 4.1 with its headers, a C compiler and pkg-config are needed. \
            Fedora: sudo dnf install webkit2gtk4.1-devel gcc pkgconf-pkg-config; \
            Arch: sudo pacman -S --needed webkit2gtk-4.1 base-devel";
        return Err(format!("{names}. Debian calls them: {}", debian.join(" ")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_that_nobody_makes_is_missing() {
        if process::ask("dpkg-query", &["--version"]).is_none() {
            return;
        }
        let missing = not_installed(&["dpkg", "hedan-no-such-package"]);
        assert_eq!(missing, ["hedan-no-such-package"], "dpkg itself is always there");
    }
}
