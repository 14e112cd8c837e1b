//! Declares the app's own commands, so that a window may call only those that a capability
//! grants it. The capabilities are the list.

use std::{collections::BTreeSet, error::Error, fs};

const CAPABILITIES: &str = "capabilities";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={CAPABILITIES}");
    let mut commands = BTreeSet::new();
    for file in fs::read_dir(CAPABILITIES)? {
        let capability: serde_json::Value = serde_json::from_slice(&fs::read(file?.path())?)?;
        let granted = capability["permissions"].as_array().ok_or("no permissions")?;
        let own = granted.iter().filter_map(|name| name.as_str()?.strip_prefix("allow-"));
        commands.extend(own.map(|name| name.replace('-', "_")));
    }
    // The build ends with the program that asked: what is leaked lives as long as it does.
    let commands: Vec<&'static str> =
        commands.into_iter().map(|name| &*Box::leak(name.into_boxed_str())).collect();
    let manifest = tauri_build::AppManifest::new().commands(Box::leak(commands.into_boxed_slice()));
    Ok(tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?)
}
