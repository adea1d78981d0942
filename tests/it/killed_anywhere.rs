//! A kill at any system call and at any moment: whatever was acknowledged is there, whatever was
//! there stays.

#![cfg(target_os = "linux")]

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use crate::home::{Home, Ran, ran_with};
use crate::strace::{TODAY, bytes, log, strace, texts, traced, with_one_ask};

/// System calls that make a difference to a file; to be killed at any other is to be killed
/// before the next of these.
const CALLS: &str = "openat,write,fdatasync,fsync,ftruncate,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,chmod,fchmod,fchmodat,flock,lseek,close";

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
            let doctor = home.run(TODAY, &["doctor"]);
            assert_eq!((doctor.status, doctor.err.as_str()), (0, ""), "{at}");
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
fn a_new_name_that_is_taken_and_killed_at_any_system_call_leaves_the_old_log_its_own() {
    let device = |home: &Home| {
        let text = fs::read_to_string(home.path().join("state/device")).unwrap();
        text.lines().next().unwrap().to_owned()
    };
    let made = || {
        let home = Home::new().without_a_name();
        home.run(TODAY, &["no", "asked for a discount"]);
        let name = device(&home);
        // An older mark: the log has a sequence that this home did not give out.
        fs::write(home.path().join("state/mark"), "0000000000000000\n").unwrap();
        fs::write(home.path().join("old-name"), name).unwrap();
        home
    };
    killed_everywhere(made, &["log", "asked for a raise"], "", |home, ran, at| {
        let is_there = texts(home).contains(&"asked for a raise".to_owned());
        assert!(is_there || ran.out.is_empty(), "{at}: {ran:?}");
        let next = home.run(TODAY, &["log", "asked for a seat"]);
        assert_eq!(next.status, 0, "{at}: {next:?}");
        let old = fs::read_to_string(home.path().join("old-name")).unwrap();
        let former = fs::read_to_string(home.path().join("state/former-names")).unwrap();
        assert_ne!(device(home), old, "{at}");
        assert!(former.lines().any(|name| name == old), "{at}: {former}");
        assert_eq!(texts(home).len(), 2 + usize::from(is_there), "{at}");
        // What was written under the old name is erased as its own.
        let purge = home.run(TODAY, &["remove", "1", "--purge", "--force"]);
        assert_eq!(purge.status, 0, "{at}: {purge:?}");
        let old_log = home.path().join(format!("data/{old}.jsonl"));
        assert!(
            !String::from_utf8(bytes(&old_log))
                .unwrap()
                .contains("discount"),
            "{at}"
        );
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
            let doctor = home.run(TODAY, &["doctor"]);
            assert_eq!((doctor.status, doctor.err.as_str()), (0, ""), "{at}");
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
        let list = home.run(TODAY, &["list"]);
        assert!(!list.err.contains("your log"), "{at}: {}", list.err);
        assert_eq!(texts(home), ["asked for a discount"], "{at}");
        assert_eq!(home.run(TODAY, &["doctor", "--repair"]).status, 0, "{at}");
        assert_eq!(texts(home), ["asked for a discount"], "{at}");
    });
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
