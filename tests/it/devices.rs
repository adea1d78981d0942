//! Several devices, and whatever their clocks say.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::env::TestEnv;
use crate::terminal::installed;

fn device(name: &str, now: &str) -> TestEnv {
    let mut home = TestEnv::at(now);
    home.set("NOS_DEVICE", name);
    home
}

fn data(home: &TestEnv) -> PathBuf {
    home.folder().join("data")
}

#[track_caller]
fn ran(home: &TestEnv, line: &str) -> String {
    let came = home.line(line);
    assert_eq!((came.status, came.err.as_str()), (0, ""), "{line}");
    came.out
}

#[track_caller]
fn json(home: &TestEnv, line: &str) -> Value {
    serde_json::from_str(&ran(home, &format!("{line} --json"))).unwrap()
}

fn strings<'a>(list: &'a Value, field: &str) -> Vec<&'a str> {
    let asks = list["asks"].as_array().unwrap();
    asks.iter()
        .map(|ask| ask[field].as_str().unwrap())
        .collect()
}

/// Every log of one device arrives at another, as a tool that copies files brings it.
fn bring(from: &TestEnv, to: &TestEnv) {
    fs::create_dir_all(data(to)).unwrap();
    for entry in fs::read_dir(data(from)).unwrap() {
        let path = entry.unwrap().path();
        let target = data(to).join(path.file_name().unwrap());
        let is_longer = |path: &Path| fs::metadata(path).map_or(0, |metadata| metadata.len());
        if is_longer(&path) > is_longer(&target) {
            fs::copy(&path, target).unwrap();
        }
    }
}

