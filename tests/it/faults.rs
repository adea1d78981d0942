//! What the machine can do to a journal: a full or broken disk, a folder that cannot be written, a
//! lock that is held. What was there stays, and what was typed is given back.

#![cfg(target_os = "linux")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::home::{Home, ran, ran_with};
use crate::strace::{TODAY, bytes, log, skip, strace, texts, traced, with_one_ask};
use crate::terminal::installed;

#[test]
fn a_disk_that_refuses_a_write_or_a_sync_leaves_the_log_as_it_was() {
    let Some(strace) = strace() else { return };
    for (call, error) in [
        ("write", "ENOSPC"),
        ("write", "EIO"),
        ("write", "EDQUOT"),
        ("fdatasync", "EIO"),
    ] {
        let home = with_one_ask();
        let old = bytes(&log(&home));
        let trace = home.path().join("trace");
        let path = log(&home);
        let inject = format!("inject={call}:error={error}");
        let flags = [
            "-P",
            path.to_str().unwrap(),
            "-e",
            "trace=write,fdatasync,fsync,ftruncate",
            "-e",
            &inject,
            "-o",
            trace.to_str().unwrap(),
        ];
        let nos = home.command(TODAY, &["log", "asked for a \u{1b}[31mraise"]);
        let ran = ran_with(&mut traced(&strace, &flags, &nos), b"");
        assert_eq!(
            (ran.status, ran.out.as_str()),
            (1, ""),
            "{call} {error}: {ran:?}"
        );
        assert!(
            ran.err.ends_with("you typed:\nasked for a ^[[31mraise\n"),
            "{call} {error}: {}",
            ran.err
        );
        assert_eq!(bytes(&log(&home)), old, "{call} {error}");
        let trace = fs::read_to_string(trace).unwrap();
        let syncs = trace.matches("sync(").count();
        assert_eq!(
            syncs,
            usize::from(call == "fdatasync"),
            "{call} {error}: {trace}"
        );
        assert_eq!(
            home.run(TODAY, &["log", "again"]).status,
            0,
            "{call} {error}"
        );
        assert_eq!(texts(&home), ["asked for a discount", "again"]);
        let list = home.json(TODAY, &["list"], "");
        assert_eq!(list["asks"][1]["number"], 2, "{call} {error}");
        assert_eq!(home.run(TODAY, &["doctor"]).status, 0, "{call} {error}");
    }
}

/// Mounts a file system of 64 KB, where that is permitted.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn at(path: PathBuf) -> Option<Self> {
        fs::create_dir_all(&path).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=64k", "nos-test"])
            .arg(&path)
            .output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(Self(path));
        }
        skip("no file system may be mounted here");
        None
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_disk_that_is_full_loses_nothing_and_is_no_hindrance_once_it_is_freed() {
    let home = Home::new();
    let Some(disk) = SmallDisk::at(home.path().join("data")) else {
        return;
    };
    assert_eq!(home.run(TODAY, &["no", "asked for a discount"]).status, 0);
    let filler = fill(&disk);
    // There is room to the end of the page that the log is on; then there is none.
    let mut acknowledged = 1;
    let long = "asked for the longest thing that anybody ever asked for ".repeat(20);
    let refused = loop {
        let before = bytes(&log(&home));
        let ran = home.run(TODAY, &["log", &long]);
        if ran.status != 0 {
            assert_eq!(bytes(&log(&home)), before, "the log is as it was");
            break ran;
        }
        acknowledged += 1;
        assert!(acknowledged < 100, "the disk is never full");
    };
    assert_eq!((refused.status, refused.out.as_str()), (1, ""));
    assert!(
        refused.err.contains(&format!("you typed:\n{long}")),
        "{}",
        refused.err
    );
    assert_eq!(texts(&home).len(), acknowledged);
    let purge = home.run(TODAY, &["remove", "1", "--purge", "--force"]);
    assert_eq!(purge.status, i32::from(purge.out.is_empty()));
    assert!(!texts(&home).is_empty());
    fs::remove_file(&filler).unwrap();
    assert_eq!(home.run(TODAY, &["log", &long]).status, 0);
    assert!(texts(&home).len() >= acknowledged);
    assert!(
        !String::from_utf8(bytes(&log(&home)))
            .unwrap()
            .contains("discount")
            || purge.status == 1
    );
}

/// Fills a disk up; it is free again when the file is gone.
fn fill(disk: &SmallDisk) -> PathBuf {
    let filler = disk.0.join("filler");
    let mut file = fs::File::create(&filler).unwrap();
    for size in [4096, 1] {
        while file
            .write(&[b'x'; 4096][..size])
            .is_ok_and(|written| written > 0)
        {}
    }
    filler
}

