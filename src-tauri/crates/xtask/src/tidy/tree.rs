//! The project's files as the rules see them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Folders that hold what is made or fetched, not written.
const SKIPPED: &[&str] = &[".git", "target", "node_modules", "dist", "gen"];

/// Paths from the root, with forward slashes. A file that is not text is there with no text.
#[derive(Debug, Default)]
pub(super) struct Tree {
    files: BTreeMap<String, String>,
}

impl Tree {
    pub(super) fn read(root: &Path) -> Result<Self, String> {
        let mut tree = Self::default();
        tree.collect(root, "")?;
        Ok(tree)
    }

    /// A project made up for a test.
    #[cfg(test)]
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let own = |&(path, text): &(&str, &str)| (path.to_owned(), text.to_owned());
        Self { files: files.iter().map(own).collect() }
    }

    /// Files whose path starts with `start` and ends with one of `ends`.
    pub(super) fn texts<'a>(
        &'a self,
        start: &'a str,
        ends: &'a [&str],
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .filter(move |(path, _)| path.starts_with(start))
            .filter(move |(path, _)| ends.iter().any(|end| path.ends_with(end)))
    }

    /// Whether there is a file or a folder of this name.
    pub(super) fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let inside = format!("{path}/");
        self.files.contains_key(path)
            || self.files.range(inside.clone()..).next().is_some_and(|f| f.0.starts_with(&inside))
    }

    /// Whether the path of some file ends with these whole names.
    pub(super) fn ends_so(&self, name: &str) -> bool {
        let end = format!("/{name}");
        self.files.keys().any(|path| path.ends_with(&end))
    }

    fn collect(&mut self, folder: &Path, prefix: &str) -> Result<(), String> {
        let failed = |e: std::io::Error| format!("{}: {e}", folder.display());
        for entry in fs::read_dir(folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{prefix}{name}");
            let kind = entry.file_type().map_err(failed)?;
            if kind.is_dir() {
                if !SKIPPED.contains(&name.as_str()) {
                    self.collect(&entry.path(), &format!("{path}/"))?;
                }
            } else if kind.is_file() && name != ".git" {
                let bytes = fs::read(entry.path()).map_err(failed)?;
                self.files.insert(path, String::from_utf8(bytes).unwrap_or_default());
            }
        }
        Ok(())
    }
}
