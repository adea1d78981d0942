//! `nos export`: what goes out, and that it comes in again as it was.

use std::fs;

use nos::domain::ask::{Odds, Rating, Tag};
use nos::domain::day::Day;
use nos::domain::outcome::Outcome;
use nos::domain::tags::Tags;
use nos::journal::codec;
use nos::journal::event::{AskEvent, Event, EventKind, Id};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde_json::Value;

use crate::env::TestEnv;
use crate::home::Home;

const NOW: &str = "2026-06-15T12:00:00+02:00";

fn home() -> TestEnv {
    TestEnv::at(NOW)
}

/// A home with three asks in it.
fn with_asks() -> TestEnv {
    let home = home();
    for line in [
        "nos log =1+1 --no --on 2026-03-04 --to @home --note -5",
        "nos log \"'tis \"\"nothing\"\"\" --on 2025-12-31 +shop +art --fear 4 --odds 5 --sting 0 --yes",
        "nos log ביקשתי --on 2026-06-01",
    ] {
        let came = home.line(line);
        assert_eq!(came.status, 0, "{}", came.err);
    }
    home
}

#[test]
fn csv_is_for_spreadsheets_and_runs_nothing_in_them() {
    let came = with_asks().run(&["export"]);
    assert_eq!(
        came.out,
        "\u{feff}number,id,text,outcome,asked_on,answered_on,to,tags,note,fear,odds,sting,logged_at,pull,plan,steps,due\n\
         2,test-2,'tis nothing,yes,2025-12-31,2025-12-31,,\"art, shop\",,4,5,0,2026-06-15T12:00:00+02:00,,,,\n\
         1,test-1,'=1+1,no,2026-03-04,2026-03-04,'@home,,'-5,,,,2026-06-15T12:00:00+02:00,,,,\n\
         3,test-3,ביקשתי,pending,2026-06-01,,,,,,,,2026-06-15T12:00:00+02:00,,,,\n"
    );
    assert_eq!((came.status, &*came.err), (0, ""));
}

#[test]
fn raw_cells_are_exactly_what_is_in_the_log() {
    let came = with_asks().run(&["export", "--raw", "--year", "2026", "--until", "2026-03-31"]);
    assert_eq!(came.status, 2, "--year excludes --until");
    let came = with_asks().run(&[
        "export",
        "--raw",
        "--since",
        "2026-01-01",
        "--until",
        "2026-03-31",
    ]);
    assert_eq!(
        came.out,
        "\"number\",\"id\",\"text\",\"outcome\",\"asked_on\",\"answered_on\",\"to\",\"tags\",\"note\",\"fear\",\"odds\",\"sting\",\"logged_at\",\"pull\",\"plan\",\"steps\",\"due\"\n\
         \"1\",\"test-1\",\"=1+1\",\"no\",\"2026-03-04\",\"2026-03-04\",\"@home\",\"\",\"-5\",\"\",\"\",\"\",\"2026-06-15T12:00:00+02:00\",\"\",\"\",\"\",\"\"\n"
    );
}

#[test]
fn a_file_that_a_spreadsheet_saved_again_is_known_for_the_same_asks() {
    let home = with_asks();
    // As LibreOffice writes it: texts in quotes, numbers bare, no mark.
    let saved = "\"number\",\"id\",\"text\",\"outcome\",\"asked_on\",\"answered_on\",\"to\",\"tags\",\"note\",\"fear\",\"odds\",\"sting\",\"logged_at\"\n\
        1,\"test-1\",\"'=1+1\",\"no\",2026-03-04,2026-03-04,\"'@home\",,\"'-5\",,,,\"2026-06-15T12:00:00+02:00\"\n";
    let came = home.run_with(&["import", "-"], saved);
    assert_eq!(
        came.out,
        "Imported 0 asks from standard input. 1 was there already.\n"
    );
}

