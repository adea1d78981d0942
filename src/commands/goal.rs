//! `nos goal`: goals are shown, set and cleared.

use super::session::Session;
use crate::cli::goal::{Count, GoalAction, GoalArgs, GoalSetArgs};
use crate::cli::when::{self, Toward};
use crate::domain::day::{Day, RestDays, Span};
use crate::domain::goal::{Counted, Goal};
use crate::domain::ledger::Ledger;
use crate::domain::stats::Progress;
use crate::domain::tally::Tally;
use crate::failure::{Code, Exit, Failure};
use crate::journal::event::{GoalSet, What};
use crate::journal::writer::Writer;
use crate::render::goals;
use crate::render::json::GoalsJson;
use crate::render::paragraph::for_reading;

/// Shows, sets or clears.
///
/// # Errors
/// If the goal cannot be, there is none to clear, or it cannot be written.
pub(crate) fn run(args: &GoalArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    match &args.action {
        None | Some(GoalAction::Show) => show(session),
        Some(GoalAction::Set(set)) => self::set(set, session),
        Some(GoalAction::Clear { count }) => clear(*count, session),
    }
}

fn show(session: &mut Session<'_>) -> anyhow::Result<Exit> {
    let journal = session.read()?;
    let goals = progress(&journal.ledger, session.today());
    let today = session.today();
    session.answer(
        || GoalsJson::of(&goals),
        |style| goals::draw(&goals, today, style),
    )?;
    if goals.is_empty() {
        session.hint("nos goal set 1000");
    }
    Ok(Exit::Done)
}

fn progress(ledger: &Ledger, today: Day) -> Vec<Progress> {
    let tally = Tally::of(ledger.asks());
    ledger
        .goals
        .iter()
        .map(|goal| Progress::of(goal, &tally, today))
        .collect()
}

fn set(args: &GoalSetArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    let goal = GoalSet {
        target: Some(args.target),
        counts: counted(args.count),
        span: span(args, session.today())?,
        rest: args.rest.map_or(RestDays::NONE, |rest| rest.0),
    };
    let writer = session.write()?;
    commit(writer, goal, "the goal is set", session)
}

fn counted(count: Count) -> Counted {
    match count {
        Count::Nos => Counted::Nos,
        Count::SaidNos => Counted::SaidNos,
        Count::Asks => Counted::Asks,
    }
}

/// The period of a goal: the calendar year, a year from a day, a number of days, or to a day.
fn span(args: &GoalSetArgs, today: Day) -> Result<Span, Failure> {
    let too_far = || Failure::usage("the goal would end after the year 9999");
    let from = args
        .from
        .as_deref()
        .map(|from| when::parse(from, today, Toward::Past))
        .transpose()?;
    if let Some(days) = args.days {
        let from = from.unwrap_or(today);
        let to = from.plus(i64::from(days) - 1).ok_or_else(too_far)?;
        return Ok(Span::new(from, to));
    }
    let year = Span::year(args.year.unwrap_or(today.year())).ok_or_else(too_far)?;
    let Some(until) = &args.until else {
        return match from {
            None => Ok(year),
            Some(from) => {
                let next = from.plus_years(1).ok_or_else(too_far)?;
                Ok(Span::new(from, last_day_of_a_year(from, next)))
            }
        };
    };
    let start = from.unwrap_or(year.from);
    // Where no start was named, an end without a year lies ahead.
    let after = match (from, args.year) {
        (None, None) => today,
        _ => start,
    };
    let to = when::parse(until, today, Toward::After(after))?;
    if to < start {
        return Err(Failure::usage(format!(
            "the goal would end on {to}, before it begins on {start}"
        ))
        .hint(format!(
            "nos goal set {} --from {to} --until {start}",
            args.target.get()
        )));
    }
    Ok(Span::new(start, to))
}

/// A year less a day. From 29 February on it is 28 February, as from 1 March on.
fn last_day_of_a_year(from: Day, next: Day) -> Day {
    if next.of_month() == from.of_month() {
        next.plus(-1).unwrap_or(next)
    } else {
        next
    }
}

fn clear(count: Option<Count>, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    let today = session.today();
    let writer = session.write()?;
    let goals = &writer.journal.ledger.goals;
    let goal = match count {
        Some(count) => goals.of_kind(counted(count).kind(), today),
        None => goals.current(today),
    };
    let Some(goal) = goal else {
        return Err(
            Failure::new(Code::NotFound, "there is no current goal to clear")
                .hint("nos goal")
                .into(),
        );
    };
    let cleared = GoalSet {
        target: None,
        counts: goal.counts,
        span: goal.span,
        rest: RestDays::NONE,
    };
    commit(writer, cleared, "the goal is cleared", session)
}

fn commit(
    mut writer: Writer,
    goal: GoalSet,
    done: &str,
    session: &mut Session<'_>,
) -> anyhow::Result<Exit> {
    let today = session.today();
    let gone = gone(&writer.journal.ledger, &goal);
    writer.commit(&session.now.stamp(), vec![What::Goal(goal)])?;
    let goals = progress(&writer.journal.ledger, today);
    let is_this = |other: &&Progress| {
        other.goal.span == goal.span && other.goal.counts.kind() == goal.counts.kind()
    };
    session.answer_change(
        done,
        || GoalsJson::of(&goals),
        |style| match goals.iter().find(is_this) {
            Some(set) => for_reading(&goals::draw_set(set, &gone, today, style), style),
            None => for_reading(&goals::draw_cleared(&gone), style),
        },
    )?;
    Ok(Exit::Done)
}

/// The goals that go when this one comes, or is cleared; not one that stays as it was.
fn gone(ledger: &Ledger, set: &GoalSet) -> Vec<Goal> {
    let stays = |goal: &Goal| {
        set.target == Some(goal.target)
            && (set.counts, set.span, set.rest) == (goal.counts, goal.span, goal.rest)
    };
    ledger
        .goals
        .iter()
        .filter(|goal| goal.counts.kind() == set.counts.kind() && goal.span.overlaps(set.span))
        .filter(|goal| !stays(goal))
        .copied()
        .collect()
}
