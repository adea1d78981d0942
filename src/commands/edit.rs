//! `nos edit`: something about an ask is changed, by flags or in an editor.

pub(crate) mod in_editor;
mod patch;

use super::confirmation::{id_of, words};
use super::context::{Context, current_goal};
use super::marks::{TaggedWords, marked};
use super::plan::PlanName;
use super::plan_change;
use super::reference::{Among, AskNames, or_picked, resolve_one};
use super::summary;
use crate::cli::change::{ClearableField, EditArgs};
use crate::cli::suggest::nearest;
use crate::cli::usage_error::quoted;
use crate::domain::ask::Tag;
use crate::domain::daily_counts::DailyCounts;
use crate::domain::ledger::{Key, Ledger, Record};
use crate::error::{Code, Exit, Failure, with_unsaved_input};
use crate::journal::event::{Changes, Edited, EventKind};
use crate::journal::folder::Journal;
use crate::journal::writer::Writer;
use crate::render::escape;
use crate::render::json::OneAsk;
use patch::Patch;

/// Changes the ask that was named.
///
/// # Errors
/// If it is not found, the change cannot be, the editor fails, or it cannot be written.
pub(crate) fn run(args: &EditArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let TaggedWords {
        words: refs,
        tags,
        to,
    } = marked(&args.refs, context.words_after_dashes, args.to.as_deref())?;
    let args = &EditArgs { to, ..args.clone() };
    if refs.is_empty() {
        return Err(Failure::usage("which ask do you want to change?")
            .hint("nos edit last -e")
            .into());
    }
    if let Some(plan) = PlanName::of_words(&refs) {
        let edited = plan_change::edit(&plan, args, &tags, context);
        let typed = [&args.text, &args.note].into_iter().flatten().cloned();
        return with_unsaved_input(edited, || typed.collect());
    }
    if args.by.is_some() || args.clear.contains(&ClearableField::By) {
        return Err(Failure::usage("only a plan has a day to ask by")
            .hint("nos plan")
            .into());
    }
    if args.discard {
        return or_picked(&refs, Among::Removed, context, |refs, context| {
            in_editor::discard(args, refs, &tags, context)
        });
    }
    if args.editor {
        return or_picked(&refs, Among::Standing, context, |refs, context| {
            in_editor::run(args, refs, &tags, context)
        });
    }
    let typed: Vec<String> = [&args.text, &args.note, &args.to]
        .into_iter()
        .flatten()
        .filter(|typed| !typed.trim().is_empty())
        .cloned()
        .collect();
    let edited = or_picked(&refs, Among::Standing, context, |refs, context| {
        by_flags(args, refs, &tags, context)
    });
    with_unsaved_input(edited, || typed)
}

fn by_flags(
    args: &EditArgs,
    refs: &[String],
    tags: &[Tag],
    context: &mut Context<'_>,
) -> anyhow::Result<Exit> {
    let name = quoted(&refs.join(" "));
    let patch = Patch::new(args, &name, tags, context.today())?;
    if patch == Patch::default() {
        return Err(Failure::usage("what do you want to change?")
            .hint(format!("nos edit {name} -e"))
            .into());
    }
    let mut writer = context.write()?;
    let row = resolve_one(refs, Among::Standing, &mut writer.journal, context.today())?;
    let absent = absent_tag(&args.untags, &row, &writer.journal.ledger);
    change(&mut writer, row.key(), &patch, context)?;
    if let Some((tag, near)) = absent {
        context.note(&format!("It has no tag {tag}."));
        let name = AskNames::of_ledger(&writer.journal.ledger).of(&row);
        match near {
            Some(near) => context.hint(&format!("nos edit {name} --untag {near}")),
            None => context.hint(&format!("nos show {name}")),
        }
    }
    Ok(Exit::Done)
}

/// A tag that was to go and is not there, with the one that was perhaps meant.
fn absent_tag(untags: &[Tag], row: &Record, ledger: &Ledger) -> Option<(Tag, Option<String>)> {
    let tags: Vec<&str> = ledger.tags.names(row.tags).collect();
    let absent = untags.iter().find(|tag| !tags.contains(&tag.as_str()))?;
    let near = nearest(absent.as_str(), tags).map(str::to_owned);
    Some((absent.clone(), near))
}

/// Writes the change down and tells it. What would change nothing is not written.
fn change(
    writer: &mut Writer,
    key: Key,
    patch: &Patch,
    context: &mut Context<'_>,
) -> anyhow::Result<()> {
    let row = standing(&writer.journal.ledger, key)?;
    let asks = words(&mut writer.journal, &[row])?;
    let Some(before) = asks.first() else {
        return Ok(());
    };
    let set = patch.changes(before, &row, context.today())?;
    if !set.is_empty() {
        let ask = id_of(&writer.journal.ledger, &row);
        let edited = Edited {
            ask,
            set: set.clone(),
        };
        writer.commit(&context.now.stamp(), vec![EventKind::Edit(edited)])?;
    }
    let done = format!("#{} is changed", row.number);
    let row = standing(&writer.journal.ledger, key)?;
    let asks = words(&mut writer.journal, &[row])
        .map_err(|error| Failure::new(Code::Io, format!("{done}, but {error:#}")))?;
    let Some(ask) = asks.first() else {
        return Ok(());
    };
    let ledger = &writer.journal.ledger;
    let goal = current_goal(ledger, &DailyCounts::from_ledger(ledger), context.today());
    let name = AskNames::of_ledger(ledger).of(&row);
    context.answer_change(
        &done,
        || OneAsk::new(ask, goal.as_ref()),
        |_| text(&name, &set),
    )
}

/// Tells that the draft of an ask is gone.
fn tell_discarded(
    row: &Record,
    name: &str,
    journal: &mut Journal,
    context: &mut Context<'_>,
) -> anyhow::Result<()> {
    let asks = words(journal, &[*row])?;
    let Some(ask) = asks.first() else {
        return Ok(());
    };
    let ledger = &journal.ledger;
    let goal = current_goal(ledger, &DailyCounts::from_ledger(ledger), context.today());
    let done = format!("The draft of #{name} is gone; the ask is as it was.");
    context.answer_change(
        &done,
        || OneAsk::new(ask, goal.as_ref()),
        |_| format!("{done}\n"),
    )
}

/// The row of an ask that was found a moment ago.
fn standing(ledger: &Ledger, key: Key) -> anyhow::Result<Record> {
    ledger
        .asks()
        .find(|row| row.key() == key)
        .copied()
        .ok_or_else(|| {
            Failure::new(
                Code::NotFound,
                format!("{} was removed in the meantime", ledger.id(key)),
            )
            .hint("nos list")
            .into()
        })
}

fn text(name: &str, set: &Changes<'_>) -> String {
    if set.is_empty() {
        return format!("Nothing to change in #{name}.\n");
    }
    let parts = summary::changed_parts(set).join(", ");
    format!("Changed #{name}: {}.\n", escape::one_line(&parts))
}
