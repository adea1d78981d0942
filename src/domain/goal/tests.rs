use super::super::day::{Period, RestWeekdays};
use super::super::sample::{asked, daily_counts, day, goal, refused, span, times};
use super::*;

#[test]
fn a_target_goes_from_1_to_1000000() {
    assert_eq!(Target::new(0), None);
    assert_eq!(Target::new(1).unwrap().get(), 1);
    assert_eq!(Target::new(1_000_000).unwrap().get(), 1_000_000);
    assert_eq!(Target::new(1_000_001), None);
    // 2^32 + 1 must not come round to 1.
    assert_eq!(Target::new((1 << 32) + 1), None);
}

#[test]
fn nos_are_said_or_told_by_silence_and_said_nos_are_said() {
    // Two nos, one ghosting, one yes, one wait: 3 nos, 2 said nos, 5 asks.
    let daily_counts = daily_counts(&[
        refused("2026-03-04"),
        refused("2026-03-05"),
        asked("2026-03-05").ghosted("2026-03-06"),
        asked("2026-03-05").yes("2026-03-06"),
        asked("2026-03-07"),
    ]);
    let done = |counts| {
        let goal = goal(10, "2026-01-01", "2026-12-31");
        Goal { counts, ..goal }.done(&daily_counts, day("2026-03-10"))
    };
    assert_eq!(done(Counted::Nos), 3);
    assert_eq!(done(Counted::SaidNos), 2);
    assert_eq!(done(Counted::Asks), 5);
}

#[test]
fn what_is_done_lies_within_the_period_both_ends_included_and_not_after_today() {
    let daily_counts = daily_counts(&[
        refused("2025-12-31"),                     // the day before
        refused("2026-01-01"),                     // the first day
        asked("2025-11-30").no("2026-01-02"),      // an older ask, answered within
        refused("2026-01-10"),                     // today
        refused("2026-01-11"),                     // dated after today
        asked("2026-01-10").ghosted("2026-02-01"), // after the last day
    ]);
    let goal = goal(10, "2026-01-01", "2026-01-31");
    assert_eq!(goal.done(&daily_counts, day("2026-01-10")), 3);
    assert_eq!(goal.done(&daily_counts, day("2026-01-31")), 4);
    assert_eq!(goal.done(&daily_counts, day("2026-06-30")), 4);
    assert_eq!(goal.done(&daily_counts, day("2025-12-31")), 0);
}

#[test]
fn a_goal_of_asks_counts_them_on_the_day_they_were_made() {
    let daily_counts = daily_counts(&[
        asked("2025-12-31").no("2026-01-02"),
        asked("2026-01-31").no("2026-02-02"),
    ]);
    let goal = Goal {
        counts: Counted::Asks,
        ..goal(10, "2026-01-01", "2026-01-31")
    };
    assert_eq!(goal.done(&daily_counts, day("2026-03-01")), 1);
}

#[test]
fn a_goal_is_reached_on_the_first_day_with_as_many_as_the_target() {
    // By day: 2 on the 1st, 1 on the 3rd, 2 on the 5th; sums 2, 3, 5.
    let mut asks = times(2, &refused("2026-03-01"));
    asks.push(refused("2026-03-03"));
    asks.extend(times(2, &refused("2026-03-05")));
    let daily_counts = daily_counts(&asks);
    let reached = |target| {
        goal(target, "2026-01-01", "2026-12-31").reached_on(&daily_counts, day("2026-03-31"))
    };
    assert_eq!(reached(1), Some(day("2026-03-01")));
    assert_eq!(reached(2), Some(day("2026-03-01")));
    assert_eq!(reached(3), Some(day("2026-03-03")));
    assert_eq!(reached(4), Some(day("2026-03-05")));
    assert_eq!(reached(5), Some(day("2026-03-05")));
    assert_eq!(reached(6), None);
}

#[test]
fn nos_dated_after_today_do_not_reach_a_goal_yet() {
    let daily_counts = daily_counts(&times(3, &refused("2026-03-05")));
    let goal = goal(3, "2026-01-01", "2026-12-31");
    assert_eq!(goal.reached_on(&daily_counts, day("2026-03-04")), None);
    assert_eq!(
        goal.reached_on(&daily_counts, day("2026-03-05")),
        Some(day("2026-03-05"))
    );
}

