//! `nos remove --purge` and `nos doctor --repair`: the two that rewrite a log.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::env::TestEnv;

const NOW: &str = "2026-03-09T10:00:00+01:00";
const SECRET: &str = "zebra";

fn data(home: &TestEnv) -> PathBuf {
    home.folder().join("data")
}

fn log(home: &TestEnv) -> PathBuf {
    data(home).join("test.jsonl")
}

fn append(path: &Path, bytes: &[u8]) {
    let mut whole = fs::read(path).unwrap_or_default();
    whole.extend_from_slice(bytes);
    fs::write(path, whole).unwrap();
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.push(path);
        }
    }
    files
}

/// The files below a folder in which a word stands.
fn with_word(folder: &Path, word: &str) -> Vec<PathBuf> {
    let has = |path: &PathBuf| {
        let bytes = fs::read(path).unwrap();
        bytes
            .windows(word.len())
            .any(|window| window == word.as_bytes())
    };
    files(folder).into_iter().filter(has).collect()
}

fn ran(home: &TestEnv, line: &str) -> String {
    let came = home.line(line);
    assert_eq!(came.status, 0, "{line}: {}", came.err);
    came.out
}

fn json(home: &TestEnv, line: &str) -> Value {
    serde_json::from_str(&ran(home, &format!("{line} --json"))).unwrap()
}

#[test]
fn no_byte_of_a_purged_ask_is_left_in_any_file_of_ours() {
    let home = TestEnv::at(NOW);
    ran(&home, "nos log \"asked for a raise\"");
    ran(&home, "nos log \"asked for a zebra\" --note \"zebra one\"");
    ran(&home, "nos answer 2 --no --note \"zebra two\"");
    ran(
        &home,
        "nos edit 2 --text \"another zebra\" --note \"zebra three\"",
    );
    ran(&home, "nos undo");
    ran(&home, "nos remove 2");
    fs::copy(
        log(&home),
        data(&home).join("test.sync-conflict-20260309-1.jsonl"),
    )
    .unwrap();
    append(
        &log(&home),
        b"{\"v\":1,\"id\":\"test-7\",\"kind\":\"edit\",\"ask\":\"test-2\",\"set\":{\"text\":\"zeb",
    );
    append(&log(&home), b"\nnot even json: asked for a zebra\n");
    ran(&home, "nos doctor --repair");
    append(
        &log(&home),
        b"{\"id\":\"test-2\",\"text\":\"asked for a zebra\n",
    );
    assert!(with_word(&home.folder(), SECRET).len() > 2);

    let came = home.line("nos remove 2 --purge");
    assert_eq!(came.status, 1);
    assert_eq!(
        came.err.lines().last(),
        Some("hint: nos remove 2 --purge --force")
    );
    let answer = json(&home, "nos remove 2 --purge --force");
    assert_eq!(answer["ask"]["text"], "asked for a zebra");
    assert_eq!(with_word(&home.folder(), SECRET), Vec::<PathBuf>::new());
    assert_eq!(with_word(&home.folder(), "zeb"), Vec::<PathBuf>::new());
    let text = fs::read_to_string(log(&home)).unwrap();
    assert!(
        text.contains("\"kind\":\"purge\",\"ask\":\"test-2\",\"n\":2}"),
        "{text}"
    );

    // The number stays taken, the rest stays there, and undo passes over it.
    ran(&home, "nos log \"asked for a seat\"");
    assert_eq!(json(&home, "nos list")["asks"][1]["number"], 3);
    assert_eq!(home.line("nos show 2").status, 1);
    ran(&home, "nos undo");
    assert_eq!(
        json(&home, "nos undo")["undone"][0]["summary"],
        "logged 'asked for a raise'"
    );
    assert_eq!(home.line("nos undo").status, 1);
    assert_eq!(home.line("nos doctor").status, 0);
}

#[test]
fn an_ask_whose_logging_was_undone_can_still_be_erased() {
    let home = TestEnv::at(NOW);
    ran(&home, "nos log \"asked for a raise\"");
    ran(&home, "nos log \"asked for a zebra\"");
    ran(&home, "nos undo");
    assert_eq!(home.line("nos show 2").status, 1);
    assert_eq!(home.line("nos remove 2").status, 1);
    let answer = json(&home, "nos remove 2 --purge --force");
    assert_eq!(answer["ask"]["text"], "asked for a zebra");
    assert_eq!(with_word(&home.folder(), SECRET), Vec::<PathBuf>::new());
    assert_eq!(home.line("nos redo").status, 1);
    assert_eq!(json(&home, "nos list")["count"], 1);
}

#[test]
fn a_device_that_meets_a_purge_cleans_its_own_log_at_its_next_change() {
    let home = TestEnv::at(NOW);
    let mut other = TestEnv::at(NOW);
    other.set("NOS_DEVICE", "other");
    ran(&home, "nos log \"asked for a zebra\"");
    fs::create_dir_all(data(&other)).unwrap();
    fs::copy(log(&home), data(&other).join("test.jsonl")).unwrap();
    ran(&other, "nos edit 1 --note \"zebra there\"");
    ran(&other, "nos log \"asked for a raise\"");
    let others = data(&home).join("other.jsonl");
    fs::copy(data(&other).join("other.jsonl"), &others).unwrap();

    let came = home.line("nos remove 1 --purge --force");
    assert_eq!(came.status, 0);
    assert!(
        came.err.contains(&format!(
            "warning: {} still has it, until nos writes there the next time\n",
            others.display()
        )),
        "{}",
        came.err
    );
    assert_eq!(with_word(&data(&home), SECRET), [others]);

    fs::copy(log(&home), data(&other).join("test.jsonl")).unwrap();
    assert_eq!(json(&other, "nos list")["count"], 1);
    assert_eq!(
        with_word(&data(&other), SECRET).len(),
        1,
        "reading writes nothing"
    );
    ran(&other, "nos log \"asked for a seat\"");
    assert_eq!(with_word(&other.folder(), SECRET), Vec::<PathBuf>::new());
    assert_eq!(json(&other, "nos list")["count"], 2);
}

