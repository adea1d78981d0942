//! Questions at a terminal, through a pseudo-terminal as a person would meet them.

use crate::home::Home;
use crate::terminal::Terminal;

const TODAY: &str = "2026-03-04";

const WHO: &str = "Who did you ask? ";
const TAGS: &str = "Tags, with a blank between them? ";
/// The beginnings of these two, since the terminal is read byte by byte.
const FEAR: &str = "How scary was it beforehand, 0";
const ODDS: &str = "What odds of a yes would you have given it (%)? ";
const PULL: &str = "How much did you want it, 0";
const OUTCOME: &str = "No, yes or ghosted? (Enter: no answer yet) ";
const NOTE: &str = "A note? ";
const ANOTHER: &str = "Another? (Enter: done) ";

#[test]
fn a_bare_log_asks_for_everything_and_logs_it() {
    let home = Home::new();
    let mut terminal = Terminal::start(home.command(TODAY, &["log"]));
    for (question, answer) in [
        ("What did you ask for? ", "a \"10 % off\" & a smile"),
        (WHO, "the baker"),
        (TAGS, "+shop, food"),
        (FEAR, "6"),
        (ODDS, ""),
        (PULL, "8"),
        (OUTCOME, "no"),
        (STING, "2"),
        (NOTE, "be bold"),
        (ANOTHER, ""),
    ] {
        terminal.sees(question);
        terminal.types(answer);
    }
    let (shown, status) = terminal.ends();
    assert_eq!(status, Some(0), "{shown}");
    let list = home.json(TODAY, &["list"], "");
    let ask = &list["asks"][0];
    assert_eq!(ask["text"], "a \"10 % off\" & a smile");
    assert_eq!(ask["to"], "the baker");
    assert_eq!(ask["tags"], serde_json::json!(["food", "shop"]));
    assert_eq!(ask["fear"], 6);
    assert_eq!(ask["odds"], serde_json::Value::Null);
    assert_eq!(ask["pull"], 8);
    assert_eq!(ask["outcome"], "no");
    assert_eq!(ask["sting"], 2);
    assert_eq!(ask["note"], "be bold");
}

#[test]
fn tab_completes_the_people_and_the_tags_that_are_in_use() {
    let home = Home::new();
    home.run(
        TODAY,
        &["log", "a seat", "--to", "René Noir", "+travel", "+shop"],
    );
    let mut terminal = Terminal::start(home.command(TODAY, &["log"]));
    terminal.sees("What did you ask for? ");
    terminal.types("a refund");
    terminal.sees(WHO);
    terminal.presses("rene\t\r");
    terminal.sees(TAGS);
    terminal.presses("sh\t tr\t\r");
    for question in [FEAR, ODDS, PULL, OUTCOME, NOTE, ANOTHER] {
        terminal.sees(question);
        terminal.types("");
    }
    assert_eq!(terminal.ends().1, Some(0));
    let list = home.json(TODAY, &["list"], "");
    assert_eq!(list["asks"][1]["to"], "René Noir");
    assert_eq!(
        list["asks"][1]["tags"],
        serde_json::json!(["shop", "travel"])
    );
}

#[test]
fn tab_completes_words_where_one_of_several_asks_is_picked() {
    let home = Home::new();
    home.run(TODAY, &["log", "a raise", "--to", "the boss"]);
    home.run(TODAY, &["log", "a raise", "--to", "Ann"]);
    let mut terminal = Terminal::start(home.command(TODAY, &["answer", "raise", "--no"]));
    terminal.sees("Which one? (number, or a few words) ");
    terminal.presses("bo\t\r");
    assert_eq!(terminal.ends().1, Some(0));
    let list = home.json(TODAY, &["list", "--no"], "");
    assert_eq!(list["asks"][0]["to"], "the boss");
}

#[test]
fn after_an_ask_another_can_be_logged_until_enter_alone() {
    let home = Home::new();
    let flags = ["no", "@bank", "+money", "-f3", "-o5", "-w7", "-s1", "-mx"];
    let mut terminal = Terminal::start(home.command(TODAY, &flags));
    terminal.sees("What did you ask for? ");
    terminal.types("a loan");
    terminal.sees("#1");
    terminal.sees(ANOTHER);
    terminal.types("a longer loan");
    terminal.sees("#2");
    terminal.sees(ANOTHER);
    terminal.types("y");
    terminal.sees("What did you ask for? ");
    terminal.types("a gift");
    terminal.sees("#3");
    terminal.sees(ANOTHER);
    terminal.presses_control('d');
    let (shown, status) = terminal.ends();
    assert_eq!(status, Some(0), "{shown}");
    assert_eq!(
        home.json(TODAY, &["list", "+money", "@bank"], "")["count"],
        3
    );
    // Each is a step of its own.
    home.run(TODAY, &["undo"]);
    assert_eq!(home.json(TODAY, &["list"], "")["count"], 2);
}

