//! Where the project and its caches are on this machine.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::platform;
use crate::process;

pub(crate) struct Project {
    pub(crate) root: PathBuf,
    /// Where every build goes, so that local runs, tests and clones share one.
    pub(crate) target: PathBuf,
}

impl Project {
    pub(crate) fn find() -> Result<Self, String> {
        // Cargo says at run time where this command is; what was known when it was built may be
        // another clone that builds into the same folder.
        let own = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = own
            .ancestors()
            .nth(3)
            .filter(|root| root.join("Cargo.lock").is_file())
            .ok_or("the project has moved since this command was built; run `cargo xtask` in it")?
            .to_owned();
        let cache = platform::cache_folder()?.join("hedan");
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => root.join(folder),
            None => cache.join("target"),
        };
        Ok(Self { root, target })
    }

    /// Makes sure that what is built here is built from this clone. Two clones share one target
    /// folder for the sake of the libraries, and cargo tells their crates apart by nothing but
    /// the age of the files.
    pub(crate) fn claim_target(&self) -> Result<(), String> {
        let stamp = self.target.join("hedan-clone");
        let own = self.root.display().to_string();
        let last = fs::read_to_string(&stamp).ok();
        if last.as_deref() == Some(own.as_str()) {
            return Ok(());
        }
        if self.target.join("debug").is_dir() {
            let mut clean = self.cargo();
            clean.args(["clean", "--quiet"]);
            for package in self.packages()? {
                clean.args(["--package", &package]);
            }
            process::run(&mut clean)?;
        }
        fs::create_dir_all(&self.target)
            .and_then(|()| fs::write(&stamp, own))
            .map_err(|error| format!("{}: {error}", stamp.display()))
    }

    /// The names of the workspace's packages: those of their folders, but for the shell's.
    fn packages(&self) -> Result<Vec<String>, String> {
        let crates = self.root.join("src-tauri").join("crates");
        let folders = fs::read_dir(&crates).map_err(|e| format!("{}: {e}", crates.display()))?;
        let mut names: Vec<_> = folders
            .flatten()
            .filter(|entry| entry.path().join("Cargo.toml").is_file())
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            // This very program, which cargo has just built.
            .filter(|name| name != "xtask")
            .collect();
        names.extend(["hedan".to_owned(), "tests".to_owned()]);
        Ok(names)
    }

    /// Cargo, in the project and with its target folder.
    pub(crate) fn cargo(&self) -> Command {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command.current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        // These describe xtask's own package and would make build scripts run again.
        for (name, _) in env::vars_os() {
            let own = name.to_string_lossy();
            if own.starts_with("CARGO_PKG_") || own.starts_with("CARGO_MANIFEST_") {
                command.env_remove(name);
            }
        }
        command
    }

    /// The same, on every crate and with the app's pages built in. All builds ask for the same
    /// features, or each would build the shell's dependencies once more.
    pub(crate) fn cargo_on_all(&self, command: &[&str]) -> Command {
        let mut cargo = self.cargo();
        cargo.args(command).args(["--workspace", "--features", "hedan/custom-protocol"]);
        cargo
    }

    /// The same, on the shell alone.
    pub(crate) fn cargo_on_shell(&self, command: &[&str]) -> Command {
        let mut cargo = self.cargo();
        cargo.args(command).args(["--package", "hedan", "--features", "custom-protocol"]);
        cargo
    }

    pub(crate) fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// The app as `cargo build -p hedan` leaves it.
    pub(crate) fn app(&self) -> PathBuf {
        self.target.join("debug").join(format!("hedan{}", env::consts::EXE_SUFFIX))
    }
}
