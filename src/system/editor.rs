//! The person's editor, run on a file until it is closed.

use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::SIGINT;
use signal_hook::{flag, low_level};

use super::System;

#[cfg(windows)]
const USUAL: &str = "notepad";
#[cfg(not(windows))]
const USUAL: &str = "vi";

impl System {
    /// The editor that the person wants: `VISUAL`, else `EDITOR`, else the usual one.
    pub fn editor(&self) -> String {
        let is_set = |name| {
            self.var_text(name)
                .filter(|editor| !editor.trim().is_empty())
        };
        is_set("VISUAL")
            .or_else(|| is_set("EDITOR"))
            .unwrap_or_else(|| USUAL.to_owned())
    }

    /// Opens a file in the editor and waits until it is closed. Ctrl-C is for the editor while it
    /// runs, and does not end this program under it.
    ///
    /// # Errors
    /// If the editor cannot be started.
    pub fn edit(&mut self, path: &Path) -> io::Result<ExitStatus> {
        self.stdout.flush()?;
        let heard = Arc::new(AtomicBool::new(false));
        let listening = flag::register(SIGINT, heard)?;
        let status = command(&self.editor(), path).status();
        low_level::unregister(listening);
        status
    }
}

/// An editor may be a line with flags (`code --wait`), so a shell takes it apart.
#[cfg(not(windows))]
fn command(editor: &str, path: &Path) -> Command {
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(format!("{editor} \"$@\""))
        .arg("editor")
        .arg(path);
    command
}

#[cfg(windows)]
fn command(editor: &str, path: &Path) -> Command {
    let mut words = editor.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or(USUAL));
    command.args(words).arg(path);
    command
}
