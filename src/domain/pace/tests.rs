use super::super::goal::{Counted, Target};
use super::super::sample::{Asked, asked, daily_counts, day, goal, refused, times, weekend};
use super::*;

fn pace(goal: &Goal, asks: &[Asked], today: &str) -> Pace {
    Pace::new(goal, &daily_counts(asks), day(today)).unwrap()
}

/// A rate is a quotient; two that are equal may be shown by different numbers.
fn close(one: Option<f64>, other: f64) {
    assert!(
        one.is_some_and(|one| (one - other).abs() < 1e-12),
        "{one:?} is not {other}"
    );
}

#[test]
fn whoever_sets_1000_in_march_is_not_200_behind_that_evening() {
    let goal = Goal {
        set_on: day("2026-03-14"),
        ..goal(1000, "2026-01-01", "2026-12-31")
    };
    let pace = pace(&goal, &[], "2026-03-14");
    assert_eq!(pace.counting_from, day("2026-03-14"));
    // 14 March is the 73rd day of 365: 365 − 72 = 293 are left, today included.
    assert_eq!(pace.days_total, 293);
    assert_eq!(pace.days_done, 0);
    assert_eq!(pace.days_left, 293);
    assert_eq!(pace.expected, 0);
    assert_eq!(pace.lead(), 0);
    close(pace.needed_per_day(), 1000.0 / 293.0);
}

#[test]
fn every_number_of_a_pace_in_the_middle_of_a_year() {
    // Set on 1 March, the first ask three days later; today is 11 March. 40 nos so far.
    let goal = goal(1000, "2026-01-01", "2026-12-31");
    let goal = Goal {
        set_on: day("2026-03-01"),
        ..goal
    };
    let pace = pace(&goal, &times(40, &refused("2026-03-04")), "2026-03-11");
    assert_eq!(pace.counting_from, day("2026-03-01"));
    // January and February have 59 days: 365 − 59.
    assert_eq!(pace.days_total, 306);
    // 1 to 10 March.
    assert_eq!(pace.days_done, 10);
    assert_eq!(pace.days_left, 296);
    // 1000 × 10 ÷ 306 = 32.68
    assert_eq!(pace.expected, 32);
    assert_eq!(pace.done, 40);
    assert_eq!(pace.lead(), 8);
    assert_eq!(pace.remaining, 960);
    close(pace.needed_per_day(), 960.0 / 296.0);
    // 1 to 11 March are 11 days: 40 ÷ 11 a day.
    assert_eq!(pace.rate, Some(Rate { done: 40, days: 11 }));
    // 40 × 306 ÷ 11 = 1112.7
    assert_eq!(pace.forecast_total(), Some(1112));
    // 960 × 11 ÷ 40 = 264 days after 11 March, the 70th day: the 334th is 30 November.
    assert_eq!(pace.finishes_on, Some(day("2026-11-30")));
    // The last 28 days reach back past the start, so recent is the same.
    assert_eq!(pace.recent_rate, pace.rate);
    assert_eq!(pace.recent_finishes_on, pace.finishes_on);
}

#[test]
fn a_goal_set_after_its_first_ask_counts_from_that_ask() {
    let goal = Goal {
        set_on: day("2026-03-01"),
        ..goal(100, "2026-01-01", "2026-12-31")
    };
    let asks = [
        asked("2025-12-30"),
        asked("2026-02-10"),
        asked("2026-02-20"),
    ];
    // The ask of December was made before the goal's period.
    assert_eq!(
        pace(&goal, &asks, "2026-03-02").counting_from,
        day("2026-02-10")
    );
}

#[test]
fn a_goal_set_before_its_period_counts_from_its_first_day() {
    let goal = Goal {
        set_on: day("2025-12-20"),
        ..goal(365, "2026-01-01", "2026-12-31")
    };
    let pace = pace(&goal, &[asked("2026-02-01")], "2026-01-11");
    assert_eq!(pace.counting_from, day("2026-01-01"));
    // Ten days are behind, one no a day was due.
    assert_eq!(pace.expected, 10);
    assert_eq!(pace.lead(), -10);
}

#[test]
fn an_old_ask_answered_before_counting_began_still_counts() {
    // Asked in December, refused on 15 January; the goal was set on 1 March.
    let goal = Goal {
        set_on: day("2026-03-01"),
        ..goal(100, "2026-01-01", "2026-12-31")
    };
    let asks = [asked("2025-12-30").no("2026-01-15")];
    let pace = pace(&goal, &asks, "2026-03-04");
    assert_eq!(pace.done, 1);
    assert_eq!(pace.counting_from, day("2026-03-01"));
    // Since then: 4 days (1 to 4 March), and nothing recent, for it came before.
    assert_eq!(pace.rate, Some(Rate { done: 1, days: 4 }));
    assert_eq!(pace.recent_rate, Some(Rate { done: 0, days: 4 }));
    assert_eq!(pace.recent_finishes_on, None);
}

