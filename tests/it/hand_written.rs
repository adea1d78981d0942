//! Logs that were written by hand, copied by tools, cut off or come from a newer nos: what can be
//! read counts, what cannot is shown and left where it is, and reading changes nothing.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::env::{CommandOutput, TestEnv};

const NOW: &str = "2026-06-01T12:30:05+02:00";

const DISCOUNT: &str = r#"{"v":1,"id":"a-1","at":"2026-03-04T12:30:05+01:00","kind":"ask","n":1,"text":"asked for a discount","on":"2026-03-04","outcome":"no"}"#;
const PASSPORT: &str = r#"{"v":1,"id":"a-2","at":"2026-03-04T12:40:00+01:00","kind":"ask","n":2,"text":"applied for a passport","on":"2026-03-03","note":"with a stamp"}"#;

/// A home with these logs, readable by no one else.
fn home(logs: &[(&str, &[u8])]) -> TestEnv {
    let home = TestEnv::at(NOW);
    let folder = data(&home);
    fs::create_dir(&folder).unwrap();
    for (name, bytes) in logs {
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
        }
    }
    home
}

fn data(home: &TestEnv) -> PathBuf {
    home.folder().join("data")
}

fn lines(lines: &[&str]) -> Vec<u8> {
    let mut bytes = lines.join("\n").into_bytes();
    bytes.push(b'\n');
    bytes
}

/// The numbers of the asks that are listed.
fn numbers(came: &CommandOutput) -> Vec<u64> {
    assert_eq!(came.status, 0, "{came:?}");
    let told: Value = serde_json::from_str(&came.out).unwrap();
    let asks = told["asks"].as_array().unwrap();
    asks.iter()
        .map(|ask| ask["number"].as_u64().unwrap())
        .collect()
}

/// The kinds and lines of the problems that the doctor tells, and the status it leaves with.
fn problems(home: &TestEnv) -> (u8, Vec<(String, Option<u64>)>) {
    let came = home.run(&["doctor", "--json"]);
    let told: Value = serde_json::from_str(&came.out).unwrap();
    let problems = told["problems"].as_array().unwrap();
    let kinds = problems.iter().map(|problem| {
        let kind = problem["kind"].as_str().unwrap().to_owned();
        (kind, problem["line"].as_u64())
    });
    (came.status, kinds.collect())
}

fn problem(kind: &str, line: u64) -> (String, Option<u64>) {
    (kind.to_owned(), Some(line))
}

#[test]
fn one_bad_byte_does_not_make_the_rest_of_the_file_vanish() {
    let log = [
        DISCOUNT.as_bytes(),
        b"\n{\"v\":1,\"id\":\"a-9\",\xff\n",
        PASSPORT.as_bytes(),
        b"\n",
    ];
    let home = home(&[("a.jsonl", &log.concat())]);
    let came = home.run(&["list", "--json"]);
    assert_eq!(numbers(&came), [2, 1]);
    let human = home.run(&["list"]);
    assert_eq!(human.status, 0);
    let said = format!(
        "{}:2: not UTF-8 at byte 19",
        data(&home).join("a.jsonl").display()
    );
    assert!(human.err.contains(&said), "{human:?}");
    assert_eq!(problems(&home), (3, vec![problem("unreadable", 2)]));
}

#[test]
fn a_warning_is_a_line_of_json_where_json_was_asked_for() {
    let home = home(&[("a.jsonl", &lines(&[DISCOUNT, "oops"]))]);
    let came = home.run(&["stats", "--json"]);
    assert_eq!(came.status, 0);
    let warning: Value = serde_json::from_str(&came.err).unwrap();
    assert_eq!(warning["warning"]["code"], "unreadable");
    let message = warning["warning"]["message"].as_str().unwrap();
    assert!(message.contains("a.jsonl:2: "), "{message}");
}

