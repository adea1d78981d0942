//! What the machine can do to a journal: a kill at any system call, a full or broken disk, a
//! folder that cannot be written. Whatever was acknowledged is there, whatever was there stays,
//! and what was typed is given back.

#![cfg(target_os = "linux")]

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use crate::home::{Home, Ran, ran, ran_with};
use crate::terminal::installed;

const TODAY: &str = "2026-03-04";

/// System calls that make a difference to a file; to be killed at any other is to be killed
/// before the next of these.
const CALLS: &str = "openat,write,fdatasync,fsync,ftruncate,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,chmod,fchmod,fchmodat,flock,lseek,close";

/// strace, where it is there and may be used; else the test says that it skips.
fn strace() -> Option<PathBuf> {
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
fn skip(why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {why}");
}

/// The command, run under strace with these flags.
fn traced(strace: &Path, flags: &[&str], nos: &Command) -> Command {
    let mut command = Command::new(strace);
    command.args(["-f", "-qq"]).args(flags).arg("--");
    command.arg(nos.get_program()).args(nos.get_args());
    command.env_clear();
    for (name, value) in nos.get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    command
}

fn log(home: &Home) -> PathBuf {
    home.path().join("data/test.jsonl")
}

fn bytes(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_default()
}

/// How often each of the calls is made by a command, for a home that is thrown away.
fn counts(
    strace: &Path,
    made: impl Fn() -> Home,
    args: &[&str],
    input: &str,
) -> Vec<(String, usize)> {
    let home = made();
    let out = home.path().join("trace");
    let flags = ["-e", &format!("trace={CALLS}"), "-o", out.to_str().unwrap()];
    let ran = ran_with(
        &mut traced(strace, &flags, &home.command(TODAY, args)),
        input.as_bytes(),
    );
    assert_eq!(ran.status, 0, "{ran:?}");
    let mut counts: Vec<(String, usize)> = Vec::new();
    for line in fs::read_to_string(out).unwrap().lines() {
        // `1234 openat(…`, or `openat(…` where there is one process.
        let call = line.split('(').next().unwrap_or_default();
        let name = call.rsplit(' ').next().unwrap_or_default().to_owned();
        match counts.iter_mut().find(|(other, _)| *other == name) {
            Some((_, count)) => *count += 1,
            None if CALLS.split(',').any(|call| call == name) => counts.push((name, 1)),
            None => {}
        }
    }
    assert!(counts.len() > 4, "{counts:?}");
    counts
}

/// Kills a command at every one of its system calls, each in a fresh home, and hands on the home
/// with what the command said before its end.
fn killed_everywhere(
    made: impl Fn() -> Home + Sync,
    args: &[&str],
    input: &str,
    check: impl Fn(&Home, &Ran, &str) + Sync,
) {
    let Some(strace) = strace() else { return };
    let mut places = Vec::new();
    for (call, count) in counts(&strace, &made, args, input) {
        places.extend((1..=count).map(|nth| (call.clone(), nth)));
    }
    let (next, killed) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some((call, nth)) = places.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let home = made();
                    let inject = format!("inject={call}:signal=SIGKILL:when={nth}");
                    let flags = [
                        "-e",
                        &format!("trace={call}"),
                        "-e",
                        &inject,
                        "-o",
                        "/dev/null",
                    ];
                    let mut command = traced(&strace, &flags, &home.command(TODAY, args));
                    let ran = ran_with(&mut command, input.as_bytes());
                    killed.fetch_add(usize::from(ran.status != 0), Ordering::Relaxed);
                    check(&home, &ran, &format!("{call} {nth}"));
                }
            });
        }
    });
    // A command that is traced makes the same calls each time, give or take a few.
    let killed = killed.into_inner();
    assert!(
        killed > 10 && killed + 5 > places.len(),
        "{killed} {places:?}"
    );
}