#[test]
fn a_goal_set_late_in_the_year_counts_the_days_that_are_left() {
    let goal = Goal {
        set_on: day("2026-12-30"),
        ..goal(10, "2026-01-01", "2026-12-31")
    };
    let pace = pace(&goal, &[], "2026-12-31");
    assert_eq!(pace.days_total, 2);
    assert_eq!(pace.days_done, 1);
    assert_eq!(pace.days_left, 1);
    assert_eq!(pace.expected, 5);
    close(pace.needed_per_day(), 10.0);
}

#[test]
fn a_goal_set_by_a_clock_that_ran_ahead_expects_nothing_until_the_first_ask() {
    let goal = Goal {
        set_on: day("2031-05-05"),
        ..goal(100, "2026-01-01", "2026-12-31")
    };
    let before = pace(&goal, &[], "2026-03-11");
    assert_eq!(before.counting_from, day("2026-03-11"));
    // From 11 March to the end: 365 − 69 days.
    assert_eq!((before.days_total, before.days_done), (296, 0));
    assert_eq!(before.days_left, 296);
    assert_eq!(before.expected, 0);
    assert_eq!(before.rate, Some(Rate { done: 0, days: 1 }));
    assert_eq!(before.finishes_on, None);
    // The first ask settles it.
    let after = pace(&goal, &[refused("2026-03-11")], "2026-03-11");
    assert_eq!(after.counting_from, day("2026-03-11"));
    assert_eq!(after.rate, Some(Rate { done: 1, days: 1 }));
}

#[test]
fn nobody_is_behind_at_breakfast() {
    // An even walk counts the days up to yesterday: 1 a day, on 2 January one was due.
    let goal = goal(365, "2026-01-01", "2026-12-31");
    assert_eq!(pace(&goal, &[], "2026-01-01").expected, 0);
    assert_eq!(pace(&goal, &[], "2026-01-02").expected, 1);
    assert_eq!(pace(&goal, &[], "2026-12-31").expected, 364);
}

#[test]
fn rest_days_are_not_walked() {
    // Four weeks from Monday 2 to Sunday 29 March 2026: 20 active days; today is Saturday 14.
    let goal = Goal {
        rest: weekend(),
        ..goal(100, "2026-03-02", "2026-03-29")
    };
    let pace = pace(&goal, &times(30, &refused("2026-03-03")), "2026-03-14");
    assert_eq!(pace.days_total, 20);
    assert_eq!(pace.days_done, 10);
    assert_eq!(pace.days_left, 10);
    assert_eq!(pace.expected, 50);
    assert_eq!(pace.lead(), -20);
    close(pace.needed_per_day(), 7.0);
    assert_eq!(pace.rate, Some(Rate { done: 30, days: 10 }));
    assert_eq!(pace.forecast_total(), Some(60));
    // 70 more at 3 a day are 24 active days (23.3): the weeks of 16, 23, 30 March and 6 April
    // hold 20, and the fourth day of the next is Thursday 16 April.
    assert_eq!(pace.finishes_on, Some(day("2026-04-16")));
}

#[test]
fn when_only_rest_days_are_left_nothing_more_is_needed_a_day() {
    let goal = Goal {
        rest: weekend(),
        ..goal(100, "2026-03-02", "2026-03-29")
    };
    let open = pace(&goal, &[refused("2026-03-03")], "2026-03-28");
    assert_eq!(open.days_left, 0);
    assert_eq!(open.needed_per_day(), None);
    // Once it is reached, 0 it is, days or no days.
    let reached = pace(&goal, &times(100, &refused("2026-03-03")), "2026-03-28");
    close(reached.needed_per_day(), 0.0);
}

#[test]
fn without_an_active_day_yet_there_is_no_rate() {
    // The period begins on Saturday 7 March; work begins on Monday.
    let goal = Goal {
        rest: weekend(),
        ..goal(10, "2026-03-07", "2026-03-31")
    };
    let pace = pace(&goal, &[refused("2026-03-07")], "2026-03-08");
    assert_eq!(pace.done, 1);
    assert_eq!(pace.rate, None);
    assert_eq!(pace.forecast_total(), None);
    assert_eq!(pace.finishes_on, None);
}

