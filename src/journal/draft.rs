//! Drafts: texts that are being written in an editor, kept in the state folder until they are
//! in the log, so that nothing that was typed is lost with an editor that fails.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::event::Id;
use super::private;

/// What the name of a draft begins with.
const PREFIX: &str = "draft-";

/// The draft of the change of an ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    path: PathBuf,
}

impl Draft {
    /// The draft of an ask, whether or not there is one.
    pub fn of(state: &Path, ask: &Id<'_>) -> Self {
        Self {
            path: state.join(format!("{PREFIX}{ask}.txt")),
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
    pub fn read(&self) -> anyhow::Result<Option<String>> {
        match fs::read_to_string(&self.path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => {
                Err(error).with_context(|| format!("cannot read {}", self.path.display()))
            }
        }
    }

    /// Keeps a text in it, for the owner alone.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn keep(&self, text: &str) -> anyhow::Result<()> {
        let write = || -> std::io::Result<()> {
            if let Some(folder) = self.path.parent() {
                private::make_folder(folder)?;
            }
            let (mut file, _) =
                private::open(&self.path, OpenOptions::new().write(true).truncate(true))?;
            file.write_all(text.as_bytes())?;
            file.sync_data()
        };
        write().with_context(|| format!("cannot write {}", self.path.display()))
    }

    /// Sees that nobody else can read it, whatever an editor put in its place.
    pub fn protect(&self) {
        // Where that fails the editor's own rights stay; the text is not lost.
        let _ = private::restrict(&self.path, 0o600);
    }

    /// Throws it away, once what is in it is in the log.
    pub fn discard(&self) {
        // A draft that stays is offered again; nothing is lost by it.
        let _ = fs::remove_file(&self.path);
    }
}

/// Throws the draft of an ask away, given its id.
pub fn discard_of(state: &Path, id: &str) {
    if let Some(id) = Id::parse(id) {
        Draft::of(state, &id).discard();
    }
}