#[test]
fn after_an_ask_that_hurt_no_other_is_asked_for() {
    let home = Home::new();
    let flags = ["no", "--to", "x", "-f3", "-o5", "-w7", "-mx", "+work"];
    let mut terminal = Terminal::start(home.command(TODAY, &flags));
    terminal.sees("What did you ask for? ");
    terminal.types("a raise");
    terminal.sees(STING);
    terminal.types("9");
    let (shown, status) = terminal.ends();
    assert_eq!(status, Some(0), "{shown}");
    assert!(!shown.contains("Another?"), "{shown}");
}

#[test]
fn what_the_flags_said_is_not_asked_again() {
    let home = Home::new();
    let flags = [
        "no", "--to", "a bank", "-f", "3", "-o", "5", "-w", "7", "+money",
    ];
    let mut terminal = Terminal::start(home.command(TODAY, &flags));
    terminal.sees("What did you ask for? ");
    terminal.types("a loan");
    let shown = terminal.sees(STING);
    for question in [WHO, TAGS, FEAR, ODDS, PULL, OUTCOME] {
        assert!(!shown.contains(question), "{shown}");
    }
    terminal.types("");
    terminal.sees(NOTE);
    terminal.types("");
    terminal.sees(ANOTHER);
    terminal.types("");
    let (shown, status) = terminal.ends();
    assert_eq!(status, Some(0), "{shown}");
    let list = home.json(TODAY, &["list"], "");
    assert_eq!(list["asks"][0]["tags"], serde_json::json!(["money"]));
    assert_eq!(list["asks"][0]["outcome"], "no");
}

#[test]
fn what_cannot_be_meant_is_told_and_asked_again() {
    let home = Home::new();
    let flags = ["no", "--to", "x", "--odds", "5", "-w5", "-s0", "-mx"];
    let mut terminal = Terminal::start(home.command(TODAY, &flags));
    terminal.sees("What did you ask for? ");
    terminal.types("");
    terminal.sees("This one needs an answer.");
    terminal.sees("What did you ask for? ");
    terminal.types("a seat");
    terminal.sees(TAGS);
    terminal.types("shop 1st");
    terminal.sees("1st");
    terminal.sees(TAGS);
    terminal.types("shop");
    terminal.sees(FEAR);
    terminal.types("eleven");
    terminal.sees("A whole number from 0 to 10, please.");
    terminal.sees(FEAR);
    terminal.types("10");
    terminal.sees(ANOTHER);
    terminal.types("");
    assert_eq!(terminal.ends().1, Some(0));
}

#[test]
fn ctrl_c_at_any_question_leaves_with_130_and_nothing_written() {
    for answered in 0..3 {
        let home = Home::new();
        let mut terminal = Terminal::start(home.command(TODAY, &["log"]));
        terminal.sees("What did you ask for? ");
        if answered > 0 {
            terminal.types("a loan");
            terminal.sees(WHO);
        }
        if answered > 1 {
            terminal.types("");
            terminal.sees(TAGS);
            terminal.presses("half a");
        }
        terminal.presses_control('c');
        let (shown, status) = terminal.ends();
        assert_eq!(status, Some(130), "{shown}");
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
    }
}

