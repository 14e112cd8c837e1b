use check::review::Thresholds;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::watch::Quiet;

/// What the buyer has set. A key that an older version did not know takes its default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default)]
pub struct Settings {
    pub language: Language,
    pub theme: Theme,
    pub thresholds: Thresholds,
    /// The keys that open the small window from anywhere, such as `CommandOrControl+Alt+K`.
    pub shortcut: Option<String>,
    /// Whether notifications come when a term does; `None` until the buyer was asked.
    pub notify: Option<bool>,
    /// When none of them comes.
    pub quiet: Quiet,
    /// Closing the window leaves the app in the tray.
    pub stay_in_tray: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Language::default(),
            theme: Theme::default(),
            thresholds: Thresholds::default(),
            shortcut: Some("CommandOrControl+Alt+K".to_owned()),
            notify: None,
            quiet: Quiet { from: 22 * 60, to: 8 * 60 },
            stay_in_tray: false,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
pub enum Language {
    #[serde(rename = "system")]
    System,
    /// The default: the platforms whose pages are compared speak it.
    #[default]
    #[serde(rename = "zh-CN")]
    Chinese,
    #[serde(rename = "en")]
    English,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// The key under which the settings stand in the ledger.
pub(crate) const KEY: &str = "settings";
