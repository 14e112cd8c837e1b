//! What the page may do: only what a window calls, and nothing from elsewhere.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Complaint, tree::Tree};

/// Of the platform's own permissions, those that any window may list. Everything that reaches
/// files, programs or the network is called from Rust and stays off this list.
const CORE: &[&str] = &["core:event:allow-listen", "core:event:allow-unlisten"];
/// Whole groups that move, show or paint the window itself.
const CORE_GROUPS: &[&str] = &["core:window:allow-", "core:webview:allow-set-webview-zoom"];

/// Where the page may load from.
const SOURCES: &[&str] = &[
    "'self'",
    "'none'",
    "blob:",
    "data:",
    "evidence:",
    "http://evidence.localhost",
    "ipc:",
    "http://ipc.localhost",
];
/// What runs scripts or frames takes nothing but the app's own files.
const STRICT: &[(&str, &[&str])] = &[
    ("script-src", &["'self'"]),
    ("object-src", &["'none'"]),
    ("frame-src", &["'none'"]),
    ("base-uri", &["'none'", "'self'"]),
    ("default-src", &["'self'", "'none'"]),
    ("style-src", &["'self'"]),
];

/// Data hangs on it: on every system it names the folder where the record is.
const IDENTIFIER: &str = "app.hedan.desktop";
const SHELL: &str = "src-tauri/tauri";
/// Where the commands are collected.
const WIRE: &str = "src-tauri/src/wire.rs";

pub(super) fn capabilities(tree: &Tree) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for (path, text) in tree.texts("src-tauri/capabilities/", &[".json"]) {
        let mut complain = |reason: String| complaints.push(Complaint::new(path, 0, reason));
        let Ok(capability) = serde_json::from_str::<Value>(text) else {
            complain("not JSON".to_owned());
            continue;
        };
        if capability.get("remote").is_some() {
            complain("a remote page has no rights here".to_owned());
        }
        for window in strings(&capability["windows"]).chain(strings(&capability["webviews"])) {
            if window.contains('*') {
                complain(format!("name each window instead of `{window}`"));
            }
        }
        for permission in capability["permissions"].as_array().into_iter().flatten() {
            // A permission with a scope is an object.
            let name = permission.as_str().or(permission["identifier"].as_str()).unwrap_or("?");
            if !is_allowed(name) {
                complain(format!("`{name}` is not on tidy's list of permissions"));
            }
        }
    }
    complaints
}

/// Every command that crosses to the page is granted to some window, and nothing else is.
pub(super) fn commands(tree: &Tree) -> Vec<Complaint> {
    let Some((_, wire)) = tree.texts(WIRE, &[".rs"]).next() else { return Vec::new() };
    let list = wire.split_once("collect_commands![").and_then(|(_, after)| after.split_once(']'));
    let list = list.map_or("", |(list, _)| list);
    let commands: BTreeSet<String> = list
        .split(',')
        .filter_map(|path| path.rsplit("::").next())
        .map(|name| format!("allow-{}", name.trim().replace('_', "-")))
        .filter(|name| name != "allow-")
        .collect();
    let mut granted = BTreeSet::new();
    for (_, text) in tree.texts("src-tauri/capabilities/", &[".json"]) {
        let capability: Value = serde_json::from_str(text).unwrap_or_default();
        let own = strings(&capability["permissions"]).filter(|name| !name.contains(':'));
        granted.extend(own.map(str::to_owned));
    }
    let never = commands.difference(&granted).map(|name| format!("no window is granted `{name}`"));
    let nothing =
        granted.difference(&commands).map(|name| format!("`{name}` grants no command there is"));
    never.chain(nothing).map(|reason| Complaint::new(WIRE, 0, reason)).collect()
}

/// The content security policy and the switches beside it.
pub(super) fn window_policy(tree: &Tree) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for (path, text) in tree.texts(SHELL, &[".json"]) {
        let mut complain = |reason: String| complaints.push(Complaint::new(path, 0, reason));
        let Ok(config) = serde_json::from_str::<Value>(text) else {
            complain("not JSON".to_owned());
            continue;
        };
        let app = &config["app"];
        let main = path.ends_with("tauri.conf.json");
        if main && config["identifier"] != IDENTIFIER {
            complain(format!("the identifier stays `{IDENTIFIER}`: data hangs on it"));
        }
        if app["withGlobalTauri"] == true {
            complain("`withGlobalTauri` opens the backend to every script".to_owned());
        }
        let security = &app["security"];
        if security["assetProtocol"]["enable"] == true {
            complain("files reach the page through `evidence://` alone".to_owned());
        }
        for key in security.as_object().into_iter().flat_map(|object| object.keys()) {
            if key.starts_with("dangerous") {
                complain(format!("`{key}` weakens the policy"));
            }
        }
        for key in ["csp", "devCsp"] {
            match &security[key] {
                Value::Null if key == "csp" && main => complain("there is no `csp`".to_owned()),
                Value::Null => {}
                policy => directives(policy).iter().flat_map(judge).for_each(&mut complain),
            }
        }
    }
    complaints
}

