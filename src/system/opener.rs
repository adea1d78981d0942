//! The system's way to show a file: what opens on a double click.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::System;

/// A program that shows the file itself runs as long as it is shown; one that failed says so
/// before this.
const FAILS_WITHIN: Duration = Duration::from_secs(2);

/// Why a file was not shown.
#[derive(Debug)]
pub enum NotOpened {
    /// There is no such program.
    Missing(&'static str),
    /// It could not, or it could not be started.
    Failed(&'static str),
}

#[cfg(target_os = "macos")]
const PROGRAM: &str = "open";
#[cfg(windows)]
const PROGRAM: &str = "explorer";
#[cfg(not(any(target_os = "macos", windows)))]
const PROGRAM: &str = "xdg-open";

impl System {
    /// Shows a file with the program that the system has for it, and does not wait until it is
    /// closed.
    ///
    /// # Errors
    /// If there is no such program, or it failed.
    pub fn open(&self, path: &Path) -> Result<(), NotOpened> {
        let mut command = Command::new(PROGRAM);
        if let Some(path) = self.var("PATH") {
            command.env("PATH", path);
        }
        command
            .arg(std::path::absolute(path).as_deref().unwrap_or(path))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => NotOpened::Missing(PROGRAM),
            _ => NotOpened::Failed(PROGRAM),
        })?;
        let started = Instant::now();
        while started.elapsed() < FAILS_WITHIN {
            match child.try_wait() {
                // The explorer of Windows says 1 whether or not it showed the file.
                Ok(Some(status)) if status.success() || cfg!(windows) => return Ok(()),
                Ok(Some(_)) | Err(_) => return Err(NotOpened::Failed(PROGRAM)),
                Ok(None) => std::thread::sleep(Duration::from_millis(10)),
            }
        }
        Ok(())
    }
}