#[test]
fn an_ask_answered_while_a_goal_ran_but_taken_back_does_not_count() {
    // The day that was said stays behind; without an outcome it is no answer.
    let mut waiting = asked("2026-03-01");
    waiting.answered_said = Some(day("2026-03-02"));
    let goal = goal(1, "2026-01-01", "2026-12-31");
    assert_eq!(goal.done(&daily_counts(&[waiting]), day("2026-03-31")), 0);
}

#[test]
fn remaining_stops_at_nothing() {
    let goal = goal(5, "2026-01-01", "2026-12-31");
    assert_eq!(goal.remaining(2), 3);
    assert_eq!(goal.remaining(5), 0);
    assert_eq!(goal.remaining(7), 0);
}

fn of(counts: Counted, target: u64, from: &str, to: &str) -> Goal {
    Goal {
        counts,
        ..goal(target, from, to)
    }
}

fn standing(goals: &Goals) -> Vec<(u32, Day)> {
    goals
        .iter()
        .map(|goal| (goal.target.get(), goal.span.from))
        .collect()
}

#[test]
fn a_new_goal_replaces_one_of_its_kind_with_the_same_period() {
    let mut goals = Goals::default();
    goals.set(of(Counted::Nos, 1, "2026-01-01", "2026-12-31"));
    goals.set(of(Counted::Asks, 2, "2026-01-01", "2026-12-31"));
    // Said nos and nos are of one kind.
    goals.set(of(Counted::SaidNos, 3, "2026-01-01", "2026-12-31"));
    assert_eq!(
        standing(&goals),
        [(3, day("2026-01-01")), (2, day("2026-01-01"))]
    );
}

#[test]
fn a_new_goal_replaces_one_that_overlaps_without_either_lying_within_the_other() {
    let mut goals = Goals::default();
    goals.set(of(Counted::Nos, 1, "2026-01-01", "2026-06-30"));
    goals.set(of(Counted::SaidNos, 2, "2026-07-01", "2026-12-31"));
    goals.set(of(Counted::Asks, 3, "2026-01-01", "2026-12-31"));
    // Next to each other, or of the other kind: all three stay.
    assert_eq!(
        standing(&goals),
        [
            (1, day("2026-01-01")),
            (3, day("2026-01-01")),
            (2, day("2026-07-01")),
        ]
    );
    // One shared day is enough, at either end.
    goals.set(of(Counted::Nos, 4, "2026-06-30", "2026-07-01"));
    assert_eq!(
        standing(&goals),
        [(3, day("2026-01-01")), (4, day("2026-06-30"))]
    );
}

#[test]
fn a_goal_within_another_replaces_none() {
    let mut goals = Goals::default();
    goals.set(of(Counted::Nos, 1_000, "2026-01-01", "2026-12-31"));
    goals.set(of(Counted::Nos, 30, "2026-03-01", "2026-03-31"));
    // They may begin or end on the same day.
    goals.set(of(Counted::Nos, 10, "2026-03-25", "2026-03-31"));
    goals.set(of(Counted::Nos, 3_000, "2026-01-01", "2028-12-31"));
    assert_eq!(
        standing(&goals),
        [
            (1_000, day("2026-01-01")),
            (3_000, day("2026-01-01")),
            (30, day("2026-03-01")),
            (10, day("2026-03-25")),
        ]
    );
}

#[test]
fn a_goal_that_ended_before_the_day_of_setting_is_never_replaced() {
    let mut goals = Goals::default();
    goals.set(of(Counted::Nos, 30, "2026-12-01", "2026-12-31"));
    let crossing = |set_on| Goal {
        set_on: day(set_on),
        ..of(Counted::Nos, 50, "2026-12-15", "2027-01-14")
    };
    goals.set(crossing("2027-01-01"));
    assert_eq!(standing(&goals).len(), 2);
    // Nor one with the same period.
    goals.set(Goal {
        set_on: day("2027-01-01"),
        ..of(Counted::Nos, 40, "2026-12-01", "2026-12-31")
    });
    let targets =
        |goals: &Goals| -> Vec<u32> { goals.iter().map(|goal| goal.target.get()).collect() };
    // The one of 50 has not ended and crosses it.
    assert_eq!(targets(&goals), [30, 40]);
    // On its last day it has not ended yet.
    goals.set(crossing("2026-12-31"));
    assert_eq!(standing(&goals), [(50, day("2026-12-15"))]);
}

