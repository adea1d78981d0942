//! `nos log`: what is shown, what is in the log, and what is kept when something is refused.

use std::fs;

use crate::env::{CommandOutput, TestEnv};
use crate::home::Home;

const NOW: &str = "2026-03-04T12:30:05+01:00";

fn log_of(home: &TestEnv) -> String {
    fs::read_to_string(home.folder().join("data/test.jsonl")).unwrap_or_default()
}

#[track_caller]
fn json(home: &TestEnv, line: &str) -> serde_json::Value {
    let came = home.line(line);
    assert_eq!(came.status, 0, "{line}: {came:?}");
    serde_json::from_str(&came.out).unwrap()
}

#[track_caller]
fn said(came: &CommandOutput) -> &str {
    assert_eq!((came.status, came.err.as_str()), (0, ""));
    &came.out
}

#[test]
fn an_ask_is_one_line_with_its_keys_in_the_order_of_the_format() {
    let home = TestEnv::at(NOW);
    let line = "nos log \"asked for a discount\" --no --on yesterday --answered today --to \"the barista\" +shop -t art -m \"be bold\" --fear 6 --odds 20 --sting 2";
    assert_eq!(home.line(line).status, 0);
    assert_eq!(
        log_of(&home),
        concat!(
            r#"{"v":1,"id":"test-1","at":"2026-03-04T12:30:05+01:00","kind":"ask","n":1,"text":"asked for a discount","on":"2026-03-03","to":"the barista","tags":["art","shop"],"note":"be bold","fear":6,"odds":20,"outcome":"no","answered":"2026-03-04","sting":2}"#,
            "\n"
        )
    );
}

#[test]
fn a_log_is_told_in_json_with_the_current_goal() {
    let home = TestEnv::at(NOW);
    home.line("nos goal set 1000");
    assert_eq!(
        said(&home.line("nos no asked --json")),
        concat!(
            r#"{"schema":"nos.ask/1","ask":{"number":1,"id":"test-2","text":"asked","outcome":"no","asked_on":"2026-03-04","answered_on":"2026-03-04","to":null,"tags":[],"note":null,"fear":null,"odds":null,"sting":null,"logged_at":"2026-03-04T12:30:05+01:00","pull":null,"plan":null,"steps":[],"due":null},"goal":{"target":1000,"counts":"nos","from":"2026-01-01","to":"2026-12-31","rest":[],"done":1,"remaining":999,"fraction":0.001,"reached_on":null,"pace":{"counting_from":"2026-03-04","days_total":303,"days_done":0,"days_left":303,"expected":0,"lead":1,"needed_per_day":3.297029702970297,"rate_per_day":1.0,"forecast_total":303,"finishes_on":"2028-11-27","recent_rate_per_day":1.0,"recent_finishes_on":"2028-11-27"}}}"#,
            "\n"
        )
    );
}

