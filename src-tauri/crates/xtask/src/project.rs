//! Where the project and its caches are on this machine.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::platform;

pub(crate) struct Project {
    pub(crate) root: PathBuf,
    /// Where every build goes, so that local runs, tests and clones share one.
    pub(crate) target: PathBuf,
}

impl Project {
    pub(crate) fn find() -> Result<Self, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
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