#[test]
fn clearing_takes_a_kind_away_with_its_period_even_where_it_ended() {
    let mut goals = Goals::default();
    goals.set(of(Counted::Nos, 1, "2025-01-01", "2025-12-31"));
    goals.set(of(Counted::Nos, 2, "2026-01-01", "2026-12-31"));
    goals.set(of(Counted::Nos, 30, "2026-03-01", "2026-03-31"));
    goals.set(of(Counted::Asks, 3, "2026-01-01", "2026-12-31"));
    goals.clear(GoalKind::OfNos, span("2026-01-01", "2026-12-31"));
    assert_eq!(
        standing(&goals),
        [
            (1, day("2025-01-01")),
            (3, day("2026-01-01")),
            (30, day("2026-03-01"))
        ]
    );
    goals.clear(GoalKind::OfNos, span("2025-01-01", "2025-12-31"));
    assert_eq!(standing(&goals).len(), 2);
}

#[test]
fn the_current_goal_is_that_of_nos_else_of_asks_whose_period_holds_today() {
    let mut goals = Goals::default();
    goals.set(of(Counted::Asks, 3, "2026-01-01", "2026-12-31"));
    goals.set(of(Counted::SaidNos, 2, "2026-03-01", "2026-03-31"));
    let current = |today: &str| goals.current(day(today)).map(|goal| goal.target.get());
    assert_eq!(current("2026-02-28"), Some(3));
    assert_eq!(current("2026-03-01"), Some(2));
    assert_eq!(current("2026-03-31"), Some(2));
    assert_eq!(current("2026-04-01"), Some(3));
    assert_eq!(current("2027-01-01"), None);
    assert_eq!(current("2025-12-31"), None);
}

#[test]
fn the_current_goal_is_the_longest_and_of_equals_the_one_set_last() {
    let mut goals = Goals::default();
    goals.set(of(Counted::Nos, 30, "2026-03-01", "2026-03-31"));
    goals.set(of(Counted::Nos, 1_000, "2026-01-01", "2026-12-31"));
    goals.set(of(Counted::Nos, 10, "2026-03-01", "2026-03-10"));
    let targets = |today: &str| -> Vec<u32> {
        let goals = goals.of_kind(GoalKind::OfNos, day(today));
        goals.iter().map(|goal| goal.target.get()).collect()
    };
    assert_eq!(targets("2026-02-28"), [1_000]);
    assert_eq!(targets("2026-03-10"), [1_000, 30, 10]);
    assert_eq!(targets("2026-03-11"), [1_000, 30]);
    // Two of one length can only hold today together where one had ended when the other was set,
    // which a clock that was turned back brings about.
    let set = |goals: &mut Goals, target, from, to| {
        let goal = of(Counted::Nos, target, from, to);
        goals.set(Goal {
            set_on: day("2027-01-01"),
            ..goal
        });
    };
    let mut equals = Goals::default();
    set(&mut equals, 1, "2026-01-01", "2026-01-31");
    set(&mut equals, 2, "2026-01-02", "2026-02-01");
    assert_eq!(equals.current(day("2026-01-15")).unwrap().target.get(), 2);
    let mut turned = Goals::default();
    set(&mut turned, 2, "2026-01-02", "2026-02-01");
    set(&mut turned, 1, "2026-01-01", "2026-01-31");
    assert_eq!(turned.current(day("2026-01-15")).unwrap().target.get(), 1);
}

#[test]
fn a_goal_may_last_as_long_as_the_calendar() {
    let goal = Goal {
        span: Period::new(Day::FIRST, day("9999-12-31")),
        rest: RestWeekdays::NONE,
        ..goal(2, "0001-01-01", "0001-01-01")
    };
    let daily_counts = daily_counts(&[refused("0001-01-01"), refused("9999-12-31")]);
    assert_eq!(goal.done(&daily_counts, day("9999-12-30")), 1);
    assert_eq!(
        goal.reached_on(&daily_counts, day("9999-12-31")),
        Some(day("9999-12-31"))
    );
}