#[test]
fn the_losing_side_of_two_edits_is_told_in_the_history() {
    let anna = device("anna", "2026-03-04T12:00:00+01:00");
    let bert = device("bert", "2026-03-04T12:00:00+01:00");
    ran(&anna, "nos log \"asked for a raise\"");
    bring(&anna, &bert);
    ran(&anna, "nos edit 1 --text \"asked for much\" --fear 3");
    ran(&bert, "nos edit 1 --text \"asked for more\"");
    bring(&anna, &bert);
    bring(&bert, &anna);
    let shown = json(&anna, "nos show 1");
    assert_eq!(shown, json(&bert, "nos show 1"));
    assert_eq!(shown["ask"]["text"], "asked for more");
    assert_eq!(shown["ask"]["fear"], 3);
    let summaries: Vec<&str> = shown["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|past| past["summary"].as_str().unwrap())
        .collect();
    assert_eq!(
        summaries,
        [
            "logged 'asked for a raise', asked on 2026-03-04 (on anna)",
            "changed text 'asked for much', fear 3; overruled by bert-2 (on anna)",
            "changed text 'asked for more' (on bert)",
        ]
    );
    ran(&bert, "nos undo");
    bring(&bert, &anna);
    let shown = json(&anna, "nos show 1");
    assert_eq!(shown["ask"]["text"], "asked for much");
    assert_eq!(
        shown["history"][3]["summary"],
        "undid: changed text 'asked for more' (on bert)"
    );
}

#[test]
fn undo_takes_back_what_this_device_did_whatever_the_other_did_meanwhile() {
    let anna = device("anna", "2026-03-04T12:00:00+01:00");
    let bert = device("bert", "2026-03-04T12:00:00+01:00");
    ran(&anna, "nos log one");
    bring(&anna, &bert);
    ran(&bert, "nos answer 1 --no");
    ran(&bert, "nos log two");
    bring(&bert, &anna);
    assert_eq!(
        json(&anna, "nos undo")["undone"][0]["summary"],
        "logged 'one'"
    );
    assert_eq!(strings(&json(&anna, "nos list"), "text"), ["two"]);
    assert_eq!(anna.line("nos undo").status, 1);
    ran(&anna, "nos redo");
    assert_eq!(
        strings(&json(&anna, "nos list"), "outcome"),
        ["no", "pending"]
    );
}

#[test]
fn two_devices_that_were_apart_give_a_number_twice_and_the_device_tells_them_apart() {
    let anna = device("anna", "2026-03-04T12:00:00+01:00");
    let bert = device("bert", "2026-03-04T12:00:00+01:00");
    ran(&anna, "nos log one");
    ran(&bert, "nos log two");
    bring(&bert, &anna);
    let came = anna.line("nos edit 1 --fear 3");
    assert_eq!(came.status, 1);
    assert!(
        came.err.contains("1@anna") && came.err.contains("1@bert"),
        "{}",
        came.err
    );
    ran(&anna, "nos edit 1@bert --fear 3");
    ran(&anna, "nos remove 1@anna");
    assert_eq!(strings(&json(&anna, "nos list"), "text"), ["two"]);
}

#[test]
fn conflict_copies_of_syncthing_and_dropbox_are_read_as_one_more_log() {
    let anna = device("anna", "2026-03-04T12:00:00+01:00");
    ran(&anna, "nos log one");
    let log = data(&anna).join("anna.jsonl");
    for copy in [
        "anna.sync-conflict-20260304-120000-ABCDEFG.jsonl",
        "anna (Bert's conflicted copy 2026-03-04).jsonl",
    ] {
        fs::copy(&log, data(&anna).join(copy)).unwrap();
    }
    fs::copy(&log, data(&anna).join(".syncthing.anna.jsonl.tmp")).unwrap();
    fs::write(data(&anna).join(".hidden.jsonl"), "rubbish\n").unwrap();
    assert_eq!(json(&anna, "nos list")["count"], 1);
    ran(&anna, "nos log two");
    let told = json(&anna, "nos doctor");
    assert_eq!(told["problems"], serde_json::json!([]));
    assert_eq!(told["logs"].as_array().unwrap().len(), 3);
    assert_eq!(json(&anna, "nos list")["asks"][1]["id"], "anna-2");
}

#[test]
fn a_clock_that_was_set_back_or_is_years_ahead_changes_neither_order_nor_numbers() {
    let mut anna = device("anna", "2026-03-04T12:00:00+01:00");
    let bert = device("bert", "2036-03-04T12:00:00+01:00");
    ran(&anna, "nos no one");
    bring(&anna, &bert);
    ran(&bert, "nos no two");
    bring(&bert, &anna);
    anna.set("NOS_NOW", "2025-03-04T12:00:00+01:00");
    ran(&anna, "nos no three");
    let list = json(&anna, "nos list --sort number");
    assert_eq!(strings(&list, "text"), ["one", "two", "three"]);
    assert_eq!(strings(&list, "id"), ["anna-1", "bert-2", "anna-3"]);
    assert_eq!(
        strings(&list, "asked_on"),
        ["2026-03-04", "2036-03-04", "2025-03-04"]
    );
    assert_eq!(json(&anna, "nos stats --all")["no"], 3);
    assert_eq!(json(&anna, "nos undo")["undone"][0]["id"], "anna-3");
}

#[test]
fn a_day_stays_the_day_it_was_where_it_was() {
    // New Year's Eve in Honolulu, when it is New Year in Auckland; a leap day; the night on
    // which the clocks go back.
    let mut home = device("anna", "2024-02-29T23:59:59+01:00");
    ran(&home, "nos no leap");
    home.set("NOS_NOW", "2026-12-31T23:30:00-10:00");
    ran(&home, "nos no old");
    home.set("NOS_NOW", "2027-01-01T22:30:00+13:00");
    ran(&home, "nos no new");
    home.set("NOS_NOW", "2027-10-31T02:30:00+02:00");
    ran(&home, "nos no summer");
    home.set("NOS_NOW", "2027-10-31T02:10:00+01:00");
    ran(&home, "nos no winter");
    let list = json(&home, "nos list");
    assert_eq!(
        strings(&list, "asked_on"),
        [
            "2024-02-29",
            "2026-12-31",
            "2027-01-01",
            "2027-10-31",
            "2027-10-31"
        ]
    );
    assert_eq!(strings(&list, "text")[3..], ["summer", "winter"]);
    assert_eq!(json(&home, "nos stats --year 2026")["no"], 1);
    assert_eq!(json(&home, "nos stats --year 2027")["no"], 3);
    assert_eq!(json(&home, "nos list --year 2024")["count"], 1);
}

/// A home that has a name and a mark of its own, as everybody's has.
fn named(now: &str) -> TestEnv {
    let mut home = TestEnv::at(now);
    home.set("NOS_DEVICE", "");
    home
}

fn own_name(home: &TestEnv) -> String {
    let name = fs::read_to_string(home.folder().join("state/device")).unwrap();
    name.lines().next().unwrap().to_owned()
}

#[test]
fn a_restored_backup_is_told_and_gives_no_id_out_twice() {
    let home = named("2026-03-04T12:00:00+01:00");
    ran(&home, "nos log one");
    let log = data(&home).join(format!("{}.jsonl", own_name(&home)));
    let backup = fs::read(&log).unwrap();
    ran(&home, "nos log two");
    ran(&home, "nos log three");
    fs::write(&log, &backup).unwrap();
    let came = home.line("nos doctor");
    assert_eq!(came.status, 3);
    assert!(came.out.contains("your log has only"), "{}", came.out);
    assert_eq!(home.line("nos log four").status, 0);
    assert_eq!(home.line("nos doctor --repair").status, 0);
    let ids = json(&home, "nos list");
    let name = own_name(&home);
    assert_eq!(
        strings(&ids, "id"),
        [format!("{name}-1"), format!("{name}-4")]
    );
}

#[test]
fn a_copied_home_takes_a_new_name_and_says_so_once() {
    let home = named("2026-03-04T12:00:00+01:00");
    let twin = named("2026-03-04T12:00:00+01:00");
    ran(&home, "nos log one");
    let name = own_name(&home);
    fs::create_dir_all(twin.folder().join("state")).unwrap();
    for file in ["device", "mark"] {
        fs::copy(
            home.folder().join("state").join(file),
            twin.folder().join("state").join(file),
        )
        .unwrap();
    }
    ran(&home, "nos log two");
    bring(&home, &twin);
    let came = twin.line("nos log three");
    assert!(
        came.err
            .starts_with(&format!("warning: another machine writes as device {name}")),
        "{}",
        came.err
    );
    assert_ne!(own_name(&twin), name);
    assert_eq!(own_name(&twin).len(), 6);
    ran(&twin, "nos log four");
    assert_eq!(json(&twin, "nos list")["count"], 4);
}

fn git(folder: &Path, args: &[&str]) -> String {
    // As in the recipe: what git writes is for its owner alone, too.
    let output = Command::new("sh")
        .args(["-c", "umask 077 && exec git \"$@\"", "git"])
        .args(["-c", "user.name=a", "-c", "user.email=a@localhost"])
        .args(args)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "git {args:?}: {err}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn two_clones_of_a_git_repository_meet_without_a_conflict() {
    if installed("git").is_none() {
        return;
    }
    let anna = device("anna", "2026-03-04T12:00:00+01:00");
    let bert = device("bert", "2026-03-05T12:00:00+01:00");
    let hub = anna.folder().join("hub.git");
    git(
        &anna.folder(),
        &["init", "-q", "--bare", "-b", "main", "hub.git"],
    );
    let hub = hub.to_str().unwrap();
    let sync = |home: &TestEnv| {
        let folder = data(home);
        git(&folder, &["add", "-A"]);
        git(&folder, &["commit", "-q", "--allow-empty", "-m", "nos"]);
        git(&folder, &["pull", "-q", "--rebase", "origin", "main"]);
        git(&folder, &["push", "-q", "origin", "HEAD:main"]);
    };
    ran(&anna, "nos log one");
    git(&data(&anna), &["init", "-q", "-b", "main"]);
    git(&data(&anna), &["add", "-A"]);
    git(&data(&anna), &["commit", "-q", "-m", "nos"]);
    git(&data(&anna), &["remote", "add", "origin", hub]);
    git(&data(&anna), &["push", "-q", "origin", "HEAD:main"]);
    git(&bert.folder(), &["clone", "-q", "-b", "main", hub, "data"]);
    for round in 0..3 {
        bert.line(&format!(
            "nos answer 1 --{}",
            ["no", "yes", "ghosted"][round]
        ));
        anna.line(&format!("nos edit 1 --fear {round}"));
        anna.line(&format!("nos log \"a {round}\""));
        bert.line(&format!("nos log \"b {round}\""));
        sync(&anna);
        sync(&bert);
        sync(&anna);
    }
    let list = json(&anna, "nos list");
    assert_eq!(list, json(&bert, "nos list"));
    assert_eq!(list["count"], 7);
    assert_eq!(list["asks"][0]["outcome"], "ghosted");
    assert_eq!(json(&anna, "nos doctor")["problems"], serde_json::json!([]));
}
