//! The top of the page: the number first, then how far that is.

use maud::{Markup, html};

use super::Report;
use super::chart::{self, per_cent};
use crate::domain::goal::Counted;
use crate::domain::stats::Progress;
use crate::render::format::{self, grouped};
use crate::render::pace::{self, amount};

/// The size the number has where there is room, in rem.
const LARGEST_REM: f64 = 11.0;

/// How wide a digit of it is at most, in ems.
const DIGIT_EMS: f64 = 0.66;

/// The name of the page: `2026: 70 of 1,000 nos`.
pub(super) fn title(report: &Report<'_>) -> String {
    let period = format::span(report.stats.span);
    match report.goal() {
        Some(progress) => format!(
            "{period}: {} of {}",
            grouped(progress.done),
            amount(progress.goal.counts, progress.goal.target.get().into())
        ),
        None => format!(
            "{period}: {}",
            amount(report.counted(), report.count().into())
        ),
    }
}

/// The style rule for the number: as large as fits the width of a phone.
pub(super) fn number_size(report: &Report<'_>) -> String {
    let digits = u32::try_from(grouped(report.count()).len()).unwrap_or(u32::MAX);
    let fitting_vw = 80.0 / (f64::from(digits) * DIGIT_EMS);
    format!(".count{{font-size:min({LARGEST_REM}rem,{fitting_vw:.1}vw)}}")
}

/// The top of the page.
pub(super) fn markup(report: &Report<'_>) -> Markup {
    let period = format::span(report.stats.span);
    html! {
        header {
            h1 {
                span.period { (period) } " "
                span.count { (grouped(report.count())) } " "
                span.of { (beside_the_number(report)) }
            }
            @if let Some(progress) = report.goal() { (bar(report, progress)) }
            p.lead {
                (standing(report))
                @if report.stats.counts.yes > 0 { " " (yeses(report)) }
            }
        }
    }
}

/// What comes after the number: `of 1,000 nos`, or what it counts.
fn beside_the_number(report: &Report<'_>) -> String {
    let Some(progress) = report.goal() else {
        return if report.count() == 1 { "no" } else { "nos" }.to_owned();
    };
    let target = amount(progress.goal.counts, progress.goal.target.get().into());
    if progress.reached_on.is_some() {
        format!("of {target}. Done.")
    } else {
        format!("of {target}")
    }
}

fn bar(report: &Report<'_>, progress: &Progress) -> Markup {
    let filled = per_cent(progress.fraction().min(1.0));
    let expected = progress
        .pace
        .map(|pace| pace.expected)
        .filter(|&expected| expected > 0 && progress.reached_on.is_none());
    let mark = expected
        .map(|expected| per_cent(f64::from(expected) / f64::from(progress.goal.target.get())));
    let told = match expected {
        None => format!("{} are done.", format::percent(progress.fraction())),
        Some(expected) => format!(
            "{} are done; an even pace would be at {}.",
            format::percent(progress.fraction()),
            grouped(expected)
        ),
    };
    let drawing = html! {
        rect.rest x="0" y="6" width="100%" height="12" rx="6" {}
        @if progress.done > 0 { rect.no x="0" y="6" width=(filled) height="12" rx="6" {} }
        @if let Some(mark) = &mark {
            line.mark x1=(mark) x2=(mark) y1="0" y2="24" {}
        }
    };
    html! {
        (chart::wide("bar", 24.0, "How far the goal has come", &told, &drawing))
        @if let (Some(expected), true) = (expected, report.is_running()) {
            p.aside { "The line marks an even pace, " (grouped(expected)) " by the end of yesterday." }
        }
    }
}

/// How far it has come, in a sentence or two. It never says that a person is behind, only what is
/// needed from here.
fn standing(report: &Report<'_>) -> String {
    let Some(progress) = report.goal() else {
        return without_a_goal(report);
    };
    let share = capital(&format::percent(progress.fraction()));
    let has_begun = progress.goal.span.from <= report.stats.today;
    match pace::result(progress, report.stats.today) {
        Some(result) if progress.reached_on.is_none() && has_begun => format!("{share}. {result}"),
        Some(result) => result,
        None => match pace::from_here(progress, report.stats.today) {
            Some(from_here) => format!("{share}. {from_here}."),
            None => format!("{share}."),
        },
    }
}

/// The same words at the beginning of a sentence.
fn capital(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}

fn without_a_goal(report: &Report<'_>) -> String {
    if report.is_empty() {
        return if report.stats.span.from > report.stats.today {
            "It has not begun yet.".to_owned()
        } else {
            "No ask yet. It begins with one.".to_owned()
        };
    }
    format!("{} made.", format::asks(report.stats.counts.made))
}

fn yeses(report: &Report<'_>) -> Markup {
    let told = format::yeses(report.stats.counts.yes);
    let on_the_way = matches!(report.counted(), Counted::Nos | Counted::SaidNos);
    html! {
        strong.yes-word { (told) }
        @if on_the_way { " on the way." } @else { "." }
    }
}
