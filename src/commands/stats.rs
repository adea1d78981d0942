//! `nos stats`: the numbers of a period.

use super::list::{known_person, told_of_unknown_tag};
use super::session::{Session, usual_span};
use crate::cli::period::Period;
use crate::cli::stats::{Breakdown as By, StatsArgs};
use crate::domain::day::Span;
use crate::domain::filter::Filter;
use crate::domain::stats::Stats;
use crate::domain::tally::Tally;
use crate::failure::Exit;
use crate::render::json::StatsJson;
use crate::render::stats::{self, Breakdown, Numbers};

/// Tells the numbers of the period.
///
/// # Errors
/// If the period cannot be read, or a log cannot.
pub(crate) fn run(args: &StatsArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    let today = session.today();
    let period = args.period.read(today, session.week_start())?;
    let journal = session.read()?;
    let ledger = &journal.ledger;
    known_person(args.to.as_deref(), "stats", ledger, session)?;
    let filter = Filter {
        tags: args.tags.clone(),
        to: args.to.clone(),
        ..Filter::default()
    };
    let tally = Tally::of(ledger.asks());
    let span = period.span(tally.span(), today, usual_span(ledger, today));
    let sieve = filter.on(ledger);
    let stats = Stats::of(ledger, &sieve, &tally, span, today);
    let week_before = match period {
        Period::Week(week) => Span::before(week).map(|before| {
            let rows = ledger.asks().filter(|row| sieve.lets_through(row));
            Tally::of(rows).total(before)
        }),
        Period::Unsaid | Period::All | Period::Until(_) | Period::Days(_) => None,
    };
    session.answer_paged(
        || StatsJson::of(&stats),
        |style| {
            let numbers = Numbers::of(&stats, &filter).after_week(week_before);
            match args.by {
                None => stats::draw(&numbers, style),
                Some(by) => stats::draw_breakdown(&numbers, breakdown(by), style),
            }
        },
    )?;
    told_of_unknown_tag(&args.tags, "stats", ledger, session);
    Ok(Exit::Done)
}

fn breakdown(by: By) -> Breakdown {
    match by {
        By::Tag => Breakdown::Tag,
        By::Who => Breakdown::Who,
        By::Month => Breakdown::Month,
        By::Weekday => Breakdown::Weekday,
        By::Odds => Breakdown::Odds,
    }
}
