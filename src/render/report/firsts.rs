//! The days to remember: firsts, milestones, and the longest streak.

use maud::html;

use super::Report;
use super::section::Section;
use crate::domain::daily_counts::Counts;
use crate::domain::day::{Day, Period};
use crate::domain::goal::Counted;
use crate::domain::streak::Streak;
use crate::render::format::{self, days};
use crate::render::pace::amount;

/// The numbers that are shown when they are reached; the goal is one more.
const MILESTONES: [u32; 9] = [1, 10, 25, 50, 100, 250, 500, 750, 1_000];

/// The firsts and milestones of the period by day; none before the first of them.
pub(super) fn section(report: &Report<'_>) -> Option<Section> {
    let mut told = firsts(report);
    told.extend(milestones(report));
    // Sorting keeps the order of what happened on the same day.
    told.sort_by_key(|&(day, _)| day);
    if told.is_empty() {
        return None;
    }
    let inner = html! {
        ol.dates {
            @for (day, what) in &told {
                li { span.date { (report.day(*day)) } " " span.what { (what) } }
            }
        }
    };
    Some(Section {
        id: "firsts",
        heading: "Firsts and milestones",
        body: inner,
    })
}

fn firsts(report: &Report<'_>) -> Vec<(Day, String)> {
    let first = |name: &str, is_there: fn(&Counts) -> bool| {
        let (day, _) = report.days().find(|(_, counts)| is_there(counts))?;
        Some((day, name.to_owned()))
    };
    let ask = first("The first ask", |counts| counts.made > 0);
    let no = first("The first no", |counts| counts.nos() > 0);
    let yes = first("The first yes", |counts| counts.yes > 0);
    [ask, no, yes].into_iter().flatten().collect()
}

fn milestones(report: &Report<'_>) -> Vec<(Day, String)> {
    let counted = report.counted();
    let goal = report.goal().map(|progress| progress.goal.target.get());
    let mut sum = 0;
    let mut told = Vec::new();
    for (day, counts) in report.days() {
        let before = sum;
        sum += counted.of(counts);
        let reached = |number: u32| before < number && number <= sum;
        for number in MILESTONES {
            // The first one has its own line, and so has the goal.
            let told_elsewhere = number == 1 && counted != Counted::SaidNos || Some(number) == goal;
            if reached(number) && !told_elsewhere {
                told.push((day, amount(counted, number.into())));
            }
        }
        if let Some(goal) = goal.filter(|&goal| reached(goal)) {
            told.push((day, format!("The goal: {}", amount(counted, goal.into()))));
        }
    }
    told
}

/// The longest streak that has a day in the period; none without an ask in it.
pub(super) fn streak(report: &Report<'_>) -> Option<Section> {
    let (longest, span) =
        Streak::longest_run_touching(report.daily_counts, report.rest, report.elapsed())?;
    let current = report.stats.streak.current;
    let when = if span.from == span.to {
        format!("on {}", day_of_streak(report, span.from))
    } else {
        let to = day_of_streak(report, span.to);
        format!("from {} to {to}", first_of(report, span))
    };
    let current = (report.is_running() && current > 0).then(|| {
        if current == longest {
            "It goes on today.".to_owned()
        } else {
            format!("The one that goes on today has {}.", days(current))
        }
    });
    let inner = html! {
        p {
            strong.large { (days(longest)) } " "
            @if longest > 1 { "in a row " } "with an ask, " (when) "."
            @if let Some(current) = current { " " (current) }
        }
    };
    Some(Section {
        id: "streak",
        heading: "The longest streak",
        body: inner,
    })
}

/// The first day of a span whose last is shown right after it: `3` in `3 to 14 February`.
fn first_of(report: &Report<'_>, span: Period) -> String {
    if span.from.month() == span.to.month() {
        span.from.of_month().to_string()
    } else {
        day_of_streak(report, span.from)
    }
}

/// A day of a streak, which may have begun before the period.
fn day_of_streak(report: &Report<'_>, day: Day) -> String {
    if report.stats.span.contains(day) {
        report.day(day)
    } else {
        format::full_day(day)
    }
}
