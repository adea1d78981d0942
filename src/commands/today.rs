//! `nos` alone: where you stand today.

use super::session::{Session, usual_span};
use crate::domain::filter::Filter;
use crate::domain::stats::Stats;
use crate::domain::tally::Tally;
use crate::failure::Exit;
use crate::journal::folder::{Problem, Trouble};
use crate::render::json::StatsJson;
use crate::render::paragraph::wrapped;
use crate::render::where_you_stand::{self, Standing};

/// Tells where the person stands, or how to start.
///
/// # Errors
/// If a log cannot be read.
pub(crate) fn run(session: &mut Session<'_>) -> anyhow::Result<Exit> {
    let today = session.today();
    let journal = session.read()?;
    let ledger = &journal.ledger;
    let tally = Tally::of(ledger.asks());
    let span = usual_span(ledger, today);
    let stats = Stats::of(ledger, &Filter::default().on(ledger), &tally, span, today);
    let is_new = tally.span().is_none() && ledger.goals.iter().next().is_none();
    let is_missing = |problem: &Problem| problem.kind == Trouble::Missing;
    let is_missing = journal.problems.iter().any(is_missing);
    session.answer(
        || StatsJson::of(&stats),
        |style| {
            if is_new && is_missing {
                wrapped(NOTHING_LEFT, style.width_cols)
            } else if is_new {
                wrapped(FIRST_RUN, style.width_cols)
            } else {
                let standing = Standing {
                    stats: &stats,
                    today: tally.on(today),
                };
                where_you_stand::draw(&standing, style)
            }
        },
    )?;
    Ok(Exit::Done)
}

const NOTHING_LEFT: &str =
    "There's nothing to count: your log is missing. Where it was, and what to do: nos doctor
";

const FIRST_RUN: &str = "Nothing is logged yet. Ask for something you will probably not get, then:

  nos log \"asked for a discount\" --no
  nos goal set 1000
  nos

A dare to begin with: nos dare
";