#[test]
fn ctrl_d_declines_and_gives_back_what_was_typed() {
    let home = Home::new();
    let mut terminal = Terminal::start(home.command(TODAY, &["log"]));
    terminal.sees("What did you ask for? ");
    terminal.types("a loan of an umbrella");
    terminal.sees(WHO);
    terminal.presses_control('d');
    let (shown, status) = terminal.ends();
    assert_eq!(status, Some(1), "{shown}");
    assert!(shown.contains("this wasn't written down"), "{shown}");
    assert!(shown.contains("a loan of an umbrella"), "{shown}");
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn a_bare_answer_shows_who_waits_the_oldest_first_and_asks_which() {
    let home = Home::new();
    let log = |text: &str, on: &str| home.run(TODAY, &["log", text, "--on", on]);
    log("a raise", "2026-03-02");
    log("a passport", "2026-01-10");
    log("a window seat", "2026-03-04");
    let mut terminal = Terminal::start(home.command(TODAY, &["answer"]));
    let told = terminal.sees("Which one? (number, or a few words) ");
    let place = |text: &str| told.find(text).unwrap();
    assert!(place("a passport") < place("a raise"), "{told}");
    assert!(place("a raise") < place("a window seat"), "{told}");
    terminal.types("castle");
    terminal.sees("Nothing here matches \"castle\".");
    terminal.sees("Which one? (number, or a few words) ");
    terminal.types("passport");
    terminal.sees("No, yes or ghosted? ");
    terminal.types("y");
    terminal.sees(STING);
    terminal.types("");
    let (shown, status) = terminal.ends();
    assert_eq!(status, Some(0), "{shown}");
    let list = home.json(TODAY, &["list", "--yes"], "");
    assert_eq!(list["asks"][0]["text"], "a passport");
}

#[test]
fn an_answer_without_its_outcome_asks_for_that_alone() {
    let home = Home::new();
    home.run(TODAY, &["log", "a raise"]);
    let mut terminal = Terminal::start(home.command(TODAY, &["answer", "raise", "--sting", "1"]));
    terminal.sees("No, yes or ghosted? ");
    terminal.types("ghosted");
    assert_eq!(terminal.ends().1, Some(0));
    assert_eq!(home.json(TODAY, &["list", "--ghosted"], "")["count"], 1);
}

#[test]
fn nothing_waiting_is_told_before_anything_is_asked() {
    let home = Home::new();
    let terminal = Terminal::start(home.command(TODAY, &["answer"]));
    let (shown, status) = terminal.ends();
    assert_eq!(status, Some(1), "{shown}");
    assert!(
        shown.contains("nothing is waiting for an answer"),
        "{shown}"
    );
}

#[test]
fn nobody_is_asked_without_a_terminal_or_when_told_not_to() {
    let home = Home::new();
    for args in [&["log"][..], &["no"], &["answer"], &["answer", "--yes"]] {
        let ran = home.run(TODAY, args);
        assert_eq!(ran.status, 2, "{args:?}: {ran:?}");
        assert!(ran.err.contains("hint: nos "), "{args:?}: {ran:?}");
        for flag in ["--no-input", "--json"] {
            let silenced = [args, &[flag]].concat();
            let (shown, status) = Terminal::start(home.command(TODAY, &silenced)).ends();
            assert_eq!(status, Some(2), "{silenced:?}: {shown}");
        }
    }
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
}

/// A home with three asks that have waited since the day before yesterday's year.
fn waiting() -> Home {
    let home = Home::new();
    let list = "asked for one\nasked for two\nasked for three\n";
    let ran = home.run_with("2025-03-04", &["log", "-"], list.as_bytes());
    assert_eq!(ran.status, 0, "{ran:?}");
    home
}

const SWEEP: &str = "No, yes, ghosted, or Enter? ";
/// The end of the question, since the terminal is read byte by byte.
const STING: &str = "10? (Enter skips) ";

#[test]
fn ctrl_c_in_a_sweep_keeps_every_answer_already_given() {
    let home = waiting();
    let mut terminal = Terminal::start(home.command(TODAY, &["sweep"]));
    terminal.sees("1 of 3");
    terminal.sees(SWEEP);
    terminal.types("g");
    terminal.sees("2 of 3");
    terminal.sees(SWEEP);
    terminal.types("no");
    terminal.sees(STING);
    terminal.presses_control('c');
    let (shown, status) = terminal.ends();
    assert_eq!(status, Some(130), "{shown}");
    assert!(shown.contains("2 asks answered, #1, #2."), "{shown}");
    let outcomes = |home: &Home| -> Vec<String> {
        let list = home.json(TODAY, &["list"], "");
        let asks = list["asks"].as_array().unwrap().clone();
        asks.iter()
            .map(|ask| ask["outcome"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(outcomes(&home), ["ghosted", "no", "pending"]);
    assert_eq!(home.run(TODAY, &["undo"]).status, 0);
    assert_eq!(outcomes(&home), ["pending", "pending", "pending"]);
    assert_eq!(home.run(TODAY, &["redo"]).status, 0);
    assert_eq!(outcomes(&home), ["ghosted", "no", "pending"]);
}

#[test]
fn a_sweep_that_is_killed_has_kept_what_was_answered() {
    let home = waiting();
    let mut terminal = Terminal::start(home.command(TODAY, &["sweep"]));
    terminal.sees(SWEEP);
    terminal.types("no");
    terminal.sees(STING);
    // Closing the terminal ends the program without a word.
    drop(terminal);
    assert_eq!(home.json(TODAY, &["list", "--no"], "")["count"], 1);
}

#[test]
fn b_in_a_sweep_takes_the_last_answer_back_and_asks_again() {
    let home = waiting();
    let mut terminal = Terminal::start(home.command(TODAY, &["sweep"]));
    terminal.sees(SWEEP);
    terminal.types("b");
    terminal.sees("This is the first one.");
    terminal.sees(SWEEP);
    terminal.types("no");
    terminal.sees(STING);
    terminal.types("9");
    terminal.sees("2 of 3");
    terminal.sees(SWEEP);
    terminal.types("b");
    terminal.sees("1 of 3");
    terminal.sees(SWEEP);
    terminal.types("y 2025-12-24");
    terminal.sees("2 of 3");
    terminal.sees(SWEEP);
    terminal.types("n");
    terminal.sees(STING);
    terminal.types("b");
    terminal.sees("2 of 3");
    terminal.sees(SWEEP);
    terminal.types("q");
    let (shown, status) = terminal.ends();
    assert_eq!(status, Some(0), "{shown}");
    let list = home.json(TODAY, &["list"], "");
    let ask = &list["asks"][0];
    assert_eq!(ask["outcome"], "yes");
    assert_eq!(ask["answered_on"], "2025-12-24");
    assert_eq!(
        ask["sting"],
        serde_json::Value::Null,
        "the sting went with its no"
    );
    assert_eq!(home.json(TODAY, &["list", "--pending"], "")["count"], 2);
    assert_eq!(home.run(TODAY, &["undo"]).status, 0);
    assert_eq!(home.json(TODAY, &["list", "--pending"], "")["count"], 3);
}

#[test]
fn a_sweep_is_one_step_even_if_another_nos_writes_in_between() {
    let home = waiting();
    let mut terminal = Terminal::start(home.command(TODAY, &["sweep"]));
    terminal.sees(SWEEP);
    terminal.types("g");
    terminal.sees("2 of 3");
    terminal.sees(SWEEP);
    home.run(TODAY, &["no", "a window seat"]);
    home.run(TODAY, &["answer", "2", "--yes"]);
    terminal.types("g");
    terminal.sees("#2 isn't waiting any more; it was left as it is.");
    terminal.sees("3 of 3");
    terminal.sees(SWEEP);
    terminal.types("g");
    let (shown, status) = terminal.ends();
    assert_eq!(status, Some(0), "{shown}");
    assert_eq!(home.run(TODAY, &["undo"]).status, 0);
    let ghosted = home.json(TODAY, &["list", "--ghosted"], "");
    assert_eq!(ghosted["count"], 0);
    assert_eq!(home.json(TODAY, &["list", "--yes"], "")["count"], 1);
    assert_eq!(home.json(TODAY, &["list", "--no"], "")["count"], 1);
}

#[test]
fn a_sweep_goes_through_those_that_match_alone() {
    let home = waiting();
    home.run(
        "2025-03-05",
        &["log", "a loan", "--to", "The Bank", "+money", "+work"],
    );
    for filter in [
        &["bank"][..],
        &["loan", "money"],
        &["+money"],
        &["-t", "work"],
        &["--to", "bank"],
        &["--older-than", "300", "loan"],
    ] {
        let list = home.json(TODAY, &[&["sweep", "--dry-run"], filter].concat(), "");
        assert_eq!(list["count"], 1, "{filter:?}");
        let mut terminal = Terminal::start(home.command(TODAY, &[&["sweep"], filter].concat()));
        terminal.sees("1 of 1");
        let shown = terminal.sees(SWEEP);
        for part in [
            "a loan",
            "The Bank",
            "+money",
            "+work",
            "waiting for 364 days",
        ] {
            assert!(shown.contains(part), "{filter:?}: {shown}");
        }
    }
    for filter in [&["zzz"][..], &["-t", "nope"], &["--older-than", "400"]] {
        let list = home.json(TODAY, &[&["sweep", "--dry-run"], filter].concat(), "");
        assert_eq!(list["count"], 0, "{filter:?}");
        assert_eq!(home.run(TODAY, &[&["sweep"], filter].concat()).status, 0);
    }
    let swept = home.json(TODAY, &["sweep", "--ghosted", "+money"], "");
    assert_eq!(swept["count"], 1);
}

#[test]
fn where_several_asks_fit_one_can_be_picked() {
    let home = Home::new();
    for who in ["Ann", "Bob", "Cem"] {
        home.run("2026-03-01", &["log", "a raise", "--to", who, "+work"]);
    }
    home.run("2026-03-01", &["log", "a seat"]);
    let mut terminal = Terminal::start(home.command(TODAY, &["answer", "raise", "no"]));
    let shown = terminal.sees("Which one? (number, or a few words) ");
    assert!(shown.contains("3 asks match \"raise\":"), "{shown}");
    for part in ["1 March", "a raise", "Bob", "+work", "waiting for 3 days"] {
        assert!(shown.contains(part), "{shown}");
    }
    assert!(!shown.contains("seat"), "{shown}");
    // A number that is not shown is no answer to the question, whatever ask has it.
    terminal.types("4");
    terminal.sees("#4 isn't one of these.");
    terminal.types("work");
    terminal.sees("3 of them match \"work\":");
    terminal.types("#2");
    let (shown, status) = terminal.ends();
    assert_eq!(status, Some(0), "{shown}");
    let no = home.json(TODAY, &["list", "--no"], "");
    assert_eq!(no["asks"][0]["to"], "Bob");
    for args in [
        &["show", "raise"][..],
        &["edit", "raise", "--fear", "3"],
        &["remove", "raise"],
    ] {
        let mut terminal = Terminal::start(home.command(TODAY, args));
        terminal.sees("Which one? (number, or a few words) ");
        terminal.types("cem");
        let (shown, status) = terminal.ends();
        assert_eq!(status, Some(0), "{args:?}: {shown}");
        let silent = home.run(TODAY, args);
        assert!(args[0] == "remove" || silent.status == 1, "{silent:?}");
    }
    assert_eq!(home.json(TODAY, &["list", "Cem"], "")["count"], 0);
}

#[test]
fn leaving_while_one_is_picked_changes_nothing() {
    let home = waiting();
    let before = home.logs();
    for (key, status) in [('c', 130), ('d', 1)] {
        let mut terminal = Terminal::start(home.command(TODAY, &["answer", "asked", "--no"]));
        terminal.sees("Which one? (number, or a few words) ");
        terminal.presses_control(key);
        let (shown, ended) = terminal.ends();
        assert_eq!(ended, Some(status), "{shown}");
    }
    assert_eq!(home.logs(), before);
}

#[test]
fn a_sweep_keeps_what_was_answered_before_the_end() {
    let home = waiting();
    let mut terminal = Terminal::start(home.command(TODAY, &["sweep"]));
    terminal.sees("asked for one");
    terminal.sees("No, yes, ghosted, or Enter? ");
    terminal.types("ghosted");
    terminal.sees("asked for two");
    terminal.sees("No, yes, ghosted, or Enter? ");
    terminal.types("");
    terminal.sees("asked for three");
    terminal.sees("No, yes, ghosted, or Enter? ");
    terminal.presses_control('d');
    let (shown, status) = terminal.ends();
    assert_eq!(status, Some(0), "{shown}");
    let list = home.json(TODAY, &["list", "--ghosted"], "");
    assert_eq!(list["count"], 1);
    assert_eq!(list["asks"][0]["answered_on"], TODAY);
}

#[test]
fn erasing_is_asked_about_and_only_a_yes_is_one() {
    let home = waiting();
    for (answer, status) in [("", 1), ("no", 1), ("yes", 0)] {
        let mut terminal = Terminal::start(home.command(TODAY, &["remove", "2", "--purge"]));
        terminal
            .sees("Erase #2 'asked for two' for good? Undo can't bring this back. (yes or no) ");
        terminal.types(answer);
        let (shown, ended) = terminal.ends();
        assert_eq!(ended, Some(status), "{answer}: {shown}");
    }
    assert_eq!(home.json(TODAY, &["list"], "")["count"], 2);
}
