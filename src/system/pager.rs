//! The pager, through which answers go that are longer than the screen.

use std::ffi::OsString;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::SIGINT;
use signal_hook::{flag, low_level};

use super::{System, told};

/// The pager where none is named.
const USUAL: &str = "less";

/// Ends at once where the text fits, shows colour, and leaves the text on the screen.
const LESS: &str = "FRX";

impl System {
    /// Prints a text for people, through the pager if it is longer than the screen. A pager that
    /// is closed early is no failure; one that cannot be run is none at all. `setting` is the pager
    /// where the environment names none.
    ///
    /// # Errors
    /// As [`System::print`].
    pub fn page(&mut self, text: &[u8], setting: Option<&str>) -> anyhow::Result<()> {
        let Some(pager) = self
            .is_longer_than_the_screen(text)
            .then(|| self.pager(setting))
            .flatten()
        else {
            return self.print(text);
        };
        self.flush()?;
        // Ctrl-C is for the pager while it runs.
        let heard = Arc::new(AtomicBool::new(false));
        let listening = flag::register(SIGINT, heard)?;
        let shown = self.start(&pager).map(|mut child| {
            if let Some(mut stdin) = child.stdin.take() {
                // It fails where the pager was closed before the end, as it may be.
                let _ = stdin.write_all(text);
            }
            child.wait()
        });
        low_level::unregister(listening);
        match shown {
            Ok(_) => Ok(()),
            Err(_) => told(self.stdout.write_all(text)),
        }
    }

    fn is_longer_than_the_screen(&self, text: &[u8]) -> bool {
        let lines = text.split_inclusive(|&byte| byte == b'\n').count();
        // The prompt that comes next takes a line too.
        let screen = self.terminal.height_lines;
        self.terminal.stdout && screen.is_some_and(|height| lines >= height)
    }

    /// The pager that is wanted: `NOS_PAGER`, else `PAGER`, else that of the settings, else the usual
    /// one; none if it is empty or not there.
    fn pager(&self, setting: Option<&str>) -> Option<OsString> {
        let pager = self
            .pager_of_environment(setting)
            .or_else(|| setting.map(OsString::from))
            .unwrap_or_else(|| USUAL.into());
        let line = pager.to_string_lossy();
        let program = line.split_whitespace().find(|word| !is_assignment(word))?;
        let found = Command::new("sh")
            .args(["-c", "command -v \"$1\"", "sh", program])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        found.is_ok_and(|status| status.success()).then_some(pager)
    }

    /// The pager that the environment names; empty for none. `PAGER` is for all programs: where the
    /// settings say that nos is to have none, it has none.
    pub(crate) fn pager_of_environment(&self, setting: Option<&str>) -> Option<OsString> {
        let of_all = || self.var("PAGER").filter(|_| setting != Some(""));
        self.raw_var("NOS_PAGER").or_else(of_all)
    }

    fn start(&self, pager: &OsString) -> std::io::Result<Child> {
        let mut command = Command::new("sh");
        command.arg("-c").arg(pager).stdin(Stdio::piped());
        if self.raw_var("LESS").is_none() {
            command.env("LESS", LESS);
        }
        command.spawn()
    }

    /// A page of the manual as text of so many columns; none where `man` is missing.
    pub fn manual_page(&self, path: &Path) -> Option<Vec<u8>> {
        let made = Command::new("man")
            .arg("-l")
            .arg(path)
            .env("MANPAGER", "cat")
            .env("MANWIDTH", self.width_cols().to_string())
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output()
            .ok()?;
        (made.status.success() && !made.stdout.is_empty()).then_some(made.stdout)
    }
}

/// Whether a word of a shell's line sets a variable: `LESS=R less`.
fn is_assignment(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| {
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    })
}
