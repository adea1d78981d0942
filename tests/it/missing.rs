//! A log of this device that lost lines, or is gone: it is named until the lines are back or the loss
//! is accepted, and nothing that was given out is given out again.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::home::{Home, ran};

const TODAY: &str = "2026-03-04";

/// A home whose device gives itself a name, with three nos.
fn with_three_nos() -> Home {
    three_nos_in(Home::new().without_a_name())
}

fn three_nos_in(home: Home) -> Home {
    for text in ["one", "two", "three"] {
        let ran = home.run(TODAY, &["no", text]);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{ran:?}");
    }
    home
}

fn own_log(home: &Home) -> PathBuf {
    let mut logs = fs::read_dir(home.path().join("data")).unwrap();
    logs.next().unwrap().unwrap().path()
}

/// The kinds of the problems that `doctor` finds, and its status.
fn doctor(home: &Home, args: &[&str]) -> (i32, Vec<String>) {
    let ran = home.run(TODAY, &[&["doctor", "--json"], args].concat());
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    let problems = told["problems"].as_array().unwrap();
    let kinds = problems
        .iter()
        .map(|problem| problem["kind"].as_str().unwrap().to_owned());
    (ran.status, kinds.collect())
}

fn missing() -> (i32, Vec<String>) {
    (3, vec!["missing".to_owned()])
}

fn well() -> (i32, Vec<String>) {
    (0, vec![])
}

#[track_caller]
fn is_told_in_one_line(home: &Home, args: &[&str], lost: &str) {
    let ran = home.run(TODAY, args);
    assert_eq!(ran.status, 0, "{args:?}: {}", ran.err);
    let told: Vec<&str> = ran
        .err
        .lines()
        .filter(|line| line.starts_with("warning: "))
        .collect();
    let [line] = told.as_slice() else {
        panic!("{args:?}: {}", ran.err)
    };
    assert!(line.contains(lost), "{args:?}: {line}");
    assert!(line.contains("put it back from your backup"), "{line}");
    assert!(line.ends_with("nos doctor --repair"), "{line}");
    assert!(!ran.out.contains("Nothing is logged yet"), "{}", ran.out);
}

#[test]
fn an_emptied_log_is_named_by_every_command_that_counts_and_greets_no_newcomer() {
    for home in [with_three_nos(), three_nos_in(Home::new())] {
        fs::write(own_log(&home), "").unwrap();
        assert_eq!(doctor(&home, &[]), missing());
        for args in [&[][..], &["list"], &["stats"], &["goal"], &["no", "four"]] {
            is_told_in_one_line(&home, args, "your log is empty; it had at least ");
            fs::write(own_log(&home), "").unwrap();
        }
        let nos = home.run(TODAY, &["--json"]);
        let warning: Value = serde_json::from_str(&nos.err).unwrap();
        assert_eq!(warning["warning"]["code"], "missing");
        assert_eq!(nos.status, 0);
    }
}

#[test]
fn the_next_no_after_a_loss_is_not_called_the_first() {
    let home = Home::new().without_a_name();
    for text in ["one", "two"] {
        let told = home.run(TODAY, &["no", text]).out;
        assert_eq!(told.contains("Your first no"), text == "one", "{told}");
    }
    for lose in [
        |home: &Home| fs::write(own_log(home), ""),
        |home: &Home| fs::remove_dir_all(home.path().join("data")),
    ] {
        lose(&home).unwrap();
        for text in ["three", "four"] {
            let told = home.run(TODAY, &["no", text]);
            assert!(told.err.contains("your log "), "{told:?}");
            assert!(!told.out.contains("Your first no"), "{told:?}");
        }
    }
}

#[test]
fn a_log_that_lost_its_only_change_greets_no_newcomer() {
    for (home, args) in [
        (Home::new().without_a_name(), ["no", "one"].as_slice()),
        (Home::new(), &["no", "one"]),
        (Home::new(), &["goal", "set", "1000"]),
    ] {
        assert_eq!(home.run(TODAY, args).status, 0);
        let log = own_log(&home);
        for lose in [|log: &_| fs::write(log, ""), |log: &_| fs::remove_file(log)] {
            lose(&log).unwrap();
            let nos = home.run::<&str>(TODAY, &[]);
            assert!(!nos.out.contains("Nothing is logged yet"), "{nos:?}");
            assert!(nos.out.contains("written here before"), "{nos:?}");
            let list = home.run(TODAY, &["list"]);
            assert!(!list.err.contains("Nothing is logged yet"), "{list:?}");
            // It may as well be a change that did not come to its end: no problem, but a word.
            let doctor = home.run(TODAY, &["doctor"]);
            assert_eq!(doctor.status, 0);
            assert!(doctor.err.contains("-1 was given out"), "{doctor:?}");
        }
        let next = home.json(TODAY, &["no", "two"], "");
        let number = if args.contains(&"one") { 2 } else { 1 };
        assert_eq!(next["ask"]["number"], number);
        let nos = home.run::<&str>(TODAY, &[]);
        assert!(!nos.out.contains("written here before"), "{nos:?}");
    }
    // Another folder of the same device has nothing to miss.
    let home = with_three_nos();
    let other = home.path().join("other");
    let nos = home.run(TODAY, &["--dir", other.to_str().unwrap()]);
    assert!(nos.out.contains("Nothing is logged yet"), "{nos:?}");
}