#[test]
fn json_is_the_list_and_json_lines_are_its_asks() {
    let home = with_asks();
    let list = home.run(&["list", "--json"]).out;
    assert_eq!(home.run(&["export", "--format", "json"]).out, list);
    assert_eq!(home.run(&["export", "--json"]).out, list);
    let list: Value = serde_json::from_str(&list).unwrap();
    let lines = home.run(&["export", "--format", "jsonl"]).out;
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(Value::Array(lines), list["asks"]);
}

#[test]
fn a_period_is_that_of_the_asks() {
    let home = with_asks();
    let count = |flags: &[&str]| {
        let came = home.run(&[&["export", "--format", "jsonl"], flags].concat());
        assert_eq!(came.status, 0, "{}", came.err);
        came.out.lines().count()
    };
    assert_eq!(count(&[]), 3);
    assert_eq!(count(&["--all"]), 3);
    assert_eq!(count(&["--year", "2025"]), 1);
    assert_eq!(count(&["--since", "2026-01-01"]), 2);
    assert_eq!(count(&["--until", "2026-03-04"]), 2);
}

#[test]
fn tags_and_people_narrow_what_goes_out() {
    let home = with_asks();
    let numbers = |flags: &[&str]| {
        let came = home.run(&[&["export", "--format", "jsonl"], flags].concat());
        assert_eq!(came.status, 0, "{}", came.err);
        let number = |line: &str| serde_json::from_str::<Value>(line).unwrap()["number"].clone();
        came.out.lines().map(number).collect::<Vec<_>>()
    };
    assert_eq!(numbers(&["-t", "shop", "-t", "art"]), [2]);
    assert_eq!(numbers(&["--to", "HOME"]), [1]);
    assert_eq!(numbers(&["--to", "home", "-t", "shop"]), [0; 0]);
    let came = home.run(&["export", "-t", "shup"]);
    assert_eq!(
        came.err,
        "No ask has the tag shup.\nhint: nos export -t shop\n"
    );
    let came = home.run(&["export", "--to", "yesterday"]);
    assert_eq!(came.status, 2);
    assert!(came.err.contains("--until"), "{}", came.err);
}

#[test]
fn cells_are_guarded_whatever_is_between_them_and_come_in_again() {
    for (typed, delimiter) in [(",", ","), (";", ";"), ("tab", "\t")] {
        let home = with_asks();
        let text = format!("a{delimiter}=1{delimiter}b");
        home.run(&["log", &text, "--on", "2026-03-05"]);
        for flags in [&[][..], &["--raw"]] {
            let came = home.run(&[&["export", "--delimiter", typed], flags].concat());
            assert_eq!(came.status, 0, "{}", came.err);
            if flags.is_empty() {
                assert!(came.out.contains(&format!("{delimiter}'=1+1{delimiter}")));
                assert!(came.out.contains(&format!("\"{text}\"")));
            }
            let other = self::home();
            let again = other.run_with(&["import", "-"], &came.out);
            assert_eq!(again.status, 0, "{}", again.err);
            let texts = |home: &TestEnv| -> Vec<Value> {
                let list: Value = serde_json::from_str(&home.run(&["list", "--json"]).out).unwrap();
                let asks = list["asks"].as_array().unwrap().iter();
                asks.map(|ask| ask["text"].clone()).collect()
            };
            assert_eq!(texts(&other), texts(&home), "{typed} {flags:?}");
        }
    }
    let home = with_asks();
    for line in [
        "nos export --delimiter : ",
        "nos export --delimiter ; --format json",
        "nos export --delimiter ; --schema",
    ] {
        assert_eq!(home.line(line).status, 2, "{line}");
    }
}

#[test]
fn a_file_is_not_written_over_without_force() {
    let home = with_asks();
    let path = home.folder().join("asks.jsonl");
    let name = path.display().to_string();
    let came = home.run(&["export", "-o", &name]);
    assert_eq!(came.out, format!("3 asks written to {name}.\n"));
    let written = fs::read_to_string(&path).unwrap();
    assert_eq!(written, home.run(&["export", "--format", "jsonl"]).out);
    let came = home.run(&["export", "-o", &name, "--format", "csv"]);
    assert_eq!(came.status, 1);
    assert!(
        came.err
            .starts_with(&format!("error: {name} exists and wasn't overwritten")),
        "{}",
        came.err
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), written);
    let came = home.run(&["export", "-o", &name, "--format", "csv", "--force"]);
    assert_eq!(came.status, 0);
    assert!(fs::read_to_string(&path).unwrap().starts_with('\u{feff}'));
    assert_eq!(
        home.run(&["export", "-o", "-"]).out,
        home.run(&["export"]).out
    );
}

