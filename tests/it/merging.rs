//! `nos import` of a log of nos: its lines are joined as they are.

use std::fs;

use crate::env::TestEnv;

const NOW: &str = "2026-06-15T12:00:00+02:00";

const GOAL: &str = r#"{"v":1,"id":"k3f9x2-1","at":"2026-03-04T12:30:05+01:00","kind":"goal","target":1000,"counts":"nos","from":"2026-01-01","to":"2026-12-31"}"#;
const ASK: &str = r#"{"v":1, "id":"k3f9x2-2", "at":"2026-03-04T12:31:40+01:00", "kind":"ask", "n":1, "text":"a raise", "on":"2026-03-04"}"#;
const ANSWER: &str = r#"{"v":1,"id":"k3f9x2-3","at":"2026-03-05T09:00:00+01:00","kind":"answer","ask":"k3f9x2-2","outcome":"no","on":"2026-03-05"}"#;
const NEWER: &str =
    r#"{"v":2,"id":"k3f9x2-4","at":"2026-03-05T09:00:00+01:00","kind":"hug","for":"k3f9x2-2"}"#;

fn home_with(name: &str, lines: &[&str]) -> (TestEnv, String) {
    let home = TestEnv::at(NOW);
    let path = home.folder().join(name);
    fs::write(&path, lines.join("\n") + "\n").unwrap();
    (home, path.display().to_string())
}

fn own_log(home: &TestEnv) -> String {
    fs::read_to_string(home.folder().join("data/test.jsonl")).unwrap()
}

#[test]
fn the_lines_of_another_log_go_into_ours_as_they_are() {
    let lines = [GOAL, ASK, ANSWER, NEWER];
    let (home, file) = home_with("k3f9x2.jsonl", &lines);
    home.run(&["log", "mine"]);
    let mine = own_log(&home);
    let came = home.run(&["import", &file]);
    assert_eq!(
        came.out,
        format!("Joined 4 events of {file}.\n"),
        "{}",
        came.err
    );
    assert_eq!(own_log(&home), mine + &lines.join("\n") + "\n");
    let came = home.run(&["list", "--no"]);
    assert!(came.out.contains("a raise"), "{}", came.out);
}

#[test]
fn a_log_that_comes_twice_is_joined_once() {
    let (home, file) = home_with("any.txt", &[GOAL, ASK, ANSWER, NEWER]);
    home.run(&["import", &file]);
    let log = own_log(&home);
    let came = home.run(&["import", &file, "--json"]);
    assert_eq!(
        came.out,
        "{\"schema\":\"nos.import/1\",\"added\":0,\"already_there\":4,\"updated\":0,\"differing\":[],\"corrected\":[],\"skipped\":[],\"columns\":[],\"words\":[],\
         \"days\":{\"first\":null,\"last\":null},\"answers_without_day\":0,\"asks\":[],\"plans\":[]}\n"
    );
    assert_eq!(own_log(&home), log);
}

#[test]
fn a_log_that_grew_brings_what_is_new() {
    let (home, file) = home_with("k3f9x2.jsonl", &[ASK]);
    home.run(&["import", &file]);
    fs::write(&file, [ASK, ANSWER].join("\n")).unwrap();
    let came = home.run(&["import", &file]);
    assert_eq!(
        came.out,
        format!("Joined 1 event of {file}. 1 was there already.\n")
    );
}

#[test]
fn a_line_that_cannot_be_read_refuses_the_log_by_its_number() {
    let (home, file) = home_with("k3f9x2.jsonl", &[ASK, "{\"v\":1,\"torn", ANSWER]);
    let came = home.run(&["import", &file]);
    assert_eq!(came.status, 1);
    assert!(came.err.contains(&format!("  {file}:2: ")), "{}", came.err);
    assert!(!home.folder().join("data").exists());
    let came = home.run(&["import", &file, "--skip-unreadable"]);
    assert_eq!(came.out, format!("Joined 2 events of {file}.\n"));
}

#[test]
fn a_dry_run_joins_nothing() {
    let (home, file) = home_with("k3f9x2.jsonl", &[ASK, ANSWER]);
    let came = home.run(&["import", &file, "--dry-run"]);
    assert_eq!(
        came.out,
        format!("Would join 2 events of {file}. Nothing was written.\n")
    );
    assert!(!home.folder().join("data").exists());
}

#[test]
fn a_log_needs_no_map() {
    let (home, file) = home_with("k3f9x2.jsonl", &[ASK]);
    let came = home.run(&["import", &file, "--map", "text=note"]);
    assert_eq!(came.status, 2, "{}", came.err);
}

#[test]
fn a_log_is_known_from_standard_input_too() {
    let home = TestEnv::at(NOW);
    let came = home.run_with(&["import", "-"], &format!("\u{feff}{ASK}\r\n\r\n{ANSWER}"));
    assert_eq!(
        came.out, "Joined 2 events of standard input.\n",
        "{}",
        came.err
    );
    assert_eq!(own_log(&home), format!("{ASK}\n{ANSWER}\n"));
}