#[test]
fn a_folder_of_logs_that_is_gone_is_named() {
    let home = with_three_nos();
    fs::remove_dir_all(home.path().join("data")).unwrap();
    assert_eq!(doctor(&home, &[]), missing());
    for args in [&[][..], &["list"], &["goal", "set", "1000"]] {
        is_told_in_one_line(&home, args, "your log is gone; it had at least ");
        let _ = fs::remove_dir_all(home.path().join("data"));
    }
}

#[test]
fn a_folder_behind_a_link_that_is_not_mounted_is_named() {
    let home = Home::new().without_a_name();
    let disk = home.path().join("disk");
    fs::create_dir(&disk).unwrap();
    std::os::unix::fs::symlink(&disk, home.path().join("data")).unwrap();
    let home = three_nos_in(home);
    fs::rename(&disk, home.path().join("unplugged")).unwrap();
    assert_eq!(doctor(&home, &[]), missing());
    fs::rename(home.path().join("unplugged"), &disk).unwrap();
    assert_eq!(doctor(&home, &[]), well());
}

#[test]
fn a_log_that_is_cut_before_its_last_change_is_named_wherever_it_is_cut() {
    let home = with_three_nos();
    let log = own_log(&home);
    let whole = fs::read(&log).unwrap();
    let is_newline = |&byte: &u8| byte == b'\n';
    let last_change = whole.len() - whole.split_inclusive(is_newline).next_back().unwrap().len();
    for cut in (0..=whole.len())
        .step_by(7)
        .chain([last_change - 1, last_change])
    {
        fs::write(&log, &whole[..cut]).unwrap();
        let (status, kinds) = doctor(&home, &[]);
        let is_missing = kinds.contains(&"missing".to_owned());
        assert_eq!(is_missing, cut < last_change, "cut at {cut}: {kinds:?}");
        assert!(!is_missing || status == 3);
        let list = home.run(TODAY, &["list"]);
        assert_eq!(list.err.contains("your log"), is_missing, "cut at {cut}");
    }
}

