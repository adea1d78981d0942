//! The yeses with the nos behind each, and all asks for a report that is to hold their texts.

use maud::{Markup, html};

use super::section::Section;
use super::{Report, chart};
use crate::domain::ask::Ask;
use crate::domain::day::{Day, Period};
use crate::domain::outcome::Outcome;
use crate::domain::runs::Runs;
use crate::render::escape;
use crate::render::format::{self, days};

/// The yeses of the period and the nos behind each, by the day of the answer.
pub(super) fn yeses(report: &Report<'_>) -> Option<Section> {
    let runs = Runs::new(report.daily_counts, report.elapsed());
    if runs.behind.is_empty() {
        return None;
    }
    let list = match report.asks {
        Some(asks) => with_texts(report, asks, &runs),
        None => by_day(report, &runs),
    };
    let (yeses, them) = match runs.behind.len() {
        1 => ("1 yes".to_owned(), "it"),
        many => (format::yeses(many as u64), "them"),
    };
    let body = html! {
        p { (yeses) ", and " (format::nos(runs.total())) " behind " (them) ": those that came since the yes before." }
        ol.asks { (list) }
    };
    Some(Section {
        id: "yeses",
        heading: "The yeses",
        body,
    })
}

fn by_day(report: &Report<'_>, runs: &Runs) -> Markup {
    let mut behind = runs.behind.iter().copied();
    let days = report.days().filter(|(_, counts)| counts.yes > 0);
    html! {
        @for (day, counts) in days {
            // The first yes of a day has all nos behind it.
            @let nos: u32 = behind.by_ref().take(counts.yes as usize).sum();
            li {
                span.on { (short_day(report, day)) } " "
                span.yes-word { (format::yeses(counts.yes)) } " "
                span.meta { (format::nos(nos)) " behind " (if counts.yes == 1 { "it" } else { "them" }) }
            }
        }
    }
}

fn with_texts(report: &Report<'_>, asks: &[Ask], runs: &Runs) -> Markup {
    let mut yeses: Vec<(Day, &Ask)> = asks
        .iter()
        .filter(|ask| ask.outcome == Outcome::Yes)
        .filter_map(|ask| Some((ask.answered_on?, ask)))
        .filter(|(day, _)| report.stats.span.contains(*day))
        .collect();
    // Sorting keeps the order of logging within a day.
    yeses.sort_by_key(|&(day, _)| day);
    html! {
        @for ((day, ask), nos) in yeses.into_iter().zip(&runs.behind) {
            li {
                span.on { (short_day(report, day)) } " " (text(&ask.text)) " "
                span.meta { (about_the_yes(ask, *nos)) }
                (note(ask))
            }
        }
    }
}

/// The asks that were made in the period, month by month; none without texts.
pub(super) fn asks(report: &Report<'_>) -> Option<Section> {
    let span = report.stats.span;
    let mut asks: Vec<&Ask> = report
        .asks?
        .iter()
        .filter(|ask| span.contains(ask.asked_on))
        .collect();
    asks.sort_by_key(|ask| ask.asked_on);
    let (first, last) = (asks.first()?, asks.last()?);
    let is_of_one_year = first.asked_on.year() == last.asked_on.year();
    let inner = html! {
        @for asks in asks.chunk_by(|one, other| one.asked_on.month() == other.asked_on.month()) {
            @if let Some(first) = asks.first() {
                @let month = first.asked_on.month();
                h3 { (format::month_name(month)) @if !is_of_one_year { " " (month.year) } }
            }
            ol.asks {
                @for ask in asks {
                    li {
                        span.on { (short_day(report, ask.asked_on)) } " " (text(&ask.text)) " "
                        span.meta { (about(ask)) }
                        (note(ask))
                    }
                }
            }
        }
    };
    Some(Section {
        id: "asks",
        heading: "The asks",
        body: inner,
    })
}

/// `4 Mar`, with the year unless the whole period lies in one.
fn short_day(report: &Report<'_>, day: Day) -> String {
    let Period { from, to } = report.stats.span;
    let name = chart::short_month(day.month());
    if from.year() == to.year() {
        format!("{} {name}", day.of_month())
    } else {
        format!("{} {name} {}", day.of_month(), day.year())
    }
}

/// What was typed, on the lines it was typed in.
fn text(typed: &str) -> Markup {
    let lines = escape::lines(typed);
    html! {
        bdi.text {
            @for (index, line) in lines.iter().enumerate() {
                @if index > 0 { br; }
                (line)
            }
        }
    }
}

fn note(ask: &Ask) -> Markup {
    html! {
        @if let Some(note) = &ask.note { " " span.note { (text(note)) } }
    }
}

fn about_the_yes(ask: &Ask, nos: u32) -> Markup {
    html! {
        (format::nos(nos)) " behind it"
        (whom(ask))
        @if let Some(days) = waited(ask) { " · " (days) }
        @if let Some(odds) = ask.odds { " · you guessed " (odds.percent()) "%" }
    }
}

fn about(ask: &Ask) -> Markup {
    let (class, word) = match ask.outcome {
        Outcome::Pending => ("waiting-word", "waiting"),
        Outcome::No => ("no-word", "no"),
        Outcome::Yes => ("yes-word", "yes"),
        Outcome::Ghosted => ("ghosted-word", "ghosted"),
    };
    html! {
        span class=(class) { (word) }
        @if let Some(days) = waited(ask) { " " (days) }
        (whom(ask))
    }
}

fn whom(ask: &Ask) -> Markup {
    html! {
        @if let Some(to) = &ask.to { " · " bdi { (escape::one_line(to)) } }
    }
}

/// How long the answer took, where it took longer than the day.
fn waited(ask: &Ask) -> Option<String> {
    let waited = u64::try_from(ask.days_to_answer()?).ok()?;
    (waited > 0).then(|| format!("after {}", days(waited)))
}
