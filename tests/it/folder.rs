//! The folder of the logs, as others may have left it.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::home::{Home, Ran, ran};

const TODAY: &str = "2026-03-04";

fn log(home: &Home) -> PathBuf {
    home.path().join("data/test.jsonl")
}

fn write(path: &Path, bytes: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

fn ask(seq: u64, text: &str) -> String {
    format!(
        "{{\"v\":1,\"id\":\"test-{seq}\",\"at\":\"2026-03-04T12:00:00Z\",\"kind\":\"ask\",\"n\":{seq},\"text\":\"{text}\",\"on\":\"2026-03-04\"}}"
    )
}

fn texts(home: &Home) -> Vec<String> {
    let list = home.json(TODAY, &["list"], "");
    let asks = list["asks"].as_array().unwrap();
    asks.iter()
        .map(|ask| ask["text"].as_str().unwrap().to_owned())
        .collect()
}

#[track_caller]
fn refused(ran: &Ran, told: &str) {
    assert_eq!((ran.status, ran.out.as_str()), (1, ""), "{ran:?}");
    assert!(ran.err.contains(told), "{}", ran.err);
}

#[test]
fn files_and_folders_are_for_their_owner_alone_whatever_the_umask() {
    for umask in ["000", "022", "077", "0577", "0777"] {
        let home = Home::new();
        let mut nos = home.command(TODAY, &["log", "asked for a raise"]);
        nos.env("NOS_DIR", home.path().join("a/b/data"))
            .env("NOS_STATE_DIR", home.path().join("c/d/state"))
            .env_remove("NOS_DEVICE");
        let mut shell = Command::new("sh");
        shell
            .args(["-c", &format!("umask {umask} && exec \"$@\""), "sh"])
            .arg(nos.get_program())
            .args(nos.get_args())
            .env_clear();
        for (name, value) in nos.get_envs() {
            if let Some(value) = value {
                shell.env(name, value);
            }
        }
        let ran = ran(shell.output().unwrap());
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{umask}");
        let mut folders = vec![home.path().join("a"), home.path().join("c")];
        let mut files = 0;
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
                if path.is_dir() {
                    assert_eq!(mode, 0o700, "{umask} {}", path.display());
                    folders.push(path);
                } else {
                    assert_eq!(mode, 0o600, "{umask} {}", path.display());
                    files += 1;
                }
            }
        }
        // The log, and the device's name, its two marks and the lock.
        assert_eq!(files, 5, "{umask}");
    }
}

#[test]
fn reading_makes_no_file_and_no_folder() {
    let home = Home::new();
    for args in [
        &["list"][..],
        &["stats"],
        &["goal"],
        &[],
        &["doctor"],
        &["show", "1"],
        &["undo", "--dry-run"],
        &["sweep", "--dry-run"],
        &["remove", "1", "--dry-run"],
        &["sweep"],
        &["export"],
    ] {
        home.run(TODAY, args);
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0, "{args:?}");
    }
}

/// What `doctor` finds: its status, and the kinds of the problems with their lines.
fn doctor(home: &Home, args: &[&str]) -> (i32, Vec<(String, Option<u64>)>) {
    let ran = home.run(TODAY, &[&["doctor", "--json"], args].concat());
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let problems = told["problems"].as_array().unwrap();
    let problem = |problem: &serde_json::Value| {
        let kind = problem["kind"].as_str().unwrap().to_owned();
        (kind, problem["line"].as_u64())
    };
    (ran.status, problems.iter().map(problem).collect())
}

/// Puts something that is no log under the name of one.
fn make_bad(how: &str, path: &Path) {
    match how {
        "link" => symlink("nowhere/at/all", path).unwrap(),
        make => assert!(Command::new(make).arg(path).status().unwrap().success()),
    }
}

const BAD: [&str; 3] = ["mkfifo", "mkdir", "link"];

#[test]
fn one_bad_file_among_the_logs_is_one_warning_and_every_other_log_counts() {
    for how in BAD {
        let home = Home::new();
        assert_eq!(home.run(TODAY, &["log", "one"]).status, 0);
        let bad = home.path().join("data/other.jsonl");
        make_bad(how, &bad);
        for args in [
            &[][..],
            &["list"],
            &["stats"],
            &["log", "two"],
            &["undo"],
            &["redo"],
        ] {
            let ran = home.run(TODAY, args);
            assert_eq!(ran.status, 0, "{how} {args:?}: {ran:?}");
            let told = format!("warning: {}: it's ", bad.display());
            assert_eq!(
                ran.err.matches(&told).count(),
                1,
                "{how} {args:?}: {}",
                ran.err
            );
        }
        let purge = home.run(TODAY, &["remove", "2", "--purge", "--force"]);
        assert_eq!(purge.status, 0, "{how}: {purge:?}");
        assert_eq!(texts(&home), ["one"]);
        let found = vec![("not-a-log".to_owned(), None)];
        assert_eq!(doctor(&home, &[]), (3, found.clone()), "{how}");
        assert_eq!(doctor(&home, &["--repair"]), (3, found), "{how}");
    }
}