#[test]
fn lines_of_standard_input_are_one_batch_and_blank_ones_are_skipped() {
    let home = TestEnv::at(NOW);
    let came = home.run_with(
        &["log", "-", "--ghosted", "-t", "jobs"],
        "one\n\n  +two  \r\n- 3",
    );
    assert_eq!(
        said(&came),
        "3 asks logged, #1 to #3.\nYour first no. Written down, and the sky didn't fall.\n"
    );
    let log = log_of(&home);
    let texts: Vec<&str> = log.lines().collect();
    assert_eq!(texts.len(), 3);
    assert!(
        texts
            .iter()
            .all(|line| line.contains(r#""kind":"ask","batch":"test-1""#))
    );
    assert!(texts[1].contains(r#""text":"+two""#));
    assert!(texts[2].contains(r#""text":"3""#));
}

#[test]
fn several_asks_are_told_with_their_days_and_the_milestone_they_reach() {
    let home = TestEnv::at(NOW);
    home.line("nos goal set 1000");
    let args = ["no", "-", "--on", "2d", "--answered", "yesterday"];
    let lines: Vec<String> = (1..=10).map(|line| format!("ask {line}\n")).collect();
    let came = home.run_with(&args, &lines.concat());
    assert_eq!(
        said(&came),
        "10 asks logged, #1 to #10, asked on 2 March, answered on 3 March.\n\
         10 nos. The first ten are the hardest.\n\
         10 of 1,000 nos.\n"
    );
}

#[test]
fn a_goal_of_one_no_is_told_as_one_where_several_are_logged_too() {
    let home = TestEnv::at(NOW);
    let set = home.line("nos goal set 1").out;
    assert!(set.starts_with("1 no  ·  2026\n"), "{set}");
    let told = said(&home.run_with(&["log", "-"], "one\ntwo\n")).to_owned();
    assert!(told.ends_with("0 of 1 no.\n"), "{told}");
}

#[test]
fn when_several_hurt_nothing_is_counted() {
    let home = TestEnv::at(NOW);
    home.line("nos goal set 1000");
    let came = home.run_with(&["no", "-", "--sting", "8"], "one\ntwo\n");
    assert_eq!(
        said(&came),
        "Logged. That one hurt. You've done enough for today.\n2 asks logged, #1 to #2.\n"
    );
}

#[test]
fn no_lines_are_no_asks_and_no_failure() {
    let home = TestEnv::at(NOW);
    let came = home.run_with(&["log", "-", "--json"], "\n\n");
    assert_eq!(
        said(&came),
        "{\"schema\":\"nos.asks/1\",\"count\":0,\"asks\":[],\"goal\":null}\n"
    );
    assert!(!home.folder().join("data").exists());
}

#[test]
fn when_it_hurt_nothing_is_counted() {
    let home = TestEnv::at(NOW);
    home.line("nos goal set 1000");
    assert_eq!(
        said(&home.line("nos log \"asked her out\" --no --sting 8")),
        "Logged. That one hurt. You've done enough for today.\nasked her out  ·  #1\n"
    );
}

#[test]
fn a_milestone_gets_a_line_of_its_own_and_the_goal_is_told_when_it_is_reached() {
    let home = TestEnv::at(NOW);
    home.line("nos goal set 11");
    home.run_with(&["log", "-", "--no"], &"asked\n".repeat(9));
    let tenth = home.line("nos no asked");
    assert!(said(&tenth).contains("10 nos. The first ten are the hardest.\n"));
    let last = home.line("nos no asked");
    assert!(said(&last).contains("11 nos: that was the goal, and you have reached it.\n"));
}

#[test]
fn a_person_asked_before_is_remembered_whatever_the_case() {
    let home = TestEnv::at(NOW);
    home.line("nos no one --to Ann");
    home.line("nos yes two --to ann");
    home.line("nos log three --to ANN");
    let came = home.line("nos no four --to Ann");
    assert!(said(&came).contains("You asked Ann 3 times before: 1 no, 1 yes, 1 waiting.\n"));
}

#[test]
fn a_day_that_is_not_today_is_echoed() {
    let home = TestEnv::at(NOW);
    let came = home.line("nos log asked --on friday");
    assert!(said(&came).starts_with("Waiting  ·  asked  ·  #1, asked on 27 February\n"));
}

#[test]
fn a_refused_day_gives_the_text_back_and_writes_nothing() {
    let home = TestEnv::at(NOW);
    let came = home.line("nos log \"asked for a raise\" --no --on 2026-03-05");
    assert_eq!(came.status, 2);
    assert!(
        came.err
            .starts_with("error: 5 March is in the future. Log an ask once you've made it\nhint: ")
    );
    assert!(came.err.ends_with("you typed:\nasked for a raise\n"));
    assert!(!home.folder().join("data").exists());
}

#[test]
fn quiet_says_nothing_about_what_worked() {
    let home = TestEnv::at(NOW);
    assert_eq!(said(&home.line("nos no asked -q")), "");
    assert_eq!(log_of(&home).lines().count(), 1);
}

#[test]
fn a_device_that_is_no_name_is_refused() {
    let mut home = TestEnv::at(NOW);
    home.set("NOS_DEVICE", "My-Laptop");
    let came = home.line("nos no asked");
    assert_eq!(came.status, 2);
    assert!(came.err.contains("NOS_DEVICE is `My-Laptop`"));
}

#[test]
fn numbers_and_sequences_go_on_after_everything_that_was_seen() {
    let home = TestEnv::at(NOW);
    let data = home.folder().join("data");
    fs::create_dir_all(&data).unwrap();
    let newer = r#"{"v":2,"id":"zz-40","at":"2026-03-01T00:00:00Z","kind":"mystery"}"#;
    let ask = r#"{"v":1,"id":"aa-7","at":"2026-03-01T00:00:00Z","kind":"ask","n":12,"text":"x","on":"2026-03-01"}"#;
    fs::write(data.join("aa.jsonl"), format!("{newer}\n{ask}\n")).unwrap();
    home.line("nos no asked");
    assert!(log_of(&home).starts_with(
        r#"{"v":1,"id":"test-41","at":"2026-03-04T12:30:05+01:00","kind":"ask","n":13,"#
    ));
}

#[test]
fn a_tag_among_the_words_holds_for_every_line_that_is_read() {
    let home = TestEnv::at(NOW);
    let came = home.run_with(&["log", "-", "+shop", "-q"], "one\ntwo\n");
    assert_eq!((came.status, came.err.as_str()), (0, ""));
    let log = log_of(&home);
    assert_eq!(log.matches(r#""tags":["shop"]"#).count(), 2, "{log}");
    // After the dashes it is a text of its own.
    home.run_with(&["log", "-q", "--", "-"], "three\n");
    assert!(log_of(&home).ends_with("\"n\":3,\"text\":\"-\",\"on\":\"2026-03-04\"}\n"));
}

#[test]
fn a_list_in_another_encoding_is_refused_with_a_line_that_logs_it() {
    let utf16 =
        |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let utf32 = |text: &str| -> Vec<u8> {
        text.chars()
            .flat_map(|char| u32::from(char).to_le_bytes())
            .collect()
    };
    let text = "asked for a caf\u{e9}\nasked for a seat\n";
    let marked = format!("\u{feff}{text}");
    let latin1 = text
        .chars()
        .map(|char| u8::try_from(u32::from(char)).unwrap());
    let latin1: Vec<u8> = latin1.collect();
    let nul = text.replace("for", "f\0or").into_bytes();
    for bytes in [
        utf16(text),
        utf16(&marked),
        utf32(text),
        utf32(&marked),
        latin1,
        nul,
    ] {
        let home = Home::new();
        fs::write(home.path().join("asks.txt"), &bytes).unwrap();
        let ran = home.run_with("2026-03-04", &["log", "-", "--no", "+shop"], &bytes);
        assert_eq!(ran.status, 2, "{ran:?}");
        assert!(ran.err.contains("nothing was logged"), "{ran:?}");
        let hint = ran.err.lines().find_map(|line| line.strip_prefix("hint: "));
        let way_out = hint.unwrap_or_default();
        assert!(way_out.ends_with("| nos log - --no +shop"), "{ran:?}");
        let again = home.shell("2026-03-04", way_out);
        assert_eq!(again.status, 0, "{way_out}: {again:?}");
        let list = home.json("2026-03-04", &["list"], "");
        assert_eq!(
            list["asks"][0]["text"], "asked for a caf\u{e9}",
            "{way_out}"
        );
        assert_eq!(list["count"], 2);
    }
}

#[test]
fn the_mark_before_a_list_is_no_part_of_its_first_ask() {
    let home = TestEnv::at(NOW);
    home.run_with(&["log", "-", "-q"], "\u{feff}one\r\ntwo\r\n");
    assert!(
        log_of(&home).contains(r#""text":"one","#),
        "{}",
        log_of(&home)
    );
}

fn settings(home: &mut TestEnv, text: &str) {
    let path = home.folder().join("config.toml");
    fs::write(&path, text).unwrap();
    home.set("NOS_CONFIG", &path.display().to_string());
}

#[test]
fn at_a_terminal_each_line_is_written_as_it_is_entered_and_all_are_one_step() {
    let mut home = TestEnv::at(NOW);
    home.terminal = nos::system::Terminal {
        stdin: true,
        stdout: true,
        stderr: true,
        width_cols: Some(80),
        ..Default::default()
    };
    let typed = "a raise @boss\n2026-03-09 a seat\n\nyes: a coffee (s1)\na loan\n";
    let came = home.run_with(&["no", "-", "--color", "never"], typed);
    assert_eq!(
        came.out,
        "One ask a line. Each is kept as you enter it. Ctrl-D ends.\n\
         Ask: No 1  ·  a raise  ·  #1\n\
         Ask: Not logged: 9 March is in the future. Log an ask once you've made it.\n\
         Ask: Ask: Yes 1  ·  a coffee  ·  #2\n\
         Ask: No 2  ·  a loan  ·  #3\n\
         Ask: \n\
         3 asks logged, #1 to #3.\n\
         Your first no. Written down, and the sky didn't fall.\n"
    );
    assert_eq!((came.status, came.err.as_str()), (0, ""));
    let log = log_of(&home);
    assert_eq!(log.lines().count(), 3);
    assert_eq!(log.matches(r#""batch":"test-1""#).count(), 3, "{log}");
    home.line("nos undo");
    assert_eq!(json(&home, "nos list --json")["count"], 0);
}

const NOTES: &str = "\u{feff}# 2026-03-01\n\
    - [x] no: a raise @the_boss +work (f7 o20 s3) // be bold\n\
    * a seat by the window\n\n\
    2026-02-27 08:15 YES: a coffee +shop\n\
    1. waiting: a passport (maybe)\n";

#[test]
fn a_line_of_notes_says_what_it_knows_and_the_flags_hold_for_the_rest() {
    let home = TestEnv::at(NOW);
    let flags = [
        "log",
        "-",
        "--ghosted",
        "--on",
        "2d",
        "-t",
        "list",
        "@somewhere",
        "-f",
        "1",
    ];
    let came = home.run_with(&flags, NOTES);
    assert_eq!(came.status, 0, "{came:?}");
    let log = log_of(&home);
    let lines: Vec<&str> = log.lines().collect();
    let expected = [
        r#""text":"a raise","on":"2026-03-01","to":"the boss","tags":["list","work"],"note":"be bold","fear":7,"odds":20,"outcome":"no","sting":3}"#,
        r#""text":"a seat by the window","on":"2026-03-01","to":"somewhere","tags":["list"],"fear":1,"outcome":"ghosted"}"#,
        r#""text":"a coffee","on":"2026-02-27","to":"somewhere","tags":["list","shop"],"fear":1,"outcome":"yes"}"#,
        r#""text":"a passport (maybe)","on":"2026-03-01","to":"somewhere","tags":["list"],"fear":1}"#,
    ];
    assert_eq!(lines.len(), expected.len(), "{log}");
    for (line, expected) in lines.iter().zip(expected) {
        assert!(line.ends_with(expected), "{line}\n{expected}");
        assert!(line.contains(r#""batch":"test-1""#), "{line}");
    }
    assert_eq!(home.line("nos undo").status, 0);
    assert_eq!(json(&home, "nos list --json")["count"], 0);
}

#[test]
fn a_day_ahead_in_a_list_is_refused_with_its_line_and_nothing_is_written() {
    let home = TestEnv::at(NOW);
    for (list, line) in [
        ("a raise\n2026-03-05 no: a seat\n", "line 2: 5 March is"),
        ("a raise\n\n## 2027-01-01\nb\n", "line 3: 1 January 2027 is"),
    ] {
        let came = home.run_with(&["log", "-", "--no"], list);
        assert_eq!(came.status, 2);
        assert!(came.err.contains(line), "{}", came.err);
        assert!(came.err.contains("a raise"), "{}", came.err);
        assert_eq!(log_of(&home), "");
    }
}

#[test]
fn an_answer_before_the_day_of_a_line_is_refused_with_the_line() {
    let home = TestEnv::at(NOW);
    let came = home.run_with(
        &["no", "-", "--answered", "2026-03-01"],
        "2026-02-01 a\n2026-03-02 b\n",
    );
    assert_eq!(came.status, 2);
    assert!(came.err.contains("line 2: "), "{}", came.err);
    assert_eq!(log_of(&home), "");
    let came = home.run_with(
        &["no", "-", "--answered", "2026-03-01"],
        "2026-02-01 a\n2026-03-02 waiting: b\n",
    );
    assert_eq!(came.status, 0, "{came:?}");
    let log = log_of(&home);
    assert_eq!(
        log.matches(r#""answered":"2026-03-01""#).count(),
        1,
        "{log}"
    );
}

#[test]
fn raw_lines_are_taken_verbatim_and_raw_is_about_lines_alone() {
    let home = TestEnv::at(NOW);
    let list = "# 2026-03-01\n- no: a raise @boss +work (f7) // x\n\n";
    assert_eq!(home.run_with(&["log", "-", "--raw"], list).status, 0);
    let log = log_of(&home);
    assert!(
        log.contains(r##""text":"# 2026-03-01","on":"2026-03-04"}"##),
        "{log}"
    );
    assert!(
        log.contains(r#""text":"- no: a raise @boss +work (f7) // x","on":"2026-03-04"}"#),
        "{log}"
    );
    let came = home.line("nos log --raw a raise");
    assert_eq!(came.status, 2);
    assert!(came.err.contains("hint: nos log - --raw"), "{}", came.err);
}

#[test]
fn the_person_and_the_ratings_have_short_forms() {
    let home = TestEnv::at(NOW);
    let came = home.line("nos no a refill @the_barista -f3 -o 40 -s2 +shop");
    assert_eq!(came.status, 0, "{came:?}");
    let log = log_of(&home);
    assert!(
        log.contains(
            r#""text":"a refill","on":"2026-03-04","to":"the barista","tags":["shop"],"fear":3,"odds":40,"outcome":"no","sting":2}"#
        ),
        "{log}"
    );
    home.line("nos log a loan @bank -- @work");
    assert!(log_of(&home).contains(r#""text":"a loan @work","on":"2026-03-04","to":"bank"}"#));
    for line in [
        "nos log x @a @b",
        "nos log x @a --to b",
        "nos list @a @b",
        "nos sweep @a @b",
    ] {
        let came = home.line(line);
        assert_eq!(came.status, 2, "{line}: {came:?}");
    }
    assert_eq!(log_of(&home).lines().count(), 2);
}

#[test]
fn the_person_filters_a_list_and_a_sweep() {
    let home = TestEnv::at(NOW);
    home.line("nos log --on 2025-12-01 a refill @the_barista");
    home.line("nos log --on 2025-12-01 a loan @bank");
    let list = json(&home, "nos list @the_bar --json");
    assert_eq!(list["count"], 1);
    assert_eq!(list["asks"][0]["to"], "the barista");
    let swept = json(&home, "nos sweep --dry-run @bank --json");
    assert_eq!(swept["count"], 1);
    assert_eq!(swept["asks"][0]["to"], "bank");
}

#[test]
fn a_person_beside_an_answered_number_is_a_flag_of_an_ask() {
    let home = TestEnv::at(NOW);
    home.line("nos log a refill");
    let came = home.line("nos no 1 @the_barista");
    assert_eq!(came.status, 2);
    assert!(
        came.err
            .contains("hint: nos edit 1 --no '--to=the barista'")
            || came
                .err
                .contains("hint: nos edit 1 --no --to='the barista'"),
        "{}",
        came.err
    );
    home.line("nos edit 1 @the_barista");
    assert_eq!(json(&home, "nos show 1 --json")["ask"]["to"], "the barista");
}

#[test]
fn the_tags_of_the_settings_are_added_to_every_new_ask() {
    let mut home = TestEnv::at(NOW);
    settings(&mut home, "tags = [\"work\"]\n");
    home.line("nos log a raise +Work +art");
    home.run_with(&["log", "-"], "a seat +shop\n");
    let list = json(&home, "nos list --json");
    assert_eq!(list["asks"][0]["tags"], serde_json::json!(["art", "work"]));
    assert_eq!(list["asks"][1]["tags"], serde_json::json!(["shop", "work"]));
}

#[test]
fn an_ask_is_made_again_with_its_text_person_and_tags_today() {
    let home = TestEnv::at(NOW);
    home.line("nos no a refill @the_barista +shop -m first -f 5 -s 3 --on 2026-02-01");
    home.line("nos log a loan @bank");
    let again = json(&home, "nos again 1 --yes -s 0 +art --json");
    let ask = &again["ask"];
    assert_eq!(again["schema"], "nos.ask/1");
    assert_eq!(ask["text"], "a refill");
    assert_eq!(ask["to"], "the barista");
    assert_eq!(ask["tags"], serde_json::json!(["art", "shop"]));
    assert_eq!(ask["asked_on"], "2026-03-04");
    assert_eq!((&ask["outcome"], &ask["sting"]), (&"yes".into(), &0.into()));
    assert!(ask["note"].is_null() && ask["fear"].is_null());
    assert_eq!(
        json(&home, "nos again loan @aunt --json")["ask"]["to"],
        "aunt"
    );
    assert_eq!(json(&home, "nos again --json")["ask"]["to"], "aunt");
    assert_eq!(json(&home, "nos list --json")["count"], 5);
    assert_eq!(home.line("nos undo").status, 0);
    assert_eq!(json(&home, "nos list --json")["count"], 4);
    for (line, status) in [
        ("nos again 9", 1),
        ("nos again 1 2", 2),
        ("nos again 1 --on 2026-03-05", 2),
        ("nos again loan", 1),
    ] {
        assert_eq!(home.line(line).status, status, "{line}");
    }
    assert_eq!(json(&home, "nos list --json")["count"], 4);
}

#[test]
fn blanks_at_the_ends_of_a_person_go() {
    let home = Home::new();
    let to = |args: &[&str]| home.json("2026-03-04", args, "")["ask"]["to"].clone();
    assert_eq!(
        to(&["log", "asked", "--to", "  the barista\u{a0}"]),
        "the barista"
    );
    assert_eq!(to(&["edit", "1", "--to", "\tAnn "]), "Ann");
    assert_eq!(
        home.run("2026-03-04", &["log", "asked", "--to", " "])
            .status,
        2
    );
}