#[test]
fn a_period_of_rest_days_alone_expects_nothing() {
    let goal = Goal {
        rest: weekend(),
        ..goal(10, "2026-03-07", "2026-03-08")
    };
    let pace = pace(&goal, &[refused("2026-03-07")], "2026-03-08");
    assert_eq!(pace.days_total, 0);
    assert_eq!(pace.expected, 0);
    assert_eq!(pace.lead(), 1);
    assert_eq!(pace.needed_per_day(), None);
}

#[test]
fn a_period_of_a_single_day_is_all_before_it_until_it_is_over() {
    let goal = goal(3, "2026-03-04", "2026-03-04");
    let asks = times(2, &refused("2026-03-04"));
    let pace = pace(&goal, &asks, "2026-03-04");
    assert_eq!((pace.days_total, pace.days_done, pace.days_left), (1, 0, 1));
    assert_eq!(pace.expected, 0);
    assert_eq!(pace.forecast_total(), Some(2));
    // One more at 2 a day takes a day: tomorrow, which is too late, and is shown so.
    assert_eq!(pace.finishes_on, Some(day("2026-03-05")));
}

#[test]
fn a_period_that_has_ended_or_not_begun_has_no_pace() {
    let goal = goal(3, "2026-03-04", "2026-03-10");
    let daily_counts = daily_counts(&[refused("2026-03-05")]);
    assert_eq!(Pace::new(&goal, &daily_counts, day("2026-03-03")), None);
    assert!(Pace::new(&goal, &daily_counts, day("2026-03-04")).is_some());
    assert!(Pace::new(&goal, &daily_counts, day("2026-03-10")).is_some());
    assert_eq!(Pace::new(&goal, &daily_counts, day("2026-03-11")), None);
}

#[test]
fn a_forecast_is_never_worked_out_from_a_rounded_rate() {
    // 1 no in 3 days is 0.333… a day; over 300 days it is 100, not 99.
    let goal = goal(1000, "2026-03-01", "2026-12-25");
    let pace = pace(&goal, &[refused("2026-03-02")], "2026-03-03");
    assert_eq!(pace.days_total, 300);
    assert_eq!(pace.rate, Some(Rate { done: 1, days: 3 }));
    assert_eq!(pace.forecast_total(), Some(100));
}

#[test]
fn recent_is_the_last_28_days_today_included() {
    // 100 nos in January, 14 between 3 and 30 June, one on 2 June: the 29th day back.
    let mut asks = times(100, &refused("2026-01-10"));
    asks.push(refused("2026-06-02"));
    asks.push(refused("2026-06-03"));
    asks.extend(times(13, &refused("2026-06-30")));
    let pace = pace(&goal(200, "2026-01-01", "2026-12-31"), &asks, "2026-06-30");
    assert_eq!(pace.done, 115);
    // To 30 June: 181 days.
    assert_eq!(
        pace.rate,
        Some(Rate {
            done: 115,
            days: 181
        })
    );
    assert_eq!(pace.recent_rate, Some(Rate { done: 14, days: 28 }));
    // 85 ÷ ½ = 170 days after 30 June: the 351st day of the year is 17 December.
    assert_eq!(pace.recent_finishes_on, Some(day("2026-12-17")));
    // 85 × 181 ÷ 115 = 133.8, so 134 days: the 315th day is 11 November.
    assert_eq!(pace.finishes_on, Some(day("2026-11-11")));
}

#[test]
fn recent_days_leave_out_rest_days() {
    let goal = Goal {
        rest: weekend(),
        ..goal(200, "2026-01-01", "2026-12-31")
    };
    // Four weeks have 20 active days, wherever they begin.
    let pace = pace(&goal, &[refused("2026-06-30")], "2026-06-30");
    assert_eq!(pace.recent_rate, Some(Rate { done: 1, days: 20 }));
}

#[test]
fn recent_goes_no_further_back_than_counting_does() {
    let goal = goal(200, "2026-06-25", "2026-12-31");
    let asks = [refused("2026-06-20"), refused("2026-06-26")];
    let pace = pace(&goal, &asks, "2026-06-30");
    assert_eq!(pace.recent_rate, Some(Rate { done: 1, days: 6 }));
}

#[test]
fn a_goal_that_is_reached_finishes_on_no_other_day() {
    let asks = times(3, &refused("2026-01-02"));
    let reached = pace(&goal(3, "2026-01-01", "2026-12-31"), &asks, "2026-01-10");
    assert_eq!(reached.remaining, 0);
    assert_eq!(reached.finishes_on, None);
    assert_eq!(reached.recent_finishes_on, None);
    close(reached.needed_per_day(), 0.0);
    // What more is done goes on counting: 3 in 10 days make 109 (109.5) in 365.
    assert_eq!(reached.forecast_total(), Some(109));
    assert_eq!(reached.lead(), 3);
}

