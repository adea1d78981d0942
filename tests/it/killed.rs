//! An import that is killed, at any moment, and done again: every row is there exactly once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::home::Home;
use crate::terminal::installed;

const TODAY: &str = "2026-06-15";
const ROWS: usize = 600;

/// A file in which each row is there twice, so that counting matters.
fn file(home: &Home) -> PathBuf {
    let mut text = String::from("ask,who,date,outcome,note\n");
    for number in 0..ROWS / 2 {
        let row = format!(
            "ask {number},Ann,2026-03-04,no,{}\n",
            "a long note ".repeat(20)
        );
        text.push_str(&row);
        text.push_str(&row);
    }
    let path = home.path().join("asks.csv");
    fs::write(&path, text).unwrap();
    path
}

#[track_caller]
fn every_row_is_there_once(home: &Home, path: &Path, told: &str) {
    let path = path.to_str().unwrap();
    let again = home.json(TODAY, &["import", path], "");
    let before = again["already_there"].as_u64().unwrap();
    let added = again["added"].as_u64().unwrap();
    assert_eq!(before + added, ROWS as u64, "{told}");
    let list = home.json(TODAY, &["list"], "");
    let mut texts: Vec<&str> = list["asks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|ask| ask["text"].as_str().unwrap())
        .collect();
    texts.sort_unstable();
    assert_eq!(texts.len(), ROWS, "{told}");
    assert!(
        texts.chunks(2).all(|pair| pair[0] == pair[1])
            && texts.windows(3).all(|three| three[0] != three[2]),
        "{told}"
    );
    let third: Value = home.json(TODAY, &["import", path], "");
    assert_eq!(third["added"], 0, "{told}");
}

#[test]
fn an_import_that_is_killed_at_any_moment_is_made_whole_by_doing_it_again() {
    for wait_ms in (0..120).step_by(24) {
        let home = Home::new();
        let path = file(&home);
        let mut child = home
            .command(TODAY, &["import", path.to_str().unwrap()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(wait_ms));
        child.kill().unwrap();
        child.wait().unwrap();
        every_row_is_there_once(&home, &path, &format!("killed after {wait_ms} ms"));
    }
}

#[test]
fn an_import_that_is_killed_while_it_writes_or_syncs_is_made_whole_by_doing_it_again() {
    let Some(strace) = installed("strace") else {
        return;
    };
    let mut killed = 0;
    for (call, nth) in [
        ("write", 1),
        ("write", 2),
        ("write", 3),
        ("fdatasync", 1),
        ("flock", 1),
        ("rename", 1),
    ] {
        let home = Home::new();
        let path = file(&home);
        let nos = home.command(TODAY, &["import", path.to_str().unwrap()]);
        let mut traced = Command::new(&strace);
        traced.env_clear();
        for (name, value) in nos.get_envs() {
            traced.env(name, value.unwrap_or_default());
        }
        traced
            .args(["-f", "-o", "/dev/null", "-e"])
            .arg(format!("trace={call}"))
            .arg("-e")
            .arg(format!("inject={call}:signal=SIGKILL:when={nth}"))
            .arg(nos.get_program())
            .args(nos.get_args());
        let status = traced
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        killed += u32::from(!status.success());
        let told = format!("killed at {call} {nth}, {status}");
        every_row_is_there_once(&home, &path, &told);
    }
    assert!(killed >= 4, "only {killed} were killed");
}
