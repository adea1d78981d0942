//! Changing one's mind: `edit`, `remove`, `sweep`, `undo` and `redo`.

use std::fs;

use serde_json::{Value, json};

use crate::env::{CommandOutput, TestEnv};

const NOW: &str = "2026-03-09T10:00:00+01:00";

/// #1 a refused ask of 1 March, #2 a waiting one of the same day, today 9 March.
fn home() -> TestEnv {
    let mut home = TestEnv::at("2026-03-01T10:00:00+01:00");
    home.line("nos no \"asked for a discount\"");
    home.line("nos log \"applied for a passport\" --to embassy --fear 4 -t travel --note first");
    home.set("NOS_NOW", NOW);
    home
}

fn log(home: &TestEnv) -> String {
    fs::read_to_string(home.folder().join("data/test.jsonl")).unwrap()
}

fn last_line(home: &TestEnv) -> String {
    log(home).lines().last().unwrap().to_owned()
}

#[track_caller]
fn json(home: &TestEnv, line: &str) -> Value {
    let came = home.line(&format!("{line} --json"));
    assert_eq!((came.status, came.err.as_str()), (0, ""), "{line}");
    serde_json::from_str(&came.out).unwrap()
}

#[track_caller]
fn refused(came: &CommandOutput, status: u8, err: &str) {
    assert_eq!(
        (came.status, came.err.as_str(), came.out.as_str()),
        (status, err, "")
    );
}

#[test]
fn an_edit_writes_the_fields_that_change_and_no_others() {
    let home = home();
    let answer = json(
        &home,
        "nos edit passport --text \"applied for a Dutch passport\" --fear 4 --odds 5 +papers --untag travel -m second -d 2026-02-28",
    );
    assert_eq!(
        last_line(&home),
        "{\"v\":1,\"id\":\"test-3\",\"at\":\"2026-03-09T10:00:00+01:00\",\"kind\":\"edit\",\"ask\":\"test-2\",\"set\":{\"text\":\"applied for a Dutch passport\",\"on\":\"2026-02-28\",\"tags\":[\"papers\"],\"note\":\"second\",\"odds\":5}}"
    );
    assert_eq!(answer["schema"], "nos.ask/1");
    assert_eq!(answer["goal"], Value::Null);
    assert_eq!(
        answer["ask"],
        json!({"number": 2, "id": "test-2", "text": "applied for a Dutch passport",
            "outcome": "pending", "asked_on": "2026-02-28", "answered_on": null, "to": "embassy",
            "tags": ["papers"], "note": "second", "fear": 4, "odds": 5, "sting": null, "pull": null,
            "plan": null, "steps": [], "due": null,
            "logged_at": "2026-03-01T10:00:00+01:00"})
    );
}

#[test]
fn every_field_can_be_cleared_but_the_text_and_the_day() {
    let home = home();
    home.line("nos edit 2 --odds 5 --sting 3 --yes");
    let ask = json(
        &home,
        "nos edit 2 --clear to --clear tags --clear note --clear fear --clear odds --clear sting --clear outcome",
    );
    for field in ["to", "note", "fear", "odds", "sting", "answered_on"] {
        assert_eq!(ask["ask"][field], Value::Null, "{field}");
    }
    assert_eq!(ask["ask"]["tags"], json!([]));
    assert_eq!(ask["ask"]["outcome"], "pending");
    for field in ["text", "on", "nothing"] {
        assert_eq!(home.line(&format!("nos edit 2 --clear {field}")).status, 2);
    }
}

#[test]
fn clearing_the_day_of_an_answer_takes_it_back_to_the_day_of_the_ask() {
    let home = home();
    home.line("nos answer 2 --no");
    let ask = json(&home, "nos edit 2 --clear answered");
    assert_eq!(ask["ask"]["answered_on"], "2026-03-01");
}

