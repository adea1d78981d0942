//! PERIOD and WHEN as they are typed: wherever a period goes, in every command that takes one.

use serde_json::Value;

use crate::env::TestEnv;

/// A Wednesday.
const NOW: &str = "2026-03-04T12:30:00+01:00";

/// An ask on each of these days.
fn home(days: &[&str]) -> TestEnv {
    let home = TestEnv::at(NOW);
    for day in days {
        let came = home.run(&["log", "a passport", "--no", "--on", day]);
        assert_eq!(came.status, 0, "{came:?}");
    }
    home
}

fn json(home: &TestEnv, line: &str) -> Value {
    let came = home.line(&format!("{line} --json"));
    assert_eq!(came.status, 0, "{line}: {}", came.err);
    serde_json::from_str(&came.out).unwrap()
}

#[test]
fn each_form_of_a_period_is_taken_by_list_stats_and_export() {
    let home = home(&[
        "2025-10-31",
        "2026-02-22", // a Sunday
        "2026-02-23", // the Monday of the last week
        "2026-03-01", // its Sunday
        "2026-03-02", // the Monday of this week
        "2026-03-04",
    ]);
    for (period, count, from, to) in [
        ("--week", 2, "2026-03-02", "2026-03-08"),
        ("--week friday", 2, "2026-02-23", "2026-03-01"),
        ("--week=friday", 2, "2026-02-23", "2026-03-01"),
        ("--week \"last sunday\"", 2, "2026-02-23", "2026-03-01"),
        ("--last-week", 2, "2026-02-23", "2026-03-01"),
        ("--month", 3, "2026-03-01", "2026-03-31"),
        ("--month february", 2, "2026-02-01", "2026-02-28"),
        ("--month 2025-10", 1, "2025-10-01", "2025-10-31"),
        ("--month=oct", 1, "2025-10-01", "2025-10-31"),
        ("--last-month", 2, "2026-02-01", "2026-02-28"),
        ("--year 2025", 1, "2025-01-01", "2025-12-31"),
        ("--since 2026-03-01", 3, "2026-03-01", "2026-03-04"),
        (
            "--since yesterday --until tomorrow",
            1,
            "2026-03-03",
            "2026-03-05",
        ),
        ("--until 2026-02-22", 2, "2025-10-31", "2026-02-22"),
        ("--all", 6, "2025-10-31", "2026-03-04"),
    ] {
        assert_eq!(
            json(&home, &format!("nos list {period}"))["count"],
            count,
            "{period}"
        );
        let stats = json(&home, &format!("nos stats {period}"));
        assert_eq!(stats["period"]["from"], from, "{period}");
        assert_eq!(stats["period"]["to"], to, "{period}");
        assert_eq!(stats["made"], count, "{period}");
        let export = home.line(&format!("nos export --format jsonl {period}"));
        assert_eq!(
            export.out.lines().count(),
            count,
            "{period}: {}",
            export.err
        );
        assert_eq!(
            home.line(&format!("nos card {period}")).status,
            0,
            "{period}"
        );
    }
}

#[test]
fn what_does_not_read_as_a_week_or_a_month_is_a_word_of_a_list() {
    let home = home(&["2026-02-23", "2026-03-04"]);
    assert_eq!(json(&home, "nos list --week passport")["count"], 1);
    assert_eq!(json(&home, "nos list --week dentist")["count"], 0);
    assert_eq!(json(&home, "nos list --month passport")["count"], 1);
    let forced = home.line("nos list --week=passport");
    assert_eq!(forced.status, 2, "{forced:?}");
    assert!(
        forced.err.starts_with("error: `passport` isn't a day; "),
        "{}",
        forced.err
    );
    let month = home.line("nos stats --month=friday");
    assert_eq!(
        month.err,
        "error: `friday` isn't a month; a month is one of: 2026-10, october, oct\nhint: nos help dates\n"
    );
    let word = home.line("nos stats --week passport");
    assert_eq!(word.status, 2);
}

#[test]
fn periods_exclude_one_another_but_for_since_with_until() {
    let home = home(&[]);
    let flags = [
        "--week",
        "--last-week",
        "--month",
        "--last-month",
        "--year=2026",
        "--since=today",
        "--until=today",
        "--all",
    ];
    for (index, one) in flags.iter().enumerate() {
        for other in &flags[index + 1..] {
            let expected = if (*one, *other) == ("--since=today", "--until=today") {
                0
            } else {
                2
            };
            for command in ["list", "stats", "export", "card"] {
                let came = home.run(&[command, one, other]);
                assert_eq!(
                    came.status, expected,
                    "{command} {one} {other}: {}",
                    came.err
                );
            }
        }
    }
}

#[test]
fn a_year_of_two_digits_is_refused_with_the_year_that_is_meant() {
    let home = home(&[]);
    for (line, hint) in [
        ("nos list --year 26", "nos list --year 2026"),
        ("nos stats --year=26", "nos stats --year=2026"),
        ("nos goal set 30 --year 26", "nos goal set 30 --year 2026"),
    ] {
        let came = home.line(line);
        assert_eq!(came.status, 2, "{line}");
        assert!(came.out.is_empty());
        assert_eq!(
            came.err,
            format!("error: --year 26: a year goes from 1900 to 9999\nhint: {hint}\n")
        );
        assert_eq!(home.line(hint).status, 0, "{hint}");
    }
}

#[test]
fn the_words_for_a_day_are_taken_where_a_day_is_typed() {
    let home = home(&[]);
    for (when, on) in [
        ("last night", "2026-03-03"),
        ("a month ago", "2026-02-04"),
        ("march 4th", "2026-03-04"),
        ("the 5th", "2026-02-05"),
        ("Mar 4, 2025", "2025-03-04"),
        ("1m", "2026-02-04"),
    ] {
        let came = home.run(&["log", "x", "--on", when, "--json"]);
        let logged: Value = serde_json::from_str(&came.out).unwrap();
        assert_eq!(logged["ask"]["asked_on"], on, "{when}");
    }
    for when in [
        "tomorrow",
        "next friday",
        "in 3 days",
        "1899-12-31",
        "3/4",
        "soon",
    ] {
        let came = home.run(&["log", "x", "--on", when]);
        assert_eq!(came.status, 2, "{when}");
        assert!(came.err.contains("you typed:\nx\n"), "{}", came.err);
    }
    assert_eq!(json(&home, "nos list")["count"], 6);
}