#[test]
fn a_bad_file_in_place_of_the_own_log_refuses_changes_alone() {
    for how in BAD {
        let home = Home::new();
        write(
            &home.path().join("data/other.jsonl"),
            format!("{}\n", ask(1, "one").replace("test-1", "other-1")),
        );
        make_bad(how, &log(&home));
        assert_eq!(texts(&home), ["one"], "{how}");
        let ran = home.run(TODAY, &["log", "asked for a raise"]);
        refused(&ran, "this device can't write to its log");
        refused(&ran, "you typed:\nasked for a raise\n");
        assert_eq!(doctor(&home, &[]).0, 3, "{how}");
    }
}

#[test]
fn a_bad_file_among_long_logs_that_several_read_is_told_once() {
    let home = Home::new();
    let lines: String = (1..=9_000)
        .map(|seq| ask(seq, "one").replace("test-", "other-") + "\n")
        .collect();
    for device in ["a", "z"] {
        let path = home.path().join(format!("data/{device}.jsonl"));
        write(&path, lines.replace("other-", &format!("{device}-")));
    }
    make_bad("mkfifo", &home.path().join("data/m.jsonl"));
    assert_eq!(
        doctor(&home, &[]),
        (3, vec![("not-a-log".to_owned(), None)])
    );
    assert_eq!(home.json(TODAY, &["list"], "")["count"], 18_000);
}

#[test]
fn runs_of_nuls_are_named_with_their_lines_and_a_repair_removes_them() {
    let home = Home::new();
    let nuls = "\0".repeat(4096);
    let (one, two, three) = (ask(1, "one"), ask(2, "two"), ask(3, "three"));
    let torn = &three[..30];
    write(
        &log(&home),
        format!("{one}\n{nuls}{two}\n{nuls}\n{torn}{nuls}\n{three}{nuls}"),
    );
    let nuls_at = |line| ("nuls".to_owned(), Some(line));
    let found = vec![
        nuls_at(2),
        nuls_at(3),
        nuls_at(4),
        ("unreadable".to_owned(), Some(4)),
        nuls_at(5),
    ];
    assert_eq!(doctor(&home, &[]), (3, found));
    // Nothing is lost by them, so doctor alone tells.
    let list = home.run(TODAY, &["list"]);
    assert_eq!(list.err.matches("warning: ").count(), 1, "{}", list.err);
    assert_eq!(texts(&home), ["one", "two", "three"]);
    let repair = home.run(TODAY, &["doctor", "--repair"]);
    assert!(
        repair.out.contains("NULs removed from 3 lines\n"),
        "{}",
        repair.out
    );
    assert_eq!(repair.status, 0);
    assert_eq!(
        fs::read_to_string(log(&home)).unwrap(),
        format!("{one}\n{two}\n{three}\n")
    );
    assert_eq!(doctor(&home, &[]), (0, vec![]));
}

#[test]
fn nuls_in_the_log_of_another_device_are_named_and_left_alone() {
    let home = Home::new();
    let path = home.path().join("data/other.jsonl");
    let whole = format!("\0\0{}\n", ask(1, "one"));
    write(&path, &whole);
    assert_eq!(
        doctor(&home, &["--repair"]),
        (3, vec![("nuls".to_owned(), Some(1))])
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), whole);
}

#[test]
fn an_empty_mark_is_not_taken_for_another_machine_that_writes() {
    for mark in ["", "\0\0\0\0", "many\n"] {
        let home = Home::new().without_a_name();
        assert_eq!(home.run(TODAY, &["log", "one"]).status, 0);
        let state = home.path().join("state");
        let name = fs::read_to_string(state.join("device")).unwrap();
        fs::write(state.join("mark"), mark).unwrap();
        assert_eq!(doctor(&home, &[]), (0, vec![]));
        let next = home.run(TODAY, &["log", "two"]);
        assert_eq!((next.status, next.err.as_str()), (0, ""), "{mark:?}");
        assert_eq!(fs::read_to_string(state.join("device")).unwrap(), name);
        let next = home.run(TODAY, &["log", "three"]);
        assert_eq!((next.status, next.err.as_str()), (0, ""), "{mark:?}");
    }
}

