//! `nos stats`: the numbers of a period.

use super::context::{Context, usual_span};
use super::list::{known_person, told_of_unknown_tag};
use crate::cli::period::PeriodChoice;
use crate::cli::stats::{Breakdown as By, StatsArgs};
use crate::domain::daily_counts::DailyCounts;
use crate::domain::day::Period;
use crate::domain::filter::Filter;
use crate::domain::stats::Stats;
use crate::error::Exit;
use crate::render::json::StatsJson;
use crate::render::stats::{self, BreakdownBy, Numbers};

/// Tells the numbers of the period.
///
/// # Errors
/// If the period cannot be read, or a log cannot.
pub(crate) fn run(args: &StatsArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let today = context.today();
    let period = args.period.read(today, context.week_start())?;
    let journal = context.read()?;
    let ledger = &journal.ledger;
    known_person(args.to.as_deref(), "stats", ledger, context)?;
    let filter = Filter {
        tags: args.tags.clone(),
        to: args.to.clone(),
        ..Filter::default()
    };
    let daily_counts = DailyCounts::from_ledger(ledger);
    let span = period.span(daily_counts.span(), today, usual_span(ledger, today));
    let matcher = filter.on(ledger);
    let stats = Stats::new(ledger, &matcher, &daily_counts, span, today);
    let week_before = match period {
        PeriodChoice::Week(week) => Period::before(week).map(|before| {
            let rows = ledger.asks().filter(|row| matcher.matches(row));
            DailyCounts::new(rows).total(before)
        }),
        PeriodChoice::Unsaid
        | PeriodChoice::All
        | PeriodChoice::Until(_)
        | PeriodChoice::Days(_) => None,
    };
    context.answer_paged(
        || StatsJson::new(&stats),
        |style| {
            let numbers = Numbers::new(&stats, &filter).after_week(week_before);
            match args.by {
                None => stats::draw(&numbers, style),
                Some(by) => stats::draw_breakdown(&numbers, breakdown(by), style),
            }
        },
    )?;
    told_of_unknown_tag(&args.tags, "stats", ledger, context);
    Ok(Exit::Done)
}

fn breakdown(by: By) -> BreakdownBy {
    match by {
        By::Tag => BreakdownBy::Tag,
        By::Who => BreakdownBy::Who,
        By::Month => BreakdownBy::Month,
        By::Weekday => BreakdownBy::Weekday,
        By::Odds => BreakdownBy::Odds,
        By::Step => BreakdownBy::Step,
    }
}
