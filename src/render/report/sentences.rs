//! The yeses with the nos behind each, and all asks for a report that is to hold their texts.

use maud::{Markup, html};

use super::section::Section;
use super::{Report, chart};
use crate::domain::ask::Ask;
use crate::domain::day::{Day, Period};
use crate::domain::outcome::Outcome;
use crate::domain::runs::Behind;
use crate::render::escape;
use crate::render::format::{self, days};

/// The yeses of the period and the nos behind each, by the day of the answer.
pub(super) fn yeses(report: &Report<'_>) -> Option<Section> {
    if report.yeses.is_empty() {
        return None;
    }
    let list = match report.asks {
        Some(asks) => with_texts(report, asks),
        None => by_day(report),
    };
    let total = report.stats.runs.total();
    let (yeses, them) = match report.yeses.len() {
        1 => ("1 yes".to_owned(), "it"),
        many => (format::yeses(many as u64), "them"),
    };
    let body = html! {
        p {
            (yeses) ", and " (format::nos(total)) " behind " (them)
            ". Beside each: the nos since the yes before, among the asks with its tag."
        }
        ol.asks { (list) }
    };
    Some(Section {
        id: "yeses",
        heading: "The yeses",
        body,
    })
}

fn by_day(report: &Report<'_>) -> Markup {
    html! {
        @for yeses in report.yeses.chunk_by(|one, next| one.0 == next.0) {
            @if let Some((day, first)) = yeses.first() {
                li {
                    span.on { (short_day(report, *day)) } " "
                    span.yes-word { (format::yeses(yeses.len() as u64)) } " "
                    span.meta { "behind " (if yeses.len() == 1 { "it" } else { "them" }) ": " (behind_those_of_a_day(report, first, yeses)) }
                }
            }
        }
    }
}

/// What was behind the yeses of a day. Of several with one tag the first has all of it, and the
/// others are not shown.
fn behind_those_of_a_day(report: &Report<'_>, first: &Behind, yeses: &[(Day, Behind)]) -> String {
    let told = yeses.iter().map(|(_, behind)| behind);
    let told: Vec<String> = told
        .filter(|behind| behind.nos > 0)
        .map(|behind| behind_told(report, behind))
        .collect();
    if told.is_empty() {
        behind_told(report, first)
    } else {
        told.join(" · ")
    }
}

/// `39 nos to +travel since February (12 ghosted)`.
fn behind_told(report: &Report<'_>, behind: &Behind) -> String {
    let told = format::behind(behind, report.stats.today);
    match behind.ghosted {
        0 => told,
        ghosted => format!("{told} ({} ghosted)", format::grouped(ghosted)),
    }
}

fn with_texts(report: &Report<'_>, asks: &[Ask]) -> Markup {
    let mut yeses: Vec<(Day, &Ask)> = asks
        .iter()
        .filter(|ask| ask.outcome == Outcome::Yes)
        .filter_map(|ask| Some((ask.answered_on?, ask)))
        .filter(|(day, _)| report.stats.span.contains(*day))
        .collect();
    // Sorting keeps the order of logging within a day.
    yeses.sort_by_key(|&(day, _)| day);
    html! {
        @for ((day, ask), (_, behind)) in yeses.into_iter().zip(report.yeses) {
            li {
                span.on { (short_day(report, day)) } " " (text(&ask.text)) " "
                span.meta { "behind it: " (behind_told(report, behind)) (about_the_yes(ask)) }
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

fn about_the_yes(ask: &Ask) -> Markup {
    html! {
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