#[test]
fn what_editors_and_power_cuts_leave_around_lines_does_not_matter() {
    let mut log = b"\xef\xbb\xbf".to_vec();
    log.extend(DISCOUNT.as_bytes());
    log.extend(b"\r\n\r\n  \n\0\0\0\0");
    log.extend(PASSPORT.as_bytes());
    log.extend(b"\0\0\n\0\0\0");
    let home = home(&[("a.jsonl", &log)]);
    let list = home.run(&["list", "--json"]);
    assert_eq!((numbers(&list), list.err.as_str()), (vec![2, 1], ""));
    let nuls = |line| ("nuls".to_owned(), Some(line));
    assert_eq!(problems(&home), (3, vec![nuls(4), nuls(5)]));
}

#[test]
fn a_last_line_without_a_newline_counts_if_it_is_whole() {
    let log = [DISCOUNT, "\n", PASSPORT].concat();
    let whole = home(&[("a.jsonl", log.as_bytes())]);
    assert_eq!(numbers(&whole.run(&["list", "--json"])), [2, 1]);
    assert_eq!(problems(&whole), (0, vec![]));
    let (cut, _) = log.split_at(log.len() - 1);
    let torn = home(&[("a.jsonl", cut.as_bytes())]);
    assert_eq!(numbers(&torn.run(&["list", "--json"])), [1]);
    assert_eq!(problems(&torn), (3, vec![problem("incomplete", 2)]));
}

