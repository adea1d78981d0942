//! What the state folder remembers of imports: how far a text file was read, how the columns and
//! words of a sheet were meant, and which file came last.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use hmac_sha256::Hash;
use serde::{Deserialize, Serialize};

use super::options::Options;
use crate::import::source::{Likeness, Sources};
use crate::system::output::{OverwritePolicy, Readers, write_whole};

/// The file in the state folder.
const FILE: &str = "imports.json";

/// The most sheets whose options are kept; those that were not used for longest go.
const MOST_SHEETS: usize = 200;

/// What is remembered.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Memory {
    /// Text files by their path.
    texts: BTreeMap<String, TextFile>,
    /// How sheets were meant, by their header, the one used last at the end.
    sheets: Vec<(String, Options)>,
    /// The last import.
    pub(super) last: Option<Last>,
}

/// The last import of a sheet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Last {
    /// The file.
    pub(super) file: PathBuf,
    /// How it was meant.
    pub(super) options: Options,
}

/// A text file as far as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TextFile {
    /// How many bytes.
    bytes: usize,
    /// Their SHA-256.
    sha256: String,
    /// How many equal lines there were before the file began as it does now.
    before: BTreeMap<String, u64>,
    /// How many there were in all.
    counts: BTreeMap<String, u64>,
}

impl Memory {
    /// What the state folder has; nothing if it has none or it cannot be read.
    pub(super) fn read(state: Option<&Path>) -> Self {
        let file = state.map(|state| state.join(FILE));
        file.filter(|file| file.is_file())
            .and_then(|file| fs::read(file).ok())
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default()
    }

    /// Keeps it.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(super) fn write(&self, state: &Path) -> anyhow::Result<()> {
        let bytes = serde_json::to_vec(self)?;
        let path = state.join(FILE);
        write_whole(
            &path,
            &bytes,
            OverwritePolicy::IsReplaced,
            Readers::Owner,
            "",
        )
    }

    /// The names of the lines of a text file, going on from what it held before.
    pub(super) fn sources(&self, path: &Path, text: &str) -> Sources {
        Sources::after(self.before(path, text))
    }

    /// How many equal lines there were before the file began as it does.
    fn before(&self, path: &Path, text: &str) -> HashMap<Likeness, u64> {
        let Some(known) = self.texts.get(&key(path)) else {
            return HashMap::new();
        };
        let beginning = text.as_bytes().get(..known.bytes);
        let goes_on = beginning.is_some_and(|beginning| hex(beginning) == known.sha256);
        let counts = if goes_on {
            &known.before
        } else {
            &known.counts
        };
        counts
            .iter()
            .filter_map(|(like, count)| Some((u64::from_str_radix(like, 16).ok()?, *count)))
            .collect()
    }

    /// Takes note that a text file was read.
    pub(super) fn note_text(&mut self, path: &Path, text: &str, sources: &Sources) {
        let written = |counts: &HashMap<Likeness, u64>| {
            let counts = counts.iter();
            counts
                .map(|(like, count)| (format!("{like:016x}"), *count))
                .collect()
        };
        let read = TextFile {
            bytes: text.len(),
            sha256: hex(text.as_bytes()),
            before: written(&self.before(path, text)),
            counts: written(sources.counts()),
        };
        self.texts.insert(key(path), read);
    }

    /// How a sheet with this header was meant.
    pub(super) fn sheet(&self, header: &[String]) -> Option<&Options> {
        let key = header_key(header);
        let sheets = self.sheets.iter();
        sheets
            .rev()
            .find(|(known, _)| *known == key)
            .map(|(_, options)| options)
    }

    /// Takes note of how a sheet was meant.
    pub(super) fn note_sheet(&mut self, header: &[String], options: &Options) {
        let key = header_key(header);
        self.sheets.retain(|(known, _)| *known != key);
        self.sheets.push((key, options.clone()));
        let too_many = self.sheets.len().saturating_sub(MOST_SHEETS);
        self.sheets.drain(..too_many);
    }
}

fn key(path: &Path) -> String {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    path.to_string_lossy().into_owned()
}

fn header_key(header: &[String]) -> String {
    hex(header.join("\u{1f}").as_bytes())
}

fn hex(bytes: &[u8]) -> String {
    Hash::hash(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(memory: &Memory, text: &str) -> (Vec<String>, Sources) {
        let mut sources = memory.sources(Path::new("/phone.txt"), text);
        let names = text
            .lines()
            .map(|line| sources.next(line, None, None).to_string())
            .collect();
        (names, sources)
    }

    #[test]
    fn lines_keep_their_names_while_a_file_grows_and_get_new_ones_once_it_was_emptied() {
        let path = Path::new("/phone.txt");
        let mut memory = Memory::default();
        let (first, sources) = names(&memory, "a\nb\n");
        memory.note_text(path, "a\nb\n", &sources);
        let (grown, sources) = names(&memory, "a\nb\na\n");
        assert_eq!(grown.get(..2), Some(&*first));
        memory.note_text(path, "a\nb\na\n", &sources);
        // Emptied, and written anew.
        let (anew, sources) = names(&memory, "a\n");
        assert!(!grown.contains(anew.first().unwrap()));
        memory.note_text(path, "a\n", &sources);
        let (again, _) = names(&memory, "a\n");
        assert_eq!(again, anew);
    }

    #[test]
    fn how_a_sheet_was_meant_is_kept_by_its_header() {
        let header = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        let mut memory = Memory::default();
        let options = Options {
            map: vec!["Status:on ice=ghosted".to_owned()],
            ..Options::default()
        };
        memory.note_sheet(&header(&["a", "b"]), &options);
        assert_eq!(memory.sheet(&header(&["a", "b"])), Some(&options));
        assert_eq!(memory.sheet(&header(&["ab"])), None);
        let bytes = serde_json::to_vec(&memory).unwrap();
        let again: Memory = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(again.sheet(&header(&["a", "b"])), Some(&options));
    }
}
