//! The texts: the yeses and all asks, for a report that is to hold them.

use maud::{Markup, html};

use super::{Report, page};
use crate::domain::ask::Ask;
use crate::domain::day::Day;
use crate::domain::outcome::Outcome;
use crate::render::safe;
use crate::render::wording::{self, days};

/// The asks that were granted in the period, by the day of the answer; none without texts.
pub(super) fn yeses(report: &Report<'_>) -> Option<Markup> {
    let mut yeses: Vec<(Day, &Ask)> = report
        .asks?
        .iter()
        .filter(|ask| ask.outcome == Outcome::Yes)
        .filter_map(|ask| Some((ask.answered_on?, ask)))
        .filter(|(day, _)| report.stats.span.contains(*day))
        .collect();
    // Sorting keeps the order of logging within a day.
    yeses.sort_by_key(|&(day, _)| day);
    if yeses.is_empty() {
        return None;
    }
    let inner = html! {
        ol.asks {
            @for (day, ask) in yeses {
                li { (text(ask)) p.meta { (about_the_yes(report, day, ask)) } }
            }
        }
    };
    Some(page::section("yeses", "The yeses", &inner))
}

/// The asks that were made in the period, month by month; none without texts.
pub(super) fn asks(report: &Report<'_>) -> Option<Markup> {
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
                h3 { (wording::month_name(month)) @if !is_of_one_year { " " (month.year) } }
            }
            ol.asks {
                @for ask in asks {
                    li { (text(ask)) p.meta { (about(report, ask)) } }
                }
            }
        }
    };
    Some(page::section("asks", "The asks", &inner))
}

/// The text of an ask on the lines it was typed in.
fn text(ask: &Ask) -> Markup {
    let lines = safe::lines(&ask.text);
    html! {
        p.text dir="auto" {
            @for (index, line) in lines.iter().enumerate() {
                @if index > 0 { br; }
                (line)
            }
        }
    }
}

fn about_the_yes(report: &Report<'_>, day: Day, ask: &Ask) -> Markup {
    html! {
        (report.day(day))
        (whom(ask))
        @if let Some(days) = waited(ask) { " · " (days) }
        @if let Some(odds) = ask.odds { " · you guessed " (odds.percent()) "%" }
    }
}

fn about(report: &Report<'_>, ask: &Ask) -> Markup {
    let (class, word) = match ask.outcome {
        Outcome::Pending => ("waiting-word", "waiting"),
        Outcome::No => ("no-word", "no"),
        Outcome::Yes => ("yes-word", "yes"),
        Outcome::Ghosted => ("ghosted-word", "ghosted"),
    };
    html! {
        (report.day(ask.asked_on)) " · " span class=(class) { (word) }
        @if let Some(days) = waited(ask) { " " (days) }
        (whom(ask))
    }
}

fn whom(ask: &Ask) -> Markup {
    html! {
        @if let Some(to) = &ask.to { " · " bdi { (safe::one_line(to)) } }
    }
}

/// How long the answer took, where it took longer than the day.
fn waited(ask: &Ask) -> Option<String> {
    let waited = u64::try_from(ask.days_to_answer()?).ok()?;
    (waited > 0).then(|| format!("after {}", days(waited)))
}
