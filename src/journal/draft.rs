//! Drafts: texts that are being written in an editor, kept in the state folder until they are
//! in the log, so that nothing that was typed is lost with an editor that fails.
//!
//! Each draft is kept with the form that it began from, since only the two together say what was
//! typed. Each file is written whole under another name and renamed, so that a full disk or a
//! killed program leaves the old one or the new one.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::event::Id;
use super::permissions;

/// What the name of a draft begins with.
const PREFIX: &str = "draft-";

/// The draft of the change of an ask, or of the settings file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The text that the editor opens.
    path: PathBuf,
    /// The form that it began from.
    base: PathBuf,
    /// A file that is being written.
    new: PathBuf,
    /// A draft without the form that it began from.
    old: PathBuf,
}

/// What is in a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The text.
    pub text: String,
    /// Whether it was saved as UTF-8. If not, it was read as Latin-1, which every file can be.
    pub is_utf8: bool,
}

impl Draft {
    /// The draft of an ask, whether or not there is one.
    pub fn new(state: &Path, ask: &Id<'_>) -> Self {
        Self::named(state, &ask.to_string())
    }

    /// The draft of the settings file.
    pub fn of_settings(state: &Path) -> Self {
        Self::named(state, "config.toml")
    }

    fn named(state: &Path, name: &str) -> Self {
        let file = |end: &str| state.join(format!("{PREFIX}{name}.{end}"));
        Self {
            path: file("txt"),
            base: file("base"),
            new: file("new"),
            old: file("old"),
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is in it; none if there is none.
    ///
    /// # Errors
    /// If it is there and cannot be read.
    pub fn read(&self) -> anyhow::Result<Option<Saved>> {
        let saved = read_if_there(&self.path)?.map(|bytes| match String::from_utf8(bytes) {
            Ok(text) => Saved {
                text,
                is_utf8: true,
            },
            Err(error) => Saved {
                text: error.as_bytes().iter().copied().map(char::from).collect(),
                is_utf8: false,
            },
        });
        Ok(saved)
    }

    /// The form that it began from; none if there is none.
    ///
    /// # Errors
    /// If it is there and cannot be read.
    pub fn base(&self) -> anyhow::Result<Option<String>> {
        let base = read_if_there(&self.base)?;
        Ok(base.and_then(|bytes| String::from_utf8(bytes).ok()))
    }

    /// Begins a draft with a form.
    ///
    /// # Errors
    /// If it cannot be written; then there is none.
    pub fn begin(&self, form: &str) -> anyhow::Result<()> {
        // The base comes first: without a text it is no draft.
        let begun = self
            .put(&self.base, form)
            .and_then(|()| self.put(&self.path, form));
        if begun.is_err() {
            self.discard();
        }
        begun
    }

    /// Keeps another text in it, for the owner alone.
    ///
    /// # Errors
    /// If it cannot be written; it is then as it was.
    pub fn keep(&self, text: &str) -> anyhow::Result<()> {
        self.put(&self.path, text)
    }

    fn put(&self, path: &Path, text: &str) -> anyhow::Result<()> {
        let write = || -> io::Result<()> {
            if let Some(folder) = path.parent() {
                permissions::make_folder(folder)?;
            }
            let (mut file, _) =
                permissions::open(&self.new, OpenOptions::new().write(true).truncate(true))?;
            file.write_all(text.as_bytes())?;
            file.sync_data()?;
            fs::rename(&self.new, path)
        };
        write().with_context(|| {
            let _ = fs::remove_file(&self.new);
            format!("can't write {}", path.display())
        })
    }

    /// Makes it readable for its owner alone, whatever an editor put in its place.
    pub fn protect(&self) {
        // Where that fails the editor's own rights stay; the text is not lost.
        let _ = permissions::restrict(&self.path, 0o600);
    }

    /// Puts a draft aside of which it is not known what it began from; says where it is now.
    ///
    /// # Errors
    /// If it cannot be renamed.
    pub fn put_aside(&self) -> anyhow::Result<&Path> {
        fs::rename(&self.path, &self.old)
            .with_context(|| format!("can't rename {}", self.path.display()))?;
        Ok(&self.old)
    }

    /// Throws it away, once what is in it is in the log; whether there was one.
    pub fn discard(&self) -> bool {
        // A draft that stays is offered again; nothing is lost by it.
        let was_there = fs::remove_file(&self.path).is_ok();
        for left in [&self.base, &self.new] {
            let _ = fs::remove_file(left);
        }
        was_there
    }

    /// Throws away all of it, what was put aside too; whether there was anything.
    pub fn discard_all(&self) -> bool {
        let was_aside = fs::remove_file(&self.old).is_ok();
        self.discard() || was_aside
    }
}

fn read_if_there(path: &Path) -> anyhow::Result<Option<Vec<u8>>> {
    // To open a pipe would wait for a writer of it.
    if path.metadata().is_ok_and(|metadata| !metadata.is_file()) {
        bail!("can't read {}: it's not a regular file", path.display());
    }
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("can't read {}", path.display())),
    }
}

/// Throws the draft of an ask away, given its id.
pub fn discard_of(state: &Path, id: &str) {
    if let Some(id) = Id::parse(id) {
        Draft::new(state, &id).discard_all();
    }
}