#[test]
fn nothing_is_left_where_a_file_cannot_be_written() {
    let home = with_asks();
    let path = home.folder().join("no/such/asks.csv");
    let came = home.run(&["export", "-o", &path.display().to_string()]);
    assert_eq!(came.status, 1);
    assert!(came.err.starts_with("error: can't write "), "{}", came.err);
    assert!(!home.folder().join("no").exists());
}

#[test]
fn an_empty_journal_exports_nothing_and_makes_nothing() {
    let home = home();
    assert_eq!(home.run(&["export"]).out.lines().count(), 1);
    assert_eq!(home.run(&["export", "--format", "jsonl"]).out, "");
    assert_eq!(
        home.run(&["export", "--format", "json"]).out,
        "{\"schema\":\"nos.list/1\",\"count\":0,\"asks\":[]}\n"
    );
    assert_eq!(fs::read_dir(home.folder()).unwrap().count(), 0);
    for format in ["csv", "json"] {
        let text = home.run(&["export", "--format", format]).out;
        let came = home.run_with(&["import", "-"], &text);
        assert_eq!(
            came.out, "Imported 0 asks from standard input.\n",
            "{}",
            came.err
        );
    }
}

/// Texts that spreadsheets, shells and parsers stumble over. Never blanks alone.
fn text() -> impl Strategy<Value = String> {
    let hostile = prop_oneof![
        Just("="),
        Just("+"),
        Just("-"),
        Just("@"),
        Just("'"),
        Just("''"),
        Just("\t"),
        Just("\r"),
        Just("\n"),
        Just("\r\n"),
        Just("\""),
        Just(","),
        Just(";"),
        Just("\0"),
        Just("\u{1b}[2J"),
        Just("\u{feff}"),
        Just("\u{202e}"),
        Just("\u{2028}"),
        Just("ביקשתי"),
        Just("👩\u{200d}🚀"),
        Just(" "),
        Just("＝"),
        Just("null"),
        Just("#"),
        Just("\\u0041"),
        Just("sep=;")
    ];
    vec(
        prop_oneof![3 => hostile.prop_map(str::to_owned), 1 => "\\PC{0,4}"],
        1..8,
    )
    .prop_map(|parts| parts.concat())
    .prop_filter("not blank", |text| !text.trim().is_empty())
}

fn asked() -> impl Strategy<Value = AskEvent<'static>> {
    let tags = proptest::collection::btree_set("[a-zא-ת][a-z0-9א-ת_-]{0,5}", 0..3);
    let tags = tags.prop_map(|tags| {
        let tags = tags.iter().map(|tag| Tag::new(tag).unwrap());
        tags.collect::<Vec<Tag>>()
    });
    let ratings = (
        option::of(0_u64..=10),
        option::of(0_u64..=100),
        option::of(0_u64..=10),
        option::of(0_u64..=10),
    );
    let outcome = prop::sample::select(Outcome::ALL.to_vec());
    let days = (0_i64..400, 0_i64..30);
    (
        text(),
        option::of(text()),
        option::of(text()),
        tags,
        ratings,
        outcome,
        days,
    )
        .prop_map(
            |(text, to, note, tags, (fear, odds, sting, pull), outcome, (ago, before))| {
                let answered_on = Day::from_iso("2026-06-15").unwrap().plus(-ago).unwrap();
                let on = answered_on.plus(-before).unwrap();
                AskEvent {
                    number: 0,
                    text: text.trim().to_owned().into(),
                    on,
                    to: to.map(Into::into),
                    tags: Tags::of_tags(&tags),
                    note: note.map(Into::into),
                    fear: fear.and_then(Rating::new),
                    odds: odds.and_then(Odds::new),
                    outcome,
                    answered: (outcome.is_answered() && before > 0).then_some(answered_on),
                    sting: sting.and_then(Rating::new),
                    pull: pull.and_then(Rating::new),
                    plan: None,
                    src: None,
                }
            },
        )
}