#[test]
fn an_outcome_that_is_edited_came_today_unless_told_otherwise() {
    let home = home();
    let ask = json(&home, "nos edit 2 --ghosted");
    assert_eq!(ask["ask"]["outcome"], "ghosted");
    assert_eq!(ask["ask"]["answered_on"], "2026-03-09");
    let ask = json(&home, "nos edit 2 --yes --answered 2026-03-05");
    assert_eq!(ask["ask"]["answered_on"], "2026-03-05");
    let ask = json(&home, "nos edit 2 --pending");
    assert_eq!(ask["ask"]["answered_on"], Value::Null);
}

#[test]
fn an_answer_given_on_the_spot_moves_with_the_day_of_the_ask() {
    let home = home();
    let ask = json(&home, "nos edit 1 --on 2026-02-20");
    assert_eq!(ask["ask"]["answered_on"], "2026-02-20");
    let ask = json(&home, "nos edit 1 --on 2026-03-02");
    assert_eq!(ask["ask"]["answered_on"], "2026-03-02");
}

#[test]
fn what_cannot_be_is_refused_and_the_words_are_given_back() {
    let home = home();
    let before = log(&home);
    refused(
        &home.line("nos edit 2 --note \"a long story\" --on 2026-04-01"),
        2,
        "error: 1 April is in the future. Log an ask once you've made it\nhint: nos help dates\nyou typed:\na long story\n",
    );
    for line in [
        "nos edit 1 --answered 2026-02-28",
        "nos edit 2 --answered 2026-03-02",
        "nos edit 2 --text \"\"",
        "nos edit 2 --to \"\"",
        "nos edit 2 --fear 11",
        "nos edit 2 --fear 3 --clear fear",
        "nos edit 2 --yes --clear outcome",
        "nos edit 2",
        "nos edit",
        "nos edit 1 2 --fear 3",
    ] {
        let came = home.line(line);
        assert_eq!((came.status, came.out.as_str()), (2, ""), "{line}");
        assert!(came.err.contains("\nhint: "), "{line}: {}", came.err);
    }
    assert_eq!(home.line("nos edit 3 --fear 3").status, 1);
    assert_eq!(log(&home), before);
}

#[test]
fn an_edit_that_changes_nothing_writes_nothing() {
    let home = home();
    let before = log(&home);
    let came = home.line("nos edit 2 --fear 4 -t travel --untag shop");
    assert_eq!(came.out, "Nothing to change in #2.\n");
    assert_eq!((came.status, log(&home)), (0, before));
}

#[test]
fn a_removed_ask_no_longer_counts_and_undo_brings_it_back() {
    let home = home();
    let came = home.line("nos remove 1");
    assert_eq!(
        came.out,
        "Removed  ·  asked for a discount  ·  #1\nBring it back: nos undo\n"
    );
    assert_eq!(json(&home, "nos stats --all")["no"], 0);
    refused(
        &home.line("nos edit 1 --fear 2"),
        1,
        "error: #1 was removed\nhint: nos show 1\n",
    );
    assert_eq!(home.line("nos show 1").status, 0);
    assert_eq!(
        home.line("nos undo").out,
        "Undone: removed 'asked for a discount'.\nBring it back: nos redo\n"
    );
    assert_eq!(json(&home, "nos stats --all")["no"], 1);
}

#[test]
fn several_are_removed_as_one_step_or_not_at_all() {
    let home = home();
    let before = log(&home);
    assert_eq!(home.line("nos remove 1 9").status, 1);
    assert_eq!(log(&home), before);
    let dry = json(&home, "nos remove 1 2 --dry-run");
    assert_eq!(log(&home), before);
    let answer = json(&home, "nos remove 1 2");
    assert_eq!(answer, dry);
    assert_eq!(answer["schema"], "nos.asks/1");
    assert_eq!(answer["count"], 2);
    assert_eq!(answer["asks"][1]["text"], "applied for a passport");
    assert_eq!(
        json(&home, "nos undo")["undone"].as_array().unwrap().len(),
        2
    );
}

