//! Sheets that go on living: rows come in once, and what they say later is shown or taken.

use std::fs;

use serde_json::Value;

use crate::env::{CommandOutput, TestEnv};

const NOW: &str = "2026-06-15T12:00:00+02:00";

fn home() -> TestEnv {
    TestEnv::at(NOW)
}

/// Imports a sheet with this header and these rows.
fn import(home: &TestEnv, header: &str, rows: &[&str], flags: &[&str]) -> CommandOutput {
    let path = home.folder().join("jobs.csv");
    fs::write(&path, format!("{header}\n{}\n", rows.join("\n"))).unwrap();
    let came = home.run(&[&["import", &path.display().to_string()], flags].concat());
    assert_eq!(came.status, 0, "{}", came.err);
    came
}

const HEADER: &str = "Company,Role,Date Applied,Status";
const WAITING: [&str; 2] = [
    "Fern & Co,Baker,2026-05-04,Applied",
    "Hollow Mill,Miller,2026-05-06,Applied",
];
const ANSWERED: [&str; 2] = [
    "Fern & Co,Baker,2026-05-04,Rejected",
    "Hollow Mill,Miller,2026-05-06,Offer",
];

fn json(came: &CommandOutput) -> Value {
    serde_json::from_str(&came.out).unwrap()
}

/// `number outcome answered_on text` of each ask.
fn told(home: &TestEnv) -> Vec<String> {
    let list = json(&home.run(&["list", "--json"]));
    let asks = list["asks"].as_array().unwrap().iter();
    asks.map(|ask| {
        format!(
            "{} {} {} {}",
            ask["number"],
            ask["outcome"].as_str().unwrap(),
            ask["answered_on"].as_str().unwrap_or("-"),
            ask["text"].as_str().unwrap()
        )
    })
    .collect()
}

#[test]
fn answers_that_came_since_are_told_and_taken_with_update_as_one_step() {
    let home = home();
    import(&home, HEADER, &WAITING, &[]);
    let came = import(&home, HEADER, &ANSWERED, &["--json"]);
    let answer = json(&came);
    assert_eq!(
        (&answer["added"], &answer["updated"]),
        (&0.into(), &0.into())
    );
    assert_eq!(
        answer["differing"][0],
        serde_json::json!({"line": 2, "number": 1, "field": "outcome", "was": "pending", "is": "no"})
    );
    let came = import(&home, HEADER, &ANSWERED, &[]);
    let path = home.folder().join("jobs.csv");
    let name = path.display();
    assert!(
        came.err.ends_with(&format!(
            "{name}:2: outcome of #1 is waiting, in the file it's no.\n{name}:3: outcome of #2 is waiting, in the file it's yes.\nhint: nos import {name} --update\n"
        )),
        "{}",
        came.err
    );
    let came = import(&home, HEADER, &ANSWERED, &["--update"]);
    assert!(
        came.out
            .ends_with("2 were there already. 2 of them got an answer or a step.\n"),
        "{}",
        came.out
    );
    let answered = ["1 no 2026-06-15 Baker", "2 yes 2026-06-15 Miller"];
    assert_eq!(told(&home), answered);
    home.run(&["undo"]);
    let waiting = ["1 pending - Baker", "2 pending - Miller"];
    assert_eq!(told(&home), waiting);
    // An answer of ours was there, be it undone: it is for the person to say.
    let came = import(&home, HEADER, &ANSWERED, &["--update", "--json"]);
    assert_eq!(json(&came)["updated"], 0);
    assert_eq!(json(&came)["differing"].as_array().unwrap().len(), 2);
}

#[test]
fn an_answer_with_a_day_keeps_it_and_one_given_here_is_kept() {
    let home = home();
    let header = "Company,Role,Date Applied,Status,Response Date";
    let rows = [
        "Fern,Baker,2026-05-04,Applied,",
        "Mill,Miller,2026-05-06,Applied,",
    ];
    import(&home, header, &rows, &[]);
    home.run(&["answer", "2", "--yes", "-d", "2026-06-01"]);
    let rows = [
        "Fern,Baker,2026-05-04,Rejected,2026-05-20",
        "Mill,Miller,2026-05-06,Rejected,2026-05-21",
    ];
    let came = import(&home, header, &rows, &["--update", "--json"]);
    assert_eq!(json(&came)["updated"], 1);
    assert_eq!(
        told(&home),
        ["1 no 2026-05-20 Baker", "2 yes 2026-06-01 Miller"]
    );
    // A sheet that does not know of it yet is no news.
    let rows = [
        "Fern,Baker,2026-05-04,Rejected,2026-05-20",
        "Mill,Miller,2026-05-06,Applied,",
    ];
    let came = import(&home, header, &rows, &["--json"]);
    assert_eq!(json(&came)["differing"], serde_json::json!([]));
}

