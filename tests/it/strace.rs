//! Commands run under strace, which makes any system call fail, wait or kill.

#![cfg(target_os = "linux")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::home::Home;
use crate::terminal::installed;

pub(crate) const TODAY: &str = "2026-03-04";

/// strace, where it is there and may be used; else the test says that it skips.
pub(crate) fn strace() -> Option<PathBuf> {
    let strace = installed("strace")?;
    let probe = Command::new(&strace)
        .args(["-qq", "-e", "trace=none", "true"])
        .output();
    if probe.is_ok_and(|output| output.status.success()) {
        return Some(strace);
    }
    skip("strace may not trace here");
    None
}

/// Straight to standard error, which the test runner does not keep to itself.
pub(crate) fn skip(why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {why}");
}

/// The command, run under strace with these flags.
pub(crate) fn traced(strace: &Path, flags: &[&str], nos: &Command) -> Command {
    let mut command = Command::new(strace);
    command.args(["-f", "-qq"]).args(flags).arg("--");
    command.arg(nos.get_program()).args(nos.get_args());
    command.env_clear();
    for (name, value) in nos.get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    command
}

pub(crate) fn log(home: &Home) -> PathBuf {
    home.path().join("data/test.jsonl")
}

pub(crate) fn bytes(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_default()
}

pub(crate) fn with_one_ask() -> Home {
    let home = Home::new();
    let ran = home.run(TODAY, &["no", "asked for a discount"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    home
}

pub(crate) fn texts(home: &Home) -> Vec<String> {
    let list = home.json(TODAY, &["list"], "");
    let asks = list["asks"].as_array().unwrap();
    asks.iter()
        .map(|ask| ask["text"].as_str().unwrap().to_owned())
        .collect()
}
