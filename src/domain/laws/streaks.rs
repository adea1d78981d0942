//! Laws of streaks.

use proptest::collection::vec;
use proptest::prelude::*;

use super::super::day::{Day, Period, RestWeekdays};
use super::super::outcome::Outcome;
use super::super::sample::{Asked, daily_counts, day};
use super::super::streak::Streak;
use super::{some_ask, some_asks, some_day, some_rest};

/// The longest run and the one that goes on, walking over every day there is.
fn streaks_one_by_one(asks: &[Asked], rest: RestWeekdays, today: Day) -> (u32, u32) {
    let asked_on = |day: Day| asks.iter().any(|ask| ask.on == day);
    let (mut run, mut longest, mut current) = (0, 0, 0);
    for day in Period::new(day("2023-11-20"), day("2025-12-31")).each() {
        if asked_on(day) {
            run += 1;
        } else if !rest.has(day.weekday()) && day != today {
            run = 0;
        }
        if day == today {
            current = run;
            if !asked_on(day) && !rest.has(day.weekday()) {
                run = 0;
            }
        }
        longest = longest.max(run);
    }
    (current, longest)
}

proptest! {
    #[test]
    fn streaks_are_those_of_a_walk_over_every_day(
        asks in some_asks(),
        rest in some_rest(),
        today in some_day(),
    ) {
        let streak = Streak::new(&daily_counts(&asks), rest, today);
        let (current, longest) = streaks_one_by_one(&asks, rest, today);
        prop_assert_eq!((streak.current, streak.longest), (current, longest));
        prop_assert!(streak.current <= streak.longest);
        prop_assert_eq!(streak.longest_span.is_some(), streak.longest > 0);
        if let Some(span) = streak.longest_span {
            let within = span.each().filter(|&day| asks.iter().any(|ask| ask.on == day));
            prop_assert_eq!(within.count(), streak.longest as usize);
            for end in [span.from, span.to] {
                prop_assert!(asks.iter().any(|ask| ask.on == end));
            }
        }
    }

    #[test]
    fn one_ask_fewer_never_lengthens_a_streak(
        asks in vec(some_ask(), 1..60),
        gone in any::<prop::sample::Index>(),
        rest in some_rest(),
        today in some_day(),
    ) {
        let before = Streak::new(&daily_counts(&asks), rest, today);
        let mut fewer = asks;
        fewer.remove(gone.index(fewer.len()));
        let after = Streak::new(&daily_counts(&fewer), rest, today);
        prop_assert!(after.current <= before.current);
        prop_assert!(after.longest <= before.longest);
    }

    #[test]
    fn rest_days_never_break_a_streak(
        asks in some_asks(),
        rest in some_rest(),
        today in some_day(),
    ) {
        let daily_counts = daily_counts(&asks);
        let resting = Streak::new(&daily_counts, rest, today);
        let restless = Streak::new(&daily_counts, RestWeekdays::NONE, today);
        prop_assert!(resting.current >= restless.current);
        prop_assert!(resting.longest >= restless.longest);
    }

    #[test]
    fn answers_make_no_difference_to_a_streak(
        asks in some_asks(),
        rest in some_rest(),
        today in some_day(),
    ) {
        let unanswered: Vec<Asked> = asks
            .iter()
            .map(|ask| Asked { outcome: Outcome::Pending, answered_said: None, ..ask.clone() })
            .collect();
        prop_assert_eq!(
            Streak::new(&daily_counts(&asks), rest, today),
            Streak::new(&daily_counts(&unanswered), rest, today)
        );
    }
}
