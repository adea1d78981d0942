//! The period in numbers.

use maud::{Markup, html};

use super::Report;
use super::section::Section;
use crate::domain::day::Day;
use crate::render::format::{self, days, grouped};
use crate::render::pace::CLAIM_LEAST;
use crate::render::pace::amount;

/// What is shown: its name, its number, and what is said beside it.
struct NumberTile {
    name: &'static str,
    number: String,
    beside: Option<String>,
}

/// The numbers, those left out of which there are none.
pub(super) fn section(report: &Report<'_>) -> Option<Section> {
    if report.is_empty() && report.stats.counts.is_empty() {
        return None;
    }
    let heading = if report.stats.span.calendar_year().is_some() {
        "The year in numbers"
    } else {
        "In numbers"
    };
    let told = [asks(report), answers(report), days_of_it(report)];
    let inner = html! {
        dl.numbers {
            @for told in told.into_iter().flatten() {
                div {
                    dt { (told.name) }
                    dd {
                        span.number { (told.number) }
                        @if let Some(beside) = told.beside { " " span.beside { (beside) } }
                    }
                }
            }
        }
        @if let Some(goals) = other_goals(report) { (goals) }
    };
    Some(Section {
        id: "numbers",
        heading,
        body: inner,
    })
}

fn number(name: &'static str, number: u32) -> Option<NumberTile> {
    (number > 0).then(|| NumberTile {
        name,
        number: grouped(number),
        beside: None,
    })
}

fn asks(report: &Report<'_>) -> Vec<NumberTile> {
    let counts = &report.stats.counts;
    let days_asked = report.days().filter(|(_, day)| day.made > 0).count();
    let made = number("Asks made", counts.made).map(|told| NumberTile {
        beside: Some(format!("on {}", days(days_asked as u64))),
        ..told
    });
    let waiting = number("Still waiting", counts.pending).map(|told| NumberTile {
        beside: Some("for an answer".to_owned()),
        ..told
    });
    [
        made,
        number("Said no", counts.no),
        number("Ghosted", counts.ghosted),
        number("Said yes", counts.yes),
        waiting,
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn answers(report: &Report<'_>) -> Vec<NumberTile> {
    let counts = &report.stats.counts;
    let answered = counts.answered();
    let rate = counts
        .yes_rate()
        .filter(|_| answered >= CLAIM_LEAST)
        .map(|rate| NumberTile {
            name: "People say yes to",
            number: format::percent(rate),
            beside: Some(format!("of {}", format::asks(answered))),
        });
    let waited = report.stats.days_to_answer;
    let waited = waited
        .median
        .filter(|_| waited.count >= CLAIM_LEAST)
        .map(time_to_answer);
    rate.into_iter().chain(waited).collect()
}

/// How long an answer takes; a median of days lies on a whole or a half day.
fn time_to_answer(median: f64) -> NumberTile {
    if median < 0.5 {
        return NumberTile {
            name: "An answer comes",
            number: "same day".to_owned(),
            beside: Some("for at least half".to_owned()),
        };
    }
    let number = if (median - 1.0).abs() < f64::EPSILON {
        "1 day".to_owned()
    } else if median.fract() == 0.0 {
        format!("{median:.0} days")
    } else {
        format!("{median:.1} days")
    };
    NumberTile {
        name: "An answer takes",
        number,
        beside: Some("half of the time less".to_owned()),
    }
}

fn days_of_it(report: &Report<'_>) -> Vec<NumberTile> {
    let most = best_day(report).filter(|&(_, most)| most > 1);
    let told = most.map(|(day, most)| NumberTile {
        name: "Most asks in a day",
        number: grouped(most),
        beside: Some(format!("on {}", report.day(day))),
    });
    told.into_iter().collect()
}

/// The day on which most asks were made, the earliest of equals, and how many.
pub(super) fn best_day(report: &Report<'_>) -> Option<(Day, u32)> {
    report
        .days()
        .map(|(day, counts)| (day, counts.made))
        .filter(|&(_, made)| made > 0)
        .rev()
        .max_by_key(|&(_, made)| made)
}

/// The goals that lie in the period beside the one at the top.
fn other_goals(report: &Report<'_>) -> Option<Markup> {
    let others: Vec<String> = report
        .stats
        .goals
        .iter()
        .filter(|progress| report.goal() != Some(progress))
        .map(|progress| {
            format!(
                "{} of {}, {}.",
                grouped(progress.done),
                amount(progress.goal.counts, progress.goal.target.get().into()),
                format::span(progress.goal.span)
            )
        })
        .collect();
    (!others.is_empty()).then(|| {
        html! {
            h3 { (if others.len() == 1 { "Another goal" } else { "Other goals" }) }
            ul.plain { @for other in &others { li { (other) } } }
        }
    })
}
