//! Laws of goals and their pace.

use proptest::collection::vec;
use proptest::prelude::*;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::super::day::{Day, Period, RestWeekdays};
use super::super::goal::{Counted, Goal, Goals, Target};
use super::super::outcome::Outcome;
use super::super::pace::{Pace, RECENT_DAYS, Rate};
use super::super::sample::{Asked, daily_counts};
use super::{some_asks, some_day, some_rest, some_span};

fn some_goal() -> impl Strategy<Value = Goal> {
    (
        prop_oneof![1..40_u64, 1..=1_000_000_u64],
        0..3_usize,
        some_span(),
        some_rest(),
        some_day(),
    )
        .prop_map(|(target, counts, span, rest, set_on)| Goal {
            target: Target::new(target).unwrap(),
            counts: Counted::ALL[counts],
            span,
            rest,
            set_on,
        })
}

/// A goal and a day of its period.
fn some_running_goal() -> impl Strategy<Value = (Goal, Day)> {
    (some_goal(), any::<prop::sample::Index>()).prop_map(|(goal, index)| {
        let within = index.index(goal.span.days() as usize);
        let today = goal.span.each().nth(within).unwrap();
        (goal, today)
    })
}

/// Active days from one day to another, both included, counted one by one.
fn active_one_by_one(rest: RestWeekdays, from: Day, to: Day) -> u64 {
    let days = Period::new(from, to).each();
    days.filter(|&day| !rest.has(day.weekday())).count() as u64
}

/// What a goal counts from one day to another, counted ask by ask.
fn done_one_by_one(asks: &[Asked], counts: Counted, from: Day, to: Day) -> u64 {
    let counts_as = |ask: &&Asked| {
        let answered = ask.answered_said.unwrap_or(ask.on).max(ask.on);
        let (on, counted) = match counts {
            Counted::Asks => (ask.on, true),
            Counted::Nos => (answered, ask.outcome.is_no()),
            Counted::SaidNos => (answered, ask.outcome == Outcome::No),
        };
        counted && from <= on && on <= to
    };
    asks.iter().filter(counts_as).count() as u64
}

/// Walks on from today until the rate has brought what remains: at most a hundred years.
fn finish_one_by_one(
    rate: Option<Rate>,
    remaining: u32,
    rest: RestWeekdays,
    today: Day,
) -> Option<Day> {
    let rate = rate.filter(|rate| rate.done > 0 && remaining > 0)?;
    let mut active_days = 0;
    let ahead = Period::new(today.plus(1)?, today.plus_years(100)?);
    ahead.each().find(|day| {
        active_days += u64::from(!rest.has(day.weekday()));
        active_days * u64::from(rate.done) >= u64::from(remaining) * u64::from(rate.days)
    })
}

