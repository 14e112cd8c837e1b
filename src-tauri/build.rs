//! Declares the app's own commands, so that a window may call only those that a capability
//! grants it. The capability is the list.

use std::{error::Error, fs};

const CAPABILITY: &str = "capabilities/main.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={CAPABILITY}");
    let capability: serde_json::Value = serde_json::from_str(&fs::read_to_string(CAPABILITY)?)?;
    let granted = capability["permissions"].as_array().ok_or("no permissions")?;
    let commands: Vec<String> = granted
        .iter()
        .filter_map(|permission| permission.as_str()?.strip_prefix("allow-"))
        .map(|name| name.replace('-', "_"))
        .collect();
    // The build ends with the program that asked: what is leaked lives as long as it does.
    let commands: Vec<&'static str> =
        commands.into_iter().map(|name| &*Box::leak(name.into_boxed_str())).collect();
    let manifest = tauri_build::AppManifest::new().commands(Box::leak(commands.into_boxed_slice()));
    Ok(tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?)
}