#[test]
fn a_rate_of_0_leads_to_0_and_finishes_never() {
    let pace = pace(&goal(3, "2026-01-01", "2026-12-31"), &[], "2026-01-10");
    assert_eq!(pace.rate, Some(Rate { done: 0, days: 10 }));
    assert_eq!(pace.forecast_total(), Some(0));
    assert_eq!(pace.finishes_on, None);
}

#[test]
fn a_finish_is_told_up_to_100_years_ahead() {
    // From 1 January 2026 to 1 January 2126: 100 × 365 and the 24 leap days from 2028 to 2124
    // (2100 has none), 36,524 days. At one a day, 36,525 in all are finished just then.
    let asks = [refused("2026-01-01")];
    let finish = |target| {
        pace(
            &goal(target, "2026-01-01", "2026-12-31"),
            &asks,
            "2026-01-01",
        )
        .finishes_on
    };
    assert_eq!(finish(36_525), Some(day("2126-01-01")));
    assert_eq!(finish(36_526), None);
    assert_eq!(finish(1_000_000), None);
}

#[test]
fn a_finish_in_the_last_century_of_the_calendar_is_told_to_its_last_day() {
    // There is no day a hundred years after this one: 1 a day, 2 more after 29 December.
    let asks = [refused("9999-12-29")];
    let finish = |target| {
        pace(
            &goal(target, "9999-12-29", "9999-12-31"),
            &asks,
            "9999-12-29",
        )
        .finishes_on
    };
    assert_eq!(finish(3), Some(day("9999-12-31")));
    assert_eq!(finish(4), None);
}

#[test]
fn the_smallest_and_the_largest_target() {
    let small = pace(&goal(1, "2026-01-01", "2026-12-31"), &[], "2026-12-31");
    // 1 × 364 ÷ 365: the last day is still there for it.
    assert_eq!(small.expected, 0);
    close(small.needed_per_day(), 1.0);
    let large = pace(
        &goal(1_000_000, "0001-01-01", "9999-12-31"),
        &times(2, &refused("0001-01-01")),
        "9999-12-31",
    );
    assert_eq!(large.days_total, 3_652_059);
    assert_eq!(large.days_done, 3_652_058);
    // 1,000,000 × 3,652,058 ÷ 3,652,059 = 999,999.7
    assert_eq!(large.expected, 999_999);
    assert_eq!(large.lead(), 2 - 999_999);
    assert_eq!(large.forecast_total(), Some(2));
    assert_eq!(large.finishes_on, None);
    assert_eq!(large.recent_rate, Some(Rate { done: 0, days: 28 }));
}

#[test]
fn the_first_day_of_the_calendar_has_no_yesterday() {
    let pace = pace(
        &goal(5, "0001-01-01", "0001-12-31"),
        &[refused("0001-01-01")],
        "0001-01-01",
    );
    assert_eq!(
        (pace.days_total, pace.days_done, pace.days_left),
        (365, 0, 365)
    );
    assert_eq!(pace.recent_rate, Some(Rate { done: 1, days: 1 }));
    assert_eq!(pace.finishes_on, Some(day("0001-01-05")));
}

#[test]
fn a_leap_year_has_a_day_more() {
    let pace = pace(&goal(366, "2024-01-01", "2024-12-31"), &[], "2024-03-01");
    assert_eq!(pace.days_total, 366);
    // 31 in January, 29 in February.
    assert_eq!(pace.days_done, 60);
    assert_eq!(pace.expected, 60);
}

#[test]
fn asks_dated_after_today_are_not_done_and_the_start_is_never_after_today() {
    let goal = Goal {
        set_on: day("2026-03-20"),
        ..goal(10, "2026-01-01", "2026-12-31")
    };
    let pace = pace(&goal, &[refused("2026-03-15")], "2026-03-10");
    assert_eq!(pace.counting_from, day("2026-03-10"));
    assert_eq!(pace.done, 0);
    assert_eq!(pace.rate, Some(Rate { done: 0, days: 1 }));
}

#[test]
fn a_goal_of_asks_is_paced_by_asks() {
    let goal = Goal {
        counts: Counted::Asks,
        target: Target::new(10).unwrap(),
        ..goal(1, "2026-03-01", "2026-03-10")
    };
    let asks = [asked("2026-03-01"), asked("2026-03-02").yes("2026-03-03")];
    let pace = pace(&goal, &asks, "2026-03-04");
    assert_eq!(pace.done, 2);
    assert_eq!(pace.expected, 3);
    // 2 in 4 days: 8 more take 16.
    assert_eq!(pace.finishes_on, Some(day("2026-03-20")));
}