/// A home whose log has these asks.
fn with_log(asks: Vec<AskEvent<'static>>) -> TestEnv {
    let home = home();
    let mut log = String::new();
    for (number, mut asked) in (1..).zip(asks) {
        asked.number = number;
        let event = Event {
            id: Id::new("old", number),
            at: NOW.into(),
            batch: None,
            what: EventKind::Ask(asked),
        };
        log.push_str(&codec::write(&event).unwrap());
        log.push('\n');
    }
    fs::create_dir(home.folder().join("data")).unwrap();
    fs::write(home.folder().join("data/old.jsonl"), log).unwrap();
    home
}

/// All that an ask says, its number and id left out: these belong to the journal it is in.
fn said(home: &TestEnv) -> Vec<Value> {
    let list: Value = serde_json::from_str(&home.run(&["list", "--json"]).out).unwrap();
    let mut asks = list["asks"].as_array().unwrap().clone();
    for ask in &mut asks {
        let ask = ask.as_object_mut().unwrap();
        for own in ["number", "id", "logged_at"] {
            ask.remove(own);
        }
    }
    asks
}

#[test]
fn words_for_nothing_that_were_typed_on_purpose_survive_the_round_trip() {
    let old = home();
    old.run(&["log", "N/A", "--to", "null", "-t", "none", "-m", "-"]);
    for flags in [&["--format", "csv"][..], &["--format", "json"]] {
        let file = old.run(&[&["export"], flags].concat()).out;
        let new = home();
        new.run_with(&["import", "-"], &file);
        assert_eq!(said(&new), said(&old), "{file}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_goes_out_comes_in_as_it_was(asks in vec(asked(), 1..6)) {
        let old = with_log(asks);
        for flags in [&["--format", "csv"][..], &["--raw"], &["--format", "json"], &["--format", "jsonl"]] {
            let file = old.run(&[&["export"], flags].concat()).out;
            let new = home();
            let came = new.run_with(&["import", "-"], &file);
            prop_assert_eq!(came.status, 0, "{:?}\n{}\n{}", flags, came.err, file);
            prop_assert_eq!(said(&new), said(&old), "{:?}\n{}", flags, file);
            let again = old.run_with(&["import", "-"], &file);
            prop_assert!(again.out.starts_with("Imported 0 asks"), "{}", again.out);
        }
    }
}

#[test]
fn every_command_that_writes_a_file_writes_streams_too_and_through_links() {
    let home = Home::new();
    let ran = home.run("2026-03-04", &["no", "a seat"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    for command in ["export", "card", "report"] {
        let begins = |ran: &crate::home::Ran| {
            assert_eq!(ran.status, 0, "{command}: {ran:?}");
            assert!(ran.out.len() > 100, "{command}: {ran:?}");
        };
        begins(&home.shell("2026-03-04", &format!("nos {command} -o /dev/stdout")));
        begins(&home.shell(
            "2026-03-04",
            &format!("echo before > f; nos {command} -o /dev/stdout >> f; head -1 f | grep before && cat f"),
        ));
        begins(&home.shell(
            "2026-03-04",
            &format!("mkfifo p; (nos {command} -o p > told 2>&1 &); cat p; rm p"),
        ));
        let ran = home.shell("2026-03-04", &format!("nos {command} -o /dev/full"));
        assert_eq!(ran.status, 1, "{ran:?}");
        let line = format!(
            "mkdir disk; ln -s disk/{command} link; nos {command} -f -o link >told 2>&1 && test -L link && cat disk/{command}; rm -r link disk"
        );
        begins(&home.shell("2026-03-04", &line));
    }
}
