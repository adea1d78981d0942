//! A list of asks: a line each.

use std::borrow::Cow;

use super::safe;
use super::style::{Ink, Style};
use super::table::{Align, Cell, Table};
use super::wording;
use crate::domain::ask::Ask;
use crate::domain::day::Day;
use crate::domain::outcome::Outcome;

/// An ask in a list.
#[derive(Clone, Debug)]
pub struct Listed<'a> {
    /// What it is called by.
    pub name: String,
    /// The day it was made.
    pub asked_on: Day,
    /// What became of it.
    pub outcome: Outcome,
    /// What was asked for.
    pub text: &'a str,
    /// Whom it was asked of.
    pub to: Option<&'a str>,
    /// Its tags.
    pub tags: Vec<&'a str>,
}

impl<'a> Listed<'a> {
    /// An ask, called by a name.
    #[must_use]
    pub fn of(ask: &'a Ask, name: String) -> Self {
        Self {
            name,
            asked_on: ask.asked_on,
            outcome: ask.outcome,
            text: &ask.text,
            to: ask.to.as_deref(),
            tags: ask.tags.iter().map(String::as_str).collect(),
        }
    }
}

/// The asks, a line each. On a terminal aligned, whom and tags after the text; in a pipe whole:
/// number, day, outcome, text, whom, tags.
#[must_use]
pub fn draw(asks: &[Listed<'_>], style: &Style) -> String {
    let mut table = Table::new()
        .column("", Align::Right)
        .column("", Align::Left)
        .column("", Align::Left)
        .cut_column("", 20)
        .cut_column("", 8)
        .cut_column("", 8);
    for listed in asks {
        table.row(cells(listed));
    }
    table.draw(style)
}

/// Adds the line of one ask in a pipe, as [`draw`] has it: nothing has to be aligned there, so
/// that a list of ten years can be told ask by ask.
pub fn pipe(lines: &mut String, listed: &Listed<'_>, style: &Style) {
    for (number, (ink, text)) in inked(listed).into_iter().enumerate() {
        if number > 0 {
            lines.push('\t');
        }
        match ink {
            Some(ink) => style.put(lines, ink, &text),
            None => lines.push_str(&text),
        }
    }
    lines.push('\n');
}

fn cells(listed: &Listed<'_>) -> Vec<Cell> {
    let cell = |(ink, text)| match ink {
        Some(ink) => Cell::inked(ink, text),
        None => Cell::new(text),
    };
    inked(listed).into_iter().map(cell).collect()
}

/// The cells of a line, safe to be shown.
fn inked<'a>(listed: &'a Listed<'_>) -> [(Option<Ink>, Cow<'a, str>); 6] {
    let mut tags = String::new();
    for tag in &listed.tags {
        tags.push_str(if tags.is_empty() { "+" } else { " +" });
        tags.push_str(&safe::on_one_line(tag));
    }
    [
        (Some(Ink::Soft), Cow::Borrowed(&listed.name)),
        (Some(Ink::Soft), Cow::Owned(listed.asked_on.to_string())),
        (
            Some(ink(listed.outcome)),
            Cow::Borrowed(wording::outcome(listed.outcome)),
        ),
        (None, safe::on_one_line(listed.text)),
        (
            Some(Ink::Soft),
            safe::on_one_line(listed.to.unwrap_or_default()),
        ),
        (Some(Ink::Soft), Cow::Owned(tags)),
    ]
}

fn ink(outcome: Outcome) -> Ink {
    match outcome {
        Outcome::Pending => Ink::Waiting,
        Outcome::No => Ink::No,
        Outcome::Ghosted => Ink::Ghosted,
        Outcome::Yes => Ink::Yes,
    }
}