fn is_allowed(permission: &str) -> bool {
    let own = !permission.contains(':') && permission.starts_with("allow-");
    own || CORE.contains(&permission)
        || CORE_GROUPS.iter().any(|group| permission.starts_with(group))
}

/// A policy is one text or an object of directives; a directive is its name and sources.
fn directives(policy: &Value) -> Vec<(String, Vec<String>)> {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    match policy {
        Value::String(text) => text
            .split(';')
            .map(words)
            .filter(|words| !words.is_empty())
            .map(|mut words| (words.remove(0), words))
            .collect(),
        Value::Object(object) => object
            .iter()
            .map(|(name, sources)| {
                let sources = match sources {
                    Value::String(text) => words(text),
                    list => strings(list).map(str::to_owned).collect(),
                };
                (name.clone(), sources)
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn judge((name, sources): &(String, Vec<String>)) -> Vec<String> {
    let allowed =
        STRICT.iter().find(|(strict, _)| strict == name).map_or(SOURCES, |(_, only)| only);
    let foreign = sources.iter().filter(|source| !allowed.contains(&source.as_str()));
    foreign.map(|source| format!("`{name}` may not take from `{source}`")).collect()
}

fn strings(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reasons(found: Vec<Complaint>) -> Vec<String> {
        found.into_iter().map(|complaint| complaint.reason).collect()
    }

    #[test]
    fn a_window_lists_only_what_it_calls() {
        let text = r#"{"windows": ["main", "*"], "remote": {}, "permissions": [
            "core:event:allow-listen", "allow-review", "core:default", "fs:allow-read-file",
            {"identifier": "shell:allow-open", "allow": []}]}"#;
        let tree = Tree::of(&[("src-tauri/capabilities/main.json", text)]);
        let found = reasons(capabilities(&tree));
        assert_eq!(found.len(), 5, "remote, the star and three permissions: {found:?}");
        assert!(found[2].contains("core:default"), "a default set grants what nobody calls");
    }

    #[test]
    fn a_command_is_granted_and_a_grant_is_a_command() {
        let wire = "collect_commands![\n  start::start,\n  check::save_draft,\n]";
        let granted = r#"{"permissions": ["core:event:allow-listen", "allow-start", "allow-x"]}"#;
        let tree = Tree::of(&[(WIRE, wire), ("src-tauri/capabilities/main.json", granted)]);
        assert_eq!(
            reasons(commands(&tree)),
            ["no window is granted `allow-save-draft`", "`allow-x` grants no command there is"]
        );
    }

    fn policy(csp: &str) -> Vec<String> {
        let text = format!(
            r#"{{"identifier": "app.hedan.desktop", "app": {{"security": {{"csp": {csp}}}}}}}"#
        );
        reasons(window_policy(&Tree::of(&[("src-tauri/tauri.conf.json", &text)])))
    }

    #[test]
    fn the_page_loads_nothing_from_elsewhere() {
        assert!(policy(r#""default-src 'self'; img-src 'self' evidence: blob:""#).is_empty());
        assert_eq!(
            policy(r#""default-src 'self'; img-src https://a.example; script-src 'self' blob:""#),
            [
                "`img-src` may not take from `https://a.example`",
                "`script-src` may not take from `blob:`"
            ]
        );
        assert_eq!(policy(r#"{"script-src": ["'unsafe-eval'"]}"#).len(), 1, "as an object too");
        assert_eq!(policy("null"), ["there is no `csp`"]);
    }

    #[test]
    fn the_identifier_stays() {
        let text = r#"{"identifier": "app.other", "app": {"security": {"csp": ""}}}"#;
        let tree = Tree::of(&[("src-tauri/tauri.conf.json", text)]);
        assert_eq!(reasons(window_policy(&tree)).len(), 1);
    }
}
