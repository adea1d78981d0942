//! A pseudo-terminal with a program at it, and a person who types.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rexpect::process::WaitStatus;
use rexpect::session::{PtySession, spawn_command};

/// Longer than anything here should take, however busy the machine is.
const PATIENCE_MS: u64 = 20_000;

/// A program at a terminal of its own.
pub(crate) struct Terminal(PtySession);

impl Terminal {
    /// Starts a program there.
    pub(crate) fn start(command: Command) -> Self {
        Self::start_as("xterm-256color", command)
    }

    /// Starts a program at a terminal of a kind.
    pub(crate) fn start_as(kind: &str, mut command: Command) -> Self {
        command.stdin(Stdio::inherit()).env("TERM", kind);
        Self(spawn_command(command, Some(PATIENCE_MS)).unwrap())
    }

    /// Waits until this is on the screen and gives what came before it.
    #[track_caller]
    pub(crate) fn sees(&mut self, text: &str) -> String {
        match self.0.exp_string(text) {
            Ok(before) => before,
            Err(error) => panic!("`{text}` wasn't seen: {error}"),
        }
    }

    /// Types a line and presses Enter.
    pub(crate) fn types(&mut self, line: &str) {
        self.0.send_line(line).unwrap();
    }

    /// Presses keys, as they are.
    pub(crate) fn presses(&mut self, keys: &str) {
        self.0.send(keys).unwrap();
        self.0.flush().unwrap();
    }

    /// Presses Ctrl and a letter.
    pub(crate) fn presses_control(&mut self, letter: char) {
        self.0.send_control(letter).unwrap();
    }

    /// Waits for the end: what was still to be seen, and the exit status; none after a signal.
    pub(crate) fn ends(mut self) -> (String, Option<i32>) {
        let rest = self.0.exp_eof().unwrap();
        match self.0.process().wait().unwrap() {
            WaitStatus::Exited(_, status) => (rest, Some(status)),
            _ => (rest, None),
        }
    }
}

/// A program of this machine. Where it is missing the test says so and is over, which is in
/// order on a person's own machine and nowhere else.
pub(crate) fn installed(name: &str) -> Option<PathBuf> {
    let path = variable("PATH");
    let found = std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|program| program.is_file());
    if found.is_none() {
        skip(name);
    }
    found
}

fn skip(missing: &str) {
    assert!(
        variable("CI") != "true",
        "{missing} is not installed, and CI needs it"
    );
    // Straight to standard error, which the test runner does not keep to itself.
    let _ = writeln!(std::io::stderr(), "SKIPPED: {missing} is not installed");
}

/// Whether Node.js has these packages. Where it has not, as [`installed`].
#[cfg(feature = "pictures")]
pub(crate) fn node_has(node: &Path, packages: &[&str]) -> bool {
    let missing: Vec<&str> = packages
        .iter()
        .copied()
        .filter(|package| {
            let found = Command::new(node)
                .args(["-e", "require.resolve(process.argv[1])", package])
                .stderr(Stdio::null())
                .status();
            !found.unwrap().success()
        })
        .collect();
    if !missing.is_empty() {
        skip(&missing.join(", "));
    }
    missing.is_empty()
}

/// The path in which `nos` comes first.
pub(crate) fn path_with_nos() -> String {
    let nos = Path::new(env!("CARGO_BIN_EXE_nos"));
    format!("{}:{}", nos.parent().unwrap().display(), variable("PATH"))
}

#[expect(
    clippy::disallowed_methods,
    reason = "what is installed here is a fact about the machine that tests run on"
)]
fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_default()
}
