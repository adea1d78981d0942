//! Goals, a line or two each.

use super::style::{Ink, Style};
use super::{pace, wording};
use crate::domain::day::{Day, weekday_name};
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
        let gone: Vec<String> = gone.iter().map(named).collect();
        drawn.push_str(&format!(
            "In place of {}.\nTo have it as it was: nos undo\n",
            gone.join("; ")
        ));
    }
    drawn
}

/// Goals that were cleared just now.
#[must_use]
pub fn draw_cleared(gone: &[Goal]) -> String {
    let gone: Vec<String> = gone.iter().map(named).collect();
    format!(
        "Cleared: {}. Your asks are all still there.\nTo have it back: nos undo\n",
        gone.join("; ")
    )
}

fn named(goal: &Goal) -> String {
    format!("{}, {}", target(goal), wording::span(goal.span))
}

/// How many of what it is a goal of.
fn target(goal: &Goal) -> String {
    pace::amount(goal.counts, goal.target.get().into())
}

fn one(progress: &Progress, today: Day, style: &Style) -> String {
    let goal = &progress.goal;
    let mut facts = vec![wording::span(goal.span)];
    let rest: Vec<&str> = goal.rest.weekdays().map(weekday_name).collect();
    if !rest.is_empty() {
        facts.push(format!("rest on {}", rest.join(", ")));
    }
    let facts = facts.join(", ");
    format!(
        "{}{}{facts}\n{}\n",
        style.ink(Ink::Strong, &target(goal)),
        style.dot(),
        standing(progress, today)
    )
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
    let done = format!(
        "{} done, {}",
        wording::grouped(progress.done),
        wording::percent(progress.fraction())
    );
    if let Some(reached) = progress.reached_on {
        return format!("{done}. Reached on {}.", wording::day(reached, today));
    }
    match pace::from_here(progress) {
        Some(from_here) => format!("{done}. {from_here}."),
        None if progress.goal.span.from > today => {
            let days = progress.goal.span.from.days_since(today);
            let days = u64::try_from(days).unwrap_or(0);
            format!("It begins in {}.", wording::days(days))
        }
        None => format!("{done}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{day, goal, refused, tally};

    fn told(target: u64, today: &str) -> String {
        let tally = tally(&[refused("2026-01-02")]);
        let goal = goal(target, "2026-01-01", "2026-12-31");
        standing(&Progress::of(&goal, &tally, day(today)), day(today))
    }

    #[test]
    fn what_is_needed_is_told_in_the_words_of_the_stats() {
        assert_eq!(told(731, "2026-01-01"), "0 done, 0%. 2 a day from here.");
        // 9 in 306 days are less than a tenth a day, which is no number to live by.
        assert_eq!(told(10, "2026-03-01"), "1 done, 10%. 9 to go in 306 days.");
    }

    #[test]
    fn what_a_new_goal_replaces_is_told_with_the_way_back() {
        let new = goal(30, "2026-01-01", "2026-01-30");
        let set = Progress::of(&new, &tally(&[]), day("2026-01-01"));
        let year = goal(1000, "2026-01-01", "2026-12-31");
        let told = draw_set(&set, &[year], day("2026-01-01"), &Style::plain(80));
        let expected = "30 nos  ·  1 to 30 January 2026
0 done, 0%. 1 a day from here.
In place of 1,000 nos, 2026.
To have it as it was: nos undo
";
        assert_eq!(told, expected);
        assert!(draw_cleared(&[year]).starts_with("Cleared: 1,000 nos, 2026. Your"));
    }

    #[test]
    fn a_goal_that_is_reached_ended_or_to_come_needs_nothing_more() {
        assert_eq!(told(1, "2026-03-01"), "1 done, 100%. Reached on 2 January.");
        assert_eq!(told(4, "2027-03-01"), "1 done, 25%.");
        assert_eq!(told(4, "2025-12-31"), "It begins in 1 day.");
    }
}
