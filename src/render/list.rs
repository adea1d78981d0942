//! A list of asks: a line each.

use super::safe;
use super::style::{Ink, Style};
use super::table::{Align, Cell, Table};
use super::wording;
use crate::domain::ask::Ask;
use crate::domain::outcome::Outcome;

/// An ask in a list.
#[derive(Clone, Debug)]
pub struct Listed<'a> {
    /// The ask.
    pub ask: &'a Ask,
    /// What it is called by.
    pub name: String,
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

/// The line of one ask in a pipe, as [`draw`] has it: nothing has to be aligned there, so that a
/// list of ten years can be told ask by ask.
#[must_use]
pub fn piped(listed: &Listed<'_>, style: &Style) -> String {
    let mut table = Table::new();
    table.row(cells(listed));
    table.draw(style)
}

fn cells(Listed { ask, name }: &Listed<'_>) -> Vec<Cell> {
    let tags: Vec<String> = ask.tags.iter().map(|tag| format!("+{tag}")).collect();
    let to = ask.to.as_deref().unwrap_or_default();
    vec![
        Cell::inked(Ink::Soft, name.clone()),
        Cell::inked(Ink::Soft, ask.asked_on.to_string()),
        Cell::inked(ink(ask.outcome), wording::outcome(ask.outcome)),
        Cell::new(safe::one_line(&ask.text)),
        Cell::inked(Ink::Soft, safe::one_line(to)),
        Cell::inked(Ink::Soft, safe::one_line(&tags.join(" "))),
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