#[cfg(unix)]
#[test]
fn what_a_purge_cannot_reach_is_named() {
    use std::os::unix::fs::symlink;
    let home = TestEnv::at(NOW);
    ran(&home, "nos log \"asked for a zebra\"");
    let kept = home.folder().join("kept.jsonl");
    fs::rename(log(&home), &kept).unwrap();
    symlink(&kept, log(&home)).unwrap();
    fs::hard_link(&kept, home.folder().join("second name")).unwrap();
    fs::create_dir(home.folder().join(".git")).unwrap();
    let came = home.line("nos remove 1 --purge --force");
    assert!(fs::symlink_metadata(log(&home)).unwrap().is_symlink());
    assert_eq!(
        with_word(&home.folder(), SECRET),
        [home.folder().join("second name")]
    );
    for told in [
        "test.jsonl has other names (hard links), which still have it\n",
        "the history of the git repository ",
        "copies in backups and in the history of a sync tool are out of reach\n",
    ] {
        assert!(came.err.contains(told), "{told}: {}", came.err);
    }
}

#[test]
fn repair_moves_what_cannot_be_read_and_saves_what_is_glued_to_it() {
    let home = TestEnv::at(NOW);
    ran(&home, "nos no \"asked for a discount\"");
    let good = fs::read(log(&home)).unwrap();
    let glued = "{\"v\":1,\"id\":\"test-2\",\"at\":\"2026-03-09T10:00:00+01:00\",\"kind\":\"ask\",\"n\":2,\"text\":\"glued\",\"on\":\"2026-03-09\"}";
    let torn = format!("{{\"v\":1,\"id\":\"test-9\",\"ki{glued}");
    append(
        &log(&home),
        format!("{torn}\n\n\u{feff}rubbish\r\n").as_bytes(),
    );
    append(&log(&home), b"{\"v\":1,\"id\":\"test-3\"");
    let broken = fs::read(log(&home)).unwrap();
    append(
        &data(&home).join("other.jsonl"),
        b"rubbish of another device\n",
    );
    set_mode(&data(&home).join("other.jsonl"), 0o600);

    let came = home.line("nos doctor --json");
    assert_eq!((came.status, came.err.as_str()), (3, ""));
    let told: Value = serde_json::from_str(&came.out).unwrap();
    let kinds: Vec<&Value> = told["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| &problem["kind"])
        .collect();
    assert_eq!(
        kinds,
        ["unreadable", "unreadable", "unreadable", "incomplete"]
    );

    let came = home.line("nos doctor --repair --json");
    assert_eq!(came.status, 3, "the other device's line is left to it");
    let told: Value = serde_json::from_str(&came.out).unwrap();
    assert_eq!(told["repaired"]["moved"], 3);
    assert_eq!(told["repaired"]["saved"], 1);
    assert_eq!(told["problems"].as_array().unwrap().len(), 1);
    let side_file = told["repaired"]["side_file"].as_str().unwrap();
    assert_eq!(
        fs::read(side_file).unwrap(),
        format!("{torn}\n\u{feff}rubbish\r\n{{\"v\":1,\"id\":\"test-3\"\n").as_bytes()
    );
    let backup = told["repaired"]["backups"][0].as_str().unwrap();
    assert_eq!(fs::read(backup).unwrap(), broken);
    let mut repaired = good;
    repaired.extend_from_slice(format!("{glued}\n\n").as_bytes());
    assert_eq!(fs::read(log(&home)).unwrap(), repaired);
    assert_eq!(json(&home, "nos list")["count"], 2);

    // Once more changes nothing and makes no second backup.
    let told: Value = serde_json::from_str(&home.line("nos doctor --repair --json").out).unwrap();
    assert_eq!(told["repaired"]["moved"], 0);
    assert_eq!(told["repaired"]["backups"], json!([]));
    assert_eq!(fs::read(log(&home)).unwrap(), repaired);
}

#[test]
fn permissions_and_lines_of_a_newer_nos_are_told_and_are_no_illness() {
    let home = TestEnv::at(NOW);
    ran(&home, "nos log \"asked for a raise\"");
    append(
        &log(&home),
        b"{\"v\":2,\"id\":\"test-2\",\"kind\":\"star\"}\n",
    );
    set_mode(&log(&home), 0o644);
    let told = json(&home, "nos doctor");
    let kinds: Vec<&Value> = told["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| &problem["kind"])
        .collect();
    assert_eq!(kinds, ["permissions", "not-understood"]);
    assert_eq!(told["logs"][0]["events"], 2);
    let came = home.line("nos log \"asked for a seat\"");
    assert_eq!(came.err.matches("chmod 600").count(), 1, "{}", came.err);
    assert!(
        fs::read_to_string(log(&home))
            .unwrap()
            .contains("\"id\":\"test-3\"")
    );
}

fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}
