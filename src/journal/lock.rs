//! The lock that a command holds while it changes something, so that no two do so at once.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context;

use super::permissions;
use crate::error::{Code, Failure};

/// How long another nos is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// The lock; it is let go of when this is dropped, or when the process dies.
#[derive(Debug)]
pub struct Lock {
    _file: File,
    /// What to warn of, where the file system has no locks.
    pub warning: Option<String>,
}

impl Lock {
    /// Takes the lock of a state folder, which is made if it is not there. The lock file itself
    /// is never written, renamed or removed.
    ///
    /// # Errors
    /// If another nos holds it for more than five seconds, or the file cannot be opened.
    pub fn take(state: &Path) -> anyhow::Result<Self> {
        let path = state.join("lock");
        permissions::make_folder(state)
            .with_context(|| format!("can't make the folder {}", state.display()))?;
        let (file, _) = permissions::open(&path, OpenOptions::new().read(true).write(true))
            .with_context(|| format!("can't open {}", path.display()))?;
        let begun = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => {
                    return Ok(Self {
                        _file: file,
                        warning: None,
                    });
                }
                Err(TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => {
                    thread::sleep(Duration::from_micros(fastrand::u64(1_000..6_000)));
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(Failure::new(
                        Code::Busy,
                        "another nos is writing and hasn't finished within 5 seconds; try again when it has",
                    )
                    .into());
                }
                Err(TryLockError::Error(error)) => {
                    let warning = format!(
                        "{} can't be locked ({error}); don't run two changes at once",
                        path.display()
                    );
                    return Ok(Self {
                        _file: file,
                        warning: Some(warning),
                    });
                }
            }
        }
    }
}
