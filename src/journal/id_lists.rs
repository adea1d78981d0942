//! What the state folder knows of single ids and names, a line each: names that the device gave up,
//! lines that an import brought in, conflicts that a repair accepted.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{append, permissions};

/// A list in the state folder.
#[derive(Clone, Debug)]
pub struct IdList {
    path: PathBuf,
    lines: BTreeSet<String>,
}

impl IdList {
    /// The names that the device had before.
    pub fn former_names(state: &Path) -> Self {
        Self::read(state.join("former-names"))
    }

    /// Lines with an id of this device that an import brought in.
    pub fn imported(state: &Path) -> Self {
        Self::read(state.join("imported"))
    }

    /// Lines that share an id with others and are no problem any more.
    pub fn accepted(state: &Path) -> Self {
        Self::read(state.join("accepted"))
    }

    /// A list that is not there, or cannot be read, has nothing on it.
    fn read(path: PathBuf) -> Self {
        let text = permissions::read_text(&path).unwrap_or_default();
        let lines = text.lines().map(str::to_owned).collect();
        Self { path, lines }
    }

    /// Whether this is on it.
    pub fn has(&self, line: &str) -> bool {
        self.lines.contains(line)
    }

    /// What is on it.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(String::as_str)
    }

    /// Puts on it what is not there yet.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn add(&mut self, lines: impl IntoIterator<Item = String>) -> anyhow::Result<()> {
        let fresh: BTreeSet<String> = lines.into_iter().filter(|line| !self.has(line)).collect();
        if fresh.is_empty() {
            return Ok(());
        }
        let text: String = fresh.iter().map(|line| format!("{line}\n")).collect();
        append::append(&self.path, text.as_bytes())?;
        self.lines.extend(fresh);
        Ok(())
    }
}
