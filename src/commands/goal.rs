//! `nos goal`: goals are shown, set and cleared.

use super::context::Context;
use crate::cli::date_expression::{self, Bias};
use crate::cli::goal::{CountChoice, GoalAction, GoalArgs, GoalClearArgs, GoalSetArgs};
use crate::domain::daily_counts::DailyCounts;
use crate::domain::day::{Day, Period, RestWeekdays, weekday_name};
use crate::domain::goal::{Counted, Goal, GoalKind, Goals};
use crate::domain::ledger::Ledger;
use crate::domain::stats::Progress;
use crate::error::{Code, Exit, Failure};
use crate::journal::event::{EventKind, GoalSet};
use crate::journal::writer::Writer;
use crate::render::goals;
use crate::render::json::GoalsJson;
use crate::render::wrap::for_reading;

/// Shows, sets or clears.
///
/// # Errors
/// If the goal cannot be, there is none to clear, or it cannot be written.
pub(crate) fn run(args: &GoalArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    match &args.action {
        None | Some(GoalAction::Show) => show(context),
        Some(GoalAction::Set(set)) => self::set(set, context),
        Some(GoalAction::Clear(args)) => clear(args, context),
    }
}

fn show(context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let journal = context.read()?;
    let goals = progress(&journal.ledger, context.today());
    let today = context.today();
    context.answer_paged(
        || GoalsJson::new(&goals),
        |style| goals::draw(&goals, today, style),
    )?;
    if goals.is_empty() {
        context.hint("nos goal set 1000");
    }
    Ok(Exit::Done)
}

fn progress(ledger: &Ledger, today: Day) -> Vec<Progress> {
    let daily_counts = DailyCounts::from_ledger(ledger);
    ledger
        .goals
        .iter()
        .map(|goal| Progress::new(goal, &daily_counts, today))
        .collect()
}

fn set(args: &GoalSetArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let today = context.today();
    let named = named_span(args, today)?;
    if named.is_none() && args.target.is_none() && args.count.is_none() && args.rest.is_none() {
        return Err(Failure::usage(
            "what do you want to change? A goal has a number, a period and days off",
        )
        .hint("nos goal set 1000")
        .into());
    }
    let writer = context.write()?;
    let usual = context
        .config
        .settings
        .goal_count
        .unwrap_or(CountChoice::Nos);
    let kind = counted(args.count.unwrap_or(usual)).kind();
    let before = before(args, kind, named, &writer.journal.ledger.goals, today)?;
    let target = match (args.target, before) {
        (Some(target), _) => target,
        (None, Some(before)) => before.target,
        (None, None) => {
            return Err(
                Failure::usage("how many? There's no goal to take the number from")
                    .hint(set_line(1000, args, named))
                    .into(),
            );
        }
    };
    // What was not named stays as it is, as long as it is the same goal.
    let same = before.filter(|before| named.is_none_or(|named| named == before.span));
    let span = match (named, same) {
        (Some(span), _) => span,
        (None, Some(same)) => same.span,
        (None, None) => this_year(today),
    };
    let goal = GoalSet {
        target: Some(target),
        counts: match (args.count, same) {
            (Some(count), _) => counted(count),
            (None, Some(same)) => same.counts,
            (None, None) => counted(usual),
        },
        span,
        rest: match (args.rest, same) {
            (Some(rest), _) => rest.0,
            (None, Some(same)) => same.rest,
            (None, None) => RestWeekdays::NONE,
        },
    };
    commit(writer, goal, "the goal is set", context)?;
    let is_late = Period::new(today, span.to).days() < FULL_YEAR_FROM_DAYS;
    if named.is_none() && same.is_none() && is_late {
        let line = set_line(target.get(), args, None);
        context.hint(&format!("{line} --from today"));
    }
    Ok(Exit::Done)
}

/// A calendar year of which fewer days are left is no year to collect in: a full one is offered.
const FULL_YEAR_FROM_DAYS: u32 = 300;