#[test]
fn what_is_missing_is_named_until_the_lines_are_back() {
    let home = with_three_nos();
    let log = own_log(&home);
    let whole = fs::read(&log).unwrap();
    fs::write(&log, "").unwrap();
    // However much is logged meanwhile, the lines are not back.
    let story = "a long story ".repeat(90);
    for text in ["four", &story] {
        assert_eq!(home.run(TODAY, &["no", text]).status, 0);
        assert_eq!(doctor(&home, &[]), missing());
    }
    let since = fs::read(&log).unwrap();
    assert!(since.len() > whole.len());
    fs::write(&log, [whole, since].concat()).unwrap();
    assert_eq!(doctor(&home, &[]), well());
    let numbers: Vec<u64> = home.json(TODAY, &["list"], "")["asks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|ask| ask["number"].as_u64().unwrap())
        .collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
}

#[test]
fn what_is_missing_comes_back_by_importing_the_backup() {
    let home = with_three_nos();
    let log = own_log(&home);
    let backup = home.path().join("backup.jsonl");
    fs::rename(&log, &backup).unwrap();
    assert_eq!(home.run(TODAY, &["no", "four"]).status, 0);
    assert_eq!(doctor(&home, &[]), missing());
    let import = home.run(TODAY, &["import", backup.to_str().unwrap()]);
    assert_eq!(import.status, 0, "{import:?}");
    assert_eq!(doctor(&home, &[]), well());
    assert_eq!(home.json(TODAY, &["list"], "")["count"], 4);
}

#[test]
fn what_is_missing_is_named_until_a_repair_accepts_what_is_left() {
    let home = with_three_nos();
    let log = own_log(&home);
    let whole = fs::read(&log).unwrap();
    fs::write(&log, &whole[..=whole.len() / 3]).unwrap();
    let repaired = home.json(TODAY, &["doctor", "--repair"], "");
    let accepted = &repaired["repaired"]["accepted"];
    assert!(accepted["bytes"].as_u64().unwrap() < accepted["bytes_before"].as_u64().unwrap());
    assert_eq!(repaired["problems"], Value::Array(vec![]));
    for _ in 0..2 {
        assert_eq!(doctor(&home, &[]), well());
        let ran = home.run(TODAY, &["no", "four"]);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    }
    // What is accepted once is not accepted for ever.
    fs::write(&log, "").unwrap();
    assert_eq!(doctor(&home, &[]), missing());
}

#[test]
fn an_older_copy_that_the_state_folder_has_is_named() {
    let home = with_three_nos();
    let log = own_log(&home);
    let mut torn = fs::read(&log).unwrap();
    torn.extend_from_slice(b"{\"v\":1\n");
    fs::write(&log, torn).unwrap();
    let repaired = home.json(TODAY, &["doctor", "--repair"], "");
    let backup = repaired["repaired"]["backups"][0].as_str().unwrap();
    fs::write(&log, "").unwrap();
    let list = home.run(TODAY, &["list"]);
    assert!(
        list.err.contains(&format!("an older copy is {backup}")),
        "{}",
        list.err
    );
}

#[test]
fn a_restored_backup_gives_no_number_and_no_id_out_twice() {
    for home in [Home::new(), Home::new().without_a_name()] {
        assert_eq!(home.run(TODAY, &["no", "one"]).status, 0);
        let log = own_log(&home);
        let backup = fs::read(&log).unwrap();
        let lost = home.json(TODAY, &["no", "two"], "")["ask"].clone();
        fs::write(&log, &backup).unwrap();
        let next = home.json(TODAY, &["no", "three"], "")["ask"].clone();
        assert_eq!((&lost["number"], &next["number"]), (&2.into(), &3.into()));
        assert_ne!(lost["id"], next["id"]);
        assert_eq!(doctor(&home, &[]).0, 0);
    }
}

#[test]
fn a_backup_that_is_restored_into_another_folder_gives_no_number_out_twice() {
    let home = with_three_nos();
    let elsewhere = home.path().join("restored");
    fs::create_dir(&elsewhere).unwrap();
    let name = own_log(&home).file_name().unwrap().to_owned();
    let whole = fs::read_to_string(own_log(&home)).unwrap();
    let first = whole.lines().next().unwrap();
    fs::write(elsewhere.join(name), format!("{first}\n")).unwrap();
    let mut log = home.command(TODAY, &["no", "four", "--json"]);
    let ran = ran(log.env("NOS_DIR", &elsewhere).output().unwrap());
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(told["ask"]["number"], 4, "{ran:?}");
}

#[test]
fn a_dry_run_of_an_import_foresees_the_numbers_that_are_given_out() {
    let home = with_three_nos();
    let log = own_log(&home);
    fs::write(&log, "").unwrap();
    let rows = "ask,date,outcome\nasked for a raise,2026-03-01,no\n";
    let number = |args: &[&str]| {
        let ran = home.run_with(TODAY, &[args, &["--json"]].concat(), rows.as_bytes());
        let told: Value = serde_json::from_str(&ran.out).unwrap();
        told["asks"][0]["number"].as_u64()
    };
    assert_eq!(number(&["import", "-", "--dry-run"]), Some(4));
    assert_eq!(number(&["import", "-"]), Some(4));
}

#[test]
fn a_second_journal_of_the_same_device_is_not_taken_for_one_that_lost_lines() {
    let home = with_three_nos();
    let other = home.path().join("work");
    let other = other.to_str().unwrap();
    let list = home.run(TODAY, &["list", "--dir", other]);
    assert!(list.status == 0 && !list.err.contains("your log"));
    let first = home.json(TODAY, &["no", "a raise", "--dir", other], "");
    assert_eq!(first["ask"]["number"], 1);
    assert_eq!(doctor(&home, &["--dir", other]), well());
    assert_eq!(doctor(&home, &[]), well());
    fs::write(own_log(&home), "").unwrap();
    assert_eq!(doctor(&home, &["--dir", other]), well());
    assert_eq!(doctor(&home, &[]), missing());
}

#[test]
fn a_purge_and_a_repair_make_a_log_shorter_and_nothing_is_missing() {
    let home = with_three_nos();
    let log = own_log(&home);
    let before = fs::metadata(&log).unwrap().len();
    let purge = home.run(TODAY, &["remove", "2", "--purge", "--force"]);
    assert_eq!(purge.status, 0, "{purge:?}");
    assert!(fs::metadata(&log).unwrap().len() < before);
    assert_eq!(doctor(&home, &[]), well());
    let mut torn = fs::read(&log).unwrap();
    torn.extend_from_slice("{".repeat(900).as_bytes());
    torn.push(b'\n');
    fs::write(&log, torn).unwrap();
    assert_eq!(home.run(TODAY, &["no", "four"]).status, 0);
    assert_eq!(doctor(&home, &["--repair"]), well());
    assert_eq!(doctor(&home, &[]), well());
    // What is missing stays missing when the rest is rewritten.
    fs::write(&log, "").unwrap();
    assert_eq!(home.run(TODAY, &["no", "five"]).status, 0);
    assert_eq!(
        home.run(TODAY, &["remove", "5", "--purge", "--force"])
            .status,
        0
    );
    assert_eq!(doctor(&home, &[]), missing());
}

#[test]
fn a_mark_that_is_empty_or_garbled_proves_nothing() {
    for mark in ["", "\0\0\0\0\0\0\0\0", "{\"device\":", "[]\n{}\n"] {
        let home = with_three_nos();
        fs::write(home.path().join("state/mark2"), mark).unwrap();
        assert_eq!(doctor(&home, &[]), well(), "{mark:?}");
        let next = home.json(TODAY, &["no", "four"], "");
        assert_eq!(next["ask"]["number"], 4, "{mark:?}");
    }
}