proptest! {
    #[test]
    fn the_days_of_a_pace_are_those_of_the_calendar(
        (goal, today) in some_running_goal(),
        asks in some_asks(),
    ) {
        let pace = Pace::new(&goal, &daily_counts(&asks), today).unwrap();
        let first_ask = asks.iter().map(|ask| ask.on).filter(|&on| on >= goal.span.from).min();
        let start = first_ask.map_or(goal.set_on, |first| first.min(goal.set_on));
        prop_assert_eq!(pace.counting_from, start.min(today).max(goal.span.from));
        let active = |from, to| active_one_by_one(goal.rest, from, to);
        let yesterday = today.plus(-1).unwrap();
        prop_assert_eq!(u64::from(pace.days_total), active(pace.counting_from, goal.span.to));
        prop_assert_eq!(u64::from(pace.days_done), active(pace.counting_from, yesterday));
        prop_assert_eq!(u64::from(pace.days_left), active(today, goal.span.to));
        prop_assert_eq!(pace.days_total, pace.days_done + pace.days_left);
    }

    #[test]
    fn lead_and_even_walk_and_forecast_agree_with_what_is_done(
        (goal, today) in some_running_goal(),
        asks in some_asks(),
    ) {
        let pace = Pace::new(&goal, &daily_counts(&asks), today).unwrap();
        let target = goal.target.get();
        let done = done_one_by_one(&asks, goal.counts, goal.span.from, today);
        prop_assert_eq!(u64::from(pace.done), done);
        prop_assert_eq!(pace.lead(), i64::from(pace.done) - i64::from(pace.expected));
        prop_assert_eq!(pace.remaining, target.saturating_sub(pace.done));
        // ⌊a ÷ b⌋ is the one whole number q with q·b ≤ a < (q + 1)·b.
        if pace.days_total > 0 {
            let walked = u64::from(target) * u64::from(pace.days_done);
            let (expected, total) = (u64::from(pace.expected), u64::from(pace.days_total));
            prop_assert!(expected * total <= walked && walked < (expected + 1) * total);
        } else {
            prop_assert_eq!(pace.expected, 0);
        }
        prop_assert!(pace.expected <= target);
        match (pace.rate, pace.forecast_total()) {
            (Some(rate), Some(forecast)) => {
                prop_assert_eq!(rate.done, pace.done);
                let days = active_one_by_one(goal.rest, pace.counting_from, today);
                prop_assert_eq!(u64::from(rate.days), days);
                let brought = done * u64::from(pace.days_total);
                prop_assert!(forecast * days <= brought && brought < (forecast + 1) * days);
            }
            (None, None) => {
                prop_assert_eq!(active_one_by_one(goal.rest, pace.counting_from, today), 0);
            }
            _ => prop_assert!(false, "a rate without a forecast or the other way round"),
        }
    }

    #[test]
    fn a_finish_is_the_first_day_by_which_the_rate_brings_what_remains(
        (goal, today) in some_running_goal(),
        asks in some_asks(),
    ) {
        let pace = Pace::new(&goal, &daily_counts(&asks), today).unwrap();
        let walked = |rate| finish_one_by_one(rate, pace.remaining, goal.rest, today);
        prop_assert_eq!(pace.finishes_on, walked(pace.rate));
        prop_assert_eq!(pace.recent_finishes_on, walked(pace.recent_rate));
    }

    #[test]
    fn the_recent_rate_is_that_of_28_days_or_since_counting_began(
        (goal, today) in some_running_goal(),
        asks in some_asks(),
    ) {
        let pace = Pace::new(&goal, &daily_counts(&asks), today).unwrap();
        let from = today.plus(1 - RECENT_DAYS).unwrap().max(pace.counting_from);
        let days = active_one_by_one(goal.rest, from, today);
        let done = done_one_by_one(&asks, goal.counts, from, today);
        let rate = pace.recent_rate.map(|rate| (u64::from(rate.done), u64::from(rate.days)));
        prop_assert_eq!(rate, (days > 0).then_some((done, days)));
    }

    #[test]
    fn a_goal_is_reached_on_the_first_day_whose_sum_is_the_target(
        goal in some_goal(),
        today in some_day(),
        asks in some_asks(),
    ) {
        let daily_counts = daily_counts(&asks);
        let until = |day: Day| {
            done_one_by_one(&asks, goal.counts, goal.span.from, day.min(goal.span.to).min(today))
        };
        prop_assert_eq!(u64::from(goal.done(&daily_counts, today)), until(today));
        let target = u64::from(goal.target.get());
        match goal.reached_on(&daily_counts, today) {
            Some(day) => {
                prop_assert!(goal.span.contains(day) && day <= today);
                prop_assert!(until(day) >= target);
                prop_assert!(until(day.plus(-1).unwrap()) < target);
            }
            None => prop_assert!(until(today) < target),
        }
    }

    #[test]
    fn a_pace_is_there_just_while_the_period_holds_today(
        goal in some_goal(),
        today in some_day(),
        asks in some_asks(),
    ) {
        let pace = Pace::new(&goal, &daily_counts(&asks), today);
        prop_assert_eq!(pace.is_some(), goal.span.contains(today));
    }

    #[test]
    fn an_even_walk_never_goes_back(goal in some_goal(), asks in some_asks()) {
        let daily_counts = daily_counts(&asks);
        let walk: Vec<u32> = goal
            .span
            .each()
            .filter_map(|today| Pace::new(&goal, &daily_counts, today))
            .map(|pace| pace.expected)
            .collect();
        prop_assert!(walk.is_sorted());
    }

    /// Each goal is there just if no later one of its kind replaced it, counted day by day: both
    /// have a day that the other lacks and one in common, or all days are the same; and the earlier
    /// one had not ended when the later one was set.
    #[test]
    fn goals_are_replaced_as_a_plain_count_of_their_days_says(set in vec(some_goal(), 0..12)) {
        let mut goals = Goals::default();
        for goal in &set {
            goals.set(*goal);
        }
        let days = |goal: &Goal| goal.span.each().collect::<BTreeSet<Day>>();
        let is_replaced = |(index, goal): (usize, &Goal)| {
            set[index + 1..].iter().any(|later| {
                let (old, new) = (days(goal), days(later));
                let crossing = !old.is_disjoint(&new) && !old.is_subset(&new) && !new.is_subset(&old);
                goal.counts.kind() == later.counts.kind()
                    && (old == new || crossing)
                    && !old.iter().all(|&day| day < later.set_on)
            })
        };
        let mut kept: Vec<&Goal> = set
            .iter()
            .enumerate()
            .filter(|&at| !is_replaced(at))
            .map(|(_, goal)| goal)
            .collect();
        kept.sort_by_key(|goal| (goal.span.from, goal.counts.kind()));
        prop_assert_eq!(goals.iter().collect::<Vec<_>>(), kept);
    }

    /// The current goal is the longest of those that hold today, of nos before asks; of equals the
    /// one set last.
    #[test]
    fn the_current_goal_is_no_shorter_than_any_other(set in vec(some_goal(), 0..12), today in some_day()) {
        let mut goals = Goals::default();
        for goal in &set {
            goals.set(*goal);
        }
        let mut best: Option<&Goal> = None;
        for goal in set.iter().filter(|goal| goals.iter().any(|kept| kept == *goal)) {
            let rank = |goal: &Goal| (Reverse(goal.counts.kind()), goal.span.days());
            if goal.span.contains(today) && best.is_none_or(|best| rank(goal) >= rank(best)) {
                best = Some(goal);
            }
        }
        prop_assert_eq!(goals.current(today), best);
    }

    #[test]
    fn active_days_are_the_same_counted_one_by_one(span in some_span(), rest in some_rest()) {
        let one_by_one = active_one_by_one(rest, span.from, span.to);
        prop_assert_eq!(u64::from(rest.active_days(span)), one_by_one);
    }
}
