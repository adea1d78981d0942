//! `nos calendar`: the days of a period as a heatmap.

use super::context::{Context, usual_span};
use super::list::told_of_unknown_tag;
use crate::cli::calendar::{CalendarArgs, CalendarBy, CalendarCount};
use crate::domain::daily_counts::DailyCounts;
use crate::domain::filter::Filter;
use crate::domain::tag_weeks::TagWeeks;
use crate::error::Exit;
use crate::render::calendar::{self, Calendar, CalendarJson, CountOf};
use crate::render::tag_weeks;

/// Draws the calendar of a period, or of each tag in it.
///
/// # Errors
/// If the period cannot be read, or a log cannot.
pub(crate) fn run(args: &CalendarArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let today = context.today();
    let begin_on = args.week_start.map_or(context.week_start(), Into::into);
    let period = args.period.read(today, begin_on)?;
    let journal = context.read()?;
    let ledger = &journal.ledger;
    let filter = Filter {
        tags: args.tags.clone(),
        ..Filter::default()
    };
    let matcher = filter.on(ledger);
    let rows = ledger.asks().filter(|row| matcher.matches(row));
    let daily_counts = DailyCounts::new(rows.clone());
    let all = DailyCounts::from_ledger(ledger).span();
    let calendar = Calendar {
        span: period.span(all, today, usual_span(ledger, today)),
        of: match args.count {
            CalendarCount::Nos => CountOf::Nos,
            CalendarCount::Asks => CountOf::Asks,
        },
        begin_on,
        daily_counts: &daily_counts,
        rest: &ledger.rest,
        today,
    };
    let by_tag = args
        .by
        .map(|CalendarBy::Tag| TagWeeks::new(ledger, rows, calendar.span, begin_on));
    context.answer_paged(
        || CalendarJson::new(&calendar, by_tag.as_deref()),
        |style| match &by_tag {
            Some(by_tag) => tag_weeks::draw(by_tag, &calendar, style),
            None => calendar::draw(&calendar, style),
        },
    )?;
    told_of_unknown_tag(&args.tags, "calendar", ledger, context);
    Ok(Exit::Done)
}
