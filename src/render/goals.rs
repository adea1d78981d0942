//! Goals, a line or two each.

use super::style::{Ink, Style};
use super::wording;
use crate::domain::day::{Day, Span, weekday_name};
use crate::domain::goal::Counted;
use crate::domain::stats::Progress;

/// All goals, by their first day.
#[must_use]
pub fn draw(goals: &[Progress], today: Day, style: &Style) -> String {
    if goals.is_empty() {
        return "No goal is set.\n".to_owned();
    }
    goals.iter().map(|goal| one(goal, today, style)).collect()
}

/// The goal of a period that was set just now.
#[must_use]
pub fn draw_set(span: &Span, goals: &[Progress], today: Day, style: &Style) -> String {
    goals
        .iter()
        .filter(|goal| goal.goal.span == *span)
        .map(|goal| one(goal, today, style))
        .collect()
}

fn one(progress: &Progress, today: Day, style: &Style) -> String {
    let goal = &progress.goal;
    let what = what(goal.counts);
    let head = format!("{} {what}", wording::grouped(goal.target.get()));
    let mut facts = vec![wording::span(goal.span)];
    let rest: Vec<&str> = goal.rest.weekdays().map(weekday_name).collect();
    if !rest.is_empty() {
        facts.push(format!("rest on {}", rest.join(", ")));
    }
    let facts = facts.join(", ");
    format!(
        "{}{}{facts}\n{}\n",
        style.ink(Ink::Strong, &head),
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
    match progress.pace {
        Some(pace) => match pace.needed_per_day() {
            Some(needed) => format!("{done}. {} a day from here.", wording::tenths(needed)),
            None => format!("{done}."),
        },
        None if progress.goal.span.from > today => {
            let days = progress.goal.span.from.days_since(today);
            let days = u64::try_from(days).unwrap_or(0);
            format!("It begins in {}.", wording::days(days))
        }
        None => format!("{done}."),
    }
}
