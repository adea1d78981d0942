//! The story that the asks tell: what was wanted, what was behind a yes, how likely a yes seemed
//! and was, and how soon a person asks again.

use nos::system::Terminal;
use serde_json::{Value, json};

use crate::env::TestEnv;

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

fn last_line(home: &TestEnv) -> String {
    let log = std::fs::read_to_string(home.folder().join("data/test.jsonl")).unwrap();
    log.lines().last().unwrap().to_owned()
}

#[test]
fn pull_is_logged_changed_cleared_and_undone() {
    let home = home();
    let told = json_of(&home, "nos log a seat -f 6 -o 20 -s 2 -w 9 --no --json");
    assert_eq!(told["ask"]["pull"], 9);
    assert!(last_line(&home).ends_with(r#""fear":6,"odds":20,"outcome":"no","sting":2,"pull":9}"#));
    let told = json_of(&home, "nos edit 1 -w 4 --json");
    assert_eq!(told["ask"]["pull"], 4);
    assert!(last_line(&home).ends_with(r#""set":{"pull":4}}"#));
    let shown = home.line("nos show 1").out;
    assert!(shown.contains("Pull    4 out of 10"), "{shown}");
    assert!(shown.contains("changed pull 4"), "{shown}");
    run(&home, &["nos edit 1 --clear pull"]);
    assert!(last_line(&home).ends_with(r#""set":{"pull":null}}"#));
    assert_eq!(
        json_of(&home, "nos show 1 --json")["ask"]["pull"],
        Value::Null
    );
    run(&home, &["nos undo", "nos undo"]);
    assert_eq!(json_of(&home, "nos show 1 --json")["ask"]["pull"], 9);
    let told = json_of(&home, "nos yes another seat --pull 10 --json");
    assert_eq!(told["ask"]["pull"], 10);
}

#[test]
fn a_pull_out_of_range_is_refused_and_the_text_is_given_back() {
    let home = home();
    for line in [
        "nos log a seat -w 11",
        "nos log a seat --pull=-1",
        "nos log a seat -w much",
    ] {
        let came = home.line(line);
        assert_eq!(came.status, 2, "{line}");
        assert!(came.err.contains("a seat"), "{line}: {}", came.err);
    }
    assert!(!home.folder().join("data").exists());
    // It belongs to a new ask: the hint sets it on the one there is.
    run(&home, &["nos log a seat"]);
    let came = home.line("nos no 1 -w 7");
    assert_eq!(came.status, 2);
    assert!(
        came.err.contains("hint: nos edit 1 --no --pull 7"),
        "{}",
        came.err
    );
}

#[test]
fn a_list_can_be_by_pull_and_a_table_takes_it_out_and_in() {
    let home = home();
    run(
        &home,
        &["nos log one -w 3", "nos log two", "nos log three -w 8"],
    );
    let list = json_of(&home, "nos list --sort pull --json");
    let pulls: Vec<&Value> = list["asks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|ask| &ask["pull"])
        .collect();
    assert_eq!(pulls, [&json!(8), &json!(3), &Value::Null]);
    for export in ["nos export", "nos export --raw", "nos export --format json"] {
        let out = home.line(export).out;
        let other = self::home();
        let came = other.run_with(&["import", "-"], &out);
        assert_eq!(came.status, 0, "{}", came.err);
        let list = json_of(&other, "nos list --sort pull --json");
        let pulls: Vec<&Value> = list["asks"]
            .as_array()
            .unwrap()
            .iter()
            .map(|ask| &ask["pull"])
            .collect();
        assert_eq!(pulls, [&json!(8), &json!(3), &Value::Null], "{export}");
    }
    // As other people call it, and by name.
    let other = self::home();
    let table = "Ask,How much I want it,x,Status\na,7,1,no\nb,,2,no\n";
    assert_eq!(
        other
            .run_with(&["import", "-", "--map", "x=pull"], table)
            .status,
        0
    );
    let other = self::home();
    assert_eq!(other.run_with(&["import", "-"], table).status, 0);
    assert_eq!(json_of(&other, "nos show 1 --json")["ask"]["pull"], 7);
    let came = other.run_with(&["import", "-"], "Ask,Pull\nc,11\n");
    assert_eq!(came.status, 1, "{}", came.err);
}

/// Three nos and a ghosting to travel, one no to shop, and a yes to both.
fn with_a_yes() -> TestEnv {
    let home = home();
    run(
        &home,
        &[
            "nos yes a map +travel -d 2026-02-03",
            "nos no a ride +travel -d 2026-02-03",
            "nos no a bed +travel -d 2026-03-01",
            "nos no a boat +travel -d 2026-03-02",
            "nos log a visa +travel -d 2026-03-02 --ghosted --answered 2026-04-01",
            "nos no a discount +shop -d 2026-03-03",
            "nos log a passport +travel +shop -d 2026-03-04 -o 5",
        ],
    );
    home
}

#[test]
fn a_yes_is_told_with_what_was_behind_it() {
    let home = with_a_yes();
    // The no of 3 February is not after the yes of that day: 2 said nos and 1 ghosting.
    let came = home.line("nos answer passport --yes");
    assert_eq!(
        came.out,
        "Yes 2  ·  a passport  ·  #7, after 103 days\n\
         You gave it 5%. Behind it: 3 nos to +travel since February.\n"
    );
    let behind = json!({"tag": "travel", "nos": 3, "ghosted": 1, "since": "2026-02-03"});
    let shown = json_of(&home, "nos show 7 --json");
    assert_eq!(shown["ask"]["behind"], behind);
    let text = home.line("nos show 7").out;
    assert!(
        text.contains("Behind it  3 nos to +travel since February, 1 ghosted"),
        "{text}"
    );
    run(&home, &["nos undo"]);
    let told = json_of(&home, "nos answer 7 --yes --json");
    assert_eq!(told["ask"]["behind"], behind);
    // What is no yes has none, nor has a list.
    for line in [
        "nos show 2 --json",
        "nos answer 3 --no --json",
        "nos log x --yes --json",
    ] {
        assert_eq!(json_of(&home, line)["ask"].get("behind"), None, "{line}");
    }
    let list = json_of(&home, "nos list --json");
    assert!(
        list["asks"]
            .as_array()
            .unwrap()
            .iter()
            .all(|ask| ask.get("behind").is_none())
    );
}

#[test]
fn several_yeses_of_one_answer_have_what_was_behind_each() {
    let home = home();
    run(&home, &["nos no a", "nos no b", "nos log c", "nos log d"]);
    let told = json_of(&home, "nos answer 3 4 --yes --json");
    let nos: Vec<&Value> = told["asks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|ask| &ask["behind"]["nos"])
        .collect();
    assert_eq!(nos, [&json!(2), &json!(0)]);
    assert_eq!(told["asks"][0]["behind"]["tag"], Value::Null);
    assert_eq!(told["asks"][0]["behind"]["since"], Value::Null);
}

#[test]
fn a_list_of_yeses_says_after_how_many_nos_each_came() {
    let home = with_a_yes();
    run(&home, &["nos answer passport --yes"]);
    assert_eq!(
        home.line("nos list --yes").out,
        "1\t2026-02-03\tyes\ta map\t\t+travel\tafter 1 no\n\
         7\t2026-03-04\tyes\ta passport\t\t+shop +travel\tafter 3 nos\n"
    );
    // Where there are others, the lines are as ever.
    let out = home.line("nos list --yes --no").out;
    assert!(
        out.lines().all(|line| line.split('\t').count() == 6),
        "{out}"
    );
}

/// Twelve asks with fear, pull and odds, as many answers, and three nos that hurt.
fn with_a_story() -> TestEnv {
    let home = home();
    run(
        &home,
        &[
            // Scary and wanted; long shots.
            "nos log a1 -d 2026-05-01 -f 8 -w 9 -o 5 -s 7 --no +stage",
            "nos log a2 -d 2026-05-03 -f 8 -w 9 -o 5 -s 6 --no +stage",
            "nos log a3 -d 2026-05-04 -f 8 -w 9 -o 5 -s 5 --no +stage",
            "nos log a4 -d 2026-05-08 -f 8 -w 9 -o 0 -s 6 --ghosted +stage",
            "nos log a5 -d 2026-05-10 -f 7 -w 6 -o 5 -s 5 --no +stage",
            "nos log a6 -d 2026-05-11 -f 7 -w 6 -o 5 --yes +stage",
            // Easy and wanted.
            "nos log b1 -d 2026-05-12 -f 2 -w 7 -o 40 --yes +shop",
            "nos log b2 -d 2026-05-12 -f 2 -w 7 -o 50 --no +shop",
            "nos log b3 -d 2026-05-12 -f 1 -w 8 -o 50 --yes +shop",
            // Scary and hardly wanted; neither.
            "nos log c1 -d 2026-05-13 -f 6 -w 5 --no",
            "nos log c2 -d 2026-05-13 -f 5 -w 5 --no",
        ],
    );
    home
}

#[test]
fn the_numbers_of_the_story_are_in_json() {
    let stats = json_of(&with_a_story(), "nos stats --json");
    // 8 nos and 3 yeses.
    assert_eq!(stats["nos_per_yes"], json!(8.0 / 3.0));
    assert_eq!(
        stats["by_odds"][0],
        json!({"from": 0, "to": 5, "count": 6, "guessed": 0.25 / 6.0, "met": 1.0 / 6.0})
    );
    assert_eq!(
        stats["by_odds"][1],
        json!({"from": 6, "to": 15, "count": 0, "guessed": null, "met": null})
    );
    assert_eq!(stats["by_odds"][3]["count"], 3);
    // From 1 May to the 3rd, then 1, 4, 2 and 1 days: the middle one is 2.
    assert_eq!(
        stats["asking_again"],
        json!({"count": 5, "median_days": 2.0})
    );
    // 9·4 + 6·2 + 7 + 7 + 8 + 5 + 5 = 80 over 11.
    assert_eq!(stats["pull"]["count"], 11);
    let mean = stats["pull"]["mean"].as_f64().unwrap();
    assert!((mean - 80.0 / 11.0).abs() < 1e-12, "{mean}");
    assert_eq!(
        stats["fear_and_pull"],
        json!({
            "count": 11, "much_fear_much_pull": 6, "much_fear_little_pull": 1,
            "little_fear_much_pull": 3, "little_fear_little_pull": 1,
        })
    );
    assert_eq!(stats["by_tag"][0]["pull"], json!(8.0));
    let nothing = json_of(&home(), "nos stats --json");
    assert_eq!(nothing["nos_per_yes"], Value::Null);
    assert_eq!(
        nothing["asking_again"],
        json!({"count": 0, "median_days": null})
    );
    assert_eq!(nothing["pull"], json!({"count": 0, "mean": null}));
}

#[test]
fn the_story_is_told_in_stats_a_line_each() {
    let mut home = with_a_story();
    home.terminal = Terminal {
        stdout: true,
        ..Terminal::default()
    };
    home.set("LC_ALL", "C.UTF-8")
        .set("COLUMNS", "80")
        .set("NO_COLOR", "1");
    let out = home.line("nos stats").out;
    for told in [
        "Fear, pull     easy  ",
        "much wanted       3  ██████        6  ████████████\n",
        "little wanted     1  ██            1  ██\n",
        "            Worth the embarrassment: 6 of 11 asks scared you, and you wanted\n\
         \x20           them. Easy and good: 3 that you wanted and hardly feared.\n",
        "Of 6 long shots (5% or less), 1 was a yes.",
        "Yeses       Each took 2.7 nos: +stage 5.0. The longest way to one was 5 nos.\n",
        "Again       After a no that hurt, half the time you ask again within 2 days\n",
    ] {
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            squeezed(&out).contains(&squeezed(told)),
            "{told:?} is not in\n{out}"
        );
    }
    assert_eq!(
        home.line("nos stats --by odds").out.lines().next(),
        Some("Odds     answers  yes  guessed  said yes")
    );
    home.terminal = Terminal::default();
    assert_eq!(
        home.line("nos stats --by odds").out,
        "0-5\t6\t1\t4%\t17%\n6-15\t0\t0\t\t\n16-30\t0\t0\t\t\n31-50\t3\t2\t47%\t\n51-100\t0\t0\t\t\n"
    );
    let empty = self::home();
    assert_eq!(empty.line("nos stats --by odds").out, "");
}
