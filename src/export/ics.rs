//! Open due days as a calendar that other programs can subscribe to.

use chrono::{DateTime, Utc};
use icalendar::{Calendar, Component, Event, EventLike};

use crate::domain::ask::Ask;
use crate::domain::day::Day;

/// Whether the calendar says what was asked for, and of whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Texts {
    /// It does.
    Shown,
    /// It has the numbers of the asks alone.
    Hidden,
}

/// A whole day for each ask with an open due day, by that day. The id of an entry is that of its ask,
/// so that a calendar which is read again moves the entry when the day changes.
pub fn ics(asks: &[Ask], texts: Texts) -> String {
    let mut due: Vec<(Day, &Ask)> = asks
        .iter()
        .filter_map(|ask| Some((ask.due?, ask)))
        .collect();
    due.sort_by_key(|(day, _)| *day);
    let mut calendar = Calendar::new();
    calendar.name("nos");
    for (day, ask) in due {
        let mut event = Event::new();
        event
            .uid(&format!("{}@nos", ask.id))
            .summary(&summary(ask, texts))
            .all_day(day.date());
        if let Ok(logged_at) = DateTime::parse_from_rfc3339(&ask.logged_at) {
            event.timestamp(logged_at.with_timezone(&Utc));
        }
        calendar.push(event.done());
    }
    calendar.to_string()
}

/// `callback: asked for a seat (the theatre)`, or `#84`.
fn summary(ask: &Ask, texts: Texts) -> String {
    if texts == Texts::Hidden {
        return format!("#{}", ask.number);
    }
    let step = ask.steps.last().map(|step| format!("{}: ", step.step));
    let to = ask.to.as_ref().map(|to| format!(" ({to})"));
    let (step, to) = (step.unwrap_or_default(), to.unwrap_or_default());
    let summary = format!("{step}{}{to}", ask.text);
    let plain = summary
        .chars()
        .map(|char| if char.is_control() { ' ' } else { char });
    plain.collect()
}
