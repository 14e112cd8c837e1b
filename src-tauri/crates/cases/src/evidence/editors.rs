use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Editors {
    programs: Vec<String>,
}

/// The program for changing pictures that `software` names, if it is one. A picture that went
/// through one may still show what was there.
///
/// ```
/// use cases::evidence::editor;
/// assert_eq!(editor("Adobe Photoshop 25.0 (Windows)"), Some("Photoshop"));
/// assert_eq!(editor("Android 15"), None);
/// ```
pub fn editor(software: &str) -> Option<&'static str> {
    static PROGRAMS: LazyLock<Vec<String>> = LazyLock::new(|| {
        toml::from_str::<Editors>(EDITORS).map(|editors| editors.programs).unwrap_or_default()
    });
    let software = software.to_lowercase();
    let named = |program: &&String| software.contains(&program.to_lowercase());
    PROGRAMS.iter().find(named).map(String::as_str)
}

const EDITORS: &str = include_str!("../../data/evidence/editors.toml");