#[test]
fn undo_tells_what_it_took_back_and_redo_does_it_again() {
    let home = home();
    home.line("nos goal set 1000");
    home.line("nos answer 2 --no");
    assert_eq!(
        json(&home, "nos undo --dry-run"),
        json!({"schema": "nos.undo/1", "undone": [
            {"id": "test-4", "kind": "answer", "summary": "answered 'applied for a passport' with a no"}]})
    );
    home.line("nos undo");
    home.line("nos undo");
    home.line("nos undo");
    assert_eq!(
        home.line("nos undo").out,
        "Undone: logged 'asked for a discount' as a no.\nBring it back: nos redo\n"
    );
    refused(
        &home.line("nos undo --json"),
        1,
        "{\"error\":{\"code\":\"nothing-to-undo\",\"message\":\"there's nothing to undo on this device\",\"hint\":\"nos list\"}}\n",
    );
    assert_eq!(json(&home, "nos list")["count"], 0);
    assert_eq!(
        json(&home, "nos redo"),
        json!({"schema": "nos.undo/1", "redone": [
            {"id": "test-1", "kind": "ask", "summary": "logged 'asked for a discount' as a no"}]})
    );
    home.line("nos redo");
    home.line("nos redo");
    home.line("nos redo");
    assert_eq!(home.line("nos redo").status, 1);
    assert_eq!(json(&home, "nos show 2")["ask"]["outcome"], "no");
}

#[test]
fn a_long_step_is_taken_back_whole_and_so_is_one_of_long_ago() {
    let home = home();
    let lines: String = (0..120).map(|line| format!("ask {line}\n")).collect();
    assert_eq!(home.run_with(&["log", "-"], &lines).status, 0);
    home.line("nos answer 2 --no");
    for (command, count) in [("undo", 1), ("undo", 120), ("undo", 1), ("undo", 1)] {
        let undone = json(&home, &format!("nos {command}"))["undone"].take();
        assert_eq!(undone.as_array().unwrap().len(), count);
    }
    refused(
        &home.line("nos undo"),
        1,
        "error: there's nothing to undo on this device\nhint: nos list\n",
    );
    for count in [1, 1, 120, 1] {
        let redone = json(&home, "nos redo")["redone"].take();
        assert_eq!(redone.as_array().unwrap().len(), count);
    }
    // Much was done since, and then all of it is taken back.
    for ask in 0..105 {
        home.line(&format!("nos log \"later {ask}\""));
    }
    for _ in 0..105 {
        assert_eq!(home.line("nos undo").status, 0);
    }
    assert_eq!(json(&home, "nos undo")["undone"][0]["kind"], "answer");
    assert_eq!(json(&home, "nos redo")["redone"][0]["kind"], "answer");
    assert_eq!(
        json(&home, "nos redo")["redone"][0]["summary"],
        "logged 'later 0'"
    );
}

#[test]
fn another_change_ends_redo() {
    let home = home();
    home.line("nos undo");
    home.line("nos log \"asked for a raise\"");
    assert_eq!(home.line("nos redo").status, 1);
    home.line("nos undo");
    home.line("nos undo");
    assert_eq!(json(&home, "nos list")["count"], 0);
}

#[test]
fn undoing_a_goal_brings_back_the_one_it_replaced() {
    let home = home();
    home.line("nos goal set 1000");
    home.line("nos goal set 500");
    home.line("nos undo");
    assert_eq!(json(&home, "nos goal")["goals"][0]["target"], 1000);
}

#[test]
fn a_sweep_marks_those_that_have_waited_longer_than_that() {
    let mut home = home();
    home.set("NOS_NOW", "2026-03-31T10:00:00+02:00");
    let none = json(&home, "nos sweep --ghosted");
    assert_eq!(none["count"], 0);
    home.set("NOS_NOW", "2026-04-01T10:00:00+02:00");
    assert_eq!(
        home.line("nos sweep --dry-run").out,
        "2\t31 days\tapplied for a passport\tembassy\t+travel\n"
    );
    refused(
        &home.line("nos sweep"),
        2,
        "error: sweep asks about 1 ask one by one, which takes a terminal\nhint: nos sweep --dry-run\n",
    );
    let swept = json(&home, "nos sweep --ghosted");
    assert_eq!(swept["schema"], "nos.asks/1");
    assert_eq!(swept["count"], 1);
    assert_eq!(swept["asks"][0]["outcome"], "ghosted");
    assert_eq!(swept["asks"][0]["answered_on"], "2026-04-01");
}