/// The goal that the new one is a change of: with the period that was named, else the one of its
/// kind that holds today.
fn before(
    args: &GoalSetArgs,
    kind: GoalKind,
    named: Option<Period>,
    goals: &Goals,
    today: Day,
) -> Result<Option<Goal>, Failure> {
    let current = goals.of_kind(kind, today);
    if let Some(named) = named {
        let of_it = goals
            .iter()
            .find(|goal| goal.counts.kind() == kind && goal.span == named);
        return Ok(of_it.or(current.first().copied()).copied());
    }
    match current.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(**one)),
        [first, ..] => {
            let target = |goal: &Goal| args.target.unwrap_or(goal.target).get();
            let line = |goal: &Goal| set_line(target(goal), args, Some(goal.span));
            let lines: Vec<String> = current.iter().map(|goal| line(goal)).collect();
            let several = format!("{} goals hold today; which one?", current.len());
            Err(Failure::usage(several).details(lines).hint(line(first)))
        }
    }
}

/// The line that sets the goal that was meant, of this period.
fn set_line(target: u32, args: &GoalSetArgs, span: Option<Period>) -> String {
    let mut line = format!("nos goal set {target}");
    if let Some(count) = args.count {
        line.push_str(&format!(" --count {}", counted(count).name()));
    }
    if let Some(span) = span {
        line.push_str(&period_flags(span));
    }
    if let Some(rest) = args.rest {
        let names: Vec<&str> = rest.0.weekdays().map(weekday_name).collect();
        line.push_str(&format!(" --rest={}", names.join(",")));
    }
    line
}

/// The flags that name a period.
fn period_flags(span: Period) -> String {
    match span.calendar_year() {
        Some(year) => format!(" --year {year}"),
        None => format!(" --from {} --until {}", span.from, span.to),
    }
}

fn this_year(today: Day) -> Period {
    Period::year(today.year()).unwrap_or(Period::new(today, today))
}

fn counted(count: CountChoice) -> Counted {
    match count {
        CountChoice::Nos => Counted::Nos,
        CountChoice::SaidNos => Counted::SaidNos,
        CountChoice::Asks => Counted::Asks,
    }
}

/// The period that was named: a calendar year, a year from a day, a number of days, or to a day.
fn named_span(args: &GoalSetArgs, today: Day) -> Result<Option<Period>, Failure> {
    let too_far = || Failure::usage("the goal would end after the year 9999");
    let from = args
        .from
        .as_deref()
        .map(|from| date_expression::parse(from, today, Bias::Nearest))
        .transpose()?;
    if let Some(days) = args.days {
        let from = from.unwrap_or(today);
        let to = from.plus(i64::from(days) - 1).ok_or_else(too_far)?;
        return Ok(Some(Period::new(from, to)));
    }
    let year = match args.year {
        Some(year) => Some(Period::year(year).ok_or_else(too_far)?),
        None => None,
    };
    let Some(until) = &args.until else {
        return match from {
            None => Ok(year),
            Some(from) => {
                let next = from.plus_years(1).ok_or_else(too_far)?;
                Ok(Some(Period::new(from, last_day_of_a_year(from, next))))
            }
        };
    };
    // Where no start was named, an end without a year is the next such day.
    let (start, toward) = match (from, year) {
        (Some(start), _) => (start, Bias::After(start)),
        (None, Some(year)) => (year.from, Bias::After(year.from)),
        (None, None) => (this_year(today).from, Bias::Next),
    };
    let to = date_expression::parse(until, today, toward)?;
    if to < start {
        let target = args
            .target
            .map_or_else(String::new, |target| format!(" {}", target.get()));
        return Err(Failure::usage(format!(
            "the goal would end on {to}, before its start on {start}"
        ))
        .hint(format!("nos goal set{target} --from {to} --until {start}")));
    }
    Ok(Some(Period::new(start, to)))
}

/// A year less a day. From 29 February on it is 28 February, as from 1 March on.
fn last_day_of_a_year(from: Day, next: Day) -> Day {
    if next.of_month() == from.of_month() {
        next.plus(-1).unwrap_or(next)
    } else {
        next
    }
}

