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

#[test]
fn a_log_that_is_a_pipe_or_a_folder_is_an_error_and_nobody_waits() {
    for make in ["mkfifo", "mkdir"] {
        let home = Home::new();
        fs::create_dir_all(home.path().join("data")).unwrap();
        for name in ["test.jsonl", "other.jsonl"] {
            let path = home.path().join("data").join(name);
            assert!(Command::new(make).arg(&path).status().unwrap().success());
            refused(&home.run(TODAY, &["list"]), "is not a regular file");
            let log = home.run(TODAY, &["log", "asked for a raise"]);
            refused(&log, "you typed:\nasked for a raise\n");
            let _ = fs::remove_file(&path);
            let _ = fs::remove_dir(&path);
        }
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
    refused(&home.run(TODAY, &["list"]), "cannot read");
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
    assert_eq!(home.run(TODAY, &["doctor"]).status, 0);
    assert_eq!(home.run(TODAY, &["log", "four"]).status, 0);
    let log_now = fs::read_to_string(log(&home)).unwrap();
    assert!(
        log_now.starts_with(&format!("{log_before}\n{{")),
        "{log_now:?}"
    );
    assert_eq!(texts(&home), ["one", "two", "three", "four"]);
}

#[test]
fn of_two_lines_with_one_id_the_higher_counts_and_both_are_kept() {
    let home = Home::new();
    let both = format!("{}\n{}\n", ask(1, "zebra"), ask(1, "ant"));
    write(&log(&home), &both);
    let list = home.run(TODAY, &["list", "--json"]);
    assert_eq!(list.status, 0);
    assert!(
        list.out.contains("zebra") && !list.out.contains("ant"),
        "{}",
        list.out
    );
    assert_eq!(
        list.err.matches("\"code\":\"conflict\"").count(),
        1,
        "{}",
        list.err
    );
    let doctor = home.run(TODAY, &["doctor", "--repair", "--json"]);
    assert_eq!(doctor.status, 3, "{doctor:?}");
    assert!(
        doctor.out.contains("\"line\":1,\"kind\":\"conflict\""),
        "{}",
        doctor.out
    );
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