#[test]
fn a_sweep_asks_about_one_after_the_other_and_one_undo_takes_it_back() {
    let mut home = home();
    home.line("nos log \"asked for a raise\"");
    home.line("nos log \"asked for a seat\"");
    home.set("NOS_NOW", "2026-06-01T10:00:00+02:00");
    home.terminal.stdin = true;
    home.terminal.stdout = true;
    let came = home.run_with(&["sweep"], "g\nperhaps\nno 2026-05-01\n7\nq\n");
    assert_eq!(came.status, 0, "{}", came.err);
    assert!(came.out.contains("Type no, yes or ghosted"), "{}", came.out);
    home.terminal.stdin = false;
    let asks = json(&home, "nos list");
    let outcomes: Vec<&Value> = asks["asks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|ask| &ask["outcome"])
        .collect();
    assert_eq!(outcomes, ["no", "ghosted", "no", "pending"]);
    assert_eq!(asks["asks"][2]["answered_on"], "2026-05-01");
    assert_eq!(asks["asks"][2]["sting"], 7);
    home.line("nos undo");
    assert_eq!(json(&home, "nos list --pending")["count"], 3);
}

#[test]
fn a_plain_remove_asks_only_about_many_and_only_on_a_terminal() {
    let mut home = home();
    let lines: String = (0..11).map(|n| format!("ask {n}\n")).collect();
    home.run_with(&["log", "-"], &lines);
    let numbers: Vec<String> = (3..14).map(|n| n.to_string()).collect();
    let mut args = vec!["remove"];
    args.extend(numbers.iter().map(String::as_str));
    home.terminal.stdin = true;
    home.terminal.stdout = true;
    let came = home.run_with(&args, "no\n");
    assert_eq!(came.status, 1);
    assert_eq!(came.err, "error: nothing was removed\n");
    assert_eq!(home.run_with(&args[..11], "").status, 0);
    assert_eq!(home.run_with(&["remove", "13"], "").status, 0);
}

#[test]
fn a_goal_that_takes_the_place_of_another_says_so() {
    let home = TestEnv::at("2026-03-04T12:30:00+01:00");
    home.line("nos goal set 1000");
    let asks = home.line("nos goal set 300 --count asks").out;
    assert!(asks.starts_with("300 asks  ·  2026\n"), "{asks}");
    assert_eq!(asks.lines().count(), 2, "{asks}");
    let again = home.line("nos goal set 1000").out;
    assert!(!again.contains("replaces"), "{again}");
    let month = home.line("nos goal set 30 --days 30").out;
    assert!(!month.contains("replaces"), "{month}");
    let crossing = home.line("nos goal set 500 --from 2026-06-01").out;
    assert!(
        crossing.ends_with(
            "This replaces your goal of 1,000 nos in 2026. To keep the old one: nos undo\n"
        ),
        "{crossing}"
    );
    home.line("nos undo");
    assert!(home.line("nos goal").out.contains("1,000 nos  ·  2026"));
    let cleared = home.line("nos goal clear").out;
    assert!(
        cleared.starts_with("Cleared: 1,000 nos in 2026."),
        "{cleared}"
    );
}

#[test]
fn an_ask_of_today_waits_since_today_and_not_for_0_days() {
    let home = TestEnv::at("2026-03-04T12:30:00+01:00");
    home.line("nos log \"a raise\"");
    let shown = home.line("nos show last").out;
    assert!(shown.contains("waiting since today"), "{shown}");
}

#[test]
fn a_tag_that_is_not_there_cannot_go_and_the_near_one_is_named() {
    let home = TestEnv::at("2026-03-04T12:30:00+01:00");
    home.line("nos log \"a raise\" +work");
    let came = home.line("nos edit 1 --untag wrok");
    assert_eq!(came.status, 0, "{came:?}");
    assert_eq!(
        came.err,
        "It has no tag wrok.\nhint: nos edit 1 --untag work\n"
    );
    let empty = home.line("nos edit 1 --text ''").err;
    assert!(!empty.contains("you typed"), "{empty}");
}
