//! Invariant 2: dependencies point one way.

use super::{Complaint, tree::Tree};

/// Which of our crates each crate may know.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("check", &["model"]),
    ("cases", &["model"]),
    ("ledger", &["model"]),
    ("ocr", &["model"]),
    ("tables", &["model"]),
    ("bills", &["model"]),
    ("packet", &["model"]),
    ("app", &["model", "check", "cases", "ledger", "ocr", "tables", "bills", "packet"]),
    ("hedan", &["model", "app"]),
    ("xtask", &["model", "check", "cases"]),
    ("tests", &["model", "check", "cases", "ledger", "ocr", "tables", "bills", "packet", "app"]),
];

/// What would open a way out of the machine (invariant 8). The driver of the end-to-end tests
/// is a program of its own, so `tests` may speak HTTP.
const SPEAKS_TO_THE_NETWORK: &[&str] = &[
    "curl",
    "hyper",
    "isahc",
    "reqwest",
    "surf",
    "tauri-plugin-http",
    "tauri-plugin-shell",
    "tauri-plugin-updater",
    "tauri-plugin-upload",
    "tauri-plugin-websocket",
    "tungstenite",
    "ureq",
];

pub(super) fn directions(tree: &Tree) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for (path, text) in tree.texts("", &["Cargo.toml"]) {
        let Ok(manifest) = text.parse::<toml::Table>() else {
            complaints.push(Complaint::new(path, 0, "not TOML"));
            continue;
        };
        let name = manifest.get("package").and_then(|package| package.get("name"));
        // The workspace's own manifest has no package.
        let Some(name) = name.and_then(toml::Value::as_str) else { continue };
        let Some((_, allowed)) = MAY_KNOW.iter().find(|(known, _)| *known == name) else {
            complaints.push(Complaint::new(path, 0, "say in tidy/crates.rs what it may know"));
            continue;
        };
        for dependency in dependencies(&manifest) {
            let ours = MAY_KNOW.iter().any(|(known, _)| *known == dependency);
            if ours && dependency != name && !allowed.contains(&dependency.as_str()) {
                let reason = format!("`{name}` may not know `{dependency}` (invariant 2)");
                complaints.push(Complaint::new(path, line_of(text, &dependency), reason));
            }
            if name != "tests" && SPEAKS_TO_THE_NETWORK.contains(&dependency.as_str()) {
                let reason = format!("`{dependency}` speaks to the network (invariant 8)");
                complaints.push(Complaint::new(path, line_of(text, &dependency), reason));
            }
        }
    }
    complaints
}

/// Of every kind and for every platform.
fn dependencies(manifest: &toml::Table) -> Vec<String> {
    let mut found = Vec::new();
    for (key, value) in manifest {
        let Some(table) = value.as_table() else { continue };
        match key.as_str() {
            "dependencies" | "dev-dependencies" | "build-dependencies" => {
                for (name, how) in table {
                    // A renamed dependency is what it was before.
                    let real = how.get("package").and_then(toml::Value::as_str).unwrap_or(name);
                    found.push(real.to_owned());
                }
            }
            "target" => {
                found.extend(
                    table.values().filter_map(toml::Value::as_table).flat_map(dependencies),
                );
            }
            _ => {}
        }
    }
    found
}

fn line_of(text: &str, dependency: &str) -> usize {
    text.lines().position(|line| line.contains(dependency)).map_or(0, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reasons(manifest: &str) -> Vec<String> {
        directions(&Tree::of(&[("x/Cargo.toml", manifest)])).into_iter().map(|c| c.reason).collect()
    }

    #[test]
    fn a_room_does_not_know_its_neighbour() {
        let bad =
            "[package]\nname = 'check'\n[dev-dependencies]\nledger = { path = '../ledger' }\n";
        assert_eq!(reasons(bad), ["`check` may not know `ledger` (invariant 2)"]);
        let renamed = "[package]\nname = 'model'\n[dependencies]\nx = { package = 'app' }\n";
        assert_eq!(reasons(renamed).len(), 1, "a rename does not hide it");
        let good = "[package]\nname = 'check'\n[dependencies]\nmodel = {}\nregex = '1'\n";
        assert!(reasons(good).is_empty());
    }

    #[test]
    fn the_network_is_out_of_reach_on_every_platform() {
        let bad = "[package]\nname = 'app'\n[target.'cfg(windows)'.dependencies]\nreqwest = '1'\n";
        assert_eq!(reasons(bad), ["`reqwest` speaks to the network (invariant 8)"]);
        assert_eq!(reasons("[package]\nname = 'newcomer'\n").len(), 1, "a new crate takes a place");
    }
}