#[test]
fn what_was_edited_or_removed_does_not_come_in_again() {
    let home = home();
    import(&home, HEADER, &WAITING, &[]);
    home.run(&["edit", "1", "--text", "Baker, nights", "--on", "2026-05-05"]);
    home.run(&["remove", "2"]);
    let came = import(&home, HEADER, &WAITING, &["--json"]);
    assert_eq!(
        (&json(&came)["added"], &json(&came)["already_there"]),
        (&0.into(), &2.into())
    );
    assert_eq!(told(&home), ["1 pending - Baker, nights"]);
}

#[test]
fn a_row_that_was_corrected_is_new_with_the_ask_it_may_have_been() {
    let home = home();
    import(&home, HEADER, &WAITING, &[]);
    let rows = ["Fern & Co,Head baker,2026-05-04,Applied", WAITING[1]];
    let came = import(&home, HEADER, &rows, &[]);
    assert!(
        came.err
            .contains(":2: #3 is new; it may be #1, corrected. If so: nos remove 1\n"),
        "{}",
        came.err
    );
    assert_eq!(told(&home).len(), 3, "a row that went stays");
}

#[test]
fn asks_that_were_logged_by_hand_are_known_each_for_one_row() {
    let home = home();
    home.run(&["log", "Baker", "--to", "Fern & Co", "-d", "2026-05-04"]);
    let rows = [WAITING[0], WAITING[0]];
    let came = import(&home, HEADER, &rows, &["--json"]);
    assert_eq!(
        (&json(&came)["added"], &json(&came)["already_there"]),
        (&1.into(), &1.into())
    );
    let came = import(&home, HEADER, &rows, &["--json"]);
    assert_eq!(
        (&json(&came)["added"], &json(&came)["already_there"]),
        (&0.into(), &2.into())
    );
}

#[test]
fn an_export_of_ours_is_known_by_its_ids_and_its_differences_are_told_not_taken() {
    let home = home();
    import(&home, HEADER, &WAITING, &[]);
    let out = home.run(&["export"]).out;
    let changed = out.replace("Baker,pending", "Bread baker,no");
    let path = home.folder().join("asks.csv");
    fs::write(&path, changed).unwrap();
    let came = home.run(&["import", &path.display().to_string(), "--update", "--json"]);
    let answer = json(&came);
    assert_eq!(
        (
            &answer["added"],
            &answer["already_there"],
            &answer["updated"]
        ),
        (&0.into(), &2.into(), &0.into())
    );
    let fields: Vec<&str> = answer["differing"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["field"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["text", "outcome", "answered_on"]);
    assert_eq!(told(&home), ["1 pending - Baker", "2 pending - Miller"]);
}

#[test]
fn what_was_said_of_a_sheet_is_used_the_next_time_and_again_repeats_the_import() {
    let home = home();
    let rows = ["Fern & Co,Baker,2026-05-04,On ice"];
    import(&home, HEADER, &rows, &["--map", "Status:On ice=ghosted"]);
    let more = [rows[0], "Mill,Miller,2026-05-06,On ice"];
    let came = import(&home, HEADER, &more, &[]);
    assert!(
        came.err
            .contains("As last time: --map 'Status:On ice=ghosted'\n"),
        "{}",
        came.err
    );
    assert_eq!(
        told(&home),
        ["1 ghosted 2026-05-04 Baker", "2 ghosted 2026-05-06 Miller"]
    );
    let path = home.folder().join("jobs.csv");
    fs::write(
        &path,
        format!(
            "{HEADER}\n{}\nHill,Potter,2026-05-07,On ice\n",
            more.join("\n")
        ),
    )
    .unwrap();
    let came = home.run(&["import", "--again"]);
    assert!(
        came.out.starts_with("Imported 1 ask from "),
        "{} {}",
        came.out,
        came.err
    );
    // What is typed goes before what was said then.
    let rest = ["Hut,Cook,2026-05-08,On ice"];
    import(&home, HEADER, &rest, &["--map", "Status:On ice=no"]);
    assert_eq!(told(&home)[3], "4 no 2026-05-08 Cook");
}

#[test]
fn a_file_beside_the_sheet_says_how_it_is_meant() {
    let home = home();
    let beside = home.folder().join("jobs.csv.nos.toml");
    fs::write(
        &beside,
        "map = [\"Pitch=text\", \"Where:over=no\"]\nyear = 2025\n",
    )
    .unwrap();
    let came = import(
        &home,
        "Pitch,Date,Where",
        &["a talk,4 May,over"],
        &["--map", "Where=outcome"],
    );
    assert!(
        came.err
            .contains("jobs.csv.nos.toml says: --map Pitch=text"),
        "{}",
        came.err
    );
    assert_eq!(told(&home), ["1 no 2025-05-04 a talk"]);
    fs::write(&beside, "map = []\ncolour = \"red\"\n").unwrap();
    let path = home.folder().join("jobs.csv");
    let came = home.run(&["import", &path.display().to_string()]);
    assert_eq!(came.status, 1);
    assert!(
        came.err.contains("jobs.csv.nos.toml:2: colour: "),
        "{}",
        came.err
    );
}
