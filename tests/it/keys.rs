//! How many keys everyday things take at a terminal. Every key counts, Enter and Ctrl-D too.

use serde_json::json;

use crate::home::Home;
use crate::terminal::Terminal;

const TODAY: &str = "2026-03-04";

/// What is typed, one line after the other, when the screen shows what comes before it.
fn keys_of(home: &Home, command: &str, answers: &[(&str, &str)], ends_with_ctrl_d: bool) -> usize {
    let words: Vec<&str> = command.split(' ').skip(1).collect();
    let mut terminal = Terminal::start(home.command(TODAY, &words));
    let mut keys = command.chars().count() + 1;
    for (question, answer) in answers {
        terminal.sees(question);
        terminal.types(answer);
        keys += answer.chars().count() + 1;
    }
    if ends_with_ctrl_d {
        terminal.sees("Ask: ");
        terminal.presses_control('d');
        keys += 1;
    }
    let (shown, status) = terminal.ends();
    assert_eq!(status, Some(0), "{shown}");
    keys
}

#[test]
fn an_ask_with_everything_takes_at_most_65_keys() {
    let home = Home::new();
    let by_flags = "nos no a raise @the_boss +work -f7 -o20 -s3 -w9 -m again";
    let keys = keys_of(&home, by_flags, &[], false);
    assert!(keys <= 65, "{keys}");
    let by_line = "no: a raise @the_boss +work (f7 o20 s3 w9) // again";
    let keys = keys_of(&home, "nos log -", &[("Ask: ", by_line)], true);
    assert!(keys <= 65, "{keys}");
    let asks = home.json(TODAY, &["list"], "");
    for ask in asks["asks"].as_array().unwrap() {
        assert_eq!(ask["text"], "a raise");
        assert_eq!(ask["to"], "the boss");
        assert_eq!(ask["tags"], json!(["work"]));
        assert_eq!(ask["note"], "again");
        let ratings = ["fear", "odds", "sting", "pull"].map(|name| ask[name].clone());
        assert_eq!(ratings, [7, 20, 3, 9].map(serde_json::Value::from));
        assert_eq!(ask["outcome"], "no");
    }
}

#[test]
fn answering_one_of_three_alike_takes_at_most_20_keys() {
    let home = Home::new();
    for who in ["@ann", "@bob", "@cem"] {
        home.run(TODAY, &["log", "a raise", who]);
    }
    let answers = [
        ("Which one? (number, or a few words) ", "2"),
        ("No, yes or ghosted? ", "n"),
        ("10? (Enter skips) ", ""),
    ];
    let keys = keys_of(&home, "nos answer", &answers, false);
    assert!(keys <= 20, "{keys}");
    let asks = home.json(TODAY, &["list", "--no"], "");
    assert_eq!(asks["asks"][0]["to"], "bob");
}

#[test]
fn ten_asks_in_the_evening_take_at_most_300_keys() {
    let home = Home::new();
    let lines = [
        "discount at the bakery +shop",
        "free coffee refill @barista",
        "seat by the window",
        "yes: borrow a pen",
        "upgrade @the_airline +travel",
        "a song on the radio",
        "waiting: day off @boss",
        "read the last page aloud",
        "skip the queue (f6 s2)",
        "a tour behind the stage",
    ];
    let answers: Vec<(&str, &str)> = lines.iter().map(|&line| ("Ask: ", line)).collect();
    let keys = keys_of(&home, "nos no -", &answers, true);
    assert!(keys <= 300, "{keys}");
    assert_eq!(home.json(TODAY, &["list"], "")["count"], 10);
    assert_eq!(home.json(TODAY, &["list", "--no"], "")["count"], 8);
}
