use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::Own;

/// The folders and the message bus of a person who has never used the app.
#[derive(Debug)]
pub struct Home {
    folder: PathBuf,
    bus: String,
    _daemon: Own,
    /// Removes the folder at the end, unless it was named to be kept.
    _temporary: Option<tempfile::TempDir>,
}

impl Home {
    pub fn new() -> Self {
        let temporary = tempfile::Builder::new().prefix("hedan-e2e-").tempdir().expect("a folder");
        Self::at(temporary.path().to_owned(), Some(temporary))
    }

    /// In a folder that stays.
    pub fn kept(folder: &Path) -> Self {
        Self::at(folder.to_owned(), None)
    }

    /// Where everything of this person is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where the app keeps its record.
    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// Lets a program live here: no setting or folder of the person who runs the tests
    /// reaches it.
    pub fn lend(&self, command: &mut Command) {
        let kept = ["PATH", "LD_LIBRARY_PATH", "RUST_BACKTRACE", "RUST_LOG"];
        command.env_clear();
        for name in kept {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command
            .env("HOME", &self.folder)
            .env("HEDAN_DATA_DIR", self.data())
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("TZ", "Asia/Shanghai")
            .env("LANG", "C.UTF-8")
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1")
            .env("GSETTINGS_BACKEND", "memory")
            // There is no graphics card behind the display.
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            // Without it the driver waits for a frame that never comes when it takes a picture.
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "0");
        for (name, folder) in FOLDERS {
            command.env(name, self.folder.join(folder));
        }
    }

    fn at(folder: PathBuf, temporary: Option<tempfile::TempDir>) -> Self {
        for (_, name) in FOLDERS {
            fs::create_dir_all(folder.join(name)).expect("a folder of one's own");
        }
        // The specification asks for this, and some programs insist.
        let private = fs::Permissions::from_mode(0o700);
        fs::set_permissions(folder.join("run"), private).expect("a private folder");
        let rules = folder.join("bus.conf");
        fs::write(&rules, BUS).expect("the bus's rules");
        let (daemon, bus) = Own::start_and_hear(
            Own::command("dbus-daemon")
                .args(["--nofork", "--print-address=1", "--config-file"])
                .arg(rules)
                .stderr(Stdio::null()),
        );
        Self { folder, bus, _daemon: daemon, _temporary: temporary }
    }
}

impl Default for Home {
    fn default() -> Self {
        Self::new()
    }
}

const FOLDERS: [(&str, &str); 5] = [
    ("XDG_CONFIG_HOME", "config"),
    ("XDG_CACHE_HOME", "cache"),
    ("XDG_DATA_HOME", "share"),
    ("XDG_STATE_HOME", "state"),
    ("XDG_RUNTIME_DIR", "run"),
];

/// A bus that starts no services: a portal or a screen reader's bridge would outlive the test.
const BUS: &str = r#"<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;
