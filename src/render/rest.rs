//! Days off as they are shown and listed.

use serde::Serialize;

use super::escape;
use super::format;
use super::style::{Ink, OutputMedium, Style};
use super::table::{Align, Table, TableCell};
use crate::domain::day::{Day, Period};
use crate::domain::rest::DeclaredRest;

/// A note is not cut shorter than this.
const LEAST_NOTE_COLS: usize = 12;

/// The declared days: on a terminal a line for each range, in a pipe one for each day.
#[must_use]
pub fn list(rest: &DeclaredRest, today: Day, style: &Style) -> String {
    let mut table = Table::new().column("", Align::Left);
    if style.medium == OutputMedium::Pipe {
        table = table.column("", Align::Left);
        for (day, note) in rest.days() {
            let note = note.map(escape::one_line).unwrap_or_default();
            table.row(vec![TableCell::new(day.to_string()), TableCell::new(note)]);
        }
        return table.draw(style);
    }
    table = table
        .column("", Align::Right)
        .cut_column("", LEAST_NOTE_COLS);
    for (span, note) in rest.ranges() {
        let note = note.map(escape::one_line).unwrap_or_default();
        table.row(vec![
            TableCell::new(days(span, today)),
            TableCell::inked(Ink::Soft, format::days(span.days())),
            TableCell::new(note),
        ]);
    }
    table.aligned(style)
}

/// `3 December to 5 December`
fn days(span: Period, today: Day) -> String {
    let from = format::day(span.from, today);
    if span.from == span.to {
        from
    } else {
        format!("{from} to {}", format::day(span.to, today))
    }
}

/// What is said after days were declared, or taken back.
#[must_use]
pub fn declared(spans: &[Period], off: bool, were_off: bool, today: Day) -> String {
    let days: Vec<String> = spans.iter().map(|&span| days(span, today)).collect();
    let days = days.join(", ");
    match (off, were_off) {
        (false, _) if spans.iter().any(|span| span.contains(today)) => {
            format!("Days off: {days}. Rest well. Nothing is expected of you.\n")
        }
        (false, _) => format!("Days off: {days}.\n"),
        (true, true) => format!("No days off any more: {days}.\n"),
        (true, false) => format!("{days}: that wasn't a day off.\n"),
    }
}

#[derive(Debug, Serialize)]
struct DayJson<'a> {
    day: String,
    note: Option<&'a str>,
}

/// The answer of `rest` in JSON: all declared days.
#[derive(Debug, Serialize)]
pub struct RestJson<'a> {
    schema: &'static str,
    days: Vec<DayJson<'a>>,
}

impl<'a> RestJson<'a> {
    /// The JSON form of the declared days.
    #[must_use]
    pub fn new(rest: &'a DeclaredRest) -> Self {
        let days = rest.days();
        Self {
            schema: "nos.rest/1",
            days: days
                .map(|(day, note)| DayJson {
                    day: day.to_string(),
                    note,
                })
                .collect(),
        }
    }
}
