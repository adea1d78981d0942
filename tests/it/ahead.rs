//! Before the answer, and before the ask: days off, plans, steps and due days.

use serde_json::{Value, json};

use crate::env::TestEnv;

/// A Monday.
const NOW: &str = "2026-06-15T12:00:00+02:00";

fn home() -> TestEnv {
    TestEnv::at(NOW)
}

/// Runs these lines, each of which must work.
fn run(home: &TestEnv, lines: &[&str]) {
    for line in lines {
        let came = home.line(line);
        assert_eq!(came.status, 0, "{line}: {}", came.err);
    }
}

fn json_of(home: &TestEnv, line: &str) -> Value {
    let came = home.line(line);
    assert_eq!(came.status, 0, "{line}: {}", came.err);
    serde_json::from_str(&came.out).unwrap()
}

fn log(home: &TestEnv) -> String {
    std::fs::read_to_string(home.folder().join("data/test.jsonl")).unwrap()
}

fn last_line(home: &TestEnv) -> String {
    log(home).lines().last().unwrap().to_owned()
}

#[test]
fn days_off_are_declared_listed_and_taken_back() {
    let home = home();
    run(&home, &["nos rest today", "nos rest friday..mon -m sea"]);
    assert!(
        last_line(&home)
            .ends_with(r#""kind":"rest","from":"2026-06-19","to":"2026-06-22","note":"sea"}"#)
    );
    let told = json_of(&home, "nos rest \"20 jun\" tomorrow --off --json");
    let day = |day: &str, note: Value| json!({"day": day, "note": note});
    let expected = json!({"schema": "nos.rest/1", "days": [
        day("2026-06-15", Value::Null),
        day("2026-06-19", json!("sea")),
        day("2026-06-21", json!("sea")),
        day("2026-06-22", json!("sea")),
    ]});
    assert_eq!(told, expected);
    assert_eq!(json_of(&home, "nos rest --json"), expected);
    assert_eq!(home.line("nos rest").out.lines().count(), 4);
    let before = log(&home);
    let came = home.line("nos rest \"1 aug\" --off");
    assert_eq!((came.status, log(&home)), (0, before), "{came:?}");
    run(&home, &["nos undo", "nos undo", "nos undo"]);
    assert_eq!(json_of(&home, "nos rest --json")["days"], json!([]));
    run(&home, &["nos redo"]);
    assert_eq!(
        json_of(&home, "nos rest --json")["days"],
        json!([day("2026-06-15", Value::Null)])
    );
    for (line, why) in [
        ("nos rest 3/4", "can be read two ways"),
        ("nos rest today..yesterday", "is before"),
        ("nos rest --off", "which days"),
        ("nos rest today -m \"\"", "is empty"),
    ] {
        let came = home.line(line);
        assert_eq!(came.status, 2, "{line}");
        assert!(came.err.contains(why), "{line}: {}", came.err);
    }
}

#[test]
fn a_day_off_breaks_no_streak_and_counts_for_no_pace() {
    let home = home();
    // 10 days from 6 to 15 June; on 8 and 9 June nothing was asked.
    run(
        &home,
        &[
            "nos goal set 40 --from 2026-06-06 --until 2026-06-25",
            "nos no a -d 2026-06-06",
            "nos no b -d 2026-06-07",
            "nos no c -d 2026-06-10",
            "nos no d -d 2026-06-14",
        ],
    );
    let told = json_of(&home, "nos stats --json");
    assert_eq!(told["streak"]["current"], 1);
    assert_eq!(
        (&told["streak"]["longest"], &told["rest_days"]),
        (&json!(2), &json!(0))
    );
    run(
        &home,
        &["nos rest 2026-06-08..2026-06-09 2026-06-11..2026-06-13 2026-06-20"],
    );
    let told = json_of(&home, "nos stats --json");
    // 6, 7, 10 and 14 June, with nothing but days off between them; today may still bring one.
    assert_eq!(told["streak"]["current"], 4);
    assert_eq!(
        (&told["streak"]["longest"], &told["rest_days"]),
        (&json!(4), &json!(6))
    );
    // Of 20 days 6 are off: 14. Before today 4 of 9 are left, from today 10 of 11.
    let pace = &told["goals"][0]["pace"];
    let days = [&pace["days_total"], &pace["days_done"], &pace["days_left"]];
    assert_eq!(days, [&json!(14), &json!(4), &json!(10)]);
    // 40 x 4 / 14 is 11.4; 4 nos on 5 active days make 0.8 a day, and 11.2 in 14.
    assert_eq!((&pace["expected"], &pace["lead"]), (&json!(11), &json!(-7)));
    assert_eq!(
        (&pace["rate_per_day"], &pace["forecast_total"]),
        (&json!(0.8), &json!(11))
    );
    assert_eq!(pace["needed_per_day"], json!(3.6));
    assert_eq!(home.line("nos prompt --format {rest}{streak}").out, "04\n");
    run(&home, &["nos rest today"]);
    assert_eq!(home.line("nos prompt --format {rest}{streak}").out, "14\n");
    let told = home.line("nos").out;
    assert!(told.contains("a day off"), "{told}");
    let drawn = home.line("nos calendar --month june").out;
    assert!(drawn.contains("7 days off."), "{drawn}");
}

#[test]
fn a_plan_is_kept_until_it_is_asked_and_comes_back_with_an_undo() {
    let home = home();
    let told = json_of(
        &home,
        "nos plan ask for a raise @the_boss +work -f 4 -o 20 -w 9 -m bold --by friday --json",
    );
    let expected = json!({"schema": "nos.plans/1", "count": 1, "plans": [{
        "plan": 1, "id": "test-1", "text": "ask for a raise", "to": "the boss", "tags": ["work"],
        "note": "bold", "fear": 4, "odds": 20, "pull": 9, "by": "2026-06-19",
        "logged_at": NOW, "ask": null,
    }]});
    assert_eq!(told, expected);
    assert_eq!(json_of(&home, "nos stats --json")["plans"], 1);
    assert_eq!(json_of(&home, "nos stats --json")["made"], 0);
    let came = home.line("nos log p1 --no --sting 1");
    assert_eq!(came.status, 0, "{}", came.err);
    assert!(
        came.out
            .ends_with("You feared 4 and it hurt 1. You gave it 20%.\n"),
        "{}",
        came.out
    );
    let ask = &json_of(&home, "nos show 1 --json")["ask"];
    for (field, value) in [
        ("text", json!("ask for a raise")),
        ("to", json!("the boss")),
        ("tags", json!(["work"])),
        ("note", json!("bold")),
        ("fear", json!(4)),
        ("odds", json!(20)),
        ("pull", json!(9)),
        ("plan", json!(1)),
    ] {
        assert_eq!(ask[field], value, "{field}");
    }
    assert_eq!(json_of(&home, "nos plan --json")["count"], 0);
    let shown = json_of(&home, "nos show p1 --json");
    assert_eq!(shown["plan"]["ask"], 1);
    assert_eq!(shown["history"].as_array().unwrap().len(), 2);
    let again = home.line("nos no p1");
    assert_eq!(again.status, 1);
    assert!(again.err.contains("hint: nos again 1"), "{}", again.err);
    run(&home, &["nos undo"]);
    assert_eq!(json_of(&home, "nos plan --json"), expected);
    run(&home, &["nos no p1 --fear 7 +more"]);
    let ask = &json_of(&home, "nos show last --json")["ask"];
    assert_eq!(
        (&ask["fear"], &ask["tags"]),
        (&json!(7), &json!(["more", "work"]))
    );
}

#[test]
fn a_plan_that_is_not_there_is_an_error_and_its_name_can_be_a_text() {
    let home = home();
    let came = home.line("nos log p3 --no");
    assert_eq!(came.status, 1);
    assert!(came.err.contains("hint: nos log -- p3"), "{}", came.err);
    for line in ["nos show p3", "nos edit p3 --fear 3", "nos remove p3"] {
        assert_eq!(home.line(line).status, 1, "{line}");
    }
    run(&home, &["nos log -- p3"]);
    assert_eq!(json_of(&home, "nos show 1 --json")["ask"]["text"], "p3");
}

#[test]
fn a_plan_is_changed_removed_and_erased() {
    let home = home();
    run(
        &home,
        &[
            "nos plan sing -f 8",
            "nos edit p1 --text dance --by tomorrow -t art +x",
        ],
    );
    assert!(
        last_line(&home).starts_with(r#"{"v":2,"#),
        "{}",
        last_line(&home)
    );
    assert!(last_line(&home).ends_with(
        r#""kind":"edit","plan":"test-1","set":{"text":"dance","tags":["art","x"],"by":"2026-06-16"}}"#
    ));
    run(&home, &["nos edit p1 --clear fear --clear by --untag x"]);
    let plan = &json_of(&home, "nos plan --json")["plans"][0];
    assert_eq!(
        (&plan["fear"], &plan["by"], &plan["tags"]),
        (&Value::Null, &Value::Null, &json!(["art"]))
    );
    for (line, why) in [
        ("nos edit p1 --no", "a plan has a text"),
        ("nos edit p1 -e", "a plan has a text"),
        ("nos edit p1", "what is to be changed"),
        ("nos edit 1 --by friday", "only a plan"),
    ] {
        let came = home.line(line);
        assert_eq!(came.status, 2, "{line}");
        assert!(came.err.contains(why), "{line}: {}", came.err);
    }
    run(&home, &["nos remove p1"]);
    assert!(last_line(&home).starts_with(r#"{"v":2,"#));
    assert_eq!(json_of(&home, "nos plan --json")["count"], 0);
    run(&home, &["nos undo"]);
    assert_eq!(json_of(&home, "nos plan --json")["count"], 1);
    assert_eq!(home.line("nos remove p1 --purge").status, 1);
    run(&home, &["nos remove p1 --purge --force"]);
    assert!(
        !log(&home).contains("dance") && !log(&home).contains("sing"),
        "{}",
        log(&home)
    );
    // The number stays taken.
    run(&home, &["nos plan skip"]);
    assert_eq!(json_of(&home, "nos plan --json")["plans"][0]["plan"], 2);
}

#[test]
fn erasing_an_ask_erases_the_plan_it_was_made_of() {
    let home = home();
    run(
        &home,
        &[
            "nos plan a secret",
            "nos no p1",
            "nos step 1 whispered",
            "nos remove 1 --purge --force",
        ],
    );
    let log = log(&home);
    assert!(
        !log.contains("secret") && !log.contains("whispered"),
        "{log}"
    );
    assert_eq!(json_of(&home, "nos plan --json")["count"], 0);
}

#[test]
fn the_ladder_goes_down_from_the_most_feared_and_a_dare_can_be_planned() {
    let home = home();
    run(
        &home,
        &[
            "nos plan a -f 3",
            "nos plan b",
            "nos plan c -f 8 --by friday",
            "nos dare --plan --level bold",
        ],
    );
    let plans = json_of(&home, "nos plan --json");
    let numbers: Vec<u64> = plans["plans"]
        .as_array()
        .unwrap()
        .iter()
        .map(|plan| plan["plan"].as_u64().unwrap())
        .collect();
    assert_eq!(numbers, [3, 1, 2, 4]);
    assert_eq!(plans["plans"][3]["tags"], json!(["bold"]));
    let piped = home.line("nos plan").out;
    assert!(
        piped.starts_with("p3\tc\t\t\t8\t\t\t2026-06-19\n"),
        "{piped}"
    );
}

#[test]
fn a_step_is_due_until_the_next_step_or_answer() {
    let home = home();
    run(&home, &["nos log an audition @the_globe -d 2026-06-01"]);
    let told = json_of(
        &home,
        "nos step 1 callback -d 2026-06-05 --due \"2 oct\" -m \"bring a song\" --json",
    );
    assert_eq!(told["schema"], "nos.ask/1");
    let step = json!({"step": "callback", "on": "2026-06-05", "due": "2026-10-02", "note": "bring a song"});
    assert_eq!(
        (&told["ask"]["steps"], &told["ask"]["due"]),
        (&json!([step]), &json!("2026-10-02"))
    );
    assert_eq!(told["ask"]["outcome"], "pending");
    assert_eq!(json_of(&home, "nos list --due --json")["count"], 1);
    assert_eq!(json_of(&home, "nos stats --json")["due"], 0);
    run(&home, &["nos step last the interview --due today"]);
    assert_eq!(json_of(&home, "nos stats --json")["due"], 1);
    assert_eq!(home.line("nos prompt --format {due}").out, "1\n");
    let told = home.line("nos").out;
    assert!(
        told.contains("the interview, today: an audition (#1)."),
        "{told}"
    );
    run(&home, &["nos answer 1 --no"]);
    assert_eq!(json_of(&home, "nos list --due --json")["count"], 0);
    // A no with a door open.
    run(&home, &["nos step 1 \"ask again\" --due \"1 mar\""]);
    assert_eq!(
        json_of(&home, "nos show 1 --json")["ask"]["due"],
        "2027-03-01"
    );
    run(&home, &["nos step 1 --remove 3"]);
    assert_eq!(
        json_of(&home, "nos show 1 --json")["ask"]["due"],
        Value::Null
    );
    run(&home, &["nos redo"]);
    assert_eq!(
        json_of(&home, "nos show 1 --json")["ask"]["due"],
        "2027-03-01"
    );
    for (line, status, why) in [
        ("nos step 1 x --due yesterday", 2, "before the step's day"),
        ("nos step 1 x -d tomorrow", 2, "in the future"),
        ("nos step 1", 2, "what happened"),
        ("nos step 9 x", 1, ""),
        ("nos step 1 --remove 4", 1, "no step 4"),
    ] {
        let came = home.line(line);
        assert_eq!(came.status, status, "{line}: {}", came.err);
        assert!(came.err.contains(why), "{line}: {}", came.err);
    }
    let long = format!("nos step 1 {}", "x".repeat(61));
    let came = home.line(&long);
    assert_eq!(came.status, 2);
    assert!(came.err.contains(&"x".repeat(61)), "the text is given back");
}

#[test]
fn steps_are_counted_by_their_words_and_dues_sorted_by_day() {
    let home = home();
    run(
        &home,
        &[
            "nos log a +art",
            "nos log b",
            "nos log c -d 2026-01-02",
            "nos step 1 callback --due 2026-07-01",
            "nos step 1 Callback --due 2026-07-09",
            "nos step 2 CALLBACK --due 2026-07-02",
            "nos step 2 interview --due 2026-06-30",
            "nos step 3 interview",
            "nos answer 3 --yes",
        ],
    );
    let told = json_of(&home, "nos stats --json");
    assert_eq!(
        told["by_step"],
        json!([{"step": "CALLBACK", "asks": 2, "yes": 0}, {"step": "interview", "asks": 2, "yes": 1}])
    );
    let told = json_of(&home, "nos stats --month june -t art --json");
    assert_eq!(
        told["by_step"],
        json!([{"step": "Callback", "asks": 1, "yes": 0}])
    );
    let numbers = |line: &str| -> Vec<u64> {
        let told = json_of(&home, line);
        let asks = told["asks"].as_array().unwrap().clone();
        asks.iter()
            .map(|ask| ask["number"].as_u64().unwrap())
            .collect()
    };
    assert_eq!(numbers("nos list --due --json"), [2, 1]);
    assert_eq!(numbers("nos list --sort due --json"), [2, 1, 3]);
    assert_eq!(numbers("nos list --due +art --json"), [1]);
    let piped = home.line("nos stats --by step").out;
    assert!(piped.starts_with("CALLBACK\t2\t0\t"), "{piped}");
}

#[test]
fn open_due_days_go_into_a_calendar_with_ids_that_stay() {
    let home = home();
    run(
        &home,
        &[
            "nos log \"a part, at last\" @the_globe",
            "nos step 1 callback --due 2026-07-01",
        ],
    );
    let hidden = home.line("nos export --format ics").out;
    for line in [
        "BEGIN:VCALENDAR",
        "UID:test-1@nos",
        "SUMMARY:#1",
        "DTSTART;VALUE=DATE:20260701",
    ] {
        assert!(hidden.contains(line), "{line}: {hidden}");
    }
    assert!(!hidden.contains("part") && !hidden.contains("globe") && !hidden.contains("callback"));
    assert_eq!(hidden, home.line("nos export --format ics").out);
    let shown = home.line("nos export --format ics --texts").out;
    assert!(
        shown.contains("SUMMARY:callback: a part\\, at last (the globe)"),
        "{shown}"
    );
    run(&home, &["nos step 1 interview --due 2026-07-08"]);
    let moved = home.line("nos export --format ics").out;
    assert!(
        moved.contains("UID:test-1@nos") && moved.contains("20260708"),
        "{moved}"
    );
    run(&home, &["nos answer 1 --no"]);
    assert!(!home.line("nos export --format ics").out.contains("VEVENT"));
    assert_eq!(home.line("nos export --texts").status, 2);
}
