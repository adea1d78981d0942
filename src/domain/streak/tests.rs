use super::super::sample::{Asked, asked, daily_counts, day, span, weekend};
use super::*;

fn streak(days: &[&str], rest: RestWeekdays, today: &str) -> Streak {
    let asks: Vec<Asked> = days.iter().map(|day| asked(day)).collect();
    Streak::new(&daily_counts(&asks), rest, day(today))
}

#[test]
fn without_an_ask_there_is_no_streak() {
    let none = Streak {
        current: 0,
        longest: 0,
        longest_span: None,
    };
    assert_eq!(streak(&[], RestWeekdays::NONE, "2026-03-04"), none);
    assert_eq!(streak(&[], weekend(), "0001-01-01"), none);
}

#[test]
fn days_with_an_ask_in_a_row_are_a_streak_however_many_asks_a_day_has() {
    let streak = streak(
        &["2026-03-02", "2026-03-03", "2026-03-03", "2026-03-04"],
        RestWeekdays::NONE,
        "2026-03-04",
    );
    assert_eq!(streak.current, 3);
    assert_eq!(streak.longest, 3);
    assert_eq!(streak.longest_span, Some(span("2026-03-02", "2026-03-04")));
}

#[test]
fn today_without_an_ask_does_not_break_a_streak_yet() {
    let days = ["2026-03-02", "2026-03-03"];
    assert_eq!(streak(&days, RestWeekdays::NONE, "2026-03-04").current, 2);
    // Then the 4th has passed without one.
    assert_eq!(streak(&days, RestWeekdays::NONE, "2026-03-05").current, 0);
    assert_eq!(streak(&days, RestWeekdays::NONE, "2026-03-05").longest, 2);
}

#[test]
fn a_streak_looks_at_the_day_of_the_ask_and_never_at_the_answer() {
    let asks = [
        asked("2026-03-01").no("2026-03-02"),
        asked("2026-03-03").yes("2026-03-04"),
    ];
    let streak = Streak::new(&daily_counts(&asks), RestWeekdays::NONE, day("2026-03-04"));
    // The 2nd and the 4th had answers and no asks.
    assert_eq!(streak.current, 1);
    assert_eq!(streak.longest, 1);
}

#[test]
fn a_rest_day_without_an_ask_neither_counts_nor_breaks() {
    // Thursday 5, Friday 6, (weekend 7, 8), Monday 9 March 2026.
    let days = ["2026-03-05", "2026-03-06", "2026-03-09"];
    let resting = streak(&days, weekend(), "2026-03-09");
    assert_eq!(resting.current, 3);
    assert_eq!(resting.longest, 3);
    assert_eq!(resting.longest_span, Some(span("2026-03-05", "2026-03-09")));
    let restless = streak(&days, RestWeekdays::NONE, "2026-03-09");
    assert_eq!(restless.current, 1);
    assert_eq!(restless.longest, 2);
}

#[test]
fn a_rest_day_with_an_ask_counts() {
    // Friday 6, Saturday 7, Monday 9; only the Sunday between is stepped over.
    let days = ["2026-03-06", "2026-03-07", "2026-03-09"];
    assert_eq!(streak(&days, weekend(), "2026-03-09").current, 3);
}

#[test]
fn rest_days_do_not_save_a_streak_that_an_active_day_broke() {
    // Thursday 5 and Monday 9: Friday 6 is missing.
    let broken = streak(&["2026-03-05", "2026-03-09"], weekend(), "2026-03-09");
    assert_eq!(broken.current, 1);
    assert_eq!(broken.longest, 1);
}

#[test]
fn a_streak_goes_on_over_a_weekend_that_today_is_in_and_on_the_monday_after() {
    let days = ["2026-03-05", "2026-03-06"];
    for today in ["2026-03-07", "2026-03-08", "2026-03-09"] {
        assert_eq!(streak(&days, weekend(), today).current, 2, "{today}");
    }
    assert_eq!(streak(&days, weekend(), "2026-03-10").current, 0);
}

#[test]
fn the_longest_of_equals_is_the_earliest() {
    let days = [
        "2026-01-01",
        "2026-01-02",
        "2026-02-01",
        "2026-02-02",
        "2026-03-01",
    ];
    let streak = streak(&days, RestWeekdays::NONE, "2026-03-01");
    assert_eq!(streak.longest, 2);
    assert_eq!(streak.longest_span, Some(span("2026-01-01", "2026-01-02")));
    assert_eq!(streak.current, 1);
}

#[test]
fn a_streak_runs_over_a_leap_day_and_a_year_end() {
    let leap = ["2024-02-28", "2024-02-29", "2024-03-01"];
    assert_eq!(streak(&leap, RestWeekdays::NONE, "2024-03-01").current, 3);
    // 2026 has no 29 February, so nothing is missing.
    let plain = ["2026-02-28", "2026-03-01"];
    assert_eq!(streak(&plain, RestWeekdays::NONE, "2026-03-01").current, 2);
    let year_end = ["2025-12-31", "2026-01-01"];
    assert_eq!(
        streak(&year_end, RestWeekdays::NONE, "2026-01-01").current,
        2
    );
}

#[test]
fn asks_dated_after_today_are_not_in_the_run_that_goes_on() {
    let days = ["2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06"];
    let streak = streak(&days, RestWeekdays::NONE, "2026-03-04");
    assert_eq!(streak.current, 2);
    assert_eq!(streak.longest, 4);
}

#[test]
fn with_six_rest_days_a_week_apart_is_in_a_row() {
    // Only Wednesdays count: 4, 11 and 18 March 2026; the 25th is missing.
    let only_wednesdays = RestWeekdays::new(
        super::super::day::WEEK
            .into_iter()
            .filter(|&day| day != chrono::Weekday::Wed),
    )
    .unwrap();
    let days = ["2026-03-04", "2026-03-11", "2026-03-18"];
    assert_eq!(streak(&days, only_wednesdays, "2026-03-24").current, 3);
    assert_eq!(streak(&days, only_wednesdays, "2026-03-25").current, 3);
    assert_eq!(streak(&days, only_wednesdays, "2026-03-26").current, 0);
}

#[test]
fn a_streak_can_begin_on_the_first_day_of_the_calendar_and_end_on_the_last() {
    assert_eq!(
        streak(&["0001-01-01"], RestWeekdays::NONE, "0001-01-01").current,
        1
    );
    let last = streak(
        &["0001-01-01", "9999-12-30", "9999-12-31"],
        RestWeekdays::NONE,
        "9999-12-31",
    );
    assert_eq!(last.current, 2);
    assert_eq!(last.longest_span, Some(span("9999-12-30", "9999-12-31")));
}
