//! `nos card`: what is written, where, and that it shows counts and nothing else.

use std::fs;

use crate::inside::{Came, Inside};

#[cfg(feature = "pictures")]
mod drawn;

/// What a log must never give away, and what would break a picture that is not escaped.
const HOSTILE: &str = "</title><script>alert('Mallory')</script>&\u{202e}\u{1b}[31m";

/// A home on 23 November 2026 with a goal of 1,000 and some days of the year: 7 nos on 12
/// February, and on every eighth day from 5 January to 2 March one more than on the one before.
fn spring() -> Inside {
    let home = Inside::at("2026-11-23T19:30:00+01:00");
    assert_eq!(home.run(&["goal", "set", "1000"]).status, 0);
    let days = [
        ("2026-01-05", 1),
        ("2026-01-13", 2),
        ("2026-01-21", 3),
        ("2026-01-29", 4),
        ("2026-02-06", 5),
        ("2026-02-12", 7),
        ("2026-02-14", 6),
        ("2026-02-22", 7),
        ("2026-03-02", 8),
    ];
    for (day, nos) in days {
        let asks = format!("{HOSTILE}\n").repeat(nos);
        let came = home.run_with(&["log", "-", "--no", "--on", day, "--to", HOSTILE], &asks);
        assert_eq!(came.status, 0, "{came:?}");
    }
    for day in ["2026-02-13", "2026-02-14"] {
        let came = home.run(&["yes", "asked Mallory", "--on", day, "+mallory"]);
        assert_eq!(came.status, 0, "{came:?}");
    }
    home
}

fn out(came: &Came) -> &str {
    assert_eq!(came.status, 0, "{came:?}");
    &came.out
}

fn path(home: &Inside, name: &str) -> String {
    home.folder().join(name).display().to_string()
}

#[test]
fn without_anything_said_it_is_a_line_for_a_post() {
    // 1 + 2 + 3 + 4 + 5 + 7 + 6 + 7 + 8 = 43.
    assert_eq!(
        out(&spring().run(&["card"])),
        "43/1,000 nos in 2026 \u{b7} 2 yeses on the way\n"
    );
    assert_eq!(
        out(&spring().run(&["card", "--ascii"])),
        "43/1,000 nos in 2026 - 2 yeses on the way\n"
    );
}

#[test]
fn a_period_that_is_no_goals_has_none() {
    let home = spring();
    let line = |args: &[&str]| out(&home.run(args)).to_owned();
    assert_eq!(
        line(&["card", "--since", "2026-02-01", "--until", "2026-02-28"]),
        "25 nos in February 2026 \u{b7} 2 yeses on the way\n"
    );
    assert_eq!(line(&["card", "--year", "2025"]), "0 nos in 2025\n");
    // The year is just that of the goal.
    assert_eq!(line(&["card", "--year", "2026"]), line(&["card"]));
}

#[test]
fn a_goal_of_nos_comes_before_one_of_asks_and_each_has_its_words() {
    let home = spring();
    assert_eq!(
        home.run(&["goal", "set", "40", "--count", "asks"]).status,
        0
    );
    assert!(out(&home.run(&["card"])).starts_with("43/1,000 nos in 2026 "));
    assert_eq!(home.run(&["goal", "clear"]).status, 0);
    assert_eq!(
        out(&home.run(&["card"])),
        "45/40 asks in 2026, done \u{b7} 2 yeses on the way\n"
    );
}

#[test]
fn an_empty_journal_has_a_card_too() {
    let home = Inside::at("2026-11-23T19:30:00+01:00");
    assert_eq!(out(&home.run(&["card"])), "0 nos in 2026\n");
    assert_eq!(
        out(&home.run(&["card", "--all"])),
        "0 nos on 23 November 2026\n"
    );
}

#[test]
fn every_number_of_a_card_can_be_had_as_json() {
    let home = spring();
    let began = r#"{"schema":"nos.card/1","period":{"from":"2026-01-01","to":"2026-12-31"},"counts":"nos","done":43,"target":1000,"fraction":0.043,"reached":false,"yes":2,"longest_streak":3,"days":[{"day":"2026-01-05","count":1},"#;
    let ended = r#""path":null,"format":null,"width":null,"height":null}"#;
    let came = home.run(&["card", "--json"]);
    assert!(out(&came).starts_with(began), "{}", came.out);
    assert!(came.out.trim_end().ends_with(ended), "{}", came.out);
}

#[test]
fn the_card_and_its_numbers_do_not_both_go_to_standard_output() {
    let home = spring();
    for args in [
        &["card", "--json", "--format", "svg"][..],
        &["card", "--json", "-o", "-"],
    ] {
        let came = home.run(args);
        assert_eq!((came.status, came.out.as_str()), (2, ""), "{args:?}");
        assert!(came.err.contains(r#""code":"usage""#), "{}", came.err);
    }
}

#[test]
fn a_card_in_words_can_be_written_to_a_file() {
    let home = spring();
    let file = path(&home, "card.txt");
    assert_eq!(
        out(&home.run(&["card", "-o", &file])),
        format!("Card written to {file}.\n")
    );
    let told = fs::read_to_string(&file).unwrap();
    assert_eq!(told, "43/1,000 nos in 2026 \u{b7} 2 yeses on the way\n");
    let came = home.run(&["card", "-o", &file]);
    assert_eq!((came.status, came.out.as_str()), (1, ""));
    assert!(came.err.contains("was not overwritten"), "{}", came.err);
}

#[cfg(not(feature = "pictures"))]
#[test]
fn a_nos_without_pictures_says_so_and_writes_nothing() {
    let mut home = spring();
    let file = |name: &str| path(&home, name);
    for (args, instead) in [
        (&["card", "-o", &file("card.png")][..], "nos card"),
        (&["card", "-o", &file("card.svg")], "nos card"),
        (&["card", "-o", &file("card.jpg")], "nos card"),
        (&["card", "--format", "svg"], "nos card"),
        (&["card", "--format", "png", "-o", "-"], "nos card"),
        (&["report", "-o", &file("report.html")], "nos stats"),
        (&["report", "--year", "2025"], "nos stats"),
        (&["report", "--json"], "nos stats"),
    ] {
        let came = home.run(args);
        assert_eq!((came.status, came.out.as_str()), (2, ""), "{args:?}");
        let said = "this nos was built without pictures; `cargo install --path .` in its source \
                    builds one that draws them";
        if args.contains(&"--json") {
            assert!(came.err.contains(said), "{}", came.err);
        } else {
            assert_eq!(came.err, format!("error: {said}\nhint: {instead}\n"));
        }
    }
    for name in ["card.png", "card.svg", "card.jpg", "report.html"] {
        assert!(!home.folder().join(name).exists(), "{name}");
    }
    home.terminal.stdout = true;
    let came = home.run(&["card"]);
    assert_eq!((came.status, came.err.as_str()), (0, ""));
}