fn with_one_ask() -> Home {
    let home = Home::new();
    let ran = home.run(TODAY, &["no", "asked for a discount"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    home
}

fn texts(home: &Home) -> Vec<String> {
    let list = home.json(TODAY, &["list"], "");
    let asks = list["asks"].as_array().unwrap();
    asks.iter()
        .map(|ask| ask["text"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_log_that_is_killed_at_any_system_call_loses_nothing_that_was_acknowledged() {
    let old = bytes(&log(&with_one_ask()));
    killed_everywhere(
        with_one_ask,
        &["log", "asked for a raise"],
        "",
        |home, ran, at| {
            assert!(bytes(&log(home)).starts_with(&old), "{at}");
            let is_there = texts(home).contains(&"asked for a raise".to_owned());
            assert!(is_there || ran.out.is_empty(), "{at}: {ran:?}");
            let next = home.run(TODAY, &["log", "asked for a seat"]);
            assert_eq!((next.status, next.err.as_str()), (0, ""), "{at}");
            let mut texts = texts(home);
            assert_eq!(texts.pop().as_deref(), Some("asked for a seat"), "{at}");
            assert_eq!(texts.len(), 1 + usize::from(is_there), "{at}: {texts:?}");
        },
    );
}

#[test]
fn a_first_log_that_is_killed_at_any_system_call_is_no_hindrance_to_the_next() {
    // The device has no name yet, so it gives itself one, and a mark.
    let made = || Home::new().without_a_name();
    killed_everywhere(made, &["log", "asked for a raise"], "", |home, ran, at| {
        let is_there = texts(home) == ["asked for a raise"];
        assert!(is_there || ran.out.is_empty(), "{at}: {ran:?}");
        for text in ["asked for a seat", "asked for a coffee"] {
            let next = home.run(TODAY, &["log", text]);
            assert_eq!((next.status, next.err.as_str()), (0, ""), "{at}");
        }
        assert_eq!(texts(home).len(), 2 + usize::from(is_there), "{at}");
        let doctor = home.run(TODAY, &["doctor"]);
        assert_eq!((doctor.status, doctor.err.as_str()), (0, ""), "{at}");
    });
}

#[test]
fn a_batch_that_is_killed_at_any_system_call_is_there_or_not_there() {
    let old = bytes(&log(&with_one_ask()));
    killed_everywhere(
        with_one_ask,
        &["log", "-", "--no"],
        "asked for one\nasked for two\nasked for three\n",
        |home, ran, at| {
            assert!(bytes(&log(home)).starts_with(&old), "{at}");
            let count = texts(home).len();
            assert!(
                count == 4 || (count == 1 && ran.out.is_empty()),
                "{at}: {count} {ran:?}"
            );
            assert_eq!(home.run(TODAY, &["log", "again"]).status, 0, "{at}");
        },
    );
}

#[test]
fn a_purge_that_is_killed_at_any_system_call_leaves_the_old_log_or_the_new_one() {
    let made = || {
        let home = with_one_ask();
        home.run(TODAY, &["log", "asked for a zebra"]);
        home.run(TODAY, &["log", "asked for a seat"]);
        home
    };
    let whole = bytes(&log(&made()));
    killed_everywhere(
        made,
        &["remove", "2", "--purge", "--force"],
        "",
        |home, ran, at| {
            let now = String::from_utf8(bytes(&log(home))).unwrap();
            let is_old = now.starts_with(std::str::from_utf8(&whole).unwrap());
            let is_new = !now.contains("zebra") && now.contains("\"kind\":\"purge\"");
            assert!(is_old || is_new, "{at}: {now}");
            assert!(is_new || ran.out.is_empty(), "{at}: {ran:?}");
            assert!(texts(home).contains(&"asked for a seat".to_owned()), "{at}");
            // If the purge was written, the next change carries it through.
            let was_purged = now.contains("\"kind\":\"purge\"");
            assert_eq!(home.run(TODAY, &["log", "again"]).status, 0, "{at}");
            let now = String::from_utf8(bytes(&log(home))).unwrap();
            assert_eq!(now.contains("zebra"), !was_purged, "{at}: {now}");
            let names: Vec<_> = home.logs().into_iter().map(|(path, _)| path).collect();
            assert_eq!(names, [log(home)], "{at}: nothing is left lying about");
        },
    );
}

#[test]
fn a_repair_that_is_killed_at_any_system_call_deletes_nothing() {
    let made = || {
        let home = with_one_ask();
        let mut torn = bytes(&log(&home));
        torn.extend_from_slice(b"{\"v\":1,\"id\":\"tes\n");
        fs::write(log(&home), torn).unwrap();
        home
    };
    killed_everywhere(made, &["doctor", "--repair"], "", |home, _, at| {
        let log_has_it = String::from_utf8(bytes(&log(home)))
            .unwrap()
            .contains("tes\n");
        let side_file = bytes(&home.path().join("state/unreadable.txt"));
        let side_file_has_it = side_file.ends_with(b"{\"v\":1,\"id\":\"tes\n");
        assert!(log_has_it || side_file_has_it, "{at}");
        assert_eq!(texts(home), ["asked for a discount"], "{at}");
        assert_eq!(home.run(TODAY, &["doctor", "--repair"]).status, 0, "{at}");
        assert_eq!(texts(home), ["asked for a discount"], "{at}");
    });
}

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
    let filler = disk.0.join("filler");
    let mut file = fs::File::create(&filler).unwrap();
    while file.write(&[b'x'; 4096]).is_ok() {}
    drop(file);
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

/// The command as somebody without special rights would run it.
fn ordinary(home: &Home, args: &[&str]) -> Option<Command> {
    let nos = home.command(TODAY, args);
    let is_root = fs::metadata("/proc/self")
        .is_ok_and(|metadata| std::os::unix::fs::MetadataExt::uid(&metadata) == 0);
    if !is_root {
        return Some(nos);
    }
    // The program is put where anybody can run it, since the folder it is built in may be closed.
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
fn of_200_logs_that_are_killed_nothing_acknowledged_is_lost() {
    let home = Home::new();
    let mut acknowledged = Vec::new();
    for round in 0..200_u64 {
        let text = format!("asked {round}");
        let mut child = home
            .command(TODAY, &["no", &text])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_micros(round * 137 % 9000));
        child.kill().unwrap();
        let mut out = String::new();
        child
            .stdout
            .take()
            .unwrap()
            .read_to_string(&mut out)
            .unwrap();
        child.wait().unwrap();
        if out.contains(&text) {
            acknowledged.push(text);
        }
    }
    let texts = texts(&home);
    for text in &acknowledged {
        assert!(texts.contains(text), "{text} was acknowledged and is lost");
    }
    let doctor = home.run(TODAY, &["doctor"]);
    assert!([0, 3].contains(&doctor.status), "{doctor:?}");
    assert_eq!(home.run(TODAY, &["log", "and once more"]).status, 0);
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
    // Reading does not wait for anybody.
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
    // The sync waits long enough for somebody to put another file in the place of the log.
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
