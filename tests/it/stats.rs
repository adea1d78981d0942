//! `nos stats` and `nos calendar`: what is shown, what is left out, and what a program gets.

use serde_json::Value;

use crate::env::TestEnv;
use crate::pictures;
use crate::year;

fn year() -> TestEnv {
    let mut home = pictures::home(&year::log(), year::NOW);
    home.set("NO_COLOR", "1").set("COLUMNS", "80");
    home
}

/// A journal of so many refusals on 4 March, that day being today.
fn refused(times: usize) -> TestEnv {
    let home = TestEnv::at("2026-03-04T12:00:00+01:00");
    for _ in 0..times {
        assert_eq!(home.line("nos no asked").status, 0);
    }
    home
}

fn out(home: &TestEnv, line: &str) -> String {
    let came = home.line(line);
    assert_eq!(came.status, 0, "{line}: {}", came.err);
    came.out
}

#[test]
fn fewer_than_five_answers_are_no_rate() {
    let four = out(&refused(4), "nos stats");
    assert!(
        four.contains("4 no. Too few for a rate (needs 5 answers)."),
        "{four}"
    );
    let five = out(&refused(5), "nos stats");
    assert!(five.contains("5 no. No yes among them yet."), "{five}");
}

#[test]
fn sections_without_anything_in_them_are_left_out() {
    let told = out(&refused(5), "nos stats");
    for left_out in ["Pace", "Waiting", "Fear", "Odds", "What ", "Who "] {
        assert!(!told.contains(left_out), "{left_out}: {told}");
    }
}

#[test]
fn who_is_behind_reads_no_word_of_blame() {
    let home = year();
    for line in ["nos", "nos stats"] {
        let told = out(&home, line).to_lowercase();
        for blame in ["behind", "only", "should", "fail", "late", "!"] {
            assert!(!told.contains(blame), "{line}: {blame}: {told}");
        }
    }
}

#[test]
fn a_filter_leaves_out_what_is_not_of_these_asks() {
    let told = out(&year(), "nos stats -t shops");
    assert!(told.starts_with("2026, +shops "), "{told}");
    for left_out in ["Pace", "of 1,000", "Streak", "auditions"] {
        assert!(!told.contains(left_out), "{left_out}: {told}");
    }
}

#[test]
fn a_breakdown_in_a_pipe_is_a_table_with_tabs_and_no_heading() {
    let mut home = year();
    home.terminal.stdout = false;
    for (by, first) in [("tag", "shops"), ("month", "2026-01"), ("weekday", "mon")] {
        let told = out(&home, &format!("nos stats --by {by}"));
        assert!(told.starts_with(&format!("{first}\t")), "{told}");
        assert!(
            told.lines().all(|line| line.split('\t').count() == 9),
            "{told}"
        );
    }
}

#[test]
fn the_bars_of_the_months_add_up_to_the_answers() {
    let home = year();
    let stats: Value = serde_json::from_str(&out(&home, "nos stats --json")).unwrap();
    let told = out(&home, "nos stats --ascii");
    let mut sums = [0_u64; 3];
    for month in stats["by_month"].as_array().unwrap() {
        for (sum, key) in sums.iter_mut().zip(["no", "ghosted", "yes"]) {
            *sum += month[key].as_u64().unwrap();
        }
    }
    let answers = format!("{} no, {} ghosted, {} yes", sums[0], sums[1], sums[2]);
    assert!(told.contains(&answers), "{answers}: {told}");
}

#[test]
fn the_calendar_as_json_has_each_elapsed_day_of_the_year() {
    let home = year();
    let calendar: Value = serde_json::from_str(&out(&home, "nos calendar --json")).unwrap();
    assert_eq!(calendar["schema"], "nos.calendar/1");
    let days = calendar["days"].as_array().unwrap();
    // From 1 January to 12 September.
    assert_eq!(days.len(), 255);
    assert_eq!(days[0]["day"], "2026-01-01");
    assert_eq!(days[254]["day"], "2026-09-12");
    let stats: Value = serde_json::from_str(&out(&home, "nos stats --json")).unwrap();
    for (of_day, of_year) in [("nos", "nos"), ("asks", "made")] {
        let sum: u64 = days.iter().map(|day| day[of_day].as_u64().unwrap()).sum();
        assert_eq!(Some(sum), stats[of_year].as_u64(), "{of_day}");
    }
}

#[test]
fn the_calendar_has_a_short_name_and_knows_other_years() {
    let home = year();
    assert_eq!(
        out(&home, "nos cal"),
        out(
            &home,
            "nos calendar --count asks --week-start mon --year 2026"
        )
    );
    assert!(out(&home, "nos cal --year 2025").ends_with("0 asks in 2025.\n"));
    assert!(out(&home, "nos cal --year 2027 --count nos").ends_with("0 nos in 2027 yet.\n"));
    let sunday = out(&home, "nos cal --week-start sun");
    assert!(
        sunday.lines().nth(1).unwrap().starts_with("Sun "),
        "{sunday}"
    );
}

#[test]
fn what_a_calendar_does_not_know_is_refused() {
    let home = year();
    for line in [
        "nos calendar --week-start tue",
        "nos calendar --count said-nos",
        "nos calendar --year 0",
        "nos calendar 2025",
    ] {
        let came = home.line(line);
        assert_eq!((came.status, came.out.as_str()), (2, ""), "{line}");
    }
}

#[test]
fn today_is_marked_in_its_row() {
    // 12 September 2026 is a Saturday.
    let told = out(&year(), "nos calendar");
    let marked: Vec<&str> = told.lines().filter(|line| line.ends_with('◂')).collect();
    assert_eq!(marked.len(), 1, "{told}");
    assert!(marked[0].starts_with("Sat "), "{told}");
}