#[test]
fn a_torn_line_spoils_only_itself_when_more_is_written() {
    let home = home(&[("test.jsonl", br#"{"v":1,"id":"test-1","at":"2026-03-0"#)]);
    let logged = home.run(&["log", "asked again", "--json"]);
    assert_eq!(logged.status, 0, "{logged:?}");
    let log = fs::read_to_string(data(&home).join("test.jsonl")).unwrap();
    let expected = concat!(
        r#"{"v":1,"id":"test-1","at":"2026-03-0"#,
        "\n",
        r#"{"v":1,"id":"test-1","at":"2026-06-01T12:30:05+02:00","kind":"ask","n":1,"text":"asked again","on":"2026-06-01"}"#,
        "\n"
    );
    assert_eq!(log, expected);
    assert_eq!(numbers(&home.run(&["list", "--json"])), [1]);
}

#[test]
fn the_logs_of_all_devices_are_one_journal_and_copies_count_once() {
    let answer = r#"{"v":1,"id":"b-3","at":"2026-05-01T12:30:05+01:00","kind":"answer","ask":"a-2","outcome":"yes","on":"2026-05-01","note":"by letter"}"#;
    let home = home(&[
        ("a.jsonl", &lines(&[DISCOUNT, PASSPORT])),
        (
            "a.sync-conflict-20260601.jsonl",
            &lines(&[PASSPORT, DISCOUNT]),
        ),
        ("b.jsonl", &lines(&[answer, DISCOUNT])),
        (".a.jsonl.tmp", b"half a fi"),
        (".hidden.jsonl", b"nothing\n"),
        ("notes.txt", b"nothing\n"),
    ]);
    let came = home.run(&["show", "2", "--json"]);
    let told: Value = serde_json::from_str(&came.out).unwrap();
    assert_eq!(told["ask"]["outcome"], "yes");
    assert_eq!(told["ask"]["note"], "with a stamp\nby letter");
    assert_eq!(numbers(&home.run(&["list", "--json"])), [2, 1]);
    assert_eq!(problems(&home), (0, vec![]));
}

#[test]
fn two_different_lines_with_one_id_are_a_conflict_and_both_count() {
    let other = DISCOUNT.replace("discount", "refund");
    let home = home(&[
        ("a.jsonl", &lines(&[DISCOUNT])),
        ("a2.jsonl", &lines(&[&other])),
    ]);
    let before = fs::read(data(&home).join("a.jsonl")).unwrap();
    let came = home.run(&["list", "--json"]);
    assert_eq!(numbers(&came), [1, 1]);
    assert!(came.out.contains("asked for a refund"), "{came:?}");
    assert!(came.err.contains("conflict"), "{came:?}");
    assert_eq!(problems(&home), (3, vec![problem("conflict", 1)]));
    home.run(&["doctor", "--repair"]);
    assert_eq!(problems(&home), (0, vec![]));
    assert_eq!(home.run(&["list", "--json"]).err, "");
    assert_eq!(fs::read(data(&home).join("a.jsonl")).unwrap(), before);
}

#[test]
fn two_devices_that_were_apart_can_give_a_number_twice_and_the_device_tells_which() {
    let other = PASSPORT
        .replace("\"a-2\"", "\"b-1\"")
        .replace("\"n\":2", "\"n\":1");
    let home = home(&[
        ("a.jsonl", &lines(&[DISCOUNT])),
        ("b.jsonl", &lines(&[&other])),
    ]);
    let ambiguous = home.run(&["answer", "1", "--no", "--json"]);
    assert_eq!(ambiguous.status, 1, "{ambiguous:?}");
    assert!(
        ambiguous.err.contains("\"code\":\"ambiguous\""),
        "{ambiguous:?}"
    );
    assert_eq!(home.run(&["answer", "1@b", "--yes"]).status, 0);
    let told = home.run(&["show", "b-1", "--json"]);
    assert!(told.out.contains("\"outcome\":\"yes\""), "{told:?}");
    // The next number is above both.
    let next = home.run(&["log", "asked", "--json"]);
    assert!(next.out.contains("\"number\":2"), "{next:?}");
}

#[test]
fn a_newer_nos_is_read_as_far_as_it_can_be_and_told_of_once() {
    let newer = [
        r#"{"v":2,"id":"a-7","at":"2026-03-04T12:30:05+01:00","kind":"ask","n":9,"text":"asked tomorrow","on":"2026-03-05","mood":"bright"}"#,
        r#"{"v":1,"id":"a-8","at":"2026-03-04T12:30:05+01:00","kind":"mood","is":{"a":[1]}}"#,
        DISCOUNT,
    ];
    let home = home(&[("a.jsonl", &lines(&newer))]);
    let came = home.run(&["list", "--json"]);
    assert_eq!(numbers(&came), [1, 9]);
    assert_eq!(came.err.lines().count(), 1, "{came:?}");
    assert!(came.err.contains("2 lines not understood"), "{came:?}");
    let (status, kinds) = problems(&home);
    assert_eq!(status, 0);
    assert!(
        kinds.iter().all(|(kind, _)| kind == "not-understood"),
        "{kinds:?}"
    );
    // Its ids and numbers are not given out again, and its lines stay as they are.
    let logged = home.run(&["log", "asked", "--json"]);
    assert!(
        logged.out.contains(r#""number":10,"id":"test-9""#),
        "{logged:?}"
    );
    assert_eq!(
        fs::read(data(&home).join("a.jsonl")).unwrap(),
        lines(&newer)
    );
}

#[test]
fn an_ask_of_a_newer_nos_counts_though_one_of_its_values_means_nothing_here() {
    let newer = r#"{"v":2,"id":"b-1","at":"2026-03-04T12:30:05+01:00","kind":"ask","n":5,"text":"asked tomorrow","on":"2026-03-04","outcome":"maybe","note":{"bold":"so"}}"#;
    let home = home(&[("b.jsonl", &lines(&[newer]))]);
    assert_eq!(numbers(&home.run(&["list", "--json"])), [5]);
    let logged = home.run(&["log", "asked", "--json"]);
    assert!(logged.out.contains("\"number\":6"), "{logged:?}");
}

#[test]
fn reading_makes_no_file_and_no_folder_and_changes_none() {
    let empty = TestEnv::at(NOW);
    for args in [
        &[][..],
        &["list"],
        &["stats"],
        &["goal"],
        &["doctor"],
        &["show", "1"],
        &["answer", "1", "--no"],
        &["log", "asked", "-d", "2027-01-01"],
    ] {
        empty.run(args);
        assert!(!data(&empty).exists(), "{args:?} made a folder");
    }
    let full = home(&[("a.jsonl", &lines(&[DISCOUNT, "oops"]))]);
    for args in [
        &[][..],
        &["list"],
        &["stats"],
        &["goal"],
        &["doctor"],
        &["show", "1"],
    ] {
        full.run(args);
    }
    assert_eq!(fs::read_dir(data(&full)).unwrap().count(), 1);
    assert_eq!(
        fs::read(data(&full).join("a.jsonl")).unwrap(),
        lines(&[DISCOUNT, "oops"])
    );
    assert!(!full.folder().join("state").exists());
}

#[test]
#[cfg(unix)]
fn a_log_that_is_a_link_is_followed_and_one_that_is_no_file_is_named() {
    let linked = home(&[]);
    let elsewhere = linked.folder().join("elsewhere.jsonl");
    fs::write(&elsewhere, lines(&[DISCOUNT])).unwrap();
    std::os::unix::fs::symlink(&elsewhere, data(&linked).join("test.jsonl")).unwrap();
    assert_eq!(numbers(&linked.run(&["list", "--json"])), [1]);
    assert_eq!(linked.run(&["log", "asked"]).status, 0);
    assert_eq!(fs::read_to_string(&elsewhere).unwrap().lines().count(), 2);
    assert!(
        fs::symlink_metadata(data(&linked).join("test.jsonl"))
            .unwrap()
            .is_symlink()
    );

    let (folder, pipe) = (home(&[]), home(&[]));
    fs::create_dir(data(&folder).join("a.jsonl")).unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(data(&pipe).join("test.jsonl"))
        .status();
    assert!(made.unwrap().success());
    // Only where it is the own log is a change refused.
    for (home, log_status) in [(folder, 0), (pipe, 1)] {
        for (args, status) in [(&["list"][..], 0), (&["log", "asked"], log_status)] {
            let came = home.run(args);
            assert_eq!(came.status, status, "{args:?}: {came:?}");
            assert!(came.err.contains("a regular file"), "{came:?}");
        }
    }
}

#[test]
#[cfg(unix)]
fn a_log_that_others_can_read_gets_one_warning() {
    use std::os::unix::fs::PermissionsExt;
    let home = home(&[
        ("a.jsonl", &lines(&[DISCOUNT])),
        ("b.jsonl", &lines(&[PASSPORT])),
    ]);
    for name in ["a.jsonl", "b.jsonl"] {
        let path = data(&home).join(name);
        fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap();
    }
    let came = home.run(&["list", "--json"]);
    assert_eq!(numbers(&came), [2, 1]);
    assert_eq!(came.err.matches("\"permissions\"").count(), 1, "{came:?}");
    // Without `--json`, too, and the logs stay as they are.
    assert_eq!(home.run(&["list"]).err.matches("warning: ").count(), 1);
    let mode = fs::metadata(data(&home).join("a.jsonl"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o644);
}

#[test]
#[cfg(unix)]
fn what_is_made_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let home = TestEnv::at(NOW);
    home.run(&["log", "asked"]);
    let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(data(&home)), 0o700);
    assert_eq!(mode(data(&home).join("test.jsonl")), 0o600);
    assert_eq!(mode(home.folder().join("state")), 0o700);
    assert_eq!(mode(home.folder().join("state/lock")), 0o600);
}

#[test]
fn a_list_of_many_years_is_told_whole_and_in_order() {
    let ask = |number: u32| {
        let day = 1 + number % 28;
        format!(
            r#"{{"v":1,"id":"a-{number}","at":"2026-02-01T12:30:05+01:00","kind":"ask","n":{number},"text":"asked for {number}","on":"2026-02-{day:02}","to":"Ann","tags":["shop"],"note":"note {number}"}}"#
        ) + "\n"
    };
    let log: String = (1..=20_000).map(ask).collect();
    let home = home(&[("a.jsonl", log.as_bytes())]);
    let mut numbers: Vec<u32> = (1..=20_000).collect();
    numbers.sort_by_key(|number| number % 28);
    let line = |number: &u32| {
        let day = 1 + number % 28;
        format!("{number}\t2026-02-{day:02}\twaiting\tasked for {number}\tAnn\t+shop\n")
    };
    let list: String = numbers.iter().map(line).collect();
    assert!(home.run(&["list"]).out == list);
    let has_77 = |number: &&u32| number.to_string().contains("77");
    let found: String = numbers.iter().filter(has_77).map(line).collect();
    assert!(home.run(&["list", "NOTE", "77"]).out == found);
    let newest = found.split_inclusive('\n').next_back().unwrap();
    assert_eq!(home.run(&["list", "-L", "1", "NOTE", "77"]).out, newest);
    assert_eq!(home.run(&["list", "nowhere"]).out, "");
}