#[test]
fn a_log_that_is_a_link_is_followed_and_one_that_leads_nowhere_is_told() {
    let home = Home::new();
    let elsewhere = home.path().join("elsewhere/log");
    write(&elsewhere, format!("{}\n", ask(1, "one")));
    fs::create_dir_all(home.path().join("data")).unwrap();
    symlink(&elsewhere, log(&home)).unwrap();
    assert_eq!(home.run(TODAY, &["log", "two"]).status, 0);
    assert_eq!(texts(&home), ["one", "two"]);
    assert!(fs::symlink_metadata(log(&home)).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&elsewhere).unwrap().lines().count(), 2);
    fs::rename(&elsewhere, home.path().join("unmounted")).unwrap();
    let list = home.run(TODAY, &["list"]);
    assert_eq!(list.status, 0);
    assert!(
        list.err.contains("it's a link that leads nowhere"),
        "{}",
        list.err
    );
    refused(&home.run(TODAY, &["log", "three"]), "you typed:\nthree\n");
    assert!(!elsewhere.exists());
}

#[test]
fn a_byte_order_mark_carriage_returns_and_nuls_do_not_hide_a_line() {
    let home = Home::new();
    let log_before = format!(
        "\u{feff}{}\r\n\r\n\0\0\0\0{}\n\0\0\n  \n{}\0\0",
        ask(1, "one"),
        ask(2, "two"),
        ask(3, "three")
    );
    write(&log(&home), &log_before);
    assert_eq!(texts(&home), ["one", "two", "three"]);
    assert_eq!(home.run(TODAY, &["log", "four"]).status, 0);
    let log_now = fs::read_to_string(log(&home)).unwrap();
    assert!(
        log_now.starts_with(&format!("{log_before}\n{{")),
        "{log_now:?}"
    );
    assert_eq!(texts(&home), ["one", "two", "three", "four"]);
}

#[test]
fn two_lines_with_one_id_that_differ_are_both_kept_and_both_count() {
    let home = Home::new();
    let both = format!("{}\n{}\n", ask(1, "zebra"), ask(1, "ant"));
    write(&log(&home), &both);
    let list = home.run(TODAY, &["list", "--json"]);
    assert_eq!(list.status, 0);
    assert!(
        list.out.contains("zebra") && list.out.contains("ant"),
        "{}",
        list.out
    );
    assert_eq!(
        list.err.matches("\"code\":\"conflict\"").count(),
        1,
        "{}",
        list.err
    );
    let doctor = home.run(TODAY, &["doctor", "--json"]);
    assert_eq!(doctor.status, 3, "{doctor:?}");
    assert!(
        doctor.out.contains("\"line\":2,\"kind\":\"conflict\""),
        "{}",
        doctor.out
    );
    // A repair accepts them as they are.
    assert_eq!(home.run(TODAY, &["doctor", "--repair"]).status, 0);
    assert_eq!(home.run(TODAY, &["list"]).err, "");
    assert_eq!(fs::read_to_string(log(&home)).unwrap(), both);
}

#[test]
fn the_same_line_in_another_order_of_keys_and_spacing_is_one_event() {
    let home = Home::new();
    let other = "{ \"on\": \"2026-03-04\",\"text\":\"\\u006fne\", \"n\":1, \"kind\":\"ask\",\"at\":\"2026-03-04T12:00:00Z\",\"id\":\"test-1\",\"v\":1 }";
    write(&log(&home), format!("{}\n{other}\n", ask(1, "one")));
    let list = home.run(TODAY, &["list"]);
    assert_eq!((list.status, list.err.as_str()), (0, ""));
    assert_eq!(texts(&home), ["one"]);
}

#[test]
fn the_highest_sequence_and_the_highest_number_end_it_with_a_word() {
    for line in [
        ask(1, "one").replace("test-1", "other-9007199254740991"),
        ask(1, "one").replace("\"n\":1", "\"n\":9007199254740991"),
    ] {
        let home = Home::new();
        write(&log(&home), format!("{line}\n"));
        let ran = home.run(TODAY, &["log", "asked for a raise"]);
        refused(&ran, "you typed:\nasked for a raise\n");
        assert_eq!(fs::read_to_string(log(&home)).unwrap(), format!("{line}\n"));
    }
}

