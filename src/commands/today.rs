//! `nos` alone: where you stand today.

use super::session::{Session, usual_span};
use crate::domain::day::Day;
use crate::domain::filter::Filter;
use crate::domain::goal::Kind;
use crate::domain::ledger::Ledger;
use crate::domain::stats::{Progress, Stats};
use crate::domain::tally::Tally;
use crate::failure::Exit;
use crate::journal::folder::{Problem, Trouble};
use crate::render::json::StatsJson;
use crate::render::paragraph::command;
use crate::render::where_you_stand::{self, Ended, Standing};

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
                nothing_left()
            } else if is_new && journal.is_emptied() {
                emptied()
            } else if is_new {
                first_run()
            } else {
                let goals = holding_today(ledger, &tally, today);
                let ended = ended(ledger, &tally, today);
                let coming = coming(ledger, &tally, today);
                let standing = Standing {
                    stats: &stats,
                    today: tally.on(today),
                    goals: &goals,
                    ended: ended.as_ref(),
                    coming: coming.as_ref(),
                };
                where_you_stand::draw(&standing, style)
            }
        },
    )?;
    Ok(Exit::Done)
}

/// What is said where something was logged and no log is there.
fn nothing_left() -> String {
    format!(
        "There's nothing to count: your log is missing. Where it was, and what to do: {}\n",
        command("nos doctor")
    )
}

/// What is said where nothing is there, but the device has written before.
fn emptied() -> String {
    format!(
        "There's nothing here now, though this device has written here before. If you logged \
         something, put your log back from your backup. Where it belongs: {}\n",
        command("nos doctor")
    )
}

/// The goals whose period holds today: those of nos before those of asks, the longest first.
fn holding_today(ledger: &Ledger, tally: &Tally, today: Day) -> Vec<Progress> {
    [Kind::OfNos, Kind::OfAsks]
        .into_iter()
        .flat_map(|kind| ledger.goals.of_kind(kind, today))
        .map(|goal| Progress::of(goal, tally, today))
        .collect()
}

/// The goal that begins next.
fn coming(ledger: &Ledger, tally: &Tally, today: Day) -> Option<Progress> {
    let goals = ledger.goals.iter();
    goals
        .filter(|goal| goal.span.from > today)
        .min_by_key(|goal| goal.span.from)
        .map(|goal| Progress::of(goal, tally, today))
}

/// The goal that ended last. Of several that ended on one day one of nos goes before one of asks,
/// then the longest.
fn ended(ledger: &Ledger, tally: &Tally, today: Day) -> Option<Ended> {
    let goals = ledger.goals.iter();
    let ended = goals
        .filter(|goal| goal.span.to < today)
        .max_by_key(|goal| {
            let is_of_nos = goal.counts.kind() == Kind::OfNos;
            (goal.span.to, is_of_nos, goal.span.days())
        })?;
    Some(Ended {
        progress: Progress::of(ended, tally, today),
        yes: tally.total(ended.span).yes,
    })
}

/// What is said where nothing is logged yet.
fn first_run() -> String {
    format!(
        "Nothing is logged yet. Ask for something you will probably not get, then:

  {}
  {}
  nos

A dare to begin with: {}
",
        command("nos log \"asked for a discount\" --no"),
        command("nos goal set 1000"),
        command("nos dare")
    )
}
