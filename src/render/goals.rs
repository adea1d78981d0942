//! Goals, a line or two each.

use chrono::Weekday;

use super::style::{Ink, Style};
use super::{format, pace};
use crate::domain::day::{Day, RestWeekdays, WEEK, WEEKDAY_NAMES};
use crate::domain::goal::{Counted, Goal};
use crate::domain::stats::Progress;

/// All goals, by their first day.
#[must_use]
pub fn draw(goals: &[Progress], today: Day, style: &Style) -> String {
    if goals.is_empty() {
        return "No goal is set.\n".to_owned();
    }
    goals.iter().map(|goal| one(goal, today, style)).collect()
}

/// A goal that was set just now, and those that had to go for it.
#[must_use]
pub fn draw_set(set: &Progress, gone: &[Goal], today: Day, style: &Style) -> String {
    let mut drawn = one(set, today, style);
    if !gone.is_empty() {
        let (goals, old) = match gone.len() {
            1 => ("goal", "one"),
            _ => ("goals", "ones"),
        };
        drawn.push_str(&format!(
            "This replaces your {goals} of {}. To keep the old {old}: nos undo\n",
            named(gone)
        ));
    }
    drawn
}

/// Goals that were cleared just now.
#[must_use]
pub fn draw_cleared(gone: &[Goal]) -> String {
    format!(
        "Cleared: {}. Your asks are all still there.\nBring it back: nos undo\n",
        named(gone)
    )
}

/// `1,000 nos in 2026`.
fn named(goals: &[Goal]) -> String {
    let goals: Vec<String> = goals
        .iter()
        .map(|goal| format!("{} {}", target(goal), format::during(goal.span)))
        .collect();
    format::listed(&goals)
}

/// How many of what it is a goal of.
fn target(goal: &Goal) -> String {
    pace::amount(goal.counts, goal.target.get().into())
}

fn one(progress: &Progress, today: Day, style: &Style) -> String {
    let goal = &progress.goal;
    let mut facts = format::span(goal.span);
    if !goal.rest.is_empty() {
        facts.push_str(&format!(", {} off", days_off(goal.rest)));
    }
    format!(
        "{}{}{facts}\n{}\n",
        style.ink(Ink::Strong, &target(goal)),
        style.dot(),
        standing(progress, today)
    )
}

/// `weekends`, `Fridays and Saturdays`.
fn days_off(rest: RestWeekdays) -> String {
    if RestWeekdays::new([Weekday::Sat, Weekday::Sun]) == Some(rest) {
        return "weekends".to_owned();
    }
    let days: Vec<String> = WEEK
        .into_iter()
        .zip(WEEKDAY_NAMES)
        .filter(|(weekday, _)| rest.has(*weekday))
        .map(|(_, name)| format!("{}s", format::sentence(name)))
        .collect();
    format::listed(&days)
}

/// What a goal counts, as people say it.
#[must_use]
pub fn what(counts: Counted) -> &'static str {
    match counts {
        Counted::Nos => "nos",
        Counted::SaidNos => "said nos",
        Counted::Asks => "asks",
    }
}

fn standing(progress: &Progress, today: Day) -> String {
    let goal = &progress.goal;
    let done = format!(
        "{} of {}",
        format::grouped(progress.done),
        format::grouped(goal.target.get())
    );
    if let Some(reached) = progress.reached_on {
        return format!("{done}. Reached on {}.", format::day(reached, today));
    }
    if goal.span.from > today {
        let days = u64::try_from(goal.span.from.days_since(today)).unwrap_or(0);
        return format!("It begins in {}.", format::days(days));
    }
    if goal.span.to < today {
        return format!("{done}. It ended on {}.", format::day(goal.span.to, today));
    }
    match pace::needed_per_day(progress) {
        Some(a_day) if progress.done == 0 => {
            let until = format::day(goal.span.to, today);
            format!("{done} so far. That's {a_day} until {until}.")
        }
        _ => match pace::standing(progress, today) {
            Some(standing) => format!("{done} so far. {standing}"),
            None => format!("{done} so far."),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{daily_counts, day, goal, refused, weekend};

    fn told(target: u64, today: &str) -> String {
        let daily_counts = daily_counts(&[refused("2026-01-02")]);
        let goal = goal(target, "2026-01-01", "2026-12-31");
        standing(&Progress::new(&goal, &daily_counts, day(today)), day(today))
    }

    #[test]
    fn a_goal_says_what_it_takes_and_until_when() {
        // 731 in 365 days.
        assert_eq!(
            told(731, "2026-01-01"),
            "0 of 731 so far. That's 2 a day until 31 December."
        );
        // 9 in 306 days are less than a tenth a day, which is no number to live by.
        assert_eq!(
            told(10, "2026-03-01"),
            "1 of 10 so far. 9 to go by 31 December."
        );
        // 364 days are left for 730.
        assert_eq!(
            told(731, "2026-01-02"),
            "1 of 731 so far. 2 a day gets you there by 31 December."
        );
    }

    #[test]
    fn the_first_minute_of_a_goal_says_until_when() {
        // 1,000 in the 34 days from 28 November on: 29.4.
        let late = Goal {
            set_on: day("2026-11-28"),
            ..goal(1_000, "2026-01-01", "2026-12-31")
        };
        let today = day("2026-11-28");
        assert_eq!(
            standing(&Progress::new(&late, &daily_counts(&[]), today), today),
            "0 of 1,000 so far. That's 29 a day until 31 December."
        );
    }

    #[test]
    fn rest_days_are_days_off() {
        let off = |days: &[Weekday]| days_off(RestWeekdays::new(days.iter().copied()).unwrap());
        assert_eq!(days_off(weekend()), "weekends");
        assert_eq!(off(&[Weekday::Fri]), "Fridays");
        assert_eq!(
            off(&[Weekday::Sun, Weekday::Fri, Weekday::Sat]),
            "Fridays, Saturdays and Sundays"
        );
    }

    #[test]
    fn what_a_new_goal_replaces_is_told_with_the_way_back() {
        let new = goal(30, "2026-01-01", "2026-01-30");
        let set = Progress::new(&new, &daily_counts(&[]), day("2026-01-01"));
        let year = goal(1000, "2026-01-01", "2026-12-31");
        let told = draw_set(&set, &[year], day("2026-01-01"), &Style::plain(80));
        let expected = "30 nos  ·  1 to 30 January 2026
0 of 30 so far. That's 1 a day until 30 January.
This replaces your goal of 1,000 nos in 2026. To keep the old one: nos undo
";
        assert_eq!(told, expected);
        assert!(draw_cleared(&[year]).starts_with("Cleared: 1,000 nos in 2026. Your"));
        let several = draw_set(&set, &[year, new], day("2026-01-01"), &Style::plain(80));
        assert!(several.ends_with(
            "replaces your goals of 1,000 nos in 2026 and 30 nos from 1 to 30 January 2026. To keep the old ones: nos undo\n"
        ));
    }

    #[test]
    fn a_goal_that_is_reached_ended_or_to_come_needs_nothing_more() {
        assert_eq!(told(1, "2026-03-01"), "1 of 1. Reached on 2 January.");
        assert_eq!(
            told(4, "2027-03-01"),
            "1 of 4. It ended on 31 December 2026."
        );
        assert_eq!(told(4, "2025-12-31"), "It begins in 1 day.");
    }
}
