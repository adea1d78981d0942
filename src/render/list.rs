//! A list of asks: a line each.

use std::fmt::Write as _;

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
pub fn pipe(line: &mut String, listed: &Listed<'_>, style: &Style) {
    style.put(line, Ink::Soft, |line| line.push_str(&listed.name));
    line.push('\t');
    style.put(line, Ink::Soft, |line| {
        // Writing to a string does not fail.
        let _ = write!(line, "{}", listed.asked_on);
    });
    line.push('\t');
    style.put(line, ink(listed.outcome), |line| {
        line.push_str(wording::outcome(listed.outcome));
    });
    line.push('\t');
    line.push_str(&safe::on_one_line(listed.text));
    line.push('\t');
    style.put(line, Ink::Soft, |line| {
        line.push_str(&safe::on_one_line(listed.to.unwrap_or_default()));
    });
    line.push('\t');
    style.put(line, Ink::Soft, |line| put_tags(line, &listed.tags));
    line.push('\n');
}

fn cells(listed: &Listed<'_>) -> Vec<Cell> {
    let mut tags = String::new();
    put_tags(&mut tags, &listed.tags);
    vec![
        Cell::inked(Ink::Soft, &listed.name),
        Cell::inked(Ink::Soft, listed.asked_on.to_string()),
        Cell::inked(ink(listed.outcome), wording::outcome(listed.outcome)),
        Cell::new(safe::on_one_line(listed.text)),
        Cell::inked(Ink::Soft, safe::on_one_line(listed.to.unwrap_or_default())),
        Cell::inked(Ink::Soft, tags),
    ]
}

fn put_tags(to: &mut String, tags: &[&str]) {
    for (number, tag) in tags.iter().enumerate() {
        to.push_str(if number == 0 { "+" } else { " +" });
        to.push_str(&safe::on_one_line(tag));
    }
}

fn ink(outcome: Outcome) -> Ink {
    match outcome {
        Outcome::Pending => Ink::Waiting,
        Outcome::No => Ink::No,
        Outcome::Ghosted => Ink::Ghosted,
        Outcome::Yes => Ink::Yes,
    }
}