fn clear(args: &GoalClearArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let today = context.today();
    let day = |text: &Option<String>| {
        text.as_deref()
            .map(|text| date_expression::parse(text, today, Bias::Nearest))
            .transpose()
    };
    let (from, until) = (day(&args.from)?, day(&args.until)?);
    let writer = context.write()?;
    let goal = to_clear(args, from, until, &writer.journal.ledger.goals, today)?;
    let cleared = GoalSet {
        target: None,
        counts: goal.counts,
        span: goal.span,
        rest: RestWeekdays::NONE,
    };
    commit(writer, cleared, "the goal is cleared", context)?;
    Ok(Exit::Done)
}

/// The goal that is meant: the current one where no period was named.
fn to_clear(
    args: &GoalClearArgs,
    from: Option<Day>,
    until: Option<Day>,
    goals: &Goals,
    today: Day,
) -> Result<Goal, Failure> {
    let kind = args.count.map(|count| counted(count).kind());
    if args.year.is_none() && from.is_none() && until.is_none() {
        let current = match kind {
            Some(kind) => goals.of_kind(kind, today).first().copied(),
            None => goals.current(today),
        };
        return current.copied().ok_or_else(|| {
            Failure::new(Code::NotFound, "there's no current goal to clear").hint("nos goal")
        });
    }
    let fits = |goal: &&Goal| {
        kind.is_none_or(|kind| goal.counts.kind() == kind)
            && (args.year).is_none_or(|year| goal.span.calendar_year() == Some(year))
            && from.is_none_or(|from| goal.span.from == from)
            && until.is_none_or(|until| goal.span.to == until)
    };
    let mut fitting: Vec<&Goal> = goals.iter().filter(fits).collect();
    // Goals of one kind and one period are cleared together.
    fitting.dedup_by_key(|goal| (goal.counts.kind(), goal.span.from, goal.span.to));
    match fitting.as_slice() {
        [] => Err(Failure::new(Code::NotFound, "no goal has that period").hint("nos goal")),
        [one] => Ok(**one),
        [first, ..] => {
            let line = |goal: &Goal| {
                let count = goal.counts.name();
                format!("nos goal clear --count {count}{}", period_flags(goal.span))
            };
            let lines: Vec<String> = fitting.iter().map(|goal| line(goal)).collect();
            let several = format!("{} goals fit; which one?", fitting.len());
            Err(Failure::new(Code::Ambiguous, several)
                .details(lines)
                .hint(line(first)))
        }
    }
}

fn commit(
    mut writer: Writer,
    goal: GoalSet,
    done: &str,
    context: &mut Context<'_>,
) -> anyhow::Result<()> {
    let today = context.today();
    let before = writer.journal.ledger.goals.clone();
    writer.commit(&context.now.stamp(), vec![EventKind::Goal(goal)])?;
    let after = &writer.journal.ledger.goals;
    let gone = gone(&before, after);
    let goals = progress(&writer.journal.ledger, today);
    let is_this = |other: &&Progress| {
        goal.target.is_some()
            && other.goal.span == goal.span
            && other.goal.counts.kind() == goal.counts.kind()
    };
    // Of several with one period the one set last is the new one.
    context.answer_change(
        done,
        || GoalsJson::new(&goals),
        |style| match goals.iter().rev().find(is_this) {
            Some(set) => for_reading(&goals::draw_set(set, &gone, today, style), style),
            None => for_reading(&goals::draw_cleared(&gone), style),
        },
    )
}

/// The goals that went; not one that stayed as it was but for the day of setting.
fn gone(before: &Goals, after: &Goals) -> Vec<Goal> {
    let is_same = |goal: &Goal, other: &Goal| {
        Goal {
            set_on: other.set_on,
            ..*goal
        } == *other
    };
    before
        .iter()
        .filter(|goal| !after.iter().any(|other| is_same(goal, other)))
        .copied()
        .collect()
}
