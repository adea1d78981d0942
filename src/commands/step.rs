//! `nos step`: what happened between an ask and its answer.

use std::borrow::Cow;

use super::confirmation::{id_of, rows, words};
use super::context::{Context, current_goal};
use super::log::{not_empty, past_day};
use super::reference::{Among, AskNames, or_picked, resolve_one};
use crate::cli::date_expression::{self, Bias};
use crate::cli::step::StepArgs;
use crate::cli::usage_error::quoted;
use crate::domain::daily_counts::DailyCounts;
use crate::domain::day::Day;
use crate::domain::steps::StepText;
use crate::error::{Code, Exit, Failure, with_unsaved_input};
use crate::journal::event::{EventKind, Stepped};
use crate::journal::writer::Writer;
use crate::render::json::OneAsk;
use crate::render::style::{Ink, Style};
use crate::render::wrap::command;
use crate::render::{escape, format};

/// Adds a step to an ask, or takes one away.
///
/// # Errors
/// If the ask is not found, a day cannot be meant, or it cannot be written.
pub(crate) fn run(args: &StepArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let refs = [args.ask.clone()];
    if let Some(number) = args.remove {
        return or_picked(&refs, Among::Standing, context, |refs, context| {
            remove(refs, number, context)
        });
    }
    let step = args.words.join(" ");
    if step.trim().is_empty() {
        let line = format!("nos step {} callback", quoted(&args.ask));
        return Err(Failure::usage("what happened?").hint(line).into());
    }
    let added = or_picked(&refs, Among::Standing, context, |refs, context| {
        add(refs, &step, args, context)
    });
    with_unsaved_input(added, || {
        let note = args.note.iter().cloned();
        [step.clone()].into_iter().chain(note).collect()
    })
}

fn add(
    refs: &[String],
    step: &str,
    args: &StepArgs,
    context: &mut Context<'_>,
) -> anyhow::Result<Exit> {
    let today = context.today();
    let step = StepText::new(step).map_err(|invalid| Failure::usage(invalid.0))?;
    not_empty("--note", args.note.as_deref(), "nos step --help")?;
    let on = past_day(
        args.on.as_deref(),
        "Note a step once it has happened",
        today,
    )?
    .unwrap_or(today);
    let due = due_day(args.due.as_deref(), on, today)?;
    let mut writer = context.write()?;
    let row = resolve_one(refs, Among::Standing, &mut writer.journal, today)?;
    let stepped = Stepped {
        ask: id_of(&writer.journal.ledger, &row),
        step: Cow::Owned(step.into()),
        on,
        due,
        note: args.note.clone().map(Cow::Owned),
    };
    let told = stepped.step.to_string();
    writer.commit(&context.now.stamp(), vec![EventKind::Step(stepped)])?;
    let mut days = Vec::new();
    if on != today {
        days.push(format!("On {}.", format::day(on, today)));
    }
    if let Some(due) = due {
        days.push(format!("Due {}.", format::day(due, today)));
    }
    let head = format!("Step  {told}");
    tell(&mut writer, row.key(), &head, &days.join(" "), context)
}

/// The day on which to look again.
fn due_day(typed: Option<&str>, on: Day, today: Day) -> Result<Option<Day>, Failure> {
    let Some(typed) = typed else { return Ok(None) };
    let due = date_expression::parse(typed, today, Bias::Next)?;
    if due < on {
        return Err(
            Failure::usage(format!("{due} is before the step's day, {on}")).hint("nos help dates"),
        );
    }
    Ok(Some(due))
}

/// Takes a step away: the event that made it is undone, whichever device wrote it.
fn remove(refs: &[String], number: usize, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let mut writer = context.write()?;
    let row = resolve_one(refs, Among::Standing, &mut writer.journal, context.today())?;
    let ledger = &writer.journal.ledger;
    let steps = ledger.steps_of(row.key());
    let step = number.checked_sub(1).and_then(|index| steps.get(index));
    let Some(step) = step else {
        let has = match steps.len() {
            0 => "no steps".to_owned(),
            1 => "1 step".to_owned(),
            count => format!("{count} steps"),
        };
        let name = AskNames::of_ledger(ledger).of(&row);
        return Err(Failure::new(
            Code::NotFound,
            format!("#{name} has {has}, so there's no step {number}"),
        )
        .hint(format!("nos show {name}"))
        .into());
    };
    let id = ledger.event_id(step.key);
    let (head, own) = (
        format!("Took away the step  {}", step.step),
        writer.own_names(),
    );
    let is_own = own.iter().any(|name| *name == id.device);
    writer.commit(&context.now.stamp(), vec![EventKind::Undo { of: vec![id] }])?;
    let back = if is_own {
        format!("Bring it back: {}", command("nos redo"))
    } else {
        String::new()
    };
    tell(&mut writer, row.key(), &head, &back, context)
}

/// Tells the ask as it is now.
fn tell(
    writer: &mut Writer,
    key: crate::domain::ledger::Key,
    head: &str,
    below: &str,
    context: &mut Context<'_>,
) -> anyhow::Result<Exit> {
    let rows = rows(&writer.journal.ledger, &[key])?;
    let asks = words(&mut writer.journal, &rows)?;
    let ledger = &writer.journal.ledger;
    let goal = current_goal(ledger, &DailyCounts::from_ledger(ledger), context.today());
    let (Some(ask), Some(row)) = (asks.first(), rows.first()) else {
        return Ok(Exit::Done);
    };
    let name = format!("#{}", AskNames::of_ledger(ledger).of(row));
    let text = |style: &Style| {
        let head = escape::one_line(head);
        let taken = escape::width_cols(&head) + name.len() + 2 * escape::width_cols(style.dot());
        let room = style.width_cols.saturating_sub(taken).max(20);
        let ask = escape::fitted(&escape::one_line(&ask.text), room, style.cut_mark());
        let line = [head, ask, style.ink(Ink::Soft, &name)].join(style.dot());
        if below.is_empty() {
            format!("{line}\n")
        } else {
            format!("{line}\n{below}\n")
        }
    };
    let done = format!("the step of {name} is written");
    context.answer_change(&done, || OneAsk::new(ask, goal.as_ref()), text)?;
    Ok(Exit::Done)
}