#[test]
fn a_full_disk_of_the_state_folder_loses_nothing_that_is_typed() {
    let home = Home::new().without_a_name();
    let Some(disk) = SmallDisk::at(home.path().join("state")) else {
        return;
    };
    // A device that has no name yet cannot make one.
    let filler = fill(&disk);
    let ran = home.run(TODAY, &["no", "asked for a discount"]);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    assert!(
        ran.err.ends_with("you typed:\nasked for a discount\n"),
        "{}",
        ran.err
    );
    assert_eq!(texts(&home), [""; 0]);
    fs::remove_file(&filler).unwrap();
    assert_eq!(home.run(TODAY, &["no", "asked for a discount"]).status, 0);
    // One that has goes on, or says that it cannot; a draft is kept, or there is none.
    let filler = fill(&disk);
    let mut kept = vec!["asked for a discount".to_owned()];
    for number in 2..6 {
        let text = format!("ask {number}");
        let ran = home.run(TODAY, &["no", &text]);
        if ran.status == 0 {
            kept.push(text);
        } else {
            assert!(ran.err.contains(&text), "{}", ran.err);
        }
    }
    assert_eq!(texts(&home), kept);
    let mut edit = home.command(TODAY, &["edit", "1", "-e"]);
    let edited = ran_with(edit.env("EDITOR", "sed -i s/discount/raise/"), b"");
    assert_eq!(edited.status, i32::from(texts(&home) == kept), "{edited:?}");
    // A name that another machine writes under is given up, or the change is refused.
    let name = own_name(&home);
    let stranger = r#"{"v":1,"id":"NAME-900","at":"2026-03-04T12:00:00+01:00","kind":"ask","n":90,"text":"stranger","on":"2026-03-04"}"#;
    let stranger = stranger.replace("NAME", &name);
    fs::write(home.path().join("data/copy.jsonl"), stranger + "\n").unwrap();
    let ran = home.run(TODAY, &["no", "before there is room"]);
    assert_eq!(ran.status, i32::from(own_name(&home) == name), "{ran:?}");
    fs::remove_file(&filler).unwrap();
    assert_eq!(home.run(TODAY, &["no", "after there is room"]).status, 0);
    assert_ne!(own_name(&home), name);
    let asks = home.json(TODAY, &["list"], "");
    let numbers: Vec<u64> = asks["asks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|ask| ask["number"].as_u64().unwrap())
        .collect();
    assert!(numbers.is_sorted_by(|one, next| one != next), "{numbers:?}");
    assert_eq!(home.run(TODAY, &["doctor"]).status, 0);
}

fn own_name(home: &Home) -> String {
    let name = fs::read_to_string(home.path().join("state/device")).unwrap();
    name.lines().next().unwrap().to_owned()
}

/// The command as a person without special rights would run it.
fn ordinary(home: &Home, args: &[&str]) -> Option<Command> {
    let nos = home.command(TODAY, args);
    let is_root = fs::metadata("/proc/self")
        .is_ok_and(|metadata| std::os::unix::fs::MetadataExt::uid(&metadata) == 0);
    if !is_root {
        return Some(nos);
    }
    // The program is put where anyone can run it, since the folder it is built in may be closed.
    let program = home.path().join("nos");
    if !program.exists() {
        fs::copy(nos.get_program(), &program).unwrap();
    }
    let mut command = Command::new(installed("setpriv")?);
    command
        .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
        .arg(program)
        .args(args)
        .env_clear();
    for (name, value) in nos.get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    Some(command)
}

fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_folder_that_cannot_be_written_can_be_read() {
    let home = with_one_ask();
    set_mode(home.path(), 0o777);
    for name in ["data", "state"] {
        set_mode(&home.path().join(name), 0o555);
    }
    for path in [log(&home), home.path().join("state/lock")] {
        set_mode(&path, 0o444);
    }
    let Some(mut list) = ordinary(&home, &["list", "--json"]) else {
        return;
    };
    let listed = ran_with(&mut list, b"");
    assert_eq!(listed.status, 0, "{listed:?}");
    assert!(listed.out.contains("asked for a discount"));
    let mut state = home.path().join("state");
    for told in ["lock", "test.jsonl"] {
        let Some(mut command) = ordinary(&home, &["log", "asked for a raise"]) else {
            return;
        };
        let refused = ran_with(command.env("NOS_STATE_DIR", &state), b"");
        assert_eq!(
            (refused.status, refused.out.as_str()),
            (1, ""),
            "{refused:?}"
        );
        assert!(
            refused.err.contains(told) && refused.err.contains("Permission denied"),
            "{}",
            refused.err
        );
        assert!(
            refused.err.ends_with("you typed:\nasked for a raise\n"),
            "{}",
            refused.err
        );
        // The second time only the logs cannot be written.
        state = home.path().join("state of its own");
    }
}

#[test]
fn a_log_without_read_permission_is_named_and_every_other_log_counts() {
    let home = with_one_ask();
    let other = home.path().join("data/other.jsonl");
    fs::write(&other, "").unwrap();
    set_mode(&other, 0o000);
    for path in [home.path().to_path_buf(), home.path().join("data")] {
        set_mode(&path, 0o777);
    }
    set_mode(&log(&home), 0o666);
    let Some(mut list) = ordinary(&home, &["list", "--json"]) else {
        return;
    };
    let listed = ran_with(&mut list, b"");
    assert_eq!(listed.status, 0, "{listed:?}");
    assert!(listed.out.contains("asked for a discount"));
    let told = format!("{}: it can't be read: Permission denied", other.display());
    assert_eq!(listed.err.matches(&told).count(), 1, "{}", listed.err);
    let Some(mut doctor) = ordinary(&home, &["doctor", "--json"]) else {
        return;
    };
    let doctor = ran_with(&mut doctor, b"");
    assert_eq!(doctor.status, 3);
    assert!(
        doctor.out.contains("\"kind\":\"unreadable\""),
        "{}",
        doctor.out
    );
}

#[test]
fn a_log_that_a_broken_disk_cannot_read_is_named_and_what_is_left_counts() {
    let Some(strace) = strace() else { return };
    let home = with_one_ask();
    let other = home.path().join("data/other.jsonl");
    fs::copy(log(&home), &other).unwrap();
    let flags = [
        "-P",
        other.to_str().unwrap(),
        "-e",
        "trace=pread64,read",
        "-e",
        "inject=pread64,read:error=EIO",
        "-o",
        "/dev/null",
    ];
    for (args, status) in [
        (&["list"][..], 0),
        (&["log", "asked for a raise"], 0),
        (&["doctor"], 3),
    ] {
        let ran = ran_with(
            &mut traced(&strace, &flags, &home.command(TODAY, args)),
            b"",
        );
        assert_eq!(ran.status, status, "{args:?}: {ran:?}");
        let told = format!("{}: it can't be read: ", other.display());
        assert!([ran.out, ran.err].concat().contains(&told), "{args:?}");
    }
    assert_eq!(texts(&home), ["asked for a discount", "asked for a raise"]);
}

#[test]
fn a_lock_that_is_held_gives_back_what_was_typed() {
    let home = with_one_ask();
    let lock = fs::File::options()
        .write(true)
        .open(home.path().join("state/lock"))
        .unwrap();
    lock.lock().unwrap();
    let old = bytes(&log(&home));
    let waiting = home
        .command(TODAY, &["log", "asked for a raise", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Reading does not wait for anyone.
    assert_eq!(texts(&home), ["asked for a discount"]);
    let refused = ran(waiting.wait_with_output().unwrap());
    assert_eq!((refused.status, refused.out.as_str()), (4, ""));
    let told: serde_json::Value = serde_json::from_str(&refused.err).unwrap();
    assert_eq!(told["error"]["code"], "busy");
    assert_eq!(told["error"]["typed"][0], "asked for a raise");
    assert_eq!(bytes(&log(&home)), old);
    drop(lock);
    assert_eq!(home.run(TODAY, &["log", "asked for a raise"]).status, 0);
}

#[test]
fn a_log_that_is_replaced_while_it_is_written_gets_the_ask_all_the_same() {
    let Some(strace) = strace() else { return };
    let home = with_one_ask();
    let old = bytes(&log(&home));
    // The sync waits long enough for a person to put another file in the place of the log.
    let path = log(&home);
    let flags = [
        "-P",
        path.to_str().unwrap(),
        "-e",
        "trace=fdatasync",
        "-e",
        "inject=fdatasync:delay_enter=600000:when=1",
        "-o",
        "/dev/null",
    ];
    let child = traced(
        &strace,
        &flags,
        &home.command(TODAY, &["log", "asked for a raise"]),
    )
    .stdout(Stdio::piped())
    .stderr(Stdio::piped())
    .spawn()
    .unwrap();
    while bytes(&log(&home)) == old {
        thread::sleep(Duration::from_millis(2));
    }
    let other = home.path().join("other");
    fs::write(&other, &old).unwrap();
    fs::rename(&other, log(&home)).unwrap();
    let ran = ran(child.wait_with_output().unwrap());
    assert_eq!(ran.status, 0, "{ran:?}");
    assert_eq!(texts(&home), ["asked for a discount", "asked for a raise"]);
}

#[test]
fn a_long_journal_is_read_where_the_system_gives_no_thread_to_read_it_with() {
    let home = Home::new();
    let lines: String = (1..=9_000)
        .map(|seq| {
            format!(
                r#"{{"v":1,"id":"a-{seq}","at":"2026-03-04T12:30:05+01:00","kind":"ask","n":{seq},"text":"a raise","on":"2026-03-04","outcome":"no"}}"#
            ) + "\n"
        })
        .collect();
    fs::create_dir(home.path().join("data")).unwrap();
    fs::write(home.path().join("data/a.jsonl"), lines).unwrap();
    for args in [["stats", "--all"], ["list", "--no"], ["export", "--json"]] {
        let with_threads = home.run(TODAY, &args);
        assert_eq!(with_threads.status, 0, "{args:?}: {}", with_threads.err);
        // No stack is as large as this.
        let mut command = home.command(TODAY, &args);
        let without = ran_with(
            command.env("RUST_MIN_STACK", (1_u64 << 47).to_string()),
            b"",
        );
        assert_eq!(without.err, with_threads.err, "{args:?}");
        assert!(without.out == with_threads.out, "{args:?}");
    }
}
