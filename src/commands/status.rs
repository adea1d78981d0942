//! `nos` alone: your status today.

use super::context::{Context, usual_span};
use super::import::waiting_in_inbox;
use super::plan::name_of;
use super::reference::AskNames;
use crate::domain::daily_counts::DailyCounts;
use crate::domain::day::Day;
use crate::domain::filter::Filter;
use crate::domain::goal::GoalKind;
use crate::domain::ledger::Ledger;
use crate::domain::plan::next_rung;
use crate::domain::stats::{Progress, Stats, is_rest_day};
use crate::error::Exit;
use crate::journal::folder::{Journal, Problem, ProblemKind};
use crate::render::json::StatsJson;
use crate::render::status::{self, EndedGoal, StatusModel};
use crate::render::wrap::command;
use crate::render::{escape, format};

/// Shows the status, or how to start.
///
/// # Errors
/// If a log cannot be read.
pub(crate) fn run(context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let today = context.today();
    let mut journal = context.read()?;
    let in_inbox = waiting_in_inbox(&mut journal, context);
    let due = due(&mut journal, today)?;
    let ledger = &journal.ledger;
    let daily_counts = DailyCounts::from_ledger(ledger);
    let span = usual_span(ledger, today);
    let stats = Stats::new(
        ledger,
        &Filter::default().on(ledger),
        &daily_counts,
        span,
        today,
    );
    let is_new = daily_counts.span().is_none() && ledger.goals.iter().next().is_none();
    let is_missing = |problem: &Problem| problem.kind == ProblemKind::Missing;
    let is_missing = journal.problems.iter().any(is_missing);
    context.answer(
        || StatsJson::new(&stats),
        |style| {
            if is_new && is_missing {
                nothing_left()
            } else if is_new && journal.is_emptied() {
                emptied()
            } else if is_new && in_inbox == 0 {
                first_run()
            } else {
                let goals = holding_today(ledger, &daily_counts, today);
                let ended = ended(ledger, &daily_counts, today);
                let coming = coming(ledger, &daily_counts, today);
                let standing = StatusModel {
                    stats: &stats,
                    today: daily_counts.on(today),
                    goals: &goals,
                    ended: ended.as_ref(),
                    coming: coming.as_ref(),
                    in_inbox,
                    rests: is_rest_day(ledger, today),
                    due: due.clone(),
                    plans: plans(ledger, today),
                    smaller: smaller(&goals, today),
                };
                status::draw(&standing, style)
            }
        },
    )?;
    Ok(Exit::Done)
}

/// `1 today: callback, asked for a seat (#84)`; none where nothing is due up to today.
fn due(journal: &mut Journal, today: Day) -> anyhow::Result<Option<String>> {
    let Journal { ledger, words, .. } = journal;
    let dues = ledger.dues();
    let dues: Vec<_> = dues.iter().filter(|(day, _)| *day <= today).collect();
    let Some((first, row)) = dues.first() else {
        return Ok(None);
    };
    let text = escape::one_line(&words.text(ledger, row)?);
    let step = ledger.steps_of(row.key()).last();
    let step = step.map_or(String::new(), |step| escape::one_line(&step.step));
    let since = match today.days_since(*first) {
        0 => "today".to_owned(),
        _ => format!("since {}", format::day(*first, today)),
    };
    let name = AskNames::of_ledger(ledger).of(row);
    let more = match dues.len() {
        1 => String::new(),
        count => format!(" {} more: {}", count - 1, command("nos list --due")),
    };
    let told = format!("{step}, {since}: {text} (#{name}).{more}");
    Ok(Some(told))
}

/// `3. Next: p2, ask for a raise. 1 is past its day: nos plan`; none without one.
fn plans(ledger: &Ledger, today: Day) -> Option<String> {
    let open = ledger.open_plans();
    let next = next_rung(&open).or(open.first().copied())?;
    let (name, text) = (name_of(ledger, next), escape::one_line(&next.text));
    let past = open
        .iter()
        .filter(|plan| plan.by.is_some_and(|by| by < today));
    let past = match past.count() {
        0 => String::new(),
        1 => format!(" 1 is past its day: {}", command("nos plan")),
        count => format!(" {count} are past their day: {}", command("nos plan")),
    };
    Some(format!("{}. Next: {text} ({name}).{past}", open.len()))
}

/// A smaller goal, offered on the first day of a month where at the pace so far the current one
/// ends at less than half.
fn smaller(goals: &[Progress], today: Day) -> Option<String> {
    let current = goals.first().filter(|_| today.of_month() == 1)?;
    let pace = current.pace.as_ref().filter(|pace| pace.remaining > 0)?;
    let forecast = pace.forecast_total()?;
    let target = u64::from(current.goal.target.get());
    if pace.days_done < LEAST_DAYS_DONE || forecast * 2 >= target {
        return None;
    }
    let smaller = (forecast.max(u64::from(pace.done) + 1)).next_multiple_of(10);
    let line = command(&format!(
        "nos goal set {smaller} --count {}",
        current.goal.counts.name()
    ));
    Some(format!("A smaller goal is a goal too: {line}"))
}

/// A goal that has run for fewer active days is not called far behind.
const LEAST_DAYS_DONE: u32 = 28;

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
fn holding_today(ledger: &Ledger, daily_counts: &DailyCounts, today: Day) -> Vec<Progress> {
    [GoalKind::OfNos, GoalKind::OfAsks]
        .into_iter()
        .flat_map(|kind| ledger.goals.of_kind(kind, today))
        .map(|goal| Progress::new(goal, daily_counts, today))
        .collect()
}

/// The goal that begins next.
fn coming(ledger: &Ledger, daily_counts: &DailyCounts, today: Day) -> Option<Progress> {
    let goals = ledger.goals.iter();
    goals
        .filter(|goal| goal.span.from > today)
        .min_by_key(|goal| goal.span.from)
        .map(|goal| Progress::new(goal, daily_counts, today))
}

/// The goal that ended last. Of several that ended on one day one of nos goes before one of asks,
/// then the longest.
fn ended(ledger: &Ledger, daily_counts: &DailyCounts, today: Day) -> Option<EndedGoal> {
    let goals = ledger.goals.iter();
    let ended = goals
        .filter(|goal| goal.span.to < today)
        .max_by_key(|goal| {
            let is_of_nos = goal.counts.kind() == GoalKind::OfNos;
            (goal.span.to, is_of_nos, goal.span.days())
        })?;
    Some(EndedGoal {
        progress: Progress::new(ended, daily_counts, today),
        yes: daily_counts.total(ended.span).yes,
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
