//! `nos calendar`: the year as a heatmap.

use super::session::Session;
use crate::cli::calendar::{CalendarArgs, CalendarCount};
use crate::domain::day::Span;
use crate::domain::tally::Tally;
use crate::failure::{Exit, Failure};
use crate::render::calendar::{self, Calendar, CalendarJson, Of};

/// Draws the calendar of a year.
///
/// # Errors
/// If a log cannot be read.
pub(crate) fn run(args: CalendarArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    let today = session.today();
    let year = Span::year(args.year.unwrap_or(today.year()))
        .ok_or_else(|| Failure::usage("a year goes from 1 to 9999"))?;
    let journal = session.read()?;
    let tally = Tally::of(journal.ledger.asks());
    let calendar = Calendar {
        year,
        of: match args.count {
            CalendarCount::Nos => Of::Nos,
            CalendarCount::Asks => Of::Asks,
        },
        begin_on: args.week_start.into(),
        tally: &tally,
        today,
    };
    session.answer(
        || CalendarJson::of(&calendar),
        |style| calendar::draw(&calendar, style),
    )?;
    Ok(Exit::Done)
}
