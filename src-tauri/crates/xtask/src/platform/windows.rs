use std::path::PathBuf;

use super::{Purpose, folder};
use crate::process;

pub(super) const NO_DRIVER: Option<&str> =
    Some("the driver must match the installed Edge; these tests run on Linux");
pub(super) const GET_NODE: &str = "winget install OpenJS.NodeJS.LTS";

/// Where the WebView2 runtime registers itself for the machine and for one user.
const WEBVIEW: &[&str] = &[
    r"HKLM\SOFTWARE\WOW6432Node\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}",
    r"HKCU\Software\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}",
];
const BUILD_TOOLS: &str = "Microsoft.VisualStudio.Component.VC.Tools.x86.x64";

pub(super) fn prepare(_: Purpose) -> Result<(), String> {
    let mut missing = Vec::new();
    if !WEBVIEW.iter().any(|key| process::ask("reg", &["query", key, "/v", "pv"]).is_some()) {
        missing.push("WebView2: winget install Microsoft.EdgeWebView2Runtime");
    }
    // The GNU toolchain brings its own linker.
    if cfg!(target_env = "msvc") && !has_build_tools() {
        missing.push(
            "the MSVC build tools: winget install Microsoft.VisualStudio.2022.BuildTools \
             --override \"--passive --wait --add Microsoft.VisualStudio.Workload.VCTools \
             --includeRecommended\"",
        );
    }
    if missing.is_empty() { Ok(()) } else { Err(format!("needed: {}", missing.join("; "))) }
}

pub(super) fn installs() -> bool {
    false
}

pub(super) fn has_display() -> bool {
    true
}

pub(super) fn cache_folder() -> Option<PathBuf> {
    folder("LOCALAPPDATA")
}

fn has_build_tools() -> bool {
    let Some(programs) = folder("ProgramFiles(x86)") else { return false };
    let finder = programs.join(r"Microsoft Visual Studio\Installer\vswhere.exe");
    let arguments =
        ["-latest", "-products", "*", "-requires", BUILD_TOOLS, "-property", "installationPath"];
    process::ask(&finder.to_string_lossy(), &arguments).is_some_and(|path| !path.trim().is_empty())
}
