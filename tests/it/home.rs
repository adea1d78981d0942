//! A home of its own, in which the built program is run as a person would run it: nothing of
//! the environment gets in, the time stands still, no one is at a terminal.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::terminal::path_with_nos;

/// A folder with nothing of anyone else in it.
pub(crate) struct Home {
    folder: TempDir,
    /// The name of the device; if it is empty, the device gives itself one.
    device: &'static str,
}

/// What a command came to.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Home {
    pub(crate) fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
            device: "test",
        }
    }

    /// The same home, where the device gives itself a name.
    pub(crate) fn without_a_name(self) -> Self {
        Self { device: "", ..self }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The program, ready to run at half past seven in the evening of a day.
    pub(crate) fn command<A: AsRef<OsStr>>(&self, today: &str, args: &[A]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nos"));
        command
            .args(args)
            .env_clear()
            .env("HOME", self.path())
            .env("LANG", "C.UTF-8")
            .env("NOS_DIR", self.path().join("data"))
            .env("NOS_STATE_DIR", self.path().join("state"))
            .env("NOS_DEVICE", self.device)
            .env("NOS_NOW", format!("{today}T19:30:00+02:00"))
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run<A: AsRef<OsStr>>(&self, today: &str, args: &[A]) -> Ran {
        self.run_with(today, args, b"")
    }

    /// Runs a command with this on its standard input.
    pub(crate) fn run_with<A: AsRef<OsStr>>(&self, today: &str, args: &[A], input: &[u8]) -> Ran {
        ran_with(&mut self.command(today, args), input)
    }

    /// Runs a line in a shell, in this home, with `nos` in its path.
    pub(crate) fn shell(&self, today: &str, line: &str) -> Ran {
        let mut command = self.command(today, &[] as &[&str]);
        let environment: Vec<_> = command
            .get_envs()
            .filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned())))
            .collect();
        command = Command::new("sh");
        command
            .args(["-c", line])
            .current_dir(self.path())
            .env_clear()
            .envs(environment)
            .env("PATH", path_with_nos());
        ran_with(&mut command, b"")
    }

    /// What a command answers with `--json`, given this on standard input.
    pub(crate) fn json(&self, today: &str, args: &[&str], input: &str) -> Value {
        let ran = self.run_with(today, &[args, &["--json"]].concat(), input.as_bytes());
        assert_eq!(ran.status, 0, "{args:?} on {today}: {}", ran.err);
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{args:?}: {error}: {ran:?}"))
    }

    /// Every file below the data folder with what is in it, in order.
    pub(crate) fn logs(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let Ok(entries) = std::fs::read_dir(self.path().join("data")) else {
            return Vec::new();
        };
        let mut logs: Vec<(PathBuf, Vec<u8>)> = entries
            .map(|entry| entry.unwrap().path())
            .map(|path| (path.clone(), std::fs::read(path).unwrap()))
            .collect();
        logs.sort();
        logs
    }
}

/// Runs a command with this on its standard input and waits for it.
pub(crate) fn ran_with(command: &mut Command, input: &[u8]) -> Ran {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that does not read may be gone before everything is written.
    let _ = child.stdin.take().unwrap().write_all(input);
    ran(child.wait_with_output().unwrap())
}

/// What a command came to; a signal is -1.
pub(crate) fn ran(output: Output) -> Ran {
    Ran {
        status: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}
