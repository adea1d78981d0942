//! `nos calendar`: the days of a period as a heatmap.

use super::list::told_of_unknown_tag;
use super::session::{Session, usual_span};
use crate::cli::calendar::{CalendarArgs, CalendarBy, CalendarCount};
use crate::domain::filter::Filter;
use crate::domain::tag_weeks::TagWeeks;
use crate::domain::tally::Tally;
use crate::failure::Exit;
use crate::render::calendar::{self, Calendar, CalendarJson, Of};
use crate::render::tag_weeks;

/// Draws the calendar of a period, or of each tag in it.
///
/// # Errors
/// If the period cannot be read, or a log cannot.
pub(crate) fn run(args: &CalendarArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    let today = session.today();
    let begin_on = args.week_start.map_or(session.week_start(), Into::into);
    let period = args.period.read(today, begin_on)?;
    let journal = session.read()?;
    let ledger = &journal.ledger;
    let filter = Filter {
        tags: args.tags.clone(),
        ..Filter::default()
    };
    let sieve = filter.on(ledger);
    let rows = ledger.asks().filter(|row| sieve.lets_through(row));
    let tally = Tally::of(rows.clone());
    let all = Tally::of(ledger.asks()).span();
    let calendar = Calendar {
        span: period.span(all, today, usual_span(ledger, today)),
        of: match args.count {
            CalendarCount::Nos => Of::Nos,
            CalendarCount::Asks => Of::Asks,
        },
        begin_on,
        tally: &tally,
        today,
    };
    let by_tag = args
        .by
        .map(|CalendarBy::Tag| TagWeeks::of(ledger, rows, calendar.span, begin_on));
    session.answer_paged(
        || CalendarJson::of(&calendar, by_tag.as_deref()),
        |style| match &by_tag {
            Some(by_tag) => tag_weeks::draw(by_tag, &calendar, style),
            None => calendar::draw(&calendar, style),
        },
    )?;
    told_of_unknown_tag(&args.tags, "calendar", ledger, session);
    Ok(Exit::Done)
}