#[test]
fn a_relative_home_folder_is_not_the_one_of_a_path_in_the_settings() {
    let home = Home::new();
    fs::write(home.path().join("config.toml"), "dir = \"~/nos-logs\"\n").unwrap();
    let logs = |set_home: &str| {
        let settings = "NOS_CONFIG=config.toml";
        let line = format!("unset NOS_DIR; {set_home} {settings} nos doctor");
        let ran = home.shell(TODAY, &line);
        let line = ran.out.lines().find(|line| line.starts_with("Logs"));
        line.unwrap_or_else(|| panic!("{ran:?}")).to_owned()
    };
    let below = home.path().join("nos-logs").display().to_string();
    assert!(logs("").contains(&below));
    for set_home in ["HOME=here", "HOME=.", "env -u HOME"] {
        let logs = logs(set_home);
        let place = logs.split_whitespace().nth(1).unwrap();
        assert!(
            Path::new(place).is_absolute() && !logs.contains(&below),
            "{set_home}: {logs}"
        );
    }
}

#[test]
fn a_relative_home_folder_is_not_taken_for_one_below_the_current_folder() {
    let home = Home::new();
    for relative in ["here", ".", "./here", "~"] {
        let line = format!("unset NOS_DIR NOS_STATE_DIR; HOME='{relative}' nos doctor");
        let ran = home.shell(TODAY, &line);
        let places: Vec<&str> = ran
            .out
            .lines()
            .filter(|line| line.starts_with("Logs") || line.starts_with("State"))
            .filter_map(|line| line.split_whitespace().nth(1))
            .collect();
        assert_eq!(places.len(), 2, "{ran:?}");
        for place in places {
            let place = Path::new(place);
            assert!(place.is_absolute(), "{relative}: {ran:?}");
            assert!(!place.starts_with(home.path()), "{relative}: {ran:?}");
        }
    }
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn a_state_folder_inside_the_logs_is_refused() {
    let home = Home::new();
    let mut command = home.command(TODAY, &["log", "x"]);
    command.env("NOS_STATE_DIR", home.path().join("data/state"));
    let ran = ran(command.output().unwrap());
    assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{ran:?}");
    assert!(!home.path().join("data").exists());
}

#[test]
fn a_state_folder_behind_a_link_into_the_logs_is_refused_before_it_is_made() {
    let home = Home::new();
    let (logs, link) = (home.path().join("synchronised"), home.path().join("data"));
    fs::create_dir(&logs).unwrap();
    symlink(&logs, &link).unwrap();
    for state in [link.join("state"), logs.join("state/nos")] {
        let mut command = home.command(TODAY, &["log", "asked for a raise"]);
        let told = ran(command.env("NOS_STATE_DIR", &state).output().unwrap());
        assert_eq!(told.status, 2, "{told:?}");
        assert!(told.err.contains("is inside the folder of the logs"));
        assert_eq!(fs::read_dir(&logs).unwrap().count(), 0);
    }
}

#[test]
fn a_file_of_the_state_folder_that_is_no_file_says_nothing_and_is_never_waited_for() {
    let bad = BAD.into_iter().chain(["/dev/zero", "/dev/full"]);
    for how in bad {
        for name in [
            "device",
            "mark",
            "mark2",
            "former-names",
            "imported",
            "accepted",
            "purged",
        ] {
            let home = Home::new().without_a_name();
            assert_eq!(home.run(TODAY, &["log", "one"]).status, 0);
            let path = home.path().join("state").join(name);
            let _ = fs::remove_file(&path);
            if how.starts_with('/') {
                symlink(how, &path).unwrap();
            } else {
                make_bad(how, &path);
            }
            let at = format!("{name} by {how}");
            for args in [&[][..], &["list"], &["stats"], &["doctor"]] {
                let ran = home.run(TODAY, args);
                assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{at}: {ran:?}");
            }
            let change = home.run(TODAY, &["log", "asked for a raise"]);
            if change.status == 0 {
                assert_eq!(texts(&home), ["one", "asked for a raise"], "{at}");
            } else {
                refused(&change, &path.display().to_string());
                refused(&change, "you typed:\nasked for a raise\n");
                assert_eq!(texts(&home), ["one"], "{at}");
            }
            let is_written = ["device", "mark", "mark2"].contains(&name);
            assert_eq!(change.status, i32::from(is_written), "{at}");
            // Nothing shows that another machine writes under the name.
            assert!(!change.err.contains("this device is"), "{at}: {change:?}");
        }
    }
}
